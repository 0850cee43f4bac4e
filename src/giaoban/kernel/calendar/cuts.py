"""How a calendar cuts the dates of a period: the same key has other days in another calendar."""

from datetime import date
from typing import Literal

from giaoban.kernel.calendar.runs import index_of, month_of, whole_months

Cut = Literal["civil", "reporting15", "budget", "disbursement"]
MONTHLY = ("month", "quarter", "half", "nine_months", "year")
REPORTED = ("month", "quarter", "half", "year")
CLOSING_DAY = 15
"""A report of Decree 09/2019 begins on this day of the month before."""


def cut(kind: str, start: date, end: date, calendar: Cut) -> tuple[date, date]:
    """The dates [start, end) of a civil period in another calendar. Errors: ValueError for a kind that the calendar does not cut."""
    if calendar == "civil":
        return start, end
    run = kind == "custom" and whole_months(start, end) > 0
    if not run and kind not in (REPORTED if calendar == "reporting15" else MONTHLY):
        raise ValueError(kind)
    if calendar == "reporting15":
        return shifted(start), shifted(end)
    if calendar == "disbursement" and kind in MONTHLY[1:] and end.month == 1:
        return start, date(end.year, 2, 1)
    return start, end


def uncut(start: date, end: date, calendar: Cut) -> tuple[date, date]:
    """The civil dates of a run: the way back from `cut`. Days that the calendar does not cut stay as they are."""
    return (unshifted(start), unshifted(end)) if calendar == "reporting15" else (start, end)


def shifted(first: date) -> date:
    """The 15th of the month before the one that starts on `first`."""
    return month_of(index_of(first) - 1).replace(day=CLOSING_DAY)


def unshifted(day: date) -> date:
    """The first of the month after a 15th; any other day itself."""
    return month_of(index_of(day) + 1) if day.day == CLOSING_DAY else day
