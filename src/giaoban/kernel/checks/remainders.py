"""Sums told in words (T3): "tổng cộng" after its parts, and what is left ("còn", "đang giải quyết") after what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.closing import Run, expected_to_close, prefix_that_fits
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, akin, same_unit
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.slips import one_scale, one_slip
from giaoban.kernel.checks.sums import PER_PIECE, add_sum

_LONGEST = 14
_FAR = 24
_PARTICULAR = 3
_IN_ALL = re.compile(r"\b(?:tổng cộng|cộng)\b[^,;()\d]{0,24}$")
_TOGETHER = re.compile(r"\d [^\d,;:.()]{2,20} cộng lại(?: là| được)?\s*$")
_SMALL = 20
"""Numbers of one digit are always one slip apart."""
_CARRIED = re.compile(r"\b(?:(?:kỳ|tháng|quý|năm) trước|chuyển (?:sang|qua)|tồn (?:đầu|từ))\b[^,;.()\d]{0,30}$")
_NOT_DONE = re.compile(r"\s*(?:[^\W\d_]+\s+){0,1}(?:chưa|không)\b")


def find_remainders(page: Page, board: Board) -> None:
    """Propose totals that follow their parts, and bases divided into done and left."""
    _totals_after(page, board)
    for left in page.marks:
        if (
            left.counted
            and left.at not in board.whole_of
            and left.at not in board.top_of
            and left.at not in board.base_of
        ):
            _divide(page, board, left)


def _totals_after(page: Page, board: Board) -> None:
    """ "a, b, c; tổng cộng w"."""
    for whole in page.marks:
        if (
            not whole.counted
            or whole.at in board.wholes
            or whole.at in board.tabled
            or not ("tổng" in whole.head or "cộng" in whole.head)
            or not lexicon.TOTAL_AFTER.search(whole.head[-60:])
        ):
            continue
        parts: list[Mark] = []
        for mark in reversed(page.marks[max(0, whole.at - _LONGEST) : whole.at]):
            lines = whole.line - mark.line
            if lines > _LONGEST or whole.sentence - mark.sentence - lines > 1:
                break
            usable = mark.counted and mark.at not in board.base_of and mark.figure.role != "plan"
            usable = usable and not PER_PIECE.search(page.low, max(0, mark.figure.start - 24), mark.figure.num_start)
            if usable and same_unit(whole.unit, mark.unit):
                parts.append(mark)
        number = page.marks[whole.at - 1].whole_number if _TOGETHER.search(whole.head) else None
        if number and 2 < number <= len(parts):
            add_sum(board, whole, parts[:number][::-1])  # "…, 4 phường cộng lại 124.460 triệu đồng"
            continue
        chosen = prefix_that_fits(whole, parts) or _of_many_kinds(page, board, whole)
        if chosen:
            add_sum(board, whole, chosen[::-1])
        elif len(parts) >= 2 and expected_to_close(
            page, Run(whole, tuple(parts), _how_sure(page, whole, parts)), parts
        ):
            add_sum(board, whole, parts[::-1])


def _how_sure(page: Page, whole: Mark, parts: list[Mark]) -> int:
    """2 where "tổng cộng" ends a list of three or more counts of one unit in its own sentence: these are all."""
    listed = all(p.sentence == whole.sentence and p.unit == whole.unit for p in parts)
    return 2 if len(parts) > 2 and listed and _IN_ALL.search(whole.head[-60:]) else 0


def _of_many_kinds(page: Page, board: Board, whole: Mark) -> tuple[Mark, ...]:
    """ "18 tập thể, 27 cá nhân, tổng số 45 trường hợp": all the counts of the sentence, nearest first, where they add up."""
    parts: list[Mark] = []
    for mark in reversed(page.marks[max(0, whole.at - _LONGEST) : whole.at]):
        if mark.sentence != whole.sentence or not mark.counted or mark.measured or mark.at in board.base_of:
            break
        parts.append(mark)
    exact = sum(middle(m.figure) for m in parts) == middle(whole.figure)
    return tuple(parts) if len(parts) > 1 and exact and not whole.measured else ()


def _divide(page: Page, board: Board, left: Mark) -> None:
    """ "đã 450/500 ..., còn 50"; "tiếp nhận 500, giải quyết 450, còn 50"; "11/15 đạt, 4 chưa đạt"."""
    words = page.low[max(0, left.figure.start - 40) : left.figure.start]
    told = "còn" in words and bool(lexicon.REMAINDER.search(words))
    open_work = ("đang" in words or "chưa" in words or "chuyển" in words) and bool(lexicon.OPEN_WORK.search(words))
    stays = bool(lexicon.STAYS.search(left.head[-60:]))
    if not told and not open_work and not stays and not board.pairs:
        return
    if (told or open_work) and _with_carried(page, board, left):
        return
    candidates = list(_candidates(page, board, left, wide=told or open_work or stays))
    fitting = [c for c in candidates if _adds_up(c, left)]
    firm = [c for c in candidates if c[2]]
    if fitting:
        whole, done, _ = fitting[0]
    elif (told or open_work) and len(firm) == 1:
        whole, done, _ = firm[0]
    elif (told or stays) and (near := [c for c in candidates if _nearly(c, left)]):
        whole, done, _ = near[0]
    else:
        if told or open_work or stays:
            _from_afar(page, board, left)
        return
    _add(page, board, whole, done, left)


def _with_carried(page: Page, board: Board, left: Mark) -> bool:
    """Propose "tiếp nhận mới 312 hồ sơ, kỳ trước chuyển sang 14; đã giải quyết 309, đang giải quyết 17"; True where it is told so."""
    for done in reversed(page.marks[max(0, left.at - 4) : left.at]):
        received = board.received_of.get(done.at)
        if received is None or done.line != left.line or left.sentence - received.sentence > 1:
            continue
        beside = page.marks[max(0, received.at - 1) : done.at]
        carried = [m for m in beside if m is not received and m.counted and _CARRIED.search(m.before)]
        alone = len(carried) == 1 and carried[0].unit == received.unit and not page.bracketed(carried[0])
        if alone and carried[0].at not in board.whole_of and same_unit(left.unit, received.unit):
            terms = (received.id, carried[0].id, done.id)
            board.add(Draft("T3", "difference", "balance", left.id, terms, counts=(1, 1, -1)))
            return True
    return False


def _add(page: Page, board: Board, whole: Mark, done: tuple[Mark, ...], left: Mark) -> None:
    """Done and not done are parts of their whole; what merely stays is a difference."""
    if _NOT_DONE.match(page.low, left.figure.end):
        board.add(Draft("T3", "sum", "sum", whole.id, (*(d.id for d in done), left.id)))
    else:
        board.add(Draft("T3", "difference", "remainder", left.id, (whole.id, *(d.id for d in done))))
    board.group(whole, (*done, left))


def _from_afar(page: Page, board: Board, left: Mark) -> None:
    """ "Số vốn còn phải giải ngân là 90 tỷ đồng": the two amounts before whose exact difference it is."""
    if len(middle(left.figure).normalize().as_tuple().digits) < _PARTICULAR:
        return
    earlier = [
        m
        for m in page.marks[max(0, left.at - _FAR) : left.at]
        if m.counted and m.unit == left.unit and left.sentence - m.sentence <= _FAR // 2
    ]
    for k, whole in enumerate(earlier):
        for done in earlier[k + 1 :]:
            if middle(whole.figure) - middle(done.figure) == middle(left.figure) and done.at not in board.whole_of:
                _add(page, board, whole, (done,), left)
                return


def _adds_up(candidate: tuple[Mark, tuple[Mark, ...], bool], left: Mark) -> bool:
    whole, done, _ = candidate
    return middle(whole.figure) == sum(middle(d.figure) for d in done) + middle(left.figure)


def _one_of_several(board: Board, near: Sequence[Mark], base: Mark, left: Mark) -> bool:
    """True where the sentence has n/m of other bases too: "đợt 1 35/40 hộ; đợt 2 22/30 hộ; còn 13 hộ" is left of both."""
    return any(
        m.at in board.base_of and m.sentence == left.sentence and m.value != base.value and same_unit(m.unit, left.unit)
        for m in near
    )


def _nearly(candidate: tuple[Mark, tuple[Mark, ...], bool], left: Mark) -> bool:
    whole, done, _ = candidate
    values = [*(middle(d.figure) for d in done), middle(left.figure)]
    if max(values) < _SMALL:
        return False
    return one_slip(middle(whole.figure), values) or one_scale(middle(whole.figure), values)


def _candidates(page: Page, board: Board, left: Mark, *, wide: bool) -> Iterator[tuple[Mark, tuple[Mark, ...], bool]]:
    """(whole, done, firm): pairs n/m nearby, received and resolved, and runs of counts in the sentence."""
    near = [
        m for m in page.marks[max(0, left.at - 10) : left.at] if m.line == left.line and left.sentence - m.sentence <= 2
    ]
    for mark in reversed(near):
        pair = board.base_of.get(mark.at)
        if pair is None or not (wide or (left.unit and mark.sentence == left.sentence)):
            continue
        rest = middle(pair.base.figure) == middle(pair.top.figure) + middle(left.figure)
        short = pair.plan and "thiếu" in left.head[-40:]
        same = (rest or short or not pair.plan) and same_unit(pair.base.unit, left.unit)
        if same and (rest or not _one_of_several(board, near, mark, left)):
            yield pair.base, (pair.top,), wide
    if not wide:
        return
    for mark in reversed(page.marks[max(0, left.at - 12) : left.at]):
        received = board.received_of.get(mark.at)
        close = left.line - mark.line <= 8 and left.sentence - mark.sentence <= 8
        if received is not None and close and same_unit(mark.unit, left.unit):
            wider = board.whole_of.get(received.at)
            if wider is not None and same_unit(wider.unit, left.unit):
                yield wider, (mark,), False
            yield received, (mark,), wider is None
    earlier = [
        m
        for m in near
        if m.sentence == left.sentence and m.counted and same_unit(m.unit, left.unit) and m.at not in board.top_of
    ]
    here = {
        m.at for m in earlier[1:]
    }  # "đã trả 4.150 hồ sơ, gồm sớm hẹn 3.127, …": how it was done is no part of the head
    earlier = [
        m
        for m in earlier
        if m.at not in board.whole_of or board.whole_of[m.at].at not in here or m.at in board.received_of
    ]
    for k, whole in enumerate(earlier):
        for j in range(k + 1, len(earlier)):
            done = tuple(earlier[j:])
            if not all(akin(whole.unit, m.unit) for m in done):
                continue
            if not any(
                (m.at in board.whole_of and m.at not in board.received_of) or m.at in board.base_of for m in done
            ):
                yield whole, done, False
