"""A text as words, with the places of the lexicon's phrases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress, count, pairwise, repeat
from operator import add, itemgetter, not_, sub
from typing import Any, TypeVar

from giaoban.kernel.quantity.tokens import lowered
from giaoban.kernel.reading.lexicon import Lexicon, fold

Found = TypeVar("Found")
_WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*)")
_MARKS = frozenset(",.:;)")
_INSIDE = re.compile(r"[ \xa0\t]*[,/\-–]?[ \xa0\t]*")
_TIGHT = re.compile(r"[ \t]*[/.]?[ \t]*")
_SPACE = re.compile(r"[ \xa0\t]+")


def _parts(text: str) -> tuple[list[str], list[str]]:
    """The words, and the gaps around them: one before each, one at the end.

    What stands between two spaces is mostly one word, or one with a mark behind it, and needs no pattern.
    """
    words: list[str] = []
    gaps: list[str] = []
    gap, done = "", 0
    pieces = [*text.split(" "), ""]
    odd = compress(count(), map(not_, map(str.isalpha, pieces)))
    for place in odd:
        if place > done:
            words += pieces[done:place]
            gaps.append(gap)
            gaps += repeat(" ", place - done - 1)
            gap = " "
        piece, done = pieces[place], place + 1
        if piece[-1:] in _MARKS and piece[:-1].isalpha():
            words.append(piece[:-1])
            gaps.append(gap)
            gap = piece[-1]
        elif piece:
            parts = _WORD.split(piece)
            words += parts[1::2]
            gap += parts[0]
            if len(parts) > 1:
                gaps.append(gap)
                gap = parts[-1]
                gaps += parts[2:-1:2]
        gap += " "
    gaps.append(gap[:-2])
    return words, gaps


def _known(found: Iterable[Found | None]) -> Iterator[tuple[int, Found]]:
    """What is there, with its place."""
    there: Iterator[Any] = filter(itemgetter(1), enumerate(found))
    return there


class Words:
    """The words of a text: starts, ends, folds (small letters), and marks: category -> {word index: length in words}.

    A phrase is found where its words follow each other with nothing but spaces, one comma, slash or hyphen between them; per category and
    place the longest phrase counts. Only the marks of sentences ("khó khăn, vướng mắc") and "phòng, chống" may hold a comma.
    """

    __slots__ = ("ends", "folds", "gaps", "lower", "marks", "ordered", "spans", "starts", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lower = lowered(text)
        """The text in small letters, one for one."""
        words, gaps = _parts(text)
        lengths = list(map(len, words))
        self.ends: list[int] = list(accumulate(map(add, map(len, gaps), lengths)))
        self.starts: list[int] = list(map(sub, self.ends, lengths))
        self.gaps: list[str] = gaps[1:]
        """What stands between each word and the next one, "" behind the last."""
        self.gaps[-1:] = [""]
        self.folds: list[str] = list(map(fold, words))
        self.marks: dict[str, dict[int, int]] = {category: {} for category in lexicon.categories}
        self._mark(lexicon)
        self.ordered: dict[str, list[int]] = {}
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        """What `between` has been asked, once for every sentence."""

    def __len__(self) -> int:
        return len(self.starts)

    def _mark(self, lexicon: Lexicon) -> None:
        folds, marks = [*self.folds, "", ""], self.marks
        for index, (further, two) in _known(map(lexicon.longer.get, pairwise(folds))):
            for rest, category, length in further.get(folds[index + 2], ()):
                if folds[index + 3 : index + length] == rest and self._one_phrase(index, length, category):
                    marks[category].setdefault(index, length)
            plain = self.gaps[index] == " "
            for category in two:
                if plain or self._one_phrase(index, 2, category):
                    marks[category].setdefault(index, 2)
        for index, alone in _known(map(lexicon.alone.get, self.folds)):
            for category in alone:
                marks[category].setdefault(index, 1)

    def _one_phrase(self, first: int, length: int, category: str) -> bool:
        """True where a space parts words, or more than that may within a phrase of a category."""
        inside = _INSIDE if self.folds[first] == "phòng" or category.startswith("marks.") else _TIGHT
        return all(gap == " " or inside.fullmatch(gap) for gap in self.gaps[first : first + length - 1])

    def gap(self, index: int) -> str:
        """The text between word `index` and the next one ("" after the last)."""
        return self.gaps[index] if 0 <= index < len(self.gaps) else ""

    def spaced(self, index: int) -> bool:
        """True where only spaces part word `index` from the next."""
        gap = self.gaps[index] if 0 <= index < len(self.gaps) else ""
        return gap == " " or bool(_SPACE.fullmatch(gap))

    def capital(self, index: int) -> bool:
        """True where the word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()

    def at(self, category: str, index: int) -> int:
        """Length in words of the phrase of a category that begins at word `index`, else 0."""
        return self.marks[category].get(index, 0)

    def any_at(self, categories: tuple[str, ...], index: int) -> int:
        """Length of the longest phrase of any of the categories at word `index`, else 0."""
        marks = self.marks
        return max([marks[category].get(index, 0) for category in categories])

    def _in_order(self, category: str) -> list[int]:
        known = self.ordered.get(category)
        if known is None:
            known = self.ordered[category] = sorted(self.marks[category])
        return known

    def first_in(self, category: str, low: int, high: int) -> int:
        """Index of the first word in [low, high) where a phrase of the category begins, else -1."""
        known = self.ordered.get(category)
        if known is None:
            known = self._in_order(category)
        at = bisect_left(known, low)
        return known[at] if at < len(known) and known[at] < high else -1

    def all_in(self, category: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        """(index, length in words) of every phrase of the category that begins at a word in [low, high), in order."""
        places, known = self.marks[category], self._in_order(category)
        for index in known[bisect_left(known, low) : bisect_left(known, high)]:
            yield index, places[index]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Word indices [low, high) of the words that begin in text[start:end]."""
        found = self.spans.get((start, end))
        if found is None:
            found = self.spans[start, end] = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return found

    def slice(self, low: int, high: int) -> str:
        """The text from word `low` up to the end of word `high - 1`."""
        return self.text[self.starts[low] : self.ends[high - 1]] if high > low else ""
