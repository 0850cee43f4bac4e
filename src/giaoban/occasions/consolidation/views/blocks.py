"""What is done with single blocks. Every answer leads back to the block's place in the editor."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import services
from giaoban.occasions.consolidation.models import WORDS
from giaoban.occasions.consolidation.services.held import Conflict
from giaoban.occasions.consolidation.states import CONSOLIDATED
from giaoban.occasions.consolidation.views.frame import Frame, frame_of, number, told, typed

STAY = {"CNS-001", "CNS-005", "CNS-008", "CNS-009", "CNS-012", "CNS-016", "DOC-002"}


def back(pk: int, anchor: str = "") -> HttpResponseRedirect:
    """To a place of the editor."""
    return HttpResponseRedirect(reverse("consolidation:report", args=[pk]) + (f"#{anchor}" if anchor else ""))


@require_POST
@login_required
def change(request: HttpRequest, pk: int, block: int) -> HttpResponse:
    """Edit, move, take out, bring back a block; decide about a number in it. Who comes too late sees both texts."""
    frame = frame_of(request, pk)
    try:
        with told(request, STAY):
            do(request, frame, block)
    except Conflict as conflict:
        context = frame.context | {
            "now": conflict.block,
            "mine": typed(request, "text", WORDS),
            "doing": typed(request, "verb", 20),
            "why": conflict.sentence(request.LANGUAGE_CODE),
        }
        return render(request, "consolidation/conflict.html", context, status=409)
    return back(pk, f"khoi-{block}")


def do(request: HttpRequest, frame: Frame, block: int) -> None:
    """What the pressed button says. Errors: those of the services; FLW-001 for an unknown button."""
    verb = typed(request, "verb", 20)
    version = number(request, "version")
    about: dict[str, Any] = {"actor": frame.actor, "report": frame.report, "block_id": block}
    match verb:
        case "edit":
            services.block_edit(**about, version=version, text=typed(request, "text", WORDS))
        case "up" | "down":
            services.block_move(**about, to=verb)
        case "section":
            services.block_move(**about, to=f"section:{typed(request, 'section', 40)}")
        case "remove":
            services.block_remove(**about, version=version)
        case "restore":
            services.block_restore(**about)
        case "take":
            services.finding_settle(**about, version=version, key=typed(request, "key", 200))
        case "keep":
            reason = typed(request, "reason", 500)
            services.finding_settle(**about, version=version, key=typed(request, "key", 200), reason=reason)
        case _:
            raise CONSOLIDATED.refusal(frame.report.state, verb)


@require_POST
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new paragraph or heading."""
    frame = frame_of(request, pk)
    anchor = ""
    with told(request, STAY):
        made = services.block_add(
            actor=frame.actor,
            report=frame.report,
            section=typed(request, "section", 40),
            text=typed(request, "text", WORDS),
            after_id=number(request, "after") or None,
            kind=typed(request, "kind", 10) or "paragraph",
        )
        anchor = f"khoi-{made.pk}"
    return back(pk, anchor)


@require_POST
@login_required
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what a unit wrote out of a section."""
    frame = frame_of(request, pk)
    section = typed(request, "section", 40)
    count = services.unit_remove(
        actor=frame.actor, report=frame.report, unit_id=number(request, "unit"), section=section
    )
    messages.success(request, _("Đã bỏ %(count)d khối; lấy lại được ở cuối trang.") % {"count": count})
    return back(pk, f"phan-{section}" if section else "")


@require_POST
@login_required
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the report of a unit in that was accepted since."""
    frame = frame_of(request, pk)
    try:
        made = services.report_take_in(
            actor=frame.actor, report=frame.report, submission_id=number(request, "submission")
        )
    except Problem as problem:
        if problem.code not in STAY:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        return back(pk)
    messages.success(request, _("Đã đưa %(count)d khối vào cuối các phần.") % {"count": len(made)})
    return back(pk, f"khoi-{made[0].pk}" if made else "")
