"""Counts of listed names (T5): names before "(n/m", after a count, in parentheses, as numbered lines, or as sentences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.draft import Board, Draft
from giaoban.kernel.checks.layout import Mark, Page, same_unit
from giaoban.kernel.checks.told import worded

_HEAD = re.compile(r"[^\W\d_]+")
_SPLIT = re.compile(r"[,;]")
_AND = re.compile(r"\s(?:và|cùng|&)\s")
_INNER = re.compile(r"\([^()]*\)")
_NUMBER_NAME = re.compile(r"(?:số|khoản|mục)\s*(\d{1,3})\b")
_LOWER_LIMIT = 8
_SHORT_NAME = 5
_SHORT_BY = 2
_NAME_OF_WORK = 8
_OPENED = re.compile(r"[^,;:()\n.]{0,60}(?:[:(]|\b(?:đó là|là|(?:bao )?gồm(?: có)?):?)\s*")
_OPENED_SOON = re.compile(_OPENED.pattern.replace("{0,60}", "{0,60}?"))
_BEFORE_FIGURE = re.compile(r"\s+(?:đạt|dài|với|có|là|được|rộng|diện tích)$")
_KINDS_OF_PLACE = frozenset({"xã", "phường", "thị", "trấn", "huyện", "quận", "thành", "phố", "tp", "tx", "tt"})
"""Words before a name inside a list: "4 huyện Trà Bồng, Ba Tơ, thị xã Đức Phổ và thành phố Quảng Ngãi"."""
_PLACES = frozenset({"xã", "thôn", "phường", "ấp", "bản", "trấn", "huyện"})


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names with the counts it can be read as, the likeliest first. `firm` where a mismatch is worth reporting."""

    items: tuple[tuple[int, int], ...]
    counts: tuple[int, ...]
    firm: bool
    repeated: str = ""


def find_names(page: Page, board: Board) -> None:
    """Propose a count check where a count is followed or preceded by a list without figures."""
    for mark in page.marks:
        number = mark.whole_number
        counted = mark.amount and not mark.measured and number is not None and 1 <= number <= 120
        if not counted or mark.at in board.base_of or mark.figure.comparator != "=" or mark.figure.approximate:
            continue
        for names in _lists(page, board, mark):
            whole = board.whole_of.get(mark.at)
            if whole is not None and whole.whole_number in names.counts and number not in names.counts:
                _add(page, board, whole, names)
                break
            if number is not None and _report(names, number):
                _add(page, board, mark, names)
                break


def _report(names: Names, number: int) -> bool:
    if number in names.counts:
        return number > 1 or len(names.items) == 1
    return names.firm and len(names.items) > 1


def _add(page: Page, board: Board, mark: Mark, names: Names) -> None:
    listed = tuple(page.raw[a:b] for a, b in names.items)
    board.add(
        Draft(
            "T5",
            "sum",
            "count",
            mark.id,
            (),
            counts=names.counts,
            listed=listed,
            listed_spans=names.items,
            why=names.repeated,
        )
    )


def _lists(page: Page, board: Board, mark: Mark) -> Iterator[Names]:
    for span, cued in _spans(page, board, mark):
        names = read_names(page, span, cued=cued)
        if names is not None:
            yield names
    figured = _each_with_a_figure(page, board, mark)
    if figured is not None:
        yield figured
    lines = _numbered_lines(page, mark)
    if lines is not None:
        yield lines
    sentences = _sentences(page, mark)
    if sentences is not None:
        yield sentences


