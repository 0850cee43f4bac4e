"""Entries: added, changed from a day on, corrected with a reason, ended, withdrawn, merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.files.services import attach, file_store
from giaoban.ground.files.store import Limits
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Definition, validate
from giaoban.records.registers.faulty import Faulty
from giaoban.records.registers.levels import level_at, narrowed
from giaoban.records.registers.lookups import PENDING, Finder, body_units
from giaoban.records.registers.models import Entry, EntryRevision, Outcome, Register, ReviewLine, RevisionKind
from giaoban.records.registers.writing import (
    Live,
    columns,
    live_of,
    new_entry,
    revision_of,
    same,
    stamp,
    taken,
)

TAKEN = Limits(max_bytes=50 * 1024 * 1024)
"""A file of an entry: at most 50 MB."""
Typed = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that comes with a form: its content and the name it came under."""

    stream: IO[bytes]
    name: str


Files = Mapping[str, Enclosed]


@transaction.atomic
def entry_create(
    *, actor: Actor, register: Register, typed: Typed, start: date | None = None, files: Files | None = None
) -> Entry:
    """Add an entry, valid from `start` (default today) unless a field of the definition says so.

    Errors: ACC-001, ACC-002; REG-001 (`Faulty`, with a fault for each field); REG-003.
    """
    access.require(actor, "registers.view", register)
    live = live_of(register)
    Register.objects.select_for_update(no_key=True).get(pk=register.pk)
    values = values_said(actor, live, {**typed, **dict.fromkeys(files or {}, PENDING)}, before={})
    stated = columns(live, values, start=start or actor.on)
    require_place(actor, live, stated["unit_id"])
    journal.context(verb="registers.create")
    if wrong := taken(live, stated, but=None):
        raise Faulty(wrong)
    entry = new_entry(live, stated, actor)
    entry.save()
    enclose(actor, live, entry, files or {})
    revision_of(entry, kind=RevisionKind.CREATE, on=entry.valid_from, actor=actor).save()
    search.index(entry)
    return entry


@transaction.atomic
def entry_change(
    *,
    actor: Actor,
    entry: Entry,
    typed: Typed,
    on: date,
    reason: str = "",
    files: Files | None = None,
    base: int | None = None,
) -> Entry:
    """Say what became different from a day on; what was said before stays true until then. Nothing different: nothing is written.

    base: the revision that the form was filled from; what somebody else wrote since in other fields is kept.

    Errors: ACC-001, ACC-002; REG-001; REG-005 for a day before the last change or outside the entry's time; REG-007; REG-022.
    """
    access.require(actor, "registers.report", entry)
    locked, last = locked_entry(entry)
    if on < last.effective_on:
        raise Problem("REG-005", on=f"{on:%d/%m/%Y}", start=f"{last.effective_on:%d/%m/%Y}", title=locked.title)
    how = Way(RevisionKind.CHANGE, on, reason, base)
    return rewrite(actor, locked, typed, how, files=files or {})


@transaction.atomic
def entry_correct(
    *, actor: Actor, entry: Entry, typed: Typed, reason: str, files: Files | None = None, base: int | None = None
) -> Entry:
    """Put right what was entered wrongly: it takes the place of the last revision, which stays in the history.

    base: see `entry_change`. Errors: ACC-001, ACC-002; REG-001; REG-006 without a reason; REG-007; REG-022.
    """
    access.require(actor, "registers.report", entry)
    locked, last = locked_entry(entry)
    if not reason.strip():
        raise Problem("REG-006")
    how = Way(RevisionKind.CORRECT, last.effective_on, reason, base)
    return rewrite(actor, locked, typed, how, files=files or {})


@dataclass(frozen=True, slots=True)
class Way:
    """How an entry is written anew: a change or a correction, from which day, why, and the revision that the form was filled from."""

    kind: str
    on: date
    reason: str
    base: int | None = None


