"""Periods are made when they are first spoken of."""

import re
from datetime import date, timedelta

from giaoban.kernel.calendar import parse_period, report_period
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Calendar, Period

DATES = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
MONTHS = re.compile(r"(\d{4})-(\d{2})\.\.(\d{4})-(\d{2})")
WORDS = re.compile(r"(?:tháng )?(0?[1-9]|1[0-2])(?:/|-|/ ?năm | năm )(\d{4})")
SCHOOL = re.compile(r"(\d{4})-(\d{4})")
WHOLE = {3: "quarter", 6: "half", 9: "nine_months", 12: "year"}


def period_named(code: str, *, calendar: str = "civil") -> Period:
    """The period of a key as a value, not stored: for its name and dates.

    Keys: 2026, 2026-11 (also 11/2026), 2026-Q4, 2026-H1, 2026-9M, 2025/2026 (also 2025-2026: a school year), a run of months
    2026-01..2026-11 (cumulative, "11 tháng đầu năm 2026") and a run of days 2026-10-15..2026-11-14 (both included).
    Calendar "reporting15" moves months, quarters, halves and years to the 15th before (Decree 09/2019 art. 12).
    Errors: OBS-004.
    """
    if calendar not in Calendar.values:
        raise Problem("OBS-004", text=f"{code} ({calendar})")
    kind, start, end = cut(" ".join(code.lower().split()) if "/" in code else code.strip(), text=code)
    if calendar == Calendar.REPORTING15:
        start, end = shifted(code)
    return Period(calendar=calendar, kind=kind, start=start, end=end)


def period_of(code: str, *, calendar: str = "civil") -> Period:
    """The stored period of a key (see `period_named`), made where nobody has spoken of it yet. Errors: OBS-004."""
    new = period_named(code, calendar=calendar)
    found, _made = Period.objects.get_or_create(calendar=new.calendar, kind=new.kind, start=new.start, end=new.end)
    return found


def cut(code: str, *, text: str) -> tuple[str, date, date]:
    """(kind, start, end) of a key. Errors: OBS-004."""
    try:
        if days := DATES.fullmatch(code):
            return run(date.fromisoformat(days[1]), date.fromisoformat(days[2]) + timedelta(days=1))
        if months := MONTHS.fullmatch(code):
            return run(date(int(months[1]), int(months[2]), 1), month_after(int(months[3]), int(months[4])))
        if words := WORDS.fullmatch(code):
            code = f"{words[2]}-{int(words[1]):02d}"
        elif (school := SCHOOL.fullmatch(code)) and int(school[2]) == int(school[1]) + 1:
            code = f"{school[1]}/{school[2]}"
        found = parse_period(code)
    except (ValueError, Problem) as error:
        raise Problem("OBS-004", text=text) from error
    return found.kind, found.start, found.end


def run(start: date, end: date) -> tuple[str, date, date]:
    """A run of days by its usual name where it has one: January to June is the first half-year. Errors: ValueError where it is empty."""
    if end <= start:
        raise ValueError("empty period")
    last = end - timedelta(days=1)
    whole = start.day == 1 and end.day == 1 and start.year == last.year
    count = last.month - start.month + 1
    if whole and count == 1:
        return "month", start, end
    if whole and count in WHOLE and (start.month - 1) % count == 0:
        return WHOLE[count], start, end
    return "custom", start, end


def month_after(year: int, month: int) -> date:
    """The first day of the next month. Errors: ValueError."""
    after, number = divmod(year * 12 + month, 12)
    return date(after, number + 1, 1) if 1 <= month <= 12 else date(year, month, 1)


def shifted(code: str) -> tuple[date, date]:
    """The dates of a key in the calendar that closes on the 15th. Errors: OBS-004."""
    try:
        return report_period(parse_period(code))
    except Problem as problem:
        raise Problem("OBS-004", text=code) from problem


def cumulative(period: Period) -> str:
    """The key of "lũy kế": from January to the end of the period; the key of the year where the period is one."""
    last = period.cut
    return Period(calendar="civil", kind="custom", start=date(last.year, 1, 1), end=period.end).code
