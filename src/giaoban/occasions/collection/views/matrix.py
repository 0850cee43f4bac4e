"""The whole table: units by indicators, filled in from the keyboard, saved cell by cell."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.occasions.collection import selectors
from giaoban.occasions.collection.views.frame import frame


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix of the units that the actor may see."""
    actor = actor_of(request)
    asked = selectors.collection_get(actor, pk)
    found = selectors.sheet(actor, asked)
    return render(request, "collection/matrix.html", frame(actor, asked) | {"sheet": found})
