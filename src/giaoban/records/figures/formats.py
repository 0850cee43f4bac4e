"""Figures as files for other programs: CSV, SDMX-CSV 2.0 and Parquet. Pure: rows in, text or bytes out."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import Any

from giaoban.kernel.problems import Problem
from giaoban.records.figures.selectors.exports import Exported

COLUMNS = tuple(field.name for field in fields(Exported))
STRUCTURE = ("dataflow", "GIAOBAN:FIGURES(1.0)", "I")
"""SDMX-CSV: the kind of artefact, its identifier, and I: rows to be inserted or to replace what is there."""
SDMX = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "INDICATOR",
    "REF_AREA",
    "FREQ",
    "TIME_PERIOD",
    "ROLE",
    "BREAKDOWN",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "DECIMALS",
)
FREQUENCIES = {"Q": "Q", "H": "S", "W": "W"}
STATUS = {"plan": "A", "actual": "A", "estimate": "E"}
"""CL_OBS_STATUS: A normal, E estimated, M missing."""


def written(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def csv_text(blocks: Iterable[list[Exported]]) -> Iterator[str]:
    """A head, then a line for each figure; nothing for what is missing."""
    yield written([COLUMNS])
    for block in blocks:
        yield written([["" if value is None else plain(value) for value in astuple(row)] for row in block])


def plain(value: object) -> str:
    """A value as text; what a spreadsheet would run as a formula begins with an apostrophe."""
    text = format(value, "f") if hasattr(value, "as_tuple") else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def frequency(period: str) -> str:
    """CL_FREQ of a period's key: 2026-11 M, 2026-Q4 Q, 2026-H1 S, 2026 A; "_U" for other stretches."""
    year, _, part = period.partition("-")
    if not part:
        return "A" if year.isdigit() else "_U"
    return "M" if part.isdigit() and len(part) == 2 else FREQUENCIES.get(part[:1], "_U") if len(part) == 2 else "_U"


def sdmx_time(period: str) -> str:
    """The period as SDMX writes it: 2026-H1 as 2026-S1, stretches of dates with a slash; others as their key."""
    return period.replace("-H", "-S").replace("..", "/")


def sdmx_text(blocks: Iterable[list[Exported]]) -> Iterator[str]:
    """SDMX-CSV 2.0 (SDMX 3.0): one line for each figure; a missing one has no value and the status M."""
    yield written([SDMX])
    for block in blocks:
        yield written([sdmx_row(row) for row in block])


def sdmx_row(row: Exported) -> list[str]:
    """One figure as SDMX-CSV."""
    amount = "" if row.amount is None else format(row.amount.normalize(), "f")
    places = len(amount.partition(".")[2])
    area = row.unit_code or f"U{row.unit}"
    status = "M" if row.amount is None else STATUS[row.role]
    told = (row.indicator, area, frequency(row.period), sdmx_time(row.period), row.role, row.dims or "_T")
    return [*STRUCTURE, *told, amount, row.measure, status, str(places)]


def parquet_bytes(blocks: Iterable[list[Exported]]) -> bytes:
    """A Parquet file, amounts DECIMAL(24, 6). Errors: OBS-030 where the extra `rollup` is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise Problem("OBS-030") from error
    whole, amount = pa.int64(), pa.decimal128(24, 6)
    kinds: dict[str, Any] = {name: pa.string() for name in COLUMNS}
    kinds |= dict.fromkeys(("number", "unit", "version", "revision"), whole) | dict.fromkeys(
        ("amount", "low", "high"), amount
    )
    schema = pa.schema([(name, pa.date32() if name == "as_of" else kind) for name, kind in kinds.items()])
    out = io.BytesIO()
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for block in blocks:
            columns = zip(*(astuple(row) for row in block), strict=True)
            arrays = [pa.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)]
            writer.write_table(pa.table(arrays, schema=schema))
    return out.getvalue()
