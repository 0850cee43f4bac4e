"""What somebody changed in a docx outside: words, blocks, rows, and the numbers that know their observation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Literal

from giaoban.kernel.docform.alignment import aligned, moved
from giaoban.kernel.docform.layout import head_rows
from giaoban.kernel.docform.marks import FIELD, Role, block_mark, key_hash, normal, words_hash
from giaoban.kernel.docform.model import Chart, Document, Field, Paragraph, Run, Table, Text
from giaoban.kernel.docform.readback import ReadBack, ReadBlock, ReadKind, key_of, shown, skeleton
from giaoban.kernel.docform.wordfile import expected
from giaoban.kernel.problems import Problem

ChangeKind = Literal["text", "added", "removed", "moved", "field", "field_lost", "row_added", "row_removed"]
PARTS: dict[Role, str] = {"b": "", "c": "caption", "u": "unit_note", "s": "source", "d": "data", "n": "title"}
ROWS = 5_000
"""From how many rows on a table is compared as a whole."""
Cells = tuple[tuple[Run, ...], ...]
NEAR = 12
"""How many signs around a number tell where it stood, where its mark is lost."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    kind: text (words changed), added, removed, moved, field (a number typed over), field_lost (its words may be there, its observation is
    not), row_added, row_removed. `block_id`: the block; "@head", "@title", "@about", "@to", "@foot" for what is no block; of an added
    or a moved one the block it now stands after ("" at the beginning). `part`: caption, unit_note, source, data (numbers below a
    chart), title; `row`, `column`: the place in a table, rows of its head below zero. `runs`: the words after, fields with their keys.
    `guessed`: found by likeness, as the file has lost the mark.
    """

    kind: ChangeKind
    block_id: str
    before: str = ""
    after: str = ""
    part: str = ""
    key: str = ""
    row: int | None = None
    column: int | None = None
    runs: tuple[Run, ...] = ()
    level: int = 0
    moved_id: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands at one place of the file. `block_id`: the block it is, as in `Change`; "" for what somebody wrote new. `level`: of a
    heading of the file, else 0."""

    block_id: str
    kind: ReadKind
    text: str
    level: int = 0
    guessed: bool = False


def diff(document: Document, read: ReadBack) -> list[Change]:
    """The changes in the order of the document, then what is new in the order of the file; empty where nothing changed.

    White space alone is no change, nor is what changed in the document since the file was made from it: marks know the words, numbers and
    blocks they left with. Errors: DOF-002 where no block of the document is in the file.
    """
    return compare(document, read)[0]


def compare(document: Document, read: ReadBack) -> tuple[list[Change], list[Stand]]:
    """The changes as `diff` tells them, and what stands in the file from its head to its foot: blocks and new paragraphs, without captions,
    notes and sources. Errors: DOF-002."""
    wanted = expected(document)
    pairs = aligned(wanted, read.blocks)
    names = names_of(document)
    own = [place for place, block in enumerate(wanted) if not names[block.marks[0]][0].startswith("@")]
    if own and not any(place in pairs for place in own):
        raise Problem("DOF-002", name=read.name)
    compared = Compared(document, read, names)
    for place, block in enumerate(wanted):
        name, part = names[block.marks[0]]
        if place not in pairs:
            if name.startswith("@") or compared.left_with(block.marks[0]):
                compared.changes.append(Change("removed", name, before=block.text, part=part))
            continue
        there, guessed = pairs[place]
        compared.block(Place(name, part, guessed=guessed), block, read.blocks[there])
    compared.order(wanted, pairs)
    return compared.changes, compared.stands


def names_of(document: Document) -> dict[str, tuple[str, str]]:
    """Mark -> (id of the block, its part)."""
    found = {block_mark(role, block.id): (block.id, part) for block in document.blocks for role, part in PARTS.items()}
    parts = {block_mark("p", name): (f"@{name}", "") for name in ("head", "title", "about", "foot")}
    lines = {block_mark("p", f"to{place}"): ("@to", "") for place in range(len(document.to) + 1)}
    return found | parts | lines


