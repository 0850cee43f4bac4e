"""The days of a story: as they were, or counted from the day on which a demonstration of today is loaded."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone

from giaoban.kernel.calendar import Calendar, vietnam
from giaoban.kernel.problems import Problem

OFFSET = re.compile(r"D(?P<days>[+-]\d+)(?: (?P<time>\d{2}:\d{2}))?\Z")
MONTH = re.compile(r"M(?P<months>[+-]\d+)?\Z")
BLANK = re.compile(r"\{(?P<name>ngaydai|ngay|thang|nam|ky)(?P<offset>[+-]\d+)?\}")
HALF_WAY = 9
"""So many days before the day of the demonstration its month's reports were asked for: that day's month is the month of the story."""
ZIPPED = {".docx", ".xlsx"}
MORNING = time(8, 0)
SATURDAY = 5


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The official calendar."""
    return vietnam()


@dataclass(frozen=True, slots=True)
class Days:
    """The day a story is seen on, and the first day of the month that it is about.

    In the tables "D-24 14:00" is 24 days before that day (moved back to a working day), "M-1" the month before the story's. In texts and
    reports {thang}, {thang-1}, {nam}, {nam-1} (the year of the month so far away), {ky} ("11/2026"), {ngay-24} and {ngaydai-24} ("ngày 28
    tháng 10 năm 2026") stand for them. Days written in full stay as they are.
    """

    on: date
    month: date

    @classmethod
    def around(cls, on: date) -> "Days":
        """A month half-way through on a day."""
        return cls(on, (on - timedelta(days=HALF_WAY)).replace(day=1))

    def day(self, value: Any) -> date:
        """A day of a table. Errors: ValueError."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        found = OFFSET.match(str(value))
        if found is None:
            return date.fromisoformat(str(value)[:10])
        return worked(self.on + timedelta(days=int(found["days"])))

    def moment(self, value: Any) -> datetime:
        """A moment of a table, in the local time zone; eight in the morning where no time is given."""
        at = MORNING
        if isinstance(value, datetime):
            at = value.time()
        elif isinstance(value, str) and (clock := re.search(r"\d{2}:\d{2}\Z", value)):
            at = time.fromisoformat(clock[0])
        return timezone.make_aware(datetime.combine(self.day(value), at))

    def period(self, value: str) -> str:
        """A period of a table: "M", "M-1" -> "2026-10", "Y", "Y-1" -> "2025", "C", "C-1" (since January) -> "2026-01..2026-10"."""
        if value[:1] == "Y" and value[1:].lstrip("+-").isdigit() | (value == "Y"):
            return str(self.month.year + int(value[1:] or 0))
        if value[:1] == "C":
            last = self.at_month(int(value[1:] or 0))
            return f"{last.year}-01..{last:%Y-%m}"
        found = MONTH.match(value)
        return f"{self.at_month(int(found['months'] or 0)):%Y-%m}" if found else value

    def at_month(self, months: int) -> date:
        """The first day of the month so many months from the story's."""
        count = self.month.year * 12 + self.month.month - 1 + months
        return date(count // 12, count % 12 + 1, 1)

    def fill(self, text: str) -> str:
        """A text with its days written out."""
        return BLANK.sub(self._word, text)

    def _word(self, found: re.Match[str]) -> str:
        offset = int(found["offset"] or 0)
        if found["name"].startswith("ngay"):
            words = "%d/%m/%Y" if found["name"] == "ngay" else "ngày %d tháng %m năm %Y"
            return worked(self.on + timedelta(days=offset)).strftime(words)
        month = self.at_month(offset)
        return {"thang": str(month.month), "nam": str(month.year), "ky": f"{month.month}/{month.year}"}[found["name"]]

    def fill_file(self, content: bytes, suffix: str) -> bytes:
        """A report with its days written out; a pdf, and any file without such places, comes back as it is."""
        if suffix in {".txt", ".html"}:
            return self.fill(content.decode("utf-8")).encode()
        if suffix not in ZIPPED:
            return content
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [(part, packed.read(part)) for part in packed.infolist()]
        filled = [(part, self._part(part.filename, data)) for part, data in parts]
        if all(data == before for (_, data), (_, before) in zip(filled, parts, strict=True)):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
            for part, data in filled:
                packing.writestr(part, data)
        return out.getvalue()

    def _part(self, name: str, data: bytes) -> bytes:
        return self.fill(data.decode("utf-8")).encode() if name.endswith(".xml") else data


def worked(on: date) -> date:
    """The day itself if offices work, else the last working day before it; beyond the calendar's years only weekends count."""
    while not is_worked(on):
        on -= timedelta(days=1)
    return on


def is_worked(on: date) -> bool:
    """Do offices work on a day?"""
    try:
        return calendar().day(on).worked
    except Problem:
        return on.weekday() < SATURDAY
