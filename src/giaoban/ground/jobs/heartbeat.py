"""How the jobs are, for the doctor and the status page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from giaoban.ground.jobs.stalled import SILENT_FOR

LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Counts at one moment. `last` is the newest heartbeat of any worker, None where none ever ran or all left in good order."""

    workers: int
    last: datetime | None
    waiting: int
    late: int
    running: int
    failed: int

    @property
    def alive(self) -> bool:
        """True where a worker has been heard of lately."""
        return self.workers > 0


def heartbeat(at: datetime) -> Heartbeat:
    """Read workers (heard within half a minute) and jobs: waiting, late (due over five minutes ago), running, failed."""
    from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

    live = Q(last_heartbeat__gte=at - timedelta(seconds=SILENT_FOR))
    workers = ProcrastinateWorker.objects.aggregate(n=Count("id", filter=live), last=Max("last_heartbeat"))
    due = Q(status="todo") & (
        Q(scheduled_at__lte=at - LATE) | Q(scheduled_at=None, procrastinateevent__at__lte=at - LATE)
    )
    jobs = ProcrastinateJob.objects.aggregate(
        waiting=Count("id", distinct=True, filter=Q(status="todo")),
        late=Count("id", distinct=True, filter=due),
        running=Count("id", distinct=True, filter=Q(status="doing")),
        failed=Count("id", distinct=True, filter=Q(status="failed")),
    )
    return Heartbeat(workers=workers["n"], last=workers["last"], **jobs)
