"""What a change of units would touch, told by the rooms above: they register here, the pages of `directory` ask.

A teller is asked inside a rehearsal, where the change stands and is about to be taken back: what it reads is what would be.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.journal import untracked_reason
from giaoban.ground.org.models import Unit, UnitChange
from giaoban.ground.org.services import pointing_at

OWN = "org"


@dataclass(frozen=True, slots=True)
class Section:
    """A table for the page: a title, the heads of its columns, its rows, and a sentence above it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: str = ""


Teller = Callable[[Actor, UnitChange], Section | None]
Resting = Callable[[Actor, UnitChange], str]
_TELLERS: list[Teller] = []
_RESTING: list[Resting] = []


def on_foresight(teller: Teller) -> None:
    """Ask the teller what a change means for its room, once each. None: nothing."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def on_undo(resting: Resting) -> None:
    """Ask what rests on a change that is to be undone ("12 số liệu của Xã Lâm Thao từ tháng 7 năm 2025"); empty: nothing."""
    if resting not in _RESTING:
        _RESTING.append(resting)


def foreseen(actor: Actor, change: UnitChange) -> list[Section]:
    """What the rooms tell of a change that stands."""
    return [section for teller in _TELLERS if (section := teller(actor, change)) is not None]


def rests_on(actor: Actor, change: UnitChange) -> list[str]:
    """What the rooms say rests on a change."""
    return [words for resting in _RESTING if (words := resting(actor, change))]


def touched(actor: Actor, units: Iterable[int]) -> list[tuple[str, int]]:
    """Rows of other rooms that point at units, as far as the actor may see them: (what they are called, how many), most first.

    One small query for each kind of row that exists; copies that follow from others are left out.
    """
    numbers = sorted(set(units))
    counts: dict[type[Model], int] = {}
    for model, name in pointing_at(Unit):
        if model._meta.app_label == OWN or model not in access.registered() or untracked_reason(model):
            continue
        rows = model._default_manager.filter(**{f"{name}__in": numbers})
        counts[model] = counts.get(model, 0) + access.visible(actor, access.policy_of(model).view, rows).count()
    told = [(str(model._meta.verbose_name_plural), count) for model, count in counts.items() if count]
    return sorted(told, key=lambda pair: (-pair[1], pair[0]))
