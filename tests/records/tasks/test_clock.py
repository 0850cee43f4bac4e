"""Lateness and the clock's sentence, computed from dates; the same in Python and in SQL."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from giaoban.records.tasks.clock import in_state_of, lateness, sentence, soon_until, span
from giaoban.records.tasks.models import Task
from tests.cast import ON

D = date


def task(state="doing", due=None, reported=None):
    return SimpleNamespace(state=state, due_on=due, reported_on=reported)


CASES = [
    ("doing", None, None, "no_deadline"),
    ("doing", D(2026, 12, 30), None, "open"),
    ("assigned", D(2026, 11, 26), None, "due_soon"),
    ("assigned", D(2026, 11, 27), None, "open"),
    ("doing", D(2026, 11, 20), None, "due_soon"),
    ("doing", D(2026, 11, 19), None, "overdue"),
    ("reported", D(2026, 11, 10), D(2026, 11, 10), "open"),
    ("reported", D(2026, 11, 10), D(2026, 11, 11), "overdue"),
    ("reported", D(2026, 11, 20), D(2026, 11, 20), "open"),
    ("closed", D(2026, 11, 10), D(2026, 11, 10), "done_on_time"),
    ("closed", D(2026, 11, 10), D(2026, 11, 11), "done_late"),
    ("closed", None, D(2026, 11, 11), "done_on_time"),
    ("cancelled", D(2026, 11, 10), None, "cancelled"),
]


@pytest.mark.parametrize(("state", "due", "reported", "expected"), CASES)
def test_lateness_follows_from_dates(state, due, reported, expected):
    assert lateness(task(state, due, reported), ON) == expected


@pytest.mark.django_db
def test_the_database_finds_the_same_lateness(cast):
    for number, (state, due, reported, _) in enumerate(CASES):
        Task.objects.create(
            body=cast.bodies["ubnd"],
            ref=f"T{number}",
            title="x",
            text="x",
            state=state,
            due_on=due,
            reported_on=reported,
            closed_on=reported if state == "closed" else None,
            issued_on=D(2026, 11, 1),
            created_at=cast.actor("binh").at,
            created_by="x",
        )
    for word in {case[3] for case in CASES}:
        found = Task.objects.filter(in_state_of(word, ON)).values_list("ref", flat=True)
        assert set(found) == {f"T{n}" for n, case in enumerate(CASES) if case[3] == word}, word


def test_due_soon_is_the_last_three_working_days_holidays_aside():
    # Friday 20 November 2026; Tuesday the 24th is a holiday: the 23rd, 25th and 26th are worked
    assert soon_until(ON) == D(2026, 11, 26)
    assert soon_until(D(2026, 11, 18)) == D(
        2026, 11, 24
    )  # 19, 20, 23 are worked, the holiday after them is free anyway
    assert soon_until(D(2040, 1, 1)) == D(2040, 1, 4)  # outside the calendar: plain days


def test_working_days_are_counted_without_the_first_and_with_the_last():
    assert span(ON, D(2026, 11, 30)).days == 5
    assert span(ON, D(2026, 11, 30)).holidays == ("24/11 Ngày Văn hóa Việt Nam",)
    assert span(ON, ON).days == 0
    assert not span(ON, D(2030, 1, 1)).working


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            task(due=D(2026, 11, 30)),
            "Hạn 30/11/2026 (còn 5 ngày làm việc, không tính 24/11 Ngày Văn hóa Việt Nam)",
        ),
        (task(due=ON), "Hạn 20/11/2026 (đến hạn hôm nay)"),
        (task(due=D(2026, 11, 17)), "Hạn 17/11/2026 (quá hạn 3 ngày làm việc)"),
        (
            task(due=D(2026, 11, 19), reported=D(2026, 11, 19)),
            "Báo cáo hoàn thành ngày 19/11/2026, đúng hạn 19/11/2026",
        ),
        (
            task("reported", due=D(2026, 11, 14), reported=D(2026, 11, 15)),
            "Báo cáo hoàn thành ngày 15/11/2026, sau hạn 14/11/2026 (chưa qua ngày làm việc nào)",
        ),
        (task(due=D(2026, 11, 22)), "Hạn 22/11/2026 (không còn ngày làm việc nào); ngày hạn là ngày nghỉ (Chủ nhật)"),
        (task(), "Không có hạn cụ thể"),
        (task("cancelled", due=ON), "Nhiệm vụ đã hủy"),
        (task("closed", due=ON, reported=ON), "Báo cáo hoàn thành ngày 20/11/2026, đúng hạn 20/11/2026"),
        (
            task("reported", due=D(2026, 11, 13), reported=D(2026, 11, 17)),
            "Báo cáo hoàn thành ngày 17/11/2026, chậm 2 ngày làm việc so với hạn 13/11/2026",
        ),
        (task("closed", reported=ON), "Báo cáo hoàn thành ngày 20/11/2026"),
        (task(due=D(2030, 11, 20)), "Hạn 20/11/2030 (còn 1461 ngày)"),
    ],
)
def test_the_clock_says_itself_in_words(given, expected):
    assert sentence(given, ON) == expected


def test_a_date_that_passed_over_a_weekend_counts_no_working_day():
    words = sentence(task(due=D(2026, 11, 27)), D(2026, 11, 29))
    assert words == "Hạn 27/11/2026 (quá hạn, chưa qua ngày làm việc nào)"
    bare = sentence(task(due=D(2026, 11, 27)), D(2026, 11, 29), bare=True)
    assert bare == "27/11/2026 (quá hạn, chưa qua ngày làm việc nào)"


def test_a_task_that_nobody_reports_grows_later_each_working_day():
    late = task(due=D(2026, 11, 13))
    said = [sentence(late, ON + timedelta(days=n)) for n in range(4)]
    assert [s.split("quá hạn ")[1][0] for s in said] == ["5", "5", "5", "6"]
