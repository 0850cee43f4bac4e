"""PDF files with a text layer: lines in reading order joined into paragraphs, ruled tables as tables."""

from __future__ import annotations

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.model import Document
from giaoban.kernel.extract.pdf_layout import Line, drop_running, paragraphs
from giaoban.kernel.extract.pdf_pages import Page, open_pages
from giaoban.kernel.extract.pdf_tables import Grid, find_grids
from giaoban.kernel.extract.pdf_weigh import weigh
from giaoban.kernel.problems import Problem


def read(data: bytes, builder: Builder) -> Document:
    """Paragraphs with page and address "trang 2, đoạn 3", tables where lines are drawn.

    Errors: EXT-008, EXT-011 password, EXT-012, EXT-013 too many pages, EXT-014, EXT-015 scan, EXT-019, EXT-020.
    """
    weigh(data, builder)
    pages = open_pages(data, builder)
    grids = find_grids(data, pages, builder)
    flows = drop_running([page.lines for page in pages], [page.height for page in pages])
    if sum(map(len, flows)) < sum(len(page.lines) for page in pages):
        builder.note("running_heads")
    items = [_with_tables(flow, grids.get(page.number, [])) for flow, page in zip(flows, pages, strict=True)]
    _write(items, pages, builder)
    if any(page.scanned for page in pages):
        if not any(flows):
            raise Problem("EXT-015", name=builder.name)
        builder.note("scanned_pages")
    return builder.finish("pdf")


def _with_tables(lines: list[Line], grids: list[Grid]) -> list[Line | Grid]:
    """Lines in order, each table once where its first line stood."""
    found: list[Line | Grid] = []
    for line in lines:
        grid = next((g for g in grids if g.holds(line)), None)
        if grid is None:
            found.append(line)
        elif grid not in found:
            found.append(grid)
    return found


def _write(items: list[list[Line | Grid]], pages: list[Page], builder: Builder) -> None:
    """Join lines to paragraphs, over page ends too, and add them."""
    run: list[Line] = []

    def flush() -> None:
        for text, number in paragraphs(run):
            counts[number] = counts.get(number, 0) + 1
            builder.paragraph(text, page=number, address=f"trang {number}, đoạn {counts[number]}")
        run.clear()

    counts: dict[int, int] = {}
    for page, content in zip(pages, items, strict=True):
        for item in content:
            if isinstance(item, Line):
                run.append(item)
            else:
                flush()
                builder.table(item.cells, page=page.number)
    flush()
