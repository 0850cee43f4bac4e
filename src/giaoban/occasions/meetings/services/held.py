"""May they, and may it still: the first lines of every service of the room."""

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import AgendaItem, Session


def session_held(*, actor: Actor, session: Session, verb: str, doing: str = "") -> Session:
    """The session, locked for the rest of the transaction, which the journal then knows as `doing`.

    Errors: ACC-001, ACC-002; MTG-001 where it is closed.
    """
    access.require(actor, verb, session)
    if verb == "meetings.conclude":  # speaks for the whole body
        access.require_whole(actor, verb)
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if locked.state == "closed":
        raise Problem("MTG-001", title=locked.title)
    if doing:
        journal.context(verb=doing)
    return locked


def item_held(*, session: Session, item_id: int) -> AgendaItem:
    """An item of that session. Errors: MTG-003."""
    found = AgendaItem.objects.filter(session=session, pk=item_id).first()
    if found is None:
        raise Problem("MTG-003")
    return found
