"""What a table says beside its numbers: the name of a row, and the period that the head of a column names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from giaoban.kernel.extract.model import Table

_NO_NAME = re.compile(r"\W*(?:s?tt|số tt|số thứ tự|ghi chú|đơn vị(?: tính)?|đvt|mã(?: số)?)\W*(?:\(.*\)\W*)?")
"""Heads of columns that name nothing: counters, units, remarks, codes."""
_COUNTER = re.compile(r"\W*(?:[ivxlc]{1,6}|[a-zđ]|\d+(?:\.\d+)*)\W*")
_LETTER = re.compile(r"[^\W\d_]")
_MOST = 2
"""So many text cells before the first number make up a name: "Xây mới", "Cầu Đông"."""
_NOT_A_LEVEL = re.compile(r"so với|so cùng|so kế hoạch|t[ỷỉ] lệ|%|t[ăa]ng|giảm")
_YEAR = re.compile(r"năm (20[0-9]{2})|/ ?(20[0-9]{2})")
_LAST_YEAR = re.compile(r"cùng kỳ|năm (?:trước|ngoái)")
_MONTHS = re.compile(r"(?<!\d)(1[0-2]|0?[1-9]) tháng(?! cuối)")
_MONTH = re.compile(r"tháng (1[0-2]|0?[1-9])(?!\d)")
_QUARTER = re.compile(r"quý (iv|i{1,3}|[1-4])(?!\w)")
_SO_FAR = re.compile(r"l[ũu][yỹ] kế|từ đầu năm|cộng dồn")
_WHOLE_YEAR = re.compile(
    r"(?:kế hoạch|kh|dự toán|chỉ tiêu|cả|ước) (?:giao )?(?:cả )?năm(?! (?:trước|ngoái))(?!\w)|^\W*năm 20[0-9]{2}\W*$"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SHORT = {3: "Q1", 6: "H1", 9: "9M", 12: ""}
_MONTH_KEY = re.compile(r"20[0-9]{2}-([0-9]{2})")


def named_rows(text: str, table: Table, heads: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Row -> its name: the text cells before its first number, without counters; a cell over several rows names each of them."""
    nameless = {column for column, names in heads.items() if any(_NO_NAME.fullmatch(name.strip()) for name in names)}
    told: dict[int, list[str]] = {}
    closed: set[int] = set()
    for row in table.rows:
        for cell in row:
            said = " ".join(text[cell.start : cell.end].split())
            if cell.header or not said or cell.column in nameless:
                continue
            if _COUNTER.fullmatch(said.lower()) and cell.row not in told:
                continue
            if said[0].isdigit() or not _LETTER.search(said):
                closed.add(cell.row)
            else:
                for number in range(cell.row, cell.row + cell.row_span):
                    if number not in closed and len(told.setdefault(number, [])) < _MOST:
                        told[number].append(said)
    return {number: ", ".join(words) for number, words in told.items()}


def headed_period(names: Sequence[str], report: str | None) -> str | None:
    """The period that the heads above a column name, the lowest first, in the year of the report; None where they name none."""
    if report is None or not report[:4].isdigit():
        return None
    for name in reversed(names):
        if _NOT_A_LEVEL.search(name):
            return None
        part, named = _part(name, report), _YEAR.search(name)
        if part is None and named is None:
            continue
        year = int(named[1] or named[2]) if named else int(report[:4]) - bool(_LAST_YEAR.search(name))
        return f"{year}-{part}" if part else f"{year}"
    return None


def _part(name: str, report: str) -> str | None:
    """The months of a head as a key writes them behind the year, "" for all of it, None where it names none."""
    if many := _MONTHS.search(name):
        number = int(many[1])
        return _SHORT.get(number, f"{number}M")
    month = _MONTH.search(name)
    own = _MONTH_KEY.fullmatch(report)
    if _SO_FAR.search(name) and (last := month or own):
        return _SHORT.get(int(last[1]), f"{int(last[1])}M")
    if month:
        return f"{int(month[1]):02d}"
    if quarter := _QUARTER.search(name):
        return f"Q{_ROMAN.get(quarter[1], quarter[1])}"
    if _WHOLE_YEAR.search(name):
        return ""
    return report[5:] if _LAST_YEAR.search(name) else None
