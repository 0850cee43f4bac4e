"""Reads of the room, always for an actor. Nothing here writes."""

from django.db.models import QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Post
from giaoban.ground.org.selectors import posts_with_holders
from giaoban.kernel.problems import Problem
from giaoban.records.documents.models import Document


def documents(actor: Actor, *, state: str = "", kind: str = "") -> QuerySet[Document]:
    """The documents the actor may see, newest first; narrowed to a state or a kind where asked."""
    rows = access.visible(actor, "documents.view", Document.objects.select_related("file"))
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    return rows.order_by("-created_at", "-pk")


def document_get(actor: Actor, pk: int) -> Document:
    """One document. Errors: ACC-002 where the actor may not know of it."""
    found = documents(actor).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def signers(actor: Actor) -> QuerySet[Post]:
    """The posts of the actor's body that sign: its chair and vice chairs, heads and deputies, each with `holders_on`."""
    ranks = ("chair", "vice_chair", "head", "deputy")
    return posts_with_holders(on=actor.on).filter(body=actor.body_id, rank__in=ranks)
