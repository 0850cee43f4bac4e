"""Numbers of units against the register on the day (K7): communes, schools, agencies; and names that the register does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from giaoban.kernel.checks.known import Link, UnitCount
from giaoban.kernel.checks.layout import Mark, Page, folded
from giaoban.kernel.checks.model import Finding, Relation
from giaoban.kernel.checks.told import worded

_ALL = re.compile(
    r"/\s*$|\btổng số\b|\btoàn (?:huyện|xã|tỉnh|thành phố|thị xã|ngành|phường)\b[^,;.\d]{0,16}$|\bcả\s*$|\bcó tất cả\b[^,;.\d]{0,12}$"
)


def against_units(
    page: Page, units: Sequence[UnitCount], on: date | None, relations: Sequence[Relation]
) -> Iterator[Finding]:
    """Yield a finding for every total of units that differs from the register on the day, and for names it does not hold."""
    current = {" ".join(folded(u.noun).split()): u for u in units if _valid(u, on)}
    for mark in page.marks:
        unit = current.get(" ".join(folded(mark.figure.unit).split()))
        if (
            unit is None
            or mark.value is None
            or not mark.amount
            or not _ALL.search(mark.before)
            or mark.value == unit.count
        ):
            continue
        told = {"count": unit.count, "noun": unit.noun, "past": _past(units, unit, mark)}
        text = worded("units_differ", quote=_quote(page, mark), **told)
        spans = ((mark.figure.start, mark.figure.end),)
        yield Finding("", "K7", "question", "question", text, spans, links=(_link(unit),))
    yield from _unknown_names(page, current, relations)


def _valid(unit: UnitCount, on: date | None) -> bool:
    if on is None:
        return unit.valid_to is None
    return (unit.valid_from is None or unit.valid_from <= on) and (unit.valid_to is None or on <= unit.valid_to)


def _past(units: Sequence[UnitCount], current: UnitCount, mark: Mark) -> str:
    """That the printed number was right at another time: before or after a merger."""
    for other in units:
        if other is not current and other.noun == current.noun and mark.value == other.count:
            if other.valid_to is not None:
                return worded("right_until", count=other.count, day=other.valid_to)
            if other.valid_from is not None:
                return worded("right_since", count=other.count, day=other.valid_from)
    return ""


def _unknown_names(page: Page, current: dict[str, UnitCount], relations: Sequence[Relation]) -> Iterator[Finding]:
    """Names listed after a count of units that are in no list of these units."""
    for relation in relations:
        if relation.template != "T5" or relation.result is None:
            continue
        mark = page.by_id[relation.result]
        unit = current.get(" ".join(folded(mark.figure.unit).split()))
        if unit is None or not unit.names:
            continue
        names = {_bare(n, unit.noun) for n in unit.names}
        for text, span in zip(relation.listed, relation.listed_spans, strict=True):
            if _bare(text, unit.noun) not in names:
                message = worded("name_unknown", name=text.strip(), noun=unit.noun)
                yield Finding("", "K7", "question", "question", message, (span,), relation.id, links=(_link(unit),))


def _bare(name: str, noun: str) -> str:
    """A name without the noun before it and without a remark in parentheses."""
    words = " ".join(folded(re.sub(r"\(.*", "", name)).split())
    return words.removeprefix(folded(noun) + " ").strip(" .,;")


def _quote(page: Page, mark: Mark) -> str:
    return " ".join(page.raw[mark.figure.num_start : mark.figure.end].split())


def _link(unit: UnitCount) -> Link:
    return Link("unit_count", worded("link_units", count=unit.count, noun=unit.noun), unit.address)
