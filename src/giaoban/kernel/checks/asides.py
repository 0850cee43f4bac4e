"""Counts that are neither a whole nor a part of one (T3): earlier values, plans, rates, what explains a share, details of another part."""

from __future__ import annotations

import re

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board
from giaoban.kernel.checks.layout import Mark, Page
from giaoban.kernel.checks.numbers import middle

_AGAINST = re.compile(
    r"\bso (?:với )?[^,;:()]{0,40}\b(?:trước|kỳ|năm \d{4})\s*(?:là )?$|\b(?:hơn|tăng|giảm)\b[^,;:()]{0,40}\blà $"
)
_AGAINST_BRACKET = re.compile(r"\bso (?:với )?[^,;:()]{0,40}\([^()\d]{0,20}$")


def of_a_rate(page: Page, mark: Mark) -> bool:
    """True for "bình quân 4 người/hộ": nothing that parts divide."""
    return "/" in mark.figure.unit and not mark.percent


def counted_before(page: Page, mark: Mark, cue: int) -> bool:
    """True for a part in closed parentheses before the cue, of the kind of the count before them: that one is divided again."""
    opened = page.low.rfind("(", mark.clause, mark.figure.num_start)
    at = page.after(opened) - 1 if opened >= 0 else -1
    if at < 0 or ")" in page.low[opened : mark.figure.num_start] or ")" not in page.low[mark.figure.end : cue]:
        return False
    whole = page.marks[at]
    return whole.counted and whole.sentence == mark.sentence and bool(mark.unit) and whole.unit == mark.unit


def measured_by(page: Page, mark: Mark) -> bool:
    """True for an earlier value or a plan before the cue: "tăng 618 ha so với vụ trước (97.844 ha). Trong đó:"."""
    closed = page.low[mark.figure.end : mark.figure.end + 2].lstrip()[:1] == ")"
    words = page.low[max(mark.clause, mark.figure.num_start - 60) : mark.figure.num_start]
    return bool((_AGAINST_BRACKET if closed else _AGAINST).search(words))


def tells_of(page: Page, part: Mark, mark: Mark) -> bool:
    """True for a count in parentheses right behind a part: "khai thác 112,9 nghìn tấn (cá ngừ 6.840 tấn)" tells more of it."""
    gap = page.low[part.figure.end : mark.figure.num_start]
    opened = gap.rfind("(")
    if opened < 0 or ")" in gap[opened:] or re.search(r"[,;:.]", gap[:opened]):
        return False
    return page.after(part.figure.end + opened) == part.at + 1 and middle(mark.figure) < middle(part.figure)


def explains_a_share(page: Page, board: Board, whole: Mark, mark: Mark) -> bool:
    """True for the n of "đạt 92,9% (237/255)" with an m that is not the whole: it counts within another population."""
    pair = board.top_of.get(mark.at)
    share = page.marks[mark.at - 1] if mark.at else mark
    behind = share.percent and page.low[share.figure.end : mark.figure.num_start].strip() == "("
    return pair is not None and behind and whole.at not in board.top_of and pair.base.value != whole.value


def beside(page: Page, mark: Mark) -> bool:
    """True for a plan or an earlier value in parentheses beside a part: "thu phí 950 triệu (dự toán 1.000 triệu)"."""
    opened = page.low.rfind("(", max(0, mark.figure.start - 40), mark.figure.start)
    closed = page.low[mark.figure.end : mark.figure.end + 2].lstrip()[:1] == ")"
    if opened < 0 or not closed or ")" in page.low[opened : mark.figure.start]:
        return False
    words = page.low[max(0, opened - 30) : mark.figure.start]
    return mark.figure.role == "plan" or bool(lexicon.SAME_PERIOD.search(words) or lexicon.PLANNED_BEFORE.search(words))
