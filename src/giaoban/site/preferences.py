"""Language and theme: the account's choice for whoever is signed in, else the cookie of this device, else Vietnamese and "auto".

The browser's Accept-Language is never asked: an office's machines are often set up in English. A program that calls the API chooses
nothing beforehand, so what it asks for in Accept-Language is what it gets, Vietnamese where it asks for nothing we speak.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request

from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.models import User
from giaoban.ground.directory.services.accounts import preferences_change

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "giaoban_theme"
YEAR = 365 * 24 * 3600
API, API_GUIDE = "/api/", "/api/v1/docs"


def chosen(request: HttpRequest, cookie: str, attribute: str, allowed: tuple[str, ...], default: str) -> str:
    """A preference from account, cookie or default; values outside `allowed` are ignored."""
    user = getattr(request, "user", None)
    value = getattr(user, attribute, "") if user is not None and user.is_authenticated else ""
    if value in allowed:
        return str(value)
    value = request.COOKIES.get(cookie, "")
    return value if value in allowed else default


def keep(request: HttpRequest, response: HttpResponseBase, *, language: str = "", theme: str = "") -> None:
    """Keep a choice on this device, and in the account of whoever is signed in; what is not allowed changes nothing."""
    chosen_language = language if language in languages() else ""
    chosen_theme = theme if theme in THEMES else ""
    if chosen_language:
        remember(response, settings.LANGUAGE_COOKIE_NAME, chosen_language)
    if chosen_theme:
        remember(response, THEME_COOKIE, chosen_theme)
    user = getattr(request, "user", None)
    if isinstance(user, User) and (chosen_language or chosen_theme):
        preferences_change(
            actor=actor_of(request),
            user=user,
            language=chosen_language or user.language,
            theme=chosen_theme or user.theme,
        )


def theme_of(request: HttpRequest) -> str:
    """The visitor's theme."""
    return chosen(request, THEME_COOKIE, "theme", THEMES, "auto")


def languages() -> tuple[str, ...]:
    """The codes of the languages the interface speaks."""
    return tuple(code for code, _ in settings.LANGUAGES)


def by_program(request: HttpRequest) -> bool:
    """Whether a program calls the API; its guide is a page for people."""
    return request.path.startswith(API) and request.path.rstrip("/") != API_GUIDE


def language_of(request: HttpRequest) -> str:
    """The language of the visitor, or the one that a program asks for."""
    if by_program(request):
        return get_language_from_request(request)
    return chosen(request, settings.LANGUAGE_COOKIE_NAME, "language", languages(), settings.LANGUAGE_CODE)


def remember(response: HttpResponseBase, cookie: str, value: str) -> None:
    """Keep a choice on this device for a year; the server reads it, scripts need not."""
    response.set_cookie(
        cookie, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
