"""A unit without an account scores itself: the link is its only right, and only for its own card.

The secret of the link appears in one address only; opening it ties the link to the visitor's session and leads on to /cham-diem/tu-cham/.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.middleware import link_open, link_visitor
from giaoban.ground.directory.services.links import link_create, link_end
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.forms import LinkForm
from giaoban.occasions.appraisals.models import ScoreSheet
from giaoban.occasions.appraisals.selectors.appraisals import linked_sheet, sheet_get
from giaoban.occasions.appraisals.states import EDITABLE, SHEET
from giaoban.occasions.appraisals.tell import tell_link
from giaoban.occasions.appraisals.views import sheet as desk

SAVES, FILES, SENDS, WINDOW = 2000, 200, 30, 3600
"""Lines that one link may save, times it may add or take off files, and hand its card in, within so many seconds."""


@require_POST
@login_required
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """A link for one unit's card, shown once with a message ready to copy, mailed as well where an address is given."""
    actor = actor_of(request)
    sheet = sheet_get(actor, pk)
    access.require(actor, "appraisals.manage", sheet)
    unit = unit_name(unit=sheet.unit_id, on=actor.on)
    if sheet.appraisal.state not in ("scoring", "reviewing") or sheet.state not in EDITABLE or sheet.excluded:
        raise Problem("APR-006", unit=unit, state=SHEET.label(sheet.state))
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["email"][0]))
        return redirect("appraisals:sheet", pk=pk)
    made = link_create(
        actor=actor,
        obj=sheet,
        verbs=["appraisals.view", "appraisals.submit"],
        purpose=sheet.appraisal.title[:200],
        until=link_end(sheet.appraisal.review_due_on, at=actor.at),
        unit=sheet.unit,
        permission="appraisals.manage",
    )
    address = request.build_absolute_uri(reverse("appraisals:link_open", args=[made.token]))
    request.session[desk.FRESH] = {"sheet": pk, "address": address, "until": made.link.until.isoformat()}
    mail = form.cleaned_data["email"]
    if mail:
        text = render_to_string("appraisals/message.txt", message(sheet, unit, address)).strip()
        with transaction.atomic():
            tell_link(sheet, address=mail, message=text, secret=address, actor=actor)
    return redirect("appraisals:sheet", pk=pk)


def message(sheet: ScoreSheet, unit: str, address: str) -> dict[str, Any]:
    """What the message with a link says."""
    return {"asked": sheet.appraisal, "unit": unit, "address": address}


@never_cache
@require_GET
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link. Errors: DIR-003 for an unknown, ended, revoked or used-up one, DIR-010 after too many attempts."""
    link_open(request, token, at=timezone.now())
    return redirect("appraisals:link")


def visitor(request: HttpRequest) -> Actor:
    """Who the link of this session makes of the visitor. Errors: DIR-003."""
    return link_visitor(request, at=timezone.now())


def counted(actor: Actor, what: str, limit: int) -> None:
    """Count one step of a link. Errors: DIR-010 after too many."""
    throttle(f"appraisals.{what}", f"link:{actor.link_id}", limit=limit, seconds=WINDOW)


@never_cache
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The unit's own card."""
    actor = visitor(request)
    found = linked_sheet(actor)
    context = desk.context_of(actor, found) | {
        "link_page": True,
        "body_name": body_name(body=found.body_id, on=actor.on),
    }
    return render(request, "appraisals/link.html", context)


@never_cache
@require_POST
def save(request: HttpRequest, criterion: int) -> HttpResponse:
    """Save a line of the unit's own card."""
    actor = visitor(request)
    counted(actor, "score", SAVES)
    with acting(actor, source="link"):
        return desk.saved(request, actor, linked_sheet(actor), criterion, link=True)


@never_cache
@require_POST
def evidence(request: HttpRequest, criterion: int) -> HttpResponse:
    """Attach files to a line of the unit's own card."""
    actor = visitor(request)
    counted(actor, "evidence", FILES)
    with acting(actor, source="link"):
        return desk.attached(request, actor, linked_sheet(actor), criterion, link=True)


@never_cache
@require_POST
def evidence_off(request: HttpRequest, file: int) -> HttpResponse:
    """Take a file off the unit's own card."""
    actor = visitor(request)
    counted(actor, "evidence", FILES)
    with acting(actor, source="link"):
        return desk.detached(request, actor, linked_sheet(actor), file, link=True)


@never_cache
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Hand the unit's own card in."""
    actor = visitor(request)
    counted(actor, "send", SENDS)
    with acting(actor, source="link"):
        try:
            desk.handed_in(request, actor, linked_sheet(actor))
        except Problem as problem:
            if desk.hidden(problem):
                raise
            messages.error(request, problem.sentence(getattr(request, "LANGUAGE_CODE", "vi")))
    return redirect("appraisals:link")
