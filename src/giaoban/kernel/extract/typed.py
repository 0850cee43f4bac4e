"""Tables typed into plain text: cells parted by bars or tabs, or a page copied from a browser with one cell a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

from giaoban.kernel.extract.builder import RawCell, by_row, mark_headers
from giaoban.kernel.extract.model import SERIAL_HEAD, Cell, Table

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_RULE = re.compile(r"[\s|+:=_–—-]+")
_NUMBER = re.compile(r"[-+(]?\d[\d.,]{0,24}\s?%?\)?|-|–|—|%")
_ORDINAL = re.compile(r"(\d{1,3})[.)]?")
_MOST_CELLS = 60
_COLUMN = re.compile(r"\d[ \t%)]{0,3}[\r\n][\s(+-]{0,8}\d[\d.,]{0,24}[ \t%)]{0,3}(?:[\r\n]|$)")
"""Two numbers on lines of their own, as in a flattened table."""
_MOST_LINES = 5_000
"""Lines of a text in which tables are looked for; a report has some hundreds."""
_APART = 3
"""Line breaks between two cells of a flattened table, at most."""
LONGEST_CELL = 90
"""A line longer than this is prose and no cell of a flattened table."""
_FEWEST_ROWS = 2
_LONGEST_NUMBER = 40
Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """text[start:end] without the blanks around it; `number` where it holds nothing but a number."""

    start: int
    end: int
    number: bool
    after: int
    """Line breaks between the line before and this one."""


def typed_tables(text: str) -> tuple[Table, ...]:
    """The tables of a plain text in order; cells are places of the text as it is. Linear in the length of the text."""
    found: list[list[list[Piece | None]]] = []
    if "|" not in text and "\t" not in text and not _COLUMN.search(text):
        return ()
    lines = list(islice(_lines(text), _MOST_LINES))
    for parted, group in groupby(lines, key=lambda line: _parted(text, line)):
        run = list(group)
        found.extend(_ruled(text, run) if parted else _flat(text, run))
    return tuple(_table(text, rows, f"bảng {number}") for number, rows in enumerate(found, start=1))


def in_rows(text: str, tables: Sequence[Table]) -> str:
    """The text with the cells of every table row on one line, parted by tabs: one sign for one, so that places stay."""
    parts: list[str] = []
    at = 0
    for table in tables:
        for row in table.rows:
            cells = [cell for cell in row if cell.end > cell.start]
            for left, right in pairwise(cells):
                gap = text[left.end : right.start]
                if "\n" in gap or "\r" in gap:
                    parts += text[at : left.end], "\t" + " " * (len(gap) - 1)
                    at = right.start
    return "".join((*parts, text[at:])) if parts else text


def _lines(text: str) -> Iterator[Line]:
    before = 0
    for match in _LINE.finditer(text):
        body = match.group().strip(" \xa0\t")
        if body:
            start = match.start() + match.group().index(body)
            gap = text[before:start].replace("\r\n", "\n").count("\n")
            short = len(body) < _LONGEST_NUMBER
            yield Line(start, start + len(body), short and _NUMBER.fullmatch(body) is not None, gap)
            before = start + len(body)


def _parted(text: str, line: Line) -> str:
    """What parts the cells of a line: "|", a tab, or nothing."""
    bars = text.count("|", line.start, line.end)
    if bars > _MOST_CELLS or text.count("\t", line.start, line.end) > _MOST_CELLS:
        return ""
    if bars > 1 or (bars and 0 < text.find("|", line.start, line.end) - line.start < line.end - line.start - 1):
        return "|"
    return "\t" if text.find("\t", line.start, line.end) >= 0 else ""


def _ruled(text: str, lines: Sequence[Line]) -> Iterator[list[list[Piece | None]]]:
    """A run of lines with cells marked off, one table unless blank lines part it."""
    mark = _parted(text, lines[0])
    rows: list[list[Piece | None]] = []
    for line in lines:
        if line.after > 1 and rows:
            yield from [_even(text, rows)] if len(rows) >= _FEWEST_ROWS else []
            rows = []
        if not _RULE.fullmatch(text[line.start : line.end]):
            rows.append(_pieces(text, line, mark))
    yield from [_even(text, rows)] if len(rows) >= _FEWEST_ROWS else []


def _pieces(text: str, line: Line, mark: str) -> list[Piece | None]:
    """The cells of a line; None for an empty one. Bars at the edges open and close the row."""
    start, end = line.start, line.end
    if mark == "|":
        start += text[start] == "|"
        end -= text[end - 1] == "|"
    found: list[Piece | None] = []
    at = start
    while at <= end:
        stop = text.find(mark, at, end)
        stop = end if stop < 0 else stop
        body = text[at:stop].strip()
        low = at + text[at:stop].find(body) if body else at
        found.append((low, low + len(body)) if body else None)
        at = stop + 1
    return found


def _even(text: str, rows: list[list[Piece | None]]) -> list[list[Piece | None]]:
    """Rows of one length: one that is shorter and begins with words has lost its number, or its last cells."""
    full = [[piece for piece in row if piece] for row in rows]
    if len({len(row) for row in rows}) > 1 and len({len(row) for row in full}) == 1:
        return [list[Piece | None](row) for row in full]
    width = max(len(row) for row in rows)
    return [_filled(text, row, width) for row in rows]


def _filled(text: str, row: list[Piece | None], width: int) -> list[Piece | None]:
    missing = width - len(row)
    lost_number = missing == 1 and row[0] is not None and not _ORDINAL.fullmatch(text, *row[0])
    return [None, *row] if lost_number else [*row, *[None] * missing]


def _flat(text: str, lines: Sequence[Line]) -> Iterator[list[list[Piece | None]]]:
    """Tables of one cell a line: a name, and as many numbers behind every name."""
    at = 0
    while at < len(lines):
        stop = at
        while (
            stop < len(lines)
            and lines[stop].after <= 1 + (stop == at)
            and lines[stop].end - lines[stop].start < LONGEST_CELL
        ):
            stop += 1
        if sum(line.number for line in lines[at:stop]) >= _FEWEST_ROWS * 2:
            yield from _of_block(text, lines[at:stop])
        at = max(stop, at + 1)


def _of_block(text: str, lines: Sequence[Line]) -> Iterator[list[list[Piece | None]]]:
    """The table that a block of short lines ends with or holds: its heads, then its rows."""
    names = [at for at, line in enumerate(lines) if not line.number]
    runs = [(name, following - name - 1) for name, following in pairwise([*names, len(lines)])]
    usual = Counter(length for _, length in runs if length > 1).most_common(1)
    if not usual:
        return
    first = next(name for name, length in runs if length > 1)
    numbered = first > 0 and _ordinal(text, lines[first - 1]) == 1
    width = usual[0][0] - (numbered and usual[0][1] > 1 and _counts_on(text, lines, runs))
    heads = width + 1 + numbered
    top = first - numbered - heads
    if width < 1 or top < 0 or any(line.number for line in lines[top : top + heads]):
        return
    if numbered and not SERIAL_HEAD.fullmatch(text, lines[top].start, lines[top].end):
        return
    rows: list[list[Piece | None]] = [[(line.start, line.end) for line in lines[top : top + heads]]]
    serial = 1 if numbered else 0
    for name, length in runs:
        if name < first:
            continue
        follows = numbered and length == width + 1 and _ordinal(text, lines[name + length]) == serial + 1
        if length - follows != width:
            break
        cells = [(line.start, line.end) for line in lines[name : name + 1 + width]]
        own = (
            lines[name - 1] if numbered and _ordinal(text, lines[name - 1]) == serial and len(rows) == serial else None
        )
        rows.append([*([(own.start, own.end) if own else None] if numbered else []), *cells])
        serial += follows
    if len(rows) > _FEWEST_ROWS:
        yield rows


def _counts_on(text: str, lines: Sequence[Line], runs: Sequence[tuple[int, int]]) -> bool:
    """True where the last number behind the first names is that of the next row."""
    return any(_ordinal(text, lines[name + length]) == 2 for name, length in runs if length > 1)


def _ordinal(text: str, line: Line) -> int:
    found = _ORDINAL.fullmatch(text, line.start, line.end)
    return int(found[1]) if found else 0


def _table(text: str, rows: Sequence[Sequence[Piece | None]], name: str) -> Table:
    raw = [
        RawCell([text[piece[0] : piece[1]]] if piece else [], row, column)
        for row, pieces in enumerate(rows)
        for column, piece in enumerate(pieces)
    ]
    mark_headers(by_row(raw))
    places = iter([piece for pieces in rows for piece in pieces])
    cells: list[tuple[Cell, ...]] = []
    for _, group in groupby(raw, key=lambda cell: cell.row):
        cells.append(tuple(_cell(cell, next(places), name) for cell in group))
    held = [cell for row in cells for cell in row if cell.end > cell.start]
    return Table(tuple(cells), held[0].start, held[-1].end, name)


def _cell(raw: RawCell, piece: Piece | None, name: str) -> Cell:
    start, end = piece or (0, 0)
    address = f"{name}, hàng {raw.row + 1}, cột {raw.column + 1}"
    return Cell(raw.text, start, end, raw.row, raw.column, address, raw.header)
