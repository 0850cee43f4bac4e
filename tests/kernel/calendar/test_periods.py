"""Periods, their names and neighbours."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.calendar import parse_period, report_period
from giaoban.kernel.problems import Problem

KEYS = st.one_of(
    st.builds("{:04d}-{:02d}".format, st.integers(1946, 2099), st.integers(1, 12)),
    st.builds("{:04d}-Q{}".format, st.integers(1946, 2099), st.integers(1, 4)),
    st.builds("{:04d}-H{}".format, st.integers(1946, 2099), st.integers(1, 2)),
)


@pytest.mark.parametrize(
    ("key", "name", "start", "end"),
    [
        ("2026-11", "tháng 11 năm 2026", date(2026, 11, 1), date(2026, 12, 1)),
        ("2026-12", "tháng 12 năm 2026", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-Q4", "quý IV năm 2026", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-H1", "6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 7, 1)),
        ("2026-H2", "6 tháng cuối năm 2026", date(2026, 7, 1), date(2027, 1, 1)),
        ("2026-9M", "9 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 10, 1)),
        ("2026", "năm 2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2025/2026", "năm học 2025-2026", date(2025, 9, 1), date(2026, 6, 1)),
    ],
)
def test_a_key_is_a_range_with_a_name(key, name, start, end):
    period = parse_period(key)
    assert (period.name, period.start, period.end, period.key) == (name, start, end, key)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "11/2026", "1900", "2025/2027", "2026-11 x"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Problem) as refusal:
        parse_period(text)
    assert refusal.value.code == "CAL-003"


@pytest.mark.parametrize(
    ("key", "before", "year_before"),
    [
        ("2026-01", "2025-12", "2025-01"),
        ("2026-Q1", "2025-Q4", "2025-Q1"),
        ("2026-H2", "2026-H1", "2025-H2"),
        ("2026-9M", "2025-9M", "2025-9M"),
        ("2026", "2025", "2025"),
        ("2025/2026", "2024/2025", "2024/2025"),
    ],
)
def test_neighbours(key, before, year_before):
    assert parse_period(key).previous().key == before
    assert parse_period(key).year_before().key == year_before


@given(KEYS)
def test_the_previous_period_ends_where_this_one_starts(key):
    period = parse_period(key)
    assert period.previous().end == period.start
    assert parse_period(key[:4]).contains(period)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026-11", date(2026, 10, 15), date(2026, 11, 15)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 15)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 15)),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 15)),
        ("2026", date(2025, 12, 15), date(2026, 12, 15)),
    ],
)
def test_a_periodic_report_runs_from_the_fifteenth_to_the_fourteenth(key, start, end):
    assert report_period(parse_period(key)) == (start, end)


def test_the_decree_cuts_no_school_year():
    with pytest.raises(Problem):
        report_period(parse_period("2025/2026"))
