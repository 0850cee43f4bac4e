"""What was observed: an amount of an indicator for a unit and a period, and where it was read. Added, never changed."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.files.models import StoredFile
from giaoban.ground.org.models import Body, Unit
from giaoban.records.figures.breakdowns import part_words
from giaoban.records.figures.models.indicator import DIGITS, PLACES, Indicator
from giaoban.records.figures.models.period import Period
from giaoban.records.figures.states import OBSERVATION


class Role(models.TextChoices):
    """What the amount is."""

    PLAN = "plan", _("Kế hoạch")
    ACTUAL = "actual", _("Thực hiện")
    ESTIMATE = "estimate", _("Ước thực hiện")


class SourceKind(models.TextChoices):
    """Where the amount came from."""

    REPORT = "report", _("Báo cáo")
    REGISTER = "register", _("Sổ theo dõi")
    CASES = "cases", _("Hồ sơ thủ tục")
    PERSON = "person", _("Người ghi trực tiếp")
    IMPORT = "import", _("Nhập từ tệp")


class Comparator(models.TextChoices):
    """How the amount was stated."""

    EQUAL = "=", _("đúng bằng")
    AT_LEAST = ">=", _("từ … trở lên")
    ABOVE = ">", _("trên")
    AT_MOST = "<=", _("không quá")
    BELOW = "<", _("dưới")
    ABOUT = "~", _("khoảng")


class Observation(models.Model):
    """One revision of one figure. A correction is a further revision that names the one it supersedes; only `state` may change.

    `amount` is in the indicator's unit of measure; a range has low and high and no amount; nothing at all means that the unit
    says it has no figure, and `note` says why: missing is never zero.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False, verbose_name=_("Cơ quan"))
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="observations", db_index=False, verbose_name=_("Chỉ tiêu")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="+", verbose_name=_("Kỳ báo cáo"))
    dims = models.CharField(_("Phân tổ"), max_length=200, blank=True, default="")
    role = models.CharField(_("Loại số liệu"), max_length=8, choices=Role.choices)
    amount = models.DecimalField(_("Giá trị"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    low = models.DecimalField(_("Giá trị thấp nhất"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    high = models.DecimalField(_("Giá trị cao nhất"), null=True, blank=True, max_digits=DIGITS, decimal_places=PLACES)
    printed = models.CharField(_("Cách ghi trong nguồn"), max_length=200, blank=True)
    comparator = models.CharField(_("Cách so sánh"), max_length=2, choices=Comparator.choices, default="=")
    as_of = models.DateField(_("Tính đến ngày"), null=True, blank=True)
    state = models.CharField(_("Trạng thái"), max_length=9, choices=OBSERVATION.choices, default="approved")
    revision = models.PositiveIntegerField(_("Lần ghi"), default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("Thay cho")
    )
    source_kind = models.CharField(_("Loại nguồn"), max_length=8, choices=SourceKind.choices)
    source_ref = models.CharField(_("Nguồn"), max_length=120, blank=True)
    source_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Tệp nguồn")
    )
    span_start = models.PositiveIntegerField(_("Vị trí đầu"), null=True, blank=True)
    span_end = models.PositiveIntegerField(_("Vị trí cuối"), null=True, blank=True)
    quote = models.TextField(_("Trích nguồn"), blank=True)
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("Ghi lúc"))
    recorded_by = models.CharField(_("Người ghi"), max_length=200)

    if TYPE_CHECKING:
        superseded_by: "Observation"

    class Meta:
        verbose_name = _("Số liệu đã ghi")
        verbose_name_plural = _("Số liệu đã ghi")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "dims", "role", "revision"],
                name="figures_observation_revision_once",
            ),
            models.CheckConstraint(
                condition=Q(revision=1, supersedes__isnull=True) | Q(revision__gt=1, supersedes__isnull=False),
                name="figures_observation_supersedes",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True)
                | Q(amount__isnull=True, low__isnull=False, high__gte=F("low")),
                name="figures_observation_range",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(low__isnull=False) | ~Q(note=""),
                name="figures_observation_missing_needs_note",
            ),
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True) | Q(span_end__gt=F("span_start")),
                name="figures_observation_span",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="figures_observation_role"),
            models.CheckConstraint(condition=Q(comparator__in=Comparator.values), name="figures_observation_compare"),
            models.CheckConstraint(condition=Q(state__in=OBSERVATION.states), name="figures_observation_state"),
            models.CheckConstraint(condition=Q(source_kind__in=SourceKind.values), name="figures_observation_source"),
        ]
        indexes = [
            models.Index(fields=["body", "period"], name="figures_observation_period"),
            models.Index(fields=["source_ref"], name="figures_observation_source_ref"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.unit_id}/{self.period_id}/{self.role} ({self.revision})"

    @property
    def part(self) -> str:
        """Of which part of a breakdown it is, in words ("nữ, 35-60 tuổi"); "" for the whole."""
        return part_words(self.dims) if self.dims else ""
