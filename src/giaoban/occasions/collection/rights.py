"""Who may manage a collection: what concerns all its units counts for the whole body."""

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.occasions.collection.models import Collection

MANAGE = "collection.manage"


def require_manage(actor: Actor, collection: Collection) -> None:
    """Refuse who may not change, open, close a collection: a role of some units sees the collection that asks them, no more.

    Errors: ACC-001, ACC-002.
    """
    access.require(actor, MANAGE, collection)
    access.require_whole(actor, MANAGE)
