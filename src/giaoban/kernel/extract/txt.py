"""Plain text in the encodings offices send."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.legacy import font_of, repaired
from giaoban.kernel.extract.model import Block, BlockKind, Document, Table
from giaoban.kernel.extract.normal import TEXT_CONTROL, marked_as_heading, marked_as_item
from giaoban.kernel.extract.typed import typed_tables
from giaoban.kernel.problems import Problem

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]+")
WRAPPED = 55
"""A line at least this long may be hard-wrapped: the next one continues it where it begins with a small letter."""


def read(data: bytes, builder: Builder) -> Document:
    """The decoded text itself; offsets are those of the decoded file wherever it is NFC already. Errors: EXT-002,
    EXT-019, EXT-020.
    """
    text = decode(data, builder)
    if builder.font:
        text = "".join(repaired(line, builder.font) for line in text.splitlines(keepends=True))
    cleaned = TEXT_CONTROL.sub(" ", text)
    if cleaned != text:
        builder.note("control_characters")
    composed = unicodedata.normalize("NFC", cleaned)
    if composed != cleaned:
        builder.note("not_nfc")
    if len(composed) > builder.limits.max_text:
        raise Problem("EXT-020", name=builder.name, limit=f"{builder.limits.max_text:,}".replace(",", "."))
    tables = typed_tables(composed)
    blocks = _with_cells(_paragraphs(composed), tables)
    if not blocks:
        raise Problem("EXT-019", name=builder.name)
    return Document("txt", composed, tuple(blocks), tables, tuple(builder.notes))


def decode(data: bytes, builder: Builder) -> str:
    """Bytes as text, with a note where the encoding had to be guessed. Errors: EXT-002 where they are no text at all."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        builder.note("utf16")
        return data.decode("utf-16", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    wide = _looks_utf16(data)
    if wide:
        builder.note("guessed_utf16")
        return data.decode(wide, "replace")
    odd = sum(data[:65536].count(bytes([c])) for c in range(32) if c not in b"\t\n\r\f")
    if odd * 50 > len(data[:65536]):
        raise Problem("EXT-002", name=builder.name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            builder.note("cut_character")
            return data[: error.start].decode("utf-8")
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 20 <= sum(c > "\x7f" for c in text):
        builder.note("bad_bytes")
        return text
    western = data.decode("latin-1")
    if font_of(western):
        return western
    text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if not any(c.isalpha() for c in text):
        raise Problem("EXT-002", name=builder.name)
    builder.note("guessed_windows_1258")
    return text


def _looks_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, told by zero bytes on one side only; "" where it is not UTF-16."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 5 > len(sample) and even * 50 < len(sample):
        return "utf-16-le"
    if even * 5 > len(sample) and odd * 50 < len(sample):
        return "utf-16-be"
    return ""


def _paragraphs(text: str) -> list[Block]:
    """One block a line, hard-wrapped lines together."""
    spans: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        body = line.strip()
        if not body:
            continue
        start = match.start() + line.index(body)
        end = start + len(body)
        if spans and _continues(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [
        Block(_kind(text[start:end]), start, end, f"đoạn {number}")
        for number, (start, end) in enumerate(spans, start=1)
    ]


def _with_cells(paragraphs: Sequence[Block], tables: Sequence[Table]) -> list[Block]:
    """The cells of tables in the place of the lines they stand in."""
    cells = [
        Block("cell", cell.start, cell.end, cell.address)
        for table in tables
        for row in table.rows
        for cell in row
        if cell.end > cell.start
    ]
    ends = [cell.end for cell in cells]
    starts = [cell.start for cell in cells]
    outside = [block for block in paragraphs if bisect_left(starts, block.end) == bisect_right(ends, block.start)]
    return sorted([*outside, *cells], key=lambda block: block.start)


def _continues(text: str, before: tuple[int, int], start: int) -> bool:
    """True where the line at `start` goes on with the sentence of the line right above it."""
    gap = text[before[1] : start]
    if len(re.findall("\r\n|[\r\n\x85\u2028\u2029]", gap)) != 1 or not text[start].islower():
        return False
    last = text[before[0] : before[1]].rpartition("\n")[2]
    return len(last) >= WRAPPED and last[-1] not in ".:;!?…" and not marked_as_item(text[start : start + 4])


def _kind(line: str) -> BlockKind:
    return "heading" if marked_as_heading(line) else "list_item" if marked_as_item(line) else "paragraph"
