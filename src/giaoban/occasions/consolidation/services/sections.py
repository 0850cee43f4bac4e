"""The sections of one report are renamed, added, moved and taken out. No block is ever lost with its section."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.ground.access.stamp import stamped
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.building import STEP, Builder, ordered
from giaoban.occasions.consolidation.models import Consolidated
from giaoban.occasions.consolidation.sections import GONE, Section, checked, framed, live, numbered, sections_of, stored
from giaoban.occasions.consolidation.services.held import block_stamp, report_held
from giaoban.occasions.consolidation.services.templates import known_codes

Json = dict[str, Any]


def written(report: Consolidated, rows: Sequence[Json]) -> Consolidated:
    """Store the sections, the opening first and the closing last."""
    report.sections = framed(rows)
    report.save(update_fields=["sections"])
    return report


def place_of(rows: Sequence[Json], key: str, *, removed: bool = False) -> int:
    """Where a section stands among the stored ones. Errors: ACC-002 for none."""
    for place, row in enumerate(rows):
        if row["key"] == key and bool(row.get("removed")) is removed:
            return place
    raise Problem("ACC-002")


def titled(title: str) -> str:
    """A title of a section as it is stored. Errors: CNS-011, CNS-012, DOC-002."""
    (section,) = checked([Section("x", title)])
    if stamped(section.title):
        raise Problem("DOC-002")
    return section.title


@transaction.atomic
def section_rename(*, actor: Actor, report: Consolidated, key: str, before: str, title: str) -> Consolidated:
    """Give a section another title. `before`: the title that was read.

    Errors: ACC-001, ACC-002, CNS-001; CNS-021 where somebody renamed it meanwhile; CNS-011, CNS-012, DOC-002.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.sections")
    rows = [dict(row) for row in held.sections]
    row = rows[place_of(rows, key)]
    if row["title"] != before:
        raise Problem("CNS-021", title=row["title"])
    row["title"] = titled(title)
    return written(held, rows)


@transaction.atomic
def section_add(
    *, actor: Actor, report: Consolidated, title: str, kind: str = "text", after: str = "", codes: Sequence[str] = ()
) -> str:
    """Add a section behind another (at the end without one); its key. A table or a chart shows the figures on record at once.

    Errors: ACC-001, ACC-002, CNS-001; CNS-010 for too many, CNS-011, CNS-012; CNS-015 for an unknown indicator; DOC-002.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.sections")
    known_codes(held.body_id, codes)
    rows = [dict(row) for row in held.sections]
    place = place_of(rows, after) + 1 if after else len(rows)
    fresh = Section("", titled(title), kind, (), tuple(codes))
    taken = {row["key"] for row in rows}
    section = next(one for one in checked([*sections_of(rows), fresh]) if one.key not in taken)
    rows.insert(place, stored([section])[0])
    written(held, rows)
    if kind != "text":
        made = Builder(actor, held, [section]).of_figures(section, selectors.book_of(actor, held))
        last = held.blocks.order_by("-order").values_list("order", flat=True).first() or 0
        held.blocks.bulk_create(ordered(made, after=last + STEP))
    return section.key


@transaction.atomic
def section_move(*, actor: Actor, report: Consolidated, key: str, to: str) -> Consolidated:
    """Move a section with its blocks "up" or "down" past its neighbour, "first", or behind another ("after:KEY").

    Errors: ACC-001, ACC-002, CNS-001.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.sections")
    rows = [dict(row) for row in held.sections]
    place = place_of(rows, key)
    if to not in {"up", "down"}:
        row = rows.pop(place)
        rows.insert(place_of(rows, to.removeprefix("after:")) + 1 if to != "first" else 0, row)
        return written(held, rows)
    way = -1 if to == "up" else 1
    other = place + way
    while 0 <= other < len(rows) and rows[other].get("removed"):
        other += way
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return written(held, rows)


@transaction.atomic
def section_remove(*, actor: Actor, report: Consolidated, key: str, to: str = "") -> int:
    """Take a section out; how many blocks it had. With `to` its blocks go to the end of that section, which takes over the phrases by which
    units' reports are known to belong there; without, they are taken out with it, and come back with it (`section_restore`).

    Errors: ACC-001, ACC-002, CNS-001; CNS-022 for the last section, or where the blocks have nowhere to go.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.sections")
    rows = [dict(row) for row in held.sections]
    row = rows[place_of(rows, key)]
    target = next((one for one in live(rows) if one["key"] == to and one is not row), None)
    if len(numbered(live(rows))) < 2 or (to and target is None):
        raise Problem("CNS-022")
    inside = held.blocks.select_for_update(of=("self",)).filter(section=key).order_by("order", "pk")
    found = list(inside if target is not None else inside.filter(removed=False))
    last = held.blocks.order_by("-order").values_list("order", flat=True).first() or 0
    for block in ordered(found, after=last) if target is not None else found:
        if target is not None:
            block.section = target["key"]
            block.save(update_fields=["section", "order"])
        else:
            block.removed, block.data = True, block.data | {GONE: key}
            block_stamp(block, "removed", "data", actor=actor)
    if target is not None:
        target["phrases"] = list(dict.fromkeys([*target.get("phrases", []), *row.get("phrases", [])]))
    row["removed"] = True
    written(held, rows)
    return sum(not block.removed or target is None for block in found)


@transaction.atomic
def section_restore(*, actor: Actor, report: Consolidated, key: str) -> int:
    """Bring a section back to its place, with the blocks that were taken out with it; how many. Errors: ACC-001, ACC-002, CNS-001."""
    held = report_held(actor=actor, report=report, doing="consolidation.sections")
    rows = [dict(row) for row in held.sections]
    row = rows[place_of(rows, key, removed=True)]
    del row["removed"]
    written(held, rows)
    found = held.blocks.select_for_update(of=("self",)).filter(removed=True, data__contains={GONE: key})
    blocks = list(found.order_by("order", "pk"))
    for block in blocks:
        block.removed = False
        block.data = {name: value for name, value in block.data.items() if name != GONE}
        block_stamp(block, "removed", "data", actor=actor)
    return len(blocks)
