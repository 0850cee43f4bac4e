"""Files that were read into a register, and what their columns meant."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.files.models import StoredFile
from giaoban.records.registers.models.register import Register
from giaoban.records.registers.states import IMPORT


class ColumnMap(models.Model):
    """What the columns of one layout of files mean: remembered, so that the next file of the same office needs no mapping.

    layout: hash of the folded titles of the columns; columns: {"0": "code", "3": "amount*1000000"} by the column's number.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="+", verbose_name=_("Sổ theo dõi"))
    layout = models.CharField(_("Dạng bảng"), max_length=64)
    columns = models.JSONField(_("Cột"), default=dict)
    used_at = models.DateTimeField(_("Dùng lúc"))
    used_by = models.CharField(_("Người dùng"), max_length=200)

    class Meta:
        verbose_name = _("Cách hiểu cột")
        verbose_name_plural = _("Cách hiểu cột")
        constraints = [models.UniqueConstraint(fields=["register", "layout"], name="registers_columnmap_once")]

    def __str__(self) -> str:
        return f"{self.register_id}/{self.layout[:8]}"


class ImportBatch(models.Model):
    """One file on its way into a register: read, applied in one go, and undone if it was a mistake."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="+", verbose_name=_("Sổ theo dõi"))
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("Tệp"))
    name = models.CharField(_("Tên tệp"), max_length=255)
    columns = models.JSONField(_("Cột"), default=dict)
    state = models.CharField(_("Trạng thái"), max_length=8, choices=IMPORT.choices, default="read")
    counts = models.JSONField(_("Số dòng"), default=dict)
    made_at = models.DateTimeField(_("Tải lên lúc"))
    made_by = models.CharField(_("Người tải lên"), max_length=200)
    applied_at = models.DateTimeField(_("Ghi lúc"), null=True, blank=True)
    applied_by = models.CharField(_("Người ghi"), max_length=200, blank=True)
    undone_at = models.DateTimeField(_("Hoàn tác lúc"), null=True, blank=True)
    undone_by = models.CharField(_("Người hoàn tác"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Lần nhập tệp")
        verbose_name_plural = _("Lần nhập tệp")
        constraints = [models.CheckConstraint(condition=Q(state__in=IMPORT.states), name="registers_import_state")]

    def __str__(self) -> str:
        return self.name
