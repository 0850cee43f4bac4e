"""The month board: six steps, each counted for what the actor may see; cards of sessions and tasks."""

from datetime import date, timedelta

import pytest

from giaoban.occasions.meetings import services as meetings
from giaoban.records.tasks.services import task_accept, task_assign, task_report_done
from giaoban.windows.desk.selectors import month_of
from giaoban.windows.desk.steps import steps_of
from giaoban.windows.desk.work import my_task_cards, reported_task_cards, session_cards
from tests.cast import AT, ON
from tests.occasions.meetings.month import planned, report
from tests.occasions.meetings.test_issue import issued

pytestmark = pytest.mark.django_db


def steps(cast, who="binh", on=ON):
    actor = cast.actor(who)
    return {step.key: step for step in steps_of(actor, month_of(actor, on))}


def give(cast, unit="van_hoa", due=ON + timedelta(days=30), title="Lập danh sách hộ nghèo"):
    return task_assign(
        actor=cast.actor("binh"),
        body_id=cast.bodies["ubnd"].pk,
        title=title,
        text=title,
        lead_unit_id=cast.units[unit].pk,
        due_on=due,
    )


def test_an_empty_month_has_begun_nothing(cast):
    assert {step.state for step in steps(cast).values()} == {"waiting"}
    assert {step.text for step in steps(cast).values()} >= {
        "chưa lập yêu cầu",
        "chưa ghi số liệu",
        "chưa giao nhiệm vụ",
    }
    assert list(steps(cast)) == ["requests", "review", "figures", "session", "conclusion", "tasks"]


def test_each_step_follows_what_was_done(cast):
    report(cast)
    session = issued(cast)
    found = steps(cast)
    assert (found["review"].state, found["review"].text) == ("doing", "0 đã xác nhận, 1 chờ xem xét")
    assert (found["session"].state, found["session"].url) == ("doing", f"/phien-hop/{session.pk}/")
    assert (found["conclusion"].state, found["conclusion"].text) == ("done", "1 kết luận đã ban hành")
    assert (found["tasks"].state, found["tasks"].text) == ("doing", "0/4 nhiệm vụ đã xong")
    meetings.session_close(actor=cast.actor("binh"), session=session, waiting="discussed")
    assert steps(cast)["session"].state == "done"
    assert steps(cast, on=date(2026, 10, 1))["session"].state == "waiting"


def test_late_tasks_make_the_month_late(cast):
    issued(cast)
    actor = cast.actor("binh", at=AT + timedelta(days=40))
    found = {step.key: step for step in steps_of(actor, month_of(actor, ON))}
    assert found["tasks"].state == "overdue"
    assert "quá hạn" in found["tasks"].text


def test_the_stranger_counts_none_of_it(cast):
    issued(cast)
    assert {step.state for step in steps(cast, "dung").values()} == {"waiting"}
    assert steps_of(cast.actor("nobody"), month_of(cast.actor("nobody"), ON)) == []


def test_a_head_sees_the_tasks_of_the_unit_by_due_date_with_late_ones_marked(cast):
    give(cast, title="Sau")
    give(cast, title="Trước", due=ON + timedelta(days=1))
    give(cast, unit="kinh_te", title="Của phòng khác")
    head = cast.actor("cuong", at=AT + timedelta(days=2))
    [card] = my_task_cards(head)
    assert [(item.label, item.state) for item in card.items] == [("Trước", "overdue"), ("Sau", "assigned")]
    assert (card.count, card.tone) == (2, "bad")
    assert my_task_cards(cast.actor("nobody")) == []


def test_reported_tasks_wait_for_the_office(cast):
    task = give(cast)
    head = cast.actor("cuong")
    task_accept(actor=head, task=task)
    task_report_done(actor=head, task=task, result="Đã lập danh sách")
    [card] = reported_task_cards(cast.actor("binh"))
    assert (card.count, card.items[0].detail) == (1, "Phòng Văn hóa – Xã hội xã An Phú")
    assert reported_task_cards(cast.actor("giang")) == []
    [other] = reported_task_cards(cast.actor("dung"))
    assert other.count == 0


def test_sessions_in_preparation_are_shown_to_those_who_prepare_them(cast):
    planned(cast)
    [card] = session_cards(cast.actor("binh"))
    assert (card.count, card.items[0].state) == (1, "planned")
    assert session_cards(cast.actor("giang")) == []
    [other] = session_cards(cast.actor("dung"))
    assert other.count == 0
