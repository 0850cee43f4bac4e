"""From a task that was read in a report, and accepted, to the form of a new task."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import match_unit
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.recording import source_ref
from giaoban.records.tasks.selectors import tasks_of

SURE = 0.9
"""How well the words of a report must name a unit for it to be proposed."""
TITLE = 160
GIVEN = {"accept", "correct"}


@require_GET
@login_required
def assign(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Lead to the form of a new task, filled with text, units, deadline and source; to the task where it was given out already.

    Errors: ACC-001 without the right to give tasks; REP-003, REP-007; REP-053 for a task that nobody accepted.
    """
    actor = actor_of(request)
    submission = selectors.submission_get(actor, pk)
    access.require_anywhere(actor, "tasks.assign")
    reading = selectors.latest_reading(submission)
    if reading is None:
        raise Problem("REP-007", why=submission.unreadable)
    item = selectors.item_of(reading, f"task:{key}")
    decision = selectors.decisions(reading).get(("task", key))
    if decision is None or decision.action not in GIVEN:
        raise Problem("REP-053")
    ref = source_ref(submission)
    there = tasks_of(actor, [ref]).filter(source_quote=item.row["quote"].strip()).first()
    if there is not None:
        messages.info(request, gettext("Nhiệm vụ này đã được giao."))
        return redirect("tasks:task", pk=there.pk)
    text = decision.value if decision.action == "correct" and decision.value else item.row["quote"]
    asked = proposal(actor, item.row, text) | {"source": ref, "quote": item.row["quote"]}
    return redirect(f"{reverse('tasks:create')}?{urlencode(asked, doseq=True)}")


def proposal(actor: Actor, row: dict[str, Any], text: str) -> dict[str, Any]:
    """What the form is filled with. A unit is proposed where the words name it beyond doubt, a day where the reader found one."""
    units = [pk for pk, _name in selectors.unit_choices(actor)]
    leads = []
    for words in row["assignees"] or [row["addressed_to"] or ""]:
        found = match_unit(text=words, on=actor.on, within=units, limit=2, least=SURE)
        leads += [match.unit for match in found[:1] if len(found) == 1 or found[1].score < match.score]
    words = " ".join(text.split())
    cut = words if len(words) <= TITLE else words[:TITLE].rsplit(" ", 1)[0]
    asked = {"title": cut[:1].upper() + cut[1:], "text": text, "leads": list(dict.fromkeys(leads))}
    return asked | ({"due_on": row["due_on"]} if row.get("due_on") else {})
