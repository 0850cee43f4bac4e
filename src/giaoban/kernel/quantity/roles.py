"""What a figure is: plan, target, actual, change, share, count. The last cue before it decides, within its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left

from giaoban.kernel.quantity.amounts import Amount
from giaoban.kernel.quantity.cues import Cue
from giaoban.kernel.quantity.figure import Role
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.tokens import Page, tail_in

_NOT_LEFT = re.compile(r"[^\W\d_]")
_OF_PLAN = re.compile(r"[ ,(]{0,3}(?:so )?(?:với )?(?:của )?(?:kế hoạch|kh(?!\w)|dự toán|dt(?!\w)|chỉ tiêu|nghị quyết|nq(?!\w)|mục tiêu)")


def _pattern(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


class RoleReader:
    """The role cues of one page."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page = page
        kinds: tuple[Role, ...] = ("target", "plan", "actual")
        owner: dict[str, Role] = {word: kind for kind in reversed(kinds) for word in lexicon.words("roles", kind)}
        never = lexicon.words("roles", "plan_never_after")
        self._at: list[int] = []
        self._modes: list[Role] = []
        for found in re.finditer(_pattern(frozenset(owner)), page.lower):
            if self._inside_word(found.start(), found.end()):
                continue
            mode = owner[found[0]]
            if found[0] == "kế hoạch" and self._named(found, never):
                continue
            self._at.append(found.start())
            self._modes.append(mode)
        self._doing = lexicon.words("roles", "doing")
        self._always_actual = lexicon.words("roles", "counted_as_actual")

    def _inside_word(self, start: int, end: int) -> bool:
        lower = self._page.lower
        return bool(start and _NOT_LEFT.match(lower, start - 1)) or bool(_NOT_LEFT.match(lower, end))

    def _named(self, found: re.Match[str], never: frozenset[str]) -> bool:
        """True where "kế hoạch" is a document, an office or a base, not the head of planned figures."""
        lower = self._page.lower
        left = lower[max(0, found.start() - 30) : found.start()].replace("%", " % ").split()
        left.reverse()
        return bool(tail_in(left, never, 3)) or lower[found.end() : found.end() + 4] in (" số ", " - đ", " này")

    def _mode(self, start: int) -> tuple[Role, bool]:
        """The mode at an offset and whether its cue stands in the same sentence."""
        at = bisect_left(self._at, start) - 1
        if at < 0:
            return "actual", False
        line = self._page.lower.rfind("\n", max(0, start - 6000), start)
        if self._at[at] < line:
            return "actual", False
        return self._modes[at], self._at[at] >= self._page.sentence(start)[0]

    def role(self, amount: Amount, cue: Cue, left: list[str]) -> Role:
        """The role of an amount with its cue; `left` = the words before it, nearest first."""
        kind = amount.unit.kind
        if kind == "time":
            return "other"
        mode, _ = self._mode(amount.start)
        if amount.under or amount.base >= 0:
            if kind in ("measure", "money"):
                return "plan" if amount.under else "actual"
            return "target" if mode == "target" and amount.base >= 0 else "count"
        if left[:1] == ["cả"] and kind in ("count", "place"):
            return "count"
        if mode == "target":
            return "count" if amount.unit.name.startswith(("chỉ tiêu", "nhóm", "tiêu chí")) else "target"
        if mode == "plan" and not (kind == "percent" and _OF_PLAN.match(self._page.lower, amount.end)):
            return "plan"
        if cue.change:
            return "change"
        if kind == "percent":
            return "share"
        if kind in ("measure", "money"):
            return "actual"
        return self._counted(amount, left)

    def _counted(self, amount: Amount, left: list[str]) -> Role:
        if amount.unit.name in self._always_actual or amount.unit.name.startswith(("hồ sơ", "lượt", "vụ", "ca ")):
            return "actual"
        for skip in range(min(3, len(left))):
            if tail_in(left[skip:], self._doing, 3):
                return "actual"
        return "count"
