"""Digits that belong to a code or to the numbering of a list: document numbers, telephones, addresses, "1.", "(2)", "[3]"."""

from __future__ import annotations

import re

from giaoban.kernel.quantity.lexicon import Lexicon
from giaoban.kernel.quantity.numbers import MOST_DIGITS, run_end
from giaoban.kernel.quantity.tokens import Page
from giaoban.kernel.quantity.units import unit_at

_DOCUMENT = re.compile(
    r"[0-9]+[a-zđ]?(?: ?/ ?[0-9]{4})?(?: ?/ ?|-)[A-ZĐƯ]{2}[A-ZĐƯÔ&a-zđ0-9/-]{0,30}|[0-9]+ ?/ ?[0-9]{4} ?/ ?[A-ZĐ]\w{0,20}"
)
_PHONE = re.compile(
    r"\(?0[0-9]{2,3}\)?[ .-]?[0-9]{3,4}[ .-]?[0-9]{2,4}(?:[ .-]?[0-9]{1,3})?(?![0-9])|1[89]00[ .]?[0-9]{4,6}(?![0-9])"
)
_LETTER_TAIL = re.compile(r"[0-9]+[A-ZĐ](?![a-zà-ỹ])|[0-9]+[a-e](?![\w²³])")
_ADDRESS = re.compile(r"[^\s<>()]{0,60}(?:@|www\.|https?:|\.vn|\.com|\.html|\.pdf|\.doc)")
_ENUMERATOR = re.compile(
    r"([0-9]{1,2})(?:\.[0-9]{1,2}){0,4} ?(?:[.)/:]|[-–] )(?=[ \t]{0,3}[^\W\d_]|[ \t]{0,3}[“\"(]|[ \t]{0,3}(?:\n|\Z))"
)
_BRACKETED = re.compile(r"[0-9]{1,3}(?: ?[,;-] ?[0-9]{1,3})*\]")
_NUMBERED = re.compile(r"([0-9]{1,2})\)(?= ?[:.;,]? ?[^\W\d_(%=/])")
UPPER = "A-ZĐÀ-ÖØ-ÝĂƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_ALONE = re.compile(r"([0-9]{1,3})[ \t]{0,8}\n\s{0,8}[^\W\d_]")
_ROW_HEAD = re.compile(r"([0-9]{1,3})(?=[ ]?[\t|][\t| ]{0,4}[^\W\d_])")
_FLAT_ROW = re.compile(
    rf"([0-9]{{1,3}})(?= {{1,4}}[{UPPER}][^\n;:]{{0,120}} [0-9][0-9.,]* {{1,3}}[0-9][0-9 .,%]{{0,80}}(?:\n|\Z))"
)
_NAME = rf"[{UPPER}][\w.]*(?:[ -]{{1,3}}[{UPPER}][\w.]*){{0,5}}"
_NEXT_PLACE = re.compile(
    rf"([0-9]{{1,3}})\)(?:[,;]| và|, và) (?:(?:tỉnh|huyện|xã|phường|thành phố|thị xã|thị trấn|quận) )?{_NAME} ?\(([0-9]{{1,3}})\)"
)
_NAME_BEFORE = re.compile(rf"(?:\A|[^\w]){_NAME} ?\($")
"""A count in parentheses behind each name of a list: "Gia Lai (4), Hải Dương (2) và Hà Nội (1)"."""
_SECOND_ROW = re.compile(r"\n[ \t]{0,8}2[ \t]{0,8}\n\s{0,8}[^\W\d_]")
_HYPHENS = frozenset("-–_@#&.")
_CODE_WINDOW = 24
_ROW_WINDOW = 500


def token_end(text: str, pos: int) -> int:
    """Offset behind the run of letters, digits and joining marks around a code."""
    while pos < len(text) and (
        text[pos].isalnum() or text[pos] in "-_/@" or (text[pos] in ".:+" and text[pos + 1 : pos + 2].isalnum())
    ):
        pos += 1
    return pos


def _word_before(page: Page, pos: int) -> str:
    start = pos
    while start > 0 and pos - start < 12 and page.lower[start - 1].isalpha():
        start -= 1
    return page.text[start:pos]


def _glued_word(page: Page, pos: int) -> bool:
    """True where a whole Vietnamese word runs into the digits ("đạt95%"), no code ("m3", "A4", "F0")."""
    word = _word_before(page, pos)
    return len(word) > 2 and word[1:].islower() and not word.isascii()


