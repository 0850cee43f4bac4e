"""Passages of reports with the expected reading written into them, as a careful clerk would mark them.

`{1.284 hộ|1284 hộ count}` marks a figure: value (with its comparator before it), unit, role; `&` parts the two figures of "A/B", `a..b` is
a range, `*` means not judged. Lines "task: quote | who + helpers | deadline" and "header: key=value; …" say what else must be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent / "cases" / "passages"
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_WANTED = re.compile(r"(>=|<=|[<>~])?(-?[0-9.]+?)(?:\.\.(-?[0-9.]+))? (?:(.+) )?(\S+)")


@dataclass(frozen=True)
class Wanted:
    """One expected figure; unit and role "*" are not judged."""

    start: int
    end: int
    comparator: str
    low: Decimal
    high: Decimal
    unit: str
    role: str


@dataclass(frozen=True)
class Passage:
    """A marked passage without its marks, and what they say."""

    claim: str
    text: str
    figures: list[Wanted]
    tasks: list[str] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)


def _wanted(marks: str, start: int, end: int) -> list[Wanted]:
    found = []
    for mark in marks.split(" & "):
        said = _WANTED.fullmatch(mark.strip())
        assert said, mark
        sign, low, high, unit, role = said.groups()
        found.append(Wanted(start, end, sign or "=", Decimal(low), Decimal(high or low), unit or "", role))
    return found


def _passage(block: str) -> Passage:
    claim, *lines = block.strip("\n").split("\n")
    tasks = [line.removeprefix("task: ") for line in lines if line.startswith("task: ")]
    header = dict(
        pair.strip().split("=", 1) for line in lines if line.startswith("header: ") for pair in line[8:].split(";")
    )
    marked = "\n".join(line for line in lines if not line.startswith(("task: ", "header: ")))
    text, figures, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        figures += _wanted(mark[2], len(text), len(text) + len(mark[1]))
        text, at = text + mark[1], mark.end()
    return Passage(claim.lstrip("# "), text + marked[at:], figures, tasks, header)


def passages() -> list[Passage]:
    """All passages of the case files, in order."""
    return [
        _passage(block)
        for path in sorted(HERE.glob("*.case"))
        for block in re.split(r"\n\n(?=# )", path.read_text("utf-8"))
    ]
