"""What a number is followed by: multiplier, unit or counted noun, and "/người/năm"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from giaoban.kernel.quantity.fixed import fixed
from giaoban.kernel.quantity.lexicon import Lexicon, Trie, Unit
from giaoban.kernel.quantity.tokens import WORD

_SIGN = re.compile(r" ?(%|‰|°c)")
_POINTS = re.compile(r" ?(?:điểm ?%|điểm phần trăm|đ%)")
_SHORT = re.compile(r" {0,2}đ/c(?!\w)|(?<=\w)\.đ(?!\w)")
_PER = re.compile(r" ?/ ?([^\W\d_]+2?)(?!\w)")
_DIGIT_PER = re.compile(r" ?/ ?1(?:0{1,2})?(?:\.?000){0,2}(?= ?[^\W\d_])")
_AND_PLACE = re.compile(r" {0,2}(?:,|-|–|và) {0,2}")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_CONSONANTS = frozenset("bcdđghklmnpqrstvx")
_MILLION = 1_000_000
_TORN = " tộc"
"""Behind a noun that ends in "dân": "120 người dân tộc thiểu số" are people, "24 dân tộc" peoples."""


@fixed(frozen=True, slots=True)
class Found:
    """A unit in the text: what it is, where it ends, its "/…" part, and notes."""

    unit: Unit
    end: int
    per: str = ""
    notes: tuple[str, ...] = ()


def longest(trie: Trie, text: str, pos: int) -> tuple[Any, int] | None:
    """The value and end of the longest phrase of a trie at an offset, or None."""
    best: tuple[Any, int] | None = None
    node = trie
    while (match := WORD.match(text, pos)) and (node := node.get(match[1], _NONE)):
        pos = match.end()
        if "" in node:
            best = node[""], pos
    return best


_NONE: Trie = {}


@lru_cache(maxsize=4096)
def syllables(word: str) -> bool:
    """True where the word could be one Vietnamese syllable."""
    return _SYLLABLE.fullmatch(word) is not None


def _glued(trie: Trie, text: str, pos: int) -> tuple[Any, int] | None:
    """A word of the trie printed together with the next one ("mbèo", "lượtcông", "tỷđồng"): its value and end."""
    match = WORD.match(text, pos)
    if match is None or syllables(match[1]):
        return None
    word = match[1][:14]
    best: tuple[Any, int] | None = None
    for size in range(len(word) - 1, 0, -1):
        node = trie.get(word[:size])
        if node and "" in node and syllables(word[size:]):
            if word[size] in _CONSONANTS:
                return node[""], match.start(1) + size
            best = best or (node[""], match.start(1) + size)
    return best


def scale_at(text: str, pos: int, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    """The multiplier at an offset and its end: "nghìn tỷ" -> 10^12, "triệu tỷ" -> 10^15; None for "tỷ lệ"."""
    word = WORD.match(text, pos)
    if word is None or (word[1] not in lexicon.scales and syllables(word[1])):
        return None
    found = longest(lexicon.scales, text, pos) or _glued(lexicon.scales, text, pos)
    if found is None:
        return None
    factor, end = found
    after = WORD.match(text, end)
    if after and after[1] in lexicon.scales:
        more = scale_at(text, end, lexicon)
        return (factor * more[0], more[1]) if more and more[0] >= _MILLION else found
    if after and after[1] in lexicon.never_scaled:
        return None
    return factor, end


def rate_at(text: str, pos: int, lexicon: Lexicon) -> tuple[str, int]:
    """The "/người/năm" behind a unit (without its first slash) and its end."""
    parts: list[str] = []
    while len(parts) < 3 and "/" in text[pos : pos + 2]:
        one = _DIGIT_PER.match(text, pos)
        match = _PER.match(text, pos) if one is None else WORD.match(text, one.end())
        if match is None:
            break
        found = longest(lexicon.units, text, match.start(1))
        if found is None or found[0] is None:
            break
        parts.append(_many(one) + found[0].name)
        pos = found[1]
    return "/".join(parts), pos


def _many(one: re.Match[str] | None) -> str:
    """The number of "/10.000 dân", "" for "/1 ha" and where there is none."""
    number = one[0].strip(" /") if one else ""
    return f"{number} " if number not in ("", "1") else ""


def _year_follows(text: str, pos: int) -> bool:
    return text[pos : pos + 2] in (" 1", " 2") and text[pos + 1 : pos + 5].isdigit()


def _coordinated(text: str, unit: Unit, end: int, lexicon: Lexicon) -> tuple[Unit, int]:
    """ "xã, phường, thị trấn" as one unit, written as the text writes it."""
    name = unit.name
    for _ in range(3):
        joint = _AND_PLACE.match(text, end)
        if joint is None:
            break
        found = longest(lexicon.units, text, joint.end())
        if found is None or found[0] is None or found[0].kind != "place" or found[0].name in name:
            break
        mark = " - " if joint[0].strip() in ("-", "–") else ", "
        name, end = name + mark + found[0].name, found[1]
    return (unit if name == unit.name else Unit(name, "place")), end


def unit_at(text: str, pos: int, lexicon: Lexicon) -> Found | None:
    """The unit at an offset of lower-case text (one or two blanks may stand before it); None where nothing is known.

    Longest match; a glued next word is cut off ("mbèo" -> m); "/người/năm" goes to `per` for money and shares, else into the name.
    """
    near = text[pos : pos + 3]
    sign = _SIGN.match(text, pos) if "%" in near or "‰" in near or "°" in near else None
    if sign:
        unit = Unit(sign[1], "percent" if sign[1] != "°c" else "measure")
        return _with_rate(text, unit, sign.end(), lexicon)
    if "đ" in near:
        points = _POINTS.match(text, pos)
        if points:
            return Found(Unit("điểm %", "percent"), points.end())
        short = _SHORT.match(text, pos)
        if short:
            unit = Unit("đồng chí", "count") if short[0].endswith("c") else Unit("VND", "money")
            return Found(unit, short.end())
    found, notes = longest(lexicon.units, text, pos), ()
    if found is None:
        found = _glued(lexicon.units, text, pos)
        if found is None or found[0] is None:
            return _misspelt(text, pos, lexicon)
        return Found(found[0], found[1], "", ("glued",))
    unit, end = found
    if unit is None:
        return None
    if text.startswith(_TORN, end) and unit.name.endswith(" dân"):
        whole, end = unit.name[: -len(" dân")], text.rindex("dân", pos, end)
        unit, end = Unit(whole, unit.kind), len(text[:end].rstrip())
    if unit.kind == "time" and unit.name in ("năm", "tháng", "quý") and _year_follows(text, end):
        return None
    if unit.kind == "place":
        unit, end = _coordinated(text, unit, end, lexicon)
    return _with_rate(text, unit, end, lexicon, notes)


def _misspelt(text: str, pos: int, lexicon: Lexicon) -> Found | None:
    """A counted noun of two words whose first has one wrong letter ("chủ tiêu" for chỉ tiêu)."""
    first = WORD.match(text, pos)
    second = WORD.match(text, first.end()) if first else None
    if first is None or second is None:
        return None
    for right in lexicon.first_words.get(second[1], ()):
        if len(right) == len(first[1]) and sum(a != b for a, b in zip(right, first[1], strict=True)) == 1:
            return Found(Unit(f"{right} {second[1]}", "count"), second.end(), "", ("misspelt",))
    return None


def _with_rate(text: str, unit: Unit, end: int, lexicon: Lexicon, notes: tuple[str, ...] = ()) -> Found:
    per, behind = rate_at(text, end, lexicon)
    if per and unit.kind not in ("money", "percent"):
        unit = Unit(f"{unit.name}/{per}", unit.kind, unit.factor)
    return Found(unit, behind, per, notes)


def noun_at(text: str, pos: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """What is counted where the lexicon does not know it: the one or two words behind the number that may be a noun; a loan word alone."""
    first = WORD.match(text, pos)
    if first is None or first.start(1) == pos or first[1] in lexicon.stop:
        return None
    second = WORD.match(text, first.end())
    if second is None or second[1] in lexicon.stop or not syllables(first[1]):
        return first[1], first.end()
    return f"{first[1]} {second[1]}", second.end()


SCALED = Found(Unit("", "money"), 0)
"""Stands for a multiplier behind a number."""


def counted(text: str, pos: int, lexicon: Lexicon) -> Found | None:
    """The unit behind an offset, or SCALED for a multiplier; None where neither follows."""
    return SCALED if scale_at(text, pos, lexicon) else unit_at(text, pos, lexicon)
