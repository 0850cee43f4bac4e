"""What becomes of entries when a definition changes: kept, renamed, converted, lost, or in need of a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from giaoban.kernel.schema.entry import Body, Checked, broken
from giaoban.kernel.schema.faults import Fault
from giaoban.kernel.schema.model import NUMBERS, REFERENCES, Definition, Field, Kind
from giaoban.kernel.schema.reading import Lookup, choice_of, fault, no_choice, read, show, take_number


class Fate(Enum):
    """What becomes of the values of one field."""

    KEPT = "kept"
    RENAMED = "renamed"
    CONVERTED = "converted"
    ADDED = "added"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Step:
    """One field: `old` in the version before (None: added), `new` in the next one (None: lost)."""

    fate: Fate
    old: Field | None
    new: Field | None


def compare(before: Definition, after: Definition) -> list[Step]:
    """The fate of every field that people fill in: in the order of the new version, lost ones last. Derived ones are computed anew."""
    taken, steps = set[str](), list[Step]()
    for new in after.typed:
        old = before.field(new.was) if new.was else None
        old = old or before.field(new.name)
        if old is None or old.derive or old.name in taken:
            steps.append(Step(Fate.ADDED, None, new))
            continue
        taken.add(old.name)
        steps.append(Step(fate_of(old, new), old, new))
    return [*steps, *(Step(Fate.LOST, old, None) for old in before.typed if old.name not in taken)]


def fate_of(old: Field, new: Field) -> Fate:
    """Converted where values may have to be read anew; else renamed or kept."""
    shape = ("kind", "digits", "least", "most", "longest", "choices")
    if any(getattr(old, name) != getattr(new, name) for name in shape):
        return Fate.CONVERTED
    return Fate.KEPT if old.name == new.name else Fate.RENAMED


def migrate(steps: list[Step], after: Definition, values: Body, lookup: Lookup, names: Mapping[int, str]) -> Checked:
    """An entry's values under the next version, and what is wrong with them there: what cannot be converted, what is needed and missing,
    what a rule refuses. names: of units and persons, for those that become text.

    Lost values are in `lost`; they stay in the entry's earlier revisions.
    """
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for step in steps:
        if step.new is None:
            continue
        stored = values.get(step.old.name) if step.old is not None else None
        if stored is None:
            stored = read(step.new, step.new.default, lookup)[0] if step.new.default else None
        elif step.fate is Fate.CONVERTED and step.old is not None:
            stored, wrong = converted(step.old, step.new, stored, lookup, names)
            if wrong is not None:
                faults.append(wrong)
                continue
        if stored is not None:
            found[step.new.name] = stored
        elif step.new.required:
            faults.append(fault(step.new, "SCH-020"))
    return Checked(found, (*faults, *broken(after, found)))


def converted(
    old: Field, new: Field, stored: Any, lookup: Lookup, names: Mapping[int, str]
) -> tuple[Any | None, Fault | None]:
    """A stored value under another type or other limits: a number stays that number, a code that code, else it is read as people see it."""
    if old.kind is new.kind and new.kind in REFERENCES:
        return stored, None
    if old.kind in NUMBERS and new.kind in NUMBERS:
        return take_number(new, Decimal(stored), show(old, stored))
    if gone := removed(old, new, stored):
        return None, no_choice(new, gone[0])
    if old.kind is new.kind:
        return read(new, stored, lookup)
    return read(new, show(old, stored, names=names), lookup)


def removed(old: Field, new: Field, stored: Any) -> list[str]:
    """The labels of the choices in a stored value that the new field offers no more; none where either is no field of choices."""
    if old.kind is not new.kind or new.kind not in (Kind.CHOICE, Kind.CHOICES):
        return []
    codes: list[str] = stored if isinstance(stored, list) else [stored]
    return [dict(old.choices).get(code, code) for code in codes if choice_of(new, code) is None]


def lost(steps: list[Step], values: Body) -> dict[str, Any]:
    """The values that have no field any more, by the old field's name."""
    gone = [step.old.name for step in steps if step.fate is Fate.LOST and step.old is not None]
    return {name: values[name] for name in gone if name in values}
