"""Jobs of the room: delivery, and the look after what was left behind."""

from datetime import datetime, timedelta

from django.utils import timezone

from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.jobs import Retry, defer, job, periodic

LEFT_BEHIND = timedelta(minutes=15)
AT_ONCE = 500


@job(queue="mail", retry=Retry(times=8, wait=60))
def notice_deliver(notice_id: int) -> None:
    """Deliver one notice. Errors: TryLater, which makes the engine try again."""
    from giaoban.ground.notices.delivery import deliver

    at = timezone.now()
    with acting(Actor.system("Gửi thông báo", at=at), source="job"):
        deliver(notice_id, at=at)


@periodic("*/10 * * * *")
def notices_left_behind(at: datetime) -> None:
    """Every ten minutes: queue deliveries again that have no job any more."""
    from giaoban.ground.notices.models import Notice

    left = Notice.objects.filter(state__in=["queued", "sending"], created_at__lt=at - LEFT_BEHIND)
    for notice_id in left.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        defer(notice_deliver, key=f"notice:{notice_id}", notice_id=notice_id)
