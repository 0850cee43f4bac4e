"""The card of one unit: filled in line by line, saved as one goes, handed in, checked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.models.link import last_day
from giaoban.ground.files.selectors import attachment_get
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.models import ScoreCriterion, ScoreSheet
from giaoban.occasions.appraisals.selectors.appraisals import sheet_get
from giaoban.occasions.appraisals.selectors.cards import RATIOS, SHARES, Card, Line, card
from giaoban.occasions.appraisals.selectors.history import history_of
from giaoban.occasions.appraisals.services.reviewing import groups_open
from giaoban.occasions.appraisals.states import APPRAISAL, EDITABLE, SHEET
from giaoban.occasions.appraisals.views.posted import amount, numbered, typed

FRESH = "appraisals.fresh_link"
"""Session key of a link that was just made: shown on the next page and forgotten."""


def fresh(request: HttpRequest, sheet: ScoreSheet) -> dict[str, Any]:
    """The link that was just made for a card, once."""
    made = request.session.get(FRESH)
    if not made or made["sheet"] != sheet.pk:
        return {}
    del request.session[FRESH]
    return {
        "address": made["address"],
        "until": last_day(datetime.fromisoformat(made["until"])),
        "asked": sheet.appraisal,
    }


def context_of(actor: Actor, sheet: ScoreSheet) -> dict[str, Any]:
    """What the page of a card shows."""
    found = card(actor, sheet)
    verbs = access.allowed_verbs(actor, sheet, ["appraisals.submit", "appraisals.review", "appraisals.manage"])
    running = sheet.appraisal.state in ("scoring", "reviewing") and not sheet.excluded
    editing = running and "appraisals.submit" in verbs and sheet.state in EDITABLE
    editing = editing and (sheet.appraisal.state == "scoring" or sheet.state == "sent_back")
    own = actor.unit_id is not None and actor.unit_id == sheet.unit_id
    reviewing = running and "appraisals.review" in verbs and not own and sheet.state in ("submitted", "reviewed")
    open_groups = groups_open(actor=actor, appraisal_id=sheet.appraisal_id) if reviewing else set()
    return {
        "sheet": sheet,
        "appraisal": sheet.appraisal,
        "card": found,
        "unit": unit_name(unit=sheet.unit_id, on=actor.on),
        "state": SHEET.label(sheet.state),
        "appraisal_state": APPRAISAL.label(sheet.appraisal.state),
        "editing": editing,
        "reviewing": reviewing,
        "checking": reviewing and sheet.state == "submitted",
        "open_groups": open_groups,
        "variant": sheet.appraisal.score_set.variants.get(sheet.variant, ""),
        "may_link": running and "appraisals.manage" in verbs and sheet.state in EDITABLE,
        "own_review": own and running and "appraisals.review" in verbs and sheet.state == "submitted",
        "may_review_all": open_groups is None,
    }


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """A card; just after a link to it was made, the message with it, once."""
    actor = actor_of(request)
    sheet = sheet_get(actor, pk)
    return render(request, "appraisals/sheet.html", context_of(actor, sheet) | fresh(request, sheet))


def line_of(found: Card, criterion: int) -> tuple[Any, Line]:
    """The group and line of a criterion. Errors: APR-014."""
    for block in found.blocks:
        for line in block.lines:
            if line.row.pk == criterion:
                return block, line
    raise Problem("APR-014")


def home(sheet: ScoreSheet, *, link: bool) -> str:
    """The page of a card; of the one that the link of the session was made for."""
    return reverse("appraisals:link") if link else reverse("appraisals:sheet", args=[sheet.pk])


def answered(
    request: HttpRequest, actor: Actor, sheet: ScoreSheet, criterion: int, trouble: Problem | None, *, link: bool
) -> HttpResponse:
    """After a line was saved, or refused: with htmx its result and the sums, else the page again at that line."""
    if not request.headers.get("HX-Request"):
        if trouble is not None:
            messages.error(request, trouble.sentence(getattr(request, "LANGUAGE_CODE", "vi")))
        return redirect(home(sheet, link=link) + f"#dong-{criterion}")
    context = context_of(actor, sheet_get(actor, sheet.pk))
    block, line = line_of(context["card"], criterion)
    context |= {"block": block, "line": line, "swap": True, "link_page": link}
    context["trouble"] = trouble.sentence(getattr(request, "LANGUAGE_CODE", "vi")) if trouble else ""
    return render(request, "appraisals/_saved.html", context, status=422 if trouble else 200)


def tried(
    request: HttpRequest,
    actor: Actor,
    sheet: ScoreSheet,
    criterion: int,
    work: Callable[[], object],
    *,
    link: bool = False,
) -> HttpResponse:
    """The answer after some work on a line; what the work refuses is told beside the line. Errors: those of rights and of nothing there."""
    try:
        work()
    except Problem as problem:
        if hidden(problem):
            raise
        return answered(request, actor, sheet, criterion, problem, link=link)
    return answered(request, actor, sheet, criterion, None, link=link)


def hidden(problem: Problem) -> bool:
    """Whether a refusal is a page of its own: the actor may not, or there is nothing."""
    return problem.status == 404 or problem.code == "ACC-001"


def saved(request: HttpRequest, actor: Actor, sheet: ScoreSheet, criterion: int, *, link: bool) -> HttpResponse:
    """Save what a unit entered for one criterion, or take the proposed figure over."""

    def work() -> None:
        row = next((each for each in sheet.appraisal.score_set.criteria.all() if each.pk == criterion), None)
        if row is None:
            raise Problem("APR-014")
        given = services.Given(
            value=amount(request, "gia-tri", of=row.code),
            whole=amount(request, "mau-so", of=row.code),
            note=typed(request, "giai-trinh", 1000),
            observation_id=numbered(request, "lay-so"),
        )
        entered(actor, sheet, row, given, percent="%" in typed(request, "gia-tri", 40))

    return tried(request, actor, sheet, criterion, work, link=link)


def entered(actor: Actor, sheet: ScoreSheet, row: ScoreCriterion, given: services.Given, *, percent: bool) -> None:
    """Save a line. A number alone in a line of part and whole is a percentage only with its sign; what cannot be is kept as it was typed,
    without points, so that no former score stands beside it. Errors: as `scores_save`."""
    unsaved = replace(given, unscored=True)
    ratio = row.rule.get("kind") in RATIOS and given.value is not None and given.observation_id is None
    share = row.rule.get("kind") in SHARES
    if ratio and share and given.whole is None and not percent:
        services.scores_save(actor=actor, sheet=sheet, given={row.pk: unsaved})
        return
    try:
        services.scores_save(actor=actor, sheet=sheet, given={row.pk: given})
    except Problem as problem:
        if ratio and problem.code in ("SCO-002", "SCO-003"):
            services.scores_save(actor=actor, sheet=sheet, given={row.pk: unsaved})
        raise


def attached(request: HttpRequest, actor: Actor, sheet: ScoreSheet, criterion: int, *, link: bool) -> HttpResponse:
    """Attach files to a line."""

    def work() -> None:
        for file in request.FILES.getlist("tep")[:10]:
            services.evidence_add(
                actor=actor, sheet=sheet, criterion_id=criterion, stream=file, name=file.name or "minh-chung"
            )

    return tried(request, actor, sheet, criterion, work, link=link)


def detached(request: HttpRequest, actor: Actor, sheet: ScoreSheet, file: int, *, link: bool) -> HttpResponse:
    """Take a file off a line."""
    services.evidence_remove(actor=actor, sheet=sheet, attachment=attachment_get(actor, file))
    return answered(request, actor, sheet, numbered(request, "tieu-chi") or 0, None, link=link)


def handed_in(request: HttpRequest, actor: Actor, sheet: ScoreSheet) -> None:
    """Hand a card in. Errors: as `sheet_send`."""
    services.sheet_send(actor=actor, sheet=sheet, note=typed(request, "y-kien", 4000))
    messages.success(request, _("Đã nộp phiếu tự chấm."))


@require_POST
@login_required
def save(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """Save a line of a card."""
    actor = actor_of(request)
    return saved(request, actor, sheet_get(actor, pk), criterion, link=False)


@require_POST
@login_required
def evidence(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """Attach files to a line of a card."""
    actor = actor_of(request)
    return attached(request, actor, sheet_get(actor, pk), criterion, link=False)


@require_POST
@login_required
def evidence_off(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file off a card."""
    actor = actor_of(request)
    return detached(request, actor, sheet_get(actor, pk), file, link=False)


