"""Rows that hold from a day until the day before another: [valid_from, valid_to)."""

from datetime import date
from typing import Any, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model, covariant=True)


def holds_on(on: date, prefix: str = "") -> Q:
    """The condition that a dated row (reached by `prefix`, e.g. "names__") holds on a day."""
    start = Q(**{f"{prefix}valid_from__lte": on})
    return start & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on}))


class DatedQuerySet(models.QuerySet[M]):
    """Rows of a dated table."""

    def on(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(holds_on(on))

    def ever_between(self, start: date, end: date) -> Self:
        """Those that hold on at least one day of [start, end)."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start), valid_from__lt=end)


class Dated(models.Model):
    """Validity from `valid_from` until the day before `valid_to`; no `valid_to` means until further notice."""

    valid_from = models.DateField(_("có hiệu lực từ ngày"))
    valid_to = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_dates",
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            )
        ]

    def holds(self, on: date) -> bool:
        """Whether the row holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def never_twice(name: str, *same: str, condition: Q | None = None, message: Any = None) -> ExclusionConstraint:
    """The constraint that rows alike in the columns `same` do not overlap in time (needs btree_gist)."""
    days = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[*((column, RangeOperators.EQUAL) for column in same), (days, RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message or _("Khoảng thời gian trùng với một dòng đã có."),
    )
