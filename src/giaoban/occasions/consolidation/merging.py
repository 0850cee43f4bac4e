"""A Word file that came back, beside the edition it was made from and the report as it is by now: what only the file changed is ready to be
taken, what both changed is shown side by side, what both changed alike is left out. Writes nothing. Rules:
docs/dev/algorithms/consolidation.md.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from giaoban.kernel import docform
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation.models import Block, Consolidated
from giaoban.occasions.consolidation.rendering import block_of
from giaoban.occasions.consolidation.sectioning import FRONT, NUMBERED, candidates
from giaoban.occasions.consolidation.sections import live

SYLLABLE = re.compile(r"(?:NGH?|[CGKNPT]H|TR|GI|QU|[BCDĐGHKLMNPQRSTVX])?[AEIOUY]+(?:N[GH]|CH|[CMNPT])?\Z")
"""A word of the language in capitals without its accents; UBND, HĐND, CCHC are none."""
NO_TABLE = "số trong biểu, biểu đồ lấy từ sổ số liệu, sửa ở trang số liệu."
NO_HEAD = "phần đầu, cuối văn bản lấy từ trang thông tin báo cáo và danh mục cơ quan."
NO_TITLE = "tên phần không được để trống."
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
    before, after = words_of(change, base, now, why=why)
    entry = {
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
    more: Json = {word: change[word] for word in ("keys", "was", "into", "front") if word in change}
    if "members" in change:
        more["members"] = [member_of(one, base, now) for one in change["members"]]
    return entry | more


def words_of(change: Json, base: Base, now: Present, *, why: str) -> tuple[str, str]:
    """(the words a change started from, the words it gives), without the numbers of headings."""
    name, kind = change["block_id"], change["kind"]
    before, after = change["before"], change["after"]
    if kind == "section_added":
        titles = (one if one[:2].isupper() else one[:1].lower() + one[1:] for one in base.titles.values())
        return "", cased(after, " ".join(titles))
    if name.startswith("s-") and kind in {"text", "section_moved", "section_removed"}:
        before = base.titles.get(name.removeprefix("s-"), before)
        if kind == "text":
            return before, cased(NUMBERED.sub("", after, count=1), before)
        return before, before if kind == "section_moved" else ""
    if name == "@about":
        return base.title, after
    number = block_of(change["moved_id"] if kind == "moved" else name)
    block = now.blocks.get(number) if number is not None and kind != "added" else None
    if change["level"] if block is None else block.kind == "heading":
        before, after = (NUMBERED.sub("", words, count=1) for words in (before, after))
    if block is not None and kind == "moved" and block.kind in {"table", "chart"}:
        return label(block), label(block)
    if block is not None and not why and kind in {"text", "field", "removed"}:
        before = base.rows.get(block.pk, {}).get("text", before)
    return before, after


def label(block: Block) -> str:
    """What a block is called in one line: its words, of a table or chart without a title its kind."""
    return str(block.text or block.get_kind_display())


def member_of(one: Json | str, base: Base, now: Present) -> Json:
    """A part of a bigger change as it is stored: a block with the words it started from, or new words."""
    told: Json = {"block": one, "text": "", "level": 0} if isinstance(one, str) else one
    block = now.blocks.get(block_of(told["block"]) or 0)
    text = told["text"]
    if block is not None:
        text = base.rows.get(block.pk, {}).get("text", block.text) or label(block)
    return {"block": block.pk if block is not None else None, "text": text, "level": told["level"]}


def cased(text: str, like: str) -> str:
    """A title of a section that was read in capitals, as a sentence: words of the title before in their letters, others small. Short
    names (UBND) and Roman numbers stay."""
    if not text.isupper():
        return text
    known = {word.upper(): word for word in re.findall(r"\w+", like)}
    made = re.sub(r"\w+", lambda found: known.get(found[0]) or small(found[0]), text)
    return made[:1].upper() + made[1:]


def small(word: str) -> str:
    """A word in capitals in small letters, unless it is no word of the language."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    numeral = len(word) > 1 and set(word) <= set("IVX") and word not in {"VI", "XI"}
    return word.lower() if SYLLABLE.match(bare) and not numeral else word


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
    if kind in WHOLE:
        return "" if kind != "section_added" or change["after"] else NO_TITLE
    if name.startswith("@"):
        return "" if name == "@about" and kind == "text" else NO_HEAD
    if kind == "added":
        return "" if change["after"].strip() and "\n" not in change["after"].strip() else NO_PICTURE
    if kind == "moved":
        return ""
    if name.startswith("s-"):
        return "" if kind == "text" and change["after"].strip() else NO_TITLE
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
    if kind in WHOLE:
        return WHOLE[kind](entry, base, now)
    if kind == "added":
        said = [
            " ".join(words.split()) for words in (entry["after"], *(one["text"] for one in entry.get("members", ())))
        ]
        here = {one.text for one in now.blocks.values() if not one.removed and one.author == "person"}
        return not here.issuperset(said)
    if kind == "moved":
        return moved(entry, base, now)
    if kind == "removed" and "members" in entry and block is not None:
        numbers = [block.pk, *(one["block"] for one in entry["members"])]
        return whole_gone(entry, [now.blocks[pk] for pk in numbers if pk in now.blocks], base)
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
    """Tell a move: "both" where a block of it went to another section here meanwhile. False: all stands there already (somewhere
    in that section where it came to it here too), or was taken out."""
    heads = [entry["moved"], *(one["block"] for one in entry.get("members", ()))]
    blocks = [now.blocks[pk] for pk in heads if pk in now.blocks and not now.blocks[pk].removed]
    if not blocks or blocks[0].pk != entry["moved"]:
        return False
    behind = block_of(entry["id"])
    there: Any = behind if behind is not None else entry["id"].removeprefix("s-")
    section = now.blocks[behind].section if behind is not None and behind in now.blocks else there
    stand = True
    for block in blocks:
        here = now.before.get(block.pk)
        both = elsewhere(block, base) and block.section == section
        stand = stand and (both or there == (here if here is not None else block.section))
        there = block.pk
    entry["side"] = "both" if any(elsewhere(block, base) for block in blocks) else "file"
    return not stand


