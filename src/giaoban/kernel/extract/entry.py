"""The one door of the room."""

from __future__ import annotations

from importlib import import_module

from giaoban.kernel.extract.model import DEFAULT, Document, Limits
from giaoban.kernel.extract.problems import BROKEN
from giaoban.kernel.problems import Problem

MEGABYTE = 1024 * 1024


def extract(data: bytes, *, name: str, limits: Limits = DEFAULT) -> Document:
    """The content of a file; `name` serves the sentences and a note, the type is told by content.

    Nothing in the file is run and nothing is fetched. Errors: Problem EXT-001 to EXT-021, and no other exception
    whatever the bytes.
    """
    if not data:
        raise Problem("EXT-001", name=name)
    if len(data) > limits.max_bytes:
        size = f"{len(data) / MEGABYTE:.1f}".replace(".", ",")
        raise Problem("EXT-004", name=name, size=size, limit=limits.max_bytes // MEGABYTE)
    from giaoban.kernel.extract.builder import Builder
    from giaoban.kernel.extract.kinds import fits, sniff
    from giaoban.kernel.extract.legacy import font_of

    kind = sniff(data, name)
    builder = Builder(name, limits)
    if not fits(kind, name):
        builder.note("wrong_extension")
    reader = import_module(f"giaoban.kernel.extract.{kind}")
    try:
        document: Document = reader.read(data, builder)
        font = font_of(document.text)
        if font:  # some signs of the font are lost as spaces are made ordinary: read again, with the letters first
            builder = Builder(name, limits, font, [*document.notes, "legacy_font_read"])
            document = reader.read(data, builder)
    except Problem:
        raise
    except Exception as error:
        # The parsers of five formats fail in a hundred ways on damaged input; each of them means the same to the sender.
        raise Problem(BROKEN[kind], name=name) from error
    return document
