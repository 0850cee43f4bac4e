"""Background jobs behind one thin module: the engine can change, the rooms need not.

@job(queue="mail")
def notice_deliver(notice_id: int) -> None: ...

defer(notice_deliver, notice_id=7)            # inside the caller's transaction: rolled back with it

@periodic("*/5 * * * *")
def notices_retry(at: datetime) -> None: ...
"""

from giaoban.ground.jobs.heartbeat import Heartbeat, heartbeat
from giaoban.ground.jobs.register import Job, Retry, daily, defer, job, periodic
from giaoban.ground.jobs.stalled import sweep
from giaoban.ground.jobs.worker import run_worker

__all__ = ["Heartbeat", "Job", "Retry", "daily", "defer", "heartbeat", "job", "periodic", "run_worker", "sweep"]
