"""What was done to units in one go, with everything it changed: what a page shows of it, and what taking it back needs."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models.lineage import LineageKind


class UnitChange(models.Model):
    """One merger, split, renaming, transfer or abolition as it was carried out; `steps` are its row changes in their order.

    A step is {"op": "create" | "update" | "delete", "model": "org.unitname", "pk": 7, "before": {...}, "after": {...}} with the columns
    that differ (all of them for create and delete) as text or null.
    """

    kind = models.CharField(_("hình thức"), max_length=8, choices=LineageKind.choices)
    on = models.DateField(_("từ ngày"))
    document = models.CharField(_("văn bản quyết định"), max_length=250, blank=True)
    units = ArrayField(models.BigIntegerField(), verbose_name=_("đơn vị liên quan"), default=list)
    steps = models.JSONField(_("các dòng đã thay đổi"), default=list)
    made_at = models.DateTimeField(_("ghi lúc"), null=True, blank=True)
    made_by = models.CharField(_("người ghi"), max_length=200, blank=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)
    undone_by = models.CharField(_("người hoàn tác"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("biến động đơn vị")
        verbose_name_plural = _("biến động đơn vị")
        ordering = ["-on", "-id"]
        indexes = [GinIndex(name="org_unitchange_units", fields=["units"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"
