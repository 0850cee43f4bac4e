"""Reads of the room, always for an actor."""

from django.db.models import QuerySet

from giaoban.ground.access import visible
from giaoban.ground.access.actor import Actor
from giaoban.ground.notices.models import Notice


def inbox(actor: Actor) -> QuerySet[Notice]:
    """The actor's own notices, newest first."""
    return visible(actor, "notices.view", Notice.objects.all())


def unread_count(actor: Actor) -> int:
    """How many of them have not been read: for the bell. 0 for nobody, links and the system, without a query."""
    if actor.person_id is None:
        return 0
    return inbox(actor).filter(read_at__isnull=True).count()
