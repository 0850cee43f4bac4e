"""The figure that counts now, one row per cell, so that boards need not look for the latest revision. Written by triggers only."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Unit
from giaoban.records.figures.models.indicator import DIGITS, PLACES, Indicator
from giaoban.records.figures.models.observation import Observation, Role
from giaoban.records.figures.models.period import Period


class CurrentValue(models.Model):
    """The latest revision of one cell: indicator, unit, period, breakdown, role. Kept in the transaction that writes the observation.

    Everything here is copied from `observation`, whose own keys the database holds; so this table's keys are without constraints.
    """

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_index=False, db_constraint=False, verbose_name=_("Cơ quan")
    )
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="current_values",
        db_index=False,
        db_constraint=False,
        verbose_name=_("Chỉ tiêu"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_index=False, db_constraint=False, verbose_name=_("Đơn vị")
    )
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="+", db_index=False, db_constraint=False, verbose_name=_("Kỳ báo cáo")
    )
    dims = models.CharField(_("Phân tổ"), max_length=200, blank=True, default="")
    role = models.CharField(_("Loại số liệu"), max_length=8, choices=Role.choices)
    amount = models.DecimalField(_("Giá trị"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    low = models.DecimalField(_("Giá trị thấp nhất"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(_("Giá trị cao nhất"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    comparator = models.CharField(_("Cách so sánh"), max_length=2, default="=")
    state = models.CharField(_("Trạng thái"), max_length=9)
    revision = models.PositiveIntegerField(_("Lần ghi"))
    observation = models.ForeignKey(
        Observation, models.PROTECT, related_name="+", db_index=False, db_constraint=False, verbose_name=_("Lần ghi")
    )

    class Meta:
        verbose_name = _("Số liệu hiện hành")
        verbose_name_plural = _("Số liệu hiện hành")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period", "indicator", "role", "dims"], name="figures_currentvalue_once"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="figures_currentvalue_role"),
        ]
        indexes = [models.Index(fields=["indicator", "period"], name="figures_currentvalue_series")]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.unit_id}/{self.period_id}/{self.role}"
