"""Reads of the room, always for an actor. Nothing here writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.calendar import Period, parse_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import figures
from giaoban.occasions.consolidation.checking import Claims, Finding, findings
from giaoban.occasions.consolidation.fields import Recorded, Ref, loaded, ref_of
from giaoban.occasions.consolidation.models import Block, Consolidated, ReportTemplate, Returned, Waiver
from giaoban.occasions.reports.models import ReportRequest, Submission
from giaoban.records.figures import selectors as records
from giaoban.records.figures.models import CurrentValue, Indicator, Observation

CELL = ("indicator_id", "unit_id", "period_id", "role", "dims")


def reports(actor: Actor) -> QuerySet[Consolidated]:
    """The reports the actor may see, newest first: issued ones by the right to see, drafts by the right to draft or to issue."""
    rows = Consolidated.objects.all()
    issued = access.visible(actor, "consolidation.view", rows.filter(state="issued"))
    drafted = access.visible(actor, "consolidation.draft", rows) | access.visible(actor, "consolidation.issue", rows)
    return (issued | drafted).select_related("template", "document", "body").order_by("-created_at", "-pk")


def report_get(actor: Actor, pk: int) -> Consolidated:
    """One report. Errors: ACC-002 where the actor may not know of it."""
    found = reports(actor).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def with_counts(rows: QuerySet[Consolidated]) -> QuerySet[Consolidated]:
    """The same reports, each with how many units are in it (`unit_count`)."""
    inside = Block.objects.filter(report=OuterRef("pk"), removed=False, unit__isnull=False).order_by()
    counted = inside.values("report").annotate(n=Count("unit", distinct=True)).values("n")
    return rows.annotate(unit_count=Coalesce(Subquery(counted), 0))


def body_of(actor: Actor) -> Body:
    """The actor's body with its area. Errors: ACC-002 where the actor acts for none."""
    found = Body.objects.select_related("area").filter(pk=actor.body_id or 0).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def level_of(body: Body) -> str:
    """The level of a body's area, as templates have it."""
    return str(body.area.level) if body.area.level in {"commune", "district", "province"} else "commune"


def templates(actor: Actor, *, level: str = "") -> list[ReportTemplate]:
    """The templates in force for the actor's body, the last version of each: its own in place of the shared one of the same code.

    level: of these only. One query.
    """
    rows = access.visible(
        actor, "consolidation.view", ReportTemplate.objects.filter(Q(body=None) | Q(body=actor.body_id))
    )
    rows = rows.filter(level=level) if level else rows
    last: dict[str, ReportTemplate] = {}
    for row in rows.order_by("code", "version"):
        known = last.get(row.code)
        if known is None or known.body_id is None or row.body_id is not None:
            last[row.code] = row
    kinds = ("month", "quarter", "half", "nine_months", "year")
    return sorted(last.values(), key=lambda row: (row.level, kinds.index(row.period_kind), row.code))


def template_get(actor: Actor, pk: int) -> ReportTemplate:
    """One version of a template. Errors: ACC-002."""
    rows = ReportTemplate.objects.filter(Q(body=None) | Q(body=actor.body_id))
    found = access.visible(actor, "consolidation.view", rows).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def blocks(report: Consolidated, *, removed: bool = False) -> list[Block]:
    """The blocks of a report that the actor may see, by section and order. One query."""
    rows = report.blocks.filter(removed=removed).select_related("submission")
    order = {row["key"]: place for place, row in enumerate(report.sections)}
    found = rows.order_by("order", "pk")
    return sorted(found, key=lambda block: order.get(block.section, len(order)))


