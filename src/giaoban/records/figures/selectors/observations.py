"""What was recorded: the current revision of a figure, its series, its source."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Indicator, Observation, Period, Target
from giaoban.records.figures.origins import Origin, origin_of


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure came from: the page that shows the place, the words there, the file."""

    origin: Origin
    quote: str
    file_id: int | None

    @property
    def url(self) -> str:
        """The address of the page that shows the very place; empty where there is none."""
        return self.origin.url


def current(actor: Actor) -> QuerySet[Observation]:
    """The latest revision of every figure the actor may see."""
    return access.visible(actor, "figures.view", Observation.objects.filter(superseded_by=None))


def observation_get(actor: Actor, pk: int) -> Observation:
    """One revision of a figure with its indicator and period. Errors: ACC-002 where the actor may not know of it."""
    rows = Observation.objects.select_related("indicator", "unit", "period", "source_file")
    found = access.visible(actor, "figures.view", rows).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def value(
    actor: Actor, *, indicator: Indicator, unit: Unit, period: Period, role: str = "actual", dims: str = ""
) -> Observation | None:
    """The current revision of one figure; None where none is recorded: missing is not zero."""
    rows = current(actor).filter(indicator=indicator, unit=unit, period=period, role=role, dims=dims)
    return rows.select_related("period").first()


def series(
    actor: Actor, *, indicator: Indicator, unit: Unit | None = None, role: str = "", dims: str | None = None
) -> QuerySet[Observation]:
    """The current figures of an indicator, newest period first: of one unit and role, or of all that the actor may see."""
    rows = current(actor).filter(indicator=indicator)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if role:
        rows = rows.filter(role=role)
    if dims is not None:
        rows = rows.filter(dims=dims)
    return rows.select_related("period", "indicator").order_by("-period__end", "period__start", "unit", "role", "pk")


def revisions(actor: Actor, observation: Observation) -> QuerySet[Observation]:
    """Every revision of the same figure, newest first."""
    same = Observation.objects.filter(
        indicator=observation.indicator_id,
        unit=observation.unit_id,
        period=observation.period_id,
        dims=observation.dims,
        role=observation.role,
    )
    return access.visible(actor, "figures.view", same).order_by("-revision")


def observations_of_source(actor: Actor, ref: str) -> QuerySet[Observation]:
    """The current figures that were read at an address ("reports.submission/12")."""
    rows = current(actor).filter(source_ref=ref).select_related("indicator", "period")
    return rows.order_by("span_start", "pk")


def usual_units(actor: Actor, indicators: Iterable[int]) -> dict[int, frozenset[int]]:
    """The units for which each indicator has figures: what the next figure is most likely for. One query."""
    rows = (
        current(actor)
        .filter(indicator__in=set(indicators))
        .order_by()
        .values_list("indicator_id", "unit_id")
        .distinct()
    )
    found: dict[int, set[int]] = {}
    for indicator, unit in rows:
        found.setdefault(indicator, set()).add(unit)
    return {indicator: frozenset(units) for indicator, units in found.items()}


def targets(actor: Actor, *, indicator: Indicator | None = None, period: Period | None = None) -> QuerySet[Target]:
    """The targets in force: the highest version of each. `indicator`, `period` narrow."""
    rows = access.visible(actor, "figures.view", Target.objects.all())
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    if period is not None:
        rows = rows.filter(period=period)
    key = ("indicator_id", "unit_id", "period_id", "dims")
    last = rows.order_by(*key, "-version").distinct(*key)
    return Target.objects.filter(pk__in=last.values("pk")).select_related("period").order_by("-period__end", "unit")


def trace(observation: Observation) -> Trace:
    """Where a figure came from."""
    return Trace(origin_of(observation), observation.quote, observation.source_file_id)
