"""The maker of sentences about targets and odd figures, from wording.vi.toml and wording.en.toml; numbers with their units."""

from decimal import Decimal

from giaoban.kernel.wording import Value, Wording, words_of

worded = words_of("indicators")
UNITS = {
    "%": "percent",
    "điểm %": "points",
    "đồng": "dong",
    "nghìn đồng": "thousand_dong",
    "triệu đồng": "million_dong",
    "tỷ đồng": "billion_dong",
}
"""Units with words of their own in every language; all others are terms of the office and stay as it writes them."""


def number(value: Decimal, unit: str, digits: int = 2) -> Wording:
    """A value with its unit: "1.620 người", "99,72 %"; at most `digits` places. Errors: InvalidOperation for an infinity."""
    return with_unit(shown(value, digits), unit)


def shown(value: Decimal, digits: int = 2) -> Decimal:
    """A value as it is printed: at most `digits` places, no trailing zeros. Errors: InvalidOperation for an infinity."""
    if not value % 1:
        return Decimal(int(value))
    return value.quantize(Decimal(1).scaleb(-digits)).normalize() or Decimal(0)


def with_unit(value: Value, unit: str) -> Wording:
    """Something printed with a unit behind it; without unit just that."""
    if unit in UNITS:
        return worded(UNITS[unit], value=value)
    return worded("amount", value=value, unit=unit) if unit else worded("plain", value=value)
