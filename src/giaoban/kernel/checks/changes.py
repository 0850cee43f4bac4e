"""Changes (T7): against a printed earlier value, in units and in percent, of a share of few units (T11), before and after a merger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.arithmetic import judge
from giaoban.kernel.checks.draft import Board, Draft, Op
from giaoban.kernel.checks.echoed import echoes, told_again
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import ZERO, middle

_FROM_TO = re.compile(
    r"[^;:()\n]{0,70}\b(?:lên|xuống|còn|thành|tăng lên|giảm xuống|đến)(?: còn| tới| mức)?\s*(?:là )?(?:khoảng |trên )?"
)
_FROM = re.compile(r"\btừ(?: mức)?\s*$")
_AGAINST = re.compile(r"so v[ớoó]i|cùng kỳ|(?:năm|tháng|quý|kỳ|vụ) trước|năm \d{4}|tháng \d{1,2}\b")
_BARE_OLD = re.compile(r"\s*(?:so với )?(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết|kh)?[^,;:()\n]{0,20}\(\s*")
_ECHO = re.compile(
    r"[^,;()\n]{0,20}\)\s*,?\s*(?:tương (?:ứng|đương)(?: với)?|bằng|tức(?: là)?|hay)?\s*(?:với )?(?:mức )?(?:tăng |giảm )?"
)
_SHARE_MOVED = re.compile(r"\bt[ỷỉ] lệ (?:tăng|giảm)[^,;()]{0,12}$")
_OWN_CLAUSE = re.compile(r";\s*(?:tăng|giảm)\s*(?:được\s*)?$")
"""The change has a clause of its own, right behind the level: "1.138 hộ, chiếm 4%; giảm 312 hộ"."""
_EARLIER = re.compile(
    r"\b(?:(?<!tháng )(?<!nửa )(?<!quý )đầu (?:năm|kỳ)|(?:năm|kỳ|tháng|quý) trước|cùng kỳ|trước|cuối năm \d{4}|năm \d{4}"
    r"|kế hoạch|chỉ tiêu)\b"
)
_TWO_LEVELS = 2
_EARLIER_NOW = re.compile(
    r"\b(?:(?<!tháng )(?<!nửa )(?<!quý )đầu (?:năm|kỳ)|(?:năm|kỳ|tháng|quý) trước|cùng kỳ(?: năm \d{4})?)\b[^,;.()\d]{0,20}\(?\s*$"
)
_EACH_YEAR = re.compile(r"\s*(?:%|[^\W\d_]+)?\s*(?:/\s*|mỗi |một |hằng |hàng )năm\b")
_ON_AVERAGE = re.compile(
    r"\bbình quân(?: (?:mỗi|hằng|hàng|một|các|giai đoạn)[^,;()\d]{0,12})?\s*(?:tăng|giảm)[^,;()\d]{0,12}$"
)
_TURNED = re.compile(r"\b(?:(tăng)|giảm)\b[^,;:()\d]{0,40}\btừ(?: mức)?\s*(?:(?:khoảng|trên|hơn|gần) )?$")
_UP = re.compile(r"[^,;:()\d]{0,40}\blên\b")
_DOWN = re.compile(r"[^,;:()\d]{0,40}\b(?:xuống|còn)\b")
_RANKED = re.compile(r"\b(?:bậc|hạng|thứ|vị trí|xếp)\b")
_PAST_PLAN = re.compile(r"\b(?:vượt|hụt)\b[^,;:()\d]{0,20}$")
_BASE_SMALL = 1000


def find_changes(page: Page, board: Board) -> None:
    """Propose each change with the values it can be computed from."""
    for change in page.marks:
        if change.value is None or not (change.change or echoes(page, change)) or by_the_year(page, change):
            continue
        draft = next(_drafts(page, board, change), None)
        if draft is not None:
            board.add(draft)
            if draft.op == "difference":
                board.difference_of[change.id] = draft
    _before_and_after(page, board)
    for draft in _turned(page):
        board.add(draft)


def _turned(page: Page) -> Iterator[Draft]:
    """ "giảm từ 96 hộ xuống 110 hộ": both words say which of two levels is the larger one, and it is the other."""
    for old, new in zip(page.marks, page.marks[1:], strict=False):
        if old.value is None or new.value is None or old.value == new.value or old.sentence != new.sentence:
            continue
        told = _TURNED.search(page.low[max(old.clause, old.figure.num_start - 70) : old.figure.num_start])
        if told is None or not same_unit(old.unit, new.unit) or old.percent != new.percent or old.change or new.change:
            continue
        rises = told.group(1) is not None
        said = (_UP if rises else _DOWN).match(page.gap(old, new))
        ranked = _RANKED.search(page.low[old.clause : new.figure.end + 12])
        if said and not ranked and (new.value < old.value) == rises:
            yield Draft("T7", "change", "at_most", None, (old.id, new.id) if rises else (new.id, old.id), sure=True)


def _drafts(page: Page, board: Board, change: Mark) -> Iterator[Draft]:
    told = (
        _in_one_bracket(page, change)
        or _from_to(page, change)
        or _against_printed(page, board, change)
        or _over_plan(page, board, change)
        or _told_earlier(page, board, change)
        or _bracketed_before(page, board, change)
    )
    values = told or _exactly(page, board, change)
    if values is not None:
        new, old = values
        of_shares = change.percent and bool(_SHARE_MOVED.search(change.before)) and not new.percent
        if change.percent or same_unit(change.unit, new.unit):
            way = _way(page, board, change) if told is not None else ""
            op: Op = "growth" if change.percent else "difference"
            draft = Draft("T7", "change", op, change.id, (new.id, old.id), explained_by=way)
            apart = new.at < change.at and ";" in page.gap(new, change)
            turned = apart and judge(draft, page.figures).explained_by == "direction"
            if not (apart or of_shares) or turned or judge(draft, page.figures).holds:
                board.olds.add(old.at)
                yield draft
    if change.percent:
        yield from told_again(page, board, change, lambda mark: _level_before(page, board, mark), _falls)
        share = _share_before(page, board, change)
        if share is not None:
            yield share


def by_the_year(page: Page, change: Mark) -> bool:
    """True for a mean over years: "bình quân giảm 1,74%/năm" is not the change from first to last."""
    return bool(_EACH_YEAR.match(page.low, change.figure.num_end) or _ON_AVERAGE.search(change.before))


def _falls(change: Mark) -> bool:
    """True where the words or the sign say that it fell."""
    found = list(lexicon.CHANGE_WORD.finditer(change.before))
    if found:
        return found[-1].group(1) in lexicon.DOWN
    return change.figure.direction == "down" or (change.value is not None and change.value < 0)


def _in_one_bracket(page: Page, change: Mark) -> tuple[Mark, Mark] | None:
    """ "tỷ lệ giảm 1,73% (đầu năm 6,72%, cuối năm 4,99%)": (the later, the earlier)."""
    following = page.marks[change.at + 1 : change.at + 3]
    if len(following) < 2 or not re.fullmatch(r"[^,;:()\n]{0,30}\([^()]{0,30}", page.gap(change, following[0])):
        return None
    old, new = following
    told = _EARLIER.search(old.before) and not _EARLIER.search(new.before)
    return (
        (new, old)
        if told and _comparable(new, old) and old.unit == new.unit and ")" not in page.gap(old, new)
        else None
    )


def _way(page: Page, board: Board, change: Mark) -> str:
    """ "up" or "down" where the words say so; empty beside a pair, which people print either way round."""
    found = list(lexicon.CHANGE_WORD.finditer(change.before))
    rank = change.unit[:1] in {("bậc",), ("hạng",)}  # up by 12 ranks is from 31 to 19
    if not found or rank or change.at + 1 in board.top_of or change.at - 1 in board.base_of:
        return ""
    return "down" if found[-1].group(1) in lexicon.DOWN else "up"


def _over_plan(page: Page, board: Board, change: Mark) -> tuple[Mark, Mark] | None:
    """ "kế hoạch giao A, thực hiện B, vượt c": (B, A)."""
    if not _PAST_PLAN.search(change.before):
        return None
    new = _level_before(page, board, change)
    plan = page.marks[new.at - 1] if new is not None and new.at else None
    if new is None or plan is None or plan.sentence != new.sentence or not _comparable(new, plan):
        return None
    planned = lexicon.PLANNED_BEFORE.search(plan.before) and not lexicon.PLANNED_BEFORE.search(new.before)
    return (new, plan) if planned and plan.unit == new.unit and ";" not in page.gap(plan, new) else None


def _told_earlier(page: Page, board: Board, change: Mark) -> tuple[Mark, Mark] | None:
    """ "Xảy ra 12 vụ (cùng kỳ 9 vụ), tăng 3 vụ": the one other level of the sentence, marked as an earlier one: (new, old)."""
    near = page.marks[max(0, change.at - 5) : change.at + 3]
    levels = [m for m in near if m.sentence == change.sentence and not m.change and m.value is not None and not m.span]
    kind = [m for m in levels if m.at not in board.olds and (_of_one_kind(m, change) and (m.percent or m.counted))]
    old = [m for m in kind if _is_earlier(page, m)]
    new = [m for m in kind if m not in old and m.at < change.at]
    if len(old) != 1 or not new or not _comparable(new[-1], old[0]) or new[-1].percent != old[0].percent:
        return None
    listed = old[0].at > new[-1].at and page.bracketed(old[0])
    first = old[0] if listed or old[0].at < new[-1].at else new[-1]
    apart = ";" in page.low[first.figure.end : change.figure.num_start] or _moves_listed(page, old[0])
    return None if apart or len(kind) > _TWO_LEVELS else (new[-1], old[0])


def _bracketed_before(page: Page, board: Board, change: Mark) -> tuple[Mark, Mark] | None:
    """ "thu 86 tỷ đồng, bằng 115% so với cùng kỳ (75 tỷ đồng), tăng 11 tỷ đồng": the value in the parentheses right before the change."""
    old = page.marks[change.at - 1] if change.at else change
    between = page.low[old.figure.end : change.figure.num_start]
    if old.sentence != change.sentence or not _in_closed_bracket(page, old, between) or ";" in between:
        return None
    words, tail = old.head[-60:], page.tail(change)
    same = lexicon.SAME_PERIOD.search(words) and not lexicon.PLAN.search(tail)
    planned = lexicon.PLANNED_BEFORE.search(words) and lexicon.PLAN.search(tail)
    new = _level_before(page, board, change) if same or planned else None
    return (new, old) if new is not None and _comparable(new, old) and new.unit == old.unit else None


def _is_earlier(page: Page, mark: Mark) -> bool:
    """True where the words beside a level say that it is of an earlier time."""
    behind = page.tail(mark, 24)
    opened = page.low.rfind("(", mark.clause, mark.figure.num_start) if page.bracketed(mark) else -1
    listed = opened >= 0 and _EARLIER_NOW.search(page.low[max(mark.clause, opened - 30) : opened])
    last = page.marks[mark.at - 1] if mark.at else mark
    months = last.span and last.figure.end == mark.figure.num_start - len(mark.before)  # "ba tháng đầu năm đạt 4,8 tỷ"
    told = _EARLIER_NOW.search(mark.before[-30:])
    return bool(
        listed
        or (told and not (months and mark.before.startswith(" đầu ")))
        or re.match(r"\s*(?:của |so với )?cùng kỳ", behind)
    )


def _from_to(page: Page, change: Mark) -> tuple[Mark, Mark] | None:
    """ "từ A lên B" next to the change: (B, A). Of several the one that fits, else the nearest of its own clause and parentheses."""
    found: list[tuple[int, Mark, Mark]] = []
    for k in range(max(0, change.at - 3), min(change.at + 3, len(page.marks) - 1)):
        old, new = page.marks[k], page.marks[k + 1]
        if change in (old, new) or old.sentence != change.sentence or new.sentence != change.sentence:
            continue
        opened = _FROM.search(page.low[max(0, old.figure.start - 10) : old.figure.num_start].rstrip())
        begun = opened or (
            old.figure.start < old.figure.num_start
            and page.low[old.figure.start : old.figure.num_start].strip() == "từ"
        )
        if begun and _FROM_TO.fullmatch(page.gap(old, new)) and _comparable(new, old) and old.percent == new.percent:
            behind = old.at > change.at
            first, second = (change, old) if behind else (new, change)
            between = page.low[first.figure.end : second.figure.start]
            if _fits(page, change, new, old):
                return new, old
            if ";" not in between and ")" not in between:
                found.append((len(between), new, old))
    return min(found, key=lambda told: told[0])[1:] if found else None


def _fits(page: Page, change: Mark, new: Mark, old: Mark) -> bool:
    op: Op = "growth" if change.percent else "difference"
    alike = change.percent or same_unit(change.unit, new.unit)
    return alike and judge(Draft("T7", "change", op, change.id, (new.id, old.id)), page.figures).holds is True


def _comparable(new: Mark, old: Mark) -> bool:
    return (
        new.value is not None
        and old.value is not None
        and not new.change
        and not old.change
        and same_unit(new.unit, old.unit)
    )


def _against_printed(page: Page, board: Board, change: Mark) -> tuple[Mark, Mark] | None:
    """ "B ..., tăng c so với cùng kỳ (A)": (B, A)."""
    pair = _pair_beside(page, board, change)
    if pair is not None:
        return pair
    new = _level_before(page, board, change)
    following = page.marks[change.at + 1] if change.at + 1 < len(page.marks) else change
    if (new is None or not _comparable(new, following)) and _bracket_opens(page, change, following):
        new = _level_before(page, board, change, like=following)
    if new is None:
        return None
    if change.at + 1 == len(page.marks):
        return _years_apart(page, change, new)
    old = page.marks[change.at + 1]
    if old.change and change.at + 2 < len(page.marks):
        old = page.marks[change.at + 2]
    if old.sentence != change.sentence or not _comparable(new, old):
        return _years_apart(page, change, new)
    if _in_brackets(page, change, new, old):
        return new, old
    gap = page.low[change.figure.end : old.figure.num_start]
    named = _AGAINST.search(gap)
    close = named and len(gap) <= 80 and not re.search(r"[;\n]", gap)
    told = close and (
        gap.rstrip().endswith("(")
        or re.search(r"\((?:[^()]{0,30})$|là\s*$|đạt\s*$|mức\s*$", gap)
        or len(gap) - (named.end() if named else 0) < 25
    )
    if told and "(" in gap and _moves_listed(page, old):
        return None
    outside = named and gap.lstrip()[:1] == ")" and "so với" not in gap
    behind = gap[(named.end() if named else 0) :]
    alone = behind == ", " and page.bracketed(change) and page.low[old.figure.end : old.figure.end + 1] == ")"
    if told and not outside and ("," not in behind or alone):
        return new, old
    return _years_apart(page, change, new)


def _moves_listed(page: Page, first: Mark) -> bool:
    """True where parentheses tell how a change came about: "tăng 36 so với đầu năm (phát sinh 58, giảm 22)"."""
    following = page.marks[first.at + 1] if first.at + 1 < len(page.marks) else first
    inside = (
        following is not first
        and page.bracketed(first)
        and ")" not in page.low[first.figure.end : following.figure.num_start]
    )
    listed = following.counted and following.unit == first.unit and not _is_earlier(page, first)
    return inside and ((following.change and not following.percent) or listed)


def _in_brackets(page: Page, change: Mark, new: Mark, old: Mark) -> bool:
    """ "tăng 6% (1.090 con)", "vượt 8% dự toán (200 tỷ đồng)": the value before in parentheses, of the size of the new one."""
    closed = page.low[old.figure.end : old.figure.end + 2].lstrip()[:1] == ")"
    if not closed or not _BARE_OLD.fullmatch(page.gap(change, old)) or not new.value or not old.value:
        return False
    alike = bool(new.unit and old.unit) and same_unit(new.unit, old.unit)
    return alike and new.value / 3 < old.value < new.value * 3 and old.value != abs(change.value or ZERO)


def _exactly(page: Page, board: Board, change: Mark) -> tuple[Mark, Mark] | None:
    """ "Đầu năm có 1.414 hộ; cuối năm 1.204 hộ, giảm 210 hộ": two levels of the paragraph whose exact difference it is."""
    last = _level_before(page, board, change)
    size = abs(middle(change.figure))
    if change.percent:
        levels = [
            m for m in page.marks[max(0, change.at - 6) : change.at] if m.percent and m.sentence == change.sentence
        ]
    else:
        levels = [last] if last is not None and same_unit(last.unit, change.unit) else []
    for new in reversed(levels):
        for old in reversed(page.marks[max(0, new.at - 6) : change.at]):
            level = old is not new and old.line == new.line and _comparable(new, old) and old.percent == new.percent
            if level and abs(middle(new.figure) - middle(old.figure)) == size and _meant(page, change, new, old):
                return new, old
    return None


def _meant(page: Page, change: Mark, new: Mark, old: Mark) -> bool:
    """True where two levels whose difference a change is are hardly met by chance: two digits, or levels under one name."""
    named = len(page.label(new) & page.label(old))
    if change.percent:
        return len(str(abs(middle(change.figure)).normalize())) > 1 and named > 0
    return len(str(abs(middle(change.figure)).normalize())) > 1 or named > 1


def _bracket_opens(page: Page, change: Mark, old: Mark) -> bool:
    """True for the earlier value right behind a change: "tăng 14,7% so với cùng kỳ (68 tỷ đồng)"."""
    return old.counted and old.sentence == change.sentence and page.gap(change, old).rstrip().endswith("(")


def _level_before(page: Page, board: Board, change: Mark, *, like: Mark | None = None) -> Mark | None:
    """The value that the change belongs to: the nearest level before it in the sentence, changes and their old values apart.

    `like` is the value it is measured against: the level then has its unit.
    """
    for k in range(change.at - 1, max(change.at - 7, -1), -1):
        mark = page.marks[k]
        between = page.low[mark.figure.end : change.figure.num_start]
        own = ";" in between and ";" not in _OWN_CLAUSE.sub("", between)
        named = like is not None and bool(mark.unit) and re.search(rf";\s*số {re.escape(mark.unit[0])}\b", between)
        if mark.sentence != change.sentence or (like is None and ";" in _OWN_CLAUSE.sub("", between)):
            return None
        if like is not None and ";" in between and not (named or own):
            continue
        behind_share = change.percent and mark.at in board.base_of and board.base_of[mark.at].top.at in board.share_of
        aside = (
            behind_share
            or mark.change
            or (like is not None and not _comparable(mark, like))
            or mark.at in board.olds
            or (own and mark.at in board.whole_of)
            or (
                change.percent
                and mark.percent
                and change.unit[0] != "điểm"
                and not any(
                    m.percent and not m.change
                    for m in page.marks[change.at + 1 : change.at + 2]
                    if m.sentence == change.sentence
                    and "so với" in page.gap(change, m)
                    and ")" in page.low[m.figure.end : m.figure.end + 1]
                )
                and lexicon.PLAN.search(page.tail(mark, 20))
            )
            or _in_closed_bracket(page, mark, between)
            or (")" in between and mark.at in board.whole_of and page.bracketed(mark))
        )
        if not aside and _of_one_kind(mark, change):
            pair = board.base_of.get(mark.at)
            return pair.top if pair is not None and not pair.plan else mark
    return None


def _in_closed_bracket(page: Page, level: Mark, between: str) -> bool:
    """True for a number alone in parentheses that end before the change: "đạt 26% dự toán (300 tỷ đồng), tăng 14,7%"."""
    opened = page.low.rfind("(", level.clause, level.figure.num_start)
    inside = opened >= 0 and ")" not in page.low[opened : level.figure.num_start]
    return inside and between.lstrip()[:1] == ")" and not page.between(opened, level.figure.start)


def _of_one_kind(level: Mark, change: Mark) -> bool:
    """True where a change in units has the unit of the level; a change in percent goes with any."""
    if change.percent and change.unit[0] == "điểm":
        return level.percent
    kin = same_unit(level.unit, change.unit) or covers(level.unit, change.unit)
    return change.percent or not change.unit or not level.unit or kin


def _years_apart(page: Page, change: Mark, new: Mark) -> tuple[Mark, Mark] | None:
    """ "Năm 2022 ... A; năm 2023 ... B, tăng c so với năm 2022": (B, A)."""
    named = re.match(
        r"[^,;.\n]{0,25}so với (?:cùng kỳ )?(năm \d{4}|tháng \d{1,2}|quý [iv]+)\b",
        page.low[change.figure.end : change.figure.end + 60],
    )
    if named is None:
        return None
    for k in range(new.at - 1, max(new.at - 4, -1), -1):
        old = page.marks[k]
        if new.sentence - old.sentence > 1:
            return None
        start = page.marks[k - 1].figure.end if k else 0
        between = page.low[max(start, old.figure.start - 90) : old.figure.start]
        if named.group(1) in between and _comparable(new, old) and old.percent == new.percent:
            return new, old
    return None


def _pair_beside(page: Page, board: Board, change: Mark) -> tuple[Mark, Mark] | None:
    """ "giảm 3 vụ (12/15 vụ)": the pair is now against then."""
    behind = board.base_of.get(change.at - 1)
    if behind is not None and behind.compared and change.percent and _ECHO.fullmatch(page.gap(behind.base, change)):
        return behind.top, behind.base
    if change.at + 1 >= len(page.marks):
        return None
    pair = board.top_of.get(change.at + 1)
    if pair is None or pair.base.sentence != change.sentence:
        return None
    gap = page.low[change.figure.end : pair.top.figure.num_start]
    if (
        not (gap.strip() == "(" or pair.compared)
        or not same_unit(pair.base.unit, pair.top.unit)
        or pair.top.at in board.share_of
    ):
        return None
    if not change.percent and not same_unit(change.unit, pair.base.unit):
        return None
    return pair.top, pair.base


def _share_before(page: Page, board: Board, change: Mark) -> Draft | None:
    """ "(9/17 = 53%) tăng 17,7%": the earlier share must be a whole number of units."""
    if change.at == 0 or change.figure.comparator != "=" or change.figure.approximate:
        return None
    share = page.marks[change.at - 1]
    top = board.count_of.get(share.at)
    if top is None or share.sentence != change.sentence or ";" in page.gap(share, change):
        return None
    pair = board.top_of[top.at]
    base = pair.base.whole_number
    if pair.plan or not base or base > _BASE_SMALL or pair.top.whole_number is None:
        return None
    how = "down" if _falls(change) else "up"
    return Draft(
        "T11", "change", "grim_change", change.id, (share.id,), aside=(pair.top.id, pair.base.id), explained_by=how
    )


def _before_and_after(page: Page, board: Board) -> None:
    """n/m before and n/m after a merger: both changes are offered; more units lost than the whole lost is a question."""
    for first, second in zip(board.pairs, board.pairs[1:], strict=False):
        a, b = first.base, second.base
        near = b.sentence - a.sentence <= 1 and a.unit and same_unit(a.unit, b.unit) and a.value != b.value
        between = page.low[a.figure.end : second.top.figure.num_start]
        if not near or first.plan or second.plan or not lexicon.AFTER_EVENT.search(between) or len(between) > 220:
            continue
        n1, m1, n2, m2 = (middle(x.figure) for x in (first.top, a, second.top, b))
        lost = n1 - n2 > m1 - m2 >= 0
        why = "lost_more" if lost else ""
        board.add(Draft("T7", "change", "moved", None, (second.top.id, first.top.id), forced="question" if lost else None, explained_by=why,
                        aside=(b.id, a.id)))  # fmt: skip
        board.add(Draft("T7", "change", "moved", None, (b.id, a.id)))
