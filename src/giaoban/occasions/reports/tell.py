"""What the room tells people: a unit is asked, a report came, it was taken over or sent back. Once per event, person and day; a
report may be sent and returned more than once a day, so its event holds the moment.

Each hears it in their language; the message that carries a link to an address is Vietnamese.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from giaoban.ground.access import Actor
from giaoban.ground.access.audience import people_who_may
from giaoban.ground.notices.services import notice_send
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.occasions.reports.models import ReportRequest, Submission


def vi_day(day: date) -> str:
    """A day as offices write it."""
    return f"{day:%d/%m/%Y}"


def tell_asked(request: ReportRequest, *, actor: Actor) -> int:
    """Tell the unit's people, who have accounts, that a report is asked for; how many were told."""
    body = body_name(body=request.body_id, on=actor.on)
    values = {"body": body, "title": request.title, "due": vi_day(request.due_on)}

    def text() -> str:
        asked = _("%(body)s đề nghị đơn vị gửi “%(title)s”, hạn nộp %(due)s.") % values
        return "\n\n".join(filter(None, (asked, request.note)))

    to = people_who_may(
        "reports.submit", body_id=request.body_id, on=actor.on, unit_id=request.unit_id, reach="unit"
    ).exclude(pk=actor.person_id or 0)
    for person in to:
        notice_send(
            event=f"reports.asked:{request.pk}",
            to=person,
            subject=lambda: _("Đề nghị gửi %(title)s, hạn %(due)s") % values,
            body=text,
            on=actor.on,
            at=actor.at,
            url=reverse("reports:request", args=[request.pk]),
        )
    return len(to)


def tell_step(submission: Submission, verb: str, *, actor: Actor, reason: str = "") -> None:
    """Tell the office that a report was sent; tell the unit's people that it was taken over, sent back or opened again."""
    unit = unit_name(unit=submission.unit_id, on=actor.on) if submission.unit_id else ""
    told = {
        "send": ("body", "reports.review", gettext_noop("%(unit)s đã gửi “%(title)s”")),
        "accept": ("unit", "reports.submit", gettext_noop("Báo cáo “%(title)s” đã được xác nhận")),
        "send_back": ("unit", "reports.submit", gettext_noop("Báo cáo “%(title)s” được trả lại để sửa")),
        "reopen": ("unit", "reports.submit", gettext_noop("Báo cáo “%(title)s” được mở lại để xem xét")),
    }
    if verb not in told:
        return
    reach, right, sentence = told[verb]
    values = {"unit": unit or submission.sent_by, "title": submission.title}

    def body() -> str:
        why = _("Lý do: %(reason)s") % {"reason": reason.strip()} if reason.strip() else ""
        return "\n\n".join(filter(None, (_(sentence) % values + ".", why)))

    people = people_who_may(
        right,
        body_id=submission.body_id,
        on=actor.on,
        unit_id=submission.unit_id,
        reach="body" if reach == "body" else "unit",
    )
    for person in people.exclude(pk=actor.person_id or 0):
        notice_send(
            event=f"reports.{verb}:{submission.pk}:{actor.at:%H%M%S}",
            to=person,
            subject=lambda: _(sentence) % values,
            body=body,
            on=actor.on,
            at=actor.at,
            url=reverse("reports:review", args=[submission.pk]),
        )


def tell_link(request: ReportRequest, *, address: str, message: str, secret: str, actor: Actor) -> None:
    """Mail the message with a request's link to an address. `secret` is the link's address in full: the outbox does not keep it.

    Errors: NOT-001 for an address that is none.
    """
    notice_send(
        event=f"reports.link:{request.pk}:{actor.at:%H%M%S}",
        to=address,
        subject=f"Đề nghị gửi {request.title}, hạn {vi_day(request.due_on)}",
        body=message,
        on=actor.on,
        at=actor.at,
        secret=secret,
    )
