"""What happened to a task, in order. Added, never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.records.tasks.models.task import Task


class EventKind(models.TextChoices):
    """What was done."""

    ACCEPT = "accept", _("Nhận nhiệm vụ")
    PROGRESS = "progress", _("Cập nhật tiến độ")
    REPORT_DONE = "report_done", _("Báo cáo hoàn thành")
    SEND_BACK = "send_back", _("Trả lại")
    CONFIRM = "confirm", _("Xác nhận hoàn thành")
    EXTEND = "extend", _("Gia hạn")
    CANCEL = "cancel", _("Hủy nhiệm vụ")
    REOPEN = "reopen", _("Mở lại")
    REASSIGN = "reassign", _("Đổi phân công")


class TaskEvent(models.Model):
    """One step or report of progress, with what was said; files are attached to it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="events", verbose_name=_("Nhiệm vụ"))
    kind = models.CharField(_("Việc"), max_length=12, choices=EventKind.choices)
    text = models.TextField(_("Nội dung"), blank=True, max_length=20_000)
    on = models.DateField(_("Ngày"))
    at = models.DateTimeField(_("Lúc"))
    by = models.CharField(_("Người"), max_length=200)

    class Meta:
        verbose_name = _("Diễn biến nhiệm vụ")
        verbose_name_plural = _("Diễn biến nhiệm vụ")
        indexes = [models.Index(fields=["task", "id"], name="tasks_event_of_task")]
        constraints = [models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="tasks_event_kind")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.kind}"


class DueChange(models.Model):
    """One moved deadline: from which day to which, why, by whom."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="due_changes", verbose_name=_("Nhiệm vụ"))
    old_due_on = models.DateField(_("Hạn cũ"), null=True, blank=True)
    new_due_on = models.DateField(_("Hạn mới"))
    reason = models.CharField(_("Lý do"), max_length=1000)
    at = models.DateTimeField(_("Lúc"))
    by = models.CharField(_("Người gia hạn"), max_length=200)

    class Meta:
        verbose_name = _("Lần gia hạn")
        verbose_name_plural = _("Lần gia hạn")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="tasks_duechange_reason")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.old_due_on} → {self.new_due_on}"
