"""What goes badly: taken from reports or typed, given to a unit to answer, answered."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.forms import typed_day
from giaoban.occasions.meetings.selectors import conclusions
from giaoban.occasions.meetings.selectors import difficulties as reads
from giaoban.occasions.meetings.states import DIFFICULTY
from giaoban.occasions.meetings.views.agenda import unit_typed, units_of
from giaoban.occasions.meetings.views.frame import Frame, frame_of, told
from giaoban.occasions.reports.views.posted import typed


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The difficulties, and the sentences of linked reports that may be some. POST puts a typed one down."""
    frame = frame_of(request, pk)
    if request.method == "POST":
        told(request, lambda: put_down(request, frame), "MTG-002", "MTG-012")
        return redirect("meetings:difficulties", pk=pk)
    names = conclusions.unit_list(frame.session) if frame.may_prepare else {}
    found = reads.difficulties(frame.actor, frame.session, names)
    context = {
        **frame.context,
        "rows": [(row, DIFFICULTY.label(row.row.state), DIFFICULTY.verbs(row.row.state)) for row in found],
        "proposals": reads.proposals(frame.actor, frame.session, found, names) if frame.may_prepare else [],
        "units": list(names.values()),
    }
    return render(request, "meetings/difficulties.html", context)


def put_down(request: HttpRequest, frame: Frame) -> None:
    """The typed difficulty."""
    raised = services.Raised(
        text=typed(request, "text", 4000), unit_id=unit_typed(request, "unit", units_of(frame.session))
    )
    services.difficulty_raise(actor=frame.actor, session=frame.session, difficulties=[raised])


@require_POST
@login_required
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """The ticked sentences of the reports."""
    frame = frame_of(request, pk)
    wanted = set(request.POST.getlist("key"))
    raised = [
        services.Raised(
            text=row.quote,
            unit_id=row.unit_id,
            item_id=row.item_id,
            source_ref=row.source_ref,
            span_start=row.start,
            span_end=row.end,
            quote=row.quote,
        )
        for row in reads.proposals(frame.actor, frame.session)
        if row.key in wanted
    ]
    services.difficulty_raise(actor=frame.actor, session=frame.session, difficulties=raised)
    return redirect("meetings:difficulties", pk=pk)


@require_POST
@login_required
def change(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Assign, answer, settle or reopen one."""
    frame = frame_of(request, pk)
    told(
        request, lambda: do(request, frame, row, typed(request, "verb", 20)), "MTG-012", "MTG-015", "MTG-017", "FLW-001"
    )
    return redirect("meetings:difficulties", pk=pk)


def do(request: HttpRequest, frame: Frame, row: int, verb: str) -> None:
    """What the pressed button says. Errors: as the services; MTG-012 without a unit; MTG-015 for a malformed day."""
    who: dict[str, Any] = {"actor": frame.actor, "session": frame.session, "difficulty_id": row}
    if verb == "assign":
        unit = unit_typed(request, "unit", units_of(frame.session))
        if unit is None:
            raise Problem("MTG-012", text="")
        services.difficulty_assign(**who, unit_id=unit, due_on=typed_day(typed(request, "due_on", 20)))
    elif verb == "answer":
        services.difficulty_answer(**who, answer=typed(request, "answer", 8000))
    else:
        services.difficulty_step(**who, verb=verb)
