"""What people of the units hear about a task: once per event, person and day, each in their language; the outbox delivers it."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.notices.services import Text, notice_send
from giaoban.records.tasks.models import Assignment, Task, current_parts
from giaoban.records.tasks.selectors.audience import people_of


def tell_assigned(*, actor: Actor, task: Task, parts: list[Assignment]) -> None:
    """The lead unit hears what it has to do; co-operating and monitoring units hear of their part."""
    for part in parts:
        send(
            actor=actor,
            part=part,
            event=f"tasks.assigned:{task.pk}:{part.pk}",
            subject=partial(assigned_subject, part),
            body=partial(assigned_body, part),
        )


def told(part: Assignment) -> dict[str, str]:
    """What a message says of a part of a task."""
    task = part.task
    due = f"{task.due_on:%d/%m/%Y}" if task.due_on else (task.due_words or _("không có hạn cụ thể"))
    return {"ref": task.ref, "title": task.title, "role": str(part.get_kind_display()).lower(), "due": due}


def assigned_subject(part: Assignment) -> str:
    """The heading of the message to a unit that was given a part."""
    return _("Nhiệm vụ %(ref)s (%(role)s): %(title)s") % told(part)


def assigned_body(part: Assignment) -> str:
    """The message to a unit that was given a part."""
    task, values = part.task, told(part)
    lines = [_("Đơn vị được giao %(role)s nhiệm vụ %(ref)s.") % values, "", task.text, ""]
    lines.append(_("Hạn hoàn thành: %(due)s.") % values)
    if task.product:
        lines.append(_("Sản phẩm: %(product)s") % {"product": task.product})
    return "\n".join(lines) + "\n"


def because(reason: str) -> str:
    """The line of a reason."""
    return _("Lý do: %(reason)s") % {"reason": reason} + "\n"


def tell_sent_back(*, actor: Actor, task: Task, reason: str) -> None:
    """The lead unit hears why its report came back."""
    tell_lead(
        actor=actor,
        task=task,
        event=f"tasks.sent_back:{task.pk}:{task.events.count()}",
        subject=lambda: _("Trả lại báo cáo hoàn thành nhiệm vụ %(ref)s") % {"ref": task.ref},
        body=lambda: _("Nhiệm vụ “%(title)s” cần làm tiếp.") % {"title": task.title} + "\n" + because(reason),
    )


def tell_extended(*, actor: Actor, task: Task, reason: str) -> None:
    """The lead unit hears its new deadline."""
    values = {"ref": task.ref, "title": task.title, "due": f"{task.due_on:%d/%m/%Y}"}
    tell_lead(
        actor=actor,
        task=task,
        event=f"tasks.extended:{task.pk}:{task.due_on}",
        subject=lambda: _("Gia hạn nhiệm vụ %(ref)s đến %(due)s") % values,
        body=lambda: _("Nhiệm vụ “%(title)s” có hạn hoàn thành mới: %(due)s.") % values + "\n" + because(reason),
    )


def tell_confirmed(*, actor: Actor, task: Task) -> None:
    """Every unit with a part hears that the task is done."""
    values = {"ref": task.ref, "title": task.title, "on": f"{actor.on:%d/%m/%Y}"}
    for part in current_parts(task).order_by("pk"):
        send(
            actor=actor,
            part=part,
            event=f"tasks.confirmed:{task.pk}:{part.pk}",
            subject=lambda: _("Đã xác nhận hoàn thành nhiệm vụ %(ref)s") % values,
            body=lambda: _("Nhiệm vụ “%(title)s” đã được xác nhận hoàn thành ngày %(on)s.") % values + "\n",
        )


def tell_ended(*, actor: Actor, task: Task, parts: list[Assignment], reason: str) -> None:
    """Those whose part ended before the task was done hear that they need not go on: it was called off, or given to others."""
    values = {"ref": task.ref, "title": task.title}
    for part in parts:
        send(
            actor=actor,
            part=part,
            event=f"tasks.ended:{task.pk}:{part.pk}",
            subject=lambda: _("Thôi thực hiện nhiệm vụ %(ref)s") % values,
            body=lambda: _("Đơn vị không phải thực hiện tiếp nhiệm vụ “%(title)s”.") % values + "\n" + because(reason),
        )


def tell_lead(*, actor: Actor, task: Task, event: str, subject: Text, body: Text) -> None:
    """Tell the people of the lead unit what became of the task."""
    for part in current_parts(task).filter(kind="lead"):
        send(actor=actor, part=part, event=event, subject=subject, body=body)


def send(*, actor: Actor, part: Assignment, event: str, subject: Text, body: Text) -> None:
    """One notice for each person who answers for a part; whoever acts here knows already."""
    task = part.task
    people = people_of(unit_id=part.unit_id, body_id=task.body_id, on=actor.on, classification=task.classification)
    for person in people:
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
