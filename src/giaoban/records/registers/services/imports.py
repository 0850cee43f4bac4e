"""A file into a register: taken in, its columns named, applied in one transaction, undone as a whole."""

from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.files.services import file_read, file_store
from giaoban.ground.files.store import Limits
from giaoban.ground.search.services import row_of
from giaoban.ground.search.services import store as index_rows
from giaoban.ground.search.sources import describe
from giaoban.kernel.problems import Problem
from giaoban.records.registers.mapping import Columns, guessed, sound
from giaoban.records.registers.models import ColumnMap, Entry, EntryRevision, ImportBatch, Register, RevisionKind
from giaoban.records.registers.planning import CHANGED, NEW, REFUSED, Line, Plan, planned
from giaoban.records.registers.sheets import READ, Sheet, sheet_of
from giaoban.records.registers.states import IMPORT
from giaoban.records.registers.writing import STATED, Live, columns, live_of, new_entry, revision_of, stamp

LIMITS = Limits(max_bytes=READ.max_bytes)
CHUNK = 500
ENTRY = ("version", "unit", "person", "key", "title", "valid_from", "data", "derived", "words", "revision", "void", "lacks",
         "changed_at", "changed_by", "sort_key")  # fmt: skip


@transaction.atomic
def import_read(*, actor: Actor, register: Register, stream: IO[bytes], name: str) -> ImportBatch:
    """Take a file in: its table is read, its columns are named as last time, or as their titles say. Nothing of the register changes.

    Errors: ACC-001, ACC-002; FIL-0xx, EXT-0xx; REG-003, REG-008, REG-009.
    """
    access.require(actor, "registers.load", register)
    live = live_of(register)
    journal.context(verb="registers.load", reason=name[:200])
    stored = file_store(stream, name=name, limits=LIMITS)
    sheet = sheet_of(file_read(stored, name=name), name=name)
    known = ColumnMap.objects.filter(register=register, layout=sheet.layout).first()
    meant = sound(live.definition, known.columns) if known is not None else guessed(live.definition, sheet)
    return ImportBatch.objects.create(
        register=register,
        stored=stored,
        name=name[:255],
        columns=meant,
        made_at=actor.at,
        made_by=actor.label[:200],
    )


@transaction.atomic
def import_map(*, actor: Actor, batch: ImportBatch, meant: Columns) -> ImportBatch:
    """Say what the columns of a file stand for; remembered for files of the same layout. Errors: ACC-001, ACC-002; FLW-001."""
    access.require(actor, "registers.load", batch)
    journal.context(verb="registers.load", reason=batch.name[:200])
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("register", "stored").get(pk=batch.pk)
    IMPORT.step(locked.state, "apply")
    live = live_of(locked.register)
    locked.columns = sound(live.definition, meant)
    locked.save(update_fields=["columns"])
    ColumnMap.objects.update_or_create(
        register=locked.register,
        layout=sheet_again(locked).layout,
        defaults={"columns": locked.columns, "used_at": actor.at, "used_by": actor.label[:200]},
    )
    return locked


def sheet_again(batch: ImportBatch) -> Sheet:
    """The table of a batch's file. Errors: FIL-0xx where the store lost it."""
    return sheet_of(file_read(batch.stored, name=batch.name), name=batch.name)


def import_plan(*, actor: Actor, batch: ImportBatch) -> tuple[Live, Sheet, Plan]:
    """What a batch would do now, row by row. Errors: ACC-001, ACC-002; REG-003, REG-010."""
    access.require(actor, "registers.load", batch)
    live, sheet = live_of(batch.register), sheet_again(batch)
    return live, sheet, planned(actor, live, sheet, batch.columns)


@transaction.atomic
def import_apply(
    *, actor: Actor, batch: ImportBatch, digest: str, only_good: bool, on: date | None = None, reason: str = ""
) -> ImportBatch:
    """Write a file's rows, all in one transaction. What changes is a change from `on` (default today), or with a reason a correction.

    Errors: ACC-001, ACC-002; FLW-001; REG-011 where rows are refused and not only the good ones are wanted; REG-012 where something
    changed since the preview (`digest`).
    """
    access.require(actor, "registers.load", batch)
    register = Register.objects.select_for_update(no_key=True).get(pk=batch.register_id)
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("register", "stored").get(pk=batch.pk)
    state = IMPORT.step(locked.state, "apply")
    live, _sheet, plan = import_plan(actor=actor, batch=locked)
    if plan.digest != digest:
        raise Problem("REG-012")
    if plan.counts[REFUSED] and not only_good:
        raise Problem("REG-011", count=plan.counts[REFUSED])
    with journal.batch(verb="registers.load", reason=reason or locked.name[:200]):
        for lines in parts(plan.of(NEW)):
            write_new(actor, Live(register, live.version, live.definition), locked, lines, on)
        for lines in parts(plan.of(CHANGED)):
            write_changed(actor, live, locked, lines, on, reason)
    locked.state, locked.counts = state, plan.counts
    locked.applied_at, locked.applied_by = actor.at, actor.label[:200]
    locked.save(update_fields=["state", "counts", "applied_at", "applied_by"])
    return locked


