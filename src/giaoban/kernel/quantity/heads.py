"""Where a pattern can match at all: at one of the words that its matches begin with. A word is found ten times as fast as a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def places(text: str, word: str) -> Iterator[int]:
    """Offsets of a word, those that overlap too."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def matches(pattern: re.Pattern[str], text: str, heads: Iterable[str]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, for a pattern each of whose matches begins with one of `heads`."""
    done = 0
    for place in sorted({place for head in heads for place in places(text, head)}):
        if place >= done and (found := pattern.match(text, place)):
            yield found
            done = found.end()
