"""A document as a docx file that can come back."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from giaoban.kernel.docform import layout
from giaoban.kernel.docform.charts import chart_png, chart_table, described
from giaoban.kernel.docform.frame import foot_write, head_write
from giaoban.kernel.docform.marks import Role, block_mark, sealed
from giaoban.kernel.docform.model import (
    Annex,
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Table,
    words,
)  # fmt: skip
from giaoban.kernel.docform.paper import (
    ALIGNS,
    CENTRE,
    JUSTIFY,
    LEFT,
    RIGHT,
    Grid,
    blank,
    number_pages,
    origin_set,
    padded,
    page_set,
    properties_set,
)
from giaoban.kernel.docform.pen import Pen
from giaoban.kernel.docform.readback import ReadBlock, Reader
from giaoban.kernel.extract.model import DEFAULT

STILL = (1980, 1, 1, 0, 0, 0)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
"""A picture of one point, in the place of charts where only words and marks are wanted."""


def docx_bytes(document: Document, *, pictures: bool = True) -> bytes:
    """The document as the bytes of a docx file, A4, laid out as Decree 30/2020/NĐ-CP says; the same document gives the same bytes.

    Every block is a bookmark and every field a content control, by which `read_back` finds them in the edited file. Without `pictures`
    charts are a point: quicker, for comparing.
    """
    writer = filled(document, pictures=pictures)
    seal(document, writer)
    stream = BytesIO()
    writer.made.save(stream)
    return stilled(stream.getvalue())


def expected(document: Document) -> tuple[ReadBlock, ...]:
    """The blocks that `read_back` finds in a file of the document that nobody edited."""
    return blocks_in(filled(document, pictures=False))


def filled(document: Document, *, pictures: bool) -> Writer:
    """A file with all parts of the document."""
    made = docx.Document(BytesIO(blank(document.size)))
    properties_set(made, document)
    if document.origin:
        origin_set(made, document.origin)
    page_set(made.sections[0], landscape=False)
    number_pages(made.sections[0])
    writer, footed = Writer(made, pictures=pictures), False
    head_write(writer, document)
    for block in document.blocks:
        if isinstance(block, Annex) and not footed:
            foot_write(writer, document)
            footed = True
        writer.block(block)
    if not footed:
        foot_write(writer, document)
    return writer


def blocks_in(writer: Writer) -> tuple[ReadBlock, ...]:
    """What the reader sees in a file that is being written."""
    reader = Reader("", DEFAULT)
    reader.walk(writer.made.element.body)
    return tuple(reader.blocks)


def seal(document: Document, writer: Writer) -> None:
    """Write into every mark what its words are, as the reader reads them, and beside the head which blocks the file leaves with."""
    words_of = {mark: block.skeleton for block in blocks_in(writer) for mark in block.marks}
    starts = list(writer.made.element.body.iter(qn("w:bookmarkStart")))
    if document.origin:
        writer.marker.point(f"go_{document.origin}", starts[0])
    for start in starts:
        mark = start.get(qn("w:name"))
        if mark in words_of:
            start.set(qn("w:name"), sealed(mark, words_of[mark]))
    for block in document.blocks:
        if block_mark("b", block.id) in words_of:
            writer.marker.point(block_mark("z", block.id), starts[0])


def stilled(data: bytes) -> bytes:
    """The same package with no time of the clock in it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, STILL)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return stream.getvalue()


