"""What a docx is made of: page, paragraphs, rules, marks, fields. Sizes are those of `layout`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from giaoban.kernel.docform.layout import FONTS, LANDSCAPE_MARGINS, MARGINS, PADDING, PAPER, clean
from giaoban.kernel.docform.marks import PROPERTY, field_mark
from giaoban.kernel.docform.model import Document, Field, Run

CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
ALIGNS = {"left": LEFT, "centre": CENTRE, "right": RIGHT}
KEPT = re.compile(r"Normal|Heading[1-3](Char)?|Header(Char)?|DefaultParagraphFont|TableNormal|TableGrid|NoList|Size\d+")
UNUSED = frozenset({"stylesWithEffects", "thumbnail", "customXml", "numbering"})
SIZES = (11, 12, 13, 14, 15)
"""Sizes of parts that are not the text. They are styles, not marks on words: LibreOffice forgets the size of words in a content control."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = f"{OFFICE}/relationships/custom-properties"
CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
)
"""A file with one property of its own."""
UNKNOWN = datetime(1980, 1, 1, tzinfo=UTC)
"""What a file says about when it was made where the document has no day."""


def element(tag: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML with attributes of its own name space."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def page_set(section: Any, *, landscape: bool) -> None:
    """Paper and margins of a section."""
    wide, high = reversed(PAPER) if landscape else PAPER
    top, bottom, left, right = LANDSCAPE_MARGINS if landscape else MARGINS
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(10)


@cache
def blank(size: int) -> bytes:
    """An empty file whose text is `size` pt: the library's own without the 150 styles and the parts that no document here uses."""
    made = docx.Document()
    styles_set(made, size)
    sheet = made.styles.element
    for style in sheet.findall(qn("w:style")):
        if not KEPT.match(style.get(qn("w:styleId"))):
            sheet.remove(style)
    for relations in (made.part.rels, made.part.package.rels):
        for name in [name for name, each in relations.items() if each.reltype.rpartition("/")[2] in UNUSED]:
            del relations[name]
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def styles_set(made: Any, size: int) -> None:
    """Font, size, language; headings black and in the same font, so that Word's outline works."""
    for name, level in (("Normal", 0), ("Heading 1", 1), ("Heading 2", 2), ("Heading 3", 3)):
        style = made.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), FONTS[0])
        style.font.size = Pt(size)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
        if level:
            for colour in style.element.rPr.findall(qn("w:color")):
                style.element.rPr.remove(colour)
            style.font.bold, style.font.italic = True, level == 3
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)
            style.paragraph_format.keep_with_next = True
    for points in SIZES:
        sized = made.styles.add_style(f"Cỡ chữ {points}", WD_STYLE_TYPE.PARAGRAPH)
        sized.style_id = sized_style(points)
        sized.base_style, sized.font.size = made.styles["Normal"], Pt(points)
    rpr = made.styles["Normal"].element.rPr
    rpr.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))


def sized_style(points: int) -> str:
    """The id of the style of a paragraph whose size is not that of the text."""
    return f"Size{points}"


def properties_set(made: Any, document: Document) -> None:
    """What the file says about itself; its days are those of the document, never of the clock."""
    found = made.core_properties
    title = clean(f"{document.title} {document.about}".strip())
    found.title, found.author = title[:255], clean(" ".join(document.letterhead.issuer))[:255]
    found.last_modified_by, found.comments, found.language = "", "", "vi-VN"
    day: date | None = document.on
    found.created = found.modified = UNKNOWN if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def origin_set(made: Any, origin: str) -> None:
    """Write which edition it is among the file's own properties: words may lose their bookmarks, a file keeps its properties."""
    blob = CUSTOM.format(name=PROPERTY, value=origin).encode()
    package = made.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, blob, package), CUSTOM_RELATION)


def number_pages(section: Any) -> None:
    """The number of the page centred in the upper margin, from the second page on."""
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = CENTRE
    line._p.append(element("fldSimple", instr="PAGE"))


def rule(line: Any, *, width: float, whole: float) -> None:
    """A thin line `width` mm wide in the middle of `whole` mm, as the upper border of an empty paragraph."""
    side = max(0.0, (whole - width) / 2)
    line.alignment = CENTRE
    line.paragraph_format.line_spacing = Pt(4)
    line.paragraph_format.space_before = Pt(1)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(side)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="1", color="000000"))
    line._p.get_or_add_pPr().append(borders)
    order(line._p.pPr)


ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs",
    "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""Properties of a paragraph in the order that the schema asks for (Word refuses some files that break it)."""


