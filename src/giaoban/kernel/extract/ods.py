"""OpenDocument workbooks (LibreOffice Calc): a cell holds what it shows, so no number format needs to be applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.model import Document
from giaoban.kernel.extract.opendocument import content
from giaoban.kernel.extract.package import attribute, local
from giaoban.kernel.extract.xlsx import Sheet, write_sheet
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})


def read(data: bytes, builder: Builder) -> Document:
    """Visible sheets in order. Errors: EXT-006, EXT-011, EXT-012, EXT-014, EXT-016, EXT-019, EXT-020."""
    root = content(data, builder)
    book = next(root.iter("{*}spreadsheet"), None) if root is not None else None
    if root is None or book is None:
        raise Problem("EXT-006", name=builder.name)
    hidden = _hidden_styles(root)
    held = 0
    for table in book:
        if local(table) != "table":
            continue
        if attribute(table, "style-name") in hidden:
            builder.note("hidden_sheet")
            continue
        sheet = _sheet(table, builder, held)
        held += len(sheet.cells)
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


def _sheet(table: _Element, builder: Builder, held: int) -> Sheet:
    """The texts and merged regions of one sheet; a repeated cell or row stands as often as it says, empty ones nowhere.

    `held` cells are of the sheets before; a repeat is refused before it is written out.
    """
    sheet = Sheet(attribute(table, "name"))
    row = 0
    for element in _rows(table):
        again = _count(element, "number-rows-repeated")
        found: dict[int, str] = {}
        for column, text in _cells(element, row, sheet):
            found[column] = text
            builder.require_cells(held + len(sheet.cells) + len(found))
        builder.require_cells(held + len(sheet.cells) + len(found) * again)
        for down in range(again if found else 0):
            for column, text in found.items():
                sheet.cells[row + down, column] = text
        row += again
    return sheet


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
