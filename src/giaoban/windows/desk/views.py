"""The home page and the month board."""

from datetime import date

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.windows.desk.cards import cards_for
from giaoban.windows.desk.collecting import collection_cards
from giaoban.windows.desk.scoring import recognition_cards, scoring_cards
from giaoban.windows.desk.selectors import month_of
from giaoban.windows.desk.steps import steps_of


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, as ActorMiddleware found it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """My work today; whoever is not signed in comes to the sign-in page."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor = actor_of(request)
    cards = cards_for(actor)
    context = {
        "cards": cards,
        "waiting": [card for card in cards if card.items],
        "actor": actor,
        "has_rights": bool(access.verbs_anywhere(actor)),
    }
    return render(request, "desk/home.html", context)


@require_GET
def more(request: HttpRequest) -> HttpResponse:
    """Work that comes in rounds, fetched by the home page once it is there: it costs the daily work no query."""
    if not request.user.is_authenticated:
        return HttpResponse(status=404)
    actor = actor_of(request)
    cards = [*collection_cards(actor), *scoring_cards(actor), *recognition_cards(actor)]
    return render(request, "desk/_more.html", {"cards": cards})


@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """The month board; `?thang=2026-11` chooses another month than the current one, a malformed one is ignored."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor = actor_of(request)
    try:
        first = date.fromisoformat(f"{request.GET.get('thang', '')}-01")
    except ValueError:
        first = actor.on
    month = month_of(actor, first)
    return render(request, "desk/month.html", {"month": month, "steps": steps_of(actor, month)})