def _spans(page: Page, board: Board, mark: Mark) -> Iterator[tuple[tuple[int, int], bool]]:
    """(span of a list, True where a cue or the form announces it)."""
    pair = board.top_of.get(mark.at)
    last = pair.base if pair else mark
    before = _list_before(page, mark)
    if before is not None:
        yield before, True
    limit = page.marks[last.at + 1].figure.start if last.at + 1 < len(page.marks) else len(page.low)
    end = min(page.sentence_span(last.sentence)[1], limit)
    opened = page.low.find("(", last.figure.end, last.figure.end + 60)
    if opened >= 0 and not re.search(r"[,;:.\n]", page.low[last.figure.end : opened]):
        closing = page.low.find(")", opened, opened + 400)
        if 0 < closing <= limit:
            yield (opened + 1, closing), True
    text = page.low[last.figure.end : end]
    cue = re.search(r":\s*(?=\S)", text[:120])
    gap = text[: cue.start()] if cue else ""
    if cue and not re.search(r"[;(]", gap) and gap.count(",") <= 1 and limit >= page.sentence_span(last.sentence)[1]:
        yield (last.figure.end + cue.end(), end), True
    clause_end = page.clause(last.figure.end)[1]
    if cue and last.figure.end + cue.end() < clause_end <= limit < page.sentence_span(last.sentence)[1]:
        yield (last.figure.end + cue.end(), clause_end), False
    reached = page.marks[last.at + 1] if last.at + 1 < len(page.marks) else last
    told = page.low[reached.figure.end : reached.figure.end + 1] == ":" and reached.sentence == last.sentence
    if reached.percent and told:
        yield (reached.figure.end + 1, page.sentence_span(last.sentence)[1]), True
    named = re.search(r"\b(?:đó là|(?:bao )?gồm(?: có)?|cụ thể là|là)\s+(?=\S)", text[:120])
    if named and not cue and not re.search(r"[,;(]", text[: named.start()].rstrip(" ,")):
        yield (
            (last.figure.end + named.end(), min(end, _paren_close(page, last.figure.end, end))),
            named.group().startswith(("đó", "gồm", "bao")),
        )
    proper = re.match(r"\s*(?:xã |thị trấn |phường |thôn |trường |phòng |:)?\s*", text)
    place = last.figure.end + (proper.end() if proper else 0)
    run = _proper_run(page, place, end)
    if run is not None:
        yield run, bool(set(last.unit) & _PLACES) and (mark.whole_number or 0) <= 12


def _each_with_a_figure(page: Page, board: Board, mark: Mark) -> Names | None:
    """ "3 xã (Đông Sơn 14,2%, Tây Sơn 12,6%, Bình Lâm 10,8%)": names that each carry a figure of one kind."""
    pair = board.top_of.get(mark.at)
    last = pair.base if pair else mark
    following = page.marks[last.at + 1 : last.at + 14]
    if len(following) < 2 or same_unit(following[0].unit, mark.unit):
        return None
    words = page.low[last.figure.end : last.figure.end + 72]
    starts = {last.figure.end + opened.end() for opened in (_OPENED.match(words), _OPENED_SOON.match(words)) if opened}
    lists = (_named_figures(page, following, start) for start in sorted(starts))
    items = next((found for found in lists if len(found) > 1), ())
    near = abs(len(items) - (mark.whole_number or 0)) <= _SHORT_BY
    return Names(items, (len(items),), near and len(items) > _SHORT_BY) if items else None


def _named_figures(page: Page, following: Sequence[Mark], start: int) -> tuple[tuple[int, int], ...]:
    """The names before the figures of one unit of a list that begins at `start`; none where one of them is no name."""
    end = page.sentence_around(start)[1]
    items: list[tuple[int, int]] = []
    for figure in following:
        if figure.figure.num_start >= end or (items and figure.unit != following[0].unit):
            break
        name = page.raw[start : figure.figure.start]
        words = _BEFORE_FIGURE.sub("", name.partition(" (")[0].strip(" ,;()-")).removeprefix("và ").strip()
        if not _is_name(words, page.raw[slice(*items[0])] if items else ""):
            return ()
        first = start + name.index(words)
        items.append((first, first + len(words)))
        start = figure.figure.end
        if page.low[start : start + 1] == ")" and "(" not in name:
            break
    return tuple(items)


def _is_name(words: str, first: str) -> bool:
    """True for a short name of its own: "Đông Sơn", "dự án đường Lê Lợi", or one that begins like the first of its list."""
    pieces = words.split()
    if re.search(r"[,;:.()]", words) or not 0 < len(pieces) <= _NAME_OF_WORK:
        return False
    return any(piece[0].isupper() for piece in pieces) or first.split()[:1] == pieces[:1]


