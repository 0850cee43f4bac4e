"""What is on record, found by indicator and months, and the words that findings say of it."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban.kernel.checks.known import Known, Link, Observation, PlannedValue, Span, span_of
from giaoban.kernel.checks.layout import Mark, Page, same_unit, unit_key
from giaoban.kernel.checks.model import Finding, Severity, Verdict
from giaoban.kernel.checks.numbers import vi_amount
from giaoban.kernel.checks.stated import Statement
from giaoban.kernel.checks.told import worded
from giaoban.kernel.quantity import INFINITY, Interval


@dataclass(frozen=True, slots=True)
class Record:
    """Observations by indicator, unit and months."""

    page: Page
    known: Known
    by_span: dict[tuple[str, Span, str], Observation]
    closing: dict[tuple[str, Span], Observation]
    series: dict[str, list[tuple[Span, Observation]]]
    """The reporting body's own values of each indicator, in the order in which their months end, the shorter first."""

    @classmethod
    def of(cls, page: Page, known: Known) -> Record:
        by_span: dict[tuple[str, Span, str], Observation] = {}
        closing: dict[tuple[str, Span], Observation] = {}
        series: dict[str, list[tuple[Span, Observation]]] = {}
        for item in known.observations:
            span = span_of(item.period, cumulative=item.cumulative)
            owner = "" if item.owner == known.owner else item.owner
            if span is not None and not owner:
                series.setdefault(item.indicator, []).append((span, item))
            if span is not None and item.moment == "closing" and not owner:
                closing[item.indicator, span] = item
            elif span is not None:
                by_span[item.indicator, span, owner] = item
        for items in series.values():
            items.sort(key=lambda pair: (pair[0].year, pair[0].last, -pair[0].first))
        return cls(page, known, by_span, closing, series)

    def value(self, indicator: str, span: Span | None, mark: Mark) -> Observation | None:
        """The value on record for the reporting body in the unit of a figure."""
        item = self.by_span.get((indicator, span, "")) if span is not None else None
        return item if item is not None and same_unit(unit_key(item.unit), mark.unit) else None


def on_record(item: Observation) -> Interval:
    return Interval.around(item.value, item.step / 2)


def range_of(target: PlannedValue) -> Interval:
    if target.value is not None:
        return Interval.point(target.value)
    low = -INFINITY if target.low is None else target.low
    return Interval(low, INFINITY if target.high is None else target.high)


def planned(target: PlannedValue) -> str:
    if target.value is not None:
        return vi_amount(target.value, target.unit)
    low, high = (vi_amount(v, target.unit) for v in (target.low, target.high))
    return worded("span", low=low, high=high) if low and high else low or high


def name_of(stated: Statement) -> str:
    return stated.indicator[:1].upper() + stated.indicator[1:]


def quote(page: Page, mark: Mark) -> str:
    return " ".join(page.raw[mark.figure.start : mark.figure.end].split())


def amount(item: Observation) -> str:
    return vi_amount(item.value, item.unit)


def label_of(item: Observation | PlannedValue) -> str:
    return item.label or worded("stored_of", period=item.period)


def link_to(item: Observation) -> Link:
    return Link("observation", worded("link_value", label=label_of(item), value=amount(item)), item.address)


def target_link(target: PlannedValue) -> Link:
    return Link("target", worded("link_value", label=label_of(target), value=planned(target)), target.address)


def finding(
    template: str, severity: Severity, verdict: Verdict, message: str, marks: tuple[Mark, ...], links: tuple[Link, ...]
) -> Finding:
    spans = tuple((m.figure.start, m.figure.end) for m in marks)
    return Finding("", template, severity, verdict, message, spans, links=links)
