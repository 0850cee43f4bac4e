"""Every morning: cards that are due or overdue, checks that are due, recognitions that must be registered again."""

from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

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
        subject, body = partial(due_subject, sheet.appraisal, late), partial(due_body, sheet.appraisal)
        for person in unit_people(sheet, on):
            notice_send(
                event=f"appraisals.due:{sheet.pk}",
                to=person,
                subject=subject,
                body=body,
                on=on,
                at=at,
                url=reverse("appraisals:sheet", args=[sheet.pk]),
            )
            count += 1
    return count


def due_subject(appraisal: Appraisal, late: bool) -> str:
    """The heading of a reminder of a card."""
    told = _("Quá hạn nộp phiếu tự chấm: %(title)s") if late else _("Sắp đến hạn nộp phiếu tự chấm: %(title)s")
    return told % {"title": appraisal.title}


def due_body(appraisal: Appraisal) -> str:
    """When a card is due."""
    return _("Hạn nộp %(due)s.") % {"due": vi_day(appraisal.self_due_on)}


def reviews_remind(on: date, at: datetime) -> int:
    """Reviewers of appraisals whose check is due within three days, or overdue."""
    due = Appraisal.objects.filter(state="reviewing", review_due_on__lte=on + SOON)
    count = 0
    for appraisal in due.order_by("pk")[:MOST]:
        subject = partial(review_subject, appraisal)
        for person in reviewer_people(appraisal, on):
            notice_send(
                event=f"appraisals.review_due:{appraisal.pk}",
                to=person,
                subject=subject,
                body=lambda: _("Còn phiếu chưa thẩm định xong."),
                on=on,
                at=at,
                url=reverse("appraisals:matrix", args=[appraisal.pk]),
            )
            count += 1
    return count


def review_subject(appraisal: Appraisal) -> str:
    """The heading of a reminder of a check."""
    return _("Hạn thẩm định %(due)s: %(title)s") % {"due": vi_day(appraisal.review_due_on), "title": appraisal.title}


WORDS = {
    "due": gettext_noop("Sắp đến hạn đăng ký công nhận lại"),
    "expiring": gettext_noop("Đã quá hạn đăng ký công nhận lại, danh hiệu sắp hết hạn"),
    "expired": gettext_noop("Danh hiệu đã hết hạn"),
}


def recognition_subject(stage: str, unit: str) -> str:
    """The heading of a message on a recognition."""
    return f"{_(WORDS[stage])}: {unit}"


def recognition_body(row: Recognition, on: date) -> str:
    """By when a recognition must be registered again, and when it ends."""
    days = {"by": vi_day(row.register_by or on), "until": vi_day(row.expires_on or on)}
    return f"{row.kind}: " + _("đăng ký lại trước %(by)s, hết hạn %(until)s.") % days


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
                subject=partial(recognition_subject, stage, unit),
                body=partial(recognition_body, row, on),
                on=row.register_by or on,
                at=at,
                url=reverse("appraisals:recognitions"),
            )
            count += sent is not None and sent.created_at == at
    return count
