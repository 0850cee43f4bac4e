"""Parts told by form alone (T3): votes of one ballot, counts in parentheses behind places, "chia theo …:", what came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board, Draft, Pair
from giaoban.kernel.checks.layout import Mark, Page, same_unit
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.slips import one_slip
from giaoban.kernel.quantity.heads import matches

_PARTED = re.compile(r"(?:chia (?:theo|ra)|phân (?:theo|loại)|cơ cấu|theo)\b[^:\n.;]{0,60}:")
_ALL_TOLD = re.compile(r"\btổng (?:số|cộng)\b[^;:()\n\d]{0,60}$")
_ALL_BEFORE = re.compile(
    r"\b(?:tổng|toàn (?:cấp|khối|đợt|vụ|ngành|khóa|tuyến)|(?:6|sáu|9|chín) tháng|cả (?:năm|vụ|đợt|hai|ba|bốn)) [^,;:()\n\d]{0,50}"
    r"(?:\([^()\d]{0,40}\)[^,;:()\n\d]{0,20})?$"
)
_IN_ALL = re.compile(r"\b(?:tổng|toàn|tháng|cả) ")
_CERTAIN = 4
_FEWEST_DIGITS = 3
_ALL_BUT = Decimal("0.02")
_LONGEST = 14
_SHORT_HEAD = 3
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\([^()\n]{20,300}\)")
_REACH = 600


def find_lists(page: Page, board: Board) -> None:
    """Propose the sums of the page that form alone announces."""
    for run in _ballots(page, board):
        _ballot(page, board, run)
    for cue in matches(_PARTED, page.low, ("chia ", "phân ", "cơ cấu", "theo")):
        _parted(page, board, cue)
    for mark in page.marks:
        if mark.counted and mark.at not in board.base_of and mark.at not in board.top_of:
            _told_in_all(page, board, mark)
    _bracketed(page, board)
    for cue in page.whole_cues:
        _side_by_side(page, board, cue.start(), cue.end(), page.sentence_span(page.sentence_of(cue.start()))[1])
    for opened in _BRACKETS.finditer(page.low):
        _side_by_side(page, board, opened.start(), opened.start() + 1, opened.end())


def _ballots(page: Page, board: Board) -> Iterator[list[Pair]]:
    """Runs of pairs n/m with one m in one sentence."""
    run: list[Pair] = []
    for pair in board.pairs:
        last = run[-1] if run else None
        if last is not None and not (
            pair.top.sentence == last.top.sentence
            and pair.base.value == last.base.value
            and pair.base.unit == last.base.unit
        ):
            yield run
            run = []
        run.append(pair)
    yield run


def _ballot(page: Page, board: Board, run: list[Pair]) -> None:
    """ "25/33 phiếu (75,8%), 8/33 phiếu (24,2%)": the counts add to m, so their shares add to 100."""
    tops = [pair.top for pair in run]
    if len(run) < 2 or any(p.plan or p.compared for p in run):
        return
    if sum((middle(t.figure) for t in tops), Decimal(0)) != middle(run[0].base.figure):
        return
    board.add(Draft("T3", "sum", "sum", run[0].base.id, tuple(t.id for t in tops)))
    board.group(run[0].base, tops)
    shares = [board.share_of.get(t.at) for t in tops]
    found = [s.id for s in shares if s is not None]
    if len(found) == len(tops):
        board.add(Draft("T4", "sum", "total", None, tuple(found), total=Decimal(100)))
        board.totalled.update(found)


def _parted(page: Page, board: Board, cue: re.Match[str]) -> None:
    """ "Tiếp nhận 90 hồ sơ … Chia theo lĩnh vực: đất đai 50; hộ tịch 40": the whole is the count before that the parts make."""
    start, end = cue.span()
    head = frozenset(_WORD.findall(page.low[page.item_start(start) : start]))
    if len(head) > _SHORT_HEAD:
        return
    first = page.after(end)
    wholes = [
        m
        for m in reversed(page.marks[max(0, first - _LONGEST) : first])
        if m.counted and m.at not in board.top_of and start - m.figure.end <= _REACH and head <= page.label(m)
    ]
    if first >= len(page.marks):
        return
    for whole in wholes:
        parts = _same_list(page, board, page.marks[first : first + _LONGEST], whole.unit, end)
        if len(parts) > 1 and sum((middle(p.figure) for p in parts), Decimal(0)) == middle(whole.figure):
            _add(board, whole, parts)
            return
    for whole in wholes:
        parts = _same_list(page, board, page.marks[first : first + _LONGEST], whole.unit, end)
        if len(parts) > 2 and one_slip(middle(whole.figure), [middle(p.figure) for p in parts]):
            _add(board, whole, parts)
            return


def _same_list(page: Page, board: Board, marks: Sequence[Mark], unit: tuple[str, ...], end: int) -> list[Mark]:
    """Counts of one unit in the rest of the line, or in the list items below a cue that ends its line."""
    line = page.low[end : page.line_span(marks[0].line)[1]] if marks else ""
    below = bool(marks) and "\n" in page.low[end : marks[0].figure.num_start]
    parts: list[Mark] = []
    for at, mark in enumerate(marks):
        gap = page.low[end if not at else marks[at - 1].figure.end : mark.figure.num_start]
        breaks = gap.count("\n")
        bullet = lexicon.BULLET.match(gap.rpartition("\n")[2]) if breaks else None
        if breaks and not (below and (bullet or not parts)):
            break
        if not below and line and mark.sentence != marks[0].sentence:
            break
        if mark.counted and mark.at not in board.base_of and same_unit(mark.unit, unit) and mark.unit == unit:
            parts.append(mark)
    return parts


def _add(board: Board, whole: Mark, parts: Sequence[Mark]) -> None:
    board.add(Draft("T3", "sum", "sum", whole.id, tuple(p.id for p in parts)))
    board.group(whole, parts)


def _told_in_all(page: Page, board: Board, mark: Mark) -> None:
    """The templates of a total, for figures whose clause names one."""
    head = mark.head
    if "tổng" in head:
        _carried(page, board, mark)
    if _IN_ALL.search(head):
        _told_after(page, board, mark)
    if "ng số" in mark.before:
        _among(page, board, mark)


def _carried(page: Page, board: Board, whole: Mark) -> None:
    """ "tiếp nhận 90, kỳ trước chuyển sang 10; tổng số phải giải quyết 100"."""
    if not _ALL_TOLD.search(whole.head):
        return
    near = [
        m
        for m in page.marks[max(0, whole.at - 2 * _LONGEST) : whole.at]
        if m.counted and m.unit == whole.unit and m.at not in board.base_of
    ]
    carried = [m for m in near if lexicon.CARRIED.search(m.before) and not lexicon.SAME_PERIOD.search(page.tail(m))]
    new = [m for m in near if lexicon.RECEIVED.search(m.before) and m not in carried]
    if carried and new:
        parts = [new[0], carried[-1]]
        exact = sum((middle(p.figure) for p in parts), Decimal(0)) == middle(whole.figure)
        if exact or one_slip(middle(whole.figure), [middle(p.figure) for p in parts]):
            _add(board, whole, parts)


def _told_after(page: Page, board: Board, whole: Mark) -> None:
    """ "ngô 120 ha, …; lạc 40 ha. Tổng diện tích cây màu 160 ha": the nearest counts of its kind that add up, or all but add up."""
    if not _ALL_BEFORE.search(whole.head) or whole.at in board.wholes:
        return
    parts: list[Mark] = []
    missed: list[Mark] = []
    total = Decimal(0)
    for mark in reversed(page.marks[max(0, whole.at - 2 * _LONGEST) : whole.at]):
        if mark.line != whole.line or len(parts) == _LONGEST:
            break
        alike = mark.unit == whole.unit or (not whole.measured and same_unit(mark.unit, whole.unit))
        if mark.counted and mark.unit and alike and mark.at not in board.base_of:
            if not missed and len(parts) > 1 and mark.sentence != parts[0].sentence and _all_but(page, whole, parts):
                missed = list(parts)
            parts.insert(0, mark)
            total += middle(mark.figure)
        if len(parts) > 1 and total == middle(whole.figure):
            _add(board, whole, parts)
            return
    if missed or (len(parts) > 1 and _all_but(page, whole, parts)):
        _add(board, whole, missed or parts)


def _all_but(page: Page, whole: Mark, parts: Sequence[Mark]) -> bool:
    """True where the counts of the sentence before a total, or of its own, miss it by a slip or by next to nothing under one name."""
    size, values = middle(whole.figure), [middle(p.figure) for p in parts]
    digits = len(size.normalize().as_tuple().digits)
    if whole.sentence - parts[0].sentence > 1 or digits < _FEWEST_DIGITS or max(values) >= size:
        return False
    named = all(page.label(whole) & page.label(p) for p in parts)
    slip = one_slip(size, values) and (named or digits >= _CERTAIN)
    return slip or (named and abs(sum(values, Decimal(0)) - size) <= _ALL_BUT * size)


def _among(page: Page, board: Board, whole: Mark) -> None:
    """ "trong tổng số 23 chủ đầu tư có 9 đơn vị …, 9 đơn vị …, 5 đơn vị": other words for the same things, where they add up."""
    if not re.search(r"\b(?:tổng số|trong số)\s*$", whole.before) or whole.at + 1 >= len(page.marks):
        return
    after = [m for m in page.marks[whole.at + 1 : whole.at + _LONGEST] if m.sentence == whole.sentence and m.counted]
    parts = [m for m in after if m.unit == after[0].unit and m.at not in board.base_of]
    if len(parts) > 1 and sum((middle(p.figure) for p in parts), Decimal(0)) == middle(whole.figure):
        _add(board, whole, parts)


def _side_by_side(page: Page, board: Board, start: int, begin: int, end: int) -> None:
    """ "45 trường với 620 lớp: mầm non 15 trường, 180 lớp; …": every kind of thing before the cue is told again in parts."""
    first = page.after(begin)
    sentence = page.sentence_of(start)
    wholes = [m for m in page.marks[max(0, first - 4) : first] if m.counted and m.sentence == sentence and m.unit]
    if len(wholes) < 2 or len({m.unit[0] for m in wholes}) != len(wholes):
        return
    inside = [m for m in page.between(begin, end) if m.counted and m.at not in board.base_of]
    columns = [[m for m in inside if m.unit[:1] == whole.unit[:1]] for whole in wholes]
    longest = len(columns[0])
    if not 2 <= longest <= _LONGEST or any(len(column) != longest for column in columns):
        return
    fits = [
        sum((middle(p.figure) for p in c), Decimal(0)) == middle(w.figure) for w, c in zip(wholes, columns, strict=True)
    ]
    for whole, parts, fit in zip(wholes, columns, fits, strict=True):
        if fit or (any(fits) and one_slip(middle(whole.figure), [middle(p.figure) for p in parts])):
            _add(board, whole, parts)


def _bracketed(page: Page, board: Board) -> None:
    """ "xảy ra 14 vụ … nhiều nhất ở Tân An (8 vụ), Phú Lộc (4 vụ), Hòa Bình (2 vụ)": taken only where they add up."""
    run: list[Mark] = []
    for mark in (*page.marks, None):
        alone = (
            mark is not None
            and mark.counted
            and mark.at not in board.base_of
            and page.opening_before(mark.figure.start) >= 0
        )
        alone = alone and mark is not None and page.low[mark.figure.end : mark.figure.end + 1] == ")"
        if run and (mark is None or not alone or mark.unit != run[0].unit or mark.sentence != run[0].sentence):
            _close(page, board, run)
            run = []
        if alone and mark is not None:
            run.append(mark)


def _close(page: Page, board: Board, run: list[Mark]) -> None:
    if len(run) < 2 or any(m.at in board.whole_of for m in run):
        return
    total = sum((middle(m.figure) for m in run), Decimal(0))
    for whole in reversed(page.marks[max(0, run[0].at - _LONGEST) : run[0].at]):
        near = whole.at not in board.top_of and whole.line == run[0].line and run[0].sentence - whole.sentence <= 3
        if near and whole.counted and whole.unit == run[0].unit and middle(whole.figure) == total:
            _add(board, whole, run)
            return
