"""Which of the periods in a title the text is about: that of the results, not the one that is only planned there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from giaoban.kernel.reading.dates import Period, days, periods

_OF_MEETING = re.compile(r"họp|thường\s+kỳ|giao\s+ban|lệ\s+kỳ|hội\s+nghị|công\s+tác|nhiệm\s+vụ|sơ\s+kết|kết\s+quả")
_PLAN = re.compile(
    r"phương\s+hướng|nhiệm\s+vụ|giải\s+pháp|kế\s+hoạch|dự\s+kiến|trọng\s+tâm|định\s+hướng|chương\s+trình\s+công\s+tác|lịch\s+công\s+tác"
)
_CARRIED_OUT = re.compile(r"(?:kết\s+quả|tình\s+hình|đánh\s+giá)(?:\s+\w+){0,3}$")
"""Before "nhiệm vụ", "kế hoạch": what was carried out is no plan ("và kết quả thực hiện nhiệm vụ 11 tháng")."""
_OTHER_PART = re.compile(r"họp|thường\s+kỳ|giao\s+ban|hội\s+nghị|kết\s+quả|tình\s+hình")
"""Behind a word of planning: another part begins ("…; hội nghị giao ban tháng 11")."""
_PLANNED_YEAR = re.compile(
    r"(?:[\s,;]|và|công\s+tác|chủ\s+yếu|trọng\s+tâm|phương\s+hướng|nhiệm\s+vụ|giải\s+pháp|kế\s+hoạch)*"
)
"""Between the first word of a plan and a year that is planned as a whole: "phương hướng, nhiệm vụ năm 2027"."""
_RUN = re.compile(
    r"(?<![\w/.,])(1[01]|0?[2-578])\s+tháng(?:\s+đầu(?:\s+năm)?(?:\s+(20\d\d))?|\s+năm\s+(20\d\d)|(?=\s*(?:[,;]|$)|\s+và\s))",
    re.IGNORECASE,
)
"""Months since January other than six and nine, which `dates` reads: "11 tháng, nhiệm vụ tháng 12"."""
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "nine": 9, "year": 12, "run": 1}
_LATE = 12
_NEAR = 24
_FAR = 6
"""A period that ends so many months after the day of the text is one of the year before."""


def period_in(text: str, low: int, high: int) -> Period | None:
    """The period that text[low:high], a title or the first sentences, is about; None where it names none.

    Of several, those behind a word of planning ("phương hướng", "nhiệm vụ", "kế hoạch") are left out where one stands before it; of
    the rest the first beside the words for a meeting, else the first. A year printed only with a later period is its year too; it is the
    year before where what is planned comes earlier in the year: "tháng 12, phương hướng tháng 01 năm 2027" is 2026-12.
    """
    lower = text[low:high].lower()
    found = _inside(text, low, high)
    planned = _behind_a_plan(lower, low, found)
    done = [p for p in found if p not in planned]
    months = [p for p in done if p.unit != "year"]
    named = (p for p in months if _OF_MEETING.search(lower, max(0, p.start - low - 60), p.start - low))
    chosen = next(named, None) or next(iter(months or done), None)
    if chosen is None or chosen.year is not None:
        return chosen
    behind = [p for p in found if p.start > chosen.start and p.year is not None]
    later = next((p for p in behind if p in planned or p.unit == "year" or _beside(chosen, p)), None)
    return chosen if later is None else replace(chosen, year=_year(lower, low, chosen, later, planned))


def planned_in(text: str, low: int, high: int) -> list[Period]:
    """The periods in text[low:high] for which something is only planned, behind the period that it is about."""
    return _behind_a_plan(text[low:high].lower(), low, _inside(text, low, high))


def year_of(period: Period, held: tuple[int, int]) -> int:
    """The year of a period without one in a text of (year, month): the one before where it would end long after that month."""
    return held[0] - (_last_month(period) - held[1] > _FAR)


def _inside(text: str, low: int, high: int) -> list[Period]:
    """The periods of text[low:high] in order, without those that are part of a date."""
    found = periods(text, low, high)
    for match in _RUN.finditer(text, low, high):
        year = match[2] or match[3]
        found = [p for p in found if not (match.start() <= p.start < match.end())]
        found.append(Period(match.start(), match.end(), "run", int(match[1]), int(year) if year else None))
    dated = [(day.start, day.end) for day in days(text, low, high)]
    inside = [p for p in found if not any(a <= p.start < b for a, b in dated)]
    return sorted(inside, key=lambda p: p.start)


def _behind_a_plan(lower: str, low: int, found: Sequence[Period]) -> list[Period]:
    """Those of some periods that stand behind a word of planning, which itself stands behind the first of them."""
    if not found:
        return []
    for match in _PLAN.finditer(lower, found[0].end - low):
        before = lower[found[0].end - low : match.start()]
        if not _CARRIED_OUT.search(before.rstrip()):
            behind = [p for p in found if p.start - low >= match.end()]
            return [p for p in behind if not _OTHER_PART.search(lower, match.end(), p.start - low)]
    return []


def _beside(chosen: Period, later: Period) -> bool:
    """True for the longer period that a title names beside its month: "tháng 9 và 9 tháng đầu năm 2026"."""
    return later.unit != "month" and later.start - chosen.end < _NEAR


def _year(lower: str, low: int, chosen: Period, later: Period, planned: Sequence[Period]) -> int:
    """The year of a period before one with its year printed."""
    year = later.year or 0
    if later not in planned:
        return year
    if later.unit != "year":
        return year - (_last_month(later) < _last_month(chosen))
    word = _PLAN.search(lower, chosen.end - low)
    whole = word is not None and _PLANNED_YEAR.fullmatch(lower, word.end(), later.start - low)
    return year - bool(whole and _last_month(chosen) == _LATE)


def _last_month(period: Period) -> int:
    return period.number * _LENGTHS[period.unit]
