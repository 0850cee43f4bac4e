"""Arithmetic disposes: one judge for every computation, on closed intervals of Decimal.

Source: the idea of XBRL Calculations 1.1. The order of explanations is fixed: exact or rounded; rounding of printed operands; then what
does not hold but can be explained (cut off, rounded twice, points for percent, another scale); else it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from giaoban.kernel.checks.draft import Draft, Op
from giaoban.kernel.checks.model import Verdict
from giaoban.kernel.checks.numbers import (
    HUNDRED,
    ZERO,
    bounded,
    interval,
    middle,
    rounded,
    shown,
    size,
    step,
    vi_amount,
)
from giaoban.kernel.checks.told import worded
from giaoban.kernel.quantity import INFINITY, Figure, Interval
from giaoban.kernel.quantity.fixed import fixed
from giaoban.kernel.wording import Numeral

Figures = Mapping[str, Figure]
_SCALES = (Decimal(1000), Decimal(1) / 1000, Decimal(1_000_000), Decimal(1) / 1_000_000)
OUTLIER = (Decimal(20), Decimal(300))


@fixed(frozen=True, slots=True)
class Judgement:
    """The verdict on one proposal with its computed value; `holds` is None where nothing printed can be tested."""

    verdict: Verdict
    holds: bool | None
    computed: Decimal | None = None
    interval: Interval | None = None
    tolerance: Decimal | None = None
    explained_by: str = ""


def judge(draft: Draft, figures: Figures) -> Judgement:
    """Return the verdict of arithmetic on a proposal. Errors: none; a division that cannot be made is uncheckable."""
    try:
        found = _JUDGES[draft.op](draft, figures)
    except ArithmeticError:
        return Judgement("uncheckable", None, explained_by="no_base")
    if draft.forced is not None and found.holds is not False:
        return Judgement(
            draft.forced,
            found.holds,
            found.computed,
            found.interval,
            found.tolerance,
            draft.explained_by or found.explained_by,
        )
    return found


def _weighed(exact: Decimal, possible: Interval, printed: Interval, half: Decimal) -> Judgement | None:
    """Holds, exactly or within the rounding of the operands; None where it does not."""
    if printed.contains(exact):
        return Judgement("holds", True, exact, possible, half)
    if possible.meets(printed):
        return Judgement("holds_with_note", True, exact, possible, half, "rounded_operands")
    return None


def _ratio(draft: Draft, figures: Figures) -> Judgement:
    """100 a / b against the printed share."""
    share, (a, b) = figures[draft.result or ""], (figures[t] for t in draft.terms)
    top, base = size(a), size(b)
    possible = top.over(base).scaled(HUNDRED)
    exact = HUNDRED * middle(a) / middle(b) if middle(b) else possible.low
    printed, unit = interval(share), step(share)
    return _weighed(exact, possible, printed, unit / 2) or Judgement(
        "fails", False, exact, possible, unit / 2, _why_not(exact, abs(middle(share)), unit)
    )


def _why_not(exact: Decimal, printed: Decimal, unit: Decimal) -> str:
    """What would explain a printed value that is not the rounded exact one; empty where nothing does."""
    if unit <= 0:
        return ""
    if printed <= exact < printed + unit:
        return "truncated"
    for finer in (unit / 10, unit / 100):
        if rounded(rounded(exact, finer), unit) == printed:
            return "double_rounding"
    if any(abs(exact * scale - printed) <= unit / 2 for scale in (HUNDRED, Decimal(1) / HUNDRED, *_SCALES)):
        return "scale"
    return ""


def _sum(draft: Draft, figures: Figures) -> Judgement:
    """Sum of the terms against the printed total."""
    whole, parts = figures[draft.result or ""], [figures[t] for t in draft.terms]
    possible, exact = Interval.point(ZERO), ZERO
    for part in parts:
        possible, exact = possible + interval(part), exact + middle(part)
    printed = interval(whole)
    half = (possible.high - possible.low) / 2 + step(whole) / 2 if bounded(possible) else INFINITY
    if middle(whole) == exact and whole.comparator == "=":
        return Judgement("holds", True, exact, possible, half)
    if possible.meets(printed):
        near = abs(middle(whole) - exact) <= step(whole) / 2
        return Judgement(
            "holds" if near else "holds_with_note", True, exact, possible, half, "" if near else "rounded_operands"
        )
    return Judgement("fails", False, exact, possible, half, _scaled_part(middle(whole), exact, parts))


def _remainder(draft: Draft, figures: Figures) -> Judgement:
    """What is left of the first term when the others are taken away, against the printed rest."""
    left, (whole, *done) = figures[draft.result or ""], [figures[t] for t in draft.terms]
    possible, exact = interval(whole), middle(whole)
    for part in done:
        possible, exact = possible - interval(part), exact - middle(part)
    printed, half = interval(left), step(left) / 2
    found = _weighed(exact, possible, printed, half)
    return found or Judgement(
        "fails",
        False,
        exact,
        possible,
        half,
        _scaled_part(middle(whole), middle(whole) - exact + middle(left), [*done, left]),
    )


def _balance(draft: Draft, figures: Figures) -> Judgement:
    """A stock after gains and losses: the terms, each with its sign, against the printed result."""
    closing = figures[draft.result or ""]
    possible, exact = Interval.point(ZERO), ZERO
    for term, sign in zip(draft.terms, draft.counts, strict=True):
        possible = possible + size(figures[term]).scaled(Decimal(sign))
        exact += sign * abs(middle(figures[term]))
    half = step(closing) / 2
    found = _weighed(exact, possible, interval(closing), half)
    return found or Judgement("fails", False, exact, possible, half)


_IN_BASE = {"tạ": Decimal(100), "tấn": Decimal(1000), "yến": Decimal(10), "kg": Decimal(1), "gam": Decimal("0.001")}
"""Kilograms, for yields: tấn over ha printed as tạ/ha."""


def _per(draft: Draft, figures: Figures) -> Judgement:
    """The first term over the second against a printed rate, masses brought to the unit of the rate."""
    rate, (amount, base) = figures[draft.result or ""], (figures[t] for t in draft.terms)
    mine, theirs = rate.unit.partition("/")[0].strip(), amount.unit.partition("/")[0].strip()
    factor = _IN_BASE[theirs] / _IN_BASE[mine] if mine in _IN_BASE and theirs in _IN_BASE else Decimal(1)
    possible = size(amount).over(size(base)).scaled(factor)
    exact = factor * middle(amount) / middle(base) if middle(base) else possible.low
    half = step(rate) / 2
    return _weighed(exact, possible, interval(rate), half) or Judgement("fails", False, exact, possible, half)


def _scaled_part(whole: Decimal, exact: Decimal, parts: list[Figure]) -> str:
    for part in parts:
        value = middle(part)
        if value and any(exact - value + value * scale == whole for scale in _SCALES):
            return "scale"
    return ""


def _total(draft: Draft, figures: Figures) -> Judgement:
    """Shares against 100, changes of shares against 0."""
    terms, total = [figures[t] for t in draft.terms], draft.total or ZERO
    possible, exact = Interval.point(ZERO), ZERO
    for term in terms:
        possible, exact = possible + interval(term), exact + middle(term)
    half = sum((step(term) for term in terms), ZERO) / 2
    if exact == total:
        return Judgement("holds", True, exact, possible, half)
    if possible.contains(total):
        return Judgement("holds_with_note", True, exact, possible, half, "rounded_operands")
    return Judgement("fails", False, exact, possible, half)


def _at_most(draft: Draft, figures: Figures) -> Judgement:
    """The first term is not greater than the second; ranges by both ends."""
    small, large = (figures[t] for t in draft.terms)
    a, b = interval(small), interval(large)
    holds = (
        a.low <= b.high if small.value is not None or large.value is not None else a.low <= b.low and a.high <= b.high
    )
    return Judgement("holds" if holds else "fails", holds, middle(large) - middle(small))


def _between(draft: Draft, figures: Figures) -> Judgement:
    """A mean lies between the least and the greatest of its groups."""
    mean = interval(figures[draft.result or ""])
    groups = [interval(figures[t]) for t in draft.terms]
    possible = Interval(min(g.low for g in groups), max(g.high for g in groups))
    holds = possible.meets(mean)
    return Judgement("holds" if holds else "fails", holds, None, possible)


def _equal(draft: Draft, figures: Figures) -> Judgement:
    """One quantity printed twice."""
    a, b = figures[draft.result or ""], figures[draft.terms[0]]
    exact = middle(a) == middle(b)
    holds = exact or interval(a).meets(interval(b))
    return Judgement("holds" if exact else "holds_with_note" if holds else "fails", holds, middle(b), interval(b))


def _count(draft: Draft, figures: Figures) -> Judgement:
    """Names listed against the printed count; a list that can be read in several ways holds if one of them fits."""
    printed = interval(figures[draft.result or ""])
    fits = [c for c in draft.counts if printed.contains(Decimal(c))]
    computed = Decimal(fits[0] if fits else draft.counts[0])
    return Judgement("holds" if fits else "fails", bool(fits), computed, Interval.point(computed), ZERO)


def _per_hundred(a: Figure, b: Figure) -> bool:
    """True for "112/100", "133 bé trai/100 bé gái", "112 thuê bao/100 dân": so many to a hundred, no part of it."""
    return middle(b) == HUNDRED and (not b.unit or a.unit != b.unit)


def _pair(draft: Draft, figures: Figures) -> Judgement:
    """n/m without a printed share: the value is offered."""
    a, b = (figures[t] for t in draft.terms)
    possible = size(a).over(size(b)).scaled(HUNDRED)
    exact = HUNDRED * middle(a) / middle(b) if middle(b) else possible.low
    if draft.explained_by == "plan" and not OUTLIER[0] <= exact <= OUTLIER[1]:
        return Judgement("question", None, exact, possible, None, "outlier")
    if draft.explained_by == "part" and exact > HUNDRED and not _per_hundred(a, b):
        return Judgement("question", None, exact, possible, None, "part_over_whole")
    return Judgement("unprinted", None, exact, possible)


def _of_parts(draft: Draft, figures: Figures) -> Judgement:
    """A share against its count in the sum of all the counts listed."""
    share, amount = figures[draft.result or ""], figures[draft.terms[0]]
    base = sum((middle(figures[f]) for f in draft.aside), ZERO)
    exact = HUNDRED * middle(amount) / base if base else ZERO
    possible, unit = Interval.point(exact), step(share)
    return _weighed(exact, possible, interval(share), unit / 2) or Judgement(
        "fails", False, exact, possible, unit / 2, _why_not(exact, abs(middle(share)), unit)
    )


def _implied(draft: Draft, figures: Figures) -> Judgement:
    """p % of a base that is not printed: the interval the base must lie in."""
    share, amount = figures[draft.result or ""], figures[draft.terms[0]]
    possible = size(amount).over(size(share)).scaled(HUNDRED)
    return Judgement("uncheckable", None, HUNDRED * middle(amount) / abs(middle(share)), possible, None, "no_base")


def _moved(draft: Draft, figures: Figures) -> Judgement:
    """New against old without a printed change: the difference is offered."""
    new, old = (figures[t] for t in draft.terms)
    return Judgement("unprinted", None, middle(new) - middle(old), interval(new) - interval(old))


def _against_its_word(draft: Draft, new: Figure, old: Figure) -> bool:
    """True where the words say that it rose and the values say that it fell, or the other way round."""
    if draft.explained_by == "up":
        return size(new).high < size(old).low
    return draft.explained_by == "down" and size(new).low > size(old).high


def _moved_by(new: Figure, old: Figure, change: Figure) -> tuple[Decimal, Interval, Decimal]:
    """The signed change from old to new in the unit of the printed change: (exact, possible, half a step)."""
    exact, possible = middle(new) - middle(old), size(new) - size(old)
    if change.unit.strip().endswith("%") and not new.unit.strip().endswith("%"):
        possible = possible.over(size(old)).scaled(HUNDRED)
        exact = HUNDRED * exact / middle(old)
    return exact, possible, step(change) / 2


def _growth(draft: Draft, figures: Figures) -> Judgement:
    """A change in percent against new and old: relative, for shares also in points."""
    change, (new, old) = figures[draft.result or ""], (figures[t] for t in draft.terms)
    printed, unit = size(change), step(change)
    if _against_its_word(draft, new, old):
        return Judgement("fails", False, *_moved_by(new, old, change), "direction")
    share = new.unit.strip().endswith("%")
    points = size(new) - size(old) if middle(new) >= middle(old) else size(old) - size(new)
    by_points = abs(abs(middle(new)) - abs(middle(old)))
    if share and (found := _weighed(by_points, points, printed, unit / 2)) is not None:
        return found
    if "điểm" in change.unit:
        return Judgement("fails", False, by_points, points, unit / 2)
    possible = (size(new).over(size(old)) - Interval.point(Decimal(1))).scaled(HUNDRED)
    exact = HUNDRED * (abs(middle(new)) / abs(middle(old)) - 1) if middle(old) else possible.high
    if exact < 0:
        possible, exact = -possible, -exact
    found = _weighed(exact, possible, printed, unit / 2)
    if found is not None and share:
        return Judgement("holds_with_note", True, exact, possible, unit / 2, "relative")
    return found or Judgement("fails", False, exact, possible, unit / 2, _why_not(exact, abs(middle(change)), unit))


def _difference(draft: Draft, figures: Figures) -> Judgement:
    """A change in units against new and old."""
    change, (new, old) = figures[draft.result or ""], (figures[t] for t in draft.terms)
    if _against_its_word(draft, new, old):
        return Judgement("fails", False, *_moved_by(new, old, change), "direction")
    possible = size(new) - size(old) if middle(new) >= middle(old) else size(old) - size(new)
    exact = abs(abs(middle(new)) - abs(middle(old)))
    found = _weighed(exact, possible, size(change), step(change) / 2)
    return found or Judgement("fails", False, exact, possible, step(change) / 2)


def _growth_by(draft: Draft, figures: Figures) -> Judgement:
    """A change printed in units and in percent: c = 100 d / (new - d)."""
    change, (new, by) = figures[draft.result or ""], (figures[t] for t in draft.terms)
    falls = draft.explained_by == "down"
    old = size(new) + size(by) if falls else size(new) - size(by)
    possible = size(by).over(old).scaled(HUNDRED)
    before = middle(new) + abs(middle(by)) if falls else middle(new) - abs(middle(by))
    exact = HUNDRED * abs(middle(by)) / before if before else possible.low
    unit = step(change)
    found = _weighed(exact, possible, size(change), unit / 2)
    return found or Judgement("fails", False, exact, possible, unit / 2, _why_not(exact, abs(middle(change)), unit))


def _grim(draft: Draft, figures: Figures) -> Judgement:
    """p % of a small whole base: some whole number of units must give it."""
    share, base = figures[draft.result or ""], middle(figures[draft.terms[0]])
    printed = interval(share)
    count = rounded(middle(share) * base / HUNDRED, Decimal(1))
    near = [k for k in (count - 1, count, count + 1) if 0 <= k <= base and printed.contains(HUNDRED * k / base)]
    exact = HUNDRED * (near[0] if near else count) / base
    return Judgement("holds" if near else "fails", bool(near), exact, None, step(share) / 2)


def _grim_change(draft: Draft, figures: Figures) -> Judgement:
    """The change of a share n/m: an earlier share k/m with a whole k must exist (the base taken as unchanged)."""
    change, share = figures[draft.result or ""], figures[draft.terms[0]]
    top, base = (middle(figures[t]) for t in draft.aside)
    sign = -1 if draft.explained_by == "down" else 1
    unit, moved = step(change), sign * abs(middle(change))
    printed = Interval.around(moved, unit / 2)
    guess = rounded(top - moved * base / HUNDRED, Decimal(1))
    earlier = [k for k in (guess, guess - 1, guess + 1) if 0 <= k <= base]
    if not earlier:
        return Judgement("fails", False, HUNDRED * top / base, None, unit / 2)
    exact = [HUNDRED * (top - k) / base for k in earlier]
    for value in exact:
        if printed.contains(value):
            return Judgement("holds", True, value, None, unit / 2)
    old = rounded(top / (1 + moved / HUNDRED), Decimal(1)) if moved > -HUNDRED else ZERO
    if 0 < old <= base and printed.contains(HUNDRED * (top - old) / old):
        return Judgement("holds_with_note", True, HUNDRED * (top - old) / old, None, unit / 2, "relative")
    grain = step(share)
    for k, value in zip(earlier, exact, strict=True):
        if abs(middle(share) - rounded(HUNDRED * k / base, unit) - moved) < unit / 2 + (
            grain if grain < unit else ZERO
        ):
            return Judgement("holds_with_note", True, value, None, unit / 2, "rounded_operands")
    for k, value in zip(earlier, exact, strict=True):
        old = HUNDRED * k / base
        if middle(share) - moved in (rounded(old, Decimal(1)), Decimal(int(old))):
            return Judgement("fails", False, value, None, unit / 2, "rounded_to_whole")
    return Judgement("fails", False, exact[0], None, unit / 2)


def _baseless(draft: Draft, figures: Figures) -> Judgement:
    """A share of something that is nowhere counted."""
    return Judgement("uncheckable", None, None, None, None, "no_base")


def _asked(draft: Draft, figures: Figures) -> Judgement:
    """A relation that only a person can answer."""
    return Judgement("question", True, middle(figures[draft.terms[-1]]))


_JUDGES: dict[Op, Callable[[Draft, Figures], Judgement]] = {
    "ratio": _ratio, "sum": _sum, "total": _total, "at_most": _at_most, "between": _between, "equal": _equal, "count": _count,
    "pair": _pair, "implied": _implied, "of_parts": _of_parts, "moved": _moved, "growth": _growth, "difference": _difference,
    "growth_by": _growth_by, "balance": _balance,
    "remainder": _remainder, "per": _per, "grim": _grim, "grim_change": _grim_change, "asked": _asked, "baseless": _baseless,
}  # fmt: skip

_FORMULAS: dict[Op, str] = {
    "ratio": "ratio_formula", "pair": "ratio_formula", "of_parts": "of_parts_formula", "at_most": "at_most_formula",
    "between": "between_formula", "equal": "equal_formula", "moved": "moved_formula", "growth": "growth_formula",
    "difference": "difference_formula", "growth_by": "growth_by_formula", "asked": "asked_formula", "per": "per_formula",
    "sum": "sum_formula", "balance": "sum_formula", "remainder": "sum_formula", "total": "total_formula", "count": "count_formula",
    "implied": "implied_formula", "grim": "grim_formula", "grim_change": "grim_formula",
}  # fmt: skip
_IN_UNITS = frozenset({"sum", "remainder", "balance"})
_SERIES = _IN_UNITS | {"total"}


def formula(draft: Draft, found: Judgement, printed: Callable[[str], Numeral], unit: Callable[[str], str]) -> str:
    """The computation as a sentence of the catalogue; amounts of money in the unit that people read ("1.200 + 300 = 1.500 triệu đồng").

    `printed` gives the number of a figure as the text has it, `unit` its unit.
    """
    if draft.op == "baseless":
        return ""
    code, op = _FORMULAS[draft.op], draft.op
    terms = [printed(t) for t in draft.terms]
    computed = vi_amount(found.computed, unit(draft.terms[0])) if op in _IN_UNITS else shown(found.computed)
    if op in _SERIES:
        return worded(code, terms=_series(draft, terms), computed=computed)
    if op in {"count", "grim", "grim_change"}:
        return worded(code, computed=computed)
    if op == "of_parts":
        parts = Numeral(" + ".join(printed(f) for f in draft.aside))
        return worded(code, part=terms[0], parts=parts, computed=computed)
    result = printed(draft.result) if draft.result is not None else ""
    if op in {"implied", "equal"}:
        return worded(code, first=terms[0], result=result)
    if op == "between":
        return worded(code, first=terms[0], result=result, second=terms[1])
    if op in {"at_most", "asked"}:
        return worded(code, first=terms[0], second=terms[1])
    return worded(code, first=terms[0], second=terms[1], computed=computed)


def _series(draft: Draft, terms: Sequence[str]) -> Numeral:
    """The terms with the signs between them."""
    if draft.op == "balance":
        signed = "".join(f" {'-' if s < 0 else '+'} {t.lstrip('-')}" for s, t in zip(draft.counts, terms, strict=True))
        return Numeral(signed.removeprefix(" + "))
    if draft.op == "remainder":
        return Numeral(" - ".join(terms))
    return Numeral(" + ".join(terms).replace("+ -", "- "))
