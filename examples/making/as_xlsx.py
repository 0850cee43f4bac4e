"""A workbook: a sheet of text, a sheet of targets."""

from __future__ import annotations

import io
import re
from typing import Any

import xlsxwriter

from making.repack import repacked
from making.source import Part, Source

WIDTHS = (6, 62, 30)
_PERCENT = re.compile(r"(\d+)(?:,(\d+))?%")
LINE = 88
"""Characters of 13-point text that fit the three columns."""


def make(source: Source) -> bytes:
    """The bytes of the xlsx, the same on every run."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheets: list[tuple[str, list[Part]]] = []
    parts = source.parts
    if parts[0].kind != "sheet":
        raise ValueError("the first part of a workbook is a sheet")
    for part in parts:
        if part.kind == "sheet":
            sheets.append((part.text, []))
        else:
            sheets[-1][1].append(part)
    for number, (name, content) in enumerate(sheets):
        _Sheet(book, name).write(source if number == 0 else None, content)
    book.close()
    return repacked(target.getvalue())


class _Sheet:
    """Writes one sheet from the top down."""

    def __init__(self, book: xlsxwriter.Workbook, name: str) -> None:
        self.book = book
        self.sheet = book.add_worksheet(name)
        self.sheet.set_paper(9)
        self.sheet.set_margins(0.8, 0.6, 0.8, 0.8)
        self.sheet.fit_to_pages(1, 0)
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self.row = 0

    def style(self, **options: Any) -> Any:
        """A cell format in the font of the document."""
        return self.book.add_format(
            {"font_name": "Times New Roman", "font_size": 13, "valign": "vcenter", "text_wrap": True} | options
        )

    def line(self, text: str, **options: Any) -> None:
        """One text over all columns, as high as it needs."""
        self.sheet.merge_range(self.row, 0, self.row, len(WIDTHS) - 1, text, self.style(**options))
        self.sheet.set_row(self.row, 18 * (len(text) // LINE + 1))
        self.row += 1

    def write(self, source: Source | None, content: list[Part]) -> None:
        """Letterhead and signature on the first sheet, the parts between them."""
        if source:
            self.letterhead(source)
        for part in content:
            if part.kind == "table":
                self.table(part.rows)
            elif source is None:
                self.line(part.text, bold=True, align="center")
                self.row += 1
            else:
                self.line(
                    part.text, bold=part.kind == "heading", align="justify" if part.kind == "paragraph" else "left"
                )
        if source:
            self.signature(source)

    def letterhead(self, source: Source) -> None:
        """The body's name on the left, the motto on the right, then number, date and title."""
        centred = {"align": "center"}
        for left, right, bold in (
            (source.superior, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", False),
            (source.body, "Độc lập - Tự do - Hạnh phúc", True),
        ):
            self.sheet.write(self.row, 1, left, self.style(bold=bold, align="left"))
            self.sheet.write(self.row, 2, right, self.style(bold=True, font_size=11, **centred))
            self.sheet.set_row(self.row, 32)
            self.row += 1
        self.sheet.write(self.row, 1, source.number, self.style())
        self.sheet.write(self.row, 2, source.date, self.style(italic=True, font_size=11, **centred))
        self.sheet.set_row(self.row, 32)
        self.row += 2
        self.line(source.type, bold=True, **centred)
        self.line(source.subject, bold=True, **centred)
        self.row += 1

    def signature(self, source: Source) -> None:
        """The signer under the right column."""
        self.row += 1
        for capacities, person in source.signs:
            for text in (*capacities, "", "", person):
                self.sheet.write(self.row, 2, text, self.style(bold=True, align="center", font_size=11))
                self.row += 1

    def table(self, rows: list[list[str]]) -> None:
        """A bordered table; percentages alone in a cell are numbers with a percent format, ordinals are numbers."""
        for index, row in enumerate(rows):
            for column, text in enumerate(row):
                look = {"border": 1, "bold": index == 0, "align": "left" if column == 1 and index else "center"}
                percent = _PERCENT.fullmatch(text)
                if percent:
                    whole, part = percent.group(1), percent.group(2) or ""
                    look["num_format"] = "0%" if not part else "0." + "0" * len(part) + "%"
                    self.sheet.write_number(self.row, column, float(f"{whole}.{part or 0}") / 100, self.style(**look))
                elif text.isdecimal():
                    self.sheet.write_number(self.row, column, int(text), self.style(**look))
                else:
                    self.sheet.write(self.row, column, text, self.style(**look))
            self.sheet.set_row(self.row, 36 if len(row[1]) > 60 else 20)
            self.row += 1
