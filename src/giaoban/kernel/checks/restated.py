"""A number that comes back later in the text (T8): too particular to meet by chance, taken up by words, or a number of places."""

from __future__ import annotations

import re
from collections.abc import Collection

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page
from giaoban.kernel.checks.numbers import middle

_PARTICULAR = 3
_FEW = 4
_TWO_DIGITS = 10
_WORDS_ALIKE = 2
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAKEN_UP = re.compile(r"\s*(?:còn lại|nêu trên|nói trên|này|trên đây|vừa nêu)\b")
_PLACES = frozenset({"xã", "thôn", "phường", "ấp", "bản", "trường", "huyện", "tổ"})
_ALL_OF_THEM = re.compile(r"\b(?:toàn|cả|tất cả|tổng số|hiện có|có|gồm|địa bàn|tại)\s*$|\btoàn [^,;.()\d]{0,20}$")


def find_restated(page: Page, board: Board, cells: Collection[str] = ()) -> None:
    """Propose that a number printed again with its unit is the same number; wrong ones cannot be told, so these only hold.

    `cells` are ids of figures in tables: those are taken up by prose, not by one another.
    """
    first: dict[tuple[str, object], Mark] = {}
    told = {d.result for d in board.drafts.values() if d.op == "equal"}
    joined: dict[str, list[frozenset[str]]] = {}
    for draft in board.drafts.values():
        for figure in draft.figures if draft.op in {"sum", "remainder", "balance"} else ():
            joined.setdefault(figure, []).append(frozenset(draft.figures))
    for mark in page.marks:
        share = mark.percent and not mark.change and mark.value is not None
        if not (mark.counted or share) or not mark.unit:
            continue
        earlier = first.setdefault((mark.unit[0], mark.value), mark)
        inside = mark.id in cells and earlier.id in cells
        apart = mark.id not in told and earlier.sentence != mark.sentence and not inside
        if not apart or any(earlier.id in figures for figures in joined.get(mark.id, ())):
            continue
        if _comes_back(page, board, earlier, mark):
            board.add(Draft("T8", "sum", "equal", mark.id, (earlier.id,)))


def _comes_back(page: Page, board: Board, earlier: Mark, mark: Mark) -> bool:
    """True where a number is meant as the one before, not met by chance."""
    size, common = middle(mark.figure), len(page.label(mark) & page.label(earlier))
    if mark.percent:
        return _particular(mark) and common >= _WORDS_ALIKE
    if mark.unit != earlier.unit:
        return _particular(mark) and common > 0
    alike = size >= _FEW and common >= (_WORDS_ALIKE if size < _TWO_DIGITS else 1)
    everywhere = mark.unit[0] in _PLACES and size > _FEW and all(_all_of_them(page, board, m) for m in (earlier, mark))
    told = mark.measured and _figures(mark) > 1 and mark.figure.role == earlier.figure.role
    about = told and len(_subject(mark) & _subject(earlier)) >= _WORDS_ALIKE
    return _particular(mark) or alike or everywhere or about or bool(_TAKEN_UP.match(page.low, mark.figure.end))


def _subject(mark: Mark) -> frozenset[str]:
    """Content words of the clause before a figure."""
    return frozenset(w for w in _WORD.findall(mark.head) if w not in lexicon.STOP_WORDS and w not in mark.unit)


def _figures(mark: Mark) -> int:
    """Digits of a number that count: 2 of 1.200, 4 of 1.284."""
    return len(middle(mark.figure).normalize().as_tuple().digits)


def _all_of_them(page: Page, board: Board, mark: Mark) -> bool:
    """True for the number of all the communes, hamlets or schools: the base of a pair, or "toàn huyện có 14 xã"."""
    return mark.at in board.base_of or bool(_ALL_OF_THEM.search(mark.head[-40:]))


def _particular(mark: Mark) -> bool:
    """True for a number of three digits or more that count: 1.284, 56,2; not 1.200 or 36."""
    return _figures(mark) >= _PARTICULAR
