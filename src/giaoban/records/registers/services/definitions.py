"""Registers and their definitions: made from TOML, edited as a draft, published with the migration of every entry."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import (
    Checked,
    Definition,
    Fate,
    Fault,
    Kind,
    Step,
    check_definition,
    compare,
    dump,
    fold,
    key_of,
    load,
    lost,
    migrate,
    removed,
)
from giaoban.records.registers.lookups import Finder
from giaoban.records.registers.models import DefinitionVersion, Entry, EntryRevision, Register, RevisionKind
from giaoban.records.registers.states import VERSION
from giaoban.records.registers.writing import Live, columns, revision_of, stamp

SHOWN = 20
"""Entries that a preview names."""
CHUNK = 1000


@transaction.atomic
def register_create(*, actor: Actor, body_id: int, text: str, owner_unit_id: int | None = None) -> Register:
    """Make a register from a definition in TOML; its first version is in use at once.

    Errors: ACC-001; SCH-001; REG-002 for a code in use; REG-013 for a definition with faults.
    """
    definition = replace(load(text), version=1)
    access.require_in(actor, "registers.define", Register, body_id=body_id, classification=definition.level)
    journal.context(verb="registers.register_create")
    require_sound(definition)
    if Register.objects.filter(body_id=body_id, code=definition.id).exists():
        raise Problem("REG-002", taken=definition.id)
    made = Register.objects.create(
        body_id=body_id,
        code=definition.id,
        name=definition.name,
        owner_unit_id=owner_unit_id,
        classification=definition.level,
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    stamped = {"published_at": actor.at, "published_by": actor.label[:200], "state": "live"}
    make_version(actor, made, definition, number=1, **stamped)
    search.index(made)
    return made


def make_version(
    who: Actor, register: Register, definition: Definition, *, number: int, **more: Any
) -> DefinitionVersion:
    """Store a version of a definition under its number."""
    return DefinitionVersion.objects.create(
        register=register,
        number=number,
        text=dump(replace(definition, version=number)),
        created_at=who.at,
        created_by=who.label[:200],
        **more,
    )


def require_sound(definition: Definition) -> None:
    """Errors: REG-013."""
    if faults := check_definition(definition):
        raise Problem("REG-013", count=len(faults), first=faults[0].sentence)


@transaction.atomic
def draft_open(*, actor: Actor, register: Register) -> DefinitionVersion:
    """The draft of the next version: the one there is, or a copy of the live one with every field remembering its name.

    Errors: ACC-001, ACC-002.
    """
    access.require(actor, "registers.define", register)
    journal.context(verb="registers.draft")
    Register.objects.select_for_update(no_key=True).get(pk=register.pk)
    rows = list(register.versions.order_by("-number"))
    draft = next((row for row in rows if row.state == "draft"), None)
    if draft is not None:
        return draft
    live = next(row for row in rows if row.state == "live")
    fields = tuple(replace(one, was=one.name) if not one.derive else one for one in live.definition.fields)
    return make_version(actor, register, replace(live.definition, fields=fields), number=rows[0].number + 1)


@transaction.atomic
def draft_save(*, actor: Actor, draft: DefinitionVersion, definition: Definition) -> DefinitionVersion:
    """Keep a draft as it was edited, faults and all. Errors: ACC-001, ACC-002, FLW-001 for what is no draft."""
    access.require(actor, "registers.define", draft)
    journal.context(verb="registers.draft")
    locked = DefinitionVersion.objects.select_for_update().get(pk=draft.pk)
    VERSION.step(locked.state, "publish")
    locked.text = dump(replace(definition, version=locked.number, id=draft.register.code))
    locked.save(update_fields=["text"])
    return locked


@transaction.atomic
def draft_drop(*, actor: Actor, draft: DefinitionVersion) -> DefinitionVersion:
    """Give a draft up. Errors: ACC-001, ACC-002, FLW-001."""
    access.require(actor, "registers.define", draft)
    journal.context(verb="registers.draft", reason="Bỏ dự thảo")
    locked = DefinitionVersion.objects.select_for_update().get(pk=draft.pk)
    locked.state = VERSION.step(locked.state, "drop")
    locked.save(update_fields=["state"])
    return locked


@dataclass(slots=True)
class Effect:
    """What a new version does to the entries that there are. spoilt: (entry, its faults), the first of them; emptied: values lost by the
    old field's name, removed: of those how many by the choice that is no more. twice: keys that more than one valid entry would have."""

    steps: list[Step]
    faults: list[Fault]
    total: int = 0
    altered: int = 0
    spoilt_count: int = 0
    spoilt: list[tuple[Entry, tuple[Fault, ...]]] = field(default_factory=list)
    emptied: Counter[str] = field(default_factory=Counter)
    removed: dict[str, Counter[str]] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)

    @property
    def moved(self) -> list[Step]:
        """The fields that do not simply stay."""
        return [step for step in self.steps if step.fate is not Fate.KEPT]


def preview(who: Actor, draft: DefinitionVersion) -> Effect:
    """What publishing a draft would do, computed on every entry of the register; nothing is written.

    Errors: ACC-001, ACC-002.
    """
    access.require(who, "registers.define", draft)
    before = DefinitionVersion.objects.get(register=draft.register_id, state="live")
    after = draft.definition
    effect = Effect(compare(before.definition, after), check_definition(after))
    if not effect.faults:
        keys = Counter[str]()
        for entry, checked in moved_entries(who, draft, before, effect):
            del effect.spoilt[SHOWN:]
            if after.key and entry.valid_to is None:
                keys[fold(key_of(after, checked.values))] += 1
        effect.twice = [key for key, count in keys.items() if count > 1]
    return effect


