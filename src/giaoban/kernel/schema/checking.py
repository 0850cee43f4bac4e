"""Is a definition sound? Every fault at once, so that a person corrects them in one go."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from giaoban.kernel.formula import Node, Type, check, names, parse
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema.faults import Fault
from giaoban.kernel.schema.model import Definition, Field, Kind
from giaoban.kernel.schema.reading import NO_LOOKUP, read
from giaoban.kernel.schema.told import worded

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
ID = re.compile(r"[a-z][a-z0-9._-]{0,33}")
"""Short enough to leave room for what is added to it: an indicator's numerator is "<id>.tu"."""
RESERVED = frozenset({"on", "period", "entry", "and", "or", "not", "in", "true", "false", "null"})


def check_definition(definition: Definition) -> list[Fault]:
    """What is wrong with a definition, in the order of its parts; empty where it may be published."""
    return [
        *(() if definition.fields else (Fault("fields", Problem("SCH-008")),)),
        *ids(definition),
        *(fault for row in definition.fields for fault in check_field(row)),
        *mentions(definition),
        *formulas(definition),
        *circles(definition),
        *levels(definition),
        *windows(definition),
    ]


def ids(definition: Definition) -> Iterator[Fault]:
    """Names that are malformed or stand twice, and parts without a word for people."""
    groups = {
        "fields": [(row.name, row.label) for row in definition.fields],
        "warnings": [(row.id, row.label) for row in definition.warnings],
        "indicators": [(row.id, row.name) for row in definition.indicators],
    }
    if not ID.fullmatch(definition.id):
        yield Fault("id", Problem("SCH-002", name=definition.id))
    if not definition.name.strip():
        yield Fault("name_vi", Problem("SCH-010", what=definition.id))
    for group, rows in groups.items():
        seen = set[str]()
        for name, label in rows:
            where = f"{group}.{name}"
            well = NAME.fullmatch(name) and name not in RESERVED if group == "fields" else ID.fullmatch(name)
            if not well:
                yield Fault(where, Problem("SCH-002", name=name))
            if name in seen:
                yield Fault(where, Problem("SCH-003", name=name))
            if not label.strip():
                yield Fault(where, Problem("SCH-010", what=name))
            seen.add(name)


def check_field(row: Field) -> Iterator[Fault]:
    """Choices of a choice, limits and default that fit the type."""
    where = f"fields.{row.name}"
    if row.kind in (Kind.CHOICE, Kind.CHOICES) and not row.choices:
        yield Fault(where, Problem("SCH-006", label=row.label))
    for text in (row.least, row.most, row.default):
        if text and read(row, text, NO_LOOKUP, limits=False)[1] is not None:
            yield Fault(where, Problem("SCH-007", label=row.label))


def mentions(definition: Definition) -> Iterator[Fault]:
    """Fields that other parts name must exist and fit; what every list shows must not be restricted."""
    wanted: dict[str, tuple[Kind, ...]] = {
        "unit": (Kind.UNIT,),
        "person": (Kind.PERSON,),
        "start": (Kind.DATE, Kind.MONTH),
    }
    for part, kinds in wanted.items():
        name = getattr(definition, part)
        row = definition.field(name)
        if name and (row is None or row.kind not in kinds):
            yield Fault(part, Problem("SCH-004", what=part, name=name))
    for part in ("key", "title"):
        for name in getattr(definition, part):
            row = definition.field(name)
            if row is None or row.derive:
                yield Fault(part, Problem("SCH-004", what=part, name=name))
            elif row.level > definition.level:
                yield Fault(part, Problem("SCH-011", label=row.label))
    for number, rule in enumerate(definition.rules, 1):
        if definition.field(rule.field) is None:
            yield Fault(f"rules.{number}", Problem("SCH-004", what=rule.must, name=rule.field))


