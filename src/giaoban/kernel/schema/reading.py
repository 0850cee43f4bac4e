"""What a person typed, or a cell of a file says -> the value that is stored, or the fault at it.

Stored values are plain JSON: whole numbers as numbers, decimals and money as text ("1234.5", never float), days as "2026-11-30", months as
"2026-11", yes and no as such, several choices as a list of codes, units, persons and files as their number. A missing value is left out.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from giaoban.kernel.formula import Value
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import find_figures, vietnamese
from giaoban.kernel.schema.faults import Fault
from giaoban.kernel.schema.model import NUMBERS, REFERENCES, Field, Kind
from giaoban.kernel.schema.told import worded
from giaoban.kernel.wording import Numeral, Wording

Stored = Any
"""str, int, bool or list of str."""
Lookup = Callable[[Field, str], tuple[int | None, str]]
"""Finds a unit, person or file by what was typed: its number, or None with a hint (" Có phải …?")."""
Read = tuple[Stored | None, Fault | None]

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTH = re.compile(r"(?:thang )?(\d{1,2})(?:[/.-]| nam |/nam )(\d{4})")
ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
POINTED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
COMMAED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
BARE = re.compile(r"[+−-]?[\d., ]+")
YES = frozenset({"co", "x", "dung", "1", "yes", "true", "roi", "v", "dat"})
NO = frozenset({"khong", "0", "sai", "no", "false", "chua", "khong dat", "k"})
LONGEST = {Kind.TEXT: 300, Kind.LONG_TEXT: 5000}
EXAMPLE = {Kind.INTEGER: "1.250", Kind.DECIMAL: "12,5", Kind.MONEY: "39.981.000.000", Kind.YEAR: "2026"}
BIGGEST = Decimal(10) ** 18
"""Figures are kept with eighteen digits before the comma."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without accents, one space between words: what names are compared by."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return " ".join(bare.replace("đ", "d").split())


def NO_LOOKUP(field: Field, text: str) -> tuple[int | None, str]:
    """Finds nothing but a number."""
    return (int(text), "") if text.isdecimal() and len(text) < 18 else (None, "")


def read(field: Field, typed: object, lookup: Lookup, *, limits: bool = True) -> Read:
    """(stored value or None for missing, fault or None). typed: text, a list of texts, or a value already stored."""
    if field.kind is Kind.CHOICES:
        return read_choices(field, typed)
    text = clean(typed)
    if not text.strip():
        return None, None
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return read_text(field, text)
    if field.kind in NUMBERS:
        return read_number(field, text.strip(), limits=limits)
    if field.kind in REFERENCES:
        number, near = lookup(field, text.strip())
        return number, None if number is not None else fault(field, "SCH-028", text=text.strip(), near=near)
    return READERS[field.kind](field, text.strip(), limits)


