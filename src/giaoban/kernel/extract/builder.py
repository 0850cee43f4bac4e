"""Puts pieces together into one text and remembers where each piece stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from giaoban.kernel.extract.legacy import Font, repaired
from giaoban.kernel.extract.model import Block, BlockKind, Cell, Document, Kind, Limits, Table, numbers_columns
from giaoban.kernel.extract.normal import marked_as_heading, marked_as_item, normal_text
from giaoban.kernel.problems import Problem

_LETTERHEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐỘC LẬP\s*[-–]\s*TỰ DO|ĐẢNG CỘNG SẢN VIỆT NAM|NƠI NHẬN\s*:", re.IGNORECASE
)
_MOST_HEADS = 5
_NUMBER = re.compile(r"[\d.,/%\s()+–-]*\d[\d.,/%\s()+–-]*")


@dataclass(slots=True)
class RawCell:
    """A cell before it has a place: its paragraphs, its position from 0, its spans, and an address where the format
    has its own.
    """

    paragraphs: list[str]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    address: str = ""

    @property
    def text(self) -> str:
        """The paragraphs that have text, one a line."""
        return "\n".join(p for p in self.paragraphs if p)


@dataclass(slots=True)
class Builder:
    """Collects blocks and tables in reading order. Errors of every adding call: EXT-014 too many cells, EXT-020 too
    much text.
    """

    name: str
    limits: Limits
    font: Font | None = None
    """The font before Unicode that the text is typed in, where it is."""
    notes: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _paragraphs: int = 0
    _cells: int = 0

    def note(self, code: str) -> None:
        """Remember once that something was tolerated."""
        if code not in self.notes:
            self.notes.append(code)

    def paragraph(
        self,
        raw: str,
        *,
        kind: BlockKind | None = None,
        address: str | None = None,
        page: int | None = None,
        level: int = 0,
        prefix: str = "",
    ) -> int:
        """Add one paragraph; without `kind` it is told by its look. Its address is "đoạn n" behind `prefix`. Blank
        text adds nothing. Returns where it begins.
        """
        text = self._clean(raw)
        if not text:
            return self._length
        if kind is None:
            kind = "heading" if marked_as_heading(text) else "list_item" if marked_as_item(text) else "paragraph"
        if address is None:
            self._paragraphs += 1
            address = f"{prefix}đoạn {self._paragraphs}"
        start, end = self._add(text, "\n")
        self._blocks.append(Block(kind, start, end, address, page, level))
        return start

    def find(self, word: str, start: int) -> int:
        """Where a word of the paragraph added last stands, looked for from a place of it on; that place where it does not stand."""
        block = self._blocks[-1]
        found = self._parts[-1].find(word, start - block.start)
        return start if found < 0 else block.start + found

    def table(self, cells: Sequence[RawCell], *, page: int | None = None, name: str | None = None) -> None:
        """Add a table, or, where it only lays out a letterhead or the like, its paragraphs one by one."""
        self._cells += len(cells)
        self.require_cells(self._cells)
        for cell in cells:
            cell.paragraphs = [self._clean(p) for p in cell.paragraphs]
        rows = by_row(cells)
        if not any(cell.text for cell in cells):
            return
        if _is_layout(rows):
            for cell in cells:
                for paragraph in cell.paragraphs:
                    self.paragraph(paragraph, page=page, address=cell.address or None)
            return
        mark_headers(rows)
        title = name or f"bảng {len(self._tables) + 1}"
        placed = tuple(tuple(self._row(row, title, page)) for row in rows)
        begin = min(cell.start for row in placed for cell in row)
        self._tables.append(Table(placed, begin, self._length, title, page))

    def require_cells(self, cells: int) -> None:
        """Refuse so many cells of a file where they are more than are read, before they are held. Errors: EXT-014."""
        if cells > self.limits.max_cells:
            raise Problem("EXT-014", name=self.name, limit=f"{self.limits.max_cells:,}".replace(",", "."))

    def finish(self, kind: Kind) -> Document:
        """The document. Errors: EXT-019 where nothing was added."""
        if not self._blocks:
            raise Problem("EXT-019", name=self.name)
        return Document(kind, "".join(self._parts), tuple(self._blocks), tuple(self._tables), tuple(self.notes))

    def _clean(self, raw: str) -> str:
        """Normal text; before that, letters of an old font become Unicode (some of them are signs that normal text has not)."""
        return normal_text(repaired(raw, self.font) if self.font else raw)

    def _row(self, row: Sequence[RawCell], title: str, page: int | None) -> Iterable[Cell]:
        joint = "\n"
        inner = "\n" if any("\n" in cell.text for cell in row) else "\t"
        for cell in row:
            address = cell.address or f"{title}, hàng {cell.row + 1}, cột {cell.column + 1}"
            start = end = self._length
            if cell.text:
                start, end = self._add(cell.text, joint)
                self._blocks.append(Block("cell", start, end, address, page))
                joint = inner
            yield Cell(
                cell.text, start, end, cell.row, cell.column, address, cell.header, cell.row_span, cell.column_span
            )

    def _add(self, text: str, joint: str) -> tuple[int, int]:
        if self._parts:
            self._parts.append(joint)
            self._length += 1
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        if self._length > self.limits.max_text:
            raise Problem("EXT-020", name=self.name, limit=f"{self.limits.max_text:,}".replace(",", "."))
        return start, self._length


def by_row(cells: Sequence[RawCell]) -> list[list[RawCell]]:
    rows: dict[int, list[RawCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[index], key=lambda cell: cell.column) for index in sorted(rows)]


def _is_layout(rows: Sequence[Sequence[RawCell]]) -> bool:
    """A table of one row or column, or one that holds the national motto or the list of recipients, is there for its
    looks.
    """
    if max(len(row) for row in rows) < 2 or len(rows) < 2:
        return True
    return any(_LETTERHEAD.search(cell.text) for row in rows for cell in row)


def mark_headers(rows: Sequence[Sequence[RawCell]]) -> None:
    """The first rows are heads where the file says so, or else where they hold words and no number; so is a row that only numbers
    the columns behind them.
    """
    if not any(cell.header for row in rows for cell in row):
        first = rows[0]
        if any(_NUMBER.fullmatch(cell.text) for cell in first) or sum(bool(cell.text) for cell in first) < 2:
            return
        top, width = first[0].row, _width(first)
        deep = top + max(cell.row_span for cell in first)
        for row, below in pairwise(rows[1 : _MOST_HEADS + 1]):
            if row[0].row == deep and _goes_on(row, width) and any(_NUMBER.fullmatch(cell.text) for cell in below):
                deep += 1
        for row in rows:
            for cell in row:
                cell.header = cell.row < deep
    below = next((row for row in rows if not any(cell.header for cell in row)), ())
    if below and below[0].row <= _MOST_HEADS and numbers_columns([cell.text for cell in below]):
        for cell in below:
            cell.header = True


def _width(row: Sequence[RawCell]) -> int:
    return max(cell.column + cell.column_span for cell in row)


def _goes_on(row: Sequence[RawCell], width: int) -> bool:
    """True for a row of heads below a row of heads: words in most columns that are not merged with those above, no number."""
    filled = [cell for cell in row if cell.text]
    if not filled or any(_NUMBER.fullmatch(cell.text) for cell in filled):
        return False
    return len(filled) >= max(3, width // 2) or (len(filled) > 1 and not (row[0].column == 0 and row[0].text))
