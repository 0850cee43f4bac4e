"""Who acts in this request: set once, for pages and journal alike."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from giaoban.ground.access import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.clock import clocked
from giaoban.ground.directory.services.links import link_actor, link_resume
from giaoban.ground.directory.signin import client_of
from giaoban.kernel.problems import Problem

ACTING_AS = "acting_as"
"""Session key: the number of the holding the user acts under."""
LINK = "access_link"
"""Session key: the number of the link the session was opened with."""


class ActorMiddleware:
    """Set `request.actor` and tell the journal; send those who must change their password to do so first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as its actor."""
        actor = find_actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        if request.user.is_authenticated and request.user.must_change_password and not may_pass(request):
            return redirect("account_change_password")
        with acting(actor, source="link" if actor.kind == "link" else "web"):
            return self.get_response(request)


def find_actor(request: HttpRequest) -> Actor:
    """The signed-in user in the chosen holding, else the link this session was opened with, else nobody."""
    at = timezone.now()
    if request.user.is_authenticated:
        return clocked(request.user, at=at, holding_id=request.session.get(ACTING_AS))
    link_id = request.session.get(LINK)
    found = link_resume(link_id, at=at) if link_id is not None else None
    return found or Actor.nobody(at=at)


def link_open(request: HttpRequest, token: str, *, at: datetime) -> Actor:
    """Open an access link for this session: a fresh session key, the link remembered, the actor set. Errors: as `link_actor`."""
    opened = link_actor(token, at=at, client=client_of(request))
    request.session.cycle_key()
    request.session[LINK] = opened.link_id
    request.actor = opened  # type: ignore[attr-defined]
    return opened


def link_visitor(request: HttpRequest, *, at: datetime) -> Actor:
    """Who the link of this session makes of the visitor, also where the same browser is signed in. Errors: DIR-003 without a link that is
    still open."""
    link_id = request.session.get(LINK)
    found = link_resume(link_id, at=at) if link_id is not None else None
    if found is None:
        raise Problem("DIR-003")
    return found


def may_pass(request: HttpRequest) -> bool:
    """True for the few pages open before the password is changed: changing it, signing out, language, theme, static files."""
    names = ("account_change_password", "account_logout", "site:language", "site:theme")
    open_paths = {reverse(name) for name in names}
    return request.path in open_paths or request.path.startswith("/static/")


def actor(request: HttpRequest) -> Actor:
    """The actor of a request. Errors: AttributeError where the middleware is missing: a mistake of ours."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found
