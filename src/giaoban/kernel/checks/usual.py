"""Questions that figures on record raise about a stated one: outlier (K10), months that do not add up (K11), target met (K12), pace (K13).

All are questions: what is odd may be right. Methods: robust z and jumps of `kernel/indicators`; last year's pace where it is on record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from giaoban.kernel.checks.known import Known, Link, Observation, PlannedValue, SeasonDates, Span
from giaoban.kernel.checks.layout import Mark, Page, same_unit, unit_key
from giaoban.kernel.checks.model import Finding
from giaoban.kernel.checks.numbers import HUNDRED, ZERO, interval, middle, shown, vi_amount
from giaoban.kernel.checks.pace import OF_THE_YEAR
from giaoban.kernel.checks.record import (
    Record,
    amount,
    finding,
    label_of,
    link_to,
    name_of,
    on_record,
    planned,
    quote,
    range_of,
    target_link,
)
from giaoban.kernel.checks.seasons import WORK, work_told
from giaoban.kernel.checks.stated import Statement, year_of
from giaoban.kernel.checks.told import worded
from giaoban.kernel.indicators import Past, questions
from giaoban.kernel.indicators.outliers import compared
from giaoban.kernel.quantity import Interval

_NOUNS = {1: "tháng", 3: "quý", 6: "kỳ 6 tháng", 12: "năm"}
"""Lengths of periods whose values make a series, and what one is called."""
_MILLION = Decimal(1_000_000)
_LOWER = frozenset({"<", "<="})
_HIGHER = frozenset({">", ">="})
_RISES = re.compile(r"phấn đấu|trở lên|tăng|nâng")
_FALLS = re.compile(r"giảm|kéo giảm|hạ\b|xuống")
_STOCK = re.compile(
    r"hiện (?:có|còn)|\btổng (?:số|đàn)\b|\bcòn\b|đến (?:nay|ngày|hết|cuối)|cuối (?:kỳ|tháng|quý|năm)|\bduy trì\b"
)
"""Words of what there is, not of what was done: only these are compared with stocks."""
_FEWEST = 3
_BEHIND = 2
"""Behind is less than half of what the months elapsed, or last year, would give."""
_WITHIN = 1
"""Months of work before and after a season on record that are not asked about."""
Told = Mapping[tuple[str, Span], Mark]


def unusual(record: Record, stated: Statement) -> Iterator[Finding]:
    """K10: a value far from those of the periods before, or many times that of a year ago; nothing where its own period is on record."""
    span, mark = stated.span, stated.mark
    if span is None or mark.value is None or record.value(stated.indicator, span, mark) is not None:
        return
    series = [
        (s, item)
        for s, item in record.series.get(stated.indicator, ())
        if (s.year, s.last) < (span.year, span.last) and same_unit(unit_key(item.unit), mark.unit)
        if item.moment != "closing" or _STOCK.search(stated.words)
    ]
    length = span.last - span.first + 1
    alike = length in _NOUNS
    earlier = [item for s, item in series if alike and s.last - s.first + 1 == length]
    last = next((item for s, item in series if s == span.year_before()), None)
    factor, unit = (_MILLION, "triệu đồng") if mark.unit[:1] == ("vnd",) else (Decimal(1), mark.figure.unit)
    asked = questions(
        mark.value / factor,
        earlier=[_past(item, factor) for item in earlier],
        last_year=_past(last, factor) if last is not None else None,
        unit=unit,
        digits=max(0, -mark.figure.step.adjusted()) if mark.figure.step and factor == 1 else 0,
        noun=_NOUNS.get(length, "kỳ"),
    )
    beside = [item for item in (*earlier[-1:], last) if item is not None]
    for question in asked[:1]:
        text = worded("odd_value", name=name_of(stated), question=question.sentence)
        if question.kind == "scale":
            told = compared(mark.value / factor, _past(beside[0], factor), unit)
            text = worded("odd_scale", name=name_of(stated), quote=quote(record.page, mark), compared=told)
        yield _asked("K10", text, (mark,), tuple(link_to(i) for i in _once(beside)))


def _past(item: Observation, factor: Decimal) -> Past:
    return Past(item.value / factor, label_of(item))


def _once(items: list[Observation]) -> list[Observation]:
    return [item for k, item in enumerate(items) if item not in items[:k]]


def added(record: Record, stated: Statement, told: Told) -> Iterator[Finding]:
    """K11: a total so far against the one before it and the month since, or against all its months, where the dictionary says they add up.

    `told` are the values of single months that the text itself states.
    """
    span, mark = stated.span, stated.mark
    if span is None or span.first != 1 or span.last == 1 or record.value(stated.indicator, span, mark) is not None:
        return
    before = record.by_span.get((stated.indicator, Span(span.year, span.last - 1, 1), ""))
    month = Span(span.year, span.last, span.last)
    items = [before] if before is not None and span.last > 2 else _months(record, stated.indicator, span)
    fitting = [i for i in items if i.adds and same_unit(unit_key(i.unit), mark.unit)]
    newest = told.get((stated.indicator, month))
    stored = record.by_span.get((stated.indicator, month, ""))
    since = interval(newest.figure) if newest is not None else on_record(stored) if stored is not None else None
    if not items or len(fitting) < len(items) or since is None:
        return
    total = since
    for item in fitting:
        total = total + on_record(item)
    fell = before is not None and interval(mark.figure).high < on_record(before).low
    if fell or total.meets(interval(mark.figure)):
        return
    exact = sum((i.value for i in fitting), ZERO) + (middle(newest.figure) if newest is not None else _value(stored))
    text = worded(
        "months_differ",
        name=name_of(stated),
        quote=quote(record.page, mark),
        parts=label_of(fitting[0]) if len(fitting) == 1 else worded("months_recorded", count=len(fitting)),
        month=span.last,
        computed=vi_amount(exact, fitting[0].unit),
    )
    links = tuple(link_to(i) for i in (*fitting, *([stored] if stored is not None and newest is None else [])))
    yield _asked("K11", text, (mark, *([newest] if newest is not None else [])), links)


def _value(item: Observation | None) -> Decimal:
    return item.value if item is not None else ZERO


def _months(record: Record, indicator: str, span: Span) -> list[Observation]:
    """The months of a total so far but its last one, all of them or none."""
    spans = [Span(span.year, m, m) for m in range(1, span.last)]
    found = [item for s in spans if (item := record.by_span.get((indicator, s, ""))) is not None]
    return found if len(found) == len(spans) else []


def met_before(record: Record, stated: Statement) -> Iterator[Finding]:
    """K12: a target of a year that the last result on record already meets (E18)."""
    year, mark = year_of(stated), stated.mark
    if year is None:
        return
    results = [
        item
        for s, item in record.series.get(stated.indicator, ())
        if (s == Span(year - 1, 12, 1) if item.adds else (s.year, s.last) < (year, 12))
        and same_unit(unit_key(item.unit), mark.unit)
    ]
    last = results[-1] if results else None
    way = _better(stated, last.better) if last is not None else ""
    aim = interval(mark.figure)
    aim = aim if mark.figure.comparator == "=" else Interval.point(middle(mark.figure))
    if last is None or not way or (on_record(last).low <= aim.high if way == "up" else on_record(last).high >= aim.low):
        return
    told = {"name": stated.indicator, "label": label_of(last), "known": amount(last)}
    yield _asked("K12", worded("met_before", quote=quote(record.page, mark), **told), (mark,), (link_to(last),))


def _better(stated: Statement, told: str) -> str:
    """ "up" where more is better, "down" where less is, by the dictionary, the comparator or the words; "" where nobody says."""
    if told or stated.mark.figure.comparator in _LOWER | _HIGHER:
        return told or ("down" if stated.mark.figure.comparator in _LOWER else "up")
    if _FALLS.search(stated.words):
        return "down"
    return "up" if _RISES.search(stated.words) else ""


def slow(record: Record, stated: Statement, targets: Mapping[tuple[str, int], PlannedValue]) -> Iterator[Finding]:
    """K13: so little of the year's target on record that the months elapsed, or the pace of last year, would have given twice as much."""
    span, mark = stated.span, stated.mark
    target = targets.get((stated.indicator, span.year)) if span is not None else None
    if span is None or target is None or span.first != 1 or not _FEWEST <= span.last < 12 or mark.percent:
        return
    aim = range_of(target).low
    if target.better == "down" or not aim.is_finite() or aim <= 0 or not same_unit(unit_key(target.unit), mark.unit):
        return
    stocks = any(item.moment == "closing" for _, item in record.series.get(stated.indicator, ()))
    following = record.page.marks[mark.at + 1] if mark.at + 1 < len(record.page.marks) else mark
    printed = following.percent and OF_THE_YEAR.match(record.page.tail(following).lstrip())
    reached = HUNDRED * middle(mark.figure) / aim
    gone, pace, beside = _expected(record, stated.indicator, span)
    if stocks or printed or reached * _BEHIND >= gone:
        return
    text = worded(
        "slow",
        months=span.last,
        name=stated.indicator,
        reached=shown(reached, places=1),
        planned=planned(target),
        label=label_of(target),
        pace=pace,
    )
    yield _asked("K13", text, (mark,), (target_link(target), *(link_to(i) for i in beside)))


