"""Criteria sets as rows: a version of a set with its groups, criteria and bands. TOML is their seed and exchange form."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body
from giaoban.occasions.appraisals.states import SET

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

CONFIDENCE = [
    ("high", _("Đã đọc văn bản gốc")),
    ("medium", _("Nguồn dẫn lại")),
    ("low", _("Nguồn yếu")),
    ("unverified", _("Chưa xác minh")),
]
SCALES = [("points", _("Cộng điểm")), ("met", _("Đếm số tiêu chí đạt"))]
TIES = [("shared", _("Đồng hạng")), ("groups", _("Xét điểm từng nhóm tiêu chí"))]
ROLES = [("score", _("Tính điểm")), ("bonus", _("Điểm thưởng")), ("penalty", _("Điểm trừ")), ("gate", _("Điều kiện"))]
DIGITS, PLACES = 12, 4
"""Points are kept with four decimal places: a third of a point is rounded once, where it is printed."""


class ScoreSet(models.Model):
    """One version of a body's criteria set. Only a draft may be changed; appraisals keep the version they were opened with."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    code = models.CharField(_("Mã bộ tiêu chí"), max_length=40)
    version = models.PositiveIntegerField(_("Phiên bản"), default=1)
    title = models.CharField(_("Tên bộ tiêu chí"), max_length=300)
    rated = models.CharField(_("Đối tượng chấm"), max_length=300, blank=True)
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name=_("Loại đơn vị"))
    scale = models.CharField(_("Cách tính tổng"), max_length=6, choices=SCALES, default="points")
    digits = models.PositiveSmallIntegerField(_("Số chữ số thập phân"), default=1)
    ties = models.CharField(_("Khi bằng điểm"), max_length=6, choices=TIES, default="shared")
    cap = models.DecimalField(_("Điểm trần"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    variants = models.JSONField(_("Vùng, nhóm áp dụng ngưỡng riêng"), default=dict, blank=True)
    basis = models.CharField(_("Căn cứ"), max_length=500, blank=True)
    source = models.CharField(_("Nguồn thông tin"), max_length=500, blank=True)
    confidence = models.CharField(_("Độ tin cậy"), max_length=10, choices=CONFIDENCE, default="high")
    note = models.TextField(_("Ghi chú"), blank=True, max_length=4000)
    valid_from = models.DateField(_("Áp dụng từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Hết áp dụng từ ngày"), null=True, blank=True)
    recognition = models.CharField(_("Danh hiệu công nhận"), max_length=200, blank=True)
    years = models.PositiveSmallIntegerField(_("Thời hạn công nhận (năm)"), default=0)
    register_months = models.PositiveSmallIntegerField(_("Đăng ký lại trước (tháng)"), default=0)
    state = models.CharField(_("Trạng thái"), max_length=8, choices=SET.choices, default="draft")
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)

    if TYPE_CHECKING:
        groups: RelatedManager["ScoreGroup"]
        criteria: RelatedManager["ScoreCriterion"]
        bands: RelatedManager["ScoreBand"]

    class Meta:
        verbose_name = _("Bộ tiêu chí")
        verbose_name_plural = _("Bộ tiêu chí")
        constraints = [
            models.UniqueConstraint(fields=["body", "code", "version"], name="appraisals_set_version_once"),
            models.CheckConstraint(condition=Q(state__in=SET.states), name="appraisals_set_state"),
            models.CheckConstraint(condition=Q(scale__in=["points", "met"]), name="appraisals_set_scale"),
            models.CheckConstraint(condition=Q(ties__in=["shared", "groups"]), name="appraisals_set_ties"),
            models.CheckConstraint(condition=Q(digits__lte=3), name="appraisals_set_digits"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="appraisals_set_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class ScoreGroup(models.Model):
    """A group of criteria of a set."""

    score_set = models.ForeignKey(ScoreSet, models.CASCADE, related_name="groups", verbose_name=_("Bộ tiêu chí"))
    code = models.CharField(_("Mã nhóm"), max_length=20)
    title = models.CharField(_("Tên nhóm"), max_length=300)
    position = models.PositiveIntegerField(_("Thứ tự"))

    class Meta:
        verbose_name = _("Nhóm tiêu chí")
        verbose_name_plural = _("Nhóm tiêu chí")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["score_set", "code"], name="appraisals_group_code_once")]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"


class ScoreCriterion(models.Model):
    """One criterion of a set; `rule` is the table that `kernel.scorecard` reads."""

    score_set = models.ForeignKey(ScoreSet, models.CASCADE, related_name="criteria", verbose_name=_("Bộ tiêu chí"))
    group = models.ForeignKey(ScoreGroup, models.CASCADE, related_name="criteria", verbose_name=_("Nhóm tiêu chí"))
    code = models.CharField(_("Mã tiêu chí"), max_length=20)
    title = models.CharField(_("Tên tiêu chí"), max_length=500)
    maximum = models.DecimalField(_("Điểm tối đa"), max_digits=DIGITS, decimal_places=PLACES)
    rule = models.JSONField(_("Cách tính điểm"), default=dict)
    role = models.CharField(_("Vai trò"), max_length=8, choices=ROLES, default="score")
    evidence = models.CharField(_("Minh chứng cần có"), max_length=500, blank=True)
    measure = models.CharField(_("Đơn vị tính"), max_length=60, blank=True)
    indicator = models.CharField(_("Mã chỉ tiêu trong sổ số liệu"), max_length=40, blank=True)
    whole_indicator = models.CharField(_("Mã chỉ tiêu làm mẫu số"), max_length=40, blank=True)
    confidence = models.CharField(_("Độ tin cậy"), max_length=10, choices=CONFIDENCE, default="high")
    source = models.CharField(_("Nguồn thông tin"), max_length=500, blank=True)
    position = models.PositiveIntegerField(_("Thứ tự"))

    class Meta:
        verbose_name = _("Tiêu chí")
        verbose_name_plural = _("Tiêu chí")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["score_set", "code"], name="appraisals_criterion_code_once"),
            models.CheckConstraint(condition=Q(maximum__gte=0), name="appraisals_criterion_maximum"),
            models.CheckConstraint(
                condition=Q(role__in=["score", "bonus", "penalty", "gate"]), name="appraisals_criterion_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ScoreBand(models.Model):
    """A class from a total on; `needs`: codes of criteria or groups that must be met in full."""

    score_set = models.ForeignKey(ScoreSet, models.CASCADE, related_name="bands", verbose_name=_("Bộ tiêu chí"))
    code = models.CharField(_("Mã mức"), max_length=20)
    title = models.CharField(_("Tên mức xếp loại"), max_length=200)
    at_least = models.DecimalField(_("Từ điểm"), max_digits=DIGITS, decimal_places=PLACES)
    needs = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name=_("Tiêu chí bắt buộc đạt")
    )

    class Meta:
        verbose_name = _("Mức xếp loại")
        verbose_name_plural = _("Mức xếp loại")
        ordering = ["-at_least", "pk"]
        constraints = [models.UniqueConstraint(fields=["score_set", "code"], name="appraisals_band_code_once")]

    def __str__(self) -> str:
        return self.title
