"""What a roll-up is, written once: Ibis expressions that DuckDB and Spark compute to the same last digit.

Tables (made by `sealing`, or as large as the country by `maker`):
  values   indicator, unit, province, month, amount DECIMAL: as reported; `province` is the unit's of that month, `month` its first day
  lineage  unit, month, target, share DECIMAL: what units of that month are today, only where that is not just themselves
  units    unit, province: the units of today
  pairs    indicator, numerator, denominator
Results: indicator, province, grain, start, amount. Province 0 is the nation; grain "quarter" or "year"; start is its first day.

What keeps engines equal: amounts are added as decimals of one width; a ratio divides once, at the end, as double; a missing amount is
no zero; nothing is averaged. One row per indicator, unit and month, so "last" has no ties.
"""

from __future__ import annotations

from typing import Any

import ibis

Table = Any
Column = Any
"""Ibis builds its classes while running; a checker of types knows nothing of their methods."""

NATION = 0
QUARTER, YEAR = "quarter", "year"
SCALE = 6
WIDTH = f"decimal(38, {SCALE})"
"""Sums are this wide on every engine: 32 digits before the point, more than all money of the country in đồng."""
FACTOR = "decimal(28, 8)"
"""What a share is multiplied in: 20 digits before the point, a share with its eight places."""
COLUMNS = ("indicator", "province", "start", "amount")


def added(amount: Column) -> Column:
    """The sum of amounts in the one width; null where none was reported."""
    return amount.sum().cast(WIDTH)


def sums(values: Table) -> Table:
    """What is added over months and units (dossiers received, money collected)."""
    return in_quarters(values.group_by("indicator", "province", "month").agg(amount=added(values.amount)))


def in_quarters(months: Table) -> Table:
    """Sums of provinces by month -> by quarter and year, with the nation; decimals are exact, so this is what adding all would give."""
    quarters = months.group_by("indicator", "province", start=months.month.truncate("Q")).agg(
        amount=added(months.amount)
    )
    years = quarters.group_by("indicator", "province", start=quarters.start.truncate("Y")).agg(
        amount=added(quarters.amount)
    )
    return ibis.union(with_nation(quarters, QUARTER), with_nation(years, YEAR))


def with_nation(provinces: Table, grain: str) -> Table:
    """Amounts of provinces, and below them those of the nation."""
    nation = provinces.group_by("indicator", "start").agg(amount=added(provinces.amount))
    whole = nation.mutate(province=ibis.literal(NATION, "int32"))
    return ibis.union(provinces.select(*COLUMNS), whole.select(*COLUMNS)).mutate(grain=ibis.literal(grain))


def ratios(values: Table, pairs: Table) -> Table:
    """Numerator over denominator in percent: added first, divided last."""
    totals = sums(values)
    key = ["province", "grain", "start"]
    upper = totals.rename(numerator="indicator", upper="amount").join(pairs, "numerator")
    both = upper.join(totals.rename(denominator="indicator", lower="amount"), ["denominator", *key])
    divided = both.upper.cast("float64") * 100.0 / both.lower.nullif(0).cast("float64")
    return both.select("indicator", *key, amount=divided)


def lasts(values: Table) -> Table:
    """What stands at the end (poor households): the last amount a unit reported in the quarter or the year, added over units."""
    known = values.filter(values.amount.notnull())
    quarter = known.group_by("indicator", "province", "unit", start=known.month.truncate("Q")).agg(
        amount=known.amount.argmax(known.month), month=known.month.max()
    )
    year = quarter.group_by("indicator", "province", "unit", start=quarter.start.truncate("Y")).agg(
        amount=quarter.amount.argmax(quarter.month)
    )
    return ibis.union(with_nation(by_province(quarter), QUARTER), with_nation(by_province(year), YEAR))


def by_province(parts: Table) -> Table:
    """Amounts of units -> of their provinces, in the same time."""
    return parts.group_by("indicator", "province", "start").agg(amount=added(parts.amount))


def restated(values: Table, lineage: Table, units: Table) -> Table:
    """Sums under today's units: what a unit was goes, by share, to what it became, and stands under today's province.

    Amounts of one share are added before they are multiplied, which is exact and few. A part whose share is not known is left out;
    the sealing counts these, and the page says so.
    """
    moved = values.left_join(lineage, ["unit", "month"]).select(
        "indicator", "unit", "month", "amount", "target", "share"
    )
    there = moved.select("indicator", "month", "amount", "share", unit=ibis.coalesce(moved.target, moved.unit))
    placed = there.join(units, "unit").select("indicator", "province", "month", "share", "amount")
    alike = placed.group_by("indicator", "province", "month", "share").agg(amount=added(placed.amount))
    share = ibis.coalesce(alike.share, ibis.literal(1).cast("decimal(9, 8)")).cast(FACTOR)
    return in_quarters(alike.mutate(amount=(alike.amount.cast(FACTOR) * share).cast(WIDTH)))
