"""Totals of a table over units, over time, over both: rates from their numerators and denominators, stocks of one day, missing never zero.

A leaf is what one unit reached in one period of the table. A total says of how many leaves it is made and what is missing; it is None
where a figure that the reader may not see belongs to it. Rules: docs/dev/algorithms/pivot.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal, TypeVar

from giaoban.kernel.calendar import Period
from giaoban.kernel.indicators.rollup import Fact, TimeOp, UnitOp
from giaoban.kernel.quantity import Interval

Nature = Literal["sum", "stock", "rate"]
Reason = Literal["", "missing", "hidden", "no_sum", "zero"]
Stretch = tuple[date, date]
K = TypeVar("K")


class Gap(Enum):
    """Why a leaf has no figure. ABSENT: the unit does not exist in the period, so that nothing is expected of it."""

    MISSING = "missing"
    HIDDEN = "hidden"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one unit reached in a period. stretches: the days that figures cover, joined where they meet; whole: they cover all of it."""

    value: Interval
    stretches: tuple[Stretch, ...]
    whole: bool
    estimate: bool = False

    @property
    def until(self) -> date:
        """The day after the last one covered."""
        return self.stretches[-1][1]


Leaf = Gathered | Gap
Leaves = Mapping[tuple[int, int], Leaf]
"""(row of a unit, place of a period) -> leaf; what is not there is MISSING."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How an indicator is put together."""

    nature: Nature
    over_time: TimeOp
    over_units: UnitOp
    scale: Decimal = Decimal(1)
    """What numerator by denominator is multiplied by: 100 for per cent."""

    @property
    def time(self) -> TimeOp:
        """The operator over time; nobody adds up rates, whatever the dictionary says."""
        return "none" if self.nature == "rate" and self.over_time == "sum" else self.over_time

    @property
    def units(self) -> UnitOp:
        """The operator over units; nobody adds up rates."""
        return "none" if self.nature == "rate" and self.over_units == "sum" else self.over_units


@dataclass(frozen=True, slots=True)
class Total:
    """A figure of several leaves, or why there is none.

    have, want: units with a figure, of those expected. leaves: periods of units with their whole figure, of those expected. until: the day
    after the last one covered. reason: "missing" (nothing reported), "hidden" (a figure the reader may not see belongs to it), "no_sum" (it
    does not add up), "zero" (the denominator is not above zero).
    """

    value: Interval | None
    have: int
    want: int
    leaves: tuple[int, int]
    until: date | None = None
    estimate: bool = False
    reason: Reason = ""

    @property
    def complete(self) -> bool:
        """Nothing is missing."""
        return self.value is not None and self.have == self.want and self.leaves[0] == self.leaves[1]


def gathered(facts: Iterable[Fact], period: Period, *, over_time: TimeOp) -> Gathered | None:
    """What the figures inside a period make for one unit; None where none is of use. Gaps stay gaps: the stretches tell them.

    "sum", "average": the longest figure at each place, one after the other ("11 tháng đầu năm", then December). "last": the figure that
    ends latest. "none": the longest figure that runs from the period's start.
    """
    inside = [fact for fact in facts if period.contains(fact.period)]
    if over_time == "last":
        links = sorted(inside, key=lambda f: (f.period.end, f.period.start))[-1:]
    elif over_time == "none":
        links = sorted((f for f in inside if f.period.start == period.start), key=lambda f: f.period.end)[-1:]
    else:
        links = covering(inside)
    made = [Gathered(link.value, ((link.period.start, link.period.end),), True, link.estimate) for link in links]
    found = joined(made, over_time=over_time)
    if found is None:
        return None
    whole = found.until == period.end if over_time == "last" else found.stretches == ((period.start, period.end),)
    return replace(found, whole=whole)


