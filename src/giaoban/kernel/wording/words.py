"""A sentence that knows its code and values: text in Vietnamese, said in English on demand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Self, Union

from giaoban.kernel.wording.catalogue import catalogue

Value = Union[str, int, Decimal, date, "Wording", tuple["Value", ...]]
"""Words of a text or a name (the same in every language), numbers as the text prints them (`Numeral`), whole numbers (years, days), numbers
with their printed decimals, dates, sentences within the sentence, and lists of these."""
_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SWAPPED = str.maketrans(",.", ".,")
_NUMERAL = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\d.,]*\d)")

_SHARE = re.compile(r"(?<=\d) %")


class Spoken(str):
    """A text in Vietnamese that can be said in other languages."""

    __slots__ = ()

    def said(self, language: str) -> str:
        """The text in a language ("vi", "en"); Vietnamese for every other."""
        return str(self)


class Numeral(Spoken):
    """Numbers as a Vietnamese text prints them ("1.234,5 + 07", "76,7 %"); English swaps their points and commas and writes 76.7%."""

    __slots__ = ()

    def said(self, language: str) -> str:
        """The numbers as a language writes them."""
        if language != "en":
            return str(self)
        return _SHARE.sub("%", _NUMERAL.sub(lambda n: n[0].translate(_SWAPPED), self))


class Wording(Spoken):
    """A sentence of a catalogue: the text itself in Vietnamese, its `code` ("checks.ratio_fails") and the `values` in it.

    It is a `str`, so that whoever knows nothing of languages prints Vietnamese. Two wordings are equal where their texts are.
    """

    __slots__ = ("code", "values")
    code: str
    values: Mapping[str, Value]

    def __new__(cls, code: str, values: Mapping[str, Value]) -> Self:
        """The sentence of a code. Errors: KeyError for a code or a value that the catalogue does not know."""
        made = super().__new__(cls, _told(code, values, "vi"))
        made.code, made.values = code, values
        return made

    def __getnewargs__(self) -> tuple[str, Mapping[str, Value]]:  # type: ignore[override]
        return self.code, self.values

    def said(self, language: str) -> str:
        """The sentence in a language ("vi", "en"); Vietnamese for every other."""
        return _told(self.code, self.values, "en") if language == "en" else str(self)


def said(text: str, language: str) -> str:
    """A text in a language where it can be said in several (a sentence of a catalogue, printed numbers), else as it is."""
    return text.said(language) if isinstance(text, Spoken) else text


def words_of(room: str) -> Callable[..., Wording]:
    """The maker of a room's sentences: `worded("ratio_fails", result="12%", …)`.

    The Vietnamese catalogue is read at once: who speaks later may no longer open files.
    """
    catalogue(room, "vi")

    def worded(code: str, /, **values: Value) -> Wording:
        return Wording(f"{room}.{code}", values)

    return worded


def _told(code: str, values: Mapping[str, Value], language: str) -> str:
    room, _, name = code.partition(".")
    made: list[str] = []
    for words, place, how in catalogue(room, language)[name]:
        made.append(words)
        if place is not None:
            made.append(printed(values[place], how, language))
    return "".join(made)


def printed(value: Value, how: str, language: str) -> str:
    """A value within a sentence.

    `how`: of a list what stands between its items (", " where nothing is said); of a date its pattern ("%d/%m/%Y"; 5/7/2026 where none is);
    "cap" writes the first letter large; "s" prints only the ending of an English plural, "month" the English name of a month's number.
    """
    if isinstance(value, tuple):
        return (how or ", ").join(printed(item, "", language) for item in value)
    if how == "s":
        return "" if value == 1 else "s"
    if how == "month" and isinstance(value, int):
        return _MONTHS[value]
    if isinstance(value, str):
        text = said(value, language)
        return text[:1].upper() + text[1:] if how == "cap" else text
    if isinstance(value, date):
        return _day(value, how)
    return number(value, language) if isinstance(value, Decimal) else str(value)


def number(value: Decimal, language: str) -> str:
    """A number with its thousands apart and as many decimals as it has: 1234.5 -> "1.234,5", in English "1,234.5"."""
    text = f"{value:,f}"
    return text if language == "en" else text.translate(_SWAPPED)


def _day(day: date, how: str) -> str:
    return f"{day:{how}}" if how else f"{day.day}/{day.month}/{day.year}"
