"""Cell values as Excel shows them with Vietnamese settings: "." groups thousands, "," is the decimal mark, days come
first.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from giaoban.kernel.extract.package import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE, _HUNDREDTHS = "#,##0", "#,##0.00"
_BUILT_IN = {1: "0", 2: "0.00", 3: _WHOLE, 4: _HUNDREDTHS, 9: "0%", 10: "0.00%"} | {
    **dict.fromkeys((37, 38), _WHOLE),
    **dict.fromkeys((39, 40), _HUNDREDTHS),
}
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_PADDING = re.compile(r"_.|\*.")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([0#?]+))?")
GENERAL_DIGITS = 11
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


def shown(value: object, code: str) -> str:
    """The text of a cell. Dates as dd/mm/yyyy, times as hh:mm, truth values as ĐÚNG and SAI, numbers by their format."""
    if isinstance(value, bool):
        return "ĐÚNG" if value else "SAI"
    if isinstance(value, int | float):
        return number(Decimal(repr(value)), code)
    if isinstance(value, datetime.datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == datetime.time() else f"{day} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)


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
