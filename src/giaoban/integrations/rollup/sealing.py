"""From the database to the folder that roll-ups read: one Parquet file a month, and what is newer read straight from the database.

A month is sealed again when it has an observation later than the number (`watermark`) noted when it was sealed; until then a roll-up
takes that month from the database. So new figures count at once, and history costs nothing to read.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from giaoban.ground.org.selectors import units_on
from giaoban.ground.org.selectors.parts import parts_on
from giaoban.records.figures.selectors.facts import FactMonth, fact_months, fact_watermark, facts_copy, rates

AMOUNT = pa.decimal128(24, 6)
VALUES = pa.schema(
    [
        ("indicator", pa.int32()),
        ("unit", pa.int32()),
        ("province", pa.int32()),
        ("month", pa.date32()),
        ("amount", AMOUNT),
        ("revision", pa.int32()),
    ]
)
UNITS = pa.schema([("unit", pa.int32()), ("province", pa.int32())])
LINEAGE = pa.schema(
    [("unit", pa.int32()), ("month", pa.date32()), ("target", pa.int32()), ("share", pa.decimal128(9, 8))]
)
PAIRS = pa.schema([("indicator", pa.int32()), ("numerator", pa.int32()), ("denominator", pa.int32())])
TOP = "province"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a folder holds. watermark: the latest observation that is surely in it; unknown: shares asked for and not known."""

    watermark: int = 0
    sealed_at: str = ""
    months: tuple[str, ...] = ()
    unknown: int = 0


def seal_of(folder: Path) -> Seal:
    """The folder's seal; an empty one where nothing was sealed yet."""
    try:
        found: dict[str, Any] = json.loads((folder / "seal.json").read_text("utf-8"))
    except FileNotFoundError:
        return Seal()
    return Seal(**{**found, "months": tuple(found["months"])})


def seal(folder: Path, *, at: datetime, on: date) -> Seal:
    """Write the months that changed since the last seal, and what units of each are on the day `on`. Whole files, moved into place."""
    before = seal_of(folder)
    watermark = fact_watermark()
    (folder / "values").mkdir(parents=True, exist_ok=True)
    for month in fact_months(since=before.watermark):
        save(month_table(month), folder / "values" / f"{month.start:%Y-%m}.parquet")
    months = fact_months()
    unknown = save_places(folder, months, on=on)
    after = Seal(watermark, at.isoformat(), tuple(f"{month.start:%Y-%m}" for month in months), unknown)
    place(folder / "seal.json", json.dumps({name: getattr(after, name) for name in Seal.__slots__}).encode())
    return after


def month_table(month: FactMonth) -> pa.Table:
    """The facts of one month with the province of each unit in that month; units outside any province are left out."""
    raw = io.BytesIO()
    facts_copy(month, raw.write)
    raw.seek(0)
    names = ["indicator", "unit", "amount", "revision"]
    options = pa.csv.ConvertOptions(column_types={"amount": AMOUNT} | {n: pa.int32() for n in names if n != "amount"})
    read = pa.csv.ReadOptions(column_names=names)
    rows = (
        pa.csv.read_csv(raw, read_options=read, convert_options=options)
        if raw.getbuffer().nbytes
        else VALUES.empty_table()
    )
    placed = rows.select(names).join(provinces_of(month.end - timedelta(days=1)), "unit", join_type="inner")
    dated = placed.append_column("month", pa.array([month.start] * len(placed), pa.date32()))
    return dated.select(VALUES.names).cast(VALUES).sort_by([("indicator", "ascending"), ("unit", "ascending")])


def provinces_of(on: date) -> pa.Table:
    """(unit, province) of a day, a province under itself too; one query."""
    above: dict[int, int] = {}
    for node in units_on(on=on):
        top = node.id if node.level == TOP else above.get(node.parent_id or 0)
        if top is not None:
            above[node.id] = top
    return table(UNITS, above.items())


def save_places(folder: Path, months: list[FactMonth], *, on: date) -> int:
    """Write the units of the day `on`, what the units of each month are there, and the rates; how many shares are not known."""
    firsts = {month.end - timedelta(days=1): month.start for month in months}
    parts = parts_on(on=on, days=list(firsts)) if firsts else []
    known = [(unit, firsts[day], target, share) for day, unit, target, share in parts if share is not None]
    save(table(LINEAGE, known), folder / "lineage.parquet")
    save(provinces_of(on), folder / "units.parquet")
    save(table(PAIRS, rates()), folder / "pairs.parquet")
    return len({(unit, target) for _, unit, target, share in parts if share is None})


def table(schema: pa.Schema, rows: Iterable[Iterable[int | date | Decimal]]) -> pa.Table:
    """Rows as an Arrow table."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)], schema=schema)


def save(rows: pa.Table, target: Path) -> None:
    """Write a Parquet file beside its place and move it there, so that a reader sees the old one or the new one."""
    fresh = target.with_suffix(".new")
    pa.parquet.write_table(rows, fresh, compression="zstd")
    os.replace(fresh, target)


def place(target: Path, content: bytes) -> None:
    """The same for a small file."""
    fresh = target.with_suffix(".new")
    fresh.write_bytes(content)
    os.replace(fresh, target)


def open_months(folder: Path) -> pa.Table:
    """The facts of the months that are newer in the database than in the folder."""
    newer = [month_table(month) for month in fact_months(since=seal_of(folder).watermark)]
    return pa.concat_tables([VALUES.empty_table(), *newer])
