"""Reporting periods: half-open ranges of dates with a key that sorts and a Vietnamese name.

Calendar periods (month, quarter, half-year, nine months, year, school year) and the reporting periods of Decree 09/2019 art. 12, which
run from the 15th to the 14th. School years are taken from 1 September to 31 May (start of year and close differ by province and year).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from giaoban.kernel.problems import Problem

PeriodKind = Literal["month", "quarter", "half", "nine_months", "year", "school_year"]
ROMAN = ("I", "II", "III", "IV")
FORM = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])|(9M))|/(\d{4}))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """[start, end) with its key ("2026-11") and name ("tháng 11 năm 2026")."""

    start: date
    end: date
    key: str
    kind: PeriodKind

    @property
    def name(self) -> str:
        """The period as officials write it."""
        year = self.key[:4]
        match self.kind:
            case "month":
                return f"tháng {int(self.key[5:])} năm {year}"
            case "quarter":
                return f"quý {ROMAN[int(self.key[6]) - 1]} năm {year}"
            case "half":
                return f"6 tháng {'đầu' if self.key.endswith('1') else 'cuối'} năm {year}"
            case "nine_months":
                return f"9 tháng đầu năm {year}"
            case "school_year":
                return f"năm học {self.key.replace('/', '-')}"
        return f"năm {year}"

    def contains(self, other: "Period") -> bool:
        """True where the other lies wholly within."""
        return self.start <= other.start and other.end <= self.end

    def year_before(self) -> "Period":
        """The same period of the year before ("cùng kỳ năm trước")."""
        year = int(self.key[:4])
        key = f"{year - 1}/{year}" if self.kind == "school_year" else f"{year - 1:04d}{self.key[4:]}"
        return parse_period(key)

    def previous(self) -> "Period":
        """The period of the same kind just before; before the first nine months stands the same of the year before."""
        if self.kind in ("nine_months", "year", "school_year"):
            return self.year_before()
        months = {"month": 1, "quarter": 3, "half": 6}[self.kind]
        year, month = divmod(self.start.year * 12 + self.start.month - 1 - months, 12)
        suffix = {"month": f"{month + 1:02d}", "quarter": f"Q{month // 3 + 1}", "half": f"H{month // 6 + 1}"}[self.kind]
        return parse_period(f"{year:04d}-{suffix}")


def months_from(year: int, month: int, count: int) -> tuple[date, date]:
    """[first day of the month, first day `count` months later)."""
    after_year, after = divmod(year * 12 + month - 1 + count, 12)
    return date(year, month, 1), date(after_year, after + 1, 1)


def parse_period(text: str) -> Period:
    """Read a key: 2026, 2026-11, 2026-Q4, 2026-H1, 2026-9M, 2025/2026 (school year). Errors: CAL-003."""
    found = FORM.fullmatch(text.strip())
    if found is None or not 1945 <= int(found[1]) <= 2100 or (found[6] and int(found[6]) != int(found[1]) + 1):
        raise Problem("CAL-003", text=text)
    year, key = int(found[1]), found[0]
    if found[2]:
        return Period(*months_from(year, int(found[2]), 1), key, "month")
    if found[3]:
        return Period(*months_from(year, 3 * int(found[3]) - 2, 3), key, "quarter")
    if found[4]:
        return Period(*months_from(year, 6 * int(found[4]) - 5, 6), key, "half")
    if found[5]:
        return Period(*months_from(year, 1, 9), key, "nine_months")
    if found[6]:
        return Period(date(year, 9, 1), date(year + 1, 6, 1), key, "school_year")
    return Period(*months_from(year, 1, 12), key, "year")


def report_period(period: Period) -> tuple[date, date]:
    """The dates [from, to) that a periodic report covers under Decree 09/2019: the 15th before to the 14th of the last month.

    Errors: CAL-003 for a kind that the decree does not cut (nine months, school year).
    """
    if period.kind not in ("month", "quarter", "half", "year"):
        raise Problem("CAL-003", text=period.key)
    return shifted(period.start), shifted(period.end)


def shifted(first: date) -> date:
    """The 15th of the month before the one that starts on `first`."""
    year, month = divmod(first.year * 12 + first.month - 2, 12)
    return date(year, month + 1, 15)
