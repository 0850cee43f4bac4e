"""A docx edited as a person edits it in Word: words typed over, paragraphs added, joined, split, moved, deleted."""

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from giaoban.kernel.docform import Document, docx_bytes

written = cache(lambda document: docx_bytes(document, pictures=False))
"""Most tests edit the same file."""


class Edited:
    """An open file; `bytes()` saves it."""

    def __init__(self, document: Document) -> None:
        self.file = docx.Document(BytesIO(written(document)))

    def bytes(self) -> bytes:
        stream = BytesIO()
        self.file.save(stream)
        return stream.getvalue()

    def paragraph(self, start: str) -> Any:
        """The first paragraph, in tables too, whose words begin so."""
        for element in self.file.element.body.iter(qn("w:p")):
            if "".join(t.text or "" for t in element.iter(qn("w:t"))).startswith(start):
                return Paragraph(element, self.file)
        raise AssertionError(f"no paragraph begins with {start!r}")

    def replace(self, before: str, after: str) -> None:
        """Type over words, all in one run."""
        for element in self.file.element.body.iter(qn("w:t")):
            if before in (element.text or ""):
                element.text = element.text.replace(before, after)
                return
        raise AssertionError(f"no run has {before!r}")

    def add_after(self, start: str, text: str) -> None:
        """A new paragraph after the one that begins so."""
        here = self.paragraph(start)
        made = self.file.add_paragraph(text)
        here._p.addnext(made._p)

    def delete(self, start: str) -> None:
        element = self.paragraph(start)._p
        element.getparent().remove(element)

    def unmark(self) -> None:
        """Take every bookmark and content control away, as a program does that knows neither."""
        body = self.file.element.body
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            for element in list(body.iter(qn(name))):
                element.getparent().remove(element)
        for control in list(body.iter(qn("w:sdt"))):
            for run in control.find(qn("w:sdtContent")):
                control.addprevious(run)
            control.getparent().remove(control)
