"""Where the parts of a unit's report lie in its text: results, limits, causes, solutions, next tasks. Pure: no table, no clock.

Headings are known by words, not by numbers: units write "II. TỒN TẠI, HẠN CHẾ", "2. Khó khăn - vướng mắc:", "Nhiêm vụ trọng tâm thang 12"
for the same part. A line is compared without accents, case, its number and small slips; the phrase that comes first in it counts
("Nguyên nhân của hạn chế" is about causes). Rules: docs/dev/algorithms/consolidation.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from giaoban.ground.org.folding import fold, squeeze

NUMBER = re.compile(
    r"\s*(?:(?P<part>phần (?:thứ )?\w+)|(?P<roman>[IVX]{1,5})|(?P<letter>[A-H])|(?P<arabic>\d{1,2}(?:\.\d{1,2}){0,3})|(?P<small>[a-hđ]))"
    r"(?:\s*[.)/:–-]+\s*|(?(part)\s+|(?!)))",
    re.IGNORECASE,
)
BULLET = re.compile(r"\s*[-–+•*●]\s*")
LEVELS = {"part": 0, "letter": 1, "roman": 1, "arabic": 2, "small": 4}
TITLE_LINES = 3
"""Lines below "BÁO CÁO" that may belong to the title."""
LONGEST = 22
"""Words of a heading at most."""
SHORT = 12
ALIKE = 0.86
"""So alike must a slip of the pen be to the phrase."""
SIGNED = re.compile(
    r"(?:(?:t/?m|kt|k/t|tl|q)\s*\.|truong |pho truong |giam doc|pho giam doc|chu tich|pho chu tich|hieu truong|thu truong|bi thu|chanh |"
    r"doi truong|chi huy|nguoi lap|tram truong)"
)
SENTENCE_END = re.compile(r"[.;!?…]\s*\Z")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part that a template has: its key, and the phrases under which units write it."""

    key: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of a part: text[start:end]. `heading`: it is a heading inside the part ("1. Trồng trọt")."""

    section: str
    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The pieces in the order of the text. `headed`: the parts whose heading was found; `rows`: lines of tables, left out: their numbers
    come from the figures on record, not from here."""

    pieces: tuple[Piece, ...]
    headed: frozenset[str]
    rows: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without the spaces around it."""

    start: int
    end: int
    text: str


def outline(text: str, wanted: Sequence[Wanted]) -> Outline:
    """The parts of a report. Words before any heading, and those under headings that no part knows, go to the first part.

    The letterhead, the title and the signature are left out. Linear in the length of the text.
    """
    if not wanted:
        return Outline((), frozenset(), 0)
    matcher = Matcher(wanted)
    found: list[Piece] = []
    headed: set[str] = set()
    rows, level = 0, 9
    section = wanted[0].key
    for line in body_of(list(lines_of(text)), matcher):
        if "\t" in line.text:
            rows += 1
            continue
        mark = depth(line.text)
        known = matcher.match(line.text)
        if known is not None:
            section, rest = known
            headed.add(section)
            level = mark if mark is not None else level
            if rest < len(line.text):
                found.append(Piece(section, line.start + rest, line.end))
        elif is_heading(line.text):
            if mark is not None and mark <= level and section != wanted[0].key:
                section, level = wanted[0].key, mark
            found.append(Piece(section, line.start, line.end, heading=True))
        else:
            found.append(Piece(section, line.start, line.end))
    return Outline(tuple(without_empty_headings(found)), frozenset(headed), rows)


def without_empty_headings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without a heading that nothing of its part follows."""
    for place, piece in enumerate(pieces):
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        if not piece.heading or (after is not None and after.section == piece.section):
            yield piece


def lines_of(text: str) -> Iterator[Line]:
    """The lines that say something."""
    for found in re.finditer(r"[^\n]+", text):
        bare = found[0].strip()
        if bare:
            start = found.start() + found[0].index(bare)
            yield Line(start, start + len(bare), bare)


def body_of(lines: Sequence[Line], matcher: "Matcher") -> Sequence[Line]:
    """The lines between the title and the signature."""
    return lines[begin(lines, matcher) : finish(lines)]


