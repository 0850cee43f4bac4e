"""Every working morning: one message to each person about the tasks of their units that are due soon or overdue."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.ground.access import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.jobs import daily, periodic
from giaoban.ground.notices.services import notice_send
from giaoban.ground.org.models import Person
from giaoban.kernel.calendar import vietnam
from giaoban.kernel.problems import Problem
from giaoban.records.tasks.clock import in_state_of, sentence
from giaoban.records.tasks.models import Assignment, Task
from giaoban.records.tasks.selectors.audience import people_of

LISTED = 30
"""So many tasks are named in one message; the rest is a number and the page."""


@dataclass
class Reminder:
    """What one person is reminded of."""

    person: Person
    overdue: list[Task] = field(default_factory=list)
    soon: list[Task] = field(default_factory=list)


@periodic(daily("07:05"))
def tasks_remind(at: datetime) -> None:
    """Remind everybody who leads a task that is due within three working days or overdue."""
    with acting(Actor.system("Nhắc hạn nhiệm vụ", at=at), source="job"):
        remind(at=at)


def remind(*, at: datetime) -> int:
    """Put the reminders of a day in the outbox, none on a free day; how many. Once per person and day, however often it runs."""
    on = timezone.localdate(at)
    if not worked(on):
        return 0
    with transaction.atomic():
        found = reminders(on)
        for reminder in found:
            notice_send(
                event="tasks.reminder",
                to=reminder.person,
                subject=partial(subject_of, reminder),
                body=partial(body_of, reminder, on),
                on=on,
                at=at,
                url=reverse("tasks:mine"),
            )
    return len(found)


def worked(on: date) -> bool:
    """Whether people work on a day; outside the calendar's years Monday to Friday."""
    try:
        return vietnam().day(on).worked
    except Problem:
        return on.weekday() < 5


def reminders(on: date) -> list[Reminder]:
    """Who is reminded of what on a day, by person; the units are asked once each."""
    found: dict[int, Reminder] = {}
    people: dict[tuple[int, int, int], list[Person]] = {}
    for name in ("overdue", "due_soon"):
        rows = Task.objects.filter(in_state_of(name, on), state__in=["assigned", "doing"]).order_by("due_on", "pk")
        leads = Assignment.objects.current().filter(kind="lead", task__in=rows).select_related("task")
        for part in leads.order_by("task__due_on", "task_id"):
            key = (part.unit_id, part.task.body_id, part.task.classification)
            if key not in people:
                people[key] = list(people_of(unit_id=key[0], body_id=key[1], on=on, classification=key[2]))
            for person in people[key]:
                reminder = found.setdefault(person.pk, Reminder(person))
                (reminder.overdue if name == "overdue" else reminder.soon).append(part.task)
    return [found[pk] for pk in sorted(found)]


def subject_of(reminder: Reminder) -> str:
    """ "Nhắc hạn nhiệm vụ: 2 quá hạn, 3 sắp đến hạn"."""
    late, soon = {"n": len(reminder.overdue)}, {"n": len(reminder.soon)}
    counts = [
        _("%(n)s quá hạn") % late if late["n"] else "",
        _("%(n)s sắp đến hạn") % soon if soon["n"] else "",
    ]
    return _("Nhắc hạn nhiệm vụ: %(counts)s") % {"counts": ", ".join(filter(None, counts))}


def body_of(reminder: Reminder, on: date) -> str:
    """The tasks, overdue first, each with its clock."""
    rows = [*reminder.overdue, *reminder.soon]
    lines = [f"- {task.ref} {task.title}: {sentence(task, on)}." for task in rows[:LISTED]]
    if more := len(rows[LISTED:]):
        lines.append(ngettext("… và %(n)s nhiệm vụ khác.", "… và %(n)s nhiệm vụ khác.", more) % {"n": more})
    return "\n".join(lines) + "\n"
