"""The whole that a share is of (T2): that of its group, the nearest total that fits, the amount of one name."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, akin, same_unit
from giaoban.kernel.checks.numbers import HUNDRED, middle, rounded, step
from giaoban.kernel.checks.slips import grain, is_slip
from giaoban.kernel.quantity import Figure

_FAR_BACK = 21
_THOUSAND = 1000
_NEARBY = 6
_BESIDE = 24
_FINE = Decimal("0.01")
"""Two decimals are hardly met by chance."""
_SLIPPED = 30
"""A slip in the tens is as likely as one behind the comma, one in the hundreds is another number."""
_BASE_NAMED = re.compile(
    r"\s*(?:của |trên |so với |trong )?(?:tổng )?(?:số|giá trị|diện tích|khối lượng|quân số|sản lượng|kinh phí|vốn|chỉ tiêu)"
    r"\s+([^,;.:()\n\d]+)"
)
_MAKES_UP = re.compile(r"[^,;:()\n\d]{0,20}[,(]?\s*chiếm(?: t[ỷỉ] lệ)?\s*")
_WITHIN = re.compile(r"trong (?:đó|số|tổng)|gồm|\bcó\b|[:(]")
_TOTAL_HEAD = re.compile(r"[^.;:()\d]{0,24}?\btổng số [^.;:()\d]{1,60}:?\s*(?:có |là )?")
_REACHED = re.compile(r"\b(?:đạt|bằng|hoàn thành|thực hiện)(?: t[ỷỉ] lệ)?\s*$")


def share_of_whole(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """Against the whole that the count divides, the whole of that whole, or a total nearby that fits."""
    whole = board.whole_of.get(amount.at)
    if whole is None:
        return _nearest_total(page, board, share, amount) or _namesake(page, share, amount)
    first = Draft("T2", "ratio", "ratio", share.id, (amount.id, whole.id))
    if judge(first, page.figures).holds:
        return first
    wider = board.whole_of.get(whole.at)
    if wider is not None:
        second = Draft(
            "T2", "ratio", "ratio", share.id, (amount.id, wider.id), forced="holds_with_note", explained_by="other_base"
        )
        if judge(second, page.figures).holds:
            return second
    nearer = _nearest_total(page, board, share, amount)
    if nearer is not None and judge(nearer, page.figures).verdict == "holds":
        return nearer
    told = replace(first, sure=_told_of_whole(page, share, amount, whole))
    return _namesake(page, share, amount) or (told if _meant(page, board, share, amount, first) else None)


def _told_of_whole(page: Page, share: Mark, amount: Mark, whole: Mark) -> bool:
    """True for "trong đó nữ 168 người, chiếm 43,5%" behind its whole: the words say that it is a part, and of nothing else."""
    close = (
        share.at == amount.at + 1
        and amount.sentence == whole.sentence
        and bool(_MAKES_UP.fullmatch(page.gap(amount, share)))
    )
    ends = page.low[share.figure.end : share.figure.end + 1] in {",", ".", ";", ")", "\n", ""}
    within = _WITHIN.search(page.low, whole.figure.end, amount.figure.num_start)
    between = [m for m in page.marks[whole.at + 1 : amount.at] if m.counted and m.unit[:1] == whole.unit[:1]]
    return (
        bool(close and ends and within)
        and all(middle(m.figure) <= middle(whole.figure) for m in between)
        and amount.unit[:1] == whole.unit[:1]
        and middle(amount.figure) < middle(whole.figure)
    )


def _meant(page: Page, board: Board, share: Mark, amount: Mark, draft: Draft) -> bool:
    """False for shares of something else: "đạt 92%" may be that of a plan, unless a slip is between or a share beside it fits."""
    if _of_other_wholes(page, board, amount):
        return False
    if _names_another(page, share, page.by_id[draft.terms[-1]]) and not _slipped(page, draft):
        return False
    of_plan = _REACHED.search(page.low[max(0, share.figure.start - 24) : share.figure.num_start])
    return not of_plan or _slipped(page, draft) or _siblings_fit(page, board, amount)


def _names_another(page: Page, share: Mark, base: Mark) -> bool:
    """True where the words behind a share name a base of their own: "đạt 62% số hộ khu trung tâm", "75% giá trị nghiệm thu"."""
    named = _BASE_NAMED.match(page.low, share.figure.end, min(len(page.low), share.figure.end + 80))
    if named is None or lexicon.OF_ALL_HERE.search(named.group()):
        return False
    words = {w for w in named.group(1).split() if w not in lexicon.STOP_WORDS}
    return not words <= page.label(base) | set(base.unit)


def _siblings_fit(page: Page, board: Board, amount: Mark) -> bool:
    """True where another part of the group has a printed share that is that of the whole."""
    group = board.group_of.get(amount.at)
    if group is None:
        return False
    shares = [(p, page.marks[p.at + 1]) for p in group.parts if p is not amount and p.at + 1 < len(page.marks)]
    tried = [
        Draft("T2", "ratio", "ratio", s.id, (p.id, group.whole.id)) for p, s in shares if s.percent and not s.change
    ]
    return any(judge(draft, page.figures).holds for draft in tried)


def _slipped(page: Page, draft: Draft) -> bool:
    """True where one slip of the hand in the share, the count or the base would make the share right."""
    if near_miss(page, draft):
        return True
    share, amount, base = (page.figures[f] for f in draft.figures)
    if step(share) >= 1 or not middle(share) or not middle(base):
        return False
    meant = ((amount, middle(share) * middle(base) / HUNDRED), (base, HUNDRED * middle(amount) / middle(share)))
    return any(_slip_between(figure, value, share) for figure, value in meant)


def _slip_between(figure: Figure, meant: Decimal, share: Figure) -> bool:
    """True where a slip turns the printed number into one as near to `meant` as the share is precise."""
    unit = grain([middle(figure)])
    around = range(-2, 3)
    width = max(abs(meant) * step(share) / (2 * middle(share)), unit / 2)
    printed, aim = int(middle(figure) / unit), int(meant / unit)
    return any(is_slip(printed, aim + k) and abs((aim + k) * unit - meant) <= width for k in around)


def _namesake(page: Page, share: Mark, amount: Mark) -> Draft | None:
    """Against the amount of the same name before it: "vốn kéo dài 12.450 ... vốn kéo dài giải ngân 9.960, đạt 80%"."""
    for total in reversed(page.marks[max(0, amount.at - 12) : amount.at]):
        alike = total.counted and same_unit(total.unit, amount.unit) and total.at + 1 < amount.at
        if alike and page.label(total) & page.label(amount):
            draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, total.id))
            missed = not _sister(page, total, amount) and near_miss(page, draft)
            if missed or judge(draft, page.figures).verdict == "holds":
                return draft
    return None


def _of_other_wholes(page: Page, board: Board, amount: Mark) -> bool:
    """True where no part of the group has the printed share of the whole: the shares are of something else."""
    group = board.group_of.get(amount.at)
    if group is None:
        return False
    tried = []
    for part in group.parts:
        share = page.marks[part.at + 1] if part.at + 1 < len(page.marks) else part
        if share.percent and not share.change:
            draft = Draft("T2", "ratio", "ratio", share.id, (part.id, group.whole.id))
            tried.append((judge(draft, page.figures).holds, middle(share.figure)))
    total = sum((value for _, value in tried), Decimal(0))
    return len(tried) > 1 and not any(holds for holds, _ in tried) and abs(total - 100) > 15


def share_of_count_before(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """ "làm rõ 16 vụ, 25 đối tượng, đạt 88,9%": the share may be that of the count before, if a total fits."""
    if not amount.at:
        return None
    other = page.marks[amount.at - 1]
    beside = (
        other.counted
        and other.sentence == amount.sentence
        and re.fullmatch(r"[^,;:()\n]{0,25}(?:,|/| và| với)\s*", page.gap(other, amount))
    )
    draft = _nearest_total(page, board, share, other) if beside else None
    return draft if draft is not None and judge(draft, page.figures).verdict == "holds" else None


def share_of_other_kind(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """ "trong 52 ý kiến có 20 lượt góp ý về đất đai, chiếm 38,5%": a count of other things before it in the sentence, where it fits."""
    if step(share.figure) >= 1 or not amount.unit or amount.measured:
        return None
    for base in reversed(page.marks[max(0, amount.at - _NEARBY) : amount.at]):
        if base.sentence != amount.sentence or not base.counted or base.measured or base.at in board.base_of:
            continue
        if base.at not in board.top_of and middle(base.figure) > middle(amount.figure):
            draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, base.id))
            if judge(draft, page.figures).verdict == "holds":
                return draft
    return None


def _nearest_total(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    stated = missed = None
    exact = step(share.figure) < 1
    for k in range(amount.at - 1, max(amount.at - _FAR_BACK, -1), -1):
        total = page.marks[k]
        if amount.line - total.line > 6 or amount.sentence - total.sentence > 6:
            break
        if amount.at - k > 12 and (not exact or total.line != amount.line):
            break
        pair = board.top_of.get(k) or board.base_of.get(k)
        if (
            not total.amount
            or total.value is None
            or (pair is not None and pair.compared)
            or not akin(total.unit, amount.unit)
        ):
            continue
        draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, total.id))
        if (
            amount.value is None
            or total.value <= 0
            or (total.value < amount.value and not _a_thousandfold(page, draft))
        ):
            continue
        if judge(draft, page.figures).verdict == "holds":
            return draft
        beside = missed is None and amount.at - k <= 5 and amount.line == total.line
        told = missed is None and exact and total.line == amount.line and _all_of_them(page, total, share)
        if (beside or told) and not _sister(page, total, amount) and near_miss(page, draft):
            missed = draft
        if (
            stated is None
            and total.sentence == amount.sentence
            and re.search(r"\btổng\b|toàn huyện|toàn xã", total.before)
        ):
            stated = draft
    if stated is not None and not _accused(page, share, stated):
        stated = None
    return stated or missed


def _all_of_them(page: Page, total: Mark, share: Mark) -> bool:
    """True for "Tổng số cán bộ, giáo viên: 2.186 người …. Đảng viên 1.407 đồng chí, chiếm 64,4%": the total that a paragraph opens with."""
    opens = _TOTAL_HEAD.fullmatch(page.low, page.line_span(total.line)[0], total.figure.num_start)
    of_all = page.low[max(0, share.figure.start - 12) : share.figure.num_start].rstrip().endswith("chiếm")
    return of_all and opens is not None and not page.tail(share).strip()


def _sister(page: Page, total: Mark, amount: Mark) -> bool:
    """True for a count with a share of its own in the list of the amount: "trước hạn 1.845 (91,7%), đúng hạn 152 (7,6%)"."""
    share = page.marks[total.at + 1]
    own = (
        share.percent
        and not share.change
        and share.sentence == total.sentence
        and len(page.gap(total, share)) <= _BESIDE
    )
    return own and share.at < amount.at and "trong" not in page.low[share.figure.end : amount.figure.num_start]


def _accused(page: Page, share: Mark, draft: Draft) -> bool:
    """True where a share that does not fit its total is an error: a slip is between, or its words name no plan and no other base."""
    reached = _REACHED.search(page.low[max(0, share.figure.start - 24) : share.figure.num_start])
    other = _names_another(page, share, page.by_id[draft.terms[-1]])
    return not (reached or other) or _slipped(page, draft)


def _a_thousandfold(page: Page, draft: Draft) -> bool:
    """True where the count is a thousand times too large for its share of the base."""
    share, amount, base = (page.figures[f] for f in draft.figures)
    exact = HUNDRED * middle(amount) / (_THOUSAND * middle(base))
    return step(share) < 1 and abs(exact - middle(share)) <= step(share) / 2


def mistyped(page: Page, draft: Draft) -> bool:
    """True where one slip in the digits of the printed share, wherever it is, would make it right."""
    share, (amount, base) = page.figures[draft.result or ""], (page.figures[t] for t in draft.terms)
    grain = step(share)
    if not 0 < grain < 1 or not middle(base) or middle(amount) > middle(base):
        return False
    return is_slip(int(middle(share) / grain), int(rounded(HUNDRED * middle(amount) / middle(base), grain) / grain))


def near_miss(page: Page, draft: Draft) -> bool:
    """True where one slip of the hand in the printed share would make it right: 15,4 for 14,5."""
    share, (amount, base) = page.figures[draft.result or ""], (page.figures[t] for t in draft.terms)
    grain = step(share)
    if middle(base) and _a_thousandfold(page, draft):
        return True
    if middle(share) >= HUNDRED or not 0 < grain < 1 or not middle(base):
        return False
    meant = rounded(HUNDRED * middle(amount) / middle(base), grain)
    near = abs(middle(share) - meant) < _SLIPPED
    return near and is_slip(int(middle(share) / grain), int(meant / grain))