def covering(facts: Sequence[Fact]) -> list[Fact]:
    """The longest figure at each place, none over another; gaps are jumped over."""
    longest: dict[date, Fact] = {}
    for fact in facts:
        held = longest.get(fact.period.start)
        if held is None or fact.period.end > held.period.end:
            longest[fact.period.start] = fact
    found: list[Fact] = []
    for start in sorted(longest):
        if not found or start >= found[-1].period.end:
            found.append(longest[start])
    return found


def joined(parts: Sequence[Gathered], *, over_time: TimeOp) -> Gathered | None:
    """What follows each other in time, put together; None for nothing, and for several that do not add up."""
    if len(parts) < 2:
        return parts[0] if parts else None
    if over_time == "none":
        return None
    if over_time == "last":
        return max(parts, key=lambda part: part.until)
    stretches = tuple(merged(stretch for part in parts for stretch in part.stretches))
    estimate, whole = any(part.estimate for part in parts), all(part.whole for part in parts)
    if over_time == "sum":
        return Gathered(added(part.value for part in parts), stretches, whole, estimate)
    lengths = [length(part) for part in parts]
    weighted = added(part.value.scaled(size) for part, size in zip(parts, lengths, strict=True))
    return Gathered(weighted.over(Interval.point(sum(lengths, Decimal(0)))), stretches, whole, estimate)


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that meet as one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def length(part: Gathered) -> Decimal:
    """How long the covered days are: in months where they are whole ones, so that January counts as much as February."""
    months = [
        (end.year - start.year) * 12 + end.month - start.month if start.day == end.day else None
        for start, end in part.stretches
    ]
    if all(months):
        return Decimal(sum(filter(None, months)))
    return Decimal(sum((end - start).days for start, end in part.stretches)) / 30


def added(values: Iterable[Interval]) -> Interval:
    """The sum."""
    total = Interval.point(Decimal(0))
    for value in values:
        total += value
    return total


def total(
    rule: Rule,
    leaves: Leaves,
    *,
    units: Sequence[int],
    periods: Sequence[int],
    numerator: tuple[Rule, Leaves] | None = None,
    denominator: tuple[Rule, Leaves] | None = None,
) -> Total:
    """What units make together in periods that follow each other.

    One unit in one period is its own figure. A rate of more is computed from its parts, over those units and periods in which both are
    known; without parts it is the mean only where the rule says so. A stock is that of one day: the last period in which a unit has it.
    """
    alone = len(units) == 1 and len(periods) == 1
    places = [(unit, period) for unit in units for period in periods]
    own = leaves.get(places[0], Gap.MISSING) if alone else Gap.MISSING
    if isinstance(own, Gathered):
        return Total(own.value, 1, 1, (int(own.whole), 1), own.until, own.estimate)
    if rule.nature == "rate" and numerator is not None and denominator is not None:
        if own is Gap.HIDDEN:
            return nothing("hidden", places, leaves)
        return rate(rule, numerator, denominator, units, periods)
    if any(leaves.get(place) is Gap.HIDDEN for place in places):
        return nothing("hidden", places, leaves)
    if rule.time == "last":
        periods = last_known(leaves, units, periods)
    return over(rule, leaves, units, periods)


def nothing(reason: Reason, places: Sequence[tuple[int, int]], leaves: Leaves) -> Total:
    """No figure, and why."""
    expected = [place for place in places if leaves.get(place) is not Gap.ABSENT]
    return Total(None, 0, len({unit for unit, _period in expected}), (0, len(expected)), reason=reason)


def last_known(leaves: Leaves, units: Sequence[int], periods: Sequence[int]) -> Sequence[int]:
    """The last period in which one of the units has a figure, alone; all of them where there is none."""
    for period in reversed(periods):
        if any(isinstance(leaves.get((unit, period)), Gathered) for unit in units):
            return [period]
    return periods


