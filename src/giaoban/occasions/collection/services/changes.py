"""A collection is changed, also while units fill it in: columns and units go out and come in, and everybody concerned is told.

Nothing that was recorded is lost: what goes out of an open collection keeps its cells, and its observations stay in the records.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.db.models import Q

from giaoban.ground import journal, search
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.breakdowns import CROSS, breakdown_words, name_of
from giaoban.occasions.collection.models import Cell, Collection, CollectionColumn, CollectionUnit
from giaoban.occasions.collection.rights import require_manage
from giaoban.occasions.collection.selectors.collections import plain
from giaoban.occasions.collection.selectors.progress import CAME
from giaoban.occasions.collection.services.collections import units_for
from giaoban.occasions.collection.services.columns import Breakdowns, columns_add, headings_set, totals_set
from giaoban.occasions.collection.services.prefills import prefills_compute
from giaoban.occasions.collection.services.steps import require_not_ended, sent_back
from giaoban.occasions.collection.states import UNIT
from giaoban.occasions.collection.tell import concerned, tell_asked, tell_left_out, tell_more
from giaoban.records.figures.services import observations_step

FILLED = Q(amount__isnull=False) | Q(missing=True)
LOOKING = "Xem trước"
"""Stands for the reason while somebody only looks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a collection is to be. title: "" for the one it has; totals: column -> its total; headings: column -> what it is called, "" for
    the indicator's name; unit_ids, indicator_ids, by: what comes in; out (columns), out_parts (breakdowns), out_units: what goes out."""

    due_on: date
    note: str
    title: str = ""
    totals: Mapping[int, int | None] = field(default_factory=dict)
    headings: Mapping[int, str] = field(default_factory=dict)
    unit_ids: Sequence[int] = ()
    indicator_ids: Sequence[int] = ()
    by: Breakdowns = field(default_factory=dict)
    out: Sequence[int] = ()
    out_parts: Breakdowns = field(default_factory=dict)
    out_units: Sequence[int] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change means. columns_out, units_out: name and how many cells with a figure go with it; units_out: also where it stood.

    cells: how many such cells go out of the table, each once; came: units that have submitted already; back: those of them that have to
    fill in more; filling: the others that have to; untold: units concerned of which nobody is told; without_role: those in which nobody
    may fill in, told of or not.
    """

    open: bool
    columns_out: tuple[tuple[str, int], ...] = ()
    units_out: tuple[tuple[str, str, int], ...] = ()
    columns_in: tuple[str, ...] = ()
    units_in: tuple[str, ...] = ()
    cells: int = 0
    came: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    filling: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    without_role: tuple[str, ...] = ()

    @property
    def told(self) -> int:
        """Of how many units somebody is told: those that go out, come in, have to fill in more."""
        return len(self.units_out) + len(self.units_in) + len(self.back) + len(self.filling) - len(self.untold)

    @property
    def takes_out(self) -> bool:
        """Whether anything goes out of the table."""
        return bool(self.columns_out or self.units_out)

    @property
    def matters(self) -> bool:
        """Whether units are concerned: the collection is open, and its columns or units change."""
        return self.open and bool(self.takes_out or self.columns_in or self.units_in)


def collection_foresee(*, actor: Actor, collection: Collection, wanted: Wanted) -> Effect:
    """What a change would mean; nothing of it is done. Errors: those of `collection_change` but COL-048."""
    with transaction.atomic():
        asked = replace(wanted, reason=wanted.reason.strip() or LOOKING)
        found = altered(actor=actor, collection=collection, wanted=asked, look=True)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def collection_change(*, actor: Actor, collection: Collection, wanted: Wanted) -> Effect:
    """Change a collection, and tell the units concerned where it is open: one that comes in is asked, one that goes out need not answer
    any more, one that has submitted gets its part back when there is more to fill in.

    Errors: ACC-001, ACC-002; COL-001, COL-026 for an ended one; COL-004; COL-009 for a column of another collection; COL-015, COL-016,
    COL-021, COL-022, COL-049 for what cannot come in; COL-048 to take out without a reason; COL-052 where nothing would be left.
    """
    return altered(actor=actor, collection=collection, wanted=wanted)


def altered(*, actor: Actor, collection: Collection, wanted: Wanted, look: bool = False) -> Effect:
    """The change, in the caller's transaction. look: nobody is told and nothing is suggested, because it will be undone."""
    require_manage(actor, collection)
    reason = wanted.reason.strip()[:300]
    journal.context(verb="collection.change", reason=reason)
    locked = Collection.objects.select_for_update().get(pk=collection.pk)
    require_not_ended(locked, actor)
    if wanted.due_on != locked.due_on and wanted.due_on < actor.on:
        raise Problem("COL-004", due=f"{wanted.due_on:%d/%m/%Y}", today=f"{actor.on:%d/%m/%Y}")
    held = list(
        CollectionUnit.objects.select_for_update(of=("self",)).filter(collection=locked).select_related("unit").order_by("pk")
    )  # fmt: skip
    out = columns_leaving(locked, wanted)
    leaving = [row for row in held if row.removed_at is None and row.unit_id in set(wanted.out_units)]
    if locked.state == "open" and (out or leaving) and not reason:
        raise Problem("COL-048")
    others = "" if out or leaving else reason  # a reason to take something out says nothing of what comes in or changes
    journal.context(verb="collection.change", reason=others)
    numbers = {column.pk for column in out}
    totals_set(locked, {part: total for part, total in wanted.totals.items() if part not in numbers})
    headings_set(locked, wanted.headings)
    locked.due_on, locked.note = wanted.due_on, wanted.note.strip()
    locked.title = wanted.title.strip() or locked.title
    effect = effect_of(locked, held, out, leaving)
    columns_remove(actor, locked, out, reason)
    units_remove(actor, locked, leaving, reason)
    tell_left_out(locked, [] if look or locked.state != "open" else leaving, actor=actor, reason=reason)
    journal.context(verb="collection.change", reason=others)
    new_units = units_add(actor, locked, held, wanted.unit_ids)
    new = columns_add(actor, locked, wanted.indicator_ids, wanted.by)
    if not (locked.columns.filter(removed_at=None).exists() and locked.units.filter(removed_at=None).exists()):
        raise Problem("COL-052")
    locked.changes += locked.state == "open"
    locked.save(update_fields=["title", "due_on", "note", "changes"])
    if locked.state != "draft":
        search.index(locked)
    staying = [row for row in held if row.pk is not None and row.removed_at is None and row not in new_units]
    return told(actor, locked, effect, leaving, new_units, new, staying, others, look=look)


