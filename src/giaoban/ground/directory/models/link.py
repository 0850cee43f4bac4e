"""Expiring access links: a unit answers without an account. Only the hash of the secret is stored."""

from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Unit


def last_day(until: datetime) -> date:
    """The last day on which a link that ends at a moment is open: what people are told ("đến hết ngày 28/11/2026")."""
    return timezone.localdate(until - timedelta(seconds=1))


class Link(models.Model):
    """Whoever holds the secret may do `verbs` with one object until `until`, at most `max_uses` times, unless revoked.

    The object itself and the verbs are grants of the link (`access.Grant` with subject "link"); `address` only names the object.
    """

    token_hash = models.CharField(_("dấu của mã"), max_length=64, unique=True, editable=False)
    purpose = models.CharField(_("mục đích"), max_length=200)
    address = models.CharField(_("dùng cho"), max_length=120)
    object_title = models.CharField(_("nội dung"), max_length=300)
    verbs = ArrayField(models.CharField(max_length=80), verbose_name=_("được làm"))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan cấp")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị được dùng")
    )
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(
        "directory.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người lập")
    )
    until = models.DateTimeField(_("dùng đến"))
    max_uses = models.PositiveIntegerField(_("số lần mở tối đa"), default=50)
    uses = models.PositiveIntegerField(_("số lần đã mở"), default=0)
    last_used_at = models.DateTimeField(_("mở lần cuối"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("đường dẫn")
        verbose_name_plural = _("đường dẫn")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["address"], name="directory_link_address")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("created_at")), name="directory_link_dates"),
            models.CheckConstraint(condition=Q(uses__lte=F("max_uses")), name="directory_link_uses"),
            models.CheckConstraint(condition=Q(max_uses__gt=0), name="directory_link_max_uses"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.object_title}"

    @property
    def last_day(self) -> date:
        """The last day on which it is open."""
        return last_day(self.until)
