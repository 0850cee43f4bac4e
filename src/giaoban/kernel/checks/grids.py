"""Tables whose cells are known: totals and sub-totals of rows, sums across columns, shares, differences and growth by column.

What a table means is told by its own words (heads, names and numbers of rows) where they say it, and else by what most of its rows show;
the other rows are tested then. Source: docs/dev/algorithms/reading.md, tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Board, Draft, Op
from giaoban.kernel.checks.layout import Mark, Page
from giaoban.kernel.checks.model import Cell, Grid, Kind
from giaoban.kernel.checks.numbers import ZERO, middle
from giaoban.kernel.checks.slips import one_scale, one_slip

TOTAL = re.compile(
    r"\W*(?:tổng(?!\s+(?:sản|diện|đài|công ty|cục|kết|phụ trách))|cộng(?!\s+(?:đồng|hòa|hoà|tác))"
    r"|toàn (?:xã|huyện|tỉnh|thành|thị|trường|ngành|vùng))"
)
"""How the name of a row or column of totals begins."""
_WITHIN = re.compile(r"\W*(?:trong đó|bao gồm|gồm|chia ra|tr\.?đó)(?!\w)")
_RATE = re.compile(r"tỷ lệ|tỉ lệ|%|cơ cấu|tỷ trọng|tỉ trọng|so với|so sánh")
_MEAN = re.compile(r"bình quân|năng suất|đơn giá|mật độ|định mức|hệ số|xếp (?:loại|hạng|thứ)|thứ tự|^điểm(?! %)")
_CHANGE = re.compile(r"tăng|giảm|chênh|so sánh|so với|\+\s?/?\s?-|còn lại|thừa|thiếu|chưa")
_COMPUTED = re.compile(r"\(?(\d{1,2})\)?\s?=\s?\(?(\d{1,2})\)?((?:\s?[-+/:]\s?\(?\d{1,2}\)?)+)(?:\s?[x*×]\s?100)?")
_STEP = re.compile(r"([-+/:])\s?\(?(\d{1,2})\)?")
_ROMAN = re.compile(r"[IVX]+")
_NEAR = Decimal("0.1")
_MOST_ROWS = 400
_MOST_COLUMNS = 30
_WIDEST_SUM = 12
_REACH = 8
"""So many columns of amounts around a column are tried as what it is computed from."""
_SAMPLE = 5
_MOST_WITHIN = 4
"""So many rows are tried as those that "trong đó" announces, its own included."""
_ADDITIVE = 2
"""So many rows of a table that are the sum of others say that its other divisions add up too."""
_LEVELS = {"letter": 0, "roman": 1, "number": 2, "small": 6, "dash": 7}


@dataclass(slots=True)
class Row:
    """A row below the heads: its number, its name in small letters, and its bare figures by column."""

    serial: str
    name: str
    marks: dict[int, Mark] = field(default_factory=dict)

    @property
    def total(self) -> bool:
        """True where the row is named a total."""
        return not self.serial and bool(TOTAL.match(self.name))


Column = tuple[Mark, list[Mark], bool]
"""A column of a division: the whole, its parts, whether they add up."""


def find_grids(page: Page, board: Board, grids: Sequence[Grid]) -> None:
    """Propose what the tables of a text state, in order."""
    for grid in grids:
        table = _Table(page, grid)
        board.tabled.update(mark.at for row in table.rows for mark in row.marks.values())
        if len(table.rows) > _MOST_ROWS or len(table.columns) > _MOST_COLUMNS:
            continue
        _computed_columns(table, board)
        _share_columns(table, board)
        _moved_columns(table, board)
        _sums_across(table, board)
        divided = [(whole, _likeliest(table, whole, choices)) for whole, choices in _divisions(table)]
        holding = sum(any(holds for _, _, holds in columns) for _, columns in divided)
        for whole, columns in divided:
            _add_rows(board, columns, named=whole.total or holding >= _ADDITIVE)


def bare_figures(page: Page, grids: Sequence[Grid]) -> frozenset[str]:
    """Ids of the figures that fill a cell of a table on their own."""
    found = set()
    for grid in grids:
        for cell in grid.cells:
            mark = _alone(page, cell)
            if mark is not None:
                found.add(mark.id)
    return frozenset(found)


def _alone(page: Page, cell: Cell) -> Mark | None:
    """The figure that is all a cell holds, None for an empty cell, words, or several figures."""
    marks = page.between(cell.start, cell.end)
    if len(marks) != 1 or page.low[cell.start : marks[0].figure.num_start].strip(" +-(≈~"):
        return None
    end = max(marks[0].figure.num_end, min(marks[0].figure.end, cell.end))
    return None if page.low[end : cell.end].strip(" )%*") else marks[0]


class _Table:
    """A grid with its figures in their columns."""

    def __init__(self, page: Page, grid: Grid) -> None:
        self.page = page
        self.heads: dict[int, str] = {}
        self.numbers: dict[int, int] = {}
        """Number of a column, where a row of the heads numbers them -> column."""
        self.formulas: list[re.Match[str]] = []
        self.rows: list[Row] = []
        at = -1
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            text = page.low[cell.start : cell.end].strip()
            if cell.head:
                self._head(cell, text)
                continue
            if cell.row != at:
                at = cell.row
                self.rows.append(Row("", ""))
            self._body(cell, text)
        self.columns = sorted({column for row in self.rows for column in row.marks})

    def _head(self, cell: Cell, text: str) -> None:
        for column in range(cell.column, cell.column + cell.columns):
            self.heads[column] = f"{self.heads.get(column, '')} {text}".strip()
        number = re.match(r"\(?(\d{1,2})\)?(?!\d)", text)
        if number and _COLUMN_NUMBER.fullmatch(text):
            self.numbers[int(number[1])] = cell.column
        self.formulas.extend(_COMPUTED.finditer(text))

    def _body(self, cell: Cell, text: str) -> None:
        row = self.rows[-1]
        mark = _alone(self.page, cell)
        if mark is not None:
            row.marks[cell.column] = mark
        elif cell.column == 0 and _SERIAL.fullmatch(text):
            row.serial = self.page.raw[cell.start : cell.end].strip()
        elif text and not row.name and not row.marks:
            labelled = None if row.serial else _LABELLED.match(text)
            if labelled:
                row.serial = self.page.raw[cell.start : cell.end].strip()[: labelled.end(1)]
            row.name = text[labelled.end() :] if labelled else text

    def column(self, at: int) -> list[Mark]:
        """The figures of a column, top down."""
        return [row.marks[at] for row in self.rows if at in row.marks]

    def counts(self, at: int) -> bool:
        """True for a column of amounts: no shares, no means, no changes."""
        marks = self.column(at)
        return (
            2 * sum(mark.counted for mark in marks) > len(marks)
            and not (_RATE.search(self.heads.get(at, "")) and any(m.percent for m in marks))
            and not _MEAN.search(self.heads.get(at, ""))
        )

    def fits(self, at: int, terms: tuple[int, ...], op: Op, kind: Kind) -> tuple[list[Draft], int]:
        """The proposals of one computation for every row that has all its cells, and how many of them hold.

        None and 0 where it holds in none of the first rows.
        """
        drafts: list[Draft] = []
        holding = 0
        for row in self.rows:
            if at in row.marks and all(t in row.marks and row.marks[t].figure.value is not None for t in terms):
                draft = Draft(
                    _TEMPLATE[op], kind, op, row.marks[at].id, tuple(row.marks[t].id for t in terms), tabled=True
                )
                drafts.append(draft)
                holding += judge(draft, self.page.figures).holds is True
                if len(drafts) == _SAMPLE and not holding:
                    return [], 0
        return drafts, holding

    def near(self, at: int, most: int) -> list[int]:
        """The columns of amounts next to a column."""
        others = [c for c in self.columns if c != at and self.counts(c)]
        return sorted(sorted(others, key=lambda c: abs(c - at))[:most])


_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?(?:\s?=.*)?")
_SERIAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlc]{1,6}|[a-zđ])[.)]?|[-+*•]")
_LABELLED = re.compile(r"((?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlc]{1,6}|[a-zđ])[.)]|[-+*•])\s")
"""A number of a row that stands before its name."""
_TEMPLATE: dict[Op, str] = {"ratio": "T6", "sum": "T3", "difference": "T7", "growth": "T7", "remainder": "T3"}


def _propose(board: Board, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        board.add(draft)


def _computed_columns(table: _Table, board: Board) -> None:
    """What the heads say themselves: "(5)=(4)/(3)", "3=1+2"."""
    for said in table.formulas:
        steps = _STEP.findall(said[3])
        numbers = [int(said[1]), int(said[2]), *(int(n) for _, n in steps)]
        if any(n not in table.numbers for n in numbers):
            continue
        at, *terms = (table.numbers[n] for n in numbers)
        signs = {"/" if sign == ":" else sign for sign, _ in steps}
        op, kind = _OPS.get("".join(signs), (None, None))
        if op is None or kind is None or (op == "ratio" and len(terms) != 2):
            continue
        drafts, fit = table.fits(at, tuple(terms), op, kind)
        if fit or len(drafts) == 1:
            _propose(board, drafts)
            board.used_shares.update(mark.at for mark in table.column(at))


_OPS: dict[str, tuple[Op, Kind]] = {"/": ("ratio", "ratio"), "+": ("sum", "sum"), "-": ("remainder", "difference")}


def _share_columns(table: _Table, board: Board) -> None:
    """A column of shares is that of the two columns which fit most rows, those next to it first; or its part of the column's total."""
    for at in table.columns:
        marks = table.column(at)
        rate = _RATE.search(table.heads.get(at, "")) or any(m.percent for m in marks)
        fine = any(m.figure.step % 1 for m in marks)
        if not (rate or fine) or any(m.at in board.used_shares for m in marks) or (table.counts(at) and not rate):
            continue
        others = table.near(at, _REACH)
        tried = [
            (*table.fits(at, (n, m), op, kind), -abs(at - n) - abs(at - m))
            for n in others
            for m in others
            if n != m
            for op, kind in _SHARES
        ]
        drafts, fit, _ = max(tried, key=lambda found: found[1:], default=([], 0, 0))
        if drafts and 2 * fit > len(drafts) - (len(drafts) > 2):
            _propose(board, drafts)
            board.used_shares.update(mark.at for mark in marks)
        else:
            _parts_of_total(table, board, at, others)


