"""The board of a year's targets: each target in force with what was reached, the verdict and its arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import get_language

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel import indicators as kernel
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import INFINITY, Interval
from giaoban.records.figures.models import CurrentValue, Indicator, Target
from giaoban.records.figures.selectors.boards import APPROVED

Place = tuple[int, int, str]
"""(indicator, unit, breakdown)."""
CELL = ("indicator_id", "unit_id", "dims", "role", "amount", "low", "high", "comparator")
PERIOD = tuple(f"period__{name}" for name in ("start", "end", "key", "kind", "calendar", "title"))
Facts = Mapping[Place, list[kernel.Fact]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with the verdict on it; parts ("trong đó") below it."""

    target: Target
    unit: str
    verdict: kernel.Verdict
    actuals: kernel.Actuals
    parts: "tuple[Judged, ...]" = ()

    @property
    def reached(self) -> Interval | None:
        """What was reached so far."""
        return self.actuals.value


def targets_of(actor: Actor, *, year: int, units: Iterable[int] | None = None) -> list[Target]:
    """The targets in force for a year (in any calendar): the highest version of each. One query. units: only of these."""
    key = ("indicator_id", "unit_id", "period_id", "dims")
    rows = Target.objects.filter(period__key=str(year))
    if units is not None:
        rows = rows.filter(unit__in=set(units))
    last = access.visible(actor, "figures.view", rows).order_by(*key, "-version").distinct(*key)
    found = Target.objects.filter(pk__in=last.values("pk"))
    joined = found.select_related("period", "indicator", "reference", "reference__indicator", "part_of", "parent")
    return list(joined.order_by("indicator__code", "unit_id", "pk"))


def judged(
    actor: Actor, targets: Iterable[Target], *, on: date, names: Mapping[int, str] | None = None
) -> list[Judged]:
    """The verdict on each target, parts below their whole. One query whatever the number of targets, one more without names of units."""
    rows = list(targets)
    if not rows:
        return []
    facts = facts_of(actor, rows)
    if names is None:
        names = unit_names(units={row.unit_id for row in rows}, on=on)
    parts: dict[Place, list[Target]] = {}
    for row in rows:
        if row.part_of is not None:
            parts.setdefault(place_of(row.part_of), []).append(row)
    wholes = {place_of(row) for row in rows}
    tops = [row for row in rows if row.part_of is None or place_of(row.part_of) not in wholes]
    return [judge(row, parts, facts, names, on, seen=frozenset()) for row in tops]


def place_of(target: Target) -> Place:
    """The cell that a target speaks of, whatever its version."""
    return target.indicator_id, target.unit_id, target.dims


def judge(
    target: Target,
    parts: Mapping[Place, list[Target]],
    facts: Facts,
    names: Mapping[int, str],
    on: date,
    *,
    seen: frozenset[Place],
) -> Judged:
    """One target with its parts; a part that names its own whole as a part is left out."""
    place = place_of(target)
    below = [] if place in seen else [part for part in parts.get(place, []) if place_of(part) not in seen | {place}]
    judged_parts = tuple(judge(part, parts, facts, names, on, seen=seen | {place}) for part in below)
    period = period_for(target)
    known = actuals_of(target, period, facts, tuple(part.actuals for part in judged_parts))
    try:
        said = plain(target, tuple(plain(part.target) for part in judged_parts))
        verdict = kernel.verdict(said, known, period, on=on)
    except Problem as problem:
        verdict = kernel.Verdict("unknown", problem.sentence(get_language() or "vi"))
    return Judged(target, names.get(target.unit_id, ""), verdict, known, judged_parts)


def period_for(target: Target) -> Stretch:
    """The target's period in the calendar in which its indicator is reported, where that calendar cuts it."""
    value = target.period.value
    if target.indicator.calendar == value.calendar:
        return value
    try:
        return value.in_calendar(target.indicator.calendar)  # type: ignore[arg-type]
    except Problem:
        return value


