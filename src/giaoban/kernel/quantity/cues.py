"""What the words around a number say of it: comparator, direction, sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.figure import Comparator, Direction
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.tokens import Page, tail_in

_FILLERS = frozenset({"được", "thêm", "là", "tới", "đến", "khoảng", "bình", "quân", "thiểu", "từ", "số", "với", "mức", "tỷ", "lệ", "ở", "thực", "tăng"})
_AFTER = re.compile(r"[^.,;:()\n0-9]{0,30}? ?(trở lên|trở xuống|trở lại)(?!\w)")
_FLIP: dict[Comparator, Comparator] = {"=": "=", "~": "~", ">": "<", "<": ">", ">=": "<=", "<=": ">="}
_SIDES: tuple[Comparator, ...] = (">", ">=", "<", "<=")


@dataclass(frozen=True, slots=True)
class Cue:
    """Comparator, how near, direction, whether the number is a change, and how many words to the left belong to it."""

    comparator: Comparator = "="
    approximate: Literal["", "near", "about"] = ""
    direction: Direction = ""
    change: bool = False
    words: int = 0


class CueReader:
    """Reads cues with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._sides = [(side, words("comparators", side)) for side in _SIDES]
        self._near = words("comparators", "near")
        self._about = words("comparators", "about")
        self._level_up = words("directions", "level_up")
        self._level_down = words("directions", "level_down")
        self._up = words("directions", "up")
        self._down = words("directions", "down")
        self._keep = words("directions", "keep")
        self._reach = words("directions", "reach")

    def read(self, page: Page, amount: Amount, left: list[str]) -> Cue:
        """The cue of an amount; `left` = the words before it, nearest first."""
        comparator, approximate, used = self._compare(page, amount, left)
        direction, change, more = self._direct(left[used:])
        if change and amount.value is not None and "từ" in left[used : used + more]:
            change, more = False, 0
        if change and direction == "down":
            comparator = _FLIP[comparator]
        after = _AFTER.match(page.lower, amount.end)
        if after and comparator == "=":
            comparator = ">=" if after[1] == "trở lên" else "<="
        if more and not change and direction in ("reach", "keep"):
            more = 0
        return Cue(comparator, approximate, direction, change, used + more)

    def _compare(self, page: Page, amount: Amount, left: list[str]) -> tuple[Comparator, Literal["", "near", "about"], int]:
        best: tuple[Comparator, Literal["", "near", "about"], int] = ("=", "", 0)
        for side, phrases in self._sides:
            count = tail_in(left, phrases)
            if count > best[2]:
                best = side, "", count
        for kind, phrases in (("near", self._near), ("about", self._about)):
            count = tail_in(left, phrases)
            if count > best[2]:
                best = "~", "near" if kind == "near" else "about", count
        if best[2] == 1 and left[0] == "trên" and _preposition(page, amount, left):
            return "=", "", 0
        if best[2] == 1 and left[0] == "hơn" and left[1:2] and left[1] in _COMPARED:
            return "=", "", 0
        return best

    def _direct(self, left: list[str]) -> tuple[Direction, bool, int]:
        """Direction, whether it is a change, and the words used. Up to two fillers may stand between."""
        for skip in range(3):
            if skip and (len(left) < skip or left[skip - 1] not in _FILLERS):
                break
            words = left[skip:]
            for phrases, direction, change in (
                (self._level_down, "down", False), (self._level_up, "up", False), (self._down, "down", True),
                (self._up, "up", True), (self._keep, "keep", False), (self._reach, "reach", False),
            ):  # fmt: skip
                count = tail_in(words, phrases)
                if count:
                    return direction, change, count + skip if change else 0
        return "", False, 0


_COMPARED = frozenset({"cao", "thấp", "nhiều", "ít", "lớn", "nhanh", "chậm", "nhỏ"})
_ON = frozenset({"khai", "hiện", "dụng", "ra", "tính", "rộng", "động", "bố", "đều", "thu", "bàn", "trực", "kiểm", "tra", "lái", "cư", "ngập", "chính", "hành"})


def _preposition(page: Page, amount: Amount, left: list[str]) -> bool:
    """True where "trên" means on or per: "trên 14/14 xã", "triển khai trên 3 lĩnh vực", "bác sĩ trên 10.000 dân"."""
    if page.lower[amount.end : amount.end + 2].lstrip()[:1] == "/" and page.lower[amount.end :].lstrip()[1:2] != "":
        return amount.unit.kind in ("", "count", "place") and amount.base >= 0
    if amount.unit.name in ("dân", "người dân") and amount.value is not None and amount.value % 1000 == 0 and left[1:2] != ["đạt"]:
        return left[1:2] not in ([], ["có"])
    small = amount.value is not None and amount.value < 20 and amount.factor == 1
    return small and amount.unit.kind in ("count", "place") and bool(left[1:2]) and left[1] in _ON
