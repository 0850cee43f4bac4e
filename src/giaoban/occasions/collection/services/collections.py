"""A collection is prepared, opened, closed and opened again."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors import unit_name, unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.models import Cell, Collection, CollectionUnit
from giaoban.occasions.collection.rights import require_manage
from giaoban.occasions.collection.selectors.collections import EXPECTED, left_out, unit_choices
from giaoban.occasions.collection.selectors.progress import became_of
from giaoban.occasions.collection.services.columns import Breakdowns, columns_make, totals_copy
from giaoban.occasions.collection.services.prefills import prefills_compute
from giaoban.occasions.collection.services.steps import require_not_ended, row_step
from giaoban.occasions.collection.states import COLLECTION
from giaoban.occasions.collection.tell import concerned, tell_asked, tell_recalled, tell_reminder
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
    by: Breakdowns | None = None,
) -> Collection:
    """Prepare a collection: its units and its columns in the order given. Nobody is told before it is opened. like: an earlier one, whose
    parts and totals are taken over; by: the breakdowns by which indicators are asked.

    Errors: ACC-001; COL-003 for no period; COL-004 for a due date in the past; COL-008 without units or indicators; COL-015 for a unit
    that does not exist at the end of the period; COL-016 for one that is not the body's; COL-021 for a restricted indicator; COL-022 for a
    breakdown that it has not.
    """
    access.require_in(actor, "collection.manage", Collection, body_id=body_id)
    journal.context(verb="collection.create")
    stretch = period_read(period, actor)
    if due_on < actor.on:
        raise Problem("COL-004", due=f"{due_on:%d/%m/%Y}", today=f"{actor.on:%d/%m/%Y}")
    wanted, columns = list(dict.fromkeys(unit_ids)), list(dict.fromkeys(indicator_ids))
    if not wanted or not (columns or by):
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
        maker_id=actor.user_id,
    )
    CollectionUnit.objects.bulk_create(
        CollectionUnit(collection=made, unit=unit) for unit in units_for(actor, made, wanted)
    )
    columns_make(actor, made, columns, by or {}, role=role)
    if like is not None:
        access.require(actor, "collection.manage", like)
        totals_copy(like, made)
    return made  # it is found by search once it is open: until then it is the office's alone


def period_read(text: str, who: Actor) -> Stretch:
    """The period that was typed. Errors: COL-003."""
    try:
        return stretch_named(text, on=who.on)
    except Problem as problem:
        raise Problem("COL-003", period=text[:40]) from problem


def units_for(who: Actor, collection: Collection, wanted: Sequence[int]) -> list[Unit]:
    """The units as rows, in the order given. Errors: COL-015, COL-016."""
    if not wanted:
        return []
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
        ended = {"day": f"{unit.valid_to:%d/%m/%Y}", "became": became}
        told = gettext("kết thúc từ ngày %(day)s%(became)s") % ended
    else:
        told = gettext("thành lập từ ngày %(day)s") % {"day": f"{unit.valid_from:%d/%m/%Y}"}
    return Problem("COL-015", unit=name, period=stretch_named(collection.period).label, became=told)


@transaction.atomic
def collection_step(*, actor: Actor, collection: Collection, verb: str, reason: str = "") -> Collection:
    """Open (units are told, registers are asked for suggestions), close (approved figures are locked), recall (what was submitted goes
    back, the units are told why), reopen.

    Errors: ACC-001, ACC-002; FLW-001; COL-020 to reopen and COL-025 to recall without a reason.
    """
    require_manage(actor, collection)
    journal.context(verb=f"collection.{verb}", reason=reason)
    locked = Collection.objects.select_for_update().get(pk=collection.pk)
    after = COLLECTION.step(locked.state, verb)
    if verb == "reopen" and not reason.strip():
        raise Problem("COL-020")
    if verb == "close":
        return closed(locked, actor, "")
    if verb == "recall":
        return recalled(locked, actor, reason.strip())
    locked.state = after
    locked.opened_at = locked.opened_at or actor.at
    locked.closed_at, locked.closed_for = None, ""
    locked.save(update_fields=["state", "opened_at", "closed_at", "closed_for"])
    search.index(locked)
    if verb == "start":
        prefills_compute(actor=actor, collection=locked)
        tell_asked(locked, list(expected_rows(locked)), actor=actor)
    return locked


def units_told(collection: Collection, *, actor: Actor) -> tuple[int, int]:
    """Of the units of whom figures are expected: how many have somebody with an account who is told, how many have nobody."""
    rows = list(expected_rows(collection))
    told = sum(bool(concerned(row, body_id=collection.body_id, actor=actor)[0]) for row in rows)
    return told, len(rows) - told


def expected_rows(collection: Collection) -> "Iterable[CollectionUnit]":
    """The units of whom figures are expected."""
    return collection.units.filter(EXPECTED).select_related("unit").order_by("pk")


def made_by(collection: Collection, who: Actor) -> bool:
    """Whether somebody made a collection themselves, under whichever of their posts; one that no account made is everybody's to delete."""
    return collection.maker_id is None or collection.maker_id == who.user_id


