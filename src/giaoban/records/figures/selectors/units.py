"""The units that a body's figures may be for."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body, Unit, UnitLineage
from giaoban.ground.org.selectors import unit_names, units_on
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.problems import Problem

YEARS = 3
"""How long ago a unit may have ended and still be offered for figures of its past."""


def area_of(actor: Actor) -> int:
    """The area of the actor's body; 0 where it acts for none."""
    return Body.objects.filter(pk=actor.body_id or 0).values_list("area_id", flat=True).first() or 0


def unit_choices(actor: Actor, *, past: bool = False) -> list[tuple[int, str]]:
    """The area of the actor's body and everything below it on its date, in the order of the tree, deeper ones indented.

    past: with the units that were merged into the area in the last `YEARS` years, by name with their last day. Two queries, four with past.
    """
    area = Body.objects.filter(pk=actor.body_id or 0).values_list("area_id", flat=True).first()
    if area is None:
        return []
    nodes = units_on(on=actor.on, under=area, itself=True)
    found = [(node.id, "– " * node.depth + node.name) for node in nodes]
    return found + (past_units(area, {node.id for node in nodes}, actor.on) if past else [])


def past_units(area: int, now: set[int], on: date) -> list[tuple[int, str]]:
    """Units that others of today's took in: (number, name and last day), by name."""
    arrows = UnitLineage.objects.filter(target__in=now | {area}, on__gt=date(on.year - YEARS, 1, 1), on__lte=on)
    ended = {row.source_id: row.on for row in arrows if row.source_id not in now}
    names = unit_names(units=ended, on=on)
    rows = [
        (unit, _("{name} (đến {day})").format(name=names.get(unit, ""), day=f"{day - timedelta(days=1):%d/%m/%Y}"))
        for unit, day in ended.items()
    ]
    return sorted(rows, key=lambda row: sort_key(row[1]))


def unit_get(pk: int) -> Unit:
    """One unit; units are no secret, what is recorded of them is. Errors: ACC-002."""
    found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found
