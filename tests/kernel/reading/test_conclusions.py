"""Whole short texts of many kinds and years with the tasks and the header that a clerk marked before they were read.

The odd ones were looked at afterwards and must be read as marked; the even ones only ever gave scores, which are kept (floors a
little below them). A task is found where at least half of the shorter span overlaps; who is asked is right where a name of one
lies in a name of the other.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from giaoban.kernel.reading import Header, Task, read

CASES = Path(__file__).parent / "cases" / "conclusions"
FLOORS = {"header": 0.90, "tasks found": 0.90, "tasks right": 0.90, "addressees": 0.90}


@dataclass(frozen=True)
class Marked:
    """A text with what a clerk marked in it: (start, end, who is asked) of its tasks."""

    number: int
    claim: str
    text: str
    header: dict[str, str]
    tasks: tuple[tuple[int, int, str], ...]


def _marked(block: str) -> Marked:
    claim, *lines = block.strip("\n").split("\n")
    number, _, words = claim.removeprefix("# ").partition(" ")
    text = "\n".join(line for line in lines if not line.startswith(("task: ", "header: ")))
    header = dict(p.strip().split("=", 1) for line in lines if line.startswith("header: ") for p in line[8:].split(";"))
    tasks, at = [], 0
    for line in lines:
        if line.startswith("task: "):
            quote, _, who = (part.strip() for part in line[6:].rpartition("|"))
            at = text.index(quote, at)
            tasks.append((at, at + len(quote), who))
    return Marked(int(number), words, text, header, tuple(tasks))


MARKED = [
    _marked(block)
    for path in sorted(CASES.glob("*.case"))
    for block in re.split(r"\n\n(?=# )", path.read_text("utf-8"))
]


def shown(header: Header) -> dict[str, str]:
    """A header as the case files write it."""
    return {
        "kind": header.kind,
        "body": header.body or "",
        "period": header.period or "",
        "held_on": header.held_on.isoformat() if header.held_on else "",
        "chair": header.chair.name if header.chair else "",
    }


def named(task: Task) -> set[str]:
    return {name.lower() for name in (*task.assignees, *([task.addressed_to] if task.addressed_to else []))}


def agree(task: Task, who: str) -> bool:
    """Both nobody, or some name of one lies within a name of the other."""
    wanted = {name.strip().lower() for name in who.split(";") if name.strip()}
    found = named(task)
    return (not wanted and not found) or any(a in b or b in a for a in wanted for b in found)


def score(marked: Marked) -> tuple[Counter[str], list[str]]:
    """Counts of what was wanted, read and hit, and what went wrong in words."""
    reading, tally, wrong = read(marked.text), Counter[str](), []
    found = shown(reading.header)
    for key, value in marked.header.items():
        tally["fields"] += 1
        tally["fields hit"] += found[key] == value
        wrong += [] if found[key] == value else [f"{key}: {found[key]!r} instead of {value!r}"]
    free = list(reading.tasks)
    for start, end, who in marked.tasks:
        sized = {id(t): min(end, t.end) - max(start, t.start) for t in free}
        near = [t for t in free if 2 * sized[id(t)] >= min(end - start, t.end - t.start)]
        if not near:
            wrong.append(f"no task: {marked.text[start:end]!r}")
            continue
        best = max(near, key=lambda t: sized[id(t)])
        free.remove(best)
        tally["tasks hit"] += 1
        tally["addressees hit"] += agree(best, who)
        wrong += [] if agree(best, who) else [f"{named(best)} instead of {who!r}: {best.quote!r}"]
    tally["tasks"] += len(marked.tasks)
    tally["tasks read"] += len(reading.tasks)
    return tally, wrong + [f"not asked: {task.quote!r}" for task in free]


@cache
def totals(parity: int) -> dict[str, float]:
    """The scores of the odd (1) or even (0) texts together."""
    tally = sum((score(marked)[0] for marked in MARKED if marked.number % 2 == parity), Counter[str]())
    return {
        "header": tally["fields hit"] / tally["fields"],
        "tasks found": tally["tasks hit"] / tally["tasks"],
        "tasks right": tally["tasks hit"] / tally["tasks read"],
        "addressees": tally["addressees hit"] / tally["tasks hit"],
    }


@pytest.mark.parametrize(
    "marked", [m for m in MARKED if m.number % 2], ids=[m.claim.replace(" ", "-") for m in MARKED if m.number % 2]
)
def test_a_text_is_read_as_a_clerk_marked_it(marked: Marked) -> None:
    assert score(marked)[1] == []


@pytest.mark.parametrize("name", FLOORS)
def test_texts_that_were_never_looked_at_are_read_as_well_as_before(name: str) -> None:
    assert totals(0)[name] >= FLOORS[name], totals(0)


def test_there_are_at_least_thirty_texts_half_of_them_for_scores_only() -> None:
    assert len(MARKED) >= 30
    assert sum(marked.number % 2 == 0 for marked in MARKED) * 2 == len(MARKED)
