"""The list of registers, and the list of one register's entries with its files."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import csv_answer, day_of
from giaoban.records.registers import selectors
from giaoban.records.registers.asked import Asked, asked_of
from giaoban.records.registers.exporting import cells, header, workbook
from giaoban.records.registers.forms import ListForm
from giaoban.records.registers.levels import fields_at, level_everywhere, narrowed
from giaoban.records.registers.models import Register
from giaoban.records.registers.services import export_note, live_of

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@login_required
def registers(request: HttpRequest) -> HttpResponse:
    """The registers that the actor may see."""
    actor = actor_of(request)
    access.require_anywhere(actor, "registers.view")
    context = {
        "rows": selectors.listed(actor),
        "may_define": "registers.define" in access.verbs_anywhere(actor),
    }
    return render(request, "registers/list.html", context)


def question(request: HttpRequest, actor: Actor) -> Asked:
    """What a list is asked for. Errors: DIR-011 for a day that is none."""
    asked = asked_of(request.GET.dict())
    return replace(asked, on=day_of(request, actor.on)) if request.GET.get("ngay", "").strip() else asked


def tabs_of(actor: Actor, register: Register) -> dict[str, Any]:
    """What the tabs and actions of a register's pages need."""
    verbs = access.verbs_anywhere(actor)
    return {
        "register": register,
        "may": {verb.partition(".")[2]: True for verb in verbs if verb.startswith("registers.")},
        "may_define": "registers.define" in verbs and register.body_id == actor.body_id,
        "whole": access.whole(actor, "registers.view"),
    }


@require_GET
@login_required
def entries(request: HttpRequest, pk: int) -> HttpResponse:
    """One register's entries: narrowed, sorted, a page at a time."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    live, asked = live_of(register), question(request, actor)
    level = level_everywhere(actor)
    rows = selectors.entries(actor, live, asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    seen = narrowed(live.definition, level)
    shown_as_name = set(seen.title or seen.key)
    columns = [one for one in selectors.columns_of(seen, level) if one.field.name not in shown_as_name]
    columns = [one for one in columns if one.field.name != seen.unit]
    form = ListForm(
        request.GET, definition=seen, fields=fields_at(seen, level), units=selectors.choices_of_units(actor, register)
    )
    context = {
        **tabs_of(actor, register),
        "definition": seen,
        "page_obj": page,
        "columns": columns,
        "rows": selectors.shown_rows(actor, live, page, columns, on=asked.on),
        "form": form,
        "asked": asked,
        "query": request.GET.urlencode(),
        "review": selectors.open_review(actor, register),
    }
    return render(request, "registers/entries.html", context)


@require_GET
@login_required
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same rows as the list, all of them, as xlsx or CSV; what the actor may not see is not in it."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    live, asked = live_of(register), question(request, actor)
    rows = selectors.entries(actor, live, asked)
    columns = selectors.columns_of(live.definition, level_everywhere(actor), everything=True)
    export_note(actor=actor, register=register, query=request.GET.urlencode())
    if request.GET.get("dang") == "csv":
        return csv_answer(register.code, header(columns), cells(actor, live, rows, columns, on=asked.on))
    answer = HttpResponse(workbook(actor, live, rows, columns, on=asked.on), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{register.code}.xlsx"'
    return answer
