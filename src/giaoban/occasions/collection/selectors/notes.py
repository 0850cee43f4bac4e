"""What people said about values."""

from django.db.models import QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.occasions.collection.models import CellComment, Collection, CollectionUnit


def comments(actor: Actor, row: CollectionUnit, column_id: int) -> QuerySet[CellComment]:
    """What was said about one value, oldest first."""
    rows = access.visible(actor, "collection.view", CellComment.objects.filter(row=row, column=column_id))
    return rows.order_by("pk")


def waiting_comments(actor: Actor, collection: Collection) -> QuerySet[CellComment]:
    """The questions of a collection that wait for an answer, oldest first."""
    rows = CellComment.objects.filter(row__collection=collection, follow_up=True, settled_at=None)
    found = access.visible(actor, "collection.view", rows)
    return found.select_related("row", "column__indicator").order_by("pk")
