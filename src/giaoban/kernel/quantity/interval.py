"""What a printed number stands for: an interval of values (Decimal), closed or open at each end.

Source: ../shared/checking.md 5.3, the idea of XBRL Calculations 1.1. A number printed with d decimals is [v - h, v + h], h = 0.5 x 10^-d.
"""

from __future__ import annotations

from decimal import Decimal

from giaoban.kernel.quantity.fixed import fixed

INFINITY = Decimal("Infinity")


@fixed(frozen=True, slots=True)
class Interval:
    """All values from low to high. Errors: ValueError where low > high."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"empty interval {self.low} .. {self.high}")

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval of one exact value."""
        return cls(value, value)

    @classmethod
    def around(cls, value: Decimal, half: Decimal) -> Interval:
        """[value - half, value + half]."""
        return cls(value - half, value + half)

    @property
    def is_point(self) -> bool:
        """True where only one value is possible."""
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def scaled(self, factor: Decimal) -> Interval:
        """Every value times a factor."""
        if factor < 0:
            return (-self).scaled(-factor)
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def over(self, base: Interval) -> Interval:
        """Quotient of two intervals. Errors: ZeroDivisionError where the base may be zero or negative."""
        if base.low <= 0 and not (base.low == 0 and base.low_open):
            raise ZeroDivisionError("base interval reaches zero")
        corners = [n / d for n in (self.low, self.high) for d in (base.low, base.high) if d != 0 and d != INFINITY]
        if base.high == INFINITY:
            corners.append(Decimal(0))
        return Interval(min(corners), max(corners) if base.low > 0 else INFINITY)

    def meets(self, other: Interval) -> bool:
        """True where the two have a value in common."""
        if self.high < other.low or other.high < self.low:
            return False
        if self.high == other.low:
            return not (self.high_open or other.low_open)
        if other.high == self.low:
            return not (other.high_open or self.low_open)
        return True

    def contains(self, value: Decimal) -> bool:
        """True where value lies inside."""
        if value < self.low or value > self.high:
            return False
        if self.low < value < self.high:
            return True
        return (value == self.low and not self.low_open) or (value == self.high and not self.high_open)
