"""The matrix as plain values: what a page, a workbook, a paste and the offline queue all read and write. Knows no table.

A cell is blank (`None`: nobody answered), `MISSING` (the unit says that it has no figure) or a number. Missing is never zero.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

import giaoban.occasions.collection.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.indicators import dims_key
from giaoban.kernel.indicators.dims import dims_parts
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import vietnamese
from giaoban.occasions.collection.breakdowns import dimension_words
from giaoban.records.figures.importing import BIGGEST, GROUPED, PLACES, PLAIN

NO_FIGURE = ("-", "–", "—", "x", "X", "không có", "không có số liệu", "không có số")
"""What offices write into a cell to say that there is no figure."""
SPACES = re.compile(r"[\s\u00a0\u202f]+")


class Missing(Enum):
    """The answer that there is no figure."""

    MISSING = "missing"

    def __str__(self) -> str:
        return "x"


MISSING: Final = Missing.MISSING
Value = Decimal | Missing | None
"""What a cell says; `None`: nothing yet."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. key: "12" (number of the column's row in the database) as text; `low`, `high`: what the value cannot go below or above.

    role: plan, actual or estimate. kind: sum, stock or rate. decimals: places that are usual, none is refused for having more.
    part_of: key of the column that this one is a part of ("" for none): parts add up to it. dims: the key of a breakdown that this is one
    part of ("gioi=nữ", crossed "gioi=nữ;tuoi=15-60"), then `group` is by what ("giới tính"), `part` which ("nữ"), `whole` the name of the
    whole; parts of a rate do not add up (`adds`). known: the indicator's own name where the collection calls the column otherwise.
    """

    key: str
    indicator_id: int
    code: str
    name: str
    unit_of_measure: str
    role: str
    kind: str
    decimals: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    part_of: str = ""
    dims: str = ""
    group: str = ""
    part: str = ""
    whole: str = ""
    known: str = ""

    @property
    def adds(self) -> bool:
        """Whether the column and its fellows add up to their total: those told apart by hand do, keyed parts of a rate do not."""
        return bool(self.part_of) and not (self.dims and self.kind == "rate")

    @property
    def title(self) -> str:
        """Name and unit of measure: "Số hộ nghèo (hộ)"."""
        return f"{self.name} ({self.unit_of_measure})"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the matrix, under its name of the period. open: whether its cells may be changed now; why: the sentence why not."""

    unit_id: int
    code: str
    name: str
    open: bool = True
    why: str = ""


