"""Where a text speaks of plans, aims, orders and results: the cues of a page, and which of them holds at an offset."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from giaoban.kernel.quantity.fixed import fixed
from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.sections import Sections
from giaoban.kernel.quantity.tokens import Page, Phrases, last_clause

Said = Literal["plan", "target", "actual"]
Mode = Literal["plan", "target", "actual", "order"]
_SETS_TARGETS = re.compile(r"đề ra (?:[0-9]{1,2} )?(?:nhóm )?(?:các )?(?:chỉ|mục) tiêu")
_AIMS = re.compile(r"mục tiêu (?!quốc gia)[^:;.\n]{1,90}:(?! *\n)")
"""A sentence that opens with "Mục tiêu <of something>:" gives aims."""
_LONGEST_BULLET = 6
_A_NUMBER = re.compile(r"(?<![0-9/.])(?!(?:19|20)[0-9]{2}(?![0-9.,]))[0-9]")
"""The first digit of a number that is no year."""
_TRAINED = (" qua đào tạo", " được đào tạo")
"""Behind "đã" in a name of people, "lao động đã qua đào tạo": nothing that was done."""
_AHEAD = frozenset({"dự kiến", "dự báo", "sẽ"})
_LONGEST_LIST_GAP = 160
_MOST_CUES = 12
_LONGEST_BRACKET = 120


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of all phrases as whole words, the longest first. Every branch begins with its letter, so that a search skips fast."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{first}(?<!\\w{first})(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))
    return re.compile(f"(?:{'|'.join(branches)})(?!\\w)" if by_first else "(?!)")


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, tuple[Said, bool]]]:
    """A pattern of all role cues, and what each says: role, and whether it holds beyond its sentence."""
    lists: tuple[tuple[str, Said], ...] = (
        ("actual_here", "actual"),
        ("actual", "actual"),
        ("plan", "plan"),
        ("target", "target"),
    )
    owner = {word: (role, key != "actual_here") for key, role in lists for word in lexicon.words("roles", key)}
    return any_of(owner), owner


@fixed(frozen=True, slots=True)
class _Mark:
    """A role cue: where, which role, whether it holds beyond its sentence, whether it opens one, whether it looks ahead ("dự kiến").

    `until` is where the parenthesis closes that the cue stands in, 0 for none.
    """

    start: int
    role: Said
    lasts: bool
    opens: bool
    ahead: bool
    until: int


def _within_sentence(marks: Sequence[_Mark]) -> Said | None:
    """What the cues of one sentence before a figure say: the last one, but "đạt" or "thực hiện" behind "phấn đấu" is still an aim."""
    planned = False
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        if mark.role == "plan" and not mark.opens:
            planned = True
        elif mark.role != "actual":
            return mark.role
        elif mark.lasts:
            return "plan" if planned else "actual"
        elif not planned:
            return _looks_ahead(marks[:at]) or "actual"
    return "plan" if planned else None


def _looks_ahead(marks: Sequence[_Mark]) -> Said | None:
    """The role of the last cue that looks ahead ("phấn đấu", "dự kiến") with no firm result behind it."""
    for mark in reversed(marks):
        if mark.ahead or mark.lasts:
            return mark.role if mark.ahead else None
    return None


class RoleMarks:
    """The role cues of one page, asked in text order. `orders` are spans in which somebody is asked to do something."""

    def __init__(self, page: Page, lexicon: Lexicon, orders: Sequence[tuple[int, int]] = ()) -> None:
        self._page = page
        self._orders = sorted(orders)
        self._sections = Sections(page, lexicon)
        self._never_after = Phrases.of(lexicon.words("roles", "plan_never_after"))
        pattern, owner = _cues(lexicon)
        self._marks: list[_Mark] = []
        for found in pattern.finditer(page.lower):
            role, lasts = owner[found[0]]
            if found[0] == "đã" and page.lower.startswith(_TRAINED, found.end()):
                continue
            if role != "plan" or not self._named(found):
                self._add(found.start(), role, lasts, ahead=found[0] in _AHEAD or role == "target")
        for found in _SETS_TARGETS.finditer(page.lower):
            self._add(found.start(), "target", True, ahead=True)
        for found in _AIMS.finditer(page.lower):
            if found.start() - page.sentence(found.start())[0] < _LONGEST_BULLET:
                self._add(found.start(), "target", False, ahead=True)
        self._marks.sort(key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._last: tuple[int, Mode] = (-1, "actual")

    def _add(self, start: int, role: Said, lasts: bool, *, ahead: bool) -> None:
        sentence, stop = self._page.sentence(start)
        opens = start - sentence < 14 and (role != "plan" or self._states(start, stop))
        self._marks.append(_Mark(start, role, lasts, opens, ahead, self._closes(sentence, start, stop)))

    def _closes(self, sentence: int, start: int, stop: int) -> int:
        """Where the parenthesis around a cue closes: "(kế hoạch 2.300 ha), sản lượng …" says nothing of what follows; 0 for none."""
        lower = self._page.lower
        opened = lower.rfind("(", max(sentence, start - _LONGEST_BRACKET), start)
        if opened < 0 or lower.find(")", opened, start) >= 0:
            return 0
        return max(0, lower.find(")", start, min(stop, start + _LONGEST_BRACKET)))

    def _states(self, start: int, stop: int) -> bool:
        """True where a sentence that opens with a plan gives figures of it, or announces them with a colon."""
        text = self._page.text
        return _A_NUMBER.search(text, start, stop) is not None or text[start:stop].rstrip().endswith(":")

    def _named(self, found: re.Match[str]) -> bool:
        """True where "kế hoạch" is a document, an office or a base, not the head of planned figures."""
        lower = self._page.lower
        if found[0].startswith("đăng ký") and "vốn" in last_clause(lower[max(0, found.start() - 60) : found.start()]):
            return True  # "vốn đầu tư nước ngoài đăng ký đạt": a kind of money
        left = lower[max(0, found.start() - 30) : found.start()].replace("%", " % ").split()
        left.reverse()
        return bool(self._never_after.ends(left, 3)) or lower[found.end() : found.end() + 4] in (
            " số ",
            " - đ",
            " này",
        )

    def between(self, start: int, end: int) -> bool:
        """True where a role cue stands in a stretch."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def plan_in_sentence(self, start: int) -> bool:
        """True where a cue of plans stands before an offset in its sentence."""
        sentence, _ = self._page.sentence(start)
        span = slice(bisect_left(self._starts, sentence), bisect_left(self._starts, start))
        return any(mark.role == "plan" for mark in self._marks[span])

    def mode(self, start: int) -> Mode:
        """Plan, target, actual or order, by the nearest cue before an offset that still holds there."""
        mode = self._mode(start)
        if not self._closes(self._page.sentence(start)[0], start, start + _LONGEST_BRACKET):
            self._last = start, mode
        return mode

    def _mode(self, start: int) -> Mode:
        sentence = self._page.sentence(start)[0]
        line, section = self._sections.of(start)
        at = bisect_left(self._starts, start)
        near: list[_Mark] = []
        for mark in reversed(self._marks[max(0, at - _MOST_CUES) : at]):
            if mark.start < line:
                break
            if not 0 < mark.until < start:
                near.append(mark)
        near.reverse()
        said = _within_sentence([mark for mark in near if mark.start >= sentence]) if near else None
        if self._asked(start):
            return "target" if said == "target" else "order"
        if said:
            return said
        if self._goes_on(sentence, line):
            return self._last[1]
        for mark in reversed(near):
            if mark.lasts and (mark.role != "plan" or mark.opens):
                return mark.role
        return section or "actual"

    def _goes_on(self, sentence: int, line: int) -> bool:
        """True where a sentence goes on with a list after ";", so that the mode of the figure before holds."""
        at = self._last[0]
        if at < line or at >= sentence:
            return at >= sentence
        return sentence <= at + _LONGEST_LIST_GAP and self._page.text[sentence - 1] == ";"

    def _asked(self, pos: int) -> bool:
        at = bisect_right(self._orders, (pos, len(self._page.text) + 1)) - 1
        return at >= 0 and pos < self._orders[at][1]
