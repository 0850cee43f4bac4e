"""A body's own crop calendar: taken from the drafts that come with the program, then corrected."""

from datetime import date
from typing import Any

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.calendar import shipped_seasons
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import CropSeason

REGIONS = ("bac", "nam")
LEAP = 2000


@transaction.atomic
def seasons_adopt(*, actor: Actor, body_id: int, region: str) -> list[CropSeason]:
    """Copy the drafts of a region into a body's calendar; seasons that it has already stay as they are.

    Errors: ACC-001; OBS-023 for an unknown region.
    """
    access.require_in(actor, "figures.edit", CropSeason, body_id=body_id)
    journal.context(verb="figures.seasons_adopt")
    if region not in REGIONS:
        raise Problem("OBS-023", text=region[:20])
    made = []
    for row in shipped_seasons().of(region):
        fields = {
            "name": row.name,
            "start": told(row.start),
            "end": told(row.end),
            "draft": row.draft,
            "source": row.source,
        }
        stamp = {"recorded_at": actor.at, "recorded_by": actor.label[:200]}
        made.append(CropSeason.objects.get_or_create(body_id=body_id, code=row.code, defaults={**fields, **stamp})[0])
    return made


def told(day: tuple[int, int]) -> str:
    """(9, 16) -> "09-16"."""
    return f"{day[0]:02d}-{day[1]:02d}"


@transaction.atomic
def season_change(*, actor: Actor, season: CropSeason, **changes: Any) -> CropSeason:
    """Correct a season: name, start and end ("09-16"), draft, source. Periods that were made before keep their dates.

    Errors: ACC-001, ACC-002; OBS-023 for what is no day of a year, and for a season without a day.
    """
    access.require(actor, "figures.edit", season)
    journal.context(verb="figures.season_change")
    locked = CropSeason.objects.select_for_update(no_key=True).get(pk=season.pk)
    for name in ("name", "start", "end", "draft", "source"):
        setattr(locked, name, changes.get(name, getattr(locked, name)))
    for text in (locked.start, locked.end):
        require_day(text)
    if locked.start == locked.end:
        raise Problem("OBS-023", text=locked.end)
    locked.recorded_at, locked.recorded_by = actor.at, actor.label[:200]
    locked.save()
    return locked


def require_day(text: str) -> None:
    """Errors: OBS-023; 29 February is a day only in some years, so it is none here."""
    try:
        date(LEAP - 1, *(int(part) for part in text.split("-")))
    except (ValueError, TypeError) as error:
        raise Problem("OBS-023", text=text[:20]) from error
