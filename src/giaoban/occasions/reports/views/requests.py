"""Asking units for reports."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.models.link import last_day
from giaoban.ground.directory.services.links import link_create, link_end
from giaoban.ground.org.selectors import body_name, unit_name, unit_names
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.forms import LinkForm, RequestForm, submitted
from giaoban.occasions.reports.states import REQUEST, SUBMISSION
from giaoban.occasions.reports.tell import tell_link
from giaoban.occasions.reports.views.posted import typed

PAGE = 50
FRESH = "reports.fresh_link"
"""Session key of a link that was just made: shown on the next page and forgotten."""
FIELD_OF = {"REP-008": "period", "REP-009": "due_on"}


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The requests that the actor may see."""
    actor = actor_of(request)
    access.require_anywhere(actor, "reports.view")
    page = Paginator(selectors.requests(actor), PAGE).get_page(request.GET.get("trang"))
    names = unit_names(units={row.unit_id for row in page if row.unit_id}, on=actor.on)
    rows = [
        (row, names.get(row.unit_id, ""), REQUEST.label(row.state), row.state == "open" and row.due_on < actor.on)
        for row in page
    ]
    may_request = "reports.request" in access.verbs_anywhere(actor)
    return render(request, "reports/requests.html", {"page_obj": page, "rows": rows, "may_request": may_request})


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new request."""
    actor = actor_of(request)
    access.require_anywhere(actor, "reports.request")
    form = RequestForm(*submitted(request), actor=actor, initial=defaults(actor))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.requests_create(
                actor=actor,
                body_id=actor.body_id or 0,
                unit_ids=data["units"],
                title=data["title"],
                period=data["period"],
                due_on=data["due_on"],
                note=data["note"],
            )
        except Problem as problem:
            form.add_error(FIELD_OF.get(problem.code), problem.sentence(request.LANGUAGE_CODE))
        else:
            if len(made) == 1:
                return redirect("reports:request", pk=made[0].pk)
            messages.success(
                request, _("Đã lập %(count)d yêu cầu báo cáo, mỗi đơn vị một yêu cầu.") % {"count": len(made)}
            )
            return redirect("reports:requests")
    return render(request, "reports/request_form.html", {"form": form}, status=422 if form.errors else 200)


def defaults(actor: Actor) -> dict[str, str]:
    """What most requests say: the report of this month."""
    return {
        "title": _("Báo cáo tháng %(month)s") % {"month": f"{actor.on:%m/%Y}"},
        "period": f"{actor.on:%m/%Y}",
    }


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with what came in; just after a link was made, the message with it, once."""
    context = detail_context(request, pk)
    fresh = request.session.pop(FRESH, None)
    context["link_form"] = LinkForm()
    if fresh and fresh["request"] == pk:
        context |= {"address": fresh["address"], "until": last_day(datetime.fromisoformat(fresh["until"]))}
    return render(request, "reports/request.html", context)


def detail_context(request: HttpRequest, pk: int) -> dict[str, object]:
    """What the page of a request shows."""
    actor = actor_of(request)
    asked = selectors.request_get(actor, pk)
    return {
        "asked": asked,
        "unit": unit_name(unit=asked.unit_id, on=actor.on),
        "state": REQUEST.label(asked.state),
        "steps": REQUEST.verbs(asked.state),
        "submissions": [(s, SUBMISSION.label(s.state)) for s in selectors.submissions(actor).filter(request=asked)],
        "may_request": access.allowed(actor, "reports.request", asked),
        "may_submit": access.allowed(actor, "reports.submit", asked),
        "late": asked.state == "open" and asked.due_on < actor.on,
    }


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the request."""
    actor = actor_of(request)
    asked = selectors.request_get(actor, pk)
    return render(request, "reports/request_history.html", {"asked": asked, "changes": lines(asked, on=actor.on)})


@require_POST
@login_required
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link for the unit, shown once with a message ready to copy, mailed as well where an address is given; older links go on."""
    actor = actor_of(request)
    asked = selectors.request_get(actor, pk)
    access.require(actor, "reports.request", asked)
    if asked.state != "open":
        raise Problem("REP-001", title=asked.title, body=body_name(body=asked.body_id, on=actor.on))
    form = LinkForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/request.html", detail_context(request, pk) | {"link_form": form}, status=422)
    made = link_create(
        actor=actor,
        obj=asked,
        verbs=["reports.view", "reports.submit"],
        purpose=asked.title[:200],
        until=link_end(asked.due_on, at=actor.at),
        unit=asked.unit,
        permission="reports.request",
    )
    address = request.build_absolute_uri(reverse("reports:open", args=[made.token]))
    request.session[FRESH] = {"request": pk, "address": address, "until": made.link.until.isoformat()}
    mail = form.cleaned_data["email"]
    if mail:
        told = {"asked": asked, "unit": unit_name(unit=asked.unit_id, on=actor.on), "address": address}
        text = render_to_string("reports/message.txt", told).strip()
        with transaction.atomic():
            tell_link(asked, address=mail, message=text, secret=address, actor=actor)
        messages.success(request, _("Đang gửi thư kèm đường dẫn đến %(address)s.") % {"address": mail})
    return redirect("reports:request", pk=pk)


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Close or reopen a request."""
    actor = actor_of(request)
    asked = selectors.request_get(actor, pk)
    verb, reason = typed(request, "verb", 20), typed(request, "reason", 500)
    services.request_step(actor=actor, request=asked, verb=verb, reason=reason)
    return redirect("reports:request", pk=pk)
