"""What the checker says: relations between figures, and findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from giaoban.kernel.checks.known import Link
from giaoban.kernel.quantity import Figure, Interval
from giaoban.kernel.quantity.fixed import fixed

Kind = Literal["ratio", "sum", "difference", "change", "bound"]
Verdict = Literal["holds", "holds_with_note", "fails", "unprinted", "uncheckable", "question"]
Severity = Literal["error", "warning", "note", "question"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text[start:end] at a row and column from 0, with its spans; `head` for the names of columns."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the text: its cells that are not empty."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What the checker is given: a text with the figures read in it. Offsets of figures are offsets in text.

    `grids` are the tables of the text whose cells are known.
    """

    text: str
    figures: tuple[Figure, ...]
    held_on: date | None = None
    period: str | None = None
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to repair a figure: the new number as it would be printed, and how many relations it would satisfy."""

    figure: str
    printed: str
    edit: str
    satisfied: int


@fixed(frozen=True, slots=True)
class Relation:
    """A relation that the text's structure proposes, and the verdict of arithmetic on it.

    `holds` is True, False, or None where nothing printed can be tested. `formula` is the computation, `note` the sentence of its
    finding: both are `Wording`s, Vietnamese as they stand.
    """

    id: str
    kind: Kind
    template: str
    result: str | None
    terms: tuple[str, ...]
    verdict: Verdict
    holds: bool | None
    formula: str = ""
    computed: Decimal | None = None
    interval: Interval | None = None
    tolerance: Decimal | None = None
    note: str = ""
    explained_by: str = ""
    total: Decimal | None = None
    op: str = ""
    listed: tuple[str, ...] = ()
    listed_spans: tuple[tuple[int, int], ...] = ()


@fixed(frozen=True, slots=True)
class Finding:
    """Something a person should look at: a failing or explained relation, an anomaly, a question.

    `spans` are the places in the text, the first one the place to go to. `message` is a sentence without blame, in
    Vietnamese; with `formula`, `computed` and the labels of links it is a `Wording`, so `said(message, "en")` says it in English.
    """

    id: str
    template: str
    severity: Severity
    verdict: Verdict
    message: str
    spans: tuple[tuple[int, int], ...]
    relation: str | None = None
    formula: str = ""
    computed: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    links: tuple[Link, ...] = ()
    """The other places of a finding that is not of the text alone: what is on record, and its address."""
    places: tuple[str, ...] = ()
    """The cell of each span ("bảng 1, hàng 3, cột 5", "Thu!E6"), "" for one outside tables; () where none is in a table."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Relations in text order and the findings made of them."""

    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