def clean(typed: object) -> str:
    """Text in NFC without characters that nobody can see; yes and no as their words; None as nothing."""
    if typed is None or isinstance(typed, bool):
        return "" if typed is None else "có" if typed else "không"
    text = unicodedata.normalize("NFC", str(typed)).replace("\u00a0", " ").replace("\r\n", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def fault(field: Field, code: str, **words: object) -> Fault:
    """A fault at a field."""
    return Fault(field.name, Problem(code, label=field.label, **words))


def meant(name: str) -> Wording:
    """The hint at what was probably meant, as a lookup gives it."""
    return worded("meant", name=name)


def read_text(field: Field, text: str) -> Read:
    """One line, or a passage; not longer than it may be."""
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if field.kind is Kind.TEXT:
        text = " ".join(text.split())
    limit = field.longest or LONGEST[field.kind]
    if len(text) > limit:
        return None, fault(field, "SCH-027", length=len(text), limit=limit)
    return text, None


def number_in(text: str, *, whole: bool, unit: str = "") -> Decimal | None:
    """The number that a text is: 1.234,5 · 1234,5 · 1234.5 · 1,234 (whole numbers only) · "39 tỷ 981 triệu"; None where it is none.

    unit: the unit that may stand behind it ("VND" for money); another one makes it no number here: 12 m is not 12 km.
    """
    bare = text.replace(" ", "").replace("\u202f", "").replace("−", "-")
    if POINTED.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if COMMAED.fullmatch(bare) and (whole or "." in bare or bare.count(",") > 1):
        return Decimal(bare.replace(",", ""))
    if PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    figures = find_figures(text) if len(text) <= 60 else []
    if len(figures) != 1 or figures[0].comparator != "=" or (unit and figures[0].unit not in ("", unit)):
        return None
    return figures[0].value if text[figures[0].start : figures[0].end].strip() == text.strip() else None


def read_number(field: Field, text: str, *, limits: bool) -> Read:
    """A number within its digits and limits, with or without its unit of measure behind it."""
    money = field.kind is Kind.MONEY
    bare = text.removesuffix("đồng" if money else field.measure or "%").strip()
    bare = bare if BARE.fullmatch(bare) else text
    value = number_in(bare, whole=field.kind is not Kind.DECIMAL, unit="VND" if money else field.measure)
    return take_number(field, value, text, limits=limits)


def take_number(field: Field, value: Decimal | None, text: str, *, limits: bool = True) -> Read:
    """A number as the field stores it; `text` is how it was written. None is a text that is no number."""
    if value is None or abs(value) >= BIGGEST or (field.kind is Kind.YEAR and not 1000 <= value <= 9999):
        return None, fault(field, "SCH-021", text=text, example=Numeral(EXAMPLE[field.kind]))
    digits = {Kind.DECIMAL: field.digits, Kind.MONEY: 0}.get(field.kind, 0)
    if value != value.quantize(Decimal(1).scaleb(-digits)):
        return None, fault(field, "SCH-022", text=text, digits=digits)
    stored: Stored = int(value) if field.kind in (Kind.INTEGER, Kind.YEAR) else f"{value.normalize():f}"
    return (stored, None) if not limits else (stored, beyond(field, value))


def beyond(field: Field, value: Any) -> Fault | None:
    """The fault of a value outside its limits."""
    for text, code, sign in ((field.least, "SCH-023", -1), (field.most, "SCH-024", 1)):
        stored = read(field, text, NO_LOOKUP, limits=False)[0] if text else None
        limit: Any = formula_value(field, stored)
        if limit is not None and (value < limit if sign < 0 else value > limit):
            return fault(field, code, text=show(field, stored_of(value)), limit=show(field, stored))
    return None


def stored_of(value: Any) -> Stored:
    """A formula's value as it is stored."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return list(value) if isinstance(value, tuple) else value


def read_date(field: Field, text: str, limits: bool) -> Read:
    """A day: 30/11/2026, 30-11-2026 or 2026-11-30."""
    try:
        if match := ISO.match(text):
            day = date(*map(int, match.groups()))
        elif match := DAY.fullmatch(text):
            day = date(int(match[3]), int(match[2]), int(match[1]))
        else:
            raise ValueError(text)
    except ValueError:
        return None, fault(field, "SCH-025", text=text, what=worded("a_day"), example="30/11/2026")
    return day.isoformat(), beyond(field, day) if limits else None


def read_month(field: Field, text: str, limits: bool) -> Read:
    """A month: 11/2026, tháng 11/2026, 2026-11, or any day of it."""
    folded = fold(text)
    if match := ISO_MONTH.fullmatch(folded):
        year, month = int(match[1]), int(match[2])
    elif match := MONTH.fullmatch(folded):
        year, month = int(match[2]), int(match[1])
    else:
        day, _wrong = read_date(field, text, False)
        year, month = (int(day[:4]), int(day[5:7])) if day else (0, 0)
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None, fault(field, "SCH-025", text=text, what=worded("a_month"), example="11/2026")
    return f"{year:04d}-{month:02d}", beyond(field, date(year, month, 1)) if limits else None


def read_boolean(field: Field, text: str, limits: bool) -> Read:
    """Yes or no in the words that forms use."""
    word = fold(text)
    if word in YES or word in NO:
        return word in YES, None
    return None, fault(field, "SCH-025", text=text, what=worded("yes_or_no"), example=worded("yes"))


def read_choice(field: Field, text: str, limits: bool) -> Read:
    """A choice by its code or label, with or without accents."""
    found = choice_of(field, text)
    return (found, None) if found is not None else (None, no_choice(field, text))


def choice_of(field: Field, text: str) -> str | None:
    """The code of what was typed."""
    word = fold(text)
    return next((code for code, label in field.choices if text == code or word in (fold(code), fold(label))), None)


def no_choice(field: Field, text: str) -> Fault:
    """The fault of a word that is no choice, with the nearest one."""
    labels = {fold(label): label for _code, label in field.choices}
    close = get_close_matches(fold(text), labels, n=1)
    near = meant(labels[close[0]]) if close else ""
    known = ", ".join(label for _code, label in field.choices[:12]) + ("…" if len(field.choices) > 12 else "")
    return fault(field, "SCH-026", text=text, near=near, known=known)


def read_choices(field: Field, typed: object) -> Read:
    """Several choices: a list, or a text with commas or semicolons between them."""
    parts = typed if isinstance(typed, list | tuple) else re.split(r"[;,\n]", clean(typed))
    texts = [clean(part).strip() for part in parts]
    codes: list[str] = []
    for text in filter(None, texts):
        code = choice_of(field, text)
        if code is None:
            return None, no_choice(field, text)
        codes.append(code)
    order = [code for code, _label in field.choices]
    return sorted(set(codes), key=order.index) or None, None


READERS: Mapping[Kind, Callable[[Field, str, bool], Read]] = {
    Kind.DATE: read_date,
    Kind.MONTH: read_month,
    Kind.BOOLEAN: read_boolean,
    Kind.CHOICE: read_choice,
}


def formula_value(field: Field, stored: Stored | None) -> Value:
    """What a formula sees of a stored value."""
    if stored is None:
        return None
    if field.kind in NUMBERS:
        return Decimal(stored)
    if field.kind is Kind.DATE:
        return date.fromisoformat(stored)
    if field.kind is Kind.MONTH:
        return date.fromisoformat(f"{stored}-01")
    if field.kind is Kind.CHOICES:
        return tuple(stored)
    return stored if field.kind is Kind.BOOLEAN else str(stored)


def show(field: Field, stored: Stored | None, *, names: Mapping[int, str] | None = None) -> str:
    """A stored value as people read it; empty where it is missing. names: of units, persons, files by number."""
    if stored is None:
        return ""
    if field.kind is Kind.YEAR:
        return str(stored)
    if field.kind in NUMBERS:
        return vietnamese(Decimal(stored))
    if field.kind is Kind.DATE:
        return f"{date.fromisoformat(stored):%d/%m/%Y}"
    if field.kind is Kind.MONTH:
        return f"{stored[5:]}/{stored[:4]}"
    if field.kind is Kind.BOOLEAN:
        return worded("said_yes" if stored else "said_no")
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        labels: dict[str, str] = dict(field.choices)
        codes: list[str] = stored if isinstance(stored, list) else [stored]
        return ", ".join(labels.get(code, code) for code in codes)
    return (names or {}).get(stored, str(stored)) if field.kind in REFERENCES else str(stored)
