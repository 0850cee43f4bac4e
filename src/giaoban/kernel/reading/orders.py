"""From a sentence of orders to single tasks: who, what, with whom, by when."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import date

from giaoban.kernel.reading import addressees, clauses
from giaoban.kernel.reading.deadlines import deadline_behind, find_deadline
from giaoban.kernel.reading.model import Decision, Task
from giaoban.kernel.reading.spelling import misspelt_verb
from giaoban.kernel.reading.words import Words
from giaoban.kernel.reading.zones import Zone

_INTRO = re.compile(
    r"(?:như\s+)?sau(?:\s+đây)?\s*$|(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|giải\s+pháp|vấn\s+đề|cụ\s+thể|trọng\s+tâm)(?:\s+\w+){0,5}\s*$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"(?:như\s+sau|sau\s+đây|nội\s+dung\s+sau|nhiệm\s+vụ\s+sau|công\s+việc\s+sau|trọng\s+tâm\s+sau|giải\s+pháp\s+sau|như)$"
)
"""Looked for in small letters."""
_MEASURED = re.compile(
    r"\t(?!\d{1,2}/\d{1,2}(?:/\d{4})?\s*$)(?:(?:trên|dưới|ít nhất|tối thiểu|tối đa|khoảng|gần|từ|hơn)\s+|[<>≤≥]\s*)?"
    r"\d[\d.,/ –-]*%?[^\t\d;.]{0,25}$"
)
"""The row of a table that ends in a number: what is measured, not what is to be done. A date in the last cell is a deadline."""
_CLOSING = re.compile(
    r"thông\s+báo\s+(?:này\s+)?(?:để|đến|tới|cho)\s.*?(?:biết|thực\s+hiện|triển\s+khai)", re.IGNORECASE | re.DOTALL
)
_BODY_SUBJECT = re.compile(
    r"(?:huyện|xã|phường|tỉnh|thành\s+phố|thị\s+xã|thị\s+trấn|ubnd\s+\w+|đảng\s+ủy|huyện\s+ủy)\s+(?:cũng\s+|đã\s+)?sẽ\s",
    re.IGNORECASE,
)
_LAST_WORDS = ("sau", "đây", "như")
SHORTEST = clauses.SHORTEST
_REPORTS = frozenset({"đã", "sẽ", "đang", "chưa", "vẫn", "được", "là", "có"})


@dataclass
class State:
    """What is carried from sentence to sentence: the last addressee and where it stood, that of the list, the topic."""

    held_on: date | None = None
    assignees: tuple[str, ...] = ()
    addressed_to: str | None = None
    said_in: int = -1
    list_level: tuple[tuple[str, ...], str | None, int] = ((), None, -1)
    topic: str | None = None
    tasks: list[Task] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def address(self, names: tuple[str, ...], *, everyone: bool, at: int) -> None:
        """Keep a new addressee."""
        self.assignees = () if everyone else names
        self.addressed_to = ", ".join(names) if everyone else None
        self.said_in = at

    def forget(self) -> None:
        """Nobody is addressed any more."""
        self.assignees, self.addressed_to, self.said_in = (), None, -1


class OrderReader:
    """Turns zones into tasks, in text order."""

    def __init__(self, words: Words, held_on: date | None) -> None:
        self.words = words
        self.state = State(held_on=held_on)

    def read(self, zones: list[Zone]) -> tuple[list[Task], list[Decision]]:
        """Tasks and the body's own promises found in the zones."""
        for zone in zones:
            if zone.opens:
                self.state.forget()
                self.state.topic = None
                self.state.list_level = ((), None, -1)
            elif zone.sentence.labelled and zone.sentence.opens:
                self.state.assignees, self.state.addressed_to, self.state.said_in = self.state.list_level
            self._sentence(zone)
        return self.state.tasks, self.state.decisions

    def _sentence(self, zone: Zone) -> None:
        words = self.words
        if _is_heading(self.words, zone):
            self.state.forget()
            self.state.list_level = ((), None, -1)
            self.state.topic = words.slice(zone.low, zone.high)
            return
        pieces = clauses.pieces(self.words, zone.low, zone.high)
        several = sum(1 for _, _, mark in pieces if mark == ";") > 0
        ordered = zone.ordered
        quote_from = zone.order_at if zone.order_at >= 0 and words.folds[zone.order_at] == "giao" else -1
        opened = False
        for low, high, mark in pieces:
            if mark == ":" and (self._introduces(low, high, zone) or self._heads(low, high, zone)):
                ordered = True
                continue
            self._piece(zone, low, high, ordered=ordered and not opened, several=several, quote_from=quote_from)
            quote_from, opened = -1, mark == ":"
        if words.text[zone.sentence.end - 1 : zone.sentence.end] == ":":
            self.state.list_level = (self.state.assignees, self.state.addressed_to, self.state.said_in)

    def _introduces(self, low: int, high: int, zone: Zone) -> bool:
        """True for "... tập trung thực hiện các nội dung sau:"; its addressee is kept for the list."""
        if not _INTRO.search(self.words.slice(low, high)):
            return False
        start = clauses.after_time(self.words, clauses.after_connective(self.words, low, high), high)
        start += self.words.at("marks.order", start)
        asked = _addressee(self.words, start, high)
        if asked is not None:
            self.state.address(asked[0], everyone=asked[1], at=zone.sentence.start)
        self.state.list_level = (self.state.assignees, self.state.addressed_to, zone.sentence.start)
        return True

    def _heads(self, low: int, high: int, zone: Zone) -> bool:
        """True for a heading before a colon: a topic ("Đối với công tác ...:") or an addressee ("Phòng Nội vụ:")."""
        words = self.words
        start = clauses.after_connective(self.words, low, high)
        topic = words.at("marks.topic", start)
        if topic:
            self._topic(start + topic, high, zone)
            return True
        if high - start <= 14 and addressees.opens(words, start) and addressees.span(words, start, high) is None:
            names, everyone = addressees.names(words, start, high)
            self.state.address(names, everyone=everyone, at=zone.sentence.start)
            return True
        if (
            high - start <= 12
            and addressees.span(words, start, high) is None
            and not addressees.any_verb(words, start, high)
        ):
            self.state.topic = words.slice(start, high)
            return True
        return False

    def _topic(self, low: int, high: int, zone: Zone) -> None:
        """Keep a topic; one that names units is their address."""
        words = self.words
        units = words.at("units.heads", low) or (
            words.folds[low] == "các" and low + 1 < high and words.any_at(addressees.HEADS, low + 1)
        )
        if units:
            names, everyone = addressees.names(words, low, high)
            self.state.address(names, everyone=everyone, at=zone.sentence.start)
        else:
            self.state.topic = words.slice(low, high)
            self.state.forget()

    def _piece(self, zone: Zone, low: int, high: int, *, ordered: bool, several: bool, quote_from: int) -> None:
        words = self.words
        start = clauses.after_time(self.words, clauses.after_connective(self.words, low, high), high)
        if (
            start < high
            and words.at("marks.topic", start)
            and (not ordered or words.folds[start] == "đối" or ":" in words.gap(start - 1))
        ):
            start = self._past_topic(zone, start, high)
        start = clauses.after_connective(self.words, start, high)
        if start >= high or clauses.praises(self.words, start, high):
            return
        if _BODY_SUBJECT.match(words.text, words.starts[start], words.ends[high - 1]):
            self.state.decisions.append(Decision(words.slice(start, high), words.starts[start], words.ends[high - 1]))
            return
        inner = clauses.inner_order(self.words, start, high)
        if inner is not None:
            at, after = inner
            self.state.forget()
            quote_from = at if words.folds[at] == "giao" else -1
            start = clauses.after_time(self.words, clauses.after_connective(self.words, after, high), high)
            ordered = True
        found = self._subject(zone, start, high, ordered=ordered)
        if found is None:
            found = self._later_clause(zone, start, high)
        if found is None and (ordered or zone.sentence.labelled) and inner is None:
            found = self._unknown_verb(zone, start, high)
        if found is not None:
            begin, verb = found
            following = clauses.next_unit(words, max(verb, clauses.coordination(words, verb, high)[1]), high)
            stop = following if following >= 0 else high
            self._split(zone, quote_from if 0 <= quote_from < begin else begin, verb, stop, several=several)
            if following >= 0:
                self._piece(zone, following, high, ordered=ordered, several=several, quote_from=-1)

    def _past_topic(self, zone: Zone, start: int, high: int) -> int:
        """The word after "Đối với ..., " (the topic is kept), `high` where nothing follows it."""
        begin, end, after = clauses.topic(self.words, start, high)
        if end > begin:
            self._topic(begin, end, zone)
        return after

    def _subject(self, zone: Zone, low: int, high: int, *, ordered: bool) -> tuple[int, int] | None:
        """(where the quote begins, where its verb begins) for a clause that orders at its head; the addressee is kept."""
        words = self.words
        named = addressees.span(words, low, high)
        if named is not None:
            end, verb, modal = named
            mistyped = -1 if modal else misspelt_verb(words, low + 2, end)
            if mistyped >= 0:
                end = verb = mistyped
            names, everyone = addressees.names(words, low, end)
            self.state.address(names, everyone=everyone, at=zone.sentence.start)
            skip = ordered and modal and zone.ordered and low == _first(words, zone) and ":" not in words.gap(low - 1)
            return (addressees.skip_adverbs(words, verb, high) if skip or everyone else low), verb
        verb = addressees.skip_adverbs(words, low, high)
        if verb < high and words.any_at(addressees.VERBS, verb) and not clauses.reports(self.words, verb, high):
            return low, verb
        if addressees.opens(words, low):
            at = misspelt_verb(words, low + 2, high)
            if at >= 0:
                names, everyone = addressees.names(words, low, at)
                self.state.address(names, everyone=everyone, at=zone.sentence.start)
                return low, at
        return None

    def _unknown_verb(self, zone: Zone, low: int, high: int) -> tuple[int, int] | None:
        """A point of a list of orders whose verb is in no lexicon: a task of the unit it begins with."""
        end = _before_unknown_verb(self.words, zone, low, high)
        if end <= low:
            return None
        names, everyone = addressees.names(self.words, low, end)
        self.state.address(names, everyone=everyone, at=zone.sentence.start)
        return low, end

    def _later_clause(self, zone: Zone, low: int, high: int) -> tuple[int, int] | None:
        """The first clause after a comma that orders by cần / phải; its addressee is kept."""
        begin, end, verb = clauses.later(self.words, low, high)
        if begin < 0:
            return None
        if end > begin:
            names, everyone = addressees.names(self.words, begin, end)
            self.state.address(names, everyone=everyone, at=zone.sentence.start)
        return begin, verb

    def _split(self, zone: Zone, begin: int, verb: int, high: int, *, several: bool) -> None:
        """Cut one clause of orders into tasks and keep them."""
        coordinating, main = clauses.coordination(self.words, verb, high)
        cuts = clauses.cuts(self.words, begin, main, high, several=several)
        for number, (start, stop) in enumerate(itertools.pairwise(cuts)):
            self._keep(zone, start, stop, coordinating if number == 0 else ())

    def _keep(self, zone: Zone, start: int, stop: int, coordinating: tuple[str, ...]) -> None:
        words = self.words
        if stop - start > 2 and words.folds[stop - 2 : stop] == ["đồng", "thời"]:
            stop -= 2
        if stop > start and words.folds[stop - 1] == "và":
            stop -= 1
        quote = words.slice(start, stop)
        if stop - start < SHORTEST or _says_no_task(words, start, stop, quote):
            return
        low, high = (
            words.starts[start],
            clauses.close(self.words, words.starts[start], words.ends[stop - 1], zone.sentence.end),
        )
        state = self.state
        task = Task(
            words.text[low:high], low, high, _action(words.text[low:high]), state.assignees, state.addressed_to,
            bool(state.assignees) and state.said_in != zone.sentence.start, coordinating, state.topic,
            find_deadline(words, low, high, held_on=state.held_on)
            or deadline_behind(words, high, len(words.text), held_on=state.held_on),
        )  # fmt: skip
        state.tasks.append(task)


