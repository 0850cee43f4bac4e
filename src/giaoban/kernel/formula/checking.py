"""What kind of value a formula gives, or where it is wrong: found before anything is computed."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from giaoban.kernel.formula.functions import FUNCTIONS, OVER_ENTRIES, SCALAR, Function
from giaoban.kernel.formula.nodes import Binary, Call, Literal, Name, Node, Unary
from giaoban.kernel.formula.told import worded
from giaoban.kernel.formula.values import MOMENT, Span, Type, Value
from giaoban.kernel.problems import Problem

MISSING = Type.MISSING
ORDERED = frozenset({Type.NUMBER, Type.DATE})
ADDED = {
    (Type.NUMBER, Type.NUMBER): Type.NUMBER,
    (Type.DATE, Type.SPAN): Type.DATE,
    (Type.SPAN, Type.SPAN): Type.SPAN,
}


def check(node: Node, fields: Mapping[str, Type], *, over_entries: bool = False) -> Type:
    """The kind of value a formula gives; `fields` by name. over_entries: whether count, sum and their like may be used.

    Fields outside count() and sum() have no value in a formula over entries, so there they are refused.
    Errors: FML-002, FML-003, FML-005, FML-006, FML-008.
    """
    return Checker(fields, over_entries).kind(node, inside=not over_entries)


def kind_of(value: Value) -> Type:
    """The kind of a value."""
    if value is None:
        return MISSING
    kinds = {bool: Type.BOOL, Decimal: Type.NUMBER, date: Type.DATE, str: Type.TEXT, Span: Type.SPAN, tuple: Type.LIST}
    return kinds[type(value)]


class Checker:
    """Checks one formula. `inside`: inside an entry, where fields have values."""

    def __init__(self, fields: Mapping[str, Type], over_entries: bool) -> None:
        self.fields, self.over_entries = fields, over_entries

    def kind(self, node: Node, *, inside: bool) -> Type:
        """The kind of a part."""
        if isinstance(node, Literal):
            return kind_of(node.value)
        if isinstance(node, Name):
            return self.name(node, inside=inside)
        if isinstance(node, Unary):
            return self.unary(node, inside=inside)
        if isinstance(node, Binary):
            return self.binary(node, self.kind(node.left, inside=inside), self.kind(node.right, inside=inside))
        return self.call(node, inside=inside)

    def name(self, node: Name, *, inside: bool) -> Type:
        """Errors: FML-002 for no field, and for a field that belongs to one entry where there are many."""
        if node.name in MOMENT:
            return MOMENT[node.name]
        if inside and node.name in self.fields:
            return self.fields[node.name]
        if node.name in self.fields:
            near: str = worded("in_a_sum", name=node.name)
        else:
            close = get_close_matches(node.name, [*self.fields, *MOMENT], n=1)
            near = worded("meant", name=close[0]) if close else ""
        raise Problem("FML-002", name=node.name, place=node.place + 1, near=near)

    def unary(self, node: Unary, *, inside: bool) -> Type:
        """`not` takes a condition, `-` a number."""
        wanted = Type.BOOL if node.operator == "not" else Type.NUMBER
        kind = self.kind(node.operand, inside=inside)
        if kind not in (wanted, MISSING):
            raise wrong(node, kind, wanted)
        return wanted

    def binary(self, node: Binary, left: Type, right: Type) -> Type:
        """The kind of an operation. Errors: FML-003."""
        result = kind_of_operation(node.operator, left, right)
        if result is None:
            raise wrong(node, left, right)
        return result

    def call(self, node: Call, *, inside: bool) -> Type:
        """The kind that a function gives. Errors: FML-005, FML-006, FML-008."""
        function = FUNCTIONS.get(node.name)
        if function is None:
            known = ", ".join((*SCALAR, *(OVER_ENTRIES if self.over_entries else ())))
            raise Problem("FML-008", name=node.name, place=node.place + 1, known=known)
        if function.over_entries and (not self.over_entries or inside):
            raise Problem("FML-006", name=node.name, place=node.place + 1)
        if node.star:
            if node.name != "count":
                raise misused(node, function)
            return Type.NUMBER
        if not function.least <= len(node.arguments) <= function.most:
            raise misused(node, function)
        within = inside or function.over_entries
        kinds = [self.kind(argument, inside=within) for argument in node.arguments]
        for number, kind in enumerate(kinds):
            if kind is not MISSING and kind not in function.takes[min(number, len(function.takes) - 1)]:
                raise misused(node, function)
        return self.given(node, function, kinds)

    def given(self, node: Call, function: Function, kinds: list[Type]) -> Type:
        """The kind a function gives for its arguments, which must agree with each other where it says so. Errors: FML-005."""
        if node.name == "in":
            same(kinds, node, function)
        if function.gives is not None:
            return function.gives
        if function.over_entries:
            return kinds[0]
        return same(kinds[1:] if node.name == "if" else kinds, node, function)


def kind_of_operation(operator: str, left: Type, right: Type) -> Type | None:
    """The kind of `left operator right`; None where that means nothing."""
    pair = {left, right} - {MISSING}
    if operator in ("and", "or"):
        return Type.BOOL if pair <= {Type.BOOL} else None
    if operator in ("==", "!="):
        return Type.BOOL if len(pair) <= 1 and not pair & {Type.LIST, Type.SPAN} else None
    if operator in ("<", "<=", ">", ">="):
        return Type.BOOL if len(pair) <= 1 and pair <= ORDERED else None
    if operator in ("*", "/"):
        return Type.NUMBER if pair <= {Type.NUMBER} else None
    return kind_of_sum(operator, left, right)


def kind_of_sum(operator: str, left: Type, right: Type) -> Type | None:
    """Numbers, spans, and days moved by spans; the difference of two days is a number of days."""
    if operator == "-" and (left, right) == (Type.DATE, Type.DATE):
        return Type.NUMBER
    if MISSING in (left, right):
        other = right if left is MISSING else left
        return {Type.SPAN: Type.DATE, MISSING: Type.NUMBER}.get(other, other) if other in SUMMABLE else None
    return ADDED.get((left, right))


SUMMABLE = frozenset({Type.NUMBER, Type.DATE, Type.SPAN, MISSING})


def same(kinds: Iterable[Type], node: Call, function: Function) -> Type:
    """The one kind that all have, missing aside. Errors: FML-005."""
    found = set(kinds) - {MISSING}
    if len(found) > 1:
        raise misused(node, function)
    return found.pop() if found else MISSING


def wrong(node: Unary | Binary, left: Type, right: Type) -> Problem:
    """An operator that does not fit its operands."""
    return Problem("FML-003", operator=node.operator, place=node.place + 1, left=left.word, right=right.word)


def misused(node: Call, function: Function) -> Problem:
    """A function with other arguments than it takes."""
    wanted, example = function.wanted, function.example
    return Problem("FML-005", name=node.name, place=node.place + 1, wanted=wanted, example=example)
