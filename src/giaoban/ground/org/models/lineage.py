"""What became of units: merged, split, renamed, moved to another upper unit, abolished."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models.unit import Unit


class LineageKind(models.TextChoices):
    """What happened."""

    MERGE = "merge", _("Sáp nhập")
    SPLIT = "split", _("Chia tách")
    RENAME = "rename", _("Đổi tên")
    TRANSFER = "transfer", _("Chuyển trực thuộc")
    ABOLISH = "abolish", _("Giải thể, kết thúc hoạt động")
    CONVERT = "convert", _("Chuyển loại hình")


class ShareBasis(models.TextChoices):
    """What a share was measured by."""

    NONE = "", _("(không chia)")
    POPULATION = "population", _("Dân số")
    AREA = "area", _("Diện tích")
    COUNT = "count", _("Số lượng")


class UnitLineage(models.Model):
    """One arrow of lineage: `share` of the source went to the target on a day (null share = all, or not known)."""

    source = models.ForeignKey(Unit, models.PROTECT, related_name="became", verbose_name=_("đơn vị cũ"))
    target = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="came_from", verbose_name=_("đơn vị mới")
    )
    on = models.DateField(_("từ ngày"))
    kind = models.CharField(_("hình thức"), max_length=8, choices=LineageKind.choices)
    basis = models.CharField(
        _("căn cứ chia"), max_length=10, choices=ShareBasis.choices, blank=True, default=ShareBasis.NONE
    )
    share = models.DecimalField(_("phần chuyển sang"), max_digits=9, decimal_places=8, null=True, blank=True)
    document = models.CharField(_("văn bản quyết định"), max_length=250, blank=True)
    change = models.ForeignKey(
        "org.UnitChange", models.SET_NULL, null=True, blank=True, related_name="arrows", verbose_name=_("biến động")
    )

    class Meta:
        verbose_name = _("lịch sử đơn vị")
        verbose_name_plural = _("lịch sử đơn vị")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "on", "kind"],
                nulls_distinct=False,
                name="org_unitlineage_once",
                violation_error_message=_("Việc này đã được ghi trong lịch sử đơn vị."),
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | (Q(share__gt=0) & Q(share__lte=1)), name="org_unitlineage_share"
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=False) | Q(kind=LineageKind.ABOLISH), name="org_unitlineage_target"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[LineageKind.RENAME, LineageKind.TRANSFER, LineageKind.CONVERT])
                | Q(target__isnull=True)
                | ~Q(source=F("target")),
                name="org_unitlineage_other",
            ),
        ]
        indexes = [models.Index(fields=["target", "on"], name="org_unitlineage_back")]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id or '∅'} ({self.kind}, {self.on})"
