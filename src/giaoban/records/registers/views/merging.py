"""Merge entries: choose them, then fill in the new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.records.registers import selectors, services
from giaoban.records.registers.asked import Asked
from giaoban.records.registers.forms.entry import DayInput
from giaoban.records.registers.levels import level_at, narrowed
from giaoban.records.registers.views.entry import day_said, entry_form, told
from giaoban.records.registers.views.lists import tabs_of

MOST = 200


@require_http_methods(["GET", "POST"])
@login_required
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose entries (`?muc=`), then describe what they become."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    access.require_anywhere(actor, "registers.report")
    live = services.live_of(register)
    text = request.GET.get("q", "").replace("\x00", "")[:200]
    asked = request.POST.getlist("muc") or request.GET.getlist("muc")
    wanted = {int(number) for number in asked[:100] if number.isdecimal() and len(number) < 18}
    rows = selectors.entries(actor, live, Asked(text=text), verb="registers.report")
    chosen = (
        list(selectors.entries(actor, live, Asked(), verb="registers.report").filter(pk__in=wanted)) if wanted else []
    )
    context: dict[str, Any] = {**tabs_of(actor, register), "text": text, "chosen": chosen}
    if len(chosen) < 2:
        context["rows"] = rows[:MOST]
        return render(request, "registers/merge_choose.html", context)
    seen = narrowed(live.definition, level_at(actor, actor.unit_id))
    own: dict[str, forms.Field] = {
        "_tu_ngay": forms.CharField(label=_("Ngày sáp nhập"), widget=DayInput(), initial=f"{actor.on:%Y-%m-%d}"),
        "_ly_do": forms.CharField(label=_("Văn bản quyết định"), max_length=500),
    }
    form = entry_form(request, actor, register, seen, before=own)
    if request.method == "POST" and "ghi" in request.POST:
        made = told(
            form,
            request,
            lambda: services.entries_merge(
                actor=actor,
                entries=chosen,
                typed=form.typed,
                on=day_said(form.own("_tu_ngay"), actor.on),
                basis=form.own("_ly_do"),
            ),
        )
        if made is not None:
            messages.success(
                request, _("Đã sáp nhập %(n)d mục thành “%(title)s”.") % {"n": len(chosen), "title": made.title}
            )
            return redirect("registers:entry", pk=made.pk)
    context["form"] = form
    return render(request, "registers/merge.html", context, status=422 if form.is_bound and form.errors else 200)
