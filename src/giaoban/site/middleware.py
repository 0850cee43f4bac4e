"""Language of a request, size of requests, privacy of answers, and problems as pages."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from giaoban.kernel.problems import Problem
from giaoban.site.errors import error_response, problem_response
from giaoban.site.preferences import by_program, language_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MOST_BYTES = 64 * 1024 * 1024
"""Of one request: a report file of 50 MB with its form."""


class LanguageMiddleware:
    """Speak the visitor's language: the account's, else the cookie's, else Vietnamese; to a program the one it asks for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the language known so far (the account is not known yet)."""
        self.speak(request, language_of(request))
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie", "Accept-Language") if by_program(request) else ("Cookie",))
        response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """The account is known now: its choice counts."""
        self.speak(request, language_of(request))

    def speak(self, request: HttpRequest, language: str) -> None:
        """Activate a language for this request."""
        translation.activate(language)
        request.LANGUAGE_CODE = language


class SizeMiddleware:
    """Refuse what is larger than any file that is taken, before a byte of it is written anywhere: also from those not signed in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """413 for a body above `MOST_BYTES`; Django reads no more of a body than it announces."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and int(size[:20]) > MOST_BYTES:
            return error_response(request, 413)
        return self.get_response(request)


class PrivateMiddleware:
    """Pages are made for one visitor: no cache keeps them, and after sign-out the browser does not show them again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say so, unless the view said something else. Static files are answered before this."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class ProblemMiddleware:
    """An expected refusal becomes a page, or a notice for htmx, with the problem's status and its sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A bare refusal of a method becomes a page too."""
        response = self.get_response(request)
        if response.status_code != 405:
            return response
        told = error_response(request, 405)
        told["Allow"] = response.get("Allow", "")
        return told

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a Problem; 503 while the database is away; None for everything else."""
        if isinstance(exception, OperationalError):
            logging.getLogger("giaoban.site").warning("database away: %s", exception)
            return error_response(request, 503)
        return problem_response(request, exception) if isinstance(exception, Problem) else None
