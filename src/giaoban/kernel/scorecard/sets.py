"""A criteria set: groups of criteria, bands, who is rated, and where the rule comes from. A plain value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from giaoban.kernel.scorecard.rules import ZERO, ScoringRule

SCALES = ("points", "met")
"""points: the sum of points; met: the number of groups (tiêu chí) of which every criterion (chỉ tiêu) is met."""
ROLES = ("score", "bonus", "penalty", "gate")
"""gate: a condition that must be met for a class that needs it, worth no points."""
CONFIDENCE = ("high", "medium", "low", "unverified")
TIES = ("shared", "groups")
"""shared: equal totals share a rank; groups: first decided by the points of the groups in their order."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. role "bonus" is added to the total, "penalty" taken off it. `indicator`, `whole_indicator`: codes of figures that
    answer it. evidence: what must be attached, "" for nothing."""

    code: str
    title: str
    group: str
    maximum: Decimal
    rule: ScoringRule = field(default_factory=ScoringRule)
    role: str = "score"
    evidence: str = ""
    measure: str = ""
    indicator: str = ""
    whole_indicator: str = ""
    confidence: str = "high"
    source: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaGroup:
    """A group of criteria; in a set of scale "met" it is the criterion that is met or not."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Band:
    """A class from a total on, until the next higher band. needs: codes of criteria or groups that must be met in full."""

    code: str
    title: str
    at_least: Decimal
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a recognition holds, and how many months before its end one must register again; 0 years: without end."""

    years: int = 0
    register_months: int = 0


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """One version of a set. Bands run from the best to the worst. rated: in words who is rated; kinds: kinds of units; variants: regions
    or groups of units by code. digits: decimal places of the total, rounded half up."""

    code: str
    version: int
    title: str
    rated: str
    groups: tuple[CriteriaGroup, ...]
    criteria: tuple[Criterion, ...]
    bands: tuple[Band, ...]
    scale: str = "points"
    digits: int = 1
    ties: str = "shared"
    cap: Decimal | None = None
    kinds: tuple[str, ...] = ()
    variants: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""
    source: str = ""
    confidence: str = "high"
    note: str = ""
    valid_from: str = ""
    valid_to: str = ""
    recognition: str = ""
    validity: Validity = field(default_factory=Validity)

    @property
    def unverified(self) -> bool:
        """Whether something in it was not found in a text: then it is a draft to be checked, and says so."""
        return "unverified" in {self.confidence, *(criterion.confidence for criterion in self.criteria)}

    @property
    def maximum(self) -> Decimal:
        """The highest total: points of the criteria that score, or the number of groups."""
        if self.scale == "met":
            return Decimal(len({c.group for c in self.criteria if c.role == "score"}))
        return sum((c.maximum for c in self.criteria if c.role == "score"), ZERO)

    def of_group(self, code: str) -> tuple[Criterion, ...]:
        """The criteria of a group, in order."""
        return tuple(criterion for criterion in self.criteria if criterion.group == code)
