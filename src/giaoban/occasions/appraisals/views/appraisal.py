"""One appraisal: how far it is, its units, its reviewers, its steps, and the matrix of reviewers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.forms import ReviewerForm
from giaoban.occasions.appraisals.models import Appraisal
from giaoban.occasions.appraisals.selectors import appraisals as reads
from giaoban.occasions.appraisals.selectors.history import history_of
from giaoban.occasions.appraisals.states import APPRAISAL, EDITABLE, SHEET
from giaoban.occasions.appraisals.views.posted import numbered, typed

MANAGED = ("begin_review", "back_to_scoring", "cancel")


def frame(actor: Actor, appraisal: Appraisal) -> dict[str, Any]:
    """What every page of an appraisal shows. One query."""
    verbs = access.allowed_verbs(actor, appraisal, ["appraisals.manage", "appraisals.decide", "appraisals.review"])
    whole = {verb for verb in verbs if access.whole(actor, verb)}
    return {
        "appraisal": appraisal,
        "state": APPRAISAL.label(appraisal.state),
        "may_manage": "appraisals.manage" in whole,
        "may_decide": "appraisals.decide" in whole,
        "may_review": "appraisals.review" in verbs,
    }


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an appraisal is."""
    actor = actor_of(request)
    appraisal = reads.appraisal_get(actor, pk)
    cards = reads.named(reads.sheets(actor).filter(appraisal=appraisal), actor)
    bands = {band.code: band.title for band in appraisal.score_set.bands.all()}
    rated = [card for card in cards if not card[0].excluded]
    context = frame(actor, appraisal) | {
        "rows": [(row, name, SHEET.label(row.state), bands.get(row.classed, "")) for row, name in cards],
        "bands": bands,
        "rated": len(rated),
        "handed": sum(row.state not in EDITABLE for row, _name in rated),
        "unsent": [name for row, name in rated if row.state in EDITABLE],
        "unchecked": [name for row, name in rated if row.state not in ("reviewed", "decided")],
        "checked": sum(row.state in ("reviewed", "decided") for row, _name in rated),
        "reviewers": reads.checkers(appraisal, actor),
        "steps": APPRAISAL.verbs(appraisal.state),
        "blocks": sorted({row.block for row, _name in cards if row.block}),
        "running": appraisal.state in ("scoring", "reviewing"),
        "late": late_of(appraisal, actor),
    }
    return render(request, "appraisals/appraisal.html", context)


def late_of(appraisal: Appraisal, actor: Actor) -> bool:
    """Whether the part that runs is past its day."""
    due = {"scoring": appraisal.self_due_on, "reviewing": appraisal.review_due_on}.get(appraisal.state)
    return due is not None and due < actor.on


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of an appraisal."""
    actor = actor_of(request)
    appraisal = reads.appraisal_get(actor, pk)
    verb, reason = typed(request, "verb", 20), typed(request, "reason", 500)
    try:
        if verb == "decide":
            services.appraisal_decide(actor=actor, appraisal=appraisal, decision=typed(request, "decision", 200))
            messages.success(request, _("Đã quyết định kết quả; kết quả đã ghi vào sổ số liệu và báo cho các đơn vị."))
            return redirect("appraisals:results", pk=pk)
        if verb == "reopen":
            services.appraisal_reopen(actor=actor, appraisal=appraisal, reason=reason)
        else:
            services.appraisal_step(actor=actor, appraisal=appraisal, verb=verb, reason=reason)
    except Problem as problem:
        if problem.status in {403, 404}:
            raise
        messages.error(request, problem.sentence(getattr(request, "LANGUAGE_CODE", "vi")))
    return redirect("appraisals:appraisal", pk=pk)


@require_http_methods(["GET", "POST"])
@login_required
def reviewer(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a reviewer."""
    actor = actor_of(request)
    appraisal = reads.appraisal_get(actor, pk)
    access.require(actor, "appraisals.manage", appraisal)
    groups = [(group.pk, f"{group.code}. {group.title}") for group in appraisal.score_set.groups.all()]
    posted = request.POST if request.method == "POST" else None
    return form_page(
        request,
        ReviewerForm(posted, posts=reads.post_choices(actor), groups=groups),
        lambda data: services.reviewer_add(
            actor=actor, appraisal=appraisal, post_id=data["post"], group_id=data["group"]
        ),
        title=_("Phân công thẩm định"),
        lead=appraisal.title,
        back=reverse("appraisals:appraisal", args=[pk]),
        submit=_("Phân công"),
        said=_("Đã phân công thẩm định."),
    )


@require_POST
@login_required
def reviewer_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reviewer off."""
    actor = actor_of(request)
    appraisal = reads.appraisal_get(actor, pk)
    services.reviewer_remove(actor=actor, appraisal=appraisal, pk=numbered(request, "nguoi") or 0)
    return redirect("appraisals:appraisal", pk=pk)


@require_POST
@login_required
def exclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a unit out of the rating with a reason, or back in without one."""
    actor = actor_of(request)
    appraisal = reads.appraisal_get(actor, pk)
    services.unit_exclude(
        actor=actor, appraisal=appraisal, sheet_id=numbered(request, "phieu") or 0, reason=typed(request, "reason", 300)
    )
    return redirect("appraisals:appraisal", pk=pk)


@require_GET
@login_required
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Units x criteria."""
    actor = actor_of(request)
    appraisal = reads.appraisal_get(actor, pk)
    criteria, rows = reads.matrix(actor, appraisal)
    bands = {band.code: band.title for band in appraisal.score_set.bands.all()}
    shown = [(row, SHEET.label(row.sheet.state), bands.get(row.sheet.classed, "")) for row in rows]
    context = frame(actor, appraisal) | {"criteria": criteria, "rows": shown}
    return render(request, "appraisals/matrix.html", context)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of an appraisal, its cards and reviewers."""
    actor = actor_of(request)
    appraisal = reads.appraisal_get(actor, pk)
    context = frame(actor, appraisal) | {"changes": history_of(appraisal, appraisal.score_set, on=actor.on)}
    return render(request, "appraisals/history.html", context)
