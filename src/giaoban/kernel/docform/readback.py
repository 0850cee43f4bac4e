"""A docx that somebody edited -> its blocks in order, with their marks and their fields. The file is not trusted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from giaoban.kernel.docform.marks import BLOCK, FIELD, PROPERTY, SOURCE, normal, words_hash
from giaoban.kernel.docform.model import Field, Run, Text
from giaoban.kernel.extract.model import DEFAULT, Limits
from giaoban.kernel.extract.package import Package, attribute, local
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

ReadKind = Literal["paragraph", "table", "picture"]
WRAPPERS = frozenset(
    {"sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "bdo", "dir", "subDoc"}
)
GONE = frozenset({"del", "moveFrom"})
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
PICTURES = frozenset({"drawing", "pict", "object", "AlternateContent"})
HEADING = re.compile(r"heading ?([1-3])\Z", re.I)
OPEN = 8
"""How many bookmarks are open at a time; those of an edited file overlap by two or three."""
DEEP = 60
"""How many wrappers inside each other are followed; no editor writes more than a few."""


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A paragraph, table or picture of the file. `marks`: of the blocks it is or stands among, empty for what somebody wrote new;
    `left`: the hash of the words with which each of these left; `runs`: its words, a field with its mark as its key; `rows`: of a
    table, cells as runs; `level`: of a heading, else 0."""

    kind: ReadKind
    marks: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    level: int = 0
    left: tuple[str, ...] = ()

    @property
    def skeleton(self) -> str:
        """Its words with fields as signs that no text has: what remains the same whatever the numbers."""
        rows = (self.runs,) if self.kind != "table" else (cell for row in self.rows for cell in (*row, ()))
        return "\n".join(skeleton(runs) for runs in rows)

    def touched(self, mark: str) -> bool:
        """Whether its words are others than those with which the block of a mark left; also where nobody wrote that down."""
        return mark not in self.marks or self.left[self.marks.index(mark)] != words_hash(self.skeleton)

    @property
    def text(self) -> str:
        """Its words: cells of a row separated by tabs, rows by line breaks."""
        if self.kind != "table":
            return shown(self.runs)
        return "\n".join("\t".join(shown(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was found in a file. `tracked`: it has tracked changes (read as accepted); `keeps_marks`, `keeps_fields`: whether the program
    that saved it left any mark of blocks, of fields; `had`: the marks of the blocks it left with; `origin`: which edition of the document
    it was made from, "" where it does not say."""

    name: str
    blocks: tuple[ReadBlock, ...]
    tracked: bool
    keeps_marks: bool
    keeps_fields: bool
    had: frozenset[str] = frozenset()
    origin: str = ""


def read_back(data: bytes, *, name: str = "văn bản.docx", limits: Limits = DEFAULT) -> ReadBack:
    """The blocks of a docx, from the head down, in the order of the file; empty lines are left out.

    Errors: EXT-001 empty, EXT-004 too large, EXT-005 no docx or damaged, EXT-011 password, EXT-012 unpacks too large, EXT-014 too many
    cells, EXT-016 entities; no other exception whatever the bytes.
    """
    if not data:
        raise Problem("EXT-001", name=name)
    if len(data) > limits.max_bytes:
        size, limit = f"{len(data) / 1048576:.1f}".replace(".", ","), limits.max_bytes // 1048576
        raise Problem("EXT-004", name=name, size=size, limit=limit)
    try:
        reader = Reader(name, limits)
        package = Package(data, name, limits)
        reader.walk(body_of(package, name))
        origin = reader.origin or origin_of(package)
    except Problem:
        raise
    except Exception as error:
        # The parsers of zip and XML fail in many ways on damaged input; each of them means the same to the sender.
        raise Problem("EXT-005", name=name) from error
    had = frozenset(reader.had)
    return ReadBack(name, tuple(reader.blocks), reader.tracked, reader.keeps_marks, reader.keeps_fields, had, origin)


def origin_of(package: Package) -> str:
    """The edition that the file's own properties name; "" where they name none. Errors: those of `Package`."""
    path = next((path for kind, path in package.relations("").values() if kind == "custom-properties"), "")
    root = package.xml(path) if path else None
    named = [each for each in (root if root is not None else ()) if attribute(each, "name") == PROPERTY]
    value = "".join(str(text) for text in named[0].itertext()).strip() if named else ""
    return value if SOURCE.match(f"go_{value}") else ""


def body_of(package: Package, name: str) -> _Element:
    """The body of the main part. Errors: EXT-005 where there is none, those of `Package`, the parsers' own on damage."""
    targets = package.relations("").values()
    root = package.xml(next((path for kind, path in targets if kind == "officeDocument"), "word/document.xml"))
    body = next((child for child in root if local(child) == "body"), None) if root is not None else None
    if body is None:
        raise Problem("EXT-005", name=name)
    return body


def skeleton(runs: tuple[Run, ...]) -> str:
    """The words of runs with the fields as signs that no text has."""
    return normal("".join(f" \ue000{key_of(run)}\ue000 " if isinstance(run, Field) else run.text for run in runs))


def key_of(field: Field) -> str:
    """The hash of the key behind a field that was read."""
    match = FIELD.match(field.key)
    return match[1] if match else ""


def shown(runs: tuple[Run, ...]) -> str:
    """The words of runs."""
    return "".join(run.shown if isinstance(run, Field) else run.text for run in runs)


class Line:
    """The pieces of one paragraph while it is read."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, str, bool, bool]] = []
        self.marks: dict[str, str] = {}
        self.picture = False

    def add(self, text: str, field: str, bold: bool, italic: bool) -> None:
        """Add words; those of one field, or of one look, become one piece."""
        if self.pieces:
            before, of, was_bold, was_italic = self.pieces[-1]
            if of == field and (field or (was_bold, was_italic) == (bold, italic)):
                dress = (bold, italic) if not before else (was_bold, was_italic)
                self.pieces[-1] = (before + text, of, *dress)
                return
        self.pieces.append((text, field, bold, italic))

    def runs(self) -> tuple[Run, ...]:
        """The pieces as runs."""
        made: list[Run] = []
        for text, field, bold, italic in self.pieces:
            text = unicodedata.normalize("NFC", text)
            if field:
                made.append(Field(field, text, bold, italic))
            else:
                made.append(Text(text, bold, italic))
        return tuple(made)


class Reader:
    """Walks the body once. Bookmarks may begin and end in different paragraphs, so those that are open are remembered."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.blocks: list[ReadBlock] = []
        self.open: dict[str, str] = {}
        self.tracked = self.keeps_marks = self.keeps_fields = False
        self.counted = 0
        self.origin = ""
        self.had: set[str] = set()

    def walk(self, parent: _Element, depth: int = 0) -> None:
        """Every paragraph and table of the body."""
        for child in parent:
            kind = local(child)
            if kind == "p":
                self.paragraph(child)
            elif kind == "tbl":
                self.table(child)
            elif kind.startswith("bookmark"):
                self.bookmark(child, Line())
            elif self.enters(child) and depth < DEEP:
                self.walk(child, depth + 1)

    def enters(self, element: _Element) -> bool:
        """Whether what stands in an element counts; deleted words do not."""
        kind = local(element)
        if kind in GONE or kind in ("ins", "moveTo"):
            self.tracked = True
        return kind in WRAPPERS or kind == "sdt"

    def paragraph(self, element: _Element) -> None:
        """One paragraph; an empty one is left out."""
        line = self.line(element)
        runs = line.runs()
        if shown(runs).strip() or any(isinstance(run, Field) for run in runs):
            style = next((attribute(each, "val") for each in element.iterfind("{*}pPr/{*}pStyle")), "")
            found = HEADING.match(style)
            self.blocks.append(
                ReadBlock(
                    "paragraph", tuple(line.marks), runs, (), int(found[1]) if found else 0, tuple(line.marks.values())
                )
            )
        elif line.picture:
            self.blocks.append(ReadBlock("picture", tuple(line.marks), left=tuple(line.marks.values())))

    def line(self, element: _Element) -> Line:
        """The pieces of a paragraph, with the marks that are open at some point in it."""
        self.count()
        line = Line()
        for name in self.open.values():
            if match := BLOCK.match(name):
                line.marks[match[1]] = match[3] or ""
        self.inline(element, line, "", 0)
        return line

    def inline(self, parent: _Element, line: Line, field: str, depth: int) -> None:
        """What stands in a paragraph or a wrapper inside it; `field`: the mark of the content control it is in."""
        for child in parent:
            kind = local(child)
            if kind == "r":
                self.run(child, line, field)
            elif kind.startswith("bookmark"):
                self.bookmark(child, line)
            elif kind == "sdt":
                self.control(child, line, field, depth)
            elif self.enters(child) and depth < DEEP:
                self.inline(child, line, field, depth + 1)
            elif kind in PICTURES:
                line.picture = True

    def bookmark(self, element: _Element, line: Line) -> None:
        """A bookmark begins or ends."""
        number, mark = attribute(element, "id"), attribute(element, "name").lower()
        if local(element) == "bookmarkEnd":
            self.open.pop(number, None)
        elif source := SOURCE.match(mark):
            self.origin = source[1]
        elif (match := BLOCK.match(mark)) and match[2] == "z":
            self.had.add(f"gb{match[1][2:]}")
        elif match:
            self.opened(number, mark)
            self.keeps_marks = True
            line.marks[match[1]] = match[3] or ""
        elif FIELD.match(mark):
            self.opened(number, mark)
            self.keeps_fields = True
            line.add("", mark, False, False)

    def opened(self, number: str, mark: str) -> None:
        """Remember an open bookmark; of those that never end only the last few."""
        if len(self.open) >= OPEN:
            del self.open[next(iter(self.open))]
        self.open[number] = mark

    def control(self, element: _Element, line: Line, field: str, depth: int) -> None:
        """A content control: one of ours has the mark of its field as its tag. One that shows a hint to type is empty."""
        tag = next((attribute(each, "val") for each in element.iterfind("{*}sdtPr/{*}tag")), "").lower()
        if FIELD.match(tag):
            field = tag
            self.keeps_fields = True
            line.add("", field, False, False)
        hint = element.find("{*}sdtPr/{*}showingPlcHdr") is not None
        for content in element.iterfind("{*}sdtContent"):
            if depth < DEEP and not hint:
                self.inline(content, line, field, depth + 1)

    def run(self, element: _Element, line: Line, field: str) -> None:
        """The visible signs of a run."""
        look = element.find("{*}rPr")
        if switched(look, "vanish"):
            return
        text = ""
        for child in element:
            kind = local(child)
            if kind == "t":
                text += child.text or ""
            elif kind == "br":
                text += "\n" if attribute(child, "type", "textWrapping") == "textWrapping" else ""
            elif kind in PICTURES:
                line.picture = True
            else:
                text += SIGNS.get(kind, "")
        if text:
            inside = field or next((mark for mark in reversed(self.open.values()) if FIELD.match(mark)), "")
            line.add(text, inside, switched(look, "b"), switched(look, "i"))

    def table(self, element: _Element) -> None:
        """A table with its rows; those deleted with tracked changes are left out."""
        marks: dict[str, str] = {}
        rows = []
        for row in within(element, "tr"):
            if row.find("{*}trPr/{*}del") is not None:
                self.tracked = True
                continue
            cells = []
            for cell in within(row, "tc"):
                cells.append(self.cell(cell, marks))
            rows.append(tuple(cells))
        self.blocks.append(ReadBlock("table", tuple(marks), rows=tuple(rows), left=tuple(marks.values())))

    def count(self) -> None:
        """One paragraph or cell more. Errors: EXT-014 where they are too many to hold."""
        self.counted += 1
        if self.counted > self.limits.max_cells:
            raise Problem("EXT-014", name=self.name, limit=self.limits.max_cells)

    def cell(self, element: _Element, marks: dict[str, str]) -> tuple[Run, ...]:
        """The words of a cell, its paragraphs one below the other."""
        self.count()
        runs: list[Run] = []
        for paragraph in element.iter("{*}p"):
            line = self.line(paragraph)
            marks.update(line.marks)
            made = line.runs()
            if runs and made:
                runs.append(Text("\n"))
            runs += made
        return tuple(runs)


def within(parent: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, those inside wrappers too."""
    waiting = [(each, 0) for each in reversed(parent)]
    while waiting:
        child, depth = waiting.pop()
        if local(child) == name:
            yield child
        elif (local(child) in WRAPPERS or local(child) == "sdt") and depth < DEEP:
            waiting += [(each, depth + 1) for each in reversed(child)]


def switched(look: _Element | None, name: str) -> bool:
    """Whether a property of a run is on."""
    found = None if look is None else look.find(f"{{*}}{name}")
    return found is not None and attribute(found, "val", "1") not in ("0", "false", "off")
