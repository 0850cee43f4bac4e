"""A target handed down: do the units' targets make that of the level above?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from giaoban.kernel.indicators.goals import Target
from giaoban.kernel.indicators.told import number, worded
from giaoban.kernel.wording import Value

HandingStatus = Literal["fits", "short", "over", "incomplete", "not_added"]
UPPER = ("at_most", "below")


@dataclass(frozen=True, slots=True)
class Handing:
    """What the units' targets make, how far that lies from the target above (units minus above), and the sentence."""

    status: HandingStatus
    total: Decimal | None
    gap: Decimal | None
    sentence: str

    @property
    def finding(self) -> bool:
        """True where somebody should look at it."""
        return self.status in ("short", "over", "incomplete")


def handing(above: Target, below: Sequence[Target], *, missing: Sequence[str] = (), adds_up: bool = True) -> Handing:
    """Compare a target with those handed down from it. missing: names of units without one. adds_up: the indicator adds up over units."""
    amounts = [target.amount for target in below if target.amount is not None]
    if not adds_up or above.amount is None or len(amounts) < len(below) or not below:
        why = worded("no_amounts" if adds_up else "not_additive")
        return Handing("not_added", None, None, worded("not_added", why=why, missing=lacking(missing)))
    total = sum(amounts, Decimal(0))
    gap = total - above.amount
    high = above.high if above.kind == "range" and above.high is not None else above.amount
    status: HandingStatus = "fits" if above.amount <= total <= high else "short" if total < above.amount else "over"
    told: dict[str, Value] = {"count": len(below), "total": number(total, above.unit), "missing": lacking(missing)}
    told["above"] = number(high if status == "over" else above.amount, above.unit)
    if status != "fits":
        told["gap"] = number(-gap if status == "short" else total - high, above.unit)
    sentence = worded(status, **told)
    harmless = (status == "short" and above.kind in UPPER) or (
        status == "over" and above.kind not in (*UPPER, "equal", "range")
    )
    if harmless:
        status = "fits"
    if missing:
        status = "incomplete"
    return Handing(status, total, gap, sentence)


def lacking(missing: Sequence[str]) -> str:
    """The units without a target, at most five by name."""
    if not missing:
        return ""
    more = worded("more_units", count=Decimal(len(missing) - 5)) if len(missing) > 5 else ""
    return worded("missing", names=tuple(missing[:5]), more=more)
