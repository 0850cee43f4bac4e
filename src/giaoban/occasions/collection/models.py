"""Tables of collections. What a unit types is a cell with a version; what it submits is an observation in the records."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.directory.models import User
from giaoban.ground.org.models import Body, Unit
from giaoban.occasions.collection.states import COLLECTION, UNIT
from giaoban.records.figures.models import Indicator, Observation, Role
from giaoban.records.figures.models.indicator import DIGITS, PLACES
from giaoban.records.registers.models import Register


class Collection(models.Model):
    """A body asks units for the figures of a period until a day: which indicators, which units."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    title = models.CharField(_("Tên đợt thu thập"), max_length=300)
    period = models.CharField(_("Kỳ số liệu"), max_length=20, help_text=_("Ví dụ: 11/2026, quý IV/2026, năm 2026."))
    ends_on = models.DateField(_("Ngày cuối kỳ"))
    due_on = models.DateField(_("Hạn nộp"))
    note = models.TextField(_("Yêu cầu thêm"), blank=True, max_length=4000)
    state = models.CharField(_("Trạng thái"), max_length=8, choices=COLLECTION.choices, default="draft")
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)
    maker = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Tài khoản lập")
    )
    opened_at = models.DateTimeField(_("Mở lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("Đóng lúc"), null=True, blank=True)
    closed_for = models.CharField(_("Đóng theo, lý do rút"), max_length=300, blank=True)
    changes = models.PositiveIntegerField(_("Số lần sửa cột, đơn vị"), default=0)

    class Meta:
        verbose_name = _("Đợt thu thập số liệu")
        verbose_name_plural = _("Đợt thu thập số liệu")
        indexes = [models.Index(fields=["body", "state", "-due_on"], name="collection_open")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=COLLECTION.states), name="collection_state"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(opened_at__isnull=False), name="collection_opened_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CollectionColumn(models.Model):
    """One indicator that is asked for, in one role, whole or one key of a breakdown. Parts name the column of their total.

    dims: "" for the whole, else the key that a figure of this column lands with ("gioi=nữ", "gioi=nữ;tuoi=15-60"); `total` is then the
    whole. heading: what the column is called in this collection, "" for the indicator's name. removed_at: taken out since the collection
    was opened, with the reason; its cells stay.
    """

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="columns", verbose_name=_("Đợt thu thập"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("Chỉ tiêu"))
    role = models.CharField(_("Loại số liệu"), max_length=8, choices=Role.choices, default=Role.ACTUAL)
    dims = models.CharField(_("Phân tổ"), max_length=200, blank=True, default="")
    order = models.PositiveSmallIntegerField(_("Thứ tự"))
    total = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name=_("Là một phần của")
    )
    heading = models.CharField(_("Tên cột trong đợt"), max_length=200, blank=True, default="")
    removed_at = models.DateTimeField(_("Bỏ khỏi đợt lúc"), null=True, blank=True)
    removed_for = models.CharField(_("Lý do bỏ"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("Cột số liệu")
        verbose_name_plural = _("Cột số liệu")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "indicator", "role", "dims"], name="collection_column_once"),
            models.CheckConstraint(
                condition=Q(dims="") | Q(total__isnull=False), name="collection_column_part_has_total"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="collection_column_role"),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | ~Q(total=models.F("pk")), name="collection_column_not_own_total"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_for=""), name="collection_column_out_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.role}/{self.dims}"


