"""n/m and its percentage (T1, T6): pairs on the board, the share of each, bases behind the last share of a clause."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.doubted import slipped
from giaoban.kernel.checks.draft import Board, Draft, Pair
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import HUNDRED, middle
from giaoban.kernel.checks.wholes import near_miss
from giaoban.kernel.quantity.fixed import changed

_SLASH = re.compile(r"[^,;:()\n/.]{0,40}/\s*(?:(?:tổng số|kh|kế hoạch|dự toán|chỉ tiêu)(?: giao| năm)?\s*)?")
_OF_ALL = re.compile(
    r"[^,;:()\n]{0,30}?(?:trên|trong|/) (?:tổng (?:số|cộng)|số|toàn bộ)\s*(?:là )?"
    r"|[^,;:()\n]{0,30}?(?:trên|so với|/) (?:kế hoạch|dự toán|chỉ tiêu)(?: được)?(?: giao)?(?: là)?\s*|[^,;:()\n]{0,60}?\btrên\s+(?=\d|$)"
)
_RATES = frozenset(Decimal(10) ** n for n in range(2, 7))
_RATE_UNITS = frozenset({"dân", "người", "trẻ", "người dân"})
_BARE_CUE = re.compile(rf"\s*(?:{lexicon.SHARE_CUE}\s*)*")
_NAMED_RATE = re.compile(r"\s*(?:đạt |chiếm |với )?t[ỷỉ] lệ [^,;:()\d]{0,25}")
_PLAN_FIRST = re.compile(
    r"\b(?:kế hoạch|dự toán|chỉ tiêu|giao)\s*/\s*(?:đã |kết quả |ước )?(?:thực hiện|đạt|giải ngân|thu|chi|kết quả)\b"
)
""" "(dự toán/thực hiện, triệu đồng): Đông Sơn 4.126/2.318": the plan is printed first."""
_HEAD_REACH = 600
_RANK = re.compile(r"\b(?:xếp|đứng|vị trí|hạng|thứ)(?: hạng| vị trí| thứ)*\s*$")
""" "chỉ số hài lòng 87,4% (xếp 5/63)": a place among so many."""
_EXPLAINED = re.compile(r"[^;,:()\n]{0,60}\(\s*")
_OWN_CLAUSE = re.compile(r"[^,;:()\n]{0,20};\s*(?:đạt|chiếm|bằng|tương (?:đương|ứng)|t[ỷỉ] lệ)[^,;:()\n]{0,16}:?\s*")
_LEVEL_NAMED = re.compile(
    r"\b(?:bình quân|trung bình|mức chung|mặt bằng chung|mức tối thiểu|mục tiêu|ngưỡng)\b[^;.]*\(\s*$"
)
"""A level in parentheses that the counted ones are measured by: "12/28 đơn vị trên mức bình quân (55,6%)"."""
_NOT_REACHED = re.compile(r"[^,(:=]\b(?:chưa|không) đạt\s*$")
""" "3/8 khoản thu chưa đạt 50% dự toán": what they have not reached."""
_HAS_A_RATE = re.compile(r"\bcó (?:t[ỷỉ] lệ|mức|chỉ số)\b")
_GIVEN = frozenset({"liều", "mũi", "thẻ", "giấy", "suất", "sổ", "phiếu"})
_IN_BRACKETS = 120
_BARE_RATE = 3
""" "đạt tỷ lệ" names nothing, "tỷ lệ hộ dùng điện" does."""
_ON = re.compile(r"\btrên\s*$")
_SHARE_BEHIND = re.compile(r"[^;:()\n]{0,30}(?:\(|,\s*(?:đạt|bằng|chiếm)(?: t[ỷỉ] lệ)?)\s*")
_TOLD = re.compile(r"\s*,?\s*\(.*|[^,]*\(.*|.*(?:với|tức|tương ứng|là|=)\s*", re.DOTALL)
"""Between a share and the pair that explains it; a bare comma may begin another matter: "đạt 93,2%, 14/14 trạm y tế có bác sĩ"."""
_BASE_BEHIND = re.compile(
    r"\s*\)?\s*(?:(/)\s*(?:tổng số\s*)?|(?:số hộ )?(?:trên|trong|của|/|so với)\s+(?:tổng số|tổng cộng|tổng)\s*)"
)


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
        if _two_counts(page, a, b) or _RANK.search(a.before):
            continue
        if b.figure.comparator == ">" and a.unit and _shared(page, a, b):
            page.figures[b.id] = changed(b.figure, comparator="=")  # "trên" joins the two and bounds nothing
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
    """ "31 vụ/45 đối tượng", "45 tỷ đồng/12 dự án": two counts side by side; not so where 100 % says that b has enough of a."""
    if a.unit and b.unit and ("vnd" in a.unit[:1]) != ("vnd" in b.unit[:1]):
        return True
    if a.unit and b.unit[:2] == ("chỉ", "tiêu"):
        return False
    if a.unit and b.unit and a.measured != b.measured:
        return True
    if not (a.unit and b.unit) or a.measured or b.measured or same_unit(a.unit, b.unit) or a.unit[0] == b.unit[0]:
        return False
    full = any(m.value == 100 and m.percent and m.sentence == a.sentence for m in page.marks[max(0, a.at - 1) : a.at])
    return not (full or covers(a.unit, b.unit) or covers(b.unit, a.unit) or _shared(page, a, b))


def _shared(page: Page, a: Mark, b: Mark) -> bool:
    """True for "5.717 kết quả trên 8.358 hồ sơ (68,4%)" and "1.890 liều/2.251 con, đạt 84,0%": what is given one to each, and its share."""
    share = page.marks[b.at + 1] if b.at + 1 < len(page.marks) else b
    told = a.unit[0] in _GIVEN or _ON.search(page.tight_gap(a, b))
    close = share.percent and not share.change and share.sentence == b.sentence
    return bool(told and close and _SHARE_BEHIND.fullmatch(page.gap(b, share))) and middle(a.figure) <= middle(b.figure)


def _compared(page: Page, a: Mark, b: Mark) -> bool:
    """True for a pair in parentheses that explains the change before it."""
    if not a.at or not page.marks[a.at - 1].change or page.marks[a.at - 1].sentence != a.sentence:
        return False
    gap = page.gap(page.marks[a.at - 1], a)
    return bool(_EXPLAINED.fullmatch(gap)) and page.low[b.figure.end :].lstrip()[:1] == ")"


def _against_plan(page: Page, a: Mark, b: Mark) -> bool:
    """True where m is a plan: the words say so, or n is a measured amount."""
    if b.figure.role == "plan" or a.measured or b.measured or lexicon.PLAN.search(page.gap(a, b)):
        return True
    counted = b.unit[:2] == ("chỉ", "tiêu") and not _SLASH.fullmatch(page.tight_gap(a, b))
    return not counted and bool(lexicon.PLANNED_BEFORE.search(lexicon.COMPOUND_NAMES.sub(" ", a.head[-80:])))


def pair_shares(page: Page, board: Board) -> None:
    """T1: 100 n/m = p, with p after the pair or before it; at most one p for a pair. Else the value is offered (T6)."""
    for pair in board.pairs:
        if pair.compared:
            continue
        share = _share_of_pair(page, board, pair)
        supposed = share is not None and _supposed(page, pair, share)
        if share is None or supposed or _own_level(page, pair, share):
            if share is not None and not supposed:
                board.used_shares.add(share.at)  # nor is it that of the next pair
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
        draft = Draft("T1", "ratio", "ratio", share.id, (pair.top.id, pair.base.id))
        turned = Draft("T1", "ratio", "ratio", share.id, (pair.base.id, pair.top.id))
        planned_first = not judge(draft, page.figures).holds and judge(turned, page.figures).holds
        board.add(turned if planned_first and _PLAN_FIRST.search(page.low, *_lines_above(page, pair.top)) else draft)


def _lines_above(page: Page, mark: Mark) -> tuple[int, int]:
    """The text before a figure in which the head of a list stands."""
    return max(0, mark.figure.num_start - _HEAD_REACH), mark.figure.num_start


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
            close = re.fullmatch(
                r"[^,;:()]{0,40}(?:\(|,?\s*(?:chiếm|đạt|bằng|tỷ lệ)(?: tỷ lệ)?)\s*", page.gap(count, share)
            )
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
        behind = page.gap(pair.base, right).partition(")")
        before = page.low[max(0, pair.top.figure.num_start - _IN_BRACKETS) : pair.top.figure.num_start]
        left = behind[1] and before.rfind("(") > before.rfind(")")
        if not left or ("(" not in behind[2] and _previous_share(page, board, pair) is None):
            return right
    return _previous_share(page, board, pair)


def _supposed(page: Page, pair: Pair, share: Mark) -> bool:
    """True where only nearness joins a share to a pair and no slip of the hand would make it fit: two matters side by side."""
    if share.at < pair.top.at:
        told = _TOLD.fullmatch(page.low[share.figure.end : pair.top.figure.num_start]) is not None
    else:
        named = _NAMED_RATE.fullmatch(re.split(r"[,;(:=]|\s[-–]\s", page.gap(pair.base, share))[-1])
        told = named is None or len(named.group().split()) <= _BARE_RATE
    draft = Draft("T1", "ratio", "ratio", share.id, (pair.top.id, pair.base.id))
    fits = judge(draft, page.figures).holds or _is_coverage(page, pair, share)
    if not page.tail(pair.base).strip():  # "đạt 98,7%, 22/23 trường hoàn thành phổ cập" says something of its own
        fits = fits or near_miss(page, draft)
    whole = share.value == HUNDRED or pair.top.value == pair.base.value  # "100% … (17/17 đơn vị)"
    return not told and not fits and not (whole and pair.base.value and slipped(page, draft))


def _own_level(page: Page, pair: Pair, share: Mark) -> bool:
    """True for a level that those counted have reached: "5/9 thôn đạt trên 80%"; not where it is the pair's own share."""
    if share.at < pair.base.at:
        return False
    gap = page.low[pair.base.figure.end : share.figure.num_start]
    draft = Draft("T1", "ratio", "ratio", share.id, (pair.top.id, pair.base.id))
    own = (
        _HAS_A_RATE.search(gap)
        or _NOT_REACHED.search(gap)
        or (share.figure.comparator != "=" and not re.search(r"[,(:=]", gap))
    )
    return bool(own) and not judge(draft, page.figures).holds


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
    if not usable or len(gap) > 90 or "\n" in gap or (";" in gap and not _OWN_CLAUSE.fullmatch(gap)):
        return None
    top = board.base_of[base.at].top
    if _LEVEL_NAMED.search(gap):
        return None
    if share.value == 100 and top.value != base.value and not re.search(r"[,(:=]", gap):
        return None
    tail = re.split(r"[,;(:=]|\s[-–]\s", gap)[-1]
    return (
        share if _BARE_CUE.fullmatch(tail) or _NAMED_RATE.fullmatch(tail) or lexicon.SHARE_GAP.fullmatch(gap) else None
    )


def _previous_share(page: Page, board: Board, pair: Pair) -> Mark | None:
    if pair.top.at == 0:
        return None
    share = page.marks[pair.top.at - 1]
    if share.span and share.at:
        share = page.marks[share.at - 1]
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
    if gap.strip() == ";" and page.bracketed(share):  # "(72,5%; 1.160/1.600 tỷ đồng)"
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
