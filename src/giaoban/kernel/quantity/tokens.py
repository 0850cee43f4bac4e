"""The page as the reader sees it: spaces made plain, lower case beside it, sentences and neighbours of a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from giaoban.kernel.quantity.numbers import Number, number_at

_ODD_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u202f\u205f\u3000\ufeff\r\v\f\u2028\u2029\u0085"
)
_ODD_DASHES = "\u2010\u2011\u2212"
_BREAK = re.compile(r"[\n;!?….](?:(?<!\.)|(?![0-9]))")
"""The end of a sentence, no point in a number; with one class at its head the search skips fast."""
_NEW_TONES = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
_OLD_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?!\w)")
WORD = re.compile(r"[ \t]{0,3}([^\W\d_]+(?:[0-3](?![0-9]))?)")
"""One word, its exponent with it ("m3"), after at most three blanks."""

_ENGLISH = re.compile(r",[0-9]{3}(?:\.[0-9]|,[0-9]{3}(?![0-9]))")
_MOST_LEFT = 6
_OPENING = "(“\"'[‘«"
_CLOSING = ",.;:!?)”\"'»]’…"
_DIGITS = frozenset("0123456789")


def normalise(text: str) -> str:
    """The text with no-break, thin and other odd spaces as plain ones and odd hyphens as "-", one for one.

    Offsets into the result are offsets into `text`. The text is taken to be NFC already: a caller with other forms composes it first and
    keeps that composed text as the one its offsets speak of. Source: ../shared/checking.md 5.1 stage 1.
    """
    for marks, plain in ((_ODD_SPACES, " "), (_ODD_DASHES, "-")):
        for mark in marks:
            if mark in text:
                text = text.replace(mark, plain)
    return text


def lowered(text: str) -> str:
    """Lower case of the same length (a letter whose lower case is longer stays)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def retoned(lower: str) -> str:
    """Lower-case text with the tone mark of open oa, oe, uy on the first vowel ("luỹ kế" -> "lũy kế"), one for one."""
    return _OLD_TONE.sub(_new_tone, lower)


def _new_tone(found: re.Match[str]) -> str:
    return _NEW_TONES[found[0]]


class Page:
    """A normalised text, its lower case (tone marks in one place) and its sentence starts; numbers are read once per place."""

    __slots__ = ("_here", "_left", "_numbers", "english", "lower", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = normalise(text)
        self.lower = retoned(lowered(self.text))
        self.starts = [0]
        self.starts.extend(m.end() for m in _BREAK.finditer(self.text))
        self.english = _ENGLISH.search(self.text) is not None
        """True where the page prints "1,234.5" or "1,234,567": its commas part thousands."""
        self._here = 0, 0
        self._left: dict[int, list[str]] = {}
        self._numbers: dict[int, Number | None] = {}

    def sentence(self, pos: int) -> tuple[int, int]:
        """Start and end of the sentence around an offset (";" ends one too)."""
        here = self._here
        if here[0] <= pos < here[1]:
            return here
        at = bisect_right(self.starts, pos)
        self._here = self.starts[at - 1], self.starts[at] if at < len(self.starts) else len(self.text)
        return self._here

    def line_end(self, pos: int) -> int:
        """Offset of the line break behind an offset, the end of the text where there is none."""
        stop = self.text.find("\n", pos)
        return stop if stop >= 0 else len(self.text)

    def number(self, pos: int) -> Number | None:
        """The number token at an offset (a digit), see `number_at`."""
        try:
            return self._numbers[pos]
        except KeyError:
            number = self._numbers[pos] = number_at(self.lower, pos)
            return number

    def left_words(self, pos: int) -> list[str]:
        """Up to six lower-case words before an offset, nearest first, none beyond a comma, full stop, cell or line end."""
        known = self._left.get(pos)
        if known is None:
            known = self._left[pos] = self._words_before(pos)
        return known

    def _words_before(self, pos: int) -> list[str]:
        piece = self.lower[max(0, pos - 60) : pos]
        piece = piece[max(piece.rfind("\n"), piece.rfind("\t"), piece.rfind("|")) + 1 :].rstrip(" +-")
        words: list[str] = []
        for raw in reversed(piece.rsplit(maxsplit=_MOST_LEFT)[-_MOST_LEFT:]):
            if raw.isalpha():
                words.append(raw)
            elif not _take(raw, words):
                break
        return words[:_MOST_LEFT]


def _take(raw: str, words: list[str]) -> bool:
    """Add the words of a piece with marks in it, nearest first; False where one of the marks ends the words."""
    for part in reversed(raw.replace(".", ". ").replace(",", ", ").replace(";", "; ").replace("(", " (").split()):
        if part.isalpha():
            words.append(part)
            continue
        if words and part[-1] in _CLOSING:
            return False
        word = part.rstrip(":").strip(_OPENING)
        if not word or word[-1] in _CLOSING:
            return False
        words.append(word)
        if part[0] in _OPENING:
            return False
    return True


def last_clause(text: str) -> str:
    """What stands behind the last comma, semicolon, colon, parenthesis, line break or full stop (not the one of "1.250") of a text."""
    stop = text.rfind(".")
    while stop >= 0 and text[stop + 1 : stop + 2] in _DIGITS:
        stop = text.rfind(".", 0, stop)
    cut = max(text.rfind(","), text.rfind(";"), text.rfind(":"), text.rfind("("), text.rfind("\n"), stop)
    return text[cut + 1 :]


def tails(words: list[str], longest: int = 4) -> list[str]:
    """The phrases that end at the nearest word, the longest first: ["nhất", "ít"] -> ["ít nhất", "nhất"]."""
    grown: list[str] = []
    phrase = ""
    for word in words[:longest]:
        phrase = f"{word} {phrase}" if phrase else word
        grown.append(phrase)
    grown.reverse()
    return grown


class Phrases:
    """A set of phrases that may end right before a place."""

    __slots__ = ("_last", "_phrases")

    @staticmethod
    @lru_cache(maxsize=64)
    def of(phrases: frozenset[str]) -> Phrases:
        """The phrases of one list of a lexicon, made once."""
        return Phrases(phrases)

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrases)
        self._last = frozenset(phrase.rpartition(" ")[2] for phrase in self._phrases)

    @property
    def last(self) -> frozenset[str]:
        """The words that phrases end in."""
        return self._last

    def ends(self, words: list[str], longest: int = 4) -> int:
        """How many of the nearest words make up one of the phrases, the longest first; 0 for none."""
        if not words or words[0] not in self._last:
            return 0
        return next((phrase.count(" ") + 1 for phrase in tails(words, longest) if phrase in self._phrases), 0)
