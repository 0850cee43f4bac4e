"""People edit blocks: each change says which version was read, so that two people at one block never overwrite each other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F

from giaoban.ground import journal
from giaoban.ground.access import Actor
from giaoban.ground.access.stamp import stamped
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import find_figures
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.building import PART, STEP, UNIT
from giaoban.occasions.consolidation.checking import Finding
from giaoban.occasions.consolidation.models import WORDS, Block, Consolidated, Waiver
from giaoban.occasions.consolidation.sections import GONE, live, numbered
from giaoban.occasions.consolidation.services.held import block_held, block_stamp, report_held

BREAK = re.compile(r"\n[ \t]*\n\s*")
"""A blank line: the words after it become a paragraph of their own."""


def written(text: str) -> str:
    """Words as they are stored. Errors: CNS-005 for none, DOC-002 where they are marked secret."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()[:WORDS]
    if not clean:
        raise Problem("CNS-005")
    if stamped(clean[:3000]):
        raise Problem("DOC-002")
    return clean


@transaction.atomic
def block_edit(*, actor: Actor, report: Consolidated, block_id: int, version: int, text: str) -> list[Block]:
    """Give a block new words; a blank line inside a paragraph splits it there. Numbers that still stand keep their observation.

    A table or chart takes the words as its title (they may be empty). Errors: ACC-001, ACC-002; CNS-001; CNS-002 (`Conflict`) where
    somebody changed the block since `version` was read: nothing is overwritten; CNS-005, DOC-002.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.edit")
    block = block_held(held, block_id, version)
    clean = written(text) if block.kind in {"paragraph", "heading"} or text.strip() else ""
    if clean == block.text:
        return [block]
    parts = (
        pieces(clean)
        if block.kind == "paragraph"
        else [(0, " ".join(clean.split()) if block.kind != "paragraph" else clean)]
    )
    whole = clean if block.kind == "paragraph" else parts[0][1]
    fields = marks.realigned(block.text, whole, marks.loaded(block.fields))
    made = [block]
    for place, (start, words) in enumerate(parts):
        inside = [one for one in fields if start <= one.start and one.end <= start + len(words)]
        if place == 0:
            block.text, block.fields, block.author = words, marks.stored(marks.shifted(inside, -start)), "person"
            block_stamp(block, "text", "fields", "author", actor=actor)
            continue
        journal.context(verb="consolidation.split")
        made.append(after(made[-1], words, marks.shifted(inside, -start), actor=actor))
    return made


def pieces(text: str) -> list[tuple[int, str]]:
    """(start, words) of the paragraphs that blank lines make."""
    found, at = [], 0
    for cut in [*BREAK.finditer(text), None]:
        end = cut.start() if cut else len(text)
        words = text[at:end]
        if words.strip():
            found.append((at + len(words) - len(words.lstrip()), words.strip()))
        at = cut.end() if cut else end
    return found


def after(block: Block, text: str, fields: Sequence[marks.Field], *, actor: Actor) -> Block:
    """The part of a paragraph that was split off: just behind it, of the same unit and source."""
    return Block.objects.create(
        report_id=block.report_id,
        section=block.section,
        order=room_after(block),
        kind="paragraph",
        author="person",
        text=text,
        fields=marks.stored(fields),
        unit_id=block.unit_id,
        submission_id=block.submission_id,
        reading_id=block.reading_id,
        source_start=block.source_start,
        source_end=block.source_end,
        changed_at=actor.at,
        changed_by=actor.label[:200],
    )


def room_after(block: Block) -> int:
    """An order just behind a block; the blocks further down move where there is no room."""
    later = Block.objects.filter(report=block.report_id, order__gt=block.order).order_by("order")
    following = later.values_list("order", flat=True).first()
    if following is None or following - block.order > 1:
        return block.order + (1 if following is not None and following - block.order <= STEP else STEP)
    later.update(order=F("order") + STEP)
    return block.order + 1


@transaction.atomic
def block_add(
    *,
    actor: Actor,
    report: Consolidated,
    section: str,
    text: str,
    after_id: int | None = None,
    first: bool = False,
    kind: str = "paragraph",
    level: int = PART,
) -> Block:
    """Add a paragraph or heading of a person: behind a block, else at the end of its section (`first`: at its beginning). `level`: of a
    heading, 2 or 3.

    Errors: ACC-001, ACC-002, CNS-001, CNS-005, CNS-012 (no such section), DOC-002.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.add")
    clean = written(text)
    if section not in {row["key"] for row in live(held.sections)} or kind not in {"paragraph", "heading"}:
        raise Problem("CNS-012", title=section[:80])
    made = Block(
        report=held,
        section=section,
        kind=kind,
        author="person",
        text=clean,
        data={"level": UNIT if level == UNIT else PART} if kind == "heading" else {},
        changed_at=actor.at,
        changed_by=actor.label[:200],
    )
    made.order = order_in(held, section, after_id, first=first)
    made.save()
    return made


def order_in(report: Consolidated, section: str, after_id: int | None, *, first: bool = False) -> int:
    """The order for a block that comes behind another, at the beginning of a section, or at its end."""
    inside = report.blocks.filter(section=section).order_by("order")
    before = inside.filter(pk=after_id).first() if after_id else None
    if before is not None:
        return room_after(before)
    head = inside.first()
    if first and head is not None:
        report.blocks.filter(order__gte=head.order).update(order=F("order") + STEP)
        return head.order
    end = inside.last()
    if end is not None:
        return room_after(end)
    last = report.blocks.order_by("order").last()
    return (last.order if last else 0) + STEP


