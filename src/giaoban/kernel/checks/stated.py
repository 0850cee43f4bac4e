"""Where a text states a known indicator: the figure, its months, and whether it is a value, a plan, an earlier value or a change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.known import Span, span_of
from giaoban.kernel.checks.layout import Mark, Page, folded, same_unit, unit_key

Part = Literal["value", "plan", "earlier", "change", "opening"]
_REACH = 160
_SO_FAR = re.compile(
    r"lũy kế|luỹ kế|cộng dồn|từ đầu năm|đến (?:nay|hết|cuối)|tính đến|\b\d{1,2} tháng\b|chung (?:\d+ )?tháng|cả năm"
)
_MONTHS = re.compile(r"\b(\d{1,2}) tháng\b")
_MONTH = re.compile(r"\btháng (\d{1,2})\b")
_QUARTER = re.compile(r"\bquý (iv|i{1,3}|[1-4])\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OPENING = re.compile(
    r"(?:đầu kỳ|(?:kỳ|tháng|quý|năm) trước (?:chuyển|sang)|(?:kỳ|tháng|quý|năm) trước chuyển|tồn (?:đầu|từ) |chuyển (?:từ|sang))"
)
_EARLIER = re.compile(r"cùng kỳ|năm (?:trước|ngoái)|tháng trước|quý trước|kỳ trước")
_YEAR = re.compile(r"\bnăm (\d{4})\b")
_PART_YEAR = re.compile(r"\b(?:quý|tháng|vụ|đợt)\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of a known indicator. `main` is the value that a change in the same sentence belongs to."""

    indicator: str
    mark: Mark
    part: Part
    span: Span | None
    words: str
    main: Mark | None = None


def statements(page: Page, phrases: Iterable[tuple[str, str, str]], period: str | None) -> Iterator[Statement]:
    """Yield what the text states of each (indicator, phrase, unit); a longer phrase wins over one inside it."""
    default = span_of(period)
    taken: set[int] = set()
    for indicator, phrase, unit in sorted(set(phrases), key=lambda p: (-len(p[1]), p)):
        words = [re.escape(w) for w in folded(phrase).split()]
        if not words:
            continue
        for found in re.finditer(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", page.low):
            if not taken & set(range(found.start(), found.end())):
                taken.update(range(found.start(), found.end()))
                yield from _of_phrase(page, indicator, unit_key(unit), found.start(), found.end(), default)


def _of_phrase(
    page: Page, indicator: str, unit: tuple[str, ...], start: int, end: int, default: Span | None
) -> Iterator[Statement]:
    """The value behind a phrase in its sentence, its plan, earlier value, total so far and change."""
    main: Mark | None = None
    for mark in page.between(end, end + _REACH):
        if mark.sentence != page.sentence_of(start) or ";" in page.low[end : mark.figure.num_start]:
            return
        words = page.low[
            max(page.clause(start)[0], page.marks[mark.at - 1].figure.end if mark.at else 0) : mark.figure.num_start
        ]
        behind = page.tail(mark, 50)
        if mark.change:
            if main is not None and (mark.percent or same_unit(mark.unit, unit)):
                yield Statement(
                    indicator,
                    mark,
                    "change",
                    _span(words + behind, main_span(page, main, default)),
                    words + behind,
                    main,
                )
            continue
        if mark.span or not same_unit(mark.unit, unit) or (mark.percent and unit != ("%",)):
            continue
        part = _part(page, mark, words)
        if part == "value" and main is not None and not _SO_FAR.search(words):
            return
        if part == "value":
            main = mark
        months = main_span(page, main, default) if part == "earlier" and main is not None else default
        yield Statement(indicator, mark, part, _span(words, months), words, main)


def main_span(page: Page, main: Mark, default: Span | None) -> Span | None:
    """The months of a main value by the words before it."""
    start = page.marks[main.at - 1].figure.end if main.at else 0
    return _span(page.low[max(main.clause, start) : main.figure.num_start], default)


def _part(page: Page, mark: Mark, words: str) -> Part:
    if _OPENING.search(words):
        return "opening"
    bracketed = page.opening_before(mark.figure.start) >= 0 or "(" in words[-24:]
    if _EARLIER.search(words) and (bracketed or not _SO_FAR.search(words)):
        return "earlier"
    planned = mark.figure.role in {"plan", "target"} or lexicon.PLANNED_BEFORE.search(words[-40:])
    return "plan" if planned else "value"


def _span(words: str, default: Span | None) -> Span | None:
    """The months that the words name, else those of the report."""
    if default is None:
        return None
    if so_far := _SO_FAR.search(words):
        months = _MONTHS.search(words)
        last = 12 if so_far.group() == "cả năm" else int(months.group(1)) if months else default.last
        return Span(default.year, last, 1) if 1 <= last <= 12 else None
    if month := _MONTH.search(words):
        number = int(month.group(1))
        return Span(default.year, number, number) if 1 <= number <= 12 else None
    if quarter := _QUARTER.search(words):
        number = _ROMAN.get(quarter.group(1)) or int(quarter.group(1))
        return Span(default.year, 3 * number, 3 * number - 2)
    return default


def year_of(stated: Statement) -> int | None:
    """The year that a plan is for: the one its words name ("năm 2025 phấn đấu …"), else that of the report."""
    named = _YEAR.findall(stated.words)
    if named:
        return int(named[-1])
    return stated.span.year if stated.span is not None else None


def of_part_of_a_year(words: str) -> bool:
    """True where a plan is that of a quarter, a month or a season."""
    return bool(_PART_YEAR.search(words))
