"""Values that the office has on record already: proposed for a criterion, with the way back to where they were read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.models import ScoreCriterion, ScoreSheet
from giaoban.records.figures.models import Observation
from giaoban.records.figures.selectors import current
from giaoban.records.figures.services import period_named


@dataclass(frozen=True, slots=True)
class Proposed:
    """A figure for a criterion: the value (and the whole, for a share), its period, and the page that shows where it was read."""

    value: Decimal
    whole: Decimal | None
    observation: Observation
    period: str
    url: str


def proposals(actor: Actor, sheet: ScoreSheet, criteria: Iterable[ScoreCriterion]) -> dict[int, Proposed]:
    """Figures of the card's unit for criteria that name an indicator, by criterion: the last period that ends within the card's.

    What is counted over time (kind "sum") must be counted from the beginning of the card's period on: a month is no year. Only figures
    the actor may see. One query.
    """
    wanted = [criterion for criterion in criteria if criterion.indicator]
    if not wanted:
        return {}
    period = period_named(sheet.appraisal.period)
    codes = {criterion.indicator for criterion in wanted} | {criterion.whole_indicator for criterion in wanted}
    rows = current(actor).filter(
        indicator__code__in=codes - {""},
        body=sheet.body_id,
        unit=sheet.unit_id,
        role="actual",
        dims="",
        amount__isnull=False,
        period__end__lte=period.end,
        period__end__gt=period.start,
    )
    last: dict[tuple[str, date, date], Observation] = {}
    newest: dict[str, Observation] = {}
    for row in rows.select_related("indicator", "period").order_by("period__end", "-period__start", "pk"):
        if row.indicator.kind == "sum" and row.period.start != period.start:
            continue
        newest[row.indicator.code] = row
        last[row.indicator.code, row.period.start, row.period.end] = row
    found = {}
    for criterion in wanted:
        part = newest.get(criterion.indicator)
        if part is None or part.amount is None:
            continue
        whole = last.get((criterion.whole_indicator, part.period.start, part.period.end))
        if criterion.whole_indicator and whole is None:
            continue
        page = reverse("figures:observation", args=[part.pk])
        found[criterion.pk] = Proposed(part.amount, whole.amount if whole else None, part, part.period.label, page)
    return found


def proposal_get(actor: Actor, sheet: ScoreSheet, criterion: ScoreCriterion, observation_id: int) -> Proposed:
    """The figure that is proposed for a criterion now, if it is the one named. Errors: ACC-002."""
    found = proposals(actor, sheet, [criterion]).get(criterion.pk)
    if found is None or found.observation.pk != observation_id:
        raise Problem("ACC-002")
    return found