def _says_no_task(words: Words, start: int, stop: int, quote: str) -> bool:
    """True for words [start, stop) that lead on to a list, close the document, or are a measured row of a table."""
    folds = words.folds
    return bool(
        (
            folds[stop - 1].endswith(_LAST_WORDS)
            and _LEADS_ON.search(words.lower, words.starts[start], words.ends[stop - 1])
        )
        or ("báo" in folds[start:stop] and _CLOSING.search(quote))
        or ("\t" in quote and _MEASURED.search(quote))
    )


def _first(words: Words, zone: Zone) -> int:
    """The first word of a zone behind its connective and its adverbial of time."""
    return clauses.after_time(words, clauses.after_connective(words, zone.low, zone.high), zone.high)


def _addressee(words: Words, start: int, high: int) -> tuple[tuple[str, ...], bool] | None:
    """Who is asked in words that lead to a list (see `addressees.names`): behind an order verb, at their head, or behind a comma."""
    ordering = words.first_in("marks.firm_order", start, high)
    after = [ordering + words.at("marks.firm_order", ordering)] if ordering >= 0 else []
    for begin in (*after, start, *(k + 1 for k in range(start, high - 1) if "," in words.gap(k))):
        subject = addressees.span(words, begin, high)
        if subject is not None:
            return addressees.names(words, begin, subject[0])
    return None


