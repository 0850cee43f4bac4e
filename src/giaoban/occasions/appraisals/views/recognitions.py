"""Recognitions and their schedule."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.kernel.scorecard import Validity
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.forms import PlanForm, ReasonForm, RecognitionForm
from giaoban.occasions.appraisals.models import Recognition
from giaoban.occasions.appraisals.selectors import recognitions as reads
from giaoban.occasions.appraisals.services.recognitions import Title
from giaoban.records.figures.selectors import unit_choices

PER_PAGE = 50
MILLION = Decimal(1_000_000)
get_or_post = require_http_methods(["GET", "POST"])


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Recognitions, with what must be registered again above; `?danh-hieu=` narrows to one title."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.view")
    kind = request.GET.get("danh-hieu", "").replace("\x00", "")[:200]
    page = Paginator(reads.recognitions(actor, kind=kind), PER_PAGE).get_page(request.GET.get("trang"))
    listed, due = list(page), reads.ending_rows(actor)
    found = reads.held(listed + due, actor.on)
    context = {
        "page_obj": page,
        "rows": found[: len(listed)],
        "ending": found[len(listed) :],
        "kind": kind,
        "kinds": reads.kinds(actor),
        "may_manage": "appraisals.manage" in access.verbs_anywhere(actor),
    }
    return render(request, "appraisals/recognitions.html", context)


@get_or_post
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Record a recognition."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.manage")
    form = RecognitionForm(request.POST if request.method == "POST" else None, units=unit_choices(actor))

    def do(data: dict[str, Any]) -> Recognition:
        names = ("kind", "decision", "recognised_on", "level", "again", "count", "of_total")
        return services.recognition_add(
            actor=actor,
            body_id=actor.body_id or 0,
            unit_id=data["unit"],
            title=Title(**{name: data[name] for name in names}),
            validity=Validity(data["years"], data["register_months"]),
        )

    return form_page(
        request,
        form,
        do,
        title=_("Ghi công nhận danh hiệu"),
        back=reverse("appraisals:recognitions"),
        submit=_("Ghi công nhận"),
        said=_("Đã ghi công nhận danh hiệu."),
    )


@get_or_post
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a recognition before its time."""
    actor = actor_of(request)
    row = reads.recognition_get(actor, pk)
    access.require(actor, "appraisals.manage", row)
    return form_page(
        request,
        ReasonForm(request.POST if request.method == "POST" else None),
        lambda data: services.recognition_revoke(actor=actor, recognition=row, on=actor.on, reason=data["reason"]),
        title=_("Thôi công nhận danh hiệu"),
        lead=row.kind,
        back=reverse("appraisals:recognitions"),
        submit=_("Thôi công nhận"),
        said=_("Đã ghi thôi công nhận."),
    )


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of a recognition."""
    actor = actor_of(request)
    row = reads.recognition_get(actor, pk)
    context = {"row": reads.held([row], actor.on)[0], "changes": lines(row, on=actor.on)}
    return render(request, "appraisals/recognition_history.html", context)


@require_GET
@login_required
def schedule(request: HttpRequest) -> HttpResponse:
    """The schedule with its costs; `?danh-hieu=` narrows to one title."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.view")
    kind = request.GET.get("danh-hieu", "").replace("\x00", "")[:200]
    context = {
        "years": reads.schedule(actor, kind=kind),
        "kind": kind,
        "kinds": reads.kinds(actor),
        "may_manage": "appraisals.manage" in access.verbs_anywhere(actor),
    }
    return render(request, "appraisals/schedule.html", context)


@get_or_post
@login_required
def plan_add(request: HttpRequest) -> HttpResponse:
    """Put a unit into the schedule."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.manage")
    form = PlanForm(request.POST if request.method == "POST" else None, units=unit_choices(actor))

    def do(data: dict[str, Any]) -> object:
        cost = data.pop("cost")
        unit = data.pop("unit")
        money = None if cost is None else cost * MILLION
        return services.plan_add(actor=actor, body_id=actor.body_id or 0, unit_id=unit, cost=money, **data)

    return form_page(
        request,
        form,
        do,
        title=_("Thêm vào lộ trình"),
        back=reverse("appraisals:schedule"),
        submit=_("Thêm vào lộ trình"),
        said=_("Đã thêm vào lộ trình."),
    )


@require_POST
@login_required
def plan_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out of the schedule."""
    actor = actor_of(request)
    services.plan_remove(actor=actor, plan=reads.plan_get(actor, pk))
    return redirect("appraisals:schedule")
