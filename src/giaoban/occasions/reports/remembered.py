"""What is on record, written as JSON for the process that reads a file, and read there again. Pure: that process has no Django."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from giaoban.kernel.checks import Known, Observation, PlannedValue

NUMBERS = ("value", "step", "low", "high")


def as_facts(known: Known) -> dict[str, Any]:
    """Observations and targets as plain JSON, every number as text."""
    return {
        "observations": [plain(asdict(row)) for row in known.observations],
        "targets": [plain(asdict(row)) for row in known.targets],
    }


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """One row with its numbers as text."""
    return {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in row.items()}


def as_known(facts: dict[str, Any]) -> Known:
    """What `as_facts` wrote."""
    return Known(
        observations=tuple(Observation(**typed(row)) for row in facts.get("observations", ())),
        targets=tuple(PlannedValue(**typed(row)) for row in facts.get("targets", ())),
    )


def typed(row: dict[str, Any]) -> dict[str, Any]:
    """One row with its numbers as Decimals and its lists as tuples."""
    made = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return made | {name: Decimal(made[name]) for name in NUMBERS if made.get(name) is not None}