def block_get(actor: Actor, report: Consolidated, pk: int) -> Block:
    """One block. Errors: ACC-002 for one of another report."""
    del actor  # who sees the report sees its blocks
    found = report.blocks.filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def returned_get(report: Consolidated, pk: int) -> Returned:
    """One Word file that came back. Errors: ACC-002."""
    found = report.returns.select_related("edition").filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def waiting_returns(report: Consolidated) -> list[tuple[Returned, int]]:
    """The last few Word files that came back with changes nobody has decided about: (file, how many). One query."""
    counted = [(row, sum(one["state"] == "waiting" for one in row.changes)) for row in report.returns.all()[:5]]
    return [(row, count) for row, count in counted if count]


@dataclass(frozen=True, slots=True)
class Reported:
    """A unit that was asked for a report of a period, or sent one. `submission`: the last accepted one, None where none is."""

    unit_id: int
    unit: str
    submission: Submission | None
    state: str
    """ "accepted", "sent" (waits to be looked at), "sent_back", "unreadable" or "missing"."""
    inside: bool = False
    came: int | None = None
    """The report that came, whatever became of it: only one that the actor may open."""


def reported(actor: Actor, *, period: str, body_id: int, report: Consolidated | None = None) -> list[Reported]:
    """The units of a period by name: who was asked, what came, what may be taken in, and what is in the report already. Three queries."""
    asked = access.visible(actor, "reports.view", ReportRequest.objects.filter(body=body_id, period=period))
    units = set(asked.values_list("unit_id", flat=True))
    came = access.visible(
        actor, "reports.view", Submission.objects.filter(body=body_id, period=period, unit__isnull=False)
    )
    best: dict[int, Submission] = {}
    rank = {"accepted": 3, "sent": 2, "sent_back": 1}
    for sent in came.exclude(state="draft").order_by("received_at", "pk"):
        unit = sent.unit_id or 0
        if unit not in best or rank[sent.state] >= rank[best[unit].state]:
            best[unit] = sent
    inside = set(report.blocks.values_list("submission_id", flat=True)) if report else set()
    names = unit_names(units=units | set(best), on=actor.on)
    found = []
    for unit in sorted(units | set(best), key=lambda number: sort_key(names.get(number, ""))):
        row = best.get(unit)
        state = "missing" if row is None else "unreadable" if row.unreadable_code else row.state
        accepted = row if row is not None and state == "accepted" else None
        found.append(
            Reported(
                unit,
                names.get(unit, ""),
                accepted,
                state,
                accepted is not None and accepted.pk in inside,
                row.pk if row is not None else None,
            )
        )
    return found


def recorded_of(actor: Actor, observations: Iterable[int]) -> dict[Ref, Recorded]:
    """What counts now in the cells of some observations that the actor may see. Two queries."""
    wanted = set(observations)
    if not wanted:
        return {}
    rows = access.visible(actor, "figures.view", Observation.objects.filter(pk__in=wanted).select_related("indicator"))
    named = {row.pk: row for row in rows}
    cells = CurrentValue.objects.filter(
        indicator__in={row.indicator_id for row in named.values()},
        unit__in={row.unit_id for row in named.values()},
        period__in={row.period_id for row in named.values()},
    )
    seen = access.visible(actor, "figures.view", cells) if named else CurrentValue.objects.none()
    now = {tuple(getattr(cell, name) for name in CELL): cell for cell in seen}
    found: dict[Ref, Recorded] = {}
    for pk, row in named.items():
        cell = now.get(tuple(getattr(row, name) for name in CELL))
        value: Any = cell or row
        found[pk] = Recorded(
            observation=pk,
            latest=cell.observation_id if cell else pk,
            indicator=row.indicator_id,
            name=row.indicator.name,
            unit_of_measure=row.indicator.unit_of_measure,
            amount=value.amount,
            low=value.low,
            high=value.high,
            comparator=value.comparator,
        )
    return found


