"""Whose figure it is: the unit named beside it, as written, and the name in a register that it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from giaoban.kernel.quantity import Figure
from giaoban.kernel.reading.people import plain
from giaoban.kernel.reading.spelling import near
from giaoban.kernel.reading.words import Words

_BEHIND = re.compile(r"[ \xa0]{1,2}(?:tại|ở|thuộc|của|trên)(?:\s{1,2}địa\s{1,2}bàn)?[ \xa0]{1,2}", re.IGNORECASE)
_BREAK = re.compile(r"[\n;!?.](?:(?<!\.)|(?=\s))")
_LABEL = re.compile(r"[ \xa0]{0,2}:")
_REACH = 240
_FULL = {"tt": "thi tran", "tx": "thi xa", "tp": "thanh pho", "p": "phuong", "x": "xa", "h": "huyen", "q": "quan"}
_BODY = re.compile(r"(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan|dang uy|dang bo|mttq|cong an) (?=\w+ )")
_LEVEL = re.compile(r"(?:xa|phuong|thi tran|thi xa|thanh pho|huyen|quan|tinh|dac khu|phong|so|ban) ")
_SHORTEST = 5
"""A name of fewer letters is not looked for with a slip in it."""


class Owners:
    """The units named in one text, asked by figure. `mentions` are their word spans in order."""

    def __init__(self, words: Words, mentions: Sequence[tuple[int, int]]) -> None:
        self._words = words
        self._mentions = mentions
        self._starts = [words.starts[low] for low, _ in mentions]
        self._ends = [words.ends[high - 1] for _, high in mentions]
        self._breaks = [cut.end() for cut in _BREAK.finditer(words.text)] if mentions else []

    def of(self, figure: Figure) -> str:
        """The unit right behind the figure ("12 hộ ở xã An Bình"), else the nearest before it in its sentence, else the one that heads
        its line ("Xã An Bình: …"), as written; "" where none is named."""
        text = self._words.text
        behind = _BEHIND.match(text, figure.end)
        if behind:
            at = bisect_left(self._starts, behind.end())
            if at < len(self._starts) and self._starts[at] == behind.end():
                return self._name(at)
        at = bisect_right(self._ends, figure.start) - 1
        begin = max(0, figure.start - _REACH)
        cut = bisect_right(self._breaks, figure.start) - 1
        if cut >= 0:
            begin = max(begin, self._breaks[cut])
        if at >= 0 and self._starts[at] >= begin:
            return self._name(at)
        line = text.rfind("\n", max(0, figure.start - 4 * _REACH), figure.start) + 1
        head = bisect_left(self._starts, line)
        heads = head <= at and text[line : self._starts[head]].strip(" \xa0\t-–+*•0123456789.)") == ""
        return self._name(head) if heads and _LABEL.match(text, self._ends[head]) else ""

    def _name(self, at: int) -> str:
        return " ".join(self._words.slice(*self._mentions[at]).split())


def _key(name: str) -> str:
    """A name without marks, its abbreviated level written out, the body in front of a place left out."""
    words = plain(name).replace(".", " ").replace("-", " ").split()
    full = " ".join([_FULL.get(word, word) if at < len(words) - 1 else word for at, word in enumerate(words)])
    return _BODY.sub("", full, count=1)


def match_unit(name: str, register: Iterable[str]) -> str | None:
    """The unit of a register (the names valid on a day) that a name as written stands for; None where none or more than one fits.

    Marks, case, "UBND xã X" for "xã X", "TT. X" for "thị trấn X" and a missing level are tolerated, and one wrong letter in a longer name.
    """
    known = [(unit, _key(unit)) for unit in register]
    wanted = _key(name)
    bare = _LEVEL.sub("", wanted, count=1)
    fits: tuple[list[str], ...] = (
        [unit for unit, key in known if key == wanted],
        [unit for unit, key in known if _LEVEL.sub("", key, count=1) == bare],
        [unit for unit, key in known if len(bare) >= _SHORTEST and near(key, wanted)],
    )
    found = next((fit for fit in fits if fit), [])
    return found[0] if len(found) == 1 else None