def closed(collection: Collection, who: Actor, why: str) -> Collection:
    """Close a collection and lock what was approved in it."""
    rows = Cell.objects.filter(row__collection=collection, row__state="approved", observation__isnull=False)
    rows = rows.filter(row__removed_at=None, column__removed_at=None)
    numbers = list(rows.values_list("observation", flat=True))
    collection.state, collection.closed_at, collection.closed_for = "closed", who.at, why[:300]
    collection.save(update_fields=["state", "closed_at", "closed_for"])
    office = Actor.system(who.label, at=who.at)
    observations_step(actor=office, observations=numbers, verb="lock", reason=collection.title)
    return collection


def recalled(collection: Collection, who: Actor, why: str) -> Collection:
    """Recall a collection: figures that wait for approval are drafts again, approved ones stay. Errors: COL-025."""
    if not why:
        raise Problem("COL-025")
    asked = list(expected_rows(collection))
    for row in collection.units.filter(state="submitted").order_by("pk"):
        row_step(actor=who, row=row, verb="return", reason=why, tell=False)
    journal.context(verb="collection.recall", reason=why)
    collection.state, collection.closed_at, collection.closed_for = "recalled", who.at, why[:300]
    collection.save(update_fields=["state", "closed_at", "closed_for"])
    tell_recalled(collection, asked, actor=who)
    return collection


@transaction.atomic
def collection_delete(*, actor: Actor, collection: Collection) -> None:
    """Delete a collection that was never opened, with its columns and units; the journal keeps what it was.

    Errors: ACC-001, ACC-002; COL-023 for one that somebody else made; COL-024 for one that was sent.
    """
    require_manage(actor, collection)
    journal.context(verb="collection.delete", reason=collection.title)
    locked = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    if locked.state != "draft":
        raise Problem("COL-024", title=locked.title)
    if not made_by(locked, actor):
        raise Problem("COL-023", title=locked.title, maker=locked.created_by)
    search.remove(locked)
    locked.delete()


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
    """Say why nothing is expected of a unit this time, or (empty) that something is again. Errors: ACC-001, ACC-002; COL-001; COL-029."""
    access.require(actor, "collection.manage", row)
    journal.context(verb="collection.excuse", reason=reason)
    locked = CollectionUnit.objects.select_for_update(of=("self",)).select_related("collection").get(pk=row.pk)
    require_not_ended(locked.collection, actor)
    out = left_out(locked, unit_name(unit=locked.unit_id, on=locked.collection.ends_on))
    if out is not None:
        raise out
    locked.excused = reason.strip()[:300]
    locked.save(update_fields=["excused"])
    return locked


@transaction.atomic
def units_remind(*, actor: Actor, collection: Collection) -> list[str]:
    """Remind the people of every expected unit that has not submitted; the names of these units. Once a day.

    Errors: ACC-001, ACC-002; COL-001, COL-002.
    """
    require_manage(actor, collection)
    journal.context(verb="collection.remind")
    require_not_ended(collection, actor)
    if collection.state == "draft":
        raise Problem("COL-002", title=collection.title)
    rows = [row for row in expected_rows(collection) if row.state in ("waiting", "draft", "returned")]
    tell_reminder(collection, rows, actor=actor)
    names = unit_names(units=[row.unit_id for row in rows], on=actor.on)
    return sorted((names[row.unit_id] for row in rows), key=sort_key)
