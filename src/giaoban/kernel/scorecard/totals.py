"""Criteria -> total, class and completeness of one unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from giaoban.kernel.scorecard.rules import ZERO, bare
from giaoban.kernel.scorecard.sets import Band, CriteriaSet, Criterion
from giaoban.kernel.scorecard.told import worded
from giaoban.kernel.wording import Value

Points = Mapping[str, Decimal | None]
"""Points by the code of the criterion; None or absent where there are none yet."""


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """Points of a group of `maximum`; met: every criterion that scores has its maximum."""

    code: str
    points: Decimal
    maximum: Decimal
    met: bool


@dataclass(frozen=True, slots=True)
class CardTotal:
    """What a unit reaches: `total` as it is printed, `exact` before rounding, its class, and the sentence that explains both."""

    exact: Decimal
    total: Decimal
    groups: tuple[GroupTotal, ...]
    band: Band | None
    how: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a card is filled in: criteria answered, those whose evidence is there, and the codes of what is missing."""

    answered: int
    criteria: int
    evidenced: int
    evidence: int
    unanswered: tuple[str, ...]
    bare: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Nothing is missing."""
        return not self.unanswered and not self.bare

    @property
    def percent(self) -> int:
        """Share of what is there, 0 to 100, rounded down: 100 only when nothing is missing."""
        wanted = self.criteria + self.evidence
        return 100 * (self.answered + self.evidenced) // wanted if wanted else 100


def is_met(criterion: Criterion, points: Points) -> bool:
    """Whether a criterion has its maximum."""
    return points.get(criterion.code) == criterion.maximum


def group_totals(found: CriteriaSet, points: Points) -> tuple[GroupTotal, ...]:
    """The totals of the groups, without bonus and penalty."""
    made = []
    for group in found.groups:
        parts = [c for c in found.of_group(group.code) if c.role == "score"]
        reached = sum((points.get(c.code) or ZERO for c in parts), ZERO)
        whole = sum((c.maximum for c in parts), ZERO)
        made.append(GroupTotal(group.code, reached, whole, bool(parts) and all(is_met(c, points) for c in parts)))
    return tuple(made)


def total(found: CriteriaSet, points: Points) -> CardTotal:
    """The total and class of a unit. Bonus is added, penalty taken off, never below 0 nor above the cap; then rounded half up."""
    groups = group_totals(found, points)
    told: dict[str, Value]
    if found.scale == "met":
        exact = Decimal(sum(group.met for group in groups))
        code = "met_count"
        told = {"count": bare(exact), "maximum": bare(found.maximum)}
    else:
        base = sum((group.points for group in groups), ZERO)
        bonus, penalty = (extra(found, points, role) for role in ("bonus", "penalty"))
        exact = max(ZERO, base + bonus - penalty)
        exact = exact if found.cap is None else min(exact, found.cap)
        code = "points_sum"
        told = {"base": bare(base), "bonus": "", "penalty": ""}
        if bonus:
            told["bonus"] = worded("bonus", points=bare(bonus))
        if penalty:
            told["penalty"] = worded("penalty", points=bare(penalty))
    printed = exact.quantize(Decimal(1).scaleb(-found.digits), ROUND_HALF_UP)
    band, why = graded(found, printed, groups, points)
    told |= {"total": bare(printed), "class": why}
    return CardTotal(exact, printed, groups, band, worded(code, **told))


def extra(found: CriteriaSet, points: Points, role: str) -> Decimal:
    """The sum of bonus or penalty."""
    return sum((points.get(c.code) or ZERO for c in found.criteria if c.role == role), ZERO)


def graded(
    found: CriteriaSet, reached: Decimal, groups: tuple[GroupTotal, ...], points: Points
) -> tuple[Band | None, str]:
    """The best band that the printed total reaches and whose needs are met, with the words why not a better one."""
    met = {group.code for group in groups if group.met} | {c.code for c in found.criteria if is_met(c, points)}
    held: list[str] = []
    for band in sorted(found.bands, key=lambda each: each.at_least, reverse=True):
        if reached < band.at_least:
            continue
        missing = [code for code in band.needs if code not in met]
        if not missing:
            back = worded("held", bands=tuple(held)) if held else ""
            return band, worded("class", title=band.title, least=bare(band.at_least), held=back)
        held.append(worded("held_back", title=band.title, codes=tuple(missing)))
    return None, worded("held", bands=tuple(held)) if held else ""


def completeness(found: CriteriaSet, answered: Collection[str], evidenced: Collection[str]) -> Completeness:
    """How complete a card is: bonus and penalty need no answer, but one that was given needs its evidence."""
    due = [c for c in found.criteria if c.role in ("score", "gate")]
    proofs = [c for c in found.criteria if c.evidence and (c in due or c.code in answered)]
    unanswered = tuple(c.code for c in due if c.code not in answered)
    bare = tuple(c.code for c in proofs if c.code not in evidenced)
    return Completeness(len(due) - len(unanswered), len(due), len(proofs) - len(bare), len(proofs), unanswered, bare)
