"""What the other figures of a page say of an accusation: numbers that other relations confirm are hardly the wrong ones.

Two kinds of evidence, neither of them of words. A number in another relation that holds, and that chance would hardly make hold, is
confirmed: where every number of a failing relation is, the relation was never meant. And where figures beside it yield the printed
result exactly (another base, other levels, the parts but one), the words meant those.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from giaoban.kernel.checks.arithmetic import Judgement, judge
from giaoban.kernel.checks.draft import Draft, Op
from giaoban.kernel.checks.layout import Mark, Page, akin, same_unit
from giaoban.kernel.checks.numbers import HUNDRED, bounded, middle, step
from giaoban.kernel.checks.repair import wanted
from giaoban.kernel.checks.slips import grain, is_scaled, is_slip
from giaoban.kernel.quantity.fixed import changed

_SAYING = frozenset({"ratio", "of_parts", "growth", "growth_by", "sum", "difference", "remainder", "balance", "per"})
_TELLING = 50
"""A result of so many of its own steps is not met by chance."""
_BACK = 24
_BESIDE = 5
_BEHIND = 3
_LEFT_OUT = 2
_PARTS = 9
_LEVELS_BEFORE = 8
_APART = 2


def holding(page: Page, weighed: Sequence[tuple[Draft, Judgement]]) -> Mapping[str, Sequence[Draft]]:
    """Of each figure the relations that hold and say something."""
    found: dict[str, list[Draft]] = {}
    for draft, judged in weighed:
        if judged.holds and draft.result is not None and draft.op in _SAYING:
            for figure in draft.figures:
                found.setdefault(figure, []).append(draft)
    return found


def answered(
    page: Page, draft: Draft, found: Judgement, suspects: frozenset[str], held: Mapping[str, Sequence[Draft]]
) -> Judgement | None:
    """What is left of a judgement when the other figures were heard: itself, a question where parts were left out, or nothing."""
    if found.verdict != "fails" or draft.tabled:
        return found
    if _confirmed(page, draft, held):
        asked = replace(found, verdict="question", holds=None, explained_by="parts_left_out")
        return asked if draft.op == "sum" else None
    return None if _meant_otherwise(page, draft, suspects) else found


def _confirmed(page: Page, draft: Draft, held: Mapping[str, Sequence[Draft]]) -> bool:
    """True where no number of a failing relation can be the wrong one: set right, it would break another that holds."""
    return len(draft.figures) > 1 and all(_fast(page, draft, figure, held.get(figure, ())) for figure in draft.figures)


def _fast(page: Page, draft: Draft, figure_id: str, held: Sequence[Draft]) -> bool:
    aim = wanted(draft, page.figures, figure_id) if held else None
    if aim is None or not bounded(aim):
        return False
    figure = page.figures[figure_id]
    meant = (aim.low + aim.high) / 2
    figures = {**page.figures, figure_id: replace(figure, value=-meant if middle(figure) < 0 else meant)}
    return any(other.key != draft.key and judge(other, figures).holds is False for other in held)


def _telling(result: Mark) -> bool:
    """True for a result that chance hardly hits: neither small, nor coarse, nor all of it."""
    value = abs(middle(result.figure))
    return value >= _TELLING * (step(result.figure) or 1) and not (result.percent and value == HUNDRED)


def _meant_otherwise(page: Page, draft: Draft, suspects: frozenset[str]) -> bool:
    """True where figures beside a failing relation, none of them suspected itself, yield its printed result exactly."""
    find = None if draft.op == "ratio" and draft.sure else _OTHERS.get(draft.op)
    if find is None or (draft.result is not None and not _telling(page.by_id[draft.result])):
        return False
    own = set(draft.figures)
    return any(
        suspects.isdisjoint(set(other.figures) - own) and judge(other, page.figures).verdict == "holds"
        for other in find(page, draft)
    )


def _ratios(page: Page, draft: Draft) -> Iterator[Draft]:
    """The same amount of another base; another amount right beside the share of the same base."""
    share, amount, base = (page.by_id[f] for f in draft.figures)
    for other in page.marks[max(0, share.at - _BACK) : share.at + _BEHIND]:
        if other.counted and other.id not in draft.figures:
            if (akin(other.unit, amount.unit) or other.unit == base.unit) and not _slipped(other, base):
                yield changed(draft, terms=(amount.id, other.id))
            beside = 0 < share.at - other.at <= _BESIDE and other.sentence == share.sentence
            if beside and same_unit(other.unit, amount.unit) and not _slipped(other, amount):
                yield changed(draft, terms=(other.id, base.id))


def _sums(page: Page, draft: Draft) -> Iterator[Draft]:
    """The parts but one or two of their whole; all of them of another number before them that no slip makes of it."""
    whole = page.by_id[draft.result or ""]
    yield from (changed(draft, terms=kept) for kept in _without_some(draft.terms) if len(kept) < len(draft.terms))
    first = min(page.by_id[t].at for t in draft.terms)
    for other in page.marks[max(0, first - _BACK) : first]:
        if (
            other.counted
            and other.id not in draft.figures
            and akin(other.unit, whole.unit)
            and not _slipped(whole, other)
        ):
            yield changed(draft, result=other.id)


def _without_some(terms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All of them, then all but one, all but two; at least two."""
    fewest = max(2, len(terms) - (_LEFT_OUT if len(terms) <= _PARTS else 0))
    for size in range(len(terms), fewest - 1, -1):
        yield from itertools.combinations(terms, size)


