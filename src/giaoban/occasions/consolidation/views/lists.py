"""The reports of a body, and a new one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.calendar import Period, parse_period, read_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.forms import ChooseForm
from giaoban.occasions.consolidation.models import ReportTemplate
from giaoban.occasions.consolidation.states import CONSOLIDATED
from giaoban.occasions.consolidation.views.frame import told

PAGE = 25
STAY = {"CNS-003", "CNS-004", "CNS-016", "CAL-003", "DOC-001", "DOC-002"}


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The reports that the actor may see, newest first."""
    actor = actor_of(request)
    cancelled = request.GET.get("huy") == "1"
    found = selectors.reports(actor)
    found = found.filter(state="cancelled") if cancelled else found.exclude(state="cancelled")
    page = Paginator(selectors.with_counts(found), PAGE).get_page(request.GET.get("trang"))
    verbs = access.verbs_anywhere(actor)
    context = {
        "page_obj": page,
        "cancelled": cancelled,
        "rows": [(row, CONSOLIDATED.label(row.state)) for row in page],
        "may_draft": "consolidation.draft" in verbs,
        "may_template": "consolidation.template" in verbs,
    }
    return render(request, "consolidation/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Choose the template and the period, see who has reported, and make the report."""
    actor = actor_of(request)
    access.require_anywhere(actor, "consolidation.draft")
    body = selectors.body_of(actor)
    templates = selectors.templates(actor, level=selectors.level_of(body))
    data = request.POST if request.method == "POST" else request.GET
    form = ChooseForm(data or None, templates=templates, initial=usual(actor, templates))
    chosen = choice(form, templates)
    if request.method == "POST" and chosen is not None:
        template, period = chosen
        with told(request, STAY):
            numbers = [int(value) for value in request.POST.getlist("submission") if value.isdecimal()][:200]
            made = services.consolidated_create(
                actor=actor, body_id=body.pk, template=template, period=period.key, submissions=numbers
            )
            return redirect("consolidation:report", pk=made.pk)
    context: dict[str, Any] = {"form": form}
    if chosen is not None:
        template, period = chosen
        context |= {
            "template": template,
            "period": period,
            "same": selectors.reports(actor).filter(body=body, period=period.key).exclude(state="cancelled")[:5],
            "units": selectors.reported(actor, period=period.key, body_id=body.pk),
        }
    return render(request, "consolidation/create.html", context, status=422 if form.is_bound and form.errors else 200)


def usual(actor: Actor, templates: list[ReportTemplate]) -> dict[str, Any]:
    """What most reports are: of last month, by the first template of months."""
    month = parse_period(f"{actor.on:%Y-%m}")
    last = month.previous() if actor.on.day < 20 else month
    monthly = next((row.pk for row in templates if row.period_kind == "month"), None)
    return {"template": monthly, "period": f"{last.start:%m/%Y}"}


def choice(form: ChooseForm, templates: list[ReportTemplate]) -> tuple[ReportTemplate, Period] | None:
    """The template and the period that were chosen; None, with the reason at its field, where they do not fit."""
    if not form.is_bound or not form.is_valid():
        return None
    template = next(row for row in templates if row.pk == form.cleaned_data["template"])
    try:
        period = read_period(form.cleaned_data["period"])
    except Problem as problem:
        form.add_error("period", problem.sentence(get_language() or "vi"))
        return None
    if period.kind != template.period_kind:
        kind = str(template.get_period_kind_display()).lower()
        form.add_error(
            "period",
            Problem("CNS-004", period=period.name, name=template.name, kind=kind).sentence(get_language() or "vi"),
        )
        return None
    return template, period
