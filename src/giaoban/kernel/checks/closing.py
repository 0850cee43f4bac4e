"""Do parts make their whole (T3)? The run of parts that adds up, and whether one that does not was meant to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from giaoban.kernel.checks import classes, lexicon
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import ZERO, middle
from giaoban.kernel.checks.slips import grain, one_scale, one_slip
from giaoban.kernel.quantity import Interval

_NEAR = Decimal("0.05")
_FAR = Decimal("0.6")
_QUARTER = Decimal("0.25")
_LINKED = re.compile(r"[^,;:.()\n]{0,40}(?:,| và| cùng| với)\s*[^,;:.()\n]{0,30}")
_HALF_MORE = Decimal("1.5")
_UNDER = re.compile(r"\b(?:trong (?:đó|số (?:đó|này))|gồm|chia ra)\b")
_OVERLAPPING = re.compile(
    r"\b(?:đạt|có|đã|được|thu|phát|nhận|quyết|xong|hoàn|trả|thiếu|lắp|dùng|sử dụng|tham gia|thực hiện|chưa|đang|chiếm|từ|sang|bị)\b|%"
)
_TOO_FAR = 4
_OF_A_PLAN = re.compile(r"/\s*(?:kế hoạch|kh\b|dự toán|chỉ tiêu|tổng|số)", re.IGNORECASE)
_EACH = 2
_NEAR_ONLY = -2
_FEW = 50
_REST = re.compile(r"còn lại|số còn|phần còn|\bkhác\b|\.\.\.|…|\bv\.?\s?v\b")
_BOUND = re.compile(r"\b(dưới|trên|từ|quá)\s+(\d[\d.,]*\s*[^\W\d_]+)(?: trở lên| trở xuống)?\s*(?:có|là|:)?\s*$")
_MAINLY = re.compile(
    r"\b(?:chủ yếu|tiêu biểu|điển hình|nhiều nhất|cao nhất|lớn nhất|nổi bật|đáng chú ý|riêng)\b[^;.()]{0,80}$"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A whole with the counts that follow it.

    `strong` tells how far the words say that the parts are all of it: 2 gồm, 1 trong đó:, 0 trong đó, -1 no cue,
    -2 no cue and lines that no bullet and no colon announces: these confirm only.
    """

    whole: Mark
    parts: tuple[Mark, ...]
    strong: int
    certain: bool = False


def _is_rate(mark: Mark) -> bool:
    """True for "0,9 tỷ đồng/km"; the slash of "16.480 lao động/kế hoạch 16.000" makes none."""
    told = f"{mark.figure.unit}/{mark.figure.per}"
    return told.rstrip("/").count("/") > 0 and _OF_A_PLAN.search(told) is None


def of_kind(whole: Mark, part: Mark) -> bool:
    """True where a count may be part of a whole: of its kind, and no rate ("0,9 tỷ đồng/km") of an amount."""
    if _is_rate(part) != _is_rate(whole):
        return False
    one_counter = whole.unit[:1] == part.unit[:1] and bool(whole.unit) and whole.unit[0] in lexicon.COUNTERS
    return (
        one_counter
        or same_unit(whole.unit, part.unit)
        or covers(whole.unit, part.unit)
        or covers(part.unit, whole.unit)
    )


def prefix_that_fits(whole: Mark, parts: Sequence[Mark]) -> tuple[Mark, ...]:
    """The longest run of the first parts that can add up to the whole, the first one that does so exactly."""
    least = most = exact = ZERO
    target, size = whole.printed, middle(whole.figure)
    best = 0
    for k, part in enumerate(parts):
        least, most, exact = least + part.printed.low, most + part.printed.high, exact + middle(part.figure)
        if k and least <= target.high and most >= target.low and _meet(target, parts[: k + 1]):
            best = k + 1
            if exact == size:
                break
    return tuple(parts[:best])


def _meet(target: Interval, parts: Sequence[Mark]) -> bool:
    total = Interval.point(ZERO)
    for part in parts:
        total = total + part.printed
    return total.meets(target)


