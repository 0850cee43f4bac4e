"""Where a task was given: from the address that it keeps as text to a page. Records know no meetings; the room that owns a kind of
address says how its page is called, and which row it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from giaoban.ground import access
from giaoban.ground.access import Actor, policy_of
from giaoban.kernel.problems import Problem
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A sentence of a page from which a task may be given: its address ("kind/number#key"), its words, what the form is filled with, the
    task that was given from it already."""

    ref: str
    quote: str
    fields: Mapping[str, Any]
    task: Task | None


Reads = Callable[[Actor, int, str], Item]
"""(actor, number of the row, key) -> the sentence. Errors: ACC-002 and those of the room."""
_PAGES: dict[str, Page] = {}
_ITEMS: dict[str, Reads] = {}
NUMBER = 18
"""Digits of a number at most."""


def source_url(kind: str, url: str, model: type[Model], *, named: bool = False) -> None:
    """Say how the page of an address "kind/number" is called; called once by the room that owns the kind, in its `policies`."""
    _PAGES[kind] = Page(url, model, named)


def source_items(kind: str, read: Reads) -> None:
    """Say how a sentence is read at an address of a kind; only from these may an address fill the form of a new task."""
    _ITEMS[kind] = read


def item_at(actor: Actor, ref: str, *, lock: bool = False) -> Item | None:
    """The sentence at an address "kind/number#key"; None for any other address and for a page that the actor may not open.

    lock: whoever else asks with it waits until this transaction ends, so that one sentence is given once. Errors: those of the room.
    """
    kind, _, rest = ref.partition("/")
    number, _, key = rest.partition("#")
    if kind not in _ITEMS or not key or not number.isdecimal() or len(number) > NUMBER:
        return None
    if lock:
        _PAGES[kind].model._default_manager.select_for_update().filter(pk=int(number)).first()
    try:
        return _ITEMS[kind](actor, int(number), key)
    except Problem as problem:
        if problem.code == "ACC-002":
            return None
        raise


def given(actor: Actor, task: Task) -> Given:
    """Where a task was given, as far as the actor may know. At most two queries; none where nobody owns such an address."""
    return place_of(actor, task.source_ref)


def place_of(actor: Actor, ref: str) -> Given:
    """What stands at an address "kind/number" or "kind/number#key", as far as the actor may know: `url` only where they may open it.
    As `given`."""
    kind, _, number = ref.partition("#")[0].partition("/")
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
