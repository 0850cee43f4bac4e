"""Paragraphs and sentences of an administrative text, with spans.

Survives "./.", dates, decimals, abbreviations ("TP. ", "Q.1", "v.v."), list labels ("1. Giao ..."), full stops without a space after
them, lines that were hard-wrapped, and quotation marks that never close.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from giaoban.kernel.quantity.fixed import fixed

LABEL = re.compile(
    r"[ \t\xa0]*(?:[-–—+*•·►▪●○✓➢]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)/](?=\D|$)|\(?[a-zđ]\)|[a-hđA-H]\.|[IVX]{1,5}[.)/])[ \t\xa0]*"
)
_BARE_LABEL = re.compile(r"\s*\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-hđA-H]|[IVX]{1,5})")
_STOP = re.compile(r"[.!?…/](?:(?<!/)[.!?…]*(?:/\.)?|(?<=/)\.)")
"""One or more end marks, "./." or "/."; with one class at its head the search skips fast."""
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_LAST_WORD = re.compile(r"[^\W_]+$")
_ABBREVIATIONS = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "q",
        "p",
        "h",
        "x",
        "kp",
        "đ",
        "th",
        "ths",
        "ts",
        "pgs",
        "gs",
        "bs",
        "ks",
        "cn",
        "mr",
        "mrs",
        "ms",
        "v",
        "tr",
        "st",
        "nxb",
        "xt",
        "ông",
        "bà",
        "đc",
        "ct",
        "pct",
        "tnhh",
        "stt",
        "gđ",
    ]
)
_CLOSING = "\"”’')»]"
_WRAPPED = 35
"""Lines shorter than this end their paragraph unless the next begins with a small letter."""


@fixed(frozen=True, slots=True)
class Sentence:
    """text[start:end] without its end mark; `body` is where it begins after a list label ("- ", "1. ").

    `paragraph` counts from 0; `end_mark` is what closed it ("." , "./.", "…", "" at the end of a line); `opens` is True for the first of
    its paragraph.
    """

    start: int
    end: int
    body: int
    paragraph: int
    end_mark: str
    opens: bool

    @property
    def labelled(self) -> bool:
        """True where a list label stands before the sentence."""
        return self.body > self.start


def unwrapped(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with the line breaks inside its paragraphs as spaces, one for one."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        if _BREAK.search(text, start, end):
            parts.append(text[at:start])
            parts.append(_BREAK.sub(" ", text[start:end]))
            at = end
    return "".join((*parts, text[at:]))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs: lines, hard-wrapped ones joined."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        content = line.strip()
        if content:
            start = match.start() + len(line) - len(line.lstrip())
            lines.append((start, start + len(content)))
    hard = _hard_wrapped(text, lines)
    found: list[tuple[int, int]] = []
    last = (0, 0)
    for span in lines:
        if found and _continues(text, last, span, hard=hard):
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
        last = span
    return found


def _next_line(text: str, end: int, start: int) -> bool:
    """True where exactly one line break stands between two lines."""
    gap = text[end:start]
    return len(gap) < 200 and gap.replace("\r\n", "\n").count("\n") == 1


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """True where most lines of the text break in the middle of a sentence at a like width."""
    broken = total = 0
    for before, after in itertools.pairwise(lines):
        if _next_line(text, before[1], after[0]):
            total += 1
            broken += (
                not _in_cells(text, before, after)
                and _WRAPPED <= before[1] - before[0] <= 130
                and text[before[1] - 1] not in ".:;!?…"
            )
    return broken >= 4 and broken * 10 >= total * 6


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], *, hard: bool) -> bool:
    """True where a line goes on with the sentence of the line right above it."""
    if text[before[1] - 1] in ".:;!?…" or not _next_line(text, before[1], line[0]) or _in_cells(text, before, line):
        return False
    if LABEL.match(text, line[0], line[1]):
        return False
    length = before[1] - before[0]
    return length >= _WRAPPED and (hard or text[line[0]].islower())


def _in_cells(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """True where one of two lines is a row of a table."""
    return "\t" in text[before[0] : line[1]] or text.count("|", *before) > 1 or text.count("|", *line) > 1


def split(text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences of a text in order; `spans` are its paragraphs. Linear in the length of the text."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(spans):
        found.extend(_of_paragraph(text, number, start, end))
    return found


def _of_paragraph(text: str, number: int, start: int, end: int) -> list[Sentence]:
    found: list[Sentence] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < at or not _ends_sentence(text, at, stop, end):
            continue
        close = stop.end()
        while close < end and text[close] in _CLOSING:
            close += 1
        _add(found, text, number, (at, stop.start()), stop.group().strip(), opens=at == start)
        at = close
    _add(found, text, number, (at, end), "", opens=at == start)
    return found


def _add(found: list[Sentence], text: str, number: int, span: tuple[int, int], mark: str, *, opens: bool) -> None:
    low, high = span
    while low < high and (text[low].isspace() or text[low] in _CLOSING):
        low += 1
    while low < high and text[high - 1].isspace():
        high -= 1
    if low == high:
        return
    label = LABEL.match(text, low, high)
    body = label.end() if label and label.end() < high else low
    found.append(Sentence(low, high, body, number, mark, opens))


def _ends_sentence(text: str, at: int, stop: re.Match[str], end: int) -> bool:
    """True where an end mark closes the sentence that began at `at`."""
    mark, low, high = stop.group(), stop.start(), stop.end()
    if high >= end or "/" in mark or "!" in mark or "?" in mark:
        return True
    after = high
    while after < end and text[after] in _CLOSING:
        after += 1
    follows = text[after] if after < end else " "
    spaced = follows.isspace()
    if spaced:
        while after < end and text[after].isspace():
            after += 1
        follows = text[after] if after < end else ""
    single = mark != "…" and len(mark) == 1
    if single and not spaced and follows.isalnum() and not follows.isupper():
        return False  # most marks of a report stand in numbers: 1.250
    if not single:
        return not follows or follows.isupper() or follows in '-–+*•“"'
    if _is_label(text, at, low):
        return False
    before = _LAST_WORD.search(text, max(at, low - 12), low)
    word = before.group() if before else ""
    if spaced:
        return not (word.lower() in _ABBREVIATIONS and follows.isupper() and _abbreviates(word)) and not (
            len(word) == 1 and word.isupper()
        )
    if not follows.isupper():
        return not (follows.isalnum() or follows in ".,;:/@")
    if len(word) < 2 and word.isupper():
        return False
    both_capitals = word.isupper() and text[after + 1 : after + 2].isupper()
    return not (both_capitals or (word.lower() in _ABBREVIATIONS and _abbreviates(word)))


def _abbreviates(word: str) -> bool:
    """True for a word written as an abbreviation is: with a capital, or without a vowel ("TP", "Tp", "ThS"; not "bà")."""
    return word[0].isupper() or word == "v"


def _is_label(text: str, at: int, low: int) -> bool:
    """True where text[at:low] is nothing but a list label ("1", "2.1", "a", "IV")."""
    return low - at <= 12 and bool(_BARE_LABEL.fullmatch(text, at, low))