def _paren_close(page: Page, start: int, end: int) -> int:
    """The closing parenthesis that no opening one in the text answers: a list inside parentheses ends there."""
    depth = 0
    for place in range(start, end):
        depth += (page.low[place] == "(") - (page.low[place] == ")")
        if depth < 0:
            return place
    return end


def _list_before(page: Page, mark: Mark) -> tuple[int, int] | None:
    """ "Xếp loại tốt: A, B, C (3/9": from the colon to the parenthesis that the count opens."""
    place = page.opening_before(mark.figure.start)
    if place < 0:
        return None
    start, _ = page.sentence_span(mark.sentence)
    previous = page.marks[mark.at - 1].figure.end if mark.at else 0
    if page.low[mark.figure.end : mark.figure.end + 1] == ")" and set(mark.unit) & _PLACES:
        return max(start, previous), place
    colon = page.last_separator(max(start, previous), place, ":")
    each_its_own = re.search(r"\(\s*\d", page.low[colon + 1 : place])
    return (colon + 1, place) if colon >= 0 and place - colon > 3 and not each_its_own else None


def _proper_run(page: Page, place: int, end: int) -> tuple[int, int] | None:
    """A run of capitalised names right after a count: "3 xã Tân Lập, Hòa Bình và Minh Tân"."""
    at, last, joined = place, place, False
    for word in re.finditer(r"[^\s,;]+|[,;]", page.raw[place:end]):
        written = word.group()
        bare = written.strip('()“”".')
        if written in {",", ";", "và", "-", "–"} or (joined and bare in _KINDS_OF_PLACE):
            joined = True
            continue
        joined = False
        if not bare or not bare[0].isupper() or (len(bare) > 2 and bare.isupper()):
            break
        last = place + word.end()
        if written.endswith((".", ")")):
            break
    found = page.raw[at:last]
    return (at, last) if last > at and re.search(r",|;|\svà\s", found) else None


def read_names(page: Page, span: tuple[int, int], *, cued: bool) -> Names | None:
    """Split a list into names. None where the words are no list."""
    start, end = span
    text = page.low[start:end]
    if not text.strip() or lexicon.NOT_A_LIST.match(text.strip()) or len(text) > 1500:
        return None
    masked = _masked(text)
    pieces = _pieces(masked, _SPLIT)
    if not pieces:
        return None
    numbers = _NUMBER_NAME.findall(text)
    if len(numbers) >= 2:
        return _numbered(page, start, masked, numbers)
    with_and = [piece for a, b in pieces for piece in _split_and(masked, a, b, last=(a, b) == pieces[-1])]
    semicolons = _pieces(masked, re.compile(";"))
    counts = [len(with_and)]
    if len(semicolons) > 1 and "," in masked:
        counts.append(len(semicolons))
    last_and = len(_AND.findall(masked))
    if last_and and len(pieces) != len(with_and) and not _plain_and(page, start, masked):
        counts.append(len(pieces))
    items = tuple((start + a, start + b) for a, b in with_and)
    longest = max(len(_HEAD.findall(masked[a:b])) for a, b in with_and)
    open_end = bool(lexicon.OPEN_LIST.search(text + page.low[end : end + 3]))
    firm = cued and not open_end and longest <= _LOWER_LIMIT and _parallel(page, items)
    return Names(items, tuple(counts), firm)


def _masked(text: str) -> str:
    """The list with inner parentheses and the inside of office names blanked, same length."""
    blank = _INNER.sub(lambda m: "_" * len(m.group()), text)
    return lexicon.COMPOUND_NAMES.sub(lambda m: "x" * len(m.group()), blank)


