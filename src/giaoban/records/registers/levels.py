"""Restricted fields: which fields of an entry an actor may see; one rule for list, filter, sort, search, export, form and history."""

from collections.abc import Iterable
from dataclasses import replace

from giaoban.ground.access import Actor
from giaoban.ground.access.scopes import scopes_for, units_of
from giaoban.kernel.formula import names, parse
from giaoban.kernel.schema import Definition, Field

EVERYTHING = 99


def level_at(actor: Actor, unit_id: int | None) -> int:
    """The highest level that the actor's roles let it read at a unit; 0 for who reads by a grant or a link alone."""
    if actor.kind == "system":
        return EVERYTHING
    reaching = (
        scope
        for scope in scopes_for(actor, "registers.view")
        if scope.root is None or (unit_id is not None and unit_id in units_of(actor, scope))
    )
    return max((scope.classification for scope in reaching), default=0)


def level_everywhere(actor: Actor) -> int:
    """The level that the actor may read wherever it sees entries: what lists filter, sort and export by."""
    if actor.kind == "system":
        return EVERYTHING
    found = scopes_for(actor, "registers.view")
    whole = [scope.classification for scope in found if scope.root is None]
    return max(whole) if whole else min((scope.classification for scope in found), default=0)


def needed(field: Field, definition: Definition) -> int:
    """The level that a field asks for: a field without its own is as open as its register."""
    return field.level if field.level > definition.level else 0


def fields_at(definition: Definition, level: int) -> tuple[Field, ...]:
    """The fields that may be read with a level."""
    return tuple(field for field in definition.fields if needed(field, definition) <= level)


def narrowed(definition: Definition, level: int) -> Definition:
    """The definition as somebody with a level sees it: without the fields above it, and the rules and warnings that read them."""
    kept = fields_at(definition, level)
    if len(kept) == len(definition.fields):
        return definition
    hidden = {field.name for field in definition.fields} - {field.name for field in kept}
    return replace(
        definition,
        fields=kept,
        rules=tuple(rule for rule in definition.rules if open_to(rule.must, hidden)),
        warnings=tuple(warning for warning in definition.warnings if open_to(warning.when, hidden)),
    )


def open_to(formula: str, hidden: Iterable[str]) -> bool:
    """True where a formula reads none of the hidden fields."""
    return not names(parse(formula)) & set(hidden)
