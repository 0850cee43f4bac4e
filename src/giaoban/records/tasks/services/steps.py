"""The steps of a task, as its table of states allows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from django.db import transaction
from django.utils.translation import gettext

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.files.services import attach, file_store
from giaoban.ground.files.store import Limits
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.records.tasks.models import Task, TaskEvent, current_parts
from giaoban.records.tasks.selectors.page import own_lead
from giaoban.records.tasks.services.rights import end_acting, lend_again, require_lead, require_office
from giaoban.records.tasks.services.tell import tell_confirmed, tell_ended, tell_sent_back
from giaoban.records.tasks.states import RUNNING, TASK

TAKEN = Limits(max_bytes=50 * 1024 * 1024)
"""A result's file: at most 50 MB."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with a step: its content and the name it came under."""

    stream: IO[bytes]
    name: str


@transaction.atomic
def task_accept(*, actor: Actor, task: Task, text: str = "") -> Task:
    """The lead unit takes the task on. Errors: ACC-001, ACC-002, TSK-002, FLW-001."""
    locked = lead_locked(actor=actor, task=task, verb="accept")
    stepped(locked, "accept")
    locked.save(update_fields=["state"])
    happened(actor=actor, task=locked, kind="accept", text=text)
    return locked


@transaction.atomic
def task_progress(*, actor: Actor, task: Task, text: str, enclosures: Sequence[Enclosure] = ()) -> TaskEvent:
    """A unit with a part in a running task says how it goes. Errors: ACC-001, ACC-002, TSK-005 (nothing said), TSK-007, FIL-0xx."""
    locked = task_locked(task)
    access.require(actor, "tasks.report", locked)
    journal.context(verb="tasks.progress")
    if locked.state not in RUNNING:
        raise Problem("TSK-007", ref=locked.ref, verb=gettext("cập nhật tiến độ"))
    if not access.visible(actor, "tasks.report", current_parts(locked)).exists():
        raise Problem("TSK-002", unit=lead_name(task=locked, actor=actor), verb=gettext("cập nhật tiến độ"))
    if not text.strip():
        raise Problem("TSK-005")
    return happened(
        actor=actor, task=locked, kind="progress", text=text, enclosures=enclosures, permission="tasks.report"
    )


@transaction.atomic
def task_report_done(*, actor: Actor, task: Task, result: str, enclosures: Sequence[Enclosure] = ()) -> Task:
    """The lead unit reports the task done, today, with its result.

    Errors: ACC-001, ACC-002, TSK-002, TSK-006 (no result), FLW-001, FIL-0xx for a file that may not be kept.
    """
    locked = lead_locked(actor=actor, task=task, verb="report_done")
    stepped(locked, "report_done")
    if not result.strip():
        raise Problem("TSK-006")
    locked.result, locked.reported_on = result.strip(), actor.on
    locked.save(update_fields=["state", "result", "reported_on"])
    happened(
        actor=actor, task=locked, kind="report_done", text=result, enclosures=enclosures, permission="tasks.report"
    )
    search.index(locked)
    return locked


@transaction.atomic
def task_send_back(*, actor: Actor, task: Task, reason: str) -> Task:
    """The office sends a report back: the clock runs on, the result stays in the timeline. Errors: ACC-001, ACC-002, TSK-005, FLW-001."""
    locked = stepped_for(reason, actor=actor, task=task, verb="send_back", permission="tasks.confirm")
    locked.reported_on = None
    locked.save(update_fields=["state", "reported_on"])
    happened(actor=actor, task=locked, kind="send_back", text=reason)
    tell_sent_back(actor=actor, task=locked, reason=reason.strip())
    return locked


@transaction.atomic
def task_confirm(*, actor: Actor, task: Task, text: str = "") -> Task:
    """The office confirms that the task is done; what it lent for acting ends.

    Errors: ACC-001, ACC-002, FLW-001; TSK-014 for whoever may confirm for some units only, and whose own unit leads.
    """
    locked = office_locked(actor=actor, task=task, verb="confirm", permission="tasks.confirm")
    if own_lead(actor, locked):
        raise Problem("TSK-014", ref=locked.ref)
    stepped(locked, "confirm")
    locked.closed_on = actor.on
    locked.save(update_fields=["state", "closed_on"])
    happened(actor=actor, task=locked, kind="confirm", text=text)
    end_acting(actor=actor, task=locked)
    tell_confirmed(actor=actor, task=locked)
    return locked


