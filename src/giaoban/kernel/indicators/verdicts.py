"""Met, on pace, behind, missed, or not to be judged: with the arithmetic as a sentence. Rules: docs/dev/algorithms/targets.md."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from giaoban.kernel.calendar import Period
from giaoban.kernel.indicators.goals import (
    HUNDRED,
    PLAIN,
    RELATIVE,
    Actuals,
    Goal,
    Target,
    at_most,
    goal_of,
    referred,
)
from giaoban.kernel.indicators.told import number, shown, with_unit, worded
from giaoban.kernel.quantity import INFINITY, Interval
from giaoban.kernel.wording import Value, Wording

Status = Literal["met", "on_pace", "behind", "missed", "unknown"]
ORDER: tuple[Status, ...] = ("missed", "behind", "unknown", "on_pace", "met")
"""Of several parts the first of these is the whole's."""
WORDS = {status: worded(status) for status in ("met", "on_pace", "behind", "missed", "unknown")}
LASTING = ("raise_to", "n_of_m")
"""Kinds that are reached once the level is reached, also before the period ends."""
FLAGGED = (*PLAIN, "range")
COURSES = {
    ("way", True): "way_up",
    ("way", False): "way_down",
    ("still", True): "still_up",
    ("still", False): "still_down",
    ("away", True): "away_up",
    ("away", False): "away_down",
}
"""(what a level did since last year, whether it should rise) -> the sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a target stands, and why.

    share: what was reached in percent of the lower bound asked for; pace: the part of the period that has passed, in percent. Both None
    where they say nothing. already: last year's result had reached the target before it was set. parts: verdicts of the parts. over_pace:
    of an amount that may not be exceeded more is used than the time passed allows.
    """

    status: Status
    sentence: str
    share: Decimal | None = None
    pace: Decimal | None = None
    already: bool = False
    parts: "tuple[Verdict, ...]" = ()
    over_pace: bool = False

    @property
    def words(self) -> Wording:
        """The status as people say it; of what may not be exceeded and runs ahead of time "vượt mức theo thời gian", for it is not slow."""
        return worded("over_pace") if self.over_pace else WORDS[self.status]


def verdict(target: Target, actuals: Actuals, period: Period, *, on: date) -> Verdict:
    """How a target of a period stands on a day, from what is known. Pure; nothing is rounded before it is compared.

    A period is over for the target when figures cover all of it. After its last day a target with figures of a part only cannot be judged,
    unless it was met (or lost for good) before.
    """
    if target.kind == "by_reference":
        above = referred(target)
        if above is None:
            return unknown(worded("by_reference"))
        return verdict(above, actuals, period, on=on)
    parts = tuple(
        verdict(part, known, period, on=on) for part, known in zip(target.parts, padded(target, actuals), strict=True)
    )
    if target.kind == "all_parts":
        return of_parts(target, parts)
    own = judged(target, mean_of_parts(target, actuals), period, on)
    if not parts or target.kind == "weighted_mean":
        return Verdict(own.status, own.sentence, own.share, own.pace, own.already, parts, own.over_pace)
    status = worst([own, *parts])
    sentence = own.sentence
    if status != own.status:
        sentence = worded("with_parts", sentence=own.sentence, status=WORDS[status])
    over_pace = own.over_pace and status == own.status
    return Verdict(status, sentence, own.share, own.pace, own.already, parts, over_pace)


def padded(target: Target, actuals: Actuals) -> tuple[Actuals, ...]:
    """What is known of each part; nothing for parts that nobody told of."""
    missing = len(target.parts) - len(actuals.parts)
    return (*actuals.parts[: len(target.parts)], *(Actuals() for _ in range(missing)))


def worst(verdicts: list[Verdict]) -> Status:
    """The status that decides for all."""
    return min((v.status for v in verdicts), key=ORDER.index)


def unknown(why: Wording, flag: str = "", *, already: bool = False) -> Verdict:
    """Not to be judged, and why."""
    sentence = worded("unknown_why", why=why, status=WORDS["unknown"], flag=flag)
    return Verdict("unknown", sentence, already=already)


def of_parts(target: Target, parts: tuple[Verdict, ...]) -> Verdict:
    """One target on several series: all of them count."""
    numbers = {s: sum(v.status == s for v in parts) for s in ORDER[::-1]}
    counts = tuple(worded("counted", count=count, status=WORDS[s]) for s, count in numbers.items() if count)
    named = tuple(
        worded("part", name=part.name, status=v.words) for part, v in zip(target.parts, parts, strict=True) if part.name
    )
    status = worst(list(parts))
    detail = worded("named", parts=named) if named else ""
    words = worded("of_parts", count=len(parts), counts=counts, named=detail, status=WORDS[status])
    return Verdict(status, words, parts=parts)


