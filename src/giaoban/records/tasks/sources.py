"""Where a task was given: from the address that it keeps as text to a page. Records know no meetings; the room that owns a kind of
address says how its page is called."""

from collections.abc import Callable

from django.urls import NoReverseMatch, reverse

from giaoban.records.tasks.models import Task

_PAGES: dict[str, Callable[[str], str]] = {}


def source_page(kind: str, page: Callable[[str], str]) -> None:
    """Say how the page of an address "kind/number" is found; called once by the room that owns the kind, in its `policies`."""
    _PAGES[kind] = page


def source_url(kind: str, url: str) -> None:
    """The usual case of `source_page`: the address named `url` takes the number."""
    source_page(kind, lambda number: reverse(url, args=[int(number)]))


def address_of(task: Task) -> str:
    """The path of the page a task was given on; empty where nobody owns such an address."""
    kind, _, number = task.source_ref.partition("/")
    if kind not in _PAGES:
        return ""
    try:
        return _PAGES[kind](number)
    except (NoReverseMatch, ValueError):
        return ""
