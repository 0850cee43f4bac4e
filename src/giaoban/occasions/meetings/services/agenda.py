"""Items of the agenda, their order, and the agenda as it is frozen."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from giaoban.ground import search
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import AgendaItem, AgendaPaper, AgendaVersion, Session
from giaoban.occasions.meetings.services.held import item_held, session_held
from giaoban.occasions.meetings.states import ITEM
from giaoban.occasions.reports.models import Submission


@transaction.atomic
def agenda_item_add(
    *,
    actor: Actor,
    session: Session,
    title: str,
    kind: str = "other",
    unit_id: int | None = None,
    note: str = "",
    carried_from: AgendaItem | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda. Errors: ACC-001, ACC-002; MTG-001; MTG-002 without a title."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.agenda")
    if not title.strip():
        raise Problem("MTG-002")
    item = AgendaItem.objects.create(
        session=locked,
        order=last_order(locked) + 1,
        kind=kind,
        title=title.strip()[:500],
        unit_id=unit_id,
        note=note.strip(),
        carried_from=carried_from,
    )
    search.index(locked)
    return item


def last_order(session: Session) -> int:
    """The highest order on the agenda, 0 for an empty one."""
    return session.items.aggregate(last=Max("order"))["last"] or 0


@transaction.atomic
def agenda_reports_add(*, actor: Actor, session: Session, submissions: Iterable[Submission]) -> list[AgendaItem]:
    """One item per report, the report its paper; reports that are on the agenda already are passed over.

    Errors: ACC-001, ACC-002; MTG-001; MTG-019 for a report of another body or one that was not sent.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.agenda")
    wanted = list(submissions)
    if any(s.body_id != locked.body_id or s.state not in ("sent", "accepted") for s in wanted):
        raise Problem("MTG-019")
    there = set(
        AgendaPaper.objects.filter(item__session=locked, submission__isnull=False).values_list(
            "submission_id", flat=True
        )
    )
    made = []
    for order, submission in enumerate((s for s in wanted if s.pk not in there), last_order(locked) + 1):
        item = AgendaItem.objects.create(
            session=locked, order=order, kind="report", title=submission.title[:500], unit_id=submission.unit_id
        )
        AgendaPaper.objects.create(
            item=item,
            label=submission.title[:300],
            submission=submission,
            added_at=actor.at,
            added_by=actor.label[:200],
        )
        made.append(item)
    search.index(locked)
    return made


@transaction.atomic
def agenda_item_edit(
    *,
    actor: Actor,
    session: Session,
    item_id: int,
    title: str,
    kind: str,
    unit_id: int | None = None,
    note: str = "",
    outcome: str = "",
) -> AgendaItem:
    """Change what an item says. Errors: ACC-001, ACC-002; MTG-001; MTG-002; MTG-003."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.agenda")
    item = item_held(session=locked, item_id=item_id)
    if not title.strip():
        raise Problem("MTG-002")
    item.title, item.unit_id = title.strip()[:500], unit_id
    item.kind = kind if item.kind != "follow_up" else item.kind
    item.note, item.outcome = note.strip(), outcome.strip()
    item.save(update_fields=["title", "kind", "unit", "note", "outcome"])
    search.index(locked)
    return item


@transaction.atomic
def agenda_item_step(*, actor: Actor, session: Session, item_id: int, verb: str) -> AgendaItem:
    """Mark an item as discussed, to be carried over, or neither. Errors: ACC-001, ACC-002; MTG-001; MTG-003; FLW-001."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.agenda")
    item = item_held(session=locked, item_id=item_id)
    item.state = ITEM.step(item.state, verb)
    item.save(update_fields=["state"])
    return item


@transaction.atomic
def agenda_item_move(*, actor: Actor, session: Session, item_id: int, by: int) -> AgendaItem:
    """Move an item up (negative) or down by so many places, at most to the end of the agenda.

    Errors: ACC-001, ACC-002; MTG-001; MTG-003.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.agenda")
    items = list(locked.items.order_by("order"))
    place = next((n for n, item in enumerate(items) if item.pk == item_id), None)
    if place is None:
        raise Problem("MTG-003")
    item = items.pop(place)
    items.insert(max(0, min(len(items), place + by)), item)
    renumber(items)
    return item


def renumber(items: list[AgendaItem]) -> None:
    """Give the items of one session the orders 1, 2, 3 … as they stand in the list; untouched ones are not written."""
    for order, item in enumerate(items, 1):
        if item.order != order:
            item.order = order
            item.save(update_fields=["order"])


@transaction.atomic
def agenda_item_remove(*, actor: Actor, session: Session, item_id: int) -> None:
    """Take an item off the agenda, its papers with it. Errors: ACC-001, ACC-002; MTG-001; MTG-003."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.agenda")
    item = item_held(session=locked, item_id=item_id)
    order = item.order
    item.delete()
    locked.items.filter(order__gt=order).update(order=F("order") - 1)
    search.index(locked)


def rows_now(session: Session) -> list[dict[str, Any]]:
    """The agenda as a version keeps it: one row per item with the unit's name of the session's day and the labels of its papers."""
    items = list(session.items.order_by("order").prefetch_related("papers"))
    names = unit_names(units={item.unit_id for item in items if item.unit_id}, on=session.held_on)
    return [
        {
            "item": item.pk,
            "order": item.order,
            "kind": item.kind,
            "title": item.title,
            "unit": names.get(item.unit_id or 0, ""),
            "papers": sorted(paper.label for paper in item.papers.all()),
        }
        for item in items
    ]


@transaction.atomic
def agenda_freeze(*, actor: Actor, session: Session) -> AgendaVersion:
    """Keep the agenda as it stands as the next version; an agenda that has not changed since makes no new one.

    Errors: ACC-001, ACC-002; MTG-001.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.freeze")
    rows = rows_now(locked)
    last = locked.versions.order_by("-version").first()
    if last is not None and last.rows == rows:
        return last
    return AgendaVersion.objects.create(
        session=locked,
        version=(last.version if last else 0) + 1,
        frozen_at=actor.at,
        frozen_by=actor.label[:200],
        rows=rows,
    )
