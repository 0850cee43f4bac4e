"""OpenDocument workbooks (LibreOffice Calc): a cell holds what it shows, so no number format needs to be applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.model import Document
from giaoban.kernel.extract.package import Package, attribute, local
from giaoban.kernel.extract.xlsx import Sheet, write_sheet
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})


def read(data: bytes, builder: Builder) -> Document:
    """Visible sheets in order. Errors: EXT-006, EXT-011, EXT-012, EXT-014, EXT-016, EXT-019, EXT-020."""
    package = Package(data, builder.name, builder.limits)
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise Problem("EXT-011", name=builder.name)
    root = package.xml("content.xml")
    book = next(root.iter("{*}spreadsheet"), None) if root is not None else None
    if root is None or book is None:
        raise Problem("EXT-006", name=builder.name)
    if any(name.startswith("Pictures/") for name in package.names()):
        builder.note("pictures")
    hidden = _hidden_styles(root)
    left = builder.limits.max_cells
    for table in book:
        if local(table) != "table":
            continue
        if attribute(table, "style-name") in hidden:
            builder.note("hidden_sheet")
            continue
        sheet = _sheet(table, builder, left)
        left -= len(sheet.cells)
        write_sheet(sheet, builder)
    return builder.finish("ods")


def _hidden_styles(root: _Element) -> set[str]:
    """Names of the styles whose tables are not displayed."""
    return {
        attribute(style, "name")
        for style in root.iter("{*}style")
        for look in style
        if local(look) == "table-properties" and attribute(look, "display") == "false"
    }


def _sheet(table: _Element, builder: Builder, left: int) -> Sheet:
    """The texts and merged regions of one sheet; a repeated cell or row stands as often as it says, empty ones nowhere."""
    sheet = Sheet(attribute(table, "name"))
    row = 0
    for element in _rows(table):
        again = _count(element, "number-rows-repeated")
        found: dict[int, str] = {}
        for column, text in _cells(element, row, sheet):
            found[column] = text
            _require_room(len(sheet.cells) + len(found), left, builder)
        _require_room(len(sheet.cells) + len(found) * again, left, builder)
        for down in range(again if found else 0):
            for column, text in found.items():
                sheet.cells[row + down, column] = text
        row += again
    return sheet


def _require_room(cells: int, left: int, builder: Builder) -> None:
    """Refuse before a repeat is written out. Errors: EXT-014."""
    if cells > left:
        raise Problem("EXT-014", name=builder.name, limit=f"{builder.limits.max_cells:,}".replace(",", "."))


def _rows(parent: _Element) -> Iterator[_Element]:
    """The rows of a sheet, also those in groups."""
    for child in parent:
        name = local(child)
        if name == "table-row":
            yield child
        elif name in _ROW_GROUPS:
            yield from _rows(child)


def _cells(element: _Element, row: int, sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Column and text of the cells of a row that show something; merged ones are remembered in the sheet."""
    column = 0
    for item in element:
        if local(item) not in ("table-cell", "covered-table-cell"):
            continue
        again = _count(item, "number-columns-repeated")
        text = "\n".join("".join(str(piece) for piece in line.itertext()) for line in item if local(line) == "p")
        if text.strip() and local(item) == "table-cell":
            down, right = _count(item, "number-rows-spanned"), _count(item, "number-columns-spanned")
            if (down, right) != (1, 1):
                sheet.merged[row, column] = (down, right)
            for step in range(again):
                yield column + step, text
        column += again


def _count(element: _Element, name: str) -> int:
    value = attribute(element, name, "1")
    return max(1, min(int(value), 1_048_576)) if value.isdecimal() else 1
