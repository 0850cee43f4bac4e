"""Periods as clerks type them: "T11/2026", "quý IV năm 2026", "11 tháng đầu năm", "vụ đông xuân 2025-2026", "15/10-14/11/2026"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from unicodedata import combining, normalize

from giaoban.kernel.calendar.cuts import Cut
from giaoban.kernel.calendar.periods import Period, parse_period
from giaoban.kernel.calendar.runs import index_of, month_run, run_key
from giaoban.kernel.calendar.seasons import Seasons, shipped_seasons
from giaoban.kernel.problems import Problem

DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
Y = r"(?:[ ,/-]*(?:cua )?(?:nam )?(?P<y>\d{4}))?"
D = r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?"


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed: the parts that a form found, the year to take where none was said, and the crop calendar with its region."""

    parts: "re.Match[str]"
    year: int | None
    seasons: Seasons
    region: str

    def said_year(self) -> int:
        """The year said, else the present one. Errors: ValueError where neither is known."""
        if self.parts["y"] is None and self.year is None:
            raise ValueError("no year")
        return int(self.parts["y"] or str(self.year))


def month(said: Said) -> str:
    """ "tháng 11/2026", "T11"."""
    return f"{said.said_year()}-{int(said.parts['n']):02d}"


def quarter(said: Said) -> str:
    """ "quý IV năm 2026", "Q4/2026"."""
    word = said.parts["n"]
    return f"{said.said_year()}-Q{NUMBERS.get(word, word)}"


def first_months(said: Said) -> str:
    """ "11 tháng đầu năm 2026": from January; "6 tháng cuối năm": to December."""
    count, year = int(said.parts["n"]), said.said_year()
    if not 1 <= count <= 12:
        raise ValueError(count)
    start = 12 * year + (12 - count if said.parts["end"] == "cuoi" else 0)
    return run_key(*month_run(start, count))


def whole_year(said: Said) -> str:
    """ "năm 2026", "cả năm"."""
    return str(said.said_year())


def school_year(said: Said) -> str:
    """ "năm học 2025-2026"; a bare "2025-2026" too."""
    return f"{said.parts['a']}/{said.parts['b']}"


def semester(said: Said) -> str:
    """ "học kỳ I năm học 2025-2026", "HK2 2025-2026"."""
    word = said.parts["n"]
    return f"{school_year(said)}-HK{NUMBERS.get(word, word)}"


def long_run(said: Said) -> str:
    """ "nhiệm kỳ 2021-2026", "giai đoạn 2021-2025"."""
    return f"{'NK' if said.parts['what'].startswith('nhiem') else 'GD'}{said.parts['a']}-{said.parts['b']}"


def season(said: Said) -> str:
    """ "vụ xuân 2026", "vụ đông xuân 2025-2026" of the region, else of the first region that has one of the name."""
    for row in said.seasons.of(said.region) or said.seasons.of(""):
        if plain(row.name) == f"vu {said.parts['name']}":
            return f"{said.said_year()}:{row.region}:{row.code}"
    raise ValueError(said.parts["name"])


def days(said: Said) -> str:
    """ "từ 15/10/2026 đến 14/11/2026", "15/10-14/11/2026": the first year may be left out."""
    one, two = said.parts.group(1, 2, 3), said.parts.group(4, 5, 6)
    last_year = int(two[2] or said.year or 0)
    end = date(last_year, int(two[1]), int(two[0]))
    start = date(int(one[2] or last_year), int(one[1]), int(one[0]))
    if one[2] is None and start > end:
        start = start.replace(year=start.year - 1)
    return f"{start:%Y-%m-%d}..{end:%Y-%m-%d}"


def months(said: Said) -> str:
    """ "từ tháng 1/2026 đến tháng 9/2026", "tháng 1-9/2026"."""
    first, last = int(said.parts["n"]), int(said.parts["m"])
    end = date(said.said_year(), last, 1)
    start = date(int(said.parts["y1"] or end.year), first, 1)
    return f"{start:%Y-%m}..{end:%Y-%m}"


def since(said: Said) -> str:
    """ "1,5 năm từ 01/2021", "18 tháng từ tháng 1/2021"."""
    whole, half, unit = int(said.parts["n"]), said.parts["half"], said.parts["unit"]
    count = whole if unit == "thang" else 12 * whole + (6 if half else 0)
    if (half and unit == "thang") or not 1 <= count <= 240:
        raise ValueError(count)
    return run_key(*month_run(index_of(date(said.said_year(), int(said.parts["m"]), 1)), count))


FORMS: tuple[tuple[re.Pattern[str], Callable[[Said], str]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(?:tu )?(?:ngay )?{D}(?: den (?:het )?(?:ngay )?|-){D}", days),
        (
            rf"(?:tu )?thang (?P<n>\d{{1,2}})(?:[/ ]+(?:nam )?(?P<y1>\d{{4}}))?(?: den (?:het )?|-)(?:thang )?(?P<m>\d{{1,2}}){Y}",
            months,
        ),
        (rf"(?P<n>\d{{1,3}})(?:[,.](?P<half>5))? (?P<unit>thang|nam)(?: ke)? tu (?:thang )?(?P<m>\d{{1,2}}){Y}", since),
        (r"(?:bao cao )?(?:thang |t ?)?(?P<n>0?[1-9]|1[0-2])[/.-](?:nam )?(?P<y>\d{4})", month),
        (rf"(?:thang |t ?)(?P<n>0?[1-9]|1[0-2]){Y}", month),
        (rf"(?:quy |q ?)(?P<n>[1-4]|iv|i{{1,3}}){Y}", quarter),
        (rf"(?:luy ke )?(?P<n>\d{{1,2}}) thang(?: (?P<end>dau|cuoi))?{Y}(?: nam)?", first_months),
        (rf"(?:ca )?nam{Y}", whole_year),
        (r"(?P<y>\d{4})", whole_year),
        (r"(?:hoc ky |hk ?)(?P<n>[12]|ii?)[ ,/]*(?:nam hoc )?(?P<a>\d{4})[-/](?P<b>\d{4})", semester),
        (r"(?:nam hoc )?(?P<a>\d{4})[-/](?P<b>\d{4})", school_year),
        (r"(?P<what>nhiem ky|giai doan) (?P<a>\d{4})[-/](?P<b>\d{4})", long_run),
        (rf"vu (?P<name>[a-z ]+?)(?: nam)?(?: \d{{4}}(?=-))?{Y}", season),
    )
)


def plain(text: str) -> str:
    """Lower case without accents, blanks squeezed, every kind of dash one hyphen without blanks around it."""
    marked = normalize("NFD", text.lower()).replace("đ", "d")
    letters = "".join(mark for mark in marked if not combining(mark))
    return " ".join(DASHES.sub("-", letters).split())


def read_period(
    text: str,
    *,
    on: date | None = None,
    calendar: Cut = "civil",
    seasons: Seasons | None = None,
    region: str = "",
) -> Period:
    """The period that somebody typed, as a key or in words, with or without accents.

    on: the day from which a missing year is taken ("tháng 11", "quý IV"). region: whose crop seasons are meant.
    Errors: CAL-003 for what is no period, or has no year and none is given.
    """
    known = seasons or shipped_seasons()
    try:
        return parse_period(" ".join(text.split()), calendar=calendar, seasons=known)
    except Problem:
        words = plain(text)
    for form, build in FORMS:
        found = form.fullmatch(words)
        if found is None:
            continue
        try:
            key = build(Said(found, on.year if on else None, known, region))
        except ValueError:
            continue
        return parse_period(key, calendar=calendar, seasons=known)
    raise Problem("CAL-003", text=text)
