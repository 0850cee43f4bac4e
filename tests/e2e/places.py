"""Every page of the site that needs no number in its address, found by asking the address table."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

AWAY = ("tai-khoan/", "static/")
"""Sign-in's many addresses are listed by hand below; most of them need a state of their own."""
ACCOUNT = [
    "/tai-khoan/password/change/",
    "/tai-khoan/logout/",
    "/tai-khoan/2fa/",
    "/tai-khoan/2fa/webauthn/",
]
BEFORE_SIGN_IN = ["/tai-khoan/login/", "/tai-khoan/password/reset/", "/tai-khoan/signup/", "/tai-khoan/inactive/"]


NOT_ALONE = {
    "/gui/": "shows the request of a unit's link",
    "/thu-thap/phieu/": "shows the form of a unit's link",
    "/thu-thap/phieu/moi/": "tells the page of a unit's link what others saved",
    "/thu-thap/phieu/tep/": "gives the file of a unit's link",
    "/thu-thap/phieu/nhap/": "takes files behind a unit's link",
    "/cham-diem/tu-cham/": "shows the card of a unit's link",
    "/quan-tri/quyen-rieng/moi/": "asks for the object in its query",
    "/viec-khac/": "a part of the desk, fetched by its page",
}
"""Pages that exist only in a context that a bare address does not give."""
FOR_PROGRAMS = "/api/"
API_GUIDE = "/api/v1/docs"
"""What answers programs is no page; its description for people is."""


def plain(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Addresses without parameters."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from plain(pattern.url_patterns, route)
        elif "<" not in route and "^" not in route:
            yield route


def places() -> list[str]:
    """Paths of pages that answer to GET; which of them really do is for the test to see."""
    found = {f"/{route}" for route in plain(get_resolver().url_patterns) if not route.startswith(AWAY)}
    pages = {path for path in found if not path.startswith(FOR_PROGRAMS) or path == API_GUIDE}
    return sorted(pages - set(NOT_ALONE)) + ACCOUNT
