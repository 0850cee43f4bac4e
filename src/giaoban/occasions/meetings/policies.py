"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.occasions.meetings.models import (
    AgendaItem,
    AgendaPaper,
    AgendaVersion,
    Attendance,
    Conclusion,
    ConclusionTask,
    Difficulty,
    Session,
)
from giaoban.records.tasks.sources import source_url

access.declare(
    {
        "meetings.view": _("Xem phiên họp của cơ quan"),
        "meetings.prepare": _("Chuẩn bị phiên họp, ghi thành phần, vướng mắc"),
        "meetings.conclude": _("Ghi kết luận và giao nhiệm vụ"),
    }
)
access.entitle(
    {
        "meetings.plan": _("Lập phiên họp"),
        "meetings.edit": _("Sửa thông tin phiên họp"),
        "meetings.open": _("Bắt đầu phiên họp"),
        "meetings.close": _("Kết thúc phiên họp"),
        "meetings.agenda": _("Sửa chương trình"),
        "meetings.freeze": _("Chốt chương trình"),
        "meetings.papers": _("Sửa tài liệu phiên họp"),
        "meetings.attendance": _("Ghi thành phần dự họp"),
        "meetings.difficulty": _("Ghi vướng mắc"),
        "meetings.no_conclusion": _("Ghi phiên họp không có kết luận"),
        "meetings.conclusion": _("Ghi kết luận"),
        "meetings.proposal": _("Sửa nhiệm vụ đề xuất"),
        "meetings.issue": _("Ban hành kết luận và giao nhiệm vụ"),
    }
)
# A session is seen by everyone who may see sessions of its body: a role narrowed to one unit does not narrow it.
access.policy(Session, view="meetings.view", body="body")
for part in (AgendaItem, AgendaVersion, Attendance, Conclusion, Difficulty):
    access.policy(part, view="meetings.view", body="session__body", parent="session")
access.policy(AgendaPaper, view="meetings.view", body="item__session__body", parent="item")
access.policy(ConclusionTask, view="meetings.view", body="conclusion__session__body", parent="conclusion")

journal.track(Session)
journal.track(AgendaItem, part_of="session", exclude=("snapshot",))
journal.track(AgendaPaper, part_of="item")
journal.track(AgendaVersion, part_of="session", exclude=("rows",))
journal.track(Attendance, part_of="session")
journal.track(Difficulty, part_of="session")
journal.track(Conclusion, part_of="session", exclude=("reading",))
journal.track(ConclusionTask, part_of="conclusion")


def found_session(session: Session) -> search.Found:
    """A session is found by its title and the titles of its items."""
    items = session.items.order_by("order").values_list("title", flat=True)
    return search.Found(
        title=session.title,
        url=reverse("meetings:agenda", args=[session.pk]),
        text="\n".join((session.period, session.place, *items)),
        body_id=session.body_id,
        unit_id=None,
        on=session.held_on,
    )


search.source(Session, found_session)
source_url("meetings.session", "meetings:agenda", Session, named=True)
