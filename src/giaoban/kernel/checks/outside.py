"""Figures against what is on record (K1 to K6): same value, totals so far, opening stock, last year, plan as issued, sum of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from giaoban.kernel.checks import usual
from giaoban.kernel.checks.arithmetic import Judgement
from giaoban.kernel.checks.draft import Draft
from giaoban.kernel.checks.known import Known, Observation, PlannedValue, span_of
from giaoban.kernel.checks.layout import Page, same_unit, unit_key
from giaoban.kernel.checks.model import Finding, Relation
from giaoban.kernel.checks.numbers import HUNDRED, ZERO, interval, middle, size, vi_amount
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
from giaoban.kernel.checks.stated import Statement, of_part_of_a_year, statements, year_of
from giaoban.kernel.checks.told import worded
from giaoban.kernel.quantity import Interval

_SCALES = (Decimal(1000), Decimal(1_000_000), Decimal(1) / 1000, Decimal(1) / 1_000_000)


def against_record(page: Page, known: Known, period: str | None, relations: Sequence[Relation]) -> Iterator[Finding]:
    """Yield a finding for every figure that disagrees with an observation or a target of the same indicator, unit and months."""
    items: list[Observation | PlannedValue] = [*known.observations, *known.targets]
    phrases = [(i.indicator, p, i.unit) for i in items for p in (i.indicator, *i.aliases)]
    record = Record.of(page, known)
    targets = {(t.indicator, year.year): t for t in known.targets if (year := span_of(t.period)) is not None}
    implied = {r.terms[0]: r for r in relations if r.template == "T12" and r.interval is not None and r.result}
    said = list(statements(page, phrases, period))
    told = {(s.indicator, s.span): s.mark for s in said if s.part == "value" and s.span is not None}
    for stated in said:
        match stated.part:
            case "value":
                yield from _value(record, stated)
                yield from usual.unusual(record, stated)
                yield from usual.added(record, stated, told)
                yield from usual.slow(record, stated, targets)
                yield from _members(record, stated)
                yield from _implied_plan(record, stated, targets, implied.get(stated.mark.id))
            case "opening":
                yield from _opening(record, stated)
            case "earlier":
                yield from _earlier(record, stated)
            case "plan":
                yield from _plan(record, stated, targets)
                yield from usual.met_before(record, stated)
            case _:
                yield from _change(record, stated)


def _value(record: Record, stated: Statement) -> Iterator[Finding]:
    """K1: the same indicator, unit and months; K2: a total so far under that of an earlier month."""
    mark = stated.mark
    item = record.value(stated.indicator, stated.span, mark)
    if item is not None:
        yield from _unequal(record, "K1", stated, item)
        return
    span = stated.span
    if span is None or span.first != 1 or mark.percent:
        return
    earlier = [
        i
        for (name, s, owner), i in record.by_span.items()
        if name == stated.indicator and not owner and s.year == span.year and s.first == 1 and s.last < span.last
    ]
    last = max(earlier, key=lambda i: (span_of(i.period) or span).last, default=None)
    if (
        last is None
        or not same_unit(unit_key(last.unit), mark.unit)
        or interval(mark.figure).high >= on_record(last).low
    ):
        return
    text = worded(
        "total_fell",
        name=name_of(stated),
        quote=quote(record.page, mark),
        known=amount(last),
        label=label_of(last),
    )
    yield finding("K2", "warning", "fails", text, (mark,), (link_to(last),))


def _opening(record: Record, stated: Statement) -> Iterator[Finding]:
    """K3: the opening stock is the last closing one."""
    span = stated.span
    item = record.closing.get((stated.indicator, span.before())) if span is not None else None
    if item is not None and same_unit(unit_key(item.unit), stated.mark.unit):
        yield from _unequal(record, "K3", stated, item, "unequal_closing")


def _earlier(record: Record, stated: Statement) -> Iterator[Finding]:
    """K4: an earlier value printed beside the new one is the one on record."""
    main = stated.main
    span = stated.span
    if main is None or span is None:
        return
    back = span.year_before() if "tháng trước" not in stated.words and "kỳ trước" not in stated.words else span.before()
    item = record.value(stated.indicator, back, stated.mark)
    if item is not None:
        yield from _unequal(record, "K4", stated, item)


def _change(record: Record, stated: Statement) -> Iterator[Finding]:
    """K4: a change against last year, or the period before, with the value on record."""
    main, span, change = stated.main, stated.span, stated.mark
    if main is None or span is None:
        return
    if "cùng kỳ" in stated.words or "năm trước" in stated.words or "năm ngoái" in stated.words:
        back = span.year_before()
    elif "tháng trước" in stated.words or "quý trước" in stated.words or "kỳ trước" in stated.words:
        back = span.before()
    else:
        return
    item = record.value(stated.indicator, back, main)
    if item is None:
        return
    new, old, printed = size(main.figure), on_record(item), size(change.figure)
    falls = change.figure.direction == "down" or (change.value or ZERO) < 0
    possible = new - old
    if change.percent and not main.percent:
        if old.low <= 0:
            return
        possible = (new.over(old) - Interval.point(Decimal(1))).scaled(HUNDRED)
    possible = -possible if falls else possible
    if possible.meets(printed):
        return
    unit = "%" if change.percent else item.unit
    exact = middle(main.figure) - item.value
    exact = HUNDRED * exact / item.value if change.percent and not main.percent else exact
    text = worded(
        "change_differs",
        name=name_of(stated),
        quote=quote(record.page, change),
        known=amount(item),
        label=label_of(item),
        way=worded("rose" if exact >= 0 else "fell"),
        computed=vi_amount(abs(exact), unit),
    )
    yield finding("K4", "warning", "fails", text, (change, main), (link_to(item),))


def _plan(record: Record, stated: Statement, targets: dict[tuple[str, int], PlannedValue]) -> Iterator[Finding]:
    """K5: a plan printed is the plan issued."""
    year, mark = year_of(stated), stated.mark
    target = targets.get((stated.indicator, year)) if year is not None else None
    if target is None or of_part_of_a_year(stated.words) or not same_unit(unit_key(target.unit), mark.unit):
        return
    if not range_of(target).meets(interval(mark.figure)):
        told = {"name": stated.indicator, "label": label_of(target), "planned": planned(target)}
        text = worded("plan_differs", quote=quote(record.page, mark), **told)
        yield finding("K5", "warning", "fails", text, (mark,), (target_link(target),))


def _implied_plan(
    record: Record, stated: Statement, targets: dict[tuple[str, int], PlannedValue], relation: Relation | None
) -> Iterator[Finding]:
    """K5: a share of a plan that is not printed leads to the plan issued."""
    span = stated.span
    target = targets.get((stated.indicator, span.year)) if span is not None else None
    if target is None or relation is None or relation.interval is None or relation.result is None:
        return
    share = record.page.by_id[relation.result]
    tail = record.page.tail(share)
    if "kế hoạch" not in tail and "dự toán" not in tail and "chỉ tiêu" not in tail:
        return
    if of_part_of_a_year(tail) or range_of(target).meets(relation.interval):
        return
    text = worded(
        "implied_plan_differs",
        quote=quote(record.page, share),
        name=stated.indicator,
        computed=vi_amount(relation.computed, target.unit),
        label=label_of(target),
        planned=planned(target),
    )
    yield finding("K5", "warning", "fails", text, (share, stated.mark), (target_link(target),))


def _members(record: Record, stated: Statement) -> Iterator[Finding]:
    """K6: the value of the whole is the sum of those of its units, where all of them are on record."""
    members, span, mark = record.known.members, stated.span, stated.mark
    if span is None or not members or mark.percent:
        return
    items = [record.by_span.get((stated.indicator, span, m)) for m in members]
    found = [i for i in items if i is not None and same_unit(unit_key(i.unit), mark.unit)]
    if len(found) != len(members):
        return
    total = Interval.point(ZERO)
    for item in found:
        total = total + on_record(item)
    if total.meets(interval(mark.figure)):
        return
    exact = sum((i.value for i in found), ZERO)
    added = vi_amount(exact, mark.figure.unit)
    told = {"name": name_of(stated), "quote": quote(record.page, mark), "computed": added}
    text = worded("members_differ", count=len(members), **told)
    yield finding("K6", "warning", "fails", text, (mark,), tuple(link_to(i) for i in found))


def opened(page: Page, known: Known, period: str | None, draft: Draft, found: Judgement) -> Judgement:
    """The judgement, turned to a note where the closing stock of the period before explains what is missing (K9)."""
    if (
        not known.observations
        or found.holds is not False
        or draft.op not in {"remainder", "at_most"}
        or len(draft.terms) != 2
    ):
        return found
    first, second = (page.figures[t] for t in draft.terms)
    missing = middle(second) - middle(first)
    if draft.op == "remainder":
        missing += middle(page.figures[draft.result or ""])
    else:
        missing = -missing
    unit = unit_key(first.unit)
    for item in _closings(known, period, unit):
        if item.value == missing or (draft.op == "at_most" and item.value >= missing):
            return replace(found, verdict="holds_with_note", holds=True, explained_by="known_opening")
    return found


def _closings(known: Known, period: str | None, unit: tuple[str, ...]) -> Iterator[Observation]:
    """Closing stocks of the period before in one unit."""
    span = span_of(period)
    for item in known.observations if span is not None else ():
        if (
            span is not None
            and item.moment == "closing"
            and span_of(item.period) == span.before()
            and same_unit(unit_key(item.unit), unit)
        ):
            yield item


def _unequal(
    record: Record, template: str, stated: Statement, item: Observation, code: str = "unequal"
) -> Iterator[Finding]:
    printed, stored = interval(stated.mark.figure), on_record(item)
    if printed.meets(stored):
        return
    mark = stated.mark
    scaled = any(interval(mark.figure).scaled(s).meets(stored) for s in _SCALES)
    text = worded(
        code,
        name=name_of(stated),
        quote=quote(record.page, mark),
        label=label_of(item),
        known=amount(item),
        why=worded("scaled" if scaled else "make_equal"),
    )
    yield finding(template, "warning", "fails", text, (mark,), (link_to(item),))
