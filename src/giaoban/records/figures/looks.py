"""Pages of upper storeys that look at the same figures. This room may not know them, so they say what they offer on their AppConfig:

    class BoardsConfig(AppConfig):
        figure_looks = [{"of": "indicator", "url": "boards:indicator", "label": _("Xem biểu đồ")}]

`of`: what the page shows ("indicator", "unit", by number; "year", of no one). Addresses that do not exist are left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Of = Literal["indicator", "unit", "year"]


@dataclass(frozen=True, slots=True)
class Look:
    """A page that shows an indicator, a unit or a year: the name of its address and what its link says."""

    of: Of
    url: str
    label: str | Promise


def declared() -> list[Look]:
    """What the rooms offer, in the order of their addresses. Errors: TypeError for a misspelt key in a room's declaration."""
    rows: Iterable[Mapping[str, Any]] = (
        row for config in apps.get_app_configs() for row in getattr(config, "figure_looks", ())
    )
    return sorted((Look(**row) for row in rows), key=lambda look: (look.of, look.url))


def looks(of: Of, number: int | None = None, **query: Any) -> list[tuple[str, str]]:
    """(address, words) of the pages that show a thing; `query` without its empty parts, with "_" as "-"."""
    said = urlencode({name.replace("_", "-"): value for name, value in query.items() if value})
    found = []
    for look in declared():
        if look.of != of:
            continue
        try:
            address = reverse(look.url, args=[] if number is None else [number])
        except NoReverseMatch:
            continue
        found.append((f"{address}?{said}" if said else address, str(look.label)))
    return found
