"""Targets for other programs: those in force with the verdict and its arithmetic; targets set by the hundred."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Field, Query, Router, Schema

from giaoban.ground.access import Actor
from giaoban.ground.directory.calling import WRITES, CallKey, Row, Written, answered_once, caller_of, each_row
from giaoban.ground.directory.services.tokens import Caller
from giaoban.kernel.indicators import dims_read
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import INFINITY, Interval
from giaoban.kernel.wording import said
from giaoban.records.figures import selectors, services
from giaoban.records.figures.importing import Report, amount_of
from giaoban.records.figures.importing import Row as Named
from giaoban.records.figures.models import Target
from giaoban.records.figures.models.target import TargetKind
from giaoban.records.figures.selectors import Judged
from giaoban.records.figures.services.imports import Reader, dictionary, find_units, placed_row
from giaoban.records.figures.services.observations import require_in_use
from giaoban.records.figures.services.targets import in_force

router = Router(tags=["targets"])
PAGE, MOST_ROWS = 500, 500
Kind = Literal[
    "at_least", "above", "at_most", "below", "equal", "range", "n_of_m", "raise_to", "change_at_least", "keep", "exceed", "by_reference",
    "weighted_mean", "all_parts",
]  # fmt: skip
assert set(TargetKind.values) == set(Kind.__args__)  # type: ignore[attr-defined]  # noqa: S101  (the two lists are one)


class TargetOut(Schema):
    """A target in force and how it stands. words: the target as it is told; origin: issued, handed_down or registered; part_of: the number
    of the target of which it is a part.

    status: met, on_pace, behind, missed or unknown; sentence: the verdict with its arithmetic; reached_low, reached_high: what was reached
    so far (equal for an exact value, null where there is none or no end); share: in percent of what is asked for; pace: the part of the
    period that has passed, in percent; already: last year's result had reached it before it was set.
    """

    number: int
    indicator: str
    indicator_name: str
    unit: int
    unit_name: str
    period: str
    dims: str
    kind: str
    amount: Decimal | None
    high: Decimal | None
    points: bool
    unit_of_measure: str
    words: str
    origin: str
    act: str
    issued_on: date | None
    version: int
    part_of: int | None
    status: str
    sentence: str
    reached_low: Decimal | None
    reached_high: Decimal | None
    share: Decimal | None
    pace: Decimal | None
    already: bool


class Which(Schema):
    """Which targets: of a year (default: this one), of units by number, of indicators by code, of one status."""

    year: int | None = Field(None, ge=1990, le=2100)
    unit: str = Field("", max_length=2000, description="numbers of units, separated by commas")
    indicator: str = Field("", max_length=2000, description="codes, separated by commas")
    status: str = Field("", max_length=20)
    after: int = Field(0, ge=0, lt=2**63, description="the number of the last target of the page before")
    limit: int = Field(PAGE, ge=1, le=PAGE)


class TargetIn(Schema):
    """One target to set. indicator, unit: code or name; period: 2026, 2026-Q4; amount, high: a number or text as offices write it.

    points: a change in percentage points; origin "registered": the unit says itself how much it will do (at least the amount).
    """

    indicator: str = Field(max_length=300)
    unit: str = Field(max_length=250)
    period: str = Field(max_length=60)
    kind: Kind = "at_least"
    amount: Decimal | str | None = None
    high: Decimal | str | None = None
    points: bool = False
    origin: Literal["issued", "registered"] = "issued"
    act: str = Field("", max_length=200)
    issued_on: date | None = None
    dims: str = Field("", max_length=200)
    note: str = Field("", max_length=500)


class TargetsIn(Schema):
    """Targets to set together."""

    rows: list[TargetIn] = Field(max_length=MOST_ROWS)


@router.get("/targets", response=list[TargetOut], summary="Targets in force and how they stand")
def targets(request: HttpRequest, which: Query[Which]) -> Any:
    """A page of targets by number with their verdicts; the next one begins after the last number of this one."""
    actor = caller_of(request, "figures.view").actor
    rows = selectors.targets_of(actor, year=which.year or actor.on.year, units=numbers_in(which.unit))
    codes = {text.strip() for text in which.indicator.split(",") if text.strip()}
    found = [
        one
        for one in with_parts(selectors.judged(actor, rows, on=actor.on))
        if one.target.pk > which.after
        and (not codes or one.target.indicator.code in codes)
        and which.status in ("", one.verdict.status)
    ]
    return [told(one) for one in sorted(found, key=lambda one: one.target.pk)[: which.limit]]


def numbers_in(text: str) -> list[int] | None:
    """The numbers of units in a parameter, None for all. Errors: OBS-031."""
    numbers = [part.strip() for part in text.split(",") if part.strip()]
    if any(not (part.isascii() and part.isdecimal() and len(part) < 19) for part in numbers):
        raise Problem("OBS-031", name="unit", value=text[:60])
    return [int(part) for part in numbers] or None


def with_parts(rows: Iterable[Judged]) -> list[Judged]:
    """Targets and their parts as one list, each target once."""
    found: dict[int, Judged] = {}
    waiting = list(rows)
    while waiting:
        one = waiting.pop()
        found.setdefault(one.target.pk, one)
        waiting += one.parts
    return list(found.values())


def told(one: Judged) -> dict[str, Any]:
    """A target as the API shows it."""
    row, verdict = one.target, one.verdict
    low, high = ends(one.reached)
    return {
        "number": row.pk,
        "indicator": row.indicator.code,
        "indicator_name": row.indicator.name,
        "unit": row.unit_id,
        "unit_name": one.unit,
        "period": row.period.key,
        "unit_of_measure": row.indicator.unit_of_measure,
        "part_of": row.part_of_id,
        "status": verdict.status,
        "sentence": said(verdict.sentence, get_language() or "vi"),
        "reached_low": low,
        "reached_high": high,
        "share": verdict.share,
        "pace": verdict.pace,
        "already": verdict.already,
        **{name: getattr(row, name) for name in SAME},
    }


SAME = ("dims", "kind", "amount", "high", "points", "words", "origin", "act", "issued_on", "version")


def ends(found: Interval | None) -> tuple[Decimal | None, Decimal | None]:
    """The ends of an interval, None for one that is open."""
    if found is None:
        return None, None
    return (None if abs(found.low) == INFINITY else found.low), (None if abs(found.high) == INFINITY else found.high)


@router.post("/targets", response=Written, summary="Set targets")
def write(
    request: HttpRequest,
    sent: TargetsIn,
    key: CallKey,
) -> Any:
    """Set up to 500 targets: what can be is set, each other row is refused with its column and a sentence. A target equal to the one in
    force changes nothing; another one is its next version.

    Issued targets need a key for figures.edit, registered ones for figures.record. The same Idempotency-Key with the same rows does
    nothing and answers with the first report; with other rows it is refused (409).
    """
    wanted = {"figures.record" if row.origin == "registered" else "figures.edit" for row in sent.rows} or {
        "figures.edit"
    }
    caller = only_of(request, sorted(wanted))
    return answered_once(
        actor=caller.actor,
        place="figures.targets",
        key=key,
        sent=sent.dict(),
        do=lambda: set_all(caller.actor, sent.rows),
    )


def only_of(request: HttpRequest, verbs: Sequence[str]) -> Caller:
    """Who asks, where the key allows every verb; counted as one call. Errors: DIR-031, DIR-010."""
    caller = caller_of(request, verbs[0], limit=WRITES)
    for verb in verbs[1:]:
        caller.require(verb)
    return caller


@transaction.atomic
def set_all(actor: Actor, rows: Sequence[TargetIn]) -> dict[str, Any]:
    """Set the targets; indicators, periods and units are looked up for all of them together."""
    body_id = actor.body_id or 0
    reader = Reader(actor, body_id, Report("", len(rows)), dictionary(actor=actor, body_id=body_id))
    named = [Named(place, row.indicator, row.unit, row.period, None) for place, row in enumerate(rows, 1)]
    find_units(reader, [found for one in named if (found := placed_row(reader, one)) is not None])
    return each_row([setting(reader, row) for row in rows], told=column_of)


class Misplaced(Problem):
    """A refusal that knows its column."""

    def __init__(self, column: str, problem: Problem) -> None:
        self.column = column
        super().__init__(problem.code, **problem.fields)


def column_of(problem: Problem) -> list[tuple[str, str, str]]:
    """(column, code, sentence) of a refusal."""
    return [(getattr(problem, "column", ""), problem.code, problem.sentence(get_language() or "vi"))]


def setting(reader: Reader, row: TargetIn) -> Row:
    """What sets one target. Its errors: `Misplaced`."""

    def set_one() -> tuple[list[int], bool]:
        column = "indicator"
        try:
            indicator = reader.indicator(row.indicator)
            column = "period"
            period = reader.period(row.period, indicator.calendar)
            require_in_use(indicator, period)
            column = "unit"
            unit = selectors.unit_get(reader.unit(row.unit, min(period.cut, reader.today)))
            column = "dims"
            dims = dims_read(row.dims, indicator.dimensions)
            column = "amount"
            amounts = amount_of(row.amount), amount_of(row.high)
            column = ""
            before = in_force(indicator, unit, period, dims)
            place = {"indicator": indicator, "unit": unit, "period": period}
            made = set_row(reader.actor, row, place, dims, amounts)
        except Problem as problem:
            raise Misplaced(column, problem) from problem
        return [made.pk], before is None or before.pk != made.pk

    return set_one


def set_row(
    actor: Actor, row: TargetIn, place: dict[str, Any], dims: str, amounts: tuple[Decimal | None, Decimal | None]
) -> Target:
    """Set or register one target. Errors: those of the service; OBS-010 for a registered one of another kind."""
    amount, high = amounts
    if row.origin == "registered":
        if amount is None or high is not None or row.kind != "at_least" or dims:
            raise Problem("OBS-010")
        return services.target_register(actor=actor, **place, amount=amount, note=row.note)
    said: dict[str, Any] = {"kind": row.kind, "amount": amount, "high": high, "points": row.points}
    return services.target_set(
        actor=actor, **place, dims=dims, act=row.act, issued_on=row.issued_on, note=row.note, **said
    )
