"""The one door of the room."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from giaoban.kernel.extract.model import DEFAULT, Document, Kind, Limits
from giaoban.kernel.extract.problems import BROKEN
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from giaoban.kernel.extract.builder import Builder

MEGABYTE = 1024 * 1024


def extract(data: bytes, *, name: str, limits: Limits = DEFAULT, recognise: bool = False) -> Document:
    """The content of a file; `name` serves the sentences and a note, the type is told by content.

    `recognise`: read scans too (seconds a page); otherwise they are EXT-015. Nothing in the file is run and nothing is fetched.
    Errors: Problem EXT-001 to EXT-022, and no other exception whatever the bytes.
    """
    if not data:
        raise Problem("EXT-001", name=name)
    if len(data) > limits.max_bytes:
        size = f"{len(data) / MEGABYTE:.1f}".replace(".", ",")
        raise Problem("EXT-004", name=name, size=size, limit=limits.max_bytes // MEGABYTE)
    from giaoban.kernel.extract.builder import Builder
    from giaoban.kernel.extract.kinds import fits, sniff

    kind = sniff(data, name)
    builder = Builder(name, limits)
    if kind == "scan" and not recognise:
        raise Problem("EXT-015", name=name)
    if not fits(kind, name):
        builder.note("wrong_extension")
    try:
        return _read(kind, data, builder)
    except Problem as problem:
        if problem.code != "EXT-015" or not recognise:
            raise
    return _read("scan", data, Builder(name, limits))


def _read(kind: Kind, data: bytes, builder: Builder) -> Document:
    """What the reader of a kind makes of it, read again where its letters are of an old font. Errors: Problem only."""
    from giaoban.kernel.extract.legacy import font_of

    name, limits = builder.name, builder.limits
    reader = import_module(f"giaoban.kernel.extract.{kind}")
    try:
        document: Document = reader.read(data, builder)
        font = font_of(document.text)
        if font:  # some signs of the font are lost as spaces are made ordinary: read again, with the letters first
            builder = type(builder)(name, limits, font, [*document.notes, "legacy_font_read"])
            document = reader.read(data, builder)
    except Problem:
        raise
    except Exception as error:
        # The parsers of five formats fail in a hundred ways on damaged input; each of them means the same to the sender.
        raise Problem(BROKEN[kind], name=name) from error
    return document
