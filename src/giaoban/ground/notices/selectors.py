"""Reads of the room, always for an actor."""

from django.db.models import QuerySet

from giaoban.ground.access import visible
from giaoban.ground.access.actor import Actor
from giaoban.ground.notices.models import Notice


def inbox(actor: Actor) -> QuerySet[Notice]:
    """The actor's own notices, newest first."""
    own = Notice.objects.none() if actor.person_id is None else Notice.objects.filter(person_id=actor.person_id)
    return visible(actor, "notices.view", own)


def unread_count(actor: Actor) -> int:
    """How many of them have not been read: for the bell. 0 for nobody, links and the system, without a query."""
    if actor.person_id is None:
        return 0
    return inbox(actor).filter(read_at__isnull=True).count()


def undelivered(actor: Actor) -> QuerySet[Notice]:
    """Notices to people of the actor's body that could not be sent, newest first: for those who may send them again."""
    return visible(actor, "notices.manage", Notice.objects.filter(state="failed").select_related("person"))
