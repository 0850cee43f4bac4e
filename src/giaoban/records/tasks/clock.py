"""The clock of a task, computed from its dates and a day; no table, no stored lateness.

Working days and holidays come from `kernel/calendar`; outside its years plain days are counted and the sentence says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, Protocol

from django.db.models import F, Q
from django.utils.translation import get_language, gettext

from giaoban.kernel.calendar import vietnam, working_deadline
from giaoban.kernel.calendar.days import WEEKDAYS
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import said
from giaoban.records.tasks.states import OWED, RUNNING

Lateness = Literal["done_on_time", "done_late", "open", "due_soon", "overdue", "no_deadline", "cancelled"]
SOON = 3
"""A task is due soon in its last three working days."""
ONE = timedelta(days=1)


class Clocked(Protocol):
    """What the clock needs of a task."""

    state: str
    due_on: date | None
    reported_on: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """Days after a day up to and including another. working: False where the calendar does not reach that far."""

    days: int
    working: bool
    holidays: tuple[str, ...] = ()
    """Weekdays between them that are not worked, with their names."""


def span(start: date, end: date) -> Span:
    """Working days of (start, end], with the holidays passed over; plain days outside the calendar's years. 0 where end <= start."""
    if end <= start:
        return Span(0, working=True)
    try:
        days = list(vietnam().days(start + ONE, end + ONE))
    except Problem:
        return Span((end - start).days, working=False)
    off = tuple(f"{day.date:%d/%m} {day.name}" for day in days if not day.worked and day.kind != "weekend")
    return Span(sum(day.worked for day in days), working=True, holidays=off)


@lru_cache(maxsize=400)
def soon_until(on: date) -> date:
    """The last day that counts as due soon on a day: three working days ahead and the free days right after them."""
    try:
        return working_deadline(vietnam(), on, SOON + 1).on - ONE
    except Problem:
        return on + timedelta(days=SOON)


def lateness(task: Clocked, on: date) -> Lateness:
    """How a task stands on a day. The done date is the day of the report: while it waits for the office, no day runs against the unit."""
    if task.state == "cancelled":
        return "cancelled"
    late = task.due_on is not None and (task.reported_on or on) > task.due_on
    if task.state == "closed":
        return "done_late" if late else "done_on_time"
    if task.due_on is None:
        return "no_deadline"
    if late:
        return "overdue"
    return "due_soon" if task.state in OWED and task.due_on <= soon_until(on) else "open"


def in_state_of(what: str, on: date) -> Q:
    """The rows whose `lateness` on a day is `what`, as a condition in SQL. Errors: KeyError for an unknown word."""
    late = Q(reported_on__gt=F("due_on")) | Q(reported_on__isnull=True, due_on__lt=on)
    running, dated = Q(state__in=RUNNING), Q(due_on__isnull=False)
    soon = Q(state__in=OWED, due_on__gte=on, due_on__lte=soon_until(on))
    return {
        "done_on_time": Q(state="closed") & ~(dated & late),
        "done_late": Q(state="closed") & dated & late,
        "overdue": running & dated & late,
        "due_soon": running & dated & soon,
        "open": running & dated & ~late & ~soon,
        "no_deadline": running & Q(due_on__isnull=True),
        "cancelled": Q(state="cancelled"),
    }[what]


def counted(part: Span) -> str:
    """ "9 ngày làm việc", or "40 ngày" where the calendar does not reach."""
    if part.working:
        return gettext("%(n)s ngày làm việc") % {"n": part.days}
    return gettext("%(n)s ngày") % {"n": part.days}


def sentence(task: Clocked, on: date, *, bare: bool = False) -> str:
    """The clock in words: "Hạn 30/11/2026 (còn 5 ngày làm việc, không tính 24/11 Ngày Văn hóa Việt Nam)".

    bare: without the word "Hạn", for a place that says it already.
    """
    how, due = lateness(task, on), task.due_on
    if how == "cancelled":
        return gettext("Nhiệm vụ đã hủy")
    if how in ("done_on_time", "done_late") or (task.reported_on is not None and due is not None):
        return done_sentence(task)
    if due is None:
        return gettext("Không có hạn cụ thể")
    if how == "overdue":
        left = overdue(due, on)
    elif due == on:
        left = gettext("đến hạn hôm nay")
    else:
        ahead = span(on, due)
        left = (
            gettext("còn %(days)s") % {"days": counted(ahead)} if ahead.days else gettext("không còn ngày làm việc nào")
        )
        if ahead.holidays:
            left += ", " + gettext("không tính %(names)s") % {"names": "; ".join(ahead.holidays)}
    day = f"{due:%d/%m/%Y}"
    words = f"{day} ({left})" if bare else gettext("Hạn %(due)s (%(left)s)") % {"due": day, "left": left}
    return words + rest_day(due)


def overdue(due: date, on: date) -> str:
    """How long a date has passed: "quá hạn 2 ngày làm việc"; over a weekend "quá hạn, chưa qua ngày làm việc nào"."""
    late = span(due, on)
    if not late.days:
        return gettext("quá hạn, chưa qua ngày làm việc nào")
    return gettext("quá hạn %(days)s") % {"days": counted(late)}


def done_sentence(task: Clocked) -> str:
    """When it was reported done, against its deadline."""
    assert task.reported_on is not None  # noqa: S101  (narrows the type)
    done, due = f"{task.reported_on:%d/%m/%Y}", task.due_on
    if due is None:
        return gettext("Báo cáo hoàn thành ngày %(done)s") % {"done": done}
    told = {"done": done, "due": f"{due:%d/%m/%Y}"}
    if task.reported_on <= due:
        return gettext("Báo cáo hoàn thành ngày %(done)s, đúng hạn %(due)s") % told
    late = span(due, task.reported_on)
    if not late.days:
        return gettext("Báo cáo hoàn thành ngày %(done)s, sau hạn %(due)s (chưa qua ngày làm việc nào)") % told
    told["days"] = counted(late)
    return gettext("Báo cáo hoàn thành ngày %(done)s, chậm %(days)s so với hạn %(due)s") % told


def rest_day(due: date) -> str:
    """Said where the deadline itself is a free day: "; ngày hạn là Chủ nhật"."""
    try:
        day = vietnam().day(due)
    except Problem:
        return ""
    if day.worked:
        return ""
    return "; " + gettext("ngày hạn là ngày nghỉ (%(name)s)") % {
        "name": day.name or said(WEEKDAYS[due.weekday()], get_language() or "vi")
    }
