"""Rows that are seen as the row they belong to is: search rows, attachments."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.kinds import kind_of
from giaoban.ground.access.predicate import EVERYTHING, NOTHING, grants_of, is_open, without_grant
from giaoban.ground.access.registry import Policy, policy_of, registered

M = TypeVar("M", bound=Model)


def visible_generic(
    actor: Actor,
    queryset: QuerySet[M],
    *,
    content_type: str = "content_type",
    object_id: str = "object_id",
    only: Iterable[type[Model]] | None = None,
) -> QuerySet[M]:
    """Narrow rows that point at an object of any model to those whose object the actor may see, by each model's own policy.

    `content_type`, `object_id`: names of the two columns; the object's number is a big integer. `only`: the models it can be, where
    that is known: the condition is then shorter. Grants are asked for once, whatever the number of models.
    """
    if actor.kind == "nobody":
        return queryset.none()
    found = NOTHING
    for model in registered() if only is None else only:
        policy = policy_of(model)
        seen = part(actor, policy)
        if seen != NOTHING:
            rows = model._base_manager.filter(seen, pk=OuterRef(object_id))
            found |= Q(Exists(rows), **{content_type: kind_of(model)})
    if actor.kind != "system":
        ends = {"content_type": OuterRef(content_type), "object_id": OuterRef(object_id)}
        found |= Q(Exists(grants_of(actor).filter(**ends)))
    return queryset.filter(found)


def part(actor: Actor, policy: Policy) -> Q:
    """The condition under which the actor sees rows of a model, grants on the rows themselves aside."""
    return EVERYTHING if is_open(actor, policy.view, policy) else without_grant(actor, policy.view, policy)
