"""Figures read as they were reported, or restated to the units of a day."""

from collections.abc import Mapping
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
from giaoban.ground.org.selectors import arrows_between, lineage_told, unknown_shares
from giaoban.records.figures import selectors
from giaoban.records.figures.breakdowns import dimension_words, part_words
from giaoban.records.figures.models import Indicator, Period, PeriodKind
from giaoban.records.figures.selectors import territory
from giaoban.records.figures.selectors.above import UPPER
from giaoban.records.figures.selectors.lineage import Cell, Key

PER_PAGE = 50
SENTENCES = 30


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """One indicator: units down, periods across. `?chi-tieu=`, `?ky=` (calendar and kind), `?cach=bao-cao|quy-doi`, `?ngay=`, `?trang=`,
    `?phan-to=` (a key of the indicator's breakdown: its parts below each unit)."""
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
    by = request.GET.get("phan-to", "")
    broken = territory.parts_of_breakdown(actor, indicator, by) if periods else []
    pairs, names = list(found.object_list), ["", *broken]
    numbers = [unit for unit, _name in pairs]
    if reported:
        cells = territory.reported_cells(actor, indicator, units=numbers, periods=periods, parts=names)
    else:
        uppers = [node.id for node in listed if node.kind in UPPER]
        measured = [indicator, *parts]
        cells = territory.cells_of(actor, measured, units=numbers, periods=periods, to=on, uppers=uppers, parts=names)
    below = parts_below(indicator, cells, broken, numbers, periods)
    totals = (
        []  # of units that overlap in time
        if reported
        else territory.totals_of(indicator, cells[""], units=territory.added_up(listed), periods=periods)
    )
    context: dict[str, Any] = {
        "breakdowns": [(name, dimension_words(name)) for name in sorted(indicator.dimensions)],
        "by": by if broken else "",
        "kinds": [(name, name_of(name)) for name in kinds],
        "kind": kind,
        "periods": periods,
        "rows": [
            (unit, name, [cells[""].get((indicator.pk, unit, period.pk)) for period in periods], below.get(unit, []))
            for unit, name in pairs
        ],
        "totals": totals if found.paginator.num_pages == 1 else [],
        "page_obj": found,
    }
    if reported or not periods:
        return context
    arrows = arrows_between(
        units=territory.with_those_below(listed, on), after=periods[0].start - timedelta(days=1), until=on
    )
    asks = [(unit, problem.sentence(get_language() or "vi")) for unit, problem in unknown_shares(arrows)]
    told = lineage_told(arrows)
    return context | {"told": told[:SENTENCES], "more": max(0, len(told) - SENTENCES), "asks": asks}


def name_of(kind: str) -> str:
    """ "civil month" as people say it."""
    return str(PeriodKind(kind.split()[1]).label)


def parts_below(
    indicator: Indicator,
    cells: Mapping[str, Mapping[Key, Cell]],
    parts: list[str],
    units: list[int],
    periods: list[Period],
) -> dict[int, list[tuple[str, list[Cell | None]]]]:
    """The parts of a breakdown below each unit: {unit: [(name of the part, cells)]}; parts without any figure in a unit are left out."""
    below: dict[int, list[tuple[str, list[Cell | None]]]] = {}
    for part in parts:
        for unit in units:
            found = [cells[part].get((indicator.pk, unit, period.pk)) for period in periods]
            if any(found):
                below.setdefault(unit, []).append((first_up(part_words(part)), found))
    return below


def first_up(text: str) -> str:
    """The same with a capital at the beginning."""
    return text[:1].upper() + text[1:]