def begin(lines: Sequence[Line], matcher: "Matcher") -> int:
    """Where the words begin: after "BÁO CÁO" and the lines of its title; else at the first heading or sentence."""
    for place, line in enumerate(lines[:25]):
        if squeeze(line.text) in {"bao cao", "bao cao thang", "bao cao tong hop"} or squeeze(line.text).startswith(
            "bao cao ket qua"
        ):
            place += 1
            for _ in range(TITLE_LINES):
                if (
                    place < len(lines)
                    and depth(lines[place].text) is None
                    and not SENTENCE_END.search(lines[place].text)
                ):
                    if is_inline(lines[place].text, matcher):
                        break
                    place += 1
            return place
    for place, line in enumerate(lines):
        numbered = depth(line.text) is not None and matcher.match(line.text) is not None
        if (
            numbered
            or len(line.text.split()) > SHORT
            or (SENTENCE_END.search(line.text) and len(line.text.split()) > 4)
        ):
            return place
        if matcher.match(line.text) is not None:
            return place
    return len(lines)


def is_inline(text: str, matcher: "Matcher") -> bool:
    """A heading with its words in the same line, or with a colon: never part of a title."""
    known = matcher.match(text)
    return known is not None and (known[1] < len(text) or text.endswith(":"))


def finish(lines: Sequence[Line]) -> int:
    """Where the words end: before the recipients, and before the signature above or beside them."""
    end = next((place for place, line in enumerate(lines) if squeeze(line.text).startswith("noi nhan")), len(lines))
    for place in range(end - 1, max(end - 7, -1), -1):
        text = lines[place].text
        if depth(text) is None and text == text.upper() and SIGNED.match(fold(text)) and len(text.split()) <= SHORT:
            end = place
    return end


def depth(text: str) -> int | None:
    """How deep the number of a line stands: 0 for "Phần thứ nhất", 1 for "II.", 2 for "1.", 3 for "1.1.", 4 for "a)"; None without one."""
    found = NUMBER.match(text)
    if found is None or found.end() == len(text):
        return None
    for name, level in LEVELS.items():
        if (word := found[name]) is not None:
            if name in {"roman", "letter"} and word != word.upper():
                return LEVELS["small"]
            return level + word.count(".") if name == "arabic" else level
    return None


def is_heading(text: str) -> bool:
    """A short numbered line, or one in capitals, that is no sentence."""
    words = text.split()
    if len(words) > SHORT or SENTENCE_END.search(text) or BULLET.match(text):
        return False
    return depth(text) is not None or (text == text.upper() and len(words) > 1 and text != text.lower())


class Matcher:
    """Says which part a line is the heading of."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.phrases = [
            (one.key, tuple(squeeze(phrase).split())) for one in wanted for phrase in one.phrases if phrase.strip()
        ]

    def match(self, text: str) -> tuple[str, int] | None:
        """(the part, where the words after the heading begin in the line); None for a line that is no heading of a part."""
        number = NUMBER.match(text)
        start = number.end() if number else 0
        bullet = BULLET.match(text) if number is None else None
        start = bullet.end() if bullet else start
        colon = text.find(":", start)
        inline = 0 <= colon < len(text.rstrip()) - 1
        head = text[start:colon] if colon >= 0 else text[start:]
        words = squeeze(re.sub(r"[^\w\s]", " ", head)).split()
        if not words or len(words) > LONGEST or (colon < 0 and bullet):
            return None
        if colon < 0 and (SENTENCE_END.search(text) or (number is None and len(words) > SHORT)):
            return None
        # In the middle of a sentence only the plain name of a part is a heading: "Nguyên nhân: do mưa nhiều".
        reach = 0 if inline or bullet else 3
        best = min(
            (
                (place, -len(phrase), key)
                for key, phrase in self.phrases
                if (place := found_at(words, phrase, reach)) is not None
            ),
            default=None,
        )
        if best is None or ((inline or bullet) and len(words) > -best[1] + 4):
            return None
        rest = colon + 1 if colon >= 0 else len(text)
        rest += len(text[rest:]) - len(text[rest:].lstrip())
        return best[2], rest


def found_at(words: Sequence[str], phrase: Sequence[str], reach: int) -> int | None:
    """The first place, at most `reach` words in, where the phrase stands, small slips allowed; None where it does not."""
    size = len(phrase)
    said = " ".join(phrase)
    for place in range(min(reach, len(words) - size) + 1):
        window = " ".join(words[place : place + size])
        if window == said:
            return place
        if len(said) > 7 and abs(len(window) - len(said)) < 3 and SequenceMatcher(None, window, said).ratio() >= ALIKE:
            return place
    return None
