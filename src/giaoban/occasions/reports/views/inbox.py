"""The list of reports, and handing one in."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.directory import acting, signed_in
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import UploadForm
from giaoban.occasions.reports.states import SUBMISSION

PAGE = 50


@require_GET
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Reports that the actor may see; `?trang-thai=` narrows to one state."""
    actor = acting(request)
    rows = selectors.submissions(actor)
    state = request.GET.get("trang-thai", "")
    if state in SUBMISSION.states:
        rows = rows.filter(state=state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    names = unit_names([row.unit_id for row in page if row.unit_id], on=actor.on)
    context = {
        "page_obj": page,
        "rows": [(row, names.get(row.unit_id or 0, "")) for row in page],
        "state": state,
        "states": [(s, SUBMISSION.label(s)) for s in SUBMISSION.states],
        "may_submit": access.holds(actor, "reports.submit"),
    }
    return render(request, "reports/inbox.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def upload(request: HttpRequest) -> HttpResponse:
    """Hand a report in; on success go to its review page."""
    actor = acting(request)
    body = Body.objects.filter(pk=actor.body_id).first()
    if body is None:
        raise Problem("ACC-001")
    access.require(actor, "reports.submit", body)
    form = UploadForm(request.POST or None, request.FILES or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            submission = services.submission_receive(
                actor=actor,
                body=body,
                stream=file,
                name=file.name,
                unit_id=form.cleaned_data["unit"],
                title=form.cleaned_data["title"],
                period=form.cleaned_data["period"],
            )
        except Problem as problem:
            form.add_error("file", problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("reports:review", pk=submission.pk)
    return render(request, "reports/upload.html", {"form": form}, status=200 if request.method == "GET" else 422)