_SHARES: tuple[tuple[Op, Kind], ...] = (("ratio", "ratio"), ("growth", "change"))


def _parts_of_total(table: _Table, board: Board, at: int, others: Sequence[int]) -> None:
    """Shares of a column in its own total: "Cơ cấu (%)"."""
    for whole in (row for row in table.rows if row.total):
        for column in others:
            drafts = [
                Draft("T2", "ratio", "ratio", row.marks[at].id, (row.marks[column].id, whole.marks[column].id))
                for row in table.rows
                if row is not whole and at in row.marks and column in row.marks and column in whole.marks
            ]
            fit = sum(judge(draft, table.page.figures).holds is True for draft in drafts)
            if fit > 1 and 2 * fit > len(drafts):
                _propose(board, drafts)
                board.used_shares.update(mark.at for mark in table.column(at))
                return


def _moved_columns(table: _Table, board: Board) -> None:
    """Columns of differences: what their heads announce, between the two columns that fit most rows."""
    for at in table.columns:
        marks = table.column(at)
        if not _CHANGE.search(table.heads.get(at, "")) or any(m.at in board.used_shares or m.percent for m in marks):
            continue
        others = table.near(at, _REACH)
        tried = [
            (*table.fits(at, (n, m), "difference", "change"), -abs(at - n) - abs(at - m))
            for n in others
            for m in others
            if n < m
        ]
        drafts, fit, _ = max(tried, key=lambda found: found[1:], default=([], 0, 0))
        if fit > 1 and 2 * fit > len(drafts):
            _propose(board, drafts)


