"""Changes, shares and cuts whose operands stand in clauses of their own (T7, T2): said where they agree, or where one slip is between.

"Tuần này 846 ca, tuần trước 1.128 ca, giảm 25%"; "so với cùng kỳ (186 vụ, chết 74 người) giảm 22 vụ (11,8%)"; "…; so với kế hoạch năm
3.900 tấn đạt 73,4%"; "đề nghị 12.640 triệu đồng, chấp nhận 12.205 triệu đồng, cắt giảm 435 triệu đồng".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.changes import by_the_year
from giaoban.kernel.checks.doubted import slipped
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.echoed import SAME, is_level
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.quantity.heads import matches

_LISTED = re.compile(r"\bso với[^().;\n]{0,60}\(")
_BEFORE = re.compile(
    r"\b(?:(?:tuần|tháng|quý|năm(?: học)?|kỳ|vụ|đợt|ngày|giai đoạn) (?:liền |kề |liền kề )*(?:trước|ngoái)|liền (?:kề )?trước|cùng kỳ"
    r"|cùng thời điểm|(?<!tháng )(?<!nửa )(?<!quý )đầu (?:năm|kỳ|nhiệm kỳ))\b"
)
_UP_OR_DOWN = re.compile(r"\s*(?:tăng |giảm )?(?:lên|xuống)(?: còn| thành)?(?: là)?\s*")
_NOW = re.compile(r"\b(?:cuối (?:năm|kỳ|tháng|quý)|hiện(?: nay| có| còn)?|đến nay|nay)\b")
_NAMED_YEAR = re.compile(r"[^,;.()\n]{0,20}\bso với (?:cùng kỳ )?năm (?:học )?((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\bnăm (?:học )?((?:19|20)\d\d)\b")
_MEASURED_BY = re.compile(
    r"\bso (?:với )?(?:cùng|kế hoạch|dự toán|chỉ tiêu|nghị quyết|năm|kh\b)[^,;:()\d]{0,40}(?:năm \d{4})?[^,;:()\d]{0,20}\(?\s*$"
)
_REACHED = re.compile(r"\)?[^,;:()\n]{0,12}(?:,\s*)?(?:thì )?(?:đạt|bằng|tương đương|đạt tỷ lệ)(?: khoảng)?\s*")
_ASKED = re.compile(r"đề nghị|\btrình\b|giá gói thầu|dự toán|dự thầu|khởi điểm|kê khai|nghiệm thu|khái toán")
_GRANTED = re.compile(r"phê duyệt|được duyệt|chấp nhận|thẩm (?:tra|định)|trúng|quyết toán|kiểm toán")
_CUT = re.compile(r"(?:giảm trừ|cắt giảm|tiết kiệm|giảm|chênh lệch|vượt|cao hơn|tăng)[^,;:()\d]{0,30}$")
_REACH = 12
_MOST = 8
_WORD = re.compile(r"[^\W\d_]+")


def find_apart(page: Page, board: Board) -> None:
    """Propose what no nearer words have proposed."""
    found: dict[str | None, list[Draft]] = {}
    for draft in board.drafts.values():
        found.setdefault(draft.result, []).append(draft)
    for opened in matches(_LISTED, page.low, ("so với",)):
        _against_list(page, board, found, opened.end() - 1)
    bases = frozenset(draft.terms[-1] for draft in board.drafts.values() if draft.op == "ratio")
    told = {draft.result for draft in board.drafts.values() if draft.kind == "change" and draft.op != "grim_change"}
    for mark in page.marks:
        if mark.value is None or mark.id in told:
            continue
        meant = next((d for d in _drafts(page, board, bases, mark) if _meant(page, d)), None)
        if meant is not None:
            board.drafts.pop(("ratio", frozenset({mark.id, meant.terms[-1]}), None), None)
            board.add(meant)


def _drafts(page: Page, board: Board, bases: frozenset[str], mark: Mark) -> Iterator[Draft]:
    """What a number may be computed from, the plainest first."""
    if (mark.change or mark.percent) and by_the_year(page, mark):
        return
    if mark.change or (mark.percent and _echoed(page, mark)):
        yield from _moves(page, board, mark)
    found = _share_behind_plan(page, board, bases, mark) if mark.percent else _cut(page, mark)
    if found is not None and not by_the_year(page, mark):
        yield found


def _meant(page: Page, draft: Draft) -> bool:
    """True for a proposal that holds, or that one slip keeps from holding."""
    found = judge(draft, page.figures)
    return bool(found.holds) or (found.verdict == "fails" and slipped(page, draft))


def _echoed(page: Page, share: Mark) -> bool:
    by = page.marks[share.at - 1] if share.at else share
    return by.change and not by.percent and by.sentence == share.sentence and bool(SAME.fullmatch(page.gap(by, share)))


def _moves(page: Page, board: Board, change: Mark) -> Iterator[Draft]:
    levels = _two_levels(page, board, change)
    if levels is not None:
        yield Draft("T7", "change", "growth" if change.percent else "difference", change.id, levels)
    by = page.marks[change.at - 1] if change.at else change
    level = _level_apart(page, board, by) if change.percent and _echoed(page, change) else None
    if level is not None and not is_level(page, change, level, by):
        falls = "down" if middle(by.figure) < 0 else "up"
        yield Draft("T7", "change", "growth_by", change.id, (level.id, by.id), explained_by=falls)


def _level_apart(page: Page, board: Board, by: Mark) -> Mark | None:
    """The one level of the unit of a change in its sentence: "1.284 trường hợp, nộp 2.146 triệu đồng; so với cùng kỳ tăng 162"."""
    found = [
        m
        for m in page.marks[max(0, by.at - _REACH) : by.at]
        if m.sentence == by.sentence and m.counted and m.unit and by.unit and m.unit[:1] == by.unit[:1] and m.at not in board.olds
        and not page.bracketed(m)
    ]  # fmt: skip
    words = _words(page, by)
    best = max((len(words & _words(page, m)) for m in found), default=0)
    named = [m for m in found if best and len(words & _words(page, m)) == best] if len(found) > 1 else found
    alone = len(named) == 1 and named[0].at not in board.top_of and named[0].at not in board.base_of
    return named[0] if alone and not page.bracketed(by) else None


def _two_levels(page: Page, board: Board, change: Mark) -> tuple[str, str] | None:
    """(new, old) where the last two levels before a change are of one unit, and the words of one say that it is the earlier."""
    near: list[Mark] = []
    for mark in reversed(page.marks[max(0, change.at - _REACH) : change.at]):
        if len(near) == 2 or mark.line != change.line or change.sentence - mark.sentence > 1:
            break
        if mark.sentence != change.sentence and (
            not near or not _NOW.search(near[0].before) or not _BEFORE.search(mark.before)
        ):
            break
        if mark.change or mark.span or (mark.percent and not (near and near[0].percent) and not _points(change)):
            continue
        if page.bracketed(mark) and ")" in page.low[mark.figure.end : change.figure.num_start]:
            continue
        near.append(mark)
    if len(near) < 2 or any(m.value is None or m.at in board.base_of or m.at in board.top_of for m in near):
        return None
    later, first = near
    if not later.unit or later.unit[:1] != first.unit[:1] or not (change.percent or _one_unit(later, change)):
        return None
    order = _earlier_first(page, first, later)
    named = _NAMED_YEAR.match(page.low, change.figure.end)
    elsewhere = named and not any(named[1] in page.low[m.clause : m.figure.start] for m in near)
    if order is None or (elsewhere and order is False):
        return None
    new, old = (later, first) if order else (first, later)
    return new.id, old.id


def _points(change: Mark) -> bool:
    return change.unit[:1] == ("điểm",)


def _one_unit(level: Mark, change: Mark) -> bool:
    return same_unit(level.unit, change.unit) or covers(level.unit, change.unit)


def _earlier_first(page: Page, first: Mark, later: Mark) -> bool | None:
    """True where the first of two levels is the earlier one, False where the second is, None where the words do not say."""
    words = [
        page.low[max(page.item_start(m.figure.num_start), m.figure.num_start - 120) : m.figure.num_start]
        for m in (first, later)
    ]
    if _UP_OR_DOWN.fullmatch(page.gap(first, later)):
        return True
    told = [bool(_BEFORE.search(w)) for w in words]
    if told[0] != told[1]:
        return told[0]
    years = [_YEAR.findall(w)[-1:] for w in words]
    if years[1] and not years[0]:  # "Năm 2022, sản lượng 486 triệu kWh, năm 2023 đạt 522 triệu kWh"
        years[0] = _YEAR.findall(page.low[first.clause : first.figure.num_start])[-1:]
    if years[0] and years[1] and years[0] != years[1]:
        return years[0] < years[1]
    if years[1] and not years[0] and not any(told):
        return False if re.search(r"\bnăm (?:học )?\d{4}[^,;()\d]{0,30}\(?\s*$", words[1]) else None
    return None


def _share_behind_plan(page: Page, board: Board, bases: frozenset[str], share: Mark) -> Draft | None:
    """ "sản lượng 2.864 tấn, trong đó …; so với kế hoạch năm 3.900 tấn đạt 73,4%": the head of the sentence against its plan."""
    base = page.marks[share.at - 1] if share.at else share
    if base.change and base.at:
        base = page.marks[base.at - 1]
    if (
        not base.counted
        or not base.unit
        or not base.value
        or base.sentence != share.sentence
        or not _MEASURED_BY.search(base.head[-90:])
    ):
        return None
    last, tail = page.marks[share.at - 1], page.tail(share)
    if base.id in bases or lexicon.PLAN.search(tail) or lexicon.SAME_PERIOD.search(tail):
        return None
    if not _REACHED.fullmatch(page.low[last.figure.end : share.figure.num_start]):
        return None
    heads = [
        m
        for m in page.marks[max(0, base.at - _REACH) : base.at]
        if m.sentence == base.sentence
        and m.counted
        and m.unit == base.unit
        and m.at not in board.whole_of
        and not page.bracketed(m)
    ]
    if not heads:
        return None
    if last is not base and last.unit == base.unit:
        moved = Draft("T7", "change", "difference", last.id, (heads[0].id, base.id))
        if _meant(page, moved):
            board.add(moved)
    return Draft("T2", "ratio", "ratio", share.id, (heads[0].id, base.id))


def _cut(page: Page, left: Mark) -> Draft | None:
    """ "giá trị đề nghị 64,8 tỷ đồng, phê duyệt 63,9 tỷ đồng, giảm trừ 0,9 tỷ đồng": asked, granted, and the difference."""
    if left.at < 2 or left.percent or left.value is None or not left.unit:
        return None
    asked, granted = page.marks[left.at - 2], page.marks[left.at - 1]
    alike = all(m.counted and m.unit == left.unit and m.sentence == left.sentence for m in (asked, granted))
    if (
        not alike
        or not _CUT.search(left.head[-50:])
        or not _ASKED.search(asked.before)
        or not _GRANTED.search(granted.before)
    ):
        return None
    return Draft("T7", "change", "difference", left.id, (granted.id, asked.id))


def _against_list(page: Page, board: Board, found: Mapping[str | None, Sequence[Draft]], opened: int) -> None:
    """ "So với cùng kỳ (186 vụ, chết 74 người, bị thương 151 người) giảm 22 vụ (11,8%), giảm 9 người chết (12,2%)"."""
    closed = page.low.find(")", opened, opened + 200)
    olds = page.between(opened, closed) if closed > 0 else ()
    if len(olds) < 2 or not all(m.counted and m.before.strip(" (") + "".join(m.unit) for m in olds):
        return
    end = page.sentence_span(page.sentence_of(closed))[1]
    behind = [m for m in page.between(closed, end)[: 2 * _MOST] if m.change and not m.percent]
    earlier = page.marks[max(0, olds[0].at - _MOST) : olds[0].at]
    for place, by in enumerate(behind):
        old = _namesake(page, by, olds, place)
        if old is None:
            continue
        share = page.marks[by.at + 1] if by.at + 1 < len(page.marks) else by
        if share.percent and share.value is not None and page.opening_before(share.figure.start) >= by.figure.end - 1:
            for wrong in found.get(share.id, ()):
                board.drafts.pop(wrong.key, None)
            board.add(Draft("T7", "ratio", "ratio", share.id, (by.id, old.id)))
        new = _namesake(page, by, [m for m in earlier if m.counted and not page.bracketed(m)][-len(olds) :], place)
        if new is not None and by.id not in found:
            draft = Draft("T7", "change", "difference", by.id, (new.id, old.id))
            if _meant(page, draft):
                board.add(draft)


def _namesake(page: Page, by: Mark, levels: Sequence[Mark], place: int) -> Mark | None:
    """The level that a change is of: of its unit and most of its words, of several alike the one at its place in the list."""
    words = _words(page, by)
    alike = [m for m in levels if m.unit[:1] in {by.unit[:1], ()}]
    best = max((len(words & _words(page, m)) for m in alike), default=0)
    closest = [m for m in alike if len(words & _words(page, m)) == best]
    if len(closest) == 1:
        return closest[0]
    return levels[place] if place < len(levels) and levels[place] in closest else None


def _words(page: Page, mark: Mark) -> frozenset[str]:
    moved = {"tăng", "giảm", "làm"}
    return frozenset(
        w for w in (*_WORD.findall(mark.before), *mark.unit) if w not in lexicon.STOP_WORDS and w not in moved
    )
