"""One indicator over the units of a day: rows and columns of the page that reads figures as reported or restated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.access.scopes import scopes
from giaoban.ground.org.selectors import Node, predecessors, successors, unit_names, units_on, units_within
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.indicators import dims_key
from giaoban.records.figures.models import CurrentValue, Indicator, Period
from giaoban.records.figures.selectors.above import PARTS, UPPER, parts_with_above
from giaoban.records.figures.selectors.lineage import Cell, Key, rate_of, scale_of, total

COLUMNS = 8
"""Periods beside each other."""
MOST_PARTS = 20
"""Parts of a breakdown that are listed where its indicator does not say which there are."""


@dataclass(frozen=True, slots=True)
class Territory:
    """What the page shows: `units` (number, name) in the order of the tree or the alphabet, `periods` oldest first."""

    units: list[tuple[int, str]]
    periods: list[Period]


Place = tuple[int, int, str]
"""(unit, period, kind of the unit)"""


def figures_of(actor: Actor, indicator: Indicator) -> list[Place]:
    """Where there is an actual figure of an indicator, or of its denominator, that the actor may see."""
    parts = [number for number in (indicator.pk, indicator.denominator_id) if number]
    rows = access.visible(
        actor, "figures.view", CurrentValue.objects.filter(indicator__in=parts, role="actual", dims="")
    )
    return list(rows.order_by().values_list("unit_id", "period_id", "unit__kind").distinct())


def kinds_of_periods(places: Sequence[Place]) -> dict[str, list[Period]]:
    """The periods of figures by calendar and kind ("civil month"), the most frequent kind first, oldest period first."""
    periods = Period.objects.in_bulk({period for _unit, period, _kind in places}).values()
    ranked = sorted(periods, key=lambda p: (p.calendar, p.kind, p.end, p.start))
    groups = {
        f"{calendar} {kind}": list(rows) for (calendar, kind), rows in groupby(ranked, lambda p: (p.calendar, p.kind))
    }
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def reported_units(places: Sequence[Place], periods: Sequence[Period]) -> list[tuple[int, str]]:
    """The units that reported in these periods, by name."""
    shown = {period.pk for period in periods}
    units = {unit for unit, period, _kind in places if period in shown}
    names = unit_names(units=units, on=periods[-1].cut) if periods else {}
    return sorted(names.items(), key=lambda pair: sort_key(pair[1]))


def units_of_day(actor: Actor, on: date, places: Sequence[Place]) -> list[tuple[int, str]]:
    """The units of `nodes_of_day`: (number, name)."""
    return [(node.id, node.name) for node in nodes_of_day(actor, on, places)]


def nodes_of_day(actor: Actor, on: date, places: Sequence[Place]) -> list[Node]:
    """The units of a day that hold what the actor's area holds, as far as they are of the kinds that figures were reported by.

    Where communes reported, the units above them are there too: they are put together from them.
    """
    area = next((scope.area_id for scope in scopes(actor)), None)
    if area is None:
        return []
    nodes = units_on(on=on, under=area, itself=True)
    if not any(node.id == area and node.name for node in nodes):
        shares = successors(unit=area, on=on) or predecessors(unit=area, on=on)
        nodes = [node for share in shares for node in units_on(on=on, under=share.unit, itself=True)]
    kinds = {kind for _unit, _period, kind in places}
    kinds |= set(UPPER) if not kinds.isdisjoint(PARTS) else set()
    return [node for node in {n.id: n for n in nodes}.values() if node.kind in kinds]


def added_up(nodes: Sequence[Node]) -> list[int]:
    """The units whose figures make a total: those above others that are listed too would count them twice."""
    above, parent = set(), {node.id: node.parent_id for node in nodes}
    for node in nodes:
        upper = node.parent_id
        while upper is not None and upper not in above:
            above.add(upper)
            upper = parent.get(upper)
    return [node.id for node in nodes if node.id not in above]


def with_those_below(nodes: Sequence[Node], on: date) -> list[int]:
    """The units, and those that the upper ones among them are put together from: whose lineage explains the figures. One query or none."""
    tops = [node.id for node in nodes if node.kind in UPPER]
    below = units_within(units=tops, on=on, kinds=PARTS) if tops else {}
    parts = {part for kinds in below.values() for found in kinds.values() for part in found}
    return sorted({node.id for node in nodes} | parts)


def reported_cells(
    actor: Actor,
    indicator: Indicator,
    *,
    units: Sequence[int],
    periods: Sequence[Period],
    parts: Sequence[str] = ("",),
) -> dict[str, dict[Key, Cell]]:
    """What units reported, unchanged: {part of a breakdown, "" the whole: cells}. One query."""
    rows = CurrentValue.objects.filter(
        indicator=indicator, unit__in=units, period__in=periods, role="actual", dims__in=parts
    )
    found: dict[str, dict[Key, Cell]] = {part: {} for part in parts}
    for row in access.visible(actor, "figures.view", rows):
        key = (row.indicator_id, row.unit_id, row.period_id)
        found[row.dims][key] = Cell(1, 1, amount=row.amount, low=row.low, high=row.high)
    return found


def cells_of(
    actor: Actor,
    indicators: Sequence[Indicator],
    *,
    units: Sequence[int],
    periods: Sequence[Period],
    to: date,
    uppers: Sequence[int],
    parts: Sequence[str] = ("",),
) -> dict[str, dict[Key, Cell]]:
    """Restated cells of indicators (one with its numerator and denominator, which its total needs): {part, "" the whole: cells}."""
    return parts_with_above(
        actor, indicators=indicators, units=units, periods=periods, to=to, parts=parts, uppers=uppers
    )


def parts_of_breakdown(actor: Actor, indicator: Indicator, by: str) -> list[str]:
    """The parts of a breakdown ("gioi=nam"): those that the indicator declares, else all with an actual figure. One query or none."""
    if by not in indicator.dimensions:
        return []
    declared = [dims_key({by: value}) for value in indicator.dimensions[by]]
    if declared:
        return declared
    numbers = [number for number in (indicator.pk, indicator.denominator_id) if number]
    rows = CurrentValue.objects.filter(indicator__in=numbers, role="actual", dims__startswith=f"{by}=")
    rows = access.visible(actor, "figures.view", rows.exclude(dims__contains=";"))
    return sorted(set(rows.order_by().values_list("dims", flat=True)))[:MOST_PARTS]


def totals_of(
    indicator: Indicator, cells: dict[Key, Cell], *, units: Sequence[int], periods: Sequence[Period]
) -> list[Cell | None]:
    """What all units make together in each period: the sum, or the rate of the sums; None where a figure is missing."""
    return [_total(indicator, cells, units, period) for period in periods]


def _total(indicator: Indicator, cells: dict[Key, Cell], units: Sequence[int], period: Period) -> Cell | None:
    if indicator.kind != "rate" and indicator.unit_op == "sum":
        return total(cells.get((indicator.pk, unit, period.pk)) for unit in units)
    parts = [
        total(cells.get((number, unit, period.pk)) for unit in units)
        for number in (indicator.numerator_id, indicator.denominator_id)
        if number
    ]
    if len(parts) < 2 or parts[0] is None or parts[1] is None:
        return None
    rate = rate_of(parts[0].amount, parts[1].amount, scale=scale_of(indicator))
    return None if rate is None else Cell(parts[1].figures, parts[1].units, amount=rate)
