"""The words of the figure reader as data: units, counted nouns, multipliers, comparators, cues.

The packaged table is `lexicon.toml`; a body adds words of its own with `Lexicon.extended`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import giaoban.kernel.quantity.problems  # noqa: F401  registers QTY-001
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity.fixed import fixed

UnitKind = Literal["", "percent", "money", "measure", "time", "count", "place"]

_SPLIT = re.compile(r"[;\n]")
_TABLES = frozenset(
    [
        "measure",
        "time",
        "money",
        "scale",
        "places",
        "nouns",
        "comparators",
        "directions",
        "ordinals",
        "dates",
        "names",
        "words",
        "roles",
    ]
)
_PERCENT = frozenset({"%", "‰", "điểm %"})


@fixed(frozen=True, slots=True)
class Unit:
    """A unit or counted noun: canonical name, kind, and what one of it is worth (money only)."""

    name: str
    kind: UnitKind
    factor: Decimal = Decimal(1)


Trie = dict[str, Any]
"""Words to deeper tries; the key "" holds the value of the phrase that ends here."""


def put(trie: Trie, phrase: str, value: object) -> None:
    """Store a phrase of one or more words."""
    for word in phrase.split():
        trie = trie.setdefault(word, {})
    trie[""] = value


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list separated by ";" or line ends."""
    return frozenset(part for raw in _SPLIT.split(text) if (part := raw.strip()))


class Lexicon:
    """Parsed words. Errors: QTY-001 for a table that is unknown or of the wrong form."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = tables
        self._lists: dict[tuple[str, str], frozenset[str]] = {}

    @classmethod
    def packaged(cls) -> Lexicon:
        """The lexicon that ships with the program."""
        return cls({}).extended(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))

    def extended(self, toml: str) -> Lexicon:
        """A lexicon with the words of a TOML text added (lists grow, named entries replace). Errors: QTY-001."""
        try:
            new = tomllib.loads(toml)
        except tomllib.TOMLDecodeError as error:
            raise Problem("QTY-001", reason=str(error)) from error
        tables: dict[str, dict[str, Any]] = {name: dict(table) for name, table in self._tables.items()}
        for name, table in new.items():
            if name not in _TABLES or not isinstance(table, dict) or not all(_valid(*item) for item in table.items()):
                raise Problem("QTY-001", reason=f"[{name}]")
            mine = tables.setdefault(name, {})
            for key, value in table.items():
                mine[key] = _merged(mine.get(key), value, name)
        return Lexicon(tables)

    def words(self, table: str, key: str) -> frozenset[str]:
        """The phrases of one list; empty where nobody wrote it."""
        known = self._lists.get((table, key))
        if known is None:
            known = self._lists[table, key] = phrases(self._tables.get(table, {}).get(key, ""))
        return known

    def _units(self) -> Iterator[tuple[str, Unit]]:
        for group in self._tables.get("nouns", {}).values():
            for phrase in phrases(group):
                yield phrase, Unit(phrase, "count")
        for phrase in self.words("places", "nouns"):
            yield phrase, Unit(phrase, "place")
        for name, spellings in self._tables.get("time", {}).items():
            for phrase in {name, *phrases(spellings)}:
                yield phrase, Unit(name, "time")
        for name, spellings in self._tables.get("measure", {}).items():
            kind: UnitKind = "percent" if name in _PERCENT else "measure"
            for phrase in {name, *phrases(spellings)}:
                yield phrase, Unit("USD" if name == "usd" else name, kind)
        for phrase, factor in self._factors("money"):
            yield phrase, Unit("VND", "money", factor)

    def _factors(self, table: str) -> Iterator[tuple[str, Decimal]]:
        for phrase, factor in self._tables.get(table, {}).get("factors", {}).items():
            yield phrase, Decimal(factor)

    @cached_property
    def units(self) -> Trie:
        """Phrase -> Unit."""
        trie: Trie = {}
        for phrase, unit in self._units():
            put(trie, phrase, unit)
        for phrase in self.words("words", "not_nouns"):
            put(trie, phrase, None)
        return trie

    @cached_property
    def scales(self) -> Trie:
        """Phrase -> Decimal factor ("nghìn tỷ" -> 10^12)."""
        trie: Trie = {}
        for phrase, factor in self._factors("scale"):
            put(trie, phrase, factor)
        return trie

    @cached_property
    def first_words(self) -> Mapping[str, tuple[str, ...]]:
        """Second word -> first words of the counted nouns of two words, for misspelt ones (first words of three letters or more)."""
        pairs: dict[str, tuple[str, ...]] = {}
        for phrase, unit in self._units():
            words = phrase.split()
            if unit.kind == "count" and len(words) == 2 and len(words[0]) > 2:
                pairs[words[1]] = (*pairs.get(words[1], ()), words[0])
        return {second: tuple(sorted(set(firsts))) for second, firsts in sorted(pairs.items())}

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that follow a number without being what is counted."""
        return self.words("words", "stop")

    @cached_property
    def never_scaled(self) -> frozenset[str]:
        """Second syllables that make "tỷ" no multiplier ("tỷ lệ")."""
        return frozenset(
            word for word in _SPLIT.split(str(self._tables.get("scale", {}).get("never_before", ""))) if word
        )


def _valid(key: str, value: object) -> bool:
    """True for a list as text, or the factors of multipliers as whole numbers."""
    if key == "factors":
        return isinstance(value, dict) and all(type(factor) is int and factor > 0 for factor in value.values())
    return isinstance(value, str)


def _merged(old: Any, new: Any, table: str) -> Any:
    if isinstance(old, dict):
        return {**old, **new}
    if old is not None and table not in {"measure", "time"}:
        return f"{old}\n{new}"
    return new


DEFAULT = Lexicon.packaged()
