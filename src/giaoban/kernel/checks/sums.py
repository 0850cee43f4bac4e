"""Parts and wholes (T3): "trong đó", "gồm", lists after a colon or in parentheses, "tổng cộng", "còn lại"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from giaoban.kernel.checks import classes, lexicon
from giaoban.kernel.checks.asides import beside, counted_before, explains_a_share, measured_by, of_a_rate, tells_of
from giaoban.kernel.checks.closing import (
    Run,
    all_told,
    apart_by,
    bullet_of,
    exceed,
    expected_to_close,
    of_kind,
    prefix_that_fits,
    with_another_kind,
)
from giaoban.kernel.checks.draft import Board, Draft, Exceeding
from giaoban.kernel.checks.layout import Mark, Page, same_unit
from giaoban.kernel.checks.numbers import interval, middle
from giaoban.kernel.checks.plain import plain_run
from giaoban.kernel.checks.slips import one_slip
from giaoban.kernel.quantity import Interval

_LONGEST = 14
_FAR_BACK = 12
_BEHIND = 24
_LARGE = 1000
_LINES_ONLY = -1
"""Weaker runs are lines that stand below a total by chance or not."""
_IN_PARENTHESES = re.compile(r"\([^()\n]{0,80}\)")
_ANNOUNCED = re.compile(lexicon.TOTAL_WORD.pattern + r"|\btrong\s*$")
_TOLD = re.compile(r"t(?:ổng|oàn|rong)")
"""Every announcement holds one of these."""
_BALANCE = re.compile(r"\b(?:chênh lệch|kết dư|cân đối|xuất siêu|thặng dư|tiết kiệm)\b[^,;.()\d]{0,40}$")
PER_PIECE = re.compile(r"(?:\bx|×|\*|(?<!tổng )\bmức|\bmỗi [^\W\d_]+(?: [^\W\d_]+)?)\s*$")
"""Before an amount: it is that of one piece."""
_MOVED = re.compile(r"[^,;:()\n]{0,30}, ?(?:tăng|giảm|cao hơn|thấp hơn)\b[^;:()\n]{0,60}")
""" "1.842 nghìn tấn, tăng 8,0% so với quý I/2022 (1.706 nghìn tấn): …": between a whole and the colon."""
_TWO_NOUNS = re.compile(r"[^,;()]{0,20}, ?[^\W\d_]+ ?")
""" "1.471 nhóm, lớp (": one unit of two nouns."""
_BETWEEN_BRACKETS = re.compile(r"[;:.\n)]")
_LISTS = re.compile(r"\btrong (?:tổng )?số[^:]*:\s*[^\W\d_]")
""" "trong tổng số vụ: trộm cắp 312, …": the number is the first of the list and not its total."""
_AGAIN = re.compile(r";|trong (?:đó|số)|gồm|chia|phân|theo")


def find_sums(page: Page, board: Board) -> None:
    """Propose every sum that a cue announces, inner wholes before outer ones."""
    runs: dict[tuple[int, tuple[int, ...]], Run] = {}
    for run in _runs(page, board):
        key = (run.whole.at, tuple(p.at for p in run.parts))
        known = runs.get(key)
        if known is None or (run.strong, run.certain) > (known.strong, known.certain):
            runs[key] = run
    for run in sorted(runs.values(), key=lambda r: (-r.whole.at, -r.strong)):
        if run.whole.at not in board.wholes and run.whole.at not in board.tabled:
            _propose(page, board, run)
    for group in list(board.groups):
        _parallel_bases(board, group.whole, group.parts)
        _divided_again(page, board, group.whole, group.parts)


def _runs(page: Page, board: Board) -> Iterator[Run]:
    for cue in page.whole_cues:
        yield from _run_at(page, board, cue)
    for mark in page.marks:
        yield from _in_parentheses(page, board, mark)
        yield from _after_total(page, board, mark)
        yield from _behind_parentheses(page, board, mark)
        yield from plain_run(page, board, mark)
        yield from classes.class_run(page, board, mark, Run)


def _run_at(page: Page, board: Board, cue: re.Match[str]) -> Iterator[Run]:
    start, end = cue.span()
    colon = cue.group() == ":"
    inside_word = not colon and (page.low[max(0, start - 1) : start].isalpha() or page.low[end : end + 1].isalpha())
    first = page.after(end)
    if inside_word or first >= len(page.marks):
        return
    opening = not colon and not page.low[page.clause(start)[0] : start].strip(" -+*•")
    listed = page.low[end : end + 2].strip() == ":"
    strong = 1 if colon or listed else 2 if lexicon.EXHAUSTIVE.search(cue.group()) else 0
    runs = []
    for rank, whole in enumerate(_wholes_before(page, board, start, colon=colon, opening=opening)):
        parts = _parts(page, board, whole, first, end)
        mixed = list(_mixed(page, board, whole, first, end)) if not rank and len(parts) == 1 else []
        if mixed:
            runs.extend(mixed)
        elif parts and not (rank and len(parts) < 2):
            runs.append(Run(whole, parts, strong))
        elif not rank:
            if cue.group().startswith("trong"):
                _kind_within(page, board, whole, page.marks[first])
            yield from _mixed(page, board, whole, first, end)
    runs.sort(key=lambda run: bool(run.whole.unit) and run.whole.unit[:1] != run.parts[0].unit[:1])
    fitting = [run for run in runs if prefix_that_fits(run.whole, run.parts)][:1]
    missed = [run for run in runs if len(run.parts) > 2 and one_slip(*_values(run))][:1]
    yield from fitting or missed or runs[:1]
    for run in runs[
        :2
    ]:  # "627 nhà với kinh phí 14.820 triệu đồng, trong đó xây mới 214 nhà …": each divided for itself
        apart = fitting and run.whole.unit[:1] != fitting[0].whole.unit[:1] and run is not fitting[0]
        if apart and fitting[0].whole.unit and run.whole.unit and all(p.unit == run.whole.unit for p in run.parts):
            yield run


def _values(run: Run) -> tuple[Decimal, list[Decimal]]:
    return middle(run.whole.figure), [middle(part.figure) for part in run.parts]


def _mixed(page: Page, board: Board, whole: Mark, first: int, cue_end: int) -> Iterator[Run]:
    """Parts of several kinds ("6 đơn vị gồm 5 xã và 1 thị trấn"), taken only where they add up to the whole."""
    stop = _stop(page, whole, first, cue_end)
    parts = [
        m
        for m in page.marks[first : first + _LONGEST]
        if m.figure.num_start < stop and m.counted and not m.measured and m.at not in board.base_of
    ]
    if not whole.measured and whole.counted and len(prefix_that_fits(whole, parts)) == len(parts) >= 2:
        yield Run(whole, tuple(parts), 0)


def _kind_within(page: Page, board: Board, whole: Mark, part: Mark) -> None:
    """ "387 máy vi tính, trong đó có 14 máy xách tay": a kind of the things counted, not more than all."""
    direct = re.fullmatch(r"\s*,?\s*\(?trong (?:đó|số đó|số này)\s*,?:?\s*(?:có|gồm)?\s*", page.gap(whole, part))
    kind = bool(whole.unit) and bool(part.unit) and whole.unit[0] == part.unit[0]
    if direct and kind and part.counted and whole.counted and not part.measured:
        board.add(Draft("T3", "bound", "at_most", None, (part.id, whole.id)))


def _wholes_before(page: Page, board: Board, cue: int, *, colon: bool, opening: bool) -> Iterator[Mark]:
    """Counts that a cue may divide, nearest first."""
    sentence = page.sentence_of(cue)
    for k in range(page.after(cue) - 1, max(page.after(cue) - (_FAR_BACK if opening else 6), -1), -1):
        mark = page.marks[k]
        reach = 2 if opening else 0
        if sentence - mark.sentence > reach and not _only_blank(page, mark.figure.end, cue):
            return
        aside = mark.percent or mark.figure.role == "plan"
        if aside and page.bracketed(mark) and (colon or page.opening_before(mark.figure.num_start) >= 0):
            continue
        if of_a_rate(page, mark) or counted_before(page, mark, cue) or measured_by(page, mark):
            continue
        between = _IN_PARENTHESES.sub("", page.low[mark.figure.end : cue])
        if colon and (mark.change or (page.bracketed(mark) and ")" in page.low[mark.figure.end : cue])):
            continue
        moved = colon and mark.counted and _MOVED.fullmatch(between) is not None
        if colon and not moved and (re.search(r"[,;:()\n]| [-–] ", between) or len(between) > 60):
            return
        if ";" in between and not opening:
            return
        if mark.amount and (mark.value is not None or not colon):
            if mark.at in board.base_of:
                yield board.base_of[mark.at].top
            yield mark
        elif colon:
            return


def _only_blank(page: Page, start: int, end: int) -> bool:
    return not page.low[start:end].strip(" \n.-+*•()")


def _parts(page: Page, board: Board, whole: Mark, first: int, cue_end: int) -> tuple[Mark, ...]:
    """Counts of the whole's kind from the cue to the end of the sentence, or of the list below a cue that ends its line."""
    stop = _stop(page, whole, first, cue_end)
    parts: list[Mark] = []
    as_base = whole.at in board.base_of
    for mark in page.marks[first:]:
        if mark.figure.num_start >= stop or len(parts) == _LONGEST:
            break
        other_side = board.top_of if as_base else board.base_of
        if not mark.counted or mark.at in board.again or mark.at in other_side or beside(page, mark):
            continue
        if parts and tells_of(page, parts[-1], mark):
            continue
        if PER_PIECE.search(page.low, max(0, mark.figure.start - 24), mark.figure.num_start):
            continue
        if not as_base and explains_a_share(page, board, whole, mark):
            continue
        if of_kind(whole, mark) and not lexicon.TOTAL_AFTER.search(mark.before):
            parts.append(mark)
    return tuple(parts)