Place = tuple[int, str]
"""(unit_id, key of the column)."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A column or a unit that was taken out of an open collection. key: of the column, or the number of the unit; names: what a file may
    call it; on: the day in words; why: the reason."""

    key: str
    names: tuple[str, ...]
    on: str
    why: str

    @property
    def name(self) -> str:
        """What it was called."""
        return self.names[0]

    @property
    def told(self) -> dict[str, str]:
        """When and why, for a sentence."""
        return {"on": self.on, "reason": self.why.rstrip(". ")}

    @property
    def problem(self) -> Problem:
        """COL-028 of a column: it takes no number any more."""
        return Problem("COL-028", column=self.name, **self.told)


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix to show or to fill. cells: what is there, blank ones absent or None. last: the period before, for comparison."""

    title: str
    period_label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[Place, Value] = field(default_factory=dict)
    last: Mapping[Place, Decimal] = field(default_factory=dict)
    versions: Mapping[Place, int] = field(default_factory=dict)
    """How often each cell was changed; 0 (or absent) for one nobody touched. An offline change names the version it was made on."""
    note: str = ""
    """What the office asks for besides the numbers."""
    gone: tuple[Gone, ...] = ()
    """Columns that were taken out since: a file may still have them."""

    def at(self, unit_id: int, key: str) -> Value:
        """What a cell says."""
        return self.cells.get((unit_id, key))


@dataclass(frozen=True, slots=True)
class Proposed:
    """One change of one cell, from a file, a paste or a queue. before: what the proposer saw there; problem: why it cannot be made."""

    row: Row
    column: Column
    before: Value
    after: Value
    problem: Problem | None = None

    @property
    def place(self) -> Place:
        """Where."""
        return self.row.unit_id, self.column.key


def where(row: Row, column: Column) -> dict[str, str]:
    """The words by which a sentence names a cell."""
    return {"row": row.name, "column": column.name}


def value_read(text: str | Decimal | int | None, row: Row, column: Column) -> Value:
    """What somebody typed or pasted into a cell: 1.234,5; "x" or "-" for no figure; nothing for a blank.

    Errors: COL-010 for words in a number cell or more than the table holds; COL-011 above, COL-012 below what is possible.
    """
    if text is None:
        return None
    if isinstance(text, str):
        plain = SPACES.sub(" ", text).strip()
        if not plain:
            return None
        if plain.casefold() in NO_FIGURE or plain in NO_FIGURE:
            return MISSING
        bare = SPACES.sub("", plain)
        if column.unit_of_measure == "%":
            bare = bare.removesuffix("%")
        if not (PLAIN.fullmatch(bare) or GROUPED.fullmatch(bare)):
            raise Problem("COL-010", **where(row, column), text=plain[:60])
        number = Decimal(bare.replace(".", "").replace(",", "."))
    else:
        number = Decimal(text)
    if not number.is_finite() or abs(number) >= BIGGEST:
        raise Problem("COL-010", **where(row, column), text=str(text)[:60])
    value = number.quantize(PLACES)
    require_possible(value, row, column)
    return value


def require_possible(value: Value, row: Row, column: Column) -> None:
    """Errors: COL-011 above, COL-012 below what the column can hold (a share of a whole above 100 %, a count below 0)."""
    if not isinstance(value, Decimal):
        return
    shown = {"value": value_shown(value), "unit": column.unit_of_measure}
    if column.high is not None and value > column.high:
        raise Problem("COL-011", **where(row, column), **shown, high=value_shown(column.high))
    if column.low is not None and value < column.low:
        raise Problem("COL-012", **where(row, column), **shown, low=value_shown(column.low))


def value_shown(value: Value) -> str:
    """A value as it is written into a cell: 1.234,5; "x" for no figure; empty for a blank."""
    if value is None:
        return ""
    return "x" if isinstance(value, Missing) else vietnamese(value.normalize())


class Sum(NamedTuple):
    """A total with the parts that add up to it; by: what they are told apart by ("giới tính"), "" for parts that people named."""

    total: Column
    parts: tuple[Column, ...]
    by: str


def sum_mismatches(grid: Grid) -> list[tuple[Row, Column, Problem]]:
    """Where a total differs from the sum of its parts: all are numbers and do not agree (COL-014). A blank proves nothing."""
    return [(row, found.total, problem) for row, found, problem in mismatches(grid)]


def mismatches(grid: Grid) -> list[tuple[Row, Sum, Problem]]:
    """The same with the parts."""
    told = []
    for found in sums_of(grid.columns):
        total = found.total
        for row in grid.rows:
            whole = grid.at(row.unit_id, total.key)
            values = [grid.at(row.unit_id, part.key) for part in found.parts]
            numbers = [value for value in values if isinstance(value, Decimal)]
            if not isinstance(whole, Decimal) or len(numbers) != len(values) or sum(numbers) == whole:
                continue
            words = {"value": value_shown(whole), "sum": value_shown(sum(numbers, Decimal(0)))}
            parts_named = listed(part.name for part in found.parts)
            told.append((row, found, Problem("COL-014", **where(row, total), **words, parts=parts_named)))
    return told


def sums_of(columns: Iterable[Column]) -> list[Sum]:
    """Each total with the parts that add up to it, once for each breakdown: by sex, and again by age.

    A crossed part ("nữ, 15-60 tuổi") belongs to the column of its sex and to that of its age where these are asked, else to the whole.
    """
    known = {column.key: column for column in columns}
    keyed = {(column.indicator_id, column.role, column.dims): column for column in known.values()}
    parts: dict[tuple[str, str], list[Column]] = {}
    for column in known.values():
        for total, by in totals_of(column, known, keyed):
            parts.setdefault((total.key, by), []).append(column)
    return [Sum(known[total], tuple(found), by) for (total, by), found in parts.items()]


def totals_of(
    column: Column, known: Mapping[str, Column], keyed: Mapping[tuple[int, str, str], Column]
) -> list[tuple[Column, str]]:
    """The totals that a column counts towards, each with what its fellows are told apart by."""
    if not column.adds or column.part_of not in known:
        return []
    named = dims_parts(column.dims)
    margins = []
    for name, value in named.items() if len(named) > 1 else ():
        margin = keyed.get((column.indicator_id, column.role, dims_key({name: value})))
        if margin is not None:
            margins.append((margin, ", ".join(dimension_words(other) for other in named if other != name)))
    return margins or [(known[column.part_of], column.group)]


def summed(values: Mapping[str, Value], columns: Iterable[Column]) -> dict[str, tuple[Decimal, str]]:
    """Blank totals whose parts by a key are all numbers, or blank totals of such parts themselves: key of the column -> (their sum, by
    what they are told apart)."""
    sums, now = sums_of(columns), dict(values)
    found: dict[str, tuple[Decimal, str]] = {}
    for _deep in range(2):  # crossed parts give the totals by one key, these the whole
        for total, parts, by in sums:
            numbers = [value for part in parts if isinstance(value := now.get(part.key), Decimal)]
            if now.get(total.key) is None and parts[0].dims and len(numbers) == len(parts):
                found.setdefault(total.key, (sum(numbers, Decimal(0)), by))
        now |= {key: amount for key, (amount, _by) in found.items()}
    return found


def listed(names: Iterable[str]) -> str:
    """Names in quotes, one after the other."""
    return ", ".join(f"“{name}”" for name in names)
