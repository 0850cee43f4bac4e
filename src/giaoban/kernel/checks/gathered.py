"""Lists whose total was told earlier (T3), and shares of one list with one base far back (T2)."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.doubted import counted_exactly
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, akin, covers
from giaoban.kernel.checks.numbers import ZERO, middle, step
from giaoban.kernel.checks.slips import one_slip
from giaoban.kernel.checks.wholes import mistyped, near_miss

_FEWEST = 3
_FINE = Decimal("0.01")
"""Two decimals are hardly met by chance: one sister is enough."""
_LONGEST = 14
_FAR_BACK = 80
_LARGE = 100
_WITH = re.compile(r"[^,;:()\n]{0,25}(?:,|/|\(| và| với)\s*")
_MOST_BASES = 12
_NEAR = 5
_SENTENCE = 12
_LINES = 3
_CLOSED = re.compile(r"\b(?:khác|còn lại)\b\s*$")
_RATE = re.compile(r"\bt[ỷỉ] lệ[^,;.()\d]{0,40}$")
_BESIDE = re.compile(r"[^,;:()\n]{0,40}(?:\(|,?\s*\b(?:chiếm|đạt|bằng|tương ứng)(?: t[ỷỉ] lệ)?)\s*")
_PAIRED_TOTAL = re.compile(r"\btổng (?:số|cộng)?[^,;.:()\n\d]{0,60}(?:\bvà\b|,)[^,;.:()\n\d]{0,40}[:\s]*$")


def find_gathered(page: Page, board: Board) -> None:
    """Propose the sums of lists whose total stands further up: only where they add up, and the total is a particular number."""
    for whole in page.marks:
        if not whole.counted or not whole.unit or whole.at in board.wholes or "tổng" not in whole.head:
            continue
        if _PAIRED_TOTAL.search(whole.head):
            _pair_of_names(page, board, whole)
    for run in _lists(page, board):
        total = sum((middle(m.figure) for m in run), ZERO)
        for whole in reversed(page.marks[max(0, run[0].at - _FAR_BACK) : run[0].at]):
            told = whole.counted and whole.unit == run[0].unit and whole.at not in board.base_of
            if told and middle(whole.figure) == total and _particular(total, run):
                board.add(Draft("T3", "sum", "sum", whole.id, tuple(m.id for m in run)))
                board.group(whole, run)
                break
        else:
            _of_a_known_whole(page, board, run)


def _of_a_known_whole(page: Page, board: Board, run: Sequence[Mark]) -> None:
    """ "nguyên nhân: … 33 vụ, … 12 vụ, nguyên nhân khác 34 vụ": a list that leaves nothing out, of a whole that another list divides."""
    if not _CLOSED.search(run[-1].before):
        return
    values = [middle(m.figure) for m in run]
    for group in reversed(board.groups):
        whole = group.whole
        near = 0 <= run[0].line - whole.line <= _LINES and whole.at < run[0].at and whole.unit == run[0].unit
        divided = len(group.parts) > 1 and sum(middle(p.figure) for p in group.parts) == middle(whole.figure)
        if near and divided and middle(whole.figure) >= _LARGE and one_slip(middle(whole.figure), values):
            board.add(Draft("T3", "sum", "sum", whole.id, tuple(m.id for m in run), sure=True))
            return


def _particular(total: Decimal, run: Sequence[Mark]) -> bool:
    """True for a total that a list of this length hardly meets by chance."""
    return len(total.normalize().as_tuple().digits) + len(run) >= 2 * _FEWEST


def _lists(page: Page, board: Board) -> Iterator[list[Mark]]:
    """Counts of one unit of one sentence behind a colon or side by side, no part of anything yet."""
    for _, marks in itertools.groupby(page.marks, key=lambda m: m.sentence):
        usable = [
            m
            for m in marks
            if m.counted and m.unit and m.at not in board.top_of and m.at not in board.base_of and not _inside(page, m)
        ]
        for _, alike in itertools.groupby(usable, key=lambda m: m.unit):
            run = list(alike)
            if _FEWEST <= len(run) <= _LONGEST and not any(m.at in board.whole_of or m.at in board.wholes for m in run):
                yield run


def _inside(page: Page, mark: Mark) -> bool:
    return page.opening_before(mark.figure.start) >= 0


def _pair_of_names(page: Page, board: Board, whole: Mark) -> None:
    """ "Tổng số hộ nghèo và hộ cận nghèo là 2.845 hộ": the two counts of these names before it."""
    earlier = [
        m
        for m in page.marks[max(0, whole.at - _FAR_BACK) : whole.at]
        if m.counted and akin(whole.unit, m.unit) and m.unit and m.at not in board.base_of
    ]
    for b, a in itertools.combinations(reversed(earlier), 2):
        if middle(a.figure) + middle(b.figure) == middle(whole.figure) and _named(page, whole, a, b):
            board.add(Draft("T3", "sum", "sum", whole.id, (a.id, b.id)))
            board.group(whole, (a, b))
            return


def _named(page: Page, whole: Mark, a: Mark, b: Mark) -> bool:
    mine = page.label(whole)
    return bool(mine & page.label(a)) and bool(mine & page.label(b))


def find_common_bases(page: Page, board: Board) -> None:
    """Propose one base for the shares of one list where it fits all or all but one of them."""
    for run in _share_lists(page, board):
        base = _common_base(page, board, run)
        if base is not None:
            if sum(middle(count.figure) for count, _ in run) == middle(base.figure) and base.at not in board.wholes:
                board.add(Draft("T3", "sum", "sum", base.id, tuple(count.id for count, _ in run)))
                board.group(base, [count for count, _ in run])
            for count, share in run:
                board.drafts.pop(("ratio", frozenset({share.id, count.id}), None), None)
                board.add(Draft("T2", "ratio", "ratio", share.id, (count.id, base.id)))
                board.used_shares.add(share.at)
                board.share_of.setdefault(count.at, share)
                board.base_of_share[share.at] = base.value


def _share_lists(page: Page, board: Board) -> Iterator[list[tuple[Mark, Mark]]]:
    """Neighbouring (count, share) of one unit whose base no template has found."""
    open_pairs = []
    for count, share in itertools.pairwise(page.marks):
        if count.counted and count.unit and share.percent and not share.change and count.at not in board.base_of:
            known = share.at in board.base_of_share or count.at in board.top_of
            if not known and count.sentence == share.sentence and _BESIDE.fullmatch(page.gap(count, share)):
                open_pairs.append((count, share))
    run: list[tuple[Mark, Mark]] = []
    for pair in open_pairs:
        near = bool(run) and pair[0].at - run[-1][1].at <= 2 and pair[0].line - run[-1][1].line <= 2
        if run and not (near and pair[0].unit == run[0][0].unit):
            yield from [run] if len(run) > 1 else []
            run = []
        run.append(pair)
    yield from [run] if len(run) > 1 else []


def _common_base(page: Page, board: Board, run: Sequence[tuple[Mark, Mark]]) -> Mark | None:
    sharp = sum(step(share.figure) < 1 for _, share in run)
    first = run[0][0]
    largest = max(middle(count.figure) for count, _ in run)
    total = sum((middle(count.figure) for count, _ in run), ZERO)
    for base in reversed(page.marks[max(0, first.at - _FAR_BACK) : first.at]):
        like = akin(base.unit, first.unit)
        if not base.counted or base.at in board.base_of or middle(base.figure) < largest:
            continue
        if not like and (first.measured or base.measured or not base.unit):
            continue
        fits = sum(
            judge(Draft("T2", "ratio", "ratio", share.id, (count.id, base.id)), page.figures).holds is True
            for count, share in run
        )
        closed = total == middle(base.figure)
        if not like and not (closed and fits > 1) and not (sharp > 1 and fits >= _FEWEST):
            continue
        if (fits == len(run) and (sharp or closed or fits > 2)) or (
            fits == len(run) - 1 >= _FEWEST and (sharp or closed)
        ):
            return base
    return None


def find_named_rates(page: Page, board: Board) -> None:
    """ "Tổng số hộ: 1.450. Số hộ nghèo: 1.138. Tỷ lệ: 78,48%": a rate told apart from its two counts, where they give it."""
    for rate in page.marks:
        free = rate.percent and not rate.change and rate.at not in board.base_of_share
        if not free or not _RATE.search(rate.head[-60:]):
            continue
        near = [
            m
            for m in reversed(page.marks[max(0, rate.at - _NEAR) : rate.at])
            if m.counted and rate.line - m.line <= _LINES and rate.sentence - m.sentence <= 2 * _LINES
        ]
        pairs = (
            (a, b)
            for a, b in itertools.permutations(near, 2)
            if akin(b.unit, a.unit)
            and middle(a.figure) <= middle(b.figure)
            and (step(rate.figure) < 1 or page.label(rate) & page.label(a))
        )
        drafts = (Draft("T2", "ratio", "ratio", rate.id, (a.id, b.id)) for a, b in pairs)
        fitting = next((d for d in drafts if judge(d, page.figures).verdict == "holds"), None)
        if fitting is not None:
            for amount in near:
                board.drafts.pop(("ratio", frozenset({rate.id, amount.id}), None), None)
            board.add(fitting)


def confirm_bases(page: Page, board: Board) -> None:
    """Propose for a share without a base one that other shares of the page have confirmed, where it fits."""
    confirmed = sorted(
        {page.by_id[d.terms[-1]].at for d in board.drafts.values() if d.op == "ratio" and d.template in {"T1", "T2"}}
    )
    for draft in [d for d in board.drafts.values() if d.op == "implied" and d.result is not None]:
        share, amount = page.by_id[draft.result or ""], page.by_id[draft.terms[0]]
        tail = page.tail(share)
        if lexicon.PLAN.search(tail) or lexicon.SAME_PERIOD.search(tail):
            continue
        place = bisect_left(confirmed, amount.at)
        bases = [page.marks[at] for at in confirmed[max(0, place - _MOST_BASES) : place]]
        if lexicon.OF_ALL_HERE.search(tail):
            near = page.marks[max(0, amount.at - _FAR_BACK) : amount.at]
            bases.extend(m for m in near if lexicon.OF_ALL_HERE.search(m.head + page.tail(m)))
        any(_confirm(page, board, draft, count, bases) for count in (amount, *_beside(page, amount)))


def accuse_among_sisters(page: Page, board: Board) -> None:
    """ "1.037 hộ (41,9%), 621 hộ (21,5%), 1.466 hộ (59,2%)": a share without a base between two of one base, a slip from its own."""
    bases = {d.result: page.by_id[d.terms[1]] for d in board.drafts.values() if d.op == "ratio" and d.template == "T2"}
    for draft in [d for d in board.drafts.values() if d.op == "implied"]:
        share, amount = page.by_id[draft.result or ""], page.by_id[draft.terms[0]]
        wide = _of_one_base(page, bases, share)
        if wide is not None and akin(wide.unit, amount.unit) and not lexicon.PLAN.search(page.tail(share)):
            meant = Draft("T2", "ratio", "ratio", share.id, (amount.id, wide.id))
            if mistyped(page, meant):
                board.drafts.pop(draft.key, None)
                board.add(meant)
                continue
        sisters = [m for m in page.marks[max(0, share.at - 3) : share.at + 3] if m is not share and m.id in bases]
        if not sisters or any(m.sentence != share.sentence for m in sisters):
            continue
        if len(sisters) == 1 and (
            step(share.figure) > _FINE or step(sisters[0].figure) > _FINE or lexicon.PLAN.search(page.tail(share))
        ):
            continue
        base = bases[sisters[0].id]
        meant = Draft("T2", "ratio", "ratio", share.id, (amount.id, base.id))
        if (
            bases[sisters[-1].id] is base
            and akin(base.unit, amount.unit)
            and (near_miss(page, meant) or counted_exactly(page, meant))
        ):
            board.drafts.pop(draft.key, None)
            board.add(meant)


def _of_one_base(page: Page, bases: Mapping[str | None, Mark], share: Mark) -> Mark | None:
    """The base of two or more other shares of the sentence, where all of them are of that one."""
    near = page.marks[max(0, share.at - _SENTENCE) : share.at + _SENTENCE]
    told = [bases[m.id] for m in near if m.sentence == share.sentence and m.id in bases]
    return told[0] if len(told) > 1 and all(base is told[0] for base in told) and told[0].at < share.at else None


def _beside(page: Page, amount: Mark) -> Iterator[Mark]:
    """The count that an amount only adds to: "1.707 hộ với 6.145 khẩu, chiếm 6%"."""
    count = page.marks[amount.at - 1] if amount.at else amount
    told = _WITH.fullmatch(page.gap(count, amount)) and count.sentence == amount.sentence
    if count.counted and told:
        yield count


def _confirm(page: Page, board: Board, draft: Draft, amount: Mark, bases: Sequence[Mark]) -> bool:
    """Put the nearest base that fits in the place of the implied one."""
    for base in sorted(bases, key=lambda m: -m.at):
        if base.counted and base.unit[:1] == amount.unit[:1] and middle(base.figure) >= middle(amount.figure):
            closed = Draft("T2", "ratio", "ratio", draft.result, (amount.id, base.id))
            if judge(closed, page.figures).verdict == "holds":
                board.drafts.pop(draft.key, None)
                board.add(closed)
                return True
    return False


def find_over_all(page: Page, board: Board) -> None:
    """ "6 đơn vị xuất sắc, 9 đơn vị tốt, 2 đơn vị khá trên tổng số 17 đơn vị": the counts before the last pair are parts as well."""
    for pair in board.pairs:
        parts = [pair.top]
        for mark in reversed(page.marks[max(0, pair.top.at - _LONGEST) : pair.top.at]):
            alike = mark.unit == pair.top.unit or (bool(mark.unit) and covers(pair.base.unit, mark.unit))
            if mark.sentence != pair.top.sentence or not alike or mark.at in board.base_of:
                break
            parts.insert(0, mark)
        if len(parts) > 1 and pair.top.unit and sum(middle(m.figure) for m in parts) == middle(pair.base.figure):
            board.add(Draft("T3", "sum", "sum", pair.base.id, tuple(m.id for m in parts)))
            board.group(pair.base, parts)


def find_next_sentence(page: Page, board: Board) -> None:
    """ "Kỳ này cấp 612 giấy. Cấp lần đầu 248 giấy, cấp đổi 364 giấy.": one count in a sentence, the next divides it."""
    sentences = [list(marks) for _, marks in itertools.groupby(page.marks, key=lambda m: m.sentence)]
    for first, second in itertools.pairwise(sentences):
        whole = first[-1]
        alone = whole.counted and whole.unit and sum(m.unit == whole.unit for m in first) == 1
        parts = [m for m in second if m.counted and m.unit == whole.unit]
        apart = not any(
            m.at in board.whole_of or m.at in board.base_of or m.at in board.top_of for m in [whole, *parts]
        )
        if not alone or not apart or whole.at in board.wholes or len(parts) < 2 or len(parts) != len(second):
            continue
        values, size = [middle(m.figure) for m in parts], middle(whole.figure)
        exact = sum(values) == size
        named = all(page.label(m) & page.label(whole) for m in parts)
        if (exact and (named or size >= _LARGE)) or (named and max(values) < size and one_slip(size, values)):
            board.add(Draft("T3", "sum", "sum", whole.id, tuple(m.id for m in parts)))
            board.group(whole, parts)
