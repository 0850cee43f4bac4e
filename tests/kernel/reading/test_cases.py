"""Own passages: what the reader must find in them, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from giaoban.kernel.reading import Task, read

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
