"""How many members must be there: the rule of the day, its arithmetic, and what the office changes."""

from datetime import date

import pytest

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.minutes import lines
from giaoban.occasions.meetings.quorum import Quorum, needed, usual
from giaoban.occasions.meetings.selectors import minutes as papers
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.occasions.meetings.services import Mark
from tests.cast import ON
from tests.occasions.meetings.month import opened, planned
from tests.occasions.meetings.test_pages import at, said, text_of
from tests.pages import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


@pytest.mark.parametrize(
    ("rule", "members", "least"),
    [
        ("over_half", 12, 7), ("over_half", 13, 7), ("over_half", 1, 1),
        ("two_thirds", 12, 8), ("two_thirds", 13, 9), ("two_thirds", 10, 7), ("", 9, 0),
    ],
)  # fmt: skip
def test_more_than_half_and_two_thirds_are_whole_people(rule, members, least):
    assert needed(rule, members) == least
    assert Quorum(rule, ON, members, least).enough
    assert not rule or not Quorum(rule, ON, members, least - 1).enough


def test_the_rule_is_that_of_the_day_and_of_sessions_held_by_members_only():
    assert usual("regular", date(2025, 2, 28)) == "two_thirds"
    assert usual("regular", date(2025, 3, 1)) == "over_half"
    assert usual("briefing", date(2024, 1, 5)) == usual("conference", ON) == ""
    assert "77/2015" in Quorum("two_thirds", date(2024, 1, 5), 9, 6).basis
    assert "đề xuất" in Quorum("over_half", ON, 9, 6).basis


def test_a_new_session_proposes_its_members_and_counts_those_who_come_in_person(cast):
    session = opened(cast)
    chair, deputy, head = reads.attendances(session)
    assert [row.member for row in (chair, deputy, head)] == [True, True, True]
    quorum = reads.present(session).quorum
    assert (quorum.rule, quorum.members, quorum.there, quorum.enough) == ("over_half", 3, 0, False)
    marks = {chair.pk: Mark("present"), deputy.pk: Mark("substitute", "Đỗ Minh Hòa"), head.pk: Mark("present")}
    services.attendance_mark(actor=cast.actor("binh"), session=session, marks=marks)
    quorum = reads.present(session).quorum
    assert (quorum.there, quorum.needed, quorum.enough) == (2, 2, True)
    assert papers.minutes(cast.actor("binh"), session).quorum == quorum
    told = [text for _kind, text in lines(papers.minutes(cast.actor("binh"), session))]
    assert "Có mặt 2/3 thành viên: đủ số thành viên để họp (cần quá nửa số thành viên, tức 2 người)." in told


def test_the_office_changes_rule_and_members_on_the_page(cast):
    session = opened(cast)
    client = client_of(cast)
    chair, deputy, head = reads.attendances(session)
    data = {
        "verb": "save",
        "quorum": "two_thirds",
        f"s{chair.pk}": "present",
        f"m{chair.pk}": "on",
        f"s{head.pk}": "present",
    }
    page = said(client, at("attendance", session), data)
    assert "Có mặt 1/2 thành viên: chưa đủ số thành viên để họp" in page
    session.refresh_from_db()
    assert (session.quorum, deputy.member) == ("two_thirds", True)
    page = said(client, at("attendance", session), {"verb": "save", "quorum": "không có luật này"})
    session.refresh_from_db()
    assert session.quorum == "two_thirds"
    page = said(client, at("attendance", session), {"verb": "save", "quorum": ""})
    assert "đủ số thành viên để họp" not in page


def test_the_next_session_invites_the_same_members(cast):
    first = opened(cast)
    head = reads.attendances(first)[-1]
    marks = {head.pk: Mark("present", member=False)}
    services.attendance_mark(actor=cast.actor("binh"), session=first, marks=marks)
    services.session_no_conclusion(actor=cast.actor("binh"), session=first, reason="Chỉ nghe báo cáo")
    services.session_close(actor=cast.actor("binh"), session=first, waiting="postponed")
    assert [row.member for row in reads.attendances(planned(cast))] == [True, True, False]


def test_a_briefing_counts_no_members(cast):
    session = planned(cast, kind="briefing")
    assert not reads.present(session).quorum.counts or session.quorum == ""
    assert "thành viên để họp" not in text_of(client_of(cast), at("attendance", session))
