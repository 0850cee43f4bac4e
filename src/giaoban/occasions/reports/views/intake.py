"""A unit without an account: drop the report, see the findings, send. The link is its only right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from giaoban.ground.directory import Actor
from giaoban.ground.directory.services import link_actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import LinkUploadForm
from giaoban.occasions.reports.models import ReportRequest, Submission
from giaoban.occasions.reports.views.review import page_of


def opened(request: HttpRequest, token: str) -> tuple[Actor, ReportRequest]:
    """Who the link makes of the visitor, and the request it is for. Errors: DIR-0xx for a link that is unknown, ended or used up."""
    actor = link_actor(token=token, at=timezone.now(), address=request.META.get("REMOTE_ADDR", ""))
    asked = ReportRequest.objects.select_related("body").filter(pk=actor.link_object_id).first()
    if asked is None:
        raise Problem("ACC-002")
    return actor, asked


@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: what is asked, and a place to drop the file."""
    actor, asked = opened(request, token)
    form = LinkUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            submission = services.submission_receive(
                actor=actor, body=asked.body, request=asked, stream=file, name=file.name
            )
        except Problem as problem:
            form.add_error("file", problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("reports:intake_sent", token=token, pk=submission.pk)
    context = {
        "asked": asked,
        "form": form,
        "token": token,
        "submissions": selectors.submissions_of_link(actor),
        "late": asked.due_on < actor.on,
    }
    return render(request, "reports/intake.html", context, status=200 if request.method == "GET" else 422)


@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """What the machine found in the file, before and after sending."""
    actor, asked = opened(request, token)
    submission: Submission = selectors.submission_get(actor, pk)
    if request.method == "POST":
        services.submission_step(actor=actor, submission=submission, verb="send")
        return redirect("reports:intake_sent", token=token, pk=pk)
    return render(
        request,
        "reports/intake_sent.html",
        {**page_of(actor, submission, may_review=False), "asked": asked, "token": token},
    )
