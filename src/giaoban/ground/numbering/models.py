"""Series and the numbers issued in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body


class Series(models.Model):
    """Numbers of one kind in one body during one period. Whoever issues holds this row locked until the transaction ends."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    kind = models.CharField(_("loại sổ"), max_length=40)
    period = models.CharField(_("kỳ"), max_length=20)
    pattern = models.CharField(_("mẫu số và ký hiệu"), max_length=80, default="{number:02d}")
    first = models.PositiveIntegerField(_("số đầu"), default=1)
    next = models.PositiveIntegerField(_("số tiếp theo"), default=1)

    class Meta:
        verbose_name = _("dãy số")
        verbose_name_plural = _("dãy số")
        ordering = ["kind", "-period"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "period"], name="numbering_series_once"),
            models.CheckConstraint(condition=Q(first__gte=1) & Q(next__gte=F("first")), name="numbering_series_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"


class Issued(models.Model):
    """A number given to something, for ever: voided if given in error, never given again."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="issued", verbose_name=_("dãy số"))
    number = models.PositiveIntegerField(_("số"))
    symbol = models.CharField(_("số và ký hiệu"), max_length=120)
    issued_on = models.DateField(_("ngày cấp"))
    subject_ref = models.CharField(_("cấp cho"), max_length=120)
    issued_by = models.CharField(_("người cấp"), max_length=200)
    voided_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)
    voided_by = models.CharField(_("người hủy"), max_length=200, blank=True)
    void_reason = models.TextField(_("lý do hủy"), blank=True)

    class Meta:
        verbose_name = _("số đã cấp")
        verbose_name_plural = _("số đã cấp")
        ordering = ["series", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="numbering_issued_once"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""), name="numbering_issued_void_reason"
            ),
        ]
        indexes = [models.Index(fields=["subject_ref"], name="numbering_issued_subject")]

    def __str__(self) -> str:
        return self.symbol
