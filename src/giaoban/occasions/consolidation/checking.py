"""A figure in the text that differs from the figures on record is a finding. Pure: the figures are handed in.

Three ways to differ: a number that knows its observation says something else than it (as read, or because the observation was corrected
since); a person wrote another number over it; a person wrote a number of an indicator beside no observation at all. Rules:
docs/dev/algorithms/consolidation.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from giaoban.kernel.calendar import Period, parse_period
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import INFINITY, Figure, Interval, find_figures
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation.fields import Field, Recorded, Ref
from giaoban.records.figures.matching import SURE, Book

Kind = Literal["linked", "typed", "read"]
SILENT = frozenset({"change", "share"})
"""Roles of numbers that no indicator is recorded as: by how much, which part of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """text[start:end] of a block says otherwise than what is on record. `place`: of the field among the block's, None for a number that is
    no field; `key`: the same as long as number and record are the same: what a person said about it holds so long."""

    key: str
    kind: Kind
    start: int
    end: int
    quote: str
    recorded: Recorded
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """What numbers beside no observation are compared with: the dictionary's phrases, and for each indicator what is on record by
    (key of the period, "plan", "target" or "" for what was reached)."""

    book: Book
    period: Period
    values: Mapping[int, Mapping[tuple[str, str], Recorded]]

    def about(self, figure: Figure) -> list[tuple[tuple[str, str], Recorded]]:
        """What is on record of the indicator that a figure most likely means; nothing where none is sure."""
        if not figure.subject or not figure.unit or figure.owner:
            return []
        found = self.book.find(figure.subject, figure.unit, limit=1)
        if not found or found[0].score < SURE:
            return []
        return list(self.values.get(found[0].indicator, {}).items())


def findings(
    text: str, fields: Sequence[Field], recorded: Mapping[Ref, Recorded], claims: Claims | None = None
) -> list[Finding]:
    """Every number of a block that differs from what is on record, in the order of the text.

    recorded: by the observations that fields name; a field whose observation the reader may not see is not compared. claims: to read
    numbers beside fields as well, which is done for words of people only.
    """
    figures = find_figures(text)
    found: list[Finding] = []
    for place, field in enumerate(fields):
        known = recorded.get(field.ref)
        figure = marks.figure_at(text, field, figures)
        if known is None or marks.agrees(figure, known):
            continue
        quote = text[field.start : field.end]
        kind: Kind = "typed" if field.typed else "linked"
        found.append(Finding(key_of(kind, known, quote), kind, field.start, field.end, quote, known, place))
    if claims is not None:
        taken = [(field.start, field.end) for field in fields]
        for figure in figures:
            if not any(start < figure.end and figure.start < end for start, end in taken):
                found += read(text, figure, claims)
    return sorted(found, key=lambda one: one.start)


def read(text: str, figure: Figure, claims: Claims) -> Iterable[Finding]:
    """The finding about a number that is no field: where figures are on record for the report's period and the number is none of them.

    A number may be of the month, since January, of the year before, the plan or the target: any of these on record lets it stand, so that
    nothing is called wrong that is said of another period. One whose period is named is compared with that period only.
    """
    if figure.role in SILENT or figure.versus or figure.value is None:
        return
    known = claims.about(figure)
    named = key_named(figure.period)
    if named:
        known = [(place, value) for place, value in known if place[0] == named]
    own = [value for (key, plan), value in known if not plan and (named or contained(key, claims.period))]
    if not own or any(marks.agrees(figure, value) for _place, value in known):
        return
    quote = text[figure.start : figure.end]
    nearest = min(own, key=lambda value: distance(figure, value))
    for place in marks.linked(text, [(figure.start, figure.end, nearest.latest)]):
        yield Finding(key_of("read", nearest, quote), "read", place.start, place.end, quote, nearest)


def contained(key: str, period: Period) -> bool:
    """True for the report's period, and for what runs from January to its end."""
    try:
        other = parse_period(key)
    except Problem:
        return False
    return other.end == period.end and other.start.year == period.last.year


def key_named(period: str | None) -> str:
    """The key of the period that a figure names; "" where it names none that can be compared."""
    try:
        return parse_period(period).key if period else ""
    except Problem:
        return ""


def distance(figure: Figure, value: Recorded) -> Decimal:
    """How far a number lies from what is recorded; infinitely far where the two cannot be compared."""
    stated, known = marks.said(figure, value.unit_of_measure), value.interval
    return INFINITY if stated is None or known is None else abs(middle(stated) - middle(known))


def middle(interval: Interval) -> Decimal:
    """The middle of an interval, its finite end where the other is not."""
    if not interval.low.is_finite():
        return interval.high
    return interval.low if not interval.high.is_finite() else (interval.low + interval.high) / 2


def key_of(kind: Kind, recorded: Recorded, quote: str) -> str:
    """The same for the same number against the same record."""
    return f"{kind}:{recorded.indicator}:{recorded.latest}:{' '.join(quote.split())}"[:200]
