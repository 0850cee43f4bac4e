"""What a unit had in earlier appraisals, set by set: points, class, rank, the change from the time before, and where it stands written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.models import ScoreBand, ScoreSheet, SheetScore
from giaoban.occasions.appraisals.selectors.appraisals import sheets
from giaoban.records.figures.services import period_named

MOST = 200
"""So many cards of one unit are read, the newest."""


@dataclass(frozen=True, slots=True)
class Year:
    """One appraisal of a unit. among: how many units were ranked with it. on_paper: decided on paper and written down afterwards.

    points, places: the change since the appraisal before it by the same set; above zero is better. None where it cannot be said.
    """

    sheet: ScoreSheet
    band: str
    among: int
    on_paper: bool
    points: Decimal | None = None
    places: int | None = None
    band_before: str = ""


@dataclass(frozen=True, slots=True)
class SetYears:
    """The appraisals of a unit by one set, whatever its versions, newest first."""

    code: str
    title: str
    unit: str
    years: tuple[Year, ...]


def unit_years(actor: Actor, unit: int) -> list[SetYears]:
    """The decided results of a unit that the actor may see, by set. One query. Errors: ACC-002 where there is none."""
    rows = list(decided(actor, unit)[:MOST])
    if not rows:
        raise Problem("ACC-002")
    by_set: dict[str, list[ScoreSheet]] = {}
    for row in sorted(rows, key=lambda row: (ends_on(row), row.pk)):
        by_set.setdefault(row.appraisal.score_set.code, []).append(row)
    return [of_set(code, part) for code, part in sorted(by_set.items())]


def decided(actor: Actor, unit: int) -> QuerySet[ScoreSheet]:
    """The decided cards of a unit, newest decision first, each with the title of its class, how many were ranked, whether it has lines."""
    band = ScoreBand.objects.filter(score_set=OuterRef("appraisal__score_set"), code=OuterRef("band"))
    beside = ScoreSheet.objects.filter(appraisal=OuterRef("appraisal"), block=OuterRef("block"), rank__isnull=False)
    ranked = beside.order_by().values("appraisal").annotate(n=Count("pk")).values("n")
    found = sheets(actor).filter(Q(appraisal__state="decided"), unit=unit).select_related("appraisal__score_set")
    return found.annotate(
        band_title=Subquery(band.values("title")[:1]),
        ranked=Subquery(ranked),
        lined=Exists(SheetScore.objects.filter(sheet=OuterRef("pk"))),
    ).order_by("-appraisal__decided_at", "-pk")


def ends_on(row: ScoreSheet) -> date:
    """The end of the period that was rated."""
    return period_named(row.appraisal.period).end


def of_set(code: str, rows: Iterable[ScoreSheet]) -> SetYears:
    """The appraisals by one set, given oldest first."""
    found: list[Year] = []
    before: Year | None = None
    newest = None
    for row in rows:
        newest = row
        year = compared(row, before)
        found.insert(0, year)
        before = before if row.excluded else year
    assert newest is not None  # noqa: S101  (a set is there because of its rows)
    return SetYears(code, newest.appraisal.score_set.title, measure(newest), tuple(found))


def measure(row: ScoreSheet) -> str:
    """What the totals of a set count."""
    return gettext("tiêu chí") if row.appraisal.score_set.scale == "met" else gettext("điểm")


def compared(row: ScoreSheet, before: Year | None) -> Year:
    """A card beside the one before it, where both have points, and ranks among units of the same block."""
    said = vars(row)
    points = places = None
    if before is not None and not row.excluded:
        if row.total is not None and before.sheet.total is not None:
            points = row.total - before.sheet.total
        if row.rank and before.sheet.rank and row.block == before.sheet.block:
            places = before.sheet.rank - row.rank
    band = "" if row.excluded else said["band_title"] or ""
    on_paper = not said["lined"] and not row.excluded
    return Year(row, band, said["ranked"] or 0, on_paper, points, places, before.band if before else "")
