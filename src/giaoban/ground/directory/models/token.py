"""Keys for programs: what a person lets a program do in their name, until a day. Only the hash of the secret is stored."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import PostHolding


class Token(models.Model):
    """Whoever holds the secret acts as `user` in the holding, only within `verbs`, until `until` unless revoked.

    It never allows more than the person may do at that moment: who leaves a post takes the key's rights along.
    """

    token_hash = models.CharField(_("dấu của khóa"), max_length=64, unique=True, editable=False)
    name = models.CharField(_("dùng cho"), max_length=120)
    user = models.ForeignKey("directory.User", models.PROTECT, related_name="tokens", verbose_name=_("tài khoản"))
    holding = models.ForeignKey(PostHolding, models.PROTECT, related_name="+", verbose_name=_("chức vụ"))
    verbs = ArrayField(models.CharField(max_length=80), verbose_name=_("được làm"))
    created_at = models.DateTimeField(_("lập lúc"))
    until = models.DateTimeField(_("dùng đến"))
    last_used_at = models.DateTimeField(_("dùng lần cuối"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("khóa kết nối")
        verbose_name_plural = _("khóa kết nối")
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("created_at")), name="directory_token_dates")]

    def __str__(self) -> str:
        return self.name
