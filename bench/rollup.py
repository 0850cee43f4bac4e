"""Roll-ups of the whole country: one Ibis expression beside the same question written by hand, on the same Parquet, in one run.

    .venv/bin/python bench/rollup.py [--data DIR] [--only sums ratios ...] [--engines giaoban duckdb ...]

Each (question, engine) runs in a process of its own: one warm-up, then the median of five (of PostgreSQL: one run); wall, CPU and peak
memory of that process, for PostgreSQL of its server's processes. Results of all engines are compared as decimals.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

RUNS = 5
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.server import first_process, memory, processor  # noqa: E402

MONTHS = """months AS (
    SELECT indicator, province, month, sum(amount) AS amount FROM {values} GROUP BY 1, 2, 3)"""
ROLLED = """quarters AS (
    SELECT indicator, province, date_trunc('quarter', month)::DATE AS start, sum(amount) AS amount FROM months GROUP BY 1, 2, 3),
years AS (SELECT indicator, province, date_trunc('year', start)::DATE AS start, sum(amount) AS amount FROM quarters GROUP BY 1, 2, 3),
totals AS (
    SELECT indicator, province, start, amount, 'quarter' AS grain FROM quarters
    UNION ALL SELECT indicator, 0, start, sum(amount), 'quarter' FROM quarters GROUP BY 1, 3
    UNION ALL SELECT indicator, province, start, amount, 'year' FROM years
    UNION ALL SELECT indicator, 0, start, sum(amount), 'year' FROM years GROUP BY 1, 3)"""
COLUMNS = "indicator, province, start, grain, amount"
MOVED = """moved AS (
    SELECT v.indicator, u.province, v.month, CASE WHEN l.target IS NULL THEN v.amount ELSE v.amount * l.share END AS amount
    FROM {values} v LEFT JOIN {lineage} l USING (unit, month) JOIN {units} u ON u.unit = coalesce(l.target, v.unit))"""
HAND = {
    "sums": f"WITH {MONTHS}, {ROLLED} SELECT {COLUMNS} FROM totals",
    "ratios": f"""WITH {MONTHS}, {ROLLED}
        SELECT p.indicator, a.province, a.start, a.grain, a.amount::DOUBLE PRECISION * 100 / nullif(b.amount, 0)::DOUBLE PRECISION AS amount
        FROM totals a JOIN {{pairs}} p ON a.indicator = p.numerator
        JOIN totals b ON b.indicator = p.denominator AND (b.province, b.grain, b.start) = (a.province, a.grain, a.start)""",
    "restated": f"WITH {MOVED}, {MONTHS.replace('{values}', 'moved')}, {ROLLED} SELECT {COLUMNS} FROM totals",
    "lasts": """WITH q AS (
            SELECT indicator, province, unit, date_trunc('quarter', month)::DATE AS start, {last} AS amount, max(month) AS month
            FROM {values} WHERE amount IS NOT NULL GROUP BY 1, 2, 3, 4),
        y AS (SELECT indicator, province, unit, date_trunc('year', start)::DATE AS start, {last} AS amount FROM q GROUP BY 1, 2, 3, 4),
        qp AS (SELECT indicator, province, start, sum(amount) AS amount FROM q GROUP BY 1, 2, 3),
        yp AS (SELECT indicator, province, start, sum(amount) AS amount FROM y GROUP BY 1, 2, 3)
        SELECT indicator, province, start, 'quarter' AS grain, amount FROM qp
        UNION ALL SELECT indicator, 0, start, 'quarter', sum(amount) FROM qp GROUP BY 1, 3
        UNION ALL SELECT indicator, province, start, 'year', amount FROM yp
        UNION ALL SELECT indicator, 0, start, 'year', sum(amount) FROM yp GROUP BY 1, 3""",
}


def names(data: Path) -> dict[str, str]:
    """The tables as DuckDB names files."""
    return {"values": f"'{data}/values/*.parquet'", "last": "arg_max(amount, month)"} | {
        name: f"'{data}/{name}.parquet'" for name in ("units", "lineage", "pairs")
    }


def product(question: str, data: Path) -> Callable[[], Any]:
    """Our expression on DuckDB."""
    from giaoban.integrations.rollup.engines import here, tables

    engine = here()
    return lambda: engine.to_pyarrow(tables(engine, data).ask(question))


def duckdb_by_hand(question: str, data: Path) -> Callable[[], Any]:
    """The question in DuckDB's SQL."""
    import duckdb

    connection = duckdb.connect(config={"threads": 2})
    return lambda: connection.execute(HAND[question].format(**names(data))).to_arrow_table()


