"""A formula tried while it is typed: where it is wrong, what kind of value it gives, and its value on the first entries of the register.

Nothing is written. A value is never shown to who may not read every field it is computed from, whatever the draft says of their levels.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.access import Actor
from giaoban.kernel.formula import Node, Span, Type, Value, check, compiled, names, over, parse
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import (
    NO_LOOKUP,
    Definition,
    Field,
    check_definition,
    circular,
    compare,
    formula_value,
    migrate,
    show,
    stored_of,
)
from giaoban.records.figures.printing import in_language, written
from giaoban.records.registers.asked import Asked
from giaoban.records.registers.levels import level_at, needed
from giaoban.records.registers.selectors import entries
from giaoban.records.registers.writing import Live

SAMPLES = 3
PLACES = Decimal("0.000001")
LABELS = {
    "on": gettext_lazy("ngày xem (chỉ có trong cảnh báo và chỉ tiêu)"),
    "entry.start": gettext_lazy("ngày bắt đầu của mục"),
    "entry.end": gettext_lazy("ngày kết thúc của mục"),
}
KINDS = {
    Type.NUMBER: gettext_lazy("số"),
    Type.DATE: gettext_lazy("ngày"),
    Type.TEXT: gettext_lazy("chữ"),
    Type.BOOL: gettext_lazy("đúng/sai"),
    Type.LIST: gettext_lazy("danh sách lựa chọn"),
    Type.SPAN: gettext_lazy("khoảng thời gian"),
    Type.MISSING: gettext_lazy("giá trị trống"),
}
WORD = re.compile(r"\w+|.|$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A formula as it stands in the editor. where: its part of the definition, as faults name it; wanted: the kind of value that is
    needed there; over_entries: it runs over many entries; dated: it may ask for the day (`on`); measure: the unit of what it gives."""

    text: str
    where: str
    wanted: Type
    over_entries: bool = False
    dated: bool = False
    measure: str = ""
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry and what the formula gives for it; without a value the labels of what is missing, or `hidden`."""

    title: str
    value: str
    missing: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a formula. problem: why it cannot stand, with the text before, at and after the place; else its kind and values.

    together: the value over all the samples, for a formula over entries.
    """

    problem: Problem | None = None
    place: tuple[str, str, str] | None = None
    kind: Type | None = None
    measure: str = ""
    samples: tuple[Sample, ...] = ()
    together: Sample | None = None

    @property
    def words(self) -> str:
        """The kind of value in words."""
        return "" if self.kind is None else str(KINDS[self.kind])


def tried(who: Actor, live: Live, definition: Definition, typed: Typed) -> Tried:
    """Try a formula of a draft: check it, then compute it on the first entries that the actor may see. Two queries at most."""
    try:
        node = parse(typed.text)
        kind = check(node, definition.types, over_entries=typed.over_entries)
        if kind not in (typed.wanted, Type.MISSING):
            raise Problem("FML-007", found=kind.word, wanted=typed.wanted.word)
        require_fit(definition, typed)
    except Problem as problem:
        return Tried(problem, place_of(problem, typed.text))
    trial = Trial(who, live, definition, typed, node)
    rows = list(entries(who, live, Asked())[:SAMPLES])
    samples = tuple(trial.sample(row) for row in rows)
    together = trial.together(rows) if typed.over_entries and len(rows) > 1 else None
    return Tried(None, None, kind, typed.measure, samples, together)


def require_fit(definition: Definition, typed: Typed) -> None:
    """Errors: SCH-005 for a derived field that needs itself, SCH-013 for restricted values that would come out."""
    if typed.field is not None and typed.field.name in (ring := circular(definition)):
        raise Problem("SCH-005", names=", ".join(ring))
    for fault in check_definition(definition):
        if fault.where == typed.where and fault.problem.code == "SCH-013":
            raise fault.problem


def place_of(problem: Problem, text: str) -> tuple[str, str, str] | None:
    """The text before, at and after the place that a problem names."""
    place = problem.fields.get("place")
    if not isinstance(place, int):
        return None
    at = min(max(place - 1, 0), len(text))
    found = WORD.match(text, at)
    end = found.end() if found else at
    return text[:at], text[at:end], text[end:]


