"""Who is invited, who came."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.ground.org.models import PostHolding
from giaoban.ground.org.selectors import holdings_on
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import Attendance, Session
from giaoban.occasions.meetings.quorum import QUORUMS
from giaoban.occasions.meetings.services.held import session_held

LEADING = ("chair", "vice_chair", "member", "head")
"""Ranks of posts that are invited when nobody has said whom to invite."""
MEMBERS = ("chair", "vice_chair", "member")
"""Ranks of posts that are proposed as members, besides heads of specialised offices; the office corrects the marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one person attended; `substitute_for` names whom somebody came in place of."""

    state: str
    substitute_for: str = ""
    arrived_at: time | None = None
    left_at: time | None = None
    member: bool | None = None
    """Whether they count as a member; None leaves it as it is."""


@transaction.atomic
def attendance_mark(*, actor: Actor, session: Session, marks: Mapping[int, Mark], quorum: str | None = None) -> int:
    """Mark many people at once; returns how many rows changed. Rows of other sessions are passed over. quorum: another rule of how many
    members must be there; a word that is none changes nothing.

    Errors: ACC-001, ACC-002; MTG-001.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.attendance")
    if quorum != locked.quorum and quorum in dict(QUORUMS):
        locked.quorum = quorum
        locked.save(update_fields=["quorum"])
    changed = []
    for row in locked.attendances.filter(pk__in=marks):
        mark = marks[row.pk]
        mark = mark if mark.member is not None else replace(mark, member=row.member)
        before = Mark(row.state, row.substitute_for, row.arrived_at, row.left_at, row.member)
        if mark != before:
            row.state, row.substitute_for = mark.state, mark.substitute_for.strip()[:200]
            row.arrived_at, row.left_at, row.member = mark.arrived_at, mark.left_at, bool(mark.member)
            changed.append(row)
    Attendance.objects.bulk_update(changed, ["state", "substitute_for", "arrived_at", "left_at", "member"])
    return len(changed)


@transaction.atomic
def attendance_all_present(*, actor: Actor, session: Session) -> int:
    """Everyone about whom nothing was said yet is present; returns how many. Errors: ACC-001, ACC-002; MTG-001."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.attendance")
    return locked.attendances.filter(state="invited").update(state="present")


@transaction.atomic
def attendance_add(
    *, actor: Actor, session: Session, name: str, post: str = "", unit_id: int | None = None
) -> Attendance:
    """Invite somebody by name. Errors: ACC-001, ACC-002; MTG-001; MTG-018 without a name."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.attendance")
    if not name.strip():
        raise Problem("MTG-018")
    state = "present" if locked.state == "open" else "invited"
    return Attendance.objects.create(
        session=locked, name=name.strip()[:150], post=post.strip()[:200], unit_id=unit_id, state=state
    )


@transaction.atomic
def attendance_remove(*, actor: Actor, session: Session, attendance_id: int) -> None:
    """Take somebody off the list. Errors: ACC-001, ACC-002; MTG-001."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.attendance")
    locked.attendances.filter(pk=attendance_id).delete()


def invite_as_before(*, session: Session) -> int:
    """Invite for a new session whom the previous one invited; without one, whoever leads the body and its units that day."""
    before = list(session.previous.attendances.order_by("pk")) if session.previous is not None else []
    rows = [
        Attendance(
            session=session,
            unit_id=row.unit_id,
            person_id=row.person_id,
            name=row.name,
            post=row.post,
            member=row.member,
        )
        for row in before
    ]
    if not rows:
        rows = [invited(session, holding) for holding in leaders(session)]
    Attendance.objects.bulk_create(rows)
    return len(rows)


def leaders(session: Session) -> list[PostHolding]:
    """Who holds a leading post of the body on the day of the session, each person once, chairs first."""
    held = (
        holdings_on(on=session.held_on)
        .select_related("person", "post__unit")
        .filter(post__body=session.body_id, post__rank__in=LEADING, kind__in=("holder", "acting"))
    )
    ranked = sorted(held, key=lambda row: LEADING.index(row.post.rank))
    return list({row.person_id: row for row in reversed(ranked)}.values())[::-1]


def invited(session: Session, holding: PostHolding) -> Attendance:
    """The row of somebody who holds a post."""
    return Attendance(
        session=session,
        unit_id=holding.post.unit_id,
        person_id=holding.person_id,
        name=holding.person.full_name,
        post=holding.post.title,
        member=holding.post.rank in MEMBERS or holding.post.unit.kind == "office",
    )
