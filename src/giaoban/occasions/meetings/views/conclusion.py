"""The conclusion: its text on the left, the proposed tasks on the right; every change keeps the reader's place."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.forms import ConclusionForm, typed_day
from giaoban.occasions.meetings.models import Conclusion
from giaoban.occasions.meetings.notice import notice_of
from giaoban.occasions.meetings.selectors import conclusions as reads
from giaoban.occasions.meetings.selectors import follow_up
from giaoban.occasions.meetings.unit_words import Units
from giaoban.occasions.meetings.views.agenda import unit_typed, units_of
from giaoban.occasions.meetings.views.frame import Frame, frame_of, told
from giaoban.occasions.reports.views.posted import typed
from giaoban.records.documents.letter import letter_of
from giaoban.records.documents.models import Document

WHOLE = ("expand", "merge", "split")
"""What changes more than one card."""
TOLD = ("MTG-002", "MTG-003", "MTG-008", "MTG-009", "MTG-012", "MTG-013", "MTG-015", "MTG-021", "MTG-022", "FLW-001")


def shown_units(frame: Frame) -> Units:
    """The units whose names the page shows and offers."""
    return reads.units_to_address(frame.session, neighbours=False)


def offered(units: Units) -> list[str]:
    """The names that a field offers: units, then groups."""
    return [*units.names.values(), *(group.name for group in units.groups)]


def page_of(frame: Frame, conclusion: Conclusion | None, units: Units) -> dict[str, Any]:
    """What the page shows besides its form."""
    context: dict[str, Any] = {**frame.context, "conclusion": conclusion, "units": offered(units)}
    context["today"] = frame.actor.on
    if conclusion is not None:
        rows = reads.rows(conclusion, units)
        context |= {
            "rows": rows,
            "count": reads.count(rows),
            "pieces": reads.pieces(conclusion.text, rows),
            "may_edit": frame.may_conclude and conclusion.state == "draft",
        }
        if context["may_edit"]:
            context["indicators"] = reads.indicators_offered(frame.actor, frame.session)
    return context


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; POST takes a new text. A text that is refused stays in its field, with the sentence that says why."""
    frame = frame_of(request, pk)
    conclusion = reads.conclusion_of(frame.session)
    initial = {"text": conclusion.text, "version": conclusion.version} if conclusion else {"version": 0}
    form = ConclusionForm(initial=initial)
    if request.method == "POST":
        form = ConclusionForm(request.POST, request.FILES)
        if form.is_valid() and taken(request, frame, form):
            return redirect("meetings:conclusion", pk=pk)
        conclusion = reads.conclusion_of(frame.session)
    context = {**page_of(frame, conclusion, shown_units(frame)), "form": form, "open_form": bool(form.errors)}
    return render(request, "meetings/conclusion.html", context, status=422 if form.errors else 200)


def taken(request: HttpRequest, frame: Frame, form: ConclusionForm) -> bool:
    """Whether the text was taken; where not, the form says why. Errors: ACC-001, ACC-002."""
    data = form.cleaned_data
    file = data["file"]
    try:
        services.conclusion_set(
            actor=frame.actor,
            session=frame.session,
            text=data["text"].replace("\x00", ""),
            upload=services.Uploaded(file, file.name) if file else None,
            version=data["version"] or 0,
        )
    except Problem as problem:
        if problem.status in (403, 404):
            raise
        form.add_error("file" if file else "text", problem.sentence(request.LANGUAGE_CODE))
        return False
    return True


@require_POST
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A task from a sentence that was selected or typed."""
    frame = frame_of(request, pk)
    start = typed(request, "start", 8)
    quote = typed(request, "quote", 4000).replace("\r\n", "\n")

    def do() -> None:
        services.proposal_add(
            actor=frame.actor, session=frame.session, quote=quote, start=int(start) if start.isdecimal() else None
        )

    if is_part(request):
        do()
        return panel(request, pk)
    told(request, do, *TOLD)
    return redirect("meetings:conclusion", pk=pk)


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks."""
    return bool(getattr(request, "htmx", False))


def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """All cards, with the text and the counts beside them."""
    frame = frame_of(request, pk)
    context = page_of(frame, reads.conclusion_of(frame.session), shown_units(frame))
    return render(request, "meetings/_proposals.html", {**context, "swap": True})


