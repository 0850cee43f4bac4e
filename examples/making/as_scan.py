"""A page as a scanner gives it: a picture in a PDF, without a letter that could be read."""

from __future__ import annotations

import io

import pypdfium2

from making import as_pdf
from making.source import Source

SCALE = 1.1
QUALITY = 30


def make(source: Source) -> bytes:
    """The bytes of the PDF; they depend on the library that draws it."""
    page = pypdfium2.PdfDocument(as_pdf.make(source))[0]
    picture = page.render(scale=SCALE).to_pil().convert("L")
    target = io.BytesIO()
    picture.save(target, "PDF", quality=QUALITY, resolution=72 * SCALE, creationDate=None, modDate=None)
    return target.getvalue()
