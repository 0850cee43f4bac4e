"""Formulas over many entries: `100 * count(standard) / count(*)` in one pass, whatever the number of entries.

Each count(), sum() ... of the formula keeps its own running result; the rest of the formula is computed once at the end.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from giaoban.kernel.formula.compiling import NUMBERS, compiled
from giaoban.kernel.formula.functions import OVER_ENTRIES
from giaoban.kernel.formula.nodes import Binary, Call, Literal, Name, Node, Unary
from giaoban.kernel.formula.values import Row, Value

HUNDRED = Decimal(100)


@dataclass(slots=True)
class Tally:
    """The running result of one function over entries. `gaps`: entries whose value was missing, so that nobody takes a sum for whole."""

    name: str
    value: Callable[[Row], Value]
    condition: Callable[[Row], Value] | None
    count: int = 0
    base: int = 0
    gaps: int = 0
    total: Any = None
    seen: set[Any] | None = None

    def add(self, row: Row) -> None:
        """Take one entry in."""
        if self.name == "share":
            self.add_share(row)
        elif self.condition is None or self.condition(row) is True:
            value = self.value(row)
            if self.name == "count":
                self.count += value is True
            elif value is None:
                self.gaps += 1
            else:
                self.add_value(value)

    def add_share(self, row: Row) -> None:
        """An entry of the base counts in the whole, one that fulfils the condition too in the part."""
        if self.condition is None or self.condition(row) is True:
            self.base += 1
            self.count += self.value(row) is True

    def add_value(self, value: Any) -> None:
        """A value that is known."""
        self.count += 1
        if self.name == "distinct":
            self.seen = self.seen or set()
            self.seen.add(value)
        elif self.total is None:
            self.total = value
        elif self.name == "lowest":
            self.total = min(self.total, value)
        elif self.name == "highest":
            self.total = max(self.total, value)
        else:
            self.total = NUMBERS.add(self.total, value)

    @property
    def result(self) -> Value:
        """What was found; missing where nothing was known: the sum of nothing is not zero."""
        if self.name == "count":
            return Decimal(self.count)
        if self.name == "distinct":
            return Decimal(len(self.seen or ()))
        if self.name == "share":
            return NUMBERS.divide(HUNDRED * self.count, Decimal(self.base)) if self.base else None
        if self.name == "average":
            return NUMBERS.divide(self.total, Decimal(self.count)) if self.count else None
        found: Value = self.total
        return found


@dataclass(frozen=True, slots=True)
class Over:
    """The value of a formula over entries, and how many values were missing on the way."""

    value: Value
    gaps: int


class Summary:
    """A formula over entries, at work: add() every entry, then read `over`."""

    def __init__(self, node: Node, moment: Mapping[str, Value]) -> None:
        self.moment, self.tallies = moment, list[Tally]()
        self.outside = compiled(self.split(node))

    def split(self, node: Node) -> Node:
        """The formula with each function over entries replaced by the name of its tally."""
        if isinstance(node, Call) and node.name in OVER_ENTRIES:
            whole = compiled(node.arguments[0]) if node.arguments else compiled(Literal(True, node.place))
            condition = compiled(node.arguments[1]) if len(node.arguments) > 1 else None
            self.tallies.append(Tally(node.name, whole, condition))
            return Name(f"#{len(self.tallies) - 1}", node.place)
        if isinstance(node, Call):
            return Call(node.name, tuple(self.split(part) for part in node.arguments), node.place, node.star)
        if isinstance(node, Binary):
            return Binary(node.operator, self.split(node.left), self.split(node.right), node.place)
        return Unary(node.operator, self.split(node.operand), node.place) if isinstance(node, Unary) else node

    def add(self, row: Row) -> None:
        """Take one entry in; `row` has its fields and the moment's names."""
        for tally in self.tallies:
            tally.add(row)

    @property
    def over(self) -> Over:
        """The formula's value now."""
        found = {f"#{number}": tally.result for number, tally in enumerate(self.tallies)}
        return Over(self.outside({**self.moment, **found}), sum(tally.gaps for tally in self.tallies))


def over(node: Node, rows: Iterable[Mapping[str, Value]], moment: Mapping[str, Value]) -> Over:
    """The value of a formula over entries. moment: `on`, `period.start`, `period.end`; a checked formula."""
    summary = Summary(node, moment)
    for row in rows:
        summary.add({**row, **moment})
    return summary.over
