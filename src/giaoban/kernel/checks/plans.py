"""The plan or earlier value that a share is measured against (T2, T12), before it, behind it, or told a paragraph earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.doubted import slipped
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, akin, same_unit
from giaoban.kernel.checks.numbers import HUNDRED, middle
from giaoban.kernel.checks.wholes import near_miss

_FAR_BACK = 21
_NAMED = re.compile(
    r"[^;,()\n]{0,45}?,?[^;,()\n]{0,20}?\(?\b(?:t[oổ]ng|toàn|trên|trong|kế hoạch|kh|dự toán|chỉ tiêu|cùng kỳ|năm trước|so với|số|giao)\b"
    r"[^;,()\n]{0,45}(?:\([^;,()\n]{0,30})?"
    r"|/\s*(?:kh|kế hoạch|dự toán|chỉ tiêu|tổng số)?[^;,()\n\d]{0,20}"
)
"""Between a share and its base: what it is a share of."""
_STRICT = re.compile(
    r"\s*(?:/|của|trên|trong|so với)?\s*\(?(?:tổng(?: số)?|kế hoạch|kh|dự toán|chỉ tiêu)[^;,()\n]{0,25}\(?\s*"
    r"|\s*(?:tổng )?số [^;,()\n\d]{1,30} là\s*"
)
_IN_PARENTHESES = re.compile(r"[^,;:()\n]{0,30}\([^,;:()\n]{0,30}")
_PLAN_HEAD = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu|\bkh\b|\bgiao|bố trí|phân bổ|phê duyệt|thuộc diện|phải (?:thu|nộp|thực hiện)|tổng mức"
    r"|\bvốn|giao)(?:[^,;:()\d]|năm \d{4}){0,40}$"
)
_CARRIED_OUT = re.compile(r"thực hiện|đạt|hoàn thành|kết quả|\bđã |ước|giải ngân|nghiệm thu|thu được|nộp|huy động")
_OPENS = re.compile(r"\s*(?:so với )?[^,;:()\n\d]{0,30}(?:năm \d{4})?\s?\(\s*")
_CLOSE = 30
_HALF_WAY = re.compile(r"\b(?:quý|tháng|vụ|đợt)\b")


def beside_its_level(page: Page, mark: Mark) -> bool:
    """True for the plan or earlier value alone in parentheses behind a figure: "thu 86 tỷ đồng (kế hoạch 75 tỷ đồng)"."""
    before = page.marks[mark.at - 1] if mark.at else mark
    if not mark.counted or before.sentence != mark.sentence or page.low[mark.figure.end : mark.figure.end + 1] != ")":
        return False
    behind = _IN_PARENTHESES.fullmatch(page.gap(before, mark))
    return behind is not None and (before.percent or before.unit == mark.unit)


def _one_of_a_list(page: Page, share: Mark, base: Mark) -> bool:
    """True for the first of several amounts in parentheses: "đạt 87% kế hoạch (ngô 215 ha, khoai 86 ha)" has no plan in it."""
    closed = page.low.find(")", base.figure.end)
    inside = "(" in page.gap(share, base) and closed >= 0
    return inside and any(m.counted and m.unit == base.unit for m in page.between(base.figure.end, closed))


def planned_share(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """Against a plan or last year's value, printed in the sentence or not; None where the words name neither."""
    tail = page.tail(share)
    if not (lexicon.PLAN.search(tail) or re.search(r"cùng kỳ|so với", tail)):
        return None
    plans = [Draft("T2", "ratio", "ratio", share.id, (amount.id, b.id)) for b in _bases(page, share, amount, tail)]
    if not plans:
        earlier = _plan_told_before(page, share, amount) if lexicon.PLAN.search(tail) else None
        return (
            earlier
            or plan_beside(page, board, share, amount)
            or Draft("T12", "ratio", "implied", share.id, (amount.id,))
        )
    fitting = next((draft for draft in plans if judge(draft, page.figures).holds), None)
    return fitting or replace(plans[0], sure=_in_own_brackets(page, share, amount, page.by_id[plans[0].terms[1]]))


