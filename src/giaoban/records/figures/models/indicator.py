"""What is measured: the dictionary of indicators, and the words under which reports state them."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Dated, Unit
from giaoban.records.figures.models.period import Calendar
from giaoban.records.figures.states import INDICATOR

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


DIGITS, PLACES = 24, 6
"""Amounts are kept with six decimal places, as wide as any sum of dong of a province."""


class IndicatorKind(models.TextChoices):
    """How an amount stands in time."""

    SUM = "sum", _("Số phát sinh trong kỳ")
    STOCK = "stock", _("Số có đến cuối kỳ")
    RATE = "rate", _("Tỷ lệ, bình quân")


class TimeOp(models.TextChoices):
    """How amounts of short periods make that of a longer one."""

    SUM = "sum", _("Cộng các kỳ")
    LAST = "last", _("Lấy kỳ cuối")
    AVERAGE = "average", _("Bình quân các kỳ")
    NONE = "none", _("Không tổng hợp theo thời gian")


class UnitOp(models.TextChoices):
    """How amounts of units make that of the unit above them."""

    SUM = "sum", _("Cộng các đơn vị")
    AVERAGE = "average", _("Bình quân các đơn vị")
    NONE = "none", _("Không tổng hợp theo đơn vị")
    RECOMPUTE = "recompute", _("Tính lại từ tử số và mẫu số")


class Direction(models.TextChoices):
    """Whether more is better."""

    UP = "up", _("Càng cao càng tốt")
    DOWN = "down", _("Càng thấp càng tốt")
    NONE = "none", _("Không đánh giá chiều")


class Frequency(models.TextChoices):
    """How often an indicator is reported."""

    MONTH = "month", _("Hằng tháng")
    QUARTER = "quarter", _("Hằng quý")
    HALF = "half", _("6 tháng")
    YEAR = "year", _("Hằng năm")
    SCHOOL_YEAR = "school_year", _("Theo năm học")
    SEASON = "season", _("Theo vụ sản xuất")
    IRREGULAR = "irregular", _("Khi có yêu cầu")


class Sharing(models.TextChoices):
    """With whom the data are shared."""

    OWN = "own", _("Chuyên ngành")
    SHARED = "shared", _("Dùng chung")
    OPEN = "open", _("Dữ liệu mở")


class Indicator(Dated):
    """One version of an indicator of a body. A change of meaning is a new version; the old one keeps its figures."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    code = models.CharField(_("Mã chỉ tiêu"), max_length=40)
    name = models.CharField(_("Tên chỉ tiêu"), max_length=300)
    unit_of_measure = models.CharField(_("Đơn vị tính"), max_length=60)
    kind = models.CharField(_("Loại chỉ tiêu"), max_length=6, choices=IndicatorKind.choices, default="sum")
    time_op = models.CharField(_("Tổng hợp theo thời gian"), max_length=8, choices=TimeOp.choices, default="sum")
    unit_op = models.CharField(_("Tổng hợp theo đơn vị"), max_length=10, choices=UnitOp.choices, default="sum")
    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Tử số")
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Mẫu số")
    )
    direction = models.CharField(_("Chiều đánh giá"), max_length=4, choices=Direction.choices, default="none")
    classification = models.PositiveSmallIntegerField(_("Mức hạn chế"), default=0)
    owner_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị theo dõi")
    )
    source = models.CharField(_("Nguồn số liệu"), max_length=300, blank=True)
    legal_basis = models.CharField(_("Căn cứ"), max_length=300, blank=True)
    field = models.CharField(_("Lĩnh vực"), max_length=100, blank=True, default="")
    definition = models.CharField(_("Nội dung, cách tính"), max_length=1000, blank=True, default="")
    frequency = models.CharField(_("Tần suất"), max_length=12, choices=Frequency.choices, default="month")
    calendar = models.CharField(_("Lịch kỳ báo cáo"), max_length=12, choices=Calendar.choices, default="civil")
    sharing = models.CharField(_("Mức chia sẻ"), max_length=6, choices=Sharing.choices, default="own")
    dimensions = models.JSONField(_("Phân tổ"), default=dict, blank=True)
    limit = models.DecimalField(
        _("Giá trị cao nhất có thể"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES
    )
    version = models.PositiveIntegerField(_("Phiên bản"), default=1)
    state = models.CharField(_("Trạng thái"), max_length=8, choices=INDICATOR.choices, default="live")
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)
    folded = models.GeneratedField(
        expression=Func(F("name"), function="vn_fold"), output_field=models.TextField(), db_persist=True
    )

    if TYPE_CHECKING:
        aliases: RelatedManager["IndicatorAlias"]

    class Meta(Dated.Meta):
        verbose_name = _("Chỉ tiêu")
        verbose_name_plural = _("Chỉ tiêu")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "code", "version"], name="figures_indicator_version_once"),
            models.UniqueConstraint(
                fields=["body", "code"], condition=~Q(state="retired"), name="figures_indicator_code_in_use_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=IndicatorKind.values), name="figures_indicator_kind"),
            models.CheckConstraint(condition=Q(time_op__in=TimeOp.values), name="figures_indicator_time_op"),
            models.CheckConstraint(condition=Q(unit_op__in=UnitOp.values), name="figures_indicator_unit_op"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="figures_indicator_direction"),
            models.CheckConstraint(condition=Q(state__in=INDICATOR.states), name="figures_indicator_state"),
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values), name="figures_indicator_frequency"),
            models.CheckConstraint(condition=Q(calendar__in=Calendar.values), name="figures_indicator_calendar"),
            models.CheckConstraint(condition=Q(sharing__in=Sharing.values), name="figures_indicator_sharing"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="figures_indicator_share_of_both",
            ),
            models.CheckConstraint(
                condition=~Q(unit_op="recompute") | Q(denominator__isnull=False), name="figures_indicator_recomputable"
            ),
        ]
        indexes = [GinIndex(name="figures_indicator_trgm", fields=["folded"], opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"


class IndicatorAlias(models.Model):
    """A phrase under which reports state an indicator ("hồ sơ trả trước hạn" for "Số hồ sơ giải quyết trước hạn")."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="aliases", verbose_name=_("Chỉ tiêu"))
    alias = models.CharField(_("Cách gọi trong báo cáo"), max_length=300)
    folded = models.GeneratedField(
        expression=Func(F("alias"), function="vn_fold"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("Cách gọi của chỉ tiêu")
        verbose_name_plural = _("Cách gọi của chỉ tiêu")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "alias"], name="figures_indicatoralias_once"),
            models.CheckConstraint(condition=~Q(alias=""), name="figures_indicatoralias_words"),
        ]
        indexes = [models.Index(fields=["folded"], name="figures_alias_folded")]

    def __str__(self) -> str:
        return self.alias
