"""Rows that are seen as the row they belong to is: search rows, attachments."""

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.kinds import kind_of
from giaoban.ground.access.predicate import condition
from giaoban.ground.access.registry import registered

M = TypeVar("M", bound=Model)


def visible_generic(
    actor: Actor, queryset: QuerySet[M], *, content_type: str = "content_type", object_id: str = "object_id"
) -> QuerySet[M]:
    """Narrow rows that point at an object of any model to those whose object the actor may see, by each model's own policy.

    `content_type`, `object_id`: names of the two columns; the object's number is a big integer.
    """
    found = Q(pk__in=[])
    for model, policy in registered().items():
        seen = model._base_manager.filter(condition(actor, policy.view, policy), pk=OuterRef(object_id))
        found |= Q(Exists(seen), **{content_type: kind_of(model)})
    return queryset.filter(found)
