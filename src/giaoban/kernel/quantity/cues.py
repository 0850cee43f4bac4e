"""What the words around a number say of it: comparator, direction, sign."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.figure import Comparator, Direction
from giaoban.kernel.quantity.fixed import fixed
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.tokens import Page, tails

_FILLERS = frozenset({
    "được", "thêm", "là", "tới", "đến", "khoảng", "bình", "quân", "thiểu", "từ", "số", "với", "mức", "tỷ", "lệ", "ở",
    "thực", "tăng",
})  # fmt: skip
_AFTER = re.compile(r"[^.,;:()\n0-9]{0,30}? ?(trở lên|trở xuống|trở lại)(?!\w)")
_NEAR = 12
_FLIP: dict[Comparator, Comparator] = {"=": "=", "~": "~", ">": "<", "<": ">", ">=": "<=", "<=": ">="}
_SIDES: tuple[Comparator, ...] = (">", ">=", "<", "<=")


@fixed(frozen=True, slots=True)
class Cue:
    """Comparator, how near, direction, whether the number is a change, and how many words to the left belong to it."""

    comparator: Comparator = "="
    approximate: Literal["", "near", "about"] = ""
    direction: Direction = ""
    change: bool = False
    words: int = 0
    beside: bool = False
    """True where the base stands between the verb and the number: "vượt kế hoạch 5%"."""


Approximate = Literal["", "near", "about"]
_Compared = tuple[Comparator, Approximate]
_Directed = tuple[Direction, bool]


class CueReader:
    """Reads cues with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._compared: dict[str, _Compared] = {p: (side, "") for side in _SIDES for p in words("comparators", side)}
        self._compared.update(dict.fromkeys(words("comparators", "estimated"), ("~", "")))
        self._compared.update(dict.fromkeys(words("comparators", "near"), ("~", "near")))
        self._compared.update(dict.fromkeys(words("comparators", "about"), ("~", "about")))
        self._compared_last = frozenset(phrase.rpartition(" ")[2] for phrase in self._compared)
        self._directed: dict[str, _Directed] = {}
        tables: tuple[tuple[str, Direction, bool], ...] = (
            ("reach", "reach", False), ("keep", "keep", False), ("up", "up", True), ("down", "down", True),
            ("level_up", "up", False), ("level_down", "down", False),
        )  # fmt: skip
        for key, direction, change in tables:
            self._directed.update(dict.fromkeys(words("directions", key), (direction, change)))
        self._directed_last = frozenset(phrase.rpartition(" ")[2] for phrase in self._directed)

    def read(self, page: Page, amount: Amount, left: list[str]) -> Cue:
        """The cue of an amount; `left` = the words before it, nearest first."""
        comparator, approximate, used = self._compare(page, amount, left)
        direction, change, more = self._direct(left[used:])
        if change and amount.value is not None and "từ" in left[used : used + more]:
            change, more = False, 0
        if change and amount.unit.name == "tiêu chí" and _of_accidents(page, amount, direction, left):
            direction, change, more = "", False, 0
        if not change and amount.unit.kind == "percent" and "với" in left and (grown := _grown(page, amount)):
            direction, change = grown, True
        beside = not change and not _BASES.isdisjoint(left[:4]) and (against := _beside(page, amount)) != ""
        if beside:
            direction, change = against, True
        if change and direction == "down":
            comparator = _FLIP[comparator]
        if comparator == "=" and page.lower.find("trở ", amount.end, amount.end + 36) >= 0:
            after = _AFTER.match(page.lower, amount.end)
            if after and (amount.unit.kind != "percent" or after.start(1) - amount.end < _NEAR):
                comparator = ">=" if after[1] == "trở lên" else "<="
        return Cue(comparator, approximate, direction, change, used + more, beside)

    def _compare(self, page: Page, amount: Amount, left: list[str]) -> tuple[Comparator, Approximate, int]:
        for phrase in tails(left) if left and left[0] in self._compared_last else ():
            found = self._compared.get(phrase)
            if found is None:
                continue
            if phrase == "trên" and _preposition(page, amount, left):
                return "=", "", 0
            if phrase in _OVER and left[1:2] and left[1] in _PLACED:
                return "=", "", 0
            if phrase == "hơn" and left[1:2] and left[1] in _COMPARED:
                return "=", "", 0
            if phrase == "vượt mức" and amount.unit.kind == "percent":
                return "=", "", 0
            return *found, phrase.count(" ") + 1
        return "=", "", 0

    def _direct(self, left: list[str]) -> tuple[Direction, bool, int]:
        """Direction, whether it is a change, and the words used. Up to two fillers may stand between."""
        for skip in range(3):
            if skip and (len(left) < skip or left[skip - 1] not in _FILLERS):
                break
            if len(left) <= skip or left[skip] not in self._directed_last:
                continue
            for phrase in tails(left[skip : skip + 4]):
                found = self._directed.get(phrase)
                if found:
                    return *found, phrase.count(" ") + 1 + skip if found[1] else 0
        return "", False, 0


