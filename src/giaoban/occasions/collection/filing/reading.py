"""What a workbook or a pasted table would change: each cell with its place in the file, before and after, questions or the refusal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import get_language, gettext

import giaoban.occasions.collection.filing.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.indicators.outliers import Question
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.filing.cells import Raw, Sheet, book_read
from giaoban.occasions.collection.filing.finding import Found, Odd, Resolve, found_in
from giaoban.occasions.collection.filing.numbers import Style, refused_unit, style_of, typed_number
from giaoban.occasions.collection.filing.workbook import Carried, carried_of, text_of, value_carried
from giaoban.occasions.collection.grid import (
    Column,
    Grid,
    Place,
    Proposed,
    Row,
    Value,
    mismatches,
    value_read,
    value_shown,
    where,
)
from giaoban.records.figures.measures import convert
from giaoban.records.figures.printing import in_language, written

Ask = Callable[[Place, Decimal], Iterable[Question]]
"""What to ask about a number that is to stand in a place."""
HUNDRED = Decimal(100)
AGAIN = 4
"""So many times a table may say the cells of the matrix."""
DISAGREE, ROUNDING = Decimal("0.000001"), Decimal("1e-14")
"""What a total may differ by: nothing that shows; a spreadsheet adds with fifteen digits."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would change. at: its address in the file; version: that of the cell now; asks: why a person should look first."""

    proposed: Proposed
    at: str
    version: int
    asks: tuple[str, ...] = ()
    words: str = ""
    """How the file said it, where that is not plain ("12,5 tỷ đồng")."""
    meant: Decimal | None = None
    """The number that was probably meant, where the unit of measure looks wrong: may be written instead."""

    @property
    def ticked(self) -> bool:
        """Whether it is made unless somebody says otherwise."""
        return not self.asks and self.proposed.problem is None

    @property
    def problem(self) -> Problem | None:
        """Why it cannot be made."""
        return self.proposed.problem


@dataclass(slots=True)
class Reading:
    """All that a table says. changes: cells that may be changed; refused: cells that cannot be; odd: what belongs to no cell.

    same: cells that say what the matrix says; notes: what was converted on the way.
    """

    changes: list[Change] = field(default_factory=list)
    refused: list[Change] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    same: int = 0


@dataclass(slots=True)
class Cell:
    """One cell of the table that belongs to a place of the matrix."""

    raw: Raw | None
    row: Row
    column: Column
    measure: str = ""
    value: Value = None
    problem: Problem | None = None
    asks: list[str] = field(default_factory=list)
    words: str = ""
    meant: Decimal | None = None

    @property
    def place(self) -> Place:
        """Where in the matrix."""
        return self.row.unit_id, self.column.key

    @property
    def at(self) -> str:
        """Where in the file."""
        return self.raw.at if self.raw else ""


def workbook_read(data: bytes, grid: Grid, *, name: str, ref: str, resolve: Resolve, ask: Ask | None = None) -> Reading:
    """What an xlsx file would change. ref: what the matrix belongs to, as in `workbook_bytes`.

    Errors: COL-030 to COL-032, COL-042 for the file as a whole; EXT-0xx for one that cannot be opened. All else stands in the reading.
    """
    sheets = book_read(data, name=name)
    carried = carried_of(sheets)
    if carried is not None and carried.ref != ref:
        raise Problem("COL-042", title=carried.title[:200])
    shown = [sheet for sheet in sheets if not sheet.hidden and sheet.cells]
    best: Found | None = None
    none = Problem("COL-031")
    for sheet in shown:
        try:
            found = found_in(sheet, grid, carried=carried, resolve=resolve)
        except Problem as problem:
            if problem.code not in ("COL-031", "COL-050"):
                raise
            none = problem if problem.code == "COL-050" else none
            continue
        if best is None or found.score > best.score:
            best = found
    if best is None:
        raise none
    return reading_of(best, grid, carried=carried, ask=ask)


def table_read(sheet: Sheet, grid: Grid, *, resolve: Resolve, ask: Ask | None = None) -> Reading:
    """What a table without a memory would change: a pasted one. Blank cells say nothing. Errors: COL-031."""
    return reading_of(found_in(sheet, grid, carried=None, resolve=resolve), grid, carried=None, ask=ask)


