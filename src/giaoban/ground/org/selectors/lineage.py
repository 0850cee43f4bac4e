"""What became of units, and what they came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from giaoban.ground.org.models import LineageKind, UnitLineage
from giaoban.ground.org.selectors.statements import ask, statement


@dataclass(frozen=True, slots=True)
class Share:
    """A unit reached through lineage. share: the part of the source that went there; 1 = all, None = not known."""

    unit: int
    share: Decimal | None


def lineage_of(*, unit: int) -> QuerySet[UnitLineage]:
    """The arrows that begin or end at a unit, oldest first."""
    return (
        UnitLineage.objects.filter(Q(source=unit) | Q(target=unit))
        .select_related("source", "target")
        .order_by("on", "id")
    )


def successors(*, unit: int, on: date) -> list[Share]:
    """The units that hold on a day what this unit was: itself while it exists, else what it merged into or was split into.

    Shares multiply along the way (1/3 of a unit that went whole into another = 1/3). One query. Empty if it was abolished.
    """
    return _walk("successors", unit, on)


def predecessors(*, unit: int, on: date) -> list[Share]:
    """The units of an earlier day whose whole or part is in this unit now; share: the part of each that came here."""
    return _walk("predecessors", unit, on)


def days_of_change(*, after: date, until: date) -> list[date]:
    """The days in (after, until] on which units merged or were divided, in order; one query."""
    kinds = [LineageKind.MERGE, LineageKind.SPLIT]
    rows = UnitLineage.objects.filter(kind__in=kinds, on__gt=after, on__lte=until).order_by("on")
    return list(rows.values_list("on", flat=True).distinct())


def _walk(direction: str, unit: int, on: date) -> list[Share]:
    return [Share(number, share and share.normalize()) for number, share in ask(direction, unit=unit, on=on)]


def weights_sql() -> str:
    """The first steps of a statement that restates: they end with `expected (day, source, target, share)`, see sql/weights.sql.

    Parameters: %(on)s the day of the units wanted, %(wanted)s their numbers, %(days)s the days of the figures. share: the part of the
    source's figure that belongs to the target, null where not known.
    """
    return statement("weights")
