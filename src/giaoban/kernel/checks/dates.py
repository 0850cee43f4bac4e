"""Dates and words without figures (T14, T13): what a proof-reader marks although no two figures disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.told import worded
from giaoban.kernel.quantity.heads import matches

_FULL = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})"
_DATE = re.compile(rf"(?<![\d/]){_FULL}(?![\d/])")
_LONG_YEAR = re.compile(r"[/.-]\d{1,2}[/.-](\d{5,6})(?![\d/.,])")
_MONTH_AND_YEAR = re.compile(r"[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}(?![\d/])")
_WINDOW = re.compile(rf"từ (?:ngày )?{_FULL}\s*(?:đến|tới|-)\s*(?:hết )?(?:ngày )?{_FULL}")
_COMING = re.compile(
    r"kế hoạch|thời gian (?:rà soát|thực hiện|triển khai|tổ chức|tiến hành|hoàn thành|kiểm tra|bắt đầu)|dự kiến|sẽ "
)
_PAST = re.compile(r"\bđã\b|kết quả|số liệu|tính từ|phát sinh|xảy ra|trong kỳ")
_YEAR = re.compile(r"năm\s+(\d{3,5})\b(?!\s*(?:người|hộ|ha|lượt|đồng|%|[.,]\d))")
_SPAN_OF_YEARS = re.compile(r"\s*-|\s+đến")
_MONTH_LOST = re.compile(
    r"(?:nhiệm vụ|trọng tâm|công tác|kết quả|báo cáo|giao ban|phiên họp|thường kỳ|chương trình)\s+((?:1[0-2]|0?[1-9])\s+)$"
)
_UNPRINTED = re.compile(
    r"(tăng|giảm)(?<!\w.{4})(?: (?:hơn|cao|mạnh|khá|nhiều|rõ rệt|đáng kể|nhẹ|dần)){0,2} so với (?:năm|cùng kỳ|tháng|quý|kỳ)[^,;.\n()]{0,30}"
)
_LONG_AGO = 180
_LAST_YEAR = 2100
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A place and what is odd about it; `grave` where it cannot be right."""

    template: str
    span: tuple[int, int]
    message: str
    grave: bool


def find_anomalies(page: Page, held_on: date | None) -> Iterator[Anomaly]:
    """Yield anomalies of dates and claims without figures in text order of each kind."""
    yield from _impossible_dates(page)
    yield from _long_years(page)
    yield from _windows(page, held_on)
    yield from _years(page)
    yield from _claims(page)


def _as_date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _impossible_dates(page: Page) -> Iterator[Anomaly]:
    for middle in _MONTH_AND_YEAR.finditer(page.low):
        found = _DATE.search(page.low, max(0, middle.start() - 4), middle.end() + 1)
        if found is not None and found.end() == middle.end() and _as_date(*found.groups()) is None:
            text = page.raw[found.start() : found.end()]
            yield Anomaly("T14", found.span(), worded("no_such_day", day=text), True)


def _long_years(page: Page) -> Iterator[Anomaly]:
    """ "5/11/20244": a year of five digits."""
    for found in _LONG_YEAR.finditer(page.low):
        if page.low[max(0, found.start() - 1) : found.start()].isdigit():
            message = worded("odd_year", year=found.group(1))
            yield Anomaly("T14", found.span(1), message, True)


def _windows(page: Page, held_on: date | None) -> Iterator[Anomaly]:
    for found in _WINDOW.finditer(page.low):
        first, last = _as_date(*found.groups()[:3]), _as_date(*found.groups()[3:])
        if first is None or last is None:
            continue
        text = page.raw[found.start() : found.end()]
        if last < first:
            yield Anomaly("T14", found.span(), worded("ends_before", words=text), True)
            continue
        if last.year - first.year > 1 and abs(last.month - first.month) <= 1:
            message = worded("long_window", words=text, years=last.year - first.year)
            yield Anomaly("T14", found.span(), message, False)
            continue
        head = page.low[
            max(page.sentence_span(page.sentence_of(found.start()))[0], found.start() - 120) : found.start()
        ]
        earlier = held_on is not None and last.year < held_on.year and (held_on - last).days > _LONG_AGO
        if held_on is not None and earlier and _COMING.search(head) and not _PAST.search(head):
            message = worded("past_window", words=text, year=last.year, held=held_on.year)
            yield Anomaly("T14", found.span(), message, False)


def _years(page: Page) -> Iterator[Anomaly]:
    """Years that cannot be, and "nhiệm vụ 4 năm 2016" where the word for month is lost."""
    for found in _YEAR.finditer(page.low):
        digits = found.group(1)
        end_of_words = len(digits) > 3 or page.low[found.end() : found.end() + 1] in {".", ",", ";", ")", ""}
        if not _FIRST_YEAR <= int(digits) <= _LAST_YEAR and end_of_words and not page.between(*found.span(1)):
            message = worded("odd_year", year=digits)
            yield Anomaly("T14", found.span(1), message, True)
        lost = _MONTH_LOST.search(page.low, max(0, found.start() - 40), found.start())
        if lost is not None and len(digits) == 4 and not _SPAN_OF_YEARS.match(page.low, found.end()):
            month = lost.group(1).strip()
            message = worded("month_lost", month=month, year=digits, number=int(month))
            yield Anomaly("T14", (lost.start(1), found.end()), message, False)


def _claims(page: Page) -> Iterator[Anomaly]:
    for found in matches(_UNPRINTED, page.low, ("tăng", "giảm")):
        start = max(page.item_start(found.start()), found.start() - 120)
        end = page.item_end(found.end())
        if page.between(found.start(), end) or page.between(start, found.start()):
            continue
        near = page.low[end : end + 40]
        if near[:1] in {"(", ":"} and page.between(end, end + 40):
            continue
        way = worded("rose" if found.group(1) == "tăng" else "fell")
        message = worded("no_figure", words=page.raw[found.start() : found.end()].strip(), way=way)
        yield Anomaly("T13", found.span(), message, False)
