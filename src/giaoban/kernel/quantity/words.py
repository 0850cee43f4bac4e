"""Numbers written in words: "hai mươi mốt", "một trăm linh năm", "ba tỷ rưỡi", "hai phần ba", "chín phẩy sáu"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TEN = {**ONES, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_THOUSANDS = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_ALL = sorted({*_AFTER_TEN, *_THOUSANDS, "mười", "mươi", "trăm", "chục", "linh", "lẻ", "rưỡi", "phẩy", "phần", "không"})
_NEXT = re.compile(rf"[ ]{{0,2}}({'|'.join(_ALL)})(?!\w)(?<!t[ỷỉ](?= {{1,2}}(?:lệ|trọng|suất|số|giá|phú)))")
"""A number word; the "tỷ" of "tỷ lệ" is none."""
FIRST_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười")
FIRST = re.compile(rf"(?:{'|'.join(FIRST_WORDS)})(?!\w)(?<!năm(?= {{1,2}}(?:[0-9]|nay|học|qua|sau|trước|đầu)))")
"""The first word of a number; "năm" before these words is a year."""
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words: value, one unit of its last word, end offset, how many words it took, whether it ends in a multiplier."""

    value: Decimal
    step: Decimal
    end: int
    words: int
    scaled: bool
    fraction: bool = False


class _Words:
    """The number words from an offset on, each with its end."""

    def __init__(self, text: str, start: int) -> None:
        self.words: list[str] = []
        self.ends: list[int] = []
        self.at = 0
        self._text = text
        self._next = start

    def peek(self, ahead: int = 0) -> str:
        """The word `ahead` of the place reached, "" where no number word stands there."""
        place = self.at + ahead
        while len(self.words) <= place:
            match = _NEXT.match(self._text, self._next) if len(self.words) < _MOST_WORDS else None
            if match is None:
                return ""
            self._next = match.end()
            self.words.append(match[1])
            self.ends.append(self._next)
        return self.words[place]

    def below_hundred(self) -> int | None:
        """Tens and ones: "mười lăm", "hai mươi mốt", "hai chục", "năm"."""
        word = self.peek()
        if word == "mười":
            self.at += 1
            return 10 + self._ones(_AFTER_TEN)
        if word not in ONES:
            return None
        self.at += 1
        if self.peek() in ("mươi", "chục"):
            self.at += 1
            return ONES[word] * 10 + self._ones(_AFTER_TEN)
        return ONES[word]

    def _ones(self, table: dict[str, int]) -> int:
        """A ones digit if one follows (and is not the head of another number)."""
        word = self.peek()
        if word not in table or self.peek(1) in ("mươi", "trăm", "chục"):
            return 0
        self.at += 1
        return table[word]

    def below_thousand(self) -> int | None:
        """Hundreds: "một trăm linh năm", "ba trăm hai mươi"."""
        if self.at and self.peek() == "không" and self.peek(1) == "trăm":
            self.at += 1
            head: int | None = 0
        else:
            head = self.below_hundred()
        if head is None or self.peek() != "trăm":
            return head
        self.at += 1
        total = head * 100
        if self.peek() == "rưỡi":
            self.at += 1
            return total + 50
        if self.peek() in ("linh", "lẻ"):
            if self.peek(1) not in _AFTER_TEN:
                return total
            self.at += 2
            return total + _AFTER_TEN[self.words[self.at - 1]]
        return total + (self.below_hundred() or 0)


def goes_on(text: str, pos: int) -> bool:
    """True where a further number word stands at an offset."""
    return _NEXT.match(text, pos) is not None


def spoken_at(text: str, start: int) -> Spoken | None:
    """The number in words that starts at an offset of lower-case text; None where there is none."""
    words = _Words(text, start)
    total, limit, step, scaled = Decimal(0), 10**12, Decimal(1), False
    while (part := words.below_thousand()) is not None:
        value = Decimal(part)
        if words.peek() == "phần" and not total and words.peek(1) in ONES:
            words.at += 2
            below = ONES[words.words[words.at - 1]]
            return Spoken(value / below, Decimal("0.01"), words.ends[words.at - 1], words.at, False, True)
        value, places = _decimals(words, value)
        factor = 1
        while words.peek() in _THOUSANDS:
            factor *= _THOUSANDS[words.peek()]
            words.at += 1
        if factor >= limit and total:
            return None
        scaled, limit, step = factor > 1, factor, Decimal(factor).scaleb(-places)
        total += value * factor
        if words.peek() == "rưỡi" and scaled:
            words.at += 1
            total, step = total + Decimal(factor) / 2, Decimal(factor) / 10
            break
        if not scaled:
            break
    if not words.at:
        return None
    return Spoken(total, step, words.ends[words.at - 1], words.at, scaled)


def _decimals(words: _Words, value: Decimal) -> tuple[Decimal, int]:
    """Add the words behind "phẩy": one by one, or as a number below hundred."""
    if words.peek() != "phẩy" or words.peek(1) not in {*ONES, "không", "mười"}:
        return value, 0
    words.at += 1
    digits = ""
    while words.peek() == "không":
        digits += "0"
        words.at += 1
    below = words.below_hundred()
    digits += "" if below is None else str(below)
    return value + Decimal(digits).scaleb(-len(digits)), len(digits)
