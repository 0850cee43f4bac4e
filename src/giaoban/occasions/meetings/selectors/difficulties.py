"""Difficulties: those put down, and those that linked reports name but nobody has put down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.occasions.meetings.models import AgendaPaper, Difficulty, Session
from giaoban.occasions.meetings.selectors.sessions import EMPTY, papers, visible_reports
from giaoban.occasions.meetings.unit_words import named
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


def same_sentence(source_ref: str, quote: str) -> tuple[str, str]:
    """What tells a sentence of a report from others, whichever file it came in and wherever its lines break."""
    return source_ref, " ".join(quote.split())


def difficulties(
    actor: Actor, session: Session, known: Mapping[int, str] = EMPTY, *, links: bool = True
) -> list[Raised]:
    """What was put down at a session, in that order; without `links` no report is looked up. At most three queries."""
    rows = list(session.difficulties.order_by("pk"))
    units = (pk for row in rows for pk in (row.unit_id, row.answerer_unit_id))
    names = named(units, on=session.held_on, known=known)
    reports = {row.pk: int(row.source_ref.partition("/")[2]) for row in rows if row.source_ref.startswith("reports.")}
    seen = visible_reports(actor, reports.values()) if links else set()
    return [
        Raised(
            row,
            names.get(row.unit_id or 0, ""),
            names.get(row.answerer_unit_id or 0, ""),
            reports[row.pk] if reports.get(row.pk) in seen else None,
        )
        for row in rows
    ]


def proposals(
    actor: Actor, session: Session, raised: Iterable[Raised] | None = None, known: Mapping[int, str] = EMPTY
) -> list[Proposal]:
    """What the latest readings of the linked reports call difficult and nobody has put down yet; nothing of a report whose present file
    nobody can read.

    raised: what was put down, where the caller has read it already. At most four queries.
    """
    linked = [row for row in papers(actor, session).select_related("submission") if vars(row)["opens"]]
    linked = [row for row in linked if row.submission is not None and not row.submission.unreadable_code]
    latest = Reading.objects.filter(submission=OuterRef("submission")).order_by("-version")
    readings = Reading.objects.filter(submission__in={row.submission_id for row in linked})
    newest = readings.filter(pk=Subquery(latest.values("pk")[:1]))
    found: dict[int, Any] = dict(newest.values_list("submission_id", "data__difficulties")) if linked else {}
    rows = [row.row for row in raised] if raised is not None else session.difficulties.all()
    there = {same_sentence(row.source_ref, row.quote) for row in rows}
    units = (row.submission.unit_id for row in linked if row.submission is not None)
    names = named(units, on=session.held_on, known=known)
    proposed = [made(paper, row, names) for paper in linked for row in found.get(paper.submission_id or 0) or ()]
    return [row for row in proposed if same_sentence(row.source_ref, row.quote) not in there][:MOST]


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
