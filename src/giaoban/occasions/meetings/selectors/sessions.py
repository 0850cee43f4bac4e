"""Sessions, their agenda and papers."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import posts_with_holders
from giaoban.kernel.calendar import vietnam
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import (
    AgendaItem,
    AgendaPaper,
    AgendaVersion,
    Attendance,
    Conclusion,
    Session,
)
from giaoban.occasions.meetings.quorum import Quorum
from giaoban.occasions.meetings.unit_words import named
from giaoban.occasions.reports.models import Submission
from giaoban.records.documents.models import Document

EMPTY: Mapping[int, str] = MappingProxyType({})
MOST_DOCUMENTS = 60
CHAIRING = ("chair", "vice_chair", "head")


STEPS = {"may_prepare": "meetings.prepare", "may_conclude": "meetings.conclude"}


def sessions(actor: Actor) -> QuerySet[Session]:
    """The sessions the actor may see, the latest first."""
    rows = access.visible(actor, "meetings.view", Session.objects.all())
    return rows.order_by("-held_on", "-pk")


def session_get(actor: Actor, pk: int) -> Session:
    """One session with its body, the one before and the head of its conclusion at hand, `last_version` of its agenda, `anyone_there`,
    and for each of `STEPS` whether the actor may take it ("may_prepare"). One query. Errors: ACC-002 where the actor may not know of it."""
    itself = Session.objects.filter(pk=OuterRef("pk"))
    frozen = AgendaVersion.objects.filter(session=OuterRef("pk")).order_by("-version").values("version")
    there = Attendance.objects.filter(session=OuterRef("pk"), state__in=("present", "substitute"))
    found = (
        sessions(actor)
        .select_related("previous", "body", "conclusion")
        .defer("conclusion__text", "conclusion__reading")
        .annotate(last_version=Subquery(frozen[:1]), anyone_there=Exists(there))
        .annotate(**{name: Exists(access.visible(actor, verb, itself)) for name, verb in STEPS.items()})
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Problem("ACC-002")
    return found


def item_get(session: Session, pk: int) -> AgendaItem:
    """An item of a session that the actor sees. Errors: MTG-003."""
    found = session.items.filter(pk=pk).first()
    if found is None:
        raise Problem("MTG-003")
    return found


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as a page shows it: `report_id` and `document_id` only where the actor may open them."""

    row: AgendaPaper
    report_id: int | None = None
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One item of an agenda with the name of its unit and its papers."""

    item: AgendaItem
    unit: str
    papers: list[Paper] = field(default_factory=list)


def agenda(actor: Actor, session: Session, known: Mapping[int, str] = EMPTY) -> list[Line]:
    """The agenda in its order; `known`: names of units that need not be asked for. Three queries, whatever its length."""
    items = list(session.items.order_by("order"))
    names = named((item.unit_id for item in items), on=session.held_on, known=known)
    lines = {item.pk: Line(item, names.get(item.unit_id or 0, "")) for item in items}
    for paper in papers(actor, session):
        may = vars(paper)
        report = paper.submission_id if may["opens"] else None
        document = paper.document_id if may["opens_document"] else None
        lines[paper.item_id].papers.append(Paper(paper, report, document))
    return list(lines.values())


def papers(actor: Actor, session: Session) -> QuerySet[AgendaPaper]:
    """The papers of a session, each with `opens` and `opens_document`: whether the actor may open the report or document that it is."""
    report = access.visible(actor, "reports.view", Submission.objects.filter(pk=OuterRef("submission")))
    document = access.visible(actor, "documents.view", Document.objects.filter(pk=OuterRef("document")))
    return (
        AgendaPaper.objects.filter(item__session=session)
        .annotate(opens=Exists(report), opens_document=Exists(document))
        .order_by("pk")
    )


def visible_reports(actor: Actor, numbers: Iterable[int | None]) -> set[int]:
    """Those of some reports that the actor may open; at most one query."""
    wanted = {number for number in numbers if number is not None}
    if not wanted:
        return set()
    rows = access.visible(actor, "reports.view", Submission.objects.filter(pk__in=wanted))
    return set(rows.values_list("pk", flat=True))


def paper_get(session: Session, pk: int) -> AgendaPaper:
    """A paper with a file of its own, of a session that the actor sees. Errors: MTG-003."""
    rows = AgendaPaper.objects.filter(item__session=session, file__isnull=False).select_related("file")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Problem("MTG-003")
    return found


def versions(session: Session) -> list[AgendaVersion]:
    """The frozen agendas, the newest first."""
    return list(session.versions.order_by("-version"))


@dataclass(frozen=True, slots=True)
class Present:
    """How many of those invited are there: "12 trên 15", with those who came for somebody counted."""

    there: int
    invited: int
    quorum: Quorum


def present(session: Session) -> Present:
    """Counted in one query."""
    found = session.attendances.aggregate(
        there=Count("pk", filter=Q(state__in=("present", "substitute"))),
        invited=Count("pk"),
        members=Count("pk", filter=Q(member=True)),
        members_there=Count("pk", filter=Q(member=True, state="present")),
    )
    quorum = Quorum(session.quorum, session.held_on, found["members"], found["members_there"])
    return Present(found["there"], found["invited"], quorum)


def attendances(session: Session) -> list[Attendance]:
    """Everyone on the list, in the order of invitation."""
    return list(session.attendances.order_by("pk"))


def chair_choices(actor: Actor) -> list[tuple[int, str]]:
    """The posts of the actor's body that chair sessions, with who holds them on the day: chairs first. Two queries."""
    posts = posts_with_holders(on=actor.on).filter(body=actor.body_id, rank__in=CHAIRING)
    found = []
    for post in sorted(posts, key=lambda row: CHAIRING.index(row.rank)):
        holders = vars(post).get("holders_on", [])
        name = next((holding.person.full_name for holding in holders if holding.kind != "deputy_for"), "")
        found.append((post.pk, ", ".join(filter(None, (name, post.title)))))
    return found


