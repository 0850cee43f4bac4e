"""One indicator's roll-up for a page: provinces down, quarters or years across, and up to when it is complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from giaoban.integrations.rollup import expressions
from giaoban.integrations.rollup.engines import Tables, here, tables
from giaoban.integrations.rollup.expressions import NATION
from giaoban.integrations.rollup.sealing import open_months, seal_of

Grain = Literal["quarter", "year"]
COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Rolled:
    """The answer. cells: (province, first day of the stretch) -> amount, province 0 the nation; live: months read from the database."""

    starts: tuple[date, ...]
    cells: dict[tuple[int, date], Decimal | None]
    sealed_at: datetime | None
    sealed: tuple[str, ...]
    live: tuple[str, ...]
    unknown: int

    @property
    def provinces(self) -> list[int]:
        """The provinces that have a figure."""
        return sorted({province for province, _ in self.cells if province != NATION})


def folder() -> Path:
    """Where sealed figures lie."""
    return Path(settings.STATIC_ROOT).parent / "rollup"


def rolled(indicator: int, *, kind: str, grain: Grain, restated: bool = False, where: Path | None = None) -> Rolled:
    """The roll-up of an indicator: sums are added, stocks take the last value, rates divide two sums. restated: sums only."""
    place = where or folder()
    seal = seal_of(place)
    if not seal.sealed_at:
        return Rolled((), {}, None, (), (), 0)
    newer = open_months(place)
    live = tuple(f"{month:%Y-%m}" for month in sorted(set(newer.column("month").to_pylist())))
    rows = answer(tables(here(), place, newer=newer), indicator, kind, restated)
    cells = {(row["province"], row["start"]): amount(row["amount"]) for row in rows if row["grain"] == grain}
    starts = tuple(sorted({start for _, start in cells})[-COLUMNS:])
    unknown = seal.unknown if restated else 0
    return Rolled(starts, cells, datetime.fromisoformat(seal.sealed_at), seal.months, live, unknown)


def answer(facts: Tables, indicator: int, kind: str, restated: bool) -> list[dict[str, Any]]:
    """The rows of one indicator; only its values are read."""
    if kind == "rate":
        pairs = facts.pairs.filter(facts.pairs.indicator == indicator)
        found = expressions.ratios(facts.values, pairs)
    else:
        values = facts.values.filter(facts.values.indicator == indicator)
        if restated and kind == "sum":
            found = expressions.restated(values, facts.lineage, facts.units)
        else:
            found = expressions.lasts(values) if kind == "stock" else expressions.sums(values)
    rows: list[dict[str, Any]] = found.to_pyarrow().to_pylist()
    return rows


def amount(value: Decimal | float | None) -> Decimal | None:
    """A cell's number; a ratio is shown with two places."""
    if isinstance(value, float):
        return Decimal(repr(value)).quantize(Decimal("0.01"))
    return value
