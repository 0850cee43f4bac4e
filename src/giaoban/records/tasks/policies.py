"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.ground.directory.services.tokens import offer
from giaoban.records.tasks.models import Assignment, DueChange, Task, TaskEvent

access.declare(
    {
        "tasks.view": _("Xem nhiệm vụ"),
        "tasks.assign": _("Giao nhiệm vụ, đổi phân công, hủy nhiệm vụ"),
        "tasks.report": _("Nhận nhiệm vụ, cập nhật tiến độ, báo cáo hoàn thành"),
        "tasks.confirm": _("Xác nhận, trả lại, mở lại nhiệm vụ"),
        "tasks.extend": _("Gia hạn nhiệm vụ"),
    }
)
offer(
    "tasks.view", "tasks.assign", "tasks.report", "tasks.confirm", "tasks.extend"
)  # what keys for programs may be made for
access.entitle(
    {
        "tasks.accept": _("Nhận nhiệm vụ"),
        "tasks.progress": _("Cập nhật tiến độ nhiệm vụ"),
        "tasks.report_done": _("Báo cáo hoàn thành nhiệm vụ"),
        "tasks.send_back": _("Trả lại nhiệm vụ"),
        "tasks.cancel": _("Hủy nhiệm vụ"),
        "tasks.reopen": _("Mở lại nhiệm vụ"),
        "tasks.reassign": _("Đổi phân công nhiệm vụ"),
    }
)
access.policy(Task, view="tasks.view", body="body", unit="assignments__unit", classification="classification")
access.policy(Assignment, view="tasks.view", body="task__body", unit="unit", classification="task__classification")
for part in (TaskEvent, DueChange):
    access.policy(
        part,
        view="tasks.view",
        body="task__body",
        unit="task__assignments__unit",
        classification="task__classification",
        parent="task",
    )

journal.track(Task)
journal.track(Assignment, part_of="task")
journal.track(TaskEvent, part_of="task")
journal.track(DueChange, part_of="task")


def found_task(task: Task) -> search.Found:
    """A task is found by its number, title, text, product and the sentence it was read in."""
    return search.Found(
        title=f"{task.ref} {task.title}",
        url=reverse("tasks:task", args=[task.pk]),
        text="\n".join((task.text, task.product, task.source_quote, task.result)),
        body_id=task.body_id,
        unit_id=None,
        on=task.issued_on,
    )


search.source(Task, found_task)
