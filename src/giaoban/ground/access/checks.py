"""The questions rooms ask: what is visible, may this be done, may this be made."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.predicate import condition
from giaoban.ground.access.registry import Policy, policy_of, registered
from giaoban.ground.access.scopes import Scope, scopes, scopes_for, units_of
from giaoban.ground.access.verbs import declared, known
from giaoban.kernel.problems import Problem

M = TypeVar("M", bound=Model)


class Place(NamedTuple):
    """Where a new row would lie."""

    body_id: int | None
    unit_id: int | None
    classification: int


def visible(actor: Actor, verb: str, queryset: QuerySet[M]) -> QuerySet[M]:
    """Narrow a queryset to the rows with which the actor may do the verb: one condition in SQL, whatever the number of rows.

    Used alike by list, count, search, export, attachment, get and API. Errors: LookupError for an undeclared verb or a model without
    policy (mistakes of ours).
    """
    return queryset.filter(condition(actor, known(verb), policy_of(queryset.model)))


def allowed(actor: Actor, verb: str, obj: Model) -> bool:
    """True where the actor may do the verb with this stored row; the answer is the database's, not the instance's."""
    return visible(actor, verb, type(obj)._base_manager.filter(pk=obj.pk)).exists()


def allowed_verbs(actor: Actor, obj: Model, verbs: Iterable[str]) -> frozenset[str]:
    """Those of `verbs` that the actor may do with the row, in one query: for the buttons of a page."""
    wanted = [known(verb) for verb in verbs]
    model = type(obj)
    row = {
        f"may_{place}": Exists(visible(actor, verb, model._base_manager.filter(pk=OuterRef("pk"))))
        for place, verb in enumerate(wanted)
    }
    answers = model._base_manager.filter(pk=obj.pk).values_list(*row.values()).first() or ()
    return frozenset(verb for verb, answer in zip(wanted, answers, strict=False) if answer)


def require(actor: Actor, verb: str, obj: Model) -> None:
    """Refuse unless the actor may do the verb with the row.

    Errors: ACC-001 (403) for somebody who may see the row, ACC-002 (404) for somebody who may not even know of it.
    """
    if allowed(actor, verb, obj):
        return
    view = policy_of(type(obj)).view
    if verb != view and allowed(actor, view, obj):
        raise Problem("ACC-001", what=str(declared()[verb]).lower())
    raise Problem("ACC-002")


def require_in(
    actor: Actor,
    verb: str,
    model: type[Model],
    *,
    body_id: int | None = None,
    unit_id: int | None = None,
    classification: int = 0,
) -> None:
    """Refuse unless a role of the actor lets it do the verb with such a row of `model`: for rows that do not exist yet.

    Decides as the model's predicate would once the row is stored (grants and owners aside, and a wide view of what must be settled first).
    Errors: ACC-001.
    """
    policy = policy_of(model)
    place = Place(body_id, unit_id, classification)
    wide = verb in policy.wide_verbs and classification == 0 and not policy.wide_where
    for scope in scopes_for(actor, known(verb)):
        if covers(actor, scope, policy, place) or (wide and scope.body_id == body_id):
            return
    if actor.kind == "system":
        return
    raise Problem("ACC-001", what=str(declared()[verb]).lower())


def covers(actor: Actor, scope: Scope, policy: Policy, place: Place) -> bool:
    """True where a row at that place would lie inside the scope; the mirror of `predicate.in_scope`."""
    if policy.bodyless and place.body_id is None:
        return True
    if policy.body is not None and place.body_id != scope.body_id:
        return False
    narrowed = policy.unit is not None and (scope.root is not None or policy.body is None)
    if narrowed and place.unit_id not in units_of(actor, scope):
        return False
    return policy.classification is None or place.classification <= scope.classification


def whole(actor: Actor, verb: str) -> bool:
    """True unless the actor's roles give it the verb in some units only: for what counts for a whole body."""
    found = scopes_for(actor, known(verb))
    return not found or any(scope.root is None for scope in found)


def require_whole(actor: Actor, verb: str) -> None:
    """Refuse those whose roles give them the verb in some units only. Errors: ACC-001."""
    if not whole(actor, verb):
        raise Problem("ACC-001", what=str(declared()[verb]).lower())


def verbs_anywhere(actor: Actor) -> frozenset[str]:
    """Every verb that the actor may do with at least some row: by a role, as owner, or because it is open to all who act as a post.

    All for the system. For menus, never for a decision about a row.
    """
    if actor.kind == "system":
        return frozenset(declared())
    found = frozenset[str]().union(*(scope.verbs for scope in scopes(actor)))
    if actor.kind == "user" and actor.post_id is not None:
        found = found.union(*(policy.open_verbs | policy.owner_verbs for policy in registered().values()))
    return found


def require_anywhere(actor: Actor, verb: str) -> None:
    """Refuse unless some role of the actor contains the verb: for pages that then show only visible rows. Errors: ACC-001."""
    if known(verb) not in verbs_anywhere(actor):
        raise Problem("ACC-001", what=str(declared()[verb]).lower())
