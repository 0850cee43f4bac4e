"""Where the month stands: six steps from the request to the task, each counted through the rooms below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.occasions.meetings.models import Conclusion, Session
from giaoban.occasions.meetings.selectors.follow_up import ref_of
from giaoban.occasions.meetings.selectors.sessions import sessions
from giaoban.occasions.reports.models import Submission
from giaoban.records.figures.selectors import current
from giaoban.records.tasks.selectors import tally, tasks_of
from giaoban.windows.desk.selectors import Month

State = Literal["waiting", "doing", "done", "overdue"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the month: how it stands, in a few words, and where to go on."""

    key: str
    title: str
    state: State
    text: str
    url: str

    @property
    def word(self) -> str:
        """The state in words."""
        return {
            "waiting": _("chưa bắt đầu"),
            "doing": _("đang làm"),
            "done": _("xong"),
            "overdue": _("có việc quá hạn"),
        }[self.state]


def steps_of(actor: Actor, month: Month) -> list[Step]:
    """The steps of a month that the actor may see. Five queries at most, besides those that `month` took."""
    verbs = access.verbs_anywhere(actor)
    found = []
    if "reports.view" in verbs:
        found += [requests_step(month), review_step(actor, month.first)]
    if "figures.view" in verbs:
        found.append(figures_step(actor, month.first))
    if "meetings.view" in verbs:
        found += session_steps(actor, month)
    return found


def requests_step(month: Month) -> Step:
    """Units are asked and answer. No query."""
    total = len(month.lines)
    state: State = "waiting"
    if total:
        state = "done" if month.answered == total else "overdue" if month.late else "doing"
    text = _("%(answered)s/%(total)s đơn vị đã gửi") % {"answered": month.answered, "total": total}
    text = text if total else _("chưa lập yêu cầu")
    return Step("requests", _("Yêu cầu, nhận báo cáo"), state, text, reverse("reports:requests"))


def review_step(actor: Actor, first: date) -> Step:
    """Reports are checked and confirmed. One query."""
    rows = access.visible(actor, "reports.view", Submission.objects.filter(period=f"{first:%Y-%m}"))
    counts = rows.aggregate(
        accepted=Count("pk", filter=Q(state="accepted")), left=Count("pk", filter=Q(state__in=("sent", "sent_back")))
    )
    state: State = "doing" if counts["left"] else "done" if counts["accepted"] else "waiting"
    text = _("%(accepted)s đã xác nhận, %(left)s chờ xem xét") % counts
    return Step("review", _("Kiểm tra báo cáo"), state, text, f"{reverse('reports:inbox')}?trang-thai=sent")


def figures_step(actor: Actor, first: date) -> Step:
    """Figures go into the book. One query."""
    month = {"period__calendar": "civil", "period__kind": "month", "period__start": first}
    counts = current(actor).filter(**month).aggregate(n=Count("pk"), units=Count("unit", distinct=True))
    text = _("%(n)s số liệu của %(units)s đơn vị") % counts if counts["n"] else _("chưa ghi số liệu")
    return Step("figures", _("Sổ số liệu"), "done" if counts["n"] else "waiting", text, reverse("figures:table"))


def session_steps(actor: Actor, month: Month) -> list[Step]:
    """The month's sessions, their conclusions and tasks. Two queries."""
    key = f"{month.first:%Y-%m}"
    issued = Conclusion.objects.filter(session=OuterRef("pk"), state="issued")
    rows = sessions(actor).filter(Q(period=key) | Q(period="", held_on__gte=month.first, held_on__lt=month.after))
    found = list(
        rows.annotate(is_issued=Exists(issued), has_text=Exists(Conclusion.objects.filter(session=OuterRef("pk"))))
    )
    return [held_step(found), concluded_step(found), tasks_step(actor, found)]


def address(found: Sequence[Session], name: str) -> str:
    """The page of the month's one session, the list where there are several or none."""
    return reverse(f"meetings:{name}", args=[found[0].pk]) if len(found) == 1 else reverse("meetings:sessions")


def held_step(found: Sequence[Session]) -> Step:
    """Sessions are prepared and held."""
    closed = sum(row.state == "closed" for row in found)
    state: State = "waiting" if not found else "done" if closed == len(found) else "doing"
    text = _("%(closed)s/%(total)s phiên họp đã kết thúc") % {"closed": closed, "total": len(found)}
    text = text if found else _("chưa lập phiên họp")
    return Step("session", _("Phiên họp"), state, text, address(found, "agenda"))


def concluded_step(found: Sequence[Session]) -> Step:
    """Conclusions are put down and issued; a session that has none needs none."""
    marks = [vars(row) for row in found]
    issued = sum(bool(mark["is_issued"]) for mark in marks)
    settled = sum(bool(mark["is_issued"] or mark["no_conclusion"]) for mark in marks)
    begun = any(mark["has_text"] for mark in marks)
    state: State = "done" if found and settled == len(found) else "doing" if begun else "waiting"
    text = _("%(n)s kết luận đã ban hành") % {"n": issued}
    return Step("conclusion", _("Kết luận"), state, text, address(found, "conclusion"))


def tasks_step(actor: Actor, found: Sequence[Session]) -> Step:
    """Tasks are given, done and confirmed. One query."""
    counts = tally(tasks_of(actor, [ref_of(row.pk) for row in found]), actor.on)
    done = counts.on_time + counts.late
    state: State = "waiting"
    if counts.total:
        state = "overdue" if counts.overdue else "doing" if counts.open else "done"
    text = _("%(done)s/%(total)s nhiệm vụ đã xong") % {"done": done, "total": counts.total}
    text = text if counts.total else _("chưa giao nhiệm vụ")
    if counts.overdue:
        text += ", " + _("%(n)s quá hạn") % {"n": counts.overdue}
    return Step("tasks", _("Nhiệm vụ"), state, text, address(found, "tasks"))
