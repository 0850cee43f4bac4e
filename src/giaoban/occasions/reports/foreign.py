"""Whether a file is the report that was asked for: questions where its head names another unit, another place or another period. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from giaoban.ground.org.folding import fold, squeeze
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.checks.known import span_of
from giaoban.kernel.checks.told import worded
from giaoban.kernel.reading.titled import period_in, planned_in
from giaoban.kernel.wording import as_data

HEAD = 1500
"""Signs in which a report says whose it is and of what period."""
LINE = 120
"""Longer lines are running text, which may speak of anybody."""
BODY = re.compile(
    r"\s*(?:kinh gui|thuc hien\b|can cu\b|(?:[ivx]+|\d+|[a-d])[.)]\s|phan\s+(?:[ivx]+|thu)\b)|.*[.;:]\s*$"
)
"""Where the head ends: whom it is for, a ground, a numbered heading, the end of a sentence."""
PLACE = re.compile(
    r"\b(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|dang uy|huyen uy|ban chap hanh dang bo)\s+"
    r"(xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh)\s+(?!cong hoa xa\b)(\w+(?: \w+){0,3})"
)
MONTH = re.compile(r"\bthang\s+(\d{1,2})\b(?:\s*(?:/|nam|-)\s*(\d{4})\b)?")
QUARTER = re.compile(r"\bquy\s+(iv|i{1,3}|[1-4])\b(?:\s*(?:/|nam|-)\s*(\d{4})\b)?")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file should be. `own`: names of the unit and of what stands under it; `upper`: of what it stands under; `others`: the other
    units that the body hears from; `area`: the name that offices leave out behind their own ("xã An Phú"); `period` "" where nobody
    said one."""

    unit: str
    own: tuple[str, ...]
    upper: tuple[str, ...]
    others: tuple[str, ...]
    area: str
    period: str


def foreign(text: str, expected: Expected) -> list[dict[str, Any]]:
    """Findings in the shape of a reading's, ids "x1", "x2": nothing where the head says what was expected, or nothing at all."""
    told = fold(text[:HEAD])
    lines = head_lines(told)
    found = [*whose(text, told, lines, expected), *when(text, told, lines, expected.period)]
    return [{**row, "id": f"x{number}"} for number, row in enumerate(found, 1)]


def head_lines(told: str) -> list[tuple[int, int]]:
    """Where the lines of a head stand, up to the first that is running text."""
    lines = []
    for match in re.finditer(r"[^\n\t]+", told):
        if BODY.match(match.group()) or len(match.group()) > LINE:
            break
        lines.append(match.span())
    return lines


def sender_of(text: str, units: Mapping[int, str], area: str) -> int | None:
    """The one unit (by number) that the head of a report names as its own; None where it names none of them, or several.

    Of names of which one begins the other the longer counts ("Phòng Kinh tế", "Phòng Kinh tế và Hạ tầng").
    """
    told = fold(text[:HEAD])
    lines, tail = head_lines(told), f" {squeeze(area)}"
    names = {pk: squeeze(name).removesuffix(tail) for pk, name in units.items()}
    hits = {
        pk: name
        for pk, name in names.items()
        if " " in name and any(has(told, start, end, name) is not None for start, end in lines)
    }
    longest = [pk for pk, name in hits.items() if not any(other.startswith(f"{name} ") for other in hits.values())]
    return longest[0] if len(longest) == 1 else None


