"""Figures are added, never changed: a correction is a further revision."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body, Unit
from giaoban.ground.org.selectors import predecessors, unit_name, units_on
from giaoban.kernel.indicators import dims_read
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import vietnamese
from giaoban.records.figures.models import Indicator, Observation, Period
from giaoban.records.figures.states import OBSERVATION

VALUES = ("amount", "low", "high", "comparator", "as_of")
"""What makes two statements of a figure the same."""
PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure was read: kind (report, register, cases, person, import), address ("reports.submission/12"), file, place in its
    text, and the words there."""

    kind: str = "person"
    ref: str = ""
    file_id: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """The same as the table keeps it."""
        return {
            "source_kind": self.kind,
            "source_ref": self.ref,
            "source_file_id": self.file_id,
            "span_start": self.start,
            "span_end": self.end,
            "quote": self.quote,
        }


@transaction.atomic
def observation_record(
    *,
    actor: Actor,
    indicator: Indicator,
    unit: Unit,
    period: Period,
    role: str = "actual",
    amount: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    source: Source,
    comparator: str = "=",
    dims: str = "",
    as_of: date | None = None,
    printed: str = "",
    state: str = "approved",
    note: str = "",
    reason: str = "",
) -> Observation:
    """Record what an indicator was. `amount` is in the indicator's unit of measure; without amount and range, `note` says why none.

    Where a figure is there already, a different one becomes its next revision, an equal one changes nothing and is given back (its
    state may rise from draft or submitted to `state`).
    Errors: ACC-001, ACC-002; OBS-002 for an indicator not in use; OBS-003 over a locked figure; OBS-006 without a value; OBS-012 for a
    unit that is not the body's; OBS-017 for more than is possible; IND-002 for a breakdown that the indicator does not have.
    """
    access.require(actor, "figures.view", indicator)
    require_right(actor=actor, verb="figures.record", indicator=indicator, unit=unit)
    journal.context(verb="figures.record", reason=reason)
    require_value(amount=amount, low=low, high=high, note=note)
    dims = dims_read(dims, indicator.dimensions)
    require_possible(indicator, amount if high is None else high)
    values = {"amount": exact(amount), "low": exact(low), "high": exact(high), "comparator": comparator, "as_of": as_of}
    locked = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    require_in_use(locked, period)
    require_unit(actor=actor, body_id=locked.body_id, unit=unit, period=period)
    key = {"indicator": locked, "unit": unit, "period": period, "dims": dims, "role": role}
    before = Observation.objects.filter(**key, superseded_by=None).first()
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return raised(before, state)
    if before is not None and before.state == "locked":
        raise Problem("OBS-003", name=locked.name, period=period.label)
    return Observation.objects.create(
        **key,
        **values,
        body_id=locked.body_id,
        printed=printed[:200],
        state=state,
        revision=before.revision + 1 if before else 1,
        supersedes=before,
        **source.columns,
        note=note.strip()[:500],
        recorded_at=actor.at,
        recorded_by=actor.label[:200],
    )


def exact(value: Decimal | None) -> Decimal | None:
    """The value as the table keeps it: six decimal places."""
    return None if value is None else value.quantize(PLACES)


def raised(observation: Observation, state: str) -> Observation:
    """The same figure, confirmed by a report that is further on."""
    order = OBSERVATION.states
    if order.index(state) > order.index(observation.state) and state != "locked":
        observation.state = state
        observation.save(update_fields=["state"])
    return observation


def require_right(*, actor: Actor, verb: str, indicator: Indicator, unit: Unit) -> None:
    """Errors: ACC-001."""
    access.require_in(
        actor,
        verb,
        Observation,
        body_id=indicator.body_id,
        unit_id=unit.pk,
        classification=indicator.classification,
    )


def state_entered(*, actor: Actor, indicator: Indicator, unit: Unit) -> str:
    """The state of a figure that a person types: approved by whoever may lock figures at that place, else submitted for approval."""
    try:
        require_right(actor=actor, verb="figures.lock", indicator=indicator, unit=unit)
    except Problem:
        return "submitted"
    return "approved"


