"""HTML pages: what a person reads on them, without scripts, styles and navigation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder, RawCell
from giaoban.kernel.extract.model import BlockKind, Document
from giaoban.kernel.extract.package import local
from giaoban.kernel.extract.txt import decode
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "audio button canvas embed head iframe input nav noscript object option script select style svg template textarea "
        "video",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
_KINDS: dict[str, BlockKind] = {"figcaption": "caption", "caption": "caption", "li": "list_item"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_BREAK = "\v"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h([1-6])")
_NESTED = frozenset({"table", "ul", "ol", "h1", "h2", "h3"})


def read(data: bytes, builder: Builder) -> Document:
    """The visible blocks in document order; tables of data as tables. Errors: EXT-002, EXT-010 nested too deep, EXT-014, EXT-019, EXT-020;
    lxml's own.
    """
    import lxml.html

    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text = _decoded(data, builder).replace("\0", " ")
    root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any(entry.level_name == "FATAL" and "depth" in entry.message.lower() for entry in parser.error_log):
        raise Problem("EXT-010", name=builder.name)
    walker = _Walker(builder)
    walker.walk(root)
    walker.flush()
    return builder.finish("html")


def _decoded(data: bytes, builder: Builder) -> str:
    """By byte order mark or as UTF-8 where that fits, else by the declared charset, else by guess."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            charset = declared.group(1).decode("ascii").lower()
        if charset not in ("utf-8", "utf8"):
            try:
                return data.decode(charset)
            except (LookupError, ValueError):
                pass
    return decode(data, builder)


class _Walker:
    """Collects inline text until a block begins or ends."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.pieces: list[str] = []
        self.kind: BlockKind | None = None
        self.level = 0
        self.counts: dict[HtmlElement, int] = {}

    def flush(self) -> None:
        """End the block at hand."""
        text = _inline("".join(self.pieces))
        self.pieces.clear()
        self.builder.paragraph(text, kind=self.kind, level=self.level)
        self.kind, self.level = None, 0

    def walk(self, element: HtmlElement) -> None:
        """Add an element and what is in it (its tail is its parent's)."""
        name = local(element)
        if self._dropped(element, name):
            return
        if name == "br":
            self.pieces.append(_BREAK)
        elif name == "table" and _is_data(element):
            self.flush()
            for caption in element.iter("caption"):
                self.builder.paragraph(_inline(visible(caption)), kind="caption")
            self.builder.table(_cells(element, self.builder))
        elif name in _BLOCKS:
            self.flush()
            heading = _HEADING.fullmatch(name)
            if heading:
                self.kind, self.level = "heading", int(heading.group(1))
            else:
                self.kind = _KINDS.get(name)
            if name == "li":
                self.pieces.append(self._marker(element))
            self._inside(element)
            self.flush()
        else:
            self._inside(element)

    def _inside(self, element: HtmlElement) -> None:
        self.pieces.append(element.text or "")
        for child in element:
            self.walk(child)
            self.pieces.append(child.tail or "")

    def _marker(self, item: HtmlElement) -> str:
        """ "- " for a bullet, "3. " for a numbered item. Items of a list come in order: each is counted as it comes."""
        parent = item.getparent()
        if parent is None or local(parent) != "ol":
            return "- "
        start = parent.get("start", "1")
        self.counts[parent] = number = self.counts.get(parent, int(start) - 1 if start.isdecimal() else 0) + 1
        return f"{number}. "

    def _dropped(self, element: HtmlElement, name: str) -> bool:
        if name == "nav" or element.get("role") == "navigation":
            self.builder.note("navigation")
            return True
        if name == "img":
            self.builder.note("pictures")
        if _hidden(element):
            self.builder.note("hidden_text")
            return True
        return name in _DROPPED or not name


def visible(element: HtmlElement) -> str:
    """The text of a cell or caption without dropped elements; line breaks and inner blocks become breaks."""
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "br":
            pieces.append(_BREAK)
        elif name and name not in _DROPPED and not _hidden(child):
            edge = _BREAK if name in _BLOCKS else ""
            pieces.append(edge + visible(child) + edge)
        pieces.append(child.tail or "")
    return "".join(pieces)


def _hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _inline(text: str) -> str:
    return _SPACES.sub(" ", text).replace(_BREAK, "\n")


def _is_data(table: HtmlElement) -> bool:
    """True for a table of data: two rows and columns or more, and no tables, lists or large headings inside its cells."""
    rows = list(table.iter("tr"))
    if any(local(inner) in _NESTED for inner in table.iterdescendants()):
        return False
    return len(rows) >= 2 and max(sum(local(c) in ("td", "th") for c in row) for row in rows) >= 2


def _cells(table: HtmlElement, builder: Builder) -> list[RawCell]:
    """Cells with their places; spans push later cells aside."""
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(table.iter("tr")):
        column = 0
        heads = element.getparent()
        header_row = heads is not None and local(heads) == "thead"
        for item in element:
            if local(item) not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            down, right = _span(item, "rowspan"), _span(item, "colspan")
            builder.require_cells(len(taken))
            taken.update((row + i, column + j) for i in range(down) for j in range(right))
            header = header_row or (row == 0 and local(item) == "th")
            cells.append(RawCell(_inline(visible(item)).split("\n"), row, column, down, right, header))
    return cells


def _span(item: HtmlElement, name: str) -> int:
    value = item.get(name, "1").strip()
    return min(max(int(value), 1), 200) if value.isdecimal() else 1