def moved_entries(who: Actor, draft: DefinitionVersion, before: DefinitionVersion, effect: Effect) -> Any:
    """Each entry of a register with its values under the next version, counted into `effect` on the way."""
    after, steps = draft.definition, effect.steps
    rows = Entry.objects.filter(register=draft.register_id, void=False)
    kinds = {step.old.name for step in steps if step.old is not None and step.old.kind is Kind.UNIT}
    changed_units = any(step.fate is Fate.CONVERTED and step.old and step.old.name in kinds for step in steps)
    names = unit_names(units=rows.values_list("unit_id", flat=True), on=who.on) if changed_units else {}
    finder = Finder(who, draft.register.body_id)
    for entry in rows.select_related("register").order_by("pk").iterator(chunk_size=CHUNK):
        checked = migrate(steps, after, entry.data, finder, names)
        effect.total += 1
        effect.altered += checked.values != entry.data
        count_lost(effect, entry.data, checked)
        if checked.faults and entry.valid_to is None:
            effect.spoilt_count += 1
            effect.spoilt.append((entry, checked.faults))
        yield entry, checked


def count_lost(effect: Effect, before: Mapping[str, Any], checked: Checked) -> None:
    """Count the values of one entry that the next version does not keep, and the choices that are no more."""
    effect.emptied.update(lost(effect.steps, before).keys())
    for step in effect.steps:
        if step.old is None or step.new is None or (value := before.get(step.old.name)) is None:
            continue
        if step.new.name not in checked.values:
            effect.emptied[step.old.name] += 1
        if gone := removed(step.old, step.new, value):
            effect.removed.setdefault(step.old.name, Counter()).update(gone)


@transaction.atomic
def draft_publish(*, actor: Actor, draft: DefinitionVersion, note: str = "") -> Effect:
    """Put a draft into use: it takes the live version's place and every entry moves to it, each with a revision where its values change.

    What cannot be converted is left empty and the entry marked as lacking something; the old value stays in its history.
    Errors: ACC-001, ACC-002; FLW-001; REG-013 for a draft with faults; REG-021 where its key would name two entries.
    """
    access.require(actor, "registers.define", draft)
    register = Register.objects.select_for_update().get(pk=draft.register_id)
    locked = DefinitionVersion.objects.select_for_update().get(pk=draft.pk)
    state = VERSION.step(locked.state, "publish")
    definition = locked.definition
    require_sound(definition)
    if twice := preview(actor, locked).twice:
        raise Problem("REG-021", count=len(twice), first=twice[0])
    with journal.batch(verb="registers.publish", reason=note):
        before = DefinitionVersion.objects.get(register=register, state="live")
        before.state = VERSION.step(before.state, "retire")
        before.save(update_fields=["state"])
        locked.state, locked.note = state, note.strip()[:500]
        locked.published_at, locked.published_by = actor.at, actor.label[:200]
        locked.save(update_fields=["state", "note", "published_at", "published_by"])
        register.name, register.classification = definition.name, definition.level
        register.save(update_fields=["name", "classification"])
        effect = Effect(compare(before.definition, definition), [])
        move_all(actor, Live(register, locked, definition), before, effect)
    search.index(register)
    return effect


def move_all(who: Actor, live: Live, before: DefinitionVersion, effect: Effect) -> None:
    """Move every entry to the live version, a part at a time."""
    entries, revisions = list[Entry](), list[Any]()
    last = last_effective(live.register)
    for entry, checked in moved_entries(who, live.version, before, effect):
        del effect.spoilt[SHOWN:]
        changed = checked.values != entry.data
        stated = columns(live, checked.values, start=entry.valid_from, end=entry.valid_to)
        stated["valid_from"] = entry.valid_from
        number = entry.revision
        stamp(entry, stated, live, who)
        entry.classification = live.register.classification
        entry.lacks = bool(checked.faults) and entry.valid_to is None
        if changed:
            on = last.get(entry.pk, entry.valid_from)
            revisions.append(
                revision_of(entry, kind=RevisionKind.MIGRATE, on=on, actor=who, reason=f"v{live.version.number}")
            )
        else:
            entry.revision = number
        entries.append(entry)
        if len(entries) >= CHUNK:
            store(entries, revisions)
    store(entries, revisions)


def last_effective(register: Register) -> dict[int, Any]:
    """The day from which each entry's last revision holds, by entry."""
    rows = EntryRevision.objects.filter(entry__register=register).order_by("entry", "-number").distinct("entry")
    return dict(rows.values_list("entry_id", "effective_on"))


MOVED = ("version_id", "unit_id", "person_id", "key", "title", "data", "derived", "words", "revision", "lacks",
         "classification", "changed_at", "changed_by", "sort_key")  # fmt: skip


def store(entries: list[Entry], revisions: list[Any]) -> None:
    """Write a part of the entries and their revisions, and empty the lists."""
    Entry.objects.bulk_update(entries, [name.removesuffix("_id") for name in MOVED], batch_size=200)
    EntryRevision.objects.bulk_create(revisions, batch_size=500)
    entries.clear()
    revisions.clear()
