"""Which lines belong together: list items under the line that opens them, lines under a section heading."""

from __future__ import annotations

import re
from bisect import bisect_right

from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.tokens import Page

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t]{0,20}(?:[-–+*•o]|[0-9]{1,2}[.)]|[a-zđ]\))[ \t]{0,20}(?=\S)")
_HEADING = re.compile(r"[ \t]{0,20}(?:[IVX]{1,4}|[A-D]|PHẦN (?:THỨ )?\w+)[ \t]{0,3}[.)/:-][ \t]{0,20}[^\W\d_]")
_LONGEST_HEADING = 160


class Sections:
    """For every line: where the paragraph that governs it begins, and whether its section is about aims."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        aims, results = lexicon.words("roles", "section_aims"), lexicon.words("roles", "section_results")
        self._starts: list[int] = []
        self._anchors: list[int] = []
        self._aims: list[bool] = []
        aim, anchor, opens = False, 0, False
        for line in _LINE.finditer(page.text):
            start, end = line.span()
            if end - start < _LONGEST_HEADING and not line[0].strip():
                continue
            if _is_heading(page.text, start, end):
                words = page.lower[start:end]
                aim = any(cue in words for cue in aims) and not any(cue in words for cue in results)
            if not (opens and _BULLET.match(page.text, start)):
                anchor = start
                opens = page.text[start:end].rstrip().endswith(":")
            self._starts.append(start)
            self._anchors.append(anchor)
            self._aims.append(aim)

    def of(self, pos: int) -> tuple[int, bool]:
        """Start of the governing paragraph of the line at an offset, and whether its section speaks of aims."""
        at = bisect_right(self._starts, pos) - 1
        return self._anchors[at], self._aims[at]


def _is_heading(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_HEADING:
        return False
    return _HEADING.match(text, start, end) is not None or text[start:end].isupper()
