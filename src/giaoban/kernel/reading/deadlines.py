"""When an order is due: a date, a period, an event, a rule set elsewhere, or a word of urgency."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from giaoban.kernel.calendar import vietnam, working_deadline
from giaoban.kernel.problems import Problem
from giaoban.kernel.reading.dates import days, periods
from giaoban.kernel.reading.model import Deadline, DeadlineKind
from giaoban.kernel.reading.words import Words

_DAY = (
    r"(?:ngày\s+)?(?:\d{1,2}\s{0,2}[/\-.]\s{0,2}\d{1,2}(?:\s{0,2}[/\-.]\s{0,2}\d{4})?(?!\d|\s?%)"
    r"|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|/\d{4})?)"
)
_MONTH = r"tháng\s+(?:1[0-2]|0?[1-9])(?:\s{0,2}[/\-]\s{0,2}\d{4}|\s+năm\s+\d{4})?(?!\d)"
_SPAN = (
    rf"(?:{_MONTH}|quý\s+(?:IV|III|II|I|[1-4])(?:\s{{0,2}}/\s{{0,2}}\d{{4}}|\s+năm\s+\d{{4}})?|năm\s+(?:học\s+)?\d{{4}}(?:\s?[-–]\s?\d{{4}})?"
    r"|(?:6|06|9|09)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?)"
)
_DEADLINE = re.compile(
    rf"(?P<date>(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|đến|hạn|xong|hết)\s+(?:hết\s+|trước\s+)?"
    rf"(?:\d{{1,2}}\s*(?:giờ|h)\s*(?:\d{{2}})?\s*)?{_DAY})"
    rf"|(?P<period>(?:ngay\s+)?(?:trong|trước|hết|cuối|xong|đến(?:\s+hết|\s+cuối)?|từ nay đến(?:\s+hết|\s+cuối)?)\s+"
    rf"(?:cuối\s+|đầu\s+|hết\s+)?{_SPAN}"
    r"|(?:ngay\s+)?trong\s+(?:tháng|tuần|quý|năm|ngày)(?:\s+(?:này|nay|tới|sau))(?!\w)"
    r"|(?:trước|đến)\s+(?:hết\s+)?cuối\s+(?:năm|tháng|tuần|quý)(?:\s+(?:này|nay))?"
    r"|(?:trước|vào|chậm\s+nhất(?:\s+là)?)\s+ngày\s+(?:mùng\s+)?\d{1,2}\s+(?:hằng|hàng)\s+(?:tháng|quý)"
    r"|hết\s+(?:năm|tháng|tuần)(?:\s+(?:này|nay))?(?!\w)"
    r"|(?:trong\s+(?:thời\s+hạn\s+|vòng\s+)?|sau\s+)\d{1,3}\s+(?:ngày|giờ)(?:\s+làm\s+việc)?(?:\s+tới)?)"
    r"|(?P<event>trước\s+khi\s+[^,;.]{3,90}|trước\s+(?:kỳ\s+họp|tết|đại\s+hội|mùa\s+(?:mưa|bão|lũ|khô)"
    r"|năm\s+học\s+mới|khai\s+giảng|bầu\s+cử|hội\s+nghị|phiên\s+họp)[^,;.]{0,60}"
    r"|ngay\s+sau\s+(?:khi\s+|hội\s+nghị|cuộc\s+họp|phiên\s+họp|kỳ\s+họp)[^,;.]{0,60})"
    r"|(?P<rule>(?:theo\s+)?đúng\s+(?:thời\s+gian|thời\s+hạn|tiến\s+độ)(?:,?\s+(?:thời\s+gian|tiến\s+độ))?\s+(?:quy\s+định|yêu\s+cầu)(?:\s+của\s+[^,;.]{2,60})?"
    r"|đúng\s+thời\s+hạn(?!\s+\w+\s+\w+\s+\w+\s+\w+\s+\w+))"
    r"|(?P<urgent>ngay(?!\s+(?:từ|tại|cả|thẳng|khi|sau|trên|ở|ngắn|đầu))(?!\w)|càng\s+sớm\s+càng\s+tốt|trong\s+thời\s+gian\s+sớm\s+nhất|khẩn\s+cấp)",
    re.IGNORECASE,
)
_ORDER: tuple[DeadlineKind, ...] = ("date", "event", "period", "rule", "urgent")
_PAST = re.compile(r"\s*(?:đã|vừa qua)")
_NUMBER_OF_DAYS = re.compile(r"(\d{1,3})\s+ngày(\s+làm\s+việc)?", re.IGNORECASE)
_BEHIND = re.compile(r"\s*[;,(–-]\s*(?=(?:thời\s+)?hạn\b|(?:xong|hoàn\s+thành)\s)", re.IGNORECASE)
BEHIND = 60
"""So many signs after an order its deadline may stand apart: "lập danh sách; hạn 12/12/2026"."""


def find_deadline(words: Words, start: int, end: int, *, held_on: date | None) -> Deadline | None:
    """The deadline written in text[start:end]: the firmest kind there is, the last of its kind; None where none is written."""
    best: Deadline | None = None
    text = words.text
    low, high = words.between(start, end)
    at = words.first_in("cues.deadline", low, high)
    while at >= 0:
        match = _DEADLINE.match(text, words.starts[at], end)
        after = at + 1
        if match:
            kind = _kind(match)
            stop = match.start() + len(match.group().rstrip())
            after = max(after, words.between(stop, end)[0])
            weaker = best is not None and _ORDER.index(kind) > _ORDER.index(best.kind)
            if not weaker and not _PAST.match(text, stop):
                best = Deadline(
                    text[match.start() : stop], match.start(), stop, kind, _due_on(text, match, kind, held_on)
                )
        at = words.first_in("cues.deadline", after, high)
    return best


def deadline_behind(words: Words, end: int, stop: int, *, held_on: date | None) -> Deadline | None:
    """The deadline that stands apart right behind an order that ends at `end`, within text[end:stop]; None where none does."""
    stop = min(stop, end + BEHIND)
    mark = _BEHIND.match(words.text, end, stop)
    if mark is None:
        return None
    found = find_deadline(words, mark.end(), stop, held_on=held_on)
    return found if found is not None and found.start - mark.end() < len("hoàn thành ") else None


def _kind(match: re.Match[str]) -> DeadlineKind:
    return next(kind for kind in _ORDER if match[kind] is not None)


def _working_days(start: date, amount: int) -> date | None:
    """The day so many working days later; None where the calendar of days off does not reach."""
    try:
        return working_deadline(vietnam(), start, amount).on
    except Problem:
        return None


def _due_on(text: str, match: re.Match[str], kind: DeadlineKind, held_on: date | None) -> date | None:
    """The day a deadline names; a date without a year is the first such day not before the meeting."""
    if kind == "date":
        return _due_day(text, match, held_on)
    if kind != "period":
        return None
    named = periods(text, match.start(), match.end())
    if named:
        year = named[0].year or (held_on.year if held_on else None)
        if year is None:
            return None
        last = named[0].last_day(year)
        if named[0].year is None and held_on is not None and last < held_on:
            last = named[0].last_day(year + 1)
        return last
    return _relative(match.group().lower(), held_on)


def _due_day(text: str, match: re.Match[str], held_on: date | None) -> date | None:
    named = days(text, match.start(), match.end())
    if not named:
        return None
    day = named[-1]
    if day.year is not None or held_on is None:
        return day.on(day.year) if day.year else None
    due = day.on(held_on.year)
    return day.on(held_on.year + 1) if due is not None and due < held_on else due


def _relative(words: str, held_on: date | None) -> date | None:
    """The day of "trong tuần này", "cuối năm", "trong 10 ngày", counted from the meeting."""
    if held_on is None:
        return None
    count = _NUMBER_OF_DAYS.search(words)
    if count and count[2]:
        return _working_days(held_on, int(count[1]))
    if count:
        return held_on + timedelta(days=int(count[1]))
    following = "tới" in words or "sau" in words.split()
    if "tuần" in words:
        return held_on + timedelta(days=6 - held_on.weekday() + 7 * following)
    if "năm" in words:
        return date(held_on.year + following, 12, 31)
    if "tháng" in words or "quý" in words:
        step = 1 if "tháng" in words else 3
        month = -(-held_on.month // step) * step + step * following
        year, month = held_on.year + (month - 1) // 12, (month - 1) % 12 + 1
        return date(year, month, calendar.monthrange(year, month)[1])
    return held_on if "ngày nay" in words or "ngày này" in words else None