def told(
    who: Actor,
    collection: Collection,
    effect: Effect,
    leaving: Sequence[CollectionUnit],
    new_units: Sequence[CollectionUnit],
    new: Sequence[CollectionColumn],
    staying: Sequence[CollectionUnit],
    reason: str,
    *,
    look: bool,
) -> Effect:
    """The effect with what came in. Where the collection is open, parts with more to fill in go back, and the units are told."""
    names = unit_names(units=[row.unit_id for row in (*leaving, *new_units, *staying)], on=collection.ends_on)
    columns = tuple(plain(column).name for column in new)
    came = [row for row in staying if row.state in CAME]
    filling = [row for row in staying if row.state not in CAME and not row.excused]
    found = replace(
        effect,
        columns_in=columns,
        units_in=tuple(sorted((names[row.unit_id] for row in new_units), key=sort_key)),
        back=sorted_names(came, names) if new else (),
        filling=sorted_names(filling, names) if new else (),
    )
    if collection.state != "open":
        return found
    untold, lacking = unheard(who, collection, leaving, [*new_units, *(came + filling if new else [])], names)
    found = replace(found, untold=untold, without_role=lacking)
    if look:
        return found
    if new or new_units:
        prefills_compute(actor=who, collection=collection)
        journal.context(verb="collection.change", reason=reason)
    tell_asked(collection, new_units, actor=who, again=True)
    if new:
        named = listed_few(columns)
        why = f"Đợt thu thập thêm {named}: điền thêm rồi nộp lại." + (f" Lý do: {reason}" if reason else "")
        for row in came:
            sent_back(who, row, why)
        tell_more(collection, [*came, *filling], actor=who, columns=columns, reason=reason)
    return found