def _stop(page: Page, whole: Mark, first: int, cue_end: int) -> int:
    """Where a run of parts ends."""
    opened = page.low.rfind("(", whole.figure.end, cue_end)
    if opened >= 0 and ")" not in page.low[opened:cue_end]:
        closing = _closing(page, opened)
        if closing > 0:
            return closing
    mark = page.marks[first]
    _, end = page.sentence_span(page.sentence_of(cue_end))
    if mark.figure.num_start < end:
        return _with_lines(page, mark, end)
    if not page.low[cue_end:end].strip(" :-"):
        return _list_end(page, mark)
    return end


def _with_lines(page: Page, mark: Mark, end: int) -> int:
    """A sentence that ends its line inside a bulleted list goes on in the lines below it."""
    below = page.low[end : end + 3]
    if below[:1] == "\n" and page.low[end - 1 : end] in {";", ","}:
        return _list_end(page, mark)
    return end


def _list_end(page: Page, mark: Mark) -> int:
    """End of the lines of one list: lines with a figure, blank lines between them allowed, of one bullet."""
    line = mark.line
    bullet = bullet_of(page, line)
    end = page.line_span(line)[1]
    for number in range(line + 1, min(line + 2 * _LONGEST, len(page.line_ends) + 1)):
        start, stop = page.line_span(number)
        if not page.low[start:stop].strip():
            continue
        if not page.between(start, stop) or (bullet and bullet_of(page, number) != bullet):
            break
        end = stop
    return end