def over(rule: Rule, leaves: Leaves, units: Sequence[int], periods: Sequence[int]) -> Total:
    """Units put together, each over its periods. A stock counts only where it is of the last day."""
    places = [(unit, period) for unit in units for period in periods]
    expected = [place for place in places if leaves.get(place) is not Gap.ABSENT]
    known = [(place, leaf) for place in expected if isinstance(leaf := leaves.get(place), Gathered)]
    newest = max((leaf.until for _place, leaf in known), default=None)
    if rule.time == "last":
        known = [(place, leaf) for place, leaf in known if leaf.until == newest]
    by_unit: dict[int, list[Gathered]] = {}
    for (unit, _period), leaf in known:
        by_unit.setdefault(unit, []).append(leaf)
    want = len({unit for unit, _period in expected})
    parts = [joined(rows, over_time=rule.time) for rows in by_unit.values()]
    if not parts:
        return nothing("missing", places, leaves)
    summed = [part for part in parts if part is not None]
    if len(summed) < len(parts) or (want > 1 and rule.units not in ("sum", "average")):
        return nothing("no_sum", places, leaves)
    value = added(part.value for part in summed)
    if rule.units == "average":
        value = value.over(Interval.point(Decimal(len(summed))))
    count = sum(leaf.whole for _place, leaf in known), len(expected)
    return Total(value, len(summed), want, count, newest, any(part.estimate for part in summed))


def rate(
    rule: Rule,
    numerator: tuple[Rule, Leaves],
    denominator: tuple[Rule, Leaves],
    units: Sequence[int],
    periods: Sequence[int],
) -> Total:
    """Numerators by denominators, both added up over the same units and days."""
    above, below = numerator[1], denominator[1]
    places = [(unit, period) for unit in units for period in periods]
    if any(Gap.HIDDEN in (above.get(place), below.get(place)) for place in places):
        return nothing("hidden", places, below)
    times = numerator[0].time, denominator[0].time
    if times == ("last", "last"):
        both = {place: leaf for place, leaf in below.items() if isinstance(above.get(place), Gathered)}
        periods = last_known(both, units, periods)
    pairs = [paired(above, below, unit, periods, times) for unit in units]
    known = [pair for pair in pairs if pair is not None]
    expected = [(u, p) for u in units for p in periods if below.get((u, p)) is not Gap.ABSENT]
    want = len({unit for unit, _period in expected})
    if not known:
        return nothing("missing", places, below)
    whole = added(pair[1].value for pair in known)
    if whole.low <= 0:
        return nothing("zero", places, below)
    value = added(pair[0].value for pair in known).over(whole).scaled(rule.scale)
    count = sum(pair[2] for pair in known), len(expected)
    until = max(pair[0].until for pair in known)
    estimate = any(side.estimate for pair in known for side in pair[:2])
    return Total(value, len(known), want, count, until, estimate)


def paired(
    above: Leaves, below: Leaves, unit: int, periods: Sequence[int], times: tuple[TimeOp, TimeOp]
) -> tuple[Gathered, Gathered, int] | None:
    """One unit's numerator and denominator for the same days, and how many of its periods have both whole; None where there are none."""
    tops = {period: leaf for period in periods if isinstance(leaf := above.get((unit, period)), Gathered)}
    bases = {period: leaf for period in periods if isinstance(leaf := below.get((unit, period)), Gathered)}
    if "last" not in times:
        same = [p for p in tops if p in bases and tops[p].stretches == bases[p].stretches]
        tops, bases = {p: tops[p] for p in same}, {p: bases[p] for p in same}
    top = joined(list(tops.values()), over_time=times[0])
    base = joined(list(bases.values()), over_time=times[1])
    if top is None or base is None or top.until != base.until:
        return None
    sides = tops if times[1] == "last" else bases
    return top, base, sum(leaf.whole for leaf in sides.values())


def places_of(values: Mapping[K, Decimal | None], *, higher_first: bool = True) -> dict[K, int]:
    """The place of each value among those known; equal ones share a place, and the next comes after all of them (1, 1, 3)."""
    known = {key: value for key, value in values.items() if value is not None}
    return {
        key: 1 + sum((other > value) if higher_first else (other < value) for other in known.values())
        for key, value in known.items()
    }
