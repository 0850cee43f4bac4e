"""Would one slip of the hand explain that numbers do not add up? Evidence that parts were meant to be all of their whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_THOUSAND = 1000


def grain(numbers: Sequence[Decimal]) -> Decimal:
    """The largest power of ten that divides all the numbers: how coarsely they are printed."""
    exponents = [n.normalize().as_tuple().exponent for n in numbers if n]
    return Decimal(1).scaleb(min((e for e in exponents if isinstance(e, int)), default=0))


def is_slip(printed: int, meant: int) -> bool:
    """True where one digit changed or two neighbours exchanged turns one number into the other."""
    a, b = str(printed), str(meant)
    if meant < 0 or abs(len(a) - len(b)) > 1:
        return False
    a, b = a.zfill(len(b)), b.zfill(len(a))
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(wrong) == 2:
        i, j = wrong
        return j == i + 1 and a[i] == b[j] and a[j] == b[i]
    return len(wrong) == 1


def is_scaled(printed: int, meant: int) -> bool:
    """True where one number is a thousand times the other."""
    return meant > 0 and printed > 0 and (printed == meant * _THOUSAND or meant == printed * _THOUSAND)


def _each(whole: Decimal, parts: Sequence[Decimal]) -> list[tuple[int, int]]:
    """(printed, meant) of every number, each taken alone to be the wrong one, in units of the common grain."""
    unit = grain([whole, *parts])
    total = sum(parts, Decimal(0))
    pairs = [(whole, total), *((part, part + whole - total) for part in parts)]
    return [(int(printed / unit), int(meant / unit)) for printed, meant in pairs]


def one_slip(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """True where one wrong digit, or two exchanged, in one of the numbers would close the sum."""
    return any(is_slip(printed, meant) for printed, meant in _each(whole, parts))


def part_slip(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """The same where the whole stands fast: 100 percent."""
    return any(is_slip(printed, meant) for printed, meant in _each(whole, parts)[1:])


def one_scale(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """True where one number a thousand times too large or too small would close the sum."""
    return any(is_scaled(printed, meant) for printed, meant in _each(whole, parts))
