"""Deadlines with the sentence that explains them.

Rule: the day of the event is not counted; where the last day is not worked, the period ends on the next working day.
Source: Civil Code 2015 art. 147-148.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kernel.calendar.days import ONE, PROVISIONAL, Calendar, Day
from giaoban.kernel.problems import Problem


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
    def explanation(self) -> str:
        """One Vietnamese sentence: from when, how many days, what was not counted, until when."""
        unit = "ngày làm việc" if self.working else "ngày"
        parts = [f"{self.amount} {unit} tính từ ngày tiếp theo của ngày {self.start:%d/%m/%Y}"]
        weekends = [d for d in self.passed_over if d.kind == "weekend"]
        named = [d for d in self.passed_over if d.kind != "weekend"]
        skipped = [f"{len(weekends)} ngày cuối tuần"] if weekends else []
        skipped += [d.title for d in named]
        if skipped:
            word = "không tính" if self.working else "ngày cuối rơi vào ngày nghỉ nên lùi qua"
            parts.append(f"{word} {', '.join(skipped)}")
        parts.append(f"hết hạn {Day(self.on, 'working').title}")
        sentence = "; ".join(parts) + "."
        return sentence + (PROVISIONAL if self.provisional else "")


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
