"""A figure as a report states it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from giaoban.kernel.quantity.fixed import fixed
from giaoban.kernel.quantity.interval import INFINITY, Interval

Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Role = Literal["plan", "actual", "target", "change", "share", "count", "other"]
Direction = Literal["", "up", "down", "keep", "reach"]


@fixed(frozen=True, slots=True)
class Figure:
    """One number that measures something, with its place in the text.

    Offsets count code points of the text as given. `value` is in the unit written, money normalised to VND ("39 tỷ 981 triệu đồng" is
    39981000000 VND); a range has low and high and no value. `step` is one unit of the last printed digit in the unit of value (0 for an
    exact count). A change is signed ("giảm 17,7%" is -17.7).
    """

    id: str
    start: int
    end: int
    num_start: int
    num_end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    comparator: Comparator = "="
    role: Role = "other"
    direction: Direction = ""
    step: Decimal = Decimal(0)
    subject: str = ""
    period: str | None = None
    approximate: Literal["", "near", "about"] = ""
    """"near" for gần and xấp xỉ (stands for [0.9v, v]), "about" for khoảng (stands for [0.95v, 1.05v])."""
    notes: tuple[str, ...] = ()
    """Codes of what the reader had to tolerate: "mixed_format", "ambiguous_point", "glued", "spaced", "no_grouping", ..."""

    per: str = ""
    """What the unit is divided by where the unit does not say it: "người/tháng" of "2,5 triệu đồng/người/tháng"."""
    base: str = ""
    """Id of the figure behind the slash, for the A of "A/B"."""
    versus: str | None = None
    """What a change is measured against: a period, or "cùng kỳ"."""
    owner: str = ""
    """The unit named beside the figure, as written ("xã An Bình"); told by `kernel/reading`, "" where it is the body that reports."""

    def interval(self) -> Interval:
        """The values that the printed number stands for, its comparator included."""
        if self.value is None:
            if self.low is None or self.high is None:
                raise ValueError(f"figure {self.id} has no value")
            return Interval(-self.high, -self.low) if "decrease" in self.notes else Interval(self.low, self.high)
        if self.approximate:
            most = "1" if self.approximate == "near" else "1.05"
            least = "0.9" if self.approximate == "near" else "0.95"
            low, high = sorted((self.value * Decimal(least), self.value * Decimal(most)))
            return Interval(low, high)
        match self.comparator:
            case ">":
                return Interval(self.value, INFINITY, low_open=True)
            case ">=":
                return Interval(self.value, INFINITY)
            case "<":
                return Interval(-INFINITY, self.value, high_open=True)
            case "<=":
                return Interval(-INFINITY, self.value)
        return Interval.around(self.value, self.step / 2)
