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

Entry = tuple[tuple[str, ...], str]


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
    """Phrases by their first word: `table[first]` lists (remaining words, category), the longest first."""

    table: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def of(cls, phrases: Mapping[str, Iterable[str]]) -> Lexicon:
        """A lexicon of category -> phrases. Errors: ValueError for an empty phrase."""
        table: dict[str, set[Entry]] = {}
        for category, entries in phrases.items():
            for phrase in entries:
                words = tuple(fold(word) for word in phrase.split())
                if not words:
                    raise ValueError(f"empty phrase in {category}")
                table.setdefault(words[0], set()).add((words[1:], category))
        return cls({first: tuple(sorted(rest, key=lambda e: (-len(e[0]), e))) for first, rest in table.items()})

    def extended(self, phrases: Mapping[str, Iterable[str]]) -> Lexicon:
        """This lexicon with more phrases, e.g. {"units.heads": ["ban điều hành"]} for the names of one office."""
        added = Lexicon.of(phrases).table
        merged = dict(self.table)
        for first, entries in added.items():
            merged[first] = tuple(sorted({*merged.get(first, ()), *entries}, key=lambda e: (-len(e[0]), e)))
        return Lexicon(merged)


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The words of data/lexicon.toml; categories are "section.key" ("verbs.strong", "marks.order", "units.heads")."""
    raw = tomllib.loads((files(__package__) / "data" / "lexicon.toml").read_text("utf-8"))
    return Lexicon.of({f"{section}.{key}": phrases for section, keys in raw.items() for key, phrases in keys.items()})