def mean_of_parts(target: Target, actuals: Actuals) -> Actuals:
    """For a weighted mean without a figure of its own: what its parts make together, where all of them are known for one stretch."""
    known = padded(target, actuals)
    reached = {part.reached for part in known}
    if target.kind != "weighted_mean" or actuals.value is not None or len(reached) != 1:
        return actuals
    weights = [part.weight or Decimal(0) for part in target.parts]
    total = Interval.point(Decimal(0))
    for part, weight in zip(known, weights, strict=True):
        if part.value is None:
            return actuals
        total += part.value.scaled(weight)
    one = Decimal(1) / sum(weights)
    return Actuals(value=total.scaled(one), reached=known[0].reached, last_year=actuals.last_year)


def judged(target: Target, actuals: Actuals, period: Period, on: date) -> Verdict:
    """The verdict on a target's own figure."""
    value, reached = actuals.value, actuals.reached
    if value is None or reached is None:
        goal = goal_of(target, actuals, whole=True)
        missing = worded("asked_no_figure", goal=goal.words) if isinstance(goal, Goal) else worded("no_figure")
        return unknown(missing, flag(target, actuals), already=was_met(target, actuals))
    whole = reached.end >= period.end
    goal = goal_of(target, actuals, whole=whole)
    if not isinstance(goal, Goal):
        return unknown(worded("both", first=told(target, actuals, value, reached), second=goal))
    passed, parts = period.elapsed(reached.last)
    pace = Decimal(passed) / Decimal(parts)
    status, why = weighed(target, actuals, goal, value, whole=whole, pace=pace)
    if not whole and on > period.last and status in ("on_pace", "behind"):
        status, why = "unknown", worded("only_until", day=reached.last)
    share = share_of(target, goal, value)
    already = was_met(target, actuals)
    pieces = [
        worded("asked", goal=goal.words),
        goal.computed,
        told(target, actuals, value, reached, share=share, goal=goal),
    ]
    if not whole and target.nature == "sum":
        code = "elapsed_months" if period.months else "elapsed_days"
        pieces.append(worded(code, passed=passed, all=parts, share=number(pace * HUNDRED, "%", 1)))
    if target.kind == "n_of_m" and actuals.population not in (None, target.high):
        pieces.append(worded("all_now", value=number(actuals.population or Decimal(0), target.unit)))
    over_pace = why == worded("over_pace")
    clauses = tuple(filter(None, pieces if over_pace else (*pieces, why)))
    word = worded("over_pace") if over_pace else WORDS[status]
    sentence = worded("judged", clauses=clauses, status=word, flag=flag(target, actuals))
    return Verdict(status, sentence, share, (pace * HUNDRED).quantize(Decimal("0.1")), already, over_pace=over_pace)


def inside(value: Interval, accepted: Interval) -> bool | None:
    """True where every possible value is accepted, False where none is, None where it depends."""
    if not value.meets(accepted):
        return False
    low_ok = accepted.low < value.low or (accepted.low == value.low and (value.low_open or not accepted.low_open))
    high_ok = value.high < accepted.high or (
        value.high == accepted.high and (value.high_open or not accepted.high_open)
    )
    return True if low_ok and high_ok else None


def weighed(
    target: Target, actuals: Actuals, goal: Goal, value: Interval, *, whole: bool, pace: Decimal
) -> tuple[Status, str]:
    """(status, reason where the numbers do not say it by themselves)."""
    accepted = goal.accepted
    if target.direction == "up" and accepted.low != accepted.high and accepted.low != -INFINITY:
        accepted = Interval(accepted.low, INFINITY, accepted.low_open)
    holds = inside(value, accepted)
    if holds is None:
        return "unknown", worded("inexact")
    if whole:
        return ("met" if holds else "missed"), ""
    if target.kind in RELATIVE and not (target.kind == "keep" and target.amount is not None):
        return ("on_pace" if holds else "behind"), ""
    if target.nature == "sum":
        return flowing(accepted, value, pace)
    if holds:
        lasting = target.kind in LASTING or (target.nature == "stock" and accepted.high == INFINITY)
        return ("met" if lasting else "on_pace"), ("" if lasting else worded("level_now"))
    return climbing(actuals, accepted, value, pace)


def flowing(accepted: Interval, value: Interval, pace: Decimal) -> tuple[Status, str]:
    """A figure that adds up over the period: its share against the share of time. What has been spent does not come back."""
    if value.low > accepted.high:
        return "missed", worded("over_allowed")
    if accepted.low == -INFINITY:
        allowed = inside(value, at_most(accepted.high * pace))
        return ("on_pace" if allowed else "behind"), ("" if allowed else worded("over_pace"))
    if value.low >= accepted.low and inside(value, accepted):
        final = accepted.high == INFINITY
        return ("met" if final else "on_pace"), ("" if final else worded("within_now"))
    return ("on_pace" if value.low >= accepted.low * pace else "behind"), ""


