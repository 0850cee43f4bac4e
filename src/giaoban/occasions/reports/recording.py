"""Figures of a reviewed report become observations: all that are ticked, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body, Unit
from giaoban.kernel.checks import Known
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.proposals import Proposal, proposals
from giaoban.occasions.reports.selectors import decisions, latest_reading
from giaoban.records.documents.selectors import legal_known
from giaoban.records.figures import selectors as figures
from giaoban.records.figures.matching import Book
from giaoban.records.figures.measures import convert, fits
from giaoban.records.figures.models import Indicator, Observation, Period
from giaoban.records.figures.selectors.known import members_known, seasons_known, units_known
from giaoban.records.figures.services import Source, indicator_alias_add, observation_record, period_of

STATES = {"sent": "submitted", "accepted": "approved"}
"""State of a report -> state of the figures read in it."""
KNOWN = 0.97
"""A phrase that fits its indicator less well than this is remembered as one of its names."""
Address = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """What a clerk ticked: the figure's key, and what it is recorded as. None and "" where nothing was chosen."""

    figure: str
    indicator_id: int | None
    unit_id: int | None
    period: str
    role: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of it, by the figures' keys. `new` are those that were not there, or not so, before."""

    observations: Mapping[str, Observation]
    new: frozenset[str]


class RowsRefused(Problem):
    """REP-021 with the reason of each row that cannot be recorded; nothing was."""

    def __init__(self, rows: Mapping[str, Problem]) -> None:
        super().__init__("REP-021", count=len(rows))
        self.rows = dict(rows)


def source_ref(submission: Submission) -> str:
    """The address of a report as a source of figures."""
    return f"reports.submission/{submission.pk}"


def on_record(*, body_id: int, unit_id: int | None, on: date, period: str = "") -> Known:
    """What the body has on record about the unit that reports, the body's own area where no unit is named.

    With it how many units there are, and the register of legal documents. What the units of the area reported is compared with a report of
    the body itself only: no unit is told another's figures. At most thirteen queries, whatever is on record.
    """
    area = Body.objects.values_list("area_id", flat=True).get(pk=body_id)
    known = figures.known_of(body_id=body_id, unit_id=unit_id or area, on=on)
    members, told = members_known(body_id=body_id, period=period, on=on) if unit_id in {None, area} else ((), ())
    return replace(
        known,
        units=units_known(body_id=body_id, on=on),
        documents=legal_known(body_id=body_id),
        members=members,
        observations=(*known.observations, *told),
        seasons=seasons_known(body_id=body_id),
    )


def proposed(submission: Submission) -> list[Proposal]:
    """The figures of a report that may be recorded, after what people decided about them. Errors: REP-007 where it could not be read."""
    reading = latest_reading(submission)
    if reading is None:
        raise Problem("REP-007", why=submission.unreadable)
    period = submission.period or str((reading.data["meeting"] or {}).get("period") or "")
    return proposals(reading.text, reading.data, decisions(reading), period=period)


@transaction.atomic
def figures_record(*, actor: Actor, submission: Submission, rows: Sequence[FigureRow]) -> Recorded:
    """Record ticked figures of a report as observations of indicators, all or none. Doing it again changes nothing.

    Errors: ACC-001, ACC-002; REP-007 for a report that could not be read; REP-022 for one that is not sent, or sent back;
    REP-021 (`RowsRefused`) with the reason of each row that cannot be recorded: REP-003, REP-023 to REP-026, and those of
    `observation_record`.
    """
    access.require(actor, "reports.view", submission)
    access.require_anywhere(actor, "figures.record")
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if locked.state not in STATES:
        raise Problem("REP-022")
    known = {proposal.key: proposal for proposal in proposed(locked)}
    indicators, book = figures.book_of(actor, on=actor.on, body_id=locked.body_id)
    units = Unit.objects.in_bulk({row.unit_id for row in rows if row.unit_id})
    recorder = Recorder(actor, locked, known, indicators, units)
    made, refused = {}, {}
    for row in rows:
        try:
            with transaction.atomic():
                made[row.figure] = recorder.record(row)
        except Problem as problem:
            refused[row.figure] = problem
    if refused:
        raise RowsRefused(refused)
    remember(actor=actor, made=made, known=known, book=book)
    fresh = {key for key, (_observation, new) in made.items() if new}
    if fresh:
        journal.note(verb="figures.record", subject=locked, details={"figures": len(fresh)})
    return Recorded({key: observation for key, (observation, _new) in made.items()}, frozenset(fresh))


