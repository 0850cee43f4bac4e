"""The same thing printed twice (T8), and lists printed once as plan and once as result (T6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.classes import class_of
from giaoban.kernel.checks.draft import Board, Draft, Pair
from giaoban.kernel.checks.layout import Mark, Page, same_unit
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.slips import is_slip

_REACH = 6
_OF_THEM = re.compile(r"\b(?:của|cho|tại|cả)\s+(?:cả\s+)?$")
_PLACES = frozenset({"xã", "phường", "trấn"})


def find_copies(page: Page, board: Board) -> None:
    """Restated bases, restated counts, and the items of two lists of one plan."""
    _bases(page, board)
    for earlier, later in _list_copies(page, board):
        _compare_lists(page, board, earlier, later)


def _bases(page: Page, board: Board) -> None:
    """The base of n/m printed before: within a run of classes against its first, else against the first on the page."""
    first: dict[tuple[tuple[str, ...], object], Mark] = {}
    leaders: list[Mark] = []
    for pair in board.pairs:
        if pair.compared:
            _taken_up(page, board, pair)
        if pair.plan or pair.compared:
            continue
        base = pair.base
        leader = _leader(page, board, leaders, pair.top, base)
        if leader is not None:
            board.add(Draft("T8", "sum", "equal", base.id, (leader.id,)))
            continue
        key = (base.unit, base.value)
        stated = first.get(key) or _stated_before(page, board, pair.top)
        if base.unit and stated is not None and stated.value == base.value:
            board.add(Draft("T8", "sum", "equal", base.id, (stated.id,)))
            first.setdefault(key, base)
        elif base.unit:
            _doubtful(board, [m for m in first.values() if m.unit == base.unit], base)
            first[key] = base
        leaders.append(base)


def _taken_up(page: Page, board: Board, pair: Pair) -> None:
    """The n of "xảy ra 9 vụ, giảm 3 vụ (9/12 vụ)" is the level printed before."""
    top = pair.top
    for mark in reversed(page.marks[max(0, top.at - 10) : top.at]):
        if mark.line != top.line or top.sentence - mark.sentence > 1:
            return
        plain = mark.counted and mark.at not in board.top_of and mark.at not in board.base_of
        if plain and same_unit(mark.unit, top.unit) and mark.value == top.value:
            board.add(Draft("T8", "sum", "equal", top.id, (mark.id,)))
            return


def _doubtful(board: Board, earlier: Sequence[Mark], base: Mark) -> None:
    """The number of communes differs by one slip from that printed in the same paragraph; "13/15 xã, trong đó 4/13 xã" goes on inside."""
    tops = [pair.top for pair in board.pairs if pair.top.at < base.at and pair.top.sentence == base.sentence]
    if any(top.value == base.value for top in tops):
        return
    same = [m for m in earlier if m.line == base.line and set(base.unit) & _PLACES and m.at in board.base_of]
    if same and is_slip(int(middle(base.figure)), int(middle(same[-1].figure))):
        board.add(Draft("T8", "sum", "equal", base.id, (same[-1].id,)))


def _stated_before(page: Page, board: Board, top: Mark) -> Mark | None:
    """The base as a plain count in this sentence or the two before: "tiếp nhận 38 đơn ... đã giải quyết 29/38 đơn"."""
    base = board.top_of[top.at].base
    for mark in reversed(page.marks[max(0, top.at - 10) : top.at]):
        plain = mark.counted and mark.at not in board.top_of and mark.at not in board.base_of
        if plain and mark.value == base.value and mark.unit == base.unit and base.sentence - mark.sentence <= 2:
            return mark
    return None


def _leader(page: Page, board: Board, leaders: Sequence[Mark], top: Mark, base: Mark) -> Mark | None:
    """The first base of the run of classes that this pair goes on."""
    if not leaders:
        return None
    leader = leaders[-1]
    mine = class_of(page, top)
    theirs = class_of(page, board.base_of[leader.at].top)
    near = base.sentence - leader.sentence <= 8 and same_unit(base.unit, leader.unit)
    if not near or mine is None or theirs is None or mine[0] != theirs[0] or mine == theirs:
        return None
    between = [board.base_of[k] for k in range(max(leader.at, base.at - 40), base.at) if k in board.base_of]
    seen = {class_of(page, p.top) for p in between}
    if mine in seen or None in seen:
        return None
    if base.value == leader.value:
        return leader
    slip = is_slip(int(middle(base.figure)), int(middle(leader.figure)))
    return leader if slip and base.sentence == leader.sentence else None


def own_counts(page: Page, board: Board) -> None:
    """ "có 5 trường ... của 5 trường": a count taken up again in its sentence."""
    for again in page.marks:
        if (
            not again.amount
            or not again.unit
            or again.value is None
            or again.at in board.top_of
            or again.at in board.base_of
        ):
            continue
        if not _OF_THEM.search(page.low[max(0, again.figure.start - 12) : again.figure.start]):
            continue
        for k in range(again.at - 1, max(again.at - 5, -1), -1):
            earlier = page.marks[k]
            if earlier.sentence != again.sentence:
                break
            if earlier.value == again.value and earlier.unit == again.unit and earlier.amount:
                board.add(Draft("T8", "sum", "equal", again.id, (earlier.id,)))
                board.again.add(again.at)
                break


def _list_copies(page: Page, board: Board) -> list[tuple[Sequence[Mark], Sequence[Mark]]]:
    """Neighbouring sentences that list amounts under the same names: (first list, second list)."""
    by_sentence: dict[int, list[Mark]] = {}
    for mark in page.marks:
        if mark.amount and mark.value is not None and mark.measured:
            by_sentence.setdefault(mark.sentence, []).append(mark)
    found: list[tuple[Sequence[Mark], Sequence[Mark]]] = []
    numbers = sorted(by_sentence)
    for place, number in enumerate(numbers):
        for other in numbers[place + 1 : place + 3]:
            first, second = by_sentence[number], by_sentence[other]
            if (
                other - number <= _REACH
                and min(len(first), len(second)) >= 3
                and (_planned(page, number) or _planned(page, other))
            ):
                found.append((first, second))
    return found


def _planned(page: Page, sentence: int) -> bool:
    start, end = page.sentence_span(sentence)
    return bool(lexicon.PLANNED_BEFORE.search(page.low, start, end))


def _compare_lists(page: Page, board: Board, first: Sequence[Mark], second: Sequence[Mark]) -> None:
    """Second list n/m: its bases restate the first list; single amounts of the second are results against the first."""
    labels = {m.at: page.label(m) for m in (*first, *second)}
    matches = []
    for late in second:
        pair = board.base_of.get(late.at)
        name = labels[pair.top.at] if pair and pair.top.at in labels else labels[late.at]
        best = max(first, key=lambda m: _likeness(labels[m.at], name), default=None)
        if best is not None and _likeness(labels[best.at], name) > 0 and late.at not in board.top_of:
            matches.append((best, late))
    copied = [(a, b) for a, b in matches if b.at in board.base_of]
    equal = sum(1 for a, b in copied if a.value == b.value)
    if equal < 2:
        return
    for a, b in matches:
        if b.at in board.base_of:
            if a.value == b.value or (2 * equal > len(copied) and same_unit(a.unit, b.unit)):
                board.add(Draft("T8", "sum", "equal", b.id, (a.id,)))
        else:
            conflict = bool(a.unit) and bool(b.unit) and not same_unit(a.unit, b.unit)
            how = "unit_conflict" if conflict else "plan"
            board.add(
                Draft(
                    "T6", "ratio", "pair", None, (b.id, a.id), explained_by=how, forced="question" if conflict else None
                )
            )


def _likeness(a: frozenset[str], b: frozenset[str]) -> Decimal:
    """1 for equal names, less where one holds the other, 0 where they differ or are empty."""
    if not a or not b or not (a <= b or b <= a):
        return Decimal(0)
    return Decimal(len(a & b)) / len(a | b)
