"""What comes out of a file: one text, its blocks and tables, each with a place in the text and an address in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["txt", "html", "docx", "pdf", "odt", "xlsx", "doc", "xls", "ods", "scan"]
BlockKind = Literal["paragraph", "heading", "list_item", "cell", "caption"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused. Sizes in bytes, text in code points, time in seconds.

    `max_xml` bounds one XML part that is held in memory whole (it takes about eight times its size there).
    Source: real reports are below 5 MB; a deflate stream can blow up 1,032 times, office XML rarely does more than 60 times.
    """

    max_bytes: int = 50 * 1024 * 1024
    max_unpacked: int = 300 * 1024 * 1024
    max_ratio: int = 200
    max_xml: int = 48 * 1024 * 1024
    max_members: int = 5_000
    max_pages: int = 500
    max_table_pages: int = 60
    max_cells: int = 300_000
    max_text: int = 10_000_000
    doc_seconds: int = 20
    max_scan_pages: int = 40
    scan_seconds: int = 120


DEFAULT = Limits()
SERIAL_HEAD = re.compile(r"(?:S?TT|Số TT|Số thứ tự|Thứ tự)\.?", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"\(?(?:[A-Z]|\d{1,2})\)?(?:\s?=[\s\d()+*/:x×%-]{1,40})?")
"""What stands in a row that numbers the columns, with the computation it may name."""
_SERIAL = re.compile(r"(?:\d{1,4}|[IVXLC]{1,6}|[A-Za-zĐđ])(?:\.\d{1,3}){0,3}[.)]?")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text a person sees as one piece. `text[start:end]` of the document is its content.

    `address` is where a person finds it: "đoạn 12", "trang 2, đoạn 3", "bảng 1, hàng 2, cột 3", "Chỉ tiêu!B7". `page`
    counts from 1 and is
    None where the format has no pages. `level` is the depth of a heading or list item where known, else 0.
    """

    kind: BlockKind
    start: int
    end: int
    address: str
    page: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `row` and `column` count from 0, a merged cell stands once, at its first row and column, with
    its spans.
    """

    text: str
    start: int
    end: int
    row: int
    column: int
    address: str
    header: bool = False
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows of cells in reading order (a row holds only the cells that begin there; empty cells have
    start == end).
    """

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    address: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word read off a picture: its place in the text, page from 1, box (left, top, right, bottom) in points from the upper left
    corner, and how sure the program is of it, 0 to 100.
    """

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]
    confidence: float


SURE = 80.0
"""A word read with less confidence than this is doubtful. Source: of 213 words of one clean page at 200 dpi all right ones had more."""


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a file. Offsets are code points of `text`, which is NFC; blocks are in text order and do not
    overlap.

    `notes` are codes of what was tolerated; their sentences are in `giaoban.kernel.extract.NOTES`.
    """

    kind: Kind
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def doubtful(self) -> tuple[tuple[int, int], ...]:
        """Places of words with digits that were read off a picture without being sure; none for files with text."""
        return tuple(
            (word.start, word.end)
            for word in self.words
            if word.confidence < SURE and any(sign.isdigit() for sign in self.text[word.start : word.end])
        )

    @property
    def serials(self) -> tuple[tuple[int, int], ...]:
        """Places of cells that only number the rows of a table (columns headed TT, STT, Số TT ...): no figures of the report."""
        return tuple(place for table in self.tables for place in serial_places(table))

    def block_at(self, offset: int) -> Block | None:
        """The block that covers an offset of the text, None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None

    def address_at(self, offset: int) -> str:
        """Where in the file an offset of the text stands ("" between blocks)."""
        block = self.block_at(offset)
        return block.address if block else ""


def serial_places(table: Table) -> list[tuple[int, int]]:
    """Places of the cells under a heading that says "number of the row", ordinals only, and those of a row that numbers the columns."""
    columns = {cell.column for row in table.rows for cell in row if cell.header and SERIAL_HEAD.fullmatch(cell.text)}
    cells = [
        cell
        for row in table.rows
        for cell in row
        if cell.column in columns and not cell.header and _SERIAL.fullmatch(cell.text)
    ]
    for row in table.rows:
        if row and row[0].header and numbers_columns([cell.text for cell in row]):
            cells.extend(row)
    return sorted((cell.start, cell.end) for cell in cells if cell.end > cell.start)


def numbers_columns(texts: Sequence[str]) -> bool:
    """True for the cells of a row that numbers the columns: "A", "B", "1", "2", "3=2/1"."""
    filled = [text for text in texts if text]
    if len(filled) < 3 or not all(COLUMN_NUMBER.fullmatch(text) for text in filled):
        return False
    counted = [int(found[0]) for text in filled if (found := re.match(r"\d+", text.strip("( ")))]
    return len(counted) > 1 and counted[0] <= len(filled) and all(b == a + 1 for a, b in pairwise(counted))
