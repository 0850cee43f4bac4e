"""Classes of one population (T4): their counts give the base, their shares 100, the changes of their shares 0."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board, Draft, Pair
from giaoban.kernel.checks.layout import Mark, Page, covers, same_unit
from giaoban.kernel.checks.numbers import middle
from giaoban.kernel.checks.slips import one_scale, part_slip

R = TypeVar("R")
_PASS = frozenset({"đạt", "mức đạt", "loại đạt", "xếp loại đạt"})
_NOT_PASSED = frozenset({"chưa đạt", "không đạt", "và chưa đạt", "mức chưa đạt"})
_BESIDE = 16
_FAR = 400
_NEAR_ALL = 15
_AHEAD, _FIRST_AHEAD = 11, 10
"""Letters between where the name of a class begins and its telling word, at most: "trước thời hạn"."""
_TO = re.compile(r"[^,;:()\n]{0,30}\b(?:lên|xuống|còn|thành|đến)(?: còn)?\s*(?:là )?")
_REST = re.compile(r"còn lại|số còn|chưa (?:được )?(?:xếp|đánh giá)|\bkhác\b")
"""Behind shares of classes: others are left, so these need not make 100."""
_RANKED = re.compile(r"(?:xếp )?loại:?\s+$")


def class_of(page: Page, mark: Mark) -> tuple[str, str] | None:
    """(scheme, class) of a figure: named beside it, else last in its clause or sentence before it (after a list of names)."""
    if mark.at not in page.class_names:
        page.class_names[mark.at] = _found_class(page, mark)
    return page.class_names[mark.at]


def _found_class(page: Page, mark: Mark) -> tuple[str, str] | None:
    if _passed(page, mark):
        return "grade", "pass"
    if not page.names_classes(mark.sentence):
        return None
    return _class_beside(page, mark) or _class_of_count(page, mark) or _class_before(page, mark)


def _class_beside(page: Page, mark: Mark) -> tuple[str, str] | None:
    """In the item before the number, else in the words right after it ("9 đơn vị xếp loại tốt")."""
    number = mark.figure.num_start
    found = _all_named(page, number - len(mark.before), number)
    if found:
        return _named(found[-1])
    limit = page.marks[mark.at + 1].figure.start if mark.at + 1 < len(page.marks) else len(page.low)
    stop = page.item_end(mark.figure.end)
    if page.low[stop : stop + 1] == ")":
        stop = page.item_end(stop + 1)
    begin = mark.figure.num_end
    after = _all_named(page, begin, min(stop, max(begin, limit), begin + 60))
    return _named(after[0]) if after else None


def _passed(page: Page, mark: Mark) -> bool:
    """ "Khá 118 em; Đạt 22 em; Chưa đạt 4 em": the level "đạt", told from the verb by its capital or by "chưa đạt" behind it."""
    words = mark.before.strip(" :\n-+")
    if words not in _PASS:
        return False
    if words != "đạt" or page.raw[mark.figure.num_start - len(mark.before) : mark.figure.num_start].lstrip()[:1] == "Đ":
        return True
    following = [m for m in page.marks[mark.at + 1 : mark.at + 3] if m.percent == mark.percent]
    return bool(following) and following[0].before.strip(" :\n-+") in _NOT_PASSED


def _class_of_count(page: Page, mark: Mark) -> tuple[str, str] | None:
    """The class of the count that a share is printed behind: "trễ hạn 15 hồ sơ, chiếm 1,1%"."""
    count = page.marks[mark.at - 1] if mark.percent and mark.at else mark
    beside = count.counted and count.sentence == mark.sentence and len(page.gap(count, mark)) <= _BESIDE
    return class_of(page, count) if beside and count is not mark else None


def _class_before(page: Page, mark: Mark) -> tuple[str, str] | None:
    number = mark.figure.num_start
    floor = max(0, number - _FAR)
    for previous in reversed(page.marks[page.after(floor) : mark.at]):
        if not previous.percent or previous.sentence != mark.sentence:
            floor = previous.figure.end
            break
    for start in (page.clause(number)[0], page.sentence_span(mark.sentence)[0]):
        found = _all_named(page, max(start, floor), number)
        if found:
            ranked = [f for f in found if _RANKED.search(page.low[max(0, f.start() - 12) : f.start()])]
            return _named((ranked or found)[-1])
    return None


def _all_named(page: Page, start: int, end: int) -> list[re.Match[str]]:
    """Every class named in [start, end): each begins at most some letters before a word that may name one."""
    found: list[re.Match[str]] = []
    words = page.class_places[bisect_left(page.class_places, start) : bisect_left(page.class_places, end)]
    at = max(start, words[0] - _FIRST_AHEAD) if words else end
    for word in words:
        at = max(at, word - _AHEAD)
        while at <= word:
            named = lexicon.CLASS_PATTERN.match(page.low, at, end)
            if named is not None:
                found.append(named)
            at = named.end() if named else at + 1
    return found


def _named(found: re.Match[str]) -> tuple[str, str]:
    scheme, _, name = (found.lastgroup or "").partition("_")
    return scheme, name


def scheme_of(page: Page, parts: Sequence[Mark]) -> str:
    """The scheme whose distinct classes name all the parts, empty where there is none."""
    names = [class_of(page, part) for part in parts]
    schemes = {name[0] for name in names if name}
    if None in names or len(schemes) != 1 or len(set(names)) != len(names):
        return ""
    return schemes.pop()


def complete(page: Page, parts: Sequence[Mark], scheme: str) -> bool:
    """True where the classes named leave none out."""
    names = {name for part in parts if (found := class_of(page, part)) for name in (found[1],)}
    return any(needed <= names for needed in lexicon.COMPLETE[scheme])


def class_run(
    page: Page, board: Board, mark: Mark, make: Callable[[Mark, tuple[Mark, ...], int, bool], R]
) -> Iterator[R]:
    """A whole in the clause or sentence before, then counts of the classes of one scheme, with no other cue."""
    if not mark.amount or mark.value is None or mark.at == 0 or mark.at in board.top_of or mark.at in board.base_of:
        return
    named = class_of(page, mark)
    if named is None:
        return
    parts = [mark]
    seen = {named}
    for other in page.marks[mark.at + 1 : mark.at + 12]:
        if other.percent or other.change:
            continue
        found = (
            class_of(page, other)
            if other.amount and other.value is not None and same_unit(mark.unit, other.unit)
            else None
        )
        if found is None or found[0] != named[0] or found in seen or other.sentence - parts[-1].sentence > 2:
            break
        parts.append(other)
        seen.add(found)
    whole = page.marks[mark.at - 1]
    while whole.percent and whole.at and whole.sentence == mark.sentence:
        whole = page.marks[whole.at - 1]
    if whole.at in board.base_of:
        whole = board.base_of[whole.at].top
    kin = same_unit(whole.unit, mark.unit) or covers(whole.unit, mark.unit)
    fits = len(parts) > 1 and whole.amount and whole.value is not None and kin
    close = whole.sentence == mark.sentence or (mark.sentence - whole.sentence <= 2 and whole.line + 2 >= mark.line)
    if fits and close and whole.value and (class_of(page, whole) or ("",))[0] != named[0]:
        yield make(whole, tuple(parts), 0, complete(page, parts, named[0]))


def find_classes(page: Page, board: Board) -> None:
    """T4 over pairs with one base and over lists of shares."""
    for pairs in _populations(page, board):
        _partition(page, board, pairs)
    for group in list(board.groups):
        _shares_of(page, board, group.whole, group.parts)
    for run in _share_runs(page):
        _shares_alone(page, board, run)
    _of_parts(page, board)


def _populations(page: Page, board: Board) -> Iterator[list[Pair]]:
    """Runs of pairs with one base, each naming another class of one scheme."""
    run: list[Pair] = []
    for pair in board.pairs:
        named = class_of(page, pair.top)
        if run and not _continues(page, run, pair, named):
            yield from [run] if len(run) > 1 else []
            run = []
        if named is not None and not pair.plan:
            run.append(pair)
    if len(run) > 1:
        yield run


def _continues(page: Page, run: list[Pair], pair: Pair, named: tuple[str, str] | None) -> bool:
    if named is None or pair.plan or pair.top.sentence - run[-1].top.sentence > 4:
        return False
    known = [class_of(page, p.top) for p in run]
    same_scheme = known[0] is not None and known[0][0] == named[0] and named not in known
    return same_scheme and same_unit(pair.base.unit, run[0].base.unit) and _one_base(run, pair)


def _one_base(run: list[Pair], pair: Pair) -> bool:
    """Equal bases, or at most one differing by a slip: the classes bind the run, the restatement check reports the slip."""
    return pair.base.value == run[0].base.value or len(run) > 1


def _partition(page: Page, board: Board, pairs: list[Pair]) -> None:
    base, tops = pairs[0].base, [p.top for p in pairs]
    total = sum((middle(t.figure) for t in tops), Decimal(0))
    scheme = scheme_of(page, tops)
    whole = middle(base.figure)
    closed = (bool(scheme) and complete(page, tops, scheme)) or _others_none(page, pairs[-1])
    if total == whole or total > whole or closed:
        board.add(Draft("T4", "sum", "sum", base.id, tuple(t.id for t in tops)))
        board.group(base, tops)
        _shares_of(page, board, base, tops)


def _others_none(page: Page, last: Pair) -> bool:
    """ "không có đơn vị xếp loại yếu" right after."""
    end = page.sentence_span(last.base.sentence)[1]
    following = page.low[end : end + 160]
    return bool(re.search(r"không có [^.\n]{0,50}(?:trung bình|yếu|kém)", following))


def _shares_of(page: Page, board: Board, whole: Mark, parts: Sequence[Mark]) -> None:
    """The printed shares of all parts add to 100; where every one has a change in points, these add to 0."""
    shares = [board.share_of.get(part.at) for part in parts]
    found = [s for s in shares if s is not None]
    if len(found) != len(parts) or len(found) < 2 or any(board.base_of_share.get(s.at) != whole.value for s in found):
        return
    _total(board, found, Decimal(100))
    changes = [_change_after(page, share) for share in found]
    moved = [c for c in changes if c is not None]
    if len(moved) == len(found):
        _total(board, moved, Decimal(0))


def _total(board: Board, terms: Sequence[Mark], total: Decimal) -> None:
    """Propose that shares add to 100 or changes to 0; changes that miss by far may be relative ones: a question."""
    far = total == 0 and abs(sum((middle(t.figure) for t in terms), Decimal(0))) > 5
    if not far:
        board.add(Draft("T4", "sum", "total", None, tuple(t.id for t in terms), total=total))
        board.totalled.update(t.id for t in terms)


def _of_parts(page: Page, board: Board) -> None:
    """Counts whose shares add to 100 but whose total is not printed: each share is that of its count in their sum."""
    counts = {share.id: page.marks[at] for at, share in board.open_share_of.items()}
    for total in [d for d in board.drafts.values() if d.op == "total" and d.total == 100]:
        parts = [counts[t] for t in total.terms if t in counts]
        if len(parts) == len(total.terms) and all(same_unit(p.unit, parts[0].unit) for p in parts):
            for term, part in zip(total.terms, parts, strict=True):
                board.replace(Draft("T2", "ratio", "of_parts", term, (part.id,), aside=tuple(p.id for p in parts)))


def _change_after(page: Page, share: Mark) -> Mark | None:
    if share.at + 1 >= len(page.marks):
        return None
    change = page.marks[share.at + 1]
    return (
        change
        if change.change and change.percent and change.sentence == share.sentence and change.value is not None
        else None
    )


def _share_runs(page: Page) -> Iterator[list[Mark]]:
    """Shares in one sentence or list with no other share between: each run one list."""
    run: list[Mark] = []
    for mark in page.marks:
        if not mark.percent or mark.change or mark.value is None or mark.figure.comparator != "=":
            continue
        if run and (
            mark.sentence - run[-1].sentence > 1
            or (":" in page.gap(run[-1], mark) and "\n" not in page.gap(run[-1], mark))
        ):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _shares_alone(page: Page, board: Board, run: list[Mark]) -> None:
    """Shares of classes, or of a structure ("cơ cấu"), without their counts."""
    if any(s.id in board.totalled for s in run):
        return
    for part in _named_runs(page, run):
        if any(_of_a_wider_whole(page, board, s) for s in part):
            continue
        values = [middle(s.figure) for s in part]
        total, scheme = sum(values, Decimal(0)), scheme_of(page, part)
        if total < 100 and _REST.search(page.low, part[-1].figure.end, page.sentence_span(part[-1].sentence)[1]):
            continue
        told = scheme and ((complete(page, part, scheme) and scheme != "sex") or total > 100)
        slipped = part_slip(Decimal(100), values) or one_scale(Decimal(100), values)
        if abs(total - 100) <= 3 or (told and slipped):
            _total(board, part, Decimal(100))
    head = page.low[max(0, run[0].figure.start - 160) : run[0].figure.start]
    structure = bool(lexicon.STRUCTURE.search(head)) and not lexicon.PLAN.search(page.tail(run[0], 20))
    for part in _moved(page, run):
        if len(part) > 2 and (structure or _whole_exactly(page, part)):
            part = _first_whole(part)
            values = [middle(s.figure) for s in part]
            if abs(sum(values, Decimal(0)) - 100) <= _NEAR_ALL or part_slip(Decimal(100), values):
                _total(board, part, Decimal(100))


def _first_whole(run: list[Mark]) -> list[Mark]:
    """The shares of the first sentence where three or more of them make 100 already: what follows is told of something else."""
    first = [m for m in run if m.sentence == run[0].sentence]
    return first if len(first) > 2 and sum(middle(m.figure) for m in first) == 100 else run


def _moved(page: Page, run: list[Mark]) -> tuple[list[Mark], ...]:
    """The list itself; where shares go "từ A lên B", the earlier ones and the later ones."""
    later = {b.at for a, b in itertools.pairwise(run) if b.at == a.at + 1 and _TO.fullmatch(page.gap(a, b))}
    if not later:
        return (run,)
    earlier = [m for m in run if m.at + 1 in later]
    return (earlier, [m for m in run if m.at in later]) if 2 * len(later) == len(run) else ()


def _whole_exactly(page: Page, run: Sequence[Mark]) -> bool:
    """True for a list of shares in one sentence, no counts between, that make 100 with their decimals: no chance meeting."""
    fine = sum(middle(s.figure) % 1 != 0 for s in run) > 1
    beside = run[-1].at - run[0].at == len(run) - 1 and run[0].sentence == run[-1].sentence
    return fine and beside and sum(middle(s.figure) for s in run) == 100


def _of_a_wider_whole(page: Page, board: Board, share: Mark) -> bool:
    """True for the share of a part in something wider than the whole that the part belongs to."""
    whole = board.whole_of.get(share.at - 1)
    return whole is not None and board.base_of_share.get(share.at, whole.value) != whole.value


def _named_runs(page: Page, run: list[Mark]) -> Iterator[list[Mark]]:
    part: list[Mark] = []
    seen: set[tuple[str, str]] = set()
    for mark in run:
        named = class_of(page, mark)
        whole = part and ";" in page.gap(part[-1], mark) and sum(middle(m.figure) for m in part) == 100
        if part and (whole or named is None or named in seen or named[0] != next(iter(seen))[0]):
            if len(part) > 1:
                yield part
            part, seen = [], set()
        if named is not None:
            part.append(mark)
            seen.add(named)
    if len(part) > 1:
        yield part