def parts(lines: list[Line]) -> Iterable[list[Line]]:
    """The rows, a part at a time."""
    return (lines[start : start + CHUNK] for start in range(0, len(lines), CHUNK))


def write_new(who: Actor, live: Live, batch: ImportBatch, lines: list[Line], on: date | None) -> None:
    """Add the entries of new rows."""
    entries = [new_entry(live, columns(live, line.values, start=on or who.on), who) for line in lines]
    Entry.objects.bulk_create(entries)
    keep(who, batch, [(entry, RevisionKind.CREATE, entry.valid_from) for entry in entries], "")


def write_changed(who: Actor, live: Live, batch: ImportBatch, lines: list[Line], on: date | None, reason: str) -> None:
    """Write the other values of entries that there are."""
    entries = [line.entry for line in lines if line.entry is not None]
    last = {
        row.entry_id: row.effective_on
        for row in EntryRevision.objects.filter(entry__in=entries).order_by("entry", "-number").distinct("entry")
    }
    told = []
    for line, entry in zip(lines, entries, strict=True):
        stated = columns(live, line.values, start=entry.valid_from, end=entry.valid_to)
        stamp(entry, stated, live, who)
        entry.lacks = False
        if reason.strip():
            told.append((entry, RevisionKind.CORRECT, last[entry.pk]))
        else:
            told.append((entry, RevisionKind.CHANGE, max(on or who.on, last[entry.pk])))
    Entry.objects.bulk_update(entries, ENTRY, batch_size=200)
    keep(who, batch, told, reason)


def keep(who: Actor, batch: ImportBatch, told: list[tuple[Entry, Any, date]], reason: str) -> None:
    """Keep the revisions of a part, and what is found of its entries."""
    EntryRevision.objects.bulk_create(
        revision_of(entry, kind=kind, on=day, actor=who, reason=reason, batch=batch) for entry, kind, day in told
    )
    found = [(entry, describe(entry)) for entry, _kind, _day in told]
    index_rows([row_of(entry, what) for entry, what in found if what is not None])


@transaction.atomic
def import_undo(*, actor: Actor, batch: ImportBatch, reason: str) -> tuple[int, int]:
    """Take a file's rows back: (how many, how many were left because somebody changed them since).

    Errors: ACC-001, ACC-002; FLW-001; REG-006 without a reason.
    """
    access.require(actor, "registers.load", batch)
    if not reason.strip():
        raise Problem("REG-006")
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    locked.state = IMPORT.step(locked.state, "undo")
    done = left = 0
    with journal.batch(verb="registers.undo", reason=reason):
        revisions = EntryRevision.objects.filter(batch=locked).select_related("entry__register").order_by("pk")
        for rows in chunks(revisions):
            undone = [row for row in rows if row.entry.revision == row.number]
            left += len(rows) - len(undone)
            done += len(undone)
            take_back(actor, locked, undone, reason)
    locked.undone_at, locked.undone_by = actor.at, actor.label[:200]
    locked.save(update_fields=["state", "undone_at", "undone_by"])
    return done, left


def chunks(rows: Any) -> Iterable[list[EntryRevision]]:
    """Rows, a part at a time."""
    found: list[EntryRevision] = []
    for row in list(rows):
        found.append(row)
        if len(found) == CHUNK:
            yield found
            found = []
    if found:
        yield found


def take_back(who: Actor, batch: ImportBatch, rows: list[EntryRevision], reason: str) -> None:
    """Give entries the values of the revision before, or withdraw those that the file added."""
    numbers = {row.entry_id: row.number - 1 for row in rows}
    before = {
        row.entry_id: row
        for row in EntryRevision.objects.filter(entry__in=numbers)
        if row.number == numbers[row.entry_id]
    }
    told = []
    for row in rows:
        entry, earlier = row.entry, before.get(row.entry_id)
        if earlier is None:
            entry.void = True
        else:
            for name in STATED:
                setattr(entry, name, getattr(earlier, name))
        entry.revision += 1
        entry.changed_at, entry.changed_by = who.at, who.label[:200]
        told.append((entry, RevisionKind.UNDO, row.effective_on))
    entries = [entry for entry, _kind, _day in told]
    Entry.objects.bulk_update(entries, [*ENTRY, "valid_to"], batch_size=200)
    for entry in entries:
        if entry.void:
            search.remove(entry)
    keep(who, batch, told, reason)
