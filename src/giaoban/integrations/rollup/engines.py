"""Where a roll-up runs: DuckDB in this process, or a Spark cluster. Both read the same folder of Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import ibis

from giaoban.integrations.rollup import expressions

Question = Literal["sums", "ratios", "lasts", "restated"]
Table = expressions.Table
FACTS = ("indicator", "unit", "province", "month", "amount")


@dataclass(frozen=True, slots=True)
class Tables:
    """A set of facts as an engine sees it."""

    values: Table
    units: Table
    lineage: Table
    pairs: Table

    def ask(self, question: Question) -> Table:
        """The expression that answers a question; nothing runs yet."""
        if question == "sums":
            return expressions.sums(self.values)
        if question == "ratios":
            return expressions.ratios(self.values, self.pairs)
        if question == "lasts":
            return expressions.lasts(self.values)
        return expressions.restated(self.values, self.lineage, self.units)


def here(*, threads: int = 2, memory: str = "2GB") -> Any:
    """DuckDB in this process, in memory, bounded. It may not fetch anything from outside."""
    return ibis.duckdb.connect(threads=threads, memory_limit=memory)


def cluster(master: str, **settings: str) -> Any:
    """A Spark cluster by its address ("spark://host:7077"), or "local[2]". Needs pyspark and Java 17; the folder must be shared."""
    from pyspark.sql import SparkSession

    maker = SparkSession.builder.master(master).appName("giaoban-rollup").config("spark.sql.session.timeZone", "UTC")
    for name, value in {"spark.ui.enabled": "false", **settings}.items():
        maker = maker.config(name, value)
    return ibis.pyspark.connect(maker.getOrCreate())


def tables(engine: Any, folder: Path, *, newer: Any = None) -> Tables:
    """The facts below `folder` as tables of an engine; the months of `newer` (an Arrow table of values) are taken from there instead."""
    named = {name: engine.read_parquet(str(folder / f"{name}.parquet")) for name in ("units", "lineage", "pairs")}
    values = engine.read_parquet(str(folder / "values" / "*.parquet")).select(*FACTS)
    if newer is not None and len(newer):
        fresh = ibis.memtable(newer.select(list(FACTS)))
        months = sorted(set(newer.column("month").to_pylist()))
        values = values.filter(~values.month.isin(months)).union(fresh)
    return Tables(values=values, **named)