def _pieces(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [-1, *(m.start() for m in separator.finditer(text)), len(text)]
    pieces = []
    for a, b in itertools.pairwise(cuts):
        piece = text[a + 1 : b]
        left = len(piece) - len(piece.lstrip(' \n-+*•:."'))
        right = len(piece.rstrip(' \n."-:'))
        if right > left and re.search(r"\w", piece):
            pieces.append((a + 1 + left, a + 1 + right))
    return pieces


def _split_and(text: str, a: int, b: int, *, last: bool) -> Iterator[tuple[int, int]]:
    """The last piece of a list may hold two names joined by "và"."""
    if text.startswith("và ", a):
        a += 3
    joint = _AND.search(text, a, b) if last else None
    if joint is None:
        yield a, b
    else:
        yield a, joint.start()
        yield joint.end(), b


def _plain_and(page: Page, start: int, text: str) -> bool:
    """True where "và" joins two short proper names, so that it can only end the list."""
    joint = list(_AND.finditer(text))[-1]
    left = page.raw[start : start + joint.start()].split(",")[-1].split()
    right = page.raw[start + joint.end() : start + len(text)].split()
    return (
        bool(left and right)
        and all(w[0].isupper() for w in (left[-1], left[0], right[0]))
        and len(left) <= 4
        and len(right) <= 4
    )


def _parallel(page: Page, items: tuple[tuple[int, int], ...]) -> bool:
    """Names rather than phrases: all begin with a capital, or all with one word."""
    words = [page.raw[a:b].split() for a, b in items]
    capital = sum(1 for w in words if w and (w[0][0].isupper() or (len(w) > 1 and w[-1][0].isupper())))
    heads = {w[0].casefold() for w in words if w}
    return capital == len(words) or (len(heads) == 1 and len(words) > 2)


def _numbered(page: Page, start: int, text: str, numbers: list[str]) -> Names:
    """ "tiêu chí số 2 ..., tiêu chí số 3 ...": the numbers count, each once."""
    places = [m.start() for m in _NUMBER_NAME.finditer(text)]
    heads = [max(0, text.rfind(",", 0, p) + 1, text.rfind(";", 0, p) + 1) for p in places]
    bounds = [*heads[1:], len(text)]
    items = tuple((start + a, max(start + a + 1, start + b - 1)) for a, b in zip(heads, bounds, strict=True))
    again = sorted({n for n in numbers if numbers.count(n) > 1}, key=int)
    trimmed = tuple(_trimmed(page, a, b) for a, b in items)
    return Names(trimmed, (len(set(numbers)),), True, worded("numbered_twice", numbers=tuple(again)) if again else "")


def _trimmed(page: Page, a: int, b: int) -> tuple[int, int]:
    text = page.raw[a:b]
    return a + len(text) - len(text.lstrip()), b - (len(text) - len(text.rstrip(" ,;.")))


def _numbered_lines(page: Page, mark: Mark) -> Names | None:
    """ "5 nhiệm vụ sau:" and then lines 1., 2., ... or bullets."""
    _, end = page.line_span(mark.line)
    if not page.low[mark.figure.end : end].rstrip().endswith((":", "sau", "sau.", "như sau")):
        return None
    if page.between(mark.figure.end, end):
        return None
    items: list[tuple[int, int]] = []
    kind = ""
    for number in range(mark.line + 1, min(mark.line + 90, len(page.line_ends) + 1)):
        start, stop = page.line_span(number)
        if not page.low[start:stop].strip():
            continue
        bullet = lexicon.BULLET.match(page.low, start, stop)
        shape = (
            ""
            if bullet is None
            else "1"
            if lexicon.NUMBERED.match(page.low, start, stop)
            else bullet.group().strip()[:1]
        )
        if kind and shape != kind:
            if shape and kind == "1":
                continue
            break
        if not shape:
            break
        kind = shape
        items.append((bullet.end() if bullet else start, stop))
    return Names(tuple(items), (len(items),), kind == "1") if len(items) > 1 else None


def _sentences(page: Page, mark: Mark) -> Names | None:
    """ "12 chỉ tiêu chủ yếu như: ..." and then one sentence each to the end of the paragraph: only ever confirmed."""
    number = mark.whole_number or 0
    _, end = page.line_span(mark.line)
    colon = page.low.find(":", mark.figure.end, min(end, mark.figure.end + 80))
    if number < 4 or colon < 0 or re.search(r"[.;]", page.low[mark.figure.end : colon]):
        return None
    first = page.sentence_of(colon + 1)
    items = []
    for sentence in range(first, page.sentence_of(end) + 1):
        start, stop = page.sentence_span(sentence)
        start, stop = max(start, colon + 1), min(stop, end)
        if page.low[start:stop].strip(" ./…"):
            items.append(_trimmed(page, start, stop))
    return Names(tuple(items), (len(items),), False) if len(items) == number else None
