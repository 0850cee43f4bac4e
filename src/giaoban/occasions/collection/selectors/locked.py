"""Figures that another collection has locked, and collections that ask for the same figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.grid import Column, Row, value_shown, where
from giaoban.occasions.collection.models import Collection, CollectionColumn, CollectionUnit
from giaoban.records.figures.models import Observation

CELL = "collection.cell/"
"""How the source of a figure begins that came from a collection; its quote is the collection's title."""
NAMED = 6
"""So many indicators and units are named."""


@dataclass(frozen=True, slots=True)
class Twice:
    """A collection that asks for figures which another one asks for as well. more: how many units beyond those named."""

    collection: Collection
    indicators: tuple[str, ...]
    units: tuple[str, ...]
    more: int = 0


def locked_problem(row: Row, column: Column, found: Observation) -> Problem:
    """COL-027: the number that is locked, in which collection (or only: on record), and what can be done."""
    own = found.source_ref.startswith(CELL) and found.quote
    words = {"value": value_shown(found.amount)} if found.amount is not None else {"value": "x"}
    return Problem("COL-027", **where(row, column), **words, title=found.quote if own else "Sổ số liệu")


def locked_said(places: Iterable[tuple[int, Row, Column]]) -> dict[tuple[int, str], tuple[str, Decimal | None]]:
    """(unit, column) -> the sentence about the locked figure, whose number comes first in a place, and its amount. One query at most."""
    wanted = list(places)
    if not wanted:
        return {}
    known = Observation.objects.in_bulk([number for number, _row, _column in wanted])
    language = get_language() or "vi"
    return {
        (row.unit_id, column.key): (
            locked_problem(row, column, known[number]).sentence(language),
            known[number].amount,
        )
        for number, row, column in wanted
        if number in known
    }


def asked_twice(collection: Collection) -> list[Twice]:
    """The other collections of the body that ask an indicator in the same role of a unit for the same period; recalled ones ask nothing.

    The latest due first. Five queries.
    """
    columns = dict(collection.columns.filter(dims="", removed_at=None).values_list("indicator", "role"))
    units = set(collection.units.filter(excused="", removed_at=None).values_list("unit", flat=True))
    others = Collection.objects.filter(body=collection.body_id, period=collection.period).exclude(pk=collection.pk)
    others = others.exclude(state="recalled").order_by("-due_on", "-pk")
    held: dict[int, list[str]] = {}
    both = CollectionColumn.objects.filter(
        collection__in=others, dims="", removed_at=None, indicator__in=columns, indicator__classification=0
    )
    for each in both.select_related("indicator").order_by("collection", "order", "pk"):
        if columns[each.indicator_id] == each.role:
            held.setdefault(each.collection_id, []).append(each.indicator.name)
    here: dict[int, list[int]] = {}
    rows = CollectionUnit.objects.filter(collection__in=list(held), unit__in=units, excused="", removed_at=None)
    for number, unit in rows.order_by("collection", "pk").values_list("collection", "unit"):
        here.setdefault(number, []).append(unit)
    names = unit_names(units={unit for some in here.values() for unit in some}, on=collection.ends_on) if here else {}
    found = []
    for other in others:
        if other.pk in here:
            every = sorted((names.get(unit, "") for unit in here[other.pk]), key=sort_key)
            found.append(Twice(other, tuple(held[other.pk][:NAMED]), tuple(every[:NAMED]), max(0, len(every) - NAMED)))
    return found
