"""A `View` as xlsx: numbers as numbers, texts as texts whatever they look like, its sources on a sheet of their own."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from giaoban.windows.boards.view import Cell, Column, Row, View, cell_of, remarks, rounded, words

EXACT = 15
"""Digits that a spreadsheet keeps of a number; longer ones are written as text."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WEBS = ("http://", "https://")
NARROW, WIDE = 10, 46
LONGEST = 32_767
"""Characters of one cell at most."""


class Sheet:
    """One worksheet being written, line by line, with the formats it has used so far."""

    def __init__(self, book: Any, name: str) -> None:
        self.book, self.sheet, self.line = book, book.add_worksheet(name), 0
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **wanted: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": "Times New Roman", "font_size": 12, **wanted})
        return self.formats[key]

    def text(self, place: int, text: str, **wanted: Any) -> None:
        """A text, never a formula."""
        if text:
            self.sheet.write_string(self.line, place, text[:LONGEST], self.format(**wanted))
        elif wanted:
            self.sheet.write_blank(self.line, place, None, self.format(**wanted))


def xlsx_bytes(view: View) -> bytes:
    """The bytes of the file: the table with title, note, as-of and link above it; a second sheet with sources and the same words."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": view.title, "comments": view.link})
    sheet = Sheet(book, _("Bảng"))
    table_write(sheet, view)
    notes_write(Sheet(book, _("Nguồn và ghi chú")), view)
    book.close()
    return out.getvalue()


def table_write(sheet: Sheet, view: View) -> None:
    """Head, headings, rows."""
    noted = view.remarked
    width = len(view.columns) + noted
    for place, column in enumerate(view.columns):
        sheet.sheet.set_column(place, place, breadth(column, first=place == 0))
    if noted:
        sheet.sheet.set_column(width - 1, width - 1, WIDE)
    for text, wanted in ((view.issuer, {}), (view.title, {"bold": True, "font_size": 14}), (view.note, {})):
        if text:
            sheet.text(0, text, **wanted)
            sheet.line += 1
    for text in (view.as_of.filed, view.link):
        sheet.text(0, text, italic=True, font_size=10)
        sheet.line += 1
    sheet.line += 1
    headings_write(sheet, view, noted=noted)
    sheet.sheet.freeze_panes(sheet.line, 1)
    sheet.sheet.repeat_rows(sheet.line - 1)
    sheet.sheet.fit_to_pages(1, 0)
    sheet.sheet.set_paper(9)
    if width > 6:
        sheet.sheet.set_landscape()
    for row in view.rows:
        row_write(sheet, view, row, noted=noted)
        sheet.line += 1


def breadth(column: Column, *, first: bool) -> int:
    """How wide a column is, in characters."""
    return min(WIDE, max(28 if first else NARROW + 4, len(column.heading) // (1 if column.kind == "text" else 2) + 2))


def headings_write(sheet: Sheet, view: View, *, noted: bool) -> None:
    """One or two lines of headings."""
    style = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
    if view.groups:
        place = 0
        for name, width in view.groups:
            if width > 1 and name:
                sheet.sheet.merge_range(sheet.line, place, sheet.line, place + width - 1, name, sheet.format(**style))
            else:
                sheet.text(place, name, **style)
            place += width
        sheet.line += 1
    for place, column in enumerate(view.columns):
        sheet.text(place, column.heading, **style)
    if noted:
        sheet.text(len(view.columns), _("Ghi chú"), **style)
    sheet.line += 1


def row_write(sheet: Sheet, view: View, row: Row, *, noted: bool) -> None:
    """One line."""
    style: dict[str, Any] = {"border": 1, "valign": "top"}
    if row.weight != "body":
        style["bold"] = True
    for place, (column, entry) in enumerate(zip(view.columns, row.cells, strict=True)):
        cell_write(sheet, place, column, cell_of(entry), {**style, "indent": row.depth} if place == 0 else style)
    if noted:
        sheet.text(len(view.columns), remarks(view, row), **style, text_wrap=True)


def cell_write(sheet: Sheet, place: int, column: Column, cell: Cell, style: dict[str, Any]) -> None:
    """One cell: a number as a number with its places, percentages as they are read ("76,7" under a heading with %)."""
    value = cell.value
    if isinstance(value, str) or value is None:
        if column.kind == "link" and value and cell.url.startswith(WEBS):
            sheet.sheet.write_url(sheet.line, place, cell.url, sheet.format(**style, font_color="#0b57d0"), value)
        else:
            sheet.text(place, value or "", **style, text_wrap=not column.numeric)
        return
    number = Decimal(value)
    if len(number.as_tuple().digits) > EXACT and number == number.to_integral_value():
        sheet.text(place, words(column, cell), **style, align="right")
        return
    places = column.decimals if cell.decimals is None else cell.decimals
    if places is None:
        short = rounded(number).normalize()
        places = max(0, -int(short.as_tuple().exponent))
    shape = "#,##0" + ("." + "0" * places if places else "")
    if column.kind == "percent":
        shape += '" %"'
    sheet.sheet.write_number(sheet.line, place, number, sheet.format(**style, num_format=shape))


def notes_write(sheet: Sheet, view: View) -> None:
    """What the table is, and its sources one below the other."""
    sheet.sheet.set_column(0, 0, 24)
    sheet.sheet.set_column(1, 1, 110)
    for name, text in lines_of(view):
        sheet.text(0, name, bold=True, valign="top")
        sheet.text(1, text, text_wrap=True, valign="top")
        sheet.line += 1


def lines_of(view: View) -> Iterator[tuple[str, str]]:
    """(what, words) of the second sheet."""
    told = (
        (_("Tên bảng"), view.title),
        (_("Nội dung"), view.note),
        (_("Cơ quan"), view.issuer),
        (_("Thời điểm"), view.as_of.filed),
        (_("Đường dẫn"), view.link),
    )
    yield from ((name, text) for name, text in told if text)
    for number, text in enumerate(view.sources):
        yield (_("Nguồn số liệu, cách tính") if number == 0 else "", text)