def climbing(actuals: Actuals, accepted: Interval, value: Interval, pace: Decimal) -> tuple[Status, str]:
    """A level that is not yet where it should be: the way made since last year against the share of time."""
    if actuals.last_year is None or not value.low.is_finite():
        return "behind", worded("not_there")
    start = actuals.last_year
    bound = accepted.low if value.high <= accepted.low else accepted.high
    way, made = bound - start, value.low - start
    if way == 0:
        return "behind", worded("under_last" if made < 0 else "over_last")
    done = made / way
    moved = "way" if done > 0 else "away" if made else "still"
    words = worded(
        COURSES[moved, way > 0],
        start=number(start, ""),
        value=number(value.low, ""),
        when=worded("last_figure", period=actuals.last_of.named) if actuals.last_of else worded("last_year"),
        share=number(done * HUNDRED, "%", 1),
    )
    return ("on_pace" if done >= pace else "behind"), words


def share_of(target: Target, goal: Goal, value: Interval) -> Decimal | None:
    """What was reached in percent of the bound asked for, to one place; None for rates, levels of zero and inexact figures."""
    bound = goal.accepted.low if goal.accepted.low != -INFINITY else goal.accepted.high
    if target.nature == "rate" or bound <= 0 or not value.is_point:
        return None
    return (value.low * HUNDRED / bound).quantize(Decimal("0.1"))


def told(
    target: Target,
    actuals: Actuals,
    value: Interval,
    reached: Period,
    *,
    share: Decimal | None = None,
    goal: Goal | None = None,
) -> Wording:
    """What was reached, as a clause: "9 tháng đầu năm 2026 đạt 1.620 người, bằng 81 % mức giao"."""
    whole = actuals.population or target.high or Decimal(0) if target.kind == "n_of_m" else None
    more: str = ""
    if share is not None and target.kind not in RELATIVE:
        more = worded("share_of_goal", share=number(share, "%", 1))
    elif goal is not None and target.nature == "rate" and value.is_point and target.unit == "%":
        more = gap(value.low, goal.accepted)
    code = "estimated" if actuals.estimate else "reached"
    return worded(code, period=reached.named, value=spread(value, whole, target.unit), more=more)


def spread(value: Interval, whole: Decimal | None, unit: str) -> Wording:
    """An exact value or a range in words; `whole` stands behind the number of n of m."""
    if value.is_point:
        return with_unit(counted(value.low, whole), unit)
    if value.high == INFINITY:
        return worded("above" if value.low_open else "at_least", value=with_unit(counted(value.low, whole), unit))
    if value.low == -INFINITY:
        return worded("below" if value.high_open else "at_most", value=with_unit(counted(value.high, whole), unit))
    return worded("spread", low=shown(value.low), high=with_unit(counted(value.high, whole), unit))


def counted(value: Decimal, whole: Decimal | None) -> Value:
    """A number, of n of m with what it is of."""
    return shown(value) if whole is None else worded("of_all", value=shown(value), whole=shown(whole))


def gap(value: Decimal, accepted: Interval) -> str:
    """How far a share lies from what was asked, in percentage points."""
    if value < accepted.low:
        return worded("lacking_points", points=number(accepted.low - value, "điểm %"))
    if value > accepted.high:
        return worded("points_over", points=number(value - accepted.high, "điểm %"))
    return ""


def flag(target: Target, actuals: Actuals) -> str:
    """The sentences that a target asks for no more than last year's result, and that last year has two figures; "" where neither holds."""
    last = actuals.last_year
    if last is None:
        return ""
    first = worded("met_before", value=number(last, target.unit)) if was_met(target, actuals) else ""
    second = two_bases(actuals, last, target.unit)
    return worded("flags", first=first, second=second) if first and second else first or second


def two_bases(actuals: Actuals, last: Decimal, unit: str) -> str:
    """The sentence that names both figures of last year and the one that is taken; "" where there is one only."""
    if actuals.last_of is None or actuals.beside is None:
        return ""
    beside, other = actuals.beside
    figures = {"taken": number(last, unit), "other": number(other, unit)}
    return worded("two_bases", period=actuals.last_of.named, beside=beside.named, **figures)


def was_met(target: Target, actuals: Actuals) -> bool:
    """True where last year's result already lay where the target asks to come to (mission row E18)."""
    if target.kind not in FLAGGED or actuals.last_year is None:
        return False
    goal = goal_of(target, actuals, whole=True)
    return isinstance(goal, Goal) and goal.accepted.contains(actuals.last_year)
