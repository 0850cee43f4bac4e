"""Tables of consolidated reports: templates by version, reports, their blocks, what people waive, what came back from Word."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Person, Post, Unit
from giaoban.occasions.consolidation.states import CONSOLIDATED
from giaoban.occasions.reports.models import Reading, Submission
from giaoban.records.documents.models import Document
from giaoban.records.documents.signing import Signer, kept_signer

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

LEVELS = [("commune", _("Cấp xã")), ("district", _("Cấp huyện")), ("province", _("Cấp tỉnh"))]
PERIOD_KINDS = [
    ("month", _("Tháng")),
    ("quarter", _("Quý")),
    ("half", _("6 tháng")),
    ("nine_months", _("9 tháng")),
    ("year", _("Năm")),
]
SECTION_KINDS = [("text", _("Lời văn các đơn vị")), ("table", _("Biểu số liệu")), ("chart", _("Biểu đồ"))]
BLOCK_KINDS = [
    ("heading", _("Đề mục")),
    ("paragraph", _("Đoạn văn")),
    ("table", _("Biểu số liệu")),
    ("chart", _("Biểu đồ")),
]
AUTHORS = [("machine", _("Phần mềm")), ("person", _("Người soạn"))]
WORDS = 20_000
"""Signs of one block."""


class ReportTemplate(models.Model):
    """One version of a template: the sections of a report of one kind of period. Without a body: it came with the program, for everybody.

    `sections`: a list of {"key", "title", "kind", "phrases", "indicators"}, checked by `sections.sections_of`. A change is a further
    version; reports keep the sections they were made with.
    """

    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Cơ quan"))
    code = models.CharField(_("Mã mẫu"), max_length=60)
    version = models.PositiveIntegerField(_("Phiên bản"), default=1)
    name = models.CharField(_("Tên mẫu"), max_length=200)
    level = models.CharField(_("Cấp"), max_length=10, choices=LEVELS)
    period_kind = models.CharField(_("Loại kỳ"), max_length=12, choices=PERIOD_KINDS)
    title = models.CharField(_("Trích yếu"), max_length=300)
    sections = models.JSONField(_("Các phần"), default=list)
    recipients = models.TextField(_("Nơi nhận"), blank=True, max_length=2000)
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)

    class Meta:
        verbose_name = _("Mẫu báo cáo tổng hợp")
        verbose_name_plural = _("Mẫu báo cáo tổng hợp")
        ordering = ["level", "period_kind", "code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code", "version"], nulls_distinct=False, name="consolidation_template_version_once"
            ),
            models.CheckConstraint(condition=Q(level__in=dict(LEVELS)), name="consolidation_template_level"),
            models.CheckConstraint(
                condition=Q(period_kind__in=dict(PERIOD_KINDS)), name="consolidation_template_period_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Consolidated(models.Model):
    """The report of a body for a period, put together from what its units reported. Once issued, nothing in it changes.

    `sections`: those of its template when it was made; `document`: the document with its number, once issued.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan báo cáo"))
    template = models.ForeignKey(ReportTemplate, models.PROTECT, related_name="+", verbose_name=_("Mẫu báo cáo"))
    period = models.CharField(_("Kỳ báo cáo"), max_length=20)
    title = models.CharField(_("Trích yếu"), max_length=300)
    sections = models.JSONField(_("Các phần"), default=list)
    recipients = models.TextField(_("Nơi nhận"), blank=True, max_length=2000)
    signer_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chức vụ người ký")
    )
    signer_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Người ký")
    )
    state = models.CharField(_("Trạng thái"), max_length=10, choices=CONSOLIDATED.choices, default="draft")
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Văn bản đã ban hành")
    )
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)

    if TYPE_CHECKING:
        blocks: RelatedManager["Block"]
        returns: RelatedManager["Returned"]
        editions: RelatedManager["Edition"]

    class Meta:
        verbose_name = _("Báo cáo tổng hợp")
        verbose_name_plural = _("Báo cáo tổng hợp")
        indexes = [models.Index(fields=["body", "-created_at", "-id"], name="consolidation_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CONSOLIDATED.states), name="consolidation_state"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"], document__isnull=True)
                | Q(state="issued", document__isnull=False),
                name="consolidation_issued_has_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def signer(self) -> Signer | None:
        """Who is to sign: post and person; None while nobody is chosen."""
        return kept_signer(self.signer_post_id, self.signer_person_id)


