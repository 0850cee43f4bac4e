"""A collection is prepared, opened, closed and opened again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors import unit_name, unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.models import Cell, Collection, CollectionColumn, CollectionUnit
from giaoban.occasions.collection.selectors.collections import EXPECTED, unit_choices
from giaoban.occasions.collection.selectors.progress import became_of
from giaoban.occasions.collection.services.prefills import prefills_compute
from giaoban.occasions.collection.states import COLLECTION
from giaoban.occasions.collection.tell import tell_asked, tell_reminder
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.services import observations_step, stretch_named


@transaction.atomic
def collection_create(
    *,
    actor: Actor,
    body_id: int,
    title: str,
    period: str,
    due_on: date,
    unit_ids: Iterable[int],
    indicator_ids: Sequence[int],
    note: str = "",
    role: str = "actual",
    like: Collection | None = None,
) -> Collection:
    """Prepare a collection: its units and its columns in the order given. Nobody is told before it is opened. like: an earlier one, whose
    parts and totals are taken over.

    Errors: ACC-001; COL-003 for no period; COL-004 for a due date in the past; COL-008 without units or indicators; COL-015 for a unit
    that does not exist at the end of the period; COL-016 for one that is not the body's; COL-021 for a restricted indicator.
    """
    access.require_in(actor, "collection.manage", Collection, body_id=body_id)
    journal.context(verb="collection.create")
    stretch = period_read(period, actor)
    if due_on < actor.on:
        raise Problem("COL-004", due=f"{due_on:%d/%m/%Y}", today=f"{actor.on:%d/%m/%Y}")
    wanted, columns = list(dict.fromkeys(unit_ids)), list(dict.fromkeys(indicator_ids))
    if not wanted or not columns:
        raise Problem("COL-008")
    made = Collection.objects.create(
        body_id=body_id,
        title=title.strip(),
        period=stretch.key,
        ends_on=stretch.last,
        due_on=due_on,
        note=note.strip(),
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    CollectionUnit.objects.bulk_create(
        CollectionUnit(collection=made, unit=unit) for unit in units_for(actor, made, wanted)
    )
    for order, indicator in enumerate(indicators_for(actor, body_id, columns), start=1):
        CollectionColumn.objects.create(collection=made, indicator=indicator, role=role, order=order)
    if like is not None:
        access.require(actor, "collection.manage", like)
        totals_copy(like, made)
    return made  # it is found by search once it is open: until then it is the office's alone


def totals_copy(like: Collection, made: Collection) -> None:
    """The columns that were parts of a total in the earlier collection are so in the new one, where both are there."""
    new = {row.indicator_id: row for row in made.columns.all()}
    for part in like.columns.exclude(total=None).select_related("total"):
        if part.total is not None and part.indicator_id in new and part.total.indicator_id in new:
            row = new[part.indicator_id]
            row.total = new[part.total.indicator_id]
            row.save(update_fields=["total"])


def period_read(text: str, who: Actor) -> Stretch:
    """The period that was typed. Errors: COL-003."""
    try:
        return stretch_named(text, on=who.on)
    except Problem as problem:
        raise Problem("COL-003", period=text[:40]) from problem


def units_for(who: Actor, collection: Collection, wanted: Sequence[int]) -> list[Unit]:
    """The units as rows, in the order given. Errors: COL-015, COL-016."""
    there = {pk for pk, _name in unit_choices(who, on=collection.ends_on)}
    today = {pk for pk, _name in unit_choices(who, on=who.on)}
    rows = Unit.objects.in_bulk(wanted)
    for pk in wanted:
        if pk in there and pk in rows:
            continue
        name = unit_name(unit=pk, on=who.on)
        if pk not in rows or pk not in today:
            raise Problem("COL-016", unit=name)
        raise not_there(collection, rows[pk], name)
    return [rows[pk] for pk in wanted]


def not_there(collection: Collection, unit: Unit, name: str) -> Problem:
    """The refusal of a unit that does not exist at the end of the period: it names the successor."""
    if unit.valid_to is not None and unit.valid_to <= collection.ends_on:
        became = became_of(CollectionUnit(unit=unit, collection=collection), collection)
        told = f"kết thúc từ ngày {unit.valid_to:%d/%m/%Y}{became}"
    else:
        told = f"thành lập từ ngày {unit.valid_from:%d/%m/%Y}"
    return Problem("COL-015", unit=name, period=stretch_named(collection.period).label, became=told)


def indicators_for(who: Actor, body_id: int, wanted: Sequence[int]) -> list[Indicator]:
    """The indicators in the order given. Errors: ACC-002; COL-021 for a restricted one; OBS-002 for one not in use."""
    rows = access.visible(who, "figures.view", Indicator.objects.filter(body_id=body_id)).in_bulk(wanted)
    for pk in wanted:
        if pk not in rows:
            raise Problem("ACC-002")
        if rows[pk].classification:
            raise Problem("COL-021", name=rows[pk].name)
    return [rows[pk] for pk in wanted]


@transaction.atomic
def collection_change(
    *,
    actor: Actor,
    collection: Collection,
    due_on: date,
    note: str,
    totals: Mapping[int, int | None],
    unit_ids: Iterable[int] = (),
    indicator_ids: Sequence[int] = (),
) -> Collection:
    """Move the due date, change the note, say which columns are parts of which (column -> its total), add units and columns.

    Units that are added to an open collection are told.
    Errors: ACC-001, ACC-002; COL-001 for a closed one; COL-004; COL-009 for a column of another collection; COL-015, COL-016, COL-021.
    """
    access.require(actor, "collection.manage", collection)
    journal.context(verb="collection.change")
    locked = Collection.objects.select_for_update().get(pk=collection.pk)
    require_not_closed(locked, actor)
    if due_on != locked.due_on and due_on < actor.on:
        raise Problem("COL-004", due=f"{due_on:%d/%m/%Y}", today=f"{actor.on:%d/%m/%Y}")
    columns = locked.columns.in_bulk()
    for part, total in totals.items():
        if part not in columns or (total is not None and total not in columns) or part == total:
            raise Problem("COL-009")
        if columns[part].total_id != total:
            columns[part].total_id = total
            columns[part].save(update_fields=["total"])
    locked.due_on, locked.note = due_on, note.strip()
    locked.save(update_fields=["due_on", "note"])
    extend(actor, locked, unit_ids, indicator_ids)
    if locked.state != "draft":
        search.index(locked)
    return locked


def extend(who: Actor, collection: Collection, unit_ids: Iterable[int], indicator_ids: Sequence[int]) -> None:
    """Add units and columns that are not there yet."""
    here = set(collection.units.values_list("unit", flat=True))
    units = units_for(who, collection, [pk for pk in dict.fromkeys(unit_ids) if pk not in here])
    rows = [CollectionUnit.objects.create(collection=collection, unit=unit) for unit in units]
    last = collection.columns.order_by("-order").first()
    role, order = (last.role, last.order) if last else ("actual", 0)
    asked = set(collection.columns.filter(role=role).values_list("indicator", flat=True))
    new = [pk for pk in dict.fromkeys(indicator_ids) if pk not in asked]
    for place, indicator in enumerate(indicators_for(who, collection.body_id, new), start=order + 1):
        CollectionColumn.objects.create(collection=collection, indicator=indicator, role=role, order=place)
    if rows and collection.state == "open":
        tell_asked(collection, rows, actor=who)


def require_not_closed(collection: Collection, who: Actor) -> None:
    """Errors: COL-001."""
    if collection.state == "closed":
        from giaoban.ground.org.selectors import body_name

        raise Problem("COL-001", title=collection.title, body=body_name(body=collection.body_id, on=who.on))


@transaction.atomic
def collection_step(*, actor: Actor, collection: Collection, verb: str, reason: str = "") -> Collection:
    """Open (units are told, registers are asked for suggestions), close (approved figures are locked), reopen.

    Errors: ACC-001, ACC-002; FLW-001; COL-020 to reopen without a reason.
    """
    access.require(actor, "collection.manage", collection)
    journal.context(verb=f"collection.{verb}", reason=reason)
    locked = Collection.objects.select_for_update().get(pk=collection.pk)
    after = COLLECTION.step(locked.state, verb)
    if verb == "reopen" and not reason.strip():
        raise Problem("COL-020")
    if verb == "close":
        return closed(locked, actor, "")
    locked.state = after
    locked.opened_at = locked.opened_at or actor.at
    locked.closed_at, locked.closed_for = None, ""
    locked.save(update_fields=["state", "opened_at", "closed_at", "closed_for"])
    search.index(locked)
    if verb == "start":
        prefills_compute(actor=actor, collection=locked)
        tell_asked(locked, list(expected_rows(locked)), actor=actor)
    return locked


def expected_rows(collection: Collection) -> "Iterable[CollectionUnit]":
    """The units of whom figures are expected."""
    return collection.units.filter(EXPECTED).select_related("unit").order_by("pk")


def closed(collection: Collection, who: Actor, why: str) -> Collection:
    """Close a collection and lock what was approved in it."""
    rows = Cell.objects.filter(row__collection=collection, row__state="approved", observation__isnull=False)
    numbers = list(rows.values_list("observation", flat=True))
    office = Actor.system(who.label, at=who.at)
    observations_step(actor=office, observations=numbers, verb="lock", reason=collection.title)
    collection.state, collection.closed_at, collection.closed_for = "closed", who.at, why[:300]
    collection.save(update_fields=["state", "closed_at", "closed_for"])
    return collection


@transaction.atomic
def collections_close_for(*, actor: Actor, body_id: int, period: str, on: date, title: str) -> list[Collection]:
    """Close a body's open collections of a period due by a day, because the session of that day (`title`) closes: approved figures
    are locked. One that is not due yet stays open: a briefing of the first week does not end the month.

    For the room of meetings, which has asked already whether the actor may close the session.
    """
    found = []
    rows = Collection.objects.select_for_update().filter(body_id=body_id, period=period, state="open", due_on__lte=on)
    for row in rows.order_by("pk"):
        journal.context(verb="collection.close", reason=title)
        found.append(closed(row, actor, title))
    return found


@transaction.atomic
def unit_excuse(*, actor: Actor, row: CollectionUnit, reason: str) -> CollectionUnit:
    """Say why nothing is expected of a unit this time, or (empty) that something is again. Errors: ACC-001, ACC-002; COL-001."""
    access.require(actor, "collection.manage", row)
    journal.context(verb="collection.excuse", reason=reason)
    locked = CollectionUnit.objects.select_for_update(of=("self",)).select_related("collection").get(pk=row.pk)
    require_not_closed(locked.collection, actor)
    locked.excused = reason.strip()[:300]
    locked.save(update_fields=["excused"])
    return locked


@transaction.atomic
def units_remind(*, actor: Actor, collection: Collection) -> list[str]:
    """Remind the people of every expected unit that has not submitted; the names of these units. Once a day.

    Errors: ACC-001, ACC-002; COL-001, COL-002.
    """
    access.require(actor, "collection.manage", collection)
    journal.context(verb="collection.remind")
    require_not_closed(collection, actor)
    if collection.state == "draft":
        raise Problem("COL-002", title=collection.title)
    rows = [row for row in expected_rows(collection) if row.state in ("waiting", "draft", "returned")]
    tell_reminder(collection, rows, actor=actor)
    names = unit_names(units=[row.unit_id for row in rows], on=actor.on)
    return sorted((names[row.unit_id] for row in rows), key=sort_key)
