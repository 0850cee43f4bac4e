"""Word documents (Office Open XML): paragraphs, tables, notes, text boxes and running heads, read from the XML itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder, RawCell
from giaoban.kernel.extract.docx_styles import Styles
from giaoban.kernel.extract.legacy import typed_in
from giaoban.kernel.extract.model import BlockKind, Document
from giaoban.kernel.extract.normal import normal_text
from giaoban.kernel.extract.package import Package, attribute, local
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCK_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_WRAPPERS = _BLOCK_WRAPPERS | {"hyperlink", "fldSimple", "bdo", "dir"}
_GONE = frozenset({"del", "moveFrom"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_PAGE_NUMBER = re.compile(r"[\W_]*(?:trang|page)?[\W_]*(?:\d{0,4}(?:\s*(?:/|of|trên)\s*\d{0,4})?)[\W_]*", re.IGNORECASE)


def read(data: bytes, builder: Builder) -> Document:
    """The text in reading order: body with text boxes where they hang, then foot- and endnotes, then running heads
    once each.

    Errors: EXT-005 without a body, EXT-011, EXT-012, EXT-014, EXT-016, EXT-019, EXT-020; parsers' own on damage.
    """
    package = Package(data, builder.name, builder.limits)
    targets = package.relations("").values()
    main = next((path for kind, path in targets if kind == "officeDocument"), "word/document.xml")
    source = package.read(main)
    root = package.xml(main)
    body = next((child for child in root if local(child) == "body"), None) if root is not None else None
    if source is None or body is None:
        raise Problem("EXT-005", name=builder.name)
    for note, mark in (("macros", "vbaProject.bin"), ("embedded_files", "embeddings/"), ("comments", "comments.xml")):
        if any(mark in member for member in package.names()):
            builder.note(note)
    relations = package.relations(main)
    reader = _Reader(builder, Styles(package, relations))
    reader.blocks(body)
    _notes(package, relations, reader)
    _running(package, relations, reader)
    return builder.finish("docx")


def _notes(package: Package, relations: dict[str, tuple[str, str]], reader: _Reader) -> None:
    """Footnotes and endnotes that the body refers to, in the order of the file."""
    for kind, title in (("footnotes", "chú thích cuối trang"), ("endnotes", "chú thích cuối văn bản")):
        number = 0
        for note in _part(package, relations, kind, reader.builder):
            if (kind, attribute(note, "id")) in reader.referred:
                number += 1
                text = " ".join(filter(None, (reader.inline(p) for p in note.iter("{*}p"))))
                reader.builder.paragraph(text, kind="caption", address=f"{title} {number}")


def _running(package: Package, relations: dict[str, tuple[str, str]], reader: _Reader) -> None:
    """Texts of page heads and feet, each different one once; bare page numbers are left out."""
    seen: set[str] = set()
    for kind, title in (("header", "đầu trang"), ("footer", "chân trang")):
        for relation, path in relations.values():
            root = package.xml(path) if relation == kind else None
            for paragraph in root.iter("{*}p") if root is not None else ():
                text = normal_text(reader.inline(paragraph))
                if _PAGE_NUMBER.fullmatch(text) or text in seen:
                    continue
                seen.add(text)
                reader.builder.paragraph(text, kind="caption", address=title)
    reader.boxes.clear()


def _part(package: Package, relations: dict[str, tuple[str, str]], kind: str, builder: Builder) -> list[_Element]:
    for relation, path in relations.values():
        if relation == kind:
            try:
                root = package.xml(path)
            except Problem:
                raise
            except Exception:
                builder.note("missing_part")
                continue
            return list(root) if root is not None else []
    return []


class _Reader:
    """Walks the body once, adding to the builder."""

    def __init__(self, builder: Builder, styles: Styles) -> None:
        self.builder = builder
        self.styles = styles
        self.referred: set[tuple[str, str]] = set()
        self.boxes: list[_Element] = []

    def blocks(self, parent: _Element, prefix: str = "") -> None:
        """Every paragraph and table of a body, cell-like container or text box."""
        for child in parent:
            name = local(child)
            if name == "p":
                self.paragraph(child, prefix)
            elif name == "tbl":
                self.builder.table(self.cells(child))
                self.flush_boxes(prefix)
            elif name in _BLOCK_WRAPPERS:
                self.blocks(child, prefix)
            elif name in _GONE:
                self.builder.note("tracked_deletions")

    def paragraph(self, element: _Element, prefix: str) -> None:
        """One paragraph, its number or bullet in front, then the text boxes that hang on it."""
        text = self.inline(element)
        if text.strip():
            level = self.styles.heading_level(element)
            marker = self.styles.marker(element)
            kind: BlockKind | None = "heading" if level else "list_item" if marker and not marker[0].isalnum() else None
            self.builder.paragraph(marker + text, kind=kind, level=level, prefix=prefix)
        self.flush_boxes(prefix)

    def flush_boxes(self, prefix: str) -> None:
        """Read the text boxes met since the last call."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, prefix=prefix or "khung chữ, ")

    def inline(self, parent: _Element) -> str:
        """The text of a paragraph as it reads with all tracked changes accepted."""
        pieces: list[str] = []
        for child in parent:
            name = local(child)
            if name == "r":
                pieces.append(self.run(child))
            elif name in _WRAPPERS:
                if name in ("ins", "moveTo"):
                    self.builder.note("tracked_insertions")
                pieces.append(self.inline(child))
            elif name in _GONE:
                self.builder.note("tracked_deletions")
            elif name in ("oMath", "oMathPara"):
                pieces.append("".join(t.text or "" for t in child.iter("{*}t")))
            elif name == "AlternateContent":
                self.drawing(child)
        return "".join(pieces)

    def run(self, element: _Element) -> str:
        """The visible characters of a run; text boxes in it are set aside, references to notes remembered."""
        pieces: list[str] = []
        font = ""
        for child in element:
            name = local(child)
            if name == "rPr":
                if any(local(mark) == "vanish" and attribute(mark, "val", "1") not in ("0", "false") for mark in child):
                    self.builder.note("hidden_text")
                    return ""
                font = next((attribute(mark, "ascii") for mark in child if local(mark) == "rFonts"), "")
            elif name == "t":
                pieces.append(child.text or "")
            elif name in _CHARACTERS:
                pieces.append(_CHARACTERS[name])
            elif name in ("footnoteReference", "endnoteReference"):
                self.referred.add((name.removesuffix("Reference") + "s", attribute(child, "id")))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self.drawing(child)
        text = "".join(pieces)
        read = typed_in(font, text)
        if read != text:
            self.builder.note("legacy_font_read")
        return read

    def drawing(self, element: _Element) -> None:
        """Set aside the text boxes of a drawing, taking one of several renderings of the same thing; note pictures."""
        for child in element:
            name = local(child)
            if name == "txbxContent":
                self.boxes.append(child)
            elif name in ("blip", "imagedata"):
                self.builder.note("pictures")
            elif name == "Fallback" and any(local(other) == "Choice" for other in element):
                continue
            else:
                self.drawing(child)

    def cells(self, table: _Element) -> list[RawCell]:
        """The cells of a table; a vertically merged one stands once, with its span."""
        cells: list[RawCell] = []
        open_above: dict[int, RawCell] = {}
        for row, element in enumerate(_descend(table, "tr")):
            properties = _child(element, "trPr")
            column = _number(properties, "gridBefore", 0)
            header = _child(properties, "tblHeader") is not None
            if _child(properties, "del") is not None:
                self.builder.note("tracked_deletions")
                continue
            for item in _descend(element, "tc"):
                look = _child(item, "tcPr")
                span = _number(look, "gridSpan", 1)
                merge = _child(look, "vMerge")
                if merge is not None and attribute(merge, "val", "continue") == "continue" and column in open_above:
                    open_above[column].row_span += 1
                else:
                    cell = RawCell(self.cell_paragraphs(item), row, column, 1, span, header)
                    cells.append(cell)
                    open_above[column] = cell
                column += span
        return cells

    def cell_paragraphs(self, parent: _Element) -> list[str]:
        """The paragraphs of a cell, a table within it joined row by row."""
        found: list[str] = []
        for child in parent:
            name = local(child)
            if name == "p":
                text = self.inline(child)
                found.append(self.styles.marker(child) + text if text.strip() else "")
            elif name == "tbl":
                self.builder.note("nested_table")
                for row in _descend(child, "tr"):
                    inner = (" ".join(filter(None, self.cell_paragraphs(c))) for c in _descend(row, "tc"))
                    found.append(" ".join(filter(None, inner)))
            elif name in _BLOCK_WRAPPERS:
                found.extend(self.cell_paragraphs(child))
        return found


def _descend(parent: _Element, name: str) -> list[_Element]:
    """Children of a name, looking through content controls and tracked insertions."""
    found: list[_Element] = []
    for child in parent:
        if local(child) == name:
            found.append(child)
        elif local(child) in _BLOCK_WRAPPERS:
            found.extend(_descend(child, name))
    return found


def _child(parent: _Element | None, name: str) -> _Element | None:
    return next((child for child in parent if local(child) == name), None) if parent is not None else None


def _number(parent: _Element | None, name: str, default: int) -> int:
    child = _child(parent, name)
    value = attribute(child, "val") if child is not None else ""
    return min(int(value), 1000) if value.isdecimal() else default
