"""Reads all figures of a text in one pass over its digits and number words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from giaoban.kernel.quantity.amounts import Amount, amount_at, spoken_amount_at
from giaoban.kernel.quantity.cues import Cue, cue_reader
from giaoban.kernel.quantity.figure import Figure, Role
from giaoban.kernel.quantity.inherited import Inherited
from giaoban.kernel.quantity.joins import join
from giaoban.kernel.quantity.lexicon import DEFAULT, Lexicon
from giaoban.kernel.quantity.masks import Masker
from giaoban.kernel.quantity.numbers import run_end
from giaoban.kernel.quantity.periods import Periods
from giaoban.kernel.quantity.roles import RoleReader
from giaoban.kernel.quantity.subjects import Subjects
from giaoban.kernel.quantity.tokens import Page
from giaoban.kernel.quantity.words import FIRST, FIRST_WORDS

_MOST_IN_A_LINE = 5000
"""A line with more numbers is a dump of data, no text: what follows in it is left out."""
_DIGITS = re.compile(r"[0-9]+")
_IN_TURN = re.compile(r" ?(?:[,;]| và|[,;] và) ")
_TOGETHER = re.compile(
    r"(?: giao thông)?(?:,| và|, và) [0-9][0-9.]*(?: [^\W\d_]+){1,4}"
    r"(?:(?:,| và|, và) [0-9][0-9.]*(?: [^\W\d_]+){1,4}){0,3}? so (?:với )?(?=cùng|năm|tháng|quý|kỳ)"
)
"""Behind "giảm 32 vụ": ", 5 người chết và 12 người bị thương so với cùng kỳ"."""
_ASPECT = re.compile(r" về (?:[^\W\d_]+ ){1,3}và |, và về (?:[^\W\d_]+ ){1,3}|(?: về(?: [^\W\d_]+){1,3}), ?(?:và )?")
"""Between "tăng 5%" and "7%" of one verb: "về lượng và"."""


def _anchors(page: Page, exclude: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """Offsets where a number may start, in order, with True for digits; none inside an excluded span."""
    lower = page.lower
    places = [(m.start(), True) for m in _DIGITS.finditer(lower)]
    for word in FIRST_WORDS:
        at = lower.find(word)
        while at >= 0:
            if (not at or not lower[at - 1].isalnum()) and FIRST.match(lower, at):
                places.append((at, False))
            at = lower.find(word, at + 1)
    places.sort()
    spans = sorted(exclude)
    at = 0
    for pos, is_digit in places:
        while at < len(spans) and spans[at][1] <= pos:
            at += 1
        if at == len(spans) or pos < spans[at][0]:
            yield pos, is_digit


def _amounts(page: Page, lexicon: Lexicon, exclude: Sequence[tuple[int, int]]) -> list[Amount]:
    masker = Masker(page, lexicon)
    found: list[Amount] = []
    done = line_end = in_line = 0
    for pos, is_digit in _anchors(page, exclude):
        if pos < done:
            continue
        if is_digit:
            left = page.left_words(pos)
            done = masker.end(pos, left)
            amount = None if done else amount_at(page, pos, left, lexicon)
            done = done or run_end(page.lower, pos)
        else:
            amount = spoken_amount_at(page, pos, lexicon)
            if amount and masker.fixed(page.left_words(pos), amount.unit.name):
                amount = None
        if amount:
            found.append(amount)
            done = max(done, amount.end)
            if pos >= line_end:
                line_end, in_line = page.line_end(pos), 0
            in_line += 1
            if in_line == _MOST_IN_A_LINE:
                done = line_end
    return found


def _sign(page: Page, amount: Amount) -> str:
    """The sign printed before a number, "" for none and for a dash: "(-0,5%)", "tăng trưởng -2,5%", "(+3 vụ)"."""
    before = page.text[max(0, amount.start - 2) : amount.start]
    if len(before) < 2 or before[1] not in "+-" or before[0] not in "( =:":
        return ""
    return before[1] if before[0] == "(" or amount.unit.kind == "percent" else ""


class _Describer:
    """Turns the amounts of one page into figures."""

    def __init__(
        self, page: Page, lexicon: Lexicon, default_period: str | None, orders: Sequence[tuple[int, int]]
    ) -> None:
        self._page = page
        self._cues = cue_reader(lexicon)
        self._roles = RoleReader(page, lexicon, orders)
        self._periods = Periods(page, default_period)
        self._subjects = Subjects(page, lexicon)
        self._units = Inherited(page, lexicon, self._subjects)
        self._together = -1
        """Where the list of changes ends that one verb tells before "so với"."""
        self._in_turn = -1
        """End of the last change that took its direction from the one before."""

    def figures(self, amounts: list[Amount]) -> list[Figure]:
        """One figure per amount, in the same order."""
        made: list[Figure] = []
        last: Figure | None = None
        for index, amount in enumerate(amounts):
            last = self._figure(index, amount, amounts[amount.base] if amount.base >= 0 else None, last)
            made.append(last)
        return made

    def _figure(self, index: int, amount: Amount, base: Amount | None, last: Figure | None) -> Figure:
        page = self._page
        floor = last.end if last else 0
        left = page.left_words(amount.start)
        cue = self._cues.read(page, amount, left)
        if last is not None and last.role == "change" and not cue.change and self._shares_change(last, amount):
            cue = replace(cue, direction=last.direction, change=True)
        elif cue.change and amount.unit.kind == "count" and (told := _TOGETHER.match(page.lower, amount.end)):
            self._together = told.end()
        self._units.resolve(amount, left, base)
        sign = _sign(page, amount)
        if sign:
            cue = replace(cue, direction="down" if sign == "-" else "up", change=True)
        value, notes = amount.value, amount.notes
        if cue.change and cue.direction == "down":
            value = None if value is None else -value
            notes = notes if value is not None else (*notes, "decrease")
        role: Role = self._units.column_role(amount) or self._roles.role(amount, cue, left, last)
        start = self._start(amount, cue, floor) if cue.words else amount.start - len(sign)
        return Figure(
            id=f"f{index + 1}",
            start=start,
            end=amount.end,
            num_start=amount.num_start,
            num_end=amount.num_end,
            value=value,
            low=amount.low,
            high=amount.high,
            unit=amount.unit.name,
            comparator=cue.comparator,
            role=role,
            direction=cue.direction,
            step=amount.step,
            subject=self._subjects.phrase(start, base.end if base else amount.end, last),
            period=self._periods.of(start, amount.end, level=not cue.change),
            approximate=cue.approximate,
            notes=notes,
            per=amount.per,
            base=f"f{amount.base + 1}" if amount.base >= 0 else "",
            versus=self._periods.compared(amount.end) if cue.change else None,
        )

    def _shares_change(self, last: Figure, amount: Amount) -> bool:
        """True for the next of several changes that one verb tells: "tăng lần lượt 5% và 7%", "tăng 5% về lượng và 7% về trị giá"."""
        if amount.start < self._together:
            return True
        if amount.unit.kind != "percent" or amount.unit.name != last.unit:
            return False
        lower = self._page.lower
        gap = lower[last.end : amount.start]
        if _IN_TURN.fullmatch(gap):
            told = self._in_turn == last.end or "lần lượt" in lower[max(0, last.start - 30) : last.num_start]
            if told or "tương ứng" in lower[last.start : last.num_start]:
                self._in_turn = amount.end
                return True
        return _ASPECT.fullmatch(gap) is not None and lower.startswith(" về ", amount.end)

    def _start(self, amount: Amount, cue: Cue, floor: int) -> int:
        """Where the quote begins: at the comparator or the word of change."""
        pos = amount.start
        for _ in range(cue.words):
            while pos > floor and not self._page.text[pos - 1].isalpha():
                pos -= 1
            while pos > floor and self._page.text[pos - 1].isalpha():
                pos -= 1
        return pos


def find_figures(
    text: str,
    *,
    lexicon: Lexicon = DEFAULT,
    default_period: str | None = None,
    exclude: Sequence[tuple[int, int]] = (),
    orders: Sequence[tuple[int, int]] = (),
) -> tuple[Figure, ...]:
    """Every number of a Vietnamese administrative text that measures something, in text order, with ids f1, f2, …

    Offsets are those of `text` (taken to be NFC). `default_period` is given to figures whose paragraph names none; `exclude` are spans
    that are no text of the author (see `find_furniture`), `orders` those in which somebody is asked to do something (figures there are
    targets or things to deal with, no results). Pure and linear in the length of the text; never raises for any string.
    Source: ../shared/checking.md 5.1 stages 2-4, the rules of the gold annotation for what counts as a figure.
    """
    page = Page(text)
    amounts = join(page, _amounts(page, lexicon, exclude))
    return tuple(_Describer(page, lexicon, default_period, orders).figures(amounts))
