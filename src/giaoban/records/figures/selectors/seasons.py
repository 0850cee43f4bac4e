"""The crop calendar that holds for a body: its own, else the drafts that come with the program."""

from django.db.models import QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.calendar import Season, Seasons, shipped_seasons
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import CropSeason


def crop_seasons(actor: Actor) -> QuerySet[CropSeason]:
    """The seasons of the actor's body, by their beginning."""
    rows = CropSeason.objects.filter(body_id=actor.body_id or 0)
    return access.visible(actor, "figures.view", rows).order_by("start", "code")


def crop_season_get(actor: Actor, pk: int) -> CropSeason:
    """One season. Errors: ACC-002."""
    found = access.visible(actor, "figures.view", CropSeason.objects.filter(pk=pk)).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def seasons_of(body_id: int) -> Seasons:
    """The calendar with which a body's words are read: "vụ xuân 2026" is its own season where it has one. One query."""
    rows = list(CropSeason.objects.filter(body_id=body_id))
    if not rows:
        return shipped_seasons()
    return Seasons(
        Season(f"b{body_id}", row.code, row.name, day(row.start), day(row.end), row.draft, row.source) for row in rows
    )


def day(text: str) -> tuple[int, int]:
    """ "09-16" -> (9, 16)."""
    return int(text[:2]), int(text[3:])
