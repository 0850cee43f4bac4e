"""Sentences of offices in many forms: silent as they stand, and a slip of the hand in a marked number is said to be wrong;
the kinds of slips take turns."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from giaoban.kernel.reading import read

LINES = [
    line.replace("\\n", "\n")
    for line in (Path(__file__).parent / "slips.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
MARKED = re.compile(r"\[\[(.*?)\]\]")
FEWEST_FOUND = 0.91
"""Of all slips, a little below what is reached."""


def plain(text: str) -> str:
    return MARKED.sub(r"\1", text)


def slips(number: str) -> Iterator[str]:
    """One digit in the middle three higher, and the first two neighbours that differ exchanged."""
    digits = [i for i, c in enumerate(number) if c.isdigit()]
    at = digits[len(digits) // 2]
    yield number[:at] + (str((int(number[at]) + 3) % 10) if at or number[at] != "7" else "9") + number[at + 1 :]
    for a, b in pairwise(digits):
        if number[a] != number[b] and not (a == digits[0] and number[b] == "0"):
            yield number[:a] + number[b] + number[a + 1 : b] + number[a] + number[b + 1 :]
            return


def accused(text: str, start: int, end: int) -> bool:
    """True where a relation that fails touches text[start:end]."""
    reading = read(text)
    places = {figure.id: (figure.start, figure.end) for figure in reading.figures}
    spans = [places[i] for r in reading.relations if r.holds is False for i in (r.result, *r.terms) if i is not None]
    return any(a < end and start < b for a, b in spans)


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_a_sentence_that_agrees_is_not_accused(line: str) -> None:
    assert [relation.note for relation in read(plain(line)).relations if relation.holds is False] == []


def test_a_slip_in_a_marked_number_is_found() -> None:
    found = []
    for line in LINES:
        for number in MARKED.finditer(line):
            before, after = plain(line[: number.start()]), plain(line[number.end() :])
            both = list(slips(number[1]))
            wrong = both[len(found) % len(both)]
            found.append(accused(before + wrong + after, len(before), len(before) + len(wrong)))
    assert len(found) > 150
    assert sum(found) / len(found) >= FEWEST_FOUND, (sum(found), len(found))
