"""The one predicate: from actor and verb to a condition in SQL. Everything else in this room asks it."""

from functools import reduce
from operator import or_

from django.db.models import Exists, ForeignKey, Model, OuterRef, Q, QuerySet

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.kinds import kind_of
from giaoban.ground.access.registry import Policy, is_to_many, policy_of
from giaoban.ground.access.scopes import Scope, scopes, scopes_for, units_of

NOTHING = Q(pk__in=[])
EVERYTHING = Q(pk__isnull=False)


def condition(actor: Actor, verb: str, policy: Policy) -> Q:
    """The condition on `policy.model` under which the actor may do the verb with a row."""
    if actor.kind == "system":
        return EVERYTHING
    if actor.kind == "nobody":
        return NOTHING
    if verb in policy.open_verbs and actor.kind == "user" and actor.post_id is not None:
        return EVERYTHING
    ways = (by_role, by_owner, by_grant, by_parent)
    return reduce(or_, (way(actor, verb, policy) for way in ways))


def by_role(actor: Actor, verb: str, policy: Policy) -> Q:
    """Rows inside the scope of a role: same body, unit within reach, level not above."""
    found = NOTHING
    for scope in scopes_for(actor, verb):
        found |= in_scope(actor, scope, policy)
    return found


def in_scope(actor: Actor, scope: Scope, policy: Policy) -> Q:
    """Rows that one assignment reaches."""
    inside = EVERYTHING
    if policy.body is not None:
        inside &= Q(**{policy.body: scope.body_id})
    if policy.unit is not None and (scope.root is not None or policy.body is None):
        inside &= Q(**{f"{policy.unit}__in": sorted(units_of(actor, scope))})
    if policy.classification is not None:
        inside &= Q(**{f"{policy.classification}__lte": scope.classification})
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
    found = NOTHING
    if verb not in policy.owner_verbs or actor.kind != "user":
        return found
    for path in policy.owner:
        value = owner_value(actor, policy.model, path)
        if value is not None:
            found |= Q(**{path: value})
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
    found = NOTHING
    if actor.person_id is not None:
        found |= Q(subject_kind="person", subject_id=actor.person_id)
    if actor.post_id is not None:
        found |= Q(subject_kind="post", subject_id=actor.post_id)
    for scope in scopes(actor):
        found |= Q(subject_kind="unit", subject_id__in=sorted(units_of(actor, scope)), verb__in=sorted(scope.verbs))
    return found


def by_grant(actor: Actor, verb: str, policy: Policy) -> Q:
    """Rows with a grant in force at the actor's moment; any grant on a row lets the row be seen."""
    from giaoban.ground.access.models import Grant

    key = ("grants", verb if verb != policy.view else None)
    if key not in actor.memory:
        found = Grant.objects.filter(subject(actor), since__lte=actor.at, until__gt=actor.at)
        actor.memory[key] = found if verb == policy.view else found.filter(verb=verb)
    grants: QuerySet[Grant] = actor.memory[key]
    kind = kind_of(policy.model)
    return Q(Exists(grants.filter(content_type_id=kind, object_id=OuterRef("pk"))))


def by_parent(actor: Actor, verb: str, policy: Policy) -> Q:
    """Rows whose parent row the actor may do the verb with; nothing for a policy without parent."""
    if policy.parent is None:
        return NOTHING
    target = leads_to(policy.model, policy.parent)
    above = target._base_manager.filter(condition(actor, verb, policy_of(target)))
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
