"""Intervals of printed figures, and numbers in Vietnamese print."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from giaoban.kernel.quantity import INFINITY, Figure, Interval

HUNDRED = Decimal(100)
ZERO = Decimal(0)
_MILLION = Decimal(1_000_000)


def step(figure: Figure) -> Decimal:
    """One unit of the last printed digit: that of the figure, for a share without one that of its decimals."""
    if figure.step > 0 or figure.value is None:
        return figure.step
    share = figure.unit.strip().endswith("%")
    exponent = figure.value.as_tuple().exponent
    if share and isinstance(exponent, int):
        return Decimal(1).scaleb(min(exponent, 0))
    return ZERO


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


def vi(value: Decimal, *, places: int = 2) -> str:
    """Vietnamese print: points between thousands, a decimal comma, at most `places` decimals, no trailing zeros."""
    if not value.is_finite():
        return "vô hạn"
    if value == value.to_integral_value():
        return f"{int(value):,}".replace(",", ".")
    short = rounded(value, Decimal(1).scaleb(-places))
    digits = f"{abs(short):,.{places}f}"
    whole, _, rest = digits.partition(".")
    rest = rest.rstrip("0")
    sign = "-" if short < 0 else ""
    return sign + whole.replace(",", ".") + ("," + rest if rest else "")


def vi_amount(value: Decimal, unit: str) -> str:
    """A computed amount with its unit; money in triệu đồng where it is whole thousands."""
    if unit.strip().casefold() in {"vnd", "đồng"}:
        if value % 1000 == 0 and abs(value) >= _MILLION:
            return f"{vi(value / _MILLION, places=3)} triệu đồng"
        return f"{vi(value)} đồng"
    name = unit.strip()
    return f"{vi(value)} {name}" if name and name != "%" else vi(value) + name


def bounded(value: Interval) -> bool:
    """True where both ends are finite."""
    return abs(value.low) != INFINITY and abs(value.high) != INFINITY
