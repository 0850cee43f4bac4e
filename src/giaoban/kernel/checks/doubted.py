"""Accusations that are not believed: a relation fails for the most part because it was never meant, not because a number is wrong.

Who types or counts wrongly is off by a slip: one digit, two exchanged, a mark moved, a thousandfold, two lines swapped. Where structure
only guesses a base, a whole or a total, numbers that no slip brings together are two different matters. Where the words leave no doubt
("13/18 xã, đạt 66,1%"), or next to nothing is missing from a sum, no slip is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from giaoban.kernel.checks import classes
from giaoban.kernel.checks.arithmetic import Judgement, judge
from giaoban.kernel.checks.confirmed import answered, holding, side_by_side
from giaoban.kernel.checks.draft import Draft
from giaoban.kernel.checks.layout import Page
from giaoban.kernel.checks.numbers import ZERO, middle, step
from giaoban.kernel.checks.printed import retyped
from giaoban.kernel.checks.repair import wanted
from giaoban.kernel.checks.slips import is_slip
from giaoban.kernel.quantity import Figure

_GUESSED = frozenset(
    {
        ("T2", "ratio"), ("T3", "sum"), ("T3", "remainder"), ("T3", "balance"), ("T3", "at_most"), ("T7", "growth_by"), ("T7", "ratio"),
    }
)  # fmt: skip
"""(template, operation) whose operands structure guesses."""
_CHANGES = frozenset({"growth", "difference", "growth_by"})
_APART = 3
"""Of two levels of one thing one is hardly more than three times the other: those further apart are two things."""
_NEAR = Decimal("0.05")
_OPEN = frozenset({">", ">=", "<", "<="})
_TINY = 20
_PARTICULAR = 20
_COARSE: dict[str, int] = {"ratio": 15, "growth_by": 5}
"""A share of so many of its own steps tells a slip in its operands from another number."""
_CLASSES_NEAR = Decimal("0.4")
_ROWS = 24
_SISTERS = 2
_FINE = Decimal("0.01")
_COUNTABLE = 1000
"""Of more than so many the shares with two decimals are too dense."""
_ONE_BASE = 1_000_000
_SWAPPED = frozenset({"ratio", "sum", "remainder", "balance"})
_FREE: dict[str, int] = {"ratio": 1, "remainder": 2}
"""So many of the first operands may be exchanged with a number that stands in no other failing relation."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the other proposals of a page say: the figures of failing ones, and the parts of every sum."""

    suspects: frozenset[str]
    parts: tuple[tuple[str, ...], ...]
    layouts: Mapping[tuple[int, int, int], int]
    """Shares that hold, by sentence and the places of their operands."""


def believed(page: Page, weighed: Sequence[tuple[Draft, Judgement]]) -> list[tuple[Draft, Judgement]]:
    """The proposals with their judgements, without the failures that are more likely relations never meant than wrong numbers."""
    failing = [draft for draft, found in weighed if found.verdict == "fails"]
    beside = _Beside(
        frozenset(figure for draft in failing for figure in draft.figures),
        tuple(draft.terms for draft, _ in weighed if draft.op == "sum"),
        Counter(k for draft, found in weighed if draft.op == "ratio" and found.holds for k in _layouts(page, draft)),
    )
    held = holding(page, weighed)
    heard = ((draft, _heard(page, draft, found, beside, held)) for draft, found in weighed)
    return [(draft, found) for draft, found in heard if found is not None]


def _heard(
    page: Page, draft: Draft, found: Judgement, beside: _Beside, held: Mapping[str, Sequence[Draft]]
) -> Judgement | None:
    """What is left of a judgement: itself, a question (where parts make more than their whole, or were left out), or nothing."""
    if found.verdict == "fails" and (draft.exceeding == "always" or _doubted(page, draft, found, beside)):
        asked = replace(found, verdict="question", holds=None, explained_by="parts_over_whole")
        return asked if draft.exceeding else None
    return answered(page, draft, found, beside.suspects, held)


def _doubted(page: Page, draft: Draft, found: Judgement, beside: _Beside) -> bool:
    turned = found.explained_by == "direction"
    guessed = (draft.template, draft.op) in _GUESSED or _levels_apart(page, draft) or _loosely_joined(page, draft)
    if found.verdict != "fails" or draft.sure or not (turned or guessed):
        return False
    if turned:
        sure = _only_turned(page, draft, found)
    else:
        sure = bool(found.explained_by) or _little_missing(page, draft, found) or _exchanged(page, draft, beside)
        sure = sure or _among_sisters(page, draft, beside)
    if sure:
        return False
    if _open_or_tiny(page, draft, found):
        return True
    return not slipped(page, draft)


def slipped(page: Page, draft: Draft) -> bool:
    """True where one slip of the hand in one of its numbers would make a failing proposal hold."""
    return any(_one_slip_away(page, draft, figure) for figure in draft.figures if _fine(page, draft, figure))


def _layouts(page: Page, draft: Draft) -> Iterator[tuple[int, int, int]]:
    """The sentence of a share with the places of its amount and its base, counted from the share; a base of all by itself."""
    share, amount, base = (page.by_id[f] for f in draft.figures)
    yield share.sentence, amount.at - share.at, base.at - share.at
    yield share.sentence, amount.at - share.at, _ONE_BASE + base.at


def _among_sisters(page: Page, draft: Draft, beside: _Beside) -> bool:
    """True for a share that two others of its sentence stand beside in the same order, and hold."""
    if draft.op != "ratio":
        return False
    fewest = 1 if counted_exactly(page, draft) else _SISTERS
    return any(beside.layouts.get(k, 0) >= fewest for k in _layouts(page, draft))


