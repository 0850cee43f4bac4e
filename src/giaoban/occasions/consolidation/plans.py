"""The plan of the year in a report's table: the target that was issued, else the plan on record; where from, whether both differ. Pure.

Rule: docs/dev/algorithms/consolidation.md. A target "at least" or "equal" is its number; one with another sign keeps the sign; a target
that is no amount (a range, a change against the year before) is told in its words where no plan is on record; nothing is measured by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from giaoban.kernel.quantity import vietnamese
from giaoban.records.figures.models import Target
from giaoban.records.figures.selectors import Value

BARE = ("at_least", "equal", "raise_to")
"""Kinds of targets whose amount is printed as a plan without a sign."""
NO_ACT = "chỉ tiêu năm"
"""What the footnote says of a target whose act nobody wrote down."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of an indicator for a year. `amount`: None where nothing can be measured by it; `key`: of its field; `source`: {"kind":
    "target", "id", "act"} or {"kind": "plan"}; `other`: the plan on record where it is another amount than the target."""

    amount: Decimal | None
    shown: str
    key: str
    source: Json
    other: Json | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator whose target and whose plan on record differ, both as they are printed, the target's act, the numbers of both."""

    name: str
    unit: str
    target: str
    act: str
    target_id: int
    plan: str
    observation: int


def plan_of(target: Target | None, recorded: Value | None, *, key: str) -> Plan | None:
    """The plan of a year by what is on record of it; None for nothing. key: of the field of a target."""
    said = recorded.amount if recorded is not None else None
    if target is not None and (target.as_plan is not None or said is None):
        amount = target.as_plan
        shown = vietnamese(amount) if amount is not None and target.kind in BARE else words_of(target)
        other = None
        if recorded is not None and said is not None and said != amount:
            other = {"shown": vietnamese(said), "observation": recorded.observation_id}
        return Plan(amount, shown, key, {"kind": "target", "id": target.pk, "act": target.act.strip()}, other)
    if recorded is None or said is None:
        return None
    return Plan(said, vietnamese(said), f"obs:{recorded.observation_id}", {"kind": "plan"})


def words_of(target: Target) -> str:
    """A target as it is told in the paper, whatever language its maker reads."""
    with override("vi"):
        return target.words


def gaps(rows: Iterable[Json]) -> list[Gap]:
    """The indicators of a stored table whose target and whose plan on record differ, in its order."""
    found = []
    for row in rows:
        cell = row["cells"]["plan"]
        other, source = cell.get("other"), cell.get("from")
        if other and source:
            found.append(
                Gap(
                    row["name"],
                    row["unit"],
                    cell["shown"],
                    source["act"],
                    source["id"],
                    other["shown"],
                    other["observation"],
                )
            )
    return found


def told(rows: Iterable[Json]) -> str:
    """Where the plans of a stored table come from, with the numbers of its rows: the footnote of its first column; "" where it has none."""
    acts: dict[str, list[str]] = {}
    recorded: list[str] = []
    for number, row in enumerate(rows, 1):
        source: Mapping[str, Any] = row["cells"]["plan"].get("from") or {}
        if source.get("kind") == "target":
            acts.setdefault(source["act"] or NO_ACT, []).append(str(number))
        elif source.get("kind") == "plan":
            recorded.append(str(number))
    parts = [f"{act} (dòng {', '.join(numbers)})" for act, numbers in acts.items()]
    said = [f"Cột 1: mức giao của năm theo {'; '.join(parts)}."] if parts else []
    if recorded:
        head = (
            "Chưa có mức giao thì lấy kế hoạch ghi trong sổ số liệu"
            if parts
            else "Cột 1: kế hoạch ghi trong sổ số liệu"
        )
        said.append(f"{head} (dòng {', '.join(recorded)}).")
    return " ".join(said)