class Writer(Pen):
    """Writes blocks. `width` is that of the text on the page in mm."""

    def __init__(self, made: Any, *, pictures: bool) -> None:
        super().__init__(made)
        self.pictures = pictures
        self.width = 165

    def block(self, block: Block) -> None:
        """One block."""
        if isinstance(block, Heading):
            line = self.made.add_heading(layout.clean(block.text), level=block.level)
            line.paragraph_format.first_line_indent = Mm(layout.INDENT)
            line.alignment = LEFT  # a heading of two lines is not stretched
            self.marked("b", block.id, line)
        elif isinstance(block, Paragraph):
            self.paragraph(block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Chart):
            self.chart(block)
        elif isinstance(block, Annex):
            self.annex(block)
        else:
            self.page(block.landscape)

    def paragraph(self, block: Paragraph) -> None:
        """A paragraph of the text."""
        note, centred = block.kind == "note", block.kind == "centred"
        line = self.line(
            self.made,
            block.runs,
            size=layout.TABLE_SIZE if note else None,
            italic=note or block.kind == "basis",
            align=CENTRE if centred else JUSTIFY,
        )
        line.paragraph_format.space_after = Pt(6)
        if not centred:
            line.paragraph_format.first_line_indent = Mm(layout.INDENT)
        self.marked("b", block.id, line)

    def table(self, block: Table) -> None:
        """Caption, note of the unit, the table, its source."""
        self.caption("c", block.id, block.caption)
        if block.unit_note.strip():
            unit = self.line(
                self.made, words(layout.unit_line(block.unit_note)), size=layout.TABLE_SIZE, italic=True, align=RIGHT
            )
            unit.paragraph_format.keep_with_next = True
            unit.paragraph_format.space_after = Pt(2)
            self.marked("u", block.id, unit)
        self.grid(block, "b")
        if block.source.strip():
            source = self.line(self.made, words(block.source), size=layout.NOTE_SIZE, italic=True, align=JUSTIFY)
            self.marked("s", block.id, source)
        self.spacer(8)

    def caption(self, role: Role, name: str, text: str) -> None:
        """The words above a table or a chart, on one page with it."""
        if not text.strip():
            return
        line = self.line(self.made, words(text), bold=True)
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(6), Pt(3)
        self.marked(role, name, line)

    def grid(self, block: Table, role: Role) -> None:
        """The ruled table; its head comes again on every page, no row is cut."""
        table = self.made.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        padded(table)
        widths = [Mm(width) for width in layout.widths(block, self.width)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        grid = Grid(table, widths)
        first: Any = None
        for heads in layout.head_rows(block.columns):
            grid.row("tblHeader")
            for each in heads:
                grid.covered(each.at)
                cell = grid.cell(each.span, down=each.down)
                size = layout.NOTE_SIZE if each.mark else layout.TABLE_SIZE
                line = self.line(cell, words(each.text), size=size, bold=not each.mark, italic=each.mark)
                line.paragraph_format.keep_with_next = True
                first = first or line
            grid.covered(len(block.columns))
        self.marked(role, block.id, first)
        for row in block.rows:
            grid.row()
            at = 0
            for each_cell in row.cells:
                align = ALIGNS["left" if each_cell.span > 1 else block.columns[at].align]
                cell = grid.cell(each_cell.span)
                line = self.line(cell, each_cell.runs, size=layout.TABLE_SIZE, bold=row.kind != "data", align=align)
                if row.kind == "group":
                    line.paragraph_format.keep_with_next = True  # a heading never stands alone at the foot of a page
                at += each_cell.span

    def chart(self, block: Chart) -> None:
        """Title, picture with its numbers as a text for who cannot see it, the numbers as a table."""
        self.caption("c", block.id, block.title)
        line = self.made.add_paragraph()
        line.alignment = CENTRE
        line.paragraph_format.keep_with_next = block.with_table
        picture = BytesIO(chart_png(block) if self.pictures else DOT)
        shape = line.add_run().add_picture(picture, width=Mm(self.width if self.pictures else 1))
        shape._inline.docPr.set("title", layout.clean(block.title))
        shape._inline.docPr.set("descr", described(block))
        self.marked("b", block.id, line)
        if block.with_table:
            self.grid(chart_table(block), "d")
        self.spacer(8)

    def annex(self, block: Annex) -> None:
        """The head of an annex on its own page."""
        self.page(block.landscape)
        number = self.line(self.made, words(layout.annex_line(block.number)), size=14, bold=True)
        self.marked("b", block.id, number)
        if block.title.strip():
            self.marked(
                "n", block.id, self.line(self.made, words(layout.clean(block.title).upper()), size=14, bold=True)
            )
        if block.note.strip():
            note = self.line(self.made, words(block.note), italic=True)
            note.paragraph_format.space_after = Pt(6)
            self.marked("s", block.id, note)

    def page(self, landscape: bool) -> None:
        """A new page, upright or landscape."""
        section = self.made.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        page_set(section, landscape=landscape)
        self.width = 257 if landscape else 165
