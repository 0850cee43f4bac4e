"""Scans: pictures of pages, read by the program tesseract with Vietnamese, one page after the other.

It takes seconds a page, so that nobody waits for it on a page of the program: only who asks for it (`recognise=True`) gets it.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.model import Document, Word
from giaoban.kernel.extract.normal import marked_as_item, normal_text
from giaoban.kernel.extract.pdf_pages import LOCK
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

PROGRAM = "tesseract"
LANGUAGE = "vie"
DPI = 300
POINT = 72
MAX_SIGNS = 40_000_000
"""A page of A3 at 300 dpi has 17 million pixels; a picture beyond this is no page."""
_LIMITS = 'ulimit -t "$1"; shift; exec "$@"'
_WORD_LEVEL = "5"
_COLUMNS = 12
_MARK = re.compile(r"(?:[IVX]{1,4}|\d{1,2})[.)]\s")
_BULLETS = frozenset("«»©®¢•*°·")
"""What a printed bullet or dash at the beginning of a line is taken for."""
SHORT = 0.12
"""A line that ends this part of its paragraph's width before the right edge is the last of a paragraph."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner."""
Placed = tuple[str, float, Box]
"""A word, how sure the program is of it, its box."""


@dataclass(frozen=True, slots=True)
class Read:
    """A word of tesseract's table: the block, paragraph and line it names, how sure it is, the box in points."""

    block: str
    paragraph: str
    line: str
    text: str
    sure: float
    box: Box


@dataclass(slots=True)
class Paragraph:
    """One paragraph of a page: its words with places in points from the upper left corner."""

    words: list[Placed] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    """Indices of the words that begin a line."""


def read(data: bytes, builder: Builder) -> Document:
    """Paragraphs of every page, and its words with their boxes and how sure the program is of each.

    Errors: EXT-008 for a damaged PDF or picture, EXT-013 too many pages, EXT-018 too slow, EXT-019 no text, EXT-020, EXT-022 without
    the program.
    """
    program = shutil.which(PROGRAM)
    if program is None or LANGUAGE not in _languages(program):
        raise Problem("EXT-022", name=builder.name)
    words: list[Word] = []
    for number, image in enumerate(_pages(data, builder), start=1):
        place = 0
        for paragraph in _paragraphs(_recognise(program, image, builder)):
            for text, found in _texts(paragraph):
                place += 1
                start = builder.paragraph(text, page=number, address=f"trang {number}, đoạn {place}")
                words.extend(_placed(found, builder, start, number))
    builder.note("recognised")
    document = builder.finish("scan")
    return Document(document.kind, document.text, document.blocks, (), document.notes, tuple(words))


def _languages(program: str) -> frozenset[str]:
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(done.stdout.split())


def _pages(data: bytes, builder: Builder) -> Iterator[Image]:
    """The pages as grey pictures of 300 dpi. Errors: EXT-008, EXT-011, EXT-013."""
    return _pdf_pages(data, builder) if b"%PDF-" in data[:1024] else _picture_pages(data, builder)


def _pdf_pages(data: bytes, builder: Builder) -> Iterator[Image]:
    import pypdfium2 as pdfium

    with LOCK:
        document = pdfium.PdfDocument(data)
        count = len(document)
    _few(count, builder)
    for index in range(count):
        with LOCK:
            page = document[index]
            width, height = page.get_size()
            scale = min(DPI / POINT, (MAX_SIGNS / max(width * height, 1)) ** 0.5)
            image = page.render(scale=scale, grayscale=True).to_pil()
            page.close()
        yield image
    with LOCK:
        document.close()


def _picture_pages(data: bytes, builder: Builder) -> Iterator[Image]:
    from PIL import Image, ImageOps, ImageSequence

    book = Image.open(io.BytesIO(data))
    _few(getattr(book, "n_frames", 1), builder)
    for frame in ImageSequence.Iterator(book):
        if frame.width * frame.height > MAX_SIGNS:
            raise Problem("EXT-012", name=builder.name)
        dpi = float(frame.info.get("dpi", (DPI, DPI))[0]) or DPI
        page = ImageOps.exif_transpose(frame).convert("L")
        page.info["dpi"] = (dpi, dpi)
        yield page


def _few(count: int, builder: Builder) -> None:
    limit = builder.limits.max_scan_pages
    if count > limit:
        raise Problem("EXT-013", name=builder.name, pages=count, limit=limit)


def _recognise(program: str, image: Image, builder: Builder) -> list[Read]:
    """The words that tesseract reads on a page, in its order. Errors: EXT-008, EXT-018."""
    dpi = float(image.info.get("dpi", (DPI, DPI))[0])
    picture = io.BytesIO()
    image.save(picture, "PNG", compress_level=1)
    seconds = builder.limits.scan_seconds
    command = [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(max(70, round(dpi))), "tsv"]
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", _LIMITS, "sh", str(seconds), *command],
            input=picture.getvalue(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise Problem("EXT-018", name=builder.name, seconds=seconds) from None
    if done.returncode:
        raise Problem("EXT-008", name=builder.name)
    lines = done.stdout.decode("utf-8", "replace").splitlines()[1:]
    return [word for line in lines if (word := _word(line.split("\t"), POINT / dpi))]


def _word(row: Sequence[str], scale: float) -> Read | None:
    """A row of tesseract's table as a word with its place in points, None for other rows."""
    if len(row) != _COLUMNS or row[0] != _WORD_LEVEL or not normal_text(row[-1]):
        return None
    left, top, width, height = (float(side) * scale for side in row[6:10])
    return Read(row[2], row[3], row[4], row[-1], float(row[10]), (left, top, left + width, top + height))


def _paragraphs(words: Sequence[Read]) -> list[Paragraph]:
    """The words of a page by block and paragraph, in the program's order."""
    found: dict[tuple[str, str], Paragraph] = {}
    last: tuple[str, str, str] | None = None
    for word in words:
        here = found.setdefault((word.block, word.paragraph), Paragraph())
        text, line = word.text, (word.block, word.paragraph, word.line)
        if line != last:
            last = line
            here.breaks.append(len(here.words))
            text = "-" if text in _BULLETS else text
        here.words.append((normal_text(text), word.sure, word.box))
    return list(found.values())


def _texts(paragraph: Paragraph) -> Iterator[tuple[str, list[Placed]]]:
    """The paragraph, cut behind a line that ends early and where a line begins like an item of a list or a heading."""
    words = paragraph.words
    left, right = min(box[0] for _, _, box in words), max(box[2] for _, _, box in words)
    early, late = right - SHORT * (right - left), left + 2 * SHORT * (right - left)
    cuts = [0]
    for index in paragraph.breaks[1:]:
        ahead = " ".join(word for word, _, _ in words[index : index + 2])
        if words[index - 1][2][2] < early or words[index][2][0] > late or marked_as_item(ahead) or _MARK.match(ahead):
            cuts.append(index)
    for start, end in pairwise([*cuts, len(words)]):
        yield " ".join(word for word, _, _ in words[start:end]), words[start:end]


def _placed(words: list[Placed], builder: Builder, start: int, page: int) -> Iterator[Word]:
    """The words of a paragraph at their places in the text."""
    for text, sure, box in words:
        start = builder.find(text, start)
        yield Word(start, start + len(text), page, box, sure)
        start += len(text)
