"""Many units: ranks, the distribution by class, and its change from the year before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from giaoban.kernel.scorecard.rules import HUNDRED, ZERO, bare
from giaoban.kernel.scorecard.told import worded

K = TypeVar("K")
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank, and how many units share it."""

    rank: int
    ties: int


@dataclass(frozen=True, slots=True)
class ClassShare:
    """So many of `whole` units in a class. `percent` is exact, `printed` rounded half up to the digits asked for."""

    code: str
    count: int
    whole: int
    percent: Decimal
    printed: Decimal


@dataclass(frozen=True, slots=True)
class ClassChange:
    """Change of a share in percentage points: `printed` from the exact shares, rounded once; `from_printed` the difference of the two
    printed shares, which may differ in the last digit and is never what we print."""

    code: str
    exact: Decimal
    printed: Decimal
    from_printed: Decimal

    @property
    def differs(self) -> bool:
        """Whether subtracting the printed shares would give another number."""
        return self.printed != self.from_printed


def rounded(value: Decimal, digits: int) -> Decimal:
    """Half up."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def ranks(totals: Mapping[K, Sequence[Decimal]]) -> dict[K, Ranked]:
    """Ranks from the highest: 1, 2, 2, 4. The first number of each counts, the next ones decide between equals; all equal: shared."""
    order = sorted({tuple(numbers) for numbers in totals.values()}, reverse=True)
    sizes = {numbers: sum(tuple(other) == numbers for other in totals.values()) for numbers in order}
    first, place = {}, 1
    for numbers in order:
        first[numbers] = place
        place += sizes[numbers]
    return {key: Ranked(first[tuple(numbers)], sizes[tuple(numbers)]) for key, numbers in totals.items()}


def ties_rule(ties: str, groups: Sequence[str] = ()) -> str:
    """The rule of ranks in words, as it is printed under the table."""
    if ties == "groups":
        return worded("ties_by_groups", groups=worded("in_order", groups=tuple(groups)) if groups else "")
    return worded("ties_shared")


def distribution(order: Sequence[str], given: Sequence[str], *, digits: int = 1) -> tuple[ClassShare, ...]:
    """How many units are in each class, in the order of the classes, of all that have one. Empty where nobody has."""
    whole = len(given)
    if not whole:
        return ()
    counted = [(code, given.count(code)) for code in order]
    return tuple(class_share(code, count, whole, digits=digits) for code, count in counted)


def class_share(code: str, count: int, whole: int, *, digits: int = 1) -> ClassShare:
    """One share of a population that is not empty."""
    percent = HUNDRED * count / Decimal(whole)
    return ClassShare(code, count, whole, percent, rounded(percent, digits))


def changes(now: Sequence[ClassShare], before: Sequence[ClassShare], *, digits: int = 1) -> tuple[ClassChange, ...]:
    """The change of each class of now from the year before, where a class that was not there had nothing; empty without a year before."""
    if not before:
        return ()
    earlier = {share.code: share for share in before}
    found = []
    for share in now:
        old = earlier.get(share.code)
        exact = share.percent - (old.percent if old else ZERO)
        printed = share.printed - (old.printed if old else ZERO)
        found.append(ClassChange(share.code, exact, rounded(exact, digits), printed))
    return tuple(found)


def change_rule(found: Sequence[ClassChange]) -> str:
    """The rounding rule in words, with the classes where subtracting printed shares would give another number."""
    off = rounded(sum((change.printed for change in found), ZERO), 1)
    differs = any(change.differs for change in found)
    return worded(
        "change_rule",
        off=worded("sum_off", points=bare(off)) if off else "",
        differs=worded("shares_differ") if differs else "",
    )


def implied_counts(percent: Decimal, *, digits: int, whole: int) -> tuple[int, ...]:
    """Every number of units of `whole` whose share is printed as `percent` with so many digits; empty where none is: the share is wrong.

    Source: a share of a small population must be a whole number of units over it (checking notes, E9; the GRIM test).
    """
    half = HALF.scaleb(-digits)
    return tuple(k for k in range(whole + 1) if abs(HUNDRED * k / Decimal(whole) - percent) <= half) if whole else ()
