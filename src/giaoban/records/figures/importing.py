"""Rows of an import before they are held against the database: what a row is, how a cell is read, what is said about it. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import get_language

from giaoban.kernel.problems import Problem
from giaoban.records.figures.measures import convert, measure

GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
PLAIN = re.compile(r"-?\d+(?:,\d+)?")
BIGGEST = Decimal(10) ** 18
PLACES = Decimal("0.000001")
MISSING = ("", "-", "–", "—", "…", "...", "x", "X")
"""What offices write into a cell that has no figure; a note must say why."""


class Row(NamedTuple):
    """One figure of a file as it stands there. number, column: where (as the file counts); amount: text, number, or None for no figure.

    indicator: its code or name; unit: its code, name or alias; period: a key or words; measure: the unit of measure of the file, "" for the
    indicator's own.
    """

    number: int
    indicator: str
    unit: str
    period: str
    amount: str | Decimal | int | None
    role: str = "actual"
    dims: str = ""
    measure: str = ""
    as_of: date | None = None
    note: str = ""
    column: str = ""


class Refused(NamedTuple):
    """A row that was not taken: where, the code for machines, the sentence for people."""

    number: int
    column: str
    code: str
    sentence: str


@dataclass(slots=True)
class Report:
    """What became of an import. refused: rows not taken; said: what was changed on the way (converted units), once per kind."""

    key: str
    rows: int
    recorded: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    repeated: bool = False
    """The same key and rows had come before: nothing was done now."""

    def refuse(self, row: Row, problem: Problem, column: object) -> None:
        """Note that a row is not taken, and why."""
        self.refused.append(
            Refused(row.number, row.column or str(column), problem.code, problem.sentence(get_language() or "vi"))
        )


def digest(rows: Iterable[Row]) -> str:
    """The fingerprint of the rows: equal for equal rows in the same order."""
    found = sha256()
    for row in rows:
        found.update("\x1f".join(map(str, row)).encode())
        found.update(b"\x1e")
    return found.hexdigest()


def amount_of(given: str | Decimal | int | None) -> Decimal | None:
    """The number in a cell, None where it says that there is none. Errors: OBS-016 for words, OBS-006 for more than the table holds."""
    if given is None:
        return None
    if isinstance(given, str):
        text = given.replace("\u00a0", "").replace(" ", "")
        if text in MISSING:
            return None
        if not (PLAIN.fullmatch(text) or GROUPED.fullmatch(text)):
            raise Problem("OBS-016", text=given[:60])
        number = Decimal(text.replace(".", "").replace(",", "."))
    else:
        number = Decimal(given)
    if not number.is_finite() or abs(number) >= BIGGEST:
        raise Problem("OBS-016", text=str(given)[:60])
    return number


def converted(amount: Decimal, given: str, wanted: str) -> Decimal:
    """The amount in the indicator's unit of measure, to six places. Errors: ValueError where the two cannot be compared."""
    if given and given != wanted:
        if not measure(given).same(measure(wanted)):
            raise ValueError(given)
        amount = convert(amount, given, wanted)
    return amount.quantize(PLACES)
