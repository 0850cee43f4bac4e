"""Two people's edits of one text put together, word by word, where they do not meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s*(?:\d+(?:[.,]\d+)*|\w+|[^\w\s]|\s+\Z)")
"""A number, a word or a sign with the space before it."""
LONG = 20_000
"""From so many signs in all on nothing is put together: a person does it."""
Edit = tuple[int, int, tuple[str, ...]]
"""base[low:high] becomes these words."""


def merged(base: str, ours: str, theirs: str) -> str | None:
    """`base` with the edits of both sides; None where they meet: the same words, or words side by side, changed in two ways.

    An edit that both made counts once. Every word that one side wrote and every word that one side took out is so in the answer too.
    Quadratic in the number of words at worst; None for more than `LONG` signs.
    """
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if len(base) + len(ours) + len(theirs) > LONG:
        return None
    words = TOKEN.findall(base)
    made: list[str] = []
    at = 0
    both = sorted({*edits(words, TOKEN.findall(ours)), *edits(words, TOKEN.findall(theirs))})
    for place, (low, high, new) in enumerate(both):
        if place and low <= both[place - 1][1]:
            return None
        made += [*words[at:low], *new]
        at = high
    return "".join([*made, *words[at:]])


def edits(base: Sequence[str], other: Sequence[str]) -> list[Edit]:
    """What makes `other` of `base`, in order."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(a, b, tuple(other[c:d])) for op, a, b, c, d in matcher.get_opcodes() if op != "equal"]
