"""What the desk shows, read through the rooms below; always for an actor."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.occasions.reports import selectors as reports
from giaoban.occasions.reports.models import ReportRequest, Submission
from giaoban.occasions.reports.states import SUBMISSION
from giaoban.windows.desk.cards import Card, Item

FEW = 6
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Line:
    """One request of the month board; `state` is computed from date and files, never stored."""

    request: ReportRequest
    unit: str
    sent: int
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month's requests and how many of them have been answered, are open, are late. `first` is its first day."""

    first: date
    before: date
    after: date
    lines: list[Line]
    answered: int
    open: int
    late: int


def lateness(due_on: date, *, sent: int, on: date, unreadable: int = 0) -> tuple[str, str]:
    """(state, word) of a request on a day: answered, come but unreadable, late, due soon or waiting."""
    if sent:
        return "done", _("đã nhận")
    if unreadable:
        return "unreadable", _("tệp không đọc được")
    if due_on < on:
        return "overdue", _("quá hạn")
    if due_on <= on + SOON:
        return "due_soon", _("sắp đến hạn")
    return "waiting", _("chưa đến hạn")


def vi_time(at: datetime) -> str:
    """A moment in local time, as the language writes it."""
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT")


def submission_cards(actor: Actor) -> list[Card]:
    """Reports to review, to finish and to correct, as far as the actor may do that. Two queries."""
    verbs = access.verbs_anywhere(actor)
    wanted = [
        ("sent", "reports.review", _("Báo cáo chờ xem xét"), "info"),
        ("draft", "reports.submit", _("Báo cáo chưa gửi"), "wait"),
        ("sent_back", "reports.submit", _("Báo cáo bị trả lại"), "warn"),
    ]
    mine = [row for row in wanted if row[1] in verbs]
    if not mine:
        return []
    rows = access.visible(actor, "reports.view", Submission.objects.all())
    shown = rows.filter(state__in=[state for state, _verb, _title, _tone in mine]).annotate(
        in_all=Window(Count("pk"), partition_by=F("state")),
        place=Window(RowNumber(), partition_by=F("state"), order_by=[F("received_at").asc(), F("pk").asc()]),
    )
    first: dict[str, list[Any]] = {state: [] for state, _verb, _title, _tone in mine}
    for found in shown.filter(place__lte=FEW).order_by("received_at", "pk"):
        first[found.state].append(found)
    counted = {state: found[0].in_all for state, found in first.items() if found}
    units = [row.unit_id for rows_of in first.values() for row in rows_of if row.unit_id]
    names = unit_names(units=units, on=actor.on) if units else {}
    cards = []
    for state, _verb, title, tone in mine:
        items = [
            Item(
                label=row.title,
                url=reverse("reports:review", args=[row.pk]),
                detail=" · ".join(filter(None, (names.get(row.unit_id or 0, ""), vi_time(row.received_at)))),
                state=row.state,
                state_label=SUBMISSION.label(row.state),
            )
            for row in first[state]
        ]
        url = f"{reverse('reports:inbox')}?trang-thai={state}"
        cards.append(Card(f"reports-{state}", title, counted.get(state, 0), url, tone, items))
    return cards


def counted_requests(actor: Actor) -> "QuerySet[Any]":
    """The room's requests; each row has `sent`, the number of files that came in, which its model does not declare."""
    return reports.requests(actor)


def request_cards(actor: Actor) -> list[Card]:
    """Open requests that no report has answered, those due first. At most three queries."""
    if not access.verbs_anywhere(actor) & {"reports.request", "reports.submit"}:
        return []
    waiting = counted_requests(actor).filter(state="open", sent=0).order_by("due_on", "pk")
    count = waiting.count()
    first = list(waiting[:FEW]) if count else []
    names = unit_names(units=[row.unit_id for row in first], on=actor.on) if first else {}
    items = []
    for row in first:
        state, word = lateness(row.due_on, sent=0, on=actor.on, unreadable=row.unreadable)
        detail = f"{names.get(row.unit_id, '')} · {date_format(row.due_on, 'SHORT_DATE_FORMAT')}"
        items.append(Item(row.title, reverse("reports:request", args=[row.pk]), detail, state, word))
    tone = "bad" if any(item.state == "overdue" for item in items) else "wait"
    return [Card("requests", _("Yêu cầu chưa có báo cáo"), count, reverse("reports:requests"), tone, items)]


def month_of(actor: Actor, first: date) -> Month:
    """The requests due in the month of `first` that the actor may see, by due date. Two queries."""
    first = first.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    rows = list(counted_requests(actor).filter(due_on__range=(first, last)).order_by("due_on", "pk"))
    names = unit_names(units=[row.unit_id for row in rows], on=actor.on) if rows else {}
    lines = []
    for row in rows:
        sent: int = row.sent
        word = lateness(row.due_on, sent=sent, on=actor.on, unreadable=row.unreadable)
        lines.append(Line(row, names.get(row.unit_id, ""), sent, *word))
    return Month(
        first=first,
        before=(first - timedelta(days=1)).replace(day=1),
        after=last + timedelta(days=1),
        lines=lines,
        answered=sum(line.state == "done" for line in lines),
        open=sum(
            line.state in {"waiting", "due_soon", "unreadable"} and line.request.due_on >= actor.on for line in lines
        ),
        late=sum(line.state != "done" and line.request.due_on < actor.on for line in lines),
    )
