"""Entries of registers: what is known now, and every revision that led there."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Person, Unit
from giaoban.ground.org.models.dated import DatedQuerySet
from giaoban.ground.org.sorting import SortKeyField
from giaoban.records.registers.models.register import DefinitionVersion, Register

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class RevisionKind(models.TextChoices):
    """What a revision did."""

    CREATE = "create", _("Thêm mục")
    CHANGE = "change", _("Thay đổi")
    CORRECT = "correct", _("Đính chính")
    END = "end", _("Kết thúc")
    REOPEN = "reopen", _("Mở lại")
    MIGRATE = "migrate", _("Chuyển theo định nghĩa mới")
    UNDO = "undo", _("Hoàn tác lần nhập")
    VOID = "void", _("Hủy mục ghi nhầm")


class Stated(models.Model):
    """What an entry says: real columns for what every register has, the rest as stored values of its definition's version.

    `data` holds what people gave, `derived` what the definition computes from it; missing values are left out, never zero.
    """

    version = models.ForeignKey(DefinitionVersion, models.PROTECT, related_name="+", verbose_name=_("Định nghĩa"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Cán bộ")
    )
    key = models.CharField(_("Khóa"), max_length=400, blank=True)
    title = models.CharField(_("Tên mục"), max_length=300)
    valid_from = models.DateField(_("Có hiệu lực từ ngày"))
    valid_to = models.DateField(_("Hết hiệu lực từ ngày"), null=True, blank=True)
    data = models.JSONField(_("Nội dung"), default=dict)
    derived = models.JSONField(_("Giá trị tính sẵn"), default=dict)

    class Meta:
        abstract = True


class Entry(Stated):
    """One line of a register as it is known now. `lacks`: something that the live definition requires is missing or wrong."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries", verbose_name=_("Sổ theo dõi"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    classification = models.PositiveSmallIntegerField(_("Mức phổ biến"), default=0)
    void = models.BooleanField(_("Ghi nhầm"), default=False)
    lacks = models.BooleanField(_("Cần bổ sung"), default=False)
    became = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="formed_from", verbose_name=_("Nay là")
    )
    revision = models.PositiveIntegerField(_("Lần ghi"), default=1)
    changed_at = models.DateTimeField(_("Ghi lúc"))
    changed_by = models.CharField(_("Người ghi"), max_length=200)
    sort_key = SortKeyField(source="title")
    words = models.TextField(_("Chữ để tìm"), blank=True)
    folded = models.GeneratedField(
        expression=Func(F("words"), function="vn_fold"), output_field=models.TextField(), db_persist=True
    )

    objects = DatedQuerySet.as_manager()

    if TYPE_CHECKING:
        revisions: RelatedManager["EntryRevision"]
        formed_from: RelatedManager["Entry"]

    class Meta:
        verbose_name = _("Mục của sổ")
        verbose_name_plural = _("Mục của sổ")
        indexes = [
            models.Index(fields=["register", "sort_key", "id"], name="registers_entry_titles"),
            models.Index(fields=["register", "unit"], name="registers_entry_units"),
            GinIndex(name="registers_entry_trgm", fields=["folded"], opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "key"],
                condition=Q(void=False, valid_to__isnull=True) & ~Q(key=""),
                name="registers_entry_key_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="registers_entry_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EntryRevision(Stated):
    """One revision of an entry: added, never changed. It holds from `effective_on` until the next one's; a correction takes the place of
    what it corrects on the same day."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="revisions", verbose_name=_("Mục của sổ"))
    number = models.PositiveIntegerField(_("Lần ghi"))
    kind = models.CharField(_("Việc"), max_length=8, choices=RevisionKind.choices)
    effective_on = models.DateField(_("Áp dụng từ ngày"))
    void = models.BooleanField(_("Ghi nhầm"), default=False)
    reason = models.CharField(_("Lý do"), max_length=500, blank=True)
    batch = models.ForeignKey(
        "registers.ImportBatch", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Lần nhập")
    )
    at = models.DateTimeField(_("Ghi lúc"))
    by = models.CharField(_("Người ghi"), max_length=200)

    class Meta:
        verbose_name = _("Lần ghi của mục")
        verbose_name_plural = _("Lần ghi của mục")
        indexes = [
            models.Index(fields=["entry", "-number"], name="registers_revision_newest"),
            models.Index(fields=["batch"], name="registers_revision_batch", condition=Q(batch__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="registers_revision_once"),
            models.CheckConstraint(condition=Q(kind__in=RevisionKind.values), name="registers_revision_kind"),
            models.CheckConstraint(
                condition=~Q(kind__in=["correct", "void", "end", "reopen"]) | ~Q(reason=""),
                name="registers_revision_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} ({self.number})"
