"""A text as words, with the places of the lexicon's phrases."""

from __future__ import annotations

import re
from bisect import bisect_left

from giaoban.kernel.reading.lexicon import Lexicon, fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_INSIDE = re.compile(r"[ \xa0\t]*[,/\-–]?[ \xa0\t]*")
_SPACE = re.compile(r"[ \xa0\t]+")
NO_MARKS: dict[int, int] = {}


class Words:
    """The words of a text: starts, ends, folds (small letters), and marks: category -> {word index: length in words}.

    A phrase is found where its words follow each other with nothing but spaces, one comma, slash or hyphen between them; per category and
    place the longest phrase counts.
    """

    __slots__ = ("ends", "folds", "marks", "starts", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folds: list[str] = []
        for match in _WORD.finditer(text):
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.folds.append(fold(match.group()))
        self.marks: dict[str, dict[int, int]] = {}
        self._mark(lexicon)

    def __len__(self) -> int:
        return len(self.starts)

    def _mark(self, lexicon: Lexicon) -> None:
        table, folds, total = lexicon.table, self.folds, len(self.folds)
        for index, word in enumerate(folds):
            for rest, category in table.get(word, ()):
                length = len(rest) + 1
                if index + length > total or any(folds[index + 1 + k] != rest[k] for k in range(length - 1)):
                    continue
                places = self.marks.setdefault(category, {})
                if index not in places and all(self.joined(k) for k in range(index, index + length - 1)):
                    places[index] = length

    def gap(self, index: int) -> str:
        """The text between word `index` and the next one ("" after the last)."""
        if index < 0 or index + 1 >= len(self.starts):
            return ""
        return self.text[self.ends[index] : self.starts[index + 1]]

    def joined(self, index: int) -> bool:
        """True where word `index` and the next may belong to one phrase."""
        return bool(_INSIDE.fullmatch(self.gap(index)))

    def spaced(self, index: int) -> bool:
        """True where only spaces part word `index` from the next."""
        return bool(_SPACE.fullmatch(self.gap(index)))

    def capital(self, index: int) -> bool:
        """True where the word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()

    def at(self, category: str, index: int) -> int:
        """Length in words of the phrase of a category that begins at word `index`, else 0."""
        return self.marks.get(category, NO_MARKS).get(index, 0)

    def any_at(self, categories: tuple[str, ...], index: int) -> int:
        """Length of the longest phrase of any of the categories at word `index`, else 0."""
        return max(self.at(category, index) for category in categories)

    def first_in(self, category: str, low: int, high: int) -> int:
        """Index of the first word in [low, high) where a phrase of the category begins, else -1."""
        places = self.marks.get(category, NO_MARKS)
        return next((index for index in range(low, high) if index in places), -1)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Word indices [low, high) of the words that begin in text[start:end]."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def slice(self, low: int, high: int) -> str:
        """The text from word `low` up to the end of word `high - 1`."""
        return self.text[self.starts[low] : self.ends[high - 1]] if high > low else ""
