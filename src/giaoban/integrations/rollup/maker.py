"""A data set as large as the country, made by rule: 34 provinces, 3,321 communes, 100 indicators, 60 months, mergers included.

    python -m giaoban.integrations.rollup.maker --to DIR [--communes 3321] [--indicators 100] [--months 60]

Amounts look like what is reported (whole counts, money with two places, about two in a hundred missing) and depend on nothing but the
row's own key, so two runs give the same bytes of every value.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import duckdb

FIRST = "DATE '2022-01-01'"
MERGED = 1100
"""So many communes of today are made of two of before the middle of the time."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make. `provinces` 34 and `communes` 3,321 are those of 2025-07-01."""

    provinces: int = 34
    communes: int = 3321
    indicators: int = 100
    months: int = 60

    @property
    def merged(self) -> int:
        """How many communes of today have two predecessors."""
        return min(MERGED, self.communes // 3)


PLACES = """
CREATE TABLE places AS
SELECT unit::INTEGER AS unit, (unit % {provinces} + 1)::INTEGER AS province, unit::INTEGER AS target
FROM range(1, {communes} + 1) made(unit)
UNION ALL
SELECT ({communes} + unit)::INTEGER, (((unit + 1) // 2) % {provinces} + 1)::INTEGER, ((unit + 1) // 2)::INTEGER
FROM range(1, 2 * {merged} + 1) made(unit)
"""
UNITS = "SELECT unit, province FROM places WHERE unit <= {communes}"
# Every tenth of the old communes was divided: three tenths of it went to the commune after, in another province.
LINEAGE = """
SELECT p.unit, ({first} + to_months(m.month::INTEGER))::DATE AS month, t.target::INTEGER AS target, t.share::DECIMAL(9, 8) AS share
FROM places p, range(0, {months} // 2) m(month), LATERAL (
    SELECT p.target AS target, CASE WHEN p.unit % 10 = 0 THEN 0.7 ELSE 1 END AS share
    UNION ALL SELECT p.target % {communes} + 1, 0.3 WHERE p.unit % 10 = 0
) t
WHERE p.unit > {communes} ORDER BY month, unit, share DESC
"""
PAIRS = """
SELECT (1000 + n)::INTEGER AS indicator, n::INTEGER AS numerator, (n + 1)::INTEGER AS denominator FROM range(1, {indicators}, 2) made(n)
"""
VALUES = """
SELECT indicator::INTEGER AS indicator, unit, province, ({first} + to_months({month}))::DATE AS month,
    CASE WHEN h % 50 = 0 THEN NULL
         WHEN indicator % 3 = 0 THEN ((h // 64) % 9000000)::DECIMAL(18, 2) / 100
         ELSE ((h // 64) % 20000)::DECIMAL(18, 2) END::DECIMAL(18, 2) AS amount
FROM (
    SELECT indicator, unit, province, hash(indicator * 1000003 + unit * 1009 + {month}) AS h
    FROM range(1, {indicators} + 1) i(indicator), places
    WHERE CASE WHEN {month} < {months} // 2 THEN unit > {merged} ELSE unit <= {communes} END
)
ORDER BY indicator, unit
"""


def make(folder: Path, size: Size) -> int:
    """Write values (a file a month), units, lineage and pairs (see `expressions`) below `folder`; returns the number of values."""
    (folder / "values").mkdir(parents=True, exist_ok=True)
    names = ("provinces", "communes", "indicators", "months", "merged")
    facts = {"first": FIRST, **{name: getattr(size, name) for name in names}}
    made = 0
    with duckdb.connect() as connection:
        connection.execute(PLACES.format(**facts))
        for month in range(size.months):
            made += written(connection, VALUES.format(month=month, **facts), folder / "values" / f"{month:04}.parquet")
        for name, rows in (("units", UNITS), ("lineage", LINEAGE), ("pairs", PAIRS)):
            written(connection, rows.format(**facts), folder / f"{name}.parquet")
    return made


def written(connection: duckdb.DuckDBPyConnection, rows: str, target: Path) -> int:
    """Write what a statement gives to a file; how many rows."""
    count = connection.execute(f"COPY ({rows}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)").fetchone()
    return int(count[0]) if count else 0


def main() -> None:
    """Make the data set that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    for name in ("provinces", "communes", "indicators", "months"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Size(), name))
    asked = vars(parser.parse_args())
    folder = asked.pop("to")
    print(f"{make(folder, Size(**asked)):,} values in {folder}")  # noqa: T201


if __name__ == "__main__":
    main()
