"""The list of sessions, planning one, its steps and its history."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.forms import PlanForm
from giaoban.occasions.meetings.models import Session
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.occasions.meetings.states import SESSION
from giaoban.occasions.meetings.views.frame import frame_of, told
from giaoban.occasions.reports.views.posted import typed

PAGE = 50


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Sessions that the actor may see, the latest first."""
    actor = actor_of(request)
    access.require_anywhere(actor, "meetings.view")
    page = Paginator(reads.sessions_counted(actor), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_obj": page,
        "rows": [(row, SESSION.label(row.state)) for row in page],
        "may_plan": "meetings.prepare" in access.verbs_anywhere(actor),
    }
    return render(request, "meetings/sessions.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a session; every field is filled in as the last one of the body was held."""
    actor = actor_of(request)
    access.require_anywhere(actor, "meetings.prepare")
    if request.method == "GET":
        form = PlanForm(actor=actor, initial=reads.usual_plan(actor, request.GET.get("ngay", "")))
        return render(request, "meetings/plan.html", {"form": form, "left_open": reads.left_open(actor)})
    form = PlanForm(request.POST, actor=actor)
    if form.is_valid():
        made = services.session_plan(actor=actor, body_id=actor.body_id or 0, plan=form.plan())
        warned(request, made)
        return redirect("meetings:agenda", pk=made.pk)
    return render(request, "meetings/plan.html", {"form": form}, status=422)


def warned(request: HttpRequest, session: Session) -> None:
    """Say on the next page what is unusual about a session: its day is no working day, or its period has one of its kind already."""
    off, other = reads.day_off(session.held_on), reads.same_period(session)
    if off:
        messages.warning(request, _("Ngày họp là ngày nghỉ: %(day)s.") % {"day": off})
    if other is not None:
        text = _("Kỳ này đã có phiên họp cùng loại: “%(title)s” ngày %(day)s.")
        messages.warning(request, text % {"title": other.title, "day": f"{other.held_on:%d/%m/%Y}"})


def initial_of(session: Session) -> dict[str, Any]:
    """The form's values for a session that is there already."""
    return {
        "kind": session.kind,
        "period": session.period,
        "title": session.title,
        "held_on": session.held_on,
        "starts_at": session.starts_at,
        "place": session.place,
        "chair": session.chair_post_id,
    }


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """When, where and under whom."""
    frame = frame_of(request, pk)
    access.require(frame.actor, "meetings.prepare", frame.session)
    form = PlanForm(request.POST or None, actor=frame.actor, initial=initial_of(frame.session))
    form.fields["kind"].disabled = True
    if request.method == "POST" and form.is_valid():
        warned(request, services.session_edit(actor=frame.actor, session=frame.session, plan=form.plan()))
        return redirect("meetings:agenda", pk=pk)
    context = {**frame.context, "form": form}
    return render(request, "meetings/plan.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin or close a session."""
    frame = frame_of(request, pk)
    verb = typed(request, "verb", 20)
    if verb == "open":
        services.session_open(actor=frame.actor, session=frame.session)
    elif verb == "no_conclusion":
        reason = typed(request, "reason", 500)
        told(
            request,
            lambda: services.session_no_conclusion(actor=frame.actor, session=frame.session, reason=reason),
            "MTG-014",
            "MTG-020",
        )
    elif verb == "close":
        waiting = typed(request, "waiting", 20)
        told(
            request,
            lambda: services.session_close(actor=frame.actor, session=frame.session, waiting=waiting),
            "MTG-010",
            "MTG-011",
        )
    else:
        raise SESSION.refusal(frame.session.state, verb)
    return redirect("meetings:agenda", pk=pk)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the session and of what belongs to it."""
    frame = frame_of(request, pk)
    changes = [change for part in reads.parts(frame.session) for change in lines(part, on=frame.actor.on)]
    changes.sort(key=lambda change: change.at, reverse=True)
    return render(request, "meetings/history.html", {**frame.context, "changes": changes})
