"""Cells copied from a spreadsheet: tab-separated text, with the heads and names beside it, or a bare block for a chosen first cell."""

import csv
import io
from collections.abc import Sequence

from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.filing.cells import Raw, Sheet, address
from giaoban.occasions.collection.filing.finding import Found, Line, Resolve
from giaoban.occasions.collection.filing.reading import Ask, Reading, reading_of, table_read
from giaoban.occasions.collection.grid import Grid, Place

MOST = 20_000
"""Cells of a pasted table."""
LONGEST = 2_000_000
"""Letters of a pasted table."""


def pasted(text: str) -> Sheet:
    """The cells of tab-separated text; a cell with a line break in quotes is one cell. Errors: COL-032."""
    if len(text) > LONGEST:
        raise Problem("COL-032", limit=MOST)
    sheet = Sheet("")
    for row, line in enumerate(lines_of(text.replace("\x00", ""))):
        for column, cell in enumerate(line):
            if cell.strip():
                sheet.cells[row, column] = Raw(address(row, column), "text", cell)
        if len(sheet.cells) > MOST:
            raise Problem("COL-032", limit=MOST)
    return sheet


def lines_of(text: str) -> Sequence[Sequence[str]]:
    """Lines of cells. Spreadsheets quote a cell only where it has a tab, a line break or a quote in it."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in text.splitlines()]


def paste_read(text: str, grid: Grid, *, first: Place | None, resolve: Resolve, ask: Ask | None = None) -> Reading:
    """What pasted cells would change: by heads and names where they were copied too, else as a block from the first cell on.

    Blank cells change nothing. Errors: COL-031, COL-032; COL-044 for a block that reaches beyond the matrix; COL-045 for no first cell.
    """
    sheet = pasted(text)
    if not sheet.cells:
        raise Problem("COL-031")
    try:
        return table_read(sheet, grid, resolve=resolve, ask=ask)
    except Problem as problem:
        if problem.code != "COL-031":
            raise
    if first is None:
        raise Problem("COL-045")
    return reading_of(block(sheet, grid, first), grid, carried=None, ask=ask)


def block(sheet: Sheet, grid: Grid, first: Place) -> Found:
    """A block of bare cells laid over the matrix; the form of one unit goes down, so one column of cells does there too.

    Errors: COL-044, COL-045.
    """
    units = [row.unit_id for row in grid.rows]
    keys = [column.key for column in grid.columns]
    if first[0] not in units or first[1] not in keys:
        raise Problem("COL-045")
    down, across = units.index(first[0]), keys.index(first[1])
    rows, columns = (max(places) + 1 for places in zip(*sheet.cells, strict=True))
    size = {"rows": rows, "columns": columns}
    if len(units) == 1 and columns == 1 and rows > 1:
        if across + rows > len(keys):
            raise Problem("COL-044", **size, left=len(keys) - across, wide=1)
        sheet, rows, columns = sheet.turned(), 1, rows
    if down + rows > len(units) or across + columns > len(keys):
        raise Problem("COL-044", **size, left=len(units) - down, wide=len(keys) - across)
    lines = [Line(row, "", units[down + row]) for row in range(rows)]
    return Found(sheet, -1, {place: grid.columns[across + place] for place in range(columns)}, lines=lines)
