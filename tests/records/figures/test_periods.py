"""Periods are written by key, named in Vietnamese, and exist once."""

from datetime import date

import pytest

from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Period
from giaoban.records.figures.services import cumulative, period_of

pytestmark = pytest.mark.django_db
KNOWN = [
    # key, kind, from, to, name
    ("2026-11", "month", date(2026, 11, 1), date(2026, 12, 1), "tháng 11 năm 2026"),
    ("2026-Q4", "quarter", date(2026, 10, 1), date(2027, 1, 1), "quý IV năm 2026"),
    ("2026-H1", "half", date(2026, 1, 1), date(2026, 7, 1), "6 tháng đầu năm 2026"),
    ("2026-H2", "half", date(2026, 7, 1), date(2027, 1, 1), "6 tháng cuối năm 2026"),
    ("2026-9M", "nine_months", date(2026, 1, 1), date(2026, 10, 1), "9 tháng đầu năm 2026"),
    ("2026", "year", date(2026, 1, 1), date(2027, 1, 1), "năm 2026"),
    ("2025/2026", "school_year", date(2025, 9, 1), date(2026, 6, 1), "năm học 2025-2026"),
    ("2026-01..2026-11", "custom", date(2026, 1, 1), date(2026, 12, 1), "11 tháng đầu năm 2026"),
    ("2026-10-15..2026-11-14", "custom", date(2026, 10, 15), date(2026, 11, 15), "từ 15/10/2026 đến 14/11/2026"),
]


@pytest.mark.parametrize(("key", "kind", "start", "end", "name"), KNOWN)
def test_a_key_gives_a_period_with_its_name_and_back(key, kind, start, end, name):
    made = period_of(key)
    assert (made.kind, made.start, made.end, made.label, made.code) == (kind, start, end, name, key)
    assert period_of(made.code) == made
    assert Period.objects.count() == 1


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("11/2026", "2026-11"),
        ("tháng 11 năm 2026", "2026-11"),
        ("2025-2026", "2025/2026"),
        ("2026-01..2026-06", "2026-H1"),
        ("2026-07..2026-12", "2026-H2"),
        ("2026-01..2026-12", "2026"),
        ("2026-01..2026-01", "2026-01"),
        ("2026-04..2026-06", "2026-Q2"),
    ],
)
def test_other_ways_of_writing_mean_the_same_period(written, key):
    assert period_of(written) == period_of(key)


@pytest.mark.parametrize(
    "text", ["", "quý ba", "2026-13", "2026-11..2026-10", "2026-13..2026-14", "2026-02-30..2026-03-01"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Problem) as caught:
        period_of(text)
    assert caught.value.code == "OBS-004"


def test_the_calendar_that_closes_on_the_fifteenth_moves_the_days():
    made = period_of("2026-11", calendar="reporting15")
    assert (made.start, made.end, made.code) == (date(2026, 10, 15), date(2026, 11, 15), "2026-11")
    assert made.label == "tháng 11 năm 2026 (15/10–14/11/2026)"
    assert made != period_of("2026-11")
    for text, calendar in (("2026-9M", "reporting15"), ("2026-11", "lunar")):
        with pytest.raises(Problem) as caught:
            period_of(text, calendar=calendar)
        assert caught.value.code == "OBS-004"
    assert period_of("2026", calendar="budget").label == "năm 2026 (năm ngân sách)"


@pytest.mark.parametrize(
    ("key", "expected"),
    [("2026-11", "2026-01..2026-11"), ("2026-Q2", "2026-H1"), ("2026-01", "2026-01"), ("2026-Q4", "2026")],
)
def test_cumulative_runs_from_january_to_the_end_of_the_period(key, expected):
    assert period_of(cumulative(period_of(key))).code == expected
