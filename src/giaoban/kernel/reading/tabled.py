"""Tables as the reader uses them: where their cells stand, and what the heads say of the bare numbers below them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from giaoban.kernel.checks.model import Cell, Finding, Grid
from giaoban.kernel.extract.model import Table
from giaoban.kernel.quantity import DEFAULT, Figure, Role, Unit
from giaoban.kernel.quantity.fixed import changed
from giaoban.kernel.quantity.tokens import Page
from giaoban.kernel.quantity.units import scale_at, unit_at
from giaoban.kernel.reading.rows import headed_period, named_rows

_UNIT_HEAD = re.compile(r"(?:đơn vị(?: tính)?|đvt|đ\.v\.t)\.?(?:\s*\(.*\))?")
_ABOVE = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s?[:=]\s?([^\n\t|,;]{1,30})", re.IGNORECASE)
_FAR = 300
"""So many signs above a table its unit may stand."""
_BRACKETED = re.compile(r"\(([^()\n]{1,24})\)|(%)")
_COUNTS = re.compile(r"\s*(?:tổng\s)?số\s(?:lượng\s)?")
"""A head that names what its column counts: "Số hộ"."""
_NUMBERED = re.compile(r"\(?\d{1,2}\)?(?:\s?=.*)?|[a-z]")
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"%|tỷ lệ|tỉ lệ|tỷ trọng|cơ cấu"), "share"),
    (re.compile(r"(?<!\w)(?:dự toán|kế hoạch|kh|chỉ tiêu(?: giao)?|dt|giao)(?!\w)"), "plan"),
    (
        re.compile(
            r"(?<!\w)(?:thực hiện|th|ước|đã|tiếp nhận|giải quyết|kết quả|giải ngân|thanh toán|l[ũu][yỹ] kế|quyết toán|đạt)(?!\w)"
        ),
        "actual",
    ),
)
_SHARE_FORMULA = re.compile(r"\(?\d{1,2}\)?\s?=\s?[()\d\s]+[/:]")

_COUNTED = ("", "count", "place", "time")
_MONEY = Unit("VND", "money")
_BARE = (Unit("", ""), Decimal(1))
"""What a number is under a head that says no unit, whatever the columns beside it say."""
_THOUSANDTH = Decimal("0.001")


class Said(NamedTuple):
    """What a table says of a cell: the words of its unit ("" for none) and its role by heads, the unit said above it all, the name of its
    row, and the period that its head names."""

    unit: str
    role: Role | None
    above: str
    name: str = ""
    period: str | None = None


_NOTHING = Said("", None, "")


def grids(tables: Sequence[Table]) -> tuple[Grid, ...]:
    """The tables as the checker takes them: the cells that are not empty, those that only number rows or columns too."""
    return tuple(Grid(tuple(_cells(table))) for table in tables)


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        for cell in row:
            if cell.end > cell.start:
                yield Cell(cell.start, cell.end, cell.row, cell.column, cell.row_span, cell.column_span, cell.header)


def addressed(findings: Sequence[Finding], tables: Sequence[Table]) -> Iterator[Finding]:
    """The findings, those of tables with the addresses of their cells."""
    cells = sorted(
        (c.start, c.end, c.address) for table in tables for row in table.rows for c in row if c.end > c.start
    )
    for finding in findings:
        places = tuple(_address(cells, start) for start, _ in finding.spans)
        yield changed(finding, places=places) if any(places) else finding


def _address(cells: Sequence[tuple[int, int, str]], offset: int) -> str:
    at = bisect_right(cells, offset, key=lambda cell: cell[0]) - 1
    return cells[at][2] if at >= 0 and offset < cells[at][1] else ""


def units_in_heads(text: str, tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """Places of the units in brackets in heads: "1.000" of "Kinh phí (1.000 đồng)" is no figure."""
    for table in tables:
        for cell in (c for row in table.rows for c in row if c.header):
            for found in _BRACKETED.finditer(text, cell.start, cell.end):
                if found[1] and found[1][:1].isdigit() and stated(found[1].lower()) is not None:
                    yield found.span(1)


def headed(
    text: str, figures: Sequence[Figure], tables: Sequence[Table], period: str | None = None
) -> tuple[Figure, ...]:
    """The figures, those that fill a cell as bare numbers with the unit, role and period that the heads of the table give them, and
    the name of their row. `period`: that of the report."""
    if not tables:
        return tuple(figures)
    said: dict[int, Said] = {}
    for table in tables:
        said.update(_said(text, table, period))
    return tuple(_headed(text, figure, said) for figure in figures)


def _said(text: str, table: Table, report: str | None) -> Iterable[tuple[int, Said]]:
    """Where a body cell begins -> what the table says of it."""
    heads: dict[int, list[str]] = {}
    for row in table.rows:
        for cell in row:
            if cell.header and cell.text:
                for column in range(cell.column, cell.column + cell.column_span):
                    heads.setdefault(column, []).append(text[cell.start : cell.end].lower())
    above = _unit_above(text, table)
    units = {column: _unit(names) for column, names in heads.items()}
    roles = {column: _role(names) for column, names in heads.items()}
    periods = {column: headed_period(names, report) for column, names in heads.items()}
    rows = named_rows(text, table, heads)
    own = next((column for column, names in heads.items() if any(_UNIT_HEAD.fullmatch(n.strip()) for n in names)), -1)
    for row in table.rows:
        named = next((text[c.start : c.end].lower().strip() for c in row if c.column == own and not c.header), "")
        for cell in row:
            if not cell.header and cell.end > cell.start:
                unit = units.get(cell.column, "")
                own_unit = named if unit != "%" and stated(named) is not None else unit
                role = roles.get(cell.column)
                above_it = "" if role == "share" else above
                yield cell.start, Said(own_unit, role, above_it, rows.get(cell.row, ""), periods.get(cell.column))


def _unit_above(text: str, table: Table) -> str:
    """The unit said right above a table for all of it: "ĐVT: triệu đồng"; "" where there is none."""
    said = [found[1].strip(" .)") for found in _ABOVE.finditer(text, max(0, table.start - _FAR), table.start)]
    return next((words.lower() for words in reversed(said) if stated(words.lower()) is not None), "")


def _unit(names: Sequence[str]) -> str:
    """The unit in the heads above a column, the lowest first: "dự toán (triệu đồng)" -> "triệu đồng"."""
    for name in reversed(names):
        if _SHARE_FORMULA.match(name):
            return "%"
        for found in _BRACKETED.finditer(name):
            words = (found[1] or found[2]).removeprefix("đvt:").strip()
            if stated(words) is not None:
                return words
        counted = _COUNTS.match(name)
        noun = unit_at(name, counted.end(), DEFAULT) if counted else None
        if counted and noun is not None and noun.unit.kind == "count":
            return name[counted.end() : noun.end].strip()
    return ""


def _role(names: Sequence[str]) -> Role | None:
    for name in reversed(names):
        for pattern, role in _ROLES:
            if not _NUMBERED.fullmatch(name) and pattern.search(name):
                return role
    return None


@lru_cache(maxsize=2048)
def stated(words: str) -> tuple[Unit, Decimal] | None:
    """What a unit written on its own says: "triệu đồng" -> (VND, 1000000), "1.000 đồng" -> (VND, 1000); None for other words."""
    page = Page(words)
    factor, at = Decimal(1), 0
    if words[:1].isdigit():
        number = page.number(0)
        if number is None:
            return None
        factor, at = number.value, number.end
    scale = scale_at(page.lower, at, DEFAULT)
    if scale is not None:
        factor, at = factor * scale[0], scale[1]
    found = unit_at(page.lower, at, DEFAULT)
    if found is None:
        return (_MONEY, factor) if scale is not None and factor >= 1_000_000 and at == len(words) else None
    if page.lower[found.end :].strip(" /").isdigit() or found.end < len(page.lower.rstrip()):
        return None
    if found.unit.kind == "money":
        return _MONEY, factor * found.unit.factor
    return found.unit, factor


def _headed(text: str, figure: Figure, said: Mapping[int, Said]) -> Figure:
    cell = said.get(figure.num_start) or said.get(figure.start) or _NOTHING
    words, role, above = cell.unit, cell.role, cell.above
    if cell.period and role is None and figure.role in ("plan", "target"):
        role = "actual"  # "Tháng 11" beside "Dự toán năm": what was planned is said by the other head
    if cell.name or cell.period:
        figure = changed(figure, subject=cell.name or figure.subject, period=cell.period or figure.period)
    if figure.end != figure.num_end:
        return figure
    if role is not None and figure.role in ("other", "count", "actual", "plan", "share"):
        figure = changed(figure, role=role)
    if not words and figure.unit in (
        "",
        "%",
    ):  # a share by the head of another column, or nothing: what holds for all the table
        words = above
    declared = (
        stated(words)
        if words
        else _BARE
        if figure.unit == "%" and role != "share" and figure.num_start in said
        else None
    )
    if declared is None:
        return figure
    number = Page(text[figure.num_start : figure.num_end]).number(0)
    if (
        figure.value is None
        or number is None
        or number.end != figure.num_end - figure.num_start
        or "ambiguous_comma" in figure.notes
    ):
        return figure
    unit, factor = declared
    share = unit.kind == "percent" and number.other is not None
    value, step = (number.other, _THOUSANDTH) if share and number.other is not None else (number.value, number.step)
    exact = factor == 1 and not number.places and unit.kind in _COUNTED
    return changed(
        figure,
        unit=unit.name,
        value=(-1 if figure.value < 0 else 1) * value * factor,
        step=Decimal(0) if exact else step * factor,
        notes=tuple(dict.fromkeys((*figure.notes, "declared_unit"))),
    )