@require_POST
@login_required
def change(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """Keep, dismiss, edit, expand, merge or split one; htmx gets its card (or all), others go back to it on the page."""
    frame = frame_of(request, pk)
    verb = typed(request, "verb", 20)
    if is_part(request):
        do(request, frame, task, verb)
        return panel(request, pk) if verb in WHOLE else card(request, pk, task)
    told(request, lambda: do(request, frame, task, verb), *TOLD)
    return redirect(f"{reverse('meetings:conclusion', args=[pk])}#nv-{task}")


def card(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """The card of one task, with the text and the counts beside it."""
    frame = frame_of(request, pk)
    context = page_of(frame, reads.conclusion_of(frame.session), shown_units(frame))
    row = next((row for row in context.get("rows", []) if row.task.pk == task), None)
    if row is None:
        raise Problem("MTG-003")
    return render(request, "meetings/_proposal_swapped.html", {**context, "row": row, "swap": True})


def do(request: HttpRequest, frame: Frame, task: int, verb: str) -> None:
    """What the pressed button says. Errors: as the services; MTG-003 for a word that is none."""
    who: dict[str, Any] = {"actor": frame.actor, "session": frame.session, "task_id": task}
    if verb in ("edit", "lead"):
        units = units_of(frame.session)
        group = units.group_of(typed(request, "lead", 200))
    if verb == "edit":
        services.proposal_edit(**who, edited=edited(request, frame, task, units, lead=group is None))
    if verb in ("edit", "lead") and group is not None:
        services.proposal_group(**who, group_id=group.pk)
    elif verb == "lead":
        unit = unit_typed(request, "lead", units)
        if unit is None:
            raise Problem("MTG-012", text="")
        services.proposal_lead(**who, unit_id=unit)
    elif verb == "keep":
        services.proposal_keep(**who)
    elif verb == "dismiss":
        services.proposal_dismiss(**who, reason=typed(request, "reason", 500))
    elif verb == "expand":
        known = units_of(frame.session).names
        chosen = [int(pk[:18]) for pk in request.POST.getlist("unit") if pk.isdecimal()]
        services.proposal_expand(**who, unit_ids=[pk for pk in chosen if pk in known])
    elif verb == "merge":
        services.proposal_merge(**who)
    elif verb == "split":
        services.proposal_split(**who)
    elif verb != "edit":
        raise Problem("MTG-003")


def edited(request: HttpRequest, frame: Frame, task: int, units: Units, *, lead: bool = True) -> services.Edited:
    """The fields of a card's form; lead: False where the field names a group.

    Errors: MTG-012 for a unit that is none; MTG-015 for a day that is none; MTG-022 for an indicator that is none.
    """
    names = [words for words in typed(request, "cooperating", 2000).split(";") if words.strip()]
    helpers = [(words, units.find(words)) for words in names]
    unknown = next((words for words, found in helpers if not found.sure), None)
    if unknown is not None:
        raise Problem("MTG-012", text=unknown.strip())
    serves = typed(request, "indicator", 400) if "indicator" in request.POST else None
    return services.Edited(
        title=typed(request, "title", 300),
        text=typed(request, "text", 4000),
        lead_unit_id=unit_typed(request, "lead", units) if lead else None,
        cooperating_ids=tuple(found.unit for _words, found in helpers if found.unit is not None),
        monitoring_id=unit_typed(request, "monitoring", units),
        due_on=typed_day(typed(request, "due_on", 20)),
        due_words=typed(request, "due_words", 200),
        product=typed(request, "product", 300),
        indicator_id=reads.indicator_named(frame.actor, frame.session, task, serves),
    )


@require_POST
@login_required
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the conclusion and give its tasks; a refusal is told on the page."""
    frame = frame_of(request, pk)
    version = typed(request, "version", 8)

    try:
        services.conclusion_issue(
            actor=frame.actor, session=frame.session, version=int(version) if version.isdecimal() else 0
        )
    except Problem as problem:
        if problem.status in (403, 404):
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        return redirect("meetings:conclusion", pk=pk)
    return redirect("meetings:tasks", pk=pk)


@require_GET
@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as it would be issued today, without a number; nothing is stored. Errors: ACC-002; MTG-005 without a conclusion."""
    frame = frame_of(request, pk)
    conclusion = reads.conclusion_of(frame.session)
    if conclusion is None:
        raise Problem("MTG-005")
    session, rows = frame.session, reads.kept(conclusion)
    made = notice_of(session, conclusion, rows)
    document = Document(body=session.body, kind="conclusion", subject=made.subject, text=made.text)
    document.recipients, document.signer_post = made.recipients, session.chair_post
    document.signer_label = session.chair_label.partition(",")[0]
    return render(
        request, "documents/print.html", {"document": document, "letter": letter_of(document, on=frame.actor.on)}
    )


@require_GET
@login_required
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks that the session gave, as far as the actor may see them."""
    frame = frame_of(request, pk)
    context = {
        **frame.context,
        "given": follow_up.given_at(frame.actor, frame.session),
        "conclusion": getattr(frame.session, "conclusion", None),
    }
    return render(request, "meetings/tasks.html", context)
