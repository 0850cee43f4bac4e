"""The words by which the reader finds its way, as data (data/lexicon.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip

Phrase = tuple[str, tuple[str, ...]]
"""A category and the words of a phrase."""
Tail = tuple[list[str], str, int]
"""The words of a phrase after its third, its category, and how many words it has."""
Tails = tuple[Mapping[str, tuple[Tail, ...]], tuple[str, ...]]
"""What two words may begin: longer phrases by their third word, longest first, and the categories of the two alone."""


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A word in small letters with one spelling of tone marks: "Uỷ" and "ỦY" are "ủy", "Hoà" is "hòa", "quý" stays."""
    small = word.lower()
    newer = _OLD_TONES.get(small[-2:])
    if newer is None or small[-3:-2] == "q":
        return small
    return small[:-2] + newer


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases in categories, folded (see `fold`): of one word in `alone`, of more by their first two words in `longer`."""

    phrases: frozenset[Phrase]
    alone: Mapping[str, tuple[str, ...]]
    longer: Mapping[tuple[str, str], Tails]
    categories: frozenset[str]

    @classmethod
    def of(cls, phrases: Mapping[str, Iterable[str]]) -> Lexicon:
        """A lexicon of category -> phrases. Errors: ValueError for an empty phrase."""
        known = frozenset(
            (category, tuple(map(fold, phrase.split()))) for category, entries in phrases.items() for phrase in entries
        )
        if any(not words for _, words in known):
            raise ValueError("a phrase of the lexicon is empty")
        return cls(known, _alone(known), _longer(known), frozenset(phrases))

    def extended(self, phrases: Mapping[str, Iterable[str]]) -> Lexicon:
        """This lexicon with more phrases, e.g. {"units.heads": ["ban điều hành"]} for the names of one office."""
        known = self.phrases | Lexicon.of(phrases).phrases
        return Lexicon(known, _alone(known), _longer(known), self.categories | frozenset(phrases))


def _alone(phrases: Iterable[Phrase]) -> dict[str, tuple[str, ...]]:
    """The categories of single words."""
    found: dict[str, set[str]] = {}
    for category, words in phrases:
        if len(words) == 1:
            found.setdefault(words[0], set()).add(category)
    return {word: tuple(sorted(categories)) for word, categories in found.items()}


def _longer(phrases: Iterable[Phrase]) -> dict[tuple[str, str], Tails]:
    """What the first two words of phrases may begin."""
    two: dict[tuple[str, str], list[str]] = {}
    further: dict[tuple[str, str], dict[str, list[Tail]]] = {}
    for category, words in sorted(phrases, key=lambda phrase: (-len(phrase[1]), phrase)):
        if len(words) == 2:
            two.setdefault((words[0], words[1]), []).append(category)
        elif len(words) > 2:
            thirds = further.setdefault((words[0], words[1]), {})
            thirds.setdefault(words[2], []).append((list(words[3:]), category, len(words)))
    return {
        pair: ({third: tuple(tails) for third, tails in further.get(pair, {}).items()}, tuple(two.get(pair, ())))
        for pair in {*two, *further}
    }


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The words of data/lexicon.toml; categories are "section.key" ("verbs.strong", "marks.order", "units.heads")."""
    raw = tomllib.loads((files(__package__) / "data" / "lexicon.toml").read_text("utf-8"))
    return Lexicon.of({f"{section}.{key}": phrases for section, keys in raw.items() for key, phrases in keys.items()})