def reading_of(found: Found, grid: Grid, *, carried: Carried | None, ask: Ask | None) -> Reading:
    """The cells of a found table against what the matrix says now."""
    reading = Reading(
        odd=[*found.odd, *(Odd(found.sheet.row_label(line.row), line.problem) for line in found.lines if line.problem)]
    )
    rows = {row.unit_id: row for row in grid.rows}
    told = [
        Cell(found.sheet.cells.get((line.row, place)), rows[line.unit], column, found.measures.get(place, ""))
        for line in found.lines
        if line.unit is not None
        for place, column in sorted(found.columns.items())
        if place not in found.refused
    ]
    if len(told) > AGAIN * len(grid.rows) * len(grid.columns):
        raise Problem("COL-032", limit=AGAIN * len(grid.rows) * len(grid.columns))
    style = style_of(cell.raw.text for cell in told if cell.raw and cell.raw.kind == "text")
    for cell in told:
        read_cell(cell, style)
    reading.odd += wrong_totals(found, told, style)
    for place, given in sorted(found.measures.items()):
        column = found.columns[place]
        told_of = {"column": column.name, "given": given, "wanted": column.unit_of_measure}
        reading.notes.append(gettext("Cột “%(column)s”: đã đổi số ghi theo “%(given)s” sang “%(wanted)s”.") % told_of)
    settle(reading, grid, once(told), carried, ask)
    return reading


def read_cell(cell: Cell, style: Style) -> None:
    """The value of a cell, or its refusal."""
    if cell.raw is None:
        return
    try:
        value = value_of(cell, cell.raw, style)
        if isinstance(value, Decimal) and cell.measure:
            value = convert(value, cell.measure, cell.column.unit_of_measure)
        cell.value = value_read(value, cell.row, cell.column) if isinstance(value, Decimal) else value
    except Problem as problem:
        cell.problem = problem


def value_of(cell: Cell, raw: Raw, style: Style) -> Value:
    """What a cell holds, before limits. Errors: COL-010, COL-036, COL-037, COL-040, COL-046."""
    words = where(cell.row, cell.column) | {"at": raw.at, "text": raw.text[:60]}
    if raw.kind == "number":
        return raw.number
    if raw.kind == "percent" and raw.number is not None:
        if cell.column.unit_of_measure != "%":
            raise Problem("COL-040", **words, unit=cell.column.unit_of_measure)
        return raw.number * HUNDRED
    if raw.kind == "date":
        raise Problem("COL-036", **words)
    if raw.kind == "error":
        raise Problem("COL-037", **words)
    try:
        typed = typed_number(
            raw.text, style=style, unit=cell.measure or cell.column.unit_of_measure, decimals=cell.column.decimals
        )
    except ValueError as error:
        raise refused_unit(raw.text, raw.at, cell.column.unit_of_measure, where(cell.row, cell.column)) from error
    if raw.kind == "truth" or typed is None:
        return value_read(raw.text, cell.row, cell.column)
    cell.words = typed.words
    if typed.other is not None:
        read = {"text": raw.text.strip(), "value": written(typed.value), "other": written(typed.other)}
        cell.asks.append(gettext("“%(text)s” được hiểu là %(value)s; nếu là %(other)s thì ghi lại cho rõ.") % read)
    return typed.value


def once(told: list[Cell]) -> list[Cell]:
    """Each place of the matrix once: equal values of one cell count once, different ones are refused, all of them (COL-034)."""
    first: dict[Place, Cell] = {}
    for cell in told:
        held = first.setdefault(cell.place, cell)
        if held is cell or cell.raw is None:
            continue
        if held.raw is None:
            first[cell.place] = cell
        elif cell.problem is not None or held.problem is not None or cell.value != held.value:
            told_twice = {"at": held.at, "value": held.raw.text[:40], "other": cell.at, "second": cell.raw.text[:40]}
            held.problem = Problem("COL-034", **where(held.row, held.column), **told_twice)
    return list(first.values())


