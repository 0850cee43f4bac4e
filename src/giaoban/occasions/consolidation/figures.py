"""The figures of a body's area for the tables and charts of a report, each with the observations it is made of. Reads only.

A figure that is not recorded for the period itself is put together as the indicator says (`kernel.indicators.reached`): the sum of its
months, the last of a stock. Missing stays missing. Indicators above level 0 are left out: the report is for all who read it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from giaoban.ground.access import Actor
from giaoban.kernel.calendar import Period, parse_period
from giaoban.kernel.indicators import Fact, reached
from giaoban.kernel.quantity import Interval, vietnamese
from giaoban.occasions.consolidation.plans import Plan, plan_of
from giaoban.records.figures import selectors as figures
from giaoban.records.figures.models import Indicator, Target
from giaoban.records.figures.printing import compared, percent, spread
from giaoban.records.figures.selectors import Value
from giaoban.records.figures.selectors.boards import APPROVED

COLUMNS = ("plan", "now", "total", "share", "before", "growth")
CHART_MONTHS = 13
CHARTS = 4
"""Indicators that a chart section shows where it names none."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A value with the numbers of the observations it is made of, in the order of time."""

    value: Interval
    observations: tuple[int, ...]

    @property
    def exact(self) -> Decimal | None:
        """The one value, None for a range."""
        return self.value.low if self.value.is_point else None


@dataclass(frozen=True, slots=True)
class Book:
    """What is on record of an area for a period and the one a year before: cells by (indicator, key of the period, role), targets by
    indicator."""

    area: int
    period: Period
    indicators: tuple[Indicator, ...]
    cells: Mapping[tuple[int, str, str], Value]
    targets: Mapping[int, Target]


def months_of(period: Period) -> list[str]:
    """The keys of the months from January to the end of a civil period."""
    return [f"{period.last.year:04d}-{month:02d}" for month in range(1, period.last.month + 1)]


def so_far(period: Period) -> Period:
    """From January until the end of a period."""
    last = period.last
    return parse_period(f"{last.year:04d}-01..{last.year:04d}-{last.month:02d}")


def columns(period: Period) -> tuple[str, ...]:
    """The columns of a table of a period. What begins in January is its own sum since January: one column says it."""
    return tuple(name for name in COLUMNS if name != "total" or so_far(period).key != period.key)


def chart_months(period: Period) -> list[str]:
    """The keys of the thirteen months up to a period's end."""
    last = f"{period.last.year:04d}-{period.last.month:02d}"
    return figures.months_until(last, CHART_MONTHS)


def keys_of(period: Period) -> list[str]:
    """The keys of every period that a report of this one speaks of."""
    found = [period.key, so_far(period).key, str(period.last.year), *months_of(period), *chart_months(period)]
    for other in (period, so_far(period)):
        found.append(other.year_before().key)
    before = so_far(period).year_before()
    found += [*months_of(before), str(before.last.year)]
    quarters = [f"{year}-Q{number}" for year in (period.last.year, before.last.year) for number in range(1, 5)]
    return list(dict.fromkeys([*found, *quarters]))


def book_of(actor: Actor, *, body_id: int, area: int, period: Period) -> Book:
    """What is on record. Three queries whatever the number of figures."""
    rows = figures.indicators(actor, state="live").filter(body=body_id, classification=0)
    known = {row.pk: row for row in rows}
    found = figures.cells(
        actor, units=[area], keys=keys_of(period), indicators=known, roles=("plan", "actual", "estimate")
    )
    given = figures.targets_of(actor, year=period.last.year, units=[area])
    targets = {row.indicator_id: row for row in given if row.dims == ""}
    cells = {
        (indicator, key, role): value
        for (indicator, _unit, key, role), value in found.items()
        if value.state in APPROVED  # what is only submitted may still be sent back
    }
    return Book(area, period, tuple(known.values()), cells, targets)


def interval(value: Value) -> Interval | None:
    """What a cell says; None where it says that there is nothing."""
    if value.low is not None and value.high is not None:
        return Interval(value.low, value.high)
    return None if value.amount is None else Interval.point(value.amount)


def facts(book: Book, indicator: Indicator, keys: Iterable[str]) -> list[tuple[Fact, int]]:
    """(what an indicator was in a period, number of the observation): the actual figure, else the estimate."""
    made = []
    for key in keys:
        for role in ("actual", "estimate"):
            value = book.cells.get((indicator.pk, key, role))
            known = interval(value) if value is not None else None
            if value is not None and known is not None:
                made.append((Fact(parse_period(key), known, role == "estimate"), value.observation_id))
                break
    return made


def reach(book: Book, indicator: Indicator, period: Period) -> Made | None:
    """What an indicator was over the whole of a period; None where figures cover a part of it only."""
    year = period.last.year
    keys = [key for key in keys_of(book.period) if key[:4] == str(year)]
    known = [(fact, number) for fact, number in facts(book, indicator, keys) if period.contains(fact.period)]
    found = reached([fact for fact, _number in known], period, over_time=indicator.time_op)  # type: ignore[arg-type]
    if found is None or found.period.end < period.end:
        return None
    if found.figures == 1:
        # The very figure that was taken: of those that end with the period, one that says the same.
        parts = [number for fact, number in known if fact.value == found.value and fact.period.end == period.end]
        return Made(found.value, tuple(parts[:1]))
    at, parts = period.start, []
    longest = sorted(known, key=lambda pair: (pair[0].period.start, -pair[0].period.end.toordinal()))
    for fact, number in longest:
        if fact.period.start == at:
            parts.append(number)
            at = fact.period.end
    return Made(found.value, tuple(parts))


