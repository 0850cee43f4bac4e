"""Periods that figures are for: half-open ranges of dates in a calendar."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Calendar(models.TextChoices):
    """Which calendar cuts the period."""

    CIVIL = "civil", _("Theo tháng dương lịch")
    REPORTING15 = "reporting15", _("Theo kỳ chốt ngày 15")
    BUDGET = "budget", _("Theo năm ngân sách")


class PeriodKind(models.TextChoices):
    """How long the period is."""

    MONTH = "month", _("Tháng")
    QUARTER = "quarter", _("Quý")
    HALF = "half", _("6 tháng")
    NINE_MONTHS = "nine_months", _("9 tháng")
    YEAR = "year", _("Năm")
    SCHOOL_YEAR = "school_year", _("Năm học")
    CUSTOM = "custom", _("Kỳ khác")


ROMAN = ("I", "II", "III", "IV")


class Period(models.Model):
    """[start, end) in a calendar. A period of the same calendar, kind and dates exists once, shared by all bodies."""

    calendar = models.CharField(_("Lịch"), max_length=12, choices=Calendar.choices, default="civil")
    kind = models.CharField(_("Loại kỳ"), max_length=12, choices=PeriodKind.choices)
    start = models.DateField(_("Từ ngày"))
    end = models.DateField(_("Đến trước ngày"))

    class Meta:
        verbose_name = _("Kỳ báo cáo")
        verbose_name_plural = _("Kỳ báo cáo")
        ordering = ["-start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "kind", "start", "end"], name="figures_period_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="figures_period_dates"),
            models.CheckConstraint(condition=Q(calendar__in=Calendar.values), name="figures_period_calendar"),
            models.CheckConstraint(condition=Q(kind__in=PeriodKind.values), name="figures_period_kind"),
        ]

    def __str__(self) -> str:
        return self.label

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
        year, month = self.cut.year, self.cut.month
        match self.kind:
            case "month":
                return f"{year:04d}-{month:02d}"
            case "quarter":
                return f"{year:04d}-Q{(month + 2) // 3}"
            case "half":
                return f"{year:04d}-H{1 if month <= 6 else 2}"
            case "nine_months":
                return f"{year:04d}-9M"
            case "year":
                return f"{year:04d}"
            case "school_year":
                return f"{self.start.year:04d}/{self.start.year + 1:04d}"
        if self.months:
            return f"{year:04d}-{self.months[0]:02d}..{year:04d}-{self.months[1]:02d}"
        return f"{self.start:%Y-%m-%d}..{self.cut:%Y-%m-%d}"

    @property
    def label(self) -> str:
        """The period as officials write it: "tháng 11 năm 2026", "11 tháng đầu năm 2026"."""
        named = self.civil_label()
        if self.calendar == Calendar.REPORTING15:
            return f"{named} ({self.start:%d/%m}–{self.cut:%d/%m/%Y})"
        return f"{named} (năm ngân sách)" if self.calendar == Calendar.BUDGET else named

    def civil_label(self) -> str:
        """The name without the calendar."""
        year, month = self.cut.year, self.cut.month
        match self.kind:
            case "month":
                return f"tháng {month} năm {year}"
            case "quarter":
                return f"quý {ROMAN[(month + 2) // 3 - 1]} năm {year}"
            case "half":
                return f"6 tháng {'đầu' if month <= 6 else 'cuối'} năm {year}"
            case "nine_months":
                return f"9 tháng đầu năm {year}"
            case "year":
                return f"năm {year}"
            case "school_year":
                return f"năm học {self.start.year}-{self.start.year + 1}"
        if self.months and self.months[0] == 1:
            return f"{self.months[1]} tháng đầu năm {year}"
        return f"từ {self.start:%d/%m/%Y} đến {self.cut:%d/%m/%Y}"
