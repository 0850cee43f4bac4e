"""What is on record, as the plain values that the checker of reports compares with."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from giaoban.ground.org.models import Body
from giaoban.kernel import checks
from giaoban.kernel.quantity import find_figures
from giaoban.records.figures.measures import measure
from giaoban.records.figures.models import Indicator, IndicatorAlias, Observation, Period, Target

R = TypeVar("R", Observation, Target)
YEARS = 2
"""Figures of periods that ended in the last so many years are compared with: this year's and last year's, and what came just before."""
PLANNED = {"at_least", "above", "at_most", "below", "equal", "range"}
"""Kinds of targets that say a value. The others speak of last year's."""


def known_of(*, body_id: int, unit_id: int, on: date, besides: str = "") -> checks.Known:
    """What a body has on record about one of its units: approved figures of the last years and targets in force, as kernel values.

    This is what the unit itself reported before, for itself or (where it is in charge of an indicator) for the whole area, so it is read
    for whoever hands the unit's report in, account or link. Figures of restricted indicators are left out.
    besides: a source whose own figures are not compared with. Four queries.
    """
    start = date(on.year - YEARS, 1, 1)
    area = Body.objects.filter(pk=body_id).values("area")
    whose = Q(unit=unit_id) | Q(unit__in=area, indicator__owner_unit=unit_id)
    told = {"body_id": body_id, "dims": "", "indicator__classification": 0, "period__end__gt": start}
    rows = Observation.objects.filter(
        whose,
        **told,
        superseded_by=None,
        state__in=["approved", "locked"],
        role__in=["actual", "plan"],
        amount__isnull=False,
        comparator="=",
    )
    found = with_words(rows.exclude(source_ref=besides) if besides else rows)
    key = ("indicator_id", "unit_id", "period_id", "dims")
    last = Target.objects.filter(whose, **told).order_by(*key, "-version").distinct(*key)
    targets = with_words(Target.objects.filter(pk__in=last.values("pk"), kind__in=PLANNED))
    reached = [o for row in found if row.role == "actual" for o in observations(row)]
    plans = [t for row in found if row.role == "plan" for t in planned(row)]
    return checks.Known(
        observations=tuple(reached), targets=(*plans, *(t for target in targets for t in planned(target)))
    )


def with_words(rows: "QuerySet[R]") -> "list[R]":
    """The rows with period, indicator and its phrases."""
    words = Prefetch("indicator__aliases", IndicatorAlias.objects.order_by("pk"))
    return list(rows.select_related("period", "indicator").prefetch_related(words).order_by("pk"))


def observations(row: Observation) -> Iterator[checks.Observation]:
    """An observation as the checker wants it; none for a period that it does not know (school years, runs of days)."""
    key, so_far = months_of(row.period)
    if key and row.amount is not None:
        unit = measure(row.indicator.unit_of_measure)
        yield checks.Observation(
            indicator=row.indicator.name,
            unit=unit.name,
            period=key,
            value=row.amount * unit.factor,
            step=step_of(row),
            cumulative=so_far,
            moment="closing" if row.indicator.kind == "stock" else "during",
            aliases=phrases(row.indicator),
            label=f"số đã ghi {row.period.label}",
            address=reverse("figures:observation", args=[row.pk]),
        )


def planned(row: Observation | Target) -> Iterator[checks.PlannedValue]:
    """A year's target, or a year's plan as it was reported, as the checker wants it."""
    if row.period.kind != "year" or row.period.calendar != "civil" or row.amount is None:
        return
    unit = measure(row.indicator.unit_of_measure)
    ranged = isinstance(row, Target) and row.high is not None
    act = row.act if isinstance(row, Target) and row.act else f"kế hoạch {row.period.label}"
    page = ("figures:indicator", row.indicator_id) if isinstance(row, Target) else ("figures:observation", row.pk)
    yield checks.PlannedValue(
        indicator=row.indicator.name,
        unit=unit.name,
        period=row.period.code,
        value=None if ranged else row.amount * unit.factor,
        low=row.amount * unit.factor if ranged else None,
        high=row.high * unit.factor if isinstance(row, Target) and row.high is not None else None,
        aliases=phrases(row.indicator),
        label=act,
        address=reverse(page[0], args=[page[1]]),
    )


def phrases(indicator: Indicator) -> tuple[str, ...]:
    """The words under which reports state an indicator, besides its name."""
    return tuple(alias.alias for alias in indicator.aliases.all())


def months_of(period: Period) -> tuple[str, bool]:
    """(the checker's key of a period, whether it counts from January); ("", False) for one that the checker does not know."""
    if period.calendar != "civil" or period.kind == "school_year":
        return "", False
    if period.kind != "custom":
        return period.code, False
    months = period.months
    return (f"{period.cut.year:04d}-{months[1]:02d}", True) if months and months[0] == 1 else ("", False)


def step_of(row: Observation) -> Decimal:
    """One unit of the last printed digit, in the checker's unit; 0 where the source was not printed or the number was corrected since."""
    unit = measure(row.indicator.unit_of_measure)
    printed = find_figures(row.printed) if row.printed else ()
    same = len(printed) == 1 and row.amount is not None and printed[0].value == row.amount * unit.factor
    return printed[0].step if same else Decimal(0)
