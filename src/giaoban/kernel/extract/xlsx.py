"""Excel workbooks: every visible sheet, every non-empty cell with its address and as it is displayed.

The XML is read here and not by a spreadsheet library: those build the whole rectangle of a sheet, and one cell in the last corner
then takes the process down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder, RawCell
from giaoban.kernel.extract.model import Document
from giaoban.kernel.extract.package import Package, attribute, local, parse_xml
from giaoban.kernel.extract.xlsx_format import formats, shown

if TYPE_CHECKING:
    from lxml.etree import _Element

BOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LAYOUT = re.compile(r"cộng hòa xã hội|độc lập\s*-\s*tự do|đảng cộng sản việt nam", re.IGNORECASE)
PROSE = 60
"""A lone cell with at least this many characters is prose, wherever it stands."""


@dataclass(slots=True)
class Sheet:
    """Displayed texts by (row, column) from 0, and merged regions as top-left -> (rows, columns)."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Book:
    """What the sheets share: strings, number formats by cell style, and whether days count from 1904."""

    strings: list[str]
    codes: list[str]
    from_1904: bool


def read(data: bytes, builder: Builder) -> Document:
    """Sheets in order; titles and prose as paragraphs, the rest as tables.

    Errors: EXT-006, EXT-011, EXT-012, EXT-014, EXT-016, EXT-019, EXT-020.
    """
    package = Package(data, builder.name, builder.limits)
    if any("vbaProject.bin" in member for member in package.names()):
        builder.note("macros")
    if any(member.startswith("xl/media/") for member in package.names()):
        builder.note("pictures")
    root = parse_xml(package.read(BOOK) or b"", builder.name)
    paths = {key: path for key, (_, path) in package.relations(BOOK).items()}
    strings = [_text(item) for item in package.stream("xl/sharedStrings.xml", "si")]
    old = any(attribute(properties, "date1904") in ("1", "true") for properties in root.iter("{*}workbookPr"))
    book = Book(strings, formats(package.xml("xl/styles.xml")), old)
    held = 0
    for entry in root.iter("{*}sheet"):
        if entry.get("state", "visible") != "visible":
            builder.note("hidden_sheet")
            continue
        sheet = _sheet(str(entry.get("name", "")), paths.get(attribute(entry, "id"), ""), package, book, builder, held)
        held += len(sheet.cells)
        write_sheet(sheet, builder)
    return builder.finish("xlsx")


def _sheet(name: str, path: str, package: Package, book: Book, builder: Builder, held: int) -> Sheet:
    """The displayed texts and merged regions of one sheet; `held` cells are of the sheets before."""
    sheet = Sheet(name)
    row = -1
    for element in package.stream(path, "row", "mergeCell"):
        if local(element) == "mergeCell":
            first, _, last = str(element.get("ref", "")).partition(":")
            begin, end = _place(first), _place(last)
            if begin and end and end >= begin:
                sheet.merged[begin] = (end[0] - begin[0] + 1, end[1] - begin[1] + 1)
            continue
        row, column = row + 1, -1
        for cell in element:
            row, column = _place(str(cell.get("r", ""))) or (row, column + 1)
            text = _display(cell, book, builder)
            if text.strip():
                sheet.cells[row, column] = text
        builder.require_cells(held + len(sheet.cells))
    return sheet


def _display(cell: _Element, book: Book, builder: Builder) -> str:
    """The text of a cell as its type and number format show it."""
    kind = cell.get("t", "n")
    raw = next((child.text or "" for child in cell if local(child) == "v"), "")
    if kind == "inlineStr":
        return _text(cell)
    if kind == "s":
        return book.strings[int(raw)] if raw.isdecimal() and int(raw) < len(book.strings) else ""
    if kind == "e":
        builder.note("formula_errors")
        return raw
    if kind == "b":
        return {"1": "ĐÚNG", "0": "SAI"}.get(raw, "")
    if kind == "n" and raw:
        style = str(cell.get("s", "0"))
        code = book.codes[int(style)] if style.isdecimal() and int(style) < len(book.codes) else "General"
        return shown(raw, code, from_1904=book.from_1904)
    return raw


def _text(item: _Element) -> str:
    """The letters of a shared or inline string, without the reading aids of East Asian names."""
    return "".join(t.text or "" for t in item.iter("{*}t") if local(_parent(t)) != "rPh")


def _parent(element: _Element) -> _Element:
    parent = element.getparent()
    return element if parent is None else parent


def write_sheet(sheet: Sheet, builder: Builder) -> None:
    """Lone cells before and after a block of rows are titles and remarks; rows between them are a table.

    An empty row ends a block.
    """
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append((column, text))
    group: list[int] = []
    for row in sorted(rows):
        if group and row > group[-1] + 1:
            _write_group(sheet, rows, group, builder)
            group = []
        group.append(row)
    _write_group(sheet, rows, group, builder)


def _write_group(sheet: Sheet, rows: dict[int, list[tuple[int, str]]], group: list[int], builder: Builder) -> None:
    wide = [row for row in group if len(rows[row]) > 1 and not any(_LAYOUT.search(text) for _, text in rows[row])]
    first, last = (wide[0], wide[-1]) if wide else (0, -1)
    table: list[RawCell] = []
    for row in group:
        lone = len(rows[row]) == 1 and len(rows[row][0][1]) >= PROSE
        inside = first <= row <= last and not lone
        if not inside:
            _flush(sheet, table, builder)
        for column, text in rows[row]:
            address = f"{sheet.name}!{letters(column)}{row + 1}"
            if inside:
                down, right = sheet.merged.get((row, column), (1, 1))
                table.append(RawCell(text.split("\n"), row, column, down, right, False, address))
            else:
                builder.paragraph(text, address=address)
    _flush(sheet, table, builder)


def _flush(sheet: Sheet, table: list[RawCell], builder: Builder) -> None:
    if table:
        corners = [(cell.row + cell.row_span, cell.column + cell.column_span) for cell in table]
        begin = f"{letters(min(cell.column for cell in table))}{table[0].row + 1}"
        end = f"{letters(max(c for _, c in corners) - 1)}{max(r for r, _ in corners)}"
        builder.table(table, name=f"{sheet.name}!{begin}:{end}")
        table.clear()


def _place(reference: str) -> tuple[int, int] | None:
    """ "B7" -> (6, 1); None for what is no cell reference."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)) - 1, column - 1


def letters(column: int) -> str:
    """0 -> "A", 27 -> "AB"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
