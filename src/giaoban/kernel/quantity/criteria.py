"""Numbers of criteria behind their names, without a word for it: "tiêu chí thu nhập (10)", "tiêu chí chưa đạt: thu nhập 10"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.tokens import Page

_CUE = "tiêu chí"
_WINDOW = 400
_END = re.compile(r"[\n;]|\.(?![0-9])")
_BRACKETED = re.compile(r"[^\W\d_]\s?\(\s?([1-9][0-9]?)\s?\)")
_LISTED = re.compile(r"[^,;:.()0-9\n]{0,40}:\s?([1-9][0-9]?(?:(?:, | và )[1-9][0-9]?)+)(?![0-9%]|[.,][0-9]| ?[/%])")
_DIGITS = re.compile(r"[0-9]+")
_MOST = 60
"""No set has more criteria."""


def criterion_numbers(page: Page, lexicon: Lexicon, counted: Callable[[int], bool]) -> dict[int, int]:
    """Offset of a digit -> offset behind it, for every number that only names the criterion before it.

    So are bare numbers listed behind a colon ("các tiêu chí khó: 10, 11, 17"). A number alone in parentheses behind a name of the list is
    that of a criterion in any set; without parentheses it is where the name is a known one and every such number of the list is that of its
    name: "giao thông 14, thủy lợi 15" are counts. `counted` tells whether a counted noun stands at an offset.
    """
    found: dict[int, int] = {}
    done = 0
    at = page.lower.find(_CUE)
    while at >= 0:
        start = at + len(_CUE)
        if at >= done:
            stop = _END.search(page.lower, start, start + _WINDOW)
            done = stop.start() if stop else min(len(page.lower), start + _WINDOW)
            for first, last in _numbers(page.lower, start, done, lexicon, counted):
                found[first] = last
        at = page.lower.find(_CUE, start)
    return found


def _numbers(
    lower: str, start: int, end: int, lexicon: Lexicon, counted: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    for bracketed in _BRACKETED.finditer(lower, start, end):
        if int(bracketed[1]) <= _MOST:
            yield bracketed.span(1)
    listed = _LISTED.match(lower, start, end)
    if listed is not None and not counted(listed.end()):
        yield from (m.span() for m in _DIGITS.finditer(lower, *listed.span(1)))
    known, numbers = _known(lexicon)
    named = [m for m in known.finditer(lower, start, end) if not counted(m.end())] if known is not None else []
    if all(numbers[m[1]] == int(m[2]) for m in named):
        yield from (m.span(2) for m in named)


@lru_cache(maxsize=8)
def _known(lexicon: Lexicon) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """The pattern of a known name with its number behind it, and the number of each name."""
    rows = (phrase.split(" ", 1) for phrase in lexicon.words("names", "criteria"))
    numbers = {name: int(number) for number, name in rows}
    if not numbers:
        return None, {}
    names = "|".join(sorted(map(re.escape, numbers), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)({names}) ([1-9][0-9]?)(?![0-9%]|[.,][0-9]| ?[/%]| [-–] ?[0-9])"), numbers
