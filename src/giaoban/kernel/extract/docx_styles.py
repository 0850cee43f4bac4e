"""Headings and automatic numbers of Word documents: what a reader sees in front of a paragraph but the text does not
hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giaoban.kernel.extract.package import Package, attribute, local
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLETS = frozenset({"bullet", "none", ""})
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: format ("decimal", "lowerLetter", "bullet", ...), text ("%1.%2."), first number."""

    style: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: heading level (0 for none) and numbering (id, level) or None."""

    heading: int
    numbering: tuple[str, int] | None


class Styles:
    """Styles and numberings of one document; numbers advance with each call of `marker`."""

    def __init__(self, package: Package, relations: dict[str, tuple[str, str]]) -> None:
        self._styles: dict[str, Style] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._series: dict[str, str] = {}
        self._counters: dict[str, list[int]] = {}
        for kind, path in relations.values():
            if kind in ("styles", "numbering"):
                root = _optional(package, path)
                if root is not None:
                    (self._read_styles if kind == "styles" else self._read_numbering)(root)

    def heading_level(self, paragraph: _Element) -> int:
        """1 to 9 for a heading by style or outline level, else 0."""
        properties = _find(paragraph, "pPr")
        outline = _value(properties, "outlineLvl")
        if outline.isdecimal() and int(outline) < LEVELS:
            return int(outline) + 1
        style = self._styles.get(_value(properties, "pStyle"))
        return style.heading if style else 0

    def marker(self, paragraph: _Element) -> str:
        """The number or bullet that is shown before a paragraph, with a space behind it; "" without one."""
        properties = _find(paragraph, "pPr")
        own = _numbering(properties)
        style = self._styles.get(_value(properties, "pStyle"))
        number, depth = own or (style.numbering if style and style.numbering else ("0", 0))
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return ""
        if level.style in _BULLETS:
            return "- " if level.style == "bullet" else ""
        return self._advance(number, depth) + " "

    def _advance(self, number: str, depth: int) -> str:
        levels = self._levels[number]
        counters = self._counters.setdefault(self._series[number], [])
        while len(counters) <= depth:
            shallow = levels.get(len(counters))
            counters.append((shallow.start if shallow else 1) - (len(counters) == depth))
        counters[depth] += 1
        del counters[depth + 1 :]
        text = levels[depth].text
        for index, count in enumerate(counters):
            shape = levels[index].style if index in levels else "decimal"
            text = text.replace(f"%{index + 1}", spelled(count, shape))
        return text

    def _read_styles(self, root: _Element) -> None:
        for style in root.iter("{*}style"):
            name = _value(style, "name").casefold()
            properties = _find(style, "pPr")
            outline = _value(properties, "outlineLvl")
            heading = int(outline) + 1 if outline.isdecimal() and int(outline) < LEVELS else 0
            if name.startswith("heading ") and name[8:].isdecimal():
                heading = min(int(name[8:]), LEVELS)
            elif name == "title":
                heading = 1
            self._styles[attribute(style, "styleId")] = Style(heading, _numbering(properties))

    def _read_numbering(self, root: _Element) -> None:
        abstract = {attribute(a, "abstractNumId"): _levels(a) for a in root if local(a) == "abstractNum"}
        for number in root:
            if local(number) == "num":
                series = _value(number, "abstractNumId")
                name = attribute(number, "numId")
                self._levels[name] = abstract.get(series, {})
                restarted = _find(number, "lvlOverride") is not None
                self._series[name] = f"{series}/{name}" if restarted else series


def spelled(count: int, shape: str) -> str:
    """A counter as its format writes it: 3 -> "3", "c", "C", "iii", "III", "03"."""
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in ("lowerRoman", "upperRoman"):
        roman, rest = "", min(count, 399)
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if shape == "upperRoman" else roman
    return f"{count:02d}" if shape == "decimalZero" else str(count)


def _levels(abstract: _Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for level in abstract.iter("{*}lvl"):
        depth, start = attribute(level, "ilvl"), _value(level, "start")
        if depth.isdecimal() and int(depth) < LEVELS:
            first = int(start) if start.isdecimal() else 1
            levels[int(depth)] = Level(_value(level, "numFmt"), _value(level, "lvlText")[:40], first)
    return levels


def _numbering(properties: _Element | None) -> tuple[str, int] | None:
    numbering = _find(properties, "numPr")
    number = _value(numbering, "numId")
    depth = _value(numbering, "ilvl")
    return (number, min(int(depth), LEVELS - 1) if depth.isdecimal() else 0) if number else None


def _optional(package: Package, path: str) -> _Element | None:
    """A secondary part, None where it is missing or damaged: the text does not depend on it."""
    try:
        return package.xml(path)
    except Problem:
        raise
    except Exception:
        return None


def _find(parent: _Element | None, name: str) -> _Element | None:
    return next((child for child in parent if local(child) == name), None) if parent is not None else None


def _value(parent: _Element | None, name: str) -> str:
    child = _find(parent, name)
    return attribute(child, "val") if child is not None else ""
