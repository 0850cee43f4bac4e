"""The boards at millions of current values: queries and server time (slow: printed, with a generous floor for busy machines)."""

import statistics
import time
from decimal import Decimal

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.ground import journal
from giaoban.ground.org import services as org
from giaoban.kernel.calendar import parse_period
from giaoban.records.figures import services
from giaoban.records.figures.models import CurrentValue, Indicator
from tests.cast import SINCE, make_cast
from tests.pages import client_of
from tests.records.figures.making import indicator

INDICATORS, COMMUNES, MONTHS, OTHERS = 60, 20, 60, 1_500
CEILING = 0.6
"""Seconds of processor that a page may take on a busy machine; the bar is 60 ms on an idle one."""
FILL = """
INSERT INTO figures_currentvalue
    (body_id, indicator_id, unit_id, period_id, dims, role, amount, comparator, state, revision, observation_id)
SELECT %(body)s, i, u, p, '', 'actual', (i * 7 + u + p) %% 1000, '=', 'approved', 1, i * 1000000 + u * 100 + p
FROM unnest(%(units)s::bigint[]) AS u, unnest(%(indicators)s::bigint[]) AS i, unnest(%(periods)s::bigint[]) AS p
"""


def filled(cast, away=range(2_000_000, 2_000_000 + OTHERS)):
    """A commune with twenty hamlets, sixty indicators and sixty months, among as many figures of each of other units."""
    kind = {"kind": "hamlet", "level": "hamlet", "form": "thon", "parent": cast.units["an_phu"]}
    units = [org.unit_create(new=org.NewUnit(name=f"Thôn Số {n}", **kind), on=SINCE).pk for n in range(COMMUNES)]
    made = [indicator(cast, name=f"Chỉ tiêu thứ {n}", code=f"B{n:03d}") for n in range(INDICATORS)]
    period, periods = parse_period("2026-11"), []
    for _ in range(MONTHS):
        periods.append(services.period_stored(period).pk)
        period = period.previous()
    for one in made[:40]:
        services.target_set(
            actor=cast.actor("binh"),
            indicator=one,
            unit=cast.units["an_phu"],
            period=services.period_of("2026"),
            amount=Decimal(5000),
        )
    fields = {"body": cast.bodies["ubnd"].pk, "indicators": [one.pk for one in made]}
    everywhere = [cast.units["an_phu"].pk, *units, *away]
    with connection.cursor() as cursor:
        for each in reversed(periods):  # as figures come: month by month, unit by unit
            cursor.execute(FILL, fields | {"units": everywhere, "periods": [each]})
        cursor.execute("ANALYZE figures_currentvalue")
        cursor.execute("ANALYZE figures_period")


def measured(client, url):
    """(median seconds of wall time, of this process's processor, queries) of five visits after one."""
    client.get(url)
    walls, cpus = [], []
    for _ in range(5):
        wall, cpu = time.perf_counter(), time.process_time()
        assert client.get(url).status_code == 200
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    asked = [q for q in queries.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    longest = max(asked, key=lambda q: float(q["time"]))
    return statistics.median(walls), statistics.median(cpus), len(asked), longest


def boards(cast):
    """The boards to measure, by name."""
    return {
        "one commune, 60 indicators x 13 months": reverse("figures:unit", args=[cast.units["an_phu"].pk]),
        "20 units x 60 indicators": reverse("figures:month") + "?thang=2026-11",
        "the year's 40 targets": reverse("figures:year"),
        "an indicator's course": reverse("figures:indicator", args=[Indicator.objects.get(code="B000").pk]),
    }


@pytest.mark.slow
@pytest.mark.usefixtures("moment")
def test_boards_stay_quick_at_millions_of_figures(postgres, real_db, capsys):
    """In a database of its own: PostgreSQL counts rows as in a running office, and no dead ones are left to other tests."""
    cast = make_cast()
    with journal.acting(label="kiểm thử", source="command"):
        filled(cast)
    with psycopg.connect(postgres.url(real_db, owner=True), autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
    client = client_of(cast)
    for name, url in boards(cast).items():
        wall, cpu, queries, longest = measured(client, url)
        with capsys.disabled():
            said = f"{wall * 1000:.0f} ms wall, {cpu * 1000:.0f} ms own processor, {queries} queries"
            print(f"\n{name}: {said}; longest {longest['time']} s: {longest['sql'][:90]}")
        assert cpu < CEILING
        assert queries <= 12 or name == "an indicator's course"
    assert CurrentValue.objects.count() > 5_000_000
