"""What stands in a Word file that came back, by sections: which section moved, went, is new or has another title, which paragraphs and
parts with a heading of their own moved or are new. Pure; works on plain values. Rules: docs/dev/algorithms/consolidation.md.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from giaoban.ground.org.folding import squeeze
from giaoban.kernel import docform
from giaoban.kernel.docform.alignment import moved

NUMBERED = re.compile(r"\A\s*(?:[IVX]{1,5}|\d{1,3}|[a-zđ])\s*[.)]\s*")
ROMAN = re.compile(r"\A\s*[IVX]{1,5}\s*[.)]\s*\S")
LONGEST = 200
"""Signs of a title."""
FRONT, FOOT, END, NEW = "", "@", "@end", "+"
"""Keys of what stands before the first section, behind the signature, and of the closing words behind the last section; a new section
has this sign and its place in the file."""
OUTSIDE = frozenset({FRONT, FOOT, END})
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of the document that the file was made from, in order: (id, level of a heading or 0); a section's heading is "s-KEY".
    `closing`: the blocks that end the report, in no section."""

    rows: tuple[tuple[str, int], ...]
    closing: frozenset[str] = frozenset()
    section: Mapping[str, str] = field(init=False)
    place: Mapping[str, int] = field(init=False)
    keys: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        section: dict[str, str] = {}
        keys: list[str] = []
        for name, _level in self.rows:
            if name.startswith("s-"):
                keys.append(name.removeprefix("s-"))
            else:
                section[name] = END if name in self.closing else keys[-1] if keys else FRONT
        object.__setattr__(self, "section", section)
        object.__setattr__(self, "keys", tuple(keys))
        object.__setattr__(self, "place", {name: place for place, (name, _level) in enumerate(self.rows)})

    def inside(self, key: str) -> list[str]:
        """The blocks of a section."""
        return [name for name, of in self.section.items() if of == key]

    def under(self, name: str) -> list[str]:
        """What stands under a heading inside its section: up to the next one that is as high. Nothing for what is no heading."""
        place = self.place[name]
        level = self.rows[place][1]
        found: list[str] = []
        for other, high in self.rows[place + 1 :] if level > 1 else ():
            if 0 < high <= level or other in self.closing:
                break
            found.append(other)
        return found


@dataclass(slots=True)
class Part:
    """A section as it stands in the file, with the rows under its title. `retitled`: its heading was typed anew."""

    key: str
    title: str = ""
    rows: list[Json] = field(default_factory=list)
    retitled: bool = False

    @property
    def names(self) -> list[str]:
        """The blocks of the report in it."""
        return [row["block_id"] for row in self.rows if row["block_id"]]


def outline_of(document: docform.Document, *, closing: Collection[str] = ()) -> Outline:
    """The outline of a document."""
    rows = tuple((one.id, one.level if isinstance(one, docform.Heading) else 0) for one in document.blocks)
    return Outline(rows, frozenset(closing))


def parts_of(order: Sequence[Json], closing: Collection[str] = ()) -> list[Part]:
    """What stands in a file (`docform.Stand` as plain values) under its sections' titles, the closing words as a part of their own. A new
    paragraph is a title where it has the first style of headings, or a Roman number and capitals only."""
    parts = [Part(FRONT)]
    for row in order:
        name = row["block_id"]
        if name in closing and parts[-1].key not in {END, FOOT}:
            parts.append(Part(END))
        if name.startswith("s-"):
            parts.append(Part(name.removeprefix("s-"), row["text"]))
        elif name == "@foot":
            parts.append(Part(FOOT))
        elif not name and parts[-1].key != FOOT and is_title(row):
            parts.append(Part(f"{NEW}{len(parts)}", NUMBERED.sub("", row["text"], count=1).strip()))
        elif not name.startswith("@"):
            parts[-1].rows.append(row)
    return parts


def is_title(row: Json) -> bool:
    """Whether a new row is the title of a section."""
    text = row["text"].strip()
    if row["kind"] != "paragraph" or not 0 < len(text) <= LONGEST or not NUMBERED.sub("", text, count=1).strip():
        return False
    return bool(row["level"] == 1 or (row["level"] == 0 and ROMAN.match(text) and text.isupper()))


def settled(parts: Sequence[Part], base: Outline, titles: Mapping[str, str]) -> None:
    """Give new titles the key of a section where they are one: of the same words in the report, or typed over a heading whose blocks still
    stand below it."""
    known = {part.key for part in parts}
    for part in parts:
        if not part.key.startswith(NEW):
            continue
        same = [key for key, title in titles.items() if key not in known and squeeze(title) == squeeze(part.title)]
        owners = Counter(base.section[name] for name in part.names).most_common(1)
        if same:
            part.key = same[0]
        elif owners and owners[0][0] not in known:
            owner, count = owners[0]
            standing = sum(base.section[name] == owner for one in parts for name in one.names)
            if 2 * count > standing:
                part.key, part.retitled = owner, True
        known.add(part.key)


