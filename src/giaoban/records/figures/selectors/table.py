"""The table of a period: each indicator of each unit with its plan, what was reached, and the same period a year before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.records.figures.models import Indicator, Observation, Period, Target
from giaoban.records.figures.printing import compared
from giaoban.records.figures.selectors.above import UPPER, restated_with_above
from giaoban.records.figures.selectors.indicators import indicators
from giaoban.records.figures.selectors.lineage import Cell
from giaoban.records.figures.selectors.observations import current, targets

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one unit. Figures are None where none is recorded; `plan_of_year`: the plan is that of the whole year."""

    indicator: Indicator
    unit_id: int
    unit: str
    plan: Observation | None = None
    target: Target | None = None
    plan_of_year: bool = False
    actual: Observation | None = None
    estimate: Observation | None = None
    before: Observation | None = None
    restated: Cell | None = None
    """Where others were merged into the unit since, or parts of them: what it would have reported a year before."""
    merged: bool = False
    """The unit was made of others a year before, so its own figure of then says nothing about it now."""

    @property
    def reached(self) -> Observation | None:
        """What was reached: the actual figure, else the estimate."""
        return self.actual or self.estimate

    @property
    def target_words(self) -> str:
        """The target as it is told: "≥ 60", "7 – 9"; empty where there is none."""
        return self.target.words if self.target else ""

    @property
    def of_plan(self) -> str:
        """What was reached against the plan."""
        return self.against(self.plan_amount)

    @property
    def given(self) -> Target | None:
        """The target that is told as the plan: the one that was issued, in words only where no plan is recorded."""
        target = self.target
        return target if target is not None and (target.as_plan is not None or self.plan is None) else None

    @property
    def plan_amount(self) -> Decimal | None:
        """The plan: the target that was issued for the period, else the plan on record. None where nothing can be measured by it."""
        if self.given is not None:
            return self.given.as_plan
        return self.plan.amount if self.plan else None

    @property
    def of_before(self) -> str:
        """What was reached against the same period a year before."""
        if self.merged:
            return self.against(self.restated.amount if self.restated else None)
        return self.against(self.before.amount if self.before else None)

    def against(self, whole: Decimal | None) -> str:
        """What was reached against an amount."""
        reached = self.reached.amount if self.reached else None
        rate = self.indicator.kind == "rate"
        return compared(reached, whole, rate=rate, unit_of_measure=self.indicator.unit_of_measure)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a period by indicator code and unit name, not yet filled with figures: `lines(sheet, part)` fills a page of them.

    `indicators` and `names` are those of every pair, also of those that a unit's choice leaves out.
    """

    actor: Actor
    period: Period
    pairs: tuple[Pair, ...]
    indicators: dict[int, Indicator]
    names: dict[int, str]
    earlier: tuple[Period, ...]
    """The same period of the year before, if there are figures for it."""
    uppers: tuple[int, ...] = ()
    """The units that are put together from others."""


def periods_with_figures(actor: Actor) -> QuerySet[Period]:
    """The periods for which the actor sees figures, newest first."""
    return Period.objects.filter(pk__in=current(actor).values("period")).order_by("-end", "-start")


def year_before(day: date) -> date:
    """The same day a year before; 29 February becomes 1 March."""
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else date(day.year - 1, 3, 1)


def same_a_year_before(period: Period, prefix: str = "") -> Q:
    """The condition that a period (reached by `prefix`, e.g. "period__") is the same of the year before."""
    dates = {"start": year_before(period.start), "end": year_before(period.end)}
    fields = {"calendar": period.calendar, "kind": period.kind, **dates}
    return Q(**{f"{prefix}{name}": value for name, value in fields.items()})


def is_year_before(other: Period, period: Period) -> bool:
    """Whether a period is the same of the year before."""
    same = (other.calendar, other.kind) == (period.calendar, period.kind)
    return same and (other.start, other.end) == (year_before(period.start), year_before(period.end))


def year_around(period: Period, prefix: str = "") -> Q:
    """The condition that a period is the civil year in which `period` ends."""
    year = {"calendar": "civil", "kind": "year", "start": date(period.cut.year, 1, 1)}
    return Q(**{f"{prefix}{name}": value for name, value in year.items()})


def place_of(other: Period, period: Period) -> str:
    """Which of the three a period is: "here", "before" or "year"."""
    if other.pk == period.pk:
        return "here"
    return "before" if other.kind == period.kind and other.end <= period.start else "year"


def sheet(
    actor: Actor, *, period: Period, periods: Iterable[Period], unit_id: int | None = None, text: str = ""
) -> Sheet:
    """The lines of a period: every indicator and unit with a figure or a target in it. `unit_id`, `text` (of the indicator) narrow.

    periods: all that the actor sees figures for.

    Three queries whatever the number of figures.
    """
    rows = list(pairs_of(actor, period, text=text))
    found: set[Pair] = {(indicator, unit) for indicator, unit, _kind in rows}
    uppers = tuple(sorted({unit for _indicator, unit, kind in rows if kind in UPPER}))
    known = Indicator.objects.in_bulk({indicator for indicator, _unit in found})
    names = unit_names(units={unit for _indicator, unit in found}, on=period.cut)
    wanted = [pair for pair in found if unit_id is None or pair[1] == unit_id]
    places = {unit: sort_key(names.get(unit, "")) for unit in {unit for _indicator, unit in found}}
    wanted.sort(key=lambda pair: (known[pair[0]].code, places[pair[1]], pair))
    earlier = tuple(other for other in periods if is_year_before(other, period))
    return Sheet(actor, period, tuple(wanted), known, names, earlier, uppers)


def pairs_of(actor: Actor, period: Period, *, text: str) -> "QuerySet[Any, tuple[int, int, str]]":
    """(indicator, unit, kind of the unit) of every figure and target of a period: one query."""
    figures = current(actor).filter(period=period, dims="")
    planned = access.visible(actor, "figures.view", Target.objects.filter(period=period, dims=""))
    if text:
        matching = indicators(actor, text=text).order_by().values("pk")
        figures, planned = figures.filter(indicator__in=matching), planned.filter(indicator__in=matching)
    columns = ("indicator_id", "unit_id", "unit__kind")
    return figures.order_by().values_list(*columns).union(planned.order_by().values_list(*columns))


def lines(found: Sheet, part: Sequence[Pair]) -> list[Line]:
    """The lines of some pairs of a sheet, with their figures. At most four queries whatever their number."""
    period = found.period
    names = {"indicator__in": {i for i, _u in part}, "unit__in": {u for _i, u in part}}
    when = Q(period=period) | same_a_year_before(period, "period__") | year_around(period, "period__")
    rows = list(current(found.actor).filter(when, **names, dims="").select_related("period"))
    at = {(o.indicator_id, o.unit_id, place_of(o.period, period), o.role): o for o in rows}
    planned = targets(found.actor).filter(when, **names, dims="")
    set_at = {(t.indicator_id, t.unit_id, place_of(t.period, period)): t for t in planned}
    cells = year_before_of(found, part)
    return [rebased(line(found, pair, at, set_at), cells.get(pair)) for pair in part]


def year_before_of(found: Sheet, part: Sequence[Pair]) -> dict[Pair, Cell]:
    """What the units of today would have reported a year before: actual figures, or estimates where there are no actual ones."""
    known = [found.indicators[number] for number in {i for i, _u in part}]
    units, on = {u for _i, u in part}, found.period.cut
    told = restated_with_above(
        found.actor,
        indicators=known,
        units=units,
        periods=found.earlier,
        to=on,
        role="reached",
        uppers=found.uppers,
    )
    return {(indicator, unit): cell for (indicator, unit, _period), cell in told.items()}


def rebased(line: Line, cell: Cell | None) -> Line:
    """A line beside the figure of a year before that its unit of today has: its own where nothing was merged or divided since."""
    if cell is None or (cell.known and (cell.units == 1 or cell.same) and line.before is not None):
        return line
    return replace(line, restated=cell if cell.known else None, merged=True)


def line(
    found: Sheet,
    pair: Pair,
    at: Mapping[tuple[int, int, str, str], Observation],
    set_at: Mapping[tuple[int, int, str], Target],
) -> Line:
    """One line from what was read."""
    own = (*pair, "here", "plan") in at or (*pair, "here") in set_at
    where = "here" if own else "year"
    plan, target = at.get((*pair, where, "plan")), set_at.get((*pair, where))
    return Line(
        indicator=found.indicators[pair[0]],
        unit_id=pair[1],
        unit=found.names.get(pair[1], ""),
        plan=plan,
        target=target,
        plan_of_year=not own and (plan is not None or target is not None),
        actual=at.get((*pair, "here", "actual")),
        estimate=at.get((*pair, "here", "estimate")),
        before=at.get((*pair, "before", "actual")) or at.get((*pair, "before", "estimate")),
    )


def filled(found: Sheet, *, size: int = 500) -> Iterable[Line]:
    """Every line of a sheet with its figures, a part at a time: for files."""
    for start in range(0, len(found.pairs), size):
        yield from lines(found, found.pairs[start : start + size])
