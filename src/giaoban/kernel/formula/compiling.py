"""A checked tree -> a plain Python function of one row. No eval, no loops: each step costs at most the size of the formula."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from giaoban.kernel.formula.nodes import Binary, Call, Literal, Name, Node, Unary
from giaoban.kernel.formula.values import Row, Span, Value

Step = Callable[[Row], Any]
NUMBERS = Context(prec=40, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Forty digits: sums of dong of a country with twelve decimal places stay exact."""


def compiled(node: Node) -> Callable[[Row], Value]:
    """A function from a row to the formula's value. Names that the row lacks are missing. The formula has been checked."""
    if isinstance(node, Literal):
        value = node.value
        return lambda row: value
    if isinstance(node, Name):
        name = node.name
        return lambda row: row.get(name)
    if isinstance(node, Unary):
        return unary(node)
    if isinstance(node, Binary):
        left, right = compiled(node.left), compiled(node.right)
        return (
            logic(node.operator, left, right)
            if node.operator in ("and", "or")
            else known(OPERATE[node.operator], left, right)
        )
    return call(node)


def unary(node: Unary) -> Step:
    """`not` and `-`."""
    operand = compiled(node.operand)
    return known((lambda value: not value) if node.operator == "not" else NUMBERS.minus, operand)


def known(function: Callable[..., Any], *steps: Step) -> Step:
    """The function of the values where none of them is missing, missing otherwise."""
    if len(steps) == 2:
        first, second = steps

        def of_two(row: Row) -> Value:
            left = first(row)
            right = second(row)
            return None if left is None or right is None else function(left, right)

        return of_two

    def of_all(row: Row) -> Value:
        values = [step(row) for step in steps]
        return None if None in values else function(*values)

    return of_all


def logic(operator: str, left: Step, right: Step) -> Step:
    """Three-valued: true and missing is missing, false and missing is false."""
    decisive = operator == "or"

    def joined(row: Row) -> Any:
        first = left(row)
        if first is decisive:
            return decisive
        second = right(row)
        if second is decisive:
            return decisive
        return None if first is None or second is None else not decisive

    return joined


def add(left: Any, right: Any) -> Any:
    """Numbers, spans, or a day moved on."""
    if isinstance(left, date):
        return right.after(left)
    if isinstance(left, Span):
        return Span(left.months + right.months, left.days + right.days)
    return NUMBERS.add(left, right)


def subtract(left: Any, right: Any) -> Any:
    """Numbers, spans, a day moved back, or the days between two days."""
    if isinstance(left, date):
        if isinstance(right, Span):
            return right.after(left, back=True)
        return Decimal((left - right).days)
    if isinstance(left, Span):
        return Span(left.months - right.months, left.days - right.days)
    return NUMBERS.subtract(left, right)


def divide(left: Decimal, right: Decimal) -> Value:
    """The quotient; by zero there is none: missing."""
    return NUMBERS.divide(left, right) if right else None


OPERATE: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "+": add,
    "-": subtract,
    "*": NUMBERS.multiply,
    "/": divide,
}


def rounded(value: Decimal, places: Decimal) -> Decimal:
    """Half up, to at most twelve places."""
    digits = max(-12, min(12, int(places)))
    return value.quantize(Decimal(1).scaleb(-digits), context=NUMBERS)


PLAIN: dict[str, Callable[..., Any]] = {
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "round": rounded,
    "abs": lambda value: value.copy_abs(),
    "least": min,
    "greatest": max,
    "has": lambda values, code: code in values,
}


def call(node: Call) -> Step:
    """A function of one row."""
    steps = [compiled(argument) for argument in node.arguments]
    if node.name == "if":
        condition, yes, no = steps

        def chosen(row: Row) -> Value:
            answer = condition(row)
            return None if answer is None else (yes if answer else no)(row)

        return chosen
    if node.name == "coalesce":
        return lambda row: next((value for step in steps if (value := step(row)) is not None), None)
    if node.name == "missing":
        return lambda row: steps[0](row) is None
    if node.name == "in":
        return among(steps)
    return known(PLAIN[node.name], *steps)


def among(steps: list[Step]) -> Step:
    """Whether the first value is one of the others; missing where it is missing itself."""
    first, *others = steps

    def found(row: Row) -> Value:
        value = first(row)
        return None if value is None else any(other(row) == value for other in others)

    return found
