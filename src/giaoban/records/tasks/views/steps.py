"""The steps of a task, each a POST to one address."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.forms import ExtendForm, ProgressForm, ReportForm
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.states import TASK
from giaoban.records.tasks.views.task import page_of, parts_form

BY_REASON: dict[str, Callable[..., Any]] = {
    "send_back": services.task_send_back,
    "cancel": services.task_cancel,
    "reopen": services.task_reopen,
}
FORMS: dict[str, type[forms.Form]] = {
    "report_done": ReportForm,
    "progress": ProgressForm,
    "extend": ExtendForm,
}
NAMES = {
    "report_done": "report_form",
    "progress": "progress_form",
    "extend": "extend_form",
    "reassign": "parts_form",
}
OPEN = {
    "report_done": (_("Báo cáo hoàn thành"), "ket-qua"),
    "progress": (_("Cập nhật tiến độ"), "tien-do"),
    "extend": (_("Gia hạn nhiệm vụ"), "gia-han"),
    "reassign": (_("Đổi phân công"), "phan-cong"),
}
PREFIX = {"report_done": "ket-qua-%s", "progress": "tien-do-%s", "extend": "gia-han-%s"}
FIELD_OF = {"TSK-003": "cooperating", "TSK-004": "lead", "TSK-012": "due_on", "TSK-013": "due_on"}
STAY = {"FLW-001", "TSK-002", "TSK-005", "TSK-007"}
"""Refusals that are told on the task's page instead of one of their own."""


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one step; where a form has faults, the page again with them."""
    actor = actor_of(request)
    task = selectors.task_get(actor, pk)
    verb = request.POST.get("verb", "")[:20]
    form = form_of(request, actor, task, verb)
    if form is not None and not form.is_valid():
        return faulty(request, actor, task, verb, form)
    try:
        do(actor, task, verb, form.cleaned_data if form is not None else reason_of(request))
    except Problem as problem:
        if form is not None and FIELD_OF.get(problem.code) in form.fields:
            form.add_error(FIELD_OF[problem.code], problem.sentence(request.LANGUAGE_CODE))
            return faulty(request, actor, task, verb, form)
        if problem.code not in STAY:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    return redirect("tasks:task", pk=pk)


def form_of(request: HttpRequest, actor: Actor, task: Task, verb: str) -> forms.Form | None:
    """The form that a step is sent with, None for a step that has none."""
    if verb == "reassign":
        return parts_form(actor, task.pk, selectors.sides(actor, task), request.POST)
    if verb not in FORMS:
        return None
    return FORMS[verb](request.POST, request.FILES, auto_id=PREFIX[verb])


def reason_of(request: HttpRequest) -> dict[str, Any]:
    """What a step without a form of its own is sent with."""
    return {"reason": request.POST.get("reason", "").replace("\x00", "")[:500]}


def do(actor: Actor, task: Task, verb: str, data: dict[str, Any]) -> None:
    """Call the service of a step. Errors: its own; FLW-001 for a verb that is none."""
    if verb in BY_REASON:
        BY_REASON[verb](actor=actor, task=task, reason=data["reason"])
    elif verb == "accept":
        services.task_accept(actor=actor, task=task)
    elif verb == "confirm":
        services.task_confirm(actor=actor, task=task)
    elif verb == "report_done":
        services.task_report_done(actor=actor, task=task, result=data["text"], enclosures=enclosures(data))
    elif verb == "progress":
        services.task_progress(actor=actor, task=task, text=data["text"], enclosures=enclosures(data))
    elif verb == "extend":
        services.task_extend(actor=actor, task=task, new_due_on=data["due_on"], reason=data["text"])
    elif verb == "reassign":
        services.task_reassign(
            actor=actor,
            task=task,
            lead_unit_id=data["lead"],
            cooperating=data["cooperating"],
            monitoring=data["monitoring"],
            reason=data["reason"],
        )
    else:
        raise TASK.refusal(task.state, verb)


def enclosures(data: dict[str, Any]) -> list[services.Enclosure]:
    """The files of a form."""
    return [services.Enclosure(file.file, file.name) for file in data["enclosed"]]


def faulty(request: HttpRequest, actor: Actor, task: Task, verb: str, form: forms.Form) -> HttpResponse:
    """The task's page with the form and its faults at the top, in place of its dialog."""
    title, place = OPEN[verb]
    opened = {"form": form, "verb": verb, "title": title, "place": place}
    context = {**page_of(actor, task), NAMES[verb]: None, "opened": opened}
    return render(request, "tasks/task.html", context, status=422)
