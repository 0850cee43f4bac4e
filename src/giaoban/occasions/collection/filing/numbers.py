"""Numbers as people type them into cells of text: whether "1.234" is a thousand, decided by the whole table, and amounts with units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import find_figures
from giaoban.kernel.quantity.numbers import Number, number_at
from giaoban.records.figures.measures import convert, fits, measure

Style = Literal["vi", "en", ""]
"""How a table writes numbers: 1.234,5 or 1,234.5; "" where nothing in it says so, or some of both."""
ODD_SPACE = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
BRACKETED = re.compile(r"\((?P<inside>[0-9][^()]*)\)")
SIGN = re.compile(r"[+\-−–]\s?(?=[0-9])")
DIGIT_START = re.compile(r"[0-9]")
BARE_DECIMAL = re.compile(r"[.,](?=[0-9])")
GROUPS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?=$|[.,][0-9]+$)")
THREE = 3
LONGEST = 100
"""Letters of a cell that may be a number with its unit."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that a cell of text says. doubtful: it could be read in another way, and nothing in the table decides; words: what was
    understood where that is not plain ("12,5 tỷ đồng")."""

    value: Decimal
    other: Decimal | None = None
    words: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.other is not None


def plain(text: str) -> str:
    """Text with ordinary single spaces and none at the ends."""
    return ODD_SPACE.sub(" ", text).strip()


def token_of(text: str) -> tuple[Number | None, int, str]:
    """The number that a text begins with, its sign, and what is behind it. No number: (None, 1, the text)."""
    said = plain(text).lstrip("'")
    sign = 1
    bracketed = BRACKETED.fullmatch(said)
    if bracketed:
        said, sign = bracketed["inside"].strip(), -1
    elif found := SIGN.match(said):
        sign = 1 if found[0].startswith("+") else -1
        said = said[found.end() :]
    said = GROUPS.sub(lambda groups: groups[0].replace(" ", ""), said)
    if BARE_DECIMAL.match(said):
        said = f"0{said}"
    number = number_at(said, 0) if DIGIT_START.match(said) else None
    if number is None:
        return None, 1, plain(text)
    return number, sign, said[number.end :].strip()


def style_of(texts: Iterable[str]) -> Style:
    """How a table writes its numbers, by those that can be read in one way only."""
    seen: set[Style] = set()
    for text in texts:
        number, _sign, rest = token_of(text)
        if number is None or number.other is not None or rest[:1].isdigit():
            continue
        if "mixed_format" in number.notes:
            seen.add("en")
        elif number.places or "." in plain(text) or "," in plain(text):
            seen.add("vi")
    return seen.pop() if len(seen) == 1 else ""


def number_of(number: Number, style: Style, *, decimals: int, share: bool) -> tuple[Decimal, Decimal | None]:
    """The value of a number token in a table of a style, and its other reading where nothing decides between the two.

    Only "1.234" and "1,234" have two readings. Without a style, a count has no three decimals and a share is in no thousands.
    """
    if number.other is None:
        return number.value, None
    thousands, fraction = (number.other, number.value) if number.places == THREE else (number.value, number.other)
    pointed = number.places != THREE
    if style:
        return (thousands if (style == "vi") == pointed else fraction), None
    if share:
        return fraction, None
    if not decimals:
        return thousands, None
    return (thousands, fraction) if pointed else (fraction, thousands)


def typed_number(text: str, *, style: Style, unit: str, decimals: int) -> Typed | None:
    """The number that a cell of text says, in the column's unit of measure; None where it says none.

    "12,5 tỷ đồng" in a column of "triệu đồng" is 12500. Errors: ValueError where the text names another kind of unit.
    """
    number, sign, rest = token_of(text) if len(text) <= LONGEST else (None, 1, "")
    if number is None:
        return None
    share = unit == "%"
    value, other = number_of(number, style, decimals=decimals, share=share or rest == "%")
    if not rest:
        return Typed(sign * value, None if other is None else sign * other)
    if not any(letter.isalpha() or letter == "%" for letter in rest):
        return None
    return with_unit(text, sign * value, rest, unit)


def with_unit(text: str, value: Decimal, rest: str, unit: str) -> Typed | None:
    """A number with words behind it, converted; None where they are no unit of measure. Errors: ValueError for one that does not fit."""
    whole = plain(text)
    several = any(letter.isdigit() for letter in rest)
    if not several and measure(rest).same(measure(unit)):
        amount = convert(value, rest, unit)
        return Typed(amount, words="" if amount == value else whole)
    figures = find_figures(f"đạt {whole.lstrip('+-−– ')}")
    found = figures[0] if len(figures) == 1 else None
    if found is None or found.value is None or not found.unit:
        return None
    if measure(found.unit).same(measure(unit)):
        amount = convert(found.value, found.unit, unit)
        return Typed(amount if value >= 0 else -amount, words=whole)
    if several or (len(rest) == 1 and rest != "%"):
        return None
    if fits(rest, unit):
        return Typed(value)
    raise ValueError(rest)


def refused_unit(text: str, at: str, unit: str, words: dict[str, str]) -> Problem:
    """The refusal of a cell that names another unit of measure."""
    return Problem("COL-046", **words, at=at, text=plain(text)[:60], unit=unit)
