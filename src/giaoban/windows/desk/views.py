"""The home page."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.windows.desk.cards import cards_for


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """My work today; whoever is not signed in comes to the sign-in page."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor = request.actor  # type: ignore[attr-defined]  (set by ActorMiddleware)
    return render(request, "desk/home.html", {"cards": cards_for(actor), "actor": actor})
