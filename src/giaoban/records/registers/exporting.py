"""A register's list as a file: the same rows, cells and rights as on the page."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext

from giaoban.ground.access import Actor
from giaoban.kernel.schema import NUMBERS, Kind
from giaoban.records.registers.selectors import Column, Shown, shown_rows
from giaoban.records.registers.writing import Live

CHUNK = 500
EXACT = 15
"""Digits that a spreadsheet keeps of a number; longer ones are written as text."""


def header(columns: list[Column]) -> list[str]:
    """Titles of the columns: those that an import understands, money with its unit."""
    told = [f"{c.field.label} (đồng)" if c.field.kind is Kind.MONEY else c.field.label for c in columns]
    return [*told, gettext("Có hiệu lực từ ngày"), gettext("Hết hiệu lực từ ngày"), gettext("Cảnh báo")]


def rows_of(actor: Actor, live: Live, rows: QuerySet[Any], columns: list[Column], on: date | None) -> Iterator[Shown]:
    """The rows as people read them on a day, a part at a time."""
    found = iter(rows.iterator(chunk_size=CHUNK))
    while part := list(islice(found, CHUNK)):
        yield from shown_rows(actor, live, part, columns, on=on)


def tail(shown: Shown) -> list[str]:
    """The last cells of a row: its days and what is pointed out."""
    row = shown.row
    until = f"{row.valid_to:%d/%m/%Y}" if row.valid_to else ""
    return [f"{row.valid_from:%d/%m/%Y}", until, "; ".join(warning.label for warning in shown.warnings)]


def cells(
    actor: Actor, live: Live, rows: QuerySet[Any], columns: list[Column], *, on: date | None = None
) -> Iterator[list[str]]:
    """The rows for a CSV file, as of a day (None: today)."""
    return ([*shown.cells, *tail(shown)] for shown in rows_of(actor, live, rows, columns, on))


def workbook(actor: Actor, live: Live, rows: QuerySet[Any], columns: list[Column], *, on: date | None = None) -> bytes:
    """The rows as an xlsx file, as of a day (None: today): numbers as numbers, days as days; texts never become formulas or links."""
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(live.register.code[:31])
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day, number = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "#,##0.######"})
    for place, title in enumerate(header(columns)):
        sheet.set_column(place, place, max(12, min(40, len(title) + 2)))
        sheet.write_string(0, place, title, head)
    sheet.freeze_panes(1, 0)
    for line, shown in enumerate(rows_of(actor, live, rows, columns, on), 1):
        for place, (column, words) in enumerate(zip(columns, shown.cells, strict=True)):
            value = raw(shown, column, words)
            if isinstance(value, Decimal):
                sheet.write_number(line, place, value, number)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value, day)
            elif value:
                sheet.write_string(line, place, value)
        for place, words in enumerate(tail(shown), len(columns)):
            if words:
                sheet.write_string(line, place, words)
    book.close()
    return out.getvalue()


def raw(shown: Shown, column: Column, words: str) -> Decimal | date | str:
    """A cell's value: a number or a day where it is one, and may be seen (`words` is empty where it may not)."""
    one = column.field
    stored = shown.stored(one)
    if not words or stored is None:
        return words
    if one.kind in NUMBERS and one.kind is not Kind.YEAR:
        number = Decimal(stored)
        return number if len(number.as_tuple().digits) <= EXACT else words
    return date.fromisoformat(stored) if one.kind is Kind.DATE else words
