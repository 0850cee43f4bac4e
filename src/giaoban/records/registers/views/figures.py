"""The figures that a register feeds, and the way back from one of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.records.figures.printing import share_written, written
from giaoban.records.registers import selectors, services
from giaoban.records.registers.forms import PeriodForm
from giaoban.records.registers.services.figures import as_of
from giaoban.records.registers.views.lists import tabs_of


@require_http_methods(["GET", "POST"])
@login_required
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Every indicator of a register for a period (`?ky=`, default this month); POST records them as figures."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    access.require_whole(actor, "registers.view")
    form = PeriodForm((request.POST if request.method == "POST" else request.GET) or None)
    code = (form.cleaned_data.get("ky") if form.is_bound and form.is_valid() else "") or f"{actor.on:%Y-%m}"
    if request.method == "POST" and form.is_valid():
        try:
            count = services.figures_record(actor=actor, register=register, code=code)
        except Problem as problem:
            if problem.status in (403, 404):
                raise
            messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("Đã ghi %(n)d số liệu mới vào bảng số liệu.") % {"n": count})
        return redirect(f"{reverse('registers:figures', args=[pk])}?ky={code}")
    live, period, found = services.computed(actor=actor, register=register, code=code)
    names = unit_names(units=[one.unit_id for one in found if one.unit_id], on=actor.on)
    context = {
        **tabs_of(actor, register),
        "form": PeriodForm(initial={"ky": code}),
        "code": code,
        "period": period,
        "live": live,
        "as_of": as_of(period, actor.on),
        "rows": [(one, names.get(one.unit_id or 0, ""), said(one)) for one in found],
        "may_record": "figures.record" in access.verbs_anywhere(actor),
    }
    return render(request, "registers/figures.html", context)


def said(result: services.Result) -> str:
    """A result as people read it: a share with one decimal, rounded half up; empty where it could not be computed."""
    if result.value is None:
        return ""
    return (
        share_written(result.value, 1)
        if "value" not in result.parts
        else f"{written(result.value)} {result.rule.measure}"
    )


@require_GET
@login_required
def calculation(request: HttpRequest, pk: int) -> HttpResponse:
    """How a figure was computed: the question, the day, the version of the definition, the answer."""
    actor = actor_of(request)
    row = selectors.calculation_get(actor, pk)
    unit = unit_names(units=[row.unit_id] if row.unit_id else [], on=row.as_of).get(row.unit_id or 0, "")
    context = {
        **tabs_of(actor, row.register),
        "row": row,
        "unit": unit,
        "value": "" if row.value is None else written(row.value),
    }
    return render(request, "registers/calculation.html", context)
