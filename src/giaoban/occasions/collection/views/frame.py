"""What the pages of one collection have in common."""

from typing import Any

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.occasions.collection.clock import due_sentence
from giaoban.occasions.collection.models import Collection
from giaoban.occasions.collection.states import COLLECTION


def frame(actor: Actor, collection: Collection) -> dict[str, Any]:
    """The head of every page of a collection, and what the actor may do with it."""
    rights = access.allowed_verbs(actor, collection, ["collection.manage", "collection.review"])
    return {
        "collection": collection,
        "state": COLLECTION.label(collection.state),
        "due": due_sentence(collection.due_on, actor.on) if collection.state == "open" else "",
        "may_manage": "collection.manage" in rights and access.whole(actor, "collection.manage"),
        "may_review": "collection.review" in rights,
    }
