"""Figures as people write them: in Vietnamese, or by `in_language` as the reader's language does ("1.234,5", "1,234.5")."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from django.utils.translation import get_language

from giaoban.kernel.quantity import INFINITY, Interval, vietnamese
from giaoban.kernel.wording import Numeral, Wording, said

CENT, WRITTEN = Decimal("0.01"), Decimal("0.0001")
"""Places of a computed quotient as people read it, and the most that anybody writes."""
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


def in_language(text: str) -> str:
    """Numbers and sentences in the language in use; any other text as it is."""
    return said(text, get_language() or "vi")


def written(value: Decimal, digits: int | None = None) -> str:
    """A number as the language in use writes it, rounded half up to `digits` places: "1.234,5", in English "1,234.5"."""
    return in_language(vietnamese(value, digits))


def share_written(value: Decimal, digits: int | None = None) -> str:
    """A share as the language in use writes it: "76,7 %", in English "76.7%"."""
    return in_language(Numeral(f"{vietnamese(value, digits)} %"))


def short(value: Decimal) -> Decimal:
    """A quotient that was computed to six places with two, half up ("62,857143" -> "62,86"); what somebody wrote stays as it is."""
    if value == value.quantize(WRITTEN, ROUND_HALF_UP):
        return value
    return value.quantize(CENT, ROUND_HALF_UP) or value


def shortly(stated: Stated) -> Numeral:
    """As `shown`, a computed quotient with two places: for people; files and sums keep what is stored."""
    if stated.amount is not None:
        return Numeral(SIGNS[stated.comparator] + vietnamese(short(stated.amount)))
    return shown(stated)


def shown(stated: Stated) -> Numeral:
    """ "1.234,5", "≥ 94", "6.300 – 6.500"; empty where there is no value."""
    if stated.amount is not None:
        return Numeral(SIGNS[stated.comparator] + vietnamese(stated.amount))
    if stated.low is not None and stated.high is not None:
        return Numeral(f"{vietnamese(stated.low)} – {vietnamese(stated.high)}")
    return Numeral()


def spread(reached: Interval | None) -> Numeral:
    """What was reached, as people write it: "1.234,5", "6.300 – 6.500", "> 94"; "" where nothing was."""
    if reached is None:
        return Numeral()
    low, high = reached.low, reached.high
    if low == high:
        return vietnamese(low)
    if high == INFINITY:
        return Numeral(f"{'>' if reached.low_open else '≥'} {vietnamese(low)}")
    if low == -INFINITY:
        return Numeral(f"{'<' if reached.high_open else '≤'} {vietnamese(high)}")
    return Numeral(f"{vietnamese(low)} – {vietnamese(high)}")


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
        told = Numeral(f"{'+' if gap > 0 else ''}{vietnamese(gap)}")
        return Wording("indicators.points", {"value": told}) if unit_of_measure == "%" else told
    share = percent(part, whole)
    return "" if share is None else Numeral(f"{vietnamese(share)} %")
