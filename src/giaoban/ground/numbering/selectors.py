"""Reads of the room, always for an actor."""

from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, Max, Min, OuterRef, Q, QuerySet, Subquery, Value

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.numbering.models import Issued, Series


@dataclass(frozen=True, slots=True)
class Gap:
    """A series whose numbers do not run through: how many are missing."""

    series: Series
    missing: int


def series_of(actor: Actor) -> QuerySet[Series]:
    """The series the actor may see, each with `count`: how many numbers were issued."""
    return access.visible(actor, "numbering.view", Series.objects.all()).annotate(count=Count("issued"))


def books(actor: Actor) -> QuerySet[Series]:
    """The same series, the newest periods first, each with `voided`, the `last_symbol` and `last_on` of its last number, and its `sign`:
    what follows the number ("TB-UBND")."""
    last = Issued.objects.filter(series=OuterRef("pk")).order_by("-number")
    rows = series_of(actor).annotate(
        voided=Count("issued", filter=Q(issued__voided_at__isnull=False)),
        last_symbol=Subquery(last.values("symbol")[:1]),
        last_on=Subquery(last.values("issued_on")[:1]),
    )
    sign = Func(
        F("last_symbol"), Value(r"^[0-9]+\s*[/-]\s*"), Value(""), function="regexp_replace", output_field=CharField()
    )
    return rows.annotate(sign=sign).order_by("-period", "body", "sign", "kind")


def issued_in(actor: Actor, series: Series) -> QuerySet[Issued]:
    """The numbers of a series, newest first."""
    return access.visible(actor, "numbering.view", Issued.objects.filter(series=series)).order_by("-number")


def verify() -> list[Gap]:
    """Series with holes or with a next number that does not follow the last; empty when all is well. One query (for the doctor)."""
    rows = Series.objects.annotate(count=Count("issued"), low=Min("issued__number"), high=Max("issued__number"))
    broken = rows.filter(count__gt=0).exclude(count=F("high") - F("low") + 1)
    found = [Gap(series, series.high - series.low + 1 - series.count) for series in broken.order_by("pk")]
    ahead = rows.filter(count__gt=0, next__lte=F("high")).order_by("pk")
    return found + [Gap(series, 0) for series in ahead]
