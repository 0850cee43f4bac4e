"""Pages of a PDF as lines with their places (points from the lower left corner)."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.normal import normal_text
from giaoban.kernel.extract.pdf_layout import Line
from giaoban.kernel.problems import Problem

LOCK = threading.Lock()
"""PDFium may be used by one thread at a time."""
MAX_OBJECTS = 20_000
RULE = 2.5
"""A path at most this thick (points) and longer than MIN_RULE is a drawn line."""
MIN_RULE = 12.0
COLUMN_GAP = 36.0
"""Points between two words of one line that no justified line has: number and date of a letterhead, recipients and signature."""


@dataclass(slots=True)
class Page:
    """One page: number from 1, size in points, text lines, whether lines are drawn on it, whether it is a picture
    without text.
    """

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    ruled: bool = False
    scanned: bool = False


def open_pages(data: bytes, builder: Builder) -> list[Page]:
    """All pages. Errors: EXT-011 password, EXT-013 too many pages, EXT-020; PDFium's own on damage."""
    import pypdfium2 as pdfium

    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise Problem("EXT-011" if "assword" in str(error) else "EXT-008", name=builder.name) from error
        try:
            if len(document) > builder.limits.max_pages:
                raise Problem("EXT-013", name=builder.name, pages=len(document), limit=builder.limits.max_pages)
            return [_page(document[index], index + 1) for index in range(len(document))]
        finally:
            document.close()


def texts_in(data: bytes, wanted: dict[int, list[tuple[float, float, float, float]]]) -> dict[int, list[str]]:
    """The text inside boxes (left, bottom, right, top), by page number."""
    import pypdfium2 as pdfium

    found: dict[int, list[str]] = {}
    with LOCK:
        document = pdfium.PdfDocument(data)
        try:
            for number, boxes in wanted.items():
                page = document[number - 1]
                text = page.get_textpage()
                found[number] = [text.get_text_bounded(*box) for box in boxes]
                text.close()
                page.close()
        finally:
            document.close()
    return found


def _page(raw: Any, number: int) -> Page:
    import pypdfium2.raw as pdfium

    width, height = raw.get_size()
    page = Page(number, width, height)
    text = raw.get_textpage()
    page.lines = _lines(text, number)
    text.close()
    pictures = horizontal = vertical = 0
    for index, item in enumerate(raw.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE))):
        if index > MAX_OBJECTS:
            break
        left, bottom, right, top = item.get_bounds()
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += (right - left) * (top - bottom) > width * height / 4
        else:
            horizontal += right - left > MIN_RULE
            vertical += top - bottom > MIN_RULE
    page.ruled = horizontal >= 2 and vertical >= 2 and raw.get_rotation() == 0
    page.scanned = bool(pictures) and not page.lines
    raw.close()
    return page


def _lines(text: Any, number: int) -> list[Line]:
    """PDFium's own line ends, and wide gaps, with the box of the first and last character."""
    import pypdfium2.raw as pdfium

    count = text.count_chars()
    codes = [pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count)]
    lines: list[Line] = []
    begin = 0
    for index in range(count + 1):
        if index < count and codes[index] not in (10, 13):
            continue
        for start, end in _columns(text, codes, begin, index):
            line = _line(text, codes, start, end, number)
            if line is not None and line.text:
                lines.append(line)
        begin = index + 1
    return lines


def _columns(text: Any, codes: list[int], begin: int, end: int) -> list[tuple[int, int]]:
    """The line cut where a gap is so wide that two columns stand side by side."""
    cuts = [begin]
    for index in range(begin + 1, end - 1):
        if codes[index] == 32 and codes[index - 1] > 32 and codes[index + 1] > 32:
            left = text.get_charbox(index - 1, loose=True)[2]
            if text.get_charbox(index + 1, loose=True)[0] - left > COLUMN_GAP:
                cuts.append(index)
    return list(pairwise([*cuts, end]))


def _line(text: Any, codes: list[int], begin: int, end: int, number: int) -> Line | None:
    inked = [index for index in range(begin, end) if codes[index] > 32 and codes[index] not in (0xA0, 0xFFFE)]
    if not inked:
        return None
    letters = "".join("-" if code in (2, 0xFFFE) else chr(code) for code in codes[begin:end] if code < 0x110000)
    left, bottom, _, top = text.get_charbox(inked[0], loose=True)
    _, _, right, _ = text.get_charbox(inked[-1], loose=True)
    return Line(normal_text(letters), number, left, bottom, right, top)
