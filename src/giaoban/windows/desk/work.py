"""Cards of sessions and tasks: what is being prepared, what is mine to do, what waits for confirmation."""

from typing import Any

from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.occasions.meetings.selectors.sessions import sessions
from giaoban.occasions.meetings.states import SESSION
from giaoban.records.tasks.clock import lateness
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.selectors import mine, tasks
from giaoban.records.tasks.states import TASK
from giaoban.windows.desk.cards import Card, Item

FEW = 6
LATE_WORDS = {"overdue": gettext_lazy("quá hạn"), "due_soon": gettext_lazy("sắp đến hạn")}


def counted(rows: "QuerySet[Any]") -> tuple[list[Any], int]:
    """The first few rows and how many there are in all; one query."""
    found = list(rows.annotate(in_all=Window(Count("pk")))[:FEW])
    return found, found[0].in_all if found else 0


def session_cards(actor: Actor) -> list[Card]:
    """Sessions of the actor's body that are prepared or held, for those who prepare them. One query."""
    if "meetings.prepare" not in access.verbs_anywhere(actor):
        return []
    rows, count = counted(sessions(actor).filter(state__in=("planned", "open")).order_by("held_on", "pk"))
    items = [
        Item(
            label=row.title,
            url=reverse("meetings:conclusion" if row.state == "open" else "meetings:agenda", args=[row.pk]),
            detail=date_format(row.held_on, "SHORT_DATE_FORMAT"),
            state=row.state,
            state_label=SESSION.label(row.state),
        )
        for row in rows
    ]
    return [
        Card("sessions", _("Phiên họp đang chuẩn bị, đang họp"), count, reverse("meetings:sessions"), "info", items)
    ]


def task_item(task: Task, actor: Actor, detail: str) -> Item:
    """A task as a line: late or due soon where it is, else its state."""
    late = lateness(task, actor.on)
    word = str(LATE_WORDS.get(late, "")) or TASK.label(task.state)
    code = late if late in LATE_WORDS else task.state
    return Item(task.title, reverse("tasks:task", args=[task.pk]), detail, code, word)


def due_of(task: Task) -> str:
    """Until when, in words."""
    return date_format(task.due_on, "SHORT_DATE_FORMAT") if task.due_on else task.due_words or _("không có hạn")


def my_task_cards(actor: Actor) -> list[Card]:
    """Tasks in which the actor's unit or post has a part and that it still owes, those due first. One query."""
    if "tasks.report" not in access.verbs_anywhere(actor):
        return []
    rows, count = counted(mine(actor).filter(state__in=("assigned", "doing")))
    items = [task_item(row, actor, due_of(row)) for row in rows]
    tone = "bad" if any(item.state == "overdue" for item in items) else "wait"
    return [Card("my-tasks", _("Nhiệm vụ của tôi"), count, reverse("tasks:mine"), tone, items)]


def reported_task_cards(actor: Actor) -> list[Card]:
    """Tasks reported done that wait for the office. At most two queries."""
    if "tasks.confirm" not in access.verbs_anywhere(actor):
        return []
    waiting = access.visible(actor, "tasks.confirm", tasks(actor).filter(state="reported"))
    rows, count = counted(waiting.order_by("reported_on", "pk"))
    names = unit_names(units={row.lead_id for row in rows if row.lead_id}, on=actor.on) if rows else {}
    items = [task_item(row, actor, names.get(row.lead_id or 0, "")) for row in rows]
    url = f"{reverse('tasks:list')}?trang_thai=reported"
    return [Card("reported-tasks", _("Nhiệm vụ chờ xác nhận"), count, url, "info", items)]