def _slipped(a: Mark, b: Mark) -> bool:
    """True for two numbers that one slip makes of one another: one of them is the other mistyped, or a thousandfold."""
    left, right = abs(middle(a.figure)), abs(middle(b.figure))
    unit = grain([left, right])
    return is_slip(int(left / unit), int(right / unit)) or is_scaled(int(left / unit), int(right / unit))


def _totals(page: Page, draft: Draft) -> Iterator[Draft]:
    """Shares of classes but one: a rate of another matter stands behind those that make 100."""
    if draft.total:
        yield from (
            changed(draft, terms=kept) for kept in _without_some(draft.terms) if len(kept) == len(draft.terms) - 1
        )


def side_by_side(page: Page, draft: Draft) -> bool:
    """True for a change and its two levels, of one unit, with no other figure and no semicolon between."""
    first, _, last = sorted((page.by_id[f] for f in draft.figures), key=lambda m: m.at)
    joined = last.at - first.at == _APART and ";" not in page.low[first.figure.end : last.figure.start]
    return joined and same_unit(*(page.by_id[t].unit for t in draft.terms))


def _changes(page: Page, draft: Draft) -> Iterator[Draft]:
    """The change of two other levels of its sentence, or one told in units beside it."""
    change, *mine = (page.by_id[f] for f in draft.figures)
    if side_by_side(page, draft) and mine[0].at < change.at < mine[1].at:
        return  # "1.842 tấn, tăng 8,0% so với quý trước (1.706 tấn)"
    near = [
        m
        for m in page.marks[max(0, change.at - _LEVELS_BEFORE) : change.at + _BESIDE]
        if m.value and m is not change and m.sentence == change.sentence and not m.span
        and not any(m is not own and _slipped(m, own) for own in mine)
    ]  # fmt: skip
    levels = [m for m in near if not m.change]
    op: Op = "growth" if change.percent else "difference"
    for new, old in itertools.permutations(levels, 2):
        alike = abs(new.at - old.at) <= _APART and same_unit(new.unit, old.unit) and new.percent == old.percent
        if alike and {new, old} != {*mine} and (change.percent or same_unit(new.unit, change.unit)):
            yield changed(draft, op=op, terms=(new.id, old.id), explained_by="")
    for level, by in itertools.product(levels, near) if change.percent else ():
        if by.change and not by.percent and same_unit(level.unit, by.unit):
            yield changed(draft, op="ratio", terms=(by.id, level.id), explained_by="")
            way = "down" if middle(by.figure) < 0 else "up"
            yield changed(draft, op="growth_by", terms=(level.id, by.id), explained_by=way)


_OTHERS: dict[Op, Callable[[Page, Draft], Iterator[Draft]]] = {
    "ratio": _ratios, "sum": _sums, "total": _totals, "growth": _changes, "growth_by": _changes, "difference": _changes,
}  # fmt: skip
