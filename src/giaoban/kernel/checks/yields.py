"""Rates (T15): yields from harvest and area, the money of one gift from all the money, "gấp 2,7 lần" from two amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.doubted import slipped
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit, unit_key
from giaoban.kernel.checks.numbers import middle

_MASSES = frozenset({"tấn", "tạ", "kg", "yến"})
_EACH = re.compile(r"\b(?:mỗi|một)\s+([^\W\d_]+)(?:\s[^\W\d_]+){0,2}\s*(?:là|trị giá|được|:)?\s*$")
_ALL = re.compile(r"\btổng\b")
_TIMES = re.compile(r"\b(?:gấp|bằng)\b[^,;.()\d]{0,16}$")
_MEAN = re.compile(r"(?:b(?<!\wb)ình quân|t(?<!\wt)rung bình|m(?<!\wm)ật độ)\b")
_PER = re.compile(r"[^,;.()\d/]{0,16}/\s?([^\W\d_]+)")
_REACH = 10
_BESIDE = 3
_FEWEST = 3


def find_rates(page: Page, board: Board) -> None:
    """Propose a rate for every number of "a/b", of "mỗi …" and of "gấp … lần" whose two amounts stand by."""
    for rate in page.marks:
        if rate.value is None or rate.change:
            continue
        if len(rate.unit) == 2 and rate.unit[0] in _MASSES:
            _yield(page, board, rate)
        elif rate.unit[:1] == ("lần",) and _TIMES.search(rate.before):
            _times(page, board, rate)
        elif rate.unit[:1] == ("vnd",) and (named := _EACH.search(rate.before)):
            _each(page, board, rate, named.group(1))
        elif _MEAN.search(rate.head[-80:]):
            _mean(page, board, rate)


def _yield(page: Page, board: Board, rate: Mark) -> None:
    """ "120 ha, năng suất 60 tạ/ha, sản lượng 720 tấn": the pair that fits, else the one that stands right around the rate."""
    amounts = list(_amounts(page, rate))
    bases = [
        m
        for m in reversed(page.marks[max(0, rate.at - _REACH) : rate.at])
        if m.counted and m.unit == rate.unit[1:] and m.line == rate.line and rate.sentence - m.sentence <= 2
    ]
    drafts = [Draft("T15", "ratio", "per", rate.id, (a.id, b.id)) for a in amounts for b in bases]
    fitting = next((d for d in drafts if judge(d, page.figures).holds), None)
    if fitting is not None:
        board.add(fitting)
    elif drafts and (bases[0].at, amounts[-1].at) == (rate.at - 2, rate.at - 1) and slipped(page, drafts[0]):
        board.add(Draft("T15", "ratio", "per", rate.id, (amounts[-1].id, bases[0].id)))
    elif drafts and bases[0].at == rate.at - 1 and amounts[0].at == rate.at + 1 and bases[0].sentence == rate.sentence:
        board.add(drafts[0])


def _amounts(page: Page, rate: Mark) -> Iterator[Mark]:
    """Masses behind the rate in its sentence, the nearest first, then the one before it."""
    for mark in page.marks[rate.at + 1 : rate.at + 5]:
        if mark.sentence != rate.sentence:
            break
        if mark.counted and len(mark.unit) == 1 and mark.unit[0] in _MASSES:
            yield mark
            break
    for mark in reversed(page.marks[max(0, rate.at - 3) : rate.at]):
        if mark.counted and len(mark.unit) == 1 and mark.unit[0] in _MASSES and mark.sentence == rate.sentence:
            yield mark
            break


def _mean(page: Page, board: Board, mean: Mark) -> None:
    """ "bình quân 16,4 tiêu chí/xã (246 tiêu chí/15 xã)": taken only where the numbers agree."""
    unit, base = (unit_key(part) for part in [*mean.figure.unit.split("/"), ""][:2])
    named = _PER.match(page.low, mean.figure.num_end, mean.figure.end + 16)
    base = base or (unit_key(named[1]) if named else ())
    near = [
        m
        for m in page.marks[max(0, mean.at - 4) : mean.at + 4]
        if m.line == mean.line and m is not mean and (m.counted or (m.span and m.value and m.unit == unit))
    ]
    missed = None
    for amount in near:
        for count in near:
            alike = same_unit(amount.unit, unit) or covers(amount.unit, unit)
            kinds = alike and count.unit != unit and (not base or count.unit[:1] == base[:1])
            if amount is count or not kinds or not amount.unit or count.measured or middle(count.figure) < _FEWEST:
                continue
            draft = Draft("T15", "ratio", "per", mean.id, (amount.id, count.id))
            if judge(draft, page.figures).verdict == "holds":
                board.add(draft)
                return
            if missed is None and base and _right_beside(page, mean, amount, count) and slipped(page, draft):
                missed = draft
    if missed is not None:
        board.add(missed)


def _right_beside(page: Page, mean: Mark, amount: Mark, count: Mark) -> bool:
    """True where a mean stands behind its two operands or before them in parentheses: "318 lớp, 9.826 học sinh, bình quân 30,9"."""
    beside = {amount.at, count.at} in ({mean.at - 1, mean.at - 2}, {mean.at + 1, mean.at + 2})
    inside = mean.at < amount.at and (not page.bracketed(amount) or not page.bracketed(count))
    return beside and not inside and amount.sentence == count.sentence == mean.sentence


def _each(page: Page, board: Board, rate: Mark, noun: str) -> None:
    """ "40 suất quà, mỗi suất 500.000 đồng, tổng trị giá 20 triệu đồng"."""
    near = [
        m
        for m in page.marks[max(0, rate.at - _BESIDE) : rate.at + _BESIDE + 1]
        if m.sentence == rate.sentence and m is not rate
    ]
    money = [m for m in near if m.counted and m.unit[:1] == ("vnd",)]
    wide = page.marks[max(0, rate.at - _REACH) : rate.at]
    counts = [m for m in wide if m.sentence == rate.sentence and m.counted and m.unit[:1] == (noun,)]
    counts = [m for m in counts if not page.bracketed(m)] or counts
    totals = [m for m in money if _ALL.search(m.before) or m.at < rate.at]
    drafts = [Draft("T15", "ratio", "per", rate.id, (t.id, c.id)) for t in totals[::-1] for c in counts[::-1]]
    fitting = next((d for d in drafts if judge(d, page.figures).holds), None)
    if fitting is not None:
        board.add(fitting)
    elif drafts and len(money) == 1 and not _EACH.search(money[0].before):
        board.add(drafts[0])


def _times(page: Page, board: Board, rate: Mark) -> None:
    """ "bình quân 240 tỷ đồng, gấp 2 lần mức cũ (120 tỷ đồng)": taken only where the numbers agree."""
    before = _level(page.marks[max(0, rate.at - 3) : rate.at][::-1], rate)
    after = _level(page.marks[rate.at + 1 : rate.at + 3], rate)
    if before is None or after is None or not same_unit(before.unit, after.unit):
        return
    draft = Draft("T15", "ratio", "per", rate.id, (before.id, after.id))
    beside = before.at == rate.at - 1 and after.at == rate.at + 1 and page.opening_before(after.figure.start) >= 0
    if judge(draft, page.figures).holds or (beside and middle(rate.figure) % 1 and slipped(page, draft)):
        board.add(draft)


def _level(marks: Sequence[Mark], rate: Mark) -> Mark | None:
    return next((m for m in marks if m.counted and m.sentence == rate.sentence), None)
