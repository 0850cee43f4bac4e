"""Where a source is shown: rooms above say it once for their kind of address, so that this room need not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from giaoban.records.figures.models import Observation

Where = Callable[[int, Observation], str]
_ORIGINS: dict[str, tuple[Any, Where]] = {}


@dataclass(frozen=True, slots=True)
class Origin:
    """A source in words ("Báo cáo") and the address of the page that shows the very place; empty where there is none."""

    title: str
    url: str


def origin(kind: str, *, title: Any, url: Where) -> None:
    """Declare where sources "kind/12" are shown: `url(12, observation)`. The page itself decides who may see it."""
    _ORIGINS[kind] = (title, url)


def origin_of(observation: Observation) -> Origin:
    """Where an observation was read."""
    kind, _slash, number = observation.source_ref.rpartition("/")
    if kind in _ORIGINS and number.isdecimal():
        title, url = _ORIGINS[kind]
        return Origin(str(title), url(int(number), observation))
    return Origin(str(observation.get_source_kind_display()), "")
