"""One table (object, text, rights) kept in the owner's transaction.

search.source(Submission, describe)       # once, in the room's policies
search.index(submission)                  # in the service that changed it
search.find(actor, "dau gia dat", 20)
"""

from typing import TYPE_CHECKING, Any

from giaoban.ground.search.sources import Found, source

if TYPE_CHECKING:
    from giaoban.ground.search.selectors import find
    from giaoban.ground.search.services import index, rebuild, remove

__all__ = ["Found", "find", "index", "rebuild", "remove", "source"]


def __getattr__(name: str) -> Any:
    """The parts that need the models, imported when first used: rooms name this module before apps are ready."""
    if name in {"index", "remove", "rebuild"}:
        from giaoban.ground.search import services

        return getattr(services, name)
    if name == "find":
        from giaoban.ground.search import selectors

        return selectors.find
    raise AttributeError(name)
