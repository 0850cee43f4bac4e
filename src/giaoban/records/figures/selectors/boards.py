"""Boards read the table of current values: one row per cell, no search for the latest revision. Missing cells are absent, never zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, Q

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import CurrentValue, Indicator, Period

COLUMNS = (
    "indicator_id",
    "unit_id",
    "period__key",
    "role",
    "amount",
    "low",
    "high",
    "comparator",
    "state",
    "observation_id",
)
APPROVED = ("approved", "locked")
MONTHS = 13


class Value(NamedTuple):
    """What counts now in a cell: an amount, a range, or (all None) that there is none and the observation says why."""

    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: str
    state: str
    observation_id: int


Cells = dict[tuple[int, int, str, str], Value]
"""(indicator, unit, key of the period, role) -> what counts there."""


def cells(
    actor: Actor,
    *,
    units: Iterable[int],
    keys: Iterable[str],
    indicators: Iterable[int] | None = None,
    roles: Iterable[str] = ("actual", "estimate"),
    dims: str = "",
) -> Cells:
    """The current values of some units in some periods that the actor may see. One query, served by one index.

    keys: of periods; the same key in every calendar: November by the calendar and 15/10 to 14/11 are one column, because an indicator is
    reported in one calendar.
    """
    parted = parted_cells(actor, units=units, keys=keys, indicators=indicators, roles=roles, dims=[dims])
    return {place[:4]: value for place, value in parted.items()}


def parted_cells(
    actor: Actor,
    *,
    units: Iterable[int],
    keys: Iterable[str],
    indicators: Iterable[int] | None = None,
    roles: Iterable[str] = ("actual", "estimate"),
    dims: Iterable[str],
) -> dict[tuple[int, int, str, str, str], Value]:
    """The same for several breakdowns at once: (indicator, unit, key of the period, role, dims) -> what counts there. One query."""
    rows = CurrentValue.objects.filter(
        unit__in=set(units), period__key__in=set(keys), role__in=set(roles), dims__in=set(dims)
    ).filter(period__calendar=F("indicator__calendar"))
    if indicators is not None:
        rows = rows.filter(indicator__in=set(indicators))
    found = access.visible(actor, "figures.view", rows).order_by().values_list(*COLUMNS, "dims")
    return {(*row[:4], row[-1]): Value(*row[4:-1]) for row in found}


@dataclass(frozen=True, slots=True)
class Board:
    """Indicators by code, units by name, periods in their order, and the cells between them."""

    indicators: tuple[Indicator, ...]
    units: Mapping[int, str]
    periods: tuple[Stretch, ...]
    values: Mapping[tuple[int, int, str], Value]
    """(indicator, unit, key of the period) -> the actual figure, else the estimate."""
    estimated: frozenset[tuple[int, int, str]]

    def at(self, indicator: int, unit: int, key: str) -> Value | None:
        """What counts in a cell; None where nothing is recorded."""
        return self.values.get((indicator, unit, key))


def board(actor: Actor, *, units: Iterable[int], keys: Iterable[str], indicators: Iterable[int] | None = None) -> Board:
    """Units by periods: each indicator in the calendar in which it is reported. Three queries whatever the number of cells.

    keys: of civil periods. indicators: only these; else every one with a figure there.
    """
    wanted, places = list(dict.fromkeys(keys)), set(units)
    found = cells(actor, units=places, keys=wanted, indicators=indicators)
    known = {row.pk: row for row in Indicator.objects.filter(pk__in={place[0] for place in found})}
    values: dict[tuple[int, int, str], Value] = {}
    estimated = set()
    for (indicator, unit, key, role), value in sorted(found.items(), key=lambda item: item[0][3], reverse=True):
        place = (indicator, unit, key)
        values[place] = value
        if role == "estimate":
            estimated.add(place)
        else:
            estimated.discard(place)
    periods = tuple(parse_period(key) for key in wanted)
    names = unit_names(units=places, on=max(period.last for period in periods)) if periods else {}
    ordered = sorted(known.values(), key=lambda row: (row.code, row.version, row.pk))
    return Board(tuple(ordered), names, periods, values, frozenset(estimated))


def months_until(last: str, count: int = MONTHS) -> list[str]:
    """The keys of so many months, the newest last: thirteen show the same month of the year before beside this one. Errors: CAL-003."""
    found = [parse_period(last)]
    while len(found) < count:
        found.append(found[-1].previous())
    return [period.key for period in reversed(found)]


def newest_month(actor: Actor, *, unit_id: int) -> str | None:
    """The key of the newest month that has begun for which a unit has figures that the actor may see. One query."""
    rows = access.visible(actor, "figures.view", CurrentValue.objects.filter(unit=unit_id))
    months = Period.objects.filter(kind="month", start__lte=actor.on).filter(Q(pk__in=rows.order_by().values("period")))
    return months.order_by("-start").values_list("key", flat=True).first()


def month_or_none(text: str) -> str | None:
    """The key of a month that somebody asked for; None for anything else."""
    try:
        period = parse_period(text)
    except Problem:
        return None
    return period.key if period.kind == "month" else None
