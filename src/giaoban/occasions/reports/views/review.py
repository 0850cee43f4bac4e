"""One report: its text with what was read in it, and what people decide about that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.files.views import send_file
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors, services
from giaoban.occasions.reports.correcting import computed_after, offered
from giaoban.occasions.reports.explaining import Explanation, explained, number
from giaoban.occasions.reports.forms import FileForm
from giaoban.occasions.reports.highlight import pieces
from giaoban.occasions.reports.models import Reading, ReviewDecision, Submission
from giaoban.occasions.reports.sheet import GROUPS as LISTED
from giaoban.occasions.reports.states import SUBMISSION
from giaoban.occasions.reports.telling import told
from giaoban.occasions.reports.views.documents import document_of
from giaoban.occasions.reports.views.handing import earlier_files
from giaoban.occasions.reports.views.posted import typed
from giaoban.records.figures.printing import written

STAY = {"REP-001", "REP-006", "REP-007", "REP-010", "FLW-001"}
"""Refusals of a step that are told on the review page instead of one of their own."""
JUDGED = {"accept", "send_back"}
"""Steps that speak of what was read: refused where that is no longer what the page shows."""
ORDER = {"error": 0, "warning": 1, "question": 2, "note": 3}
GROUPS = {
    "error": _("Chưa khớp"),
    "warning": _("Cần xem lại"),
    "question": _("Cần làm rõ"),
    "note": _("Ghi chú"),
}
ROLES = {
    "plan": _("kế hoạch"),
    "actual": _("thực hiện"),
    "target": _("chỉ tiêu"),
    "change": _("tăng, giảm"),
    "share": _("tỷ lệ"),
    "count": _("số đếm"),
    "other": _("khác"),
}
CENT = Decimal("0.01")
REASON = 500
"""Signs of a reason."""
KEYS = [
    ("j", _("đến mục sau")),
    ("k", _("về mục trước")),
    ("a", _("chấp nhận mục đang chọn")),
    ("s", _("sửa mục đang chọn")),
    ("b", _("bỏ qua mục đang chọn")),
]
"""The keys of this page, for the dialog that lists them."""
COMPARATORS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ ", "=": ""}


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction that was typed and not stored: with it the relation comes to `still` and does not hold either."""

    name: str
    figure: str
    value: str
    reason: str
    still: str


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with the decision that counts."""

    item: selectors.Item
    decision: ReviewDecision | None
    quotes: tuple[str, ...] = ()
    """The numbers a finding speaks of, as they stand in the text: one of them is corrected."""
    explanation: Explanation | None = None
    offer: tuple[str, str] = ("", "")
    """The number whose value the finding computes, and that value."""
    still: str = ""
    """What the relation comes to with the correction, where that does not meet what is written either."""
    asked: Asked | None = None
    """A correction about which the person is asked before it is stored."""

    @property
    def name(self) -> str:
        """ "kind:key", as forms send it."""
        return f"{self.item.kind}:{self.item.key}"

    @property
    def about_file(self) -> bool:
        """Whether it asks whose report it is or of what period: there is no number to correct then."""
        return self.item.row.get("template") in {"H1", "H2"}

    @property
    def confirmed(self) -> bool:
        """Whether somebody found the finding right: accepted it, or said what the number should be."""
        return self.decision is not None and self.decision.action in {"accept", "correct"}

    @property
    def value(self) -> str:
        """The figure's value as the reader's language writes it, with its comparator; a range as "6.300 – 6.500"."""
        row = self.item.row
        printed = [written(Decimal(row[k])) for k in ("value", "low", "high") if row[k] is not None]
        return COMPARATORS[row["comparator"]] + " – ".join(printed)

    @property
    def role(self) -> str:
        """What kind of figure it is, in words."""
        return str(ROLES[self.item.row["role"]])


def rows_of(reading: Reading, kind: str, decided: selectors.Decisions, asked: Asked | None = None) -> list[Row]:
    """Proposals of a kind with their decisions; findings by severity, then place. asked: the correction that waits for an answer."""
    relations = {row["id"]: row for row in reading.data["relations"]} if kind == "finding" else {}
    figures = {row["id"]: row for row in reading.data["figures"]} if kind == "finding" else {}
    units = {key: row["unit"] for key, row in figures.items()}
    rows = [
        Row(
            item,
            decided.get((kind, item.key)),
            selectors.quotes_of(reading, item),
            explained(item.row, relations, units) if kind == "finding" else None,
            offered(item.row, relations.get(item.row.get("relation") or "", {}), figures) if figures else ("", ""),
            still_of(item, relations, figures, decided.get((kind, item.key))),
            asked if asked is not None and asked.name == f"{kind}:{item.key}" else None,
        )
        for item in selectors.items(reading, kind)
    ]
    if kind == "finding":
        rows = [replace(row, item=item) for row, item in zip(rows, spoken(row.item for row in rows), strict=True)]
        rows.sort(key=lambda r: (ORDER[r.item.row["severity"]], r.item.spans[:1]))
    return rows


def still_of(
    item: selectors.Item, relations: dict[str, Any], figures: dict[str, Any], decision: ReviewDecision | None
) -> str:
    """What a finding's relation comes to with its correction, where it still does not hold; "" elsewhere."""
    relation = relations.get(item.row.get("relation") or "")
    if decision is None or decision.action != "correct" or relation is None:
        return ""
    found = computed_after(relation, figures, decision)
    if found is None:
        return ""
    unit = figures[relation["result"]]["unit"]
    if unit == "%":
        return f"{number(str(found.quantize(CENT, ROUND_HALF_UP)))}%"
    return number(str(found), money=unit == "VND")