def counted_exactly(page: Page, draft: Draft) -> bool:
    """True for a share with two decimals that a whole number next to the printed one, or a slip from it, would give: 33,33% of 27 is 9."""
    share, amount, base = (page.by_id[f] for f in draft.figures)
    whole, printed = base.whole_number, amount.whole_number
    if not whole or printed is None or not 0 < step(share.figure) <= _FINE or whole > _COUNTABLE:
        return False
    meant = round(middle(share.figure) * whole / 100)
    exact = abs(Decimal(100 * meant) / whole - middle(share.figure)) <= step(share.figure) / 2
    return exact and (abs(meant - printed) == 1 or is_slip(printed, meant))


def _open_or_tiny(page: Page, draft: Draft, found: Judgement) -> bool:
    """True for sums of what is only bounded ("trên 45", "gần 500"), and of single digits far apart: a slip is always between them."""
    if draft.op == "at_most":
        return page.figures[draft.terms[0]].comparator in _OPEN
    if draft.op != "sum" or found.computed is None:
        return False
    whole = abs(middle(page.figures[draft.result or ""]))
    tiny = whole < _TINY and abs(found.computed - whole) > 2 * whole
    return tiny or any(page.figures[f].comparator in _OPEN or page.figures[f].approximate for f in draft.figures)


def _fine(page: Page, draft: Draft, figure_id: str) -> bool:
    """False for what a coarse share is computed from: it cannot tell a slip there from another number."""
    if draft.op not in _COARSE or figure_id == draft.result:
        return True
    share = page.figures[draft.result or ""]
    return step(share) * _COARSE[draft.op] <= abs(middle(share))


def _levels_apart(page: Page, draft: Draft) -> bool:
    """True for a change between levels of which one is a multiple of the other."""
    if draft.op not in _CHANGES or draft.template != "T7":
        return False
    new, old = (abs(middle(page.figures[t])) for t in draft.terms)
    return max(new, old) > _APART * min(new, old)


def _loosely_joined(page: Page, draft: Draft) -> bool:
    """True for a change with other figures between it and its levels, or levels of two units."""
    if draft.template != "T7" or draft.op not in _CHANGES:
        return False
    return not side_by_side(page, draft)


def _only_turned(page: Page, draft: Draft, found: Judgement) -> bool:
    """True where the change is that of the two values but for its sign: "tăng 12 hộ" for 194 and 182."""
    change = middle(page.figures[draft.result or ""])
    return abs(abs(found.computed or ZERO) - abs(change)) <= (found.tolerance or ZERO)


def _little_missing(page: Page, draft: Draft, found: Judgement) -> bool:
    """True for parts that all but make their whole, for all the classes of one, and where more was done than came in."""
    if draft.op == "remainder":
        kinds = {page.by_id[f].unit[:1] for f in draft.terms}
        return found.computed is not None and found.computed < 0 and len(kinds) == 1
    if draft.op == "at_most":
        return not middle(page.figures[draft.terms[1]])
    if draft.op != "sum" or found.computed is None:
        return False
    whole = abs(middle(page.figures[draft.result or ""]))
    parts = [page.by_id[t] for t in draft.terms]
    gap = abs(abs(found.computed) - whole)
    return gap <= max(_NEAR * whole, Decimal(1)) or (
        gap <= _CLASSES_NEAR * whole and bool(classes.scheme_of(page, parts))
    )


def _exchanged(page: Page, draft: Draft, beside: _Beside) -> bool:
    """True where another number beside it would do, for two lines of a list may be swapped: one that fails too, or is particular."""
    if draft.op == "ratio" and judge(replace(draft, terms=draft.terms[::-1]), page.figures).holds:
        return True
    if draft.op == "sum" and _sister_meant(page, draft, beside):
        return True
    for place, figure in enumerate(draft.terms if draft.op in _SWAPPED else ()):
        mine = page.by_id[figure]
        for other in page.marks[max(0, mine.at - _ROWS) : mine.at + _ROWS]:
            particular = middle(other.figure) >= _PARTICULAR and _FREE.get(draft.op, 0) > place
            told = other.id in beside.suspects or particular
            if told and other.counted and other.unit[:1] == mine.unit[:1] and other.id not in draft.figures:
                terms = (*draft.terms[:place], other.id, *draft.terms[place + 1 :])
                if judge(replace(draft, terms=terms), page.figures).holds:
                    return True
    return False


def _sister_meant(page: Page, draft: Draft, beside: _Beside) -> bool:
    """True where the parts make up another part of the whole that theirs is a part of."""
    sisters = (s for parts in beside.parts if draft.result in parts for s in parts if s not in draft.figures)
    return any(judge(replace(draft, result=sister), page.figures).holds for sister in sisters)


def _one_slip_away(page: Page, draft: Draft, figure_id: str) -> bool:
    figure = page.figures[figure_id]
    aim = wanted(draft, page.figures, figure_id)
    text = page.raw[figure.num_start : figure.num_end]
    for edit in retyped(figure, text):
        slip = not (edit.kind == "scale" and draft.op == "at_most")
        if slip and (aim is None or aim.contains(abs(edit.value))):
            changed: Mapping[str, Figure] = {
                **{f: page.figures[f] for f in draft.figures},
                figure_id: replace(figure, value=edit.value),
            }
            if judge(draft, changed).holds:
                return True
    return False
