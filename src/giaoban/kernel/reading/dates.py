"""Dates and periods as reports write them, the year completed from what the text says elsewhere."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_SEP = r"\s{0,2}[/\-.–]\s{0,2}"
DATE = re.compile(
    rf"(?<![\d/.,\-])(\d{{1,2}}){_SEP}(\d{{1,2}})(?:{_SEP}(\d{{4}})(?!\d))?(?![\d]|{_SEP}\d|,\d|\s?%)"
    r"|(?<!\d)(\d{1,2})\s{1,2}tháng\s{1,2}(\d{1,2}|[a-zưăâ]+(?:\s(?:hai|một))?)(?:\s{0,2}(?:,\s?)?(?:năm\s{1,2}|/|-|\s)(\d{4}))?(?!\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH_WORDS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)(?<![\d/.,]\d{4})(?![\d.,]\d|\d)")
PERIOD = re.compile(
    r"(?P<months>\b(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)(?:\s+năm)?)"
    r"|(?P<nine>\b(?:9|09|chín)\s+tháng(?:\s+đầu(?:\s+năm)?)?(?!\s*\d))"
    r"|\bquý\s+(?P<quarter>iv|iii|ii|i|[1-4])\b"
    r"|\btháng\s*(?P<month>1[0-2]|0?[1-9])(?!\s*[/\-.]\s*\d{1,2}[/\-.]|\d)"
    r"|\bnăm\s+(?P<year>20\d\d|19[5-9]\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"\s*(?:[/\-–]\s*|,?\s*(?:của\s+)?(?:năm\s+)?)(20\d\d|19[5-9]\d)(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the text; `year` is None where it is not printed."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def on(self, year: int) -> date | None:
        """The date in a year (its own where printed), None where that day does not exist."""
        return day_of(self.year or year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Period:
    """A period in the text: unit "month", "quarter", "half", "nine" (nine months), "run" (so many months since January) or "year", its
    number, and the year if printed."""

    start: int
    end: int
    unit: str
    number: int
    year: int | None

    def code(self, year: int | None) -> str | None:
        """ "2023-05", "2023-Q3", "2023-H1", "2023-9M", "2023-11M", "2023"; None without a year."""
        known = self.year or year
        if known is None:
            return None
        forms = {
            "month": f"{known}-{self.number:02d}",
            "quarter": f"{known}-Q{self.number}",
            "half": f"{known}-H{self.number}",
            "run": f"{known}-{self.number}M",
        }
        return forms.get(self.unit, f"{known}-9M" if self.unit == "nine" else f"{known}")

    def last_day(self, year: int) -> date:
        """The last day of the period."""
        month = {"month": self.number, "quarter": self.number * 3, "half": self.number * 6, "nine": 9}.get(
            self.unit, 12
        )
        return date(self.year or year, month, calendar.monthrange(self.year or year, month)[1])


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, None where it does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days(text: str, start: int, end: int) -> list[Day]:
    """The dates printed in text[start:end]: "11/10", "24/5/2023", "28-10", "15.6", "23 tháng 3 năm 2016", "19 Tháng Hai 2021"."""
    found = [
        Day(m.start(), m.end(), int(m[3]), int(m[2]), int(m[1]))
        for m in _ISO.finditer(text, start, end)
        if day_of(int(m[1]), int(m[2]), int(m[3]))
    ]
    for match in _dates(text, start, end):
        month = match[2] or match[5]
        number = int(month) if month.isdigit() else _MONTH_WORDS.get(month.lower(), 0)
        year = match[3] or match[6]
        day = Day(match.start(), match.end(), int(match[1] or match[4]), number, int(year) if year else None)
        if day.on(2000) and not (year and not 1945 <= int(year) <= 2100):
            found.append(day)
    return sorted(found, key=lambda day: day.start)


def _dates(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The places that look like a date. Every one begins a run of digits: only there is the pattern tried."""
    done = start
    for run in _DIGITS.finditer(text, start, end):
        found = DATE.match(text, run.start(), end) if run.start() >= done else None
        if found:
            yield found
            done = found.end()


def periods(text: str, start: int, end: int) -> list[Period]:
    """The periods printed in text[start:end], in order."""
    found: list[Period] = []
    for match in PERIOD.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        after = _YEAR_AFTER.match(text, match.end(), end)
        stop = after.end() if after else match.end()
        year = int(after[1]) if after else None
        if match["year"]:
            found.append(Period(match.start(), match.end(), "year", 1, int(match["year"])))
        elif match["month"]:
            found.append(Period(match.start(), stop, "month", int(match["month"]), year))
        elif match["quarter"]:
            found.append(Period(match.start(), stop, "quarter", _ROMAN[match["quarter"].lower()], year))
        elif match["half"]:
            found.append(Period(match.start(), stop, "half", 1 if match["half"].lower() == "đầu" else 2, year))
        else:
            found.append(Period(match.start(), stop, "nine", 1, year))
    return found


def years(text: str, start: int, end: int) -> Counter[int]:
    """How often each year is printed in text[start:end]."""
    return Counter(int(match.group()) for match in _YEAR.finditer(text, start, end))


def nearest_year(
    day: Day, *, published: date | None, period: Period | None, common: Counter[int], on: date | None
) -> int | None:
    """The year of a date printed without one.

    From, in order: the day of publication (the last such day not after it), the year printed with the period (a January session may review
    December), the day the reader is used on, the year printed most often.
    """
    for known in (published, None if period and period.year else on):
        if known is not None:
            this = day.on(known.year)
            return known.year if this is not None and this <= known else known.year - 1
    if period is not None and period.year is not None:
        late = period.unit == "month" and period.number == 12 and day.month == 1
        early = period.unit == "month" and period.number == 1 and day.month == 12
        return period.year + late - early
    return common.most_common(1)[0][0] if common else None
