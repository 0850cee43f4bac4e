"""What an actor's post may do, where: read once per actor, in one query for the roles and one per unit root asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from giaoban.ground.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """One assignment of a role, as far as rights need it. `root` None: the whole body, whose area is `area_id`."""

    body_id: int
    area_id: int
    trees: tuple[str, ...]
    root: int | None
    subtree: bool
    classification: int
    verbs: frozenset[str]


def scopes(actor: Actor) -> tuple[Scope, ...]:
    """The assignments of the actor's post that are valid on its date; empty for links, the system and nobody."""
    if actor.kind != "user" or actor.post_id is None or actor.body_id is None:
        return ()
    if "scopes" not in actor.memory:
        actor.memory["scopes"] = tuple(read_scopes(actor.post_id, actor.body_id, actor))
    found: tuple[Scope, ...] = actor.memory["scopes"]
    return found


def read_scopes(post_id: int, body_id: int, actor: Actor) -> Iterable[Scope]:
    """Read a post's assignments valid on the actor's date."""
    from giaoban.ground.access.models import RoleAssignment

    rows = RoleAssignment.objects.on(actor.on).filter(post_id=post_id, body_id=body_id)
    columns = ("body_id", "body__area_id", "body__kind", "unit_id", "subtree", "classification", "role__verbs")
    for body, area_id, kind, unit_id, subtree, level, verbs in rows.order_by("pk").values_list(*columns):
        trees = ("state", "party") if kind == "party" else ("state",)
        yield Scope(body, area_id, trees, unit_id, subtree, level, frozenset(verbs))


def scopes_for(actor: Actor, verb: str) -> tuple[Scope, ...]:
    """The assignments that contain a verb."""
    return tuple(scope for scope in scopes(actor) if verb in scope.verbs)


def units_of(actor: Actor, scope: Scope) -> frozenset[int]:
    """Ids of the units a scope reaches on the actor's date; for a whole body: its area and everything below, for the
    Party in its own tree as well. Units that work for another body are behind its wall, with all below them."""
    root = scope.root or scope.area_id
    trees = scope.trees if scope.subtree or scope.root is None else ()
    key = ("units", root, trees, scope.body_id)
    if key not in actor.memory:
        actor.memory[key] = units_under(root, trees=list(trees), body=scope.body_id, on=actor.on)
    found: frozenset[int] = actor.memory[key]
    return found


def units_under(root: int, *, trees: list[str], body: int, on: date) -> frozenset[int]:
    """The unit and all units below it in any of the trees on a day, as far as they work for `body` or, as areas do, for none; and the units
    that ended by merging or splitting into any of these: what they left is looked after by those who came after them.

    One recursive query.
    """
    from giaoban.ground.org.models import Unit, UnitLineage, UnitParent

    units, links, heirs = (connection.ops.quote_name(m._meta.db_table) for m in (Unit, UnitParent, UnitLineage))
    statement = f"""
        WITH RECURSIVE reach(id) AS (
            SELECT id FROM {units} WHERE id = %(root)s AND coalesce(body_id, %(body)s) = %(body)s
            UNION
            SELECT unit.id FROM reach JOIN LATERAL (
                SELECT link.unit_id AS id FROM {links} link
                WHERE link.parent_id = reach.id AND link.tree = ANY(%(trees)s::text[]) AND link.valid_from <= %(on)s
                  AND (link.valid_to IS NULL OR link.valid_to > %(on)s)
                UNION ALL
                SELECT old.id FROM {heirs} heir JOIN {units} old ON old.id = heir.source_id AND old.valid_to <= %(on)s
                WHERE heir.target_id = reach.id AND heir.kind = ANY(%(became)s) AND heir."on" <= %(on)s
            ) step ON true
            JOIN {units} unit ON unit.id = step.id AND coalesce(unit.body_id, %(body)s) = %(body)s
        )
        SELECT id FROM reach"""  # noqa: S608  (the tables' names are ours)
    # Kinds as a parameter, not in the text: the journal takes a statement with the word for a write, and would open a transaction.
    became = ["merge", "split"]
    with connection.cursor() as cursor:
        cursor.execute(statement, {"root": root, "trees": trees, "body": body, "on": on, "became": became})
        return frozenset(row[0] for row in cursor.fetchall())
