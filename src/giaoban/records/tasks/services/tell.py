"""What people of the units hear about a task: once per event, person and day; the outbox delivers it.

The texts are Vietnamese: a notice leaves before it is known in which language it will be read.
"""

from django.urls import reverse

from giaoban.ground.access import Actor
from giaoban.ground.notices.services import notice_send
from giaoban.records.tasks.models import Assignment, Task, current_parts
from giaoban.records.tasks.selectors.audience import people_of


def tell_assigned(*, actor: Actor, task: Task, parts: list[Assignment]) -> None:
    """The lead unit hears what it has to do; co-operating and monitoring units hear of their part."""
    due = f"{task.due_on:%d/%m/%Y}" if task.due_on else (task.due_words or "không có hạn cụ thể")
    for part in parts:
        role = str(part.get_kind_display()).lower()
        send(
            actor=actor,
            part=part,
            event=f"tasks.assigned:{task.pk}:{part.pk}",
            subject=f"Nhiệm vụ {task.ref} ({role}): {task.title}",
            body=f"Đơn vị được giao {role} nhiệm vụ {task.ref}.\n\n{task.text}\n\nHạn hoàn thành: {due}.\n"
            + (f"Sản phẩm: {task.product}\n" if task.product else ""),
        )


def tell_sent_back(*, actor: Actor, task: Task, reason: str) -> None:
    """The lead unit hears why its report came back."""
    event = f"tasks.sent_back:{task.pk}:{task.events.count()}"
    subject = f"Trả lại báo cáo hoàn thành nhiệm vụ {task.ref}"
    tell_lead(actor=actor, task=task, event=event, subject=subject, told="cần làm tiếp", reason=reason)


def tell_extended(*, actor: Actor, task: Task, reason: str) -> None:
    """The lead unit hears its new deadline."""
    event, due = f"tasks.extended:{task.pk}:{task.due_on}", f"{task.due_on:%d/%m/%Y}"
    subject, told = f"Gia hạn nhiệm vụ {task.ref} đến {due}", f"có hạn hoàn thành mới: {due}"
    tell_lead(actor=actor, task=task, event=event, subject=subject, told=told, reason=reason)


def tell_confirmed(*, actor: Actor, task: Task) -> None:
    """Every unit with a part hears that the task is done."""
    for part in current_parts(task).order_by("pk"):
        send(
            actor=actor,
            part=part,
            event=f"tasks.confirmed:{task.pk}:{part.pk}",
            subject=f"Đã xác nhận hoàn thành nhiệm vụ {task.ref}",
            body=f"Nhiệm vụ “{task.title}” đã được xác nhận hoàn thành ngày {actor.on:%d/%m/%Y}.\n",
        )


def tell_ended(*, actor: Actor, task: Task, parts: list[Assignment], reason: str) -> None:
    """Those whose part ended before the task was done hear that they need not go on: it was called off, or given to others."""
    for part in parts:
        send(
            actor=actor,
            part=part,
            event=f"tasks.ended:{task.pk}:{part.pk}",
            subject=f"Thôi thực hiện nhiệm vụ {task.ref}",
            body=f"Đơn vị không phải thực hiện tiếp nhiệm vụ “{task.title}”.\nLý do: {reason}\n",
        )


def tell_lead(*, actor: Actor, task: Task, event: str, subject: str, told: str, reason: str) -> None:
    """Tell the people of the lead unit what became of the task, and why."""
    body = f"Nhiệm vụ “{task.title}” {told}.\nLý do: {reason}\n"
    for part in current_parts(task).filter(kind="lead"):
        send(actor=actor, part=part, event=event, subject=subject, body=body)


def send(*, actor: Actor, part: Assignment, event: str, subject: str, body: str) -> None:
    """One notice for each person who answers for a part; whoever acts here knows already."""
    task = part.task
    told = people_of(unit_id=part.unit_id, body_id=task.body_id, on=actor.on, classification=task.classification)
    for person in told:
        if person.pk == actor.person_id:
            continue
        notice_send(
            event=event,
            to=person,
            subject=subject,
            body=body,
            on=actor.on,
            at=actor.at,
            url=reverse("tasks:task", args=[task.pk]),
        )
