"""A file's bytes -> what the kernel reads in it, or the reason why it cannot. Touches no table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from giaoban import __version__
from giaoban.kernel.extract import Limits, extract
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import find_figures
from giaoban.kernel.reading import Json, as_json, read

READER = f"giaoban {__version__}"
LIMITS = Limits(max_text=1_000_000)
"""A file is read while its sender waits: text beyond what any real report holds is refused. A million signs took 17 s (one core)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either a text with its reading, or a problem; never both.

    `data` is the reading in the schema of `kernel/reading`, every number as text ("65.08") so that nothing becomes a float on its way
    through JSON, and every finding, figure and task with an "id".
    """

    text: str = ""
    data: dict[str, Any] | None = None
    problem: Problem | None = None


def read_file(content: bytes, *, name: str, on: date) -> Outcome:
    """Extract and read one file. A refusal of the kernel becomes the outcome's problem, nothing else is caught."""
    try:
        document = extract(content, name=name, limits=LIMITS)
    except Problem as problem:
        return Outcome(problem=problem)
    data: dict[str, Any] = {key: exact(value) for key, value in as_json(read(document, on=on), source=name).items()}
    for number, task in enumerate(data["tasks"], 1):
        task["id"] = f"t{number}"
    for finding in data["findings"]:
        finding["spans"] = [[span["start"], span["end"]] for span in finding["spans"]]
    return Outcome(text=document.text, data=data)


def exact(value: Json) -> Any:
    """The same value with every Decimal as its text."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else None
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, list):
        return [exact(item) for item in value]
    return value


def typed_number(text: str) -> Decimal | None:
    """The one number that a person typed ("1.234,5", "39 tỷ 981 triệu"), None where it is not just one number."""
    found = find_figures(text)
    return found[0].value if len(found) == 1 and text[found[0].start : found[0].end].strip() == text.strip() else None
