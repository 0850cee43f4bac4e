"""The raw cells of a workbook: numbers as numbers, not as displayed; dates, percentages, failed formulas told apart. Nothing is run.

The reader of reports (`kernel/extract`) gives what a cell displays, "1.235" for 1234,5678; a matrix needs what it holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Literal, NamedTuple

from django.utils.translation import gettext

from giaoban.kernel.extract import Limits
from giaoban.kernel.extract.kinds import sniff
from giaoban.kernel.extract.package import Package, attribute, local, parse_xml
from giaoban.kernel.extract.xlsx import letters
from giaoban.kernel.extract.xlsx_format import formats, shown
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

CellKind = Literal["number", "percent", "date", "text", "truth", "error"]
LIMITS = Limits(max_bytes=10 * 1024 * 1024, max_unpacked=60 * 1024 * 1024, max_xml=16 * 1024 * 1024, max_cells=200_000)
BOOK = "xl/workbook.xml"
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
DATE_MARKS = re.compile(r"[dymhs]", re.IGNORECASE)
LONGEST = 400
"""Letters of a cell that are read: names of units and indicators are shorter."""
EXACT = 15
"""Digits that a spreadsheet keeps; further ones are noise of binary fractions (0.30000000000000004)."""
TRUTH = {"1": "ĐÚNG", "0": "SAI"}
BLANKS = 10
"""So many times more cells may be empty than filled: programs format whole columns."""
UNCOMPUTED = "công thức chưa tính"
At = tuple[int, int]
"""Row and column, from 0."""


class Raw(NamedTuple):
    """What a cell holds. at: its address ("D7"). text: what it says or displays. number: of numbers, percentages (0.65) and dates."""

    at: str
    kind: CellKind
    text: str
    number: Decimal | None = None


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet that hold anything."""

    name: str
    hidden: bool = False
    cells: dict[At, Raw] = field(default_factory=dict)
    across: bool = False
    """Whether rows stand for columns of the file."""

    def text(self, row: int, column: int) -> str:
        """What a cell says, with single spaces; "" for an empty one."""
        held = self.cells.get((row, column))
        return "" if held is None else " ".join(held.text.split())

    def turned(self) -> "Sheet":
        """The same with rows for columns; the addresses stay those of the file."""
        swapped = {(column, row): raw for (row, column), raw in self.cells.items()}
        return Sheet(self.name, self.hidden, swapped, not self.across)

    def row_name(self, row: int) -> str:
        """What people call a row in the file: "7", or "D" where rows stand for columns."""
        return letters(row) if self.across else str(row + 1)

    def row_label(self, row: int) -> str:
        """The same with what it is: "dòng 7", "cột D"."""
        return (gettext("cột %(name)s") if self.across else gettext("dòng %(name)s")) % {"name": self.row_name(row)}

    def column_label(self, column: int) -> str:
        """What people call a column, with what it is."""
        return (gettext("dòng %(name)s") if self.across else gettext("cột %(name)s")) % {
            "name": self.column_name(column)
        }

    def column_name(self, column: int) -> str:
        """What people call a column in the file."""
        return str(column + 1) if self.across else letters(column)


class Shared(NamedTuple):
    """What the sheets of a book share: strings, number formats by style, whether days count from 1904."""

    strings: list[str]
    codes: list[str]
    from_1904: bool


