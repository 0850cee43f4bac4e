"""The task: what must be done, by when, where it was said, and where it stands."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body
from giaoban.records.tasks.states import TASK

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from giaoban.records.tasks.models.assignment import Assignment
    from giaoban.records.tasks.models.event import DueChange, TaskEvent


class SourceKind(models.TextChoices):
    """Where a task was given."""

    SESSION = "session", _("Kết luận phiên họp")
    DOCUMENT = "document", _("Văn bản")
    MANUAL = "manual", _("Chỉ đạo trực tiếp")


class Task(models.Model):
    """One piece of work for one lead unit. The same text for several units is several tasks with one `batch` (ADR 9)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan giao"))
    ref = models.CharField(_("Mã nhiệm vụ"), max_length=40)
    title = models.CharField(_("Tên nhiệm vụ"), max_length=300)
    text = models.TextField(_("Nội dung phải làm"), max_length=20_000)
    product = models.TextField(_("Sản phẩm"), blank=True, max_length=2000)
    source_kind = models.CharField(
        _("Nguồn giao"), max_length=10, choices=SourceKind.choices, default=SourceKind.MANUAL
    )
    source_ref = models.CharField(_("Địa chỉ nguồn"), max_length=120, blank=True)
    source_quote = models.TextField(_("Câu giao nhiệm vụ"), blank=True)
    batch = models.CharField(_("Giao cùng đợt"), max_length=40, blank=True)
    due_on = models.DateField(_("Hạn hoàn thành"), null=True, blank=True)
    due_words = models.CharField(_("Hạn ghi trong văn bản"), max_length=200, blank=True)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=TASK.choices, default="assigned")
    issued_on = models.DateField(_("Ngày giao"))
    reported_on = models.DateField(_("Ngày báo cáo hoàn thành"), null=True, blank=True)
    closed_on = models.DateField(_("Ngày xác nhận"), null=True, blank=True)
    result = models.TextField(_("Kết quả"), blank=True, max_length=20_000)
    classification = models.PositiveSmallIntegerField(_("Mức phổ biến"), default=0)
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người giao"), max_length=200)

    if TYPE_CHECKING:
        assignments: RelatedManager[Assignment]
        due_changes: RelatedManager[DueChange]
        events: RelatedManager[TaskEvent]

    class Meta:
        verbose_name = _("Nhiệm vụ")
        verbose_name_plural = _("Nhiệm vụ")
        indexes = [
            models.Index(fields=["body", "-issued_on", "-id"], name="tasks_task_newest"),
            models.Index(fields=["body", "state", "due_on"], name="tasks_task_due"),
            models.Index(fields=["source_ref"], name="tasks_task_source", condition=~Q(source_ref="")),
            models.Index(fields=["body", "batch"], name="tasks_task_batch", condition=~Q(batch="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "ref"], name="tasks_task_ref_once"),
            models.CheckConstraint(condition=Q(state__in=TASK.states), name="tasks_task_state"),
            models.CheckConstraint(condition=Q(source_kind__in=SourceKind.values), name="tasks_task_source_kind"),
            models.CheckConstraint(
                condition=~Q(state__in=["reported", "closed"]) | Q(reported_on__isnull=False),
                name="tasks_task_reported_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False), name="tasks_task_closed_has_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