class Block(models.Model):
    """One block of a report: a heading, a paragraph, a table or a chart. What is taken out stays, marked as removed.

    `text`: its words (a table's and a chart's: the title). `fields`: the numbers in `text` that know their observation, as
    `fields.Field` writes them. `data`: of a table or chart what it shows (`figures`). `version` grows with each change: whoever saves
    says which version was read, so that two people never overwrite each other. `source_start`, `source_end`: where the words stand in the
    text of `reading`.
    """

    report = models.ForeignKey(Consolidated, models.PROTECT, related_name="blocks", verbose_name=_("Báo cáo tổng hợp"))
    section = models.CharField(_("Phần"), max_length=40)
    order = models.PositiveIntegerField(_("Thứ tự"))
    kind = models.CharField(_("Loại khối"), max_length=10, choices=BLOCK_KINDS)
    author = models.CharField(_("Người viết"), max_length=10, choices=AUTHORS, default="machine")
    text = models.TextField(_("Nội dung"), blank=True, max_length=WORDS)
    fields = models.JSONField(_("Số liệu trong đoạn"), default=list, blank=True)
    data = models.JSONField(_("Bảng, biểu đồ"), default=dict, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị"))
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Từ báo cáo")
    )
    reading = models.ForeignKey(
        Reading, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Lần đọc")
    )
    source_start = models.PositiveIntegerField(_("Vị trí đầu"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("Vị trí cuối"), null=True, blank=True)
    removed = models.BooleanField(_("Đã bỏ"), default=False)
    version = models.PositiveIntegerField(_("Phiên bản"), default=1)
    changed_at = models.DateTimeField(_("Sửa lúc"))
    changed_by = models.CharField(_("Người sửa"), max_length=200)

    if TYPE_CHECKING:
        waivers: RelatedManager["Waiver"]

    class Meta:
        verbose_name = _("Khối nội dung")
        verbose_name_plural = _("Khối nội dung")
        ordering = ["report_id", "order", "pk"]
        indexes = [models.Index(fields=["report", "order"], name="consolidation_block_order")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=dict(BLOCK_KINDS)), name="consolidation_block_kind"),
            models.CheckConstraint(condition=Q(author__in=dict(AUTHORS)), name="consolidation_block_author"),
            models.CheckConstraint(
                condition=Q(source_start__isnull=True) | Q(source_end__gte=F("source_start")),
                name="consolidation_block_span",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Waiver(models.Model):
    """A person says why a number may stay as it is although it differs from the figures on record. `key`: of the finding."""

    block = models.ForeignKey(Block, models.PROTECT, related_name="waivers", verbose_name=_("Khối nội dung"))
    key = models.CharField(_("Phát hiện"), max_length=200)
    reason = models.CharField(_("Lý do"), max_length=500)
    decided_at = models.DateTimeField(_("Thời điểm"))
    decided_by = models.CharField(_("Người quyết định"), max_length=200)

    class Meta:
        verbose_name = _("Giữ số khác sổ")
        verbose_name_plural = _("Giữ số khác sổ")
        constraints = [
            models.UniqueConstraint(fields=["block", "key"], name="consolidation_waiver_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="consolidation_waiver_reason"),
        ]

    def __str__(self) -> str:
        return self.reason[:80]


class Edition(models.Model):
    """What a draft said when somebody took it away as a Word file: the base when the file comes back. The file carries `origin`.

    `document`: as `docform.to_json` writes it; `base`: title, titles of sections, words and numbers of blocks, as `merging.Base` has them.
    """

    report = models.ForeignKey(
        Consolidated, models.PROTECT, related_name="editions", verbose_name=_("Báo cáo tổng hợp")
    )
    origin = models.CharField(_("Dấu của bản"), max_length=32)
    document = models.JSONField(_("Văn bản"), default=dict)
    base = models.JSONField(_("Nội dung các khối"), default=dict)
    made_at = models.DateTimeField(_("Tải lúc"))
    made_by = models.CharField(_("Người tải"), max_length=200)

    class Meta:
        verbose_name = _("Bản Word đã tải")
        verbose_name_plural = _("Bản Word đã tải")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "origin"], name="consolidation_edition_once"),
            models.CheckConstraint(condition=Q(origin__regex=r"^[0-9a-f]{32}$"), name="consolidation_edition_origin"),
        ]

    def __str__(self) -> str:
        return self.origin


class Returned(models.Model):
    """A Word file that came back. `changes`: what it changed, each with what was decided about it; `edition`: what it was made from, None
    where that is not known: then it was compared with the report as it was when the file came."""

    report = models.ForeignKey(Consolidated, models.PROTECT, related_name="returns", verbose_name=_("Báo cáo tổng hợp"))
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Sửa từ bản")
    )
    file_name = models.CharField(_("Tên tệp"), max_length=255)
    changes = models.JSONField(_("Thay đổi"), default=list)
    sent_at = models.DateTimeField(_("Nhận lúc"))
    sent_by = models.CharField(_("Người gửi"), max_length=200)

    class Meta:
        verbose_name = _("Bản Word sửa về")
        verbose_name_plural = _("Bản Word sửa về")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