@require_POST
@login_required
def review(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """Set the checked points of a line."""
    actor = actor_of(request)
    sheet = sheet_get(actor, pk)

    def work() -> None:
        row = next((each for each in sheet.appraisal.score_set.criteria.all() if each.pk == criterion), None)
        points = amount(request, "diem", of=row.code if row else "")
        if points is None:
            raise Problem("SCO-002", name=row.code if row else "", why=gettext("chưa nhập điểm thẩm định"))
        services.review_save(
            actor=actor, sheet=sheet, criterion_id=criterion, points=points, reason=typed(request, "y-kien", 1000)
        )

    return tried(request, actor, sheet, criterion, work)


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a card in, send it back, keep all own points, finish the check, check again."""
    actor = actor_of(request)
    sheet = sheet_get(actor, pk)
    verb, reason = typed(request, "verb", 20), typed(request, "reason", 500)
    try:
        if verb == "submit":
            handed_in(request, actor, sheet)
        elif verb == "agree":
            count = services.review_agree(actor=actor, sheet=sheet)
            messages.success(request, _("Đã giữ điểm tự chấm ở %(count)d tiêu chí.") % {"count": count})
        else:
            services.sheet_step(actor=actor, sheet=sheet, verb=verb, reason=reason)
            messages.success(request, _("Đã ghi."))
    except Problem as problem:
        if hidden(problem):
            raise
        messages.error(request, problem.sentence(getattr(request, "LANGUAGE_CODE", "vi")))
    return redirect("appraisals:sheet", pk=pk)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of a card and its lines."""
    actor = actor_of(request)
    sheet = sheet_get(actor, pk)
    context = {
        "sheet": sheet,
        "unit": unit_name(unit=sheet.unit_id, on=actor.on),
        "changes": history_of(sheet, sheet.appraisal.score_set, on=actor.on),
    }
    return render(request, "appraisals/sheet_history.html", context)
