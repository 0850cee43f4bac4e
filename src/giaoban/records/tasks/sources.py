"""Where a task was given: from the address that it keeps as text to a page. Records know no meetings; the room that owns a kind of
address says how its page is called, and which row it shows."""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from giaoban.ground import access
from giaoban.ground.access import Actor, policy_of
from giaoban.records.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Page:
    """How the page of one kind of address is called, and the rows it shows. named: whoever has the task may know the row's name."""

    url: str
    model: type[Model]
    named: bool


@dataclass(frozen=True, slots=True)
class Given:
    """Where a task was given, for one reader: `url` is empty for those who may not open the page, `title` where they may not know it."""

    url: str = ""
    title: str = ""

    @property
    def closed(self) -> bool:
        """True where there is a page that the reader may not open."""
        return bool(self.title) and not self.url


_PAGES: dict[str, Page] = {}
NUMBER = 18
"""Digits of a number at most."""


def source_url(kind: str, url: str, model: type[Model], *, named: bool = False) -> None:
    """Say how the page of an address "kind/number" is called; called once by the room that owns the kind, in its `policies`."""
    _PAGES[kind] = Page(url, model, named)


def given(actor: Actor, task: Task) -> Given:
    """Where a task was given, as far as the actor may know. At most two queries; none where nobody owns such an address."""
    return place_of(actor, task.source_ref)


def place_of(actor: Actor, ref: str) -> Given:
    """What stands at an address "kind/number", as far as the actor may know: `url` only where they may open it. As `given`."""
    kind, _, number = ref.partition("/")
    page = _PAGES.get(kind)
    if page is None or not number.isdecimal() or len(number) > NUMBER:
        return Given()
    rows = page.model._default_manager.filter(pk=int(number))
    row = access.visible(actor, policy_of(page.model).view, rows).first()
    if row is None:
        return Given(title=str(rows.first() or "") if page.named else "")
    try:
        return Given(reverse(page.url, args=[row.pk]), str(row))
    except NoReverseMatch:
        return Given(title=str(row))