def whose(text: str, told: str, lines: Sequence[tuple[int, int]], expected: Expected) -> Iterator[dict[str, Any]]:
    """A question where the head names a unit or a place that is not the sender's."""
    own = {squeeze(name) for name in expected.own}
    known = own | {squeeze(name) for name in expected.upper}
    tail = f" {squeeze(expected.area)}"
    own_short = {name.removesuffix(tail) for name in own}
    sender = expected.unit or expected.area
    plain = " ".join(told.replace("-", " ").split())
    if not any(has(told, start, end, name) is not None for start, end in lines for name in own_short):
        for name in expected.others:
            short = squeeze(name).removesuffix(tail)
            if short in own_short or " " not in short or " ".join(short.replace("-", " ").split()) not in plain:
                continue
            for start, end in lines:
                span = has(told, start, end, short)
                if span is not None:
                    yield question("H1", worded("other_unit", name=name, sender=sender), text, span)
                    return
    for match in PLACE.finditer(told):
        if any(start <= match.start(1) and match.end() <= end for start, end in lines) and not is_own(match, known):
            span = (match.start(), match.start(2) + len(name_of(text, match)))
            said = " ".join(text[match.start(1) : span[1]].split()).lower()
            name = (
                said if text[match.start(2)].islower() else f"{match_form(text, match)} {name_of(text, match).title()}"
            )
            yield question("H1", worded("other_unit", name=name, sender=sender), text, span)
            return


def has(told: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """Where a line begins with a name, or says of whom it is ("báo cáo của …")."""
    words = r"\s*[-–]?\s*".join(re.escape(word) for word in name.replace("-", " ").split())
    match = re.compile(rf"(?:\s*|.*(?<!\w)(?:cua|tai)\s+)({words})(?!\w)").match(told, start, end) if words else None
    return match.span(1) if match else None


def is_own(match: re.Match[str], own: set[str]) -> bool:
    """Whether a place in the head is one of the sender's: by form and name, or by the name alone where the form has changed."""
    words = match[2].split()
    bare = {re.sub(r"^(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh) ", "", name) for name in own}
    return any(" ".join(words[:n]) in bare for n in range(1, len(words) + 1))


def name_of(text: str, match: re.Match[str]) -> str:
    """The name behind the form of a place: its words that begin with a capital."""
    kept = []
    for word in re.finditer(r"\w+", text[match.start(2) : match.end(2)]):
        if not word.group()[0].isupper():
            break
        kept.append(word)
    return text[match.start(2) : match.start(2) + kept[-1].end()] if kept else text[match.start(2) : match.end(2)]


def match_form(text: str, match: re.Match[str]) -> str:
    """The form of a place in small letters."""
    return " ".join(text[match.start(1) : match.end(1)].lower().split())


def when(text: str, told: str, lines: Sequence[tuple[int, int]], period: str) -> Iterator[dict[str, Any]]:
    """A question where the title names a month or quarter of results that has no day in common with the period asked for."""
    asked = span_of(period)
    if asked is None:
        return
    odd: tuple[str, tuple[int, int]] | None = None
    years = re.compile(r"\b(?:19|20)\d{2}\b")
    for start, end in lines:
        if re.search(r",\s*ngay\b", told[start:end]):  # the day of the letter, not the period
            continue
        about = period_in(text, start, end)
        planned = {period.start for period in planned_in(text, start, end)}
        for pattern in (MONTH, QUARTER):
            for match in pattern.finditer(told, start, end):
                if match.start() in planned:
                    continue
                later = years.search(told, match.end(), end)
                own = about.year if about is not None and about.start == match.start() else None
                year = match[2] or str(own or (later.group() if later else asked.year))
                code = (
                    f"{year}-{int(match[1]):02d}" if pattern is MONTH else f"{year}-Q{ROMAN.get(match[1]) or match[1]}"
                )
                span = span_of(code)
                if span is None:
                    continue
                if span.year == asked.year and span.first <= asked.last and asked.first <= span.last:
                    return
                odd = odd or (code, match.span())
    if odd is not None:
        said = worded("other_period", said=parse_period(odd[0]).named, asked=parse_period(period).named)
        yield question("H2", said, text, odd[1])


def question(template: str, message: str, text: str, span: tuple[int, int]) -> dict[str, Any]:
    """A finding that asks whether it is the right file."""
    return {
        "template": template,
        "severity": "question",
        "verdict": "question",
        **as_data(message),
        "message": str(message),
        "relation": None,
        "formula": "",
        "computed": "",
        "spans": [list(span)],
        "suggestions": [],
    }
