"""What is to be reached: targets of an indicator for a unit and a period, by which act. Added, never changed."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Unit
from giaoban.records.figures.models.indicator import DIGITS, PLACES, Indicator
from giaoban.records.figures.models.period import Period
from giaoban.records.figures.printing import share_written, written

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

SIGNS = {"at_least": "≥ ", "above": "> ", "at_most": "≤ ", "below": "< "}
RANGED = ("range", "n_of_m")
"""Kinds of two numbers."""
PLAIN = ("at_least", "above", "equal", "at_most", "below", "raise_to")
"""Kinds whose amount is a plan: what was reached is measured by it."""
WORDED = ("keep", "exceed", "by_reference", "all_parts")
"""Kinds that may say no number."""


class TargetKind(models.TextChoices):
    """What counts as reached."""

    AT_LEAST = "at_least", _("Từ mức này trở lên")
    ABOVE = "above", _("Trên mức này")
    AT_MOST = "at_most", _("Không quá mức này")
    BELOW = "below", _("Dưới mức này")
    EQUAL = "equal", _("Đúng mức này")
    RANGE = "range", _("Trong khoảng")
    N_OF_M = "n_of_m", _("n trên tổng số m")
    RAISE_TO = "raise_to", _("Nâng lên mức này")
    CHANGE_AT_LEAST = "change_at_least", _("Tăng (giảm) ít nhất, so với cùng kỳ năm trước")
    KEEP = "keep", _("Giữ như cùng kỳ năm trước, hoặc duy trì mức này")
    EXCEED = "exceed", _("Đạt và vượt chỉ tiêu cấp trên giao")
    BY_REFERENCE = "by_reference", _("Theo mức cấp trên giao")
    WEIGHTED_MEAN = "weighted_mean", _("Bình quân có quyền số của các thành phần")
    ALL_PARTS = "all_parts", _("Mọi thành phần đều đạt")


class TargetOrigin(models.TextChoices):
    """Who set it."""

    ISSUED = "issued", _("Giao theo văn bản")
    HANDED_DOWN = "handed_down", _("Phân giao từ chỉ tiêu cấp trên")
    REGISTERED = "registered", _("Đơn vị đăng ký")


class Target(models.Model):
    """One version of a target. A changed target is a further version with its own act; the highest version counts.

    parent: the target it was handed down from. part_of: the target of which it is a part ("trong đó"), with its weight in a mean.
    reference: the target of the level above that it speaks of without a number.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name=_("Chỉ tiêu"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị được giao"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="+", verbose_name=_("Kỳ"))
    dims = models.CharField(_("Phân tổ"), max_length=200, blank=True, default="")
    kind = models.CharField(_("Mức giao"), max_length=15, choices=TargetKind.choices)
    amount = models.DecimalField(_("Giá trị giao"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(_("Giá trị cao nhất"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    points = models.BooleanField(_("Tính theo điểm phần trăm"), default=False)
    origin = models.CharField(_("Nguồn giao"), max_length=12, choices=TargetOrigin.choices, default="issued")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="handed_down", verbose_name=_("Phân giao từ")
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("Thành phần của")
    )
    weight = models.DecimalField(_("Quyền số"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    reference = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Theo chỉ tiêu cấp trên")
    )
    version = models.PositiveIntegerField(_("Lần giao"), default=1)
    act = models.CharField(_("Văn bản giao"), max_length=200, blank=True)
    act_ref = models.CharField(_("Địa chỉ văn bản giao"), max_length=120, blank=True, default="")
    issued_on = models.DateField(_("Ngày văn bản"), null=True, blank=True)
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("Ghi lúc"))
    recorded_by = models.CharField(_("Người ghi"), max_length=200)

    if TYPE_CHECKING:
        handed_down: RelatedManager["Target"]
        parts: RelatedManager["Target"]

    class Meta:
        verbose_name = _("Chỉ tiêu giao")
        verbose_name_plural = _("Chỉ tiêu giao")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "dims", "version"], name="figures_target_version_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=TargetKind.values), name="figures_target_kind"),
            models.CheckConstraint(condition=Q(origin__in=TargetOrigin.values), name="figures_target_origin"),
            models.CheckConstraint(
                condition=Q(kind__in=WORDED) | Q(amount__isnull=False), name="figures_target_amount"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RANGED, high__gte=F("amount")) | (~Q(kind__in=RANGED) & Q(high__isnull=True)),
                name="figures_target_range",
            ),
            models.CheckConstraint(condition=Q(weight__isnull=True) | Q(weight__gt=0), name="figures_target_weight"),
        ]
        indexes = [models.Index(fields=["body", "period"], name="figures_target_period")]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.unit_id}/{self.period_id} ({self.version})"

    @property
    def as_plan(self) -> Decimal | None:
        """Its amount where that is the plan of its period; None for a range, a change, a mean, and for words without a number."""
        return self.amount if self.kind in PLAIN else None

    @property
    def words(self) -> str:
        """The target as it is told: "≥ 60", "6.300 – 6.500", "5/7", "tăng 5 %", "giữ như cùng kỳ"."""
        number = "" if self.amount is None else written(self.amount)
        match self.kind:
            case TargetKind.EXCEED:
                return f"{_('đạt và vượt')} {number}" if number else str(_("đạt và vượt mức cấp trên giao"))
            case TargetKind.BY_REFERENCE:
                return str(_("theo mức cấp trên giao"))
            case TargetKind.ALL_PARTS:
                return str(_("mọi thành phần đều đạt"))
            case TargetKind.KEEP:
                return f"{_('duy trì')} {number}" if number else str(_("giữ như cùng kỳ"))
            case TargetKind.RAISE_TO:
                return f"{_('nâng lên')} {number}"
            case TargetKind.CHANGE_AT_LEAST:
                amount = self.amount or Decimal(0)
                told = f"{number.lstrip('-')} {_('điểm %')}" if self.points else share_written(abs(amount))
                return f"{_('tăng') if amount >= 0 else _('giảm')} {told}"
        if self.high is not None:
            return f"{number}{'/' if self.kind == TargetKind.N_OF_M else ' – '}{written(self.high)}"
        return SIGNS.get(self.kind, "") + number
