"""What a figure is: plan, target, actual, change, share, count. The last cue before it decides, within its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.cues import Cue
from giaoban.kernel.quantity.figure import Role
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.sections import Sections
from giaoban.kernel.quantity.tokens import Page, tail_in

_OF_PLAN = re.compile(
    r"[ ,(]{0,3}(?:so )?(?:với )?(?:của )?(?:kế hoạch|kh(?!\w)|dự toán|dt(?!\w)|chỉ tiêu|nghị quyết|nq(?!\w)|mục tiêu)"
)
_EARLIER = re.compile(
    r"(?:cùng kỳ|(?:năm|tháng|quý|kỳ|vụ) (?:trước|ngoái)|so (?:với )?(?:năm|tháng|quý|vụ)[^,;.()]{0,20})[^,;.()]{0,12}$"
)
_PLANNED = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|hợp đồng)[^,;.()]{0,14}$")
_CHANGED = re.compile(r"(?:tăng|giảm|nhiều hơn|ít hơn) [0-9][^,;.()]{0,30}$")


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, tuple[Role, bool]]]:
    """A pattern of all role cues, the longest first, and what each says: role, and whether it holds beyond its sentence."""
    lists: tuple[tuple[str, Role], ...] = (
        ("actual_here", "actual"),
        ("actual", "actual"),
        ("plan", "plan"),
        ("target", "target"),
    )
    owner = {word: (role, key != "actual_here") for key, role in lists for word in lexicon.words("roles", key)}
    by_first: dict[str, list[str]] = {}
    for word in sorted(owner, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))
    return re.compile(rf"\b(?:{'|'.join(branches) or '(?!)'})(?!\w)"), owner


@dataclass(frozen=True, slots=True)
class _Mark:
    """A role cue: where, which role, whether it holds beyond its sentence, whether it opens one."""

    start: int
    role: Role
    lasts: bool
    opens: bool


class RoleReader:
    """The role cues of one page."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        self._sections = Sections(page, lexicon)
        pattern, owner = _cues(lexicon)
        never = lexicon.words("roles", "plan_never_after")
        self._never_before = tuple(lexicon.words("roles", "plan_never_before"))
        self._marks: list[_Mark] = []
        for found in pattern.finditer(page.lower):
            role, lasts = owner[found[0]]
            if role == "plan" and self._named(found, never):
                continue
            opens = found.start() - page.sentence(found.start())[0] < 14
            self._marks.append(_Mark(found.start(), role, lasts, opens))
        self._starts = [mark.start for mark in self._marks]
        self._explains = False
        """True between the sides of a pair that explains a change."""
        self._doing = lexicon.words("roles", "doing")
        self._progress = lexicon.words("roles", "progress")
        self._always_actual = lexicon.words("roles", "counted_as_actual")

    def _named(self, found: re.Match[str], never: frozenset[str]) -> bool:
        """True where "kế hoạch" is a document, an office or a base, not the head of planned figures."""
        lower = self._page.lower
        left = lower[max(0, found.start() - 30) : found.start()].replace("%", " % ").split()
        left.reverse()
        if any(lower.startswith(word, found.end() + 1) for word in self._never_before):
            return True
        return bool(tail_in(left, never, 3)) or lower[found.end() : found.end() + 4] in (" số ", " - đ", " này")

    def mode(self, start: int) -> Role:
        """Plan, target or actual, by the nearest cue before an offset that still holds there."""
        sentence = self._page.sentence(start)[0]
        line, aims = self._sections.of(start)
        planned = False
        at = bisect_left(self._starts, start)
        for mark in reversed(self._marks[max(0, at - 12) : at]):
            if mark.start < line:
                break
            here = mark.start >= sentence
            if not (mark.lasts or here) or (mark.role == "actual" and not mark.lasts and planned):
                continue
            if mark.role != "plan" or mark.opens:
                return "plan" if planned and mark.role == "actual" else mark.role
            planned = planned or here
        return "plan" if planned else "target" if aims else "actual"

    def role(self, amount: Amount, cue: Cue, left: list[str]) -> Role:
        """The role of an amount with its cue; `left` = the words before it, nearest first."""
        kind = amount.unit.kind
        if kind == "time":
            return "change" if cue.change else "other"
        mode = self.mode(amount.start)
        bracketed = self._bracketed(amount)
        if amount.under or amount.base >= 0:
            if kind in ("measure", "money"):
                return "plan" if amount.under else "actual"
            if mode == "target" and amount.base >= 0:
                return "target"
            if bracketed == "actual" or self._explains:
                self._explains = not amount.under
                return "actual"
            return "count" if amount.under else self._counted(amount, left)
        if bracketed:
            return bracketed
        if left[:1] == ["cả"] and kind in ("count", "place"):
            return "count"
        of_plan = kind == "percent" and _OF_PLAN.match(self._page.lower, amount.end)
        if mode == "target":
            return "count" if amount.unit.name.startswith(("chỉ tiêu", "nhóm", "tiêu chí")) else "target"
        if mode == "plan" and not of_plan and not self._result(amount, left, kind):
            return "plan"
        if left[:1] == ["kh"] or (left and left[0].endswith("/kh")):
            return "plan"
        if cue.change:
            return "change"
        if kind == "percent":
            return (
                "actual"
                if not of_plan and any(tail_in(left[s:], self._progress, 2) for s in range(min(4, len(left))))
                else "share"
            )
        if kind in ("measure", "money"):
            return "actual"
        return self._counted(amount, left)

    def _result(self, amount: Amount, left: list[str], kind: str) -> bool:
        """True for "đạt 57,9%" where the plan was named in an earlier sentence only."""
        if kind != "percent" or left[:1] not in (["đạt"], ["bằng"]):
            return False
        sentence, _ = self._page.sentence(amount.start)
        return not any(
            m.role == "plan"
            for m in self._marks[bisect_left(self._starts, sentence) : bisect_left(self._starts, amount.start)]
        )

    def _bracketed(self, amount: Amount) -> Role | None:
        """The role of a number that parentheses put beside a word: "dự toán (66 tỷ đồng)", "so với cùng kỳ (12 vụ)", "tăng 4 vụ (12/8)"."""
        lower = self._page.lower
        if lower[amount.start - 1 : amount.start] != "(":
            return None
        before = lower[max(0, amount.start - 45) : amount.start - 1]
        if _EARLIER.search(before):
            return "actual"
        if _PLANNED.search(before):
            return "plan"
        return "actual" if amount.base >= 0 and _CHANGED.search(before) else None

    def _counted(self, amount: Amount, left: list[str]) -> Role:
        if amount.unit.name in self._always_actual or amount.unit.name.startswith(("hồ sơ", "lượt", "vụ", "ca ")):
            return "actual"
        for skip in range(min(3, len(left))):
            if tail_in(left[skip:], self._doing, 3):
                return "actual"
        return "count"