def polars_by_hand(question: str, data: Path) -> Callable[[], Any]:
    """The question in Polars, streaming."""
    import polars as pl

    def scan(name: str) -> pl.LazyFrame:
        return pl.scan_parquet(data / name)

    def totals(months: pl.LazyFrame) -> pl.LazyFrame:
        quarters = months.group_by("indicator", "province", start=pl.col("month").dt.truncate("1q")).agg(
            pl.col("amount").sum()
        )
        years = quarters.group_by("indicator", "province", start=pl.col("start").dt.truncate("1y")).agg(
            pl.col("amount").sum()
        )
        return both(quarters, years)

    def both(quarters: pl.LazyFrame, years: pl.LazyFrame) -> pl.LazyFrame:
        parts = []
        for grain, frame in (("quarter", quarters), ("year", years)):
            nation = (
                frame.group_by("indicator", "start")
                .agg(pl.col("amount").sum())
                .with_columns(province=pl.lit(0, pl.Int32))
            )
            for part in (frame, nation):
                parts.append(part.select("indicator", "province", "start", "amount").with_columns(grain=pl.lit(grain)))
        return pl.concat(parts)

    def by_province(frame: pl.LazyFrame, when: str) -> pl.LazyFrame:
        return frame.group_by("indicator", "province", when).agg(pl.col("amount").sum())

    def ask() -> Any:
        values = scan("values/*.parquet")
        if question == "sums":
            found = totals(by_province(values, "month"))
        elif question == "restated":
            share = pl.col("share").cast(pl.Decimal(38, 8))
            moved = (
                values.drop("province")
                .join(scan("lineage.parquet"), on=["unit", "month"], how="left")
                .select(
                    "indicator",
                    "month",
                    unit=pl.coalesce("target", "unit"),
                    amount=pl.when(pl.col("target").is_null())
                    .then(pl.col("amount").cast(pl.Decimal(38, 6)))
                    .otherwise((pl.col("amount") * share).cast(pl.Decimal(38, 6))),
                )
            )
            found = totals(by_province(moved.join(scan("units.parquet"), on="unit"), "month"))
        elif question == "ratios":
            whole = totals(by_province(values, "month"))
            key = ["province", "grain", "start"]
            found = (
                whole.join(scan("pairs.parquet"), left_on="indicator", right_on="numerator")
                .join(whole, left_on=["denominator", *key], right_on=["indicator", *key], suffix="_lower")
                .select(
                    "indicator_right",
                    *key,
                    amount=pl.col("amount").cast(pl.Float64) * 100 / pl.col("amount_lower").cast(pl.Float64),
                )
            )
        else:
            known = values.filter(pl.col("amount").is_not_null())
            quarter = known.group_by("indicator", "province", "unit", start=pl.col("month").dt.truncate("1q")).agg(
                pl.col("amount").sort_by("month").last(), pl.col("month").max()
            )
            year = quarter.group_by("indicator", "province", "unit", start=pl.col("start").dt.truncate("1y")).agg(
                pl.col("amount").sort_by("month").last()
            )
            found = both(by_province(quarter, "start"), by_province(year, "start"))
        return found.collect(engine="streaming").to_arrow()

    return ask


LAST = "(max(ARRAY[extract(epoch FROM month)::numeric, amount]))[2]"
TABLES = {
    "values": "indicator int, unit int, province int, month date, amount numeric(18, 2)",
    "units": "unit int, province int",
    "lineage": "unit int, month date, target int, share numeric(9, 8)",
    "pairs": "indicator int, numerator int, denominator int",
}


def postgres_by_hand(question: str, data: Path) -> Callable[[], Any]:
    """The question in PostgreSQL's SQL, on tables of the same rows. GIAOBAN_BENCH_POSTGRES: the database, see `served`."""
    import psycopg
    import pyarrow as pa

    facts = {name: f"fact_{name}" for name in TABLES} | {"last": LAST}
    statement = (
        f"SELECT indicator, province, start, grain, amount::text FROM ({HAND[question].format(**facts)}) AS found"
    )
    connection = psycopg.connect(os.environ["GIAOBAN_BENCH_POSTGRES"], autocommit=True)
    connection.execute("SET work_mem = '768MB'")
    connection.execute("SET jit = off")

    def ask() -> Any:
        rows = connection.execute(statement).fetchall()
        columns = list(zip(*rows, strict=True))
        kinds = [pa.int32(), pa.int32(), pa.date32(), pa.string(), pa.string()]
        names = ["indicator", "province", "start", "grain", "amount"]
        return pa.table([pa.array(c, k) for c, k in zip(columns, kinds, strict=True)], names=names)

    return ask


