"""Runs of months and days, counted without a calendar library: months as numbers, half-open dates."""

from datetime import date, timedelta

NAMED = {1: "month", 3: "quarter", 6: "half", 9: "nine_months", 12: "year"}


def index_of(day: date) -> int:
    """The month of a day as a number: twelve times the year and the months before it."""
    return day.year * 12 + day.month - 1


def month_of(index: int) -> date:
    """The first day of the month with this number."""
    year, month = divmod(index, 12)
    return date(year, month + 1, 1)


def month_run(index: int, count: int) -> tuple[date, date]:
    """[first day of a month, first day `count` months later)."""
    return month_of(index), month_of(index + count)


def months_between(start: date, end: date) -> int:
    """How many whole months [start, end) is; 0 where the days of the month differ."""
    return index_of(end) - index_of(start) if start.day == end.day else 0


def whole_months(start: date, end: date) -> int:
    """The same for runs that begin on the first of a month; 0 for all others."""
    return months_between(start, end) if start.day == 1 else 0


def run_kind(start: date, end: date) -> str:
    """The usual kind of a run within one year ("half" for January to June); "custom" for any other."""
    count = whole_months(start, end)
    same_year = start.year == (end - timedelta(days=1)).year
    starts = count in NAMED and (start.month - 1) % count == 0
    return NAMED[count] if same_year and starts else "custom"


def run_key(start: date, end: date, *, days: bool = False) -> str:
    """The key of [start, end): a run of months where it is one (and `days` is not asked for), else a run of days, the last included."""
    last = end - timedelta(days=1)
    if whole_months(start, end) and not days:
        return f"{start:%Y-%m}..{last:%Y-%m}"
    return f"{start:%Y-%m-%d}..{last:%Y-%m-%d}"


def named_key(start: date, end: date) -> str:
    """The key of a run by its usual name where it has one: 2026-H1 for January to June."""
    year = f"{start.year:04d}"
    match run_kind(start, end):
        case "month":
            return f"{year}-{start.month:02d}"
        case "quarter":
            return f"{year}-Q{(start.month + 2) // 3}"
        case "half":
            return f"{year}-H{1 if start.month < 7 else 2}"
        case "nine_months":
            return f"{year}-9M"
        case "year":
            return year
    return run_key(start, end)


def a_year_before(day: date) -> date:
    """The same day a year before; 29 February becomes 1 March, so that half-open ranges keep their last day."""
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else date(day.year - 1, 3, 1)