def formulas(definition: Definition) -> Iterator[Fault]:
    """Each formula: does it read, do its names exist, does it give what is needed."""
    types = definition.types
    for row in definition.fields:
        if row.derive:
            yield from fault_of(f"fields.{row.name}", row.derive, types, row.kind.type)
    for number, rule in enumerate(definition.rules, 1):
        yield from fault_of(f"rules.{number}", rule.must, types, Type.BOOL)
    for warning in definition.warnings:
        yield from fault_of(f"warnings.{warning.id}", warning.when, types, Type.BOOL)
    for indicator in definition.indicators:
        where = f"indicators.{indicator.id}"
        both = set(indicator.formulas)
        if both not in ({"value"}, {"numerator", "denominator"}):
            wanted = worded("value_or_both")
            yield Fault(where, Problem("FML-001", place=1, found=indicator.name, wanted=wanted))
        for text in indicator.formulas.values():
            yield from fault_of(where, text, types, Type.NUMBER, over_entries=True)


def fault_of(
    where: str, text: str, types: Mapping[str, Type], wanted: Type, *, over_entries: bool = False
) -> Iterator[Fault]:
    """The fault of a formula, if it has one."""
    try:
        found = check(parse(text), types, over_entries=over_entries)
        if found not in (wanted, Type.MISSING):
            raise Problem("FML-007", found=found.word, wanted=wanted.word)
    except Problem as problem:
        yield Fault(where, problem)


def circles(definition: Definition) -> Iterator[Fault]:
    """Derived fields that need each other."""
    if rest := circular(definition):
        yield Fault("fields", Problem("SCH-005", names=", ".join(rest)))


def circular(definition: Definition) -> list[str]:
    """The derived fields that cannot be computed because they need each other, themselves, or one that does."""
    return order_of(derivations(definition))[1]


def levels(definition: Definition) -> Iterator[Fault]:
    """Restricted values must not come out elsewhere: in a derived field, in an indicator; a file is seen by whoever sees its entry."""
    own = {row.name: row.level for row in definition.fields if row.level > definition.level}
    for row in definition.fields:
        if row.kind is Kind.FILE and row.name in own:
            yield Fault(f"fields.{row.name}", Problem("SCH-012", label=row.label))
        if (hidden := highest(row.derive, own)) > max(row.level, definition.level):
            yield Fault(f"fields.{row.name}", Problem("SCH-013", what=row.label, level=hidden))
    for one in definition.indicators:
        for text in one.formulas.values():
            if (hidden := highest(text, own)) > max(one.level, definition.level):
                yield Fault(f"indicators.{one.id}", Problem("SCH-013", what=one.name, level=hidden))


def highest(formula: str, own: Mapping[str, int]) -> int:
    """The highest level of the fields that a formula reads; 0 for one that does not read."""
    try:
        return max((own.get(name, 0) for name in names(parse(formula))), default=0) if formula else 0
    except Problem:
        return 0


def derivations(definition: Definition) -> dict[str, Node]:
    """The derived fields whose formula reads, by name."""
    found = {}
    for row in definition.fields:
        if row.derive:
            try:
                found[row.name] = parse(row.derive)
            except Problem:
                continue
    return found


def order_of(nodes: Mapping[str, Node]) -> tuple[list[str], list[str]]:
    """(names in an order in which each comes after those it needs, names that go round in a circle)."""
    waiting = {name: names(node) & set(nodes) for name, node in nodes.items()}
    done: list[str] = []
    while ready := [name for name, needs in waiting.items() if needs <= set(done)]:
        done += ready
        for name in ready:
            del waiting[name]
    return done, list(waiting)


def windows(definition: Definition) -> Iterator[Fault]:
    """The review window's days must be days of a year."""
    if definition.review is None:
        return
    for text in (definition.review.opens, definition.review.closes):
        if day_in_year(text, 2027) is None:
            yield Fault("review", Problem("SCH-009", text=text))


def day_in_year(text: str, year: int) -> date | None:
    """The day "10-15" (month-day) of a year; None where there is none."""
    try:
        return date.fromisoformat(f"{year:04d}-{text}")
    except ValueError:
        return None
