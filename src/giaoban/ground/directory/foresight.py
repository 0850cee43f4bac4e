"""What a change of units would touch, told by the rooms above: they register here, the pages of `directory` ask.

A teller is asked inside a rehearsal, where the change stands and is about to be taken back: what it reads is what would be.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
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

    One query finds which kinds of row there are at all, one more for each of these. Copies that follow from others are left out.
    """
    numbers = sorted(set(units))
    places = [
        (model, name)
        for model, name in pointing_at(Unit)
        if model._meta.app_label != OWN and model in access.registered() and not untracked_reason(model)
    ]
    counts: dict[type[Model], int] = {}
    for model, name in there(places, numbers):
        rows = model._default_manager.filter(**{f"{name}__in": numbers})
        counts[model] = counts.get(model, 0) + access.visible(actor, access.policy_of(model).view, rows).count()
    told = [(str(model._meta.verbose_name_plural), count) for model, count in counts.items() if count]
    return sorted(told, key=lambda pair: (-pair[1], pair[0]))


def there(places: list[tuple[type[Model], str]], numbers: list[int]) -> list[tuple[type[Model], str]]:
    """The places (table, foreign key) with at least one row that points at these units; one query."""
    quote = connection.ops.quote_name
    asked = [
        f"SELECT {number} WHERE EXISTS (SELECT FROM {quote(model._meta.db_table)} WHERE {quote(column_of(model, name))} = ANY (%(units)s))"  # noqa: S608  (names of our own tables)
        for number, (model, name) in enumerate(places)
    ]
    if not asked or not numbers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), {"units": numbers})
        return [places[number] for (number,) in cursor.fetchall()]


def column_of(model: type[Model], name: str) -> str:
    """The column of a foreign key."""
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]
