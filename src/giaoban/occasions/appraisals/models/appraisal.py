"""An appraisal of units by a set for a period: who reviews, the card of each unit, its points."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Post, Unit
from giaoban.occasions.appraisals.models.criteria import DIGITS, PLACES, ScoreCriterion, ScoreGroup, ScoreSet
from giaoban.occasions.appraisals.states import APPRAISAL, EDITABLE, SHEET
from giaoban.records.figures.models import Observation

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class ReviewTeam(models.Model):
    """Those who check the cards of an appraisal. Rights of reviewers are grants on this row: it is the office's, so that a unit that is
    rated does not see it, and with it neither the cards of others."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan chấm"))
    title = models.CharField(_("Tên tổ thẩm định"), max_length=300)

    class Meta:
        verbose_name = _("Tổ thẩm định")
        verbose_name_plural = _("Tổ thẩm định")

    def __str__(self) -> str:
        return self.title


class Appraisal(models.Model):
    """Rating units by one version of a set for one period; the year before is the appraisal it is compared with."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan chấm"))
    score_set = models.ForeignKey(ScoreSet, models.PROTECT, related_name="appraisals", verbose_name=_("Bộ tiêu chí"))
    team = models.OneToOneField(ReviewTeam, models.PROTECT, related_name="appraisal", verbose_name=_("Tổ thẩm định"))
    title = models.CharField(_("Tên đợt chấm"), max_length=300)
    period = models.CharField(_("Kỳ chấm"), max_length=20, help_text=_("Ví dụ: 2026 là cả năm; 2026-Q3 là quý III."))
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("So với đợt trước")
    )
    self_due_on = models.DateField(_("Hạn tự chấm"))
    review_due_on = models.DateField(_("Hạn thẩm định"))
    note = models.TextField(_("Yêu cầu thêm"), blank=True, max_length=4000)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=APPRAISAL.choices, default="scoring")
    opened_at = models.DateTimeField(_("Mở lúc"))
    opened_by = models.CharField(_("Người mở"), max_length=200)
    decided_at = models.DateTimeField(_("Quyết định lúc"), null=True, blank=True)
    decided_by = models.CharField(_("Người quyết định"), max_length=200, blank=True)
    decision = models.CharField(_("Số, ký hiệu quyết định"), max_length=200, blank=True)

    if TYPE_CHECKING:
        sheets: RelatedManager["ScoreSheet"]
        reviewers: RelatedManager["Reviewer"]

    class Meta:
        verbose_name = _("Đợt chấm điểm")
        verbose_name_plural = _("Đợt chấm điểm")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=APPRAISAL.states), name="appraisals_appraisal_state"),
            models.CheckConstraint(
                condition=Q(review_due_on__gte=models.F("self_due_on")), name="appraisals_appraisal_due"
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(decided_at__isnull=False), name="appraisals_appraisal_decided"
            ),
        ]
        indexes = [models.Index(fields=["body", "-opened_at", "-id"], name="appraisals_newest")]

    def __str__(self) -> str:
        return self.title


class Reviewer(models.Model):
    """A post that checks the cards of an appraisal: one group of criteria, or all."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="reviewers", verbose_name=_("Đợt chấm điểm"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name=_("Người thẩm định"))
    group = models.ForeignKey(
        ScoreGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Nhóm tiêu chí")
    )

    class Meta:
        verbose_name = _("Người thẩm định")
        verbose_name_plural = _("Người thẩm định")
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "post", "group"], nulls_distinct=False, name="appraisals_reviewer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.appraisal_id}/{self.post_id}"


class ScoreSheet(models.Model):
    """The card of one unit. Totals are those of the last save, decided ones of the decision; an excluded unit has a reason and no class.

    `block`: units are ranked within it ("Cơ quan", "Xã, thị trấn"). `variant`: the region or group whose bounds apply.
    """

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="sheets", verbose_name=_("Đợt chấm điểm"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan chấm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    block = models.CharField(_("Khối"), max_length=60, blank=True)
    variant = models.CharField(_("Vùng, nhóm"), max_length=20, blank=True)
    excluded = models.CharField(_("Lý do không chấm"), max_length=300, blank=True)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=SHEET.choices, default="open")
    note = models.TextField(_("Ý kiến của đơn vị"), blank=True, max_length=4000)
    returned_reason = models.CharField(_("Lý do trả lại"), max_length=500, blank=True)
    self_total = models.DecimalField(_("Điểm tự chấm"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    total = models.DecimalField(_("Điểm thẩm định"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    band = models.CharField(_("Xếp loại"), max_length=20, blank=True)
    how = models.CharField(_("Cách tính"), max_length=1000, blank=True)
    rank = models.PositiveIntegerField(_("Thứ hạng"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("Nộp lúc"), null=True, blank=True)
    submitted_by = models.CharField(_("Người nộp"), max_length=200, blank=True)

    if TYPE_CHECKING:
        scores: RelatedManager["SheetScore"]

    class Meta:
        verbose_name = _("Phiếu chấm điểm")
        verbose_name_plural = _("Phiếu chấm điểm")
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "unit"], name="appraisals_sheet_once"),
            models.CheckConstraint(condition=Q(state__in=SHEET.states), name="appraisals_sheet_state"),
        ]
        indexes = [models.Index(fields=["body", "unit"], name="appraisals_sheet_unit")]

    def __str__(self) -> str:
        return f"{self.appraisal_id}/{self.unit_id}"

    @property
    def classed(self) -> str:
        """The code of its class, "" while the card is not handed in: what is half filled in has no class."""
        return "" if self.state in EDITABLE else self.band


class SheetScore(models.Model):
    """What a unit entered for one criterion, and what the reviewer says about it. Evidence is attached to this row."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores", verbose_name=_("Phiếu chấm điểm"))
    criterion = models.ForeignKey(ScoreCriterion, models.PROTECT, related_name="+", verbose_name=_("Tiêu chí"))
    value = models.DecimalField(_("Số liệu"), max_digits=24, decimal_places=6, null=True, blank=True)
    whole = models.DecimalField(_("Mẫu số"), max_digits=24, decimal_places=6, null=True, blank=True)
    points = models.DecimalField(_("Điểm tự chấm"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    how = models.CharField(_("Cách tính"), max_length=300, blank=True)
    note = models.CharField(_("Giải trình"), max_length=1000, blank=True)
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Lấy từ sổ số liệu")
    )
    reviewed = models.DecimalField(_("Điểm thẩm định"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    reason = models.CharField(_("Ý kiến thẩm định"), max_length=1000, blank=True)
    reviewed_by = models.CharField(_("Người thẩm định"), max_length=200, blank=True)
    reviewed_at = models.DateTimeField(_("Thẩm định lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("Điểm từng tiêu chí")
        verbose_name_plural = _("Điểm từng tiêu chí")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="appraisals_score_once"),
            models.CheckConstraint(
                condition=Q(reviewed__isnull=True) | Q(reviewed=models.F("points")) | ~Q(reason=""),
                name="appraisals_score_change_needs_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.criterion_id}"
