"""One's own account: as which post one works, how pages look, where one is signed in."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from giaoban.ground.directory import selectors
from giaoban.ground.directory.actor import holding_choose, holdings_of
from giaoban.ground.directory.forms.people import PreferencesForm
from giaoban.ground.directory.middleware import ACTING_AS
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.models import User
from giaoban.ground.directory.services.accounts import preferences_change, sessions_end
from giaoban.ground.directory.views.pages import form_page, form_view
from giaoban.ground.org.selectors import body_names, unit_names

NUMBER = re.compile(r"[0-9]{1,18}\Z")


def me(request: HttpRequest) -> User:
    """The signed-in account."""
    return selectors.own_account(request.user.pk or 0)


@form_view
def acting(request: HttpRequest) -> HttpResponse:
    """Choose as which post to work; the choice lasts for the session."""
    actor = actor_of(request)
    if request.method == "POST":
        number = request.POST.get("holding", "")
        holding = holding_choose(me(request), holding_id=int(number) if NUMBER.match(number) else 0, at=actor.at)
        request.session[ACTING_AS] = holding.pk
        messages.success(request, _("Đang làm việc với chức vụ %(post)s.") % {"post": holding.post.title})
        onward = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
        return redirect(onward if safe else "directory:acting")
    holdings = holdings_of(actor.person_id, actor.at) if actor.person_id else []
    units = unit_names(units={holding.post.unit_id for holding in holdings}, on=actor.on)
    bodies = body_names(bodies={holding.post.body_id for holding in holdings}, on=actor.on)
    rows = [
        {
            "holding": holding,
            "unit": units.get(holding.post.unit_id, ""),
            "body": bodies.get(holding.post.body_id, ""),
            "current": holding.post_id == actor.post_id and (holding.kind == "deputy_for") == actor.is_deputy,
        }
        for holding in holdings
    ]
    return render(request, "directory/acting.html", {"rows": rows, "next": request.GET.get("next", "")})


@form_view
def account(request: HttpRequest) -> HttpResponse:
    """Language and theme, and the ways to password, second factor and sessions."""
    actor, user = actor_of(request), me(request)
    form = PreferencesForm(request.POST or None, initial={"language": user.language, "theme": user.theme})

    def do(data: dict[str, Any]) -> User:
        return preferences_change(actor=actor, user=user, **data)

    if request.method == "POST":
        return form_page(
            request,
            form,
            do,
            title=_("Tài khoản của tôi"),
            submit=_("Lưu"),
            back=reverse("directory:own"),
            said=_("Đã lưu."),
        )
    kinds = selectors.second_factors(user)
    return render(request, "directory/own.html", {"form": form, "account": user, "second_factors": kinds})


@form_view
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; ends one session or all others."""
    user = me(request)
    key = request.session.session_key
    if request.method == "POST":
        number = request.POST.get("session", "")
        sessions_end(user, keep=key, only=int(number) if NUMBER.match(number) else None)
        messages.success(request, _("Đã đăng xuất khỏi các nơi được chọn."))
        return redirect("directory:sessions")
    rows = [(session, session.session_key == key) for session in selectors.sessions_of(user)]
    rows.sort(key=lambda row: not row[1])
    return render(request, "directory/sessions.html", {"rows": rows, "others": len(rows) > 1})
