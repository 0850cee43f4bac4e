"""Values that the office has on record already: proposed for a criterion, with the way back to where they were read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import SHARES
from giaoban.occasions.appraisals.models import ScoreCriterion, ScoreSheet
from giaoban.records.figures.bounds import PERCENT
from giaoban.records.figures.models import Indicator, Observation
from giaoban.records.figures.selectors import current, indicators
from giaoban.records.figures.services import period_named

RATIOS = (*SHARES, "mean")
"""Rules whose line has two fields: a part and a whole."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A figure for a criterion: the value (and the whole, for a share), its period, and the page that shows where it was read."""

    value: Decimal
    whole: Decimal | None
    observation: Observation
    period: str
    url: str
    alone: bool = False
    """It is a part whose whole is not on record: a count, which is no percentage, so it has no points by itself."""
    lacks: str = ""
    """The indicator of the whole that has no figure for the same time; "" where the criterion names none, or nothing is missing."""


def proposals(actor: Actor, sheet: ScoreSheet, criteria: Iterable[ScoreCriterion]) -> dict[int, Proposed]:
    """Figures of the card's unit for criteria that name an indicator, by criterion: the last period that ends within the card's.

    What is counted over time (kind "sum") must be counted from the beginning of the card's period on: a month is no year. Only figures
    the actor may see. One query, one more where a whole is missing.
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
        alone = whole is None and is_part(criterion, part.indicator)
        page = reverse("figures:observation", args=[part.pk])
        lacks = criterion.whole_indicator if alone else ""
        amount = whole.amount if whole else None
        found[criterion.pk] = Proposed(part.amount, amount, part, part.period.label, page, alone, lacks)
    return named(actor, sheet, found)


def is_part(criterion: ScoreCriterion, indicator: Indicator) -> bool:
    """Whether a figure of an indicator is no more than the part of what a criterion divides: a count, not a percentage."""
    kind = criterion.rule.get("kind")
    return kind == "mean" or (kind in SHARES and indicator.unit_of_measure.strip().lower() not in PERCENT)


def named(actor: Actor, sheet: ScoreSheet, found: dict[int, Proposed]) -> dict[int, Proposed]:
    """The same, the indicators that lack a figure by the names the actor may see. One query, none where nothing is missing."""
    codes = {each.lacks for each in found.values()} - {""}
    if not codes:
        return found
    rows = indicators(actor).filter(body=sheet.body_id, code__in=codes).order_by("code", "version")
    names = {row.code: row.name for row in rows}
    return {pk: replace(each, lacks=names.get(each.lacks, each.lacks)) for pk, each in found.items()}


def proposal_get(actor: Actor, sheet: ScoreSheet, criterion: ScoreCriterion, observation_id: int) -> Proposed:
    """The figure that is proposed for a criterion now, if it is the one named. Errors: ACC-002."""
    found = proposals(actor, sheet, [criterion]).get(criterion.pk)
    if found is None or found.observation.pk != observation_id:
        raise Problem("ACC-002")
    return found
