"""Every working morning each person hears once of the tasks of their units that are due soon or overdue."""

from datetime import UTC, datetime, timedelta

import pytest

from giaoban.ground.notices.models import Notice
from giaoban.records.tasks import services
from giaoban.records.tasks.jobs import remind, tasks_remind
from tests.cast import AT, ON
from tests.records.tasks.making import assign, heads, later

pytestmark = pytest.mark.django_db


def reminders():
    return Notice.objects.filter(event="tasks.reminder")


def test_one_message_names_what_is_overdue_and_what_is_due_soon(cast):
    heads(cast)
    soon, late = assign(cast, due_on=ON + timedelta(days=6)), assign(cast, due_on=ON + timedelta(days=2))
    assign(cast, due_on=ON + timedelta(days=60))
    remind(at=AT + timedelta(days=5))
    told = reminders().get(person=cast.people["loan"])
    assert told.subject == "Nhắc hạn nhiệm vụ: 1 quá hạn, 1 sắp đến hạn"
    assert told.text.index(late.ref) < told.text.index(soon.ref)
    assert told.text.count("NV-2026-") == 2
    assert not reminders().filter(person=cast.people["kien"]).exists()


def test_running_the_job_again_tells_nobody_twice_a_day(cast):
    heads(cast)
    assign(cast, due_on=ON + timedelta(days=2))
    tasks_remind(AT)
    before = reminders().count()
    tasks_remind(AT + timedelta(minutes=10))
    assert reminders().count() == before > 0
    tasks_remind(AT + timedelta(days=3))
    assert reminders().filter(person=cast.people["loan"]).count() == 2


def test_nobody_is_reminded_on_a_free_day_or_of_what_is_reported(cast):
    loan, _ = heads(cast)
    task = assign(cast, due_on=ON)
    assert remind(at=datetime(2026, 11, 22, 2, tzinfo=UTC)) == 0  # a Sunday
    assert remind(at=datetime(2026, 11, 24, 2, tzinfo=UTC)) == 0  # a holiday
    services.task_report_done(actor=loan, task=task, result="Xong")
    assert remind(at=later(cast, "binh", 3).at) == 0
    assert reminders().count() == 0


def test_a_long_list_is_cut_and_says_so(cast):
    heads(cast)
    for _ in range(31):
        assign(cast, due_on=ON)
    remind(at=AT)
    assert "… và 1 nhiệm vụ khác." in reminders().get(person=cast.people["loan"]).text
