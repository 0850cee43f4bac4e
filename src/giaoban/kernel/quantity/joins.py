"""What neighbouring amounts make together: "3 - 5%", "từ 5 đến 7%", "14/18 xã", "12, 15 và 18 hộ"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.tokens import Page

_RANGE = re.compile(r" {0,2}(?:-|–|—|÷|~|đến|tới|đến dưới|đến khoảng|đến gần|đến trên) {0,2}")
_SLASH = re.compile(r" {0,2}/ {0,2}")
_OF = re.compile(r" {0,2}(?:trong|trên)(?: tổng)? số {0,2}")
_LIST = re.compile(r" {0,2}(?:,|và|hoặc|hay) {0,2}")
_LONGEST_GAP = 16


def _as_range(first: Amount, second: Amount) -> Amount | None:
    """One amount for "a - b", or None where the two cannot be the ends of one range."""
    a, b = first.value, second.value
    if a is None or b is None or first.bare is None or second.bare is None or first.spoken or second.spoken:
        return None
    if first.unit.name and first.own and first.unit.name != second.unit.name and first.known:
        return None
    if not first.unit.name and first.factor == 1 and second.factor > 1 and first.bare < second.bare:
        a = first.bare * second.factor
    if a >= b:
        return None
    return Amount(
        first.start, first.num_start, second.num_end, second.end, None, second.step, second.unit, second.per,
        low=a, high=b, factor=second.factor, notes=tuple(dict.fromkeys((*first.notes, *second.notes))), known=second.known,
    )  # fmt: skip


def take_unit(amount: Amount, other: Amount, *, under: bool) -> None:
    """Give an amount its neighbour's unit, and its multiplier where the number has none: money, or the A of "62,4/75 triệu m3"."""
    scaled = other.unit.kind == "money" or (
        under and other.factor > 1 and amount.bare is not None and amount.bare < 1000
    )
    if scaled and amount.factor == 1 and amount.value is not None:
        amount.factor = other.factor
        amount.value *= other.factor
        amount.step = (amount.step or Decimal(1)) * other.factor
    elif other.unit.kind in ("measure", "percent"):
        amount.step = amount.step or Decimal(1)
    amount.unit, amount.per, amount.own = other.unit, other.per, False


def join(page: Page, amounts: Sequence[Amount]) -> list[Amount]:
    """Amounts in text order with ranges made one, sides of ratios tied, and units handed to neighbours that lack one."""
    merged: list[Amount] = []
    for amount in amounts:
        if merged and 0 < amount.start - merged[-1].end <= _LONGEST_GAP:
            gap = page.lower[merged[-1].end : amount.start]
            if _RANGE.fullmatch(gap):
                whole = _as_range(merged[-1], amount)
                if whole:
                    merged[-1] = whole
                    continue
        merged.append(amount)
    for at in range(len(merged) - 1, 0, -1):
        first, second = merged[at - 1], merged[at]
        if not 0 < second.start - first.end <= _LONGEST_GAP:
            continue
        gap = page.lower[first.end : second.start]
        if _SLASH.fullmatch(gap) and not first.under:
            if not first.unit.name and second.unit.name and second.unit.kind != "percent":
                take_unit(first, second, under=True)
            first.base, second.under = at, True
        elif (
            not first.unit.name
            and second.unit.name
            and second.known
            and (_LIST.fullmatch(gap) or (second.unit.kind in ("count", "place") and _OF.fullmatch(gap)))
        ):
            take_unit(first, second, under=False)
    return merged
