"""Figures of short periods make that of a longer one; figures of units make that of the unit above them. Missing is never zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from giaoban.kernel.calendar import Period
from giaoban.kernel.quantity import Interval

TimeOp = Literal["sum", "last", "average", "none"]
UnitOp = Literal["sum", "average", "none", "recompute"]
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Fact:
    """What an indicator was in a period; an interval where the source was not exact. estimate: not yet final ("ước")."""

    period: Period
    value: Interval
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached from the start of a period until the end of `period`, and from how many figures it was made."""

    period: Period
    value: Interval
    figures: int = 1
    estimate: bool = False


def reached(facts: Iterable[Fact], period: Period, *, over_time: TimeOp) -> Reached | None:
    """How far figures reach into a period, and what they make; None where nothing can be said.

    First choice is a figure that itself runs from the period's start ("11 tháng đầu năm"); shorter ones are added, averaged by months, or
    the last is taken, as the indicator says. "none": only a figure from the start on counts, for rates do not add up.
    """
    inside = [fact for fact in facts if period.contains(fact.period)]
    direct = max((f for f in inside if f.period.start == period.start), key=lambda f: f.period.end, default=None)
    found = None if direct is None else Reached(direct.period, direct.value, 1, direct.estimate)
    chained = {"sum": added, "average": averaged, "last": latest, "none": nothing}[over_time](inside, period)
    if chained is not None and (found is None or chained.period.end > found.period.end):
        return chained
    return found


def chain(facts: Sequence[Fact], period: Period) -> list[Fact]:
    """Figures that follow each other without a gap from the period's start, the longest first at each place."""
    longest: dict[object, Fact] = {}
    for fact in facts:
        held = longest.get(fact.period.start)
        if held is None or fact.period.end > held.period.end:
            longest[fact.period.start] = fact
    found, at = [], period.start
    while at in longest:
        found.append(longest[at])
        at = longest[at].period.end
    return found


def added(facts: Sequence[Fact], period: Period) -> Reached | None:
    """The sum of a chain."""
    links = chain(facts, period)
    if not links:
        return None
    total = links[0].value
    for link in links[1:]:
        total += link.value
    return Reached(period.until(links[-1].period.last), total, len(links), any(link.estimate for link in links))


def averaged(facts: Sequence[Fact], period: Period) -> Reached | None:
    """The mean of a chain, each link by its length."""
    links = chain(facts, period)
    if not links:
        return None
    lengths = [Decimal(link.period.months or (link.period.end - link.period.start).days) for link in links]
    total = Interval.point(Decimal(0))
    for link, length in zip(links, lengths, strict=True):
        total += link.value.scaled(length)
    mean = total.scaled(Decimal(1) / sum(lengths))
    return Reached(period.until(links[-1].period.last), mean, len(links), any(link.estimate for link in links))


def latest(facts: Sequence[Fact], period: Period) -> Reached | None:
    """The last figure of a stock; of several that end on one day the shortest, which says the most about that day."""
    last = max(facts, key=lambda f: (f.period.end, f.period.start), default=None)
    return None if last is None else Reached(period.until(last.period.last), last.value, 1, last.estimate)


def nothing(facts: Sequence[Fact], period: Period) -> Reached | None:
    """Rates are not put together from shorter ones."""
    del facts, period
    return None


def ratio(part: Reached | None, whole: Reached | None) -> Reached | None:
    """Numerator by denominator in percent, both until the same day; None where one is missing, ends elsewhere, or may be zero below."""
    if part is None or whole is None or part.period.end != whole.period.end or whole.value.low <= 0:
        return None
    value = part.value.over(whole.value).scaled(HUNDRED)
    return Reached(part.period, value, part.figures + whole.figures, part.estimate or whole.estimate)


def over_units(values: Sequence[Decimal | None], *, op: UnitOp) -> Decimal | None:
    """What units make together: the sum or plain mean where each of them has a figure; None otherwise, and for what does not add up."""
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values) or op not in ("sum", "average"):
        return None
    total = sum(known, Decimal(0))
    return total if op == "sum" else total / len(known)
