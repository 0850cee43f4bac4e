"""Figures are added, never changed: a correction is a further revision."""

from collections.abc import Iterator, Sequence
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
Key = tuple[int, int, int, str, str]
"""Where a figure stands: indicator, unit, period, key of a breakdown, role."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is to be recorded of one indicator, unit and period. `amount` is in the indicator's unit of measure; without amount and range,
    `note` says why there is none."""

    indicator: Indicator
    unit: Unit
    period: Period
    source: Source
    role: str = "actual"
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: str = "="
    dims: str = ""
    as_of: date | None = None
    printed: str = ""
    state: str = "approved"
    note: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """What makes it the same as another, as the table keeps it."""
        known = {"amount": exact(self.amount), "low": exact(self.low), "high": exact(self.high)}
        return {**known, "comparator": self.comparator, "as_of": self.as_of}

    @property
    def key(self) -> Key:
        """Where it stands."""
        return (
            self.indicator.pk,
            self.unit.pk,
            self.period.pk,
            dims_read(self.dims, self.indicator.dimensions),
            self.role,
        )


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
    """Record what an indicator was, as a `Figure` says it.

    Where a figure is there already, a different one becomes its next revision, an equal one changes nothing and is given back (its
    state may rise from draft or submitted to `state`).
    Errors: ACC-001, ACC-002; OBS-002 for an indicator not in use; OBS-003 over a locked figure; OBS-006 without a value; OBS-012 for a
    unit that is not the body's; OBS-017 for more than is possible; IND-002 for a breakdown that the indicator does not have.
    """
    figure = Figure(
        indicator=indicator,
        unit=unit,
        period=period,
        role=role,
        amount=amount,
        low=low,
        high=high,
        source=source,
        comparator=comparator,
        dims=dims,
        as_of=as_of,
        printed=printed,
        state=state,
        note=note,
    )
    return observations_record(actor=actor, figures=[figure], reason=reason)[0]


@transaction.atomic
def observations_record(*, actor: Actor, figures: Sequence[Figure], reason: str = "") -> list[Observation]:
    """Record many figures as one after the other would be, in that order: all of them or none. Four queries where no place stands twice.

    Errors: those of `observation_record`, for the first figure that has one.
    """
    require_seen(actor=actor, indicators={each.indicator.pk: each.indicator for each in figures})
    journal.context(verb="figures.record", reason=reason)
    locked = locked_indicators(figures)
    for each in figures:
        require_sound(each, locked[each.indicator.pk], actor=actor)
    found: list[Observation] = []
    for part in without_repeats(figures):
        found += written(part, locked, actor=actor)
    return found


def require_seen(*, actor: Actor, indicators: dict[int, Indicator]) -> None:
    """Errors: ACC-002 for the first indicator that the actor may not know of. One query."""
    rows = access.visible(actor, "figures.view", Indicator.objects.filter(pk__in=indicators))
    seen = set(rows.values_list("pk", flat=True))
    for pk, indicator in indicators.items():
        if pk not in seen:
            access.require(actor, "figures.view", indicator)


def locked_indicators(figures: Sequence[Figure]) -> dict[int, Indicator]:
    """The indicators of some figures, held until the end of the transaction, in one order for everybody."""
    rows = Indicator.objects.select_for_update(no_key=True).filter(pk__in={each.indicator.pk for each in figures})
    return {row.pk: row for row in rows.order_by("pk")}


def require_sound(figure: Figure, locked: Indicator, *, actor: Actor) -> None:
    """Errors: ACC-001; OBS-002, OBS-006, OBS-012, OBS-017; IND-002."""
    require_right(actor=actor, verb="figures.record", indicator=figure.indicator, unit=figure.unit)
    require_value(amount=figure.amount, low=figure.low, high=figure.high, note=figure.note)
    dims_read(figure.dims, figure.indicator.dimensions)
    require_possible(figure.indicator, figure.amount if figure.high is None else figure.high)
    require_in_use(locked, figure.period)
    require_unit(actor=actor, body_id=locked.body_id, unit=figure.unit, period=figure.period)


def without_repeats(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The figures in their order, cut where one stands in the place of an earlier one: it is the next revision of that."""
    part: dict[Key, Figure] = {}
    for each in figures:
        if each.key in part:
            yield list(part.values())
            part = {}
        part[each.key] = each
    yield list(part.values())


def written(figures: Sequence[Figure], locked: dict[int, Indicator], *, actor: Actor) -> list[Observation]:
    """The figures as they stand now: new revisions where they differ. Errors: OBS-003."""
    places = {name: {getattr(each, name).pk for each in figures} for name in ("indicator", "unit", "period")}
    rows = Observation.objects.filter(
        **{f"{name}__in": numbers for name, numbers in places.items()}, superseded_by=None
    )
    before = {(row.indicator_id, row.unit_id, row.period_id, row.dims, row.role): row for row in rows}
    found: dict[Key, Observation] = {}
    fresh: list[Observation] = []
    for each in figures:
        old = before.get(each.key)
        if old is not None and all(getattr(old, name) == value for name, value in each.values.items()):
            found[each.key] = raised(old, each.state)
            continue
        if old is not None and old.state == "locked":
            raise Problem("OBS-003", name=locked[each.indicator.pk].name, period=each.period.label)
        found[each.key] = revision_of(each, locked[each.indicator.pk], old, actor=actor)
        fresh.append(found[each.key])
    Observation.objects.bulk_create(fresh)
    return [found[each.key] for each in figures]


def revision_of(figure: Figure, indicator: Indicator, before: Observation | None, *, actor: Actor) -> Observation:
    """The next revision of a figure, the first where there is none; not yet stored."""
    return Observation(
        indicator=indicator,
        unit=figure.unit,
        period=figure.period,
        dims=figure.key[3],
        role=figure.role,
        **figure.values,
        body_id=indicator.body_id,
        printed=figure.printed[:200],
        state=figure.state,
        revision=before.revision + 1 if before else 1,
        supersedes=before,
        **figure.source.columns,
        note=figure.note.strip()[:500],
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
