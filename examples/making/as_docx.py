"""A Word document in the layout of Nghị định 30/2020/NĐ-CP: A4, margins 20-20-30-20 mm, Times New Roman 14."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from making.repack import repacked
from making.source import Part, Source

FONT = "Times New Roman"
BODY = 14
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def make(source: Source) -> bytes:
    """The bytes of the docx, the same on every run."""
    document = docx.Document()
    _page(document)
    _letterhead(document, source)
    _title(document, source)
    for part in source.parts:
        _part(document, part)
    _signatures(document, source)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    header = section.header.paragraphs[0]
    header.alignment = CENTRE
    run = header.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _line(
    paragraph: Paragraph,
    text: str,
    size: float = BODY,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = CENTRE,
) -> Paragraph:
    if align is not None:
        paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size, run.font.name = bold, italic, Pt(size), FONT
    return paragraph


def _ruled(cell: _Cell, indent: float) -> None:
    """A short line under the paragraph above: an empty paragraph with a top border, indented from both sides."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(indent)
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_before = Pt(6), Pt(2)
    _border(paragraph)


def _border(paragraph: Paragraph) -> None:
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(borders)


def _letterhead(document: Document, source: Source) -> None:
    table = _grid(document, 2, (5.8, 10.6))
    left, right = table.rows[0].cells
    _line(left.paragraphs[0], source.superior, 13)
    _line(left.add_paragraph(), source.body, 13, bold=True)
    _ruled(left, 1.8)
    _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    _ruled(right, 2.2)
    left, right = table.rows[1].cells
    _line(left.paragraphs[0], source.number, 13)
    _line(right.paragraphs[0], source.date, 14, italic=True)


def _grid(document: Document, rows: int, widths: tuple[float, ...]) -> Table:
    table: Table = document.add_table(rows, len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def _title(document: Document, source: Source) -> None:
    heading = _line(document.add_paragraph(), source.type, 14, bold=True)
    heading.paragraph_format.space_before = Pt(18)
    _line(document.add_paragraph(), source.subject, 14, bold=True)
    rule = document.add_paragraph()
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Cm(5.5)
    rule.paragraph_format.space_before, rule.paragraph_format.space_after = Pt(3), Pt(6)
    rule.paragraph_format.line_spacing = Pt(6)
    _border(rule)


def _part(document: Document, part: Part) -> None:
    if part.kind == "table":
        _data(document, part.rows)
        return
    paragraph = document.add_paragraph()
    bold = part.kind in ("heading", "subheading")
    _line(paragraph, part.text, BODY, bold=bold, align=None if bold else WD_ALIGN_PARAGRAPH.JUSTIFY)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = Cm(1.27), Pt(3), Pt(3)
    form.keep_with_next = bold
    if bold:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "0" if part.kind == "heading" else "1")
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.append(level)


def _data(document: Document, rows: list[list[str]]) -> None:
    wide = 16.0 / (len(rows[0]) + 1)
    table = _grid(document, len(rows), (2 * wide, *[wide] * (len(rows[0]) - 1)))
    table.style = "Table Grid"
    for index, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            centred = index == 0 or column > 0
            _line(cell.paragraphs[0], text, 13, bold=index == 0, align=CENTRE if centred else None)
            cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    header = OxmlElement("w:tblHeader")
    properties: Any = table.rows[0]._tr.get_or_add_trPr()
    properties.append(header)
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _signatures(document: Document, source: Source) -> None:
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    columns = max(2, len(source.signs))
    table = _grid(document, 1, tuple([16.0 / columns] * columns))
    cells = list(table.rows[0].cells)
    for cell, (capacities, person) in zip(cells[-len(source.signs) :], source.signs, strict=True):
        for number, capacity in enumerate(capacities):
            _line(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), capacity, 14, bold=True)
        for _ in range(4):
            cell.add_paragraph()
        _line(cell.add_paragraph(), person, 14, bold=True)
    first = document.add_paragraph() if len(source.signs) == columns else cells[0].paragraphs[0]
    _line(first, "Nơi nhận:", 12, bold=True, italic=True, align=None)
    for text in source.recipients:
        _line(
            document.add_paragraph() if len(source.signs) == columns else cells[0].add_paragraph(), text, 11, align=None
        )
