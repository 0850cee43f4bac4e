"""Who must hear of a unit's part in a task."""

from datetime import date

from django.db.models import Q, QuerySet

from giaoban.ground.access.audience import people_who_may
from giaoban.ground.org.models import Body, Person, Unit
from giaoban.ground.org.selectors import successors


def people_of(*, unit_id: int, body_id: int, on: date, classification: int = 0) -> QuerySet[Person]:
    """The people who may report for a unit on a day: its head and clerk; for an area, the office of the body that governs it; for a
    unit that merged, those of what became of it. classification: the task's; nobody whose role is below it."""
    found = Person.objects.none()
    units = Unit.objects.filter(pk__in=[share.unit for share in successors(unit=unit_id, on=on)])
    for unit in units:
        found |= people_of_one(unit, body_id=body_id, on=on, classification=classification)
    return found.distinct()


def people_of_one(unit: Unit, *, body_id: int, on: date, classification: int) -> QuerySet[Person]:
    """The people of a unit that exists on the day; of an area, those of the giver's side of the Party's wall."""
    governing = Body.objects.on(on).filter(area=unit).exclude(pk=body_id)
    if unit.body_id is None and governing.exists():
        party = Q(kind="party")
        own_side = party if Body.objects.filter(party, pk=body_id).exists() else ~party
        people = Person.objects.none()
        for body in governing.filter(own_side):
            people |= people_who_may("tasks.report", body_id=body.pk, on=on, classification=classification)
        return people
    return people_who_may(
        "tasks.report",
        body_id=unit.body_id or body_id,
        on=on,
        unit_id=unit.pk,
        reach="unit",
        classification=classification,
    )
