"""Paragraphs of units' reports of the months are taken into the report of a longer period."""

from collections.abc import Iterable

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation import offering, selectors
from giaoban.occasions.consolidation.building import UNIT
from giaoban.occasions.consolidation.models import WORDS, Block, Consolidated
from giaoban.occasions.consolidation.services.blocks import order_in
from giaoban.occasions.consolidation.services.held import report_held


@transaction.atomic
def offers_take(*, actor: Actor, report: Consolidated, unit_id: int, keys: Iterable[str]) -> list[Block]:
    """Take paragraphs of a unit in, each at the end of what its section has of the unit, below the unit's name; those that are in the
    report already are passed over.

    Errors: ACC-001, ACC-002, CNS-001; CNS-016 for a paragraph that is not offered.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.take_in")
    offered = offering.offers_of(actor, held, unit_id, selectors.book_of(actor, held))
    known = {one.key: one for rows in offered.values() for each in rows for one in each.offers}
    wanted = list(dict.fromkeys(keys))
    name = unit_name(unit=unit_id, on=actor.on)
    if any(key not in known for key in wanted):
        raise Problem("CNS-016", unit=name)
    chosen = set(wanted)
    return [
        taken(held, one, unit_id, name, actor=actor) for one in known.values() if one.key in chosen and not one.inside
    ]


def taken(report: Consolidated, offer: offering.Offer, unit_id: int, name: str, *, actor: Actor) -> Block:
    """One paragraph as a block."""
    mine = report.blocks.filter(section=offer.section, unit=unit_id, removed=False).order_by("order", "pk")
    last = mine.last()
    about = {
        "report": report,
        "section": offer.section,
        "unit_id": unit_id,
        "changed_at": actor.at,
        "changed_by": actor.label[:200],
    }
    if last is None:
        last = Block.objects.create(
            **about, kind="heading", text=name, data={"level": UNIT}, order=order_in(report, offer.section, None)
        )
    return Block.objects.create(
        **about,
        kind="paragraph",
        text=offer.text[:WORDS],
        fields=marks.stored(offer.fields),
        order=order_in(report, offer.section, last.pk),
        submission=offer.submission,
        reading=offer.reading,
        source_start=offer.start,
        source_end=offer.end,
    )
