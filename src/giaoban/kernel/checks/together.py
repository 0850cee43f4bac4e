"""Totals that say how many parts they have ("cả hai đợt 46 giấy", "tổng hai khối 1.370 học sinh") or to what they raise a count (T3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, akin
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.slips import one_slip

_TOGETHER = re.compile(r"\b(?:tổng(?: cộng| số)?|cộng|cả|chung|lũy kế|luỹ kế)(?: (?:của|cả|trong|số))?\s*$")
_RAISED = re.compile(
    r"\b(?:nâng|đưa)(?: tổng)? (?:số|diện tích|quy mô|kinh phí|chiều dài)[^,;.()\d]{0,60}(?:lên|thành)(?: là)?\s*$"
)
_SO_FAR = re.compile(
    r"\b(?:lũy kế|luỹ kế)(?: đến nay| từ đầu năm)?(?: đã)?(?: có| là| được| cấp| cấp được| đạt)?:?\s*$"
)
_MOST = 14
_FEWEST = 20
_LARGE = 1000
_WIDE = 10


def find_together(page: Page, board: Board) -> None:
    """Propose the sums of the last k counts before a total that names k of them, and of the counts a raised total stands behind."""
    for whole in page.marks[1:]:
        if not whole.counted or not whole.unit or whole.at in board.wholes or whole.at in board.base_of:
            continue
        number = page.marks[whole.at - 1].whole_number
        if number and 2 <= number <= _MOST and _names_them(page, page.marks[whole.at - 1], whole):
            _add(page, board, whole, _last_of_kind(page, board, whole, whole.at - 1, number))
        elif _raised(whole.head):
            parts = _last_of_kind(page, board, whole, whole.at, 2)
            if all(p.sentence == whole.sentence for p in parts):
                _add(page, board, whole, parts)


def _raised(head: str) -> bool:
    """True behind "nâng tổng số lên" and "lũy kế"."""
    moved = ("lên" in head or "thành" in head) and ("nâng" in head or "đưa" in head)
    return (moved and _RAISED.search(head) is not None) or ("y kế" in head and _SO_FAR.search(head) is not None)


def _names_them(page: Page, number: Mark, whole: Mark) -> bool:
    """True for "cả hai đợt được 46 giấy": the number of the parts, and nothing but words before the total."""
    before = page.low[max(0, number.figure.start - 30) : number.figure.num_start]
    gap = page.gap(number, whole)
    return number.sentence == whole.sentence and bool(_TOGETHER.search(before)) and not re.search(r"[,;.()\n]", gap)


def _last_of_kind(page: Page, board: Board, whole: Mark, before: int, number: int) -> list[Mark]:
    """The last `number` counts of the total's kind, in text order, not further back than their number of lines."""
    parts: list[Mark] = []
    for mark in reversed(page.marks[max(0, before - 3 * _MOST) : before]):
        if len(parts) == number or whole.line - mark.line > number:
            break
        moved = mark.change and not mark.percent and mark.value is not None
        if (mark.counted or moved) and mark.at not in board.base_of and akin(whole.unit, mark.unit) and mark.unit:
            parts.insert(0, mark)
    return parts if len(parts) == number else []


def _add(page: Page, board: Board, whole: Mark, parts: Sequence[Mark]) -> None:
    values, size = [abs(middle(p.figure)) for p in parts], middle(whole.figure)
    if not parts or any(p.at in board.whole_of for p in parts):
        return
    slipped = (
        size >= _FEWEST
        and max(values) < size <= (_WIDE if size >= _LARGE else 2) * sum(values)
        and one_slip(size, values)
    )
    if sum(values, Decimal(0)) == size or slipped:
        board.add(Draft("T3", "sum", "sum", whole.id, tuple(p.id for p in parts)))
        board.group(whole, parts)
