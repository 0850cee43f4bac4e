"""A whole country's figures in PostgreSQL: the boards of one place among them, and how fast the facts leave for roll-ups.

    .venv/bin/python bench/scale.py [--places N]

The communes are those of the package of administrative units (extra `units`), and further numbers; 60 indicators a month over 60 months
for each of them, and a commune of the cast with twenty hamlets beside them. Wall and processor time of this process, medians of five, one
user, nothing cached.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def places(number: int, taken: set[int]) -> list[int]:
    """The country's communes, imported as an office would, but for those taken; then numbers of no unit until there are so many."""
    from giaoban.ground.org.models import Unit
    from giaoban.ground.org.official import read_catalogue, units_import

    units_import(catalogue=read_catalogue(), whole=True)
    rows = Unit.objects.filter(kind="commune", valid_to=None).exclude(pk__in=taken).order_by("pk")
    found = list(rows.values_list("pk", flat=True)[:number])
    return [*found, *range(2_000_000, 2_000_000 + number - len(found))]


def boards(cast: object) -> Iterator[str]:
    """A line for each board."""
    from tests.pages import client_of
    from tests.records.figures.test_board_speed import boards as pages
    from tests.records.figures.test_board_speed import measured

    client = client_of(cast)
    for name, url in pages(cast).items():
        wall, cpu, queries, longest = measured(client, url)
        own = f"{wall * 1000:6.0f} ms wall {cpu * 1000:6.0f} ms processor {queries:4} queries"
        yield f"{name:<42}{own}, longest {1000 * float(longest['time']):.0f} ms"


def export(folder: Path, months: int, first: int) -> Iterator[str]:
    """The last months as Parquet, read from the database by the way that seals them."""
    from bench.server import processor

    from giaoban.integrations.rollup.sealing import month_table, save
    from giaoban.records.figures.models import Period
    from giaoban.records.figures.selectors.facts import FactMonth

    periods = Period.objects.filter(calendar="civil", kind="month").order_by("-start")[:months]
    wall, cpu, served, count = time.perf_counter(), time.process_time(), processor(first), 0
    for period in periods:
        rows = month_table(FactMonth(period.pk, period.start, period.end))
        save(rows, folder / f"{period.start:%Y-%m}.parquet")
        count += len(rows)
    wall, cpu, served = time.perf_counter() - wall, time.process_time() - cpu, processor(first) - served
    told = f"{count / wall:12,.0f} values/s wall; processor {cpu:.1f} s here, {served:.1f} s of the server ({count:,} values)"
    yield f"{'facts to Parquet, read included':<42}{told}"


def lines(most: int, first: int) -> Iterator[str]:
    """Fill the database, then measure."""
    import psycopg

    from giaoban.records.figures.models import CurrentValue
    from tests.cast import make_cast
    from tests.records.figures.test_board_speed import filled

    cast = make_cast()
    began = time.perf_counter()
    filled(cast, places(most, {unit.pk for unit in cast.units.values()}))
    with psycopg.connect(os.environ["GIAOBAN_OWNER_URL"], autocommit=True) as owner:
        # As the server's own cleaner leaves them a while later.
        owner.execute("VACUUM (ANALYZE) figures_currentvalue, figures_observation")
    yield f"{CurrentValue.objects.count():,} current values made in {time.perf_counter() - began:.0f} s, {datetime.now(UTC):%Y-%m-%d}"
    yield from boards(cast)
    with tempfile.TemporaryDirectory() as folder:
        yield from export(Path(folder), 12, first)


def main() -> None:
    """Print the lines as they come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=5_600)
    asked = parser.parse_args()
    from bench.server import database, first_process

    with database() as server:
        first = first_process(server)
        for line in lines(asked.places, first):
            print(line, flush=True)


if __name__ == "__main__":
    main()
