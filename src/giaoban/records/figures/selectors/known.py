"""What is on record, as the plain values that the checker of reports compares with."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, permutations
from typing import Literal, TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from giaoban.ground.org.models import Body, UnitForm, UnitKind, UnitName, UnitParent
from giaoban.ground.org.selectors import units_on
from giaoban.kernel import checks
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.checks.told import worded
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import find_figures
from giaoban.records.figures.measures import measure
from giaoban.records.figures.models import CropSeason, Indicator, IndicatorAlias, Observation, Period, Target
from giaoban.records.figures.selectors.seasons import day

R = TypeVar("R", Observation, Target)
YEARS = 2
"""Figures of periods that ended in the last so many years are compared with: this year's and last year's, and what came just before."""
PLANNED = {"at_least", "above", "at_most", "below", "equal", "range"}
"""Kinds of targets that say a value. The others speak of last year's."""
MEMBERS = 60
"""An area of more units than this is not added up: the sum would need more figures than a report should wait for."""
MOST = 3000
"""Figures of members that are handed over."""
SPANS = 8
"""Times with another number of units that are handed over, the nearest to the day."""
NAMED = 150
"""Units whose names are handed over; of more only their number."""
COUNTED = (UnitKind.COMMUNE, UnitKind.HAMLET, UnitKind.SCHOOL)
FORMS = {UnitForm.XA: "xã", UnitForm.PHUONG: "phường", UnitForm.THI_TRAN: "thị trấn", UnitForm.DAC_KHU: "đặc khu"}
HAMLETS = ("tổ dân phố", "khu phố", "thôn", "bản", "làng", "ấp", "buôn", "khóm")
SCHOOLS = ("trường", "trường học", "trường công lập")


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
            label=worded("recorded", period=row.period.value.labelled),
            address=reverse("figures:observation", args=[row.pk]),
            adds=row.indicator.kind == "sum" and row.indicator.time_op == "sum",
            better=better(row.indicator),
        )


def planned(row: Observation | Target) -> Iterator[checks.PlannedValue]:
    """A year's target, or a year's plan as it was reported, as the checker wants it."""
    if row.period.kind != "year" or row.period.calendar != "civil" or row.amount is None:
        return
    unit = measure(row.indicator.unit_of_measure)
    ranged = isinstance(row, Target) and row.high is not None
    act = row.act if isinstance(row, Target) and row.act else worded("plan_of", period=row.period.value.labelled)
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
        better=better(row.indicator),
    )


def better(indicator: Indicator) -> Literal["", "up", "down"]:
    """Whether more of an indicator is better, less, or the dictionary does not say."""
    return "up" if indicator.direction == "up" else "down" if indicator.direction == "down" else ""


def seasons_known(*, body_id: int) -> tuple[checks.SeasonDates, ...]:
    """The crop seasons that a body has set itself, for K14; none of the drafts that come with the program. One query."""
    address = reverse("figures:seasons")
    return tuple(
        checks.SeasonDates(row.name.lower(), day(row.start)[0], last_month(row.end), address)
        for row in CropSeason.objects.filter(body_id=body_id, draft=False)
    )


def last_month(end: str) -> int:
    """The month of the last day of a season by the day after it: "06-01" is a season to the end of May."""
    month, first = day(end)
    return (month - 2) % 12 + 1 if first == 1 else month


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


def units_known(*, body_id: int, on: date) -> tuple[checks.UnitCount, ...]:
    """How many communes, hamlets and schools the body's area has, now and at other times (K7): what was right before or after a merger.

    A noun alone ("xã") is counted where all units are of that form; where forms are mixed, only all of them together ("xã, thị trấn").
    Three queries.
    """
    area = Body.objects.values_list("area_id", flat=True).get(pk=body_id)
    under = UnitParent.objects.filter(tree="state", parent=area)
    rows = (
        UnitParent.objects.filter(
            Q(parent=area) | Q(parent__in=under.values("unit")), tree="state", unit__kind__in=COUNTED
        )
        .select_related("unit")
        .order_by("unit", "valid_from")
    )
    lives: dict[int, list[tuple[date, date]]] = {}
    kinds: dict[int, str] = {}
    for row in rows[:MOST]:
        end = min(row.valid_to or date.max, row.unit.valid_to or date.max)
        lives.setdefault(row.unit_id, []).append((max(row.valid_from, row.unit.valid_from), end))
        kinds[row.unit_id] = row.unit.kind
    called: dict[int, list[UnitName]] = {}
    for name in UnitName.objects.filter(unit__in=lives).order_by("valid_from"):
        called.setdefault(name.unit_id, []).append(name)
    address = reverse("directory:unit", args=[area])
    found: list[checks.UnitCount] = []
    for kind in COUNTED:
        members = {unit: times for unit, times in lives.items() if kinds[unit] == kind}
        if members:
            found += counts(kind, members, called, on=on, address=address)
    return tuple(found)


