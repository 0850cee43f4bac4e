"""Asking units for reports."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory import acting, signed_in
from giaoban.ground.directory.services import link_create
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import RequestForm
from giaoban.occasions.reports.states import REQUEST, SUBMISSION

PAGE = 50
GRACE = timedelta(days=3)
"""A link stays open this long after the due date, so that a late report can still come in."""


@require_GET
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """The requests that the actor may see."""
    actor = acting(request)
    page = Paginator(selectors.requests(actor), PAGE).get_page(request.GET.get("trang"))
    names = unit_names([row.unit_id for row in page], on=actor.on)
    rows = [(row, names.get(row.unit_id, ""), row.state == "open" and row.due_on < actor.on) for row in page]
    context = {"page_obj": page, "rows": rows, "may_request": access.holds(actor, "reports.request")}
    return render(request, "reports/requests.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def create(request: HttpRequest) -> HttpResponse:
    """A new request."""
    actor = acting(request)
    body = Body.objects.filter(pk=actor.body_id).first()
    if body is None:
        raise Problem("ACC-001")
    access.require(actor, "reports.request", body)
    form = RequestForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.request_create(actor=actor, body=body, unit_id=data.pop("unit"), **data)
        except Problem as problem:
            form.add_error("period" if problem.code == "REP-008" else "due_on", problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("reports:request", pk=made.pk)
    return render(request, "reports/request_form.html", {"form": form}, status=200 if request.method == "GET" else 422)


@require_GET
@signed_in
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with what came in."""
    return render(request, "reports/request.html", detail_context(request, pk))


def detail_context(request: HttpRequest, pk: int) -> dict[str, object]:
    """What the page of a request shows."""
    actor = acting(request)
    found = selectors.request_get(actor, pk)
    return {
        "asked": found,
        "unit": unit_names([found.unit_id], on=actor.on).get(found.unit_id, ""),
        "state": REQUEST.label(found.state),
        "steps": [(v, REQUEST.label(v)) for v in REQUEST.verbs(found.state)],
        "submissions": [(s, SUBMISSION.label(s.state)) for s in selectors.submissions(actor).filter(request=found)],
        "may_request": access.allowed(actor, "reports.request", found),
        "late": found.state == "open" and found.due_on < actor.on,
    }


@require_POST
@signed_in
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link for the unit, shown once with a message ready to copy. A new link does not end older ones."""
    actor = acting(request)
    found = selectors.request_get(actor, pk)
    access.require(actor, "reports.request", found)
    if found.state != "open":
        raise Problem("REP-001", title=found.title, body=actor.label)
    _link, token = link_create(
        actor=actor,
        subject=found,
        verbs=["reports.submit"],
        unit_id=found.unit_id,
        until=actor.at + max(GRACE, found.due_on - actor.on + GRACE),
        purpose=found.title,
    )
    address = request.build_absolute_uri(reverse("reports:intake", args=[token]))
    return render(request, "reports/request.html", {**detail_context(request, pk), "address": address})


@require_POST
@signed_in
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Close or reopen a request."""
    actor = acting(request)
    found = selectors.request_get(actor, pk)
    services.request_step(
        actor=actor, request=found, verb=request.POST.get("verb", ""), reason=request.POST.get("reason", "")[:500]
    )
    return redirect("reports:request", pk=pk)
