"""The yearly review: within a window of days each unit confirms, changes or ends its entries."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Unit
from giaoban.records.registers.models.entry import Entry
from giaoban.records.registers.models.register import Register
from giaoban.records.registers.states import REVIEW


class Outcome(models.TextChoices):
    """What a unit said of an entry."""

    WAITING = "waiting", _("chưa rà soát")
    CONFIRMED = "confirmed", _("giữ nguyên")
    CHANGED = "changed", _("đã sửa")
    ENDED = "ended", _("đã kết thúc")


class Review(models.Model):
    """One round of reviewing a register, with its first and last day."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="reviews", verbose_name=_("Sổ theo dõi"))
    year = models.PositiveSmallIntegerField(_("Năm"))
    opens_on = models.DateField(_("Từ ngày"))
    closes_on = models.DateField(_("Đến hết ngày"))
    state = models.CharField(_("Trạng thái"), max_length=6, choices=REVIEW.choices, default="open")
    note = models.CharField(_("Yêu cầu"), max_length=1000, blank=True)
    opened_at = models.DateTimeField(_("Mở lúc"))
    opened_by = models.CharField(_("Người mở"), max_length=200)
    closed_at = models.DateTimeField(_("Kết thúc lúc"), null=True, blank=True)
    closed_by = models.CharField(_("Người kết thúc"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Đợt rà soát")
        verbose_name_plural = _("Đợt rà soát")
        constraints = [
            models.UniqueConstraint(fields=["register"], condition=Q(state="open"), name="registers_review_one_open"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="registers_review_dates"),
            models.CheckConstraint(condition=Q(state__in=REVIEW.states), name="registers_review_state"),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.year}"


class ReviewLine(models.Model):
    """One entry in a round, for the unit it belonged to when the round was opened."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="lines", verbose_name=_("Đợt rà soát"))
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name=_("Mục của sổ"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị"))
    outcome = models.CharField(_("Kết quả"), max_length=9, choices=Outcome.choices, default="waiting")
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)
    at = models.DateTimeField(_("Rà soát lúc"), null=True, blank=True)
    by = models.CharField(_("Người rà soát"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Mục rà soát")
        verbose_name_plural = _("Mục rà soát")
        indexes = [models.Index(fields=["entry"], name="registers_line_entry")]
        constraints = [
            models.UniqueConstraint(fields=["review", "entry"], name="registers_line_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="registers_line_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}/{self.entry_id}: {self.outcome}"