@transaction.atomic
def task_cancel(*, actor: Actor, task: Task, reason: str) -> Task:
    """Call a task off; what it lent for acting ends. Errors: ACC-001, ACC-002, TSK-005, FLW-001."""
    locked = stepped_for(reason, actor=actor, task=task, verb="cancel", permission="tasks.assign")
    locked.save(update_fields=["state"])
    happened(actor=actor, task=locked, kind="cancel", text=reason)
    end_acting(actor=actor, task=locked)
    tell_ended(actor=actor, task=locked, parts=list(current_parts(locked)), reason=reason.strip())
    return locked


@transaction.atomic
def task_reopen(*, actor: Actor, task: Task, reason: str) -> Task:
    """Open a confirmed task again; those with a part may act again. Errors: ACC-001, ACC-002, TSK-005, FLW-001."""
    locked = stepped_for(reason, actor=actor, task=task, verb="reopen", permission="tasks.confirm")
    locked.reported_on = locked.closed_on = None
    locked.save(update_fields=["state", "reported_on", "closed_on"])
    happened(actor=actor, task=locked, kind="reopen", text=reason)
    lend_again(actor=actor, task=locked)
    tell_sent_back(actor=actor, task=locked, reason=reason.strip())
    return locked


def lead_locked(*, actor: Actor, task: Task, verb: str) -> Task:
    """The task's row, locked, for a step of its lead unit. Errors: ACC-001, ACC-002, TSK-002."""
    locked = task_locked(task)
    require_lead(actor=actor, task=locked, verb=TASK.label(verb), unit_name=lead_name(task=locked, actor=actor))
    journal.context(verb=f"tasks.{verb}")
    return locked


def office_locked(*, actor: Actor, task: Task, verb: str, permission: str, reason: str = "") -> Task:
    """The task's row, locked, for a step of the office. Errors: ACC-001, ACC-002."""
    locked = task_locked(task)
    require_office(actor=actor, task=locked, permission=permission)
    journal.context(verb=f"tasks.{verb}", reason=reason)
    return locked


def stepped_for(reason: str, *, actor: Actor, task: Task, verb: str, permission: str) -> Task:
    """The task's row, locked and moved by a step of the office that needs a reason. Errors: ACC-001, ACC-002, TSK-005, FLW-001."""
    locked = office_locked(actor=actor, task=task, verb=verb, permission=permission, reason=reason)
    stepped(locked, verb)
    if not reason.strip():
        raise Problem("TSK-005")
    return locked


def task_locked(task: Task) -> Task:
    """The task's row, locked for the rest of the transaction, so that what is checked next still holds when it is written."""
    return Task.objects.select_for_update().get(pk=task.pk)


def stepped(task: Task, verb: str) -> None:
    """Move the state. Errors: FLW-001."""
    task.state = TASK.step(task.state, verb)


def lead_name(*, task: Task, actor: Actor) -> str:
    """The name of the unit that leads."""
    unit = current_parts(task).filter(kind="lead").values_list("unit_id", flat=True).first()
    return unit_name(unit=unit, on=actor.on) if unit is not None else ""


def happened(
    *, actor: Actor, task: Task, kind: str, text: str, enclosures: Sequence[Enclosure] = (), permission: str = ""
) -> TaskEvent:
    """Write down what happened, with its files. permission: the right with which files are attached."""
    event = TaskEvent.objects.create(
        task=task, kind=kind, text=text.strip(), on=actor.on, at=actor.at, by=actor.label[:200]
    )
    for file in enclosures:
        stored = file_store(file.stream, name=file.name, limits=TAKEN)
        attach(actor=actor, owner=event, stored=stored, name=file.name, verb=permission, body_id=task.body_id)
    return event