def require_value(*, amount: Decimal | None, low: Decimal | None, high: Decimal | None, note: str) -> None:
    """Errors: OBS-006."""
    one, ranged = amount is not None, low is not None and high is not None and low <= high
    half = (low is None) != (high is None)
    if half or (one and low is not None) or (low is not None and not ranged) or not (one or ranged or note.strip()):
        raise Problem("OBS-006")


def require_possible(indicator: Indicator, amount: Decimal | None) -> None:
    """Errors: OBS-017 above the highest value that the indicator can have."""
    if amount is not None and indicator.limit is not None and amount > indicator.limit:
        shown = vietnamese(indicator.limit)
        raise Problem("OBS-017", name=indicator.name, limit=shown, unit=indicator.unit_of_measure)


def require_in_use(indicator: Indicator, period: Period) -> None:
    """Errors: OBS-002 where the indicator is not live in any day of the period, or is still a draft."""
    over = indicator.valid_to is not None and indicator.valid_to <= period.start
    if indicator.state == "draft" or over or indicator.valid_from >= period.end:
        raise Problem("OBS-002", name=indicator.name, period=period.label)


def require_unit(*, actor: Actor, body_id: int, unit: Unit, period: Period) -> None:
    """Errors: OBS-012 for a unit that neither works for the body nor lies in its area, today or at the end of the period, nor was
    merged into it since."""
    if unit.body_id == body_id:
        return
    days = {actor.on, min(period.cut, actor.on)}
    if any(unit.pk in units_of_body(actor=actor, body_id=body_id, on=on) for on in sorted(days, reverse=True)):
        return
    if unit.pk in units_before(body_id=body_id, on=period.cut):
        return
    raise Problem("OBS-012", unit=unit_name(unit=unit.pk, on=actor.on), period=period.label)


def units_of_body(*, actor: Actor, body_id: int, on: date) -> frozenset[int]:
    """The body's area and everything below it on a day, in the trees of State and Party; read once per actor."""
    key = ("figures.units", body_id, on)
    if key not in actor.memory:
        area = Body.objects.values_list("area_id", flat=True).get(pk=body_id)
        nodes = [node for tree in ("state", "party") for node in units_on(on=on, tree=tree, under=area, itself=True)]
        actor.memory[key] = frozenset(node.id for node in nodes) | {area}
    found: frozenset[int] = actor.memory[key]
    return found


def units_before(*, body_id: int, on: date) -> frozenset[int]:
    """The units of an earlier day that make up the body's area now."""
    area = Body.objects.values_list("area_id", flat=True).get(pk=body_id)
    return frozenset(share.unit for share in predecessors(unit=area, on=on))


@transaction.atomic
def observation_step(*, actor: Actor, observation: Observation, verb: str, reason: str = "") -> Observation:
    """Submit, approve, lock or unlock the current revision of a figure.

    Errors: ACC-001, ACC-002; FLW-001; OBS-011 to unlock without a reason; ACC-002 for a revision that is superseded.
    """
    access.require(actor, "figures.record" if verb == "submit" else "figures.lock", observation)
    journal.context(verb=f"figures.{verb}", reason=reason)
    locked = Observation.objects.select_for_update(of=("self",)).filter(superseded_by=None, pk=observation.pk).first()
    if locked is None:
        raise Problem("ACC-002")
    after = OBSERVATION.step(locked.state, verb)
    if verb == "unlock" and not reason.strip():
        raise Problem("OBS-011")
    locked.state = after
    locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def observation_lock(*, actor: Actor, body_id: int, period: Period, unit: Unit | None = None) -> int:
    """Lock every approved figure of a period (of one unit, where one is given) that the actor may lock; how many.

    Errors: ACC-001.
    """
    access.require_anywhere(actor, "figures.lock")
    journal.context(verb="figures.lock", reason=period.label)
    rows = access.visible(actor, "figures.lock", Observation.objects.filter(body_id=body_id, period=period))
    wanted = rows.filter(state="approved", superseded_by=None, **({} if unit is None else {"unit": unit}))
    return Observation.objects.filter(pk__in=list(wanted.values_list("pk", flat=True))).update(state="locked")
