"""Digits that say when: dates, times of day, months, years, "6 tháng đầu năm"."""

from __future__ import annotations

import re

from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.numbers import run_end
from giaoban.kernel.quantity.tokens import WORD, Page, Phrases
from giaoban.kernel.quantity.units import counted

_DATE = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])(?!,[0-9])")
_CHAIN = re.compile(r"[0-9]+(?: ?/ ?[0-9]+){2,}|[0-9]+(?:-[0-9]+){2,}|[0-9]{1,2}:[0-9]{3,}")
_CLOCK = re.compile(
    r"[0-9]{1,2} ?(?:h|g|giờ) ?[0-5][0-9](?![0-9]| ?%)(?: ?(?:phút|p|'|’))?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"
)
_HOUR = re.compile(r"[0-9]{1,2} ?(?:h|g|giờ)(?!\w)")
_HOUR_CUES = frozenset({"lúc", "hồi", "từ", "đến", "trước", "sau", "vào", "khoảng"})
_MONTH_YEAR = re.compile(r"([0-9]{1,2}) ?[/-] ?(?:19|20)[0-9]{2}(?![0-9])(?![.,][0-9])")
_MAYBE = re.compile(
    r"(?:[0-9]+ ?[/:]|[0-9]+[-–]|(?:19|20)[0-9]{2}|[0-9]{1,2} {0,2}"
    r"(?:[-–]|\. ?[0-9]{1,2}(?![0-9])|\.(?:19|20)[0-9]{2}(?![0-9])|(?:,|và|đến) {0,2}(?:ngày )?[0-9]{1,2} ?/"
    r"|(?:h|giờ|g)(?: ?[0-9]|(?!\w))|tháng|năm))"
)
"""What every date begins like; most numbers do not."""
_MONTH_CUES = frozenset({"tháng", "kỳ", "quý"})
_MONTH_POINT_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:19|20)[0-9]{2}(?![0-9])(?![.,][0-9])")
"""A month as newspapers print it, "tháng 6.2018"."""
_MONTH_ONLY = re.compile(r"(?:0?[1-9]|1[0-2]) {1,2}năm {1,2}20[0-9]{2}(?![0-9])")
_DAY_MONTH = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2})(?![0-9])(?![.,/][0-9])")
_DAYS = re.compile(
    r"[0-9]{1,2}(?: ?/ ?[0-9]{1,2})? {0,2}(?:[-–,]|và|đến) {0,2}(?:ngày )?([0-9]{1,2}) ?/ ?([0-9]{1,2})"
    r"(?: ?/ ?[0-9]{4})?(?![0-9])"
)
_DAY_SPAN = re.compile(r"[0-9]{1,2}-[0-9]{1,2} (?:đến|tới) (?:ngày )?[0-9]{1,2}-[0-9]{1,2}(?![0-9-])")
_DAY_IN_WORDS = re.compile(
    r"[0-9]{1,2} {1,2}tháng {1,2}"  # "ngày 2 tháng 9", and the half of a month in "kỳ 2 tháng 9/2025"
    r"(?:(?:0?[1-9]|1[0-2])(?![0-9])|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?|chạp)"
    r"(?: ?[/-] ?(?:19|20)[0-9]{2})?(?!\w|[.,][0-9])"
)
_PERIOD = re.compile(r"[0-9]{1,2} {1,2}tháng(?: đầu| cuối)?(?: năm)?(?!\w)")
_LABELLED = frozenset({"chung", "kết", "toán", "vụ", "cáo", "quả", "tác", "kỳ", "kế", "hình", "hoạch"})
_YEAR = r"(?:19[4-9]|20[0-9])[0-9]"
_YEARS = re.compile(rf"{_YEAR} {{0,2}}[-–/] {{0,2}}(?:{_YEAR}|[0-9]{{2}})(?![0-9])(?![.,][0-9])")
_ONE_YEAR = re.compile(rf"{_YEAR}(?![0-9])(?![.,][0-9])")
_NEXT_YEAR = re.compile(rf" {{0,2}}(?:,|;|và|-|–|đến) {{0,2}}(?:năm )?{_YEAR}(?![0-9])(?![.,][0-9])")
_SEASONS = frozenset({"thu", "đông", "xuân", "hè", "mùa", "vụ"})
"""Before a number that may be an area or a yield: "lúa hè thu 2090 nghìn ha"."""
_MEMORIAL_WINDOW = 70
_FROM_DATE_TO_DATE = re.compile(r"[^.\n]{0,60}(?:,|;|và|rồi) *")
"""Between two dates of a list: "đến 30/9 đạt 65%, 31/10 đạt 75%"."""