def order(properties: Any) -> None:
    """Put the properties of a paragraph in the schema's order."""
    ranks = {qn(f"w:{name}"): place for place, name in enumerate(ORDER)}
    properties[:] = sorted(properties, key=lambda each: ranks[each.tag])


def padded(table: Any) -> None:
    """Narrow inner margins, so that numbers keep to one line."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=str(round(PADDING * 1440 / 25.4)), type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


class Grid:
    """A table filled cell by cell from left to right, row by row: the library's own way takes a look at every cell for each."""

    def __init__(self, table: Any, widths: Sequence[int]) -> None:
        self.table, self.widths = table, widths
        self.at = 0
        self._row: Any = None

    def row(self, *marks: str) -> None:
        """A new row that is not cut between two pages; `marks`: what else it is ("tblHeader")."""
        self._row, self.at = element("tr"), 0
        properties = element("trPr")
        properties.extend(element(mark) for mark in ("cantSplit", *marks))
        self._row.append(properties)
        self.table._tbl.append(self._row)

    def cell(self, span: int = 1, *, down: int = 1) -> Any:
        """The next cell, over `span` columns and `down` rows."""
        return self._cell(span, "restart" if down > 1 else "")

    def covered(self, until: int) -> None:
        """The next cells, as far as column `until`, are part of those above them."""
        while self.at < until:
            self._cell(1, "continue")

    def _cell(self, span: int, merge: str) -> Any:
        properties = element("tcPr")
        width = sum(self.widths[self.at : self.at + span])
        properties.append(element("tcW", w=str(round(width / 635)), type="dxa"))
        if span > 1:
            properties.append(element("gridSpan", val=str(span)))
        if merge:
            properties.append(element("vMerge", val=merge))
        properties.append(element("vAlign", val="center"))
        made = element("tc")
        made.append(properties)
        made.append(element("p"))
        self._row.append(made)
        self.at += span
        return _Cell(made, self.table)


class Marker:
    """Gives marks and their numbers; one for each file."""

    def __init__(self) -> None:
        self._ids = 0
        self._fields = 0

    def around(self, mark: str, first: Any, last: Any) -> None:
        """Put a bookmark before the content of paragraph `first` and after that of `last`."""
        start, end = self.pair(mark)
        properties = first._p.pPr
        if properties is None:
            first._p.insert(0, start)
        else:
            properties.addnext(start)
        last._p.append(end)

    def pair(self, mark: str) -> tuple[Any, Any]:
        """Start and end of a bookmark."""
        self._ids += 1
        number = str(self._ids)
        return element("bookmarkStart", id=number, name=mark), element("bookmarkEnd", id=number)

    def point(self, mark: str, before: Any) -> None:
        """A bookmark around nothing, before an element."""
        for each in self.pair(mark):
            before.addprevious(each)

    def field(self, line: Any, field: Field, *, bold: bool, italic: bool) -> None:
        """A content control with the number, inside a bookmark of the same name."""
        self._fields += 1
        mark = field_mark(field.key, self._fields, clean(field.shown))
        run = dress(line.add_run(clean(field.shown)), bold=field.bold or bold, italic=field.italic or italic)
        control, properties, content = element("sdt"), element("sdtPr"), element("sdtContent")
        if run._r.rPr is not None:
            properties.append(deepcopy(run._r.rPr))
        properties.append(element("alias", val="Số liệu"))
        properties.append(element("tag", val=mark))
        properties.append(element("id", val=str(900_000 + self._fields)))
        properties.append(element("text"))
        control.append(properties)
        control.append(content)
        start, end = self.pair(mark)
        run._r.addprevious(start)
        start.addnext(control)
        content.append(run._r)
        control.addnext(end)


def dress(run: Any, *, bold: bool, italic: bool) -> Any:
    """Say of a run only what its style does not."""
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    return run


def put(marker: Marker, line: Any, runs: Iterable[Run], *, bold: bool = False, italic: bool = False) -> Any:
    """Write runs into a paragraph; a line break in a text is one in the paragraph."""
    for run in runs:
        if isinstance(run, Field):
            marker.field(line, run, bold=bold, italic=italic)
        else:
            dress(line.add_run(clean(run.text)), bold=run.bold or bold, italic=run.italic or italic)
    return line
