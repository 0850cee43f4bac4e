"""A letter as a docx file. Sizes, margins and styles: Decree 30/2020/NĐ-CP, annex I, part I."""

from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from giaoban.records.documents.letter import Letter

FONT = "Times New Roman"
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
LEFT_WIDTH, RIGHT_WIDTH = Mm(61), Mm(104)


def to_docx(letter: Letter) -> bytes:
    """The whole document as the bytes of a docx file; A4, margins 20/20/30/15 mm, page number above from the second page on."""
    made = docx.Document()
    page_set(made)
    head_write(made, letter)
    kind_write(made, letter)
    for text in letter.paragraphs:
        line = written(made, text, size=14, align=JUSTIFY)
        line.paragraph_format.first_line_indent = Cm(1.27)
        line.paragraph_format.space_after = Pt(6)
    foot_write(made, letter)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def page_set(made: Any) -> None:
    """Paper, margins, font, and the number of the page."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)


def written(
    where: Any,
    text: str,
    *,
    size: int,
    bold: bool = False,
    italic: bool = False,
    align: Any = CENTRE,
    first: bool = False,
) -> Any:
    """Add a line; in a cell the first one takes the paragraph that is there."""
    line = where.paragraphs[0] if first else where.add_paragraph()
    run = line.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    line.alignment = align
    return line


def ruled(where: Any, *, sides: int) -> None:
    """A thin line below what was written, drawn as the border of an empty line; `sides`: the room left and right of it in mm."""
    line = where.add_paragraph()
    line.alignment = CENTRE
    line.paragraph_format.line_spacing, line.paragraph_format.space_before = Pt(3), Pt(2)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(sides)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    line._p.get_or_add_pPr().append(borders)


def columns(made: Any) -> Any:
    """The two columns of head and foot."""
    table = made.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells = table.rows[0].cells
    for place, width in enumerate((LEFT_WIDTH, RIGHT_WIDTH)):
        table.columns[place].width = cells[place].width = width
    return cells


def head_write(made: Any, letter: Letter) -> None:
    """Issuer and number on the left; the state's or the Party's name, place and day on the right."""
    left, right = columns(made)
    for place, line in enumerate(letter.issuer):
        written(left, line, size=13, bold=True, first=place == 0)
    if letter.party:
        written(left, "*", size=13)
    else:
        ruled(left, sides=18)
    written(left, letter.number, size=13)
    if not letter.kind:
        written(left, f"V/v {letter.subject}", size=12).paragraph_format.space_before = Pt(6)
    name, motto = letter.head
    written(right, name, size=15 if letter.party else 12, bold=True, first=True)
    if motto:
        written(right, motto, size=13, bold=True)
    ruled(right, sides=22)
    written(right, letter.place_and_day, size=14, italic=True).paragraph_format.space_before = Pt(3)


def kind_write(made: Any, letter: Letter) -> None:
    """The name of the kind and the subject below it; a letter has its subject under the number instead."""
    made.add_paragraph()
    if not letter.kind:
        return
    written(made, letter.kind, size=14, bold=True)
    written(made, letter.subject, size=14, bold=True)
    ruled(made, sides=58)
    made.add_paragraph().paragraph_format.line_spacing = Pt(8)


def foot_write(made: Any, letter: Letter) -> None:
    """Recipients on the left, the signature on the right, kept together on one page."""
    made.add_paragraph()
    left, right = columns(made)
    row = left._tc.getparent()
    keep = OxmlElement("w:cantSplit")
    row.get_or_add_trPr().append(keep)
    written(left, "Nơi nhận:", size=12, bold=True, italic=True, align=WD_ALIGN_PARAGRAPH.LEFT, first=True)
    for name in letter.recipients:
        written(left, name, size=11, align=WD_ALIGN_PARAGRAPH.LEFT)
    for place, line in enumerate(letter.signed_as or ("",)):
        written(right, line, size=14, bold=True, first=place == 0)
    for _ in range(4):
        right.add_paragraph()
    written(right, letter.signer, size=14, bold=True)
