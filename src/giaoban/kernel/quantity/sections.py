"""Which lines belong together: list items under the line that opens them, lines under a section heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.tokens import Page

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t]{0,20}(?:[-–+*•o]|[0-9]{1,2}[.)]|[a-zđ]\))[ \t]{0,20}(?=\S)")
_HEADING = re.compile(
    r"[ \t]{0,20}(?:(?:[IVX]{1,4}|[A-D]|PHẦN (?:THỨ )?\w+)[ \t]{0,3}[.)/:-]|Điều [0-9]{1,2}[.:])[ \t]{0,20}[^\W\d_]"
)
_NUMBERED = re.compile(r"[ \t]{0,20}[0-9]{1,2}(?:\.[0-9]{1,2})?[.)/] ?[ \t]{0,20}[^\W\d_][^0-9;]*")
_LONGEST_HEADING = 160
_LONGEST_NUMBERED = 90


About = Literal["", "target", "order"]


class Sections:
    """For every line: where the paragraph that governs it begins, and what its section is about ("" for results and all else)."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        lists: tuple[tuple[str, About], ...] = (
            ("section_results", ""),
            ("section_aims", "target"),
            ("section_tasks", "order"),
        )
        self._cues = {cue: about for key, about in lists for cue in lexicon.words("roles", key)}
        self._starts: list[int] = []
        self._anchors: list[int] = []
        self._about: list[About] = []
        about: About = ""
        anchor, opens = 0, False
        for line in _LINE.finditer(page.text):
            start, end = line.span()
            if end - start < _LONGEST_HEADING and not line[0].strip():
                continue
            if _is_heading(page.text, start, end):
                about = self._subject(page.lower[start:end], "")
            elif end - start <= _LONGEST_NUMBERED and _NUMBERED.fullmatch(page.text, start, end):
                about = self._subject(page.lower[start:end], about)
            if not (opens and _BULLET.match(page.text, start)):
                anchor = start
                opens = page.text[start:end].rstrip().endswith(":")
            self._starts.append(start)
            self._anchors.append(anchor)
            self._about.append(about)

    def _subject(self, heading: str, about: About) -> About:
        """What a heading announces: the first of its cues says; `about` where it has none."""
        places = sorted((at, cue) for cue in self._cues if (at := heading.find(cue)) >= 0)
        return self._cues[places[0][1]] if places else about

    def of(self, pos: int) -> tuple[int, About]:
        """Start of the governing paragraph of the line at an offset, and what its section is about."""
        at = bisect_right(self._starts, pos) - 1
        return self._anchors[at], self._about[at]


def _is_heading(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_HEADING:
        return False
    return _HEADING.match(text, start, end) is not None or text[start:end].isupper()
