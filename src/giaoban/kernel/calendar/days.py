"""Which days are worked.

Rule: Monday to Friday are working days, except holidays, compensatory days off and swapped days off; a Saturday or Sunday that makes up
for a swapped day is worked. Source: Labour Code 2019 art. 111-112 and the yearly notices, each named in its row of `data/days.csv`.
A later notice is a later version of the data: build another `Calendar` from its rows.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

import giaoban.kernel.calendar.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.calendar.told import worded
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import Wording

DayKind = Literal["working", "weekend", "holiday", "compensation", "swap_off", "swap_work"]
WEEKDAYS = tuple(worded(f"weekday_{number}") for number in range(7))
"""Monday first."""
ONE = timedelta(days=1)
PROVISIONAL = worded("provisional")


@dataclass(frozen=True, slots=True)
class Day:
    """One date with what it is, why, and by which document. `provisional`: the year's notice was not yet known."""

    date: date
    kind: DayKind
    name: str = ""
    source: str = ""
    provisional: bool = False

    @property
    def worked(self) -> bool:
        """True for a working day."""
        return self.kind in ("working", "swap_work")

    @property
    def title(self) -> Wording:
        """The date in words: "thứ Sáu 01/05/2026 (Ngày Quốc tế Lao động)"."""
        weekday = WEEKDAYS[self.date.weekday()]
        if self.name:
            return worded("named_day", weekday=weekday, day=self.date, name=self.name)
        return worded("day", weekday=weekday, day=self.date)


@dataclass(frozen=True, slots=True)
class Count:
    """How many days of a stretch are worked, and the days by which that differs from plain weekdays."""

    start: date
    last: date
    worked: int
    weekends: int
    special: tuple[Day, ...]
    provisional: bool

    @property
    def explanation(self) -> Wording:
        """One sentence: the days, the weekends, every day off by its name, every day that is made up for."""
        parts = [worded("all_days", days=(self.last - self.start).days + 1)]
        if self.weekends:
            parts.append(worded("less_weekends", days=self.weekends))
        off = tuple(day.title for day in self.special if not day.worked and day.date.weekday() < 5)
        if off:
            parts.append(worded("less", days=off))
        made_up = tuple(day.title for day in self.special if day.worked)
        if made_up:
            parts.append(worded("made_up", days=made_up))
        note = PROVISIONAL if self.provisional else ""
        return worded("count", first=self.start, last=self.last, worked=self.worked, parts=tuple(parts), note=note)


class Calendar:
    """A version of the working-day calendar. Years without any row are unknown: CAL-001."""

    def __init__(self, special: Iterable[Day]) -> None:
        self._special = {day.date: day for day in special}
        years = {day.year for day in self._special}
        self.first, self.last = min(years, default=0), max(years, default=0)

    def day(self, on: date) -> Day:
        """What a date is. Errors: CAL-001 for a year outside the data."""
        if not self.first <= on.year <= self.last:
            raise Problem("CAL-001", year=on.year, first=self.first, last=self.last)
        return self._special.get(on) or Day(on, "weekend" if on.weekday() >= 5 else "working")

    def days(self, start: date, end: date) -> Iterator[Day]:
        """Every day of [start, end)."""
        while start < end:
            yield self.day(start)
            start += ONE

    def working_days(self, start: date, end: date) -> int:
        """How many working days lie in [start, end)."""
        return sum(day.worked for day in self.days(start, end))

    def count(self, start: date, end: date) -> Count:
        """The working days of [start, end) with the sentence that explains them. Errors: CAL-001; CAL-004 for an empty stretch."""
        if end <= start:
            raise Problem("CAL-004", start=f"{start:%d/%m/%Y}", end=f"{end:%d/%m/%Y}")
        days = list(self.days(start, end))
        special = tuple(day for day in days if day.kind not in ("working", "weekend"))
        weekends = sum(day.date.weekday() >= 5 and not day.worked for day in days)
        provisional = any(day.provisional for day in special)
        return Count(start, end - ONE, sum(day.worked for day in days), weekends, special, provisional)

    def next_working(self, on: date) -> Day:
        """The first working day from `on` (itself included)."""
        day = self.day(on)
        while not day.worked:
            day = self.day(day.date + ONE)
        return day


@cache
def vietnam() -> Calendar:
    """The calendar shipped with the program: 2016 to 2027, the last year provisional."""
    text = files("giaoban.kernel.calendar").joinpath("data/days.csv").read_text("utf-8")
    return Calendar(
        Day(date.fromisoformat(row["date"]), row["kind"], row["name"], row["source"], bool(row["provisional"]))  # type: ignore[arg-type]
        for row in csv.DictReader(text.splitlines())
    )
