"""All addresses. Rooms bring their own `urls` module; one that has no pages has none."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from giaoban.site import views
from giaoban.site.api import api, guide

handler400 = "giaoban.site.errors.bad_request"
handler403 = "giaoban.site.errors.forbidden"
handler404 = "giaoban.site.errors.not_found"
handler500 = "giaoban.site.errors.fault"

ROOMS = (
    "giaoban.windows.desk",
    "giaoban.windows.boards",
    "giaoban.ground.directory",
    "giaoban.ground.files",
    "giaoban.ground.search",
    "giaoban.ground.notices",
    "giaoban.ground.numbering",
    "giaoban.records.figures",
    "giaoban.records.tasks",
    "giaoban.records.documents",
    "giaoban.records.registers",
    "giaoban.occasions.reports",
    "giaoban.occasions.appraisals",
    "giaoban.occasions.collection",
    "giaoban.occasions.consolidation",
    "giaoban.occasions.direction",
    "giaoban.occasions.meetings",
    "giaoban.integrations.rollup",
)

site_patterns = (
    [
        path("giao-dien/", views.theme, name="theme"),
        path("ngon-ngu/", views.language, name="language"),
        path("bo-giao-dien/", views.components, name="components"),
    ],
    "site",
)


def rooms() -> list[URLPattern | URLResolver]:
    """The addresses of every room that has pages; each room writes its own full paths."""
    mounted = [room for room in ROOMS if apps.is_installed(room) and find_spec(f"{room}.urls") is not None]
    return [path("", include(f"{room}.urls")) for room in mounted]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(site_patterns)),
    # An account's address is the office's to change: whoever finds a machine unlocked must not lead its password elsewhere.
    path("tai-khoan/email/", views.closed),
    path("tai-khoan/", include("allauth.urls")),
    path("api/v1/docs", guide, name="api_guide"),
    path("api/v1/", api.urls),
    *rooms(),
]
