"""Rows told in prose (T3): "thôn A 210 hộ, 832 khẩu; thôn B …; thôn C …. Toàn xã 559 hộ, 2.228 khẩu": the total row adds up by column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page
from giaoban.kernel.checks.numbers import ZERO, middle
from giaoban.kernel.checks.slips import one_scale, one_slip
from giaoban.kernel.quantity.fixed import fixed

_TOTAL = re.compile(
    r"\W*(?:như vậy,?\s*)?(?:tổng|cộng|cả (?:năm|xã|huyện|tỉnh|hai|ba|bốn)|toàn (?:xã|huyện|tỉnh|trường|ngành)|tính chung|chung)\b"
)
_FEWEST_PARTS = 2
_MOST_ROWS = 40
_REACH = 60
_HEAD = 90
_NEAR = Decimal("0.1")


@fixed(frozen=True, slots=True)
class Row:
    """The figures of one line, sentence, clause or item, in order, and whether the words before the first announce a total."""

    marks: tuple[Mark, ...]
    total: bool

    def like(self, other: Row) -> bool:
        """True where the columns of both have the same units, and count or not alike."""
        mine, theirs = self.marks, other.marks
        return len(mine) == len(theirs) and all(
            a.unit == b.unit and a.counted == b.counted for a, b in zip(mine, theirs, strict=True)
        )


def find_columns(page: Page, board: Board) -> None:
    """Propose the sums of every run of like rows that ends or begins with a total row, whole lines first."""
    marks = _near_totals(page)
    for place in (_by_line, _by_sentence, _by_clause, _by_item) if marks else ():
        for run in _runs(_rows(marks, board, place)):
            _divide(board, run)


def _near_totals(page: Page) -> list[Mark]:
    """The figures around every figure that words announce as a total, in order."""
    near: set[int] = set()
    for mark in page.marks:
        if _announced(mark) or _TOTAL.match(mark.before.lstrip()):
            near.update(range(max(0, mark.at - _REACH), min(len(page.marks), mark.at + _REACH)))
    return [page.marks[at] for at in sorted(near)]


def _announced(mark: Mark) -> bool:
    return bool(_TOTAL.match(mark.head[-_HEAD:].lstrip()))


def _divide(board: Board, run: Sequence[Row]) -> None:
    for total, parts in ((run[-1], run[:-1]), (run[0], run[1:])):
        if total.total and not any(p.total for p in parts) and not _leaves(parts):
            add_columns(board, total.marks, [p.marks for p in parts])
            return


def _leaves(parts: Sequence[Row]) -> bool:
    """True for what is done and what stays of a total: a difference, no sum of rows."""
    return len(parts) == _FEWEST_PARTS and bool(lexicon.STAYS.search(parts[-1].marks[0].head[-60:]))


def _by_line(mark: Mark) -> int:
    return mark.line


def _by_sentence(mark: Mark) -> int:
    return mark.sentence


def _by_clause(mark: Mark) -> int:
    return mark.clause


def _by_item(mark: Mark) -> int:
    return mark.at


def _rows(marks: Sequence[Mark], board: Board, place: Callable[[Mark], int]) -> Iterator[Row]:
    """Figures in one place each; a place with a figure that is no count and no share is no row."""
    for _, group in itertools.groupby(marks, key=place):
        row = tuple(group)
        if row[0].counted and _is_plain(row, board):
            total = _TOTAL.match(row[0].before.lstrip()) if place is _by_item else _announced(row[0])
            yield Row(row, bool(total))
        else:
            yield Row((), False)


def _is_plain(row: Sequence[Mark], board: Board) -> bool:
    """True for counts, one with a unit at least, and their shares, none of them a side of n/m."""
    named = False
    for mark in row:
        if not mark.counted and (mark.change or not mark.percent):
            return False
        if mark.at in board.base_of or mark.at in board.top_of:
            return False
        named = named or (mark.counted and bool(mark.unit))
    return named


def _runs(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Neighbouring rows of one shape; a run ends with its total row."""
    run: list[Row] = []
    for row in rows:
        fits = bool(run) and row.like(run[0]) and _neighbours(run[-1], row)
        if not fits or len(run) == _MOST_ROWS:
            yield from [run] if len(run) > _FEWEST_PARTS else []
            run = []
        if row.marks:
            run.append(row)
            if len(run) > _FEWEST_PARTS and row.total:
                yield run
                run = []
    yield from [run] if len(run) > _FEWEST_PARTS else []


def _neighbours(above: Row, below: Row) -> bool:
    first, last = below.marks[0], above.marks[-1]
    return first.sentence - last.sentence <= 1 or first.line - last.line == 1


def add_columns(board: Board, total: Sequence[Mark], parts: Sequence[Sequence[Mark]]) -> None:
    """Propose the sum of every column of counts: where it adds up, or a slip is between, or another column adds up."""
    columns = [(whole, [row[k] for row in parts]) for k, whole in enumerate(total) if whole.counted]
    columns = [(w, c) for w, c in columns if w.at not in board.wholes and not any(m.at in board.whole_of for m in c)]
    fits = [_sum(column) == middle(whole.figure) for whole, column in columns]
    for (whole, column), fit in zip(columns, fits, strict=True):
        if fit or _near(whole, column, any(fits)):
            board.add(Draft("T3", "sum", "sum", whole.id, tuple(m.id for m in column)))
            board.group(whole, column)


def _near(whole: Mark, column: Sequence[Mark], beside: bool) -> bool:
    """True where one slip would close the column, or where another column closes and this one all but does."""
    values, total = [middle(m.figure) for m in column], middle(whole.figure)
    gap = abs(sum(values) - total)
    if one_scale(total, values) or (one_slip(total, values) and (beside or gap <= _NEAR * total)):
        return True
    return beside and gap <= _NEAR * total


def _sum(column: Sequence[Mark]) -> Decimal:
    return sum((middle(m.figure) for m in column), ZERO)
