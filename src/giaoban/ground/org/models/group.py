"""Groups of addressees: "các xã, thị trấn", "các phòng chuyên môn"."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models.body import Body
from giaoban.ground.org.models.dated import Dated, never_twice
from giaoban.ground.org.models.unit import Tree, Unit, UnitKind
from giaoban.ground.org.sorting import SortKeyField


class UnitGroup(models.Model):
    """A named group of units, shared (no body) or of one body; members are listed with dates, or found by a rule."""

    body = models.ForeignKey(
        Body, models.CASCADE, null=True, blank=True, related_name="unit_groups", verbose_name=_("cơ quan")
    )
    name = models.CharField(_("tên nhóm"), max_length=150)
    sort_key = SortKeyField(source="name")
    aliases = ArrayField(models.CharField(max_length=150), verbose_name=_("cách gọi khác"), default=list, blank=True)
    rule_kinds = ArrayField(
        models.CharField(max_length=16, choices=UnitKind.choices),
        verbose_name=_("gồm mọi đơn vị loại"),
        default=list,
        blank=True,
    )
    rule_under = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thuộc")
    )
    rule_tree = models.CharField(_("hệ thống"), max_length=8, choices=Tree.choices, default=Tree.STATE)
    closed_on = models.DateField(_("ngừng dùng từ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("nhóm đơn vị")
        verbose_name_plural = _("nhóm đơn vị")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"],
                nulls_distinct=False,
                name="org_unitgroup_name_once",
                violation_error_message=_("Đã có nhóm mang tên này."),
            ),
            models.CheckConstraint(
                condition=Q(rule_kinds=[]) | Q(rule_under__isnull=False), name="org_unitgroup_rule_complete"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitGroupMember(Dated):
    """A unit belongs to a group during a time."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="members", verbose_name=_("nhóm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_memberships", verbose_name=_("đơn vị"))

    class Meta(Dated.Meta):
        verbose_name = _("thành viên nhóm đơn vị")
        verbose_name_plural = _("thành viên nhóm đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            never_twice(
                "org_unitgroupmember_one", "group", "unit", message=_("Đơn vị đã ở trong nhóm vào thời gian đó.")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} ∈ {self.group_id}"
