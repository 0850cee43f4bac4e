"""A text in one Unicode form for reading, with the way back to the offsets of the text as given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_CLUSTER = re.compile(r"[^\u0300-\u036f](?:[\u0300-\u036f]*)|[\u0300-\u036f]+", re.DOTALL)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNUSUAL = re.compile("[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\u0300-\u036f\u00ad\ufeff]")
"""All of these: most texts have none and are taken as they are."""
_NEEDS_WORK = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Composed:
    """`text` to read (NFC, no invisible characters); `back` gives for each offset the one in the original, None if they are the same."""

    text: str
    back: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span in the text as given: it ends behind the last character's own marks."""
        if self.back is None:
            return start, end
        return self.back[start], self.back[end]


def compose(given: str) -> Composed:
    """The text in the form the reader wants. Odd spaces become ordinary ones one for one; other forms keep the way back."""
    if not _UNUSUAL.search(given):
        return Composed(given, None)
    text = _ODD_SPACE.sub(" ", given)
    if not _NEEDS_WORK.search(text):
        return Composed(text, None)
    parts: list[str] = []
    back: list[int] = []
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        if cluster in _INVISIBLE:
            continue
        whole = unicodedata.normalize("NFC", cluster)
        parts.append(whole)
        back.extend([match.start()] * len(whole))
    back.append(len(text))
    return Composed("".join(parts), tuple(back))
