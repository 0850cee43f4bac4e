"""Figures as people write them. Pure."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from giaoban.kernel.quantity import INFINITY, Interval, vietnamese

SIGNS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ ", "=": ""}


class Stated(Protocol):
    """Anything that states a value: an observation, or what a report proposes as one."""

    @property
    def amount(self) -> Decimal | None:
        """The one value."""

    @property
    def low(self) -> Decimal | None:
        """The lower end of a range."""

    @property
    def high(self) -> Decimal | None:
        """The upper end of a range."""

    @property
    def comparator(self) -> str:
        """How it was stated: one of `SIGNS`."""


def shown(stated: Stated) -> str:
    """ "1.234,5", "≥ 94", "6.300 – 6.500"; empty where there is no value."""
    if stated.amount is not None:
        return SIGNS[stated.comparator] + vietnamese(stated.amount)
    if stated.low is not None and stated.high is not None:
        return f"{vietnamese(stated.low)} – {vietnamese(stated.high)}"
    return ""


def spread(reached: Interval | None) -> str:
    """What was reached, as people write it: "1.234,5", "6.300 – 6.500", "> 94"; "" where nothing was."""
    if reached is None:
        return ""
    low, high = reached.low, reached.high
    if low == high:
        return vietnamese(low)
    if high == INFINITY:
        return f"{'>' if reached.low_open else '≥'} {vietnamese(low)}"
    if low == -INFINITY:
        return f"{'<' if reached.high_open else '≤'} {vietnamese(high)}"
    return f"{vietnamese(low)} – {vietnamese(high)}"


def percent(part: Decimal | None, whole: Decimal | None, *, digits: int = 1) -> Decimal | None:
    """part/whole in percent, rounded half up to `digits` places; None where one is missing or the whole is not above zero."""
    if part is None or whole is None or whole <= 0:
        return None
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def compared(part: Decimal | None, whole: Decimal | None, *, rate: bool, unit_of_measure: str) -> str:
    """How one amount stands to another: "76,7 %"; for rates the difference, "+1,2 điểm %"; empty where it cannot be said.

    A ratio of two rates says nothing that a clerk would report, so rates are subtracted.
    """
    if rate:
        if part is None or whole is None:
            return ""
        gap = part - whole
        sign = "+" if gap > 0 else ""
        return f"{sign}{vietnamese(gap)}{' điểm %' if unit_of_measure == '%' else ''}"
    share = percent(part, whole)
    return "" if share is None else f"{vietnamese(share)} %"
