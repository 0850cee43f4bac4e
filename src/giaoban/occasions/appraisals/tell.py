"""What the room tells people, each in their language. Once per event, person and day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.access.audience import people_of_units, people_who_may
from giaoban.ground.notices.services import notice_send
from giaoban.ground.org.models import Person, PostHolding
from giaoban.ground.org.selectors import unit_name, unit_names
from giaoban.kernel.scorecard import CriteriaSet, shown
from giaoban.occasions.appraisals.models import Appraisal, Reviewer, ScoreSheet
from giaoban.records.figures.printing import in_language


def vi_day(day: date) -> str:
    """A day as offices write it."""
    return f"{day:%d/%m/%Y}"


def unit_people(sheet: ScoreSheet, on: date) -> Iterable[Person]:
    """Who scores for the unit of a card."""
    return people_who_may("appraisals.submit", body_id=sheet.body_id, on=on, unit_id=sheet.unit_id, reach="unit")


def people_by_unit(sheets: Sequence[ScoreSheet], on: date) -> dict[int, list[Person]]:
    """Who scores for the units of an appraisal's cards, by unit; a fixed number of queries."""
    if not sheets:
        return {}
    units = [sheet.unit_id for sheet in sheets]
    return people_of_units("appraisals.submit", body_id=sheets[0].body_id, on=on, units=units)


def reviewer_people(appraisal: Appraisal, on: date) -> Iterable[Person]:
    """Who checks: the holders of the reviewing posts, else the office's people who may check."""
    named = appraisal.reviewers.values("post")
    holders = PostHolding.objects.on(on).filter(post__in=named).exclude(kind="deputy_for")
    found = Person.objects.filter(pk__in=holders.values("person")).order_by("pk")
    return found if found.exists() else people_who_may("appraisals.review", body_id=appraisal.body_id, on=on)


def tell_opened(appraisal: Appraisal, *, actor: Actor) -> None:
    """Tell the people of every unit that is rated."""
    title, due = appraisal.title, vi_day(appraisal.self_due_on)
    values = {"title": title, "due": due, "set": appraisal.score_set.title}

    def body() -> str:
        asked = _("Đơn vị tự chấm điểm theo “%(set)s” và đính kèm minh chứng trước hết ngày %(due)s.") % values
        return "\n\n".join(filter(None, (asked, appraisal.note)))

    sheets = list(appraisal.sheets.filter(excluded="").order_by("pk"))
    people = people_by_unit(sheets, actor.on)
    for sheet in sheets:
        for person in people[sheet.unit_id]:
            if person.pk == actor.person_id:
                continue
            notice_send(
                event=f"appraisals.opened:{sheet.pk}",
                to=person,
                subject=lambda: _("Tự chấm điểm: %(title)s, hạn %(due)s") % values,
                body=body,
                on=actor.on,
                at=actor.at,
                url=reverse("appraisals:sheet", args=[sheet.pk]),
            )


def tell_reviewer(reviewer: Reviewer, *, actor: Actor) -> None:
    """Tell the holder of a post that it checks an appraisal."""
    appraisal = reviewer.appraisal
    values = {"title": appraisal.title, "due": vi_day(appraisal.review_due_on)}

    def body() -> str:
        named = {"group": reviewer.group.title} if reviewer.group else {}
        what = _("nhóm “%(group)s”") % named if named else _("tất cả các nhóm tiêu chí")
        return _("Thẩm định %(what)s, xong trước hết ngày %(due)s.") % {**values, "what": what}

    holders = PostHolding.objects.on(actor.on).filter(post=reviewer.post_id).exclude(kind="deputy_for")
    for person in Person.objects.filter(pk__in=holders.values("person")).exclude(pk=actor.person_id or 0):
        notice_send(
            event=f"appraisals.reviewer:{reviewer.pk}",
            to=person,
            subject=lambda: _("Phân công thẩm định: %(title)s") % values,
            body=body,
            on=actor.on,
            at=actor.at,
            url=reverse("appraisals:appraisal", args=[appraisal.pk]),
        )


def tell_sheets(sheets: Sequence[ScoreSheet], verb: str, *, actor: Actor, reason: str = "") -> None:
    """Tell the reviewers which cards were handed in; tell each unit that its card was sent back."""
    if verb not in ("submit", "send_back"):
        return
    names = unit_names(units=[sheet.unit_id for sheet in sheets], on=actor.on)
    reviewers: dict[int, list[Person]] = {}
    for sheet in sheets:
        if verb == "submit" and sheet.appraisal_id not in reviewers:
            reviewers[sheet.appraisal_id] = list(reviewer_people(sheet.appraisal, actor.on))
        people = reviewers[sheet.appraisal_id] if verb == "submit" else unit_people(sheet, actor.on)
        subject, body = told_of(verb, names.get(sheet.unit_id, ""), sheet.appraisal.title, reason)
        for person in people:
            if person.pk != actor.person_id:
                notice_send(
                    event=f"appraisals.{verb}:{sheet.pk}",
                    to=person,
                    subject=subject,
                    body=body,
                    on=actor.on,
                    at=actor.at,
                    url=reverse("appraisals:sheet", args=[sheet.pk]),
                )


def told_of(verb: str, unit: str, title: str, reason: str) -> tuple[Callable[[], str], Callable[[], str]]:
    """What is said of a card that was handed in or sent back: heading and text, in the language in use when they are asked."""
    values = {"unit": unit, "title": title}

    def subject() -> str:
        sent, back = _("%(unit)s đã nộp phiếu tự chấm: %(title)s"), _("Phiếu tự chấm được trả lại: %(title)s")
        return (sent if verb == "submit" else back) % values

    def body() -> str:
        why = _("Lý do: %(reason)s") % {"reason": reason} if reason else ""
        return "\n\n".join(filter(None, (f"{subject()}.", why)))

    return subject, body


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
    people = people_by_unit(sheets, actor.on)
    for sheet in sheets:
        result = partial(result_of, sheet, titles)
        for person in people[sheet.unit_id]:
            if person.pk != actor.person_id:
                notice_send(
                    event=f"appraisals.decided:{sheet.pk}",
                    to=person,
                    subject=partial(decided_subject, appraisal, result),
                    body=partial(decided_body, sheet, result, actor),
                    on=actor.on,
                    at=actor.at,
                    url=reverse("appraisals:results", args=[appraisal.pk]),
                )


def result_of(sheet: ScoreSheet, titles: Mapping[str, str]) -> str:
    """A unit's result: its points and its class. titles: of the classes, by code."""
    points = in_language(shown(sheet.total)) if sheet.total is not None else "–"
    if sheet.band:
        return _("%(points)s điểm, xếp loại %(grade)s") % {"points": points, "grade": titles[sheet.band]}
    return _("%(points)s điểm, chưa xếp loại") % {"points": points}


def decided_subject(appraisal: Appraisal, result: Callable[[], str]) -> str:
    """The heading of the message with a unit's result."""
    return _("Kết quả %(title)s: %(result)s") % {"title": appraisal.title, "result": result()}


def decided_body(sheet: ScoreSheet, result: Callable[[], str], actor: Actor) -> str:
    """The message with a unit's result, its rank, and how it was reached."""
    place = _(", hạng %(rank)s") % {"rank": sheet.rank} if sheet.rank else ""
    how = sheet.how if get_language() == "vi" else ""  # kept as it was said on the day, in Vietnamese
    return "\n\n".join(filter(None, (f"{unit_name(unit=sheet.unit_id, on=actor.on)}: {result()}{place}.", how)))
