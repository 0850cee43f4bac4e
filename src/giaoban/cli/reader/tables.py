"""Readings as CSV: one table of figures, findings, tasks or difficulties, a row for each, for Excel or Calc."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from giaoban.cli.reader.wording import SEVERITIES, Place, Say, asked, words
from giaoban.kernel.reading import Reading

Row = list[str]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FILE, _PLACE = ("tệp", "file"), ("vị trí", "place")
_HEADS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "figures": (
        _FILE, _PLACE, ("trích dẫn", "quote"), ("giá trị", "value"), ("từ", "low"), ("đến", "high"), ("đơn vị tính", "unit"),
        ("so sánh", "comparator"), ("vai trò", "role"), ("nội dung", "subject"), ("kỳ", "period"), ("đơn vị", "owner"),
    ),
    "findings": (
        _FILE, _PLACE, ("mức", "severity"), ("nội dung", "message"), ("phép tính", "formula"), ("tính ra", "computed"),
        ("gợi ý sửa", "suggestion"),
    ),
    "tasks": (
        _FILE, _PLACE, ("nhiệm vụ", "task"), ("giao", "assigned to"), ("phối hợp", "with"), ("thời hạn", "deadline"),
        ("ngày đến hạn", "due on"),
    ),
    "difficulties": (_FILE, _PLACE, ("khó khăn, vướng mắc", "difficulty"), ("người nêu", "raised by")),
}  # fmt: skip
TABLES = tuple(_HEADS)


def head(table: str, say: Say) -> str:
    """The first line of a table, behind the mark by which Excel knows UTF-8."""
    return "\ufeff" + _line([say(*names) for names in _HEADS[table]])


def rows(table: str, name: str, reading: Reading, place: Place, say: Say) -> str:
    """The lines of one file."""
    return "".join(_line([name, *row]) for row in _ROWS[table](reading, place, say))


def _line(row: Row) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow([_safe(cell) for cell in row])
    return target.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay as they are."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _number(cell) else cell


def _number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdecimal()


def _figures(reading: Reading, place: Place, say: Say) -> Iterator[Row]:
    for f in reading.figures:
        quote = " ".join(reading.text[f.start : f.end].split())
        numbers = [_plain(n) for n in (f.value, f.low, f.high)]
        yield [place(f.start), quote, *numbers, f.unit, f.comparator, f.role, f.subject, f.period or "", f.owner]


def _findings(reading: Reading, place: Place, say: Say) -> Iterator[Row]:
    for f in reading.findings:
        where = place(f.spans[0][0]) if f.spans else ""
        first = f.suggestions[0].printed if f.suggestions else ""
        told = (words(text, say) for text in (f.message, f.formula, f.computed))
        yield [where, say(*SEVERITIES[f.severity]), *told, first]


def _tasks(reading: Reading, place: Place, say: Say) -> Iterator[Row]:
    for task in reading.tasks:
        deadline, on = (task.deadline.quote, task.deadline.due_on) if task.deadline else ("", None)
        quote = " ".join(task.quote.split())
        yield [
            place(task.start),
            quote,
            asked(task, say),
            "; ".join(task.coordinating),
            deadline,
            on.isoformat() if on else "",
        ]


def _difficulties(reading: Reading, place: Place, say: Say) -> Iterator[Row]:
    for difficulty in reading.difficulties:
        yield [place(difficulty.start), " ".join(difficulty.quote.split()), difficulty.raised_by or ""]


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


_ROWS: Mapping[str, Callable[[Reading, Place, Say], Iterator[Row]]] = {
    "figures": _figures,
    "findings": _findings,
    "tasks": _tasks,
    "difficulties": _difficulties,
}
