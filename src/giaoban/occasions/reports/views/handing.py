"""A file for a report that is there already: its next version."""

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
from giaoban.occasions.reports.forms import FileForm, submitted
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.versions import submission_replace


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
    stream, name = form.content()
    try:
        new = submission_replace(actor=actor, submission=submission, stream=stream, name=name)
    except Problem as problem:
        if problem.status in {403, 404}:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        return redirect(f"{page}#ban-moi")
    if new.state != "sent" and access.whole(actor, "reports.review"):
        services.submission_step(actor=actor, submission=new, verb="send")
        messages.success(request, gettext("Đã nhận tệp mới và gửi lại báo cáo."))
    else:
        messages.success(request, gettext("Đã nhận tệp mới. Xem các phát hiện rồi gửi báo cáo."))
    return redirect(page)
