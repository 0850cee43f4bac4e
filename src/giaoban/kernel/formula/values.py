"""The values a formula works with. None is "missing": it is never zero, never false, and spreads through every operation."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from giaoban.kernel.formula.told import worded
from giaoban.kernel.wording import Wording


class Type(Enum):
    """What a value is; `word` names it in sentences."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    BOOL = "bool"
    LIST = "list"
    SPAN = "span"
    MISSING = "missing"

    @property
    def word(self) -> Wording:
        """The word for people."""
        return worded(f"type_{self.value}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of calendar time: whole months and days ("5 years" is 60 months)."""

    months: int = 0
    days: int = 0

    def after(self, day: date, *, back: bool = False) -> date | None:
        """The day this much later (or earlier); the last day of the month where the month is shorter. None outside the calendar.

        31/01 + 1 month is 28/02 (or 29/02): Civil Code 2015, art. 147, for a month without the corresponding day.
        """
        sign = -1 if back else 1
        number = day.year * 12 + day.month - 1 + sign * self.months
        year, month = divmod(number, 12)
        if not 1 <= year <= 9999:
            return None
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        try:
            return moved + timedelta(days=sign * self.days)
        except OverflowError:
            return None


Value = Decimal | date | str | bool | tuple[str, ...] | Span | None
Row = Mapping[str, Value]
"""The named values a formula reads: fields of one entry, and of the moment `on`, `period.start`, `period.end`."""

MOMENT = {"on": Type.DATE, "period.start": Type.DATE, "period.end": Type.DATE}
"""Names that every formula may use besides fields: the day asked about, and the first day and the day after the last of the period."""