def _closing(page: Page, opened: int) -> int:
    """Place of the parenthesis that closes the one at `opened`, -1 where none does within 600 characters."""
    depth = 0
    for place in range(opened, min(opened + 600, len(page.low))):
        depth += (page.low[place] == "(") - (page.low[place] == ")")
        if depth == 0:
            return place
    return -1


def _in_parentheses(page: Page, board: Board, mark: Mark) -> Iterator[Run]:
    """ "16 người (10 nam, 6 nữ)"."""
    if not mark.counted or mark.at + 2 >= len(page.marks):
        return
    opened = page.low.find("(", mark.figure.end, mark.figure.end + 45)
    between = page.low[mark.figure.end : max(opened, mark.figure.end)]
    if opened < 0 or _BETWEEN_BRACKETS.search(between):
        return
    closing = _closing(page, opened)
    inside = page.between(opened, closing) if closing > 0 else ()
    if len(inside) < 2 or any(m.at in board.top_of for m in inside) or inside[0].at != mark.at + 1:
        return
    if _BALANCE.search(mark.head) and len(inside) == 2 and not any(_BALANCE.search(m.before) for m in inside):
        board.add(Draft("T3", "difference", "remainder", mark.id, tuple(m.id for m in inside)))
        board.group(mark, inside)
        return
    compound = (
        _TWO_NOUNS.fullmatch(between)
        and len(inside) > 2
        and one_slip(middle(mark.figure), [middle(m.figure) for m in inside])
    )
    if "," in between and not compound and prefix_that_fits(mark, inside) != inside:
        return
    pair = board.base_of.get(mark.at)
    runs = []
    before = page.marks[mark.at - 1] if mark.at and page.marks[mark.at - 1].sentence == mark.sentence else mark
    of_kinds = before.counted and before.unit == inside[0].unit and bool(mark.unit) and mark.unit != inside[0].unit
    for whole in (pair.top, mark) if pair else (before,) if of_kinds else (mark,):
        parts = tuple(m for m in inside if m.counted and of_kind(whole, m))
        if len(parts) >= 2:
            runs.append(Run(whole, parts, 2 if len(parts) == len(inside) else 0))
        else:
            runs.extend(_mixed(page, board, whole, inside[0].at, opened + 1))
            if len(inside) > 2 and all(m.counted and not m.measured for m in inside):
                runs.append(Run(whole, inside, 0))
    yield from [run for run in runs if prefix_that_fits(run.whole, run.parts)][:1] or runs[:1]


