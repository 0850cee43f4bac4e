"""What is on record, written as JSON for the process that reads a file, and read there again. Pure: that process has no Django.

Fields that say nothing are left out: a register of a hundred documents takes some 20 kB on its way.
"""

from dataclasses import MISSING, asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from giaoban.kernel.checks import Known, LegalDocument, Observation, PlannedValue, UnitCount
from giaoban.kernel.wording import Wording, as_data, retold

NUMBERS = ("value", "step", "low", "high")
DAYS = ("valid_from", "valid_to", "issued_on")
ROWS = {"units": UnitCount, "observations": Observation, "targets": PlannedValue, "documents": LegalDocument}


def as_facts(known: Known) -> dict[str, Any]:
    """All that is known as plain JSON, every number and day as text."""
    rows = {name: [plain(row) for row in getattr(known, name)] for name in ROWS}
    return {**rows, "owner": known.owner, "members": list(known.members)}


def plain(row: Any) -> dict[str, Any]:
    """One row with its numbers and days as text, without what is as it is by default."""
    usual = {field.name: field.default for field in fields(row) if field.default is not MISSING}
    told = {name: value for name, value in asdict(row).items() if name not in usual or value != usual[name]}
    return {name: written(value) for name, value in told.items()}


def written(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Wording):
        return as_data(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def as_known(facts: dict[str, Any]) -> Known:
    """What `as_facts` wrote."""
    rows: dict[str, Any] = {
        name: tuple(kind(**typed(row)) for row in facts.get(name, ())) for name, kind in ROWS.items()
    }
    return Known(**rows, owner=facts.get("owner", ""), members=tuple(facts.get("members", ())))


def typed(row: dict[str, Any]) -> dict[str, Any]:
    """One row with its numbers as Decimals, its days as dates, its lists as tuples and its sentences with their codes."""
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    numbers = {name: Decimal(made[name]) for name in NUMBERS if made.get(name) is not None}
    days = {name: date.fromisoformat(made[name]) for name in DAYS if made.get(name) is not None}
    words = {name: retold(**value) for name, value in made.items() if isinstance(value, dict)}
    return made | numbers | days | words
