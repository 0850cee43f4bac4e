"""The course of one indicator in one unit: each period with what was reached, what was asked for, and the same period a year before."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import CurrentValue, Indicator, Period, Target
from giaoban.records.figures.printing import compared
from giaoban.records.figures.selectors.observations import targets

MOST = 400
"""So many of the newest figures are read: thirteen months of five years in every kind of period."""


RECENT = 12
"""In so many of the newest periods with figures, units are looked for."""


@dataclass(frozen=True, slots=True)
class Point:
    """One period of the course; figures are None where nothing is recorded."""

    period: Stretch
    actual: CurrentValue | None
    estimate: CurrentValue | None
    plan: CurrentValue | None
    target: Target | None
    before: CurrentValue | None
    of_before: str
    """How it stands to the same period of the year before: "105,2 %", for rates the difference."""

    @property
    def reached(self) -> CurrentValue | None:
        """The actual figure, else the estimate."""
        return self.actual or self.estimate


def units_of_course(actor: Actor, indicator: Indicator) -> list[int]:
    """The units with figures of an indicator that the actor may see, in its newest periods. One query."""
    there = CurrentValue.objects.filter(indicator=indicator, period=OuterRef("pk"))
    newest = Period.objects.filter(Exists(there)).order_by("-end", "-start").values("pk")[:RECENT]
    rows = access.visible(actor, "figures.view", CurrentValue.objects.filter(indicator=indicator, period__in=newest))
    return list(rows.order_by("unit_id").values_list("unit_id", flat=True).distinct())


def course(actor: Actor, *, indicator: Indicator, unit_id: int) -> list[Point]:
    """The periods of an indicator in a unit, newest first. Two queries."""
    rows = CurrentValue.objects.filter(indicator=indicator, unit=unit_id, dims="").select_related("period")
    newest = access.visible(actor, "figures.view", rows).order_by("-period__end", "period__start", "role")[:MOST]
    at = {(row.period.calendar, row.period.key, row.role): row for row in newest}
    asked = {
        (row.period.calendar, row.period.key): row
        for row in targets(actor, indicator=indicator).filter(unit=unit_id, dims="")
    }
    stored = [row.period for row in at.values()] + [row.period for row in asked.values()]
    periods = {(period.calendar, period.key): period.value for period in stored}
    ordered = sorted(periods.items(), key=lambda item: (item[1].end, -item[1].start.toordinal()), reverse=True)
    found = []
    for key, period in ordered:
        actual, estimate = at.get((*key, "actual")), at.get((*key, "estimate"))
        before = at.get((key[0], key_before(period), "actual"))
        reached = actual or estimate
        said = compared(
            reached.amount if reached else None,
            before.amount if before else None,
            rate=indicator.kind == "rate",
            unit_of_measure=indicator.unit_of_measure,
        )
        found.append(Point(period, actual, estimate, at.get((*key, "plan")), asked.get(key), before, said))
    return found


def key_before(period: Stretch) -> str:
    """The key of the same period a year before; "" where it has none."""
    try:
        return period.year_before().key
    except Problem:
        return ""
