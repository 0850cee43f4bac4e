"""How sign-in differs from allauth's defaults: accounts are made by the office, and a new password ends the duty to change it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language, override

from giaoban.ground.directory.models import User


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Store a password the person chose: the duty to change the office's first one is over."""
        user.must_change_password = False
        super().set_password(user, password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A message about an account in its language: the request may come from somebody else's device."""
        user = context.get("user")
        with override(user.language if isinstance(user, User) else get_language() or "vi"):
            super().send_mail(template_prefix, email, context)


def client_of(request: HttpRequest) -> str:
    """The caller's network address, as sign-in's own rate limits see it."""
    address: str = ClosedAccountAdapter(request).get_client_ip(request)
    return address
