"""Figures of one unit: thirteen months of every indicator; and a month of many units beside each other."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import units_on
from giaoban.kernel.calendar import parse_period, report_period
from giaoban.kernel.problems import Problem
from giaoban.records.figures import selectors
from giaoban.records.figures.printing import in_language, shortly
from giaoban.records.figures.views.year import TONES

PER_PAGE = 60
UNITS = 40
INDICATORS = 60


class Shown(NamedTuple):
    """A cell as the page prints it: the figure in words ("–" for none), the address of its source, whether it is an estimate."""

    words: str
    url: str
    estimated: bool


NOTHING = Shown("–", "", False)


def shown_cells(board: selectors.Board, indicator: int, places: list[tuple[int, str]]) -> list[Shown]:
    """The cells of one indicator at (unit, key of the period), in their order. Addresses are put together: a board has many."""
    head = reverse("figures:observation", args=[0]).removesuffix("0/")
    found = []
    for place in places:
        value = board.at(indicator, *place)
        if value is None:
            found.append(NOTHING)
        else:
            estimated = (indicator, *place) in board.estimated
            found.append(Shown(in_language(shortly(value)) or "–", f"{head}{value.observation_id}/", estimated))
    return found


@require_GET
@login_required
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's indicators by month and its targets of the year. `?thang=2026-11` is the newest month; the same of last year stands last."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    last = selectors.month_or_none(request.GET.get("thang", "")[:7]) or f"{actor.on:%Y-%m}"
    keys = selectors.months_until(last)[::-1]
    board = selectors.board(actor, units=[pk], keys=keys)
    if pk not in board.units:
        raise Problem("ACC-002")
    page = Paginator(board.indicators, PER_PAGE).get_page(request.GET.get("trang"))
    year = int(last[:4])
    asked = selectors.targets_of(actor, year=year, units=[pk])
    targets = selectors.judged(actor, asked, on=actor.on, names=board.units)
    month = parse_period(last)
    context = {
        "unit": pk,
        "name": board.units[pk],
        "month": month,
        "reported": report_period(month),
        "before": month.previous().key,
        "after": month.next().key,
        "months": [parse_period(key) for key in keys],
        "page_obj": page,
        "rows": [(row, shown_cells(board, row.pk, [(pk, key) for key in keys])) for row in page],
        "targets": [(row, TONES[row.verdict.status]) for row in targets],
        "year": year,
    }
    return render(request, "figures/unit.html", context)


@require_GET
@login_required
def month(request: HttpRequest) -> HttpResponse:
    """One month of the units right under the body's area: indicators down, units across. `?thang=` and `?trang=` choose."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    area = selectors.area_of(actor)
    nodes = [node for node in units_on(on=actor.on, under=area) if node.depth == 1] if area else []
    across = [node for node in nodes if node.body_id is None][:UNITS] or nodes[:UNITS]
    last = selectors.month_or_none(request.GET.get("thang", "")[:7])
    key = last or selectors.newest_month(actor, unit_id=area) or f"{actor.on:%Y-%m}"
    board = selectors.board(actor, units=[node.id for node in across], keys=[key])
    page = Paginator(board.indicators, INDICATORS).get_page(request.GET.get("trang"))
    period = parse_period(key)
    context = {
        "month": period,
        "reported": report_period(period),
        "before": period.previous().key,
        "after": period.next().key,
        "units": across,
        "page_obj": page,
        "rows": [(row, shown_cells(board, row.pk, [(node.id, key) for node in across])) for row in page],
    }
    return render(request, "figures/month.html", context)
