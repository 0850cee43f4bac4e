"""A file's bytes -> what the kernel reads in it, or the reason why it cannot. Touches no table."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban import __version__
from giaoban.kernel.extract import extract
from giaoban.kernel.problems import Problem
from giaoban.kernel.reading import as_json, read

READER = f"giaoban {__version__}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either a text with its reading (schema of docs/dev/reading-schema.md), or a problem; never both."""

    text: str = ""
    data: dict[str, Any] | None = None
    problem: Problem | None = None


def read_file(content: bytes, *, name: str, on: date) -> Outcome:
    """Extract and read one file. A refusal of the kernel becomes the outcome's problem, nothing else is caught."""
    try:
        document = extract(content, name=name)
    except Problem as problem:
        return Outcome(problem=problem)
    return Outcome(text=document.text, data=as_json(read(document, on=on), source=name))
