"""Lists of tasks, and giving one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
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
from giaoban.records.tasks.sources import place_of
from giaoban.records.tasks.views.words import Row, row_of

PAGE = 50
PROPOSED = ("title", "text", "due_on", "source", "quote")
LONGEST = 4000
"""Signs of what an address may propose."""
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
    """A new task, or one for each of several units."""
    actor = actor_of(request)
    access.require_anywhere(actor, "tasks.assign")
    form = TaskForm(*submitted(request), actor=actor, initial=proposed(request))
    if picking.asked(request):
        return picking.answer(request, form)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.tasks_assign(
                actor=actor,
                body_id=actor.body_id or 0,
                work=services.Work(
                    title=data["title"],
                    text=data["text"],
                    product=data["product"],
                    due_on=data["due_on"],
                    **source_of(actor, data["source"], data["quote"]),
                ),
                lead_unit_ids=data["leads"],
                cooperating=data["cooperating"],
                monitoring=data["monitoring"],
            )
        except Problem as problem:
            form.add_error(FIELD_OF.get(problem.code), problem.sentence(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("Đã giao %(n)d nhiệm vụ.") % {"n": len(made)})
            return redirect("tasks:task", pk=made[0].pk)
    source = place_of(actor, str(form["source"].value() or ""))
    return render(request, "tasks/create.html", {"form": form, "source": source}, status=422 if form.errors else 200)


def proposed(request: HttpRequest) -> dict[str, Any]:
    """What the form is filled with at first: what the page that leads here proposes in the address."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:LONGEST] for name in PROPOSED}
    leads = [number for number in request.GET.getlist("leads") if number.isdecimal()]
    return {name: words for name, words in asked.items() if words} | ({"leads": leads} if leads else {})


def source_of(actor: Actor, ref: str, quote: str) -> dict[str, Any]:
    """Where a task was given and in which words; nothing where the actor may not open the page."""
    return {"source_kind": "document", "source_ref": ref, "source_quote": quote} if place_of(actor, ref).url else {}