def book_read(data: bytes, *, name: str, limits: Limits = LIMITS) -> list[Sheet]:
    """Every sheet of an xlsx workbook, hidden ones too.

    Errors: COL-030 for another kind of file; COL-032 for too many cells; EXT-001..EXT-016 for an empty, too large, damaged or locked one.
    """
    if not data:
        raise Problem("EXT-001", name=name)
    if len(data) > limits.max_bytes:
        size = f"{len(data) / 1024 / 1024:.1f}".replace(".", ",")
        raise Problem("EXT-004", name=name, size=size, limit=limits.max_bytes // 1024 // 1024)
    try:
        kind = sniff(data, name)
    except Problem as problem:
        if problem.code in ("EXT-002", "EXT-003"):
            raise Problem("COL-030", name=name) from problem
        raise
    if kind != "xlsx":
        raise Problem("COL-030", name=name)
    try:
        return list(sheets(Package(data, name, limits), limits))
    except Problem:
        raise
    except Exception as error:
        # Unpacking and parsing fail in many ways on damaged input; each of them means the same to the sender.
        raise Problem("EXT-006", name=name) from error


def sheets(package: Package, limits: Limits) -> Iterator[Sheet]:
    """The sheets of an opened package, in order."""
    root = parse_xml(package.read(BOOK) or b"", package.name)
    paths = {key: path for key, (_kind, path) in package.relations(BOOK).items()}
    strings = [text_of(item)[:LONGEST] for item in package.stream("xl/sharedStrings.xml", "si")]
    old = any(attribute(properties, "date1904") in ("1", "true") for properties in root.iter("{*}workbookPr"))
    shared = Shared(strings, formats(package.xml("xl/styles.xml")), old)
    left = limits.max_cells
    for entry in root.iter("{*}sheet"):
        sheet = Sheet(str(entry.get("name", "")), entry.get("state", "visible") != "visible")
        path = paths.get(attribute(entry, "id"), "")
        for seen, (at, raw) in enumerate(cells(package, path, shared), 1):
            if raw is not None:
                sheet.cells[at] = raw
            if len(sheet.cells) > left or seen > BLANKS * limits.max_cells:
                raise Problem("COL-032", limit=limits.max_cells)
        left -= len(sheet.cells)
        yield sheet


def cells(package: Package, path: str, shared: Shared) -> Iterator[tuple[At, Raw | None]]:
    """The cells of a sheet, row by row; None for one that holds nothing."""
    row = -1
    for element in package.stream(path, "row"):
        row, column = row + 1, -1
        for cell in element:
            place = PLACE.fullmatch(str(cell.get("r", "")))
            column += 1
            if place:
                row, column = int(place[2]) - 1, column_of(place[1])
            yield (row, column), raw_of(cell, address(row, column), shared)


def raw_of(cell: "_Element", at: str, shared: Shared) -> Raw | None:
    """What one cell holds; None for an empty one."""
    kind = cell.get("t", "n")
    parts: Mapping[str, _Element] = {local(child): child for child in cell}
    value = (parts["v"].text or "") if "v" in parts else ""
    if kind == "inlineStr":
        return text_raw(at, text_of(cell)[:LONGEST])
    if kind == "s":
        return text_raw(
            at, shared.strings[int(value)] if value.isdecimal() and int(value) < len(shared.strings) else ""
        )
    if kind == "b":
        return Raw(at, "truth", TRUTH.get(value, value))
    if kind == "e":
        return Raw(at, "error", value)
    if kind == "d":
        return Raw(at, "date", value[:10])
    if not value:
        return Raw(at, "error", UNCOMPUTED) if "f" in parts and kind == "n" else None
    if kind != "n":
        return text_raw(at, value[:LONGEST])
    return number_raw(at, value, str(cell.get("s", "0")), shared)


def text_raw(at: str, text: str) -> Raw | None:
    """A cell of text; None for blanks."""
    return Raw(at, "text", text) if text.strip() else None


def number_raw(at: str, value: str, style: str, shared: Shared) -> Raw:
    """A cell of a number: what kind its format makes of it. Errors: ValueError for what is no number."""
    code = shared.codes[int(style)] if style.isdecimal() and int(style) < len(shared.codes) else "General"
    number = float(value)
    if not isfinite(number):
        return Raw(at, "error", value)
    exact = Decimal(f"{number:.{EXACT}g}")
    text = shown(value, code, from_1904=shared.from_1904)
    bare = QUOTED.sub("", code.partition(";")[0])
    if "general" not in bare.lower() and not set("0#?") & set(bare) and DATE_MARKS.search(bare):
        return Raw(at, "date", text, exact)
    return Raw(at, "percent" if "%" in bare else "number", text, exact)


def text_of(item: "_Element") -> str:
    """The letters of a shared or inline string, without the reading aids of East Asian names."""
    found = []
    for piece in item.iter("{*}t"):
        parent = piece.getparent()
        if parent is None or local(parent) != "rPh":
            found.append(piece.text or "")
    return "".join(found)


def column_of(name: str) -> int:
    """ "A" -> 0, "AB" -> 27."""
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def address(row: int, column: int) -> str:
    """(6, 3) -> "D7"."""
    return f"{letters(column)}{row + 1}"
