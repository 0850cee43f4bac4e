"""Periods: half-open ranges of dates with a key that sorts and a Vietnamese name.

Kinds: month, quarter, half-year, nine months, year, school year, semester, crop season, term, phase, and runs of months or days ("custom").
Calendars: "civil"; "reporting15" (Decree 09/2019 art. 12: the 15th before to the 14th of the last month); "budget" (civil dates, the
budget year); "disbursement" (what is paid until 31 January counts for the plan of the year before: TT 26/2026/TT-BTC).
School years run from 1 September to 31 May and semesters change on 16 January (drafts: provinces set both each year); terms are taken
from 1 July to 30 June of their years, phases from 1 January to 31 December.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from giaoban.kernel.calendar.cuts import Cut, cut, uncut
from giaoban.kernel.calendar.runs import (
    a_year_before,
    index_of,
    month_run,
    months_between,
    named_key,
    run_key,
    whole_months,
)
from giaoban.kernel.calendar.seasons import Seasons, shipped_seasons
from giaoban.kernel.calendar.told import worded
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import Wording

PeriodKind = Literal[
    "month", "quarter", "half", "nine_months", "year", "school_year", "semester", "season", "term", "phase", "custom"
]
ROMAN = ("I", "II", "III", "IV")
FORM = re.compile(
    r"(?P<y>\d{4})(?:-(?:(?P<month>0[1-9]|1[0-3])|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<nine>9M))"
    r"|/(?P<school>\d{4})(?:-HK(?P<semester>[12]))?|:(?P<region>[a-z][a-z0-9]*):(?P<season>[a-z_]+))?"
)
LONG = re.compile(r"(?P<kind>NK|GD)(?P<first>\d{4})-(?P<last>\d{4})")
RUN = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?\.\.(\d{4})-(\d{2})(?:-(\d{2}))?")
FIRST_YEAR, LAST_YEAR = 1945, 2100
SECOND_SEMESTER = (1, 16)
STEP = {"month": 1, "quarter": 3, "half": 6}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """[start, end) with its key ("2026-11") and name ("tháng 11 năm 2026") in a calendar. `title`: the name of a crop season."""

    start: date
    end: date
    key: str
    kind: PeriodKind
    calendar: Cut = "civil"
    title: str = ""

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.end - timedelta(days=1)

    @property
    def name(self) -> str:
        """The period as officials write it in Vietnamese, without its calendar."""
        return str(self.named)

    @property
    def named(self) -> Wording:
        """The name as a sentence that can be said in English too: "tháng 11 năm 2026", "November 2026"."""
        year = self.key[:4]
        match self.kind:
            case "month":
                number = int(self.key[5:])
                if number < 13:
                    return worded("month", number=number, year=year)
                return worded("closing_month", number=1, year=int(year) + 1, plan=year)
            case "quarter":
                return worded("quarter", number=ROMAN[int(self.key[6]) - 1], year=year)
            case "half":
                return worded("first_half" if self.key.endswith("1") else "second_half", year=year)
            case "school_year" | "semester":
                return self._school_name()
            case "season":
                return worded("season", title=self.title)
            case "term" | "phase":
                return worded("term" if self.kind == "term" else "phase", years=self.key[2:])
            case "custom":
                return self._run_name()
        return worded("nine_months" if self.kind == "nine_months" else "year", year=year)

    def _school_name(self) -> Wording:
        years = self.key[:9].replace("/", "-")
        if self.kind == "school_year":
            return worded("school_year", years=years)
        return worded("semester", number=ROMAN[int(self.key[-1]) - 1], years=years)

    def _run_name(self) -> Wording:
        first, last = self._civil()
        months = whole_months(first, last)
        if months and first.month == 1 and months <= 12:
            return worded("first_months", months=months, year=first.year)
        if months:
            after = last - timedelta(days=1)
            years = {"first_year": first.year, "last_year": after.year}
            return worded("months", first=first.month, last=after.month, **years)
        return worded("days", first=self.start, last=self.last)

    @property
    def label(self) -> Wording:
        """The name with what its calendar adds, as `labelled`."""
        return self.labelled

    @property
    def labelled(self) -> Wording:
        """The name with what its calendar adds: the dates of a report that closes on the 14th, the kind of year."""
        match self.calendar:
            case "reporting15":
                return worded("reporting15", name=self.named, first=self.start, last=self.last)
            case "budget":
                return worded("budget", name=self.named)
            case "disbursement":
                return worded("disbursement", name=self.named, last=self.last)
        return self.named

    def _civil(self) -> tuple[date, date]:
        return uncut(self.start, self.end, self.calendar)

    def contains(self, other: "Period") -> bool:
        """True where the other lies wholly within."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, day: date) -> bool:
        """True for a day of the period."""
        return self.start <= day < self.end

    @property
    def months(self) -> int:
        """How many whole months it is long; 0 where it does not consist of whole months of its calendar."""
        return months_between(self.start, self.end)

    def moved(self, steps: int, *, seasons: Seasons | None = None) -> "Period":
        """The period of the same kind so many steps later (earlier for a negative number).

        A step is the period's own length; of nine months, years, school years: a year; of a season: the region's next by beginning.
        Errors: CAL-003 outside the years 1945 to 2100.
        """
        year = int(self.key[:4]) if self.key[:4].isdecimal() else 0
        match self.kind:
            case "month" | "quarter" | "half":
                key = self._moved_months(year, steps)
            case "nine_months" | "year":
                key = f"{year + steps:04d}{self.key[4:]}"
            case "school_year":
                key = f"{year + steps}/{year + steps + 1}"
            case "semester":
                years, second = divmod(2 * year + int(self.key[-1]) - 1 + steps, 2)
                key = f"{years}/{years + 1}-HK{second + 1}"
            case "season":
                key = self._moved_season(year, steps, seasons or shipped_seasons())
            case "term" | "phase":
                first, last = int(self.key[2:6]), int(self.key[7:])
                length = (last - first + (self.kind == "phase")) * steps
                key = f"{self.key[:2]}{first + length}-{last + length}"
            case _:
                key = self._moved_run(steps)
        return parse_period(key, calendar=self.calendar, seasons=seasons)

    def _moved_months(self, year: int, steps: int) -> str:
        size = STEP[self.kind]
        if self.calendar == "disbursement" and self.kind == "month":
            years, month = divmod(13 * year + int(self.key[5:]) - 1 + steps, 13)
            return f"{years:04d}-{month + 1:02d}"
        number = int(self.key[5:].lstrip("QH")) - 1
        years, number = divmod(year * (12 // size) + number + steps, 12 // size)
        mark = {"month": f"{number + 1:02d}", "quarter": f"Q{number + 1}", "half": f"H{number + 1}"}[self.kind]
        return f"{years:04d}-{mark}"

    def _moved_season(self, year: int, steps: int, seasons: Seasons) -> str:
        _year, region, code = self.key.split(":")
        codes = [row.code for row in seasons.of(region)]
        years, place = divmod(year * len(codes) + codes.index(code) + steps, len(codes))
        return f"{years:04d}:{region}:{codes[place]}"

    def _moved_run(self, steps: int) -> str:
        first, last = self._civil()
        months = whole_months(first, last)
        if months:
            return run_key(*month_run(index_of(first) + steps * months, months))
        days = (last - first) * steps
        return run_key(first + days, last + days)

    def previous(self, *, seasons: Seasons | None = None) -> "Period":
        """The period of the same kind just before ("kỳ trước"). Errors: CAL-003."""
        return self.moved(-1, seasons=seasons)

    def next(self, *, seasons: Seasons | None = None) -> "Period":
        """The period of the same kind just after ("kỳ sau"): what is planned for where this one is reported. Errors: CAL-003."""
        return self.moved(1, seasons=seasons)

    def year_before(self, *, seasons: Seasons | None = None) -> "Period":
        """The same period of the year before ("cùng kỳ năm trước"); of a term or phase: the one before. Errors: CAL-003."""
        year = int(self.key[:4]) if self.key[:4].isdecimal() else 0
        match self.kind:
            case "term" | "phase":
                return self.moved(-1)
            case "custom":
                first, last = self._civil()
                key = run_key(a_year_before(first), a_year_before(last))
            case "school_year" | "semester":
                key = f"{year - 1}/{year}{self.key[9:]}"
            case _:
                key = f"{year - 1:04d}{self.key[4:]}"
        return parse_period(key, calendar=self.calendar, seasons=seasons)

    def until(self, day: date) -> "Period":
        """The part of the period up to a day (itself included): of a year until 30 September, the first nine months.

        Its `year_before` is what a part of a year is compared with. The whole period from its last day on.
        Errors: CAL-003 for a day before the period.
        """
        if day >= self.last:
            return self
        if day < self.start:
            raise Problem("CAL-003", text=f"{self.key} < {day:%d/%m/%Y}")
        end = day + timedelta(days=1)
        first, last = uncut(self.start, end, self.calendar)
        if whole_months(first, last):
            return parse_period(run_key(first, last), calendar=self.calendar)
        return parse_period(run_key(self.start, end, days=True))

    def elapsed(self, day: date) -> tuple[int, int]:
        """(parts passed by the end of a day, all parts): whole months where the period consists of them, else days."""
        after = min(max(day + timedelta(days=1), self.start), self.end)
        if self.months:
            passed = index_of(after) - index_of(self.start) - (after.day < self.start.day)
            return passed, self.months
        return (after - self.start).days, (self.end - self.start).days

    def in_calendar(self, calendar: Cut) -> "Period":
        """The period of the same key in another calendar: November as a calendar month and as 15/10 to 14/11, side by side.

        Errors: CAL-003 for a kind that the other calendar does not cut.
        """
        return parse_period(self.key, calendar=calendar)


def parse_period(text: str, *, calendar: Cut = "civil", seasons: Seasons | None = None) -> Period:
    """Read a key: 2026, 2026-11, 2026-Q4, 2026-H1, 2026-9M, 2025/2026 (school year), 2025/2026-HK1 (semester), 2026:bac:xuan (season of
    a region), NK2021-2026 (term), GD2021-2025 (phase), 2026-01..2026-11 (run of months), 2026-10-15..2026-11-14 (run of days, both
    included); 2026-13 only in the calendar "disbursement": the January after. Errors: CAL-003.
    """
    key = text.strip()
    refusal = Problem("CAL-003", text=text)
    try:
        kind, start, end, title = bounds(key, seasons or shipped_seasons())
    except ValueError as error:
        raise refusal from error
    if kind == "custom" and (usual := named_key(start, end)) != run_key(start, end) and cuts_whole(usual, calendar):
        return parse_period(usual, calendar=calendar)
    if calendar == "disbursement" and (start.month, start.day) == (1, 1) and whole_months(start, end) == 13:
        return parse_period(f"{start.year:04d}", calendar=calendar)
    thirteenth = kind == "month" and key.endswith("-13")
    if not (start.year >= FIRST_YEAR and end.year <= LAST_YEAR + 1) or (thirteenth and calendar != "disbursement"):
        raise refusal
    try:
        start, end = cut(kind, start, end, calendar)
    except ValueError as error:
        raise refusal from error
    return Period(start, end, key, kind, calendar, title)


def short_name(period: Period) -> str:
    """A period in few letters, for heads of columns: "11/2026", "Quý IV/2026" (said in English too), "2026", else its key."""
    if period.kind == "month":
        return f"{period.key[5:]}/{period.key[:4]}"
    if period.kind == "quarter":
        return worded("short_quarter", number=ROMAN[int(period.key[6]) - 1], year=period.key[:4])
    return period.key


def cuts_whole(key: str, calendar: Cut) -> bool:
    """True where a run of months and its usual name are the same days in a calendar."""
    if calendar == "reporting15":
        return not key.endswith("9M")
    return calendar != "disbursement" or not (len(key) == 4 or key.endswith(("Q4", "H2")))


def bounds(key: str, seasons: Seasons) -> tuple[PeriodKind, date, date, str]:
    """(kind, start, end, title) of a key by the civil calendar. Errors: ValueError."""
    if found := RUN.fullmatch(key):
        return (*run_bounds(found), "")
    if found := LONG.fullmatch(key):
        first, last = int(found["first"]), int(found["last"])
        if not 1 <= last - first <= 20:
            raise ValueError(key)
        if found["kind"] == "NK":
            return "term", date(first, 7, 1), date(last, 7, 1), ""
        return "phase", date(first, 1, 1), date(last + 1, 1, 1), ""
    found = FORM.fullmatch(key)
    if found is None:
        raise ValueError(key)
    year = int(found["y"])
    if found["season"]:
        season = seasons.find(found["region"], found["season"])
        if season is None:
            raise ValueError(key)
        return ("season", *season.dates(year), season.title(year))
    if found["school"]:
        return (*school_bounds(year, int(found["school"]), found["semester"]), "")
    if found["month"]:
        return ("month", *month_run(12 * year + int(found["month"]) - 1, 1), "")
    if found["quarter"]:
        return ("quarter", *month_run(12 * year + 3 * int(found["quarter"]) - 3, 3), "")
    if found["half"]:
        return ("half", *month_run(12 * year + 6 * int(found["half"]) - 6, 6), "")
    return ("nine_months" if found["nine"] else "year", *month_run(12 * year, 9 if found["nine"] else 12), "")


def run_bounds(found: re.Match[str]) -> tuple[PeriodKind, date, date]:
    """(kind, start, end) of a run of months or days; a run with a usual name takes its kind. Errors: ValueError."""
    one, two = (found[1], found[2], found[3]), (found[4], found[5], found[6])
    if (one[2] is None) != (two[2] is None):
        raise ValueError(found[0])
    if one[2] is None:
        start, end = (
            date(int(one[0]), int(one[1]), 1),
            month_run(12 * int(two[0]) + date(1, int(two[1]), 1).month - 1, 1)[1],
        )
    else:
        start, end = date(*map(int, one)), date(*map(int, two)) + timedelta(days=1)
    if end <= start:
        raise ValueError(found[0])
    return "custom", start, end


def school_bounds(year: int, after: int, semester: str | None) -> tuple[PeriodKind, date, date]:
    """(kind, start, end) of a school year or one of its semesters. Errors: ValueError for years that do not follow each other."""
    if after != year + 1:
        raise ValueError(after)
    start, middle, end = date(year, 9, 1), date(after, *SECOND_SEMESTER), date(after, 6, 1)
    if semester is None:
        return "school_year", start, end
    return "semester", *((start, middle) if semester == "1" else (middle, end))


def report_period(period: Period) -> tuple[date, date]:
    """The dates [from, to) that a periodic report covers under Decree 09/2019: the 15th before to the 14th of the last month.

    Errors: CAL-003 for a kind that the decree does not cut (nine months, school year).
    """
    found = period.in_calendar("reporting15")
    return found.start, found.end
