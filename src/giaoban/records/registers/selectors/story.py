"""The history of an entry as its register tells it: each revision with what became different, restricted fields left out."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.schema import Kind, show
from giaoban.records.registers.levels import fields_at, level_at
from giaoban.records.registers.lookups import people_names
from giaoban.records.registers.models import Entry, EntryRevision
from giaoban.records.registers.selectors.entries import file_names


@dataclass(frozen=True, slots=True)
class Told:
    """One revision and what it changed: (label, before, after)."""

    revision: EntryRevision
    changes: list[tuple[str, str, str]]


def story(actor: Actor, entry: Entry) -> list[Told]:
    """Every revision of an entry, the newest first. A fixed number of queries."""
    level = level_at(actor, entry.unit_id)
    rows = list(entry.revisions.select_related("version", "batch").order_by("number"))
    names = names_in(actor, rows, level)
    told = []
    before: EntryRevision | None = None
    for row in rows:
        told.append(Told(row, differences(before, row, names, level)))
        before = row
    return told[::-1]


def names_in(actor: Actor, rows: list[EntryRevision], level: int) -> dict[Kind, dict[int, str]]:
    """The names of units, people and files in any revision."""
    wanted: dict[Kind, set[int]] = {Kind.UNIT: set(), Kind.PERSON: set(), Kind.FILE: set()}
    for row in rows:
        for one in fields_at(row.version.definition, level):
            if one.kind in wanted and isinstance(row.data.get(one.name), int):
                wanted[one.kind].add(row.data[one.name])
    return {
        Kind.UNIT: unit_names(units=wanted[Kind.UNIT], on=actor.on) if wanted[Kind.UNIT] else {},
        Kind.PERSON: people_names(wanted[Kind.PERSON]),
        Kind.FILE: file_names(wanted[Kind.FILE]),
    }


def differences(
    before: EntryRevision | None, after: EntryRevision, names: dict[Kind, dict[int, str]], level: int
) -> list[tuple[str, str, str]]:
    """What a revision says otherwise than the one before it, by the labels of the definition it was written under."""
    old = said(before, names, level) if before is not None else {}
    new = said(after, names, level)
    labels = list(dict.fromkeys((*new, *old)))
    return [
        (label, old.get(label, ""), new.get(label, "")) for label in labels if old.get(label, "") != new.get(label, "")
    ]


def said(row: EntryRevision, names: dict[Kind, dict[int, str]], level: int) -> dict[str, str]:
    """A revision's values as people read them, by label, with its own days."""
    definition = row.version.definition
    found: dict[str, Any] = {
        one.label: show(one, row.data.get(one.name), names=names.get(one.kind))
        for one in fields_at(definition, level)
        if not one.derive
    }
    if not definition.start:
        found[_("Có hiệu lực từ ngày")] = f"{row.valid_from:%d/%m/%Y}"
    found[_("Hết hiệu lực từ ngày")] = f"{row.valid_to:%d/%m/%Y}" if row.valid_to else ""
    return found