def plain(target: Target, parts: tuple[kernel.Target, ...] = ()) -> kernel.Target:
    """A stored target as the kernel judges it. Errors: IND-001 for one whose parts are not recorded."""
    above = target.reference
    return kernel.Target(
        kind=target.kind,  # type: ignore[arg-type]
        amount=target.amount,
        high=target.high,
        unit=target.indicator.unit_of_measure,
        nature=target.indicator.kind,  # type: ignore[arg-type]
        direction=target.indicator.direction,  # type: ignore[arg-type]
        points=target.points,
        name=target.indicator.name,
        weight=target.weight,
        reference=plain(above) if above is not None and above.reference_id is None else None,
        parts=parts,
    )


def facts_of(actor: Actor, targets: list[Target]) -> dict[Place, list[kernel.Fact]]:
    """Every approved actual and estimated figure of the targets' cells (and of numerators and denominators), of this year and the last."""
    wanted: set[int] = set()
    for row in targets:
        wanted |= {row.indicator_id, row.indicator.numerator_id or 0, row.indicator.denominator_id or 0}
    first = min(row.period.start for row in targets)
    rows = CurrentValue.objects.filter(
        Q(role="actual") | Q(role="estimate"),
        indicator__in=wanted,
        unit__in={row.unit_id for row in targets},
        dims__in={row.dims for row in targets},
        state__in=APPROVED,
        period__start__gte=date(first.year - 2, 12, 1),
        period__end__lte=date(max(row.period.end for row in targets).year, 12, 31),
    )
    found: dict[Place, dict[tuple[str, str], kernel.Fact]] = {}
    periods: dict[tuple[str, str], Stretch] = {}
    seen = access.visible(actor, "figures.view", rows).order_by("role").values_list(*CELL, *PERIOD)
    for indicator, unit, dims, role, amount, low, high, comparator, *when in seen:
        value = interval_of(amount, low, high, comparator)
        if value is None:
            continue
        start, end, key, kind, calendar, title = when
        period = periods.setdefault((calendar, key), Stretch(start, end, key, kind, calendar, title))
        cell = found.setdefault((indicator, unit, dims), {})
        cell.setdefault((calendar, key), kernel.Fact(period, value, role == "estimate"))
    return {place: list(facts.values()) for place, facts in found.items()}


def interval_of(amount: Decimal | None, low: Decimal | None, high: Decimal | None, comparator: str) -> Interval | None:
    """What a figure stands for; None where the unit says it has none. "Khoảng" is taken at its word."""
    if low is not None and high is not None:
        return Interval(low, high)
    if amount is None:
        return None
    if comparator in (">=", ">"):
        return Interval(amount, INFINITY, comparator == ">")
    if comparator in ("<=", "<"):
        return Interval(-INFINITY, amount, False, comparator == "<")
    return Interval.point(amount)


def reach(indicator: Indicator, place: Place, facts: Facts, period: Stretch) -> kernel.Reached | None:
    """How far figures of an indicator reach into a period; a rate is computed from its parts where none of its own reaches as far."""
    mine = of_calendar(facts.get(place, []), period)
    own = kernel.reached(mine, period, over_time=indicator.time_op)  # type: ignore[arg-type]
    if indicator.numerator_id is None or indicator.denominator_id is None:
        last = level(mine, period) if indicator.time_op == "none" else None
        return last if last is not None and (own is None or last.period.end > own.period.end) else own
    sides = [
        kernel.reached(of_calendar(facts.get((number, place[1], place[2]), []), period), period, over_time="sum")
        for number in (indicator.numerator_id, indicator.denominator_id)
    ]
    made = kernel.ratio(*sides)
    return made if made is not None and (own is None or made.period.end > own.period.end) else own


def of_calendar(facts: Iterable[kernel.Fact], period: Stretch) -> list[kernel.Fact]:
    """The figures of the calendar in which a period is cut."""
    return [fact for fact in facts if fact.period.calendar == period.calendar]


def level(facts: list[kernel.Fact], period: Stretch) -> kernel.Reached | None:
    """For a rate that nobody can add up: its last figure, told as that of its own period."""
    inside = [fact for fact in facts if period.contains(fact.period)]
    last = max(inside, key=lambda fact: fact.period.end, default=None)
    return None if last is None else kernel.Reached(last.period, last.value, 1, last.estimate)


