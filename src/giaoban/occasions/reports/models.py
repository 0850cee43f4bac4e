"""Tables of reports. A reading is never changed: what people decide about it is added beside it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.ground.files.models import StoredFile
from giaoban.ground.org.models import Body, Unit
from giaoban.occasions.reports.states import REQUEST, SCAN, SUBMISSION

ACTIONS = [("accept", _("Chấp nhận")), ("correct", _("Sửa")), ("dismiss", _("Bỏ qua")), ("reopen", _("Xem lại"))]
KINDS = [("finding", _("Phát hiện")), ("figure", _("Số liệu")), ("task", _("Nhiệm vụ"))]


class ReportRequest(models.Model):
    """The office asks one unit for one report: for which period, until when."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị báo cáo"))
    title = models.CharField(_("Nội dung báo cáo"), max_length=300)
    period = models.CharField(
        _("Kỳ báo cáo"), max_length=20, help_text=_("Ví dụ: 2026-11 là tháng 11 năm 2026; 2026 là cả năm.")
    )
    due_on = models.DateField(_("Hạn nộp"))
    note = models.TextField(_("Yêu cầu thêm"), blank=True, max_length=4000)
    state = models.CharField(_("Trạng thái"), max_length=12, choices=REQUEST.choices, default="open")
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)

    class Meta:
        verbose_name = _("Yêu cầu báo cáo")
        verbose_name_plural = _("Yêu cầu báo cáo")
        indexes = [models.Index(fields=["body", "state", "due_on"], name="reports_request_open")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["open", "closed"]), name="reports_request_state"),
        ]

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """One file that a unit hands in, kept as it came, also where it cannot be read."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan nhận"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị báo cáo")
    )
    request = models.ForeignKey(
        ReportRequest, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("Theo yêu cầu")
    )
    title = models.CharField(_("Tên báo cáo"), max_length=300)
    period = models.CharField(_("Kỳ báo cáo"), max_length=20, blank=True)
    original = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("Tệp gốc"))
    file_name = models.CharField(_("Tên tệp"), max_length=255)
    state = models.CharField(_("Trạng thái"), max_length=12, choices=SUBMISSION.choices, default="draft")
    returned_reason = models.CharField(_("Lý do trả lại"), max_length=500, blank=True)
    unreadable_code = models.CharField(_("Mã lý do không đọc được"), max_length=7, blank=True)
    unreadable_vi = models.TextField(_("Lý do không đọc được"), blank=True)
    unreadable_en = models.TextField(blank=True)
    sent_by = models.CharField(_("Người gửi"), max_length=200)
    received_at = models.DateTimeField(_("Nhận lúc"))

    class Meta:
        verbose_name = _("Báo cáo nhận được")
        verbose_name_plural = _("Báo cáo nhận được")
        indexes = [models.Index(fields=["body", "-received_at", "-id"], name="reports_submission_inbox")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "sent", "accepted", "sent_back"]),
                name="reports_submission_state",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unreadable(self) -> str:
        """Why its file could not be read, in the language in use."""
        return self.unreadable_en if get_language() == "en" else self.unreadable_vi

    @property
    def waits(self) -> bool:
        """Whether it is a scan that a job has yet to read."""
        return self.unreadable_code == SCAN


class Reading(models.Model):
    """What one version of the reader read in a submission: proposals with their spans in `text`. Never changed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="readings", verbose_name=_("Báo cáo"))
    version = models.PositiveIntegerField(_("Lần đọc"))
    reader = models.CharField(_("Phiên bản bộ đọc"), max_length=40)
    text = models.TextField(_("Văn bản"))
    data = models.JSONField(_("Kết quả đọc"))
    figure_count = models.PositiveIntegerField(_("Số liệu đọc được"))
    relation_count = models.PositiveIntegerField(_("Quan hệ số liệu đã kiểm tra"))
    finding_count = models.PositiveIntegerField(_("Phát hiện"))
    task_count = models.PositiveIntegerField(_("Nhiệm vụ"))
    read_at = models.DateTimeField(_("Đọc lúc"))

    class Meta:
        verbose_name = _("Lần đọc")
        verbose_name_plural = _("Lần đọc")
        constraints = [models.UniqueConstraint(fields=["submission", "version"], name="reports_reading_version")]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.version}"


class ReviewDecision(models.Model):
    """What a person decided about one proposal of a reading. Added, never changed; the last one of an item counts."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="decisions", verbose_name=_("Lần đọc"))
    item_kind = models.CharField(_("Loại mục"), max_length=10, choices=KINDS)
    item = models.CharField(_("Mục"), max_length=20)
    action = models.CharField(_("Quyết định"), max_length=10, choices=ACTIONS)
    figure = models.CharField(_("Số được sửa"), max_length=100, blank=True)
    value = models.CharField(_("Giá trị sửa"), max_length=200, blank=True)
    unit_of_measure = models.CharField(_("Đơn vị tính sửa"), max_length=60, blank=True)
    reason = models.CharField(_("Lý do"), max_length=500, blank=True)
    spans = ArrayField(models.PositiveIntegerField(), default=list, verbose_name=_("Vị trí"))
    decided_by = models.CharField(_("Người quyết định"), max_length=200)
    decided_at = models.DateTimeField(_("Thời điểm"))

    class Meta:
        verbose_name = _("Quyết định về kết quả đọc")
        verbose_name_plural = _("Quyết định về kết quả đọc")
        indexes = [models.Index(fields=["reading", "item_kind", "item", "-id"], name="reports_decision_item")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item_kind__in=["finding", "figure", "task"]), name="reports_decision_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(action__in=["accept", "correct", "dismiss", "reopen"]),
                name="reports_decision_action",
            ),
            models.CheckConstraint(
                condition=~models.Q(action="dismiss") | ~models.Q(reason=""),
                name="reports_decision_dismiss_needs_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(action="correct") | ~models.Q(value=""), name="reports_decision_correct_needs_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_kind} {self.item}: {self.action}"


class BodyWords(models.Model):
    """The words that a body adds to those of the reader: units of measure, counted nouns, names of offices, abbreviations."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    text = models.TextField(_("Từ vựng"), max_length=65_536, blank=True)
    changed_at = models.DateTimeField(_("Sửa lúc"))
    changed_by = models.CharField(_("Người sửa"), max_length=200)

    class Meta:
        verbose_name = _("Từ vựng của cơ quan")
        verbose_name_plural = _("Từ vựng của cơ quan")

    def __str__(self) -> str:
        return str(self.body_id)