def question_of(reading: Reading, name: str, *, figure: str, value: str, reason: str) -> Asked | None:
    """What to ask before a correction of a finding is stored: its relation would still not hold. None where there is nothing to ask."""
    item = selectors.item_of(reading, name)
    if item.kind != "finding":
        return None
    relations = {row["id"]: row for row in reading.data["relations"]}
    figures = {row["id"]: row for row in reading.data["figures"]}
    typed_one = ReviewDecision(action="correct", figure=figure.strip(), value=value.strip())
    still = still_of(item, relations, figures, typed_one)
    return Asked(name, figure, value, reason, still) if still else None


def question_again(request: HttpRequest, reading: Reading) -> Asked | None:
    """The question that an address asks (`?hoi=`), where there are no scripts."""
    name = request.GET.get("hoi", "")[:40]
    if not name:
        return None
    figure, value, reason = (
        request.GET.get(key, "")[:most] for key, most in (("so", 100), ("tri", 200), ("ly-do", 500))
    )
    try:
        return question_of(reading, name, figure=figure, value=value, reason=reason)
    except Problem:
        return None


def spoken(items: Iterable[selectors.Item]) -> Iterator[selectors.Item]:
    """Proposals, the sentences of findings in the reader's language."""
    language = get_language() or "vi"
    for item in items:
        yield replace(item, row=told(item.row, language)) if item.kind == "finding" else item


def groups_of(findings: Iterable[Row]) -> list[tuple[str, str, list[Row]]]:
    """(severity, its words, its findings) in order of severity; none that is empty."""
    by: dict[str, list[Row]] = {}
    for row in findings:
        by.setdefault(row.item.row["severity"], []).append(row)
    return [(code, str(GROUPS[code]), by[code]) for code in ORDER if code in by]


def page_of(
    submission: Submission, *, may_review: bool, may_submit: bool = True, request: HttpRequest | None = None
) -> dict[str, Any]:
    """What the review page and the sender's page show; only the steps that the reader may take. request: that may ask a question."""
    reading = selectors.latest_reading(submission)
    context: dict[str, Any] = {
        "submission": submission,
        "state": SUBMISSION.label(submission.state),
        "steps": [v for v in SUBMISSION.verbs(submission.state) if (may_submit if v == "send" else may_review)],
        "reading": reading,
        "may_review": may_review,
    }
    if reading is not None:
        decided = selectors.decisions(reading)
        asked = question_again(request, reading) if request is not None and may_review else None
        found = rows_of(reading, "finding", decided, asked)
        context |= {
            "pieces": pieces(reading.text, reading.data["figures"], reading.data["findings"]),
            "groups": groups_of(found),
            "clean": len(selectors.clean_figures(reading, decided)) if may_review else 0,
            "figures": rows_of(reading, "figure", decided),
            "tasks": rows_of(reading, "task", decided),
            "meeting": reading.data["meeting"],
            "agenda": reading.data["agenda"],
            "difficulties": reading.data["difficulties"],
            "left": len(selectors.undecided(reading, decided)),
            "show_decisions": may_review or bool(decided),
            "return_reason": return_reason(found, reading) if may_review else "",
        }
    return context


def return_reason(findings: Iterable[Row], reading: Reading) -> str:
    """What a report would be sent back for: the findings that its sheet lists, those that nobody dismissed, one a line, within the field's
    length; those that somebody confirmed first.

    In Vietnamese whatever the reader's language: it goes to the unit and into the record.
    """
    said = {str(row["id"]): row["message"] for row in reading.data["findings"]}
    kept = ""
    open_ones = [row for row in findings if row.decision is None and row.item.row["severity"] in LISTED]
    listed = [*(row for row in findings if row.confirmed), *open_ones]
    for row in listed:
        line = f"- {said[row.item.key]}"
        if len(kept) + len(line) + 1 > REASON:
            break
        kept += line + "\n"
    return kept.strip()


