"""One unit's figures as a form: a line for each indicator."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.forms import LinkForm
from giaoban.occasions.collection.models import CollectionUnit
from giaoban.occasions.collection.selectors import Box
from giaoban.occasions.collection.states import UNIT
from giaoban.occasions.collection.tell import columns_told
from giaoban.occasions.collection.views.collection import refuse
from giaoban.occasions.collection.views.frame import frame
from giaoban.occasions.collection.views.matrix import tag_of
from giaoban.occasions.collection.views.posted import numbered, typed

STAY = {
    "COL-001", "COL-002", "COL-005", "COL-006", "COL-015", "COL-026", "COL-027", "COL-028", "COL-029", "COL-051", "FLW-001", "IND-002",
    "OBS-003",
}  # fmt: skip
MANY = 10_000
"""Letters of the list of columns that a page showed."""
Shown = tuple[Box, str, str]
"""A cell with the text that stands in its field and the sentence why it was not saved."""


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The form; a POST saves what was changed, and with "nop" submits it."""
    actor = actor_of(request)
    asked = selectors.row_get(actor, pk, row)
    problems: dict[int, Problem] = {}
    if request.method == "POST":
        problems, done = posted(request, actor, asked)
        if done:
            return redirect("collection:form", pk=pk, row=row)
    return shown(request, actor, asked, problems)


def posted(request: HttpRequest, actor: Actor, row: CollectionUnit) -> tuple[dict[int, Problem], bool]:
    """Save the form, and submit it where asked: (refusals by column, whether to lead on). A refused submission is said on the page; so is
    a number for a column that was taken out since the page was opened, while the others are saved."""
    numbers = [number for number, _plain in ((each.pk, plain) for each, plain in selectors.columns_of(row.collection))]
    given = [number for number in numbers if f"o-{number}" in request.POST]
    typed_in = [
        services.Typed(
            number, typed(request, f"o-{number}"), numbered(request, f"v-{number}"), typed(request, f"t-{number}")
        )
        for number in given
    ]
    try:
        problems = services.cells_type(actor=actor, row=row, typed=typed_in)
        say_gone(request, actor, row)
        if problems:
            words = (
                _("Chưa nộp: còn %(n)d ô chưa đúng.")
                if "nop" in request.POST
                else _("Còn %(n)d ô chưa đúng, chưa lưu.")
            )
            messages.error(request, words % {"n": len(problems)})
            return problems, False
        if "nop" in request.POST:
            require_seen(request, actor, row)
            services.row_step(actor=actor, row=row, verb="submit")
            messages.success(request, _("Đã nộp số liệu. Văn phòng sẽ duyệt hoặc trả lại nếu cần sửa."))
        else:
            messages.success(request, _("Đã lưu."))
    except Problem as problem:
        if problem.code not in STAY:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    return {}, True


def say_gone(request: HttpRequest, actor: Actor, row: CollectionUnit) -> None:
    """Say which columns that the page still showed were taken out, where something was typed into them."""
    for each in selectors.shown_gone(actor, row.collection):
        if typed(request, f"o-{each.key}").strip() != typed(request, f"t-{each.key}").strip():
            messages.warning(request, each.problem.sentence(request.LANGUAGE_CODE))


def require_seen(request: HttpRequest, actor: Actor, row: CollectionUnit) -> None:
    """Errors: COL-051 where columns came in after the page was opened: nobody submits what they have not seen."""
    if "cot" not in request.POST:
        return
    known = set(typed(request, "cot", MANY).split())
    new = [plain.name for _row, plain in selectors.shown_columns(actor, row.collection) if plain.key not in known]
    if new:
        raise Problem("COL-051", columns=columns_told(new))


def shown(request: HttpRequest, actor: Actor, row: CollectionUnit, problems: dict[int, Problem]) -> HttpResponse:
    """The page of the form, with what was refused left as it was typed."""
    tag = tag_of(selectors.stamp(actor, row.collection, only=row))
    context = frame(actor, row.collection) | form_context(request, actor, row, problems) | {"tag": tag}
    context["link_form"] = LinkForm()
    return render(request, "collection/form.html", context, status=422 if problems else 200)


def form_context(
    request: HttpRequest, actor: Actor, row: CollectionUnit, problems: dict[int, Problem]
) -> dict[str, Any]:
    """The line of a unit with each cell's field."""
    row.refresh_from_db()
    found = selectors.sheet(actor, row.collection, only=row)
    line = found.lines[0]
    rights = access.allowed_verbs(actor, row, ["collection.fill", "collection.review", "collection.manage"])
    there = row.collection.state == "open" and row.removed_at is None
    boxes: list[Shown] = []
    for box in line.boxes if row.removed_at is None else [box for box in line.boxes if box.value is not None]:
        problem = problems.get(int(box.column.key))
        text = typed(request, f"o-{box.column.key}") if problem else box.text
        boxes.append((box, text, problem.sentence(request.LANGUAGE_CODE) if problem else ""))
    return {
        "row": row,
        "line": line,
        "sheet": found,
        "boxes": boxes,
        "row_state": UNIT.label(row.state),
        "begun": UNIT.label("draft") if row.state == "waiting" else "",
        "filled": sum(box.value is not None for box in line.boxes),
        "suggested": sum(box.suggestion is not None for box in line.boxes) if line.open else 0,
        "seen_columns": " ".join(box.column.key for box in line.boxes),
        "may_approve": there and "collection.review" in rights and row.state == "submitted",
        "may_return": there and "collection.review" in rights and row.state in ("submitted", "approved"),
        "may_link": there and "collection.manage" in rights and line.open,
        "may_excuse": there and "collection.manage" in rights,
        "may_comment": bool(rights),
    }


@require_POST
@login_required
def step(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Approve or return."""
    actor = actor_of(request)
    asked = selectors.row_get(actor, pk, row)
    verb, reason = typed(request, "verb", 20), typed(request, "reason", 500)
    try:
        services.row_step(actor=actor, row=asked, verb=verb, reason=reason)
    except Problem as problem:
        refuse(request, problem)
    return redirect("collection:form", pk=pk, row=row)
