"""What a target asks for: every kind as an interval of accepted values, with the words that say it.

Kinds (mission rows D1-D35): at least, above, at most, below, equal, range, change by at least, keep, raise to, reach and exceed the
target of the level above, by reference to the level above, n of m, weighted mean of parts, the same change on every part.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import giaoban.kernel.indicators.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.calendar import Period
from giaoban.kernel.indicators.told import number, shown, worded
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import INFINITY, Interval
from giaoban.kernel.wording import Wording

TargetKind = Literal[
    "at_least",
    "above",
    "at_most",
    "below",
    "equal",
    "range",
    "change_at_least",
    "keep",
    "raise_to",
    "exceed",
    "by_reference",
    "n_of_m",
    "weighted_mean",
    "all_parts",
]
Nature = Literal["sum", "stock", "rate"]
PLAIN = ("at_least", "above", "at_most", "below", "equal", "raise_to", "n_of_m", "weighted_mean")
"""Kinds that state one number."""
RELATIVE = ("change_at_least", "keep")
"""Kinds that are measured against the year before."""
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target as a plain value.

    amount: in the indicator's unit; for a change the signed percentage (points: in percentage points), for "n of m" n, with `high` = m;
    for a range the lower end, with `high` the upper. nature: whether the indicator adds up over time. weight: what a part counts in a mean.
    reference: the target of the level above. parts: what the whole is made of ("trong đó").
    Errors: IND-001 for a target that says too little.
    """

    kind: TargetKind
    amount: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    nature: Nature = "sum"
    direction: Literal["up", "down", "none"] = "none"
    points: bool = False
    name: str = ""
    weight: Decimal | None = None
    reference: "Target | None" = None
    parts: "tuple[Target, ...]" = ()

    def __post_init__(self) -> None:
        if (what := lacking(self)) is not None:
            raise Problem("IND-001", what=what)


def lacking(target: Target) -> str | None:
    """What a target does not say; None where it is whole."""
    if target.kind in (*PLAIN, "change_at_least") and target.amount is None:
        return "chưa ghi giá trị giao"
    ranged = target.amount is not None and target.high is not None and target.amount <= target.high
    if target.kind in ("range", "n_of_m") and not ranged:
        return "cần số nhỏ và số lớn theo thứ tự"
    if target.kind not in ("range", "n_of_m") and target.high is not None:
        return "giá trị cao nhất chỉ dùng cho khoảng và n trên m"
    if target.kind in ("weighted_mean", "all_parts") and not target.parts:
        return "chưa có chỉ tiêu thành phần"
    weights = [part.weight for part in target.parts]
    if target.kind == "weighted_mean" and not all(weight is not None and weight > 0 for weight in weights):
        return "mỗi chỉ tiêu thành phần cần một quyền số lớn hơn 0"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actuals:
    """What is known when a target is judged; None where it is not: missing is never zero.

    value: what was reached in `reached`, the part of the target's period that figures cover (an interval where the source says "trên").
    same_part: the same part of the year before; last_year: the whole year before. last_of: the period of the one figure that last_year
    is (the year, or its December); beside: another figure of that year's end that differs, with its period. population: today's m for
    "n of m". parts: in the order of the target's parts.
    """

    value: Interval | None = None
    reached: Period | None = None
    same_part: Decimal | None = None
    last_year: Decimal | None = None
    last_of: Period | None = None
    beside: tuple[Period, Decimal] | None = None
    population: Decimal | None = None
    estimate: bool = False
    parts: "tuple[Actuals, ...]" = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """The accepted values, the words that say them, and how they were computed from another number ("" where they were given)."""

    accepted: Interval
    words: str
    computed: str = ""


def at_least(value: Decimal, *, strict: bool = False) -> Interval:
    """Everything from a value up; `strict`: the value itself not."""
    return Interval(value, INFINITY, strict)


def at_most(value: Decimal, *, strict: bool = False) -> Interval:
    """Everything up to a value."""
    return Interval(-INFINITY, value, False, strict)


def goal_of(target: Target, actuals: Actuals, *, whole: bool) -> Goal | Wording:
    """What the target asks for; a sentence that says what is missing where that cannot be said.

    whole: the period is over, so that last year's whole figure is the measure, not that of the same part.
    """
    if target.kind in RELATIVE and not (target.kind == "keep" and target.amount is not None):
        return relative(target, actuals, whole=whole)
    if target.kind == "exceed":
        return exceeding(target)
    amount = target.amount if target.amount is not None else Decimal(0)
    value = number(amount, target.unit)
    match target.kind:
        case "above":
            return Goal(at_least(amount, strict=True), worded("above", value=value))
        case "at_most":
            return Goal(at_most(amount), worded("at_most", value=value))
        case "below":
            return Goal(at_most(amount, strict=True), worded("below", value=value))
        case "equal":
            return Goal(Interval.point(amount), worded("exactly", value=value))
        case "range":
            high = target.high if target.high is not None else amount
            words = worded("within", low=number(amount, ""), high=number(high, target.unit))
            return Goal(Interval(amount, high), words)
        case "keep":
            accepted = at_most(amount) if target.direction == "down" else at_least(amount)
            return Goal(accepted, worded("keep", value=value))
        case "raise_to":
            return Goal(at_least(amount), worded("raise_to", value=value))
        case "n_of_m":
            whole_of = number(target.high or amount, target.unit)
            return Goal(at_least(amount), worded("of_all", value=shown(amount), whole=whole_of))
    return Goal(at_least(amount), worded("at_least", value=value))


def relative(target: Target, actuals: Actuals, *, whole: bool) -> Goal | Wording:
    """The goal of a change against the year before, or of keeping its level."""
    level = whole or target.nature != "sum"
    base = actuals.last_year if level else actuals.same_part
    when = worded("last_year" if level else "same_part")
    if base is None:
        return worded("no_base", when=when)
    was = number(base, target.unit)
    change = target.amount or Decimal(0)
    if target.kind == "keep":
        accepted = {"up": at_least(base), "down": at_most(base)}.get(target.direction, Interval.point(base))
        return Goal(accepted, worded("keep_as", when=when), worded("base_was", when=when, value=was))
    bound = base + change if target.points else base * (HUNDRED + change) / HUNDRED
    by = number(abs(change), "điểm %" if target.points else "%")
    words = worded("up_by" if change >= 0 else "down_by", change=by, when=when)
    accepted = at_least(bound) if change >= 0 else at_most(bound)
    means = "means_from" if change >= 0 else "means_at_most"
    return Goal(accepted, words, worded(means, when=when, value=was, bound=number(bound, target.unit)))


def exceeding(target: Target) -> Goal | Wording:
    """ "Đạt và vượt chỉ tiêu pháp lệnh": the number is that of the level above, or the one written down since."""
    amount = target.reference.amount if target.reference else target.amount
    if amount is None:
        return worded("no_number")
    return Goal(at_least(amount), worded("exceed"), worded("given_above", value=number(amount, target.unit)))


def referred(target: Target) -> Target | None:
    """The target of the level above in place of one that only refers to it; None while that is not known."""
    above = target.reference
    if above is None:
        return None
    return replace(above, name=target.name or above.name, direction=target.direction, nature=target.nature)
