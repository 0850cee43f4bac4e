"""What a template proposes, before arithmetic, and the board that collects proposals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from giaoban.kernel.checks.layout import Mark
from giaoban.kernel.checks.model import Kind, Verdict
from giaoban.kernel.quantity.fixed import fixed

Op = Literal[
    "ratio", "sum", "total", "at_most", "between", "equal", "count", "pair", "implied", "of_parts", "moved", "growth", "difference",
    "growth_by", "balance", "grim", "grim_change", "asked", "baseless", "remainder", "per",
]  # fmt: skip
"""The computation that decides: see arithmetic.py, one function each."""


Exceeding = Literal["", "if_doubted", "always"]


@fixed(frozen=True, slots=True)
class Draft:
    """A relation proposed by structure. `aside` are figures read for context; `forced` and `why` stand over arithmetic."""

    template: str
    kind: Kind
    op: Op
    result: str | None
    terms: tuple[str, ...]
    total: Decimal | None = None
    aside: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    listed: tuple[str, ...] = ()
    listed_spans: tuple[tuple[int, int], ...] = ()
    forced: Verdict | None = None
    explained_by: str = ""
    why: str = ""
    tabled: bool = False
    """True where the columns of a table say what is measured against what."""
    sure: bool = False
    """True where the words leave no doubt what is measured against what: a failure needs no slip to be believed."""
    exceeding: Exceeding = ""
    """Parts that make more than the whole that words put them under are asked for: always, or where the failure is not believed."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of result and terms."""
        return (self.result, *self.terms) if self.result is not None else self.terms

    @property
    def key(self) -> tuple[str, frozenset[str], Decimal | None]:
        """Two proposals with one key are one relation."""
        return self.kind, frozenset(self.figures), self.total


@dataclass(frozen=True, slots=True)
class Pair:
    """n/m as printed. `plan` is True where m is what was planned, not what there is in all."""

    top: Mark
    base: Mark
    plan: bool
    compared: bool = False
    """True where m is what n was before, printed to explain a change: "giảm 3 vụ (9/12 vụ)"."""


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that divide one whole."""

    whole: Mark
    parts: tuple[Mark, ...]


@dataclass(slots=True)
class Board:
    """Proposals in the order made, and what templates tell one another."""

    drafts: dict[tuple[str, frozenset[str], Decimal | None], Draft] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    top_of: dict[int, Pair] = field(default_factory=dict)
    base_of: dict[int, Pair] = field(default_factory=dict)
    share_of: dict[int, Mark] = field(default_factory=dict)
    """Index of a count -> its printed share."""
    open_share_of: dict[int, Mark] = field(default_factory=dict)
    """Index of a count -> its share of a base that is not printed."""
    base_of_share: dict[int, Decimal | None] = field(default_factory=dict)
    """Index of a share -> the value of its base."""
    used_shares: set[int] = field(default_factory=set)
    groups: list[Group] = field(default_factory=list)
    whole_of: dict[int, Mark] = field(default_factory=dict)
    received_of: dict[int, Mark] = field(default_factory=dict)
    """Index of a count resolved -> the count received."""
    totalled: set[str] = field(default_factory=set)
    """Ids of shares that stand in a total already."""
    wholes: set[int] = field(default_factory=set)
    """Indices of figures already divided."""
    count_of: dict[int, Mark] = field(default_factory=dict)
    """Index of a share -> the count it is the share of."""
    rates: set[int] = field(default_factory=set)
    """Indices of bases of rates ("10.000 dân")."""
    group_of: dict[int, Group] = field(default_factory=dict)
    tabled: set[int] = field(default_factory=set)
    """Indices of figures in the rows of tables: only their columns add up."""
    difference_of: dict[str, Draft] = field(default_factory=dict)
    """Id of a change in units -> its proposal."""
    olds: set[int] = field(default_factory=set)
    """Indices of earlier levels that a change is measured against."""
    again: set[int] = field(default_factory=set)
    """Indices of counts that only take up an earlier one ("của 5 trường")."""

    def add(self, draft: Draft) -> None:
        """Keep a proposal unless the same one stands already."""
        self.drafts.setdefault(draft.key, draft)

    def replace(self, draft: Draft) -> None:
        """Put a proposal in the place of the same one with less to go by."""
        self.drafts[draft.key] = draft

    def group(self, whole: Mark, parts: Iterable[Mark]) -> None:
        """Remember that parts divide a whole."""
        group = Group(whole, tuple(parts))
        self.groups.append(group)
        self.wholes.add(whole.at)
        for part in group.parts:
            self.group_of.setdefault(part.at, group)
            self.whole_of.setdefault(part.at, whole)