def rewrite(who: Actor, entry: Entry, typed: Typed, how: Way, *, files: Files) -> Entry:
    """Write other values: a change or a correction."""
    kind, on, reason = how.kind, how.on, how.reason
    journal.context(verb=f"registers.{kind}", reason=reason)
    live = live_of(entry.register)
    pending = dict.fromkeys(files, PENDING)
    values = values_said(who, live, {**typed, **pending}, before=entry.data, at_unit=entry.unit_id)
    values = together(live, entry, values, how.base)
    stated = columns(live, values, start=entry.valid_from, end=entry.valid_to)
    if stated["unit_id"] != entry.unit_id:
        require_place(who, live, stated["unit_id"])
    if same(entry, stated) and not files:
        return entry
    if wrong := taken(live, stated, but=entry.pk):
        raise Faulty(wrong)
    if kind == RevisionKind.CORRECT and on == entry.valid_from:
        on = stated["valid_from"]
    entry.lacks = False
    stamp(entry, stated, live, who).save()
    enclose(who, live, entry, files)
    revision_of(entry, kind=kind, on=on, actor=who, reason=reason).save()
    note_review(who, entry, Outcome.CHANGED)
    search.index(entry)
    return entry


@transaction.atomic
def entry_end(*, actor: Actor, entry: Entry, on: date, reason: str, became: Entry | None = None) -> Entry:
    """End an entry: `on` is the first day on which it is valid no more. `became`: the entry that took its place.

    Errors: ACC-001, ACC-002; REG-005 for a day not after its beginning and its last change; REG-006; REG-007.
    """
    access.require(actor, "registers.report", entry)
    locked, last = locked_entry(entry)
    if not reason.strip():
        raise Problem("REG-006")
    if on <= locked.valid_from or on < last.effective_on:
        start = max(last.effective_on, locked.valid_from)
        raise Problem("REG-005", on=f"{on:%d/%m/%Y}", start=f"{start:%d/%m/%Y}", title=locked.title)
    journal.context(verb="registers.end", reason=reason)
    live = live_of(locked.register)
    stated = columns(live, locked.data, start=locked.valid_from, end=on)
    locked.became = became
    stamp(locked, stated, live, actor).save()
    revision_of(locked, kind=RevisionKind.END, on=on, actor=actor, reason=reason).save()
    note_review(actor, locked, Outcome.ENDED)
    search.index(locked)
    return locked


@transaction.atomic
def entry_void(*, actor: Actor, entry: Entry, reason: str) -> Entry:
    """Withdraw an entry that should never have been made: it disappears from lists, counts and figures; its history stays.

    Errors: ACC-001, ACC-002; REG-006; REG-007.
    """
    access.require(actor, "registers.report", entry)
    locked, last = locked_entry(entry, ended=True)
    if not reason.strip():
        raise Problem("REG-006")
    journal.context(verb="registers.void", reason=reason)
    locked.void = True
    locked.revision += 1
    locked.changed_at, locked.changed_by = actor.at, actor.label[:200]
    locked.save()
    revision_of(locked, kind=RevisionKind.VOID, on=last.effective_on, actor=actor, reason=reason).save()
    note_review(actor, locked, Outcome.ENDED)
    search.index(locked)
    return locked


@transaction.atomic
def entries_merge(*, actor: Actor, entries: Sequence[Entry], typed: Typed, on: date, basis: str) -> Entry:
    """Merge entries into a new one on a day: the old ones end and say what they became; what they were recognised for does not pass on.

    Errors: those of `entry_end` and `entry_create`; REG-017 for fewer than two valid entries of one register.
    """
    chosen = list({entry.pk: entry for entry in entries}.values())
    if len(chosen) < 2 or len({entry.register_id for entry in chosen}) > 1:
        raise Problem("REG-017")
    ended = [entry_end(actor=actor, entry=entry, on=on, reason=basis) for entry in chosen]
    made = entry_create(actor=actor, register=chosen[0].register, typed=typed, start=on)
    for entry in ended:
        entry.became = made
        entry.save(update_fields=["became"])
    return made