def _in_own_brackets(page: Page, share: Mark, amount: Mark, base: Mark) -> bool:
    """True for "thu 2.318 triệu đồng, đạt 92,7% kế hoạch (2.500 triệu đồng)": amount, share, and what it is of alone in its parentheses."""
    alone = _OPENS.fullmatch(page.gap(share, base)) and page.low[base.figure.end : base.figure.end + 1] == ")"
    printed = bool(amount.unit) and amount.unit == base.unit and base.figure.end > base.figure.num_end
    beside = amount.at == share.at - 1 and base.at == share.at + 1 and len(page.gap(amount, share)) <= _CLOSE
    return bool(alone) and printed and beside and _one_side(share, amount, base)


def _one_side(share: Mark, amount: Mark, base: Mark) -> bool:
    """True where a share under 100 is that of the smaller of two numbers, or one over it that of the larger."""
    return (middle(share.figure) < HUNDRED) == (middle(amount.figure) < middle(base.figure))


def _measured_alike(page: Page, share: Mark, amount: Mark, base: Mark) -> bool:
    """True where a base behind a share may be what its amount is measured against."""
    alike = base.amount and bool(base.value) and same_unit(base.unit, amount.unit)
    return alike and not _one_of_a_list(page, share, base)


def plan_beside(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """ "kế hoạch vốn A, giải ngân B, đạt p%": the plan stands right before what was done, in the same clause."""
    if not amount.at or lexicon.PLANNED_BEFORE.search(amount.before):
        return None
    plan = page.marks[amount.at - 1]
    gap = page.gap(plan, amount)
    near = plan.counted and plan.unit == amount.unit and bool(plan.value) and plan.sentence == amount.sentence
    told = _PLAN_HEAD.search(plan.before) and _CARRIED_OUT.search(gap) and not re.search(r"[;:\n]", gap)
    told = told and not (
        ")" in gap and page.marks[plan.at - 1].change
    )  # "26,4 ha (vượt 1,4 ha so với kế hoạch 25 ha), đã …"
    if not near or not told or _HALF_WAY.search(gap):
        return None
    tail = page.tail(share)
    sure = share.at == amount.at + 1 and len(page.gap(amount, share)) <= _CLOSE and not _HALF_WAY.search(tail)
    sure = sure and not lexicon.SAME_PERIOD.search(tail) and _one_side(share, amount, plan)
    return Draft("T2", "ratio", "ratio", share.id, (amount.id, plan.id), sure=sure)


def _plan_told_before(page: Page, share: Mark, amount: Mark) -> Draft | None:
    """Against a plan of the paragraph or the one before it that fits, or all but fits."""
    missed = None
    for plan in reversed(page.marks[max(0, amount.at - 2 * _FAR_BACK) : amount.at]):
        if amount.line - plan.line > 4:
            break
        planned = plan.figure.role in {"plan", "target"} or lexicon.PLANNED_BEFORE.search(plan.before)
        if not (plan.counted and planned and plan.value and same_unit(plan.unit, amount.unit)):
            continue
        draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, plan.id))
        if judge(draft, page.figures).verdict == "holds":
            return draft
        if missed is None and near_miss(page, draft):
            missed = draft
    return missed