def _sums_across(table: _Table, board: Board) -> None:
    """A column that is the sum of its neighbours: where its head says so in half of the rows, else in all but one."""
    counting = [c for c in table.columns if table.counts(c)]
    for at, column in enumerate(counting):
        named = bool(TOTAL.match(table.heads.get(column, "")))
        best: tuple[int, int, list[Draft]] = (0, 0, [])
        for terms in _neighbours(counting, at):
            drafts, fit = table.fits(column, terms, "sum", "sum")
            drafts = [d for d in drafts if any(middle(table.page.figures[t]) for t in d.terms)]
            needed = len(drafts) / 2 if named else max(3, len(drafts) - 1)
            if fit > 1 and fit >= needed:
                best = max(best, (fit, len(terms), drafts), key=lambda found: found[:2])
        _propose(board, best[2])


def _neighbours(columns: Sequence[int], at: int) -> Iterator[tuple[int, ...]]:
    """Runs of at least two columns right behind or before one."""
    for end in range(at + 3, min(len(columns), at + 1 + _WIDEST_SUM) + 1):
        yield tuple(columns[at + 1 : end])
    for start in range(at - 2, max(-1, at - 1 - _WIDEST_SUM), -1):
        yield tuple(columns[start:at])


def _level(serial: str) -> int:
    """How deep the number of a row stands; -1 where it has none. Capital letters stand above Roman numbers, small ones below numbers."""
    mark = serial.rstrip(".)")
    if not mark:
        return -1
    if not mark[0].isalnum():
        return _LEVELS["dash"]
    if mark[0].isdigit():
        return _LEVELS["number"] + mark.count(".")
    return _LEVELS["roman" if _ROMAN.fullmatch(mark) else "letter" if mark.isupper() else "small"]


