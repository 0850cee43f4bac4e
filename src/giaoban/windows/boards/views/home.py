"""The first page of the room: what can be looked at, and how."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The boards there are."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    return render(request, "boards/home.html", {"boards": boards()})


def boards() -> list[dict[str, str]]:
    """The boards there are: address, name, what one sees there."""
    rows: list[tuple[str, str, str]] = []
    return [{"url": reverse(name), "label": label, "text": text} for name, label, text in rows]
