"""Whether anything of a table has changed since somebody looked: one short stamp instead of the table."""

from hashlib import sha256

from django.db.models import Count, Max, Sum

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.occasions.collection.models import Cell, CellComment, Collection, CollectionUnit


def stamp(actor: Actor, collection: Collection, *, only: CollectionUnit | None = None) -> str:
    """A text that is another one after each change of what the actor sees in the table, or in one unit's form. Three queries.

    Every change of a cell counts its version up, so that their sum never comes back to an earlier one while no cell goes away.
    """
    rows = CollectionUnit.objects.filter(collection=collection)
    if only is not None:
        rows = rows.filter(pk=only.pk)
    seen = access.visible(actor, "collection.view", rows).order_by("pk")
    units = list(seen.values_list("pk", "state", "excused", "returned_reason", "removed_at").distinct())
    shown = access.visible(actor, "collection.view", Cell.objects.filter(row__in=[unit[0] for unit in units]))
    cells = Cell.objects.filter(pk__in=shown.values("pk")).aggregate(n=Count("pk"), versions=Sum("version"))
    said = CellComment.objects.filter(row__in=[unit[0] for unit in units])
    notes = said.aggregate(n=Count("pk"), settled=Count("settled_at"), last=Max("pk"))
    told = (
        collection.pk,
        collection.state,
        collection.due_on,
        collection.note,
        collection.changes,
        units,
        cells,
        notes,
    )
    return sha256(repr(told).encode()).hexdigest()[:32]