def _behind_parentheses(page: Page, board: Board, whole: Mark) -> Iterator[Run]:
    """ "3 xã (Tân An 74 triệu, Bình An 62 triệu, Hòa An 50 triệu) nợ 186 triệu đồng": the list right before its total."""
    closed = page.low.rfind(")", max(0, whole.figure.num_start - _BEHIND), whole.figure.num_start)
    opened = page.low.rfind("(", max(0, closed - 400), closed) if closed >= 0 else -1
    inside = page.between(opened, closed) if opened >= 0 else ()
    if not (len(inside) > 2 and inside[-1].at == whole.at - 1 and all(m.counted for m in inside)):
        return
    plain = not re.search(r"[,;:.()]", page.low[closed + 1 : whole.figure.num_start])
    free = whole.counted and whole.at not in board.base_of and bool(whole.unit)
    if plain and free and all(m.unit == whole.unit for m in inside):
        yield Run(whole, inside, 1)


def _after_total(page: Page, board: Board, mark: Mark) -> Iterator[Run]:
    """ "Tổng ... w" with named counts after it and no other cue."""
    if not mark.amount or mark.value is None or mark.at in board.base_of:
        return
    words = _own_words(page, mark)
    if not _TOLD.search(words) or not _ANNOUNCED.search(words) or _LISTS.search(words):
        return
    pair = board.top_of.get(mark.at)
    first = mark.at + 2 if pair else mark.at + 1
    if first >= len(page.marks):
        return
    nearest = page.marks[first]
    if nearest.sentence == mark.sentence:
        stop = page.sentence_span(mark.sentence)[1]
    elif _only_blank(page, page.sentence_span(mark.sentence)[1], page.line_span(nearest.line)[0]):
        stop = _list_end(page, nearest)
    else:
        return
    parts: list[Mark] = []
    for part in page.between(nearest.figure.num_start, stop)[: 3 * _LONGEST]:
        usable = part.counted and part.at not in board.base_of and not beside(page, part)
        if usable and bool(pair) == (part.at in board.top_of) and of_kind(mark, part) and len(parts) < _LONGEST:
            parts.append(part)
    if len(parts) >= 2:
        told = nearest.sentence == mark.sentence or _announced_lines(page, mark, nearest)
        yield Run(mark, tuple(parts), strong=-1 if told else -2)


def _announced_lines(page: Page, whole: Mark, first: Mark) -> bool:
    """True where the lines below a total are a list: a colon ends the line of the total, or bullets begin theirs."""
    return page.low[: page.line_span(whole.line)[1]].rstrip().endswith(":") or bool(bullet_of(page, first.line))


