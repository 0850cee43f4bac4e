"""Bodies of power: Party committee, People's Council, People's Committee, Front; each of one area."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models.dated import Dated, never_twice
from giaoban.ground.org.models.unit import Unit

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class BodyKind(models.TextChoices):
    """What a body is."""

    PARTY = "party", _("Cấp ủy đảng")
    COUNCIL = "council", _("Hội đồng nhân dân")
    COMMITTEE = "committee", _("Ủy ban nhân dân")
    FRONT = "front", _("Ủy ban Mặt trận Tổ quốc")


class Body(Dated):
    """One body of one area, from its first day to its last."""

    kind = models.CharField(_("loại"), max_length=10, choices=BodyKind.choices)
    area = models.ForeignKey(Unit, models.PROTECT, related_name="bodies", verbose_name=_("địa bàn"))
    code = models.CharField(_("mã định danh"), max_length=20, blank=True)

    if TYPE_CHECKING:
        names: RelatedManager["BodyName"]

    class Meta(Dated.Meta):
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        constraints = [
            *Dated.Meta.constraints,
            never_twice(
                "org_body_one", "area", "kind", message=_("Địa bàn đã có cơ quan loại này trong thời gian đó.")
            ),
            never_twice(
                "org_body_code_once", "code", condition=~Q(code=""), message=_("Mã định danh đang thuộc cơ quan khác.")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.area_id}"


class BodyName(Dated):
    """The name of a body during a time: "Ủy ban nhân dân huyện Lương Tài", short "UBND huyện"."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="names", verbose_name=_("cơ quan"))
    name = models.CharField(_("tên đầy đủ"), max_length=250)
    short_name = models.CharField(_("tên rút gọn"), max_length=120, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("tên cơ quan")
        verbose_name_plural = _("tên cơ quan")
        constraints = [
            *Dated.Meta.constraints,
            never_twice("org_bodyname_one", "body", message=_("Mỗi cơ quan chỉ có một tên tại một thời điểm.")),
        ]

    def __str__(self) -> str:
        return self.name