def turned(proposal: Proposal, indicator: Indicator | None, value: Decimal | None) -> Decimal | None:
    """A value of a report in the indicator's unit of measure; as the report writes it where no indicator is known."""
    wanted = indicator.unit_of_measure if indicator else proposal.written or proposal.unit_of_measure
    return None if value is None else convert(value, proposal.unit_of_measure, wanted)


class Recorder:
    """Records the rows of one report, and sees to it that no two of them state the same figure differently."""

    def __init__(
        self,
        actor: Actor,
        submission: Submission,
        known: Mapping[str, Proposal],
        indicators: Mapping[int, Indicator],
        units: Mapping[int, Unit],
    ) -> None:
        self.actor, self.submission, self.known = actor, submission, known
        self.indicators, self.units = indicators, units
        self.seen: dict[Address, Proposal] = {}
        self.periods: dict[str, Period] = {}
        now = Observation.objects.filter(indicator__in=indicators, superseded_by=None)
        self.before = set(now.values_list("pk", flat=True))

    def record(self, row: FigureRow) -> tuple[Observation, bool]:
        """(the observation, whether it is new). Errors: as `figures_record` says of rows."""
        proposal = self.known.get(row.figure)
        if proposal is None:
            raise Problem("REP-003", item=f"figure:{row.figure}")
        if proposal.blocked:
            raise Problem("REP-023", count=len(proposal.blocked))
        indicator = self.indicators.get(row.indicator_id or 0)
        unit = self.units.get(row.unit_id or 0)
        if indicator is None:
            raise Problem("REP-024")
        if unit is None or not row.period:
            raise Problem("REP-025")
        if not fits(proposal.unit_of_measure, indicator.unit_of_measure):
            raise Problem(
                "OBS-005",
                given=proposal.written or proposal.unit_of_measure,
                name=indicator.name,
                wanted=indicator.unit_of_measure,
            )
        return self.store(row, proposal, indicator, unit)

    def store(self, row: FigureRow, proposal: Proposal, indicator: Indicator, unit: Unit) -> tuple[Observation, bool]:
        """Write one row down. Errors: REP-026 where another row states the same figure with another value."""
        period = self.periods.get(row.period) or self.periods.setdefault(row.period, period_of(row.period))
        address = (indicator.pk, unit.pk, period.pk, row.role)
        other = self.seen.setdefault(address, proposal)
        if (other.amount, other.low, other.high) != (proposal.amount, proposal.low, proposal.high):
            raise Problem("REP-026", quote=other.quote)
        made = observation_record(
            actor=self.actor,
            indicator=indicator,
            unit=unit,
            period=period,
            role=row.role,
            amount=turned(proposal, indicator, proposal.amount),
            low=turned(proposal, indicator, proposal.low),
            high=turned(proposal, indicator, proposal.high),
            comparator=proposal.comparator,
            printed=proposal.quote,
            state=STATES[self.submission.state],
            source=Source(
                kind="report",
                ref=source_ref(self.submission),
                file_id=self.submission.original_id,
                start=proposal.start,
                end=proposal.end,
                quote=f"{proposal.left}{proposal.quote}{proposal.right}",
            ),
            note="Số đã sửa khi xem xét báo cáo." if proposal.corrected else "",
            reason=self.submission.title[:200],
        )
        return made, made.pk not in self.before


def remember(
    *, actor: Actor, made: Mapping[str, tuple[Observation, bool]], known: Mapping[str, Proposal], book: Book
) -> None:
    """Keep the words under which this report stated its figures, so that the next one is matched by itself.

    Only for those who may keep the dictionary; a single word ("đạt") and words that already mean another indicator are left alone.
    """
    if "figures.edit" not in access.verbs_anywhere(actor):
        return
    for key, (observation, _new) in made.items():
        proposal = known[key]
        found = book.find(proposal.subject, proposal.unit_of_measure, limit=1)
        if found and found[0].indicator == observation.indicator_id and found[0].score >= KNOWN:
            continue
        if len(proposal.subject.split()) < 2:
            continue
        try:
            with transaction.atomic():
                indicator_alias_add(actor=actor, indicator=observation.indicator, alias=proposal.subject)
        except Problem as problem:
            if problem.code not in {"OBS-007", "ACC-001"}:
                raise