@dataclass(slots=True)
class Sorted:
    """The changes of a file by sections. `into`: a section whose title went -> the section in which its blocks stand in the file."""

    base: Outline
    parts: list[Part]
    found: Sequence[Json]
    into: dict[str, str] = field(default_factory=dict)
    made: list[Json] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.gone = {one["block_id"] for one in self.found if one["kind"] == "removed" and not one["part"]}

    @property
    def keys(self) -> list[str]:
        """The sections in the order of the file."""
        return [part.key for part in self.parts if part.key not in OUTSIDE]

    def home(self, name: str) -> str:
        """The section of a block, joined sections as one."""
        key = self.base.section[name]
        return self.into.get(key, key)

    def sections(self) -> None:
        """Sections that are new, have another title, or moved."""
        real = [key for key in self.keys if key in self.base.keys]
        sizes = {part.key: len(part.rows) + 1 for part in self.parts}
        kept = heaviest([self.base.keys.index(key) for key in real], [sizes[key] for key in real])
        elsewhere = {key for at, key in enumerate(real) if at not in kept}
        stayed = [key for key in self.base.keys if key in real]
        for part in self.parts:
            about = {"keys": self.keys, "block_id": part.key if part.key[:1] == NEW else f"s-{part.key}"}
            if part.key.startswith(NEW):
                rows = [row for row in part.rows if row["block_id"] or plain(row)]
                self.made.append(
                    change("section_added", **about, after=part.title, members=[member(row) for row in rows])
                )
            elif part.key in elsewhere:
                was = [FRONT, *stayed][stayed.index(part.key)]
                self.made.append(change("section_moved", **about, after=part.title, was=was))
            if part.retitled:
                self.made.append(change("text", block_id=f"s-{part.key}", after=part.title, guessed=True))

    def removals(self) -> list[Json]:
        """Sections that the file has no more: taken out with their blocks, or joined with the one in which most of their blocks stand."""
        made = []
        for key in self.base.keys:
            if key in self.keys or f"s-{key}" not in self.gone:
                continue
            inside = self.base.inside(key)
            standing = Counter(part.key for part in self.parts for name in part.names if self.base.section[name] == key)
            into, _count = standing.most_common(1)[0] if standing else ("", 0)
            front = into == FRONT
            real = [one for one in self.keys if one[:1] != NEW]
            if front or into in {FOOT, END}:
                into = next(iter(real if front else reversed(real)), "")
            if 2 * standing.total() < len(inside) or into[:1] in {NEW, ""}:
                into = ""
            if into:
                self.into[key] = into
            names = [name for name in inside if name in self.gone] if not into else []
            stay = [name for name in inside if name not in self.gone] if into and front else []
            made.append(change("section_removed", block_id=f"s-{key}", into=into, members=names, front=stay))
        return made

    def paragraphs(self) -> None:
        """Blocks that stand in another section or another order than before, and new paragraphs, each with what it stands behind."""
        last = ""
        for part in self.parts:
            if part.key.startswith(NEW):
                self.made += [
                    change("added", block_id=last, **told(row))
                    for row in part.rows
                    if not row["block_id"] and not plain(row)
                ]
                continue
            if part.key not in OUTSIDE:
                last = f"s-{part.key}"
            own = [name for name in part.names if self.home(name) == part.key]
            out = {own[at] for at in moved([self.base.place[name] for name in own])}
            for row in part.rows:
                name = row["block_id"]
                if not name:
                    self.made.append(change("added", block_id=last, **told(row)))
                    continue
                joined = part.key in OUTSIDE and self.base.section[name] in self.into
                if name in out or (self.home(name) != part.key and not joined):
                    self.made.append(change("moved", block_id=last, moved_id=name, **told(row)))
                last = name


