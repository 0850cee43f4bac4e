"""The calendar of crops (T14, E25): a harvest or a sowing told in a month in which that crop is not harvested or sown.

Months are those of rice in Vietnam from north to south, so they are wide; what lies outside is asked, never called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from giaoban.kernel.checks.dates import Anomaly
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.told import worded
from giaoban.kernel.quantity.heads import matches

_WORK = re.compile(
    r"\b(thu hoạch|gieo cấy|gieo sạ|gieo trồng|xuống giống) (?:xong |dứt điểm |nhanh gọn |diện tích |toàn bộ )?(?:lúa|cây|trà)?\s*"
    r"(?:vụ )?"
    r"(hè thu|thu đông|đông xuân|mùa|chiêm xuân)\b"
)
_HARVEST = {
    "hè thu": (6, 10), "thu đông": (9, 12), "đông xuân": (1, 7), "chiêm xuân": (4, 7), "mùa": (9, 1),
}  # fmt: skip
_SOWING = {
    "hè thu": (3, 8), "thu đông": (6, 10), "đông xuân": (10, 3), "chiêm xuân": (11, 3), "mùa": (4, 9),
}  # fmt: skip
"""First and last month of the work, over the turn of the year where the first is later."""
WORK = {
    "thu hoạch": "harvest", "gieo cấy": "transplant", "gieo sạ": "broadcast", "gieo trồng": "plant", "xuống giống": "sow",
}  # fmt: skip
_SEASONS = {
    "hè thu": "summer_autumn", "thu đông": "autumn_winter", "đông xuân": "winter_spring", "mùa": "rainy",
    "chiêm xuân": "late_winter_spring",
}  # fmt: skip
"""Words of the text -> codes of the catalogue."""
_NOW = re.compile(
    r"\b(?:chỉ đạo|đôn đốc|yêu cầu|đang|tiếp tục|khẩn trương|tập trung|ra quân|bắt đầu|hiện)\b[^;.()\n]{0,40}$"
)
_OTHER_TIME = re.compile(r"năm \d{4}|năm (?:trước|ngoái|sau|tới)|cùng kỳ|kế hoạch|chuẩn bị|dự kiến|sẽ ")
_EARLY = 3
"""So many months ahead of a season nobody speaks of its work, unless the last one is nearer."""


def find_out_of_season(page: Page, held_on: date | None, period: str | None) -> Iterator[Anomaly]:
    """Yield a question for work on a crop that the month of the session, else of the report, does not know."""
    month = month_of(held_on, period)
    for place, work, season in work_told(page) if month else ():
        first, last = (_HARVEST if work == "thu hoạch" else _SOWING)[season]
        within = first <= month <= last if first <= last else month >= first or month <= last
        if within:
            continue
        early = (first - month) % 12 <= min(_EARLY, (month - last) % 12 - 1)
        start = page.sentence_around(place[0])[0]
        if early or _NOW.search(page.low, start, place[0]):
            told = {"work": worded(WORK[work]), "season": worded(_SEASONS[season])}
            message = worded("out_of_season", month=month, **told)
            yield Anomaly("T14", place, message, False)


def work_told(page: Page) -> Iterator[tuple[tuple[int, int], str, str]]:
    """(place, work, name of the season) of every work on a crop that is told of the present: "thu hoạch lúa hè thu"."""
    for found in matches(_WORK, page.low, WORK):
        start, end = page.sentence_around(found.start())
        if not _OTHER_TIME.search(page.low, start, end):
            yield found.span(), found.group(1), found.group(2)


def month_of(held_on: date | None, period: str | None) -> int:
    """The month that work is told in: that of the session, else of the report; 0 where neither says."""
    return held_on.month if held_on is not None else _month_of(period)


def _month_of(period: str | None) -> int:
    """The month of a report for one month ("2023-05"), 0 for any other period."""
    told = re.fullmatch(r"\d{4}-(\d{2})", period or "")
    return int(told.group(1)) if told else 0