def recorded_in(
    actor: Actor, report: Consolidated, rows: Iterable[Block], book: figures.Book | None = None
) -> dict[Ref, Recorded]:
    """What counts now for every number of the words of some blocks. Two queries; three more for those of a longer period without a book."""
    named = {(one["observation"], one.get("period", "")) for block in rows for one in block.fields}
    found = recorded_of(actor, {observation for observation, _period in named})
    longer = sorted((observation, period) for observation, period in named if period and observation in found)
    if not longer:
        return found
    known = book or book_of(actor, report)
    by_indicator = {row.pk: row for row in known.indicators}
    for observation, period in longer:
        row = by_indicator.get(found[observation].indicator)
        told = over(known, row, parse_period(period)) if row is not None else None
        if told is not None:
            found[ref_of(observation, period)] = told
    return found


def over(book: figures.Book, row: Indicator, period: Period) -> Recorded | None:
    """What an indicator was over the whole of a period, put together from what is on record; None where a part of it is missing."""
    made = figures.reach(book, row, period)
    if made is None or not made.observations:
        return None
    low, high = (None, None) if made.value.is_point else (made.value.low, made.value.high)
    last = made.observations[-1]
    return Recorded(last, last, row.pk, row.name, row.unit_of_measure, made.exact, low, high, period=period.key)


def claims_of(actor: Actor, report: Consolidated, book: figures.Book) -> Claims:
    """What numbers of people's words are compared with. Two queries."""
    indicators, words = records.book_of(actor, on=actor.on, body_id=report.body_id)
    values: dict[int, dict[tuple[str, str], Recorded]] = {}
    for (indicator, key, role), value in book.cells.items():
        row = indicators.get(indicator)
        if row is not None:
            values.setdefault(indicator, {})[key, role if role == "plan" else ""] = Recorded(
                value.observation_id, value.observation_id, indicator, row.name, row.unit_of_measure,
                value.amount, value.low, value.high, value.comparator,
            )  # fmt: skip
    for row in book.indicators:
        for period in (book.period, figures.so_far(book.period)):
            told = over(book, row, period) if row.pk in values else None
            if told is not None:
                values[row.pk].setdefault((period.key, ""), told)
        target = book.targets.get(row.pk)
        if target is not None and target.as_plan is not None and row.pk in values:
            year = (target.period.key, "target")
            values[row.pk][year] = Recorded(0, 0, row.pk, row.name, row.unit_of_measure, target.as_plan)
    return Claims(words, book.period, values)


@dataclass(slots=True)
class Checked:
    """The blocks of a report with what differs from the record. `open_count`: findings that nobody has said anything about."""

    recorded: Mapping[Ref, Recorded]
    findings: dict[int, list[Finding]] = field(default_factory=dict)
    waived: dict[int, dict[str, Waiver]] = field(default_factory=dict)

    @property
    def open_count(self) -> int:
        """How many findings wait."""
        return sum(one.key not in self.waived.get(block, {}) for block, found in self.findings.items() for one in found)


def checked(actor: Actor, report: Consolidated, rows: Sequence[Block], book: figures.Book | None = None) -> Checked:
    """Compare the words of a report with the figures on record. At most eight queries whatever its length."""
    by_people = any(block.author == "person" for block in rows)
    known = book or book_of(actor, report) if by_people else book
    found = Checked(recorded_in(actor, report, rows, known))
    claims = claims_of(actor, report, known) if known is not None and by_people else None
    for block in rows:
        if block.kind in {"paragraph", "heading"}:
            own = claims if block.author == "person" else None
            differing = findings(block.text, loaded(block.fields), found.recorded, own)
            if differing:
                found.findings[block.pk] = differing
    for waiver in Waiver.objects.filter(block__in=list(found.findings)):
        found.waived.setdefault(waiver.block_id, {})[waiver.key] = waiver
    return found


def book_of(actor: Actor, report: Consolidated) -> figures.Book:
    """The figures of the body's area for the report's period. Three queries."""
    return figures.book_of(actor, body_id=report.body_id, area=report.body.area_id, period=period_of(report))


def period_of(report: Consolidated) -> Period:
    """The report's period."""
    return parse_period(report.period)