def elsewhere(block: Block, base: Base) -> bool:
    """Whether a block is in another section than when the file was made."""
    return bool(base.rows.get(block.pk, {}).get("section", block.section) != block.section)


def whole_gone(entry: Json, blocks: Sequence[Block], base: Base) -> bool:
    """Tell the loss of several blocks: "both" with the words of those that were edited, added or brought here since. False: all are out."""
    inside = [block for block in blocks if not block.removed]
    texts = {one["block"]: one["text"] for one in entry["members"]} | {entry["block"]: entry["before"]}
    touched = [block for block in inside if block.pk not in texts or edited(block, texts[block.pk], base)]
    entry["versions"] = [[block.pk, block.version] for block in inside]
    entry["now"] = "\n".join(label(block) for block in touched)
    entry["side"] = "both" if touched else "file"
    return bool(inside)


def edited(block: Block, text: str, base: Base) -> bool:
    """Whether a block says something else than when the file was made, numbers taken anew left aside."""
    row = base.rows.get(block.pk)
    if same(block.text or label(block), text):
        return False
    return row is None or masked(block.text, block.fields) != masked(row["text"], row["fields"])


def section_gone(entry: Json, base: Base, now: Present) -> bool:
    """Tell the loss of a section: "both" where a person edited it since: its title, or where it goes out with its blocks one of them."""
    key = entry["id"].removeprefix("s-")
    title = now.titles.get(key)
    if title is None:
        return False
    inside = [block for block in now.blocks.values() if block.section == key and not block.removed]
    whole_gone(entry, inside, base)
    entry["title"] = title
    if entry["into"]:
        entry["side"], entry["now"] = ("file", "") if entry["into"] in now.titles else ("both", title)
    if not same(title, entry["before"]):
        entry["side"], entry["now"] = "both", "\n".join(words for words in (title, entry["now"]) if words)
    return True


def section_there(entry: Json, base: Base, now: Present) -> bool:
    """Tell the move of a section: "both" where it was moved here too. False: it stands there already, or was taken out."""
    del base
    key = entry["id"].removeprefix("s-")
    order = [one for one in now.titles if one in entry["keys"]]
    if key not in order:
        return False
    here = [FRONT, *order][order.index(key)]
    wanted = next(iter(candidates(entry["keys"], key, order)), FRONT)
    entry["side"] = "file" if here == entry["was"] else "both"
    return here != wanted


def section_new(entry: Json, base: Base, now: Present) -> bool:
    """Tell a new section: "both" where a block that stands in it in the file went to another section here since."""
    blocks = [now.blocks[one["block"]] for one in entry["members"] if one["block"] in now.blocks]
    entry["side"] = "both" if any(elsewhere(block, base) for block in blocks if not block.removed) else "file"
    return True


WHOLE: dict[str, Callable[[Json, Base, Present], bool]] = {
    "section_added": section_new,
    "section_moved": section_there,
    "section_removed": section_gone,
}
"""How changes of whole sections are told."""


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