def unheard(
    who: Actor,
    collection: Collection,
    leaving: Sequence[CollectionUnit],
    filling: Sequence[CollectionUnit],
    names: Mapping[int, str],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the units concerned: those of which nobody is told (whoever makes the change knows of it); those in which nobody may fill in."""
    told = {row.pk: concerned(row, body_id=collection.body_id, actor=who) for row in (*leaving, *filling)}
    alone = [row for row in (*leaving, *filling) if not told[row.pk][0] and not told[row.pk][1]]
    lacking = [row for row in filling if not told[row.pk][1]]
    return sorted_names(alone, names), sorted_names(lacking, names)


def sorted_names(rows: Iterable[CollectionUnit], names: Mapping[int, str]) -> tuple[str, ...]:
    """The names of rows, in the order of names."""
    return tuple(sorted((names[row.unit_id] for row in rows), key=sort_key))


def listed_few(names: Sequence[str], most: int = 4) -> str:
    """Columns in a sentence: the first ones by name, how many more."""
    said = ", ".join(f"“{name}”" for name in names[:most])
    return f"cột {said}" + (f" và {len(names) - most} cột nữa" if len(names) > most else "")


def columns_leaving(collection: Collection, wanted: Wanted) -> list[CollectionColumn]:
    """The columns that go out: a whole with all its parts by a key, a breakdown with those crossed by it. Errors: COL-009."""
    rows = collection.columns.filter(removed_at=None).select_related("indicator", "total").order_by("order", "pk")
    every = {row.pk: row for row in rows}
    if not set(wanted.out) <= every.keys():
        raise Problem("COL-009")
    parts = {indicator: set(names) for indicator, names in wanted.out_parts.items()}
    return [
        row
        for row in every.values()
        if row.pk in wanted.out
        or (row.dims and row.total_id in wanted.out)
        or (row.dims and goes(name_of(row.dims), parts.get(row.indicator_id, set())))
    ]


def goes(name: str, out: set[str]) -> bool:
    """Whether a breakdown goes out with others: it is one of them, or crossed by one."""
    return name in out or (CROSS in name and not out.isdisjoint(name.split(CROSS)))


def effect_of(
    collection: Collection,
    held: Sequence[CollectionUnit],
    out: Sequence[CollectionColumn],
    leaving: Sequence[CollectionUnit],
) -> Effect:
    """What goes out of the table, before it does."""
    there = [row for row in held if row.removed_at is None]
    names = unit_names(units=[row.unit_id for row in there], on=collection.ends_on)
    filled = Cell.objects.filter(FILLED, row__in=[row.pk for row in there], column__removed_at=None)
    going = filled.filter(Q(column__in=[column.pk for column in out]) | Q(row__in=[row.pk for row in leaving]))
    places = list(going.order_by("pk").values_list("row", "column"))
    wholes = {column.pk for column in out if not column.dims}
    groups: dict[str, set[int]] = {}
    for column in out:
        groups.setdefault(leaving_name(column, wholes), set()).add(column.pk)
    gone = {row.pk for row in leaving}
    return Effect(
        open=collection.state == "open",
        columns_out=tuple((name, sum(each in own for _row, each in places)) for name, own in groups.items()),
        units_out=tuple(
            (names[row.unit_id], UNIT.label(row.state), sum(each == row.pk for each, _column in places))
            for row in sorted(leaving, key=lambda row: sort_key(names[row.unit_id]))
        ),
        cells=len(places),
        came=sorted_names([row for row in there if row.state in CAME and row.pk not in gone], names),
    )


def leaving_name(column: CollectionColumn, wholes: set[int]) -> str:
    """What a column goes out as: the whole with its parts under its name, a breakdown alone as such."""
    known = plain(column)
    if not column.dims or column.total_id in wholes:
        return known.whole
    return f"{known.whole}, chia theo {breakdown_words(name_of(column.dims))}"


def columns_remove(who: Actor, collection: Collection, out: Sequence[CollectionColumn], reason: str) -> None:
    """Take columns out: figures in them that wait for approval are drafts again; a draft collection just forgets the columns."""
    journal.context(verb="collection.change", reason=reason)
    if collection.state == "draft":
        for part in collection.columns.filter(total__in=[column.pk for column in out], dims="").order_by("pk"):
            part.total = None
            part.save(update_fields=["total"])
        for column in sorted(out, key=lambda each: (not each.dims, each.pk)):
            column.delete()
        return
    waiting = Cell.objects.filter(
        column__in=[column.pk for column in out], row__state="submitted", row__removed_at=None
    )
    numbers = list(waiting.filter(observation__isnull=False).order_by("pk").values_list("observation", flat=True))
    if numbers:
        observations_step(
            actor=Actor.system(who.label, at=who.at), observations=numbers, verb="send_back", reason=reason
        )
        journal.context(verb="collection.change", reason=reason)
    for column in out:
        journal.context(verb="collection.change", reason=f"Bỏ cột “{plain(column).name}”: {reason}")
        column.removed_at, column.removed_for = who.at, reason
        column.save(update_fields=["removed_at", "removed_for"])
    journal.context(verb="collection.change", reason=reason)


def units_remove(who: Actor, collection: Collection, leaving: Sequence[CollectionUnit], reason: str) -> None:
    """Take units out: what waits for approval is a draft again, what was approved stays; a draft collection just forgets them."""
    names = unit_names(units=[row.unit_id for row in leaving], on=collection.ends_on)
    for row in leaving:
        if collection.state == "draft":
            row.delete()
            continue
        if row.state == "submitted":
            sent_back(who, row, reason)
        journal.context(verb="collection.change", reason=f"Bỏ {names[row.unit_id]}: {reason}")
        row.removed_at, row.removed_for = who.at, reason
        row.save(update_fields=["removed_at", "removed_for"])
    journal.context(verb="collection.change", reason=reason)


def units_add(
    who: Actor, collection: Collection, held: Sequence[CollectionUnit], unit_ids: Iterable[int]
) -> list[CollectionUnit]:
    """Bring in units that are not there; one that was taken out comes back with what it had, to be submitted again.

    Errors: COL-015, COL-016.
    """
    rows = {row.unit_id: row for row in held if row.pk is not None}
    here = {unit for unit, row in rows.items() if row.removed_at is None}
    found = []
    for unit in units_for(who, collection, [pk for pk in dict.fromkeys(unit_ids) if pk not in here]):
        row = rows.get(unit.pk)
        if row is None:
            found.append(CollectionUnit.objects.create(collection=collection, unit=unit))
            continue
        row.removed_at, row.removed_for = None, ""
        row.save(update_fields=["removed_at", "removed_for"])
        if row.state in CAME:
            sent_back(who, row, "Đơn vị được đưa lại vào đợt thu thập: xem lại rồi nộp.")
        found.append(row)
    return found
