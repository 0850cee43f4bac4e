"""OpenDocument text (LibreOffice Writer)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder, RawCell
from giaoban.kernel.extract.docx_styles import spelled
from giaoban.kernel.extract.model import Document
from giaoban.kernel.extract.opendocument import content
from giaoban.kernel.extract.package import attribute, local
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_SECTIONS = frozenset({"section", "index-body", "text-box", "frame", "custom-shape", "g"})
_SKIPPED = frozenset({"note-citation", "annotation-end", "tracked-changes"})
_SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
MAX_SPACES = 64


def read(data: bytes, builder: Builder) -> Document:
    """Paragraphs, lists, tables and text boxes in order, then notes. Errors: EXT-007, EXT-011, EXT-012, EXT-014,
    EXT-016, EXT-019.
    """
    root = content(data, builder)
    body = next(root.iter("{*}text"), None) if root is not None else None
    if root is None or body is None:
        raise Problem("EXT-007", name=builder.name)
    reader = _Reader(builder, _list_styles(root))
    reader.blocks(body)
    for number, text in enumerate(reader.footnotes, start=1):
        builder.paragraph(text, kind="caption", address=f"chú thích {number}")
    return builder.finish("odt")


def _list_styles(root: _Element) -> dict[str, dict[int, tuple[str, str, str]]]:
    """Name of list style -> depth (from 1) -> (shape or "bullet", prefix, suffix)."""
    found: dict[str, dict[int, tuple[str, str, str]]] = {}
    for style in root.iter("{*}list-style"):
        levels = found.setdefault(attribute(style, "name"), {})
        for level in style:
            depth = attribute(level, "level")
            shape = "bullet" if "bullet" in local(level) else _SHAPES.get(attribute(level, "num-format"), "")
            if depth.isdecimal():
                levels[int(depth)] = (shape, attribute(level, "num-prefix"), attribute(level, "num-suffix"))
    return found


class _Reader:
    """Walks the body once, adding to the builder."""

    def __init__(self, builder: Builder, lists: dict[str, dict[int, tuple[str, str, str]]]) -> None:
        self.builder = builder
        self.lists = lists
        self.footnotes: list[str] = []
        self.boxes: list[_Element] = []

    def blocks(self, parent: _Element) -> None:
        """Every block of a body, section or text box."""
        for child in parent:
            name = local(child)
            if name in ("p", "h"):
                self.paragraph(child)
            elif name == "list":
                self.items(child, 1, "")
            elif name == "table":
                self.builder.table(self.cells(child))
                self.flush_boxes()
            elif name in _SECTIONS:
                self.blocks(child)
            elif name == "tracked-changes" and any(local(change) == "deletion" for change in child.iter()):
                self.builder.note("tracked_deletions")

    def paragraph(self, element: _Element, marker: str = "") -> None:
        """One paragraph or heading behind its marker, then the text boxes in it."""
        text = self.inline(element)
        if text.strip():
            if local(element) == "h":
                level = attribute(element, "outline-level", "1")
                self.builder.paragraph(marker + text, kind="heading", level=int(level) if level.isdecimal() else 1)
            else:
                self.builder.paragraph(marker + text, kind="list_item" if marker == "- " else None)
        self.flush_boxes()

    def flush_boxes(self) -> None:
        """Read the text boxes met since the last call."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def items(self, element: _Element, depth: int, inherited: str) -> None:
        """The items of a list, each behind its number or bullet."""
        style = attribute(element, "style-name") or inherited
        shape, before, after = self.lists.get(style, {}).get(depth, ("bullet", "", ""))
        count = 0
        for item in element:
            start = attribute(item, "start-value")
            count = int(start) if start.isdecimal() else count + 1
            marker = "- " if shape == "bullet" else f"{before}{spelled(count, shape)}{after} " if shape else ""
            for child in item:
                if local(child) == "list":
                    self.items(child, depth + 1, style)
                elif local(child) in ("p", "h"):
                    self.paragraph(child, marker)
                    marker = ""

    def inline(self, element: _Element) -> str:
        """The text of a paragraph; notes and text boxes are set aside."""
        pieces = [element.text or ""]
        for child in element:
            pieces.append(self.piece(child))
            pieces.append(child.tail or "")
        return "".join(pieces)

    def piece(self, child: _Element) -> str:
        """The text one inline element stands for."""
        name = local(child)
        if name == "s":
            count = attribute(child, "c", "1")
            return " " * (min(int(count), MAX_SPACES) if count.isdecimal() else 1)
        if name in ("tab", "line-break"):
            return "\t" if name == "tab" else "\n"
        if name == "note":
            self.footnotes.append(" ".join(self.inline(p) for p in child.iter("{*}p")))
        elif name == "text-box":
            self.boxes.append(child)
        elif name == "annotation":
            self.builder.note("comments")
        elif name not in _SKIPPED:
            return self.inline(child)
        return ""

    def cells(self, table: _Element) -> list[RawCell]:
        """The cells of a table; covered cells are part of the merged cell before or above them."""
        cells: list[RawCell] = []
        row = 0
        for element, header in _rows(table):
            column = 0
            for item in element:
                if local(item) not in ("table-cell", "covered-table-cell"):
                    continue
                repeated = _positive(item, "number-columns-repeated")
                if local(item) == "table-cell":
                    down, right = _positive(item, "number-rows-spanned"), _positive(item, "number-columns-spanned")
                    cells.append(RawCell(self.cell_paragraphs(item), row, column, down, right, header))
                column += repeated
            row += _positive(element, "number-rows-repeated")
        return cells

    def cell_paragraphs(self, parent: _Element) -> list[str]:
        """The paragraphs of a cell, lists in it with bullets, a table within it joined."""
        found: list[str] = []
        for child in parent:
            name = local(child)
            if name in ("p", "h"):
                found.append(self.inline(child))
            elif name == "table":
                self.builder.note("nested_table")
                for row, _ in _rows(child):
                    found.append(" ".join(self.inline(p) for p in row.iter("{*}p")))
            elif name == "list":
                found.extend("- " + self.inline(p) for p in child.iter("{*}p"))
        return found


def _rows(table: _Element, header: bool = False) -> list[tuple[_Element, bool]]:
    """The table's own rows, each with whether it repeats on every page as a header."""
    found: list[tuple[_Element, bool]] = []
    for child in table:
        name = local(child)
        if name == "table-row":
            found.append((child, header))
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            found.extend(_rows(child, name == "table-header-rows"))
    return found


def _positive(element: _Element, name: str) -> int:
    value = attribute(element, name, "1")
    return max(1, min(int(value), 10_000)) if value.isdecimal() else 1
