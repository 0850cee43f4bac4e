"""What every part of a docx is written with: lines, columns, marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from giaoban.kernel.docform.marks import Role, block_mark
from giaoban.kernel.docform.model import Run
from giaoban.kernel.docform.paper import CENTRE, Marker, element, put, sized_style


class Pen:
    """One file being written, from the head down."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.marker = Marker()

    def line(
        self,
        where: Any,
        runs: Sequence[Run],
        *,
        size: int | None = None,
        bold: bool = False,
        italic: bool = False,
        align: Any = CENTRE,
    ) -> Any:
        """A paragraph; in an empty cell the one that is there."""
        there = [] if where is self.made else where.paragraphs
        line = there[0] if len(there) == 1 and not list(there[0]._p) else where.add_paragraph()
        line.alignment = align
        if size is not None:
            line._p.style = sized_style(size)
        return put(self.marker, line, runs, bold=bold, italic=italic)

    def marked(self, role: Role, name: str, first: Any, last: Any | None = None) -> None:
        """Give a block or a part its mark."""
        self.marker.around(block_mark(role, name), first, last or first)

    def columns(self, widths: tuple[int, int]) -> Any:
        """Two cells side by side, without borders."""
        table = self.made.add_table(rows=1, cols=2)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        table.rows[0]._tr.get_or_add_trPr().append(element("cantSplit"))
        for place, width in enumerate(widths):
            table.columns[place].width = table.rows[0].cells[place].width = Mm(width)
        return table.rows[0].cells

    def spacer(self, points: int, *, keep: bool = False) -> None:
        """An empty line."""
        line = self.made.add_paragraph()
        line.paragraph_format.line_spacing = Pt(points)
        line.paragraph_format.keep_with_next = keep
