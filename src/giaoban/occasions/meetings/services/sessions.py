"""A session is planned, opened and closed."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from django.db import transaction
from django.db.models import Max

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import AgendaItem, AgendaPaper, Difficulty, Session
from giaoban.occasions.meetings.quorum import usual
from giaoban.occasions.meetings.selectors.sessions import reports_of
from giaoban.occasions.meetings.services.agenda import agenda_freeze
from giaoban.occasions.meetings.services.attendance import invite_as_before
from giaoban.occasions.meetings.services.held import session_held
from giaoban.occasions.meetings.states import OPEN_DIFFICULTIES, SESSION

Waiting = Literal["", "discussed", "postponed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is said about a session before it is held. `period`: "2026-11"; times local."""

    kind: str
    title: str
    held_on: date
    period: str = ""
    starts_at: time | None = None
    place: str = ""
    chair_post_id: int | None = None
    chair_label: str = ""


@transaction.atomic
def session_plan(*, actor: Actor, body_id: int, plan: Plan) -> Session:
    """Plan a session with its agenda made ready: first the tasks of the last closed session of the same kind, then the reports of the
    period that were sent or confirmed, then what that session put off and left unanswered; invited is whom it invited.

    Errors: ACC-001; MTG-002 without a title.
    """
    access.require_in(actor, "meetings.prepare", Session, body_id=body_id)
    journal.context(verb="meetings.plan")
    if not plan.title.strip():
        raise Problem("MTG-002")
    Body.objects.select_for_update().get(pk=body_id)  # numbers of one body are given one after the other
    session = Session.objects.create(
        body_id=body_id,
        kind=plan.kind,
        title=plan.title.strip()[:300],
        period=plan.period,
        held_on=plan.held_on,
        starts_at=plan.starts_at,
        place=plan.place.strip()[:200],
        chair_post_id=plan.chair_post_id,
        chair_label=plan.chair_label.strip()[:200],
        previous=last_closed(body_id, plan.kind, plan.held_on),
        quorum=usual(plan.kind, plan.held_on),
        year=plan.held_on.year,
        number=next_number(body_id, plan.kind, plan.held_on.year),
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    make_agenda(actor=actor, session=session)
    invite_as_before(session=session)
    search.index(session)
    return session


def last_closed(body_id: int, kind: str, on: date) -> Session | None:
    """The last closed session of a body and kind held by that day."""
    closed = Session.objects.filter(body_id=body_id, kind=kind, state="closed", held_on__lte=on)
    return closed.order_by("-held_on", "-pk").first()


def next_number(body_id: int, kind: str, year: int) -> int:
    """The number of the next session of a kind in a year."""
    rows = Session.objects.filter(body_id=body_id, kind=kind, year=year)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def make_agenda(*, actor: Actor, session: Session) -> None:
    """The first agenda of a new session; see `session_plan`."""
    before = session.previous
    items: list[AgendaItem] = []
    if before is not None:
        title = f"Kết quả thực hiện nhiệm vụ giao tại {before.title}"
        items.append(AgendaItem(kind="follow_up", title=title[:500]))
    reports = list(reports_of(actor, session))
    items += [AgendaItem(kind="report", title=report.title[:500], unit_id=report.unit_id) for report in reports]
    if before is not None:
        items += carried_over(before)
    for order, item in enumerate(items, 1):
        item.session, item.order = session, order
    made = AgendaItem.objects.bulk_create(items)
    heard = [item for item in made if item.kind == "report" and item.carried_from_id is None]
    AgendaPaper.objects.bulk_create(
        AgendaPaper(
            item=item,
            label=report.title[:300],
            submission=report,
            added_at=actor.at,
            added_by=actor.label[:200],
        )
        for item, report in zip(heard, reports, strict=True)
    )


def carried_over(before: Session) -> list[AgendaItem]:
    """Unsaved items for what a session put off, and one for the difficulties that it left without an answer."""
    items = [
        AgendaItem(kind=row.kind, title=row.title, unit_id=row.unit_id, note=row.note, carried_from=row)
        for row in before.items.filter(state="postponed").exclude(kind="follow_up").order_by("order")
    ]
    left = Difficulty.objects.filter(session=before, state__in=OPEN_DIFFICULTIES).count()
    if left:
        title = f"Vướng mắc chưa được trả lời từ {before.title} ({left})"
        items.append(AgendaItem(kind="difficulty", title=title[:500]))
    return items


@transaction.atomic
def session_edit(*, actor: Actor, session: Session, plan: Plan) -> Session:
    """Change when, where and under whom a session is held; its kind and number stay. Errors: ACC-001, ACC-002; MTG-001; MTG-002."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.edit")
    if not plan.title.strip():
        raise Problem("MTG-002")
    locked.title, locked.period, locked.held_on = plan.title.strip()[:300], plan.period, plan.held_on
    locked.starts_at, locked.place = plan.starts_at, plan.place.strip()[:200]
    locked.chair_post_id, locked.chair_label = plan.chair_post_id, plan.chair_label.strip()[:200]
    if locked.year != plan.held_on.year:
        Body.objects.select_for_update().get(pk=locked.body_id)
        locked.number = next_number(locked.body_id, locked.kind, plan.held_on.year)
        locked.year = plan.held_on.year
    locked.save()
    search.index(locked)
    return locked


@transaction.atomic
def session_open(*, actor: Actor, session: Session) -> Session:
    """Begin a session; its agenda is frozen as it then stands. One that begins before its day is held on the day it begins, so that
    nothing of it is dated before it. Errors: ACC-001, ACC-002; MTG-001; FLW-001."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.open")
    agenda_freeze(actor=actor, session=locked)
    locked.state = SESSION.step(locked.state, "open")
    if actor.on < locked.held_on and actor.on.year == locked.year:
        locked.held_on = actor.on
    locked.save(update_fields=["state", "held_on"])
    return locked