def _own_words(page: Page, mark: Mark) -> str:
    """The clause before a figure, from the figure before it."""
    start = mark.clause
    floor = page.marks[mark.at - 1].figure.end if mark.at else 0
    return page.low[min(max(start, floor, mark.figure.num_start - 120), mark.figure.num_start) : mark.figure.num_start]


def _propose(page: Page, board: Board, run: Run) -> None:
    """Choose the parts: all that add up, else those the words bind; nested parts are left out."""
    parts = _top_level(board, run.parts)
    if run.strong < 0 and len(parts) == 2 and lexicon.STAYS.search(parts[-1].head[-60:]):
        return
    chosen = (
        prefix_that_fits(run.whole, parts)
        or prefix_that_fits(run.whole, run.parts)
        or with_another_kind(page, run.whole, parts)
    )
    if chosen:
        add_sum(board, run.whole, chosen)
        return
    told = re.search(r"[(:]|trong|gồm|chia|phân", page.low[run.whole.figure.end : run.parts[0].figure.start])
    wider = None if told and "%" not in told.string else _sister(page, run.whole, parts)
    if wider is not None:
        add_sum(board, wider, (run.whole, *parts))
        return
    run_on = _contiguous(page, parts)
    missing = _missing_part(page, run.whole, run_on)
    if missing is not None:
        _add_with_missing(board, run.whole, run_on, missing)
        return
    if len(parts) == 1:
        _single_part(page, board, run, parts[0])
        return
    bound = _bound_parts(page, run, min((parts, run.parts), key=lambda told: apart_by(run.whole, told)))
    exceeding = exceed(page, run, bound)
    if expected_to_close(page, run, bound):
        add_sum(board, run.whole, bound, sure=all_told(page, run, bound), exceeding="if_doubted" if exceeding else "")
        return
    if exceeding:
        add_sum(board, run.whole, bound, exceeding="always")
        return
    if run.strong < _LINES_ONLY:
        return
    for part in parts[:1]:
        _single_part(page, board, run, part)
    if lexicon.OF_WHICH.search(page.low[run.whole.figure.end : parts[0].figure.num_start]):
        for part in parts:
            if middle(part.figure) <= middle(run.whole.figure):
                board.whole_of.setdefault(part.at, run.whole)


def _sister(page: Page, first: Mark, parts: Sequence[Mark]) -> Mark | None:
    """The whole that a count makes up together with the parts behind it: "128 hợp tác xã, hoạt động tốt 82, trung bình 35, yếu 11"."""
    for whole in reversed(page.marks[max(0, first.at - 4) : first.at]):
        if whole.sentence == first.sentence and whole.counted and of_kind(whole, first):
            together = (first, *parts)
            if middle(whole.figure) == sum((middle(p.figure) for p in together), Decimal(0)) and len(together) > 2:
                return whole
    return None


def _top_level(board: Board, parts: Sequence[Mark]) -> tuple[Mark, ...]:
    """Parts that are no parts of another part in the run."""
    here = {part.at for part in parts}
    return tuple(p for p in parts if not (p.at in board.whole_of and board.whole_of[p.at].at in here))


def _contiguous(page: Page, parts: Sequence[Mark]) -> tuple[Mark, ...]:
    """The parts before the first amount of another kind."""
    kept = list(parts[:1])
    for part in parts[1:]:
        between = page.marks[kept[-1].at + 1 : part.at]
        if any(m.amount and not same_unit(m.unit, part.unit) for m in between):
            break
        kept.append(part)
    return tuple(kept)


def add_sum(board: Board, whole: Mark, parts: Sequence[Mark], *, sure: bool = False, exceeding: Exceeding = "") -> None:
    """Propose that parts make their whole, and remember the group."""
    board.add(Draft("T3", "sum", "sum", whole.id, tuple(p.id for p in parts), sure=sure, exceeding=exceeding))
    board.group(whole, parts)


