"""A printed number as digits that can be edited: one digit wrong, two exchanged, one lost or doubled, the mark moved, another scale."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from giaoban.kernel.checks.numbers import step
from giaoban.kernel.quantity import Figure
from giaoban.kernel.quantity.fixed import fixed

_SCALES = {
    "nghìn tỷ": Decimal(10) ** 12, "ngàn tỷ": Decimal(10) ** 12, "tỷ": Decimal(10) ** 9, "tỉ": Decimal(10) ** 9,
    "triệu": Decimal(10) ** 6, "nghìn": Decimal(1000), "ngàn": Decimal(1000),
}  # fmt: skip
_TOKEN = re.compile(r"(\d[\d.,]*)\s*(nghìn tỷ|ngàn tỷ|tỷ|tỉ|triệu|nghìn|ngàn)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_MARKED = re.compile(r"(\d+)(?:([.,])(\d+))?")
_TYPED, _LENGTHS, _MOVED = "typed", "lengths", "moved"
COSTS = {"digit": 10, "transposed": 11, "swapped": 12, "dropped": 15, "doubled": 16, "separator": 18, "scale": 20}
"""Edit costs, cheapest first: what a slip of the hand most often is."""


@fixed(frozen=True, slots=True)
class Number:
    """Digits before and behind the mark, whether points group them, and the scale words behind them. Most are never printed."""

    digits: str
    decimals: str = ""
    grouped: bool = True
    tail: str = ""

    def printed(self) -> str:
        """The number in Vietnamese print."""
        digits = self.digits.lstrip("0") or "0"
        whole = f"{int(digits):,}".replace(",", ".") if self.grouped else digits
        return whole + ("," + self.decimals if self.decimals else "") + self.tail

    def value(self, scale: Decimal) -> Decimal:
        """What it stands for, in units of its scale words."""
        return Decimal(f"{self.digits}.{self.decimals}" if self.decimals else self.digits) * scale


@fixed(frozen=True, slots=True)
class Edit:
    """Another reading of a printed number: as it would be printed, its value, and what kind of slip would explain it."""

    made: str | Number
    value: Decimal
    kind: str

    @property
    def printed(self) -> str:
        """The number as it would be printed."""
        return self.made if isinstance(self.made, str) else self.made.printed()

    @property
    def cost(self) -> int:
        """Lower for likelier slips."""
        return COSTS[self.kind]


def _plain(token: str) -> Decimal | None:
    """Value of one number token read as Vietnamese print (points group, the comma is decimal; a lone d.d is a decimal)."""
    bare = token.rstrip(".,")
    if "." in bare and _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    bare = bare.replace(",", ".")
    return Decimal(bare) if bare.isdecimal() or _NUMBER.fullmatch(bare) else None


def read(text: str) -> Decimal | None:
    """Value of a printed number, money with its scale words included; None where it is not digits."""
    total = Decimal(0)
    if text.isdecimal():
        return total + Decimal(text)
    if text[:1].isdecimal() and not text.strip("0123456789.,"):  # one number and no word
        alone = _plain(text)
        return None if alone is None else total + alone
    tokens = _TOKEN.findall(text)
    for digits, scale in tokens:
        value = _plain(digits)
        if value is None:
            return None
        total += value * _SCALES.get(scale.lower(), Decimal(1))
    return total if tokens else None


def edits(figure: Figure, text: str) -> tuple[Edit, ...]:
    """Every number that one slip could have turned into the printed one. `text` is the number as printed.

    Nothing where the printed digits do not give the figure's value (words, other units).
    """
    return _all_edits(figure, text, _TYPED, _LENGTHS, _MOVED)


def retyped(figure: Figure, text: str) -> tuple[Edit, ...]:
    """The same without lost and doubled digits, which are as many as all the others."""
    return _all_edits(figure, text, _TYPED, _MOVED)


def _all_edits(figure: Figure, text: str, *which: str) -> tuple[Edit, ...]:
    if figure.value is None:
        return ()
    printed, whole = str(figure.value), step(figure) == 0 or "," not in text
    return tuple(itertools.chain.from_iterable(_edits(printed, text, whole, kind) for kind in which))


@lru_cache(maxsize=256)
def _edits(printed_value: str, text: str, whole: bool, which: str) -> tuple[Edit, ...]:
    """Slips of one number, kept for the next relation that it stands in; `whole` False where it has decimals."""
    value, base = Decimal(printed_value), read(text)
    if base is None or not base or abs(value) % base or text.count("\n"):
        return ()
    factor = value / base
    changes = _retyped(text) if which == _TYPED else _rewritten(text, whole, which)
    return tuple(
        Edit(made, changed * factor, kind)
        for made, changed, kind in changes
        if changed is not None and changed != base and changed
    )


def _retyped(text: str) -> Iterator[tuple[str, Decimal | None, str]]:
    """Slips of one or two digits: as printed, the value, the kind."""
    alone = text[:1].isdecimal() and text[-1:].isdecimal() and not text.strip("0123456789.,")
    grouped = alone and _GROUPED.fullmatch(text) is not None
    for printed, kind in _typed(text):
        if alone:
            bare = printed.replace(".", "") if grouped else printed
            yield printed, Decimal(bare.replace(",", ".")), kind
        else:
            yield printed, read(printed), kind


def _rewritten(text: str, whole: bool, which: str) -> Iterator[tuple[Number, Decimal, str]]:
    """Slips that make a number longer or shorter or move its mark, of one number with or without scale words."""
    token = _TOKEN.fullmatch(text.strip())
    if token is None:
        return
    number, word = token.group(1), token.group(2) or ""
    tail, scale = text.strip()[len(number) :], _SCALES.get(word.lower(), Decimal(1))
    for made, kind in _lengths(number, tail) if which == _LENGTHS else _moved(number, tail, whole):
        yield made, made.value(scale), kind


def _typed(text: str) -> Iterator[tuple[str, str]]:
    """One digit wrong, or two neighbours exchanged."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    for i in places:
        for digit in "0123456789":
            leading = digit == "0" and i == places[0] and len(places) > 1 and text[i + 1 : i + 2] != ","
            if digit != text[i] and not leading:
                yield text[:i] + digit + text[i + 1 :], "digit"
    for i, j in itertools.pairwise(places):
        if text[i] != text[j]:
            yield text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :], "transposed"