def _others_unnamed(page: Page, parts: Sequence[Mark]) -> bool:
    """True where the words leave room for parts without a number: "còn lại là cây khác", "chủ yếu", "…"."""
    last = parts[-1].figure.end
    stop = page.marks[parts[-1].at + 1].figure.start if parts[-1].at + 1 < len(page.marks) else len(page.low)
    end = min(page.sentence_around(last)[1] + 3, stop)
    return bool(_REST.search(page.low, last, end) or _MAINLY.search(page.low, parts[0].clause, parts[0].figure.start))


def _single_items(page: Page, run: Run) -> int:
    """How many items before the first part have no number: "6 quy hoạch, gồm quy hoạch chung thị trấn, 3 quy hoạch xã và 2 …" has one."""
    told = re.split(r"gồm|:", page.low[run.whole.figure.end : run.parts[0].figure.start])[-1]
    return len([item for item in re.split(r"[,;]|\bvà\b", told)[:-1] if len(item.split()) > 1])


def _kinds_that_overlap(page: Page, parts: Sequence[Mark]) -> bool:
    """True where every part has its own share and these are far from 100 in all: women and members of a minority, not classes."""
    following = [page.marks[p.at + 1] for p in parts if p.at + 1 < len(page.marks)]
    shares = [
        middle(s.figure) for s in following if s.percent and not s.change and not lexicon.PLAN.search(page.tail(s))
    ]
    return len(shares) == len(parts) and abs(sum(shares, Decimal(0)) - 100) > 15


def _sides_of_people(page: Page, parts: Sequence[Mark]) -> int:
    """How many sides the parts are told by: "nữ 61, đoàn viên 87, dân tộc thiểu số 22" by three, so one person may count in each."""
    told: set[str] = set()
    for part in parts:
        words = f"{part.before} {' '.join(part.unit)} {page.tail(part, 24)}"
        told.update(side for side, pattern in lexicon.SIDES.items() if pattern.search(words))
    return len(told)


def _below_and_above(page: Page, parts: Sequence[Mark]) -> bool:
    """True for two parts on both sides of one bound: "dưới 24 tháng 39 dự án, trên 24 tháng 15 dự án"."""
    told = [_BOUND.search(page.low, max(0, p.figure.start - 40), p.figure.start) for p in parts]
    bounds = [(found[1], found[2].strip()) for found in told if found]
    return len(bounds) == len(parts) == 2 and bounds[0][0] != bounds[1][0] and bounds[0][1] == bounds[1][1]


def expected_to_close(page: Page, run: Run, parts: Sequence[Mark]) -> bool:
    """True where parts that do not add up are an error to report: the words, the classes, or the numbers say that they are all."""
    whole = middle(run.whole.figure)
    total = sum((middle(p.figure) for p in parts), Decimal(0))
    scheme = classes.scheme_of(page, parts)
    if run.certain or (scheme and classes.complete(page, parts, scheme)) or _below_and_above(page, parts):
        return True
    if whole <= 0 or len(parts) < 2 or (total < whole and _others_unnamed(page, parts)):
        return False
    if whole < _FEW and total < whole == total + _single_items(page, run):
        return False
    values = [middle(p.figure) for p in parts]
    sister = page.marks[
        run.whole.at - 1
    ]  # "khối 6 có 214 em, khối 7 có 205 em, trong đó nữ 102 em, 99 em": one of each
    beside = sister.counted and sister.unit == run.whole.unit and sister.sentence == run.whole.sentence
    if run.strong == 0 and len(parts) == _EACH and beside and total < whole:
        return False
    apart = abs(total - whole) > _NEAR * whole or not one_slip(whole, values)
    if _kinds_that_overlap(page, parts) or (apart and _sides_of_people(page, parts) > 1):
        return False
    alike = all(of_kind(run.whole, p) for p in parts)
    if run.strong < 0 and any(p.unit != run.whole.unit for p in parts):
        return False
    if one_scale(whole, values) or (alike and run.strong >= 0 and max(values) > whole and total <= _TOO_FAR * whole):
        return True
    gap = abs(total - whole) / whole
    slip = one_slip(whole, values)
    size = whole / grain([whole, *values])
    if run.strong < 0:
        return run.strong > _NEAR_ONLY and slip and size >= 20
    if run.strong == 2:
        return (gap <= _FAR or slip) if alike else gap <= 2 * _NEAR and whole >= 20
    if size >= 20 and len(parts) > 2 and (slip if total > whole else gap <= 2 * _NEAR):
        return True
    if run.strong == 1 and alike:
        return gap <= 3 * _NEAR or (size >= 20 and slip)
    return size >= 100 and (slip or (gap <= _NEAR and len(parts) > 2))


