"""Targets are set by an act, handed down to the units below, or registered by a unit; a changed one is a further version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors import unit_name, units_on, upper_units
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Indicator, Period, Target
from giaoban.records.figures.models.target import RANGED, WORDED
from giaoban.records.figures.services.observations import exact, require_in_use, require_right, require_unit

SAID = (
    "kind",
    "amount",
    "high",
    "points",
    "origin",
    "parent",
    "part_of",
    "weight",
    "reference",
    "act",
    "act_ref",
    "issued_on",
)
"""What makes two targets the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one unit is given of a target that is handed down."""

    unit: Unit
    amount: Decimal
    high: Decimal | None = None


@transaction.atomic
def target_set(
    *,
    actor: Actor,
    indicator: Indicator,
    unit: Unit,
    period: Period,
    kind: str = "at_least",
    amount: Decimal | None = None,
    high: Decimal | None = None,
    act: str = "",
    issued_on: date | None = None,
    dims: str = "",
    note: str = "",
    **more: Any,
) -> Target:
    """Set what an indicator is to reach. A target equal to the one in force changes nothing and is given back.

    more: points (a change in percentage points), part_of and weight (a part of another target), reference (the target of the level above),
    parent, origin, act_ref (address of the document, "documents.document/12").
    Errors: ACC-001, ACC-002; OBS-002 for an indicator not in use; OBS-010 for an incomplete target; OBS-012 for a foreign unit.
    """
    access.require(actor, "figures.view", indicator)
    require_right(actor=actor, verb="figures.edit", indicator=indicator, unit=unit)
    journal.context(verb="figures.target_set")
    said = {"kind": kind, "amount": amount, "high": high, "act": act, "issued_on": issued_on, **more}
    return store(actor=actor, indicator=indicator, unit=unit, period=period, dims=dims, note=note, said=said)


def store(
    *, actor: Actor, indicator: Indicator, unit: Unit, period: Period, dims: str, note: str, said: dict[str, Any]
) -> Target:
    """Write the next version of a target unless it says what the one in force says. Errors: OBS-002, OBS-010, OBS-012."""
    unknown = set(said) - set(SAID)
    if unknown:
        raise TypeError(f"no field of a target: {sorted(unknown)}")
    values: dict[str, Any] = {
        "points": False,
        "origin": "issued",
        "parent": None,
        "part_of": None,
        "weight": None,
        "reference": None,
    }
    values |= {"act_ref": ""} | said
    for name in ("amount", "high", "weight"):
        values[name] = exact(values.get(name))
    values["act"] = str(values.get("act", "")).strip()
    require_whole(kind=values["kind"], amount=values["amount"], high=values["high"], weight=values["weight"])
    locked = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    require_in_use(locked, period)
    require_unit(actor=actor, body_id=locked.body_id, unit=unit, period=period)
    before = in_force(locked, unit, period, dims)
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return before
    return Target.objects.create(
        body_id=locked.body_id,
        indicator=locked,
        unit=unit,
        period=period,
        dims=dims,
        **values,
        version=before.version + 1 if before else 1,
        note=note.strip()[:500],
        recorded_at=actor.at,
        recorded_by=actor.label[:200],
    )


def in_force(indicator: Indicator, unit: Unit, period: Period, dims: str = "") -> Target | None:
    """The last version of a target; None where there is none."""
    rows = Target.objects.filter(indicator=indicator, unit=unit, period=period, dims=dims)
    return rows.order_by("-version").first()


def require_whole(*, kind: str, amount: Decimal | None, high: Decimal | None, weight: Decimal | None = None) -> None:
    """Errors: OBS-010."""
    if kind in RANGED:
        fine = amount is not None and high is not None and amount <= high
    else:
        fine = high is None and (amount is not None or kind in WORDED)
    if not fine or (weight is not None and weight <= 0):
        raise Problem("OBS-010")


@transaction.atomic
def target_hand_down(
    *, actor: Actor, target: Target, shares: Sequence[Share], act: str = "", issued_on: date | None = None
) -> list[Target]:
    """Give units below a target's unit their part of it, by the same act where no other is named. Equal parts change nothing.

    Errors: ACC-001, ACC-002; OBS-010; OBS-021 for a unit that is not below; all or none.
    """
    access.require(actor, "figures.edit", target)
    journal.context(verb="figures.target_hand_down", reason=act)
    below = {node.id for node in units_on(on=min(target.period.cut, actor.on), under=target.unit_id)}
    below |= {node.id for node in units_on(on=actor.on, under=target.unit_id)}
    made = []
    for share in shares:
        if share.unit.pk not in below:
            names = {
                name: unit_name(unit=pk, on=actor.on)
                for name, pk in (("unit", share.unit.pk), ("above", target.unit_id))
            }
            raise Problem("OBS-021", **names)
        require_right(actor=actor, verb="figures.edit", indicator=target.indicator, unit=share.unit)
        said = {
            "kind": target.kind,
            "amount": share.amount,
            "high": share.high,
            "points": target.points,
            "origin": "handed_down",
            "parent": target,
            "act": act or target.act,
            "issued_on": issued_on or target.issued_on,
        }
        made.append(
            store(
                actor=actor,
                indicator=target.indicator,
                unit=share.unit,
                period=target.period,
                dims=target.dims,
                note="",
                said=said,
            )
        )
    return made


@transaction.atomic
def target_register(
    *, actor: Actor, indicator: Indicator, unit: Unit, period: Period, amount: Decimal, note: str = ""
) -> Target:
    """A unit says itself how much it will do ("số km rãnh xã đăng ký"); linked to the target of a unit above, where there is one.

    Errors: ACC-001, ACC-002; OBS-002, OBS-012; OBS-022 where the unit was given a target already.
    """
    access.require(actor, "figures.view", indicator)
    require_right(actor=actor, verb="figures.record", indicator=indicator, unit=unit)
    journal.context(verb="figures.target_register")
    before = in_force(indicator, unit, period)
    if before is not None and before.origin != "registered":
        raise Problem("OBS-022", name=indicator.name, words=before.words)
    above = Target.objects.filter(indicator=indicator, period=period, dims="", unit__in=above_of(unit, period))
    said = {"kind": "at_least", "amount": amount, "origin": "registered", "parent": above.order_by("-version").first()}
    return store(actor=actor, indicator=indicator, unit=unit, period=period, dims="", note=note, said=said)


def above_of(unit: Unit, period: Period) -> list[int]:
    """The units above a unit at the end of a period."""
    return [node.id for node in upper_units(unit=unit.pk, on=period.cut)]
