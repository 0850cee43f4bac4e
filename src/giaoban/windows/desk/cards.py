"""Cards of the desk: rooms below know nothing of it, so each card is written here and reads through the room's selectors."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from giaoban.ground.access import Actor


@dataclass(frozen=True, slots=True)
class Item:
    """One line of work: what, whose, until when, in which state."""

    label: str
    url: str
    detail: str = ""
    state: str = ""
    state_label: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of work: its lines (the first few) and how many there are in all."""

    key: str
    title: str | Promise
    count: int
    more_url: str = ""
    tone: str = "info"
    items: list[Item] = field(default_factory=list)


Source = Callable[[Actor], list[Card]]
"""Reads the cards of one kind of work for an actor; none where the actor has nothing to do with it."""

_SOURCES: dict[str, tuple[int, Source]] = {}


def register(key: str, source: Source, *, order: int) -> None:
    """Add a card. Errors: ValueError for a key already taken by another source."""
    if _SOURCES.get(key, (order, source))[1] is not source:
        raise ValueError(f"card {key} is already taken")
    _SOURCES[key] = (order, source)


def cards_for(actor: Actor) -> list[Card]:
    """The actor's cards in their order."""
    sources = sorted(_SOURCES.values(), key=lambda pair: pair[0])
    return [card for _, source in sources for card in source(actor)]