@require_GET
@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review page."""
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    may_review = access.allowed(actor, "reports.review", submission)
    may_submit = access.allowed(actor, "reports.submit", submission)
    context = page_of(submission, may_review=may_review, may_submit=may_submit, request=request)
    reading = context["reading"]
    if reading is not None:
        context |= document_of(request, actor, submission, reading)
        context |= {"may_compare": True, "pictures": reverse("reports:review", args=[pk]) + "trang/"}
    if may_submit and submission.state in {"draft", "sent_back"}:
        context |= {"replace_form": FileForm(), "replace_url": reverse("reports:replace", args=[pk])}
    context["may_assign"] = "tasks.assign" in access.verbs_anywhere(actor)
    context["earlier"] = earlier_files(actor, submission)
    context["unit"] = unit_name(unit=submission.unit_id, on=actor.on) if submission.unit_id else ""
    return render(request, "reports/review.html", context | ({"page_keys": KEYS} if may_review else {}))


@require_POST
@login_required
def accept_clean(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all figures that no finding speaks of."""
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    count = services.clean_accept(actor=actor, reading=reading_seen(request, submission))
    messages.success(request, gettext("Đã chấp nhận %(count)d số không có phát hiện.") % {"count": count})
    return redirect(reverse("reports:review", args=[pk]) + "#so-lieu")


@require_POST
@login_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the actor decided last."""
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    reading = reading_seen(request, submission)
    try:
        count = services.decision_undo(actor=actor, reading=reading)
    except Problem as problem:
        if problem.code != "REP-013":
            raise
        stay(request, problem)
    else:
        messages.success(request, gettext("Đã hoàn tác %(count)d quyết định.") % {"count": count})
    return redirect("reports:review", pk=pk)


def reading_seen(request: HttpRequest, submission: Submission) -> Reading:
    """The latest reading, which is the one that the person saw. Errors: REP-054 where it is not; REP-007 where there is none."""
    reading = selectors.latest_reading(submission)
    require_seen(request, submission, reading)
    if reading is None:
        raise Problem("REP-007", why=submission.unreadable)
    return reading


def require_seen(request: HttpRequest, submission: Submission, reading: Reading | None) -> None:
    """Errors: REP-054 where the form was made of another reading than the latest: each says of which (0 where there was none)."""
    if typed(request, "reading", 20) != str(reading.version if reading else 0):
        raise Problem("REP-054", title=submission.title)


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record one decision; htmx gets the item's card and the count of what is left, others go back to the page.

    A correction with which the relation still does not hold is asked about first; the button "anyway" stores it.
    """
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    reading = reading_seen(request, submission)
    name, action = typed(request, "item", 40), typed(request, "action", 20)
    figure, value = typed(request, "figure", 100), typed(request, "value", 200)
    reason = typed(request, "reason", 500)
    asked: Asked | None = None
    if action == "correct":
        access.require(actor, "reports.review", submission)
        asked = question_of(reading, name, figure=figure, value=value, reason=reason)
    if asked is None:
        services.decision_record(
            actor=actor,
            reading=reading,
            item=name,
            action="correct" if action == "anyway" else action,
            value=value,
            unit_of_measure=typed(request, "unit", 60),
            figure=figure,
            reason=reason,
        )
    if getattr(request, "htmx", False):
        may_assign = "tasks.assign" in access.verbs_anywhere(actor)
        card = card_of(submission, reading, name, asked, may_assign=may_assign)
        return render(request, f"reports/_{name.partition(':')[0]}.html", card)
    page = reverse("reports:review", args=[pk])
    if asked is None:
        return redirect(page)
    back = urlencode({"hoi": name, "so": figure, "tri": value, "ly-do": reason})
    return redirect(f"{page}?{back}#{name.replace(':', '-')}")


def card_of(
    submission: Submission, reading: Reading, name: str, asked: Asked | None = None, *, may_assign: bool = False
) -> dict[str, Any]:
    """What the card of one item shows after a decision, or with the question before it."""
    decided = selectors.decisions(reading)
    item = selectors.item_of(reading, name)
    return {
        "submission": submission,
        "reading": reading,
        "row": next(row for row in rows_of(reading, item.kind, decided, asked) if row.item.key == item.key),
        "left": len(selectors.undecided(reading, decided)),
        "may_review": True,
        "may_assign": may_assign,
        "show_decisions": True,
        "swap": True,
    }


def stay(request: HttpRequest, problem: Problem) -> None:
    """Say on the page itself why a step was refused."""
    messages.error(request, problem.sentence(request.LANGUAGE_CODE))


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Send, accept, send back, reopen."""
    actor: Actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    verb, reason = typed(request, "verb", 20), typed(request, "reason", 500)
    if verb in JUDGED:
        require_seen(request, submission, selectors.latest_reading(submission))
    try:
        services.submission_step(actor=actor, submission=submission, verb=verb, reason=reason)
    except Problem as problem:
        if problem.code not in STAY:
            raise
        stay(request, problem)
    return redirect("reports:review", pk=pk)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the report and of the decisions about it."""
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    changes = selectors.changes(submission, on=actor.on)
    return render(request, "reports/history.html", {"submission": submission, "changes": changes})


@require_GET
@login_required
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came."""
    submission = selectors.submission_get(actor_of(request), pk)
    response = send_file(submission.original, name=submission.file_name)
    journal.note(verb="files.download", subject=submission)
    return response
