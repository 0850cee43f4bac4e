"""Working days, holidays and swapped days (versioned data), deadlines that explain themselves, periods and crop seasons."""

from giaoban.kernel.calendar.cuts import Cut
from giaoban.kernel.calendar.days import Calendar, Count, Day, vietnam
from giaoban.kernel.calendar.deadlines import Deadline, calendar_deadline, working_deadline
from giaoban.kernel.calendar.periods import Period, PeriodKind, parse_period, report_period, short_name
from giaoban.kernel.calendar.seasons import Season, Seasons, shipped_seasons
from giaoban.kernel.calendar.typed import read_period

__all__ = [
    "Calendar",
    "Count",
    "Cut",
    "Day",
    "Deadline",
    "Period",
    "PeriodKind",
    "Season",
    "Seasons",
    "calendar_deadline",
    "parse_period",
    "read_period",
    "report_period",
    "shipped_seasons",
    "short_name",
    "vietnam",
    "working_deadline",
]