def _bases(page: Page, share: Mark, amount: Mark, tail: str) -> Iterator[Mark]:
    planned = bool(lexicon.PLAN.search(tail))
    if share.at + 1 < len(page.marks):
        after = page.marks[share.at + 1]
        gap = page.gap(share, after)
        near = len(gap) <= 60 and after.sentence == share.sentence and not re.search(r"[;:\n)]|đạt|thực hiện|,.*,", gap)
        named = re.search(
            r"(?:kế hoạch|chỉ tiêu|dự toán|giao|cùng kỳ|năm trước|năm \d{4}|so với|trước)[^,;]{0,25}[(]?[^,;]{0,12}$",
            gap,
        )
        if near and named and _measured_alike(page, share, amount, after):
            yield after
    if not planned:
        return
    beside = page.marks[min(amount.at + 1, share.at)]
    if beside.at < share.at and beside_its_level(page, beside) and beside.unit == amount.unit and beside.value:
        yield beside
    for k in range(amount.at - 1, max(amount.at - 5, -1), -1):
        before = page.marks[k]
        if before.sentence != amount.sentence:
            return
        words = before.before + page.tail(before, 25)
        of_another = page.bracketed(before) and ";" in page.low[before.figure.end : amount.figure.num_start]
        if (
            of_another
            and not judge(Draft("T2", "ratio", "ratio", share.id, (amount.id, before.id)), page.figures).holds
        ):
            continue
        if before.amount and same_unit(before.unit, amount.unit) and lexicon.PLANNED_BEFORE.search(words):
            yield before


def base_behind(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """ "84 hộ, chiếm 6,7% số hộ toàn xã (1.245 hộ)", "thu 86 tỷ đồng, đạt 75% (kế hoạch 115 tỷ đồng)": the base named behind the share."""
    if share.at + 1 >= len(page.marks):
        return None
    base = page.marks[share.at + 1]
    gap = page.gap(share, base)
    named = _NAMED.fullmatch(gap) if base.counted and base.value and base.sentence == share.sentence else None
    listed = named is not None and _one_of_a_list(page, share, base)
    if named is None or listed or not akin(base.unit, amount.unit) or base.at == amount.at:
        return None
    draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, base.id))
    strict = _STRICT.fullmatch(gap)
    if judge(draft, page.figures).holds or (strict and (near_miss(page, draft) or slipped(page, draft))):
        return draft
    if strict and _beyond_doubt(page, share, amount, base):
        return replace(draft, sure=True)
    return None


def _beyond_doubt(page: Page, share: Mark, amount: Mark, base: Mark) -> bool:
    """True for "thu gom 38.600 tấn rác, đạt 94,8% tổng lượng rác (40.700 tấn)": amount, share, and the total alone in its parentheses."""
    named = re.fullmatch(r"\s*(?:của |trên |trong |so với )?tổng [^;,()\n\d]{0,25}\(\s*", page.gap(share, base))
    alone = page.low[base.figure.end : base.figure.end + 1] == ")" and amount.at == share.at - 1
    printed = bool(amount.unit) and base.figure.end > base.figure.num_end
    near = printed and amount.unit == base.unit and len(page.gap(amount, share)) <= 30
    return bool(named) and alone and near and middle(amount.figure) <= middle(base.figure)


def base_before(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """ "đã tiêm 1.138 liều (kế hoạch 1.450 liều), đạt 78,48%": the plan in the parentheses between the amount and its share."""
    base = page.marks[min(amount.at + 1, share.at)]
    planned = lexicon.PLANNED_BEFORE.search(base.before) or lexicon.OF_ALL_HERE.search(base.before)
    if base.at + 1 == share.at and base.counted and base.value and planned and akin(base.unit, amount.unit):
        return Draft("T2", "ratio", "ratio", share.id, (amount.id, base.id)) if beside_its_level(page, base) else None
    return None


def plan_in_next_sentence(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """ "đã thu 86 tỷ đồng, đạt 75% kế hoạch. Kế hoạch cả năm 115 tỷ đồng": taken only where it fits."""
    for base in page.marks[share.at + 1 : share.at + 4]:
        near = base.sentence - share.sentence <= 2 and base.line - share.line <= 1
        if (
            near
            and base.counted
            and base.value
            and base.unit == amount.unit
            and lexicon.PLANNED_BEFORE.search(base.head)
        ):
            draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, base.id))
            return draft if judge(draft, page.figures).verdict == "holds" else None
    return None