def sessions_counted(actor: Actor) -> QuerySet[Session]:
    """The sessions the actor may see with `item_count`."""
    items = AgendaItem.objects.filter(session=OuterRef("pk")).order_by().values("session").annotate(n=Count("pk"))
    return sessions(actor).annotate(item_count=Coalesce(Subquery(items.values("n")[:1]), 0))


def usual_plan(actor: Actor, day: str = "") -> dict[str, Any]:
    """What a planning form is filled in with: as the body's last session was held, in the month of the actor's day; a month later than
    the last one where that month's session is closed already.

    day: "2026-12-20" takes another day; a malformed one is ignored.
    """
    last = sessions(actor).filter(body=actor.body_id).first()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        done = last is not None and last.state == "closed" and last.held_on >= actor.on.replace(day=1)
        on = month_later(last.held_on) if last is not None and done else actor.on
    chairs = chair_choices(actor)
    return {
        "kind": last.kind if last else usual_kind(actor),
        "period": f"{on:%Y-%m}",
        "held_on": on,
        "starts_at": last.starts_at if last else time(8),
        "place": last.place if last else "",
        "chair": last.chair_post_id if last else next((pk for pk, _name in chairs), None),
    }


def day_off(on: date) -> str:
    """What makes a date no working day, in words ("thứ Bảy 21/11/2026"); empty for a working day and outside the calendar's years."""
    try:
        day = vietnam().day(on)
    except Problem:
        return ""
    return "" if day.worked else day.title


def same_period(session: Session) -> Session | None:
    """Another session of the same body, kind and period; None where the session has no period. One query."""
    rows = Session.objects.filter(body=session.body_id, kind=session.kind, period=session.period)
    return rows.exclude(pk=session.pk).order_by("-held_on", "-pk").first() if session.period else None


def month_later(day: date) -> date:
    """The same day of the next month, or its last one."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def usual_kind(actor: Actor) -> str:
    """The kind of session that a body mostly holds."""
    body = Body.objects.filter(pk=actor.body_id or 0).first()
    return {"party": "party", "council": "council"}.get(body.kind if body else "", "regular")


def parts(session: Session) -> list[Model]:
    """The objects whose changes make the history of a session: itself with its parts, and the conclusion with its tasks."""
    found: list[Model] = [session]
    found += Conclusion.objects.filter(session=session)
    return found


def reports_to_hear(actor: Actor, session: Session) -> list[Submission]:
    """Reports of the session's body and period that were sent or confirmed and are not on the agenda, of each request the newest."""
    rows = reports_of(actor, session)
    there = AgendaPaper.objects.filter(item__session=session, submission__isnull=False).values("submission")
    return list(rows.exclude(pk__in=there))


def reports_of(actor: Actor, session: Session) -> QuerySet[Submission]:
    """The reports of a session's body and period that were sent or confirmed and that the actor may see; of each request only the
    newest; by time of coming in."""
    rows = Submission.objects.filter(
        body_id=session.body_id, period=session.period or None, state__in=("sent", "accepted")
    )
    rows = access.visible(actor, "reports.view", rows)
    newest = rows.filter(request__isnull=False).order_by("request_id", "-pk").distinct("request_id").values("pk")
    return rows.filter(Q(request__isnull=True) | Q(pk__in=newest)).order_by("received_at", "pk")


def documents_to_link(actor: Actor, session: Session) -> list[Document]:
    """The body's newest documents that the actor may see, drafts too: what may be put under an item. One query."""
    rows = access.visible(actor, "documents.view", Document.objects.filter(body=session.body_id))
    return list(rows.exclude(state="withdrawn").defer("text", "blocks").order_by("-created_at", "-pk")[:MOST_DOCUMENTS])


def left_open(actor: Actor) -> Session | None:
    """The newest session of the actor's body that was opened and not closed. One query."""
    return sessions(actor).filter(body=actor.body_id, state="open").first()
