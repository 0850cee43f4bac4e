"""Jobs of the room: sealing."""

from datetime import datetime, timedelta

from giaoban.ground.jobs import periodic
from giaoban.ground.journal.sealing import seal

SETTLED = timedelta(seconds=30)


@periodic("* * * * *")
def journal_seal(at: datetime) -> None:
    """Every minute: seal what was written more than half a minute ago."""
    seal(older_than=SETTLED)
