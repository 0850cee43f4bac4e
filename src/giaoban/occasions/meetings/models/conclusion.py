"""What the chair concluded, and the tasks that were read in it."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.ground.files.models import StoredFile
from giaoban.ground.org.models import Unit, UnitGroup
from giaoban.occasions.meetings.models.session import Session
from giaoban.occasions.meetings.states import PROPOSED
from giaoban.records.documents.models import Document
from giaoban.records.figures.models import Indicator
from giaoban.records.tasks.models import Task

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

CONCLUSION_STATES = [("draft", _("đang soạn")), ("issued", _("đã ban hành"))]


class Conclusion(models.Model):
    """The text of the chair's conclusion with what was read in it. `version` counts the texts: two editors cannot overwrite each other."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="conclusion", verbose_name=_("Phiên họp"))
    text = models.TextField(_("Văn bản kết luận"))
    version = models.PositiveIntegerField(_("Lần sửa"), default=1)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Tệp gốc")
    )
    file_name = models.CharField(_("Tên tệp"), max_length=255, blank=True)
    reading = models.JSONField(_("Kết quả đọc"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Thông báo kết luận")
    )
    state = models.CharField(_("Trạng thái"), max_length=10, choices=CONCLUSION_STATES, default="draft")
    changed_at = models.DateTimeField(_("Sửa lúc"))
    changed_by = models.CharField(_("Người sửa"), max_length=200)

    if TYPE_CHECKING:
        tasks: RelatedManager["ConclusionTask"]

    class Meta:
        verbose_name = _("Kết luận phiên họp")
        verbose_name_plural = _("Kết luận phiên họp")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["draft", "issued"]), name="meetings_conclusion_state"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.version}"


class ConclusionTask(models.Model):
    """A task proposed from a sentence of the conclusion, or added by hand; `doubts` says what a person should look at."""

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="tasks", verbose_name=_("Kết luận"))
    order = models.PositiveIntegerField(_("Thứ tự"))
    text = models.TextField(_("Việc phải làm"))
    title = models.CharField(_("Tên nhiệm vụ"), max_length=300)
    quote = models.TextField(_("Câu trong kết luận"), blank=True)
    span_start = models.PositiveIntegerField(_("Vị trí đầu"), null=True, blank=True)
    span_end = models.PositiveIntegerField(_("Vị trí cuối"), null=True, blank=True)
    lead_words = models.CharField(_("Đơn vị chủ trì, như trong văn bản"), max_length=300, blank=True)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị chủ trì")
    )
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Nhóm đơn vị")
    )
    cooperating = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("Đơn vị phối hợp"))
    cooperating_words = models.CharField(_("Phối hợp, như trong văn bản"), max_length=500, blank=True)
    monitoring = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị theo dõi")
    )
    due_on = models.DateField(_("Thời hạn"), null=True, blank=True)
    due_words = models.CharField(_("Thời hạn, như trong văn bản"), max_length=200, blank=True)
    product = models.CharField(_("Sản phẩm"), max_length=300, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chỉ tiêu phục vụ")
    )
    doubts = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name=_("Điểm cần xem"))
    touched = models.BooleanField(_("Đã có người sửa"), default=False)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=PROPOSED.choices, default="proposed")
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Nhiệm vụ đã giao")
    )
    dismissed_reason = models.CharField(_("Lý do không giao"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Nhiệm vụ đề xuất")
        verbose_name_plural = _("Nhiệm vụ đề xuất")
        indexes = [models.Index(fields=["conclusion", "order"], name="meetings_proposed_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "kept", "dismissed"]), name="meetings_proposed_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="kept") | models.Q(lead_unit__isnull=False),
                name="meetings_proposed_kept_has_lead",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="dismissed") | ~models.Q(dismissed_reason=""),
                name="meetings_proposed_dismiss_needs_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
