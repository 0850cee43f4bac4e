"""What meeting a text reports on: kind, body, place, day, period, chair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from giaoban.kernel.reading import bodies as _bodies
from giaoban.kernel.reading.chair import PRESIDES, ChairReader
from giaoban.kernel.reading.dates import Day, Period, days, nearest_year, years
from giaoban.kernel.reading.model import Header, MeetingKind, Person
from giaoban.kernel.reading.people import Mention
from giaoban.kernel.reading.sentences import Sentence
from giaoban.kernel.reading.titled import period_in, year_of
from giaoban.kernel.reading.words import Words

_BRIEFING = re.compile(r"giao\s+ban", re.IGNORECASE)
_REGULAR = re.compile(
    r"kỳ\s+họp|thường\s+kỳ|lệ\s+kỳ|thường\s+lệ|định\s+kỳ|phiên\s+họp|họp\s+phiên|họp\s+thường\s+trực", re.IGNORECASE
)
_MEETING = re.compile(
    r"hội\s+nghị|cuộc\s+họp|kỳ\s+họp|buổi\s+(?:họp|làm\s+việc|gặp)|gặp\s+(?:gỡ|mặt)|tọa\s+đàm|đối\s+thoại|hội\s+thảo|(?<!\w)họp(?!\s*\w*\s*báo)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"họp|hội\s+nghị|giao\s+ban|thông\s+báo|báo\s+cáo|kết\s+luận|biên\s+bản|bản\s+tin|triển\s+khai|sơ\s+kết|tổng\s+kết"
)
"""Looked for in small letters."""
_BULLETIN = re.compile(r"\s*(?:báo\s+cáo|bản\s+tin|bảng|biểu|danh\s+sách|công\s+khai|tổng\s+hợp)(?!\w)", re.IGNORECASE)
_HELD = re.compile(
    r"(?:(?:sáng|chiều|tối|trưa)(?:\s+nay)?|ngày|vào|hôm\s+nay|hồi|buổi)[\s,(]*(?:sáng|chiều|tối)?\s*(?:ngày|hôm)?[\s(]*$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"cập\s+nhật|đăng|xuất\s+bản|lượt\s+xem|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật|\d{1,2}:\d{2}|date"
)
"""Looked for in small letters."""
_CLOCK = re.compile(r"\d{1,2}:\d{2}|lượt|SA\b|CH\b|AM\b|PM\b|GMT", re.IGNORECASE)
OPENING = 4000
"""The header is looked for in this many characters from the first sentence on."""
LONGEST_TITLE = 350


class HeaderReader:
    """Reads one header. `sentences` must be in order; what the site printed around the text should already be left out of them."""

    def __init__(
        self,
        words: Words,
        sentences: Sequence[Sentence],
        people: Sequence[Mention],
        *,
        on: date | None = None,
        furniture: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.words = words
        self.text = words.text
        self.furniture = furniture
        begin = sentences[0].start if sentences else 0
        self.limit = min(len(self.text), begin + OPENING)
        self.sentences = [s for s in sentences if s.start < self.limit]
        self.all = sentences
        self.people = people
        self.on = on
        self.title = self._title()
        self.lead = self._lead()

    def read(self) -> Header:
        """The header; every part is None or "other" where the text does not say."""
        kind = self._kind()
        chair, others, speaker = ChairReader(self.words, self.sentences, self.all, self.people, self.limit).read()
        period = self._period()
        held = (self._letter_date() if kind == "other" else None) or self._held_on(period)
        body, place = self._body(chair)
        if (
            period is not None
            and period.unit == "year"
            and held is not None
            and kind in {"regular_session", "briefing"}
        ):
            period = None
        year = year_of(period, (held.year, held.month)) if held and period else self._fallback_year()
        code = period.code(year) if period else None
        if code is None and held is not None:
            code = f"{held.year}-{held.month:02d}"
        title = " ".join(self.text[self.title[0] : self.title[1]].split())
        if kind == "other":
            chair, others = (chair if PRESIDES.search(self.words.lower, 0, self.limit) else None), others
        return Header(kind, title, body, place, held, code, chair, others, speaker)

    def _title(self) -> tuple[int, int]:
        """The line that names the meeting: the first short one before the running text that speaks of one, else the first line."""
        lines: dict[int, tuple[int, int]] = {}
        for sentence in self.sentences:
            low, high = lines.get(sentence.paragraph, (sentence.start, sentence.end))
            lines[sentence.paragraph] = (low, max(high, sentence.end))
        named = False
        for low, high in lines.values():
            if high - low > LONGEST_TITLE:
                break
            if named and high - low > 12:
                return low, high
            named = bool(_DOCUMENT.fullmatch(self.text, low, high))
            if high - low > 12 and _TITLE.search(self.words.lower, low, high) and not _HELD_START.match(self.text, low):
                return low, high
        first = next(iter(lines.values()), (0, 0))
        return first[0], min(first[1], first[0] + LONGEST_TITLE)

    def _lead(self) -> tuple[int, int]:
        """The first stretch of running text after the title: up to three sentences."""
        after = [
            s
            for s in self.sentences
            if s.start >= self.title[1] and (s.end - s.start > 60 or (s.end_mark and s.end - s.start > 30))
        ]
        if not after:
            return self.title[1], min(self.limit, self.title[1] + 800)
        return after[0].start, min(self.limit, after[min(2, len(after) - 1)].end)

    def _kind(self) -> MeetingKind:
        title = self.text[self.title[0] : self.title[1]]
        lead = self.text[self.lead[0] : self.lead[1]]
        bulletin = bool(_BULLETIN.match(title)) and not PRESIDES.search(self.words.lower, *self.lead)
        for part in (title, lead):
            if bulletin and not (_BRIEFING.search(title) or _REGULAR.search(title)):
                break
            if _BRIEFING.search(part):
                return "briefing"
            if _REGULAR.search(part):
                return "regular_session"
            if _MEETING.search(part):
                return "regular_session" if part is title and _REGULAR.search(lead[:200]) else "conference"
        return "other"

    def _body(self, chair: Person | None) -> tuple[str | None, str | None]:
        named = {mention.person.start for mention in self.people}
        found = _bodies.find_bodies(self.words, 0, self.limit, named)
        near = None
        if chair is not None:
            near = (chair.start, chair.end + 160)
        if _COUNCIL_SESSION.search(self.text, self.title[0], self.lead[1]):
            found = [body for body in found if _COUNCIL.search(body.name)] or found
            found = [body for body in found if not _STANDING.match(body.name)] or found
        body = _bodies.organiser(found, self.title, near)
        if body is None:
            return None, None
        if body.place:
            return _bodies.with_place(body, found, Counter())
        return _bodies.with_place(body, found, _bodies.places(self.words, named))

    def _published(self) -> date | None:
        """The day the text was published, where a line before or after it says so."""
        lines = [
            (s.start, s.end)
            for s in self.all
            if s.end - s.start <= 160 and _PUBLISHED.search(self.words.lower, s.start, s.end)
        ]
        for low, high in [*self.furniture, *lines]:
            for day in days(self.text, low, min(high, low + OPENING)):
                if day.year and (found := day.on(day.year)):
                    return found
        return None

    def _period(self) -> Period | None:
        """The period of the meeting: the one that the title is about, else the lead."""
        for low, high in (self.title, self.lead):
            if (chosen := period_in(self.text, low, high)) is not None:
                return chosen
        return None

    def _fallback_year(self) -> int | None:
        published = self._published()
        if published:
            return published.year
        common = years(self.text, 0, self.limit).most_common(1)
        return common[0][0] if common else (self.on.year if self.on else None)

    def _letter_date(self) -> date | None:
        """The day in the letterhead of a written report: "Tân An, ngày 24 tháng 10 năm 2025"."""
        found = _LETTER_DATE.search(self.text, 0, self.lead[0])
        printed = days(self.text, found.start("day"), found.end()) if found else []
        return printed[0].on(printed[0].year or 0) if printed else None

    def _held_on(self, period: Period | None) -> date | None:
        candidates = self._days_held()
        if not candidates:
            return None
        day = candidates[0]
        year = day.year or nearest_year(
            day, published=self._published(), period=period, common=years(self.text, 0, self.limit), on=self.on
        )
        return day.on(year) if year else None

    def _days_held(self) -> list[Day]:
        """Dates in the lead and title that say when the meeting was, the likeliest first."""
        best: list[Day] = []
        rest: list[Day] = []
        for low, high in ((self.lead[0], min(self.limit, self.lead[1])), self.title):
            for day in days(self.text, low, high):
                before = self.text[max(low, day.start - 24) : day.start]
                (best if _HELD.search(before) or day.start == low else rest).append(day)
        return best or [
            d
            for d in rest
            if (d.year or self.text[d.start : d.end].count("tháng"))
            and not _CLOCK.search(self.text, max(0, d.start - 30), d.end + 12)
        ]


_COUNCIL_SESSION = re.compile(r"kỳ\s+họp\s+(?:thứ|lần\s+thứ|thường\s+lệ|chuyên\s+đề|bất\s+thường)", re.IGNORECASE)
_LETTER_DATE = re.compile(
    r"^[ ]{0,9}(?P<place>[^\n,]{2,40}),[ ]{1,3}(?P<day>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def letter_place(text: str) -> str:
    """The place in the letterhead, "" where there is none: "Bạch Thông" of "Bạch Thông, ngày 25 tháng 3 năm 2016" is no person."""
    found = _LETTER_DATE.search(text, 0, OPENING)
    return found["place"].strip() if found else ""


_STANDING = re.compile(r"(?:ban\s+)?thường\s+trực\s", re.IGNORECASE)
_COUNCIL = re.compile(r"HĐND|hội\s+đồng\s+nhân\s+dân", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\W*(?:báo\s+cáo|thông\s+báo|kết\s+luận|biên\s+bản|kế\s+hoạch|nghị\s+quyết|chương\s+trình)(?:\s+(?:nhanh|tóm\s+tắt|kết\s+luận|số\s+\d+))?\W*",
    re.IGNORECASE,
)
_HELD_START = re.compile(r"\s*(?:sáng|chiều|tối|trong|vừa qua|ngày|vào|thực\s+hiện|hôm)\s", re.IGNORECASE)
