"""A formula as a tree. `place` is the position of the first character, from 0."""

from collections.abc import Iterator
from dataclasses import dataclass

from giaoban.kernel.formula.values import Value


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written."""

    value: Value
    place: int


@dataclass(frozen=True, slots=True)
class Name:
    """A field, or `on`, `period.start`, `period.end`."""

    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`not x` or `-x`."""

    operator: str
    operand: "Node"
    place: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what stands between them."""

    operator: str
    left: "Node"
    right: "Node"
    place: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; `count(*)` has none and `star`."""

    name: str
    arguments: tuple["Node", ...]
    place: int
    star: bool = False


Node = Literal | Name | Unary | Binary | Call


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Node) -> tuple[Node, ...]:
    """What stands directly below."""
    if isinstance(node, Unary):
        return (node.operand,)
    if isinstance(node, Binary):
        return (node.left, node.right)
    return node.arguments if isinstance(node, Call) else ()


def names(node: Node) -> frozenset[str]:
    """The names a formula reads."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Name))
