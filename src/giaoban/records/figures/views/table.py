"""The table of a period: plan, actual, the same period a year before; as a page and as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import csv_answer
from giaoban.ground.org.sorting import sort_key
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Observation, Period
from giaoban.records.figures.printing import in_language, shown
from giaoban.records.figures.selectors.lineage import two_places
from giaoban.records.figures.services import observation_lock

PER_PAGE = 50


def period_asked(request: HttpRequest, periods: list[Period], on: date) -> Period | None:
    """The period of `?ky=<number>`, else the newest month with figures that has begun, else the newest period."""
    number = request.GET.get("ky", "")
    chosen = [period for period in periods if str(period.pk) == number]
    months = [period for period in periods if period.kind == "month" and period.start <= on]
    return next(iter((*chosen, *months, *periods)), None)


@require_GET
@login_required
def sheet(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The figures of a period; `?ky=`, `?don-vi=`, `?q=` narrow, `?xuat=csv` gives the same rows as a file."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    periods = list(selectors.periods_with_figures(actor))
    period = period_asked(request, periods, actor.on)
    text = request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"periods": periods, "period": period, "text": text}
    context["may_record"] = "figures.record" in access.verbs_anywhere(actor)
    if period is None:
        return render(request, "figures/table.html", context)
    unit = request.GET.get("don-vi", "")[:18]
    narrowed = int(unit) if unit.isdecimal() else None
    found = selectors.sheet(actor, period=period, periods=periods, unit_id=narrowed, text=text)
    if request.GET.get("xuat") == "csv":
        return csv_answer(f"so-lieu-{period.code.replace('/', '-')}", header(), cells(found))
    page = Paginator(found.pairs, PER_PAGE).get_page(request.GET.get("trang"))
    context |= {
        "page_obj": page,
        "lines": selectors.lines(found, list(page.object_list)),
        "units": sorted(found.names.items(), key=lambda pair: sort_key(pair[1])),
        "unit": unit,
        "may_lock": "figures.lock" in access.verbs_anywhere(actor),
    }
    return render(request, "figures/table.html", context)


def header() -> list[str]:
    """Titles of the file's columns."""
    return [
        _("Mã chỉ tiêu"),
        _("Chỉ tiêu"),
        _("Đơn vị tính"),
        _("Đơn vị"),
        _("Kỳ báo cáo"),
        _("Kế hoạch"),
        _("Thực hiện"),
        _("Ước thực hiện"),
        _("Cùng kỳ năm trước"),
        _("So với kế hoạch"),
        _("So với cùng kỳ"),
        _("Nguồn"),
    ]


def cells(found: selectors.Sheet) -> Iterator[list[str]]:
    """Rows of the file, a part at a time."""
    for line in selectors.filled(found):
        reached = line.reached
        yield [
            line.indicator.code,
            line.indicator.name,
            line.indicator.unit_of_measure,
            line.unit,
            in_language(found.period.label),
            line.given.words if line.given else cell(line.plan),
            cell(line.actual),
            cell(line.estimate),
            in_language(two_places(line.restated)) if line.restated else cell(line.before),
            in_language(line.of_plan),
            in_language(line.of_before),
            reached.quote if reached else "",
        ]


def cell(observation: Observation | None) -> str:
    """A figure as the table shows it; empty where none is recorded."""
    return in_language(shown(observation)) if observation else ""


@require_POST
@login_required
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the approved figures of a period."""
    actor: Actor = actor_of(request)
    access.require_anywhere(actor, "figures.lock")
    number = request.POST.get("ky", "")
    periods = [p for p in selectors.periods_with_figures(actor) if str(p.pk) == number]
    if periods:
        count = observation_lock(actor=actor, body_id=actor.body_id or 0, period=periods[0])
        said = _("Đã chốt {count} số liệu {period}.").format(count=count, period=in_language(periods[0].label))
        messages.success(request, said)
    return redirect(reverse("figures:table") + (f"?ky={number}" if periods else ""))
