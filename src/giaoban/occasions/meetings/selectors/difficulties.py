"""Difficulties: those put down, and those that linked reports name but nobody has put down."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.occasions.meetings.models import AgendaPaper, Difficulty, Session
from giaoban.occasions.meetings.selectors.sessions import visible_reports
from giaoban.occasions.reports.models import Reading

MOST = 200
"""Proposals shown at once; the rest come when these are put down."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A difficulty with the names of its units and, where it came from a report that the actor may open, that report."""

    row: Difficulty
    unit: str
    answerer: str
    report_id: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence of a report that says something goes badly. `key` names it on the page: "submission:start"."""

    key: str
    submission_id: int
    item_id: int
    unit_id: int | None
    unit: str
    title: str
    quote: str
    start: int
    end: int
    raised_by: str

    @property
    def source_ref(self) -> str:
        """The report, as a difficulty names its source."""
        return f"reports.submission/{self.submission_id}"


def difficulties(actor: Actor, session: Session) -> list[Raised]:
    """What was put down at a session, in that order. At most three queries."""
    rows = list(session.difficulties.order_by("pk"))
    units = {pk for row in rows for pk in (row.unit_id, row.answerer_unit_id) if pk is not None}
    names = unit_names(units=units, on=session.held_on) if units else {}
    reports = {row.pk: int(row.source_ref.partition("/")[2]) for row in rows if row.source_ref.startswith("reports.")}
    seen = visible_reports(actor, reports.values())
    return [
        Raised(
            row,
            names.get(row.unit_id or 0, ""),
            names.get(row.answerer_unit_id or 0, ""),
            reports[row.pk] if reports.get(row.pk) in seen else None,
        )
        for row in rows
    ]


def proposals(actor: Actor, session: Session) -> list[Proposal]:
    """What the latest readings of the linked reports call difficult and nobody has put down yet. At most four queries."""
    papers = list(
        AgendaPaper.objects.filter(item__session=session, submission__isnull=False).select_related("submission")
    )
    seen = visible_reports(actor, (paper.submission_id for paper in papers))
    latest = Reading.objects.filter(submission=OuterRef("submission")).order_by("-version")
    readings = Reading.objects.filter(submission__in=seen, pk=Subquery(latest.values("pk")[:1]))
    found: dict[int, list[dict[str, Any]]] = dict(
        readings.values_list("submission_id", "data__difficulties") if seen else ()
    )
    there = set(session.difficulties.exclude(source_ref="").values_list("source_ref", "span_start"))
    names = unit_names(
        units={p.submission.unit_id for p in papers if p.submission and p.submission.unit_id}, on=session.held_on
    )
    rows = [made(paper, row, names) for paper in papers for row in found.get(paper.submission_id or 0) or ()]
    return [row for row in rows if (row.source_ref, row.start) not in there][:MOST]


def made(paper: AgendaPaper, row: dict[str, Any], names: dict[int, str]) -> Proposal:
    """A row of a reading as a proposal."""
    report = paper.submission
    assert report is not None  # noqa: S101  (narrows the type)
    return Proposal(
        key=f"{report.pk}:{row['start']}",
        submission_id=report.pk,
        item_id=paper.item_id,
        unit_id=report.unit_id,
        unit=names.get(report.unit_id or 0, "") or _("Chưa rõ đơn vị"),
        title=report.title,
        quote=str(row["quote"]),
        start=int(row["start"]),
        end=int(row["end"]),
        raised_by=str(row.get("raised_by") or ""),
    )
