"""The jobs that look after the jobs."""

from datetime import datetime

from asgiref.sync import async_to_sync

from giaoban.ground.jobs.engine import MANAGER
from giaoban.ground.jobs.register import daily, periodic
from giaoban.ground.jobs.stalled import sweep

KEEP_DONE = 7 * 24
KEEP_FAILED = 90 * 24
"""Hours for which finished and failed jobs stay readable."""


@periodic("* * * * *")
def stalled_sweep(at: datetime) -> None:
    """Every minute: queue the jobs of dead workers again."""
    sweep()


@periodic(daily("02:10"))
def old_jobs_remove(at: datetime) -> None:
    """Every night: forget jobs that finished a week ago, and failed ones after ninety days."""
    delete = async_to_sync(MANAGER.delete_old_jobs)
    delete(nb_hours=KEEP_DONE)
    delete(nb_hours=KEEP_FAILED, include_failed=True, include_cancelled=True, include_aborted=True)
