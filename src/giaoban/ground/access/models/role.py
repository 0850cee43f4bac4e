"""Roles and who holds them: a post, in a scope, between dates."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access.models.level import Classification
from giaoban.ground.org.models import Body, Dated, Post, Unit


class Role(models.Model):
    """A named list of verbs."""

    code = models.SlugField(_("mã"), max_length=60, unique=True)
    title = models.CharField(_("tên vai trò"), max_length=200)
    verbs = ArrayField(models.CharField(max_length=80), default=list, verbose_name=_("được làm"))

    class Meta:
        verbose_name = _("vai trò")
        verbose_name_plural = _("vai trò")
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class RoleAssignment(Dated):
    """A post holds a role in its body: everywhere, in one unit, or in a unit and those below it; up to a level; between dates."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="role_assignments", verbose_name=_("chức vụ"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="assignments", verbose_name=_("vai trò"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trong đơn vị"),
        help_text=_("Để trống: toàn cơ quan."),
    )
    subtree = models.BooleanField(_("gồm cả đơn vị cấp dưới"), default=True)
    classification = models.PositiveSmallIntegerField(
        _("được xem đến mức"), choices=Classification.choices, default=Classification.INTERNAL
    )

    class Meta(Dated.Meta):
        verbose_name = _("phân vai trò")
        verbose_name_plural = _("phân vai trò")
        ordering = ["post_id", "role_id", "valid_from", "id"]
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="role_assignment_once",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("unit_id", 0), RangeOperators.EQUAL),
                    (
                        Func(F("valid_from"), F("valid_to"), function="daterange", output_field=models.TextField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Chức vụ đã có vai trò này trong thời gian đó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} @ {self.post_id}"