def fill_postgres(address: str, data: Path) -> None:
    """Make the tables and copy the rows of the Parquet files into them."""
    import duckdb
    import psycopg

    reader = duckdb.connect()
    with psycopg.connect(address, autocommit=True) as connection, tempfile.TemporaryDirectory() as folder:
        for name, columns in TABLES.items():
            connection.execute(f"CREATE TABLE fact_{name} ({columns})")
            chosen = ", ".join(re.findall(r"(\w+) (?:int|date|numeric)", columns))
            for file in sorted(data.glob("values/*.parquet")) if name == "values" else [data / f"{name}.parquet"]:
                text = Path(folder) / "rows.csv"
                reader.execute(f"COPY (SELECT {chosen} FROM '{file}') TO '{text}' (FORMAT csv, HEADER false)")
                copied = connection.cursor().copy(f"COPY fact_{name} FROM STDIN (FORMAT csv)")
                with copied as target, text.open("rb") as stream:
                    while block := stream.read(1 << 20):
                        target.write(block)
        connection.execute("CREATE INDEX ON fact_values (indicator, unit, month)")
        connection.execute("VACUUM ANALYZE")


@contextmanager
def served(data: Path, wanted: bool) -> Iterator[int]:
    """A PostgreSQL with the rows, for the engines that want one; the number of its first process, 0 for none."""
    if not wanted:
        yield 0
        return
    from tests.postgres import NAME, Server

    server = Server()
    server.start()
    try:
        name = f"{NAME}_rollup"
        server.execute("CREATE DATABASE {}", name)
        os.environ["GIAOBAN_BENCH_POSTGRES"] = server.url(name, owner=True)
        fill_postgres(os.environ["GIAOBAN_BENCH_POSTGRES"], data)
        yield first_process(server)
    finally:
        server.stop()


ENGINES: dict[str, Callable[[str, Path], Callable[[], Any]]] = {
    "giaoban": product,
    "duckdb": duckdb_by_hand,
    "polars": polars_by_hand,
    "postgres": postgres_by_hand,
}
HERE = [name for name in ENGINES if name != "polars" or find_spec("polars")]
"""Polars is in requirements/scale.txt only."""


def summary(table: Any) -> str:
    """A hash of the rows in one order, amounts as plain numbers with six digits."""
    import duckdb

    connection = duckdb.connect()
    connection.register("found", table)
    rows = "SELECT province, grain, start::DATE, round(amount::DECIMAL(38, 6), 6) AS amount FROM found ORDER BY ALL"
    digest = hashlib.sha256()
    for row in connection.execute(rows).fetchall():
        digest.update(repr(row).encode())
    return digest.hexdigest()[:12]


def one(engine: str, question: str, data: Path) -> dict[str, Any]:
    """Run one question on one engine in this process; of PostgreSQL its server's processor and memory."""
    ask = ENGINES[engine](question, data)
    server = int(os.environ.get("GIAOBAN_BENCH_SERVER", "0")) if engine == "postgres" else 0
    found = None if server else ask()
    walls, cpus = [], []
    for _ in range(1 if server else RUNS):
        began, used = time.perf_counter(), processor(server) if server else time.process_time()
        found = ask()
        walls.append(time.perf_counter() - began)
        cpus.append((processor(server) if server else time.process_time()) - used)
    peak = memory(server) if server else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "wall": statistics.median(walls),
        "cpu": statistics.median(cpus),
        "mb": peak,
        "rows": found.num_rows,
        "sum": summary(found),
    }


def main() -> None:
    """Run every question on every engine and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(".cache/rollup"))
    parser.add_argument("--only", nargs="*", default=list(HAND))
    parser.add_argument("--engines", nargs="*", default=HERE)
    parser.add_argument("--one", nargs=2)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one(*asked.one, asked.data)))
        return
    if not (asked.data / "units.parquet").exists():
        from giaoban.integrations.rollup.maker import Size, make

        print(f"{make(asked.data, Size()):,} values made")
    with served(asked.data, "postgres" in asked.engines) as server:
        os.environ["GIAOBAN_BENCH_SERVER"] = str(server)
        table(asked)


def table(asked: argparse.Namespace) -> None:
    """A line for each question and engine."""
    print(f"{'question':10}{'engine':10}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'rows':>9}  result")
    for question in asked.only:
        for engine in (name for name in asked.engines if name in HERE):
            command = [sys.executable, __file__, "--data", str(asked.data), "--one", engine, question]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout.splitlines()[-1])
            numbers = f"{found['wall']:9.2f}{found['cpu']:9.2f}{found['mb']:8}{found['rows']:9}"
            print(f"{question:10}{engine:10}{numbers}  {found['sum']}", flush=True)


if __name__ == "__main__":
    main()
