"""What a finding offers as a correction, and whether a correction closes it: the relation computed anew with the number typed. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from giaoban.kernel.quantity import find_figures
from giaoban.occasions.reports.models import ReviewDecision
from giaoban.occasions.reports.proposals import typed_amount

HUNDRED = Decimal(100)
Figures = Mapping[str, Mapping[str, Any]]
"""The figures of a reading by their ids."""
OFFERED = {"T1", "T2", "T3", "T6", "T7"}
"""Checks whose computed value is that of the relation's result."""


def offered(finding: Mapping[str, Any], relation: Mapping[str, Any], figures: Figures) -> tuple[str, str]:
    """(the figure whose value the finding computes, as it stands in the text; the value it may be, as reports write it).

    The value is "" where none can be put in the figure's place; both are where the finding computes none.
    """
    result = figures.get(relation.get("result") or "")
    if result is None or finding["template"] not in OFFERED:
        return "", ""
    better = [row["printed"] for row in finding.get("suggestions", ()) if row["figure"] == relation["result"]]
    value = str(better[0] if better else finding.get("computed") or "")
    found = find_figures(value)
    fits = len(found) == 1 and (not found[0].unit or found[0].unit == result["unit"]) and not value.startswith("-")
    return str(result["quote"]), value if fits else ""


def computed_after(relation: Mapping[str, Any], figures: Figures, decision: ReviewDecision) -> Decimal | None:
    """What the relation comes to with the corrected number, where it still does not meet what is written; None where it does.

    None too where it cannot be told: another kind of relation, a range, a number that is not one of the relation's.
    """
    ids = [relation.get("result") or "", *relation.get("terms", ())]
    rows = [figures[key] for key in ids if key in figures]
    place = next((n for n, row in enumerate(rows) if row["quote"] == decision.figure), None)
    if place is None or len(rows) != len(ids) or any(row["value"] is None for row in rows):
        return None
    values = [Decimal(row["value"]) for row in rows]
    typed = typed_amount(dict(rows[place]), decision)
    if typed is None:
        return None
    values[place] = typed
    computed = made(str(relation["template"]), values[1:])
    if computed is None:
        return None
    if relation["template"] == "T3":
        allowed = Decimal(relation.get("tolerance") or 0)
    else:
        allowed = half_step(decision.value if place == 0 else rows[0]["quote"])
    return computed if abs(abs(values[0]) - abs(computed)) > allowed else None


def made(template: str, terms: list[Decimal]) -> Decimal | None:
    """The result of a share (T1), a sum (T3) or a growth (T7) from its terms; None for others and for what nothing can be divided by."""
    if template == "T3":
        return sum(terms, Decimal(0))
    if template not in {"T1", "T7"} or len(terms) != 2 or not terms[1]:
        return None
    share = HUNDRED * terms[0] / terms[1]
    return share - HUNDRED if template == "T7" else share


def half_step(text: str) -> Decimal:
    """Half of the last decimal place in which a number is written: 0.05 for "20,2%"."""
    digits = text.partition(",")[2]
    places = len(digits) - len(digits.lstrip("0123456789"))
    return Decimal(5).scaleb(-places - 1)
