"""Verbs that somebody mistyped ("tuỷen tuyền" for "tuyên truyền")."""

from __future__ import annotations

from functools import lru_cache

from giaoban.kernel.reading.lexicon import default_lexicon
from giaoban.kernel.reading.people import plain
from giaoban.kernel.reading.words import Words

_ENDS = 4
"""One slip leaves the first or the last four letters of a verb as they are."""


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[str, ...]]:
    """The two-syllable verbs of eight letters and more, without marks, by their first ("tuye>") and last (">yen") letters."""
    known = {
        plain(" ".join(words))
        for category, words in default_lexicon().phrases
        if category in {"verbs.strong", "verbs.weak"} and len(words) == 2
    }
    table: dict[str, list[str]] = {}
    for verb in sorted(verb for verb in known if len(verb) >= 2 * _ENDS):
        table.setdefault(f"{verb[:_ENDS]}>", []).append(verb)
        table.setdefault(f">{verb[-_ENDS:]}", []).append(verb)
    return {key: tuple(verbs) for key, verbs in table.items()}


def misspelt_verb(words: Words, low: int, high: int) -> int:
    """Index of the first pair of small-letter words in [low, high) that is a verb but for one letter and its marks, else -1."""
    verbs = _verbs()
    for index in range(low, min(high - 1, low + 14)):
        if words.folds[index] in {"đã", "đang", "được", "sẽ", "luôn", "là", "đều"}:
            return -1
        if words.capital(index) or not words.spaced(index) or words.any_at(("verbs.strong", "verbs.weak"), index):
            continue
        pair = plain(f"{words.folds[index]} {words.folds[index + 1]}")
        alike = (*verbs.get(f"{pair[:_ENDS]}>", ()), *verbs.get(f">{pair[-_ENDS:]}", ()))
        if any(abs(len(verb) - len(pair)) <= 1 and near(verb, pair) for verb in alike):
            return index
    return -1


def near(left: str, right: str) -> bool:
    """True where two words differ by at most one letter put in, left out or changed."""
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    at = next((k for k in range(len(short)) if short[k] != long[k]), len(short))
    if len(short) == len(long):
        return short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :]
