"""What all units of earlier days are on one day, as rows: for whoever restates many figures at once, outside the database."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import connection

from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors.lineage import weights_sql

Part = tuple[date, int, int, Decimal | None]
"""(day, unit of that day, unit it is now, share): the share of its figures that belongs there, None where not known."""

CHANGED = """
SELECT day, source, target, share FROM expected WHERE source <> target OR share IS DISTINCT FROM 1 ORDER BY day, source, target"""


def parts_on(*, on: date, days: Iterable[date]) -> list[Part]:
    """For each of `days`, the units that are not just themselves on the day `on`; two queries."""
    wanted = list(Unit.objects.on(on).values_list("id", flat=True))
    statement = weights_sql() + CHANGED
    with connection.cursor() as cursor:
        cursor.execute(statement, {"on": on, "wanted": wanted, "days": list(days)})
        return list(cursor.fetchall())
