"""Jobs of the room: uploads that were interrupted."""

from datetime import datetime, timedelta

from giaoban.ground.files import store
from giaoban.ground.jobs import daily, periodic

LEFT_BEHIND = timedelta(days=1)


@periodic(daily("02:40"))
def files_sweep(at: datetime) -> None:
    """Every night: remove parts of uploads that ended a day ago."""
    store.sweep(before=(at - LEFT_BEHIND).timestamp())
