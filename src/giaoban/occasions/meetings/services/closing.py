"""A session ends: what must be settled before, and what is kept of it."""

from django.db import transaction
from django.utils.translation import gettext

from giaoban.ground import journal, search
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.services import collections_close_for
from giaoban.occasions.meetings.models import Conclusion, Session
from giaoban.occasions.meetings.selectors.follow_up import follow_up, frozen
from giaoban.occasions.meetings.services.held import session_held
from giaoban.occasions.meetings.states import SESSION

WAITING = ("discussed", "postponed")
MONTHLY = ("regular", "briefing")
"""Sessions that look at a month's figures."""


@transaction.atomic
def session_no_conclusion(*, actor: Actor, session: Session, reason: str) -> Session:
    """Say that a session has no conclusion, and why. Errors: ACC-001, ACC-002; MTG-001; MTG-014 without a reason; MTG-020 where it has
    one."""
    locked = session_held(actor=actor, session=session, verb="meetings.conclude")
    journal.context(verb="meetings.no_conclusion", reason=reason)
    if not reason.strip():
        raise Problem("MTG-014")
    if Conclusion.objects.filter(session=locked).exists():
        raise Problem("MTG-020")
    locked.no_conclusion = reason.strip()[:500]
    locked.save(update_fields=["no_conclusion"])
    return locked


@transaction.atomic
def session_close(*, actor: Actor, session: Session, waiting: str = "") -> Session:
    """Close a session: from then on it is read only, and its follow-up of the session before stays as it is now. A regular session or
    a briefing also closes the collections of its period that were due by its day: what was approved there is locked.

    waiting: what to do with items that have no outcome: "discussed" or "postponed" (they come back in the next session).
    Errors: ACC-001, ACC-002; MTG-001; MTG-010 without an issued conclusion (or the word that there is none); MTG-011 where items wait
    and nobody said what becomes of them; FLW-001.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.conclude", doing="meetings.close")
    after = SESSION.step(locked.state, "close")
    require_concluded(locked)
    left = locked.items.filter(state="waiting")
    count = left.exclude(kind="follow_up").count()
    if count and waiting not in WAITING:
        raise Problem("MTG-011", count=count)
    for item in locked.items.filter(kind="follow_up"):
        found = follow_up(Actor.system("Ghi kết quả theo dõi", at=actor.at), item, locked)
        item.snapshot = frozen(found) if found is not None else None
        item.state = "discussed"
        item.save(update_fields=["snapshot", "state"])
    if count:
        left.update(state=waiting)
    locked.state, locked.closed_at = after, actor.at
    locked.save(update_fields=["state", "closed_at"])
    search.index(locked)
    if locked.kind in MONTHLY:
        collections_close_for(
            actor=actor, body_id=locked.body_id, period=locked.period, on=locked.held_on, title=locked.title
        )
    return locked


def require_concluded(session: Session) -> None:
    """Errors: MTG-010 where the conclusion is missing, not issued, or has tasks that nobody settled."""
    if session.no_conclusion:
        return
    conclusion = Conclusion.objects.filter(session=session).first()
    if conclusion is None:
        raise Problem("MTG-010", why=gettext("chưa có kết luận."))
    left = conclusion.tasks.filter(state="proposed").count()
    if left:
        raise Problem("MTG-010", why=gettext("còn %(n)s nhiệm vụ trong kết luận chưa xem.") % {"n": left})
    if conclusion.state != "issued":
        raise Problem("MTG-010", why=gettext("kết luận chưa ban hành."))
