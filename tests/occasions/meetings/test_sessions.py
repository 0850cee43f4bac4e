"""A session is planned with its agenda ready, opened, closed; whoever may not, cannot; closed is closed."""

from datetime import date

import pytest

from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.models import AgendaItem, Session
from giaoban.occasions.meetings.selectors import sessions as reads
from tests.cast import ON
from tests.occasions.meetings.month import OCTOBER, closed, concluded, opened, plan, planned, report

pytestmark = pytest.mark.django_db


def refusal(call, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value.code


def titles(session):
    return list(session.items.order_by("order").values_list("title", flat=True))


def test_the_agenda_of_a_new_session_has_the_reports_of_its_month(cast):
    heard = report(cast)
    report(cast, send=False)
    report(cast, period="2026-10")
    session = planned(cast)
    assert titles(session) == [heard.title]
    assert session.items.get().papers.get().submission_id == heard.pk


def test_of_two_answers_to_one_request_the_newer_is_heard(cast):
    from tests.occasions.reports.test_services import ask

    request = ask(cast)
    report(cast, request=request)
    newer = report(cast, request=request)
    assert planned(cast).items.get().papers.get().submission_id == newer.pk


def test_item_one_of_the_next_session_is_the_follow_up_of_the_last_one(cast):
    october = closed(cast, **OCTOBER)
    closed(cast, **OCTOBER, kind="briefing")
    session = planned(cast)
    assert session.previous == october
    first = session.items.get(order=1)
    assert (first.kind, first.title) == ("follow_up", f"Kết quả thực hiện nhiệm vụ giao tại {october.title}")


def test_what_was_put_off_comes_back_and_what_was_discussed_does_not(cast):
    actor, october = cast.actor("binh"), opened(cast, **OCTOBER)
    kept = services.agenda_item_add(actor=actor, session=october, title="Quy chế làm việc", kind="approval")
    services.agenda_item_add(actor=actor, session=october, title="Đã xong")
    services.agenda_item_step(actor=actor, session=october, item_id=kept.pk, verb="postpone")
    services.difficulty_raise(actor=actor, session=october, difficulties=[services.Raised(text="Thiếu kinh phí")])
    services.session_no_conclusion(actor=actor, session=october, reason="Chỉ nghe báo cáo")
    services.session_close(actor=actor, session=october, waiting="discussed")
    session = planned(cast)
    carried = session.items.get(title="Quy chế làm việc")
    assert (carried.carried_from_id, carried.kind, carried.state) == (kept.pk, "approval", "waiting")
    assert titles(session)[2].startswith("Vướng mắc chưa được trả lời")
    assert "Đã xong" not in titles(session)


def test_sessions_of_one_kind_are_counted_by_body_and_year(cast):
    numbers = [planned(cast).number, planned(cast).number, planned(cast, kind="briefing").number]
    numbers.append(planned(cast, held_on=date(2027, 1, 15)).number)
    assert numbers == [1, 2, 1, 1]


def test_a_session_moved_to_another_year_takes_the_next_number_there(cast):
    planned(cast, held_on=date(2027, 1, 15))
    moved = services.session_edit(
        actor=cast.actor("binh"), session=planned(cast), plan=plan(held_on=date(2027, 1, 20), place="Hội trường")
    )
    assert (moved.year, moved.number, moved.place) == (2027, 2, "Hội trường")


def test_those_who_lead_the_body_and_its_units_are_invited_first_and_then_as_before(cast):
    first = planned(cast, **OCTOBER)
    assert [row.name for row in reads.attendances(first)] == ["Nguyễn Văn An", "Đỗ Minh Hòa", "Lê Mạnh Cường"]
    services.attendance_add(actor=cast.actor("binh"), session=first, name="Đại diện Công an xã")
    services.session_open(actor=cast.actor("binh"), session=first)
    services.session_no_conclusion(actor=cast.actor("binh"), session=first, reason="Chỉ nghe báo cáo")
    services.session_close(actor=cast.actor("binh"), session=first)
    names = [row.name for row in reads.attendances(planned(cast))]
    assert names == ["Nguyễn Văn An", "Đỗ Minh Hòa", "Lê Mạnh Cường", "Đại diện Công an xã"]


def test_a_session_without_a_title_is_refused(cast):
    assert refusal(planned, cast, title="  ") == "MTG-002"


def test_the_head_of_a_unit_sees_the_sessions_of_his_body_and_plans_none_as_a_reader(cast):
    session = planned(cast)
    assert reads.session_get(cast.actor("cuong"), session.pk) == session
    assert reads.session_get(cast.actor("giang"), session.pk) == session
    assert refusal(planned, cast, "giang") == "ACC-001"
    assert refusal(services.session_open, actor=cast.actor("giang"), session=session) == "ACC-001"


@pytest.mark.parametrize("who", ["dung", "khanh", "link", "nobody"])
def test_nobody_of_another_body_knows_of_a_session(cast, who):
    session = planned(cast)
    actor = cast.actor(who)
    assert refusal(reads.session_get, actor, session.pk) == "ACC-002"
    assert list(reads.sessions(actor)) == []
    assert refusal(services.session_open, actor=actor, session=session) == "ACC-002"
    assert refusal(services.agenda_item_add, actor=actor, session=session, title="x") == "ACC-002"


def test_sessions_of_the_party_committee_stay_behind_its_wall(cast):
    session = planned(cast, "khanh", kind="party")
    for who in ("an", "binh", "cuong"):
        assert refusal(reads.session_get, cast.actor(who), session.pk) == "ACC-002"
    assert reads.session_get(cast.actor("khanh"), session.pk) == session
    assert planned(cast).previous is None


def test_a_session_closes_only_with_a_conclusion_or_the_word_that_there_is_none(cast):
    actor, session = cast.actor("binh"), opened(cast)
    assert refusal(services.session_close, actor=actor, session=session) == "MTG-010"
    assert refusal(services.session_no_conclusion, actor=actor, session=session, reason=" ") == "MTG-014"
    services.session_no_conclusion(actor=actor, session=session, reason="Chỉ nghe báo cáo")
    assert services.session_close(actor=actor, session=session).state == "closed"


def test_a_session_with_unsettled_or_unissued_tasks_does_not_close(cast):
    actor, session = cast.actor("binh"), concluded(cast)
    assert refusal(services.session_no_conclusion, actor=actor, session=session, reason="x") == "MTG-020"
    with pytest.raises(Problem) as caught:
        services.session_close(actor=actor, session=session)
    assert "chưa xem" in caught.value.sentence()
    for task in session.conclusion.tasks.filter(state="proposed"):
        services.proposal_dismiss(actor=actor, session=session, task_id=task.pk, reason="Ngoài thẩm quyền")
    with pytest.raises(Problem) as caught:
        services.session_close(actor=actor, session=session)
    assert "chưa ban hành" in caught.value.sentence()


def test_items_that_wait_must_not_vanish_at_the_close(cast):
    actor, session = cast.actor("binh"), opened(cast)
    services.agenda_item_add(actor=actor, session=session, title="Quy chế")
    services.session_no_conclusion(actor=actor, session=session, reason="Chỉ nghe báo cáo")
    assert refusal(services.session_close, actor=actor, session=session) == "MTG-011"
    assert refusal(services.session_close, actor=actor, session=session, waiting="lost") == "MTG-011"
    services.session_close(actor=actor, session=session, waiting="postponed")
    assert AgendaItem.objects.get().state == "postponed"


def test_a_closed_session_takes_no_change(cast):
    actor, session = cast.actor("binh"), closed(cast)
    who = {"actor": actor, "session": session}
    assert refusal(services.agenda_item_add, **who, title="x") == "MTG-001"
    assert refusal(services.agenda_freeze, **who) == "MTG-001"
    assert refusal(services.attendance_all_present, **who) == "MTG-001"
    assert refusal(services.difficulty_raise, **who, difficulties=[]) == "MTG-001"
    assert refusal(services.conclusion_set, **who, text="Giao Phòng Kinh tế rà soát.") == "MTG-001"
    assert refusal(services.session_edit, **who, plan=plan()) == "MTG-001"
    assert refusal(services.session_close, **who) == "MTG-001"


def test_a_planned_session_cannot_be_closed(cast):
    assert refusal(services.session_close, actor=cast.actor("binh"), session=planned(cast)) == "FLW-001"


def test_a_session_is_found_by_the_words_of_its_agenda(cast):
    from giaoban.ground import search

    session = planned(cast)
    services.agenda_item_add(actor=cast.actor("binh"), session=session, title="Quy chế văn hóa công sở")
    assert [hit.title for hit in search.find(cast.actor("cuong"), "quy che van hoa", 5)] == [session.title]
    assert list(search.find(cast.actor("dung"), "quy che van hoa", 5)) == []


def test_the_history_tells_who_planned_and_opened_a_session(cast):
    from giaoban.ground import journal
    from giaoban.ground.directory.actor import acting

    with acting(cast.actor("binh"), source="web"):
        session = opened(cast)
    verbs = {change.verb for change in journal.history(session)}
    assert {"meetings.plan", "meetings.open"} <= verbs
    assert Session.objects.get().held_on == ON


def test_a_plan_is_proposed_for_this_month_and_after_its_close_for_the_next(cast):
    actor = cast.actor("binh")
    assert (reads.usual_plan(actor)["period"], reads.usual_plan(actor)["kind"]) == ("2026-11", "regular")
    assert reads.usual_plan(cast.actor("khanh"))["kind"] == "party"
    assert reads.usual_plan(actor, "2027-01-31")["held_on"] == date(2027, 1, 31)
    closed(cast, **OCTOBER)
    assert (reads.usual_plan(actor)["period"], reads.usual_plan(actor)["place"]) == ("2026-11", "Phòng họp số 1")
    closed(cast, held_on=date(2026, 11, 30))  # begun ten days early: it is held on the day it began
    proposed = reads.usual_plan(actor)
    assert (proposed["period"], proposed["held_on"]) == ("2026-12", date(2026, 12, 20))
    assert reads.month_later(date(2027, 1, 31)) == date(2027, 2, 28)
    assert reads.month_later(date(2026, 12, 15)) == date(2027, 1, 15)


def test_a_session_that_begins_early_is_held_on_that_day_and_nothing_of_it_is_dated_before(cast):
    early = closed(cast, held_on=date(2026, 11, 30))
    early.refresh_from_db()
    assert early.held_on == ON
