"""Cell values as Excel shows them with Vietnamese settings: "." groups thousands, "," is the decimal mark, days come
first.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

from giaoban.kernel.extract.package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE, _HUNDREDTHS = "#,##0", "#,##0.00"
_BUILT_IN = {1: "0", 2: "0.00", 3: _WHOLE, 4: _HUNDREDTHS, 9: "0%", 10: "0.00%"} | {
    **dict.fromkeys((37, 38), _WHOLE),
    **dict.fromkeys((39, 40), _HUNDREDTHS),
    **dict.fromkeys((14, 15, 16), "dd/mm/yyyy"),
    17: "mm/yyyy",
    **dict.fromkeys((18, 19, 20, 21), "hh:mm"),
    22: "dd/mm/yyyy hh:mm",
    **dict.fromkeys((45, 46, 47), "[h]:mm"),
}
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_PADDING = re.compile(r"_.|\*.")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([0#?]+))?")
GENERAL_DIGITS = 11
FIRST_DAY = datetime.datetime(1899, 12, 31, tzinfo=datetime.UTC)
"""Day 0 of Excel's count; from day 60 on it is one day off, because Excel believes in 29 February 1900."""
LEAP_BUG = 60
DAYS_1904 = 1462
LAST_DAY = 2_958_466
"""The count of 1 January 10000, behind the last date there is."""
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_SWAP = str.maketrans(",.", ".,")


def formats(styles: _Element | None) -> list[str]:
    """The number format of each cell style, by the number that cells name it with."""
    if styles is None:
        return []
    own = {attribute(f, "numFmtId"): attribute(f, "formatCode") for f in styles.iter("{*}numFmt")}
    cell_styles = next((child for child in styles if local(child) == "cellXfs"), None)
    found: list[str] = []
    for style in cell_styles if cell_styles is not None else ():
        number = attribute(style, "numFmtId", "0")
        found.append(own.get(number) or _BUILT_IN.get(int(number) if number.isdecimal() else 0, "General"))
    return found


def shown(raw: str, code: str, *, from_1904: bool = False) -> str:
    """The text of a numeric cell: dates as dd/mm/yyyy, times as hh:mm, numbers by their format; what is no number as it is."""
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not isfinite(value):
        return raw
    marks = _marks(code)
    if marks and 0 <= value < LAST_DAY:
        return _date(value + (DAYS_1904 if from_1904 else 0), marks)
    return number(Decimal(repr(value)), code)


@cache
def _marks(code: str) -> str:
    """The letters of a date format that matter: d, y, m, h, and e for elapsed hours; "" for other formats."""
    section = code.partition(";")[0]
    if _ELAPSED.search(section):
        return "e"
    bare = _PADDING.sub("", _BRACKETS.sub("", _QUOTED.sub("", section))).lower()
    found = "".join(letter for letter in "dymh" if letter in bare)
    return (
        "" if "general" in bare or "0" in bare.split("s", 1)[0] or "#" in bare or not set(found) & set("dyh") else found
    )


def _date(serial: float, marks: str) -> str:
    minutes = round(serial * 24 * 60)
    if marks == "e":
        return f"{minutes // 60}:{minutes % 60:02d}"
    base = FIRST_DAY if serial < LEAP_BUG else FIRST_DAY - datetime.timedelta(days=1)
    moment = base + datetime.timedelta(minutes=minutes)
    parts = []
    if "d" in marks:
        parts.append(f"{moment:%d/%m/%Y}")
    elif "y" in marks:
        parts.append(f"{moment:%m/%Y}" if "m" in marks else f"{moment:%Y}")
    if "h" in marks:
        parts.append(f"{moment:%H:%M}")
    return " ".join(parts)


def number(value: Decimal, code: str) -> str:
    """A number by its Excel format code; formats beyond digits, grouping, percent and fixed words are shown as General."""
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1].strip() else sections[0]
    literal: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literal.append(match.group(1) or match.group(2) or "")
        return f"\x00{len(literal) - 1}\x00"

    bare = _PADDING.sub("", _BRACKETS.sub("", _QUOTED.sub(keep, section)))
    digits = _DIGITS.search(bare)
    if not digits or "E+" in bare or "General" in bare or "/" in bare:
        return _general(value)
    percent = "%" in bare
    places = len(digits.group(1) or "")
    scaled = abs(value) * (100 if percent else 1)
    integer_part = digits.group().partition(".")[0]
    scaled /= Decimal(1000) ** (len(integer_part) - len(integer_part.rstrip(",")))
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in integer_part.rstrip(",") else f"{rounded:f}"
    if digits.group(1) and "#" in digits.group(1):
        needed = len(digits.group(1).rstrip("#"))
        head, _, tail = text.partition(".")
        tail = tail[:needed] + tail[needed:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    width = integer_part.replace(",", "").count("0")
    if text.partition(".")[0].isdecimal():
        text = text.rjust(len(text) + max(0, width - len(text.partition(".")[0])), "0")
    text = text.translate(_SWAP)
    sign = "-" if value < 0 and len(sections) == 1 and rounded else ""
    whole = bare[: digits.start()] + "\x01" + bare[digits.end() :]
    for index, words in enumerate(literal):
        whole = whole.replace(f"\x00{index}\x00", words)
    return (sign + whole.replace("\x01", text)).strip()


def _general(value: Decimal) -> str:
    """Up to eleven digits, no grouping, no trailing zeros: 0.125 -> "0,125", 55170.0 -> "55170"."""
    if not value:
        return "0"
    places = max(0, GENERAL_DIGITS - 1 - max(value.adjusted(), 0))
    rounded = round(value, places) if value.adjusted() < GENERAL_DIGITS else round(value)
    text = f"{Decimal(rounded):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)
