"""How an entry is written: its columns from its values, and one revision for each time it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban.ground.access import Actor
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Definition, Fault, Field, Kind, derived, fold, key_of, show
from giaoban.records.registers.lookups import people_names
from giaoban.records.registers.models import DefinitionVersion, Entry, EntryRevision, ImportBatch, Register

STATED = ("version_id", "unit_id", "person_id", "key", "title", "valid_from", "valid_to", "data", "derived")
"""The columns that an entry and its revisions share."""
WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.CHOICES, Kind.YEAR})
MOST_WORDS = 5000


@dataclass(frozen=True, slots=True)
class Live:
    """A register with the version of its definition that is in use."""

    register: Register
    version: DefinitionVersion
    definition: Definition


def live_of(register: Register) -> Live:
    """The register with its live definition. Errors: REG-003 where it has none."""
    version = DefinitionVersion.objects.filter(register=register, state="live").first()
    if version is None:
        raise Problem("REG-003", name=register.name)
    return Live(register, version, version.definition)


def columns(live: Live, values: Mapping[str, Any], *, start: date, end: date | None = None) -> dict[str, Any]:
    """The columns of an entry with these stored values. start: where no field of the definition says from when it is valid."""
    definition = live.definition
    if definition.start and (said := values.get(definition.start)):
        start = date.fromisoformat(said if len(said) == 10 else f"{said}-01")
    key = fold(key_of(definition, values))[:400] if definition.key else ""
    return {
        "version_id": live.version.pk,
        "unit_id": values.get(definition.unit) if definition.unit else None,
        "person_id": values.get(definition.person) if definition.person else None,
        "key": key,
        "title": title_of(definition, values),
        "valid_from": start,
        "valid_to": end,
        "data": dict(values),
        "derived": derived(definition, values, start=start, end=end),
    }


def title_of(definition: Definition, values: Mapping[str, Any]) -> str:
    """The name of an entry for lists: its title fields, else its key, else its first field."""
    names = definition.title or definition.key or tuple(field.name for field in definition.typed[:1])
    fields = [field for name in names if (field := definition.field(name)) is not None]
    people = people_names(
        {values[field.name] for field in fields if field.kind is Kind.PERSON and field.name in values}
    )
    shown = (show(field, values.get(field.name), names=people) for field in fields)
    return " – ".join(filter(None, shown))[:300] or definition.name[:300]


def words_of(definition: Definition, values: Mapping[str, Any]) -> str:
    """What an entry is found by: the words of the fields that are as open as the register itself."""
    fields = (field for field in definition.typed if field.kind in WORDS and field.level <= definition.level)
    return "\n".join(filter(None, (show(field, values.get(field.name)) for field in fields)))[:MOST_WORDS]


def same(entry: Entry, stated: Mapping[str, Any]) -> bool:
    """True where the columns say what the entry says already."""
    return all(getattr(entry, name) == stated[name] for name in STATED)


def revision_of(
    entry: Entry, *, kind: str, on: date, actor: Actor, reason: str = "", batch: ImportBatch | None = None
) -> EntryRevision:
    """The revision that keeps an entry as it stands now; not yet stored."""
    return EntryRevision(
        entry=entry,
        number=entry.revision,
        kind=kind,
        effective_on=on,
        void=entry.void,
        reason=reason.strip()[:500],
        batch=batch,
        at=actor.at,
        by=actor.label[:200],
        **{name: getattr(entry, name) for name in STATED},
    )


def stamp(entry: Entry, stated: Mapping[str, Any], live: Live, actor: Actor) -> Entry:
    """Give an entry its columns and its next number; not yet stored."""
    for name, value in stated.items():
        setattr(entry, name, value)
    entry.sort_key = sort_key(entry.title)
    entry.revision = (entry.revision or 0) + 1 if entry.pk else 1
    entry.words = "\n".join((entry.title, words_of(live.definition, entry.data)))[: MOST_WORDS + 301]
    entry.changed_at, entry.changed_by = actor.at, actor.label[:200]
    return entry


def new_entry(live: Live, stated: Mapping[str, Any], actor: Actor) -> Entry:
    """A new entry of a register; not yet stored."""
    register = live.register
    entry = Entry(register=register, body_id=register.body_id, classification=register.classification)
    return stamp(entry, stated, live, actor)


def taken(live: Live, stated: Mapping[str, Any], *, but: int | None) -> list[Fault]:
    """The key and the unique values that another valid entry of the register has already. One query for each."""
    rows = Entry.objects.filter(register=live.register, void=False, valid_to__isnull=True).exclude(pk=but or 0)
    definition, faults = live.definition, list[Fault]()
    if stated["key"] and stated["valid_to"] is None and (other := rows.filter(key=stated["key"]).first()):
        named = definition.field(definition.key[0])
        assert named is not None  # noqa: S101  (a definition is published with the fields of its key)
        faults.append(used(named, stated["data"], other))
    for field in definition.typed:
        value = stated["data"].get(field.name)
        if field.unique and value is not None and definition.key != (field.name,):
            other = rows.filter(**{f"data__{field.name}": value}).first()
            if other is not None:
                faults.append(used(field, stated["data"], other))
    return faults


def used(field: Field, values: Mapping[str, Any], other: Entry) -> Fault:
    """A value that another entry has."""
    text = show(field, values.get(field.name))
    return Fault(field.name, Problem("REG-004", label=field.label, text=text, other=other.title))