def _expected(record: Record, indicator: str, span: Span) -> tuple[Decimal, str, tuple[Observation, ...]]:
    """(the share of the year's work that is usual by now, in words, the values that say so): last year's, else the months elapsed."""
    then = record.by_span.get((indicator, span.year_before(), ""))
    whole = record.by_span.get((indicator, Span(span.year - 1, 12, 1), ""))
    if then is not None and whole is not None and whole.value > 0:
        share = HUNDRED * then.value / whole.value
        return share, worded("pace_last_year", share=shown(share, places=1)), (then, whole)
    share = Decimal(100 * span.last) / 12
    return share, worded("pace_of_time", share=shown(share, places=0)), ()


def out_of_season(page: Page, known: Known, month: int, asked: frozenset[tuple[int, int]]) -> Iterator[Finding]:
    """K14: work on a crop more than a month before or after its season in the body's own calendar (E25); not where `asked` already."""
    dates = {season.name: season for season in known.seasons}
    for place, work, name in work_told(page) if dates and month else ():
        season = dates.get("vụ " + name)
        if season is None or place in asked or _in_season(season, month):
            continue
        told = {"season": season.name, "first": season.first, "last": season.last}
        text = worded("off_season", month=month, work=worded(WORK[work]), **told)
        link = Link("season", worded("link_season", **told), season.address)
        yield Finding("", "K14", "question", "question", text, (place,), links=(link,))


def _in_season(season: SeasonDates, month: int) -> bool:
    """True within the months of a season, over the turn of the year where it begins late, and a month around it."""
    length = (season.last - season.first) % 12 + 1
    return (month - season.first + _WITHIN) % 12 < length + 2 * _WITHIN


def _asked(template: str, text: str, marks: tuple[Mark, ...], links: tuple[Link, ...]) -> Finding:
    return finding(template, "question", "question", text, marks, links)
