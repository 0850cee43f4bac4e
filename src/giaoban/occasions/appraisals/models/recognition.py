"""Recognitions: of units (schools, communes, agencies) and of counted households; and the schedule of what is to be recognised."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Unit
from giaoban.occasions.appraisals.models.appraisal import ScoreSheet

TERMS = [("", _("Cả năm học")), ("1", _("Học kỳ I")), ("2", _("Học kỳ II"))]


class Recognition(models.Model):
    """A title held by a unit by a decision, until it ends or is taken away; `count`: so many households (of `of_total`) instead."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan theo dõi"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    kind = models.CharField(_("Danh hiệu"), max_length=200)
    level = models.CharField(_("Mức, cấp độ"), max_length=100, blank=True)
    again = models.BooleanField(_("Công nhận lại"), default=False)
    decision = models.CharField(_("Quyết định công nhận"), max_length=200)
    recognised_on = models.DateField(_("Ngày công nhận"))
    register_by = models.DateField(_("Hạn đăng ký lại"), null=True, blank=True)
    expires_on = models.DateField(_("Hết hạn"), null=True, blank=True)
    revoked_on = models.DateField(_("Thôi công nhận từ ngày"), null=True, blank=True)
    revoked_reason = models.CharField(_("Lý do thôi công nhận"), max_length=500, blank=True)
    count = models.PositiveIntegerField(_("Số hộ đạt"), null=True, blank=True)
    of_total = models.PositiveIntegerField(_("Tổng số hộ"), null=True, blank=True)
    sheet = models.ForeignKey(
        ScoreSheet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recognitions",
        verbose_name=_("Theo phiếu chấm"),
    )
    created_at = models.DateTimeField(_("Ghi lúc"))
    created_by = models.CharField(_("Người ghi"), max_length=200)

    class Meta:
        verbose_name = _("Công nhận danh hiệu")
        verbose_name_plural = _("Công nhận danh hiệu")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("recognised_on")),
                name="appraisals_recognition_dates",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_reason=""), name="appraisals_recognition_revoked"
            ),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(of_total__isnull=True) | Q(count__lte=F("of_total")),
                name="appraisals_recognition_count",
            ),
            models.UniqueConstraint(
                fields=["body", "unit", "kind", "recognised_on"], name="appraisals_recognition_once"
            ),
        ]
        indexes = [models.Index(fields=["body", "kind", "expires_on"], name="appraisals_recognition_end")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.unit_id}"


class RecognitionPlan(models.Model):
    """One line of the schedule: which unit is to be recognised (again) in which school year and term, the works, what they cost."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan theo dõi"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    kind = models.CharField(_("Danh hiệu"), max_length=200)
    period = models.CharField(_("Năm học, năm"), max_length=9, help_text=_("Ví dụ: 2023-2024 là năm học; 2026 là năm."))
    half = models.CharField(_("Học kỳ"), max_length=1, choices=TERMS, blank=True)
    again = models.BooleanField(_("Công nhận lại"), default=False)
    works = models.CharField(_("Việc phải làm, công trình"), max_length=1000, blank=True)
    cost = models.DecimalField(_("Kinh phí (đồng)"), max_digits=20, decimal_places=0, null=True, blank=True)
    done_by = models.ForeignKey(
        Recognition, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("Đã công nhận")
    )
    created_at = models.DateTimeField(_("Ghi lúc"))
    created_by = models.CharField(_("Người ghi"), max_length=200)

    class Meta:
        verbose_name = _("Lộ trình công nhận")
        verbose_name_plural = _("Lộ trình công nhận")
        constraints = [
            models.UniqueConstraint(fields=["body", "unit", "kind", "period"], name="appraisals_plan_once"),
            models.CheckConstraint(condition=Q(half__in=["", "1", "2"]), name="appraisals_plan_half"),
            models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gte=0), name="appraisals_plan_cost"),
        ]
        indexes = [models.Index(fields=["body", "kind", "period"], name="appraisals_plan_period")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.unit_id} ({self.period})"
