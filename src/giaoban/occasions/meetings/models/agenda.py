"""What a session is about: items in their order, the papers under them, and the agenda as it was frozen."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.ground.files.models import StoredFile
from giaoban.ground.org.models import Unit
from giaoban.occasions.meetings.models.session import Session
from giaoban.occasions.meetings.states import ITEM
from giaoban.occasions.reports.models import Submission
from giaoban.records.documents.models import Document

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

ITEM_KINDS = [
    ("follow_up", _("Kết quả nhiệm vụ phiên trước")),
    ("report", _("Nghe báo cáo")),
    ("figures", _("Số liệu")),
    ("difficulty", _("Vướng mắc")),
    ("comment", _("Cho ý kiến")),
    ("decision", _("Quyết định")),
    ("approval", _("Thông qua")),
    ("other", _("Nội dung khác")),
]


class AgendaItem(models.Model):
    """One item. `snapshot` is what a follow-up showed when the session closed; None while it is counted afresh each time."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="items", verbose_name=_("Phiên họp"))
    order = models.PositiveIntegerField(_("Thứ tự"))
    kind = models.CharField(_("Loại nội dung"), max_length=12, choices=ITEM_KINDS)
    title = models.CharField(_("Nội dung"), max_length=500)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị trình bày")
    )
    note = models.TextField(_("Ghi chú"), blank=True, max_length=4000)
    outcome = models.TextField(_("Kết quả thảo luận"), blank=True, max_length=8000)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=ITEM.choices, default="waiting")
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Chuyển từ nội dung")
    )
    snapshot = models.JSONField(_("Kết quả theo dõi khi kết thúc"), null=True, blank=True)

    if TYPE_CHECKING:
        papers: RelatedManager["AgendaPaper"]

    class Meta:
        verbose_name = _("Nội dung chương trình")
        verbose_name_plural = _("Nội dung chương trình")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "order"], name="meetings_item_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "discussed", "postponed"]), name="meetings_item_state"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _title in ITEM_KINDS]), name="meetings_item_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaPaper(models.Model):
    """A paper under an item: a report that was handed in, or a file of its own."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers", verbose_name=_("Nội dung chương trình"))
    label = models.CharField(_("Tên tài liệu"), max_length=300)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Báo cáo")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Văn bản")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Tệp"))
    file_name = models.CharField(_("Tên tệp"), max_length=255, blank=True)
    added_at = models.DateTimeField(_("Thêm lúc"))
    added_by = models.CharField(_("Người thêm"), max_length=200)

    class Meta:
        verbose_name = _("Tài liệu phiên họp")
        verbose_name_plural = _("Tài liệu phiên họp")
        constraints = [
            models.UniqueConstraint(fields=["item", "submission"], name="meetings_paper_report_once"),
        ]

    def __str__(self) -> str:
        return self.label


class AgendaVersion(models.Model):
    """The agenda as it stood when it was frozen: rows of {item, order, kind, title, unit, papers}. Never changed."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="versions", verbose_name=_("Phiên họp"))
    version = models.PositiveIntegerField(_("Lần chốt"))
    frozen_at = models.DateTimeField(_("Chốt lúc"))
    frozen_by = models.CharField(_("Người chốt"), max_length=200)
    rows = models.JSONField(_("Chương trình"))

    class Meta:
        verbose_name = _("Chương trình đã chốt")
        verbose_name_plural = _("Chương trình đã chốt")
        constraints = [models.UniqueConstraint(fields=["session", "version"], name="meetings_version_once")]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.version}"
