"""Jobs of the room: scans are read while nobody waits."""

from django.utils import timezone

from giaoban.ground.access import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.jobs import Retry, job


@job(queue="scans", retry=Retry(times=2, wait=60))
def scan_read(submission_id: int) -> None:
    """Read one scan. It may run again: what has been read is left alone."""
    from giaoban.occasions.reports.models import Submission
    from giaoban.occasions.reports.services import submission_recognise

    actor = Actor.system("Nhận dạng bản quét", at=timezone.now())
    with acting(actor, source="job"):
        submission_recognise(
            actor=actor, submission=Submission.objects.select_related("original").get(pk=submission_id)
        )
