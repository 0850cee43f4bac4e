"""Shares of a divided unit from the numbers it was divided by."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from giaoban.kernel.problems import Problem

UNIT = Decimal("0.00000001")
"""Shares are kept with eight decimal places."""


def shares_of(quantities: Sequence[Decimal], *, rest: Decimal = Decimal(0)) -> list[Decimal]:
    """Each quantity over the total of all and `rest` (what stays with the old unit), with eight decimal places.

    Without a rest they add up to exactly 1: what rounding down leaves goes, a last place each, to those it cut most (the largest
    remainder). Quantities: people, hectares, per cent, anything above 0. Errors: ORG-021.
    """
    if not quantities or rest < 0 or any(not quantity.is_finite() or quantity <= 0 for quantity in quantities):
        raise Problem("ORG-021")
    total = sum(quantities, rest)
    exact = [quantity / total for quantity in quantities]
    cut = [share.quantize(UNIT, rounding=ROUND_DOWN) for share in exact]
    if rest == 0:
        left = int((1 - sum(cut, Decimal(0))) / UNIT)
        for place in sorted(range(len(cut)), key=lambda i: (cut[i] - exact[i], i))[:left]:
            cut[place] += UNIT
    if any(share <= 0 for share in cut):
        raise Problem("ORG-021")
    return cut
