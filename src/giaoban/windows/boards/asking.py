"""What the query string of a pivot asks for, and the shortest query string that asks for the same again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlencode

from django.http import QueryDict

from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.windows.boards.table import Role

Dimension = Literal["dv", "ct", "ky", "sl", "pt", "ph"]
"""Units, indicators, periods, what the figures are (plan, actual), parts of a breakdown, those of the second key of a crossed one."""
DIMENSIONS: tuple[Dimension, ...] = ("dv", "ct", "ky", "sl", "pt", "ph")
KEY = re.compile(r"[a-z][a-z0-9_]{0,29}(\*[a-z][a-z0-9_]{0,29})?")
Grain = Literal["thang", "quy", "nam"]
STEPS: dict[str, int] = {"thang": 1, "quy": 3, "nam": 12}
ROLES: dict[str, Role] = {"th": "actual", "kh": "plan", "dat": "done"}
MOST_PERIODS = 60
MOST_NUMBERS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. first, last: months ("2026-01"); the periods of the grain that hold them and those between are shown.

    units, indicators: numbers, empty for what the page chooses. restated_to: None for figures as they were reported.
    """

    rows: tuple[Dimension, ...]
    columns: tuple[Dimension, ...]
    first: str
    last: str
    grain: Grain = "thang"
    kind: str = ""
    units: tuple[int, ...] = ()
    indicators: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ("actual",)
    restated_to: date | None = None
    by: str = ""
    """The breakdown whose parts are shown, by one key ("gioi") or two ("gioi*tuoi"); figures are then as they were reported."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the periods, oldest first."""
        size = STEPS[self.grain]
        found: list[str] = []
        first, last = month_number(self.first), month_number(self.last)
        for number in range(first - first % size, last + 1, size):
            year, month = divmod(number, 12)
            found.append({1: f"{year}-{month + 1:02d}", 3: f"{year}-Q{month // 3 + 1}", 12: f"{year}"}[size])
        return tuple(found[-MOST_PERIODS:])

    @property
    def query(self) -> str:
        """The query string that shows the same on any day: what is left out is the same for ever."""
        words = {role: word for word, role in ROLES.items()}
        parts = {
            "hang": "" if self.rows == ("dv",) else ",".join(self.rows),
            "cot": "" if self.columns == ("ky",) else ",".join(self.columns),
            "cap": self.kind if not self.units else "",
            "dv": ",".join(map(str, self.units)),
            "ct": ",".join(map(str, self.indicators)),
            "ky": "" if self.grain == "thang" else self.grain,
            "tu": self.first,
            "den": self.last,
            "sl": "" if self.roles == ("actual",) else ",".join(words[role] for role in self.roles),
            "ngay": f"{self.restated_to:%Y-%m-%d}" if self.restated_to else "",
            "khoa": self.by,
        }
        return urlencode({name: value for name, value in parts.items() if value}, safe=",*")


def month_number(key: str) -> int:
    """Months since the year 0."""
    return int(key[:4]) * 12 + int(key[5:7]) - 1


def month_or(text: str, other: str) -> str:
    """The key of a month that was asked for, else the other."""
    try:
        period = parse_period(text[:7])
    except Problem:
        return other
    return period.key if period.kind == "month" and period.key[5:] != "13" else other


def numbers(values: Iterable[str]) -> tuple[int, ...]:
    """Numbers out of `?ct=1,2&ct=3`, each once, in their order; what is none is left out."""
    found = [part for value in values for part in value.split(",") if part.isdecimal() and len(part) < 10]
    return tuple(dict.fromkeys(map(int, found[:MOST_NUMBERS])))


def words_of(values: Iterable[str], known: Iterable[str]) -> list[str]:
    """Known words out of `?hang=dv,ct`, each once."""
    allowed = set(known)
    return list(dict.fromkeys(part for value in values for part in value.split(",") if part in allowed))


def asked_of(query: QueryDict, *, on: date) -> Asked:
    """What a query string asks for; what it leaves out or misspells is filled in. At most two dimensions lie on either side."""
    sides: dict[str, list[Dimension]] = {"hang": [], "cot": []}
    for name, usual in (("hang", "dv"), ("cot", "ky")):
        for word in words_of(query.getlist(name), DIMENSIONS) or [usual]:
            if word not in sides["hang"] and len(sides[name]) < 2:
                sides[name].append(word)  # type: ignore[arg-type]
    last = month_or(query.get("den", ""), f"{on:%Y-%m}")
    first = month_or(query.get("tu", ""), f"{last[:4]}-01")
    roles = tuple(ROLES[word] for word in words_of(query.getlist("sl"), ROLES)) or ("actual",)
    grain = query.get("ky", "")
    by = query.get("khoa", "") if KEY.fullmatch(query.get("khoa", "")) else ""
    return Asked(
        rows=tuple(sides["hang"]),
        columns=tuple(sides["cot"]),
        first=min(first, last),
        last=max(first, last),
        grain=grain if grain in STEPS else "thang",  # type: ignore[arg-type]
        kind=query.get("cap", "")[:16],
        units=numbers(query.getlist("dv")),
        indicators=numbers(query.getlist("ct")),
        roles=roles,
        restated_to=None if by else day_or_none(query, on),
        by=by,
    )


def day_or_none(query: QueryDict, on: date) -> date | None:
    """The day to whose units figures are restated; None with `?cach=bao-cao`. Without a day `?cach=quy-doi` means today."""
    way = query.get("cach", "")
    try:
        return None if way == "bao-cao" else date.fromisoformat(query.get("ngay", ""))
    except ValueError:
        return on if way == "quy-doi" else None


def placed(asked: Asked, sizes: Mapping[Dimension, int]) -> tuple[list[Dimension], list[Dimension]]:
    """Which dimensions lie on rows and columns: those asked for, and those left out that have more than one member.

    Indicators that were left out become the outer rows, so that each has its sub-total.
    """
    rows, columns = list(asked.rows), list(asked.columns)
    for name in DIMENSIONS:
        if name not in rows and name not in columns and sizes[name] > 1:
            side = columns if (name in ("sl", "ky", "pt", "ph") and len(columns) < 2) or len(rows) > 1 else rows
            side.insert(0 if name == "ct" else len(side), name)
    return rows, columns
