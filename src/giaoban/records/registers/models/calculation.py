"""How a figure was computed from a register: the question, the day, the version of the definition, and the answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Unit
from giaoban.records.registers.models.register import DefinitionVersion, Register


class Calculation(models.Model):
    """One figure that was recorded from a register, kept so that the way back from it can be shown. Added, never changed.

    entries: how many were looked at; gaps: how many of their values were missing.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="+", verbose_name=_("Sổ theo dõi"))
    version = models.ForeignKey(DefinitionVersion, models.PROTECT, related_name="+", verbose_name=_("Định nghĩa"))
    indicator = models.CharField(_("Chỉ tiêu"), max_length=40)
    formula = models.TextField(_("Công thức"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị"))
    period = models.CharField(_("Kỳ"), max_length=40)
    as_of = models.DateField(_("Tính đến ngày"))
    value = models.DecimalField(_("Giá trị"), null=True, blank=True, max_digits=24, decimal_places=6)
    entries = models.PositiveIntegerField(_("Số mục"))
    gaps = models.PositiveIntegerField(_("Số giá trị trống"), default=0)
    classification = models.PositiveSmallIntegerField(_("Mức phổ biến"), default=0)
    at = models.DateTimeField(_("Tính lúc"))
    by = models.CharField(_("Người tính"), max_length=200)

    class Meta:
        verbose_name = _("Lần tính từ sổ")
        verbose_name_plural = _("Lần tính từ sổ")

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"
