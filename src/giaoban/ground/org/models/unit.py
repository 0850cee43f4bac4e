"""Units: areas, offices, schools, organisations. The row is only the identity; what may change is dated beside it."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models.dated import Dated, never_twice
from giaoban.ground.org.sorting import SortKeyField

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class UnitKind(models.TextChoices):
    """What a unit is."""

    PROVINCE = "province", _("Tỉnh, thành phố")
    DISTRICT = "district", _("Huyện, quận, thị xã")
    COMMUNE = "commune", _("Xã, phường, thị trấn, đặc khu")
    HAMLET = "hamlet", _("Thôn, ấp, khu phố, tổ dân phố")
    OFFICE = "office", _("Phòng, ban chuyên môn")
    SERVICE_UNIT = "service_unit", _("Đơn vị sự nghiệp")
    SCHOOL = "school", _("Trường học")
    BRANCH = "branch", _("Cơ quan ngành dọc")
    ASSOCIATION = "association", _("Mặt trận, đoàn thể, hội")
    PARTY_ORG = "party_org", _("Tổ chức, cơ quan đảng")
    ORGANISATION = "organisation", _("Tổ chức khác, doanh nghiệp, hợp tác xã")


class Level(models.TextChoices):
    """The level of administration a unit stands at."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    HAMLET = "hamlet", _("Thôn, khu phố")


class UnitForm(models.TextChoices):
    """The form of an area; dated with the name, because a province may become a city."""

    NONE = "", _("(không áp dụng)")
    TINH = "tinh", _("Tỉnh")
    THANH_PHO_TW = "thanh_pho_tw", _("Thành phố trực thuộc trung ương")
    HUYEN = "huyen", _("Huyện")
    QUAN = "quan", _("Quận")
    THI_XA = "thi_xa", _("Thị xã")
    THANH_PHO = "thanh_pho", _("Thành phố thuộc tỉnh")
    XA = "xa", _("Xã")
    PHUONG = "phuong", _("Phường")
    THI_TRAN = "thi_tran", _("Thị trấn")
    DAC_KHU = "dac_khu", _("Đặc khu")
    THON = "thon", _("Thôn, bản, làng, ấp, buôn")
    TO_DAN_PHO = "to_dan_pho", _("Tổ dân phố, khu phố")


class Tree(models.TextChoices):
    """The lines of command a unit may stand in."""

    STATE = "state", _("Chính quyền")
    PARTY = "party", _("Đảng")
    VERTICAL = "vertical", _("Ngành dọc")


class Unit(Dated):
    """A unit from the day it is set up until the day it is abolished; its number never changes."""

    kind = models.CharField(_("loại"), max_length=16, choices=UnitKind.choices)
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    code = models.CharField(_("mã"), max_length=20, blank=True, help_text=_("Mã đơn vị hành chính hoặc mã ngành."))
    body = models.ForeignKey(
        "org.Body",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("cơ quan chủ quản"),
        help_text=_("Cơ quan mà đơn vị giúp việc; để trống với địa bàn."),
    )

    if TYPE_CHECKING:
        names: RelatedManager["UnitName"]
        aliases: RelatedManager["UnitAlias"]
        parents: RelatedManager["UnitParent"]
        past_kinds: RelatedManager["UnitPastKind"]

    class Meta(Dated.Meta):
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            never_twice(
                "org_unit_code_once",
                "kind",
                "code",
                condition=~Q(code=""),
                message=_("Mã này đang thuộc đơn vị khác cùng loại."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "level"], name="org_unit_kind_level")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code or self.pk}"


class UnitPastKind(Dated):
    """What a unit was before it became what it is now: only units whose kind once changed have such rows."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="past_kinds", verbose_name=_("đơn vị"))
    kind = models.CharField(_("loại"), max_length=16, choices=UnitKind.choices)
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)

    class Meta(Dated.Meta):
        verbose_name = _("loại trước đây của đơn vị")
        verbose_name_plural = _("loại trước đây của đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_to__isnull=False), name="org_unitpastkind_ended"),
            never_twice("org_unitpastkind_one", "unit", message=_("Đơn vị đã có loại khác trong thời gian đó.")),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.kind}"


class UnitName(Dated):
    """The name of a unit during a time, with its form: "Xã Bình Định", short "Bình Định"."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên đầy đủ"), max_length=250)
    short_name = models.CharField(_("tên rút gọn"), max_length=120, blank=True)
    form = models.CharField(_("loại hình"), max_length=12, choices=UnitForm.choices, blank=True, default=UnitForm.NONE)
    sort_key = SortKeyField(source="name")
    folded = models.GeneratedField(
        expression=Func(F("name"), function="vn_fold"), output_field=models.TextField(), db_persist=True
    )

    class Meta(Dated.Meta):
        verbose_name = _("tên đơn vị")
        verbose_name_plural = _("tên đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            never_twice("org_unitname_one", "unit", message=_("Mỗi đơn vị chỉ có một tên tại một thời điểm.")),
        ]
        indexes = [
            GinIndex(name="org_unitname_trgm", fields=["folded"], opclasses=["gin_trgm_ops"]),
            models.Index(fields=["sort_key"], name="org_unitname_sort"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitAlias(Dated):
    """Another way people write the name of a unit: "Phòng GD&ĐT", an old name, a frequent misspelling."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases", verbose_name=_("đơn vị"))
    alias = models.CharField(_("cách gọi khác"), max_length=250)
    folded = models.GeneratedField(
        expression=Func(F("alias"), function="vn_fold"), output_field=models.TextField(), db_persist=True
    )

    class Meta(Dated.Meta):
        verbose_name = _("cách gọi khác của đơn vị")
        verbose_name_plural = _("cách gọi khác của đơn vị")
        constraints = [*Dated.Meta.constraints, never_twice("org_unitalias_one", "unit", "folded")]
        indexes = [GinIndex(name="org_unitalias_trgm", fields=["folded"], opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.alias


class UnitParent(Dated):
    """Under which unit a unit stands in one tree during a time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="parents", verbose_name=_("đơn vị"))
    tree = models.CharField(_("hệ thống"), max_length=8, choices=Tree.choices, default=Tree.STATE)
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="children", verbose_name=_("trực thuộc"))

    class Meta(Dated.Meta):
        verbose_name = _("quan hệ trực thuộc")
        verbose_name_plural = _("quan hệ trực thuộc")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(unit=F("parent")),
                name="org_unitparent_not_itself",
                violation_error_message=_("Đơn vị không thể trực thuộc chính nó."),
            ),
            never_twice(
                "org_unitparent_one",
                "unit",
                "tree",
                message=_("Trong một hệ thống, đơn vị chỉ trực thuộc một đơn vị tại một thời điểm."),
            ),
        ]
        indexes = [models.Index(fields=["tree", "parent"], name="org_unitparent_down")]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.parent_id} ({self.tree})"
