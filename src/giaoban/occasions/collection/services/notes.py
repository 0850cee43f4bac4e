"""People talk about a value beside the value."""

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.models import CellComment, CollectionUnit
from giaoban.occasions.collection.services.cells import columns_named
from giaoban.occasions.collection.tell import tell_comment


@transaction.atomic
def comment_add(
    *, actor: Actor, row: CollectionUnit, column_id: int, text: str, follow_up: bool = False
) -> CellComment:
    """Say something about a value; with `follow_up` it waits for an answer. Also after approval. Both sides are told.

    Errors: ACC-001, ACC-002 for who may neither fill in nor review; COL-009; COL-018 for nothing.
    """
    office = access.allowed(actor, "collection.review", row)
    if not office:
        access.require(actor, "collection.fill", row)
    journal.context(verb="collection.comment")
    column = columns_named(actor, row.collection_id, [column_id], out=True)[column_id]
    if not text.strip():
        raise Problem("COL-018")
    made = CellComment.objects.create(
        row=row, column_id=column_id, text=text.strip()[:2000], follow_up=follow_up, by=actor.label[:200], at=actor.at
    )
    tell_comment(made, column.name, actor=actor, office=office)
    return made


@transaction.atomic
def comment_settle(*, actor: Actor, comment: CellComment) -> CellComment:
    """Say that what was asked is clear now. Errors: ACC-001, ACC-002 for who may neither fill in nor review."""
    if not access.allowed(actor, "collection.review", comment):
        access.require(actor, "collection.fill", comment)
    journal.context(verb="collection.settle")
    locked = CellComment.objects.select_for_update().get(pk=comment.pk)
    if locked.follow_up and locked.settled_at is None:
        locked.settled_at, locked.settled_by = actor.at, actor.label[:200]
        locked.save(update_fields=["settled_at", "settled_by"])
    return locked
