"""A table as a value: what a page of the room shows, and what its files contain. Every page builds one `View`, and so gets its exports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation import gettext as _

from giaoban.records.figures.printing import share_written, written

Kind = Literal["text", "number", "percent", "link"]
Weight = Literal["body", "heading", "subtotal", "total"]
MISSING = "–"
STATES = ("draft", "submitted", "approved", "locked")
TRIMMED = 2
"""Places after the comma where a column does not say how many: at most so many, without zeros at the end."""
CENT = Decimal(1).scaleb(-TRIMMED)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. decimals: places after the comma, None for what there is (at most two). unit: the unit of measure of its numbers.

    group: the heading over neighbouring columns of the same group. kind "link": its cells carry an address.
    """

    title: str
    kind: Kind = "text"
    decimals: int | None = None
    unit: str = ""
    group: str = ""

    @property
    def numeric(self) -> bool:
        """Whether its cells are numbers."""
        return self.kind in ("number", "percent")

    @property
    def heading(self) -> str:
        """Title with its unit of measure."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with what is to be said of it. value None: there is none, and `remark` may say why. url: the page behind it."""

    value: Decimal | int | str | None
    remark: str = ""
    url: str = ""
    decimals: int | None = None
    """Places of this very cell, where rows of one column are measured in different units."""


Entry = Cell | Decimal | int | str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, as long as its columns. weight: how it stands out; "heading" names those below it."""

    cells: tuple[Entry, ...]
    weight: Weight = "body"
    depth: int = 0


@dataclass(frozen=True, slots=True)
class AsOf:
    """What the figures of a table are those of: when they were read, how many in which state, the newest record among them.

    at: in the time zone of the office. latest: the number of the newest observation; a later export with the same number shows the same,
    so files name it (`filed`); to people it says nothing.
    """

    at: datetime
    states: Mapping[str, int] = field(default_factory=dict)
    latest: int = 0

    @property
    def words(self) -> str:
        """A sentence for people."""
        names = {"draft": _("dự thảo"), "submitted": _("chờ duyệt"), "approved": _("đã duyệt"), "locked": _("đã chốt")}
        counts = [f"{written(Decimal(self.states[s]))} {names[s]}" for s in STATES if self.states.get(s)]
        told = _("Số liệu đọc lúc {time} ngày {day}").format(time=f"{self.at:%H:%M}", day=f"{self.at:%d/%m/%Y}")
        if counts:
            told += _(", gồm {counts}").format(counts=", ".join(counts))
        return told + "."

    @property
    def filed(self) -> str:
        """The sentence in a file: with the number of the newest record, by which two files are compared."""
        if not self.latest:
            return self.words
        return self.words.removesuffix(".") + _("; lần ghi mới nhất mang số {number}").format(number=self.latest) + "."


@dataclass(frozen=True, slots=True)
class View:
    """A table with all that is to be said beside it.

    note: what it shows, in a sentence. rows: a sequence, or an iterable read once where it is long. sources: where the figures come from
    and how they were put together, a sentence each. link: the whole address that shows the same table. issuer: the body it is read for.
    """

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    sources: tuple[str, ...]
    as_of: AsOf
    link: str
    issuer: str = ""

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The headings over the columns, with how many columns each spans; empty where no column has one."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return found if any(name for name, _width in found) else []

    @property
    def remarked(self) -> bool:
        """Whether a cell may have a remark; of rows that are read once it cannot be known."""
        if not isinstance(self.rows, Sequence):
            return True
        return any(isinstance(cell, Cell) and cell.remark for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as a page prints it."""

    words: str
    remark: str
    url: str
    numeric: bool
    missing: bool


def cell_of(entry: Entry) -> Cell:
    """An entry as a cell."""
    return entry if isinstance(entry, Cell) else Cell(entry)


def words(column: Column, entry: Entry) -> str:
    """The value as the language in use writes it: "1.234,5", "76,7 %"; "–" for a missing number, "" for a missing text."""
    cell = cell_of(entry)
    if isinstance(cell.value, str):
        return cell.value
    if cell.value is None:
        return MISSING if column.numeric else ""
    places = column.decimals if cell.decimals is None else cell.decimals
    number = Decimal(cell.value)
    write = share_written if column.kind == "percent" else written
    return write(rounded(number) if places is None else number, places)


def rounded(number: Decimal) -> Decimal:
    """At most `TRIMMED` places after the comma, half up; a small number is not rounded to nothing."""
    short = number.quantize(CENT, rounding=ROUND_HALF_UP)
    return short if short or not number else number


def shown(view: View, row: Row) -> list[Shown]:
    """The cells of a row as a page prints them."""
    found = []
    for column, entry in zip(view.columns, row.cells, strict=True):
        cell = cell_of(entry)
        missing = cell.value is None and column.numeric
        found.append(Shown(words(column, entry), cell.remark, cell.url, column.numeric, missing))
    return found


def remarks(view: View, row: Row) -> str:
    """The remarks of a row in one sentence, each with the column it belongs to."""
    found = []
    for column, entry in zip(view.columns, row.cells, strict=True):
        cell = cell_of(entry)
        if cell.remark:
            name = f"{column.group}, {column.title}" if column.group else column.title
            found.append(f"{name}: {cell.remark}")
    return "; ".join(found)
