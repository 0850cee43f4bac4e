"""Shares of counts: of a whole or a plan (T2), of an unprinted one (T12), of a small base (T11)."""

from __future__ import annotations

import re

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.echoed import echoes
from giaoban.kernel.checks.layout import Mark, Page
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.plans import (
    base_before,
    base_behind,
    beside_its_level,
    plan_beside,
    plan_in_next_sentence,
    planned_share,
)
from giaoban.kernel.checks.wholes import share_of_count_before, share_of_other_kind, share_of_whole

_SMALL_BASE = re.compile(r"\s*(?:trong|trên|của)\s+(?:tổng\s+)?(?:số\s+)?")
_DONE = re.compile(
    r"(?<!tỷ lệ )(?:hoàn thành|thực hiện|giải ngân|triển khai)(?: xong)?(?: được)?(?: đạt)?(?: khoảng| trên| gần| hơn)?\s*$"
    r"|\bđã [^,;:.()\d]{4,60} được(?: khoảng| trên| gần| hơn)?\s*$"
)
_DONE_LAST = ("thành", "hiện", "ngân", "khai", "xong", "được", "đạt", "khoảng", "trên", "gần", "hơn")
"""All that words of having done something end in: a quick look before the pattern is tried."""
_REACHING = frozenset(
    {"chỉ", "tiêu", "xã", "thị", "phường", "đơn", "cơ", "thôn", "trường", "huyện", "địa", "doanh", "phòng", "ngành", "chi", "khoản"}
)  # fmt: skip
"""First words of units that reach a level: "5 chỉ tiêu đạt 100%" is no share."""
_FINDERS = (
    base_before, base_behind, plan_in_next_sentence, planned_share, plan_beside, share_of_whole, share_of_count_before,
    share_of_other_kind,
)  # fmt: skip
"""Where the base of a share is looked for, the plainest words first."""
_CLOSE = 40
_SHARE_OF = re.compile(r"\s*(?:so với |trên |trong )?(?:tổng )?số ([^\W\d_]+)")
_SUPPOSED = re.compile(r"\bnếu (?:tính|kể|cộng)[^;.()\d]{0,40}$")
_BRACKETED = 2
_LONG_BRACKET = 300
_OF_TOTAL = re.compile(r"\b(?:tổng|toàn|dân số|trên|trong số)\b")
_PAREN_ONLY = re.compile(r"[^,;()\n]{0,40}\(\s*")
_MORE_INSIDE = re.compile(r"[\d,;(]")
_NEXT_SHARE = re.compile(rf"[^;()\n]{{0,45}}(?:[,(]|\bvà)\s*(?:{lexicon.SHARE_CUE}\s*)*")


def counted_shares(page: Page, board: Board) -> None:
    """T2 and T12: "n, chiếm p%" and "p% (n)", p against the plan, the whole, or the nearest total; else the implied base."""
    for share in page.marks:
        if not share.percent or share.change or share.at in board.used_shares or echoes(page, share):
            continue
        amount = _of_named_unit(page, board, share, _amount_of(page, board, share))
        if amount is None:
            _small_base(page, board, share)
            _without_base(page, board, share)
            continue
        draft = next((d for find in _FINDERS if (d := find(page, board, share, amount)) is not None), None)
        if draft is None:
            if not amount.unit:
                continue
            draft = Draft("T12", "ratio", "implied", share.id, (amount.id,))
            board.open_share_of[amount.at] = share
        else:
            board.share_of.setdefault(amount.at, share)
            board.base_of_share[share.at] = page.figures[draft.terms[-1]].value
        board.used_shares.add(share.at)
        board.add(draft)


