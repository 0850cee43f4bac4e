"""Where a pattern can match at all: at one of the words that its matches begin with. A word is found ten times as fast as a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def places(text: str, words: Iterable[str]) -> list[int]:
    """Offsets of some words in order, those that overlap too."""
    found: list[int] = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.append(place)
            place = text.find(word, place + 1)
    found.sort()
    return found


def matches(pattern: re.Pattern[str], text: str, heads: Iterable[str]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, for a pattern each of whose matches begins with one of `heads`."""
    done = 0
    for place in places(text, heads):
        if place >= done and (found := pattern.match(text, place)):
            yield found
            done = found.end()
