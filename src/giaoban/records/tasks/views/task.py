"""The page of one task."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from giaoban.ground.access import Actor
from giaoban.ground.directory.forms import picking
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.records.tasks import selectors
from giaoban.records.tasks.forms import ExtendForm, PartsForm, ProgressForm, ReportForm
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.sources import given
from giaoban.records.tasks.views.words import row_of


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: what must be done, its clock, who has which part, what happened, and the next step."""
    actor = actor_of(request)
    context = page_of(actor, selectors.task_get(actor, pk))
    if picking.asked(request) and context["parts_form"] is not None:
        return picking.answer(request, context["parts_form"])
    return render(request, "tasks/task.html", context)


def page_of(actor: Actor, task: Task) -> dict[str, Any]:
    """What the page of a task shows."""
    sides = selectors.sides(actor, task)
    lead = next((side for side in sides if side.assignment.kind == "lead"), None)
    can = selectors.abilities(actor, task)
    return {
        "task": task,
        "row": row_of(task, lead=lead.name if lead else "", on=actor.on),
        "sides": sides,
        "can": can,
        "source": given(actor, task),
        "timeline": selectors.timeline(actor, task),
        "changes": selectors.due_changes(task),
        "siblings": list(selectors.batch_of(actor, task)[:50]) if task.batch else [],
        "report_form": ReportForm(auto_id="ket-qua-%s") if "report_done" in can else None,
        "progress_form": ProgressForm(auto_id="tien-do-%s") if "progress" in can else None,
        "extend_form": ExtendForm(auto_id="gia-han-%s") if "extend" in can else None,
        "parts_form": parts_form(actor, task.pk, sides) if "reassign" in can else None,
    }


def parts_form(actor: Actor, task_pk: int, sides: list[selectors.Side], data: Any = None) -> PartsForm:
    """The form for other parts, filled with those of now or what was sent.

    Units that the office cannot choose any more are offered while they have a part.
    """
    held: dict[str, list[int]] = {"lead": [], "cooperating": [], "monitoring": []}
    for side in sides:
        held[side.assignment.kind].append(side.assignment.unit_id)
    units = dict(selectors.unit_choices(actor)) | {side.assignment.unit_id: side.name for side in sides}
    initial = {
        "lead": next(iter(held["lead"]), None),
        "cooperating": held["cooperating"],
        "monitoring": next(iter(held["monitoring"]), None),
    }
    form = PartsForm(data, units=list(units.items()), initial=initial, auto_id="phan-cong-%s")
    for field in form.fields.values():
        if isinstance(field, picking.Pick):
            field.at = reverse("tasks:task", args=[task_pk])
    return form


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the task and its parts."""
    actor = actor_of(request)
    task = selectors.task_get(actor, pk)
    return render(request, "tasks/history.html", {"task": task, "changes": lines(task, on=actor.on)})
