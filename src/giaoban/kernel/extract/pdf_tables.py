"""Ruled tables of a PDF: pdfplumber finds the grid, PDFium reads the words in each cell."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, field
from typing import Any

from giaoban.kernel.extract.builder import Builder, RawCell
from giaoban.kernel.extract.pdf_layout import Line
from giaoban.kernel.extract.pdf_pages import LOCK, Page, texts_in

SNAP = 3.0
"""Edges closer than this (points) are one edge."""
Box = tuple[float, float, float, float]


@dataclass(eq=False, slots=True)
class Grid:
    """A table on a page: its box (left, bottom, right, top) and its cells."""

    left: float
    bottom: float
    right: float
    top: float
    boxes: list[Box] = field(default_factory=list)
    cells: list[RawCell] = field(default_factory=list)

    def holds(self, line: Line) -> bool:
        """True where the middle of a line lies in the table."""
        x, y = (line.left + line.right) / 2, (line.bottom + line.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def find_grids(data: bytes, pages: list[Page], builder: Builder) -> dict[int, list[Grid]]:
    """Tables by page number, on pages with drawn lines only (finding them costs a hundred times the text)."""
    ruled = [page for page in pages if page.ruled and page.lines]
    if len(ruled) > builder.limits.max_table_pages:
        builder.note("tables_skipped")
        ruled = ruled[: builder.limits.max_table_pages]
    if not ruled:
        return {}
    try:
        found = _grids(data, ruled)
    except Exception:
        # The words are read by another program already; a table that cannot be found stays plain text.
        builder.note("tables_skipped")
        return {}
    builder.require_cells(sum(len(grid.boxes) for grids in found.values() for grid in grids))
    texts = texts_in(data, {number: [b for grid in grids for b in grid.boxes] for number, grids in found.items()})
    for number, grids in found.items():
        words = iter(texts[number])
        for grid in grids:
            _place(grid, [next(words) for _ in grid.boxes])
    return found


def _grids(data: bytes, ruled: list[Page]) -> dict[int, list[Grid]]:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it would print pieces of the document
    found: dict[int, list[Grid]] = {}
    with LOCK, pdfplumber.open(io.BytesIO(data)) as document:
        for page in ruled:
            raw = document.pages[page.number - 1]
            grids = [_grid(table, float(raw.bbox[3])) for table in raw.find_tables()]
            found[page.number] = [grid for grid in grids if _is_table(grid)]
            raw.close()
    return {number: grids for number, grids in found.items() if grids}


def _grid(table: Any, height: float) -> Grid:
    boxes = [(float(x0), height - float(y1), float(x1), height - float(y0)) for x0, y0, x1, y1 in table.cells]
    boxes.sort(key=lambda box: (-box[3], box[0]))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Grid(min(lefts), min(bottoms), max(rights), max(tops), boxes)


def _is_table(grid: Grid) -> bool:
    """A frame round a text or an underlined title is no table."""
    return len(_edges([b[0] for b in grid.boxes])) >= 2 and len(_edges([b[3] for b in grid.boxes])) >= 2


def _place(grid: Grid, texts: list[str]) -> None:
    columns = _edges([box[0] for box in grid.boxes] + [box[2] for box in grid.boxes])
    rows = _edges([-box[3] for box in grid.boxes] + [-box[1] for box in grid.boxes])
    for (left, bottom, right, top), text in zip(grid.boxes, texts, strict=True):
        row, column = _index(rows, -top), _index(columns, left)
        down, across = _index(rows, -bottom) - row, _index(columns, right) - column
        joined = " ".join(text.split())
        grid.cells.append(RawCell([joined], row, column, max(1, down), max(1, across)))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
