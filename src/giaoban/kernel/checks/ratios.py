"""Shares: n/m with its percentage (T1), a count with its share of a total (T2), of an unprinted plan (T12), of a small base (T11)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Board, Draft, Pair
from giaoban.kernel.checks.echoed import echoes
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import HUNDRED, middle, rounded, step
from giaoban.kernel.checks.slips import grain, is_slip
from giaoban.kernel.quantity import Figure

_SLASH = re.compile(r"[^,;:()\n/.]{0,40}/\s*(?:tổng số\s*)?")
_OF_ALL = re.compile(
    r"[^,;:()\n]{0,30}?(?:trên|trong|/) (?:tổng (?:số|cộng)|số|toàn bộ)\s*(?:là )?|[^,;:()\n]{0,30}?\btrên\s+(?=\d|$)"
)
_SMALL_BASE = re.compile(r"\s*(?:trong|trên|của)\s+(?:tổng\s+)?(?:số\s+)?")
_RATES = frozenset(Decimal(10) ** n for n in range(2, 7))
_RATE_UNITS = frozenset({"dân", "người", "trẻ", "người dân"})
_DONE = re.compile(
    r"(?<!tỷ lệ )(?:hoàn thành|thực hiện|giải ngân|triển khai)(?: xong)?(?: được)?(?: đạt)?(?: khoảng| trên| gần| hơn)?\s*$"
    r"|\bđã [^,;:.()\d]{4,60} được(?: khoảng| trên| gần| hơn)?\s*$"
)
_REACHING = frozenset(
    {"chỉ", "tiêu", "xã", "thị", "phường", "đơn", "cơ", "thôn", "trường", "huyện", "địa", "doanh", "phòng", "ngành", "chi", "khoản"}
)  # fmt: skip
"""First words of units that reach a level: "5 chỉ tiêu đạt 100%" is no share."""
_BARE_CUE = re.compile(rf"\s*(?:{lexicon.SHARE_CUE}\s*)*")
_EXPLAINED = re.compile(r"[^;,:()\n]{0,60}\(\s*")
_FAR_BACK = 21
_SLIPPED = 30
"""A slip in the tens is as likely as one behind the comma, one in the hundreds is another number."""
_REACHED = re.compile(r"\b(?:đạt|bằng|hoàn thành|thực hiện)(?: t[ỷỉ] lệ)?\s*$")
_BASE_BEHIND = re.compile(r"\s*\)?\s*(?:(/)\s*(?:tổng số\s*)?|(?:số hộ )?(?:trên|trong|của|/|so với)\s+(?:tổng số|tổng cộng|tổng)\s*)")
_PLAN_HEAD = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|\bkh\b|(?:vốn|được|số) giao|tổng mức|tổng vốn|giao)[^,;:()\d]{0,24}$")
_CARRIED_OUT = re.compile(r"thực hiện|đạt|hoàn thành|kết quả|\bđã |ước|giải ngân|nghiệm thu|thu được|nộp|huy động")
_HALF_WAY = re.compile(r"\b(?:quý|tháng|vụ|đợt)\b")
_PAREN_ONLY = re.compile(r"[^,;()\n]{0,40}\(\s*")


def find_pairs(page: Page, board: Board) -> None:
    """Put every n/m (also "n trên tổng số m") on the board, and offer its value where no share is printed."""
    marks = page.marks
    taken = -1
    for a, b in itertools.pairwise(marks):
        if a.at <= taken or not (a.counted and b.counted) or a.sentence != b.sentence or _chained(page, b):
            continue
        gap = page.tight_gap(a, b)
        if not (_SLASH.fullmatch(gap) or _OF_ALL.fullmatch(gap)):
            continue
        if _is_rate(b):
            board.rates.update((a.at, b.at))
            continue
        if _two_counts(page, a, b):
            continue
        pair = Pair(a, b, _against_plan(page, a, b), _compared(page, a, b))
        board.pairs.append(pair)
        board.top_of[a.at] = pair
        board.base_of[b.at] = pair
        taken = b.at


def _chained(page: Page, b: Mark) -> bool:
    """True where a second slash and number follow: a date or a code, not a ratio."""
    following = page.low[b.figure.num_end : b.figure.num_end + 3].lstrip()
    return following[:1] == "/" and following[1:2].isdigit()


def _is_rate(b: Mark) -> bool:
    """ "30/100.000 dân": a rate, not a share."""
    return b.value in _RATES and bool(b.unit) and " ".join(b.unit) in _RATE_UNITS


def _two_counts(page: Page, a: Mark, b: Mark) -> bool:
    """ "31 vụ/45 đối tượng": two counts of different things side by side; not so where 100 % says that b has enough of a."""
    if not (a.unit and b.unit) or a.measured or b.measured or same_unit(a.unit, b.unit) or a.unit[0] == b.unit[0]:
        return False
    full = any(m.value == 100 and m.percent and m.sentence == a.sentence for m in page.marks[max(0, a.at - 1) : a.at])
    return not (full or covers(a.unit, b.unit) or covers(b.unit, a.unit))


def _compared(page: Page, a: Mark, b: Mark) -> bool:
    """True for a pair in parentheses that explains the change before it."""
    if not a.at or not page.marks[a.at - 1].change or page.marks[a.at - 1].sentence != a.sentence:
        return False
    gap = page.gap(page.marks[a.at - 1], a)
    return bool(_EXPLAINED.fullmatch(gap)) and page.low[b.figure.end :].lstrip()[:1] == ")"


def _against_plan(page: Page, a: Mark, b: Mark) -> bool:
    """True where m is a plan: the words say so, or n is a measured amount."""
    if b.figure.role == "plan" or a.measured or b.measured:
        return True
    return bool(lexicon.PLANNED_BEFORE.search(lexicon.COMPOUND_NAMES.sub(" ", page.head(a)[-80:])))


def pair_shares(page: Page, board: Board) -> None:
    """T1: 100 n/m = p, with p after the pair or before it; at most one p for a pair. Else the value is offered (T6)."""
    for pair in board.pairs:
        if pair.compared:
            continue
        share = _share_of_pair(page, board, pair)
        if share is None:
            board.add(_open_pair(pair))
            continue
        board.used_shares.add(share.at)
        if _is_coverage(page, pair, share):
            note = "coverage"
            board.add(
                Draft(
                    "T1",
                    "bound",
                    "at_most",
                    None,
                    (pair.base.id, pair.top.id),
                    forced="holds_with_note",
                    explained_by=note,
                )
            )
            continue
        board.share_of[pair.top.at] = share
        board.count_of[share.at] = pair.top
        board.base_of_share[share.at] = pair.base.value
        board.add(Draft("T1", "ratio", "ratio", share.id, (pair.top.id, pair.base.id)))


def find_slashed_bases(page: Page, board: Board) -> None:
    """ "142 hộ nghèo (4,1%), 98 hộ cận nghèo (2,8%)/3.460 hộ": the base behind the last share is that of every count of the clause."""
    for base in page.marks:
        if not base.counted or not base.at or not page.marks[base.at - 1].percent:
            continue
        cue = _BASE_BEHIND.fullmatch(page.gap(page.marks[base.at - 1], base))
        if cue is None:
            continue
        start = (page.clause if cue.group(1) == "/" else page.sentence_around)(base.figure.num_start)[0]
        for count, share in itertools.pairwise(page.between(start, base.figure.num_start)):
            beside = count.counted and share.percent and not share.change and share.at not in board.used_shares
            close = re.fullmatch(r"[^,;:()]{0,40}(?:\(|,?\s*(?:chiếm|đạt|bằng|tỷ lệ)(?: tỷ lệ)?)\s*", page.gap(count, share))
            if beside and close and _shared_base(page, count, base):
                board.used_shares.add(share.at)
                board.share_of[count.at] = share
                board.base_of_share[share.at] = base.value
                board.add(Draft("T1", "ratio", "ratio", share.id, (count.id, base.id)))


def _shared_base(page: Page, count: Mark, base: Mark) -> bool:
    return same_unit(count.unit, base.unit) or covers(base.unit, count.unit)


def _share_of_pair(page: Page, board: Board, pair: Pair) -> Mark | None:
    right = _next_share(page, board, pair.base)
    if right is not None and "(" not in page.gap(pair.base, right).replace("(", "", 1):
        inside = page.opening_before(pair.top.figure.start) >= 0
        gap = page.gap(pair.base, right)
        if not (inside and ")" in gap and _previous_share(page, board, pair) is not None):
            return right
    return _previous_share(page, board, pair)


def _next_share(page: Page, board: Board, base: Mark) -> Mark | None:
    after = base
    share = page.next_but_spans(base)
    if share is None:
        return None
    if share.at > base.at + 1:
        after = page.marks[share.at - 1]
    gap = page.gap(after, share)
    usable = (
        share.percent and not share.change and share.at not in board.used_shares and share.sentence == base.sentence
    )
    if not usable or len(gap) > 90 or ";" in gap or "\n" in gap:
        return None
    top = board.base_of[base.at].top
    if share.value == 100 and top.value != base.value and not re.search(r"[,(:=]", gap):
        return None
    tail = re.split(r"[,(:=]", gap)[-1]
    return share if _BARE_CUE.fullmatch(tail) or lexicon.SHARE_GAP.fullmatch(gap) else None


def _previous_share(page: Page, board: Board, pair: Pair) -> Mark | None:
    if pair.top.at == 0:
        return None
    share = page.marks[pair.top.at - 1]
    usable = (
        share.percent and not share.change and share.at not in board.used_shares and share.sentence == pair.top.sentence
    )
    if not usable:
        return None
    gap = page.low[share.figure.end : pair.top.figure.num_start]
    if re.fullmatch(r"[^;:()\n]{0,120}\(\s*(?:\w+\s){0,3}", gap) or re.fullmatch(
        r"[\s,=]*(?:với|tức|tương ứng|là)?\s*", gap
    ):
        return share
    return None


def _is_coverage(page: Page, pair: Pair, share: Mark) -> bool:
    """ "100 % ... (136 máy/124 người)": two kinds of things, enough for all; a bound, not a ratio."""
    kinds = bool(pair.top.unit) and bool(pair.base.unit) and not same_unit(pair.top.unit, pair.base.unit)
    return share.value == 100 and kinds and share.at < pair.top.at and not covers(pair.base.unit, pair.top.unit)


def _open_pair(pair: Pair) -> Draft:
    conflict = pair.plan and pair.top.unit and pair.base.unit and not same_unit(pair.top.unit, pair.base.unit)
    return Draft(
        "T6", "ratio", "pair", None, (pair.top.id, pair.base.id),
        explained_by="unit_conflict" if conflict and pair.top.measured else "plan" if pair.plan else "part",
        forced="question" if conflict and pair.top.measured else None,
    )  # fmt: skip


def counted_shares(page: Page, board: Board) -> None:
    """T2 and T12: "n, chiếm p%" and "p% (n)", p against the plan, the whole, or the nearest total; else the implied base."""
    for share in page.marks:
        if not share.percent or share.change or share.at in board.used_shares or echoes(page, share):
            continue
        amount = _amount_of(page, board, share)
        if amount is None:
            _small_base(page, board, share)
            _without_base(page, board, share)
            continue
        draft = _planned(page, board, share, amount) or _plan_beside(page, board, share, amount)
        draft = draft or _of_whole(page, board, share, amount)
        draft = draft or _of_count_before(page, board, share, amount)
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
        closing = page.low[n.figure.num_end : n.figure.num_end + 40].partition(")")
        gap = page.gap(share, n)
        of_plan = lexicon.PLAN.search(gap) or lexicon.SAME_PERIOD.search(gap)
        if lone and not of_plan and _PAREN_ONLY.fullmatch(gap) and closing[1] and not re.search(r"[\d,;(]", closing[0]):
            return n
    for k in range(share.at - 1, max(share.at - 4, -1), -1):
        n = page.marks[k]
        if n.sentence != share.sentence:
            break
        if n.span and k == share.at - 1:
            continue
        if n.percent or n.change:
            if not re.fullmatch(
                rf"[^;()\n]{{0,45}}(?:[,(]|\bvà)\s*(?:{lexicon.SHARE_CUE}\s*)*", page.gap(n, page.marks[k + 1])
            ):
                break
            continue
        after = page.marks[k + 1]
        skipped = k < share.at - 1 and not after.span
        gap = page.gap(after, share) if after.span and after is not share else page.gap(n, after)
        fits = n.counted and n.at not in board.base_of and n.at not in board.rates and lexicon.SHARE_GAP.fullmatch(gap)
        named = not skipped or lexicon.PLAN.search(page.tail(share)) or lexicon.SAME_PERIOD.search(page.tail(share))
        level = n.unit[:1] and n.unit[0] in _REACHING and not re.search(r"[,(:=]", gap)
        return n if fits and named and not level and n.at not in board.top_of and _not_compared(page, share) else None
    return None


def _not_compared(page: Page, share: Mark) -> bool:
    """False for a share of something else: "p% số hộ được vay" after a count of hectares is still its own statement."""
    return not re.match(r"\s*(?:người dân|dân số|hộ dân|học sinh|cán bộ)", page.tail(share))


def _planned(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """Against a plan or last year's value, printed in the sentence or not; None where the words name neither."""
    tail = page.tail(share)
    if not (lexicon.PLAN.search(tail) or re.search(r"cùng kỳ|so với", tail)):
        return None
    plan = next(_bases(page, share, amount, tail), None)
    if plan is None:
        earlier = _plan_told_before(page, share, amount) if lexicon.PLAN.search(tail) else None
        return earlier or Draft("T12", "ratio", "implied", share.id, (amount.id,))
    return Draft("T2", "ratio", "ratio", share.id, (amount.id, plan.id))


