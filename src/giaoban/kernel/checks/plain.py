"""Parts side by side behind their whole with no word between (T3): "2.350 mẫu, 2.310 mẫu âm tính, 40 mẫu dương tính"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.closing import Run, prefix_that_fits
from giaoban.kernel.checks.draft import Board
from giaoban.kernel.checks.layout import Mark, Page, same_unit
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.slips import one_slip

_LONGEST = 14
_AMONG = re.compile(r"\b(?:trong (?:tổng )?số|trong đó|gồm|chia|phân|theo)\b[^;]*:")
_NEAR = Decimal("0.05")
_LARGE = 100
_FEW = 4
_ASIDES = 4


def plain_run(page: Page, board: Board, whole: Mark) -> Iterator[Run]:
    """The counts behind a whole in its sentence, shares and brackets passed over; taken only where they add up exactly."""
    if not whole.counted or not whole.unit or not whole.value or whole.value < 0 or whole.at in board.base_of:
        return
    parts = _behind(page, whole)
    if page.bracketed(whole):
        parts = [part for part in parts if ")" not in page.low[whole.figure.end : part.figure.num_start]]
    fitting = prefix_that_fits(whole, parts) or _after_asides(page, whole, parts)
    if not fitting and _all_but(page, whole, parts):
        yield Run(whole, tuple(parts), 0, certain=True)
    if fitting and (lexicon.STAYS.search(fitting[-1].before) or lexicon.OPEN_WORK.search(fitting[-1].before)):
        return
    whole_list = bool(fitting) and _ends_clause(page, fitting[-1]) and _first_of_its_kind(page, whole)
    certain = whole.value >= _LARGE or (whole.value >= _FEW and whole_list)
    if fitting and certain and sum((middle(p.figure) for p in fitting), Decimal(0)) == whole.value:
        yield Run(whole, fitting, 0)


def _behind(page: Page, whole: Mark) -> list[Mark]:
    """Counts of the whole's unit up to the first figure of another kind; what explains the whole stands before the first of them."""
    parts: list[Mark] = []
    for mark in page.marks[whole.at + 1 : whole.at + 1 + 2 * _LONGEST]:
        if mark.sentence != whole.sentence or len(parts) == _LONGEST:
            break
        if mark.percent or mark.change or (mark.counted and page.bracketed(mark) and not page.bracketed(whole)):
            continue
        if not mark.counted or (mark.unit and not same_unit(whole.unit, mark.unit)):
            if parts or mark.at - whole.at > _ASIDES:
                break
            continue
        parts.append(mark)
    return parts


def _after_asides(page: Page, whole: Mark, parts: Sequence[Mark]) -> tuple[Mark, ...]:
    """ "850 triệu đồng cho 17 hộ, mỗi hộ 50 triệu; nguồn tỉnh 500 triệu, nguồn huyện 350 triệu": the parts of a clause of their own."""
    for first in range(1, min(_ASIDES, len(parts) - 1)):
        opens = parts[first].clause != parts[first - 1].clause
        fitting = prefix_that_fits(whole, parts[first:]) if opens else ()
        if fitting and _ends_clause(page, fitting[-1]):
            return fitting
    return ()


def _ends_sentence(page: Page, mark: Mark) -> bool:
    return mark.at + 1 == len(page.marks) or page.marks[mark.at + 1].sentence != mark.sentence


def _ends_clause(page: Page, mark: Mark) -> bool:
    return _ends_sentence(page, mark) or page.marks[mark.at + 1].clause != mark.clause


def _first_of_its_kind(page: Page, mark: Mark) -> bool:
    before = page.marks[mark.at - 1] if mark.at else None
    return before is None or before.sentence != mark.sentence or before.unit != mark.unit


def _all_but(page: Page, whole: Mark, parts: Sequence[Mark]) -> bool:
    """True where three or more counts to the end of the sentence or paragraph add up to the first but for one slip and a twentieth."""
    if len(parts) < 3 or middle(whole.figure) < _LARGE or not _ends_sentence(page, parts[-1]):
        return False
    if any(m.counted and m.unit != whole.unit for m in page.marks[whole.at + 1 : parts[0].at]):
        return False  # "Phụ nữ 1.214 hội viên, Thanh niên 186 đoàn viên, Nông dân 642, …": one of a list itself
    if _AMONG.search(whole.head):
        return False  # "trong tổng số vụ: trộm cắp 312, cố ý gây thương tích 127, …": the first of the list
    values, size = [middle(p.figure) for p in parts], middle(whole.figure)
    gap = abs(sum(values, Decimal(0)) - size)
    return _first_of_its_kind(page, whole) and max(values) < size and gap <= _NEAR * size and one_slip(size, values)
