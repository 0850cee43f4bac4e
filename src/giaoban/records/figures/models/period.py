"""Periods that figures are for: half-open ranges of dates in a calendar."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.wording import Wording


class Calendar(models.TextChoices):
    """Which calendar cuts the period."""

    CIVIL = "civil", _("Theo tháng dương lịch")
    REPORTING15 = "reporting15", _("Theo kỳ chốt ngày 15")
    BUDGET = "budget", _("Theo năm ngân sách")
    DISBURSEMENT = "disbursement", _("Theo năm giải ngân (đến 31 tháng 1 năm sau)")


class PeriodKind(models.TextChoices):
    """How long the period is."""

    MONTH = "month", _("Tháng")
    QUARTER = "quarter", _("Quý")
    HALF = "half", _("6 tháng")
    NINE_MONTHS = "nine_months", _("9 tháng")
    YEAR = "year", _("Năm")
    SCHOOL_YEAR = "school_year", _("Năm học")
    SEMESTER = "semester", _("Học kỳ")
    SEASON = "season", _("Vụ sản xuất")
    TERM = "term", _("Nhiệm kỳ")
    PHASE = "phase", _("Giai đoạn")
    CUSTOM = "custom", _("Kỳ khác")


class Period(models.Model):
    """[start, end) in a calendar, by its key (`kernel/calendar`). A key exists once in a calendar, shared by all bodies."""

    calendar = models.CharField(_("Lịch"), max_length=12, choices=Calendar.choices, default="civil")
    kind = models.CharField(_("Loại kỳ"), max_length=12, choices=PeriodKind.choices)
    key = models.CharField(_("Mã kỳ"), max_length=40)
    start = models.DateField(_("Từ ngày"))
    end = models.DateField(_("Đến trước ngày"))
    title = models.CharField(_("Tên vụ sản xuất"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("Kỳ báo cáo")
        verbose_name_plural = _("Kỳ báo cáo")
        ordering = ["-start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "key"], name="figures_period_key_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="figures_period_dates"),
            models.CheckConstraint(condition=Q(calendar__in=Calendar.values), name="figures_period_calendar"),
            models.CheckConstraint(condition=Q(kind__in=PeriodKind.values), name="figures_period_kind"),
        ]
        indexes = [models.Index(fields=["start", "end"], name="figures_period_dates_ix")]

    def __str__(self) -> str:
        return self.label

    @property
    def value(self) -> Stretch:
        """The period as the kernel computes with it."""
        return Stretch(self.start, self.end, self.key, self.kind, self.calendar, self.title)  # type: ignore[arg-type]

    @property
    def cut(self) -> date:
        """A day inside the month that gives the period its name: the last day of it, in every calendar."""
        return self.end - timedelta(days=1)

    @property
    def months(self) -> tuple[int, int] | None:
        """(first month, last month) of a civil period of whole months within one year, None where it is none."""
        whole = self.start.day == 1 and self.end.day == 1 and self.start.year == self.cut.year
        return (self.start.month, self.cut.month) if whole else None

    @property
    def code(self) -> str:
        """The key that `period_of` reads: 2026-11, 2026-Q4, 2026-H1, 2026-9M, 2026, 2025/2026, 2026-01..2026-11, or two dates."""
        return self.key

    @property
    def label(self) -> Wording:
        """The period as officials write it: "tháng 11 năm 2026", "11 tháng đầu năm 2026"; said in English "November 2026"."""
        return self.value.labelled