def keys_of(document: Document) -> dict[str, str]:
    """Hash -> key of every field."""
    found: dict[str, str] = {}
    for block in document.blocks:
        runs: list[Run] = []
        if isinstance(block, Paragraph):
            runs += block.runs
        elif isinstance(block, Table):
            runs += [run for row in block.rows for cell in row.cells for run in cell.runs]
        elif isinstance(block, Chart):
            found |= {key_hash(key): key for each in block.series for key in each.keys if key}
        found |= {key_hash(run.key): run.key for run in runs if isinstance(run, Field)}
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the beginning of every change about it."""

    block_id: str
    part: str = ""
    row: int | None = None
    column: int | None = None
    guessed: bool = False

    def change(self, kind: ChangeKind, before: str, after: str, *, key: str = "", runs: tuple[Run, ...] = ()) -> Change:
        """A change here."""
        return Change(
            kind, self.block_id, before, after, self.part, key, self.row, self.column, runs, guessed=self.guessed
        )


@dataclass(slots=True)
class Compared:
    """A document beside what was read, and the changes so far."""

    document: Document
    read: ReadBack
    names: dict[str, tuple[str, str]]
    changes: list[Change] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    keys: dict[str, str] = field(init=False)
    heads: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = keys_of(self.document)
        tables = (block for block in self.document.blocks if isinstance(block, Table))
        self.heads = {table.id: len(head_rows(table.columns)) for table in tables}

    def left_with(self, mark: str) -> bool:
        """Whether the file left with the block of a mark; so it is taken where the file has no list of its blocks."""
        return not self.read.had or f"gb{mark[2:]}" in self.read.had

    def block(self, place: Place, wanted: ReadBlock, found: ReadBlock) -> None:
        """A block and what became of it. Words that are those the file left with are nobody's change, whatever the document says now."""
        touched = found.touched(wanted.marks[0])
        if wanted.kind == "table":
            self.table(place, wanted, found, touched)
        else:
            self.words(place, wanted.runs, found.runs, touched)

    def words(self, place: Place, wanted: tuple[Run, ...], found: tuple[Run, ...], touched: bool) -> None:
        """A paragraph or a cell: its words where they were touched, then its fields that were typed over."""
        if not self.read.keeps_fields:
            found = placed(wanted, shown(found)) or found
        there = numbered(found)
        if touched and skeleton(wanted) != skeleton(found):
            self.changes.append(place.change("text", shown(wanted), shown(found), runs=self.resolved(found)))
        for name, run in numbered(wanted).items():
            key, other = self.key(run.key), there.get(name)
            if other is None:
                self.changes += [place.change("field_lost", run.shown, "", key=key)] if touched else []
            elif typed_over(other) and normal(other.shown) != normal(run.shown):
                self.changes.append(place.change("field", run.shown, other.shown.strip(), key=key))

    def key(self, mark: str) -> str:
        """The key of the observation behind a mark, empty for one that is not of this document."""
        match = FIELD.match(mark)
        return self.keys.get(match[1], "") if match else ""

    def resolved(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Runs with the keys of their observations; a field of another document becomes words."""
        made: list[Run] = []
        for run in runs:
            key = self.key(run.key) if isinstance(run, Field) else ""
            if isinstance(run, Field):
                made.append(replace(run, key=key) if key else Text(run.shown, run.bold, run.italic))
            else:
                made.append(run)
        return tuple(made)

    def table(self, place: Place, wanted: ReadBlock, found: ReadBlock, touched: bool) -> None:
        """A table: rows that are new or gone, cells that changed."""
        if len(found.rows) > ROWS:
            self.changes.append(place.change("text", wanted.text, ""))
            return
        heads = self.heads.get(place.block_id, 1) if not place.block_id.startswith("@") else 0
        names = [labels(row) for row in wanted.rows], [labels(row) for row in found.rows]
        for _, low, high, start, end in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
            both = min(high - low, end - start)
            for step in range(both):
                there = replace(place, row=low + step - heads)
                self.row(there, wanted.rows[low + step], found.rows[start + step], touched)
            if not touched:
                continue
            for row in range(low + both, high):
                there = replace(place, row=row - heads)
                self.changes.append(there.change("row_removed", line(wanted.rows[row]), ""))
            for row in range(start + both, end):
                there = replace(place, row=high - 1 - heads)
                self.changes.append(there.change("row_added", "", line(found.rows[row])))

    def row(self, place: Place, wanted: Cells, found: Cells, touched: bool) -> None:
        """A row cell by cell; as a whole where it has other columns now."""
        if len(wanted) == len(found):
            for column, (before, after) in enumerate(zip(wanted, found, strict=True)):
                self.words(replace(place, column=column), before, after, touched)
        elif touched:
            self.changes.append(place.change("text", line(wanted), line(found)))

    def order(self, wanted: tuple[ReadBlock, ...], pairs: dict[int, tuple[int, bool]]) -> None:
        """Blocks that stand elsewhere, and those that are new, each with the block that it stands after."""
        backwards = {there: place for place, (there, _) in pairs.items()}
        main = [place for place in sorted(pairs) if self.main(wanted[place])]
        elsewhere = {main[at] for at in moved([pairs[place][0] for place in main])}
        last = ""
        for there, block in enumerate(self.read.blocks):
            place = backwards.get(there)
            if place is None:
                if not self.gone_since(block):
                    self.changes.append(self.new(block, last))
                    self.stands.append(Stand("", block.kind, block.text, block.level))
                continue
            name, part = self.names[wanted[place].marks[0]]
            if not part:
                self.stands.append(Stand(name, block.kind, block.text, block.level, pairs[place][1]))
            if self.main(wanted[place]):
                if place in elsewhere:
                    guessed = pairs[place][1]
                    self.changes.append(
                        Change("moved", last, wanted[place].text, block.text, moved_id=name, guessed=guessed)
                    )
                last = name

    def main(self, block: ReadBlock) -> bool:
        """Whether it is a block itself, not a part of one."""
        name, part = self.names[block.marks[0]]
        return not part and not name.startswith("@")

    def gone_since(self, block: ReadBlock) -> bool:
        """Whether the file left with the block, nobody touched it there, and the document has it no more."""
        known = block.marks and self.read.had and all(self.left_with(mark) for mark in block.marks)
        return bool(known) and not any(mark in self.names or block.touched(mark) for mark in block.marks)

    def new(self, block: ReadBlock, last: str) -> Change:
        """A block that nobody knows."""
        return Change("added", last, after=block.text, runs=self.resolved(block.runs), level=block.level)


def numbered(runs: tuple[Run, ...]) -> dict[tuple[str, int], Field]:
    """The fields of a paragraph by (hash of the key, which one of that key)."""
    found: dict[tuple[str, int], Field] = {}
    counts: Counter[str] = Counter()
    for run in runs:
        if isinstance(run, Field):
            name = key_of(run)
            found[name, counts[name]] = run
            counts[name] += 1
    return found


def typed_over(run: Field) -> bool:
    """Whether a field shows another number than the one the file left with."""
    match = FIELD.match(run.key)
    return match is None or match[2] != words_hash(run.shown)


def labels(row: Cells) -> tuple[str, ...]:
    """What tells a row: its cells with letters. Numbers change, names stay."""
    texts = [normal(shown(cell)) for cell in row]
    return tuple(text for text in texts if any(sign.isalpha() for sign in text))


def line(row: Cells) -> str:
    """A row as text, its cells separated by tabs."""
    return "\t".join(shown(cell) for cell in row)


def placed(wanted: tuple[Run, ...], text: str) -> tuple[Run, ...]:
    """Words of a file that lost its fields, with the fields where they must be: between the words that stood around them.

    Empty where the words give no place to any field.
    """
    return between(wanted, text) or beside(wanted, text)


def between(wanted: tuple[Run, ...], text: str) -> tuple[Run, ...]:
    """The fields as what stands between the unchanged words; empty where the words changed or two fields touch."""
    made: list[Run] = []
    at = 0
    waiting: Field | None = None
    for run in (*wanted, None):
        if isinstance(run, Field):
            if waiting is not None:
                return ()
            waiting = run
            continue
        end = len(text) if run is None else text.find(run.text, at)
        if end < 0 or (waiting is None and end != at):
            return ()
        if waiting is not None:
            made.append(replace(waiting, shown=text[at:end]))
            waiting = None
        if run is not None:
            made.append(run)
            at = end + len(run.text)
    return tuple(made)


def beside(wanted: tuple[Run, ...], text: str) -> tuple[Run, ...]:
    """The fields whose number still stands beside the words it stood beside."""
    found: list[tuple[int, Field]] = []
    at = 0
    for before, run, after in around(wanted):
        place = next(
            (
                there + len(left)
                for left, right in ((before, after), (before, ""), ("", after))
                if left + right and (there := text.find(f"{left}{run.shown}{right}", max(0, at - len(left)))) >= 0
            ),
            -1,
        )
        if place >= 0:
            found.append((place, run))
            at = place + len(run.shown)
    made: list[Run] = []
    at = 0
    for place, run in found:
        made += [Text(text[at:place])] if place > at else []
        made.append(run)
        at = place + len(run.shown)
    made += [Text(text[at:])] if found and at < len(text) else []
    return tuple(made)


def around(runs: tuple[Run, ...]) -> Iterator[tuple[str, Field, str]]:
    """Every field that shows something, with the last words before and the first after it."""
    for place, run in enumerate(runs):
        if isinstance(run, Field) and run.shown:
            yield shown(runs[:place])[-NEAR:], run, shown(runs[place + 1 :])[:NEAR]