def bullet_of(page: Page, line: int) -> str:
    """What a line of a list begins with, counters all alike: "1)", "-"; empty for other lines."""
    start, end = page.line_span(line)
    found = lexicon.BULLET.match(page.low, start, end)
    return re.sub(r"[\da-zđ]", "1", found.group().strip()) if found else ""


def exceed(page: Page, run: Run, parts: Sequence[Mark]) -> bool:
    """True for parts, each no more than its whole, that "trong đó" or "gồm" puts under it and that make up to half more than it: a part
    counts twice, or a number is wrong. Not for what is told of parts by a verb ("86 xã đạt chuẩn"), and not for sides of people: these
    overlap."""
    whole = middle(run.whole.figure)
    values = [middle(p.figure) for p in parts]
    if run.strong < 0 or len(parts) < 2 or not max(values) <= whole < sum(values) <= _HALF_MORE * whole:
        return False
    if not _UNDER.search(page.low, run.whole.figure.end, parts[0].figure.num_start):
        return False
    beyond = sum((p.printed for p in parts[1:]), parts[0].printed).low > run.whole.printed.high
    one_kind = bool(run.whole.unit) and all(
        p.unit and same_unit(run.whole.unit, p.unit) and _is_rate(p) == _is_rate(run.whole) for p in parts
    )
    told = any(_OVERLAPPING.search(f"{p.before} {page.tail(p, 30)}") for p in parts)
    return beyond and one_kind and not told and _sides_of_people(page, parts) <= 1


def all_told(page: Page, run: Run, parts: Sequence[Mark]) -> bool:
    """True for three or more parts of one unit behind "gồm" or a colon, to the end of their clause, little missing."""
    alike = len(parts) > 2 and len({p.unit for p in parts} | {run.whole.unit, ()}) == 2
    following = page.marks[parts[-1].at + 1] if parts[-1].at + 1 < len(page.marks) else None
    ends = (
        following is None
        or following.clause != parts[-1].clause
        or page.bracketed(parts[-1]) != page.bracketed(following)
    )
    listed = run.strong > 0 and not page.bracketed(
        parts[0]
    )  # "thường xuyên 331,7 tỷ (giáo dục 186,4 tỷ, y tế 12,6 tỷ)" names some
    return listed and alike and ends and apart_by(run.whole, parts) <= _QUARTER * middle(run.whole.figure)


def apart_by(whole: Mark, parts: Sequence[Mark]) -> Decimal:
    """How far parts are from their whole: those that chance has made parts of one another count too where that is nearer."""
    return abs(middle(whole.figure) - sum((middle(p.figure) for p in parts), Decimal(0)))


def with_another_kind(page: Page, whole: Mark, parts: Sequence[Mark]) -> tuple[Mark, ...]:
    """ "41 trường: 15 trường mầm non, 14 trường tiểu học, 11 trường THCS và 1 trung tâm": the list closed by a count of another kind."""
    if len(parts) < 2 or whole.measured or parts[-1].at + 1 >= len(page.marks):
        return ()
    last = page.marks[parts[-1].at + 1]
    beside = last.counted and not last.measured and last.sentence == parts[-1].sentence and not page.bracketed(last)
    told = (*parts, last)
    exact = beside and sum((middle(p.figure) for p in told), Decimal(0)) == middle(whole.figure)
    return told if exact and _LINKED.fullmatch(page.gap(parts[-1], last)) else ()
