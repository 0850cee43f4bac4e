"""Excel workbooks: every visible sheet, every non-empty cell with its address and as it is displayed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder, RawCell
from giaoban.kernel.extract.model import Document
from giaoban.kernel.extract.package import Package, attribute, local
from giaoban.kernel.extract.xlsx_format import formats, shown
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LAYOUT = re.compile(r"cộng hòa xã hội|độc lập\s*-\s*tự do|đảng cộng sản việt nam", re.IGNORECASE)
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!)")
PROSE = 60
"""A lone cell with at least this many characters is prose, wherever it stands."""


@dataclass(slots=True)
class Sheet:
    """Displayed texts by (row, column) from 0, and merged regions as top-left -> (rows, columns)."""

    name: str
    cells: dict[tuple[int, int], str]
    merged: dict[tuple[int, int], tuple[int, int]]


def read(data: bytes, builder: Builder) -> Document:
    """Sheets in order; titles and prose as paragraphs, the rest as tables. Errors: EXT-006, EXT-011, EXT-012,
    EXT-014, EXT-016, EXT-019.
    """
    package = Package(data, builder.name, builder.limits)
    if any("vbaProject.bin" in member for member in package.names()):
        builder.note("macros")
    if any(member.startswith("xl/media/") for member in package.names()):
        builder.note("pictures")
    book = package.xml("xl/workbook.xml")
    if book is None:
        raise Problem("EXT-006", name=builder.name)
    paths = {key: path for key, (_, path) in package.relations("xl/workbook.xml").items()}
    codes = formats(package.xml("xl/styles.xml"))
    values = _values(_repacked(package), builder)
    for sheet in book.iter("{*}sheet"):
        name = str(sheet.get("name", ""))
        if sheet.get("state", "visible") != "visible":
            builder.note("hidden_sheet")
        elif name in values:
            look = package.xml(paths.get(attribute(sheet, "id"), ""))
            _write(_sheet(name, values[name], look, codes, builder), builder)
    return builder.finish("xlsx")


def _repacked(package: Package) -> bytes:
    """The members that were weighed while unpacking, stored plainly: the reader of values sees nothing else."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for member in package.names():
            if member.endswith((".xml", ".rels")):
                archive.writestr(member, package.read(member) or b"")
    return target.getvalue()


def _values(data: bytes, builder: Builder) -> dict[str, dict[tuple[int, int], object]]:
    """Raw values by sheet name and (row, column)."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, dict[tuple[int, int], object]] = {}
    left = builder.limits.max_cells
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, side = sheet.start or (0, 0)
        cells: dict[tuple[int, int], object] = {}
        if sheet.start is not None and sheet.height * sheet.width > 50 * builder.limits.max_cells:
            raise Problem("EXT-014", name=builder.name, limit=f"{builder.limits.max_cells:,}".replace(",", "."))
        for row, line in enumerate(sheet.to_python(skip_empty_area=True) if sheet.start is not None else ()):
            for column, value in enumerate(line):
                if value not in ("", None):
                    cells[top + row, side + column] = value
        left -= len(cells)
        if left < 0:
            raise Problem("EXT-014", name=builder.name, limit=f"{builder.limits.max_cells:,}".replace(",", "."))
        found[name] = cells
    return found


def _sheet(
    name: str, values: dict[tuple[int, int], object], look: _Element | None, codes: list[str], builder: Builder
) -> Sheet:
    """Values as displayed: the number format of each cell and the merged regions come from the sheet's own XML."""
    styles: dict[tuple[int, int], str] = {}
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for element in look.iter() if look is not None else ():
        if local(element) == "c":
            place, style = _place(element.get("r", "")), element.get("s", "0")
            if place and style.isdecimal() and int(style) < len(codes):
                styles[place] = codes[int(style)]
        elif local(element) == "mergeCell":
            first, _, last = element.get("ref", "").partition(":")
            begin, end = _place(first), _place(last)
            if begin and end and end >= begin:
                merged[begin] = (end[0] - begin[0] + 1, end[1] - begin[1] + 1)
    cells = {place: shown(value, styles.get(place, "General")) for place, value in values.items()}
    if any(_ERROR.fullmatch(text) for text in cells.values()):
        builder.note("formula_errors")
    return Sheet(name, {place: text for place, text in cells.items() if text.strip()}, merged)


def _write(sheet: Sheet, builder: Builder) -> None:
    """Lone cells before and after a block of rows are titles and remarks; rows between them are a table. An empty row
    ends a block.
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
