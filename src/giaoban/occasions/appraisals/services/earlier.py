"""Results of an earlier year that were reached on paper: totals and classes, so that this year has something to be compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import Band, ranks, shown
from giaoban.occasions.appraisals.models import Appraisal, ReviewTeam, ScoreSet, ScoreSheet
from giaoban.occasions.appraisals.recording import results_record
from giaoban.occasions.appraisals.selectors.sets import value_of
from giaoban.occasions.appraisals.services.sets import require_manager
from giaoban.records.figures.printing import in_language
from giaoban.records.figures.services import period_named


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a unit had: its total (None where only the class is known) and the code of its class."""

    unit_id: int
    band: str
    total: Decimal | None = None
    block: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """Where the results stand: the decision, and when it was made."""

    decision: str
    decided_at: datetime


def require_sound(rows: Sequence[Earlier], bands: Mapping[str, Band]) -> None:
    """Errors: APR-019, naming the first row that does not fit. bands: the set's classes, by code."""
    seen: set[int] = set()
    for place, row in enumerate(rows, start=1):
        if row.band not in bands:
            raise Problem("APR-019", line=place, why=gettext("không có mức xếp loại “%(band)s”") % {"band": row.band})
        if row.total is not None and row.total < bands[row.band].at_least:
            low = {"points": in_language(shown(row.total)), "band": bands[row.band].title}
            raise Problem("APR-019", line=place, why=gettext("%(points)s điểm chưa đến mức %(band)s") % low)
        if row.unit_id in seen:
            raise Problem("APR-019", line=place, why=gettext("đơn vị ghi hai lần"))
        seen.add(row.unit_id)


@transaction.atomic
def earlier_record(
    *, actor: Actor, score_set: ScoreSet, title: str, period: str, rows: Sequence[Earlier], paper: Paper
) -> Appraisal:
    """Record the results of a year as a decided appraisal without lines, all or none. They are written to figures like any result.

    Errors: ACC-001, ACC-002; OBS-004; APR-004 without rows; APR-019 names the row whose class is none of the set's, or whose total does
    not reach it, or whose unit comes twice.
    """
    access.require(actor, "appraisals.manage", score_set)
    require_manager(actor=actor, body_id=score_set.body_id)
    journal.context(verb="appraisals.open", reason=title)
    if not rows:
        raise Problem("APR-004")
    found = value_of(score_set)
    bands = {band.code: band for band in found.bands}
    require_sound(rows, bands)
    made = Appraisal.objects.create(
        body_id=score_set.body_id,
        score_set=score_set,
        team=ReviewTeam.objects.create(body_id=score_set.body_id, title=title.strip()[:300]),
        title=title.strip()[:300],
        period=period_named(period).code[:20],
        self_due_on=paper.decided_at.date(),
        review_due_on=paper.decided_at.date(),
        note="Kết quả đã có quyết định trên giấy, ghi lại để so sánh.",
        state="decided",
        opened_at=paper.decided_at,
        opened_by=actor.label[:200],
        decided_at=paper.decided_at,
        decided_by=actor.label[:200],
        decision=paper.decision.strip()[:200],
    )
    placed: dict[int, int] = {}
    for block in {row.block for row in rows}:
        totals = {row.unit_id: [row.total] for row in rows if row.block == block and row.total is not None}
        placed |= {unit: found.rank for unit, found in ranks(totals).items()}
    sheets = ScoreSheet.objects.bulk_create(
        ScoreSheet(
            appraisal=made,
            body_id=made.body_id,
            unit_id=row.unit_id,
            block=row.block[:60],
            state="decided",
            total=row.total,
            band=row.band,
            rank=placed.get(row.unit_id),
        )
        for row in rows
    )
    search.index(made)
    results_record(made, sheets, found, actor=actor)
    return made
