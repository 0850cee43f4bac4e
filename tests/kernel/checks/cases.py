"""Reads .case files: passages with marked figures and what the checker must say of them.

`## name`, then the text with figures in braces ("{-5%}": a fall, "{~70%}": about, "{!80%}": a target, "{^5%}": read as a change),
then one line for each relation:
`-> kind result = terms : verdict [explained_by]` (figures by number in the text, `-` for no printed result), `? ...` for one that may be
reported, `! words` for a finding without relation, `@ date` for the day of the session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from giaoban.kernel.checks import Passage
from giaoban.kernel.checks.printed import read
from giaoban.kernel.quantity import Figure, Role

HERE = Path(__file__).parent
SCALES = {"nghìn tỷ": 12, "tỷ": 9, "triệu": 6, "nghìn": 3}
ROLES: dict[str, Role] = {"!": "target", "^": "change"}
MEASURED = {"m3", "ha", "km", "tấn", "VND", "%"}
_FIGURE = re.compile(r"\{([-~!^]?)([^{}]+)\}")
_NUMBER = re.compile(r"\d[\d.,]*(?:-\d[\d.,]*)?(?:\s(?:tỷ|triệu|nghìn)(?:\s\d+\s(?:triệu|nghìn))?)?")
_EXPECTED = re.compile(r"(->|\?) (\w+) (\S+) =([\d ]*): (\w+) ?(\w*)")


@dataclass
class Case:
    """One passage and what is expected of it."""

    name: str
    passage: Passage
    required: dict[tuple[str, frozenset[str]], tuple[str, str]] = field(default_factory=dict)
    allowed: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    said: list[str] = field(default_factory=list)


def figure(number: int, start: int, mark: str, written: str) -> Figure:
    """One marked figure: its number, unit, step of the last printed digit (0 for counts)."""
    found = _NUMBER.match(written)
    assert found, written
    text = found.group()
    unit = written[found.end() :].strip()
    if text.split()[-1] in SCALES and unit == "đồng":
        unit = "VND"
    low = high = None
    value: Decimal | None = read(text)
    if "-" in text:
        low, high = (read(t) for t in text.split("-"))
        value = None
    decimals = re.search(r"(\d+)(?:,(\d+)|\.(\d{1,2})(?!\d))?(?:\s(\w+))?$", text)
    assert decimals
    places = len(decimals.group(2) or decimals.group(3) or "")
    power = SCALES.get(decimals.group(4) or "", 0)
    measured = unit in MEASURED
    return Figure(
        id=f"f{number}", start=start, end=start + len(written), num_start=start, num_end=start + len(text),
        value=-value if mark == "-" and value is not None else value, low=low, high=high, unit=unit,
        comparator="~" if mark == "~" else "=", approximate="about" if mark == "~" else "", role=ROLES.get(mark, "other"),
        step=Decimal(1).scaleb(power - places) if measured else Decimal(0),
    )  # fmt: skip


def passage_of(marked: str, held_on: date | None = None) -> Passage:
    """The passage of a marked text."""
    text, figures, at = "", [], 0
    for found in _FIGURE.finditer(marked):
        text += marked[at : found.start()]
        figures.append(figure(len(figures) + 1, len(text), found.group(1), found.group(2)))
        text += found.group(2)
        at = found.end()
    return Passage(text + marked[at:], tuple(figures), held_on)


def read_cases(*names: str) -> Iterator[Case]:
    """All cases of the named files, all files where none is named."""
    for path in sorted(HERE.glob("*.case")):
        if names and path.stem not in names:
            continue
        for block in path.read_text("utf-8").split("## ")[1:]:
            yield _case(block)


def _case(block: str) -> Case:
    name, *lines = block.strip().split("\n")
    held = [date.fromisoformat(line[2:]) for line in lines if line.startswith("@ ")]
    text = "\n".join(line for line in lines if not re.match(r"(?:->|\?|!|@) ", line))
    case = Case(name, passage_of(text.strip(), held[0] if held else None))
    for line in lines:
        if line.startswith("! "):
            case.said.append(line[2:])
        elif line.startswith(("-> ", "? ")):
            found = _EXPECTED.fullmatch(line)
            assert found, line
            how, kind, result, terms, verdict, why = found.groups()
            ids = [f"f{n}" for n in terms.split()] + ([f"f{result}"] if result != "-" else [])
            key = (kind, frozenset(ids))
            if how == "?":
                case.allowed.add(key)
            else:
                case.required[key] = (verdict, why)
    return case
