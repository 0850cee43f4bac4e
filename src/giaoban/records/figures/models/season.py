"""A body's own crop calendar: the seasons of its area, drafts until a text says so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body

DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
"""Month and day: "09-16"."""


class CropSeason(models.Model):
    """One season of a body's area, by its first day and the day after its last. Periods with figures keep their dates."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    code = models.CharField(_("Mã vụ"), max_length=20)
    name = models.CharField(_("Tên vụ sản xuất"), max_length=40)
    start = models.CharField(_("Bắt đầu (tháng-ngày)"), max_length=5)
    end = models.CharField(_("Đến trước (tháng-ngày)"), max_length=5)
    draft = models.BooleanField(_("Bản nháp, cần kiểm chứng"), default=True)
    source = models.CharField(_("Căn cứ"), max_length=300, blank=True, default="")
    recorded_at = models.DateTimeField(_("Ghi lúc"))
    recorded_by = models.CharField(_("Người ghi"), max_length=200)

    class Meta:
        verbose_name = _("Vụ sản xuất")
        verbose_name_plural = _("Vụ sản xuất")
        constraints = [
            models.UniqueConstraint(fields=["body", "code"], name="figures_cropseason_once"),
            models.CheckConstraint(condition=Q(start__regex=DAY, end__regex=DAY), name="figures_cropseason_days"),
            models.CheckConstraint(condition=Q(code__regex=r"^[a-z_]+$"), name="figures_cropseason_code"),
        ]

    def __str__(self) -> str:
        return self.name
