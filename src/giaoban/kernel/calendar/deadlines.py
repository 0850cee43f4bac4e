"""Deadlines with the sentence that explains them.

Rule: the day of the event is not counted; where the last day is not worked, the period ends on the next working day.
Source: Civil Code 2015 art. 147-148.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kernel.calendar.days import ONE, PROVISIONAL, Calendar, Day
from giaoban.kernel.calendar.told import worded
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import Wording


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, the days that were passed over on the way, and whether a provisional year took part."""

    on: date
    start: date
    amount: int
    working: bool
    passed_over: tuple[Day, ...]
    provisional: bool

    @property
    def explanation(self) -> Wording:
        """One sentence: from when, how many days, what was not counted, until when."""
        parts = [worded("working_days_from" if self.working else "days_from", amount=self.amount, day=self.start)]
        weekends = sum(d.kind == "weekend" for d in self.passed_over)
        skipped = [worded("weekend_days", days=weekends)] if weekends else []
        skipped += [d.title for d in self.passed_over if d.kind != "weekend"]
        if skipped:
            parts.append(worded("not_counted" if self.working else "passed_over", days=tuple(skipped)))
        parts.append(worded("ends_on", day=Day(self.on, "working").title))
        return worded("deadline", parts=tuple(parts), note=PROVISIONAL if self.provisional else "")


def working_deadline(calendar: Calendar, start: date, amount: int) -> Deadline:
    """The date `amount` working days after `start`. Errors: CAL-002 for a negative amount, CAL-001 outside the data."""
    if amount < 0:
        raise Problem("CAL-002", days=amount)
    day, left, passed, provisional = calendar.day(start), amount, [], False
    if amount == 0 and not day.worked:
        left = 1
    while left:
        day = calendar.day(day.date + ONE)
        provisional |= day.provisional
        if day.worked:
            left -= 1
        else:
            passed.append(day)
    return Deadline(day.date, start, amount, True, tuple(passed), provisional)


def calendar_deadline(calendar: Calendar, start: date, amount: int) -> Deadline:
    """The date `amount` calendar days after `start`, moved to the next working day. Errors: CAL-002, CAL-001."""
    if amount < 0:
        raise Problem("CAL-002", days=amount)
    last = start + timedelta(days=amount)
    end = calendar.next_working(last)
    passed = tuple(calendar.days(last, end.date))
    return Deadline(end.date, start, amount, False, passed, any(d.provisional for d in passed))