def _plan_beside(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
    """ "kế hoạch vốn A, giải ngân B, đạt p%": the plan stands right before what was done, in the same clause."""
    if not amount.at or amount.at in board.whole_of or lexicon.PLANNED_BEFORE.search(amount.before):
        return None
    plan = page.marks[amount.at - 1]
    gap = page.gap(plan, amount)
    near = plan.counted and plan.unit == amount.unit and bool(plan.value) and plan.sentence == amount.sentence
    told = _PLAN_HEAD.search(plan.before) and _CARRIED_OUT.search(gap) and not re.search(r"[;:\n]", gap)
    if not near or not told or lexicon.PLAN.search(page.tail(share)) or _HALF_WAY.search(gap):
        return None
    return Draft("T2", "ratio", "ratio", share.id, (amount.id, plan.id))


def _plan_told_before(page: Page, share: Mark, amount: Mark) -> Draft | None:
    """Against a plan of the paragraph or the one before it that fits, or all but fits."""
    missed = None
    for plan in reversed(page.marks[max(0, amount.at - 2 * _FAR_BACK) : amount.at]):
        if amount.line - plan.line > 4:
            break
        planned = plan.figure.role == "plan" or lexicon.PLANNED_BEFORE.search(plan.before)
        if not (plan.counted and planned and plan.value and same_unit(plan.unit, amount.unit)):
            continue
        draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, plan.id))
        if judge(draft, page.figures).verdict == "holds":
            return draft
        if missed is None and _near_miss(page, draft):
            missed = draft
    return missed


