"""Every morning: cards that are due or overdue, checks that are due, recognitions that must be registered again."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from giaoban.ground.access import Actor
from giaoban.ground.access.audience import people_who_may
from giaoban.ground.directory.actor import acting
from giaoban.ground.jobs import daily, periodic
from giaoban.ground.notices.services import notice_send
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.scorecard import RecognitionTerm, standing
from giaoban.occasions.appraisals.models import Appraisal, Recognition, ScoreSheet
from giaoban.occasions.appraisals.states import EDITABLE
from giaoban.occasions.appraisals.tell import reviewer_people, unit_people, vi_day

SOON = timedelta(days=3)
MOST = 500
"""So many reminders of one kind in one run."""


@periodic(daily("07:10"))
def appraisals_remind(at: datetime) -> None:
    """Remind units, reviewers and those who keep recognitions."""
    with acting(Actor.system("Nhắc hạn chấm điểm, công nhận", at=at), source="job"):
        remind(at=at)


def remind(*, at: datetime) -> int:
    """Put the reminders of a day in the outbox; how many. Once per person and day, a recognition once per stage, however often it runs."""
    on = timezone.localdate(at)
    with transaction.atomic():
        return sheets_remind(on, at) + reviews_remind(on, at) + recognitions_remind(on, at)


def sheets_remind(on: date, at: datetime) -> int:
    """Units whose card is due within three days, or overdue."""
    due = ScoreSheet.objects.filter(
        state__in=EDITABLE, excluded="", appraisal__state="scoring", appraisal__self_due_on__lte=on + SOON
    ).select_related("appraisal")
    count = 0
    for sheet in due.order_by("pk")[:MOST]:
        late = sheet.appraisal.self_due_on < on
        for person in unit_people(sheet, on):
            notice_send(
                event=f"appraisals.due:{sheet.pk}",
                to=person,
                subject=f"{'Quá hạn' if late else 'Sắp đến hạn'} nộp phiếu tự chấm: {sheet.appraisal.title}",
                body=f"Hạn nộp {vi_day(sheet.appraisal.self_due_on)}.",
                on=on,
                at=at,
                url=reverse("appraisals:sheet", args=[sheet.pk]),
            )
            count += 1
    return count


def reviews_remind(on: date, at: datetime) -> int:
    """Reviewers of appraisals whose check is due within three days, or overdue."""
    due = Appraisal.objects.filter(state="reviewing", review_due_on__lte=on + SOON)
    count = 0
    for appraisal in due.order_by("pk")[:MOST]:
        for person in reviewer_people(appraisal, on):
            notice_send(
                event=f"appraisals.review_due:{appraisal.pk}",
                to=person,
                subject=f"Hạn thẩm định {vi_day(appraisal.review_due_on)}: {appraisal.title}",
                body="Còn phiếu chưa thẩm định xong.",
                on=on,
                at=at,
                url=reverse("appraisals:matrix", args=[appraisal.pk]),
            )
            count += 1
    return count


WORDS = {
    "due": "Sắp đến hạn đăng ký công nhận lại",
    "expiring": "Đã quá hạn đăng ký công nhận lại, danh hiệu sắp hết hạn",
    "expired": "Danh hiệu đã hết hạn",
}


def recognitions_remind(on: date, at: datetime) -> int:
    """Recognitions that have come to a new stage. The day in the event's key is that of the stage, so that each is told once."""
    near = Recognition.objects.filter(Q(register_by__lte=on + timedelta(days=60)), revoked_on=None)
    newer = Recognition.objects.filter(revoked_on=None)
    count = 0
    for row in near.filter(expires_on__gte=on - timedelta(days=30)).order_by("expires_on", "pk")[:MOST]:
        if newer.filter(unit=row.unit_id, kind=row.kind, recognised_on__gt=row.recognised_on).exists():
            continue
        stage = standing(RecognitionTerm(row.expires_on, row.register_by), on=on)
        unit = unit_name(unit=row.unit_id, on=on)
        for person in people_who_may("appraisals.manage", body_id=row.body_id, on=on):
            sent = notice_send(
                event=f"appraisals.{stage}:{row.pk}",
                to=person,
                subject=f"{WORDS[stage]}: {unit}",
                body=f"{row.kind}: đăng ký lại trước {vi_day(row.register_by or on)}, hết hạn {vi_day(row.expires_on or on)}.",
                on=row.register_by or on,
                at=at,
                url=reverse("appraisals:recognitions"),
            )
            count += sent is not None and sent.created_at == at
    return count
