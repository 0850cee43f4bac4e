"""Cells are typed, one at a time or many at once. Nobody overwrites what they have not seen.

Every change names the version (or, from a file, the value) it was made on. Where the cell has moved on meanwhile, nothing is written and
the refusal shows both values; the row of the unit is locked meanwhile, so that no submission passes by a change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.grid import (
    MISSING,
    Column,
    Missing,
    Proposed,
    Row,
    Value,
    value_read,
    value_shown,
)
from giaoban.occasions.collection.models import Cell, Collection, CollectionColumn, CollectionUnit
from giaoban.occasions.collection.selectors.collections import gone, left_out, plain
from giaoban.occasions.collection.selectors.progress import not_expected
from giaoban.occasions.collection.states import OPEN, UNIT


class Typed(NamedTuple):
    """What somebody typed into a cell: the column, the text, the version and the text they saw before."""

    column_id: int
    text: str
    version: int
    before: str


@dataclass(slots=True)
class Applied:
    """What became of many changes: how many cells were written; those refused, each with why. Refusals from a file: nothing was written."""

    changed: int = 0
    refused: list[Proposed] = field(default_factory=list)


def row_locked(who: Actor, row: CollectionUnit) -> tuple[CollectionUnit, str]:
    """The row, held for this transaction, with its unit's name; the cells may be changed.

    Errors: ACC-001, ACC-002; COL-001 closed, COL-002 not open, COL-005 submitted or approved, COL-015 nothing is expected,
    COL-026 recalled, COL-029 taken out.
    """
    access.require(who, "collection.fill", row)
    locked = CollectionUnit.objects.select_for_update(of=("self",)).select_related("collection", "unit").get(pk=row.pk)
    collection = locked.collection
    name = unit_name(unit=locked.unit_id, on=collection.ends_on)
    if collection.state == "closed":
        raise Problem("COL-001", title=collection.title, body=body_name(body=collection.body_id, on=who.on))
    if collection.state == "recalled":
        raise Problem("COL-026", title=collection.title, reason=collection.closed_for.rstrip(". "))
    if collection.state == "draft":
        raise Problem("COL-002", title=collection.title)
    require_expected(locked, name)
    if locked.state not in OPEN:
        raise Problem("COL-005", unit=name, state=UNIT.label(locked.state))
    return locked, name


def require_expected(row: CollectionUnit, name: str) -> None:
    """Errors: COL-029 for a unit that was taken out, COL-015 for one of which nothing is expected for another reason."""
    out = left_out(row, name)
    if out is not None:
        raise out
    why = not_expected(row, row.collection.ends_on)
    if why:
        raise Problem("COL-015", unit=name, period=row.collection.period, became=why.rstrip("."))


def columns_named(who: Actor, collection_id: int, numbers: Iterable[int], *, out: bool = False) -> dict[int, Column]:
    """Columns of a collection as plain values, by number. out: also those that were taken out.

    Errors: COL-009 for one of another collection, or one that is restricted for the actor, who would learn from a refusal what stands
    there; COL-028 for one that was taken out.
    """
    wanted = set(numbers)
    rows = CollectionColumn.objects.filter(collection=collection_id, pk__in=wanted)
    allowed = access.visible(who, "collection.view", rows).values("pk")
    seen = rows.filter(Q(indicator__classification=0) | Q(pk__in=allowed)).select_related("indicator", "total")
    found = {row.pk: row for row in seen.order_by("order", "pk")}
    if found.keys() != wanted:
        raise Problem("COL-009")
    for row in found.values():
        if row.removed_at is not None and not out:
            raise gone(row).problem
    return {number: plain(row) for number, row in found.items()}


def value_of(cell: Cell | None) -> Value:
    """What a cell says."""
    if cell is None:
        return None
    return MISSING if cell.missing else cell.amount


@transaction.atomic
def cell_set(*, actor: Actor, row: CollectionUnit, column_id: int, text: str, version: int) -> Cell | None:
    """Write what was typed into one cell; the cell as it stands then (None: it was and stays untouched). `version`: the one that was seen.

    Errors: those of `row_locked`; COL-009, COL-028; COL-010 to COL-012 for what cannot stand there; COL-013 where somebody else has
    changed the cell to something else since.
    """
    locked, name = row_locked(actor, row)
    journal.context(verb="collection.fill")
    column = columns_named(actor, locked.collection_id, [column_id])[column_id]
    shown = Row(locked.unit_id, "", name)
    value = value_read(text, shown, column)
    before = Cell.objects.filter(row=locked, column=column_id).first()
    if value == value_of(before):
        return before
    if (before.version if before else 0) != version:
        raise moved_on(shown, column, before, value)
    filled(locked)
    return written(actor, locked, column_id, before, value)


def moved_on(row: Row, column: Column, cell: Cell | None, mine: Value) -> Problem:
    """The refusal that shows both values."""
    told = {
        "theirs": value_shown(value_of(cell)) or gettext("(trống)"),
        "mine": value_shown(mine) or gettext("(trống)"),
    }
    return Problem(
        "COL-013", row=row.name, column=column.name, other=cell.changed_by if cell else gettext("Người khác"), **told
    )


def written(who: Actor, row: CollectionUnit, column_id: int, cell: Cell | None, value: Value) -> Cell:
    """The cell with the value, one version on."""
    cell = stated(who, row, column_id, cell, value)
    cell.save()
    return cell


def stated(who: Actor, row: CollectionUnit, column_id: int, cell: Cell | None, value: Value) -> Cell:
    """The cell with the value, one version on; not yet stored."""
    cell = cell or Cell(row=row, column_id=column_id, version=0)
    cell.missing = isinstance(value, Missing)
    cell.amount = None if isinstance(value, Missing) else value
    cell.version += 1
    cell.changed_at, cell.changed_by = who.at, who.label[:200]
    return cell


def filled(row: CollectionUnit) -> None:
    """The row is being filled in."""
    after = UNIT.step(row.state, "fill")
    if after != row.state:
        row.state = after
        row.save(update_fields=["state"])


@transaction.atomic
def cells_type(*, actor: Actor, row: CollectionUnit, typed: Sequence[Typed]) -> dict[int, Problem]:
    """Write a unit's whole form: each cell whose text was changed and can stand there; the refusals of the others by column.

    Errors: those of `row_locked`; COL-009, COL-028.
    """
    locked, name = row_locked(actor, row)
    journal.context(verb="collection.fill")
    columns = columns_named(actor, locked.collection_id, [each.column_id for each in typed])
    cells = {cell.column_id: cell for cell in Cell.objects.filter(row=locked)}
    shown, refused = Row(locked.unit_id, "", name), {}
    fresh: dict[int, Cell] = {}
    for each in typed:
        if each.text.strip() == each.before.strip():
            continue
        cell, column = cells.get(each.column_id), columns[each.column_id]
        try:
            value = value_read(each.text, shown, column)
            if value == value_of(cell):
                continue
            if (cell.version if cell else 0) != each.version:
                raise moved_on(shown, column, cell, value)
        except Problem as problem:
            refused[each.column_id] = problem
            continue
        filled(locked)
        if cell is not None:
            written(actor, locked, each.column_id, cell, value)
        else:
            fresh[each.column_id] = stated(actor, locked, each.column_id, None, value)
    Cell.objects.bulk_create(fresh.values())
    return refused


@transaction.atomic
def cells_apply(*, actor: Actor, collection: Collection, proposed: Sequence[Proposed], reason: str = "") -> Applied:
    """Write accepted changes of a file, a paste or a queue: all, or none where any is refused. New cells make one entry in the journal.

    A change counts as refused where it says so itself, where the cell is no longer what the proposer saw (COL-013), or where the unit's
    cells may not be changed now. Errors: COL-009 for a column and COL-016 for a unit of another collection; COL-028.
    """
    with journal.batch(verb="collection.apply", reason=reason or collection.title):
        numbers = {each.row.unit_id for each in proposed}
        rows = {row.unit_id: row for row in collection.units.filter(unit__in=numbers).order_by("pk")}
        for each in proposed:
            if each.row.unit_id not in rows:
                raise Problem("COL-016", unit=each.row.name)
        held: dict[int, CollectionUnit] = {}
        why: dict[int, Problem] = {}
        for unit_id, row in rows.items():
            try:
                held[unit_id] = row_locked(actor, row)[0]
            except Problem as problem:
                why[unit_id] = problem
        columns_named(actor, collection.pk, {int(each.column.key) for each in proposed})
        known = Cell.objects.filter(row__in=[row.pk for row in rows.values()])
        cells = {(cell.row_id, cell.column_id): cell for cell in known}
        done = Applied(refused=refusals(proposed, rows, cells, why))
        if not done.refused:
            done.changed = write_all(actor, proposed, held, cells)
        return done


def refusals(
    proposed: Sequence[Proposed],
    rows: dict[int, CollectionUnit],
    cells: dict[tuple[int, int], Cell],
    why: dict[int, Problem],
) -> list[Proposed]:
    """The changes that cannot be made, each with its problem."""
    found = []
    for each in proposed:
        cell = cells.get((rows[each.row.unit_id].pk, int(each.column.key)))
        problem = each.problem or why.get(each.row.unit_id)
        now = value_of(cell)
        if problem is None and now not in (each.before, each.after):
            problem = moved_on(each.row, each.column, cell, each.after)
        if problem is not None:
            found.append(replace(each, problem=problem))
    return found


def write_all(
    who: Actor,
    proposed: Sequence[Proposed],
    held: dict[int, CollectionUnit],
    cells: dict[tuple[int, int], Cell],
) -> int:
    """Write every change; how many cells it changed."""
    count = 0
    for each in proposed:
        row, column_id = held[each.row.unit_id], int(each.column.key)
        cell = cells.get((row.pk, column_id))
        if value_of(cell) == each.after:
            continue
        filled(row)
        cells[row.pk, column_id] = written(who, row, column_id, cell, each.after)
        count += 1
    return count