@transaction.atomic
def block_move(*, actor: Actor, report: Consolidated, block_id: int, to: str) -> Block:
    """Move a block "up" or "down" within its section, to the end ("section:KEY") or beginning ("first:KEY") of one, or behind a block
    ("after:NUMBER"). Its words and version stay.

    Errors: ACC-001, ACC-002, CNS-001, CNS-012.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.move")
    block = held.blocks.select_for_update(of=("self",)).filter(pk=block_id, removed=False).first()
    if block is None:
        raise Problem("ACC-002")
    if to in {"up", "down"}:
        same = held.blocks.filter(section=block.section, removed=False)
        other = (
            same.filter(order__lt=block.order).order_by("-order").first()
            if to == "up"
            else same.filter(order__gt=block.order).order_by("order").first()
        )
        if other is not None:
            block.order, other.order = other.order, block.order
            other.save(update_fields=["order"])
            block.save(update_fields=["order"])
        return block
    where, _colon, name = to.partition(":")
    behind = (
        held.blocks.filter(pk=int(name)).exclude(pk=block.pk).first() if where == "after" and name.isdecimal() else None
    )
    section = behind.section if behind is not None else name
    if where not in {"section", "first", "after"} or section not in {row["key"] for row in live(held.sections)}:
        raise Problem("CNS-012", title=to[:80])
    block.order = order_in(held, section, behind.pk if behind else None, first=where == "first")
    block.section = section
    block.save(update_fields=["section", "order"])
    return block


@transaction.atomic
def block_remove(*, actor: Actor, report: Consolidated, block_id: int, version: int) -> Block:
    """Take a block out of the report; it can be brought back. Errors: ACC-001, ACC-002, CNS-001, CNS-002."""
    held = report_held(actor=actor, report=report, doing="consolidation.remove")
    block = block_held(held, block_id, version)
    block.removed = True
    return block_stamp(block, "removed", actor=actor)


@transaction.atomic
def block_restore(*, actor: Actor, report: Consolidated, block_id: int) -> Block:
    """Bring a block back to its place; to the first section where its own is in the report no more. Errors: ACC-001, ACC-002, CNS-001."""
    held = report_held(actor=actor, report=report, doing="consolidation.restore")
    block = held.blocks.select_for_update(of=("self",)).filter(pk=block_id, removed=True).first()
    if block is None:
        raise Problem("ACC-002")
    keys = [row["key"] for row in live(held.sections)]
    if block.section not in keys:
        first = numbered(live(held.sections))[0]["key"]
        block.section, block.order = first, order_in(held, first, None)
    block.removed = False
    block.data = {name: value for name, value in block.data.items() if name != GONE}
    return block_stamp(block, "removed", "section", "order", "data", actor=actor)


@transaction.atomic
def unit_remove(*, actor: Actor, report: Consolidated, unit_id: int, section: str = "") -> int:
    """Take everything of a unit out, of one section or of the whole report; how many blocks. Errors: ACC-001, ACC-002, CNS-001."""
    held = report_held(actor=actor, report=report, doing="consolidation.remove")
    rows = held.blocks.select_for_update(of=("self",)).filter(unit=unit_id, removed=False)
    found = list(rows.filter(section=section) if section else rows)
    for block in found:
        block.removed = True
        block_stamp(block, "removed", actor=actor)
    return len(found)


@transaction.atomic
def finding_settle(
    *, actor: Actor, report: Consolidated, block_id: int, version: int, key: str, reason: str | None = None
) -> Block:
    """Decide about a number that differs: take the recorded one in its place, or (with a `reason`) let it stay.

    Only the number's own signs change. Errors: ACC-001, ACC-002, CNS-001, CNS-002, CNS-009, CNS-008 where the finding is gone.
    """
    held = report_held(
        actor=actor, report=report, doing="consolidation.edit" if reason is None else "consolidation.waive"
    )
    block = block_held(held, block_id, version)
    found = selectors.checked(actor, held, [block]).findings.get(block.pk, [])
    finding = next((one for one in found if one.key == key), None)
    if finding is None:
        raise Problem("CNS-008")
    if reason is not None:
        if not reason.strip():
            raise Problem("CNS-009")
        Waiver.objects.update_or_create(
            block=block,
            key=key,
            defaults={
                "reason": " ".join(reason.split())[:500],
                "decided_at": actor.at,
                "decided_by": actor.label[:200],
            },
        )
        return block
    return take_recorded(block, finding, actor=actor)


def take_recorded(block: Block, finding: Finding, *, actor: Actor) -> Block:
    """Print the recorded value over the number of a finding and tie it to its observation."""
    fields = marks.loaded(block.fields)
    if finding.place is None:
        fresh = marks.Field(finding.start, finding.end, finding.recorded.latest, period=finding.recorded.period)
        fields = sorted([*fields, fresh], key=lambda one: one.start)
        place = fields.index(fresh)
    else:
        place = finding.place
    fields[place] = replace(fields[place], observation=finding.recorded.latest, typed=False)
    figure = marks.figure_at(block.text, fields[place], find_figures(block.text))
    words = marks.reprinted(block.text, fields[place], finding.recorded, figure)
    block.text, changed = marks.replaced(block.text, fields, {place: (words, finding.recorded.latest)})
    block.fields = marks.stored(changed)
    return block_stamp(block, "text", "fields", actor=actor)
