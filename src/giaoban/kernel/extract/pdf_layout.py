"""Lines of PDF pages made into paragraphs, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from giaoban.kernel.extract.normal import marked_as_heading, marked_as_item

_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s.–-]*\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?[\s.–-]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ENDS = (".", ";", ":", "!", "?", "./.", "…")
EDGE = 0.08
"""Share of the page height at top and bottom where running heads stand."""
GAP = 1.45
"""A distance between lines of more than this times the usual one ends a paragraph."""
INDENT = 9.0
"""Points to the right of the margin that make a first line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its box in points from the lower left corner."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


def drop_running(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers at its edges and without what repeats there on most pages (digits
    apart).
    """
    seen: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_mask(line) for line in lines if _at_edge(line, height)})
    often = max(2, (len(pages) + 1) // 2)
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        kept.append(
            [
                line
                for line in lines
                if not (_at_edge(line, height) and (_PAGE_NUMBER.fullmatch(line.text) or seen[_mask(line)] >= often))
            ]
        )
    return kept


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Texts of paragraphs, each with the page it begins on."""
    if not lines:
        return
    margins = _Margins(lines)
    parts = [lines[0]]
    for before, line in pairwise(lines):
        if margins.continues(before, line, parts[0]):
            parts.append(line)
        else:
            yield _joined(parts), parts[0].page
            parts = [line]
    yield _joined(parts), parts[0].page


class _Margins:
    """The usual left and right edge and line distance of a run of lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        long = [line for line in lines if len(line.text) > 50] or list(lines)
        self.right = max(line.right for line in long)
        self.left = Counter(round(line.left) for line in long).most_common(1)[0][0]
        steps = [
            a.bottom - b.bottom
            for a, b in pairwise(lines)
            if a.page == b.page and 0 < a.bottom - b.bottom < 3 * (a.top - a.bottom + 1)
        ]
        self.step = median_low(steps) if steps else 0.0

    def continues(self, before: Line, line: Line, first: Line) -> bool:
        """True where `line` goes on with the paragraph that `first` begins and `before` ends so far."""
        if not self._full(before, line):
            return False
        if line.page != before.page:
            return not before.text.endswith(_ENDS) and line.text[:1].islower()
        if line.bottom >= before.bottom or before.bottom - line.bottom > GAP * self.step:
            return False
        if line.left > min(first.left, self.left) + INDENT and line.left > before.left + INDENT / 3:
            return False
        starts = marked_as_item(line.text) or (marked_as_heading(line.text) and not line.text[0].islower())
        return not (starts and before.text.endswith(_ENDS))

    def _full(self, before: Line, line: Line) -> bool:
        """True where the first word of `line` had no room left behind `before`."""
        width = (line.right - line.left) / max(len(line.text), 1)
        word = len(line.text.split(" ", 1)[0]) + 1
        return before.right + word * width > self.right - 2


def _joined(parts: Sequence[Line]) -> str:
    return " ".join(part.text for part in parts)


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > height * (1 - EDGE) or line.top < height * EDGE


def _mask(line: Line) -> str:
    return _DIGITS.sub("0", line.text)
