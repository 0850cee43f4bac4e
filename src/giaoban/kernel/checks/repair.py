"""Which figure is wrong, and what was meant: figures and relations as a graph, one slip at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from giaoban.kernel.checks.arithmetic import Judgement, judge
from giaoban.kernel.checks.draft import Draft
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.model import Suggestion
from giaoban.kernel.checks.numbers import HUNDRED, ZERO, bounded, interval, middle, size, step
from giaoban.kernel.checks.printed import Edit, edits
from giaoban.kernel.quantity import Figure, Interval
from giaoban.kernel.quantity.fixed import changed

_KEPT = 5


@dataclass(frozen=True, slots=True)
class Graph:
    """All tested relations of a page with their judgements, and which of them each figure stands in."""

    page: Page
    drafts: tuple[Draft, ...]
    judged: tuple[Judgement, ...]
    of_figure: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, page: Page, drafts: Sequence[Draft], judged: Sequence[Judgement]) -> Graph:
        """The graph of relations that hold or fail; offers and questions have no say."""
        places: dict[str, list[int]] = {}
        for i, (draft, found) in enumerate(zip(drafts, judged, strict=True)):
            if found.holds is not None and draft.op != "asked" and draft.explained_by != "missing_part":
                for figure in {*draft.figures, *draft.aside}:
                    places.setdefault(figure, []).append(i)
        return cls(page, tuple(drafts), tuple(judged), {k: tuple(v) for k, v in places.items()})


@dataclass(frozen=True, slots=True)
class _Ranked:
    gained: int
    suspicion: int
    cost: int
    suggestion: Suggestion

    @property
    def order(self) -> tuple[int, int, int]:
        return (-self.gained, -self.suspicion, self.cost)


def suggest(graph: Graph, index: int) -> tuple[Suggestion, ...]:
    """Return the best repairs of a failing relation, best first: by relations gained, then suspicion, then the cost of the slip."""
    draft = graph.drafts[index]
    ranked: list[_Ranked] = []
    for figure_id in dict.fromkeys((*draft.figures, *draft.aside)):
        ranked.extend(_repairs(graph, index, figure_id))
    ranked.extend(_swaps(graph, draft, index))
    ranked.sort(key=lambda r: r.order)
    best: dict[tuple[str, str], Suggestion] = {}
    for candidate in ranked:
        best.setdefault((candidate.suggestion.figure, candidate.suggestion.printed), candidate.suggestion)
    return tuple(best.values())[:_KEPT]


def _repairs(graph: Graph, index: int, figure_id: str) -> list[_Ranked]:
    figure = graph.page.figures[figure_id]
    if figure.value is None:
        return []
    text = graph.page.raw[figure.num_start : figure.num_end]
    aim = wanted(graph.drafts[index], graph.page.figures, figure_id)
    found = []
    for edit in edits(figure, text):
        if aim is not None and not aim.contains(abs(edit.value)):
            continue
        gained, satisfied = _effect(graph, {figure_id: _printed_as(figure, edit)}, index)
        if gained is not None:
            suggestion = Suggestion(figure_id, edit.printed, edit.kind, satisfied)
            found.append(_Ranked(gained, _suspicion(graph, figure_id), edit.cost, suggestion))
    return found


def _printed_as(figure: Figure, edit: Edit) -> Figure:
    """The figure with the edited value; where its decimals moved, so did its step."""
    grain = step(figure)
    if edit.kind == "separator" and grain:
        exponent = edit.value.as_tuple().exponent
        grain = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    return changed(figure, value=edit.value, step=grain)


def wanted(draft: Draft, figures: Mapping[str, Figure], figure_id: str) -> Interval | None:
    """Where the absolute value must lie for the relation to hold, None where that is left to trial."""
    if draft.op in {"sum", "total"}:
        signs = [(1, t) for t in draft.terms] + ([(-1, draft.result)] if draft.result is not None else [])
        rest, mine = Interval.point(-(draft.total or ZERO)), 1
        for sign, term in signs:
            if term == figure_id:
                mine = sign
            else:
                rest = rest + interval(figures[term]).scaled(Decimal(sign))
        needed = rest if mine < 0 else -rest
        needed = needed + Interval.around(ZERO, step(figures[figure_id]) / 2)
        return -needed if needed.high < 0 else needed
    half = Interval.around(ZERO, step(figures[figure_id]) / 2)
    if draft.op == "ratio":
        a, b = (size(figures[t]) for t in draft.terms)
        share = size(figures[draft.result or ""])
        if draft.result == figure_id:
            return a.over(b).scaled(HUNDRED) + half
        if not bounded(share) or share.low <= 0:
            return None
        if draft.terms[0] == figure_id:
            return Interval(share.low * b.low / HUNDRED, share.high * b.high / HUNDRED) + half
        return a.over(share).scaled(HUNDRED) + half
    if draft.op in {"growth", "difference", "growth_by", "per", "remainder"} and figure_id == draft.result:
        found = judge(draft, figures).computed
        return None if found is None else Interval.around(abs(found), step(figures[figure_id]))
    if draft.op == "growth" and not figures[draft.terms[0]].unit.strip().endswith("%"):
        return _grown(draft, figures, figure_id)
    if draft.op == "grim_change":
        nearest = _nearest_change(draft, figures)
        return Interval.point(nearest) + half if figure_id == draft.result else Interval.point(ZERO)
    if draft.op == "count":
        return Interval(Decimal(min(draft.counts)), Decimal(max(draft.counts)))
    return None


def _grown(draft: Draft, figures: Mapping[str, Figure], figure_id: str) -> Interval:
    """Where new or old must lie for a change of p percent either way."""
    change, new, old = (figures[f] for f in draft.figures)
    most = (abs(middle(change)) + step(change)) / HUNDRED
    other, half = (old, step(new)) if figure_id == new.id else (new, step(old))
    value = abs(middle(other)) + step(other)
    least = Decimal(1) - most if most < 1 else Decimal(1) / 100
    return Interval(
        value * min(least, 1 / (1 + most)) - half - step(other) * 2, value * max(1 + most, 1 / least) + half
    )


def _nearest_change(draft: Draft, figures: Mapping[str, Figure]) -> Decimal:
    found = judge(draft, figures).computed
    return abs(found) if found is not None else ZERO


def _effect(graph: Graph, other: Mapping[str, Figure], index: int) -> tuple[int | None, int]:
    """(relations gained minus lost, relations satisfied) by the change; None for the first where `index` still fails."""
    figures = _Overlay(graph.page.figures, other)
    if judge(graph.drafts[index], figures).holds is not True:
        return None, 0
    gained, satisfied = 1 - (graph.judged[index].holds is True), 1
    for i in {i for figure in other for i in graph.of_figure.get(figure, ())} - {index}:
        now = judge(graph.drafts[i], figures).holds is True
        satisfied += now
        gained += now - (graph.judged[i].holds is True)
    return gained, satisfied


class _Overlay(dict[str, Figure]):
    """Figures with a few replaced, without copying a long page."""

    def __init__(self, base: Mapping[str, Figure], other: Mapping[str, Figure]) -> None:
        super().__init__(other)
        self._base = base

    def __missing__(self, key: str) -> Figure:
        return self._base[key]


def _suspicion(graph: Graph, figure_id: str) -> int:
    """Failing relations of a figure less those that hold: the first suspect stands in failing ones only."""
    states = [graph.judged[i].holds for i in graph.of_figure.get(figure_id, ())]
    return sum(1 for s in states if s is False) - sum(1 for s in states if s is True)


def _swaps(graph: Graph, draft: Draft, index: int) -> list[_Ranked]:
    """Part and total, or two printed counts, exchanged."""
    if draft.op not in {"ratio", "sum", "at_most"} or len(draft.figures) > 8:
        return []
    found = []
    amounts = [f for f in draft.figures if graph.page.figures[f].value is not None and not graph.page.by_id[f].percent]
    for i, first in enumerate(amounts):
        for second in amounts[i + 1 :]:
            a, b = graph.page.figures[first], graph.page.figures[second]
            swapped = {first: changed(a, value=b.value, step=b.step), second: changed(b, value=a.value, step=a.step)}
            gained, satisfied = _effect(graph, swapped, index)
            if gained is not None and middle(a) != middle(b):
                printed = graph.page.raw[b.num_start : b.num_end]
                suspicion = max(_suspicion(graph, first), _suspicion(graph, second))
                found.append(_Ranked(gained, suspicion, 12, Suggestion(first, printed, "swapped", satisfied)))
    return found
