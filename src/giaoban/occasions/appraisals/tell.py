"""What the room tells people. Once per event, person and day."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from giaoban.ground.access import Actor
from giaoban.ground.access.audience import people_who_may
from giaoban.ground.notices.services import notice_send
from giaoban.ground.org.models import Person, PostHolding
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.scorecard import CriteriaSet, shown
from giaoban.occasions.appraisals.models import Appraisal, Reviewer, ScoreSheet


def vi_day(day: date) -> str:
    """A day as offices write it."""
    return f"{day:%d/%m/%Y}"


def unit_people(sheet: ScoreSheet, on: date) -> Iterable[Person]:
    """Who scores for the unit of a card."""
    return people_who_may("appraisals.submit", body_id=sheet.body_id, on=on, unit_id=sheet.unit_id, reach="unit")


def reviewer_people(appraisal: Appraisal, on: date) -> Iterable[Person]:
    """Who checks: the holders of the reviewing posts, else the office's people who may check."""
    named = appraisal.reviewers.values("post")
    holders = PostHolding.objects.on(on).filter(post__in=named).exclude(kind="deputy_for")
    found = Person.objects.filter(pk__in=holders.values("person")).order_by("pk")
    return found if found.exists() else people_who_may("appraisals.review", body_id=appraisal.body_id, on=on)


def tell_opened(appraisal: Appraisal, *, actor: Actor) -> None:
    """Tell the people of every unit that is rated."""
    for sheet in appraisal.sheets.filter(excluded=""):
        for person in unit_people(sheet, actor.on):
            if person.pk == actor.person_id:
                continue
            notice_send(
                event=f"appraisals.opened:{sheet.pk}",
                to=person,
                subject=f"Tự chấm điểm: {appraisal.title}, hạn {vi_day(appraisal.self_due_on)}",
                body=f"Đơn vị tự chấm điểm theo “{appraisal.score_set.title}” và đính kèm minh chứng trước hết ngày "
                f"{vi_day(appraisal.self_due_on)}." + (f"\n\n{appraisal.note}" if appraisal.note else ""),
                on=actor.on,
                at=actor.at,
                url=reverse("appraisals:sheet", args=[sheet.pk]),
            )


def tell_reviewer(reviewer: Reviewer, *, actor: Actor) -> None:
    """Tell the holder of a post that it checks an appraisal."""
    appraisal = reviewer.appraisal
    what = f"nhóm “{reviewer.group.title}”" if reviewer.group else "tất cả các nhóm tiêu chí"
    holders = PostHolding.objects.on(actor.on).filter(post=reviewer.post_id).exclude(kind="deputy_for")
    for person in Person.objects.filter(pk__in=holders.values("person")).exclude(pk=actor.person_id or 0):
        notice_send(
            event=f"appraisals.reviewer:{reviewer.pk}",
            to=person,
            subject=f"Phân công thẩm định: {appraisal.title}",
            body=f"Thẩm định {what}, xong trước hết ngày {vi_day(appraisal.review_due_on)}.",
            on=actor.on,
            at=actor.at,
            url=reverse("appraisals:appraisal", args=[appraisal.pk]),
        )


def tell_sheet(sheet: ScoreSheet, verb: str, *, actor: Actor, reason: str = "") -> None:
    """Tell the reviewers that a card was handed in; tell the unit that it was sent back."""
    if verb not in ("submit", "send_back"):
        return
    unit, title = unit_name(unit=sheet.unit_id, on=actor.on), sheet.appraisal.title
    sent = verb == "submit"
    people = reviewer_people(sheet.appraisal, actor.on) if sent else unit_people(sheet, actor.on)
    subject = f"{unit} đã nộp phiếu tự chấm: {title}" if sent else f"Phiếu tự chấm được trả lại: {title}"
    for person in people:
        if person.pk != actor.person_id:
            notice_send(
                event=f"appraisals.{verb}:{sheet.pk}",
                to=person,
                subject=subject,
                body=f"{subject}." + (f"\n\nLý do: {reason}" if reason else ""),
                on=actor.on,
                at=actor.at,
                url=reverse("appraisals:sheet", args=[sheet.pk]),
            )


def tell_link(sheet: ScoreSheet, *, address: str, message: str, secret: str, actor: Actor) -> None:
    """Mail the message with a unit's link to an address. `secret` is the link's address in full: the outbox does not keep it.

    Errors: NOT-001 for an address that is none.
    """
    appraisal = sheet.appraisal
    notice_send(
        event=f"appraisals.link:{sheet.pk}:{actor.at:%H%M%S}",
        to=address,
        subject=f"Đề nghị tự chấm điểm: {appraisal.title}, hạn {vi_day(appraisal.self_due_on)}",
        body=message,
        on=actor.on,
        at=actor.at,
        secret=secret,
    )


def tell_decided(appraisal: Appraisal, sheets: Sequence[ScoreSheet], found: CriteriaSet, *, actor: Actor) -> None:
    """Tell every unit its result."""
    titles = {band.code: band.title for band in found.bands}
    for sheet in sheets:
        points = shown(sheet.total) if sheet.total is not None else "–"
        grade = f", xếp loại {titles[sheet.band]}" if sheet.band else ", chưa xếp loại"
        place = f", hạng {sheet.rank}" if sheet.rank else ""
        for person in unit_people(sheet, actor.on):
            if person.pk != actor.person_id:
                notice_send(
                    event=f"appraisals.decided:{sheet.pk}",
                    to=person,
                    subject=f"Kết quả {appraisal.title}: {points} điểm{grade}",
                    body=f"{unit_name(unit=sheet.unit_id, on=actor.on)}: {points} điểm{grade}{place}.\n\n{sheet.how}",
                    on=actor.on,
                    at=actor.at,
                    url=reverse("appraisals:results", args=[appraisal.pk]),
                )
