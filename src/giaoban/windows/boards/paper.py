"""A `View` as docx: a table of figures as offices print them. Sizes and margins: Decree 30/2020/NĐ-CP, annex I."""

from collections.abc import Sequence
from decimal import Decimal
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
EDGE, LEAST = Mm(1), 6
"""Of a cell on each side; the smallest letters."""
NARROW, LETTER, CAPITAL = Decimal("0.34"), Decimal("0.57"), Decimal("0.78")
"""Widths of signs, in heights of bold letters."""


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
    rows = list(view.rows)
    size, widths = fitted(view, rows, breadth)
    table = made.add_table(rows=0, cols=len(view.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins_set(table)
    headings_write(table, view, size=size)
    for row in rows:
        row_write(table, view, row, size=size)
    for place, width in enumerate(widths):
        table.columns[place].width = width
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width


def fitted(view: View, rows: Sequence[Row], breadth: int) -> tuple[int, list[int]]:
    """(size of the letters, width of each column): every column holds its longest word and its longest number in one line, the first a
    fifth of the paper where that leaves room; the letters are smaller where they must be."""
    most = 12 if len(view.columns) <= 8 else 10 if len(view.columns) <= 14 else 8
    needs: list[int] = []
    for size in range(most, LEAST - 1, -1):
        needs = [needed(view, rows, place, size) for place in range(len(view.columns))]
        if sum(needs) + max(0, breadth // 6 - needs[0]) <= breadth:
            break
    spare = max(0, breadth - sum(needs))
    weights = [1.0 if column.numeric else 1.6 for column in view.columns]
    weights[0] = max(2.5, sum(weights[1:]) / 2)
    given = [need + int(spare * weight / sum(weights)) for need, weight in zip(needs, weights, strict=True)]
    over = max(sum(given), breadth)
    return size, [int(width * breadth / over) for width in given]


def needed(view: View, rows: Sequence[Row], place: int, size: int) -> int:
    """The least width of a column: what may not be broken in its heading, its values and its remarks, between the edges of its cells."""
    column = view.columns[place]
    texts = column.heading.split()
    if [each.group for each in view.columns].count(column.group) == 1:
        texts += column.group.split()
    for row in rows:
        text = words(column, row.cells[place])
        texts += [text] if column.numeric else text.split()
    return int(Pt(size) * max(map(ems, texts), default=Decimal(1))) + 2 * EDGE


def ems(text: str) -> Decimal:
    """About how wide a bold word is, in heights of its letters; a little too wide rather than broken."""
    return sum(
        (NARROW if sign in ".,:;()/|’' " else LETTER if not sign.isupper() else CAPITAL for sign in text), Decimal(0)
    )


def margins_set(table: Any) -> None:
    """Narrow edges on the left and right of every cell."""
    edges = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(int(Mm(1).twips)))
        edge.set(qn("w:type"), "dxa")
        edges.append(edge)
    looks = table._tbl.tblPr.find(qn("w:tblLook"))
    if looks is None:
        table._tbl.tblPr.append(edges)
    else:
        looks.addprevious(edges)


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