class Trial:
    """One formula at work on entries."""

    def __init__(self, who: Actor, live: Live, definition: Definition, typed: Typed, node: Node) -> None:
        self.who, self.live, self.typed, self.node = who, live, typed, node
        self.definition = definition
        self.steps = compare(live.definition, definition)
        self.plain = replace(definition, fields=definition.typed, rules=())
        self.derived = sound(definition)
        self.reads = closure(names(node), self.derived)
        month = who.on.replace(day=1)
        self.moment: dict[str, Value] = {"on": who.on, "period.start": month, "period.end": Span(1).after(month)}

    def row(self, entry: Any) -> dict[str, Value]:
        """An entry as the draft would read it; derived fields that are not sound are missing."""
        values = migrate(self.steps, self.plain, entry.data, NO_LOOKUP, {}).values
        row: dict[str, Value] = {"entry.start": entry.valid_from, "entry.end": entry.valid_to}
        row["on"] = self.who.on if self.typed.dated else None
        for field in self.plain.fields:
            row[field.name] = formula_value(field, values.get(field.name))
        for name, node in self.derived.items():
            row[name] = compiled(node)(row)
        return row

    def hidden(self, entry: Any) -> bool:
        """Whether the formula reads a field that the actor may not read there: by the draft, or by the version in use."""
        level = level_at(self.who, entry.unit_id)
        before = {step.new.name: step.old for step in self.steps if step.new is not None and step.old is not None}
        return any(
            needed(field, self.definition) > level
            or (field.name in before and needed(before[field.name], self.live.definition) > level)
            for field in self.definition.fields
            if field.name in self.reads
        )

    def sample(self, entry: Any) -> Sample:
        """What the formula gives for one entry."""
        if self.hidden(entry):
            return Sample(entry.title, "", hidden=True)
        row = self.row(entry)
        value = over(self.node, [row], self.moment).value if self.typed.over_entries else compiled(self.node)(row)
        return Sample(entry.title, self.told(value), self.missing(row) if value is None else ())

    def together(self, rows: list[Any]) -> Sample:
        """What it gives for all of them."""
        if any(self.hidden(entry) for entry in rows):
            return Sample("", "", hidden=True)
        return Sample("", self.told(over(self.node, [self.row(entry) for entry in rows], self.moment).value))

    def missing(self, row: Mapping[str, Value]) -> tuple[str, ...]:
        """The labels of the fields that a formula reads and that are empty."""
        labels = LABELS | {field.name: field.label or field.name for field in self.definition.fields}
        return tuple(str(labels.get(name, name)) for name in sorted(names(self.node)) if row.get(name) is None)

    def told(self, value: Value) -> str:
        """A value as people read it, with its unit of measure."""
        if value is None:
            return ""
        if isinstance(value, Decimal):
            value = value.quantize(PLACES, ROUND_HALF_UP)
            said = written(value.normalize() if value else Decimal(0))
            return f"{said} {self.typed.measure}".strip()
        if isinstance(value, bool):
            return str(_("Đúng") if value else _("Sai"))
        if self.typed.field is not None:
            return in_language(show(self.typed.field, stored_of(value)))
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def sound(definition: Definition) -> dict[str, Node]:
    """The derived fields that can be computed, in an order in which each comes after those it needs."""
    waiting = {field.name: field for field in definition.fields if field.derive}
    known = {field.name: field.kind.type for field in definition.typed}
    known |= {name: kind for name, kind in definition.types.items() if name not in waiting}
    found: dict[str, Node] = {}
    while True:
        before = len(found)
        for name, field in list(waiting.items()):
            try:
                node = parse(field.derive)
                if check(node, known) not in (field.kind.type, Type.MISSING):
                    continue
            except Problem:
                continue
            found[name], known[name] = node, field.kind.type
            del waiting[name]
        if len(found) == before:
            return found


def closure(wanted: frozenset[str], derived: Mapping[str, Node]) -> frozenset[str]:
    """The names that are read, also by the derived fields among them."""
    found, waiting = set[str](), set(wanted)
    while waiting:
        name = waiting.pop()
        found.add(name)
        if name in derived:
            waiting |= names(derived[name]) - found
    return frozenset(found)
