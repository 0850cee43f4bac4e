"""The columns of a collection: indicators in a role, whole and by the keys of a breakdown; which columns are parts of which."""

from collections.abc import Iterable, Mapping, Sequence

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.breakdowns import (
    CROSS,
    MOST,
    TWO,
    breakdown_words,
    crossed_size,
    name_of,
    offered,
    with_margins,
)
from giaoban.occasions.collection.models import Collection, CollectionColumn
from giaoban.records.figures.models import Indicator

Breakdowns = Mapping[int, Iterable[str]]
"""Indicator -> names of the breakdowns that it is asked by ("gioi")."""


def indicators_for(who: Actor, body_id: int, wanted: Sequence[int]) -> list[Indicator]:
    """The indicators in the order given. Errors: ACC-002; COL-021 for a restricted one; OBS-002 for one not in use."""
    rows = access.visible(who, "figures.view", Indicator.objects.filter(body_id=body_id)).in_bulk(wanted)
    for pk in wanted:
        if pk not in rows:
            raise Problem("ACC-002")
        if rows[pk].classification:
            raise Problem("COL-021", name=rows[pk].name)
    return [rows[pk] for pk in wanted]


def columns_add(who: Actor, collection: Collection, wanted: Sequence[int], by: Breakdowns) -> list[CollectionColumn]:
    """Add what is not there: a column for each indicator, in the order given, and the parts of those that are asked by a breakdown; one
    that was taken out comes back with its cells. Those that are in the table now and were not.

    The role is that of the columns there, else "actual". Errors: those of `columns_make`.
    """
    last = collection.columns.order_by("-order", "pk").first()
    role, order = (last.role, last.order) if last else ("actual", 0)
    return columns_make(who, collection, list(wanted), by, role=role, after=order)


def columns_make(
    who: Actor, collection: Collection, wanted: list[int], by: Breakdowns, *, role: str, after: int = 0
) -> list[CollectionColumn]:
    """The same in a role, from a place on. An indicator that is asked by a breakdown is asked as well.

    Errors: those of `indicators_for`; COL-022 for a breakdown that it has not, COL-049 for one of too many cells.
    """
    every = list(dict.fromkeys([*wanted, *by]))
    here = {row.indicator_id: row for row in collection.columns.filter(role=role, dims="").order_by("pk")}
    rows = {row.pk: row for row in indicators_for(who, collection.body_id, every)}
    found = []
    for order, pk in enumerate([pk for pk in every if pk not in here], start=after + 1):
        here[pk] = CollectionColumn.objects.create(collection=collection, indicator=rows[pk], role=role, order=order)
        found.append(here[pk])
    found += [column for pk in every if (column := here[pk]) not in found and brought_back(column)]
    for pk, names in by.items():
        found += parts_add(here[pk], rows[pk], names)
    return found


def brought_back(column: CollectionColumn) -> bool:
    """Put a column that was taken out back into the table; False where it is there."""
    if column.removed_at is None:
        return False
    column.removed_at, column.removed_for = None, ""
    column.save(update_fields=["removed_at", "removed_for"])
    return True


def parts_add(whole: CollectionColumn, indicator: Indicator, names: Iterable[str]) -> list[CollectionColumn]:
    """Behind a column one for each key of the breakdowns, where it is not there; a crossed breakdown brings the two that it is added up to.

    Errors: COL-022; COL-049 for more than two keys or too many cells.
    """
    known = offered(indicator.dimensions)
    here = {row.dims: row for row in whole.parts.exclude(dims="").order_by("pk")}
    found = []
    for name in with_margins(list(dict.fromkeys(names))):
        size = crossed_size(name, indicator.dimensions)
        if CROSS in name and (size > MOST or (size and name.count(CROSS) >= TWO)):
            raise Problem("COL-049", name=indicator.name, by=breakdown_words(name)[:80], count=size, most=MOST)
        if name not in known:
            raise Problem("COL-022", name=indicator.name, by=name[:40])
        for dims in known[name]:
            if dims in here:
                found += [here[dims]] if brought_back(here[dims]) else []
                continue
            here[dims] = CollectionColumn.objects.create(
                collection_id=whole.collection_id,
                indicator=indicator,
                role=whole.role,
                order=whole.order,
                dims=dims,
                total=whole,
            )
            found.append(here[dims])
    return found


def headings_set(collection: Collection, headings: Mapping[int, str]) -> None:
    """Say what columns are called here (column -> name, "" for the indicator's own); parts by a key go by the name of their whole.

    Errors: COL-009 for a column of another collection or a part by a key.
    """
    columns = {row.pk: row for row in collection.columns.filter(dims="").select_related("indicator").order_by("pk")}
    for number, text in headings.items():
        if number not in columns:
            raise Problem("COL-009")
        column, name = columns[number], " ".join(text.split())[:200]
        name = "" if name == column.indicator.name else name
        if name != column.heading:
            column.heading = name
            column.save(update_fields=["heading"])


def totals_set(collection: Collection, totals: Mapping[int, int | None]) -> None:
    """Say which columns are parts of which (column -> its total). Errors: COL-009 for a column of another collection, for a part by a key,
    whose total is its own whole, and for a column as a part of itself."""
    columns = collection.columns.in_bulk()
    for part, total in totals.items():
        if part not in columns or (total is not None and total not in columns) or part == total:
            raise Problem("COL-009")
        if columns[part].total_id == total:
            continue
        if columns[part].dims:
            raise Problem("COL-009")
        columns[part].total_id = total
        columns[part].save(update_fields=["total"])


def totals_copy(like: Collection, made: Collection) -> None:
    """The columns that were parts of a total in the earlier collection are so in the new one, where both are there."""
    new = {row.indicator_id: row for row in made.columns.filter(dims="")}
    for part in (
        like.columns.filter(dims="", removed_at=None).exclude(total=None).select_related("total").order_by("pk")
    ):
        if part.total is not None and part.indicator_id in new and part.total.indicator_id in new:
            row = new[part.indicator_id]
            row.total = new[part.total.indicator_id]
            row.save(update_fields=["total"])


def breakdowns_of(collection: Collection) -> dict[int, tuple[str, ...]]:
    """By which breakdowns the indicators of a collection are asked: indicator -> names."""
    found: dict[int, list[str]] = {}
    rows = collection.columns.filter(removed_at=None).exclude(dims="").order_by("order", "pk")
    for indicator, dims in rows.values_list("indicator", "dims"):
        found.setdefault(indicator, []).append(name_of(dims))
    return {indicator: tuple(dict.fromkeys(names)) for indicator, names in found.items()}
