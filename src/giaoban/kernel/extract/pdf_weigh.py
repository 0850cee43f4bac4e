"""Compressed streams of a PDF weighed before a parser unpacks them whole."""

from __future__ import annotations

import re
import zlib

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.problems import Problem

CHUNK = 1 << 16
HEAD = 400
"""Bytes before a stream in which its dictionary is looked for."""
WITH_PICTURES = 4
"""How many times `max_unpacked` all streams may unpack to, pictures among them; without pictures once."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image")


def weigh(data: bytes, builder: Builder) -> None:
    """Errors: EXT-012 where one deflated stream unpacks to more than `max_xml` (a picture: `max_unpacked`), or all to too much."""
    view = memoryview(data)
    limits = builder.limits
    text = total = 0
    for match in _STREAM.finditer(data):
        picture = _IMAGE.search(data[max(0, match.start() - HEAD) : match.start()])
        limit = limits.max_unpacked if picture else limits.max_xml
        size = unpacked(view[match.end() :], limit)
        total, text = total + size, text + (0 if picture else size)
        if size > limit or text > limits.max_unpacked or total > WITH_PICTURES * limits.max_unpacked:
            raise Problem("EXT-012", name=builder.name)


def unpacked(packed: memoryview, limit: int) -> int:
    """Bytes that a deflated stream unpacks to, counted until it ends, breaks or exceeds the limit; 0 where it is not deflated."""
    engine = zlib.decompressobj()
    size = place = 0
    try:
        while not engine.eof and place < len(packed) and size <= limit:
            size += len(engine.decompress(packed[place : place + CHUNK]))
            place += CHUNK
    except zlib.error:
        return size
    return size
