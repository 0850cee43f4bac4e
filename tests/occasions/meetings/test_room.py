"""Who came; what goes badly, and who answers."""

import io
from datetime import date, time

import pytest

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.selectors import difficulties as reads
from giaoban.occasions.meetings.selectors import sessions
from giaoban.occasions.meetings.services import Mark, Raised
from giaoban.occasions.reports.versions import submission_replace
from tests.occasions.meetings.month import REPORT, opened, planned, report
from tests.occasions.meetings.test_sessions import refusal

pytestmark = pytest.mark.django_db


def test_many_are_marked_at_once_and_the_counter_tells_who_is_there(cast):
    session, actor = planned(cast), cast.actor("binh")
    an, hoa, cuong = sessions.attendances(session)
    marks = {
        an.pk: Mark("present", arrived_at=time(8, 5)),
        hoa.pk: Mark("excused"),
        cuong.pk: Mark("substitute", "Trưởng phòng"),
    }
    assert services.attendance_mark(actor=actor, session=session, marks=marks) == 3
    assert services.attendance_mark(actor=actor, session=session, marks=marks) == 0
    assert (sessions.present(session).there, sessions.present(session).invited) == (2, 3)


def test_all_present_spares_those_of_whom_something_is_known(cast):
    session, actor = planned(cast), cast.actor("binh")
    an = sessions.attendances(session)[0]
    services.attendance_mark(actor=actor, session=session, marks={an.pk: Mark("excused")})
    assert services.attendance_all_present(actor=actor, session=session) == 2
    assert sessions.present(session).there == 2


def test_somebody_who_joins_an_open_session_is_there_at_once(cast):
    session, actor = opened(cast), cast.actor("binh")
    guest = services.attendance_add(actor=actor, session=session, name="Vũ Văn Khách")
    assert guest.state == "present"
    assert refusal(services.attendance_add, actor=actor, session=session, name=" ") == "MTG-018"
    services.attendance_remove(actor=actor, session=session, attendance_id=guest.pk)
    assert sessions.present(session).invited == 3


def test_marks_of_another_session_are_passed_over(cast):
    session, other = planned(cast), planned(cast)
    row = sessions.attendances(other)[0]
    assert services.attendance_mark(actor=cast.actor("binh"), session=session, marks={row.pk: Mark("absent")}) == 0


def test_linked_reports_propose_their_difficulties_with_the_sentence(cast):
    heard = report(cast)
    session = planned(cast)
    found = reads.proposals(cast.actor("binh"), session)
    assert any("Nhà văn hóa thôn Đông xuống cấp" in row.quote for row in found)
    assert {(row.submission_id, row.unit_id) for row in found} == {(heard.pk, cast.units["van_hoa"].pk)}


def test_a_difficulty_taken_from_a_report_is_proposed_no_more_and_taken_once(cast):
    report(cast)
    session, actor = planned(cast), cast.actor("binh")
    first, *rest = reads.proposals(actor, session)
    raised = Raised(first.quote, first.unit_id, first.item_id, first.source_ref, first.start, first.end, first.quote)
    assert len(services.difficulty_raise(actor=actor, session=session, difficulties=[raised])) == 1
    assert services.difficulty_raise(actor=actor, session=session, difficulties=[raised]) == []
    assert reads.proposals(actor, session) == rest
    [row] = reads.difficulties(actor, session)
    assert row.report_id == first.submission_id
    [seen] = reads.difficulties(cast.actor("giang"), session)
    assert seen.report_id is None


def taken(row):
    return Raised(row.quote, row.unit_id, row.item_id, row.source_ref, row.start, row.end, row.quote)


def replaced(cast, heard, content):
    heard.refresh_from_db()
    stream = io.BytesIO(content)
    submission_replace(actor=cast.actor("binh"), submission=heard, stream=stream, name="mới.txt", sent=True)


def test_of_a_replaced_file_only_what_nobody_has_put_down_is_proposed_and_no_sentence_is_lost(cast):
    heard = report(cast)
    session, actor = planned(cast), cast.actor("binh")
    before = reads.proposals(actor, session)
    assert (
        len(services.difficulty_raise(actor=actor, session=session, difficulties=map(taken, before))) == len(before) > 1
    )
    new = "Trạm bơm thôn Tây xuống cấp, chưa có kinh phí sửa chữa."
    replaced(cast, heard, REPORT.replace("Nhà văn hóa", f"{new}\nNhà văn hóa").encode())
    [row] = reads.proposals(actor, session)
    assert (row.quote.rstrip("."), row.start) == (new.rstrip("."), before[0].start)
    [made] = services.difficulty_raise(actor=actor, session=session, difficulties=[taken(row), taken(row)])
    assert made.span_start == row.start
    assert reads.proposals(actor, session) == []
    old = session.difficulties.get(quote=before[0].quote)
    assert (old.span_start, old.span_end) == (None, None), "another sentence stands there now"


def test_a_report_whose_present_file_cannot_be_read_proposes_nothing(cast):
    heard = report(cast)
    session = planned(cast)
    replaced(cast, heard, b"%PDF-1.4 broken")
    heard.refresh_from_db()
    assert heard.unreadable_code
    assert reads.proposals(cast.actor("binh"), session) == []


def test_a_head_is_not_shown_sentences_of_reports_he_may_not_open(cast):
    report(cast)
    session = planned(cast)
    assert reads.proposals(cast.actor("giang"), session) == []


def test_a_difficulty_is_given_answered_settled_and_opened_again(cast):
    session, actor = opened(cast), cast.actor("binh")
    [row] = services.difficulty_raise(
        actor=actor, session=session, difficulties=[Raised("Thiếu kinh phí sửa nhà văn hóa")]
    )
    who = {"actor": actor, "session": session, "difficulty_id": row.pk}
    assert refusal(services.difficulty_step, **who, verb="close") == "FLW-001"
    services.difficulty_assign(**who, unit_id=cast.units["kinh_te"].pk, due_on=date(2026, 12, 1))
    assert refusal(services.difficulty_answer, **who, answer=" ") == "MTG-017"
    services.difficulty_answer(**who, answer="Bố trí từ nguồn dự phòng")
    assert services.difficulty_step(**who, verb="close").state == "closed"
    assert services.difficulty_step(**who, verb="reopen").state == "answered"
    [found] = reads.difficulties(actor, session)
    assert (found.answerer, found.row.answer) == ("Phòng Kinh tế xã An Phú", "Bố trí từ nguồn dự phòng")
    assert refusal(services.difficulty_raise, actor=actor, session=session, difficulties=[Raised(" ")]) == "MTG-002"
    assert refusal(services.difficulty_answer, **{**who, "session": planned(cast)}, answer="x") == "MTG-003"
