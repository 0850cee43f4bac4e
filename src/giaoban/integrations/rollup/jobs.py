"""Jobs of the room: what is finished is sealed at night."""

from datetime import datetime

from django.utils import timezone

from giaoban.ground.jobs import daily, periodic


@periodic(daily("03:20"))
def figures_seal(at: datetime) -> None:
    """Every night: write the months whose figures changed. By day, what is newer is read from the database."""
    # Only when it runs: what it needs takes a second and a hundred megabytes to load.
    from giaoban.integrations.rollup.asking import folder
    from giaoban.integrations.rollup.sealing import seal

    seal(folder(), at=at, on=timezone.localdate(at))
