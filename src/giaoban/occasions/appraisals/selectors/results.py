"""The results of an appraisal: league table by block, distribution by class, change from the year before, who was not rated."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop

from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.scorecard import (
    Band,
    ClassChange,
    ClassShare,
    CriteriaSet,
    change_rule,
    changes,
    distribution,
    ties_rule,
)
from giaoban.occasions.appraisals.models import Appraisal, ScoreSheet
from giaoban.occasions.appraisals.selectors.appraisals import appraisal_get
from giaoban.occasions.appraisals.selectors.sets import value_of
from giaoban.occasions.appraisals.states import EDITABLE

NOBODY = Band("", gettext_noop("Chưa xếp loại"), Decimal(0))
UNSENT = Band("", gettext_noop("Chưa nộp"), Decimal(0))


@dataclass(frozen=True, slots=True)
class Place:
    """One unit of the league table. `before`: last year's total; `band_before`: last year's class; `rank_before`: its rank."""

    sheet: ScoreSheet
    unit: str
    band: Band
    before: Decimal | None
    band_before: str
    rank_before: int | None

    @property
    def unsent(self) -> bool:
        """Whether the card is not handed in, so that it has no class."""
        return self.band is UNSENT

    @property
    def moved(self) -> int:
        """How many places up (above zero) or down since last year; 0 where it cannot be said."""
        return self.rank_before - self.sheet.rank if self.rank_before and self.sheet.rank else 0


@dataclass(frozen=True, slots=True)
class ResultBlock:
    """A block: its units by rank, and each class with its share and the change of it; unsent: units without a card yet, in no share."""

    name: str
    places: list[Place]
    classes: list[tuple[Band, ClassShare, ClassChange | None]]
    rule: str
    unsent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """All there is to print."""

    appraisal: Appraisal
    value: CriteriaSet
    blocks: list[ResultBlock]
    excluded: list[tuple[str, str]]
    ties: str
    previous: Appraisal | None


def results(actor: Actor, appraisal: Appraisal) -> Results:
    """The results that whoever may see the appraisal may read: totals, classes and ranks of all its units, not their lines. Five queries.

    Errors: ACC-002 where the actor may not know of the appraisal.
    """
    appraisal = appraisal_get(actor, appraisal.pk)
    value = value_of(appraisal.score_set)
    both = ScoreSheet.objects.filter(appraisal__in=[appraisal.pk, appraisal.previous_id or 0]).order_by("pk")
    rows = [row for row in both if row.appraisal_id == appraisal.pk]
    earlier = [row for row in both if row.appraisal_id != appraisal.pk]
    names = unit_names(units={row.unit_id for row in rows}, on=actor.on)
    blocks = []
    for name in sorted({row.block for row in rows if not row.excluded}):
        inside = [row for row in rows if row.block == name and not row.excluded]
        before = [row for row in earlier if row.block == name and not row.excluded]
        blocks.append(block_of(name, inside, before, value, names))
    left_out = sorted(
        ((names.get(row.unit_id, ""), row.excluded) for row in rows if row.excluded), key=lambda p: sort_key(p[0])
    )
    ties = ties_rule(value.ties, [group.title for group in value.groups])
    return Results(appraisal, value, blocks, left_out, ties, appraisal.previous)


def block_of(
    name: str, rows: list[ScoreSheet], earlier: list[ScoreSheet], value: CriteriaSet, names: dict[int, str]
) -> ResultBlock:
    """One block."""
    bands = {band.code: band for band in value.bands}
    old = {row.unit_id: row for row in earlier}
    places = []
    for row in rows:
        last = old.get(row.unit_id)
        title = bands[last.band].title if last and last.band in bands else ""
        band = UNSENT if row.state in EDITABLE else bands.get(row.band, NOBODY)
        places.append(
            Place(
                row, names.get(row.unit_id, ""), band, last.total if last else None, title, last.rank if last else None
            )
        )
    places.sort(
        key=lambda each: (
            each.sheet.rank or 10_000,
            each.band is UNSENT,
            -(each.sheet.total or 0),
            sort_key(each.unit),
            each.sheet.pk,
        )
    )
    sent = [row.classed for row in rows if row.state not in EDITABLE]
    now = distribution([*bands, *([""] if "" in sent else [])], sent)
    before = distribution([*bands, ""], [row.band for row in earlier])
    moved = {change.code: change for change in changes(now, before)}
    classes = [(bands.get(share.code, NOBODY), share, moved.get(share.code)) for share in now]
    unsent = tuple(place.unit for place in places if place.band is UNSENT)
    return ResultBlock(name, places, classes, change_rule(tuple(moved.values())) if moved else "", unsent)
