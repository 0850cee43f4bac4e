"""How a criterion turns what was entered into points: a closed list of rules, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import vietnamese
from giaoban.kernel.scorecard.told import worded
from giaoban.kernel.wording import Numeral

KINDS = ("manual", "yes_no", "choice", "count_bands", "share_bands", "share", "threshold", "faults", "items", "mean")
"""manual: points by hand; yes_no: all or nothing; choice: one of the listed answers; count_bands, share_bands: points by half-open bands
of a count or a percentage; share: percentage x maximum; threshold: all where the value reaches the bound; faults: maximum less so many
points per fault; items: so many points per item up to the maximum; mean: sum of points / number of dossiers, to one decimal place."""
SHARES = ("share_bands", "share")
COMPARE = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PointStep:
    """Points from a value on, until the next step: [at_least, next)."""

    at_least: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class PointChoice:
    """One of the answers a criterion offers."""

    points: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """One rule of the list. `bounds`: the bound by variant (region, group of communes), "" for all that have none of their own."""

    kind: str = "manual"
    steps: tuple[PointStep, ...] = ()
    choices: tuple[PointChoice, ...] = ()
    compare: str = ">="
    bounds: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    each: Decimal = ZERO

    def bound(self, variant: str = "") -> Decimal | None:
        """The bound for a variant; None where it is not set: the set is a draft there."""
        return self.bounds.get(variant, self.bounds.get(""))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was entered: points (manual, choice), 1 or 0 (yes_no), a count, a percentage, or part and whole; None: nothing yet."""

    value: Decimal | None = None
    whole: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """Points of one criterion and the arithmetic in words; None where nothing was entered or the bound is not set."""

    points: Decimal | None
    how: str


def shown(value: Decimal) -> Numeral:
    """A number as it is written, without zeros at its end."""
    return vietnamese(bare(value))


def bare(value: Decimal) -> Decimal:
    """A number without zeros at its end, as sentences take it."""
    return (value.normalize() if value != value.to_integral_value() else value.quantize(ONE)) or ZERO


def percent_of(code: str, entry: Answer) -> tuple[Decimal, str]:
    """(percentage, words) of part and whole, or of a percentage as it stands. Errors: SCO-002."""
    value = entry.value if entry.value is not None else ZERO
    if entry.whole is None:
        if value > HUNDRED:
            raise Problem("SCO-002", name=code, why=worded("over_hundred", value=bare(value)))
        return value, worded("percent", value=bare(value))
    if entry.whole <= 0:
        raise Problem("SCO-002", name=code, why=worded("no_whole"))
    if value > entry.whole:
        raise Problem("SCO-002", name=code, why=worded("part_over_whole", part=bare(value), whole=bare(entry.whole)))
    found = value * HUNDRED / entry.whole
    printed = found.quantize(CENT, ROUND_HALF_UP)
    return found, worded("part_of", part=bare(value), whole=bare(entry.whole), share=bare(printed))


def score(code: str, rule: ScoringRule, entry: Answer, *, maximum: Decimal, variant: str = "") -> Scored:
    """Points of a criterion, from 0 to `maximum`, with the arithmetic.

    Errors: SCO-002 for a value that cannot be (below zero, part above whole, an answer not offered), SCO-003 for points beyond the maximum.
    Source: the rules are those that rating decisions use (share x maximum, yes/no, fixed points up to a cap, bands, deductions).
    """
    if entry.value is None:
        return Scored(None, "")
    if entry.value < 0:
        raise Problem("SCO-002", name=code, why=worded("below_zero"))
    points, how = SCORERS[rule.kind](code, rule, entry, maximum, variant)
    if points is not None and not ZERO <= points <= maximum:
        raise Problem("SCO-003", name=code, points=shown(points), maximum=shown(maximum))
    return Scored(points, how)


Found = tuple[Decimal | None, str]


def by_hand(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """The points themselves."""
    return entry.value, ""


def by_yes(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """All for 1, nothing for 0. Errors: SCO-002."""
    if entry.value not in (ZERO, ONE):
        raise Problem("SCO-002", name=code, why=worded("yes_or_no"))
    return (maximum, worded("yes")) if entry.value == ONE else (ZERO, worded("no"))


def by_choice(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """The points of the answer chosen. Errors: SCO-002 for one that is not offered."""
    label = next((choice.label for choice in rule.choices if choice.points == entry.value), None)
    if label is None:
        raise Problem("SCO-002", name=code, why=worded("not_offered"))
    return entry.value, label


def by_steps(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """The points of the band in which a count or a percentage lies; nothing below the first band."""
    value, sign = entry.value if entry.value is not None else ZERO, ""
    words: str = worded("plain", value=bare(value))
    if rule.kind in SHARES:
        value, words = percent_of(code, entry)
        sign = " %"
    reached = [step for step in rule.steps if value >= step.at_least]
    if not reached:
        return ZERO, worded("under_steps", value=words)
    step = max(reached, key=lambda found: found.at_least)
    return step.points, worded("step", value=words, least=bare(step.at_least), sign=sign)


def by_share(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """Percentage x maximum."""
    value, words = percent_of(code, entry)
    return value * maximum / HUNDRED, worded("times_maximum", value=words, maximum=bare(maximum))


def by_threshold(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """All where the value reaches the bound of its variant, else nothing; None where the bound is not set."""
    value = entry.value if entry.value is not None else ZERO
    bound = rule.bound(variant)
    if bound is None:
        return None, worded("no_bound")
    sign = (value > bound) - (value < bound)
    reached = {">=": sign >= 0, ">": sign > 0, "<=": sign <= 0, "<": sign < 0, "=": sign == 0}[rule.compare]
    how = worded(
        "reached" if reached else "not_reached", value=bare(value), sign=COMPARE[rule.compare], bound=bare(bound)
    )
    return (maximum if reached else ZERO), how


def by_faults(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """The maximum less so many points for each fault, never below zero."""
    count = entry.value if entry.value is not None else ZERO
    lost = min(maximum, count * rule.each)
    return maximum - lost, worded("faults", count=bare(count), each=bare(rule.each), lost=bare(lost))


def by_items(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """So many points for each item, up to the maximum."""
    count = entry.value if entry.value is not None else ZERO
    reached = min(maximum, count * rule.each)
    return reached, worded("items", count=bare(count), each=bare(rule.each), points=bare(reached))


def by_mean(code: str, rule: ScoringRule, entry: Answer, maximum: Decimal, variant: str) -> Found:
    """The mean of the points of single dossiers, rounded half up to one decimal place. Errors: SCO-002 without dossiers.

    Source: circular 01/2018/TT-VPCP, articles 13 to 15.
    """
    value = entry.value if entry.value is not None else ZERO
    if entry.whole is None or entry.whole <= 0:
        raise Problem("SCO-002", name=code, why=worded("no_dossiers"))
    points = (value / entry.whole).quantize(TENTH, ROUND_HALF_UP)
    return points, worded("mean", points=bare(value), count=bare(entry.whole), mean=bare(points))


SCORERS = {
    "manual": by_hand,
    "yes_no": by_yes,
    "choice": by_choice,
    "count_bands": by_steps,
    "share_bands": by_steps,
    "share": by_share,
    "threshold": by_threshold,
    "faults": by_faults,
    "items": by_items,
    "mean": by_mean,
}
