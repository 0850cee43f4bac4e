"""What an actor's post may do, where: read once per actor, in one query for the roles and one per unit root asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from giaoban.ground.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """One assignment of a role, as far as rights need it. `root` None: the whole body."""

    body_id: int
    root: int | None
    subtree: bool
    classification: int
    verbs: frozenset[str]


def scopes(actor: Actor) -> tuple[Scope, ...]:
    """The assignments of the actor's post that are valid on its date; empty for links, the system and nobody."""
    if actor.kind != "user" or actor.post_id is None:
        return ()
    if "scopes" not in actor.memory:
        actor.memory["scopes"] = tuple(read_scopes(actor.post_id, actor))
    found: tuple[Scope, ...] = actor.memory["scopes"]
    return found


def read_scopes(post_id: int, actor: Actor) -> Iterable[Scope]:
    """Read a post's assignments valid on the actor's date."""
    from giaoban.ground.access.models import RoleAssignment

    rows = RoleAssignment.objects.filter(post_id=post_id, body_id=actor.body_id, valid_from__lte=actor.on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=actor.on)
    )
    for body_id, unit_id, subtree, level, verbs in rows.order_by("pk").values_list(
        "body_id", "unit_id", "subtree", "classification", "role__verbs"
    ):
        yield Scope(body_id, unit_id, subtree, level, frozenset(verbs))


def scopes_for(actor: Actor, verb: str) -> tuple[Scope, ...]:
    """The assignments that contain a verb."""
    return tuple(scope for scope in scopes(actor) if verb in scope.verbs)


def units_of(actor: Actor, scope: Scope) -> frozenset[int]:
    """Ids of the units a scope reaches on the actor's date; for a whole body: its area and everything below, in every tree."""
    if scope.root is not None and not scope.subtree:
        return frozenset({scope.root})
    key = ("units", scope.body_id, scope.root)
    if key not in actor.memory:
        actor.memory[key] = read_units(actor, scope)
    found: frozenset[int] = actor.memory[key]
    return found


def read_units(actor: Actor, scope: Scope) -> frozenset[int]:
    """Read the reach of a scope, one query per tree."""
    from giaoban.ground.org.models import Body
    from giaoban.ground.org.selectors import unit_ids_under

    body = Body.objects.only("kind", "area_id").get(pk=scope.body_id)
    trees = ("state", "party") if body.kind == "party" else ("state",)
    root = scope.root or body.area_id
    return frozenset({root}.union(*(unit_ids_under(root, tree=tree, on=actor.on) for tree in trees)))
