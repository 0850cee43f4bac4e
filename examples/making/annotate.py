"""expected.json of an example: what a careful person reads in it, written by hand in marks.toml, with the places computed.

marks.toml names quotes in text order; this module finds them in the text that kernel/extract gives of the built file. A quote that is
not there, or that stands before the one above it, ends the build.
"""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from giaoban.kernel.extract import extract

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
Json = dict[str, Any]


def expected(folder: Path, name: str, report: bytes) -> bytes:
    """The JSON file, in the schema of the source annotations plus `findings`."""
    marks = tomllib.loads((folder / "marks.toml").read_text("utf-8"))
    text = extract(report, name=name).text
    figures = _figures(text, marks.get("figures", ""))
    found: Json = {
        "id": folder.name,
        "source": name,
        "title": marks["title"],
        "meeting": marks["meeting"],
        "attendees": [_attendee(text, line) for line in _lines(marks["attendees"])],
        "units": marks["units"],
        "agenda": [{"title": quote} | _span(text, quote) for quote in _lines(marks["agenda"])],
        "figures": figures,
        "relations": [
            _relation(number, line, figures) for number, line in enumerate(_lines(marks.get("relations", "")), 1)
        ],
        "findings": [_finding(text, line, figures) for line in _lines(marks.get("findings", ""))],
        "tasks": [_task(text, line) for line in _lines(marks["tasks"])],
        "difficulties": [_difficulty(text, line) for line in _lines(marks.get("difficulties", ""))],
        "decisions": [{"quote": quote} | _span(text, quote) for quote in _lines(marks.get("decisions", ""))],
    }
    missing = [unit for unit in marks["units"] if unit not in text]
    if missing:
        raise ValueError(f"{folder.name}: not in the text: {missing}")
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


def _fields(line: str, count: int) -> list[str]:
    fields = re.split(r"\s*\|\s*", line)
    return fields + [""] * (count - len(fields))


def _span(text: str, quote: str, after: int = 0) -> Json:
    start = text.find(quote, after)
    if start < 0:
        raise ValueError(f"not in the text after {after}: {quote!r}")
    return {"start": start, "end": start + len(quote)}


def _figures(text: str, block: str) -> list[Json]:
    """Lines "quote | value or low..high | unit | role | subject | period | key=value;..."; {} marks the number token in the quote."""
    figures: list[Json] = []
    place = 0
    for number, line in enumerate(_lines(block), 1):
        marked, value, unit, role, subject, period, extra = _fields(line, 7)
        quote = marked.replace("{", "").replace("}", "")
        span = _span(text, quote, place)
        place = span["start"] + 1
        if "{" in marked:
            token, offset = marked[marked.index("{") + 1 : marked.index("}")], marked.index("{")
        else:
            match = _NUMBER.search(quote)
            if match is None:
                raise ValueError(f"no number in {quote!r}")
            token, offset = match.group(), match.start()
        low, _, high = value.partition("..")
        figure = {
            "id": f"f{number}",
            "quote": quote,
            **span,
            "value": None if high else _number(value),
            "low": _number(low) if high else None,
            "high": _number(high) if high else None,
            "unit": unit,
            "comparator": "=",
            "role": role,
            "subject": subject,
            "period": period or None,
            "vs": None,
            "num": token,
            "num_start": span["start"] + offset,
            "num_end": span["start"] + offset + len(token),
        }
        figures.append(figure | _extras(extra))
    return figures


def _number(text: str) -> int | float:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _extras(text: str) -> Json:
    found: Json = {}
    for pair in filter(None, text.split(";")):
        key, _, value = pair.strip().partition("=")
        key, value = key.strip(), value.strip()
        found["comparator" if key == "cmp" else key] = True if value == "" else value
    return found


def _relation(number: int, line: str, figures: list[Json]) -> Json:
    """Lines "kind | result or - | terms | holds: yes, no or - | note | key=value;..."."""
    kind, result, terms, holds, note, extra = _fields(line, 6)
    known = {figure["id"] for figure in figures}
    named = terms.split() + ([result] if result != "-" else [])
    if not known.issuperset(named):
        raise ValueError(f"unknown figure in {line!r}")
    relation: Json = {
        "id": f"r{number}",
        "kind": kind,
        "result": None if result == "-" else result,
        "terms": terms.split(),
        "holds": {"yes": True, "no": False, "-": None}[holds],
        "note": note,
    }
    more = _extras(extra)
    if "total" in more:
        more["total"] = _number(more["total"])
    if "listed" in more:
        more["listed"] = [name.strip() for name in more["listed"].split("/")]
    return relation | more


def _finding(text: str, line: str, figures: list[Json]) -> Json:
    """Lines "template | verdict | severity | quote or figure, first the place to go to, separated by ~ | note"."""
    template, verdict, severity, places, note = _fields(line, 5)
    spans = []
    for place in places.split(" ~ "):
        figure = next((f for f in figures if f["id"] == place), None)
        spans.append(
            {"quote": figure["quote"], "start": figure["start"], "end": figure["end"]}
            if figure
            else {"quote": place} | _span(text, place)
        )
    return {"template": template, "verdict": verdict, "severity": severity, "spans": spans, "note": note}


def _task(text: str, line: str) -> Json:
    """Lines "quote | assignees separated by ; | deadline | key=value;..."."""
    quote, assignees, deadline, extra = _fields(line, 4)
    names = [name.strip() for name in assignees.split(";") if name.strip()]
    if any(name not in text for name in names) or deadline not in quote:
        raise ValueError(f"not as written: {line!r}")
    task: Json = {"quote": quote, **_span(text, quote), "assignees": names, "deadline": deadline or None}
    return task | _extras(extra)


def _difficulty(text: str, line: str) -> Json:
    quote, raised_by = _fields(line, 2)
    return {"quote": quote, **_span(text, quote), "raised_by": raised_by or None}


def _attendee(text: str, line: str) -> Json:
    name, positions = _fields(line, 2)
    _span(text, name)
    return {"name": name, "positions": [position.strip() for position in positions.split(";")]}