def heaviest(order: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Places in `order` (all different) of the rising row that weighs most: of two sections that changed places the shorter one moved.

    Quadratic; a report has at most some dozens of sections.
    """
    best: list[tuple[int, list[int]]] = []
    for place, value in enumerate(order):
        before = [best[at] for at in range(place) if order[at] < value]
        weight, row = max(before, key=lambda one: one[0], default=(0, []))
        best.append((weight + weights[place], [*row, place]))
    return set(max(best, key=lambda one: one[0], default=(0, []))[1])


def regrouped(found: Sequence[Json], order: Sequence[Json], base: Outline, titles: Mapping[str, str]) -> list[Json]:
    """The changes of a file (`docform.compare` as plain values) with sections, and parts under a heading, as one change each. `titles`: of
    the report's sections by now. Moves and new paragraphs are told anew by section: first sections that are new or moved, then words, then
    paragraphs, then sections that went. Linear but for the longest rising row of each section."""
    parts = parts_of(order, base.closing)
    settled(parts, base, titles)
    work = Sorted(base, parts, found)
    removed = work.removals()
    work.sections()
    whole = {name for one in removed for name in one["members"]}
    worded = [
        one
        for one in found
        if one["kind"] not in {"moved", "added", "removed"}
        or (one["kind"] == "removed" and one["block_id"] not in whole and one["block_id"][:2] != "s-")
    ]
    sections, work.made = work.made, []
    work.paragraphs()
    return [*sections, *removed_parts(worded, base), *chained(work.made, base), *removed]


def change(kind: str, **more: Any) -> Json:
    """A change as `docform.Change` has it, with what only changes of sections have."""
    empty = {"block_id": "", "before": "", "after": "", "part": "", "key": "", "row": None, "level": 0, "moved_id": ""}
    return {"kind": kind, **empty, "guessed": False, **more}


def told(row: Json) -> Json:
    """What a row of the file gives to its change."""
    picture = row["kind"] != "paragraph"
    return {"before": row["text"], "after": "" if picture and not row["block_id"] else row["text"]} | {
        name: row[name] for name in ("level", "guessed")
    }


def plain(row: Json) -> bool:
    """Whether a new row is a paragraph that the report can take."""
    return bool(row["kind"] == "paragraph" and row["text"].strip() and "\n" not in row["text"].strip())


def member(row: Json) -> Json:
    """A row as a part of a bigger change; `block`: the id of one that the report has, "" for new words."""
    text = row["text"]
    if row["level"]:
        text = NUMBERED.sub("", text, count=1)
    return {"block": row["block_id"], "text": " ".join(text.split()), "level": row["level"], "kind": row["kind"]}


def removed_parts(found: Sequence[Json], base: Outline) -> list[Json]:
    """The same changes; a heading that went with everything under it is one change with its `members`."""
    gone = {one["block_id"] for one in found if one["kind"] == "removed" and not one["part"]}
    under = {name: base.under(name) for name in gone if name in base.place}
    whole = {name: below for name, below in under.items() if below and gone.issuperset(below)}
    inner = {name for below in whole.values() for name in below}
    made = []
    for one in found:
        if one["kind"] == "removed" and one["block_id"] in inner:
            continue
        own = whole.get(one["block_id"]) if one["kind"] == "removed" and not one["part"] else None
        made.append(one | {"members": own} if own else one)
    return made


def chained(made: Sequence[Json], base: Outline) -> list[Json]:
    """The same changes; a heading that moved with what is under it, or is new with new paragraphs under it, is one change."""
    found: list[Json] = []
    head: Json | None = None
    waiting: list[str] = []
    for one in made:
        if head is not None and one["kind"] == "moved" and waiting[:1] == [one["moved_id"]] and follows(head, one):
            head["members"].append(waiting.pop(0))
            continue
        if head is not None and head["kind"] == "moved" and one["kind"] == "added" and follows(head, one):
            found.append(one)
            continue
        if head is not None and head["kind"] == "added" and belongs(head, one):
            head["members"].append(
                member({"block_id": "", "text": one["after"], "level": one["level"], "kind": "paragraph"})
            )
            continue
        head, waiting = None, []
        if one["kind"] == "moved" and (below := base.under(one["moved_id"])):
            head, waiting = one | {"members": []}, below
        elif one["kind"] == "added" and one["level"] > 1:
            head = one | {"members": []}
        found.append(head or one)
    return [{name: value for name, value in one.items() if name != "members" or value} for one in found]


def follows(head: Json, one: Json) -> bool:
    """Whether a moved block stands just behind what moved with a heading so far."""
    last = head["members"][-1] if head["members"] else head["moved_id"]
    return bool(one["block_id"] == last)


def belongs(head: Json, one: Json) -> bool:
    """Whether a new row stands under a new heading."""
    lower = one["level"] == 0 or one["level"] > head["level"]
    return bool(one["kind"] == "added" and one["block_id"] == head["block_id"] and lower and one["after"].strip())


def candidates(keys: Sequence[str], key: str, present: Collection[str]) -> list[str]:
    """The sections that stand before one in the file, nearest first, of those the report has."""
    place = list(keys).index(key) if key in keys else len(keys)  # taken before: it stands under the key that it got
    return [one for one in reversed(keys[:place]) if one in present]
