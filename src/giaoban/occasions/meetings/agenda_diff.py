"""What changed between two frozen agendas. Pure: rows in, lines out."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Row = Mapping[str, Any]
Change = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One difference: an item that came, went, moved or reads otherwise; places count from 1, None where it is not on that side."""

    change: Change
    title: str
    before: int | None = None
    after: int | None = None
    was: str = ""
    """The earlier wording, where an item reads otherwise."""


def agenda_diff(before: Sequence[Row], after: Sequence[Row]) -> list[DiffLine]:
    """The differences in the order of the later agenda, then what went. Items are told apart by their number, not their wording; an item
    counts as moved only if its place among the items of both sides changed."""
    old = {row["item"]: row for row in before}
    new = {row["item"]: row for row in after}
    moved = out_of_order([k for k in old if k in new], [k for k in new if k in old])
    lines = []
    for key, row in new.items():
        if key not in old:
            lines.append(DiffLine("added", row["title"], after=row["order"]))
            continue
        was = old[key]
        if key in moved:
            lines.append(DiffLine("moved", row["title"], before=was["order"], after=row["order"]))
        if wording(was) != wording(row):
            lines.append(DiffLine("changed", wording(row), was["order"], row["order"], was=wording(was)))
    lines += [DiffLine("removed", row["title"], before=row["order"]) for key, row in old.items() if key not in new]
    return lines


def out_of_order(old: list[int], new: list[int]) -> set[int]:
    """The fewest keys that have to move to turn one order of the same keys into the other: all but a longest run in common."""
    place = {key: n for n, key in enumerate(old)}
    tails: list[int] = []  # place at which the best run of each length ends
    ends: list[int] = []  # its key
    before: dict[int, int | None] = {}
    for key in new:
        at = bisect_left(tails, place[key])
        before[key] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [place[key]], [key]
    stay, last = set(), ends[-1] if ends else None
    while last is not None:
        stay.add(last)
        last = before[last]
    return set(old) - stay


def wording(row: Row) -> str:
    """What an item says, with unit and papers."""
    return " · ".join(filter(None, (row["title"], row["unit"], "; ".join(row["papers"]))))
