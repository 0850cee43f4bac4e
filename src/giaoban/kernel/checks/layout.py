"""The text as the templates see it: figures in order, with their sentences, clauses, items and labels."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from giaoban.kernel.checks import lexicon
from giaoban.kernel.checks.numbers import interval
from giaoban.kernel.quantity import Figure, Interval
from giaoban.kernel.quantity.fixed import changed, fixed
from giaoban.kernel.quantity.heads import places

_SPACES = "\u00a0\u2007\u2009\u202f\u200b\t\r\f\v"
_DASHES = "\u2010\u2011\u2012\u2013\u2014"
_ENDS = re.compile(r"[\n.!?…]")
_ABBREVIATED = re.compile(r"\b(?:tp|tx|tt|ths|ts|bs|gs|pgs|ks|đ/c|stt)$")
_SEPARATORS = re.compile(r"[,;:()\n]")
_WORDS = re.compile(r"[^\W\d_]+")
_COUNT_BEHIND = re.compile(r"\s?:\s?\d")
_NUMBERED_THING = re.compile(
    r"\b(vụ|đợt|lần|ca|gói(?: thầu)?|lô|nhóm|tổ|đội|khu|cụm|giai đoạn|bước|mức|loại|hạng|khối|tuyến|dự án|đoàn|vòng|kíp"
    r"|phương án|kịch bản|trạm|lớp|hợp đồng|công trình|ổ dịch|khoản|tầng) $"
)
_BESIDE_IT = 160
_NEXT_MOVED = re.compile(r"\)\s*(?:,|;|và|,\s*và)\s*")


def folded(text: str) -> str:
    """Lower case with plain spaces and hyphens, character for character, so offsets stay those of the text."""
    plain = text
    for odd, even in ((_SPACES, " "), (_DASHES, "-")):
        for character in odd:
            plain = plain.replace(character, even)
    low = plain.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


@lru_cache(maxsize=4096)
def unit_key(unit: str) -> tuple[str, ...]:
    """The words of a unit, aliases resolved: "m³" -> ("m3",)."""
    key = " ".join(folded(unit).split())
    key = lexicon.UNIT_ALIASES.get(key, key)
    return tuple(word for word in re.split(r"[^\w%]+", key) if word)


@lru_cache(maxsize=4096)
def _kind_of(unit: str) -> tuple[tuple[str, ...], bool, bool]:
    """(the words of a unit, whether it is a percentage, whether it is a duration)."""
    words = unit_key(unit)
    return words, bool(words) and words[-1] == "%", " ".join(words) in lexicon.DURATIONS


def _kind_here(low: str, figure: Figure) -> tuple[tuple[str, ...], bool, bool]:
    """The same of a figure; a bound that names those counted behind a colon only qualifies: "dưới 30: 41, từ 31 - 50: 618"."""
    unit, percent, span = _kind_of(figure.unit)
    if figure.end == figure.num_end and figure.num_end - figure.num_start <= 2 and _numbered(low, figure):
        return unit, percent, True
    bound = figure.value is None or figure.comparator in {">", ">=", "<", "<="}
    return unit, percent, span or (bound and _COUNT_BEHIND.match(low, figure.end) is not None)


def _numbered(low: str, figure: Figure) -> bool:
    """True for the number of a thing whose neighbour in number is named beside it: "vụ 1: 29 người, vụ 2: 18 người"."""
    noun = _NUMBERED_THING.search(low, max(0, figure.num_start - 12), figure.num_start)
    number = low[figure.num_start : figure.num_end]
    if noun is None or not number.isdecimal():
        return False
    around = low[max(0, figure.num_start - _BESIDE_IT) : figure.num_end + _BESIDE_IT]
    return any(re.search(rf"\b{noun[1]} 0?{n}(?![\d.,]\d|\d)", around) for n in (int(number) - 1, int(number) + 1) if n)


def same_unit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True where two units may measure one thing: equal, one open, or one the beginning of the other."""
    return a == b or a[: len(b)] == b[: len(a)]


