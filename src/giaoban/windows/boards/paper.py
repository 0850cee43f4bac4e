"""A `View` as docx: a table of figures as offices print them. Sizes and margins: Decree 30/2020/NĐ-CP, annex I."""

from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from giaoban.records.documents.rendering import page_set, ruled, written
from giaoban.windows.boards.view import Column, Row, View, cell_of, words

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
UPRIGHT = 6
"""More columns than these lie across the paper."""
LONG, SHORT = Mm(297), Mm(210)
MARGINS = Mm(30), Mm(15)


def docx_bytes(view: View) -> bytes:
    """The bytes of the file: issuer, title, note, the table with its head repeated on each page, sources, when and where it was read."""
    made = docx.Document()
    page_set(made)
    across = len(view.columns) > UPRIGHT
    if across:
        section = made.sections[0]
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, LONG, SHORT
        section.left_margin, section.right_margin = Mm(20), Mm(15)
    if view.issuer:
        written(made, view.issuer.upper(), size=13, bold=True, align=LEFT, first=False)
    written(made, view.title, size=14, bold=True).paragraph_format.space_before = Pt(6)
    if view.note:
        written(made, view.note, size=13, italic=True)
    ruled(made, sides=90 if across else 58)
    made.add_paragraph().paragraph_format.line_spacing = Pt(6)
    table_write(made, view, breadth=(LONG - Mm(35)) if across else (SHORT - sum(MARGINS)))
    sources_write(made, view)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def table_write(made: Any, view: View, *, breadth: int) -> None:
    """The ruled table; its rows are not cut."""
    size = 12 if len(view.columns) <= 8 else 10 if len(view.columns) <= 14 else 8
    table = made.add_table(rows=0, cols=len(view.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    headings_write(table, view, size=size)
    for row in view.rows:
        row_write(table, view, row, size=size)
    widths = shares(view, breadth)
    for place, width in enumerate(widths):
        table.columns[place].width = width
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width


def shares(view: View, breadth: int) -> list[int]:
    """How wide each column is: those of words three times those of numbers, the first at least a fifth of the paper."""
    weights = [1.0 if column.numeric else 1.6 for column in view.columns]
    if weights:
        weights[0] = max(2.5, sum(weights[1:]) / 4) if len(weights) > 1 else 1
    return [int(breadth * weight / sum(weights)) for weight in weights]


def headings_write(table: Any, view: View, *, size: int) -> None:
    """One or two lines of headings, repeated on each page."""
    if view.groups:
        line = headed(table)
        place = 0
        for name, width in view.groups:
            cell = line.cells[place]
            if width > 1:
                cell = cell.merge(line.cells[place + width - 1])
            written(cell, name, size=size, bold=True, first=True)
            place += width
    line = headed(table)
    for cell, column in zip(line.cells, view.columns, strict=True):
        written(cell, column.heading, size=size, bold=True, first=True)


def headed(table: Any) -> Any:
    """A row that is repeated on each page."""
    line = table.add_row()
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    line._tr.get_or_add_trPr().append(repeat)
    return line


def row_write(table: Any, view: View, row: Row, *, size: int) -> None:
    """One line; a remark stands under its figure."""
    line = table.add_row()
    line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    strong = row.weight != "body"
    for place, (cell, column, entry) in enumerate(zip(line.cells, view.columns, row.cells, strict=True)):
        given = cell_of(entry)
        align = placed(column, place)
        text = ("   " * row.depth if place == 0 else "") + words(column, entry)
        written(cell, text, size=size, bold=strong, align=align, first=True)
        if given.remark:
            written(cell, given.remark, size=max(7, size - 3), italic=True, align=align)


def placed(column: Column, place: int) -> Any:
    """Where the words of a cell stand: numbers on the right."""
    return RIGHT if column.numeric else LEFT


def sources_write(made: Any, view: View) -> None:
    """What is said below the table."""
    made.add_paragraph().paragraph_format.line_spacing = Pt(6)
    written(made, _("Nguồn số liệu và cách tính"), size=12, bold=True, align=LEFT)
    for text in view.sources:
        written(made, f"- {text}", size=11, align=LEFT)
    written(made, view.as_of.filed, size=11, italic=True, align=LEFT)
    written(made, view.link, size=9, italic=True, align=LEFT)