def wrong_totals(found: Found, told: list[Cell], style: Style) -> list[Odd]:
    """Totals of the table that differ from the sum of its units (COL-039). A column with cells that cannot be read or that a spreadsheet
    does not add (numbers as text) proves nothing."""
    odd: list[Odd] = []
    for place, column in sorted(found.columns.items()) if found.total is not None else ():
        raw = found.sheet.cells.get((found.total or 0, place))
        mine = [cell for cell in told if cell.column is column and cell.raw is not None]
        numbers = [cell.value for cell in mine if isinstance(cell.value, Decimal)]
        texts = [cell for cell in mine if cell.raw and cell.raw.kind == "text" and isinstance(cell.value, Decimal)]
        unsure = any(cell.problem for cell in mine) or (raw is not None and raw.kind == "number" and texts)
        if raw is None or raw.kind not in ("number", "text") or column.kind == "rate" or unsure or not numbers:
            continue
        total = Cell(raw, Row(0, "", "Cộng"), replace(column, low=None, high=None), found.measures.get(place, ""))
        read_cell(total, style)
        made = sum(numbers, Decimal(0))
        if not isinstance(total.value, Decimal) or abs(total.value - made) <= max(DISAGREE, abs(made) * ROUNDING):
            continue
        words = {"value": value_shown(total.value), "sum": value_shown(made)}
        odd.append(Odd(raw.at, Problem("COL-039", column=column.name, at=raw.at, **words)))
    return odd


def settle(reading: Reading, grid: Grid, told: list[Cell], carried: Carried | None, ask: Ask | None) -> None:
    """Decide what each cell would change, against what the matrix says now and what the file said when it left."""
    for cell in told:
        now = grid.cells.get(cell.place)
        if cell.problem is None and untouched(cell, carried, now):
            reading.same += cell.raw is not None
            continue
        if cell.problem is None and not cell.row.open:
            cell.problem = Problem("COL-038", **where(cell.row, cell.column), why=cell.row.why)
        if cell.problem is None:
            cell.asks += asked(cell, carried, now, grid, ask)
        proposed = Proposed(cell.row, cell.column, now, cell.value, cell.problem)
        change = Change(proposed, cell.at, grid.versions.get(cell.place, 0), tuple(cell.asks), cell.words, cell.meant)
        (reading.refused if cell.problem else reading.changes).append(change)
    ask_about_sums(reading, grid)


def untouched(cell: Cell, carried: Carried | None, now: Value) -> bool:
    """Whether a cell changes nothing: it says what the matrix says, or what the file said when it left; blanks elsewhere say nothing."""
    if cell.value == now:
        return True
    if carried is None:
        return cell.value is None
    return text_of(cell.value) == text_of(value_carried(carried.said(cell.place)[1]))


def asked(cell: Cell, carried: Carried | None, now: Value, grid: Grid, ask: Ask | None) -> list[str]:
    """What a person should look at before a cell is changed."""
    asks: list[str] = []
    if cell.value is None:
        held = {"value": in_language(value_shown(now))}
        asks.append(gettext("Ô trong tệp để trống. Đánh dấu nếu muốn xóa %(value)s đã ghi.") % held)
    if carried is not None:
        version, said = carried.said(cell.place)
        if version != grid.versions.get(cell.place, 0):
            both = {"was": value_carried(said), "now": now}
            told = {name: in_language(value_shown(value)) or gettext("trống") for name, value in both.items()}
            asks.append(
                gettext(
                    "Từ khi tải tệp, ô này đã được sửa từ %(was)s thành %(now)s. Đánh dấu nếu số trong tệp là đúng."
                )
                % told
            )
    if ask is not None and isinstance(cell.value, Decimal):
        for question in ask(cell.place, cell.value):
            asks.append(in_language(question.sentence))
            cell.meant = cell.meant if question.corrected is None else question.corrected
    return asks


def ask_about_sums(reading: Reading, grid: Grid) -> None:
    """Ask about totals that would differ from their parts once the changes were made; total and parts wait for a person."""
    after = dict(grid.cells) | {change.proposed.place: change.proposed.after for change in reading.changes}
    told: dict[Place, str] = {}
    for row, found, problem in mismatches(replace(grid, cells=after)):
        told |= {
            (row.unit_id, column.key): problem.sentence(get_language() or "vi")
            for column in (found.total, *found.parts)
        }
    reading.changes = [
        replace(change, asks=(*change.asks, told[change.proposed.place])) if change.proposed.place in told else change
        for change in reading.changes
    ]
