"""Periods are made when they are first spoken of."""

from datetime import date

from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.calendar import Seasons, read_period
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Calendar, Period


def stretch_named(
    code: str, *, calendar: str = "civil", on: date | None = None, seasons: Seasons | None = None
) -> Stretch:
    """The period of a key, or of what a clerk typed, as the kernel computes with it. on: the day whose year is meant where none is said.
    seasons: the body's crop calendar (`selectors.seasons_of`).

    Errors: OBS-004.
    """
    if calendar not in Calendar.values:
        raise Problem("OBS-004", text=f"{code} ({calendar})")
    try:
        return read_period(code, on=on, calendar=calendar, seasons=seasons)  # type: ignore[arg-type]
    except Problem as problem:
        raise Problem("OBS-004", text=code) from problem


def unstored(stretch: Stretch) -> Period:
    """A period as a row that is not stored."""
    return Period(
        calendar=stretch.calendar,
        kind=stretch.kind,
        key=stretch.key,
        start=stretch.start,
        end=stretch.end,
        title=stretch.title,
    )


def period_named(
    code: str, *, calendar: str = "civil", on: date | None = None, seasons: Seasons | None = None
) -> Period:
    """The period of a key as a value, not stored: for its name and dates.

    Keys and words: those of `kernel/calendar`: 2026, 2026-11 (also 11/2026, "tháng 11 năm 2026"), 2026-Q4, 2026-H1, 2026-9M, 2025/2026
    (also 2025-2026: a school year), 2025/2026-HK1, 2026:bac:xuan, NK2021-2026, GD2021-2025, a run of months 2026-01..2026-11 (cumulative)
    and a run of days 2026-10-15..2026-11-14. Calendar "reporting15" moves months, quarters, halves, years and runs of months to the
    15th before (Decree 09/2019 art. 12); in "disbursement" the year ends on 31 January.
    Errors: OBS-004.
    """
    return unstored(stretch_named(code, calendar=calendar, on=on, seasons=seasons))


def period_of(code: str, *, calendar: str = "civil", on: date | None = None, seasons: Seasons | None = None) -> Period:
    """The stored period of a key (see `period_named`), made where nobody has spoken of it yet. Errors: OBS-004."""
    return period_stored(stretch_named(code, calendar=calendar, on=on, seasons=seasons))


def period_stored(stretch: Stretch) -> Period:
    """The stored row of a period, made where nobody has spoken of it yet."""
    fields = {"kind": stretch.kind, "start": stretch.start, "end": stretch.end, "title": stretch.title}
    found, _made = Period.objects.get_or_create(calendar=stretch.calendar, key=stretch.key, defaults=fields)
    return found


def cumulative(period: Period) -> str:
    """The key of "lũy kế": from January to the end of the period; the key of the year where the period is one."""
    last = period.cut
    civil = read_period(f"{last.year:04d}-01..{last.year:04d}-{last.month:02d}")
    return civil.key