def _divided_again(page: Page, board: Board, whole: Mark, parts: Sequence[Mark]) -> None:
    """ "62 cán bộ, nam 34, nữ 28; đại học 45, cao đẳng 9, trung cấp 8": the counts behind the first parts divide the whole once more."""
    if parts[-1].sentence != whole.sentence or parts[0].at < whole.at:
        return
    rest: list[Mark] = []
    for mark in page.marks[parts[-1].at + 1 : parts[-1].at + 1 + _LONGEST]:
        if mark.sentence != whole.sentence or not mark.counted or mark.at in board.base_of or not of_kind(whole, mark):
            break
        rest.append(mark)
    taken = any(m.at in board.whole_of or m.at in board.wholes or lexicon.REMAINDER.search(m.before) for m in rest)
    if len(rest) < 2 or taken or not _AGAIN.search(page.low[parts[-1].figure.end : rest[0].figure.num_start]):
        return
    fitting = prefix_that_fits(whole, rest)
    values = [middle(m.figure) for m in rest]
    slipped = (
        (len(rest) > 2 or middle(whole.figure) >= _LARGE)
        and max(values) < middle(whole.figure)
        and one_slip(middle(whole.figure), values)
    )
    if fitting or slipped:
        board.add(Draft("T3", "sum", "sum", whole.id, tuple(m.id for m in fitting or rest)))


def _parallel_bases(board: Board, whole: Mark, parts: Sequence[Mark]) -> None:
    """Where whole and parts are all n/m, the bases have their own sum, if it fits."""
    pairs = [board.top_of.get(m.at) for m in (whole, *parts)]
    bases = [pair.base for pair in pairs if pair is not None]
    if len(bases) != len(pairs) or any(_same(g.whole, bases[0]) for g in board.groups[:60]):
        return
    if prefix_that_fits(bases[0], bases[1:]) == tuple(bases[1:]):
        add_sum(board, bases[0], bases[1:])


def _same(a: Mark, b: Mark) -> bool:
    return a.value == b.value and same_unit(a.unit, b.unit)


def _missing_part(page: Page, whole: Mark, parts: Sequence[Mark]) -> Mark | None:
    """The part that closes the sum, printed in the sentence before or after among copies of the other parts."""
    if len(parts) < 2:
        return None
    short = interval(whole.figure) - _added(parts)
    if short.high <= 0:
        return None
    values = {p.value for p in parts}
    low = page.sentence_span(max(0, whole.sentence - 1))[0]
    high = page.sentence_span(parts[-1].sentence + 1)[1]
    near = page.between(low, high)
    for mark in near:
        fits = mark.counted and mark.at not in {p.at for p in parts} and mark.at != whole.at
        if not fits or not same_unit(mark.unit, whole.unit) or not interval(mark.figure).meets(short):
            continue
        copies = [
            m for m in near if m.sentence == mark.sentence and m.value in values and m.at not in {p.at for p in parts}
        ]
        if mark.sentence != parts[0].sentence and 2 * len(copies) >= len(parts):
            return mark
    return None


def _added(parts: Sequence[Mark]) -> Interval:
    total = Interval.point(Decimal(0))
    for part in parts:
        total = total + interval(part.figure)
    return total


def _add_with_missing(board: Board, whole: Mark, parts: Sequence[Mark], missing: Mark) -> None:
    terms = tuple(p.id for p in parts)
    board.add(Draft("T3", "sum", "sum", whole.id, terms, explained_by="missing_part", aside=(missing.id,)))
    board.add(Draft("T3", "sum", "sum", whole.id, (*terms, missing.id)))
    board.group(whole, parts)


def _single_part(page: Page, board: Board, run: Run, part: Mark) -> None:
    """One part only, or parts that are not meant to add up: the first is not greater than the whole."""
    named = page.low[run.whole.figure.end : part.figure.num_start]
    if lexicon.OF_WHICH.search(named) and part.at not in board.whole_of:
        board.add(Draft("T3", "bound", "at_most", None, (part.id, run.whole.id)))
        board.whole_of.setdefault(part.at, run.whole)


def _bound_parts(page: Page, run: Run, parts: Sequence[Mark]) -> tuple[Mark, ...]:
    """Parts up to the first stronger separator than that between the first two."""
    weak = ";" not in page.gap(parts[0], parts[1]) and "\n" not in page.gap(parts[0], parts[1])
    kept = [parts[0]]
    for a, b in itertools.pairwise(parts):
        if weak and ";" in page.gap(a, b):
            break
        kept.append(b)
    return tuple(kept)
