"""A register and the versions of its definition."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Unit
from giaoban.kernel.schema import Definition, load
from giaoban.records.registers.states import VERSION

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Register(models.Model):
    """One register of a body: schools, computers, canals. What it keeps is told by its live definition; `name` repeats it for lists."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    code = models.CharField(_("Mã sổ"), max_length=40)
    name = models.CharField(_("Tên sổ"), max_length=300)
    owner_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị theo dõi")
    )
    classification = models.PositiveSmallIntegerField(_("Mức phổ biến"), default=0)
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)

    if TYPE_CHECKING:
        versions: RelatedManager["DefinitionVersion"]

    class Meta:
        verbose_name = _("Sổ theo dõi")
        verbose_name_plural = _("Sổ theo dõi")
        constraints = [models.UniqueConstraint(fields=["body", "code"], name="registers_register_code_once")]

    def __str__(self) -> str:
        return self.name


class DefinitionVersion(models.Model):
    """One version of a register's definition, as TOML: what was published never changes, a later version takes its place."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="versions", verbose_name=_("Sổ theo dõi"))
    number = models.PositiveIntegerField(_("Phiên bản"))
    state = models.CharField(_("Trạng thái"), max_length=8, choices=VERSION.choices, default="draft")
    text = models.TextField(_("Định nghĩa"), max_length=200_000)
    note = models.CharField(_("Lý do thay đổi"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)
    published_at = models.DateTimeField(_("Đưa vào sử dụng lúc"), null=True, blank=True)
    published_by = models.CharField(_("Người đưa vào sử dụng"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Phiên bản định nghĩa sổ")
        verbose_name_plural = _("Phiên bản định nghĩa sổ")
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="registers_version_number_once"),
            models.UniqueConstraint(fields=["register"], condition=Q(state="live"), name="registers_version_one_live"),
            models.UniqueConstraint(
                fields=["register"], condition=Q(state="draft"), name="registers_version_one_draft"
            ),
            models.CheckConstraint(condition=Q(state__in=VERSION.states), name="registers_version_state"),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(published_at__isnull=False), name="registers_version_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_id} v{self.number}"

    @property
    def definition(self) -> Definition:
        """The definition as a value. Errors: SCH-001 for a text that is none."""
        return load(self.text)
