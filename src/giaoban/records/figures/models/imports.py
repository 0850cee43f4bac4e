"""Mass imports of figures: what came, under which key, and what became of it. Added, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body


class ObservationImport(models.Model):
    """One import. The same key and rows again change nothing and give the same report; `report` lists the refused rows."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    key = models.CharField(_("Khóa chống trùng"), max_length=100)
    sha256 = models.CharField(_("Mã kiểm tra"), max_length=64)
    rows = models.PositiveIntegerField(_("Số dòng"))
    recorded = models.PositiveIntegerField(_("Số dòng đã ghi"))
    unchanged = models.PositiveIntegerField(_("Số dòng không đổi"))
    refused = models.PositiveIntegerField(_("Số dòng không nhận"))
    report = models.JSONField(_("Báo cáo từng dòng"), default=list)
    imported_at = models.DateTimeField(_("Nhập lúc"))
    imported_by = models.CharField(_("Người nhập"), max_length=200)

    class Meta:
        verbose_name = _("Lần nhập số liệu")
        verbose_name_plural = _("Lần nhập số liệu")
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="figures_observationimport_once")]

    def __str__(self) -> str:
        return f"{self.key} ({self.rows})"
