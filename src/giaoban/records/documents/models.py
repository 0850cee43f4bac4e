"""Tables of documents."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear
from django.utils.translation import gettext_lazy as _

from giaoban.ground.files.models import StoredFile
from giaoban.ground.org.models import Body, Person, Post
from giaoban.records.documents.kinds import LABELS
from giaoban.records.documents.legal import CONFIDENCE
from giaoban.records.documents.states import DOCUMENT

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Document(models.Model):
    """A document of a body: a draft until it is issued; then it has its number and its words change no more."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan ban hành"))
    kind = models.CharField(_("Loại văn bản"), max_length=20, choices=LABELS)
    series_kind = models.CharField(_("Sổ cấp số"), max_length=40, default="van-ban-di")
    number = models.PositiveIntegerField(_("Số"), null=True, blank=True)
    symbol = models.CharField(_("Số và ký hiệu"), max_length=120, blank=True)
    subject = models.CharField(_("Trích yếu"), max_length=500)
    text = models.TextField(_("Nội dung"), max_length=200_000)
    blocks = models.JSONField(_("Các khối nội dung"), default=list, blank=True)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=DOCUMENT.choices, default="draft")
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    signer_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chức vụ người ký")
    )
    signer_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Người ký")
    )
    signer_label = models.CharField(_("Họ tên người ký"), max_length=200, blank=True)
    classification = models.PositiveSmallIntegerField(_("Mức phổ biến"), default=0)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Tệp văn bản")
    )
    recipients = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name=_("Nơi nhận"))
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người soạn"), max_length=200)

    if TYPE_CHECKING:
        points: RelatedManager["DocumentPoint"]

    class Meta:
        verbose_name = _("Văn bản")
        verbose_name_plural = _("Văn bản")
        indexes = [models.Index(fields=["body", "-created_at", "-id"], name="documents_document_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DOCUMENT.states), name="documents_document_state"),
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(number__isnull=False) & Q(issued_on__isnull=False) & ~Q(symbol="")),
                name="documents_document_issued_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.subject}".strip()


class DocumentPoint(models.Model):
    """One numbered point of a document, with its place in the text: [span_start, span_end) in signs."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="points", verbose_name=_("Văn bản"))
    order = models.PositiveIntegerField(_("Thứ tự"))
    label = models.CharField(_("Số mục"), max_length=20, blank=True)
    text = models.TextField(_("Nội dung"), max_length=20_000)
    span_start = models.PositiveIntegerField(_("Từ vị trí"), null=True, blank=True)
    span_end = models.PositiveIntegerField(_("Đến vị trí"), null=True, blank=True)

    class Meta:
        verbose_name = _("Mục của văn bản")
        verbose_name_plural = _("Mục của văn bản")
        ordering = ["document_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="documents_point_order_once"),
            models.CheckConstraint(
                condition=Q(span_start__isnull=True) | Q(span_end__gte=models.F("span_start")),
                name="documents_point_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text[:60]}".strip()


class LegalDocument(models.Model):
    """A legal document as the register knows it: of everybody (no body), or as one body corrected or added it.

    `year` is that of the number ("30/2020/NĐ-CP") or else of the day of issue, 0 where neither tells: "318/QĐ-TTg" is another
    document every year, and another one of each issuer.
    """

    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Cơ quan ghi")
    )
    number = models.CharField(_("Số và ký hiệu"), max_length=60)
    key = models.CharField(max_length=60, editable=False)
    kind = models.CharField(_("Loại văn bản"), max_length=40)
    issuer = models.CharField(_("Cơ quan ban hành"), max_length=200, blank=True)
    title = models.CharField(_("Trích yếu"), max_length=500)
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    valid_from = models.DateField(_("Có hiệu lực từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Hết hiệu lực từ ngày"), null=True, blank=True)
    replaced_by = models.CharField(_("Được thay bằng"), max_length=60, blank=True)
    topic = models.CharField(_("Lĩnh vực"), max_length=100, blank=True)
    source = models.CharField(_("Nguồn"), max_length=300, blank=True)
    confidence = models.CharField(_("Mức tin cậy"), max_length=10, choices=CONFIDENCE, default="unverified")
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Bản dùng chung được sửa")
    )
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)
    year = models.GeneratedField(
        expression=Coalesce(
            Cast(
                Func(
                    "number", Value("^[0-9]{1,5}/([0-9]{4})[/-]"), function="substring", output_field=models.TextField()
                ),
                models.SmallIntegerField(),
            ),
            Cast(ExtractYear("issued_on"), models.SmallIntegerField()),
            0,
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    folded = models.GeneratedField(
        expression=Func(
            Concat("number", Value(" "), "kind", Value(" "), "issuer", Value(" "), "title", Value(" "), "topic"),
            function="vn_fold",
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Văn bản pháp luật")
        verbose_name_plural = _("Văn bản pháp luật")
        ordering = ["topic", "-issued_on", "key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "key", "kind", "year", "issuer"],
                nulls_distinct=False,
                name="documents_legal_number_once_a_year",
            ),
            models.UniqueConstraint(fields=["body", "corrects"], name="documents_legal_corrected_once"),
            models.CheckConstraint(condition=Q(confidence__in=dict(CONFIDENCE)), name="documents_legal_confidence"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="documents_legal_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
