"""What was dismissed stays dismissed: a finding of the same check at the same words of the next file gets the decision it had. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

BORDER = re.compile(r"[.;!?]\s|\n")
Place = tuple[str, tuple[str, ...]]
"""(check, the sentences that the finding points at)."""


def place_of(text: str, finding: Mapping[str, Any]) -> Place:
    """Where a finding is, however the file around it changed: its check and the words of its sentences, numbers included."""
    return finding["template"], tuple(sentence(text, int(start), int(end)) for start, end in finding["spans"])


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around text[start:end], with single spaces, in small letters."""
    before = [match.end() for match in BORDER.finditer(text, max(0, start - 600), start)]
    after = BORDER.search(text, end)
    words = text[before[-1] if before else max(0, start - 600) : after.start() if after else min(len(text), end + 600)]
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def kept(
    text: str, findings: Iterable[Mapping[str, Any]], dismissed: Mapping[Place, Any]
) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """(finding, what was decided about it before) for every finding that was dismissed at the same place before."""
    for finding in findings:
        earlier = dismissed.get(place_of(text, finding))
        if earlier is not None:
            yield finding, earlier
