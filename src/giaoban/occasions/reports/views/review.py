"""One report: its text with what was read in it, and what people decide about that."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import access, journal
from giaoban.ground.directory import Actor, acting, signed_in
from giaoban.ground.files.views import send_file
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.highlight import pieces
from giaoban.occasions.reports.models import Decision, Reading, Submission
from giaoban.occasions.reports.states import SUBMISSION

ORDER = {"error": 0, "warning": 1, "question": 2, "note": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with the decision that counts."""

    item: selectors.Item
    decision: Decision | None

    @property
    def name(self) -> str:
        """ "kind:key", as forms send it."""
        return f"{self.item.kind}:{self.item.key}"


def rows_of(reading: Reading, kind: str, decided: dict[tuple[str, str], Decision]) -> list[Row]:
    """Proposals of a kind with their decisions; findings by severity, then place."""
    rows = [Row(item, decided.get((kind, item.key))) for item in selectors.items(reading, kind)]
    if kind == "finding":
        rows.sort(key=lambda r: (ORDER.get(r.item.row["severity"], 9), r.item.spans[:1]))
    return rows


def page_of(actor: Actor, submission: Submission, *, may_review: bool) -> dict[str, Any]:
    """What the review page and the sender's page show."""
    reading = selectors.latest_reading(submission)
    context: dict[str, Any] = {
        "submission": submission,
        "state": SUBMISSION.label(submission.state),
        "steps": [(v, SUBMISSION.label(v)) for v in SUBMISSION.verbs(submission.state)],
        "reading": reading,
        "may_review": may_review,
    }
    if reading is not None:
        decided = selectors.decisions(reading)
        context |= {
            "pieces": pieces(reading.text, reading.data["figures"], reading.data["findings"]),
            "findings": rows_of(reading, "finding", decided),
            "figures": rows_of(reading, "figure", decided),
            "tasks": rows_of(reading, "task", decided),
            "meeting": reading.data.get("meeting") or {},
            "agenda": reading.data.get("agenda") or [],
            "difficulties": reading.data.get("difficulties") or [],
            "left": len(selectors.undecided(reading, decided)),
        }
    return context


@require_GET
@signed_in
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review page."""
    actor = acting(request)
    submission = selectors.submission_get(actor, pk)
    may_review = access.allowed(actor, "reports.review", submission)
    return render(request, "reports/review.html", page_of(actor, submission, may_review=may_review))


@require_POST
@signed_in
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one decision; htmx gets the item's card and the count of what is left, others go back to the page."""
    actor = acting(request)
    submission = selectors.submission_get(actor, pk)
    reading = selectors.latest_reading(submission)
    if reading is None:
        raise Problem("REP-007", why=submission.unreadable_vi)
    name = request.POST.get("item", "")
    services.decision_record(
        actor=actor,
        reading=reading,
        item=name,
        action=request.POST.get("action", ""),
        value=request.POST.get("value", "")[:200],
        unit_of_measure=request.POST.get("unit", "")[:60],
        reason=request.POST.get("reason", "")[:500],
    )
    if not getattr(request, "htmx", False):
        return redirect("reports:review", pk=pk)
    decided = selectors.decisions(reading)
    item = selectors.item_of(reading, name)
    context = {
        "submission": submission,
        "row": Row(item, decided.get((item.kind, item.key))),
        "left": len(selectors.undecided(reading, decided)),
        "may_review": True,
        "swap": True,
    }
    return render(request, f"reports/_{item.kind}.html", context)


@require_POST
@signed_in
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Send, accept, send back, reopen."""
    actor = acting(request)
    submission = selectors.submission_get(actor, pk)
    services.submission_step(
        actor=actor,
        submission=submission,
        verb=request.POST.get("verb", ""),
        reason=request.POST.get("reason", "")[:500],
    )
    return redirect("reports:review", pk=pk)


@require_GET
@signed_in
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the report and of the decisions about it."""
    actor = acting(request)
    submission = selectors.submission_get(actor, pk)
    changes = journal.history(submission, *Decision.objects.filter(reading__submission=submission).only("pk"))
    return render(request, "reports/history.html", {"submission": submission, "changes": changes})


@require_GET
@signed_in
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came."""
    submission = selectors.submission_get(acting(request), pk)
    return send_file(submission.original, name=submission.file_name)
