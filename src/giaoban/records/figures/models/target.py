"""What is to be reached: targets of an indicator for a unit and a period, by which act. Added, never changed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Unit
from giaoban.kernel.quantity import vietnamese
from giaoban.records.figures.models.indicator import Indicator
from giaoban.records.figures.models.observation import DIGITS, PLACES
from giaoban.records.figures.models.period import Period

SIGNS = {"at_least": "≥ ", "above": "> ", "at_most": "≤ ", "below": "< "}


class TargetKind(models.TextChoices):
    """What counts as reached."""

    AT_LEAST = "at_least", _("Từ mức này trở lên")
    ABOVE = "above", _("Trên mức này")
    AT_MOST = "at_most", _("Không quá mức này")
    BELOW = "below", _("Dưới mức này")
    EQUAL = "equal", _("Đúng mức này")
    RANGE = "range", _("Trong khoảng")
    CHANGE_AT_LEAST = "change_at_least", _("Tăng (giảm) ít nhất, % so với cùng kỳ năm trước")
    KEEP = "keep", _("Giữ như cùng kỳ năm trước")


class Target(models.Model):
    """One version of a target. A changed target is a further version with its own act; the highest version counts."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name=_("Chỉ tiêu"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị được giao"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="+", verbose_name=_("Kỳ"))
    dims = models.CharField(_("Phân tổ"), max_length=200, blank=True, default="")
    kind = models.CharField(_("Mức giao"), max_length=15, choices=TargetKind.choices)
    amount = models.DecimalField(_("Giá trị giao"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(_("Giá trị cao nhất"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    version = models.PositiveIntegerField(_("Lần giao"), default=1)
    act = models.CharField(_("Văn bản giao"), max_length=200, blank=True)
    issued_on = models.DateField(_("Ngày văn bản"), null=True, blank=True)
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("Ghi lúc"))
    recorded_by = models.CharField(_("Người ghi"), max_length=200)

    class Meta:
        verbose_name = _("Chỉ tiêu giao")
        verbose_name_plural = _("Chỉ tiêu giao")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "dims", "version"], name="figures_target_version_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=TargetKind.values), name="figures_target_kind"),
            models.CheckConstraint(
                condition=Q(kind="keep", amount__isnull=True) | (~Q(kind="keep") & Q(amount__isnull=False)),
                name="figures_target_amount",
            ),
            models.CheckConstraint(
                condition=Q(kind="range", high__gte=F("amount")) | (~Q(kind="range") & Q(high__isnull=True)),
                name="figures_target_range",
            ),
        ]
        indexes = [models.Index(fields=["body", "period"], name="figures_target_period")]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.unit_id}/{self.period_id} ({self.version})"

    @property
    def words(self) -> str:
        """The target as it is told: "≥ 60", "6.300 – 6.500", "tăng 5 %", "giữ như cùng kỳ"."""
        if self.amount is None:
            return str(_("giữ như cùng kỳ"))
        number = vietnamese(self.amount)
        if self.high is not None:
            return f"{number} – {vietnamese(self.high)}"
        if self.kind == TargetKind.CHANGE_AT_LEAST:
            return f"{_('tăng') if self.amount >= 0 else _('giảm')} {vietnamese(abs(self.amount))} %"
        return SIGNS.get(self.kind, "") + number
