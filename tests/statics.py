"""The static files, looked through once: every client of the tests loads the middleware anew, the files stay the same."""

from typing import Any


def look_once() -> None:
    """Let WhiteNoise keep what it found among the rooms' static files for the next middleware with the same settings."""
    from django.conf import settings
    from whitenoise.middleware import WhiteNoiseMiddleware

    look = WhiteNoiseMiddleware.add_files_from_finders
    known: dict[str, dict[str, Any]] = {}

    def add(middleware: Any) -> None:
        names = ("STATIC_ROOT", "STATIC_URL", "STATICFILES_DIRS", "STORAGES", "INSTALLED_APPS", "DEBUG")
        key = repr([getattr(settings, name) for name in names])
        if key not in known:
            before = middleware.files
            middleware.files = {}
            look(middleware)
            known[key], middleware.files = middleware.files, before
        middleware.files.update(known[key])

    WhiteNoiseMiddleware.add_files_from_finders = add
