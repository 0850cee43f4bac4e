"""The text source of an example: letterhead fields, then paragraphs, headings, items and tables in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["heading", "subheading", "item", "paragraph", "table", "sheet"]


@dataclass(slots=True)
class Part:
    """One piece of the body; a table has rows, everything else a text."""

    kind: Kind
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    """A report before it is laid out. `kind` is "state" (Nghị định 30) or "party" (Hướng dẫn 36)."""

    kind: str = "state"
    superior: str = ""
    body: str = ""
    number: str = ""
    date: str = ""
    type: str = ""
    subject: str = ""
    signs: list[tuple[list[str], str]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def parse(path: Path) -> Source:
    """Read a source file: "@name value" lines, "# " and "## " headings, "- " items, "| a | b |" rows, other lines paragraphs."""
    source = Source()
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("@"):
            _field(source, *line[1:].split(" ", 1))
        elif line.startswith("| "):
            row = [cell.strip() for cell in line.strip("|").split("|")]
            if not source.parts or source.parts[-1].kind != "table":
                source.parts.append(Part("table"))
            source.parts[-1].rows.append(row)
        elif line.strip():
            source.parts.append(_part(line))
    return source


def _field(source: Source, name: str, value: str) -> None:
    if name == "sign":
        capacity, person = value.split(" | ")
        source.signs.append((capacity.split("; "), person))
    elif name == "to":
        source.recipients.append(value)
    elif name == "sheet":
        source.parts.append(Part("sheet", value))
    else:
        setattr(source, name, value)


def _part(line: str) -> Part:
    for mark, kind in (("## ", "subheading"), ("# ", "heading"), ("- ", "item")):
        if line.startswith(mark):
            return Part(kind, line if kind == "item" else line.removeprefix(mark))  # type: ignore[arg-type]
    return Part("paragraph", line)
