"""Jobs whose worker died: queue them again, but not for ever."""

from asgiref.sync import async_to_sync
from django.db import transaction
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as EngineJob
from procrastinate.jobs import Status

from giaoban.ground.jobs.engine import MANAGER

SILENT_FOR = 30
"""Seconds without a heartbeat after which a worker counts as dead."""
MOST_DEATHS = 5
"""A job that was running when so many workers died is set aside as failed: it may be what kills them."""


def sweep(*, silent_for: float = SILENT_FOR) -> int:
    """Queue again every job of a dead worker; returns how many. A job swept by two at once is queued once."""
    stalled = async_to_sync(MANAGER.get_stalled_jobs)(seconds_since_heartbeat=silent_for)
    return sum(again(job) for job in stalled)


def again(job: EngineJob) -> bool:
    """Queue one stalled job again, or set it aside after too many deaths; False where another sweep was first."""
    try:
        with transaction.atomic():
            if job.attempts >= MOST_DEATHS:
                async_to_sync(MANAGER.finish_job)(job, Status.FAILED, delete_job=False)
            else:
                async_to_sync(MANAGER.retry_job)(job)
    except ConnectorException:
        return False
    return True
