"""The administrative document as data: its parts in the order of Decree 30/2020/NĐ-CP, its content as blocks that keep their ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Align = Literal["left", "centre", "right"]
ParagraphKind = Literal["body", "basis", "centred", "note"]
RowKind = Literal["data", "group", "total"]
ChartKind = Literal["bar", "line"]
BLOCK_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}\Z")
"""What an id of a block may be."""
ORIGIN = re.compile(r"(?:[0-9a-f]{32})?\Z")
"""What an origin may be: 32 hexadecimal digits, or nothing."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a person or a program; nothing in them is markup. A line break is "\\n"."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A number that knows its observation. `key`: "obs:1234" or "figure:CODE|unit|period|role|measure"; `shown`: as printed."""

    key: str
    shown: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("a field needs the key of its observation")


Run = Text | Field


def words(text: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """Plain words as the runs of a paragraph or a cell; none for an empty text."""
    return (Text(text, bold, italic),) if text else ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the text. `level` 1: "I. …", 2: "1. …", 3: "a) …"; its number is part of its text."""

    id: str
    level: Literal[1, 2, 3]
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"a heading has level 1, 2 or 3, not {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `kind`: body (first line indented, justified), basis ("Căn cứ …", italic), centred, note (small, italic)."""

    id: str
    runs: tuple[Run, ...]
    kind: ParagraphKind = "body"

    def __post_init__(self) -> None:
        if self.kind not in ("body", "basis", "centred", "note"):
            raise ValueError(f"unknown kind of paragraph {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `width`: its share of the table (any unit); `group`: a title above this and its neighbours of the same
    group; `mark`: what stands in the row of column numbers ("A", "1", "3=2/1")."""

    title: str
    width: int = 10
    align: Align = "left"
    group: str = ""
    mark: str = ""

    def __post_init__(self) -> None:
        if self.width < 1 or self.align not in ("left", "centre", "right"):
            raise ValueError("a column needs a positive width and a known alignment")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table; `span`: over how many columns."""

    runs: tuple[Run, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `kind`: data, group (a heading of the rows below it, bold), total (bold)."""

    cells: tuple[Cell, ...]
    kind: RowKind = "data"

    def __post_init__(self) -> None:
        if self.kind not in ("data", "group", "total"):
            raise ValueError(f"unknown kind of row {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `caption` above it, `unit_note` ("triệu đồng") at its upper right, `source` below it."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    unit_note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            if any(cell.span < 1 for cell in row.cells) or sum(cell.span for cell in row.cells) != len(self.columns):
                raise ValueError(f"row {place} of table {self.id} does not fill its {len(self.columns)} columns")
        if not self.columns:
            raise ValueError(f"table {self.id} has no columns")


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart, None where a value is missing (it leaves a gap, it is not zero); `keys`: of their observations."""

    name: str
    values: tuple[Decimal | None, ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `labels`: one per value of every series; `unit`: of the values; `with_table`: the numbers are printed below it."""

    id: str
    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    with_table: bool = True

    def __post_init__(self) -> None:
        if self.kind not in ("bar", "line"):
            raise ValueError(f"unknown kind of chart {self.kind!r}")
        if not self.labels or not self.series:
            raise ValueError(f"chart {self.id} shows nothing")
        for each in self.series:
            if len(each.values) != len(self.labels) or len(each.keys) not in (0, len(self.labels)):
                raise ValueError(f"series {each.name!r} of chart {self.id} does not fit its {len(self.labels)} labels")
            if any(value is not None and not value.is_finite() for value in each.values):
                raise ValueError(f"a value of series {each.name!r} of chart {self.id} is no number")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, from here on upright or, for wide tables, landscape."""

    id: str
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """The head of an annex on a new page. `number`: "I", empty where there is one only; `note`: "(Kèm theo Báo cáo số …)"."""

    id: str
    title: str
    number: str = ""
    note: str = ""
    landscape: bool = False


Block = Heading | Paragraph | Table | Chart | PageBreak | Annex


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues it, line by line, below whom it stands (`superior`); `party`: a Party document has another head."""

    issuer: tuple[str, ...]
    superior: tuple[str, ...] = ()
    party: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines above the signature ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") and who signs; the name may be open."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document. A draft has no `number` and no day (`on`), only a `year`. `symbol`: "BC-UBND"; `place`: "An Phú"; `title`: "BÁO CÁO",
    empty for an official letter, which has `about` under its number and names who it is written to (`to`). `size`: of the text in pt.
    `origin`: which edition of the document this is; a docx carries it, so that the edition is known when the file comes back.

    Errors: ValueError for two blocks of one id, an id or origin that is none, a size other than 13 and 14.
    """

    letterhead: Letterhead
    symbol: str
    place: str
    title: str
    about: str
    number: str = ""
    on: date | None = None
    year: int | None = None
    to: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    size: int = 14
    origin: str = ""

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for block in self.blocks:
            if not BLOCK_ID.match(block.id) or block.id in seen:
                raise ValueError(f"the id {block.id!r} of a block is malformed or used twice")
            seen.add(block.id)
        if not ORIGIN.match(self.origin):
            raise ValueError(f"{self.origin!r} is no origin")
        if self.size not in (13, 14):
            raise ValueError("the text is 13 or 14 pt (Decree 30/2020/NĐ-CP, annex I)")
