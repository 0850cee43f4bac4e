"""One entry: what was typed -> stored values and faults; derived values; warnings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from giaoban.kernel.formula import Node, Value, compiled, names, parse
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema.checking import derivations, order_of
from giaoban.kernel.schema.faults import Fault
from giaoban.kernel.schema.model import Definition, Warn
from giaoban.kernel.schema.reading import Lookup, Stored, fault, formula_value, read, stored_of

Body = Mapping[str, Stored]
"""Stored values by the name of their field; missing ones are left out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What an entry becomes, and what is wrong with it; without faults it may be stored."""

    values: dict[str, Any]
    faults: tuple[Fault, ...]


@lru_cache(maxsize=2048)
def step_of(text: str) -> Any:
    """A formula that was checked, ready to compute."""
    return compiled(parse(text))


@lru_cache(maxsize=256)
def derived_order(definition: Definition) -> tuple[str, ...]:
    """The derived fields in an order in which they can be computed."""
    nodes: dict[str, Node] = derivations(definition)
    return tuple(order_of(nodes)[0])


@lru_cache(maxsize=256)
def derivers(definition: Definition) -> tuple[tuple[str, Any], ...]:
    """The derived fields with what computes them, in that order."""
    texts = {field.name: field.derive for field in definition.fields}
    return tuple((name, step_of(texts[name])) for name in derived_order(definition))


@lru_cache(maxsize=256)
def dated(definition: Definition) -> frozenset[str]:
    """The derived fields that hang on the day asked about, themselves or through others: they are never stored, see `derived_on`."""
    nodes, found = derivations(definition), set[str]()
    for name in derived_order(definition):
        if names(nodes[name]) & {"on", *found}:
            found.add(name)
    return frozenset(found)


def validate(definition: Definition, typed: Mapping[str, object], lookup: Lookup) -> Checked:
    """Read every field that people fill in; then required values and the rules. Names that are no field are ignored."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in definition.typed:
        stored, wrong = read(field, typed.get(field.name), lookup)
        if wrong is not None:
            faults.append(wrong)
        elif stored is not None:
            values[field.name] = stored
        elif field.required:
            faults.append(fault(field, "SCH-020"))
    return Checked(values, (*faults, *broken(definition, values)))


def broken(definition: Definition, values: Body) -> list[Fault]:
    """The rules that stored values break; a rule over a missing value is not broken."""
    if not definition.rules:
        return []
    row = row_of(definition, values)
    rules = (rule for rule in definition.rules if step_of(rule.must)(row) is False)
    return [Fault(rule.field, Problem("SCH-029", say=rule.say)) for rule in rules]


def row_of(
    definition: Definition, values: Body, *, start: date | None = None, end: date | None = None, on: date | None = None
) -> dict[str, Value]:
    """An entry as formulas see it, derived fields included. start, end: the entry's own days; on: the day asked about."""
    row: dict[str, Value] = {"entry.start": start, "entry.end": end, "on": on}
    for field in definition.typed:
        row[field.name] = formula_value(field, values.get(field.name))
    for name, step in derivers(definition):
        row[name] = step(row)
    return row


def derived(
    definition: Definition, values: Body, *, start: date | None = None, end: date | None = None
) -> dict[str, Stored]:
    """The derived values that hang on the entry alone, as they are stored; what hangs on a day asked about is missing here."""
    row = row_of(definition, values, start=start, end=end)
    found = {name: stored_of(row[name]) for name in derived_order(definition)}
    return {name: value for name, value in found.items() if value is not None}


def derived_on(definition: Definition, row: Mapping[str, Value]) -> dict[str, Stored]:
    """The derived values that hang on the day of an entry (`row_of` with `on`), as stored ones are written; missing ones are left out."""
    found = {name: stored_of(row[name]) for name in sorted(dated(definition))}
    return {name: value for name, value in found.items() if value is not None}


def warned(definition: Definition, row: Mapping[str, Value]) -> tuple[Warn, ...]:
    """The warnings that hold for an entry (`row_of` with `on`)."""
    return tuple(warning for warning in definition.warnings if step_of(warning.when)(row) is True)


def key_of(definition: Definition, values: Body) -> str:
    """What names an entry in its register: its key fields, folded together; empty for a register without key."""
    return " | ".join(str(values.get(name, "")) for name in definition.key)
