"""Language and theme of a visitor: the cookie of this device first, then the account's choice, then Vietnamese and "auto".

The browser's Accept-Language is never asked: an office's machines are often set up in English.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "giaoban_theme"
YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest, cookie: str, attribute: str, allowed: tuple[str, ...], default: str) -> str:
    """A preference from cookie, account or default; values outside `allowed` are ignored."""
    value = request.COOKIES.get(cookie, "")
    if value in allowed:
        return value
    user = getattr(request, "user", None)
    value = getattr(user, attribute, "") if user is not None and user.is_authenticated else ""
    return value if value in allowed else default


def theme_of(request: HttpRequest) -> str:
    """The visitor's theme."""
    return chosen(request, THEME_COOKIE, "theme", THEMES, "auto")


def languages() -> tuple[str, ...]:
    """The codes of the languages the interface speaks."""
    return tuple(code for code, _ in settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """The visitor's language."""
    return chosen(request, settings.LANGUAGE_COOKIE_NAME, "language", languages(), settings.LANGUAGE_CODE)


def remember(response: HttpResponseBase, cookie: str, value: str) -> None:
    """Keep a choice on this device for a year; the server reads it, scripts need not."""
    response.set_cookie(
        cookie, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