def _bases(page: Page, share: Mark, amount: Mark, tail: str) -> Iterator[Mark]:
    planned = bool(lexicon.PLAN.search(tail))
    if share.at + 1 < len(page.marks):
        after = page.marks[share.at + 1]
        gap = page.gap(share, after)
        near = len(gap) <= 60 and after.sentence == share.sentence and not re.search(r"[;\n]|đạt|thực hiện|,.*,", gap)
        named = re.search(
            r"(?:kế hoạch|chỉ tiêu|dự toán|giao|cùng kỳ|năm trước|năm \d{4})[^,;]{0,25}[(]?[^,;]{0,12}$", gap
        )
        if near and named and after.amount and after.value and same_unit(after.unit, amount.unit):
            yield after
    if not planned:
        return
    for k in range(amount.at - 1, max(amount.at - 5, -1), -1):
        before = page.marks[k]
        if before.sentence != amount.sentence:
            return
        words = before.before + page.tail(before, 25)
        if before.amount and same_unit(before.unit, amount.unit) and lexicon.PLANNED_BEFORE.search(words):
            yield before


def _of_whole(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
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
    return _namesake(page, share, amount) or (first if _meant(page, board, share, amount, first) else None)


def _meant(page: Page, board: Board, share: Mark, amount: Mark, draft: Draft) -> bool:
    """False for shares of something else: "đạt 92%" may be that of a plan, unless a slip is between or a share beside it fits."""
    if _of_other_wholes(page, board, amount):
        return False
    of_plan = _REACHED.search(page.low[max(0, share.figure.start - 24) : share.figure.num_start])
    return not of_plan or _slipped(page, draft) or _siblings_fit(page, board, amount)


def _siblings_fit(page: Page, board: Board, amount: Mark) -> bool:
    """True where another part of the group has a printed share that is that of the whole."""
    group = board.group_of.get(amount.at)
    for part in group.parts if group is not None else ():
        share = page.marks[part.at + 1] if part.at + 1 < len(page.marks) else part
        if group is not None and part is not amount and share.percent and not share.change:
            if judge(Draft("T2", "ratio", "ratio", share.id, (part.id, group.whole.id)), page.figures).holds:
                return True
    return False


def _slipped(page: Page, draft: Draft) -> bool:
    """True where one slip of the hand in the share, the count or the base would make the share right."""
    if _near_miss(page, draft):
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
            if judge(draft, page.figures).verdict == "holds" or _near_miss(page, draft):
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


def _of_count_before(page: Page, board: Board, share: Mark, amount: Mark) -> Draft | None:
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
            or not (same_unit(total.unit, amount.unit) or covers(total.unit, amount.unit))
        ):
            continue
        if amount.value is None or total.value < amount.value or total.value <= 0:
            continue
        draft = Draft("T2", "ratio", "ratio", share.id, (amount.id, total.id))
        if judge(draft, page.figures).verdict == "holds":
            return draft
        if missed is None and amount.at - k <= 5 and amount.line == total.line and _near_miss(page, draft):
            missed = draft
        if (
            stated is None
            and total.sentence == amount.sentence
            and re.search(r"\btổng\b|toàn huyện|toàn xã", total.before)
        ):
            stated = draft
    return stated or missed


def _near_miss(page: Page, draft: Draft) -> bool:
    """True where one slip of the hand in the printed share would make it right: 15,4 for 14,5."""
    share, (amount, base) = page.figures[draft.result or ""], (page.figures[t] for t in draft.terms)
    grain = step(share)
    if middle(share) >= HUNDRED or not 0 < grain < 1 or not middle(base):
        return False
    meant = rounded(HUNDRED * middle(amount) / middle(base), grain)
    return is_slip(int(middle(share) / grain), int(meant / grain)) and abs(middle(share) - meant) < _SLIPPED


def _without_base(page: Page, board: Board, share: Mark) -> None:
    """T12: "đã hoàn thành khoảng 63%," with nothing counted in the sentence: of what is not said."""
    done = _DONE.search(page.low[max(0, share.figure.num_start - 80) : share.figure.num_start])
    bare = page.low[share.figure.end : share.figure.end + 1] in {",", ".", ";", ")", "\n", ""}
    counted = any(m.counted for m in page.between(*page.sentence_span(share.sentence)))
    if (
        done
        and bare
        and not counted
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
