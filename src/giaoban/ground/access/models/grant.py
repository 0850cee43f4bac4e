"""A dated permission of one subject for one object. It follows work and ends with it."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Post, Unit


class SubjectKind(models.TextChoices):
    """Who can receive a grant."""

    PERSON = "person", _("Cá nhân")
    POST = "post", _("Chức vụ")
    UNIT = "unit", _("Đơn vị")
    LINK = "link", _("Đường dẫn")


class Grant(models.Model):
    """`subject` may do `verb` with `object` from `since` until `until`; ending it early moves `until` to that moment."""

    subject_kind = models.CharField(_("cấp cho"), max_length=6, choices=SubjectKind.choices)
    subject_id = models.BigIntegerField(_("số của người nhận"))
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("loại"))
    object_id = models.BigIntegerField(_("số của đối tượng"))
    object = GenericForeignKey("content_type", "object_id")
    verb = models.CharField(_("được làm"), max_length=80)
    reason = models.CharField(_("lý do"), max_length=500)
    since = models.DateTimeField(_("từ"))
    until = models.DateTimeField(_("đến"))
    given_by = models.CharField(_("người cấp"), max_length=300)
    given_by_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chức vụ người cấp")
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan của đối tượng")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị của đối tượng")
    )
    """The object's unit; where it belongs to none, the giver's: who keeps rights in some units sees the grants of those."""
    source_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theo việc")
    )
    source_id = models.BigIntegerField(_("số của việc"), null=True, blank=True)

    class Meta:
        verbose_name = _("quyền cấp riêng")
        verbose_name_plural = _("quyền cấp riêng")
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "until"], name="access_grant_object"),
            models.Index(fields=["subject_kind", "subject_id", "until"], name="access_grant_subject"),
            models.Index(fields=["source_type", "source_id"], name="access_grant_source"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="access_grant_dates"),
            models.CheckConstraint(condition=~Q(reason=""), name="access_grant_reason"),
            models.CheckConstraint(condition=Q(subject_kind__in=SubjectKind.values), name="access_grant_subject_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.get_subject_kind_display()} {self.subject_id} → {self.content_type_id}/{self.object_id}"
