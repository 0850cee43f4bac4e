"""From a task that was read in a report, and accepted, to the form of a new task."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.occasions.reports.giving import item_given


@require_GET
@login_required
def assign(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Lead to the form of a new task, which takes text, units, deadline and source from the report; or to the task given out already.

    Errors: ACC-001 without the right to give tasks; ACC-002, REP-003, REP-007; REP-053 for a task that nobody accepted.
    """
    actor = actor_of(request)
    item = item_given(actor, pk, key)
    access.require_anywhere(actor, "tasks.assign")
    return redirect(f"{reverse('tasks:create')}?{urlencode({'source': item.ref})}")
