"""The one predicate: from actor and verb to a condition in SQL. Everything else in this room asks it."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.kinds import kind_of
from giaoban.ground.access.registry import Policy, is_to_many, policy_of
from giaoban.ground.access.scopes import Scope, scopes, scopes_for, units_of

if TYPE_CHECKING:
    from giaoban.ground.access.models import Grant

NOTHING = Q(pk__in=[])
EVERYTHING = Q(pk__isnull=False)


def condition(actor: Actor, verb: str, policy: Policy) -> Q:
    """The condition on `policy.model` under which the actor may do the verb with a row."""
    if is_open(actor, verb, policy):
        return EVERYTHING
    if actor.kind == "nobody":
        return NOTHING
    return any_of(by_grant(actor, verb, policy), without_grant(actor, verb, policy))


def is_open(actor: Actor, verb: str, policy: Policy) -> bool:
    """True where every row is the actor's to do the verb with: the system, and open verbs for whoever acts as a post."""
    if actor.kind == "system":
        return True
    return verb in policy.open_verbs and actor.kind == "user" and actor.post_id is not None


def without_grant(actor: Actor, verb: str, policy: Policy) -> Q:
    """The part of the condition that no grant on the row itself gives: role, owner, or the row's parent."""
    return any_of(*(way(actor, verb, policy) for way in (by_role, by_owner, by_parent)))


def any_of(*conditions: Q) -> Q:
    """One of the conditions; those that nothing fulfils are left out, so that they cost nothing."""
    return reduce(or_, [part for part in conditions if part != NOTHING] or [NOTHING])


def by_role(actor: Actor, verb: str, policy: Policy) -> Q:
    """Rows inside the scope of a role: same body, unit within reach, level not above."""
    return any_of(
        *(in_scope(actor, scope, policy, wide=verb in policy.wide_verbs) for scope in scopes_for(actor, verb))
    )


def in_scope(actor: Actor, scope: Scope, policy: Policy, *, wide: bool = False) -> Q:
    """Rows that one assignment reaches. wide: besides those of its units, settled rows of level 0 of its whole body."""
    inside = EVERYTHING
    if policy.body is not None:
        inside &= Q(**{policy.body: scope.body_id})
    if policy.unit is not None and (scope.root is not None or policy.body is None):
        inside &= Q(**{f"{policy.unit}__in": sorted(units_of(actor, scope))})
    if policy.classification is not None:
        inside &= Q(**{f"{policy.classification}__lte": scope.classification})
    if wide and policy.body is not None and policy.classification is not None and scope.root is not None:
        inside |= Q(**{policy.body: scope.body_id, policy.classification: 0, **dict(policy.wide_where)})
    if policy.body is not None and policy.bodyless:
        inside |= Q(**{f"{policy.body}__isnull": True})
    return once(policy, inside)


def once(policy: Policy, inside: Q) -> Q:
    """The condition in a form that gives each row once, also where body or unit lie over a relation to many."""
    paths = [path for path in (policy.body, policy.unit, *policy.owner) if path is not None]
    if any(is_to_many(policy.model, path) for path in paths):
        return Q(Exists(policy.model._base_manager.filter(inside, pk=OuterRef("pk"))))
    return inside


def by_owner(actor: Actor, verb: str, policy: Policy) -> Q:
    """Rows whose owner the actor is, inside its own body."""
    if verb not in policy.owner_verbs or actor.kind != "user":
        return NOTHING
    values = {path: owner_value(actor, policy.model, path) for path in policy.owner}
    found = any_of(*(Q(**{path: value}) for path, value in values.items() if value is not None))
    if policy.body is not None:
        found &= Q(**{policy.body: actor.body_id})
    return once(policy, found)


def owner_value(actor: Actor, model: type[Model], path: str) -> int | None:
    """The actor's own id of the kind the path leads to: post, person, account or unit. Errors: LookupError for another kind."""
    target = leads_to(model, path)
    ids = {
        "org.Post": actor.post_id,
        "org.Person": actor.person_id,
        "org.Unit": actor.unit_id,
        "directory.User": actor.user_id,
    }
    try:
        return ids[target._meta.label]
    except KeyError:
        raise LookupError(f"{model.__name__}.{path} leads to {target._meta.label}, which cannot own") from None


def subject(actor: Actor) -> Q:
    """Grants whose subject is the actor: its person, its post, its link, or a unit its roles reach, for verbs of those roles."""
    if actor.kind == "link":
        return Q(subject_kind="link", subject_id=actor.link_id)
    own = {"person": actor.person_id, "post": actor.post_id}
    return any_of(
        *(Q(subject_kind=kind, subject_id=number) for kind, number in own.items() if number is not None),
        *(
            Q(subject_kind="unit", subject_id__in=sorted(units_of(actor, scope)), verb__in=sorted(scope.verbs))
            & own_side(scope)
            for scope in scopes(actor)
        ),
    )


def own_side(scope: Scope) -> Q:
    """Grants to a unit that a scope may take: to a unit that works for its body, and to an area only from its side of the Party's wall.

    An area belongs to no body, so that the scopes of both sides reach it; `Grant.body` is the body of the row that was lent.
    """
    from giaoban.ground.org.models import Unit

    party = Q(body__kind="party")
    works_here = Q(subject_id__in=Unit.objects.filter(body=scope.body_id).values("pk"))
    return works_here | (party if "party" in scope.trees else ~party)


def by_grant(actor: Actor, verb: str, policy: Policy) -> Q:
    """Rows with a grant in force at the actor's moment; any grant on a row lets the row be seen."""
    grants = grants_of(actor) if verb == policy.view else grants_of(actor).filter(verb=verb)
    return Q(Exists(grants.filter(content_type_id=kind_of(policy.model), object_id=OuterRef("pk"))))


def grants_of(actor: Actor) -> "QuerySet[Grant]":
    """Every grant of the actor in force at its moment."""
    from giaoban.ground.access.models import Grant

    if "grants" not in actor.memory:
        actor.memory["grants"] = Grant.objects.filter(subject(actor), since__lte=actor.at, until__gt=actor.at)
    found: QuerySet[Grant] = actor.memory["grants"]
    return found


def by_parent(actor: Actor, verb: str, policy: Policy) -> Q:
    """Rows whose parent row the actor may do the verb with; nothing for a policy without parent."""
    if policy.parent is None:
        return NOTHING
    target = leads_to(policy.model, policy.parent)
    seen = condition(actor, verb, policy_of(target))
    if seen == NOTHING:
        return NOTHING
    above = target._base_manager.filter(seen)
    return Q(Exists(above.filter(pk=OuterRef(policy.parent))))


def leads_to(model: type[Model], path: str) -> type[Model]:
    """The model at the end of a chain of foreign keys. Errors: LookupError for a path that is none."""
    target = model
    for name in path.split("__"):
        field = target._meta.get_field(name)
        if not isinstance(field, ForeignKey):
            raise LookupError(f"{model.__name__}.{path} is no chain of foreign keys")
        target = field.related_model
    return target
