"""One recorded figure: what it is, where it was read, what it was before."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.ground.journal import FieldChange
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.records.figures import selectors
from giaoban.records.figures.breakdowns import part_words
from giaoban.records.figures.forms import CorrectionForm, EntryForm
from giaoban.records.figures.models import Observation
from giaoban.records.figures.printing import in_language
from giaoban.records.figures.services import Source, observation_record, observation_step, period_of, state_entered
from giaoban.records.figures.states import OBSERVATION

RIGHTS = {"submit": "figures.record", "approve": "figures.lock", "lock": "figures.lock", "unlock": "figures.lock"}
STAY = {"FLW-001", "OBS-011"}


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A figure with its source, its revisions and what may be done with it."""
    actor = actor_of(request)
    observation = selectors.observation_get(actor, pk)
    rows = list(selectors.revisions(actor, observation))
    newest = rows[0] if rows else observation
    rights = access.allowed_verbs(actor, observation, ["figures.record", "figures.lock"])
    steps = [verb for verb in OBSERVATION.verbs(observation.state) if RIGHTS.get(verb) in rights]
    context = {
        "observation": observation,
        "newest": newest,
        "is_newest": newest.pk == observation.pk,
        "state": OBSERVATION.label(observation.state),
        "unit": unit_name(unit=observation.unit_id, on=observation.period.cut),
        "trace": selectors.trace(observation),
        "revisions": [(row, OBSERVATION.label(row.state)) for row in rows],
        "before": before_and_after(observation),
        "steps": steps if newest.pk == observation.pk else [],
        "may_correct": "figures.record" in rights and newest.pk == observation.pk and observation.state != "locked",
    }
    return render(request, "figures/observation.html", context)


def before_and_after(observation: Observation) -> tuple[str, str, str]:
    """The quote cut into (before the number, the number, after it), so that the page can mark the number."""
    left, mark, right = observation.quote.partition(observation.printed) if observation.printed else ("", "", "")
    return (left, mark, right) if mark else (observation.quote, "", "")


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit, approve, lock, unlock."""
    actor = actor_of(request)
    observation = selectors.observation_get(actor, pk)
    verb, reason = request.POST.get("verb", "")[:20], request.POST.get("reason", "").replace("\x00", "")[:500]
    try:
        observation_step(actor=actor, observation=observation, verb=verb, reason=reason)
    except Problem as problem:
        if problem.code not in STAY:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    return redirect("figures:observation", pk=pk)


@require_http_methods(["GET", "POST"])
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """Record a figure that no report states. `?chi-tieu=` chooses the indicator."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.record")
    known = {row.pk: row for row in selectors.indicators(actor, state="live").filter(body_id=actor.body_id or 0)}
    seasons = selectors.seasons_of(actor.body_id or 0)
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        indicators=known.values(),
        units=selectors.unit_choices(actor, past=True),
        seasons=seasons,
        initial={"indicator": request.GET.get("chi-tieu", "")},
    )

    def store(data: dict[str, Any]) -> Observation:
        indicator, unit = known[data["indicator"]], selectors.unit_get(data["unit"])
        return observation_record(
            actor=actor,
            indicator=indicator,
            unit=unit,
            state=state_entered(actor=actor, indicator=indicator, unit=unit),
            period=period_of(data["period"], calendar=indicator.calendar, seasons=seasons),
            role=data["role"],
            amount=data["amount"],
            as_of=data["as_of"],
            note=data["note"],
            source=Source(kind="person"),
        )

    return form_page(
        request,
        form,
        store,
        title=_("Ghi một số liệu"),
        lead=_("Dùng khi số không có trong báo cáo nào, như số của năm trước hoặc của đơn vị cũ."),
        back=reverse("figures:table"),
        submit=_("Ghi số liệu"),
        said=_("Đã ghi số liệu."),
        done=lambda made: reverse("figures:observation", args=[made.pk]),
    )


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Record another value for the same figure, with the reason; the old one stays as an earlier revision."""
    actor = actor_of(request)
    observation = selectors.observation_get(actor, pk)
    access.require(actor, "figures.record", observation)

    def store(data: dict[str, Any]) -> Observation:
        return observation_record(
            actor=actor,
            indicator=observation.indicator,
            unit=observation.unit,
            period=observation.period,
            dims=observation.dims,
            role=observation.role,
            state=state_entered(actor=actor, indicator=observation.indicator, unit=observation.unit),
            amount=data["amount"],
            source=Source(kind="person"),
            note=data["reason"],
            reason=data["reason"],
        )

    return form_page(
        request,
        CorrectionForm(request.POST if request.method == "POST" else None),
        store,
        title=_("Đính chính số liệu"),
        lead=f"{observation.indicator} · {in_language(observation.period.label)}",
        back=reverse("figures:observation", args=[pk]),
        submit=_("Ghi đính chính"),
        said=_("Đã ghi đính chính. Giá trị cũ vẫn được giữ."),
        done=lambda made: reverse("figures:observation", args=[made.pk]),
    )


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the figure in all its revisions."""
    actor = actor_of(request)
    observation = selectors.observation_get(actor, pk)
    changes = [change for row in selectors.revisions(actor, observation) for change in lines(row, on=actor.on)]
    changes.sort(key=lambda change: change.at, reverse=True)
    told = [replace(change, fields=tuple(map(in_words, change.fields))) for change in changes]
    return render(request, "figures/observation_history.html", {"observation": observation, "changes": told})


def in_words(part: FieldChange) -> FieldChange:
    """A field of a figure as people read it: the part of a breakdown by its name."""
    if part.column != "dims":
        return part
    before, after = (part_words(value) if "=" in value else value for value in (part.before, part.after))
    return replace(part, before=before, after=after)