def _amount_of(page: Page, board: Board, share: Mark) -> Mark | None:
    """The count that a share is printed beside: alone in parentheses after it, or before it in the clause."""
    if share.at + 1 < len(page.marks):
        n = page.marks[share.at + 1]
        lone = n.counted and n.at not in board.top_of and n.sentence == share.sentence
        if lone and _alone_in_brackets(page, share, n) and not _base_in_brackets(page, share, n):
            return n
    outer = _before_brackets(page, board, share)
    if outer is not None:
        return outer
    for k in range(share.at - 1, max(share.at - 4, -1), -1):
        n = page.marks[k]
        if n.sentence != share.sentence:
            break
        if (n.span and k == share.at - 1) or beside_its_level(page, n):
            continue
        if n.percent or n.change:
            if not _NEXT_SHARE.fullmatch(page.gap(n, page.marks[k + 1])):
                break
            continue
        after = page.marks[k + 1]
        beside = after is not share and beside_its_level(page, after)
        skipped = k < share.at - 1 and not (after.span or (beside and k == share.at - _BRACKETED))
        passed = after is not share and (after.span or beside)
        gap = page.gap(after, share).lstrip(")") if passed else page.gap(n, after)
        fits = n.counted and n.at not in board.base_of and n.at not in board.rates and lexicon.SHARE_GAP.fullmatch(gap)
        tail = page.tail(share)
        named = not skipped or lexicon.PLAN.search(tail) or lexicon.SAME_PERIOD.search(tail) or _OF_TOTAL.match(tail, 1)
        level = n.unit[:1] and n.unit[0] in _REACHING and not re.search(r"[,(:=]", gap)
        return n if fits and named and not level and n.at not in board.top_of and _not_compared(page, share) else None
    return None


def _alone_in_brackets(page: Page, share: Mark, n: Mark) -> bool:
    """True for the 12 of "10% (12 hộ)"."""
    if not _PAREN_ONLY.fullmatch(page.gap(share, n)):
        return False
    inside, closing, _ = page.low[n.figure.num_end : n.figure.num_end + 40].partition(")")
    return bool(closing) and not _MORE_INSIDE.search(inside)


def _base_in_brackets(page: Page, share: Mark, n: Mark) -> bool:
    """True where the number in parentheses is what the share is of, and no count of its own."""
    gap = page.gap(share, n)
    if lexicon.PLAN.search(gap) or lexicon.SAME_PERIOD.search(gap):
        return True
    near = (m for m in reversed(page.marks[max(0, share.at - _BRACKETED) : share.at]) if not m.percent)
    before = next(near, share)
    close = len(page.gap(page.marks[share.at - 1], share)) <= _CLOSE
    behind = before.counted and close and before.sentence == share.sentence
    return behind and (_OF_TOTAL.search(gap) is not None or _base_named(before, n, gap, page.gap(before, share)))


def _base_named(amount: Mark, bracketed: Mark, gap: str, cue: str) -> bool:
    """True for "1.384 tỷ đồng, bằng 69,7% giá trị hợp đồng (1.985 tỷ đồng)", "2.230 hộ, chiếm 7,1% (31.612 hộ)": the larger of one unit."""
    named = len(gap.strip(" (").split()) > 1 or cue.rstrip().endswith("chiếm")
    return named and amount.unit == bracketed.unit and middle(bracketed.figure) > middle(amount.figure)


def _of_named_unit(page: Page, board: Board, share: Mark, amount: Mark | None) -> Mark | None:
    """ "87 hộ với 325 khẩu, chiếm 7% số hộ": the count of the unit named behind the share; None where the amount is a supposition."""
    if amount is None or _SUPPOSED.search(amount.before):
        return None
    amount = _of_the_plan_behind(page, share, _before_its_mean(page, amount))
    named = _SHARE_OF.match(page.low, share.figure.end)
    before = page.marks[amount.at - 1] if amount.at else amount
    if named is None or not amount.unit or named.group(1) == amount.unit[0] or amount.at > share.at:
        return amount
    beside = before.counted and before.unit[:1] == (named.group(1),) and before.sentence == amount.sentence
    return before if beside and before.at not in board.base_of and ";" not in page.gap(before, amount) else amount