def planned(book: Book, indicator: Indicator) -> Plan | None:
    """The plan of the report's year; None for none."""
    year = str(book.period.last.year)
    key = f"figure:{indicator.code}|{book.area}|{year}|target|words"
    return plan_of(book.targets.get(indicator.pk), book.cells.get((indicator.pk, year, "plan")), key=key)


def plan_cell(plan: Plan | None) -> Json:
    """The place of a plan in a table: with where it is from, and the plan on record where that is another one."""
    if plan is None:
        return cell("")
    return cell(plan.shown, plan.key) | {"from": plan.source} | ({"other": plan.other} if plan.other else {})


def cell(shown: str, key: str = "", made: Made | None = None) -> Json:
    """One place of a table: what is shown, the key of its field, the observations it is made of."""
    return {"shown": shown, "key": key, "observations": list(made.observations) if made else []}


def stated(book: Book, indicator: Indicator, made: Made | None, period: Period, measure: str) -> Json:
    """A value as a place of a table: an observation where it is one, else a figure put together."""
    if made is None:
        return cell("")
    if len(made.observations) == 1:
        return cell(spread(made.value), f"obs:{made.observations[0]}", made)
    return cell(spread(made.value), f"figure:{indicator.code}|{book.area}|{period.key}|actual|{measure}", made)


def row_of(book: Book, indicator: Indicator) -> Json | None:
    """One line of a table; None where nothing at all is on record for it."""
    period, total_period = book.period, so_far(book.period)
    flow = indicator.kind == "sum"
    now = reach(book, indicator, period)
    total = reach(book, indicator, total_period) if flow else None
    measured, span = (
        (total, total_period) if flow else (now, period)
    )  # one meaning a column, even where a part is missing
    before = reach(book, indicator, span.year_before())
    alone = reach(book, indicator, period.year_before()) if flow and before is None else None
    plan = planned(book, indicator)
    if now is None and total is None and plan is None:
        return None
    rate = indicator.kind == "rate"
    value = measured.exact if measured else None
    earlier = before.exact if before else None
    name = f"figure:{indicator.code}|{book.area}|{span.key}|actual|"
    share = compared(value, plan.amount if plan else None, rate=rate, unit_of_measure=indicator.unit_of_measure)
    return {
        "indicator": indicator.pk,
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit_of_measure,
        "field": indicator.field,
        "cells": {
            "plan": plan_cell(plan),
            "now": stated(book, indicator, now, period, "value"),
            "total": stated(book, indicator, total, total_period, "value"),
            "share": cell(share.removesuffix(" %").removesuffix(" điểm"), f"{name}share" if share else ""),
            "before": stated(book, indicator, before, span.year_before(), "value")
            | ({"only": period.year_before().name} if alone is not None and span.key != period.key else {}),
            "growth": cell(grown := growth(value, earlier, rate=rate), f"{name}growth" if grown else ""),
        },
    }


def growth(value: Decimal | None, before: Decimal | None, *, rate: bool) -> str:
    """By how much a value stands above that of a year before: "+5,2" (percent; points of rates), "-3,1"; "" where nobody can say."""
    if rate:
        gap = None if value is None or before is None else value - before
    else:
        part = percent(value, before)
        gap = None if part is None else part - 100
    return "" if gap is None else f"{'+' if gap > 0 else ''}{vietnamese(gap)}"


def chosen(book: Book, codes: Sequence[str]) -> list[Indicator]:
    """The indicators of some codes in that order; without codes all, by field and code."""
    if codes:
        by_code = {row.code.casefold(): row for row in book.indicators}
        return [by_code[code.casefold()] for code in codes if code.casefold() in by_code]
    return sorted(book.indicators, key=lambda row: (row.field, row.code))


def table_of(book: Book, codes: Sequence[str]) -> Json:
    """What a table block shows: its choice of indicators, the period, and a row for each that has something on record."""
    rows = [row for indicator in chosen(book, codes) if (row := row_of(book, indicator)) is not None]
    return {"codes": list(codes), "period": book.period.key, "rows": rows}


def chart_of(book: Book, indicator: Indicator) -> Json | None:
    """What a chart block shows: thirteen months of one indicator; None with fewer than two figures."""
    keys = chart_months(book.period)
    known = {fact.period.key: (fact, number) for fact, number in facts(book, indicator, keys)}
    if len(known) < 2:
        return None
    points = []
    for key in keys:
        fact, number = known.get(key, (None, None))
        exact = fact.value.low if fact is not None and fact.value.is_point else None
        points.append(
            {
                "key": key,
                "value": None if exact is None else f"{exact:f}",
                "observation": number if exact is not None else None,
            }
        )
    kind = "bar" if indicator.kind == "sum" else "line"
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit_of_measure,
        "kind": kind,
        "points": points,
    }


def charts_of(book: Book, codes: Sequence[str]) -> list[Json]:
    """The charts of a section: of the codes it names, else of the first few indicators that have a course to show."""
    made = [chart for indicator in chosen(book, codes) if (chart := chart_of(book, indicator)) is not None]
    return made if codes else made[:CHARTS]
