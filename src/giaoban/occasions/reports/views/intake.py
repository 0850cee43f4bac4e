"""A unit without an account: drop the report, see the findings, send. The link is its only right.

The secret of the link appears in one address only; opening it ties the link to the visitor's session and leads on to /gui/.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground.access import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.middleware import link_open, link_visitor
from giaoban.ground.directory.services.links import link_actor
from giaoban.ground.directory.services.tokens import Caller, token_caller
from giaoban.ground.directory.signin import client_of
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import FileForm, LinkUploadForm, submitted
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.states import SUBMISSION
from giaoban.occasions.reports.versions import submission_replace
from giaoban.occasions.reports.views.documents import document_of, picture
from giaoban.occasions.reports.views.review import page_of

UPLOADS, WINDOW = 30, 3600
"""Files that one link may hand in within so many seconds."""


@never_cache
@require_GET
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link. Errors: DIR-003 for an unknown, ended, revoked or used-up one, DIR-010 after too many attempts."""
    link_open(request, token, at=timezone.now())
    return redirect("reports:intake")


def bearer(request: HttpRequest, secret: str) -> Actor:
    """Who the secret of a link makes of a program that sends it with its call. Errors: DIR-003, DIR-010."""
    return link_actor(secret, at=timezone.now(), client=client_of(request))


def keyed(request: HttpRequest, secret: str) -> Caller:
    """The person for whom a key of the API speaks, and what the key was made for. Errors: DIR-032, DIR-010."""
    return token_caller(secret, at=timezone.now(), client=client_of(request))


def visitor(request: HttpRequest) -> Actor:
    """Who the link of this session makes of the visitor. Errors: DIR-003."""
    return link_visitor(request, at=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """The page behind the link: what is asked, and a place to drop the file."""
    actor = visitor(request)
    asked = selectors.request_get(actor, verb="reports.submit")
    form = LinkUploadForm(*submitted(request))
    if request.method == "POST" and form.is_valid():
        throttle("reports.intake", f"link:{actor.link_id}", limit=UPLOADS, seconds=WINDOW)
        stream, name = form.content()
        try:
            with acting(actor, source="link"):
                submission = services.submission_receive(
                    actor=actor, body_id=asked.body_id, request=asked, stream=stream, name=name
                )
        except Problem as problem:
            form.add_error("file", problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("reports:intake_sent", pk=submission.pk)
    context = {
        "asked": asked,
        "unit": unit_name(unit=asked.unit_id, on=actor.on),
        "body_name": body_name(body=asked.body_id, on=actor.on),
        "form": form,
        "submissions": [(s, SUBMISSION.label(s.state)) for s in selectors.submissions(actor)],
        "late": asked.due_on < actor.on,
    }
    return render(request, "reports/intake.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """What the machine found in the file, before and after sending; only the form that says so sends."""
    actor = visitor(request)
    submission = selectors.submission_get(actor, pk)
    if request.method == "POST" and (request.FILES or request.POST.get("verb") != "send"):
        return replaced(request, actor, submission)
    if request.method == "POST":
        with acting(actor, source="link"):
            services.submission_step(actor=actor, submission=submission, verb="send")
        return redirect("reports:intake_sent", pk=pk)
    asked = selectors.request_get(actor, verb="reports.submit")
    context = page_of(submission, may_review=False) | {"asked": asked, "pictures": f"{request.path}trang/"}
    if submission.state == "sent_back":
        context |= {"replace_form": FileForm(), "replace_url": request.path}
    if context["reading"] is not None:
        context |= document_of(request, actor, submission, context["reading"])
    return render(request, "reports/intake_sent.html", context)


def replaced(request: HttpRequest, actor: Actor, submission: Submission) -> HttpResponse:
    """Take a corrected file in as the report's next version; a refusal is told on the page."""
    throttle("reports.intake", f"link:{actor.link_id}", limit=UPLOADS, seconds=WINDOW)
    form = FileForm(*submitted(request))
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("file", []))))
        return redirect("reports:intake_sent", pk=submission.pk)
    stream, name = form.content()
    try:
        with acting(actor, source="link"):
            submission_replace(actor=actor, submission=submission, stream=stream, name=name)
    except Problem as problem:
        if problem.status in {403, 404}:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    else:
        messages.success(request, gettext("Đã nhận tệp mới. Xem các phát hiện rồi gửi báo cáo."))
    return redirect("reports:intake_sent", pk=submission.pk)


@require_GET
def picture_of(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the handed-in file as a picture."""
    return picture(selectors.submission_get(visitor(request), pk), number)
