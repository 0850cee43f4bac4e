"""Changes told twice (T7): in units and in percent, before or behind one another, of a count and of its share."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import HUNDRED, middle

SAME = re.compile(
    r"(?:[^,;:()\n]{0,45}(?=\())?\s*[,(]?\s*(?:\(|tương (?:ứng|đương)(?: với)?|bằng|=|tức(?: là)?|hay|đạt)\s*(?:tăng |giảm )?"
)
_AGAIN = re.compile(
    r"[^;\n]{0,60}?(?:tương (?:ứng|đương)(?: với)?|tức(?: là)?|hay|t[ỷỉ] lệ)(?: với)?(?: mức)?\s*(?:tăng |giảm )?"
)
_BEHIND = re.compile(r"\s*(?:\(|,?\s*tương (?:ứng|đương)(?: với)?)\s*(?:tăng |giảm )?")
_MEASURED_BY = re.compile(r"\bso với\b[^,;]*$")
_REACH = 8
Level = Callable[[Mark], Mark | None]


def echoes(page: Page, share: Mark) -> bool:
    """True for the percentage that only repeats a change in units: "giảm 3 vụ (16,7%)"."""
    if not share.percent or not share.at:
        return False
    by = page.marks[share.at - 1]
    return by.change and not by.percent and by.sentence == share.sentence and bool(SAME.fullmatch(page.gap(by, share)))


def told_again(page: Page, board: Board, change: Mark, level: Level, falls: Callable[[Mark], bool]) -> Iterator[Draft]:
    """Proposals for a change in percent that repeats one in units; `level` gives the value that a change belongs to."""
    pair = _before(page, change, level) or _behind(page, change, level)
    if pair is not None and not _of_another(page, change, *pair):
        new, by = pair
        how = "down" if falls(by) else "up"
        draft = Draft("T7", "change", "growth_by", change.id, (new.id, by.id), explained_by=how)
        if by.at > change.at or ";" not in page.gap(new, by) or judge(draft, page.figures).holds:
            yield draft
    yield from _of_the_change_before(page, board, change)


def is_level(page: Page, change: Mark, level: Mark, by: Mark) -> bool:
    """True for "2.090 ha, giảm 20 ha, bằng 99,1% vụ trước": what is left of the earlier level, and not what it lost."""
    gone = replace(change.figure, value=abs(HUNDRED - abs(middle(change.figure))))
    how = "down" if middle(by.figure) < 0 else "up"
    draft = Draft("T7", "change", "growth_by", change.id, (level.id, by.id), explained_by=how)
    return bool(judge(draft, {**page.figures, change.id: gone}).holds)


def _of_another(page: Page, change: Mark, level: Mark, by: Mark) -> bool:
    """True where the percentage is that of the earlier level ("so với tháng 4 (2.046), tăng 168, tương đương 8,2%") or of two shares."""
    if is_level(page, change, level, by):
        return True
    of_old = Draft("T7", "ratio", "ratio", change.id, (by.id, level.id))
    if _MEASURED_BY.search(level.head) and judge(of_old, page.figures).verdict == "holds":
        return True
    near = page.marks[max(0, change.at - _REACH) : change.at]
    shares = [m for m in near if m.percent and not m.change and m.sentence == change.sentence and m.value is not None]
    aim = abs(middle(change.figure))
    return any(abs(middle(a.figure) - middle(b.figure)) == aim for a, b in itertools.combinations(shares, 2))


def _before(page: Page, change: Mark, level: Level) -> tuple[Mark, Mark] | None:
    """ "12 vụ, giảm 3 vụ (20%)": the level and the change in units."""
    if change.at < 2:
        return None
    by = page.marks[change.at - 1]
    if not by.change or by.percent or by.sentence != change.sentence or not SAME.fullmatch(page.gap(by, change)):
        return None
    return _usable(level(by), by)


def _behind(page: Page, change: Mark, level: Level) -> tuple[Mark, Mark] | None:
    """ "12.640 tấn, tăng 3,2% (tăng 392 tấn)"."""
    if change.at + 1 >= len(page.marks) or not change.change:
        return None
    by = page.marks[change.at + 1]
    closed = page.low[by.figure.end : by.figure.end + 1] == ")" and page.opening_before(by.figure.start) >= 0
    if not (by.change or (by.counted and closed)) or by.percent or by.sentence != change.sentence:
        return None
    pair = _usable(level(change), by) if _BEHIND.fullmatch(page.gap(change, by)) else None
    # a bare count in parentheses may as well be the value before: it is the change only where it is smaller
    return None if pair is not None and not by.change and 2 * middle(by.figure) > middle(pair[0].figure) else pair


def _usable(new: Mark | None, by: Mark) -> tuple[Mark, Mark] | None:
    if new is None or new.percent or not new.value or not by.value:
        return None
    if not (same_unit(new.unit, by.unit) or covers(new.unit, by.unit)):
        return None
    return new, by


def _of_the_change_before(page: Page, board: Board, change: Mark) -> Iterator[Draft]:
    """ "tăng 1.250 người so với năm trước (111.050 người), tương đương tăng 1,13%"; or of the shares beside the two counts."""
    for by in reversed(page.marks[max(0, change.at - 3) : change.at]):
        if by.sentence != change.sentence or not (by.change and not by.percent):
            continue
        told = board.difference_of.get(by.id)
        if told is None or not _AGAIN.fullmatch(page.low[by.figure.end : change.figure.num_start]):
            return
        growth = Draft("T7", "change", "growth", change.id, told.terms)
        shares = [_share_beside(page, page.by_id[t]) for t in told.terms]
        points = Draft("T7", "change", "growth", change.id, tuple(s.id for s in shares if s is not None))
        if len(points.terms) == 2 and judge(points, page.figures).holds:
            yield points
        elif not _of_shares(page, by, change) or judge(growth, page.figures).holds:
            yield growth
        return


def _of_shares(page: Page, by: Mark, change: Mark) -> bool:
    """True where the change may be one of shares, not of the counts: "tỷ lệ giảm 1,1 điểm %"."""
    return change.unit[:1] == ("điểm",) or "lệ" in page.gap(by, change)


def _share_beside(page: Page, level: Mark) -> Mark | None:
    """The share printed right behind a count."""
    after = page.marks[level.at + 1] if level.at + 1 < len(page.marks) else None
    return (
        after if after is not None and after.percent and not after.change and after.sentence == level.sentence else None
    )