def _hyphenated(page: Page, pos: int) -> bool:
    """True for "Covid-19" and "B-52", not for "xã -15" or "vụ-12"."""
    text = page.text
    mark = text[pos - 1]
    if pos < 2 or not text[pos - 2].isalpha():
        return False
    if mark in "-–" and _glued_word(page, pos - 1):
        return False
    return mark != "." or not _glued_word(page, pos - 1)


def code_end(page: Page, pos: int, lexicon: Lexicon) -> int:
    """Offset behind the code that the digit at an offset belongs to; 0 where it belongs to none."""
    text, lower = page.text, page.lower
    before = text[pos - 1] if pos else " "
    if (before.isalpha() and not _glued_word(page, pos)) or (before in _HYPHENS and _hyphenated(page, pos)):
        return token_end(text, pos)
    near = text[pos : pos + _CODE_WINDOW]
    document = _DOCUMENT.match(text, pos) if "/" in near or "-" in near else None
    if document:
        return document.end()
    if text[pos] in "01":
        phone = _PHONE.match(text, pos)
        if phone and sum(c.isdigit() for c in phone[0]) >= 8 and not unit_at(lower, phone.end(), lexicon):
            return phone.end()
    stop = run_end(text, pos)
    tail = _LETTER_TAIL.match(text, pos) if text[stop : stop + 1].isalpha() else None
    if tail and unit_at(lower, tail.end() - 1, lexicon) is None:
        return tail.end()
    plain = stop - pos <= MOST_DIGITS and text[pos:stop].isdigit()
    if not plain and (page.number(pos) is None or stop - pos > 2 * MOST_DIGITS):
        return stop
    if text[stop : stop + 1] not in " \n,;)%" and _ADDRESS.match(text, pos):
        return token_end(text, pos)
    return 0


class Numbering:
    """Follows the numbering of lists through a page ("1. … 2. …", a first column 1, 2, 3)."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._last = 0
        self._row = 0
        self._places = 0, False
        """Where the list of names ends that has a number in parentheses behind each, and whether these count."""

    def end(self, pos: int) -> int:
        """Offset behind a list number, a bracketed number or a footnote mark; 0 for anything else."""
        text = self._page.text
        before = text[pos - 1] if pos else "\n"
        if before == "[":
            note = _BRACKETED.match(text, pos)
            return note.end() if note else 0
        if before == "(" and (placed := self._placed(pos)) is not None:
            return placed
        if before == "(":
            note = _NUMBERED.match(text, pos)
            if note:
                self._last = int(note[1])
            return note.end() if note else 0
        lead = text[max(0, pos - 12) : pos].rstrip(" \t(*+-–•")
        opens = not lead or lead[-1] == "\n"
        if opens and (row := self._column(pos) or self._cell(pos)):
            return row
        match = _ENUMERATOR.match(text, pos)
        if match is None:
            return 0
        number = int(match[1])
        if opens:
            self._last = number
            return match.end()
        follows = number == self._last + 1 or (number == 1 and lead[-1] == ":")
        after = text[match.end() : match.end() + 2].lstrip()
        if follows and lead[-1] in ".:;…" and match[0][-1] in ".)/" and after[:1].isupper():
            self._last = number
            return match.end()
        return 0

    def _placed(self, pos: int) -> int | None:
        """For the number in parentheses behind a name of a list: 0 where it counts by place ("Gia Lai (4), Hà Nội (2)"), its end where the
        list runs 1, 2, 3 and only numbers; None where no such list is."""
        text = self._page.text
        following = _NEXT_PLACE.match(text, pos)
        end, counts = self._places
        if pos >= end:
            if following is None or _NAME_BEFORE.search(text, max(0, pos - 60), pos) is None:
                return None
            counts = int(following[1]) != 1 or int(following[2]) != 2
        if following is not None:
            end = following.end()
        self._places = end, counts
        return 0 if counts else run_end(text, pos)

    def _cell(self, pos: int) -> int:
        """The number of a table row in the first of its cells, where words stand in the second: 1, then one more each time."""
        text = self._page.text
        head = _ROW_HEAD.match(text, pos) or _FLAT_ROW.match(text, pos)
        if head is None or int(head[1]) not in (1, self._row + 1):
            return 0
        self._row = int(head[1])
        return head.end()

    def _column(self, pos: int) -> int:
        """The number of a table row that stands alone on its line: 1 where a 2 follows, then one more each time."""
        alone = _ALONE.match(self._page.text, pos)
        if alone is None:
            return 0
        number = int(alone[1])
        first = number == 1 and _SECOND_ROW.search(self._page.text, pos, pos + _ROW_WINDOW)
        if not first and not (self._row and number == self._row + 1):
            return 0
        self._row = number
        return alone.end(1)
