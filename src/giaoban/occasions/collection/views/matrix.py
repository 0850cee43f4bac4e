"""The whole table: units by indicators, filled in from the keyboard, saved cell by cell, and what others save in the meantime."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.occasions.collection import selectors
from giaoban.occasions.collection.models import Collection, CollectionUnit
from giaoban.occasions.collection.selectors import Line
from giaoban.occasions.collection.views.frame import frame


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix of the units that the actor may see."""
    actor = actor_of(request)
    asked = selectors.collection_get(actor, pk)
    tag = tag_of(selectors.stamp(actor, asked))  # before the table: what comes in between is then told once too often
    found = selectors.sheet(actor, asked)
    parted = any(column.dims for column in found.columns)
    context = frame(actor, asked) | {"sheet": found, "tag": tag, "parted": parted}
    context["fillable"] = any(line.open for line in found.lines)
    return render(request, "collection/matrix.html", context)


def tag_of(stamp: str) -> str:
    """A stamp as HTTP names a version."""
    return f'"{stamp}"'


@require_GET
@login_required
def changes(request: HttpRequest, pk: int, row: int | None = None) -> HttpResponseBase:
    """What stands in the table, or in one unit's form, as JSON; nothing (304) where it stands as the asker knows it (`If-None-Match`).

    rows: unit -> {state, open}; cells: unit -> column -> `told`, of cells that somebody touched; the others are blank. columns: their
    keys; gone: key of a column that was taken out -> the sentence about it.
    """
    actor = actor_of(request)
    only = selectors.row_get(actor, pk, row) if row is not None else None
    asked = only.collection if only is not None else selectors.collection_get(actor, pk)
    return changes_answer(request, actor, asked, only)


def changes_answer(
    request: HttpRequest, actor: Actor, asked: Collection, only: CollectionUnit | None
) -> HttpResponseBase:
    """The same for whoever asks."""
    tag = tag_of(selectors.stamp(actor, asked, only=only))
    answer: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if answer is None:
        answer = JsonResponse(said(selectors.sheet(actor, asked, only=only)))
    answer["ETag"], answer["Cache-Control"] = tag, "private, no-cache"
    return answer


def said(found: selectors.Sheet) -> dict[str, Any]:
    """A table as a program in the browser takes it in."""
    return {
        "rows": {line.row.unit_id: {"state": capfirst(line.state), "open": line.open} for line in found.lines},
        "cells": {line.row.unit_id: cells_told(line) for line in found.lines},
        "columns": [column.key for column in found.columns],
        "gone": {each.key: each.problem.sentence(get_language() or "vi") for each in found.gone},
    }


def cells_told(line: Line) -> dict[str, dict[str, Any]]:
    """Column -> what is said about its cell: text, version, who wrote it, the questions about it, the number that was probably meant, what
    may be taken over. Cells that nobody touched only where something may be taken over that the unit's own figures say."""
    return {
        box.column.key: {
            "text": box.text,
            "version": box.version,
            "by": box.changed_by,
            "asked": list(box.asked),
            "meant": box.meant_text,
            "suggest": box.suggestion.told if box.suggestion else [],
        }
        for box in line.boxes
        if box.version or box.suggestion
    }
