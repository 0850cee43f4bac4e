"""Who is invited, who came."""

from datetime import time

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.models import Attendance
from giaoban.occasions.meetings.models.room import ATTENDANCE
from giaoban.occasions.meetings.quorum import QUORUMS
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.occasions.meetings.views.frame import Frame, frame_of, told
from giaoban.occasions.reports.views.posted import typed

STATES = dict(ATTENDANCE)


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with its marks; one form for everybody, one button for "all present"."""
    frame = frame_of(request, pk)
    if request.method == "POST":
        verb = typed(request, "verb", 20)
        if verb.isdecimal():
            services.attendance_remove(actor=frame.actor, session=frame.session, attendance_id=int(verb))
        else:
            quorum = typed(request, "quorum", 10) if "quorum" in request.POST else None
            marks = marks_of(request, frame)
            services.attendance_mark(actor=frame.actor, session=frame.session, marks=marks, quorum=quorum)
            if verb == "all":
                services.attendance_all_present(actor=frame.actor, session=frame.session)
        return redirect("meetings:attendance", pk=pk)
    rows = reads.attendances(frame.session)
    context = {
        **frame.context,
        "rows": [(row, STATES[row.state]) for row in rows],
        "states": ATTENDANCE,
        "quorums": QUORUMS,
        "present": reads.present(frame.session),
    }
    return render(request, "meetings/attendance.html", context)


def marks_of(request: HttpRequest, frame: Frame) -> dict[int, services.Mark]:
    """The marks of the form; somebody it does not mention keeps theirs."""
    return {row.pk: mark_of(request, row) for row in reads.attendances(frame.session) if f"s{row.pk}" in request.POST}


def mark_of(request: HttpRequest, row: Attendance) -> services.Mark:
    """The mark of one person; a word that is no state leaves the state as it is."""
    state = typed(request, f"s{row.pk}", 12)
    return services.Mark(
        state=state if state in STATES else row.state,
        substitute_for=typed(request, f"for{row.pk}", 200).strip() if state == "substitute" else "",
        arrived_at=hour(typed(request, f"from{row.pk}", 5)),
        left_at=hour(typed(request, f"to{row.pk}", 5)),
        member=f"m{row.pk}" in request.POST,
    )


def hour(text: str) -> time | None:
    """A time as typed (08:15), None for anything else."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


@require_POST
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody more."""
    frame = frame_of(request, pk)
    name, post = typed(request, "name", 150), typed(request, "post", 200)
    told(
        request,
        lambda: services.attendance_add(actor=frame.actor, session=frame.session, name=name, post=post),
        "MTG-018",
    )
    return redirect("meetings:attendance", pk=pk)
