"""A count that comes back later in the text (T8): only numbers too particular to meet by chance, or taken up by words."""

from __future__ import annotations

import re

from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page
from giaoban.kernel.checks.numbers import middle

_PARTICULAR = 3
_FEW = 4
_TWO_DIGITS = 10
_WORDS_ALIKE = 2
_TAKEN_UP = re.compile(r"\s*(?:còn lại|nêu trên|nói trên|này|trên đây|vừa nêu)\b")


def find_restated(page: Page, board: Board) -> None:
    """Propose that a number printed again with its unit is the same number; wrong ones cannot be told, so these only hold."""
    first: dict[tuple[tuple[str, ...], object], Mark] = {}
    told = {d.result for d in board.drafts.values() if d.op == "equal"}
    joined: dict[str, list[frozenset[str]]] = {}
    for draft in board.drafts.values():
        for figure in draft.figures if draft.op in {"sum", "remainder", "balance"} else ():
            joined.setdefault(figure, []).append(frozenset(draft.figures))
    for mark in page.marks:
        if not mark.counted or not mark.unit or mark.value is None:
            continue
        key = (mark.unit, mark.value)
        earlier = first.get(key)
        if earlier is None:
            first[key] = mark
            continue
        common = len(page.label(mark) & page.label(earlier))
        alike = middle(mark.figure) >= _FEW and common >= (_WORDS_ALIKE if middle(mark.figure) < _TWO_DIGITS else 1)
        comes_back = _particular(mark) or alike or _TAKEN_UP.match(page.low, mark.figure.end)
        apart = mark.id not in told and earlier.sentence != mark.sentence
        if comes_back and apart and not any(earlier.id in figures for figures in joined.get(mark.id, ())):
            board.add(Draft("T8", "sum", "equal", mark.id, (earlier.id,)))


def _particular(mark: Mark) -> bool:
    """True for a number of three digits or more that count: 1.284, 56,2; not 1.200 or 36."""
    return len(middle(mark.figure).normalize().as_tuple().digits) >= _PARTICULAR
