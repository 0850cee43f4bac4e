"""Single cells and what people said about them."""

from django.db.models import QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.models import Cell, CellComment, Collection, CollectionUnit


def comments(actor: Actor, row: CollectionUnit, column_id: int) -> QuerySet[CellComment]:
    """What was said about one value, oldest first."""
    rows = access.visible(actor, "collection.view", CellComment.objects.filter(row=row, column=column_id))
    return rows.order_by("pk")


def comment_get(actor: Actor, collection_id: int, pk: int) -> CellComment:
    """One comment of a collection. Errors: ACC-002 where the actor may not know of it."""
    rows = CellComment.objects.filter(pk=pk, row__collection=collection_id)
    found = access.visible(actor, "collection.view", rows).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def cell_of(actor: Actor, row: CollectionUnit, column_id: int) -> Cell | None:
    """The cell of a column as it is stored; None where nobody touched it."""
    rows = Cell.objects.filter(row=row, column=column_id)
    return access.visible(actor, "collection.view", rows).first()


def waiting_comments(actor: Actor, collection: Collection) -> QuerySet[CellComment]:
    """The questions of a collection that wait for an answer, oldest first; none about what was taken out of it."""
    rows = CellComment.objects.filter(row__collection=collection, follow_up=True, settled_at=None)
    rows = rows.filter(row__removed_at=None, column__removed_at=None)
    found = access.visible(actor, "collection.view", rows)
    return found.select_related("row", "column__indicator").order_by("pk")
