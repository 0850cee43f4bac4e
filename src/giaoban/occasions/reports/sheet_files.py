"""The findings sheet as a docx file, and as a PDF where the program that sets it is installed."""

import json
from io import BytesIO
from typing import Any

import docx
from django.utils.translation import get_language
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from giaoban.kernel.docform.setting import typeset
from giaoban.occasions.reports.sheet import SIGNER, TITLE, Line, Sheet
from giaoban.records.documents.rendering import page_set, written

LEFT = WD_ALIGN_PARAGRAPH.LEFT
WIDTHS = (12, 68, 60, 25)
"""Columns in mm: number, words of the report, finding, what is asked for."""


def to_docx(sheet: Sheet) -> bytes:
    """The sheet as the bytes of a docx file, A4, in the type and margins of administrative documents."""
    made = docx.Document()
    page_set(made)
    written(made, sheet.body.upper(), size=13, bold=True, first=False)
    written(made, str(TITLE).upper(), size=14, bold=True).paragraph_format.space_before = Pt(12)
    written(made, sheet.title, size=14, bold=True).paragraph_format.space_after = Pt(8)
    for label, value in sheet.facts:
        line = made.add_paragraph()
        run = line.add_run(f"{label}: ")
        run.bold, run.font.size = True, Pt(13)
        line.add_run(value).font.size = Pt(13)
    opening = written(made, sheet.opening, size=13, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    opening.paragraph_format.space_before = opening.paragraph_format.space_after = Pt(6)
    if sheet.count:
        rows_write(made, sheet)
    written(
        made, sheet.place_and_day, size=13, italic=True, align=WD_ALIGN_PARAGRAPH.RIGHT
    ).paragraph_format.space_before = Pt(12)
    signer = written(made, str(SIGNER), size=13, bold=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
    signer.paragraph_format.right_indent = Mm(12)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def rows_write(made: Any, sheet: Sheet) -> None:
    """The table: a heading row that comes again on every page, a row for each kind of finding, one for each finding."""
    table = made.add_table(rows=1, cols=len(WIDTHS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for place, head in enumerate(sheet.heads):
        table.columns[place].width = Mm(WIDTHS[place])
        cell_write(table.rows[0].cells[place], [(head, True, False)], place, align=WD_ALIGN_PARAGRAPH.CENTER)
    marked(table.rows[0], "w:tblHeader")
    for heading, lines in sheet.groups:
        row = table.add_row()
        merged = row.cells[0].merge(row.cells[-1])
        cell_write(merged, [(f"{heading} ({len(lines)})", True, False)], None)
        marked(row, "w:cantSplit")
        for line in lines:
            line_write(table.add_row(), line)


def line_write(row: Any, line: Line) -> None:
    """One finding."""
    marked(row, "w:cantSplit")
    cell_write(row.cells[0], [(str(line.number), False, False)], 0, align=WD_ALIGN_PARAGRAPH.CENTER)
    words = [(line.before, False, False), (line.quote, True, False), (line.after, False, False)]
    cell_write(row.cells[1], [word for word in words if word[0]], 1)
    cell_write(row.cells[2], [(line.message, False, False)], 2)
    if line.formula:
        added = row.cells[2].add_paragraph()
        run = added.add_run(line.formula)
        run.italic, run.font.size = True, Pt(11)
    cell_write(row.cells[3], [(line.wanted, False, False)], 3)


def cell_write(cell: Any, runs: list[tuple[str, bool, bool]], place: int | None, *, align: Any = LEFT) -> None:
    """Runs (text, bold, italic) into the first paragraph of a cell; `place`: the column whose width it gets."""
    line = cell.paragraphs[0]
    line.alignment = align
    for text, bold, italic in runs:
        run = line.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(12)
    if place is not None:
        cell.width = Mm(WIDTHS[place])


def marked(row: Any, name: str) -> None:
    """Say of a table row that it heads every page, or is not broken between two."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def to_pdf(sheet: Sheet) -> bytes:
    """The sheet as the bytes of a PDF file."""
    facts = {
        "body": sheet.body,
        "title": sheet.title,
        "facts": [list(pair) for pair in sheet.facts],
        "heading": str(TITLE).upper(),
        "opening": sheet.opening,
        "heads": list(sheet.heads),
        "groups": [
            {"heading": f"{heading} ({len(lines)})", "lines": [told(line) for line in lines]}
            for heading, lines in sheet.groups
        ],
        "day": sheet.place_and_day,
        "signer": str(SIGNER),
        "language": get_language() or "vi",
    }
    return typeset(PAGE.encode(), dated=False, sheet=json.dumps(facts, ensure_ascii=False))


def told(line: Line) -> dict[str, str]:
    """A line as the page below reads it: everything is text, nothing is markup."""
    return {
        name: str(getattr(line, name))
        for name in ("number", "before", "quote", "after", "message", "formula", "wanted")
    }


PAGE = """
#let sheet = json(bytes(sys.inputs.sheet))
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set page(numbering: (n, ..) => if n > 1 [#n], number-align: top + center)
#set text(font: "Liberation Serif", size: 13pt, lang: sheet.language)
#set document(title: sheet.title)
#align(center)[
  #text(weight: "bold")[#upper(sheet.body)]
  #v(6pt)
  #text(size: 14pt, weight: "bold")[#sheet.heading] \\
  #text(size: 14pt, weight: "bold")[#sheet.title]
]
#for fact in sheet.facts [#text(weight: "bold")[#fact.at(0):] #fact.at(1) \\ ]
#par(justify: true)[#sheet.opening]
#if sheet.groups.len() > 0 {
  set text(size: 12pt)
  set table.cell(breakable: false)
  table(
    columns: (12mm, 68mm, 1fr, 26mm),
    inset: 4pt,
    table.header(..sheet.heads.map(head => align(center)[*#head*])),
    ..for group in sheet.groups {
      (table.cell(colspan: 4)[*#group.heading*],)
      for line in group.lines {
        (
          align(center)[#line.number],
          [#line.before*#line.quote*#line.after],
          [#line.message#if line.formula != "" [ \\ #text(size: 11pt, style: "italic")[#line.formula]]],
          [#line.wanted],
        )
      }
    }
  )
}
#v(8pt)
#align(right)[#emph(sheet.day) \\ #text(weight: "bold")[#sheet.signer]#h(12mm)]
"""
