"""Figures of many units over a stretch of time as the kernel computes with them, and where there are some that the reader may not see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.indicators import Fact
from giaoban.records.figures.models import CurrentValue
from giaoban.records.figures.selectors.boards import APPROVED
from giaoban.records.figures.selectors.year import PERIOD, interval_of

CELL = ("indicator_id", "unit_id", "role", "amount", "low", "high", "comparator", "state", "observation_id")
Place = tuple[int, int, str]
"""(indicator, unit, role)."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """There is a figure here that the reader may not see, or that does not count yet; nothing else is said of it."""

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
    pending: tuple[Hidden, ...] = ()
    """Where there are figures that do not count because they are not approved yet."""


def values_between(
    *,
    indicators: Iterable[int],
    since: date,
    until: date,
    roles: Iterable[str],
    kind: str = "",
    units: Iterable[int] = (),
    dims: Iterable[str] = ("",),
) -> "QuerySet[CurrentValue]":
    """The current values of whole cells whose periods lie in [since, until), whoever may see them.

    units: only these; else all of a kind; else all. dims: of these parts of a breakdown; "" is the whole.
    """
    rows = CurrentValue.objects.filter(
        indicator__in=set(indicators),
        period__start__gte=since,
        period__end__lte=until,
        role__in=set(roles),
        dims__in=set(dims),
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
    wanted: dict[str, Any] = {
        "indicators": indicators,
        "since": since,
        "until": until,
        "roles": roles,
        "kind": kind,
        "units": units,
    }
    return spans(actor, **wanted)[""]


def spans(actor: Actor, *, dims: Sequence[str] = ("",), approved: bool = False, **wanted: Any) -> dict[str, Span]:
    """The same of the whole ("") and of parts of a breakdown at once: {key of the breakdown: Span}. Two queries.

    wanted: as `span`. States and the newest observation are those of all, with the whole. approved: others than approved and locked ones
    do not count, and only their places are told.
    """
    rows = values_between(dims=dims, **wanted)
    seen = access.visible(actor, "figures.view", rows).order_by()
    found: dict[str, dict[Place, dict[str, Fact]]] = {part: {} for part in dims}
    periods: dict[tuple[str, str], Stretch] = {}
    pending: dict[str, list[Hidden]] = {}
    states: Counter[str] = Counter()
    latest = 0
    for row in seen.values_list("dims", *CELL, *PERIOD):
        part, indicator, unit, role, amount, low, high, sign, state, number, *when = row
        if approved and state not in APPROVED:
            pending.setdefault(part, []).append(Hidden(indicator, unit, counted_as(role), when[0], when[1]))
            continue
        states[state] += 1
        latest = max(latest, number)
        value = interval_of(amount, low, high, sign)
        if value is None:
            continue
        start, end, key, kind, calendar, title = when
        period = periods.setdefault((calendar, key), Stretch(start, end, key, kind, calendar, title))
        estimate = role == "estimate"
        cell = found[part].setdefault((indicator, unit, counted_as(role)), {})
        if not estimate or key not in cell:
            cell[key] = Fact(period, value, estimate)
    hidden = hidden_in(rows.filter(state__in=APPROVED) if approved else rows, seen)
    facts = {part: {place: list(keys.values()) for place, keys in cells.items()} for part, cells in found.items()}
    return {
        part: Span(facts[part], hidden.get(part, ()), states, latest, tuple(pending.get(part, ()))) for part in dims
    }


def counted_as(role: str) -> str:
    """An estimate stands where the actual figure would."""
    return "actual" if role == "estimate" else role


def hidden_in(rows: "QuerySet[CurrentValue]", seen: "QuerySet[CurrentValue]") -> dict[str, tuple[Hidden, ...]]:
    """Where there are figures among `rows` that are not among those `seen`, by breakdown: places only, never values. One query."""
    others = rows.exclude(pk__in=seen.values("pk")).order_by()
    columns = ("dims", "indicator_id", "unit_id", "role", "period__start", "period__end")
    found: dict[str, list[Hidden]] = {}
    for part, indicator, unit, role, start, end in others.values_list(*columns).distinct():
        place = Hidden(indicator, unit, counted_as(role), start, end)
        found.setdefault(part, []).append(place)
    return {part: tuple(places) for part, places in found.items()}


def parts_with_figures(actor: Actor, *, indicators: Iterable[int], key: str, most: int) -> list[str]:
    """The breakdowns by one key alone ("gioi=nam") for which there are figures that the actor may see, in order. One query."""
    rows = CurrentValue.objects.filter(indicator__in=set(indicators), dims__startswith=f"{key}=")
    seen = access.visible(actor, "figures.view", rows.exclude(dims__contains=";")).order_by("dims")
    return list(seen.values_list("dims", flat=True).distinct()[:most])


def summary(
    actor: Actor, *, indicators: Iterable[int], since: date, until: date, roles: Iterable[str], approved: bool = False
) -> Span:
    """States, newest observation and hidden places (unit 0: of some unit) of all units in [since, until), without figures. One query."""
    rows = values_between(indicators=indicators, since=since, until=until, roles=roles)
    if approved:
        rows = rows.filter(state__in=APPROVED)
    seen = Q(pk__in=access.visible(actor, "figures.view", rows).order_by().values("pk"))
    groups = rows.order_by().values_list("indicator_id", "role", "period__start", "period__end", "state")
    counted = groups.annotate(n=Count("pk"), mine=Count("pk", filter=seen), newest=Max("observation_id", filter=seen))
    states: Counter[str] = Counter()
    hidden, latest = set(), 0
    for indicator, role, start, end, state, n, mine, newest in counted:
        states[state] += mine
        latest = max(latest, newest or 0)
        if mine < n:
            hidden.add(Hidden(indicator, 0, counted_as(role), start, end))
    return Span({}, tuple(hidden), states, latest)


def measured(actor: Actor, *, since: date, until: date) -> list[tuple[int, str, int]]:
    """(indicator, kind of unit, number of figures) in [since, until) that the actor may see, most figures first. One query."""
    rows = CurrentValue.objects.filter(period__start__gte=since, period__end__lte=until, dims="")
    seen = access.visible(actor, "figures.view", rows).order_by().values_list("indicator_id", "unit__kind")
    return [(indicator, kind, n) for indicator, kind, n in seen.annotate(n=Count("pk")).order_by("-n", "indicator_id")]
