"""Cards held for a change: locked in one order for everybody, after the right to change each was asked for. Two queries for any number."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.scorecard import CriteriaSet, total
from giaoban.occasions.appraisals.models import ScoreSheet, SheetScore

TOTALS = ("self_total", "total", "band", "how")
Lines = dict[int, list[SheetScore]]
"""The lines of each card, by its number."""


def sheets_held(*, actor: Actor, sheets: Sequence[ScoreSheet], right: str, verb: str) -> list[ScoreSheet]:
    """The cards as they are stored now, in the order given. Errors: ACC-001, ACC-002 for the first that the actor may not change."""
    numbers = [sheet.pk for sheet in sheets]
    seen = access.visible(actor, right, ScoreSheet.objects.filter(pk__in=numbers))
    allowed = set(seen.values_list("pk", flat=True))
    for sheet in sheets:
        if sheet.pk not in allowed:
            access.require(actor, right, sheet)
    journal.context(verb=verb)
    rows = ScoreSheet.objects.select_for_update(of=("self",)).select_related("appraisal__score_set")
    found = {row.pk: row for row in rows.filter(pk__in=numbers).order_by("pk")}
    return [found[number] for number in numbers]


def lines_of(sheets: Iterable[ScoreSheet]) -> Lines:
    """The lines of cards with their criteria, in the order of their numbers; each knows its card. One query."""
    found: Lines = {sheet.pk: [] for sheet in sheets}
    held = {sheet.pk: sheet for sheet in sheets}
    for line in SheetScore.objects.filter(sheet__in=list(found)).select_related("criterion").order_by("pk"):
        line.sheet = held[line.sheet_id]
        found[line.sheet_id].append(line)
    return found


def totalled(sheet: ScoreSheet, lines: Iterable[SheetScore], found: CriteriaSet) -> bool:
    """Give a card its own total, and the checked one as far as it is checked (the unit's own points where it is not yet); whether that is
    another than it had. Not yet stored."""
    rows = list(lines)
    own = total(found, {row.criterion.code: row.points for row in rows})
    checked = total(found, {row.criterion.code: row.points if row.reviewed is None else row.reviewed for row in rows})
    before = [getattr(sheet, name) for name in TOTALS]
    sheet.self_total, sheet.total = stored(own.total), stored(checked.total)
    sheet.band, sheet.how = checked.band.code if checked.band else "", checked.how[:1000]
    return before != [getattr(sheet, name) for name in TOTALS]


def stored(points: Decimal | None) -> Decimal | None:
    """Points as the table keeps them."""
    return None if points is None else points.quantize(PLACES)


PLACES = Decimal("0.0001")
