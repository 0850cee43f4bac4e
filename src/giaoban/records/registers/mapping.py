"""Which column of a file stands for which field: guessed by the words of its title, remembered by layout, set by a person."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from giaoban.kernel.schema import Definition, Field, Kind, fold
from giaoban.records.registers.sheets import SERIAL, Sheet

LIKELY = 0.72
SCALES = {
    "ty dong": 1_000_000_000,
    "trieu dong": 1_000_000,
    "nghin dong": 1_000,
    "ngan dong": 1_000,
    "trd": 1_000_000,
    "tr.d": 1_000_000,
}
"""What a title may say about the unit of money in its column."""
FACTORS = frozenset(map(str, SCALES.values()))
TAIL = re.compile(r"\s*[(\[].*?[)\]]\s*$")
Columns = dict[str, str]
"""Number of the column as text -> name of the field, "name*1000000" where its money is in another unit."""


def guessed(definition: Definition, sheet: Sheet) -> Columns:
    """The most likely field of each column, each field once; columns that only number the rows stay out."""
    fields = [field for field in definition.typed if field.kind is not Kind.FILE]
    likely = sorted(
        ((alike(title, field), -number, field) for number, title in enumerate(sheet.titles) for field in fields),
        key=lambda row: (-row[0], -row[1], row[2].name),
    )
    found: Columns = {}
    used = set[str]()
    for score, number, field in likely:
        column = str(-number)
        if score >= LIKELY and column not in found and field.name not in used:
            found[column] = said(field, sheet.titles[-number])
            used.add(field.name)
    return found


def alike(title: str, field: Field) -> float:
    """How well a column's title names a field: 1 for its label, name or English label, less for similar words."""
    whole, bare = fold(title), TAIL.sub("", fold(title))
    if not bare or bare in SERIAL:
        return 0.0
    names = {fold(field.label), fold(field.name), fold(field.name.replace("_", " ")), fold(field.label_en)} - {""}
    if whole in names or bare in names:
        return 1.0
    return max(SequenceMatcher(None, bare, name).ratio() * 0.95 for name in names)


def said(field: Field, title: str) -> str:
    """The field's name, with the factor of the unit that the title of a money column states."""
    if field.kind is Kind.MONEY:
        folded = fold(title)
        for words, factor in SCALES.items():
            if words in folded:
                return f"{field.name}*{factor}"
    return field.name


def sound(definition: Definition, columns: Mapping[str, str]) -> Columns:
    """The columns that stand for a field there is, each field once: what a person sent, or what was remembered."""
    fields = {field.name for field in definition.typed if field.kind is not Kind.FILE}
    found: Columns = {}
    used = set[str]()
    for column, text in columns.items():
        name, _mark, factor = text.partition("*")
        known = not factor or factor in FACTORS
        if name in fields and name not in used and column.isdecimal() and known:
            found[column] = text
            used.add(name)
    return found


def typed_of(columns: Mapping[str, str], cells: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """What a row says of each field: its text, and the factor of its money. Empty cells say nothing."""
    found = {}
    for column, text in columns.items():
        name, _mark, factor = text.partition("*")
        cell = cells[int(column)] if int(column) < len(cells) else ""
        if cell.strip():
            found[name] = (cell.strip(), int(factor or 1))
    return found