def _levels(rows: Sequence[Row]) -> list[int]:
    """The depth of every row; one without a number stands as deep as those around it, parts announced by "trong đó" below them."""
    levels: list[int] = []
    below = 0
    for row in rows:
        level = _level(row.serial)
        if level >= 0:
            below = 0
        elif _WITHIN.match(row.name):
            level, below = (levels[-1] if levels else 0) + (0 if below else 1), 1
        else:
            level = levels[-1] if levels and (below or all(not r.serial for r in rows)) else _LEVELS["number"]
        levels.append(level)
    return levels


def _divisions(table: _Table) -> Iterator[tuple[Row, list[list[Row]]]]:
    """Rows that may be wholes, each with the choices of rows that may be all its parts, the likeliest first."""
    rows = table.rows
    levels = _levels(rows)
    totals = [at for at, row in enumerate(rows) if row.total]
    for at, row in enumerate(rows):
        if row.total:
            yield row, _parts_of(rows, levels, totals, at)
            continue
        deeper = []
        for below in range(at + 1, len(rows)):
            if levels[below] <= levels[at] or rows[below].total:
                break
            deeper.append(below)
        if deeper:
            next_level = min(levels[k] for k in deeper)
            yield row, [[rows[k] for k in deeper if levels[k] == next_level]]


def _parts_of(rows: Sequence[Row], levels: Sequence[int], totals: Sequence[int], at: int) -> list[list[Row]]:
    """The choices for a row named a total: the uppermost rows above it, those since the last total, the totals above, the rows below."""
    others = [k for k in range(len(rows)) if k not in totals]
    above = [k for k in others if k < at]
    last = max((k for k in totals if k < at), default=-1)
    below = [k for k in others if at < k < next((t for t in totals if t > at), len(rows))]
    choices = [above, [k for k in above if k > last], below, [k for k in others if k != at]]
    found = []
    for choice in choices:
        top = min((levels[k] for k in choice), default=0)
        found += [[rows[k] for k in choice if levels[k] == top], [rows[k] for k in choice]]
    found.append([rows[k] for k in totals if k < at])
    within = [k for k in above if _WITHIN.match(rows[k].name)]
    for length in range(_MOST_WITHIN if within else 0):
        found.append([rows[k] for k in above if not any(w <= k <= w + length for w in within)])
    unique: list[list[Row]] = []
    for parts in found:
        if len(parts) > 1 and parts not in unique:
            unique.append(parts)
    return unique


def _likeliest(table: _Table, whole: Row, choices: Sequence[list[Row]]) -> list[Column]:
    """The choice of parts that adds up in most columns, column by column."""
    columns = [c for c in table.columns if c in whole.marks and whole.marks[c].counted and table.counts(c)]
    best: list[Column] = []
    for parts in choices:
        tried: list[Column] = []
        for column in columns:
            terms = [row.marks[column] for row in parts if column in row.marks]
            if len(terms) > 1 and all(t.figure.value is not None for t in terms):
                tried.append((whole.marks[column], terms, _adds_up(whole.marks[column], terms)))
        if not best or sum(found[2] for found in tried) > sum(found[2] for found in best):
            best = tried
    return best


def _add_rows(board: Board, columns: Sequence[Column], *, named: bool) -> None:
    """Propose the sums that hold; a column beside one that adds up is tested too, and one whose row or table says that it adds up."""
    beside = any(holds for _, _, holds in columns)
    for mark, terms, holds in columns:
        if holds or ((beside or named) and _meant(mark, terms)):
            board.add(Draft("T3", "sum", "sum", mark.id, tuple(t.id for t in terms), tabled=True))


def _adds_up(whole: Mark, parts: Sequence[Mark]) -> bool:
    draft = Draft("T3", "sum", "sum", whole.id, tuple(part.id for part in parts), tabled=True)
    figures = {mark.id: mark.figure for mark in (whole, *parts)}
    return bool(middle(whole.figure)) and judge(draft, figures).holds is True


def _meant(whole: Mark, parts: Sequence[Mark]) -> bool:
    """True where the parts may be meant to be all of the whole though they do not add up: one slip, or little is missing."""
    values, total = [middle(part.figure) for part in parts], middle(whole.figure)
    near = abs(sum(values, ZERO) - total) <= _NEAR * abs(total)
    return near or one_slip(total, values) or one_scale(total, values)
