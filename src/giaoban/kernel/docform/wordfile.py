"""A document as a docx file that can come back."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from giaoban.kernel.docform import layout
from giaoban.kernel.docform.charts import chart_png, chart_table, described
from giaoban.kernel.docform.marks import Role, block_mark
from giaoban.kernel.docform.model import (
    Annex,
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Run,
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
    Marker,
    element,
    number_pages,
    padded,
    page_set,
    properties_set,
    put,
    rule,
    sized_style,
    styles_set,
)  # fmt: skip

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
    made = docx.Document()
    styles_set(made, document.size)
    properties_set(made, document)
    page_set(made.sections[0], landscape=False)
    number_pages(made.sections[0])
    writer = Writer(made, document, pictures)
    writer.head()
    for block in document.blocks:
        if isinstance(block, Annex) and not writer.footed:
            writer.foot()
        writer.block(block)
    if not writer.footed:
        writer.foot()
    stream = BytesIO()
    made.save(stream)
    return stilled(stream.getvalue())


def stilled(data: bytes) -> bytes:
    """The same package with no time of the clock in it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, STILL)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return stream.getvalue()


class Writer:
    """One file being written, from the head down. `width` is that of the text on the page in mm."""

    def __init__(self, made: Any, document: Document, pictures: bool) -> None:
        self.made, self.document, self.pictures = made, document, pictures
        self.marker = Marker()
        self.width = 165
        self.footed = False

    def line(
        self,
        where: Any,
        runs: Sequence[Run],
        *,
        size: int | None = None,
        bold: bool = False,
        italic: bool = False,
        align: Any = CENTRE,
    ) -> Any:
        """A paragraph; in an empty cell the one that is there."""
        paragraphs = where.paragraphs
        empty = where is not self.made and len(paragraphs) == 1 and not list(paragraphs[0]._p)
        line = paragraphs[0] if empty else where.add_paragraph()
        line.alignment = align
        if size is not None:
            line._p.style = sized_style(size)
        return put(self.marker, line, runs, bold=bold, italic=italic)

    def marked(self, role: Role, name: str, first: Any, last: Any | None = None) -> None:
        """Give a block or a part its mark."""
        self.marker.around(block_mark(role, name), first, last or first)

    def columns(self, widths: tuple[int, int]) -> Any:
        """Two cells side by side, without borders."""
        table = self.made.add_table(rows=1, cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        table.rows[0]._tr.get_or_add_trPr().append(element("cantSplit"))
        for place, width in enumerate(widths):
            table.columns[place].width = table.rows[0].cells[place].width = Mm(width)
        return table.rows[0].cells

    def head(self) -> None:
        """Who issues it, number, the state's or the Party's name, place and day; kind and subject; who it is written to."""
        words_of = layout.head_of(self.document)
        wide, right_wide = layout.HEAD_WIDTHS
        left, right = self.columns(layout.HEAD_WIDTHS)
        for text in words_of.superior:
            self.line(left, words(text), size=13)
        for text in words_of.issuer:
            self.line(left, words(text), size=13, bold=True)
        if self.document.letterhead.party:
            self.line(left, words("*"), size=13)
        else:
            rule(
                left.add_paragraph(),
                width=layout.ruled((words_of.issuer or (" " * 30,))[-1], 13) * 0.45,
                whole=wide - 4,
            )
        self.line(left, words(words_of.number), size=13).paragraph_format.space_before = Pt(3)
        if words_of.subject:
            self.line(left, words(words_of.subject), size=12).paragraph_format.space_before = Pt(6)
        self.line(right, words(words_of.nation), size=13 if words_of.motto else 15, bold=True)
        if words_of.motto:
            self.line(right, words(words_of.motto), size=14, bold=True)
        ruled = layout.ruled(words_of.motto, 14) if words_of.motto else layout.ruled(words_of.nation, 15)
        rule(right.add_paragraph(), width=ruled, whole=right_wide - 4)
        day = self.line(right, words(words_of.day), size=14, italic=True)
        day.paragraph_format.space_before = Pt(3)
        self.marked("p", "head", left.paragraphs[0])
        self.title()

    def title(self) -> None:
        """Kind and subject of a named document; who a letter is written to."""
        self.spacer(10)
        if self.document.title:
            kind = self.line(self.made, words(layout.clean(self.document.title).upper()), size=14, bold=True)
            self.marked("p", "title", kind)
        if self.document.title and self.document.about:
            about = self.line(self.made, words(self.document.about), size=14, bold=True)
            self.marked("p", "about", about)
            rule(self.made.add_paragraph(), width=min(60.0, layout.ruled(self.document.about, 14) * 0.45), whole=165)
            self.spacer(6)
        for place, text in enumerate(layout.to_lines(self.document)):
            line = self.line(self.made, words(text), align=CENTRE if len(self.document.to) == 1 else LEFT)
            if len(self.document.to) > 1:
                line.paragraph_format.left_indent = Mm(30 if place == 0 else 45)
            self.marked("p", f"to{place}", line)
        if self.document.to:
            self.spacer(8)

    def spacer(self, points: int, *, keep: bool = False) -> None:
        """An empty line."""
        line = self.made.add_paragraph()
        line.paragraph_format.line_spacing = Pt(points)
        line.paragraph_format.keep_with_next = keep

    def block(self, block: Block) -> None:
        """One block."""
        if isinstance(block, Heading):
            line = self.made.add_heading(layout.clean(block.text), level=block.level)
            line.paragraph_format.first_line_indent = Mm(layout.INDENT)
            line.alignment = JUSTIFY
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
                self.line(cell, each_cell.runs, size=layout.TABLE_SIZE, bold=row.kind != "data", align=align)
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

    def foot(self) -> None:
        """Who receives it on the left, who signs on the right, together on one page; annexes come after it."""
        self.footed = True
        signature, recipients = self.document.signature, layout.recipient_lines(self.document)
        if signature is None and not recipients:
            return
        self.spacer(10, keep=True)
        left, right = self.columns(layout.FOOT_WIDTHS)
        if recipients:
            self.line(left, words(layout.RECIPIENT_WORDS), size=12, bold=True, italic=True, align=LEFT)
        for text in recipients:
            self.line(left, words(text), size=layout.NOTE_SIZE, align=LEFT)
        if signature is not None:
            for text in signature.lines:
                self.line(right, words(layout.clean(text).upper()), size=14, bold=True)
            for _ in range(4):
                right.add_paragraph()
            self.line(right, words(signature.name), size=14, bold=True)
        self.marked("p", "foot", left.paragraphs[0])
