"""Lists of tasks, and giving one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.forms import picking
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.forms import FilterForm, TaskForm, submitted
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.sources import Item, item_at, place_of
from giaoban.records.tasks.views.words import Row, row_of

PAGE = 50
FIELD_OF = {"TSK-001": "text", "TSK-003": "cooperating", "TSK-004": "leads", "TSK-008": "leads", "TSK-013": "due_on"}


def rows_of(page: Page[Task], actor: Actor) -> list[Row]:
    """The rows of a page; one query for the names of the units."""
    leads = [vars(task)["lead_id"] for task in page]
    names = unit_names(units={lead for lead in leads if lead}, on=actor.on)
    return [row_of(task, lead=names.get(lead, ""), on=actor.on) for task, lead in zip(page, leads, strict=True)]


def paged(request: HttpRequest, rows: QuerySet[Task], *, total: int) -> Page[Task]:
    """The page that was asked for. total: how many rows there are, counted already."""
    paginator = Paginator(rows, PAGE)
    paginator.count = total
    return paginator.get_page(request.GET.get("trang"))


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The tasks that the actor may see, narrowed as asked, with how they stand in numbers."""
    actor = actor_of(request)
    access.require_anywhere(actor, "tasks.view")
    form = FilterForm(request.GET or None, units=selectors.unit_groups(actor))
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = selectors.filtered(
        actor,
        state=asked.get("trang_thai", ""),
        unit_id=asked.get("don_vi"),
        late=asked.get("han", ""),
        batch=request.GET.get("dot", "")[:40].replace("\x00", ""),
    )
    tally = selectors.tally(rows, actor.on)
    page = paged(request, rows, total=tally.total)
    context = {
        "page_obj": page,
        "rows": rows_of(page, actor),
        "form": form,
        "narrowed": any(request.GET.get(name) for name in ("trang_thai", "don_vi", "han", "dot")),
        "tally": tally,
        "may_assign": "tasks.assign" in access.verbs_anywhere(actor),
    }
    return render(request, "tasks/list.html", context)


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The running tasks in which the actor's unit has a part, those due first at the top."""
    actor = actor_of(request)
    access.require_anywhere(actor, "tasks.view")
    rows = selectors.mine(actor)
    tally = selectors.tally(rows, actor.on)
    page = paged(request, rows, total=tally.total)
    context = {"page_obj": page, "rows": rows_of(page, actor), "tally": tally}
    return render(request, "tasks/mine.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new task, or one for each of several units; from a sentence of a page ("?source=kind/number#key") filled with what was read there.

    Who may not open that page gives a task without it; who asks for a sentence that was given already is led to its task.
    """
    actor = actor_of(request)
    access.require_anywhere(actor, "tasks.assign")
    if picking.asked(request):
        return picking.answer(request, TaskForm(actor=actor))
    asked = request.POST if request.method == "POST" else request.GET
    item = item_at(actor, asked.get("source", "").replace("\x00", ""))
    form = TaskForm(*submitted(request), actor=actor, initial={**item.fields, "source": item.ref} if item else {})
    if item is not None and item.task is not None:
        return there_already(request, item.task)
    if request.method == "POST" and form.is_valid():
        try:
            made, there = give(actor, form.cleaned_data)
        except Problem as problem:
            form.add_error(FIELD_OF.get(problem.code), problem.sentence(request.LANGUAGE_CODE))
        else:
            if there is not None:
                return there_already(request, there)
            messages.success(request, _("Đã giao %(n)d nhiệm vụ.") % {"n": len(made)})
            return redirect("tasks:task", pk=made[0].pk)
    context = {"form": form, "item": item, "source": place_of(actor, item.ref) if item else None}
    return render(request, "tasks/create.html", context, status=422 if form.errors else 200)


@transaction.atomic
def give(actor: Actor, data: dict[str, Any]) -> tuple[list[Task], Task | None]:
    """The tasks that were given; or none, and the one that somebody gave from the same sentence a moment before."""
    item = item_at(actor, data["source"], lock=True)
    if item is not None and item.task is not None:
        return [], item.task
    made = services.tasks_assign(
        actor=actor,
        body_id=actor.body_id or 0,
        work=services.Work(
            title=data["title"], text=data["text"], product=data["product"], due_on=data["due_on"], **source_of(item)
        ),
        lead_unit_ids=data["leads"],
        cooperating=data["cooperating"],
        monitoring=data["monitoring"],
    )
    return made, None


def source_of(item: Item | None) -> dict[str, Any]:
    """Where a task is given and in which words."""
    return {"source_kind": "document", "source_ref": item.ref, "source_quote": item.quote} if item else {}


def there_already(request: HttpRequest, task: Task) -> HttpResponse:
    """To the task that was given from a sentence, which is given once."""
    messages.info(request, _("Nhiệm vụ này đã được giao."))
    return redirect("tasks:task", pk=task.pk)
