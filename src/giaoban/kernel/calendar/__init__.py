"""Working days, holidays and swapped days (versioned data), deadlines that explain themselves, and reporting periods."""

from giaoban.kernel.calendar.days import Calendar, Day, vietnam
from giaoban.kernel.calendar.deadlines import Deadline, calendar_deadline, working_deadline
from giaoban.kernel.calendar.periods import Period, parse_period, report_period

__all__ = [
    "Calendar",
    "Day",
    "Deadline",
    "Period",
    "calendar_deadline",
    "parse_period",
    "report_period",
    "vietnam",
    "working_deadline",
]