@lru_cache(maxsize=8)
def cue_reader(lexicon: Lexicon) -> CueReader:
    """The reader of one lexicon, made once."""
    return CueReader(lexicon)


_GROWN = re.compile(
    r"(?<!\w)(?:(tăng)|(?:sụt |suy )?giảm)(?!\w)[^,;.:()0-9]{0,60} với (?:một )?(?:tỷ lệ|tỉ lệ|mức|mức độ|tốc độ|con số)"
    r"(?: (?:là|đạt|đến|tới|lên|ở|gần|trên|dưới|khoảng|hơn|bình|quân|mức)){0,4} $"
)
"""Growth told as a rate: "tăng trưởng ấn tượng với tốc độ gần 18%"."""
_GROWTH_WINDOW = 120
_ACCIDENTS = re.compile(r"tai nạn|tngt|atgt|trật tự an toàn giao thông|va chạm|cháy|tội phạm|phạm pháp|an ninh trật tự")
_ACCIDENTS_WINDOW = 240
_MOST_COUNTS = 5
"""Accidents are counted by cases, dead, injured and damage."""


def _grown(page: Page, amount: Amount) -> Direction:
    """The direction of a growth told as a rate, "" for none."""
    found = _GROWN.search(page.lower, max(0, amount.start - _GROWTH_WINDOW), amount.start)
    if found is None:
        return ""
    return "up" if found[1] else "down"


_BASES = frozenset({"hoạch", "toán", "tiêu", "kỳ", "trước", "giao", "ngoái", "ra"})
_BESIDE = re.compile(
    r"(?<!\w)(?:(vượt|tăng|(?:cao |nhiều |lớn |nhanh )?hơn)|giảm|(?:thấp|ít|chậm) hơn|hụt)(?!\w) (?:so (?:với )?)?(?:mức |tổng )?"
    r"(?:kế hoạch|dự toán|chỉ tiêu|cùng kỳ|(?:năm|tháng|quý|vụ) (?:trước|ngoái))"
    r"(?: (?:năm trước|năm ngoái|năm|vốn|được giao|tỉnh giao|huyện giao|hđnd tỉnh giao|trung ương giao|giao|đề ra|đặt ra))?"
    r" (?:(?:khoảng|gần|trên|hơn|tới|đến) )?$"
)
"""A change whose base stands before the number: "vượt dự toán giao 19,3%", "thấp hơn cùng kỳ năm trước gần 2%"."""


def _beside(page: Page, amount: Amount) -> Direction:
    """The direction of a change behind its base, "" for none."""
    found = _BESIDE.search(page.lower, max(0, amount.start - 60), amount.start)
    if found is None:
        return ""
    return "up" if found[1] else "down"


def _of_accidents(page: Page, amount: Amount, direction: Direction, left: list[str]) -> bool:
    """True for "giảm 02 tiêu chí": accidents fell in so many of the numbers that are kept of them, no set of criteria shrank."""
    if direction != "down" or amount.value is None or amount.value > _MOST_COUNTS:
        return False
    begin = max(page.sentence(amount.start)[0], amount.start - _ACCIDENTS_WINDOW)
    return "làm" in left or "kéo" in left or _ACCIDENTS.search(page.lower, begin, amount.start) is not None


_OVER = frozenset({"trên", "dưới"})
_PLACED = frozenset({"cấp", "nêu", "nói", "kể", "bên", "phía"})
"""Before "trên" and "dưới": a name or a pointer, "thu bổ sung từ cấp trên 9.360 triệu đồng", no comparator."""
_COMPARED = frozenset({"cao", "thấp", "nhiều", "ít", "lớn", "nhanh", "chậm", "nhỏ"})
_ON = frozenset({
    "khai", "hiện", "dụng", "ra", "tính", "rộng", "động", "bố", "đều", "thu", "bàn", "trực", "kiểm", "tra", "lái",
    "cư", "ngập", "chính", "hành",
})  # fmt: skip


def _preposition(page: Page, amount: Amount, left: list[str]) -> bool:
    """True where "trên" means on or per: "trên 14/14 xã", "triển khai trên 3 lĩnh vực", "bác sĩ trên 10.000 dân"."""
    after = page.lower[amount.end : amount.end + 3].lstrip()
    if after[:1] == "/" and len(after) > 1:
        return amount.unit.kind in ("", "count", "place") and amount.base >= 0
    if (
        amount.unit.name in ("dân", "người dân")
        and amount.value is not None
        and amount.value % 1000 == 0
        and left[1:2] != ["đạt"]
    ):
        return left[1:2] not in ([], ["có"])
    small = amount.value is not None and amount.value < 20 and amount.factor == 1
    return small and amount.unit.kind in ("count", "place") and bool(left[1:2]) and left[1] in _ON
