"""A report as its editor shows it: sections, blocks, numbers with their source, what differs beside them. Reads nothing, writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from giaoban.kernel import docform
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.wording import said
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation.checking import Finding
from giaoban.occasions.consolidation.figures import columns
from giaoban.occasions.consolidation.models import Block, Consolidated, Waiver
from giaoban.occasions.consolidation.plans import Gap, gaps, told
from giaoban.occasions.consolidation.rendering import chart_block, columns_of, not_summed
from giaoban.occasions.consolidation.sections import FRAMING, live
from giaoban.occasions.consolidation.selectors import Checked
from giaoban.occasions.consolidation.sums import failing

LONG = 8_000
"""From so many signs on two texts are shown one after the other."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words, or a number with the page of its observation. `tone`: "" or "differs"."""

    text: str
    href: str = ""
    title: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of a table; `href`: where its number comes from."""

    text: str
    href: str = ""
    title: str = ""


@dataclass(slots=True)
class Shown:
    """One block. `findings`: (finding, what a person said about it or None); `sums`: what does not add up in its words;
    `gaps`: of a table, where a target and a plan differ; `planned`: whether it has plans that know where they are from; `not_summed`: what
    its sums of the year before lack."""

    block: Block
    parts: list[Part] = field(default_factory=list)
    findings: list[tuple[Finding, Waiver | None]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[dict[str, Any], list[Cell]]] = field(default_factory=list)
    picture: SafeString | str = ""
    source: str = ""
    sums: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    planned: bool = False
    not_summed: str = ""


@dataclass(slots=True)
class Section:
    """One section with its blocks; `count`: findings that wait in it."""

    key: str
    title: str
    kind: str
    blocks: list[Shown] = field(default_factory=list)
    count: int = 0

    @property
    def framing(self) -> bool:
        """Whether it is the opening or the closing: words without a heading that stay where they are."""
        return self.key in FRAMING


def shown_sections(report: Consolidated, rows: Sequence[Block], found: Checked) -> list[Section]:
    """Every section of a report, those without blocks too."""
    sections = {row["key"]: Section(row["key"], row["title"], row["kind"]) for row in live(report.sections)}
    for block in rows:
        section = sections.get(block.section)
        if section is None:
            continue
        each = shown_block(report, block, found)
        section.blocks.append(each)
        section.count += sum(waiver is None for _finding, waiver in each.findings)
    return list(sections.values())


def shown_block(report: Consolidated, block: Block, found: Checked) -> Shown:
    """One block."""
    waived = found.waived.get(block.pk, {})
    each = Shown(block, source=source_url(block))
    each.findings = [(finding, waived.get(finding.key)) for finding in found.findings.get(block.pk, [])]
    if block.kind == "table":
        names = columns(parse_period(report.period))
        each.columns = [column.title for column in columns_of(report)]
        each.rows = [(row, [cell_of(row["cells"][column]) for column in names]) for row in block.data.get("rows", [])]
        each.planned = bool(told(block.data.get("rows", [])))
        each.not_summed = not_summed(block.data.get("rows", []))
        each.gaps = gaps(block.data.get("rows", [])) if report.state == "draft" else []
    elif block.kind == "chart":
        picture = docform.block_html(chart_block(f"b{block.pk}", block))
        each.picture = mark_safe(picture)  # noqa: S308  (escaped by docform)
    else:
        if block.kind == "paragraph" and report.state == "draft":
            each.sums = [said(one.message, get_language() or "vi") for one in failing(block.text)]
        each.parts = parts_of(
            block, found, {finding.start: finding for finding, waiver in each.findings if waiver is None}
        )
    return each


def compared(before: str, after: str) -> list[tuple[str, str]]:
    """("same" | "gone" | "new", words) of two texts, word by word; as a whole where they are long."""
    if len(before) + len(after) > LONG:
        return [("gone", before), ("new", after)]
    old, new = (marks.TOKEN.findall(text) for text in (before, after))
    found: list[tuple[str, str]] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [("gone", "".join(old[a:b]))] if b > a else []
        found += [("new", "".join(new[c:d]))] if d > c else []
    return found


def source_url(block: Block) -> str:
    """The place in the unit's report; "" for words that came from none."""
    if block.submission_id is None or block.source_start is None or block.source_end is None:
        return ""
    return reverse("reports:observation_place", args=[block.submission_id, block.source_start, block.source_end])


def parts_of(block: Block, found: Checked, differing: dict[int, Finding]) -> list[Part]:
    """Words and numbers by turns, numbers without an observation that differ too."""
    places: list[tuple[int, int, marks.Field | None]] = [(f.start, f.end, f) for f in marks.loaded(block.fields)]
    taken = {start for start, _end, _field in places}
    places += [(one.start, one.end, None) for start, one in differing.items() if start not in taken]
    parts: list[Part] = []
    at = 0
    for start, end, one in sorted(places, key=lambda place: place[:2]):
        if start < at:
            continue
        parts.append(Part(block.text[at:start]))
        known = found.recorded.get(one.ref) if one is not None else differing[start].recorded
        href = reverse("figures:observation", args=[known.latest if known else one.observation if one else 0])
        over = f", {period_name(known.period)}" if known and known.period else ""
        title = f"{known.name}{over}: {known.words} {known.unit_of_measure}" if known else ""
        parts.append(Part(block.text[start:end], href, title, "differs" if start in differing else ""))
        at = end
    parts.append(Part(block.text[at:]))
    return [part for part in parts if part.text]


def period_name(key: str) -> str:
    """A period of a stored key written out in the language of the page."""
    return said(parse_period(key).named, get_language() or "vi")


def cell_of(cell: dict[str, Any]) -> Cell:
    """A place of a table: a number leads to its observation, one that was put together to those it is made of."""
    source = cell.get("from") or {}
    if source.get("kind") == "target":
        return Cell(cell["shown"], reverse("figures:target", args=[source["id"]]), source["act"])
    observations = cell["observations"]
    number = cell["key"].removeprefix("obs:") if cell["key"].startswith("obs:") else ""
    if number or observations:
        href = reverse("figures:observation", args=[int(number or observations[-1])])
        many = {"n": len(observations)}
        title = "" if number else gettext("%(n)s số liệu cộng lại, mới nhất ở đây") % many
        return Cell(cell["shown"], href, title)
    return Cell(cell["shown"])
