"""Which indicator a phrase of a report means: tolerant of accents, case, word order and the words around. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

from giaoban.ground.org.folding import fold, normalise, squeeze
from giaoban.records.figures.measures import fits, measure

LEAST = 0.5
"""Below this nobody would call it likeness."""
SURE = 0.85
"""From here up a figure is proposed as ticked."""
EMPTY = frozenset(normalise("số tổng các của và toàn trong tại là có được đã với cho đến theo năm tháng kỳ").split())
"""Words that say nothing about which indicator is meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator as the matcher sees it: its number, unit of measure, and every phrase it is known by (its name first)."""

    indicator: int
    unit_of_measure: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that may be meant. score: 1 the same words, 0.97 but for accents or case, less for words that differ; times 0.9
    where only one side names its unit of measure. by: the phrase that matched."""

    indicator: int
    score: float
    by: str


def words_of(phrase: str) -> frozenset[str]:
    """The words that carry meaning, without accents, and pairs of neighbours, so that order counts a little."""
    words = [fold(word) for word in re.findall(r"[\w%]+", normalise(phrase)) if word not in EMPTY]
    return frozenset(words) | {" ".join(pair) for pair in pairwise(words)}


class Book:
    """The phrases of a dictionary, indexed by word: one look-up costs as much as it has words in common, not the whole dictionary."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.indicator: entry for entry in entries}
        self.phrases = [(e.indicator, p, squeeze(p)) for e in self.entries.values() for p in e.phrases]
        self.words = [words_of(phrase) for _indicator, phrase, _folded in self.phrases]
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self.words):
            for word in words:
                self.places[word].append(place)

    def weight(self, word: str) -> float:
        """How much a word says: rare ones more."""
        return 1 + log((1 + len(self.phrases)) / (1 + len(self.places.get(word, ()))))

    def find(self, phrase: str, unit_of_measure: str = "", *, limit: int = 5) -> list[Candidate]:
        """The indicators that a phrase may mean, best first; those measured in another unit are left out.

        Reports put what is counted behind the number ("đã tiếp nhận 1.247 hồ sơ"), so the unit's words count as the phrase's too.
        """
        if not words_of(phrase):
            return []
        best: dict[int, Candidate] = {}
        for said in dict.fromkeys((phrase, f"{phrase} {unit_of_measure}")):
            for found in self.alike(said, unit_of_measure):
                if found.indicator not in best or found.score > best[found.indicator].score:
                    best[found.indicator] = found
        return sorted(best.values(), key=lambda c: (-c.score, c.indicator))[:limit]

    def alike(self, phrase: str, unit_of_measure: str) -> Iterator[Candidate]:
        """Every known phrase that has words in common with this one, with how alike they are, from `LEAST` up."""
        folded, words = squeeze(phrase), words_of(phrase)
        shared: dict[int, float] = defaultdict(float)
        for word in words:
            for place in self.places.get(word, ()):
                shared[place] += self.weight(word)
        mine = sum(map(self.weight, words))
        sure = 1.0 if measure(unit_of_measure).name else 0.9
        for place, common in shared.items():
            indicator, known, known_folded = self.phrases[place]
            if not fits(unit_of_measure, self.entries[indicator].unit_of_measure):
                continue
            theirs = sum(map(self.weight, self.words[place]))
            overlap = 0.6 * common / theirs + 0.4 * 2 * common / (mine + theirs)
            score = likeness(phrase, folded, known, known_folded, overlap) * sure
            if score >= LEAST:
                yield Candidate(indicator, round(score, 4), known)


def likeness(phrase: str, folded: str, known: str, known_folded: str, overlap: float) -> float:
    """1 for the same words, 0.97 but for accents or case, else up to 0.95 by the words in common."""
    if " ".join(normalise(phrase).split()) == " ".join(normalise(known).split()):
        return 1.0
    return 0.97 if folded == known_folded else min(overlap, 1.0) * 0.95