def counts(
    kind: str,
    lives: dict[int, list[tuple[date, date]]],
    called: dict[int, list[UnitName]],
    *,
    on: date,
    address: str,
) -> Iterator[checks.UnitCount]:
    """The numbers of units of one kind, between every two days on which one came or went, those nearest to the day."""
    days = sorted({day for times in lives.values() for span in times for day in span} | {date.max})
    spans = [(a, b) for a, b in pairwise(days) if a < b]
    spans.sort(key=lambda span: (not span[0] <= on < span[1], min(abs((span[0] - on).days), abs((span[1] - on).days))))
    for start, end in spans[:SPANS]:
        there = [unit for unit, times in lives.items() if any(a <= start < b for a, b in times)]
        named = [name for unit in there if (name := name_on(called.get(unit, ()), start))]
        if not there or len(named) < len(there):
            continue
        for noun, names in nouns(kind, named):
            yield checks.UnitCount(
                noun=noun,
                count=len(there),
                valid_from=start,
                valid_to=None if end == date.max else end - timedelta(days=1),
                names=names if len(names) <= NAMED else (),
                address=address,
            )


def name_on(names: Iterable[UnitName], on: date) -> UnitName | None:
    """The name of a unit on a day."""
    return next((name for name in names if name.holds(on)), None)


def nouns(kind: str, named: list[UnitName]) -> list[tuple[str, tuple[str, ...]]]:
    """(the noun under which reports count these units, their names where the noun is one word for all of them)."""
    names = tuple(name.name for name in named)
    if kind == UnitKind.SCHOOL:
        return [(noun, ()) for noun in SCHOOLS]
    if kind == UnitKind.COMMUNE:
        words = {FORMS.get(UnitForm(name.form), "") for name in named}
    else:
        words = {next((word for word in HAMLETS if name.lower().startswith(f"{word} ")), "") for name in names}
    if "" in words or len(words) > 3:
        return []
    if len(words) == 1:
        return [(words.pop(), names)]
    return [(", ".join(order), ()) for order in permutations(sorted(words))]


def members_known(*, body_id: int, period: str, on: date) -> tuple[tuple[str, ...], tuple[checks.Observation, ...]]:
    """The units just below a body's area, and what each has on record for the period (K6): for reports of the body itself only.

    Only figures that add up (the dictionary says so) and are not restricted. Empty where the period has no key, or the area too many units.
    Three queries.
    """
    try:
        asked = parse_period(period)
    except Problem:
        return (), ()
    area = Body.objects.values_list("area_id", flat=True).get(pk=body_id)
    day = min(on, asked.end - timedelta(days=1))
    kinds = (UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.HAMLET)
    below = {node.id: node.name for node in units_on(on=day, under=area, kinds=kinds) if node.parent_id == area}
    if not 1 < len(below) <= MEMBERS:
        return (), ()
    rows = Observation.objects.filter(
        body_id=body_id,
        unit__in=below,
        dims="",
        role="actual",
        superseded_by=None,
        state__in=["approved", "locked"],
        amount__isnull=False,
        comparator="=",
        indicator__classification=0,
        indicator__unit_op="sum",
        period__calendar="civil",
        period__start=asked.start,
        period__end=asked.end,
    )
    told = [
        replace(made, owner=below[row.unit_id], label=f"{below[row.unit_id]}, {made.label}")
        for row in with_words(Observation.objects.filter(pk__in=rows.order_by("pk").values("pk")[:MOST]))
        for made in observations(row)
    ]
    return tuple(below.values()), tuple(told)
