"""A Word file that came back, beside the edition it was made from and the report as it is by now: what only the file changed is ready to be
taken, what both changed is shown side by side, what both changed alike is left out. Writes nothing. Rules:
docs/dev/algorithms/consolidation.md.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from giaoban.kernel import docform
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation.models import Block, Consolidated
from giaoban.occasions.consolidation.rendering import block_of
from giaoban.occasions.consolidation.sections import live

NUMBERED = re.compile(r"\A\s*(?:[IVX]{1,5}|\d{1,3}|[a-zđ])\s*[.)]\s*")
NO_TABLE = "số trong biểu, biểu đồ lấy từ sổ số liệu, sửa ở trang số liệu."
NO_HEAD = "phần đầu, cuối văn bản lấy từ trang thông tin báo cáo và danh mục cơ quan."
NO_SECTION = "thêm, bỏ, chuyển cả phần thì làm ở trang soạn thảo."
NO_PICTURE = "ảnh và biểu thêm ngoài phần mềm không đưa vào được."
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Present:
    """The report as it is by now. `blocks`: those taken out too; `before`: block -> the one that stands before it in its section."""

    report: Consolidated
    blocks: Mapping[int, Block]
    before: Mapping[int, int | None]

    @property
    def titles(self) -> dict[str, str]:
        """Titles of the sections by key."""
        return {row["key"]: row["title"] for row in live(self.report.sections)}


@dataclass(frozen=True, slots=True)
class Base:
    """What the report said when the file was made from it: the title, titles of sections by key, and of each block its section, words and
    numbers."""

    title: str
    titles: Mapping[str, str]
    rows: Mapping[int, Json]


def present(report: Consolidated, inside: Sequence[Block], removed: Sequence[Block]) -> Present:
    """The report with its blocks in order and those that were taken out."""
    before = {
        block.pk: (earlier.pk if earlier is not None and earlier.section == block.section else None)
        for earlier, block in zip([None, *inside], inside, strict=False)
    }
    return Present(report, {block.pk: block for block in (*inside, *removed)}, before)


def base_of(report: Consolidated, inside: Sequence[Block]) -> Base:
    """What a report says now, as the base of a later comparison."""
    titles = {row["key"]: row["title"] for row in live(report.sections)}
    rows = {block.pk: {"section": block.section, "text": block.text, "fields": block.fields} for block in inside}
    return Base(report.title, titles, rows)


def listed(found: Sequence[Json], base: Base, now: Present) -> list[Json]:
    """The changes as they are stored: those of one paragraph as one, each told against the report as it is by now."""
    worded = {one["block_id"] for one in found if one["kind"] == "text" and one["row"] is None and not one["part"]}
    typed: dict[str, list[Json]] = {}
    made = []
    for change in found:
        inside = change["block_id"] in worded and change["row"] is None
        if change["kind"] == "field_lost" or (change["kind"] == "field" and inside):
            continue  # the words as a whole say it
        if change["kind"] == "field" and change["row"] is None:
            before = typed.setdefault(change["block_id"], [])
            before.append(change)
            if len(before) > 1:
                continue
        made.append(entry_of(change, base, now))
    for entry in made:
        if entry["kind"] == "field" and not entry["why"]:
            entry["kind"], entry["after"] = "text", typed_over(entry, typed[entry["id"]], base)
    return [entry for entry in made if entry["why"] or weighed(entry, base, now)]


def entry_of(change: Json, base: Base, now: Present) -> Json:
    """One change as it is stored, not yet told against the report. `before`: the words it started from."""
    name, kind = change["block_id"], change["kind"]
    number = block_of(name)
    block = now.blocks.get(number) if number is not None else None
    why = refused(change, block)
    before, after = change["before"], change["after"]
    if name.startswith("s-") and kind == "text":
        before = base.titles.get(name.removeprefix("s-"), before)
        after = cased(NUMBERED.sub("", after, count=1), before)
    elif name == "@about":
        before = base.title
    elif block is not None and kind != "added":
        if block.kind == "heading":
            before, after = (NUMBERED.sub("", words, count=1) for words in (before, after))
        if not why and kind in {"text", "field", "removed"}:
            before = base.rows.get(block.pk, {}).get("text", before)
    return {
        "kind": kind,
        "id": name,
        "block": block.pk if block is not None else None,
        "version": block.version if block is not None else 0,
        "part": change["part"],
        "level": change["level"],
        "moved": block_of(change["moved_id"]) if change["moved_id"] else None,
        "before": before,
        "after": after,
        "why": why,
        "guessed": change["guessed"],
        "state": "refused" if why else "waiting",
        "by": "",
        "side": "file",
        "now": "",
        "combined": "",
        "gone": False,
    }


def cased(text: str, like: str) -> str:
    """A title of a section that was read in capitals, as a sentence: words of the title before in their letters, others small."""
    if not text.isupper():
        return text
    known = {word.upper(): word for word in re.findall(r"\w+", like)}
    made = re.sub(r"\w+", lambda found: known.get(found[0], found[0].lower()), text)
    return made[:1].upper() + made[1:]


def typed_over(entry: Json, changes: Sequence[Json], base: Base) -> str:
    """The words of a block with the numbers that were typed over some of its fields."""
    text = entry["before"]
    fields = marks.loaded(base.rows.get(entry["block"], {}).get("fields", []))
    new: dict[int, tuple[str, int]] = {}
    for change in changes:
        for place, one in enumerate(fields):
            old = (one.key, text[one.start : one.end])
            if place not in new and old == (change["key"], change["before"]):
                new[place] = (change["after"].strip(), one.observation)
                break
    return marks.replaced(text, fields, new)[0]


def refused(change: Json, block: Block | None) -> str:
    """Why a change cannot be taken; "" where it can."""
    kind, name = change["kind"], change["block_id"]
    if name.startswith("@"):
        return "" if name == "@about" and kind == "text" else NO_HEAD
    if kind == "added":
        return "" if change["after"].strip() and "\n" not in change["after"].strip() else NO_PICTURE
    if kind == "moved":
        return "" if block_of(change["moved_id"]) is not None else NO_SECTION
    if name.startswith("s-"):
        return "" if kind == "text" and change["after"].strip() else NO_SECTION
    if block is None:
        return NO_HEAD
    if block.kind in {"paragraph", "heading"} or (kind == "removed" and not change["part"]):
        return ""
    return "" if kind == "text" and change["part"] in {"caption", "title"} else NO_TABLE


def weighed(entry: Json, base: Base, now: Present) -> bool:
    """Tell a change against the report as it is by now: `side` "file" where only the file changed it, "both" where both did, with the words
    of the report (`now`) and both edits in one where they do not meet (`combined`). False: the report says so already."""
    block = now.blocks.get(entry["block"] or 0)
    kind = entry["kind"]
    if kind == "added":
        words = " ".join(entry["after"].split())
        return not any(one.text == words and not one.removed and one.author == "person" for one in now.blocks.values())
    if kind == "moved":
        return moved(entry, base, now)
    if block is None:
        words = now.report.title if entry["id"] == "@about" else now.titles.get(entry["id"].removeprefix("s-"), "")
        return told(entry, words, row=None, fields=[], gone=not words)
    entry["version"] = block.version
    if kind == "removed":
        if not block.removed:
            entry["side"], entry["now"] = ("file", "") if same(block.text, entry["before"]) else ("both", block.text)
        return not block.removed
    return told(entry, block.text, row=base.rows.get(block.pk), fields=block.fields, gone=block.removed)


def moved(entry: Json, base: Base, now: Present) -> bool:
    """Tell a move: "both" where the block went to another section here meanwhile. False: it stands there already, or was taken out."""
    block = now.blocks.get(entry["moved"] or 0)
    if block is None or block.removed:
        return False
    here = now.before.get(block.pk)
    behind = block_of(entry["id"])
    there = behind if behind is not None else entry["id"].removeprefix("s-")
    was = base.rows.get(block.pk, {}).get("section", block.section)
    entry["side"] = "file" if was == block.section else "both"
    return there != (here if here is not None else block.section)


def told(entry: Json, words: str, *, row: Json | None, fields: Sequence[Json], gone: bool) -> bool:
    """Tell changed words against those of the report. Numbers that were only taken anew there are no edit: they go into the words."""
    base, theirs = entry["before"], entry["after"]
    if same(words, theirs) and not gone:
        return False
    combined = docform.merged(base, words, theirs) or ""
    if not gone and same(words, base):
        entry["side"], entry["now"], entry["combined"], entry["gone"] = "file", "", "", False
    elif not gone and combined and row is not None and masked(base, row["fields"]) == masked(words, fields):
        entry["side"], entry["after"], entry["now"], entry["combined"] = "file", combined, "", ""
    else:
        entry["side"], entry["gone"] = "both", gone
        entry["now"], entry["combined"] = ("", "") if gone else (words, combined)
    return True


def same(one: str, other: str) -> bool:
    """Whether two texts say the same; white space does not count."""
    return one.split() == other.split()


def masked(text: str, fields: Sequence[Json]) -> str:
    """Words with their numbers of record as one sign each."""
    return marks.replaced(text, marks.loaded(fields), dict.fromkeys(range(len(fields)), ("\x00", 0)))[0]