class CollectionUnit(models.Model):
    """One unit's part of a collection: where it stands, and when it was submitted. `excused`: why nothing is expected of it.

    removed_at: taken out since the collection was opened, with the reason; what it recorded stays.
    """

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="units", verbose_name=_("Đợt thu thập"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    state = models.CharField(_("Trạng thái"), max_length=9, choices=UNIT.choices, default="waiting")
    excused = models.CharField(_("Lý do không phải báo"), max_length=300, blank=True)
    first_submitted_at = models.DateTimeField(_("Nộp lần đầu lúc"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("Nộp lúc"), null=True, blank=True)
    submitted_by = models.CharField(_("Người nộp"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("Duyệt, trả lại lúc"), null=True, blank=True)
    decided_by = models.CharField(_("Người duyệt, trả lại"), max_length=200, blank=True)
    returned_reason = models.CharField(_("Lý do trả lại"), max_length=500, blank=True)
    removed_at = models.DateTimeField(_("Bỏ khỏi đợt lúc"), null=True, blank=True)
    removed_for = models.CharField(_("Lý do bỏ"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("Đơn vị trong đợt thu thập")
        verbose_name_plural = _("Đơn vị trong đợt thu thập")
        constraints = [
            models.UniqueConstraint(fields=["collection", "unit"], name="collection_unit_once"),
            models.CheckConstraint(condition=Q(state__in=UNIT.states), name="collection_unit_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved"]) | Q(submitted_at__isnull=False),
                name="collection_unit_submitted_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""), name="collection_unit_return_needs_reason"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removed_for=""), name="collection_unit_out_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id}/{self.unit_id}"


class Cell(models.Model):
    """What a unit typed for a column. `version` counts its changes: whoever changes it names the version they saw.

    No amount and not `missing`: emptied again. `observation`: what was recorded of it when the unit submitted.
    """

    row = models.ForeignKey(CollectionUnit, models.CASCADE, related_name="cells", verbose_name=_("Đơn vị"))
    column = models.ForeignKey(CollectionColumn, models.CASCADE, related_name="+", verbose_name=_("Cột số liệu"))
    amount = models.DecimalField(_("Giá trị"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    missing = models.BooleanField(_("Không có số liệu"), default=False)
    version = models.PositiveIntegerField(_("Lần sửa"), default=1)
    changed_at = models.DateTimeField(_("Sửa lúc"))
    changed_by = models.CharField(_("Người sửa"), max_length=200)
    observation = models.ForeignKey(
        Observation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Số liệu đã ghi")
    )

    class Meta:
        verbose_name = _("Ô số liệu")
        verbose_name_plural = _("Ô số liệu")
        constraints = [
            models.UniqueConstraint(fields=["row", "column"], name="collection_cell_once"),
            models.CheckConstraint(
                condition=Q(missing=False) | Q(amount__isnull=True), name="collection_cell_missing_has_none"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id}/{self.column_id}"


class Prefill(models.Model):
    """What a register says for a cell: shown as a suggestion, never a value until a person takes it."""

    row = models.ForeignKey(CollectionUnit, models.CASCADE, related_name="prefills", verbose_name=_("Đơn vị"))
    column = models.ForeignKey(CollectionColumn, models.CASCADE, related_name="+", verbose_name=_("Cột số liệu"))
    amount = models.DecimalField(_("Giá trị"), max_digits=DIGITS, decimal_places=PLACES)
    source = models.CharField(_("Nguồn"), max_length=300)
    register = models.ForeignKey(Register, models.CASCADE, null=True, related_name="+", verbose_name=_("Sổ theo dõi"))
    whole = models.BooleanField(_("Của toàn địa bàn"), default=False)
    as_of = models.DateField(_("Tính đến ngày"))
    made_at = models.DateTimeField(_("Tính lúc"))

    class Meta:
        verbose_name = _("Số gợi ý từ sổ")
        verbose_name_plural = _("Số gợi ý từ sổ")
        constraints = [models.UniqueConstraint(fields=["row", "column"], name="collection_prefill_once")]

    def __str__(self) -> str:
        return f"{self.row_id}/{self.column_id}"


class CellComment(models.Model):
    """What somebody says about a value. Added, never changed; a follow-up stays open until somebody settles it."""

    row = models.ForeignKey(CollectionUnit, models.CASCADE, related_name="comments", verbose_name=_("Đơn vị"))
    column = models.ForeignKey(CollectionColumn, models.CASCADE, related_name="+", verbose_name=_("Cột số liệu"))
    text = models.TextField(_("Nội dung"), max_length=2000)
    follow_up = models.BooleanField(_("Cần trả lời"), default=False)
    by = models.CharField(_("Người viết"), max_length=200)
    at = models.DateTimeField(_("Viết lúc"))
    settled_by = models.CharField(_("Người xác nhận đã rõ"), max_length=200, blank=True)
    settled_at = models.DateTimeField(_("Xác nhận lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("Nhận xét về một số")
        verbose_name_plural = _("Nhận xét về một số")
        indexes = [models.Index(fields=["row", "column"], name="collection_comment_cell")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="collection_comment_text"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by="") | Q(settled_at__isnull=False, follow_up=True),
                name="collection_comment_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id}/{self.column_id}: {self.text[:40]}"