def _lengths(number: str, tail: str) -> Iterator[tuple[Number, str]]:
    digits, _, decimals = _ungrouped(number)
    grouped = "." in number or len(digits) < 4
    for i in range(len(digits)):
        if len(digits) > 1:
            yield Number(digits[:i] + digits[i + 1 :], decimals, grouped, tail), "doubled"
    for i in range(len(digits) + 1):
        for digit in "0123456789":
            if i or digit != "0":
                yield Number(digits[:i] + digit + digits[i:], decimals, grouped, tail), "dropped"


def _moved(number: str, tail: str, whole: bool) -> Iterator[tuple[Number, str]]:
    digits, mark, decimals = _ungrouped(number)
    if decimals:
        run = digits + decimals
        for place in range(1, len(run)):
            if place != len(digits):
                yield Number(run[:place], run[place:], True, tail), "separator"
        yield Number(run, "", True, tail), "separator"
    elif len(digits) > 1:
        for place in range(1, len(digits)):
            yield Number(digits[:place], digits[place:], False, tail), "separator"
    if whole and not mark:
        yield Number(digits + "000", "", True, tail), "scale"
        if len(digits) > 3 and digits.endswith("000"):
            yield Number(digits[:-3], "", True, tail), "scale"


def _ungrouped(number: str) -> tuple[str, str, str]:
    bare = number.rstrip(".,")
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    found = _MARKED.fullmatch(bare)
    return (found.group(1), found.group(2) or "", found.group(3) or "") if found else (re.sub(r"\D", "", bare), "", "")
