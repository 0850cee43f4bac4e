"""One cell: saved by itself, and its page with questions, comments and what it was before."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.forms import CommentForm
from giaoban.occasions.collection.models import CollectionUnit
from giaoban.occasions.collection.selectors import Box, Line
from giaoban.occasions.collection.views.frame import frame
from giaoban.occasions.collection.views.matrix import cells_told
from giaoban.occasions.collection.views.posted import numbered, typed

REFUSALS = {
    "COL-001", "COL-002", "COL-005", "COL-009", "COL-010", "COL-011", "COL-012", "COL-013", "COL-015", "COL-026", "COL-028", "COL-029",
    "ACC-001", "ACC-002",
}  # fmt: skip


def box_of(line: Line, column: int) -> Box:
    """The cell of a column. Errors: COL-009."""
    for box in line.boxes:
        if box.column.key == str(column):
            return box
    raise Problem("COL-009")


def saved(request: HttpRequest, actor: Actor, row: CollectionUnit, column: int) -> JsonResponse:
    """Save one cell and say what stands there now, as JSON: text and version; a refusal with its sentence, a conflict (409) with both
    values; and what is said about every cell of the unit, because a total depends on its parts."""
    problem = None
    try:
        services.cell_set(
            actor=actor, row=row, column_id=column, text=typed(request, "text"), version=numbered(request, "version")
        )
    except Problem as refusal:
        if refusal.code not in REFUSALS:
            raise
        problem = refusal
    if problem is not None and problem.code in ("ACC-001", "ACC-002", "COL-009", "COL-028"):
        return JsonResponse({"problem": problem.sentence(request.LANGUAGE_CODE)}, status=problem.status)
    found = selectors.sheet(actor, row.collection, only=row)
    box = box_of(found.lines[0], column)
    answer: dict[str, Any] = {
        "text": box.text,
        "version": box.version,
        "by": box.changed_by,
        "cells": cells_told(found.lines[0]),
    }
    if problem is not None:
        answer["problem"] = problem.sentence(request.LANGUAGE_CODE)
        answer["conflict"] = problem.code == "COL-013"
    return JsonResponse(answer, status=200 if problem is None else problem.status)


@require_POST
@login_required
def save(request: HttpRequest, pk: int, row: int, column: int) -> HttpResponse:
    """Save one cell of the table."""
    actor = actor_of(request)
    return saved(request, actor, selectors.row_get(actor, pk, row), column)


@require_http_methods(["GET", "POST"])
@login_required
def page(request: HttpRequest, pk: int, row: int, column: int) -> HttpResponse:
    """A cell with what was said about it; a POST adds to that."""
    actor = actor_of(request)
    asked = selectors.row_get(actor, pk, row)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and commented(request, actor, asked, column, form):
        return redirect("collection:cell", pk=pk, row=row, column=column)
    context = frame(actor, asked.collection) | cell_context(actor, asked, column) | {"form": form}
    return render(request, "collection/cell.html", context, status=422 if form.errors else 200)


def commented(request: HttpRequest, actor: Actor, row: CollectionUnit, column: int, form: CommentForm) -> bool:
    """Add the comment of a form; False where it was refused, with the sentence beside the field."""
    if not form.is_valid():
        return False
    try:
        services.comment_add(
            actor=actor,
            row=row,
            column_id=column,
            text=form.cleaned_data["text"],
            follow_up=form.cleaned_data["follow_up"],
        )
    except Problem as problem:
        if problem.code != "COL-018":
            raise
        form.add_error("text", problem.sentence(request.LANGUAGE_CODE))
        return False
    return True


def cell_context(actor: Actor, row: CollectionUnit, column: int) -> dict[str, Any]:
    """What the page of a cell shows, also of one in a column that was taken out."""
    found = selectors.sheet(actor, row.collection, only=row, also=column)
    line = found.lines[0]
    cell = selectors.cell_of(actor, row, column)
    rights = access.allowed_verbs(actor, row, ["collection.fill", "collection.review"])
    return {
        "row": row,
        "line": line,
        "sheet": found,
        "box": box_of(line, column),
        "gone": next((each for each in found.gone if each.key == str(column)), None),
        "cell": cell,
        "comments": list(selectors.comments(actor, row, column)),
        "changes": lines(cell, on=actor.on, limit=20) if cell is not None else [],
        "may_comment": bool(rights),
    }


@require_POST
@login_required
def settle(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """What was asked is clear."""
    actor = actor_of(request)
    found = selectors.comment_get(actor, pk, comment)
    services.comment_settle(actor=actor, comment=found)
    return redirect("collection:cell", pk=pk, row=found.row_id, column=found.column_id)
