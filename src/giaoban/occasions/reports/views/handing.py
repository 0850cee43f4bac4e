"""Handing a file in: as a new report, or as the next version of one that is there already."""

import io
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.files.models import Attachment
from giaoban.ground.files.selectors import attachments_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import FileForm, UploadForm, submitted
from giaoban.occasions.reports.looking import file_look, held, hold
from giaoban.occasions.reports.models import ReportRequest, Submission
from giaoban.occasions.reports.states import SUBMISSION
from giaoban.occasions.reports.versions import REPLACED, submission_replace

OTHER = "khac"
"""The answer that a file is a report of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sender is asked before the file is taken: the reports of the unit and period that are there; `held` finds the file again."""

    held: str
    name: str
    rows: list[tuple[Submission, str, bool]]
    """(report, its state in words, whether it takes a new version)."""


def hand_in(actor: Actor, form: UploadForm, request: ReportRequest | None) -> Submission | Asked:
    """Take in what a valid form holds, or ask whether it is a new version of a report that is there.

    Errors: those of `file_look`, `held`, `submission_receive` and `submission_replace`.
    """
    data = form.cleaned_data
    content, name = whole(actor, form)
    unit_id = request.unit_id if request else data["unit"]
    period = data["period"] or (request.period if request else "")
    body_id = request.body_id if request else actor.body_id or 0
    outcome, unit_id = file_look(
        actor=actor, body_id=body_id, unit_id=unit_id, period=period, content=content, name=name
    )
    there = selectors.same_period(
        actor, body_id=body_id, unit_id=unit_id, period=period or services.period_of(outcome), request=request
    )
    chosen = next((row for row in there if data["answer"] == str(row.pk)), None)
    if chosen is not None:
        stream = io.BytesIO(content)
        return submission_replace(actor=actor, submission=chosen, stream=stream, name=name, looked=outcome, sent=True)
    if there and data["answer"] != OTHER:
        if outcome.problem is not None:  # a scan: refused now, not after the answer
            services.require_room(body_id=body_id, unit_id=unit_id, actor=actor)
        rows = [(row, str(SUBMISSION.label(row.state)), row.state in REPLACED) for row in there]
        return Asked(hold(actor, content, name), name, rows)
    return services.submission_receive(
        actor=actor,
        body_id=body_id,
        stream=io.BytesIO(content),
        name=name,
        unit_id=unit_id,
        request=request,
        title=data["title"],
        period=data["period"],
        looked=outcome,
    )


def whole(actor: Actor, form: UploadForm) -> tuple[bytes, str]:
    """The content that came, else the one that waits, and its name. Errors: REP-052, FIL-001 for one larger than what is read."""
    data = form.cleaned_data
    if data["held"] and not (data["file"] or data["pasted"].strip()):
        return held(actor, data["held"])
    stream, name = form.content()
    content = stream.read(services.TAKEN.max_bytes + 1)
    if len(content) > services.TAKEN.max_bytes:
        hold(actor, content, name)  # refuses it in words
    return content, name


def earlier_files(actor: Actor, submission: Submission) -> list[Attachment]:
    """The files that the present one replaced, the last one first. One query."""
    return sorted(
        attachments_of(actor, submission, all_versions=True), key=lambda row: (row.uploaded_at, row.pk), reverse=True
    )


@require_POST
@login_required
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a corrected file in; who may review sends it at once, a unit sees the findings first. A refusal is told on the report's page."""
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    form = FileForm(*submitted(request))
    page = reverse("reports:review", args=[pk])
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("file", []))))
        return redirect(f"{page}#ban-moi")
    content, name = form.content()[0].read(), form.content()[1]
    try:
        looked, _unit = file_look(
            actor=actor,
            body_id=submission.body_id,
            unit_id=submission.unit_id,
            period=submission.period,
            content=content,
            name=name,
        )
        stream = io.BytesIO(content)
        new = submission_replace(actor=actor, submission=submission, stream=stream, name=name, looked=looked)
        if access.allowed(actor, "reports.review", new):
            services.submission_step(actor=actor, submission=new, verb="send")
            messages.success(request, gettext("Đã nhận tệp mới và gửi lại báo cáo."))
        else:
            messages.success(request, gettext("Đã nhận tệp mới. Xem các phát hiện rồi gửi báo cáo."))
    except Problem as problem:
        if problem.status in {403, 404}:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        return redirect(f"{page}#ban-moi")
    return redirect(page)