def together(live: Live, entry: Entry, mine: dict[str, Any], base: int | None) -> dict[str, Any]:
    """What I wrote, with what somebody else wrote since the form was filled in the fields that I left as they were.

    Errors: REG-022 where both of us wrote something else in one field.
    """
    if base is None or base >= entry.revision:
        return mine
    before = entry.revisions.filter(number=base).values_list("data", flat=True).first() or {}
    joined, both = dict(mine), list[str]()
    for field in live.definition.typed:
        was, now, said = (row.get(field.name) for row in (before, entry.data, mine))
        if said == was and now != was:
            joined.pop(field.name, None)
            joined |= {} if now is None else {field.name: now}
        elif said != was and now not in (was, said):
            both.append(field.label)
    if both:
        raise Problem("REG-022", who=entry.changed_by, labels=", ".join(both))
    return joined


def values_said(
    who: Actor, live: Live, typed: Typed, *, before: Mapping[str, Any], at_unit: int | None = None
) -> dict[str, Any]:
    """The stored values of what was typed; fields that the actor may not see keep what they had. Errors: REG-001 with its faults."""
    level = level_at(who, at_unit) if before else level_new(who, live.definition, typed)
    seen = narrowed(live.definition, level)
    checked = validate(seen, typed, Finder(who, live.register.body_id))
    if checked.faults:
        raise Faulty(checked.faults)
    hidden = {field.name for field in live.definition.typed} - {field.name for field in seen.typed}
    return {**{name: before[name] for name in hidden if name in before}, **checked.values}


def level_new(who: Actor, definition: Definition, typed: Typed) -> int:
    """The level at the unit that a new entry is for."""
    said = str(typed.get(definition.unit) or "") if definition.unit else ""
    return level_at(who, int(said) if said.isdecimal() else None)


def require_place(who: Actor, live: Live, unit_id: int | None) -> None:
    """Errors: ACC-001 where the actor may not write for the unit; REG-019 for a unit that is not the body's."""
    register = live.register
    if unit_id is not None and unit_id not in body_units(who, register.body_id):
        name = unit_name(unit=unit_id, on=who.on)
        raise Problem("REG-019", unit=name, on=f"{who.on:%d/%m/%Y}")
    access.require_in(
        who,
        "registers.report",
        Entry,
        body_id=register.body_id,
        unit_id=unit_id,
        classification=register.classification,
    )


def locked_entry(entry: Entry, *, ended: bool = False) -> tuple[Entry, EntryRevision]:
    """The entry, locked, and its last revision. Errors: REG-007 where it was withdrawn, or has ended and `ended` is not allowed."""
    locked = Entry.objects.select_for_update(of=("self",)).select_related("register").get(pk=entry.pk)
    if locked.void or (locked.valid_to is not None and not ended):
        raise Problem("REG-007", title=locked.title)
    return locked, EntryRevision.objects.get(entry=locked, number=locked.revision)


def enclose(who: Actor, live: Live, entry: Entry, files: Files) -> None:
    """Attach the files that came along and put their numbers where the form had the sign for them."""
    for name, file in files.items():
        stored = file_store(file.stream, name=file.name, limits=TAKEN)
        entry.data[name] = attach(
            actor=who,
            owner=entry,
            stored=stored,
            name=file.name,
            verb="registers.report",
            body_id=live.register.body_id,
        ).pk
    if files:
        entry.save(update_fields=["data"])


def note_review(who: Actor, entry: Entry, outcome: Outcome) -> None:
    """Tell the open review, if there is one, what became of an entry that waits in it."""
    waiting = ReviewLine.objects.filter(entry=entry, review__state="open", outcome=Outcome.WAITING)
    waiting.update(outcome=outcome, at=who.at, by=who.label[:200])


def export_note(*, actor: Actor, register: Register, query: str) -> None:
    """Tell the journal that entries left as a file. Errors: ACC-001, ACC-002."""
    access.require(actor, "registers.view", register)
    journal.note(verb="registers.export", subject=register, details={"query": query[:500]})
