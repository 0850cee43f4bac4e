"""Figures as bare facts for roll-ups outside the database: the value that counts now, by month; nothing restricted or unapproved, nothing
of the Party.

For programs, not for people: no Actor is asked. Whoever shows what comes of it asks for the right to see figures of the whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from giaoban.records.figures.models import Indicator

SHOWN = """FROM figures_currentvalue AS c JOIN figures_indicator AS i ON i.id = c.indicator_id AND i.classification = 0
JOIN org_body AS b ON b.id = c.body_id AND b.kind <> 'party'
WHERE c.period_id = %s AND c.indicator_id = ANY (ARRAY(SELECT id FROM figures_indicator WHERE classification = 0))
AND c.role = 'actual' AND c.dims = '' AND c.state IN ('approved', 'locked')"""
"""The indicators are named so that the index by indicator and period finds the rows: the table of a country is too long to be read."""
COPY = f"COPY (SELECT c.indicator_id, c.unit_id, c.amount, c.revision {SHOWN}) TO STDOUT (FORMAT csv)"


@dataclass(frozen=True, slots=True)
class FactMonth:
    """A calendar month that has figures: its period's number, its first day, the day after its last."""

    period: int
    start: date
    end: date


def fact_months(*, since: int = 0) -> list[FactMonth]:
    """The months with figures, or only those with an observation later than number `since`; in order. One query."""
    later = "SELECT DISTINCT period_id FROM figures_observation WHERE id > %s"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.start, p.end FROM figures_period AS p"  # noqa: S608
            f" WHERE p.calendar = 'civil' AND p.kind = 'month' AND p.id IN ({later}) ORDER BY p.start",
            [since],
        )
        return [FactMonth(*row) for row in cursor.fetchall()]


@transaction.atomic
def fact_watermark() -> int:
    """The number of the latest observation, when no earlier one can still appear: waits for whoever writes, and lets nobody wait long."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE figures_observation IN SHARE MODE")
        cursor.execute("SELECT coalesce(max(id), 0) FROM figures_observation")
        return int(cursor.fetchone()[0])


def facts_copy(month: FactMonth, write: Callable[[bytes], object]) -> None:
    """Hand the facts of a month to `write` as CSV without a head: indicator, unit, amount (empty: missing), revision; in no order."""
    with connection.cursor() as cursor, cursor.copy(COPY, [month.period]) as stream:
        for block in stream:
            write(bytes(block))


def rates() -> list[tuple[int, int, int]]:
    """(indicator, numerator, denominator) of the rates that anyone who sees figures may see. One query."""
    rows = Indicator.objects.filter(kind="rate", classification=0, numerator__isnull=False, denominator__isnull=False)
    return list(rows.values_list("id", "numerator_id", "denominator_id").order_by("id"))
