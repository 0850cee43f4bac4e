"""Which days are worked, and deadlines that explain themselves."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.calendar import Calendar, Day, calendar_deadline, vietnam, working_deadline
from giaoban.kernel.problems import Problem

CALENDAR = vietnam()
DAYS = st.dates(date(2016, 1, 1), date(2026, 6, 30))


def test_a_swapped_saturday_is_worked_and_its_friday_is_not():
    assert CALENDAR.day(date(2026, 1, 10)).worked
    assert CALENDAR.day(date(2026, 1, 2)).kind == "swap_off"
    assert CALENDAR.day(date(2026, 1, 3)).kind == "weekend"


def test_culture_day_is_free_from_2026_on():
    assert CALENDAR.day(date(2026, 11, 24)).kind == "holiday"
    assert CALENDAR.day(date(2025, 11, 24)).worked


def test_ten_working_days_over_tet_name_the_days_that_were_passed_over():
    due = working_deadline(CALENDAR, date(2026, 2, 11), 5)
    assert due.on == date(2026, 2, 25)
    assert "5 ngày làm việc tính từ ngày tiếp theo của ngày 11/02/2026" in due.explanation
    assert "ngày cuối tuần" in due.explanation
    assert "hết hạn thứ Tư 25/02/2026." in due.explanation


def test_a_calendar_deadline_on_a_holiday_moves_to_the_next_working_day():
    due = calendar_deadline(CALENDAR, date(2026, 4, 20), 10)
    assert due.on == date(2026, 5, 4)
    assert "ngày cuối rơi vào ngày nghỉ" in due.explanation
    assert calendar_deadline(CALENDAR, date(2026, 4, 20), 1).passed_over == ()


def test_a_provisional_year_says_so():
    assert "dự kiến" in working_deadline(CALENDAR, date(2027, 2, 3), 5).explanation


def test_working_days_in_a_row_pass_nothing_over():
    due = working_deadline(CALENDAR, date(2026, 3, 9), 2)
    assert (due.passed_over, due.provisional) == ((), False)
    assert due.explanation == "2 ngày làm việc tính từ ngày tiếp theo của ngày 09/03/2026; hết hạn thứ Tư 11/03/2026."


def test_zero_days_from_a_day_off_end_on_the_next_working_day():
    assert working_deadline(CALENDAR, date(2026, 3, 7), 0).on == date(2026, 3, 9)
    assert working_deadline(CALENDAR, date(2026, 3, 9), 0).on == date(2026, 3, 9)


def test_an_unknown_year_and_a_negative_amount_are_refused():
    for call, code in [
        (lambda: CALENDAR.day(date(2031, 1, 1)), "CAL-001"),
        (lambda: working_deadline(CALENDAR, date(2026, 1, 5), -1), "CAL-002"),
        (lambda: calendar_deadline(CALENDAR, date(2026, 1, 5), -1), "CAL-002"),
    ]:
        with pytest.raises(Problem) as refusal:
            call()
        assert refusal.value.code == code


@given(DAYS, st.integers(0, 60))
def test_a_working_deadline_counts_exactly_its_working_days(start, amount):
    due = working_deadline(CALENDAR, start, amount)
    assert CALENDAR.day(due.on).worked
    if amount:
        assert CALENDAR.working_days(start + timedelta(days=1), due.on + timedelta(days=1)) == amount


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_more_days_never_end_earlier(start, first, more):
    assert working_deadline(CALENDAR, start, first).on <= working_deadline(CALENDAR, start, first + more).on
    assert calendar_deadline(CALENDAR, start, first).on <= calendar_deadline(CALENDAR, start, first + more).on


@given(DAYS, st.integers(0, 40), st.integers(1, 40))
def test_two_stretches_add_up(start, first, second):
    middle = working_deadline(CALENDAR, start, first)
    if CALENDAR.day(start).worked or first:
        assert working_deadline(CALENDAR, middle.on, second).on == working_deadline(CALENDAR, start, first + second).on


def test_another_version_of_the_data_is_another_calendar():
    plain = Calendar([Day(date(2026, 1, 1), "holiday", "Tết Dương lịch")])
    assert plain.day(date(2026, 1, 2)).worked
    assert plain.day(date(2026, 1, 1)).title == "thứ Năm 01/01/2026 (Tết Dương lịch)"


def test_a_month_says_which_days_are_not_worked_and_which_are_made_up_for():
    count = CALENDAR.count(date(2026, 11, 1), date(2026, 12, 1))
    assert count.worked == CALENDAR.working_days(date(2026, 11, 1), date(2026, 12, 1)) == 20
    assert count.explanation == (
        "Từ 01/11/2026 đến 30/11/2026 có 20 ngày làm việc: 30 ngày, trừ 9 ngày cuối tuần, "
        "trừ thứ Ba 24/11/2026 (Ngày Văn hóa Việt Nam)."
    )
    swapped = CALENDAR.count(date(2026, 8, 17), date(2026, 9, 1)).explanation
    assert "trừ thứ Hai 31/08/2026" in swapped
    assert "tính cả thứ Bảy 22/08/2026" in swapped
    assert CALENDAR.count(date(2026, 3, 9), date(2026, 3, 11)).explanation.endswith("có 2 ngày làm việc: 2 ngày.")


def test_a_count_over_a_provisional_year_says_so_and_an_empty_one_is_refused():
    assert "dự kiến" in CALENDAR.count(date(2027, 2, 1), date(2027, 3, 1)).explanation
    with pytest.raises(Problem) as refusal:
        CALENDAR.count(date(2026, 3, 9), date(2026, 3, 9))
    assert refusal.value.code == "CAL-004"


@pytest.mark.parametrize("name", ["holidays.csv", "tet_breaks.csv"])
def test_the_days_are_those_of_the_collected_notices(name):
    path = Path(__file__).parents[3] / ".." / "shared" / "law" / "data" / name
    if not path.exists():
        pytest.skip("the collected notices lie outside the project")
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if "estimate" not in row.get("first_day_off", "")]
    for row in rows:
        if name == "holidays.csv":
            assert CALENDAR.day(date.fromisoformat(row["date"])).kind == row["kind"], row
        else:
            first, last = date.fromisoformat(row["first_day_off"]), date.fromisoformat(row["last_day_off"])
            assert CALENDAR.working_days(first, last + timedelta(days=1)) == 0, row
