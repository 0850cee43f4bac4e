"""Figures of many units over a stretch of time as the kernel computes with them, and where there are some that the reader may not see."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.indicators import Fact
from giaoban.records.figures.models import CurrentValue
from giaoban.records.figures.selectors.year import PERIOD, interval_of

CELL = ("indicator_id", "unit_id", "role", "amount", "low", "high", "comparator", "state", "observation_id")
Place = tuple[int, int, str]
"""(indicator, unit, role)."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """There is a figure here that the reader may not see; nothing else is said of it."""

    indicator: int
    unit: int
    role: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Span:
    """What was read: figures by place, the hidden ones, how many there are in which state, and the newest observation."""

    facts: dict[Place, list[Fact]] = field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
    states: Counter[str] = field(default_factory=Counter)
    latest: int = 0


def values_between(
    *,
    indicators: Iterable[int],
    since: date,
    until: date,
    roles: Iterable[str],
    kind: str = "",
    units: Iterable[int] = (),
) -> "QuerySet[CurrentValue]":
    """The current values of whole cells (no breakdown) whose periods lie in [since, until), whoever may see them.

    units: only these; else all of a kind; else all.
    """
    rows = CurrentValue.objects.filter(
        indicator__in=set(indicators),
        period__start__gte=since,
        period__end__lte=until,
        role__in=set(roles),
        dims="",
        period__calendar=F("indicator__calendar"),
    )
    if chosen := set(units):
        return rows.filter(unit__in=chosen)
    return rows.filter(unit__kind=kind) if kind else rows


def span(
    actor: Actor,
    *,
    indicators: Iterable[int],
    since: date,
    until: date,
    roles: Iterable[str],
    kind: str = "",
    units: Iterable[int] = (),
) -> Span:
    """The figures of some units (of a kind, where none is named) that the actor may see, and where there are others. Two queries.

    An estimate counts where its period has no actual figure, and says so.
    """
    rows = values_between(indicators=indicators, since=since, until=until, roles=roles, kind=kind, units=units)
    seen = access.visible(actor, "figures.view", rows).order_by()
    found: dict[Place, dict[str, Fact]] = {}
    periods: dict[tuple[str, str], Stretch] = {}
    states: Counter[str] = Counter()
    latest = 0
    for row in seen.values_list(*CELL, *PERIOD):
        indicator, unit, role, amount, low, high, sign, state, number, *when = row
        states[state] += 1
        latest = max(latest, number)
        value = interval_of(amount, low, high, sign)
        if value is None:
            continue
        start, end, key, kind, calendar, title = when
        period = periods.setdefault((calendar, key), Stretch(start, end, key, kind, calendar, title))  # type: ignore[arg-type]
        estimate = role == "estimate"
        cell = found.setdefault((indicator, unit, "actual" if estimate else role), {})
        if not estimate or key not in cell:
            cell[key] = Fact(period, value, estimate)
    facts = {place: list(by_key.values()) for place, by_key in found.items()}
    return Span(facts, hidden_in(rows, seen), states, latest)


def hidden_in(rows: "QuerySet[CurrentValue]", seen: "QuerySet[CurrentValue]") -> tuple[Hidden, ...]:
    """Where there are figures among `rows` that are not among those `seen`: places only, never values. One query."""
    others = rows.exclude(pk__in=seen.values("pk")).order_by()
    columns = ("indicator_id", "unit_id", "role", "period__start", "period__end")
    return tuple(
        Hidden(indicator, unit, "actual" if role == "estimate" else role, start, end)
        for indicator, unit, role, start, end in others.values_list(*columns).distinct()
    )


def summary(actor: Actor, *, indicators: Iterable[int], since: date, until: date, roles: Iterable[str]) -> Span:
    """States, newest observation and hidden places (unit 0: of some unit) of all units in [since, until), without figures. One query."""
    rows = values_between(indicators=indicators, since=since, until=until, roles=roles)
    seen = Q(pk__in=access.visible(actor, "figures.view", rows).order_by().values("pk"))
    groups = rows.order_by().values_list("indicator_id", "role", "period__start", "period__end", "state")
    counted = groups.annotate(n=Count("pk"), mine=Count("pk", filter=seen), newest=Max("observation_id", filter=seen))
    states: Counter[str] = Counter()
    hidden, latest = set(), 0
    for indicator, role, start, end, state, n, mine, newest in counted:
        states[state] += mine
        latest = max(latest, newest or 0)
        if mine < n:
            hidden.add(Hidden(indicator, 0, "actual" if role == "estimate" else role, start, end))
    return Span({}, tuple(hidden), states, latest)


def measured(actor: Actor, *, since: date, until: date) -> list[tuple[int, str, int]]:
    """(indicator, kind of unit, number of figures) in [since, until) that the actor may see, most figures first. One query."""
    rows = CurrentValue.objects.filter(period__start__gte=since, period__end__lte=until, dims="")
    seen = access.visible(actor, "figures.view", rows).order_by().values_list("indicator_id", "unit__kind")
    return [(indicator, kind, n) for indicator, kind, n in seen.annotate(n=Count("pk")).order_by("-n", "indicator_id")]
