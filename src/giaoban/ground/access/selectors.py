"""Reads of the room, always for an actor."""

from django.db.models import Q, QuerySet

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.checks import visible
from giaoban.ground.access.models import Grant, Role, RoleAssignment


def roles(actor: Actor) -> QuerySet[Role]:
    """The roles that the actor may see."""
    return visible(actor, "access.view", Role.objects.all())


def assignments(actor: Actor, *, ended: bool = False) -> QuerySet[RoleAssignment]:
    """Assignments that the actor may see, with post, role, body and unit; those that have ended only when asked for."""
    found = visible(actor, "access.view", RoleAssignment.objects.select_related("post", "role", "body", "unit"))
    return found if ended else found.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=actor.on))


def grants(actor: Actor, *, ended: bool = False) -> QuerySet[Grant]:
    """Grants that the actor may see; those that have ended only when asked for."""
    found = visible(actor, "access.view", Grant.objects.select_related("content_type", "given_by_post", "body"))
    return found if ended else found.filter(until__gt=actor.at)