def _action(quote: str) -> str:
    """The order in one line of at most 120 characters, cut at a word."""
    line = " ".join(quote.split())
    if len(line) <= 120:
        return line
    return line[:120].rsplit(" ", 1)[0] + " …"


def _is_heading(words: Words, zone: Zone) -> bool:
    """True for a line that only names a field ("1. Lĩnh vực kinh tế"): labelled, short, without end mark, verb or addressee."""
    sentence, low, high = zone.sentence, zone.low, zone.high
    if zone.opens or not (sentence.labelled and sentence.opens) or sentence.end_mark or not 0 < high - low <= 14:
        return False
    if words.text[sentence.end - 1] in ":;," or words.text[sentence.start] in "-+*•":
        return False
    plain = addressees.span(words, low, high) is None and words.at("marks.topic", low) == 0
    return plain and not words.any_at(("marks.firm_order", *addressees.VERBS), low)


def _before_unknown_verb(words: Words, zone: Zone, low: int, high: int) -> int:
    """The end of the unit that words [low, high) begin with, `low` where they report something or are a name alone."""
    scrap = high - low <= SHORTEST or not (zone.ordered or zone.sentence.opens)
    if scrap or any(word in _REPORTS for word in words.folds[low : low + 14]):
        return low
    end = addressees.unit_end(words, low, high)
    return end if end < high - 1 and not words.capital(end) else low
