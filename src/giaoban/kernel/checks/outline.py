"""Totals over the lines of an outline (T3): "1. Thu nội địa 54 triệu" with "- Thu thuế …", "- Thu phí …" below, at every depth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page
from giaoban.kernel.checks.numbers import interval, middle
from giaoban.kernel.checks.slips import grain, one_scale, one_slip
from giaoban.kernel.quantity import Interval

_BULLET = re.compile(
    r"\s*(?:([-–+*•▪●])|\(?([ivx]+)[.)](?=\s)|\(?((?:\d{1,2}\.)*\d{1,2})[.)](?!\d)|\(?([a-zđ])[.)](?=\s))\s*"
)
_SAYS_ALL = re.compile(r"gồm|chia|phân|cụ thể|chi tiết|\btổng\b|\bcộng\b")
_MOST_COLUMNS = 4
_MOST_CHILDREN = 40
_NEAR = 10
"""A gap of a tenth of the whole is near."""


@dataclass(slots=True)
class Node:
    """A line of the outline: its shape, its counts, and the lines under it."""

    line: int
    shape: str
    marks: tuple[Mark, ...]
    children: list[Node] = field(default_factory=list)


def find_outline_sums(page: Page, board: Board) -> None:
    """Propose that the amount of a line is the sum of the amounts of the lines right under it, the deepest first."""
    for parent in _nodes(page, board):
        if len(parent.children) > 1:
            for whole in parent.marks[:_MOST_COLUMNS]:
                _add_up(page, board, parent, whole)


def _nodes(page: Page, board: Board) -> Iterator[Node]:
    """Every line with lines under it, children before their parents."""
    stack: list[Node] = []
    last = -2
    for line in sorted({m.line for m in page.marks}):
        node = _node(page, board, line)
        if not node.shape or line - last > 2:
            yield from reversed(stack)
            stack = []
        while stack and node.shape in [n.shape for n in stack]:
            yield stack.pop()
        if stack and len(stack[-1].children) < _MOST_CHILDREN:
            stack[-1].children.append(node)
        stack.append(node)
        last = line
    yield from reversed(stack)


def _node(page: Page, board: Board, line: int) -> Node:
    start, end = page.line_span(line)
    found = _BULLET.match(page.low, start, end)
    shape = ""
    if found:
        sign, roman, number, letter = found.groups()
        shape = sign or ("i" if roman else f"1{number.count('.')}" if number else "a" if letter else "")
    marks = [m for m in page.between(start, end) if m.counted and m.unit and m.at not in board.base_of]
    return Node(line, shape, tuple(m for m in marks if not _bracketed(page, m, start)))


def _bracketed(page: Page, mark: Mark, start: int) -> bool:
    """True for a figure inside a parenthesis of its line."""
    before = page.low[start : mark.figure.num_start]
    return before.count("(") > before.count(")")


def _add_up(page: Page, board: Board, parent: Node, whole: Mark) -> None:
    if whole.at in board.wholes or whole.at in board.base_of:
        return
    parts = [_first_like(child, whole) for child in parent.children]
    known = [p for p in parts if p is not None and p.at > whole.at]
    if len(known) < 2 or any(p.at in board.whole_of for p in known):
        return
    total = Interval.point(middle(whole.figure) * 0)
    for part in known:
        total = total + interval(part.figure)
    if total.meets(interval(whole.figure)) or (len(known) == len(parts) and _all_but(page, parent, whole, known)):
        board.add(Draft("T3", "sum", "sum", whole.id, tuple(p.id for p in known)))
        board.group(whole, known)


def _first_like(child: Node, whole: Mark) -> Mark | None:
    return next((m for m in child.marks if m.unit == whole.unit), None)


def _all_but(page: Page, parent: Node, whole: Mark, parts: Sequence[Mark]) -> bool:
    """True where the lines are meant to be all of it and one slip, or little, is between."""
    end = page.line_span(parent.line)[1]
    behind = page.low[whole.figure.end : end]
    head = page.low[page.line_span(parent.line)[0] : end]
    if not _SAYS_ALL.search(head) and not lexicon.OF_WHICH.search(behind):
        return False
    values, size = [middle(p.figure) for p in parts], middle(whole.figure)
    if one_scale(size, values):
        return True
    enough = len(parts) > 2 and size / grain([size, *values]) >= 20
    gap = abs(sum(values) - size)
    if not _SAYS_ALL.search(head):
        return enough and one_slip(size, values) and gap * _NEAR <= size
    return enough and (gap * 2 * _NEAR <= size or (one_slip(size, values) and gap * 3 <= size))
