"""What is known beside the text, as plain values that later rooms fill: counts of units, observations, targets, legal documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Moment = Literal["during", "closing"]
Better = Literal["", "up", "down"]
"""Whether more of it is better, less, or nobody says."""


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many units of one kind there are: `noun` as reports count them ("xã", "trường"), within the dates given (open where None).

    `address` is whatever the caller wants to find in a finding's link (a path, an id).
    """

    noun: str
    count: int
    valid_from: date | None = None
    valid_to: date | None = None
    names: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A value on record. `indicator` and `aliases` are phrases as reports write them ("thu ngân sách trên địa bàn").

    `period` is "2024-10", "2024-Q3", "2024-H1", "2024-9M" or "2024"; `cumulative` counts from the first of January to the end of the
    period. `value` is in `unit` as figures have it (money in VND); `step` is one unit of the last printed digit, 0 for exact values.
    `owner` is the unit it belongs to, empty for the body that reports. `moment` "closing" is a stock at the end of the period. `adds` is
    True where the values of months make up that of all of them.
    """

    indicator: str
    unit: str
    period: str
    value: Decimal
    step: Decimal = Decimal(0)
    owner: str = ""
    cumulative: bool = False
    moment: Moment = "during"
    aliases: tuple[str, ...] = ()
    label: str = ""
    address: str = ""
    adds: bool = False
    better: Better = ""


@dataclass(frozen=True, slots=True)
class PlannedValue:
    """A target as issued: the value set for a year, or a range."""

    indicator: str
    unit: str
    period: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    aliases: tuple[str, ...] = ()
    label: str = ""
    address: str = ""
    better: Better = ""


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """An entry of the register of legal documents: `number` with its symbol ("30/2020/NĐ-CP").

    It is in force from `valid_from` on; `valid_to` is the first day on which it is not ("hết hiệu lực từ ngày"), as in the register.
    """

    number: str
    kind: str
    issuer: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class SeasonDates:
    """A crop season of the body's own calendar: its name ("vụ hè thu"), first and last month, the first after the last over a new year."""

    name: str
    first: int
    last: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known beside the text. `members` are the owners whose values make up those of the reporting body ("sum of communes")."""

    units: tuple[UnitCount, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[PlannedValue, ...] = ()
    documents: tuple[LegalDocument, ...] = ()
    owner: str = ""
    members: tuple[str, ...] = ()
    seasons: tuple[SeasonDates, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The other place of a finding: what is on record there, and its address."""

    kind: Literal["unit_count", "observation", "target", "document", "season"]
    label: str
    address: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Months of one year, first and last; a cumulative value begins with the first month."""

    year: int
    last: int
    first: int

    def before(self) -> Span:
        """The span of the same length right before: last month, last quarter, last year; of a cumulative one the one a month shorter."""
        length = self.last - self.first + 1
        if length == 12:
            return Span(self.year - 1, 12, 1)
        if self.first > length:
            return Span(self.year, self.last - length, self.first - length)
        return Span(self.year - 1, 12, 13 - length) if self.first == 1 else Span(self.year, self.last - 1, self.first)

    def year_before(self) -> Span:
        """The same months of the year before."""
        return Span(self.year - 1, self.last, self.first)


def span_of(period: str | None, *, cumulative: bool = False) -> Span | None:
    """Return the months of a period, None where it is none ("cùng kỳ", a school year)."""
    year, _, part = (period or "").partition("-")
    if not (year.isdigit() and len(year) == 4):
        return None
    months = _months(part)
    if months is None:
        return None
    first, last = months
    return Span(int(year), last, 1 if cumulative else first)


def _months(part: str) -> tuple[int, int] | None:
    if not part:
        return 1, 12
    if part.startswith("Q") and part[1:] in {"1", "2", "3", "4"}:
        return 3 * int(part[1:]) - 2, 3 * int(part[1:])
    if part in {"H1", "H2"}:
        return (1, 6) if part == "H1" else (7, 12)
    number = part.removesuffix("M")
    if not number.isdigit() or not 1 <= int(number) <= 12:
        return None
    return (1, int(number)) if part.endswith("M") else (int(number), int(number))
