"""Pages of the room."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.directory.forms import picking
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.occasions.direction import selectors, services
from giaoban.occasions.direction.forms import InstructionForm
from giaoban.records.tasks.clock import sentence
from giaoban.records.tasks.states import TASK

PAGE = 50
FIELD_OF = {
    "INS-001": "instruction",
    "INS-003": "given_on",
    "TSK-001": "text",
    "TSK-003": "cooperating",
    "TSK-004": "leads",
    "TSK-008": "leads",
    "TSK-013": "due_on",
}


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The instructions that the actor may see, newest first."""
    actor = actor_of(request)
    access.require_anywhere(actor, "direction.view")
    page = Paginator(selectors.instructions(actor), PAGE).get_page(request.GET.get("trang"))
    may = "direction.instruct" in access.verbs_anywhere(actor)
    return render(request, "direction/list.html", {"page_obj": page, "may_instruct": may})


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """An instruction at any time, outside a session, with its task."""
    actor = actor_of(request)
    access.require_anywhere(actor, "direction.instruct")
    bound = (request.POST,) if request.method == "POST" else ()
    form = InstructionForm(*bound, actor=actor, initial={"given_on": actor.on})
    if picking.asked(request):
        return picking.answer(request, form)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft = services.TaskDraft(
            title=data["title"],
            text=data["text"],
            lead_unit_id=data["leads"][0],
            lead_unit_ids=tuple(data["leads"][1:]),
            cooperating_ids=tuple(data["cooperating"]),
            monitoring_id=data["monitoring"],
            due_on=data["due_on"],
            product=data["product"],
            quote=data["instruction"],
        )
        try:
            made = services.instruction_issue(
                actor=actor,
                body_id=actor.body_id or 0,
                kind="any_time",
                subject_ref="",
                text=data["instruction"],
                given_on=data["given_on"],
                given_by=data["given_by"],
                tasks=[draft],
            )
        except Problem as problem:
            form.add_error(FIELD_OF.get(problem.code), problem.sentence(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("Đã ghi chỉ đạo và giao nhiệm vụ."))
            return redirect("direction:instruction", pk=made.pk)
    return render(request, "direction/create.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One instruction with the tasks that follow from it."""
    actor = actor_of(request)
    instruction = selectors.instruction_get(actor, pk)
    tasks = list(selectors.tasks_under(actor, instruction))
    names = unit_names(units={vars(task)["lead_id"] for task in tasks}, on=actor.on)
    served = selectors.serves(instruction)
    rows = [
        (
            task,
            names.get(vars(task)["lead_id"], ""),
            sentence(task, actor.on, bare=True),
            TASK.label(task.state),
            served.get(task.pk),
        )
        for task in tasks
    ]
    return render(request, "direction/instruction.html", {"instruction": instruction, "rows": rows})


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the instruction."""
    actor = actor_of(request)
    instruction = selectors.instruction_get(actor, pk)
    context = {"instruction": instruction, "changes": lines(instruction, on=actor.on)}
    return render(request, "direction/history.html", context)