class DateMask:
    """Tells dates and years from figures, with the cue words of a lexicon."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._lower = page.lower
        self._lexicon = lexicon
        self._strong = lexicon.words("dates", "strong")
        self._weak = lexicon.words("dates", "weak")
        self._cues = lexicon.words("dates", "year")
        self._labels = lexicon.words("dates", "period_labels")
        self._anniversaries = lexicon.words("dates", "anniversaries")
        self._begun = Phrases(lexicon.words("dates", "begun"))
        self._ended = Phrases(lexicon.words("dates", "ended"))
        self._last = -1

    def end(self, pos: int, left: list[str]) -> int:
        """Offset behind the date or year that starts at an offset, 0 for none; `left` = the words before it, the nearest first."""
        lower = self._lower
        before = left[0] if left else ""
        if before != "năm" and _MAYBE.match(lower, pos) is None:
            return 0
        date = _DATE.match(lower, pos)
        if date and 1 <= int(date[1]) <= 31 and 1 <= int(date[3]) <= 12 and (len(date[4]) == 4 or date[2] == "/"):
            return date.end()
        chain = _CHAIN.match(lower, pos)
        if chain:
            return chain.end()
        clock = _CLOCK.match(lower, pos) or (_HOUR.match(lower, pos) if before in _HOUR_CUES else None)
        if clock:
            return clock.end()
        days = _DAYS.match(lower, pos)
        if days and lower[pos - 1 : pos] == "(" and lower[days.end() : days.end() + 1] == ")":
            return days.end()
        if days and before in self._strong | self._weak and int(days[2]) <= 12 and not self._counted(days.end()):
            return days.end()
        span = _DAY_SPAN.match(lower, pos) if before in self._weak else None
        if span:
            return span.end()
        month = _MONTH_YEAR.match(lower, pos)
        if month and (before in _MONTH_CUES or (int(month[1]) <= 12 and not self._counted(month.end()))):
            return month.end()
        month = _MONTH_ONLY.match(lower, pos) or (_MONTH_POINT_YEAR.match(lower, pos) if before == "tháng" else None)
        if month:
            return month.end()
        words = _DAY_IN_WORDS.match(lower, pos)
        if words and int(lower[pos : pos + 2]) <= 31:
            return words.end()
        return self._day_month(pos, left) or self._period(pos, before) or self._year(pos, before)

    def _counted(self, pos: int) -> bool:
        return counted(self._lower, pos, self._lexicon) is not None

    def _day_month(self, pos: int, left: list[str]) -> int:
        """Offset behind a day and month; a list of them goes on behind the first."""
        lower = self._lower
        match = _DAY_MONTH.match(lower, pos)
        if match is None or not (1 <= int(match[1]) <= 31 and 1 <= int(match[3]) <= 12):
            return 0
        end = self._told_as_date(match, left)
        if not end and match[2] == "/" and self._goes_on(match):
            end = match.end()
        self._last = end or self._last
        return end

    def _goes_on(self, match: re.Match[str]) -> bool:
        """True for the next date of a list ("đến 30/9 đạt 65%, 31/10 đạt 75%"): no part of a whole, the day is above the month."""
        near = 0 <= self._last <= match.start() and int(match[1]) > int(match[3])
        return near and self._bare(match) and bool(_FROM_DATE_TO_DATE.fullmatch(self._lower, self._last, match.start()))

    def _bare(self, match: re.Match[str]) -> bool:
        """True where nothing is counted or computed behind a day and month."""
        follows = self._lower[match.end() : match.end() + 2].lstrip()[:1]
        return follows not in ("=", "%") and not self._counted(match.end())

    def _told_as_date(self, match: re.Match[str], left: list[str]) -> int:
        lower, pos, before = self._lower, match.start(), left[0] if left else ""
        if before in self._strong:
            return match.end()
        if match[2] != "/" or not self._bare(match):
            return 0
        if before in self._weak or self._begun.ends(left):
            return match.end()
        if self._ended.ends(left) and int(match[1]) > int(match[3]):
            return match.end()  # "hoàn thành 30/9"; "hoàn thành 8/12" may be eight of twelve
        follows = lower[match.end() : match.end() + 2].lstrip()[:1]
        known = f"{int(match[1])}/{int(match[3])}" in self._anniversaries
        if known and "ngày" in lower[max(0, pos - _MEMORIAL_WINDOW) : pos]:
            return match.end()
        if lower[pos - 1 : pos] == "(" and follows == ")":
            words = lower[max(0, pos - _MEMORIAL_WINDOW) : pos - 1].split()
            return match.end() if "ngày" in words or "lễ" in words else 0
        return 0

    def _period(self, pos: int, before: str) -> int:
        match = _PERIOD.match(self._lower, pos)
        if match is None:
            return 0
        said = match[0].split()[2:]
        if not said and (after := WORD.match(self._lower, match.end())):
            said = [after[1]]
        return match.end() if before in _LABELLED or (said and said[0] in self._labels) else 0

    def _year(self, pos: int, before: str) -> int:
        """Years and spans of years, and any digits directly behind "năm"."""
        lower = self._lower
        span = _YEARS.match(lower, pos)
        if span and (before in self._cues or "/" not in span[0] or not self._counted(span.end())):
            return self._more_years(span.end())
        year = _ONE_YEAR.match(lower, pos)
        if year is None:
            stop = run_end(lower, pos)
            return stop if before == "năm" and 4 <= stop - pos <= 6 and lower[pos:stop].isdigit() else 0
        if before in _SEASONS and (found := counted(lower, year.end(), self._lexicon)) and found.unit.kind != "place":
            return 0
        if before in self._cues or (lower[pos - 1 : pos] == "/" and lower[pos - 2 : pos - 1].isalpha()):
            return self._more_years(year.end())
        if (
            lower[pos - 1 : pos] in ("/", "=")
            or lower[year.end() : year.end() + 1] in ("/", "=", "%")
            or self._counted(year.end())
        ):
            return 0
        return 0 if lower[max(0, pos - 3) : pos].rstrip().endswith(":") else year.end()

    def _more_years(self, pos: int) -> int:
        """Behind a year: further years of a list."""
        while (match := _NEXT_YEAR.match(self._lower, pos)) and not self._counted(match.end()):
            pos = match.end()
        return pos
