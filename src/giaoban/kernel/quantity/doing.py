"""Counted things: what was done ("đã khởi công 5 công trình"), what there is ("có 5 công trình"), what is planned or asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.cues import Cue
from giaoban.kernel.quantity.figure import Figure, Role
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.role_marks import RoleMarks, any_of
from giaoban.kernel.quantity.tokens import Page, Phrases, last_clause

_PARTS = re.compile(r"(?<!\w)(?:trong (?:đó|số)|gồm|bao gồm|chia ra)(?!\w)|[(:]")
_COORDINATED = re.compile(
    r"[^,;.():]{0,32}(?:(?<!\w)(?:và|với|cùng)(?!\w)[^,;.()]{0,20}|,[^;.():]{0,48}|\([^,;.():]{0,24})?"
)
_HAPPENED = re.compile(
    r" ?(?:bị|chết|mắc|tử vong|thương vong|thiệt mạng|sập|tốc mái|hư hỏng|hỏng|ngập|mất tích|trúng tuyển|đỗ)(?!\w)"
)
_WINDOW = 120
_FOR_WHOM = re.compile(r"[^,;.():]{0,24}(?<!\w)(?:cho|với|của)[ ]*")
_WHERE = frozenset({"tại", "ở", "thuộc", "trên", "của", "các", "ra"})
_FILLERS = frozenset({
    "cho", "được", "thêm", "mới", "xong", "gần", "trên", "hơn", "khoảng", "tổng", "số", "các", "cả", "tại", "ở", "với", "thuộc",
    "tới", "đến", "là", "của", "bình", "quân", "trung", "tổng số", "gồm", "và", "đủ", "lại", "qua", "về", "ra",
})  # fmt: skip
_MEASURES = frozenset({"ha", "m", "m2", "m3", "km", "km2", "tấn", "tạ", "kg", "gam", "lít"})
_EXISTING = frozenset(
    {"cho", "với", "của", "tại", "ở", "trong", "số", "các", "những", "toàn", "khỏi", "về", "đối", "từ"}
)


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    words = lexicon.words
    return tuple(any_of(words("roles", key)) for key in ("done", "state", "plan_here", "handling"))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match in a short text begins, -1 for none."""
    at = -1
    for found in pattern.finditer(text):
        at = found.start()
    return at


class Doing:
    """Tells counts of what was done from counts of what there is. Asked in text order."""

    def __init__(self, page: Page, lexicon: Lexicon, marks: RoleMarks) -> None:
        self._page = page
        self._marks = marks
        self._done, self._state, self._plan_here, self._handling = _patterns(lexicon)
        self._adjacent = Phrases.of(lexicon.words("roles", "doing"))
        self._flows = lexicon.words("roles", "counted_as_actual")
        self._stated = lexicon.words("roles", "counted_as_count")
        self._stocks = lexicon.words("roles", "counted_as_stock")
        self._planned = -1, ""
        """End and unit of the last figure that a word such as "tổng mức đầu tư" made a plan."""

    def flows(self, amount: Amount) -> bool:
        """True for things that come in and are dealt with: dossiers, cases, visits."""
        return amount.unit.name in self._flows or amount.unit.name.startswith(("hồ sơ", "lượt", "vụ", "ca "))

    def stock(self, amount: Amount) -> bool:
        """True for what is counted in herds and stores ("con", "cây")."""
        return amount.unit.name in self._stocks

    def _gap(self, amount: Amount, last: Figure | None) -> str:
        """The text of the sentence between the figure before and this one."""
        begin = max(self._page.sentence(amount.start)[0], amount.start - _WINDOW, last.end if last else 0)
        return self._page.lower[begin : amount.start]

    def planned(self, amount: Amount, last: Figure | None) -> bool:
        """True behind "tổng mức đầu tư", "quy mô", "được giao", and for the parts of such an amount."""
        gap = self._gap(amount, last)
        if self._plan_here.search(last_clause(gap)) is None and not self._part_of_plan(amount, gap, last):
            return False
        self._planned = amount.end, amount.unit.name
        return True

    def _part_of_plan(self, amount: Amount, gap: str, last: Figure | None) -> bool:
        begin, unit = self._planned
        if last is None or begin < self._page.sentence(amount.start)[0] or unit != amount.unit.name:
            return False
        if self._marks.between(begin, amount.start) or self._done.search(gap):
            return False
        return _PARTS.search(gap) is not None or (last.end == begin and _COORDINATED.fullmatch(gap) is not None)

    def counted(self, amount: Amount, left: list[str], last: Figure | None) -> Role:
        """Actual for what was done or happened, count for what there is."""
        if self.flows(amount):
            return "actual"
        if amount.unit.name in self._stated:
            return "count"
        near = self._near(left)
        if (
            left[:1] in (["lên"], ["thành"])
            and "tổng số" in self._page.lower[max(0, amount.start - _WINDOW) : amount.start]
        ):
            return "count"
        if amount.unit.kind == "place":
            return "actual" if near and left[0] not in _WHERE else "count"
        if near or _HAPPENED.match(self._page.lower, amount.end):
            return "actual"
        gap = self._gap(amount, last)
        clause = last_clause(gap)
        done, state = _last(self._done, clause), _last(self._state, clause)
        if done > state:
            return "actual"
        if last is None or last.role != "actual" or self._page.sentence(amount.start)[0] > last.start:
            return "count"
        if last.unit in _MEASURES and not self._near(self._page.left_words(last.num_start)):
            return "count"
        if last.unit in ("%", "VND"):
            return "actual" if _FOR_WHOM.fullmatch(gap) else "count"
        part = _PARTS.search(gap) or (state < 0 and _COORDINATED.fullmatch(gap))
        return "actual" if part else "count"

    def _near(self, left: list[str]) -> bool:
        """True where a verb of doing stands right before a number, but for words like "được", "cho", "thêm"."""
        for skip in range(min(3, len(left))):
            if self._adjacent.ends(left[skip:], 3):
                return True
            if left[skip] not in _FILLERS:
                return False
        return False

    def done(self, left: list[str]) -> bool:
        """True where a verb of doing stands right before a number ("đã tổ chức 12 buổi nói chuyện")."""
        return self._near(left)

    def asked(self, amount: Amount, cue: Cue, left: list[str]) -> Role:
        """The role of a figure in an order: what is to be reached, or things that are there and are to be dealt with."""
        if amount.unit.kind == "percent" or cue.change or cue.comparator != "=" or amount.low is not None:
            return "target"
        if left[:1] and left[0] in _EXISTING:
            return "count"
        clause = last_clause(self._gap(amount, None))
        handled = _last(self._handling, clause)
        if amount.unit.kind in ("measure", "money"):
            return "actual" if handled >= 0 else "target"
        return "target" if _last(self._done, clause) > handled else "count"
