"""The words by which the reader finds its way, as data (data/lexicon.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip

Tail = tuple[tuple[str, ...], str]
"""The words of a phrase after its second, and its category."""


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A word in small letters with one spelling of tone marks: "Uỷ" and "ỦY" are "ủy", "Hoà" is "hòa", "quý" stays."""
    small = word.lower()
    newer = _OLD_TONES.get(small[-2:])
    if newer is None or small[-3:-2] == "q":
        return small
    return small[:-2] + newer


class Node(NamedTuple):
    """The phrases that begin with one word: `alone` the categories of the word itself, `longer` by the second word, longest first."""

    alone: tuple[str, ...]
    longer: Mapping[str, tuple[Tail, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases in categories, found by their first word. Phrases are folded (see `fold`)."""

    phrases: frozenset[tuple[str, tuple[str, ...]]]
    table: Mapping[str, Node]
    categories: frozenset[str]

    @classmethod
    def of(cls, phrases: Mapping[str, Iterable[str]]) -> Lexicon:
        """A lexicon of category -> phrases. Errors: ValueError for an empty phrase."""
        known = frozenset(
            (category, tuple(map(fold, phrase.split()))) for category, entries in phrases.items() for phrase in entries
        )
        if any(not words for _, words in known):
            raise ValueError("a phrase of the lexicon is empty")
        return cls(known, _table(known), frozenset(phrases))

    def extended(self, phrases: Mapping[str, Iterable[str]]) -> Lexicon:
        """This lexicon with more phrases, e.g. {"units.heads": ["ban điều hành"]} for the names of one office."""
        known = self.phrases | Lexicon.of(phrases).phrases
        return Lexicon(known, _table(known), self.categories | frozenset(phrases))


def _table(phrases: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, Node]:
    alone: dict[str, set[str]] = {}
    longer: dict[str, dict[str, set[Tail]]] = {}
    for category, words in phrases:
        alone.setdefault(words[0], set())
        if len(words) == 1:
            alone[words[0]].add(category)
        else:
            longer.setdefault(words[0], {}).setdefault(words[1], set()).add((words[2:], category))
    return {
        first: Node(
            tuple(sorted(categories)),
            {
                second: tuple(sorted(tails, key=lambda t: (-len(t[0]), t)))
                for second, tails in longer.get(first, {}).items()
            },
        )
        for first, categories in alone.items()
    }


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The words of data/lexicon.toml; categories are "section.key" ("verbs.strong", "marks.order", "units.heads")."""
    raw = tomllib.loads((files(__package__) / "data" / "lexicon.toml").read_text("utf-8"))
    return Lexicon.of({f"{section}.{key}": phrases for section, keys in raw.items() for key, phrases in keys.items()})
