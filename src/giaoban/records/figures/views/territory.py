"""Figures read as they were reported, or restated to the units of a day."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import day_of
from giaoban.ground.org.selectors import Node, arrows_between, lineage_told, unknown_shares
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Indicator, Period, PeriodKind
from giaoban.records.figures.selectors import territory
from giaoban.records.figures.selectors.above import UPPER
from giaoban.records.figures.selectors.lineage import Cell

PER_PAGE = 50
SENTENCES = 30
Line = tuple[int, str, list[Any]]
"""(unit, name, cells)"""


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """One indicator: units down, periods across. `?chi-tieu=`, `?ky=` (calendar and kind), `?cach=bao-cao|quy-doi`, `?ngay=`, `?trang=`."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    offered = list(selectors.indicators(actor).order_by("code", "-version")[:500])
    chosen = request.GET.get("chi-tieu", "")
    indicator = next((row for row in offered if str(row.pk) == chosen), None)
    reported = request.GET.get("cach") == "bao-cao"
    on = day_of(request, actor.on)
    context: dict[str, Any] = {"indicators": offered, "indicator": indicator, "reported": reported, "on": on}
    if indicator is not None:
        context |= filled(request, actor, indicator, offered, on=on, reported=reported)
    return render(request, "figures/territory.html", context)


def filled(
    request: HttpRequest, actor: Actor, indicator: Indicator, offered: list[Indicator], *, on: date, reported: bool
) -> dict[str, Any]:
    """The table of an indicator."""
    places = territory.figures_of(actor, indicator)
    kinds = territory.kinds_of_periods(places)
    kind = request.GET.get("ky", "")
    kind = kind if kind in kinds else next(iter(kinds), "")
    periods = kinds.get(kind, [])[-territory.COLUMNS :]
    nodes = [] if reported else territory.nodes_of_day(actor, on, places)
    units = territory.reported_units(places, periods) if reported else [(node.id, node.name) for node in nodes]
    found = Paginator(units, PER_PAGE).get_page(request.GET.get("trang"))
    shown = {unit for unit, _name in found.object_list}
    parts = [row for row in offered if row.pk in (indicator.numerator_id, indicator.denominator_id)]
    listed = [node for node in nodes if node.id in shown]
    rows, totals = (
        (as_reported(actor, indicator, list(found.object_list), periods), [])
        if reported
        else as_restated(actor, indicator, parts, listed, periods, on=on)
    )
    context: dict[str, Any] = {
        "kinds": [(name, name_of(name)) for name in kinds],
        "kind": kind,
        "periods": periods,
        "rows": rows,
        "totals": totals if found.paginator.num_pages == 1 else [],
        "page_obj": found,
    }
    if reported or not periods:
        return context
    numbers = territory.with_those_below(listed, on)
    arrows = arrows_between(units=numbers, after=periods[0].start - timedelta(days=1), until=on)
    asks = [(unit, problem.sentence(get_language() or "vi")) for unit, problem in unknown_shares(arrows)]
    told = lineage_told(arrows)
    return context | {"told": told[:SENTENCES], "more": max(0, len(told) - SENTENCES), "asks": asks}


def name_of(kind: str) -> str:
    """ "civil month" as people say it."""
    return str(PeriodKind(kind.split()[1]).label)


def as_reported(actor: Actor, indicator: Indicator, units: list[tuple[int, str]], periods: list[Period]) -> list[Line]:
    """What was reported; it is not added up, for units that overlap in time."""
    cells = territory.reported_cells(actor, indicator, units=[unit for unit, _name in units], periods=periods)
    return [(unit, name, [cells.get((indicator.pk, unit, period.pk)) for period in periods]) for unit, name in units]


def as_restated(
    actor: Actor, indicator: Indicator, parts: list[Indicator], nodes: list[Node], periods: list[Period], *, on: date
) -> tuple[list[Line], list[Cell | None]]:
    """The lines, and the totals of the columns over those units that are not above others of the table."""
    uppers = [node.id for node in nodes if node.kind in UPPER]
    numbers = [node.id for node in nodes]
    cells = territory.cells_of(actor, indicator, parts, units=numbers, periods=periods, to=on, uppers=uppers)
    totals = territory.totals_of(indicator, cells, units=territory.added_up(nodes), periods=periods)
    rows = [
        (node.id, node.name, [cells.get((indicator.pk, node.id, period.pk)) for period in periods]) for node in nodes
    ]
    return rows, totals
