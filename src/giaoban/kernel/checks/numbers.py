"""Intervals of printed figures, and computed numbers as sentences take them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from giaoban.kernel.checks.told import worded
from giaoban.kernel.quantity import INFINITY, Figure, Interval
from giaoban.kernel.wording import Value

HUNDRED = Decimal(100)
ZERO = Decimal(0)
_MILLION = Decimal(1_000_000)


def step(figure: Figure) -> Decimal:
    """One unit of the last printed digit: that of the figure, for a share without one that of its decimals."""
    if figure.step > 0 or figure.value is None:
        return figure.step
    if "%" not in figure.unit or not figure.unit.rstrip().endswith("%"):
        return ZERO
    exponent = figure.value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else ZERO


def interval(figure: Figure) -> Interval:
    """What the printed number stands for, its comparator included."""
    if figure.comparator == "=" and not figure.approximate and figure.value is not None:
        unit = step(figure)
        return Interval.around(figure.value, unit / 2) if unit else Interval.point(figure.value)
    return figure.interval()


def size(figure: Figure) -> Interval:
    """The interval without the sign of a change."""
    whole = interval(figure)
    return -whole if whole.high < 0 else whole


def middle(figure: Figure) -> Decimal:
    """The value, for a range its middle."""
    if figure.value is not None:
        return figure.value
    low, high = figure.low or ZERO, figure.high or ZERO
    return (low + high) / 2


def rounded(value: Decimal, unit: Decimal, *, even: bool = False) -> Decimal:
    """Value rounded to whole multiples of unit, half up in absolute value (or half to even)."""
    return (value / unit).quantize(Decimal(1), ROUND_HALF_EVEN if even else ROUND_HALF_UP) * unit


def shown(value: Decimal | None, *, places: int = 2) -> Value:
    """A computed number as a sentence takes it: at most `places` decimals, no trailing zeros; "" for none."""
    if value is None:
        return ""
    if not value.is_finite():
        return worded("infinite")
    if value == value.to_integral_value():
        return Decimal(int(value))
    short = rounded(value, Decimal(1).scaleb(-places)).normalize()
    return short or ZERO


def vi_amount(value: Decimal | None, unit: str) -> str:
    """A computed amount with its unit, "" for none; money in triệu đồng where it is whole thousands."""
    if value is None:
        return ""
    if is_money(unit):
        if value % 1000 == 0 and abs(value) >= _MILLION:
            return worded("million_dong", value=shown(value / _MILLION, places=3))
        return worded("dong", value=shown(value))
    name = unit.strip()
    return worded("amount" if name and name != "%" else "bare", value=shown(value), unit=name)


def about(value: Decimal | None, unit: str) -> str:
    """An implied base with one decimal, "" for none; money in triệu đồng."""
    if value is None:
        return ""
    if is_money(unit):
        return worded("million_dong", value=shown(value / _MILLION, places=0))
    name = unit.strip()
    return worded("amount" if name else "bare", value=shown(value, places=1), unit=name)


def is_money(unit: str) -> bool:
    """True for the unit of money, by its code or its name."""
    return unit.strip().casefold() in {"vnd", "đồng"}


def bounded(value: Interval) -> bool:
    """True where both ends are finite."""
    return abs(value.low) != INFINITY and abs(value.high) != INFINITY
