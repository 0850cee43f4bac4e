"""The list of reports, and handing one in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import unit_name, unit_names
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import UploadForm, submitted
from giaoban.occasions.reports.models import ReportRequest, Submission
from giaoban.occasions.reports.states import SUBMISSION
from giaoban.occasions.reports.views.handing import OTHER, Asked, hand_in

PAGE = 50


@require_GET
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Reports that the actor may see; `?trang-thai=` narrows to one state."""
    actor = actor_of(request)
    access.require_anywhere(actor, "reports.view")
    rows = selectors.submissions(actor)
    state = request.GET.get("trang-thai", "")
    if state in SUBMISSION.states:
        rows = rows.filter(state=state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    names = unit_names(units={row.unit_id for row in page if row.unit_id}, on=actor.on)
    context = {
        "page_obj": page,
        "rows": [(row, names.get(row.unit_id or 0, ""), SUBMISSION.label(row.state)) for row in page],
        "chosen": state,
        "states": [("", ""), *((s, SUBMISSION.label(s)) for s in SUBMISSION.states)],
        "may_submit": "reports.submit" in access.verbs_anywhere(actor),
        "may_words": "reports.words" in access.verbs_anywhere(actor),
    }
    return render(request, "reports/inbox.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Hand a report in, for the request that `?yeu-cau=` names where it does; on success go to its review page.

    Who may review it hands it in as sent; a unit sees the findings first and sends then.
    """
    actor = actor_of(request)
    access.require_anywhere(actor, "reports.submit")
    asked = request_of(request, actor)
    form = UploadForm(*submitted(request), actor=actor)
    doubt: Asked | None = None
    if request.method == "POST" and form.is_valid():
        try:
            taken = hand_in(actor, form, asked)
        except Problem as problem:
            form.add_error("period" if problem.code == "REP-008" else "file", problem.sentence(request.LANGUAGE_CODE))
        else:
            if isinstance(taken, Submission):
                return taken_in(request, actor, form, taken)
            doubt = taken
            form.data = {**request.POST.dict(), "pasted": "", "pasted_html": ""}  # held now: what is pasted next is new
    unit = unit_name(unit=asked.unit_id, on=actor.on) if asked else ""
    context = {"form": form, "asked": asked, "unit": unit, "doubt": doubt, "other": OTHER}
    return render(request, "reports/upload.html", context, status=422 if form.errors else 200)


def taken_in(request: HttpRequest, actor: Actor, form: UploadForm, submission: Submission) -> HttpResponse:
    """Lead to the report that came in; sent at once by who may review it. Says whose it is where the file itself said so."""
    if submission.state == "draft" and access.allowed(actor, "reports.review", submission):
        submission = services.submission_step(actor=actor, submission=submission, verb="send")
    if submission.unit_id and not submission.request_id and form.cleaned_data["unit"] is None:
        said = _("Đơn vị báo cáo lấy theo đầu văn bản: %(unit)s.")
        messages.info(request, said % {"unit": unit_name(unit=submission.unit_id, on=actor.on)})
    return redirect("reports:review", pk=submission.pk)


def request_of(request: HttpRequest, actor: Actor) -> ReportRequest | None:
    """The request that `?yeu-cau=` names. Errors: ACC-002 where the actor may not answer it."""
    number = request.GET.get("yeu-cau", "")
    return selectors.request_get(actor, int(number), verb="reports.submit") if number.isdecimal() else None
