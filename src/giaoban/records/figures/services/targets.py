"""Targets are set by an act; a changed target is a further version with its own act."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Indicator, Period, Target
from giaoban.records.figures.services.observations import exact, require_in_use, require_right, require_unit


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
) -> Target:
    """Set what an indicator is to reach. A target equal to the one in force changes nothing and is given back.

    Errors: ACC-001, ACC-002; OBS-002 for an indicator not in use; OBS-010 for an incomplete target; OBS-012 for a foreign unit.
    """
    access.require(actor, "figures.view", indicator)
    require_right(actor=actor, verb="figures.edit", indicator=indicator, unit=unit)
    journal.context(verb="figures.target_set")
    require_whole(kind=kind, amount=amount, high=high)
    locked = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    require_in_use(locked, period)
    require_unit(actor=actor, body_id=locked.body_id, unit=unit, period=period)
    before = Target.objects.filter(indicator=locked, unit=unit, period=period, dims=dims).order_by("-version").first()
    values = {"kind": kind, "amount": exact(amount), "high": exact(high), "act": act.strip(), "issued_on": issued_on}
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


def require_whole(*, kind: str, amount: Decimal | None, high: Decimal | None) -> None:
    """Errors: OBS-010."""
    if kind == "range":
        fine = amount is not None and high is not None and amount <= high
    else:
        fine = high is None and (amount is None) == (kind == "keep")
    if not fine:
        raise Problem("OBS-010")
