"""People named in a text, with the positions written before or after their names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from giaoban.kernel.reading.model import Person
from giaoban.kernel.reading.words import Words

_BEFORE_POSITION = re.compile(r"\s{0,3}[,:\-–—(.]?\s{0,3}")
_NAME_GAP = re.compile(r"[ \xa0]{1,2}")
_JOINS_NAME = re.compile(r"[ \xa0]{1,2}|[ \xa0]?[-–—,:][ \xa0]?")
_NEXT_POSITION = re.compile(r"\s{0,3}[,\-–—]\s{0,3}")
_ENDS_POSITION = re.compile(r"[;.:()\n\r…“”\"]")
LONGEST_NAME = 5
LONGEST_POSITION = 14
HONORIFIC = "people.honorifics"
POSITION = "people.positions"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named: word indices [low, high) of name and positions together; `name_at` where the name begins."""

    person: Person
    low: int
    high: int
    name_at: int


@lru_cache(maxsize=1 << 12)
def plain(name: str) -> str:
    """A name without marks and case, to recognise it when misspelt."""
    parts = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


def name_length(words: Words, index: int, *, sure: bool) -> int:
    """How many words from `index` are a person's name, 0 where none begins there.

    `sure` = an honorific or a position stands before it; otherwise the name must begin with a known surname.
    """
    if index >= len(words) or not words.capital(index) or words.at(HONORIFIC, index):
        return 0
    if not (sure or words.at("people.surnames", index)):
        return 0
    if words.at(POSITION, index) and not words.at("people.surnames", index):
        return 0
    count = 1
    while count < LONGEST_NAME and index + count < len(words):
        here = index + count
        if not _NAME_GAP.fullmatch(words.gap(here - 1)) or not words.capital(here) or words.folds[here].isdigit():
            break
        if _begins_something_else(words, here, count):
            break
        count += 1
    return count if count >= 2 else 0


def _begins_something_else(words: Words, index: int, count: int) -> bool:
    """True where the capital word starts a position or the name of a unit rather than going on with a name."""
    if words.at(POSITION, index) and (words.at(POSITION, index) > 1 or count >= 2):
        return True
    return words.at("units.heads", index) > 1 or (count >= 2 and words.folds[index] in {"ubnd", "hđnd", "mttq"})


def positions_after(words: Words, index: int) -> tuple[tuple[str, ...], int]:
    """The positions from word `index` on, and the index of the word after the last of them."""
    if index >= len(words) or not words.at(POSITION, index) or not _BEFORE_POSITION.fullmatch(words.gap(index - 1)):
        return (), index
    found: list[str] = []
    start = index
    at = index + words.at(POSITION, index)
    while True:
        at, follows = _position_end(words, start, at)
        found.append(" ".join(words.slice(start, at).split()))
        if not follows:
            return tuple(found), at
        start, at = at, at + words.at(POSITION, at)


def _position_end(words: Words, start: int, at: int) -> tuple[int, bool]:
    """Where the position that began at `start` ends (known to last until `at`), and whether another one follows directly."""
    while at < len(words) and at - start < LONGEST_POSITION:
        gap = words.gap(at - 1)
        if _ENDS_POSITION.search(gap):
            break
        position = words.at(POSITION, at)
        if _NEXT_POSITION.fullmatch(gap):
            if position and not (words.folds[at] == "thường" and "," not in gap):
                return at, True
            if "," in gap or (words.at("people.surnames", at) and name_length(words, at, sure=False) >= 3):
                break
        elif words.at("people.hard_stops", at) or (words.at("people.stops", at) and not words.capital(at)):
            break
        elif position and _another(words, at, position):
            return at, True
        elif name_length(words, at, sure=False) >= 3:
            break
        at += 1
    return at, False


def _another(words: Words, at: int, length: int) -> bool:
    """True where a capital position word opens a new position with no comma before it ("Tỉnh ủy viên Bí thư Huyện ủy")."""
    if not words.capital(at) or (words.folds[at] in {"thường", "đại", "thành", "phó"} and length < 2):
        return False
    return words.folds[at] != "thường" and words.folds[at - 1] not in {"phó", "quyền", "nguyên", "và", "thay"}


def mentions(words: Words) -> list[Mention]:
    """Every place where a person is named with an honorific or a position, in text order, none overlapping."""
    found: list[Mention] = []
    surnames = [index for index in words.marks["people.surnames"] if words.capital(index)]
    places = sorted({*words.marks[HONORIFIC], *words.marks[POSITION], *surnames})
    done = 0
    for index in places:
        if index < done:
            continue
        mention = _mention_at(words, index)
        if mention is not None:
            found.append(mention)
            done = mention.high
    return found


def _mention_at(words: Words, index: int) -> Mention | None:
    honorific = words.at(HONORIFIC, index)
    if honorific:
        after = index + honorific
        count = name_length(words, after, sure=True)
        if count:
            return _with_positions(words, index, after, count)
        return _position_first(words, after, index) if words.at(POSITION, after) else None
    if words.at(POSITION, index):
        return _position_first(words, index, index)
    count = name_length(words, index, sure=False)
    if count and positions_after(words, index + count)[0]:
        return _with_positions(words, index, index, count)
    return None


def _with_positions(words: Words, low: int, name_at: int, count: int) -> Mention:
    held, high = positions_after(words, name_at + count)
    person = Person(
        " ".join(words.slice(name_at, name_at + count).split()),
        held,
        words.starts[name_at],
        words.ends[name_at + count - 1],
    )
    return Mention(person, low, high, name_at)


def _position_first(words: Words, index: int, low: int) -> Mention | None:
    """ "Chủ tịch UBND huyện Lê An": a position, then the name."""
    at = index + words.at(POSITION, index)
    while at < len(words) and at - index < LONGEST_POSITION:
        gap = words.gap(at - 1)
        if not _JOINS_NAME.fullmatch(gap) or words.at(HONORIFIC, at):
            return None
        count = name_length(words, at, sure=False)
        place = words.at("units.levels", at - 1) and _NAME_GAP.fullmatch(gap)
        if count >= (3 if place or "," in gap else 2):
            return _named_after(words, index, low, at, count)
        if "," in gap or (words.at("people.stops", at) and not words.capital(at)):
            return None
        at += 1
    return None


def _named_after(words: Words, index: int, low: int, name_at: int, count: int) -> Mention:
    mention = _with_positions(words, low, name_at, count)
    before = " ".join(words.slice(index, name_at).split())
    return replace(mention, person=replace(mention.person, positions=(before, *mention.person.positions)))


def roll(found: list[Mention]) -> tuple[Person, ...]:
    """Each person once, at the first mention, with the fullest list of positions found anywhere."""
    people: dict[str, Person] = {}
    for mention in found:
        key = plain(mention.person.name)
        known = people.get(key)
        if known is None:
            people[key] = mention.person
        elif len(mention.person.positions) > len(known.positions):
            people[key] = replace(known, positions=mention.person.positions)
    return tuple(people.values())