def actuals_of(target: Target, period: Stretch, facts: Facts, parts: tuple[kernel.Actuals, ...]) -> kernel.Actuals:
    """What is known of a target: reached so far, the same part of last year, last year's whole."""
    place, before = place_of(target), period.year_before()
    now = reach(target.indicator, place, facts, period)
    last = exact(reach(target.indicator, place, facts, before), before)
    taken, beside = year_end(target.indicator, facts.get(place, []), before, last)
    same: Decimal | None = None
    if now is not None:
        part = now.period.year_before()
        same = exact(reach(target.indicator, place, facts, part), part)
    return kernel.Actuals(
        value=now.value if now else None,
        reached=now.period if now else None,
        same_part=same,
        last_year=last,
        last_of=taken,
        beside=beside,
        estimate=bool(now and now.estimate),
        parts=parts,
    )


def year_end(
    indicator: Indicator, facts: Iterable[kernel.Fact], year: Stretch, taken: Decimal | None
) -> tuple[Stretch | None, tuple[Stretch, Decimal] | None]:
    """(period of the figure that was taken for a past year, the other figure of that year's end where it differs, with its period).

    A stock or a rate may be told for the year and for its last month; what adds up has one figure only: (None, None). A rate of December
    is rightly another than that of the year, so that only a stock has a figure beside the one taken.
    """
    if indicator.kind == "sum" or taken is None:
        return None, None
    inside = (fact for fact in of_calendar(facts, year) if year.contains(fact.period) and fact.value.is_point)
    ending = sorted((fact for fact in inside if fact.period.end == year.end), key=lambda fact: fact.period.start)
    own = next((fact.period for fact in ending if fact.value.low == taken), None)
    last = next((fact for fact in reversed(ending) if fact.value.low != taken), None)
    stock = indicator.kind == "stock" and indicator.time_op == "last"
    return own, (last.period, last.value.low) if last is not None and stock else None


def exact(found: kernel.Reached | None, period: Stretch) -> Decimal | None:
    """The one value of a whole period; None where figures cover a part of it, or are not exact."""
    if found is None or found.period.end < period.end or not found.value.is_point:
        return None
    return found.value.low


def target_get(actor: Actor, pk: int) -> Target:
    """The version in force of the target of which `pk` is some version. Errors: ACC-002."""
    joined = ("period", "indicator", "reference", "reference__indicator", "part_of", "parent")
    rows = access.visible(actor, "figures.view", Target.objects.select_related(*joined))
    asked = rows.filter(pk=pk).first()
    if asked is None:
        raise Problem("ACC-002")
    same = rows.filter(indicator=asked.indicator_id, unit=asked.unit_id, period=asked.period_id, dims=asked.dims)
    return same.order_by("-version").first() or asked


def handed_down_from(actor: Actor, target: Target) -> list[Target]:
    """The targets in force that were handed down from a target (from any version of it), or registered under it."""
    above = {"indicator": target.indicator_id, "unit": target.unit_id, "period": target.period_id, "dims": target.dims}
    rows = Target.objects.filter(**{f"parent__{name}": value for name, value in above.items()})
    key = ("indicator_id", "unit_id", "period_id", "dims")
    last = access.visible(actor, "figures.view", rows).order_by(*key, "-version").distinct(*key)
    found = Target.objects.filter(pk__in=last.values("pk")).select_related(
        "period", "indicator", "reference", "part_of"
    )
    return list(found.order_by("unit_id"))


def checked(target: Target, below: list[Target], *, missing: list[str]) -> kernel.Handing:
    """Whether what was handed down makes the target; `missing`: names of units without a part."""
    adds_up = target.indicator.unit_op == "sum" and not target.points and target.kind != "change_at_least"
    return kernel.handing(plain_amount(target), [plain_amount(row) for row in below], missing=missing, adds_up=adds_up)


def plain_amount(target: Target) -> kernel.Target:
    """A target's amounts for adding up, without parts."""
    kind = target.kind if target.kind not in ("weighted_mean", "all_parts") else "at_least"
    if target.amount is None:
        kind = "keep"
    unit = target.indicator.unit_of_measure
    return kernel.Target(kind=kind, amount=target.amount, high=target.high, unit=unit)  # type: ignore[arg-type]
