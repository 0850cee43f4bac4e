"""Figures as rows for other programs: filtered, in one order, read in blocks, the same for JSON, CSV, SDMX-CSV and Parquet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.records.figures.models import CurrentValue

BLOCK = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: codes of indicators, numbers of units, periods that begin in [since, until), roles; empty means all."""

    indicators: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    role: str = ""
    after: int = 0
    """Only figures of a later number: the last one of the page before."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One figure that counts now. number: of its observation; amount None: reported as missing."""

    number: int
    indicator: str
    version: int
    unit: int
    unit_code: str
    unit_name: str
    calendar: str
    period: str
    role: str
    dims: str
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: str
    measure: str
    state: str
    revision: int
    source: str
    source_ref: str
    as_of: date | None


FIELDS = (
    "observation_id",
    "indicator__code",
    "indicator__version",
    "unit_id",
    "unit__code",
    "period__calendar",
    "period__key",
    "role",
    "dims",
    "amount",
    "low",
    "high",
    "comparator",
    "indicator__unit_of_measure",
    "state",
    "revision",
    "observation__source_kind",
    "observation__source_ref",
    "observation__as_of",
)


def wanted_values(actor: Actor, wanted: Wanted) -> QuerySet[CurrentValue]:
    """The current values that are wanted and that the actor may see, by the number of their observation."""
    rows = access.visible(actor, "figures.view", CurrentValue.objects.filter(observation_id__gt=wanted.after))
    if wanted.indicators:
        rows = rows.filter(indicator__code__in=wanted.indicators)
    if wanted.units:
        rows = rows.filter(unit_id__in=wanted.units)
    if wanted.since:
        rows = rows.filter(period__start__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(period__start__lt=wanted.until)
    if wanted.role:
        rows = rows.filter(role=wanted.role)
    return rows.order_by("observation_id")


def exported_row(row: tuple[Any, ...], name: str) -> Exported:
    """The values of `FIELDS`, and the unit's name."""
    whole: tuple[Any, ...] = (*row[:5], name, *row[5:])
    return Exported(*whole)


def exported(actor: Actor, wanted: Wanted, *, most: int | None = None) -> Iterator[list[Exported]]:
    """The figures in blocks of at most 5,000 (two queries each), `most` in all. Units bear their names of the actor's day."""
    rows = wanted_values(actor, wanted).values_list(*FIELDS)
    left, after = most, wanted.after
    while left is None or left > 0:
        block = list(rows.filter(observation_id__gt=after)[: min(BLOCK, left or BLOCK)])
        if not block:
            return
        names = unit_names(units={row[3] for row in block}, on=actor.on)
        yield [exported_row(row, names.get(row[3], "")) for row in block]
        after = block[-1][0]
        left = None if left is None else left - len(block)
