"""Posts, people, and who holds which post when."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models.body import Body
from giaoban.ground.org.models.dated import Dated, never_twice
from giaoban.ground.org.models.unit import Unit
from giaoban.ground.org.sorting import SortKeyField

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class PostRank(models.TextChoices):
    """The rank of a post inside its unit."""

    CHAIR = "chair", _("Người đứng đầu cơ quan")
    VICE_CHAIR = "vice_chair", _("Cấp phó người đứng đầu cơ quan")
    HEAD = "head", _("Trưởng đơn vị")
    DEPUTY = "deputy", _("Phó đơn vị")
    MEMBER = "member", _("Ủy viên, đại biểu")
    STAFF = "staff", _("Công chức, viên chức, nhân viên")


class HoldingKind(models.TextChoices):
    """How a person holds a post."""

    HOLDER = "holder", _("Giữ chức vụ")
    ACTING = "acting", _("Quyền, phụ trách")
    DEPUTY_FOR = "deputy_for", _("Được ủy quyền")


class Person(models.Model):
    """A person who holds posts. Telephone, e-mail and birth are sensitive: the journal keeps them under the person's own key."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    sort_key = SortKeyField(source="full_name", by_given_name=True)
    folded = models.GeneratedField(
        expression=Func(F("full_name"), function="vn_fold"), output_field=models.TextField(), db_persist=True
    )
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    birth = models.DateField(_("ngày sinh"), null=True, blank=True)
    erased_at = models.DateTimeField(_("đã xóa dữ liệu lúc"), null=True, blank=True, editable=False)

    if TYPE_CHECKING:
        holdings: RelatedManager["PostHolding"]

    class Meta:
        verbose_name = _("người")
        verbose_name_plural = _("người")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["sort_key"], name="org_person_sort"),
            GinIndex(name="org_person_trgm", fields=["folded"], opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.full_name


class Post(Dated):
    """A post of a body in a unit: "Trưởng phòng" of the office of finance, "Chủ tịch" of the People's Committee."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="posts", verbose_name=_("cơ quan"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("đơn vị"))
    title = models.CharField(_("chức danh"), max_length=150)
    rank = models.CharField(_("bậc"), max_length=10, choices=PostRank.choices, default=PostRank.STAFF)
    seats = models.PositiveSmallIntegerField(_("số người"), default=1, help_text=_("Số người cùng giữ chức danh này."))

    if TYPE_CHECKING:
        holdings: RelatedManager["PostHolding"]

    class Meta(Dated.Meta):
        verbose_name = _("chức vụ")
        verbose_name_plural = _("chức vụ")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(seats__gte=1), name="org_post_seats"),
            never_twice(
                "org_post_title_one",
                "body",
                "unit",
                "title",
                message=_("Đơn vị đã có chức danh này trong thời gian đó."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostHolding(Dated):
    """A person holds a post, acts in it, or deputises for its holder during a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings", verbose_name=_("người"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name=_("chức vụ"))
    kind = models.CharField(_("hình thức"), max_length=10, choices=HoldingKind.choices, default=HoldingKind.HOLDER)

    class Meta(Dated.Meta):
        verbose_name = _("giữ chức vụ")
        verbose_name_plural = _("giữ chức vụ")
        constraints = [
            *Dated.Meta.constraints,
            never_twice(
                "org_postholding_one", "person", "post", message=_("Người này đã giữ chức vụ đó trong thời gian ấy.")
            ),
        ]
        indexes = [models.Index(fields=["post", "valid_from"], name="org_postholding_post")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.post_id}"
