"""Old Excel workbooks (BIFF 2 to 8), read by xlrd: the same sheets, addresses and displayed numbers as of new ones."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.legacy import typed_in
from giaoban.kernel.extract.model import Document
from giaoban.kernel.extract.xlsx import Sheet, write_sheet
from giaoban.kernel.extract.xlsx_format import shown
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as OldSheet

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read(data: bytes, builder: Builder) -> Document:
    """Visible sheets in order. Errors: EXT-011, EXT-014, EXT-019, EXT-020; xlrd's own on damage."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise Problem("EXT-011", name=builder.name) from None
        raise
    held = 0
    for old in book.sheets():
        if old.visibility:
            builder.note("hidden_sheet")
            continue
        sheet = _sheet(old, book, builder, held)
        held += len(sheet.cells)
        write_sheet(sheet, builder)
    return builder.finish("xls")


def _sheet(old: OldSheet, book: Book, builder: Builder, held: int) -> Sheet:
    """The displayed texts and merged regions of one sheet; `held` cells are of the sheets before."""
    sheet = Sheet(old.name)
    for top, bottom, first, last in old.merged_cells:
        sheet.merged[top, first] = (bottom - top, last - first)
    for row in range(old.nrows):
        for column, cell in enumerate(old.row(row)):
            text = _display(cell, book, builder)
            if text.strip():
                sheet.cells[row, column] = text
        builder.require_cells(held + len(sheet.cells))
    return sheet


def _display(cell: Cell, book: Book, builder: Builder) -> str:
    """The text of a cell as its type, number format and font show it."""
    style = book.xf_list[cell.xf_index]
    if cell.ctype == _TEXT:
        return typed_in(book.font_list[style.font_index].name, str(cell.value))
    if cell.ctype in (_NUMBER, _DATE):
        code = book.format_map[style.format_key].format_str
        return shown(repr(cell.value), code, from_1904=book.datemode == 1)
    if cell.ctype == _BOOLEAN:
        return "ĐÚNG" if cell.value else "SAI"
    if cell.ctype == _ERROR:
        builder.note("formula_errors")
        return _ERRORS.get(int(cell.value), "#N/A")
    return ""
