"""Pace (T13, E19): a share of the plan of the year far behind the months elapsed; a question, for work has its seasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from giaoban.kernel.checks.dates import Anomaly
from giaoban.kernel.checks.known import span_of
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.numbers import shown
from giaoban.kernel.checks.told import worded

OF_THE_YEAR = re.compile(r"(?:so với )?(?:kế hoạch|dự toán|chỉ tiêu|kh)(?: (?:vốn|giao|được giao))? (?:cả )?năm\b")
_MONTHS = re.compile(r"\b(\d{1,2}) tháng\b|\bquý (i{1,3}|iv)\b")
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12}
_FEWEST = 3
_BEHIND = 2
"""Behind is less than half of what the months elapsed would give."""


def find_slow(page: Page, period: str | None) -> Iterator[Anomaly]:
    """Yield a question for every share of the year's plan that is less than half of the share of the year gone by.

    `period` is that of the report; without one, months must be named in the sentence.
    """
    span = span_of(period)
    for share in page.marks:
        if not share.percent or share.change or share.value is None or not OF_THE_YEAR.match(page.tail(share).lstrip()):
            continue
        start, end = page.sentence_span(share.sentence)
        named = _MONTHS.search(page.low, start, end)
        months = (
            (int(named.group(1)) if named.group(1) else _QUARTERS[named.group(2)])
            if named
            else span.last
            if span
            else 0
        )
        if not _FEWEST <= months <= 12 or share.value * 12 * _BEHIND >= 100 * months:
            continue
        printed = " ".join(page.raw[share.figure.start : share.figure.end].split())
        gone = shown(Decimal(100 * months) / 12, places=0)
        message = worded("slow_year", months=months, gone=gone, share=printed)
        yield Anomaly("T13", (share.figure.start, share.figure.end), message, False)
