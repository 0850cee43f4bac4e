"""What every page knows: who is at work, as what, where they may go, and how the page looks to them."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.directory import Actor
from giaoban.ground.notices.selectors import unread_count
from giaoban.ground.org.selectors import body_name
from giaoban.site import navigation
from giaoban.site.preferences import theme_of


class Ui:
    """Values of the frame; each is computed when a template first asks, so fragments and error pages cost no queries."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def theme(self) -> str:
        """ "auto", "light" or "dark"."""
        return theme_of(self.request)

    @cached_property
    def actor(self) -> Actor | None:
        """Who acts, None before sign-in."""
        return getattr(self.request, "actor", None)

    @cached_property
    def signed_in(self) -> bool:
        """Whether an account is signed in (a visitor with an expiring link is not)."""
        user = getattr(self.request, "user", None)
        return user is not None and bool(user.is_authenticated)

    @cached_property
    def user_name(self) -> str:
        """The person's name for the menu, the account's where it belongs to nobody."""
        if not self.signed_in:
            return ""
        name = self.actor.label.partition(",")[0] if self.actor is not None else ""
        return name or str(self.request.user)

    @cached_property
    def acting(self) -> str:
        """As which post of which body one is working, "" before sign-in."""
        return self.actor.label if self.signed_in and self.actor is not None else ""

    @cached_property
    def body_name(self) -> str:
        """The body one works for, "" before sign-in."""
        actor = self.actor
        return body_name(body=actor.body_id, on=actor.on) if actor is not None and actor.body_id is not None else ""

    @cached_property
    def demo_clock(self) -> date | None:
        """The day a demonstration's account works on, for the banner of every page; None where the clock is real."""
        return self.actor.on if self.actor is not None and self.actor.story is not None else None

    @cached_property
    def demo_story(self) -> str:
        """What that day is about, "" where nobody said."""
        return (self.actor.story or "") if self.actor is not None else ""

    @cached_property
    def bell(self) -> int:
        """How many notices have not been read."""
        return unread_count(self.actor) if self.actor is not None and self.bell_url else 0

    @cached_property
    def navigation(self) -> list[navigation.Group]:
        """The links one may follow."""
        verbs = access.verbs_anywhere(self.actor) if self.actor is not None else frozenset()
        return navigation.shown(self.request.path, verbs)

    @cached_property
    def search_url(self) -> str:
        """Where the search box leads."""
        return navigation.address("search:find") or "/"

    @cached_property
    def bell_url(self) -> str:
        """Where the bell leads, "" where there are no notices."""
        return navigation.address("notices:list")

    @cached_property
    def account_links(self) -> list[dict[str, str]]:
        """Pages about one's own account."""
        rows = [
            ("directory:own", _("Tài khoản của tôi"), "account"),
            ("directory:acting", _("Chọn chức vụ khác"), "role"),
            ("directory:sessions", _("Các phiên đăng nhập"), "phone"),
            ("account_change_password", _("Đổi mật khẩu"), "key"),
            ("mfa_index", _("Xác thực hai bước"), "lock"),
        ]
        links = [(navigation.address(name), label, symbol) for name, label, symbol in rows]
        return [{"url": url, "label": label, "symbol": symbol} for url, label, symbol in links if url]


def page(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: `ui`."""
    return {"ui": Ui(request)}