def _of_the_plan_behind(page: Page, share: Mark, amount: Mark) -> Mark:
    """ "3.700 giấy, 229,3 ha, đạt 88,1% kế hoạch (4.200 giấy)": the count of the unit of the plan alone in parentheses."""
    plan = page.marks[share.at + 1] if share.at + 1 < len(page.marks) else share
    other = page.marks[amount.at - 1] if amount.at else amount
    told = (
        amount.at < share.at
        and plan.counted
        and plan.unit != amount.unit
        and lexicon.PLAN.search(page.gap(share, plan))
    )
    alone = told and _alone_in_brackets(page, share, plan) and other.counted and other.unit == plan.unit
    return other if alone and bool(plan.unit) and other.sentence == share.sentence else amount


def _before_its_mean(page: Page, amount: Mark) -> Mark:
    """ "512 đảng viên, bình quân 128 đảng viên/năm, đạt 102,4%": the count that the mean is of; any other amount itself."""
    count = page.marks[amount.at - 1] if amount.at else amount
    mean = "/" in amount.figure.unit and "bình quân" in amount.before and count.sentence == amount.sentence
    return count if mean and count.counted and count.unit and amount.unit[: len(count.unit)] == count.unit else amount


def _before_brackets(page: Page, board: Board, share: Mark) -> Mark | None:
    """The count before the parentheses that end right before a share: "125 ha (phòng hộ 45 ha, sản xuất 80 ha), đạt 104,2%"."""
    closed = page.low.rfind(")", page.marks[share.at - 1].figure.end if share.at else 0, share.figure.num_start)
    if closed < 0 or lexicon.SHARE_GAP.fullmatch(page.low[closed + 1 : share.figure.num_start]) is None:
        return None
    opened = page.low.rfind("(", max(0, closed - _LONG_BRACKET), closed)
    at = page.after(opened) - 1
    inside = page.between(opened, closed) if opened >= 0 else ()
    if at < 0 or len(inside) < _BRACKETED or page.marks[at].sentence != share.sentence:
        return None
    amount = page.marks[at]
    plain = amount.counted and at not in board.top_of and at not in board.base_of and amount.unit == inside[0].unit
    return amount if plain and not re.search(r"[,;:]", page.low[amount.figure.end : opened]) else None


def _not_compared(page: Page, share: Mark) -> bool:
    """False for a share of something else: "p% số hộ được vay" after a count of hectares is still its own statement."""
    return not re.match(r"\s*(?:người dân|dân số|hộ dân|học sinh|cán bộ)", page.tail(share))


def _without_base(page: Page, board: Board, share: Mark) -> None:
    """T12: "đã hoàn thành khoảng 63%," with nothing counted in the sentence: of what is not said."""
    words = page.low[max(0, share.figure.num_start - 80) : share.figure.num_start]
    bare = page.low[share.figure.end : share.figure.end + 1] in {",", ".", ";", ")", "\n", ""}
    if (
        bare
        and words.rstrip().endswith(_DONE_LAST)
        and _DONE.search(words)
        and not any(m.counted for m in page.between(*page.sentence_span(share.sentence)))
        and share.value != 100
        and share.at not in board.used_shares
        and share.figure.role not in {"target", "plan"}
    ):
        board.add(Draft("T12", "bound", "baseless", None, (share.id,)))


def _small_base(page: Page, board: Board, share: Mark) -> None:
    """T11: "p% trong tổng số m đơn vị" with a small m: a whole number of units must give p."""
    if (
        share.at + 1 >= len(page.marks)
        or share.value is None
        or share.figure.comparator != "="
        or share.figure.approximate
    ):
        return
    base = page.marks[share.at + 1]
    count = base.whole_number
    if count and base.amount and not base.measured and _SMALL_BASE.fullmatch(page.gap(share, base)) and count <= 1000:
        board.used_shares.add(share.at)
        board.add(Draft("T11", "ratio", "grim", share.id, (base.id,)))
