"""A target handed down: do the units' targets make that of the level above?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from giaoban.kernel.indicators.goals import Target, number
from giaoban.kernel.quantity import vietnamese

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
        why = "không cộng được theo đơn vị" if not adds_up else "chưa có mức giao bằng số để cộng"
        return Handing(
            "not_added", None, None, f"Chỉ tiêu {why}, chỉ kiểm tra đơn vị nào chưa được giao.{lacking(missing)}"
        )
    total = sum(amounts, Decimal(0))
    gap = total - above.amount
    high = above.high if above.kind == "range" and above.high is not None else above.amount
    said = f"Tổng giao cho {len(below)} đơn vị là {number(total, above.unit)}"
    status: HandingStatus
    if above.amount <= total <= high:
        status, words = "fits", f"khớp mức chung {number(above.amount, above.unit)}"
    elif total < above.amount:
        status, words = "short", f"thấp hơn mức chung {number(above.amount, above.unit)} là {number(-gap, above.unit)}"
    else:
        status, words = "over", f"cao hơn mức chung {number(high, above.unit)} là {number(total - high, above.unit)}"
    harmless = (status == "short" and above.kind in UPPER) or (
        status == "over" and above.kind not in (*UPPER, "equal", "range")
    )
    if harmless:
        status = "fits"
    if missing:
        status = "incomplete"
    return Handing(status, total, gap, f"{said}, {words}.{lacking(missing)}")


def lacking(missing: Sequence[str]) -> str:
    """The units without a target, at most five by name."""
    if not missing:
        return ""
    more = f" và {vietnamese(Decimal(len(missing) - 5))} đơn vị khác" if len(missing) > 5 else ""
    return f" Chưa giao: {', '.join(missing[:5])}{more}."