@lru_cache(maxsize=4096)
def covers(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True where things counted as `part` are things counted as `whole` ("người" covers "nữ")."""
    if {" ".join(whole[:2]), *whole[:1]} & lexicon.PERSONS and {" ".join(part[:2]), *part[:1]} & lexicon.PERSONS:
        return True
    names = lexicon.HYPERNYMS.get(" ".join(whole), ())
    return bool(part) and (" ".join(part) in names or part[0] in names or " ".join(part[:2]) in names)


def akin(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True where a part may be counted within a whole: one unit, a wider one, or one counter ("hộ dân" and "hộ nghèo")."""
    one_counter = bool(whole) and whole[:1] == part[:1] and whole[0] in lexicon.COUNTERS
    return one_counter or same_unit(whole, part) or covers(whole, part)


@fixed(frozen=True, slots=True)
class Mark:
    """A figure in its place, with its id and value. `sentence` and `line` are numbers in the page, `unit` the words of the unit."""

    at: int
    figure: Figure
    id: str
    value: Decimal | None
    sentence: int
    line: int
    unit: tuple[str, ...]
    percent: bool
    change: bool
    span: bool
    """True for years, months, ages: numbers that only qualify."""
    amount: bool
    """True where the number counts or measures things: no share, no change, no duration."""
    counted: bool
    """True for an amount with one value: no range."""
    before: str
    """Text of the item before the number, from the last separator."""
    clause: int
    """Where the clause begins."""
    head: str
    """Text of the clause before the number, at most 240 characters."""
    printed: Interval
    """What the printed number stands for."""

    @property
    def whole_number(self) -> int | None:
        """The count as an int, None where it is none."""
        value = self.value
        return int(value) if value is not None and 0 <= value < 10**12 and value == int(value) else None

    @property
    def measured(self) -> bool:
        """True for metres, money and the like, false for things counted one by one."""
        return bool(self.unit) and self.unit[0] in lexicon.MEASURES


def _finite(figure: Figure) -> bool:
    for number in (figure.value, figure.low, figure.high, figure.step):
        if number is not None and not (number.is_finite() and -24 < number.adjusted() < 24):
            return False
    return figure.value is not None or (
        figure.low is not None and figure.high is not None and figure.low <= figure.high
    )


def _outside(spans: list[tuple[int, int]], places: list[int]) -> list[int]:
    """Places not inside a figure, in one pass over both lists."""
    kept, at = [], 0
    for place in places:
        while at < len(spans) and spans[at][1] <= place:
            at += 1
        if at == len(spans) or place < spans[at][0]:
            kept.append(place)
    return kept


class Page:
    """A text with its usable figures. Figures outside the text, without a number, or printed over another one are left out."""

    def __init__(self, text: str, figures: tuple[Figure, ...]) -> None:
        self.raw = text
        self.low = folded(text)
        usable = self._usable(figures)
        spans = [(f.start, f.end) for f in usable]
        self.sentence_ends, self.line_ends = self._ends(spans)
        self.separators = _outside(spans, [m.start() for m in _SEPARATORS.finditer(self.low)])
        self._stops = sorted({*self.separators, *self.sentence_ends})
        self._clause_stops = sorted({*self.sentence_ends, *(s for s in self.separators if self.low[s] in ";\n")})
        self.class_places = places(self.low, lexicon.CLASS_TRIGGERS)
        self.whole_cues = tuple(lexicon.WHOLE_CUE.finditer(self.low))
        """Where words or a colon announce the parts of a whole."""
        self.class_names: dict[int, tuple[str, str] | None] = {}
        """Classes already found, by index of the figure."""
        self._classed: dict[int, bool] = {}
        self._labels: dict[int, frozenset[str]] = {}
        self._used, ends = usable, [0, *(f.end for f in usable)]
        self._moves: set[int] = set()
        self.marks = tuple(self._mark(i, f, ends[i]) for i, f in enumerate(usable))
        self._starts = [m.figure.num_start for m in self.marks]
        self.by_id = {m.id: m for m in self.marks}
        self.figures = {m.id: m.figure for m in self.marks}

    def _usable(self, figures: tuple[Figure, ...]) -> list[Figure]:
        size, kept, seen, reach = len(self.raw), [], set(), 0
        for f in sorted(figures, key=lambda f: (f.num_start, f.start, f.end)):
            inside = reach <= f.num_start < f.num_end <= f.end <= size and 0 <= f.start <= f.num_start
            if inside and f.id not in seen and _finite(f):
                kept.append(f)
                seen.add(f.id)
                reach = f.num_end
        return kept

    def _ends(self, spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
        sentences: list[int] = []
        lines: list[int] = []
        for place in _outside(spans, [m.start() for m in _ENDS.finditer(self.low)]):
            if self.low[place] == "\n":
                lines.append(place)
                sentences.append(place)
            elif _ends_sentence(self.raw, self.low, place):
                sentences.append(place)
        return sentences, lines

    def _mark(self, at: int, figure: Figure, previous: int) -> Mark:
        before = self._words_before(figure, previous)
        k = bisect_left(self._clause_stops, figure.num_start)
        clause = self._clause_stops[k - 1] + 1 if k else 0
        unit, percent, span = _kind_here(self.low, figure)
        change = is_change(figure, before) and not _level_in_brackets(self.low, self._used, figure, at)
        if _moved_on(self.low, self._used, self._moves, figure, at):
            change, figure = True, _like_the_last(figure, self._used[at - 2])
            self._used[at] = figure
        if change:
            self._moves.add(at)
        amount = not (percent or change or span)
        return Mark(
            at=at,
            figure=figure,
            id=figure.id,
            value=figure.value,
            sentence=bisect_left(self.sentence_ends, figure.num_start),
            line=bisect_left(self.line_ends, figure.num_start),
            unit=unit,
            percent=percent,
            change=change,
            span=span,
            amount=amount,
            counted=amount and figure.value is not None,
            before=before,
            clause=clause,
            head=self.low[max(clause, figure.num_start - 240) : figure.num_start],
            printed=interval(figure),
        )

    def _words_before(self, figure: Figure, previous: int) -> str:
        start = self.item_start(figure.num_start)
        if start and self.low[start - 1] == ":" and not self.low[start : figure.num_start].strip():
            start = self.item_start(start - 1)
        return self.low[min(max(start, figure.num_start - 90, previous), figure.num_start) : figure.num_start]

    def item_start(self, place: int) -> int:
        """Where the item holding a place begins, after the separator."""
        k = bisect_left(self._stops, place)
        return self._stops[k - 1] + 1 if k else 0

    def item_end(self, place: int) -> int:
        """Where the item holding a place ends, at the separator."""
        k = bisect_left(self._stops, place)
        return self._stops[k] if k < len(self._stops) else len(self.low)

    def clause(self, place: int) -> tuple[int, int]:
        """The clause holding a place: between semicolons and ends of sentences."""
        k = bisect_left(self._clause_stops, place)
        start = self._clause_stops[k - 1] + 1 if k else 0
        return start, self._clause_stops[k] if k < len(self._clause_stops) else len(self.low)

    def sentence_of(self, place: int) -> int:
        """Number of the sentence holding a place."""
        return bisect_left(self.sentence_ends, place)

    def sentence_span(self, number: int) -> tuple[int, int]:
        """Offsets of a sentence, end mark not included."""
        number = min(number, len(self.sentence_ends))
        start = self.sentence_ends[number - 1] + 1 if number else 0
        return start, self.sentence_ends[number] if number < len(self.sentence_ends) else len(self.low)

    def sentence_around(self, place: int) -> tuple[int, int]:
        """Offsets of the sentence holding a place."""
        return self.sentence_span(self.sentence_of(place))

    def line_span(self, number: int) -> tuple[int, int]:
        """Offsets of a line, line break not included."""
        start = self.line_ends[number - 1] + 1 if number else 0
        return start, self.line_ends[number] if number < len(self.line_ends) else len(self.low)

    def between(self, start: int, end: int) -> tuple[Mark, ...]:
        """Figures whose number begins in [start, end)."""
        return self.marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def after(self, place: int) -> int:
        """Index of the first figure that begins at or after a place."""
        return bisect_left(self._starts, place)

    def gap(self, a: Mark, b: Mark) -> str:
        """Text from the end of figure a (its unit included) to the start of the number of b."""
        return self.low[min(a.figure.end, b.figure.num_start) : b.figure.num_start]

    def tight_gap(self, a: Mark, b: Mark) -> str:
        """Text between the two numbers, the unit of a included."""
        return self.low[a.figure.num_end : b.figure.num_start]

    def tail(self, mark: Mark, limit: int = 60) -> str:
        """Text after a figure up to the end of its item or the next figure."""
        end = min(self.item_end(mark.figure.end), mark.figure.end + limit)
        if mark.at + 1 < len(self.marks):
            end = min(end, max(mark.figure.end, self.marks[mark.at + 1].figure.start))
        return self.low[mark.figure.end : end]

    def label(self, mark: Mark) -> frozenset[str]:
        """Content words of the item that a figure stands in, without the figure and its unit."""
        if mark.at not in self._labels:
            left = mark.before.rpartition("/")[2] if "/" in mark.before[-4:] else mark.before
            words = _WORDS.findall(left) + _WORDS.findall(self.tail(mark, 40).partition("/")[0])
            units = set(mark.unit)
            self._labels[mark.at] = frozenset(w for w in words if w not in lexicon.STOP_WORDS and w not in units)
        return self._labels[mark.at]

    def opening_before(self, place: int) -> int:
        """Place of the parenthesis that stands right before a place, spaces apart, -1 where there is none."""
        at = place - 1
        while at >= 0 and place - at < 6 and self.low[at] in " \n":
            at -= 1
        return at if at >= 0 and self.low[at] == "(" else -1

    def bracketed(self, mark: Mark) -> bool:
        """True for a figure inside parentheses opened in its clause."""
        opened = self.low.rfind("(", mark.clause, mark.figure.num_start)
        return opened >= 0 and ")" not in self.low[opened : mark.figure.num_start]

    def class_word_in(self, start: int, end: int) -> int:
        """Where the first word that may name a class begins in [start, end), -1 where there is none."""
        k = bisect_left(self.class_places, start)
        return self.class_places[k] if k < len(self.class_places) and self.class_places[k] < end else -1

    def names_classes(self, sentence: int) -> bool:
        """True where a sentence has a word that may name a class."""
        if sentence not in self._classed:
            self._classed[sentence] = self.class_word_in(*self.sentence_span(sentence)) >= 0
        return self._classed[sentence]

    def next_but_spans(self, mark: Mark) -> Mark | None:
        """The figure after a figure, at most one age or duration between."""
        following = self.marks[mark.at + 1 : mark.at + 3]
        if following and following[0].span and following[0].sentence == mark.sentence:
            following = following[1:]
        return following[0] if following else None

    def last_separator(self, start: int, end: int, which: str) -> int:
        """Place of the last separator of the given kinds in [start, end), -1 where there is none."""
        k = bisect_right(self.separators, end - 1)
        while k and self.separators[k - 1] >= start:
            k -= 1
            if self.low[self.separators[k]] in which:
                return self.separators[k]
        return -1


def _ends_sentence(raw: str, low: str, place: int) -> bool:
    """True where the mark at a place ends a sentence, by what follows it."""
    after = raw[place + 1 : place + 2]
    if after.isdigit() or after.islower():
        return False  # most marks of a report stand in numbers: 1.250
    rest = raw[place + 1 : place + 8]
    following = rest.lstrip(' \u00a0\t"”’)./…')
    if not following or following[0] == "\n":
        return True
    glued = following[0] == rest[0]
    if glued and not (following[0].isupper() and place and raw[place - 1].islower()):
        return False
    if _ABBREVIATED.search(low[max(0, place - 5) : place]):
        return False
    return following[0].isupper() or following[0].isdigit() or following[0] in "-–+*•“(["


def _level_in_brackets(low: str, used: Sequence[Figure], figure: Figure, at: int) -> bool:
    """True for the share in parentheses right behind a change in points: the level it was before, whatever its role."""
    previous = used[at - 1] if at else None
    behind_points = previous is not None and previous.unit.startswith("điểm")
    return behind_points and previous is not None and low[previous.end : figure.num_start].strip() == "("


def _moved_on(low: str, used: Sequence[Figure], moves: set[int], figure: Figure, at: int) -> bool:
    """True for the further changes behind one word: "giảm 80 vụ (15,6%), 30 người chết (10,3%)"."""
    if at < 2 or at - 2 not in moves or at + 1 >= len(used) or figure.value is None:
        return False
    by, share, own = used[at - 2], used[at - 1], used[at + 1]
    percents = all(_kind_of(f.unit)[1] for f in (share, own)) and not _kind_of(by.unit)[1] and bool(figure.unit)
    bare = bool(_NEXT_MOVED.fullmatch(low, share.end, figure.num_start))
    bracketed = low[by.end : share.num_start].strip() == "(" == low[figure.end : own.num_start].strip()
    return percents and bare and bracketed


def _like_the_last(figure: Figure, last: Figure) -> Figure:
    """A change behind another one, moving the same way."""
    if last.value is None or last.value >= 0 or figure.value is None:
        return figure
    return changed(figure, value=-figure.value, direction="down")


def is_change(figure: Figure, before: str) -> bool:
    """True where the number says by how much something moved ("tăng 5%"), not the level reached ("tăng lên 55%")."""
    words = list(lexicon.CHANGE_WORD.finditer(before)) if lexicon.CHANGES.search(before) else []
    if not words:
        return figure.role == "change" and not ("vượt" in before and lexicon.NO_CHANGE.search(before))
    rest = before[words[-1].end() :]
    return lexicon.COMPARED.fullmatch(rest) is not None or (len(rest) <= 28 and not lexicon.LEVEL_WORD.search(rest))
