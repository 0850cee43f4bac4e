"""Bounds: resolved within received (T3), a mean between its groups (T9), a range within a range (T10), targets already met (T13)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from giaoban.kernel.checks import classes, lexicon
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, same_unit
from giaoban.kernel.checks.numbers import ZERO, interval, middle, step
from giaoban.kernel.quantity.heads import matches

_INDICATOR = re.compile(r"(?:t[ỷỉ] lệ|chỉ số|mức độ)\s+([^,;:.()\n]{3,120})")
_INDICATOR_HEADS = ("tỷ lệ", "tỉ lệ", "chỉ số", "mức độ")
_HEAD_END = re.compile(
    r"\b(?:của|chung|về|đối|được|đạt|là|trên|trong|tại|so|còn|dưới|ở|năm|khoảng|tối thiểu|ít nhất|từ|toàn)\b"
)
_GENERIC = frozenset(
    {
        "người dân",
        "hộ dân",
        "hộ gia đình",
        "lao động",
        "dân số",
        "học sinh",
        "hồ sơ",
        "cán bộ",
        "cơ quan",
        "trường",
        "xã",
        "hộ",
    }
)
_BRACKET = re.compile(r"\s*\([^()]{0,80}")
_AMONG = re.compile(r"\s*[,;]?\s*(?:trong (?:đó|số đó)|cụ thể|gồm)")
_WORDS = 160
_ANOTHER_RATE = re.compile(r"[;.]\s*t[ỷỉ] lệ")
_MOST_GROUPS = 24
_TARGET = re.compile(r"phấn đấu|chỉ tiêu|mục tiêu|duy trì|nâng|giảm")


def find_bounds(page: Page, board: Board) -> None:
    """Propose the bounds that the words imply."""
    for mark in page.marks:
        _mean_of_groups(page, board, mark)
        _range_in_range(page, board, mark)
    _targets_met(page, board)


def find_received(page: Page, board: Board) -> None:
    """ "tiếp nhận A, giải quyết B": B is not greater than A; with work carried over that is only asked."""
    places = [found.end() for found in matches(lexicon.RECEIVED, page.low, lexicon.RECEIVED_WORDS)]
    for received in _behind(page, places):
        if (
            not received.amount
            or received.value is None
            or not received.unit
            or received.measured
            or received.at in board.top_of
        ):
            continue
        if not lexicon.RECEIVED.search(_own_words(page, received)):
            continue
        for resolved in _outside_brackets(page, received):
            k = resolved.at
            if resolved.sentence - received.sentence > 1:
                break
            if lexicon.RECEIVED.search(_own_words(page, resolved)):
                if page.opening_before(received.figure.start) < 0 and _within(page, received, resolved):
                    continue
                break
            if (
                not resolved.amount
                or resolved.value is None
                or not same_unit(received.unit, resolved.unit)
                or k in board.base_of
            ):
                continue
            if (
                lexicon.RESOLVED.search(_own_words(page, resolved))
                and k not in board.top_of
                and k not in board.received_of
            ):
                _add_received(page, board, received, resolved)
                break


def _behind(page: Page, places: Sequence[int]) -> Iterator[Mark]:
    """The first figures behind each place within 160 characters, every one once."""
    last = -1
    for place in places:
        at = page.after(place)
        if at != last and at < len(page.marks) and page.marks[at].figure.num_start - place <= _WORDS:
            last = at
            yield page.marks[at]


def _outside_brackets(page: Page, received: Mark) -> Iterator[Mark]:
    """The next three figures, those in a parenthesis opened right behind the first one counted once."""
    following = page.marks[received.at + 1 : received.at + 12]
    opened = page.low.find("(", received.figure.end, following[0].figure.num_start) if following else -1
    closed = page.low.find(")", opened) if opened >= 0 else -1
    inside = [m for m in following if m.figure.num_start < closed]
    yield from inside[:1]
    yield from following[len(inside) : len(inside) + 3 - bool(inside)]


def _add_received(page: Page, board: Board, received: Mark, resolved: Mark) -> None:
    start, end = page.sentence_span(received.sentence)
    over = middle(resolved.figure) > middle(received.figure)
    carried = over and lexicon.CARRIED.search(page.low, start, end)
    if not carried:
        board.received_of.setdefault(resolved.at, received)
        board.add(Draft("T3", "bound", "at_most", None, (resolved.id, received.id)))


def _within(page: Page, received: Mark, new: Mark) -> bool:
    """True for the new intake told in parentheses after all that came in."""
    return "(" in page.low[received.figure.end : new.figure.num_start] and middle(new.figure) <= middle(received.figure)


def _own_words(page: Page, mark: Mark) -> str:
    """Words between the figure before and this one, in its sentence."""
    start = page.sentence_span(mark.sentence)[0]
    if mark.at:
        start = max(start, page.marks[mark.at - 1].figure.end)
    return page.low[max(start, mark.figure.num_start - _WORDS) : mark.figure.num_start]


def _mean_of_groups(page: Page, board: Board, mean: Mark) -> None:
    """ "93% (khối huyện 100%, khối xã 85%)": the mean lies between; parts that add up to it are a sum."""
    if not mean.percent or mean.value is None or mean.at + 2 >= len(page.marks) or mean.figure.comparator != "=":
        return
    groups = _groups(page, mean)
    if (
        len(groups) < 2
        or any(g.at in board.used_shares for g in groups)
        or (mean.change and not all(g.change for g in groups))
    ):
        return
    total = sum((middle(g.figure) for g in groups), ZERO)
    half = sum((step(g.figure) for g in groups), step(mean.figure)) / 2
    if abs(total - mean.value) <= half:
        board.add(Draft("T3", "sum", "sum", mean.id, tuple(g.id for g in groups)))
        return
    if abs(total - 100) <= half:
        return
    low, high = min(groups, key=lambda g: middle(g.figure)), max(groups, key=lambda g: middle(g.figure))
    inside = (
        interval(low.figure).low <= interval(mean.figure).high
        and interval(mean.figure).low <= interval(high.figure).high
    )
    named = lexicon.AVERAGE.search(mean.before) or lexicon.AVERAGE.search(mean.head[-80:])
    if named and (inside or _nobody_left_out(groups)) and not classes.scheme_of(page, groups):
        board.add(
            Draft(
                "T9",
                "bound",
                "between",
                mean.id,
                (low.id, high.id),
                aside=tuple(g.id for g in groups if g not in (low, high)),
            )
        )


def _nobody_left_out(groups: Sequence[Mark]) -> bool:
    """True where every share is told of a group by which all are grouped, or the three sectors are named."""
    sectors = all(any(sector.search(g.before) for g in groups) for sector in lexicon.SECTORS)
    return sectors or all(lexicon.GROUPED.search(g.before) for g in groups)


def _groups(page: Page, mean: Mark) -> list[Mark]:
    """Shares in the parentheses after a share, or after "trong đó" in its sentence."""
    first = page.marks[mean.at + 1]
    gap = page.gap(mean, first)
    end = page.sentence_span(mean.sentence)[1]
    if _BRACKET.fullmatch(gap):
        closing = page.low.find(")", first.figure.end, first.figure.end + 400)
        end = min(end, closing) if closing > 0 else end
    elif not _AMONG.match(gap):
        return []
    groups: list[Mark] = []
    for mark in page.between(first.figure.num_start, end):
        apart = bool(groups) and _ANOTHER_RATE.search(page.gap(groups[-1], mark))
        if apart or not mark.percent or mark.value is None or mark.change != mean.change or len(groups) == _MOST_GROUPS:
            break
        groups.append(mark)
    return groups


def _range_in_range(page: Page, board: Board, whole: Mark) -> None:
    """ "6.000 - 6.500 lượt, trong đó 3.000 - 3.200": the part lies under the whole at both ends."""
    if whole.value is not None or whole.at + 1 >= len(page.marks):
        return
    part = page.marks[whole.at + 1]
    named = re.search(r"trong (?:đó|số)|gồm", page.gap(whole, part))
    if named and part.sentence == whole.sentence and part.amount and whole.amount and same_unit(whole.unit, part.unit):
        board.add(Draft("T10", "bound", "at_most", None, (part.id, whole.id)))


def _indicators(page: Page) -> Iterator[tuple[str, Mark]]:
    """(name of the indicator, figure): the words after "tỷ lệ" or "chỉ số" and the share that follows."""
    for found in matches(_INDICATOR, page.low, _INDICATOR_HEADS):
        at = page.after(found.start(1))
        if at >= len(page.marks):
            return
        mark = page.marks[at]
        if not mark.percent or mark.change or mark.value is None or page.sentence_of(found.start()) != mark.sentence:
            continue
        words = page.low[found.start(1) : min(found.end(1), mark.figure.start)]
        ended = _HEAD_END.search(words)
        name = " ".join((words[: ended.start()] if ended else words).split())
        if mark.figure.num_start - found.start() <= 200 and len(name.split()) >= 2 and name not in _GENERIC:
            yield name, mark


def _targets_met(page: Page, board: Board) -> None:
    """T13: a target that the last result printed for the same indicator already meets."""
    targets: dict[str, Mark] = {}
    results: dict[str, Mark] = {}
    for name, mark in _indicators(page):
        role = mark.figure.role
        wanted = role in {"target", "plan"} or bool(
            _TARGET.search(mark.head[-120:]) and role not in {"actual", "share"}
        )
        (targets if wanted else results).setdefault(name, mark)
    for name, target in targets.items():
        result = results.get(name)
        if result is None or result.value is None or target.value is None:
            continue
        lower = target.figure.comparator in {"<", "<="}
        met = result.value < target.value if lower else result.value > target.value
        if met:
            board.add(Draft("T13", "bound", "asked", None, (target.id, result.id)))
