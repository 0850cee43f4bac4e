"""Which indicator a phrase of a report means: tolerant of accents, case, word order and the words around. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log

from giaoban.ground.org.folding import normalise, squeeze
from giaoban.records.figures.measures import fits, measure

LEAST = 0.45
"""Below this nobody would call it likeness."""
SURE = 0.85
"""From here up a figure is proposed as ticked."""
EMPTY = frozenset(re.findall(r"\w+", "so tong cac cua va toan trong tai la co duoc da voi cho den theo nam thang ky"))
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


def words_of(folded: str) -> frozenset[str]:
    """The words that carry meaning, and pairs of neighbours, so that order counts a little."""
    words = [word for word in folded.replace(",", " ").replace(";", " ").split() if word not in EMPTY]
    return frozenset(words) | {" ".join(pair) for pair in pairwise(words)}


class Book:
    """The phrases of a dictionary, indexed by word: one look-up costs as much as it has words in common, not the whole dictionary."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.indicator: entry for entry in entries}
        self.phrases = [(e.indicator, p, squeeze(p)) for e in self.entries.values() for p in e.phrases]
        self.words = [words_of(folded) for _indicator, _phrase, folded in self.phrases]
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self.words):
            for word in words:
                self.places[word].append(place)

    def weight(self, word: str) -> float:
        """How much a word says: rare ones more."""
        return 1 + log((1 + len(self.phrases)) / (1 + len(self.places.get(word, ()))))

    def find(self, phrase: str, unit_of_measure: str = "", *, limit: int = 5) -> list[Candidate]:
        """The indicators that a phrase may mean, best first; those measured in another unit are left out."""
        folded, words = squeeze(phrase), words_of(squeeze(phrase))
        if not words:
            return []
        shared: dict[int, float] = defaultdict(float)
        for word in words:
            weight = self.weight(word)
            for place in self.places.get(word, ()):
                shared[place] += weight
        mine = sum(map(self.weight, words))
        best: dict[int, Candidate] = {}
        for place, common in shared.items():
            indicator, known, known_folded = self.phrases[place]
            entry = self.entries[indicator]
            if not fits(unit_of_measure, entry.unit_of_measure):
                continue
            theirs = sum(map(self.weight, self.words[place]))
            score = likeness(phrase, folded, known, known_folded, 2 * common / (mine + theirs))
            score *= 1 if measure(unit_of_measure).name else 0.9
            if score >= LEAST and (indicator not in best or score > best[indicator].score):
                best[indicator] = Candidate(indicator, round(score, 4), known)
        return sorted(best.values(), key=lambda c: (-c.score, c.indicator))[:limit]


def likeness(phrase: str, folded: str, known: str, known_folded: str, overlap: float) -> float:
    """1 for the same words, 0.97 but for accents or case, else up to 0.95 by the words in common."""
    if " ".join(normalise(phrase).split()) == " ".join(normalise(known).split()):
        return 1.0
    return 0.97 if folded == known_folded else min(overlap, 1.0) * 0.95
