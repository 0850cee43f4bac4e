"""Own passages: what the reader must find in them, and nothing else."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from giaoban.kernel.quantity import Figure
from giaoban.kernel.reading import Task, read

from .passages import Wanted, passages

PASSAGES = passages()
CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["claim"].replace(" ", "-")) for case in found]


def shown(task: Task) -> str:
    """A task as the case files write it."""
    who = f"*{task.addressed_to}" if task.addressed_to else "; ".join(task.assignees)
    if task.assignee_carried:
        who = f"^{who}"
    if task.coordinating:
        who += " + " + "; ".join(task.coordinating)
    return f"{task.quote} | {who} | {task.deadline.quote if task.deadline else ''}".rstrip()


@pytest.mark.parametrize("case", cases("headers"))
def test_a_header_says_what_meeting_it_was(case):
    header = read(case["text"].strip("\n")).header
    found: dict[str, Any] = {
        "kind": header.kind,
        "body": header.body or "",
        "place": header.place or "",
        "held_on": header.held_on.isoformat() if header.held_on else "",
        "period": header.period or "",
        "chair": header.chair.name if header.chair else "",
        "positions": list(header.chair.positions) if header.chair else [],
        "co_chairs": [person.name for person in header.co_chairs],
    }
    expected = {key: value for key, value in case.items() if key not in {"claim", "text"}}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("case", cases("tasks") + cases("tasks_more"))
def test_orders_become_tasks_with_the_right_addressee(case):
    text = case["text"].strip("\n")
    reading = read(text)
    assert [shown(task) for task in reading.tasks] == [
        " | ".join(p.strip() for p in line.split("|")).rstrip() for line in case["tasks"]
    ]
    assert all(text[task.start : task.end] == task.quote for task in reading.tasks)
    for quote in case.get("decisions", []):
        assert quote in [decision.quote for decision in reading.decisions]


@pytest.mark.parametrize("case", cases("difficulties"))
def test_difficulties_are_listed_with_who_raises_them(case):
    text = case["text"].strip("\n")
    found = read(text).difficulties
    assert [f"{d.quote} | {d.raised_by or ''}" for d in found] == case["difficulties"]
    assert all(text[d.start : d.end] == d.quote for d in found)


def described(figure: Figure, wanted: Wanted) -> str:
    """A figure as the passages mark it, what is not judged taken over from the mark."""
    low, high = (figure.low, figure.high) if figure.value is None else (figure.value, figure.value)
    unit = wanted.unit if same_unit(figure.unit, wanted.unit) else figure.unit
    role = wanted.role if wanted.role == "*" else figure.role
    return f"{figure.comparator} {low}..{high} {unit} {role}"


def same_unit(said: str, wanted: str) -> bool:
    """Equal, not judged, or one the beginning of the other ("hộ", "hộ nghèo")."""
    return wanted in ("*", said) or (f"{said} ").startswith(f"{wanted} ") or (f"{wanted} ").startswith(f"{said} ")


@pytest.mark.parametrize("passage", PASSAGES, ids=[passage.claim for passage in PASSAGES])
def test_a_passage_states_the_figures_that_a_clerk_marked(passage):
    left = list(read(passage.text).figures)
    said, wished = [], []
    for wanted in passage.figures:
        near = [f for f in left if f.start < wanted.end and wanted.start < f.end]
        said.append(described(left.pop(left.index(near[0])), wanted) if near else f"nothing at {wanted.start}")
        wished.append(f"{wanted.comparator} {wanted.low}..{wanted.high} {wanted.unit} {wanted.role}")
    assert [plain(line) for line in said] == [plain(line) for line in wished]
    assert [f"{f.value} {f.unit}" for f in left] == []


def plain(line: str) -> str:
    """A described figure with its numbers in one form."""
    return re.sub(r"-?[0-9]+\.[0-9]+", lambda number: f"{Decimal(number[0]).normalize():f}", line)


@pytest.mark.parametrize("passage", [p for p in PASSAGES if p.header], ids=[p.claim for p in PASSAGES if p.header])
def test_a_passage_has_the_header_that_a_clerk_marked(passage):
    header = read(passage.text).header
    found = {
        "kind": header.kind, "body": header.body or "", "place": header.place or "", "period": header.period or "",
        "held_on": header.held_on.isoformat() if header.held_on else "",
        "chair": header.chair.name if header.chair else "",
    }  # fmt: skip
    assert {key: found[key] for key in passage.header} == passage.header


@pytest.mark.parametrize("passage", [p for p in PASSAGES if p.tasks], ids=[p.claim for p in PASSAGES if p.tasks])
def test_a_passage_gives_the_tasks_that_a_clerk_marked(passage):
    assert [shown(task) for task in read(passage.text).tasks] == [
        " | ".join(part.strip() for part in line.split("|")).rstrip() for line in passage.tasks
    ]


def test_there_are_at_least_forty_marked_passages():
    assert len(PASSAGES) >= 40
