"""Semesters, seasons, terms, phases, runs; their neighbours; and the calendars that cut the same key to other days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kernel.calendar import Season, Seasons, parse_period, shipped_seasons, short_name
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import said

YEARS = st.integers(1960, 2080)
KEYS = st.one_of(
    st.builds("{:04d}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.builds("{:04d}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{:04d}-H{}".format, YEARS, st.integers(1, 2)),
    YEARS.map(str),
    YEARS.map("{:04d}-9M".format),
    YEARS.map(lambda y: f"{y}/{y + 1}"),
    st.builds(lambda y, n: f"{y}/{y + 1}-HK{n}", YEARS, st.integers(1, 2)),
    st.builds(lambda y, r: f"{y}:{r}", YEARS, st.sampled_from(["bac:xuan", "bac:dong", "nam:dong_xuan", "nam:mua"])),
    st.builds(lambda k, y, n: f"{k}{y}-{y + n}", st.sampled_from(["NK", "GD"]), YEARS, st.integers(1, 10)),
    st.builds(lambda y, a, n: f"{y}-{a:02d}..{y}-{min(12, a + n):02d}", YEARS, st.integers(1, 12), st.integers(0, 11)),
    st.builds(
        lambda d, n: f"{d}..{d + timedelta(n)}", st.dates(date(1960, 1, 1), date(2080, 1, 1)), st.integers(0, 90)
    ),
)
SMALL = settings(max_examples=60)


@SMALL
@given(KEYS)
def test_next_and_previous_are_each_others_way_back(key):
    period = parse_period(key)
    for one, back in ((period.next(), -1), (period.previous(), 1)):
        assert one.moved(back) == period or one.kind != period.kind, "a run may become a period with a name of its own"
    assert period.previous().start < period.start < period.next().start
    assert parse_period(period.key) == period


@SMALL
@given(KEYS)
def test_the_same_part_of_last_year_is_as_long_and_a_year_earlier(key):
    period = parse_period(key)
    before = period.year_before()
    assert before.kind == period.kind or "custom" in (before.kind, period.kind)
    assert abs((before.end - before.start) - (period.end - period.start)) <= timedelta(days=4)
    if period.kind not in ("term", "phase"):
        assert 364 <= (period.start - before.start).days <= 366


@SMALL
@given(KEYS, st.integers(0, 400))
def test_a_part_lies_within_and_ends_on_the_day(key, days):
    period = parse_period(key)
    day = period.start + timedelta(days)
    part = period.until(day)
    assert period.contains(part)
    assert part.last == min(day, period.last)
    passed, whole = period.elapsed(day)
    assert 0 <= passed <= whole
    assert (passed == whole) == (day >= period.last)


@pytest.mark.parametrize(
    ("key", "kind", "start", "end", "name"),
    [
        ("2025/2026-HK1", "semester", date(2025, 9, 1), date(2026, 1, 16), "học kỳ I năm học 2025-2026"),
        ("2025/2026-HK2", "semester", date(2026, 1, 16), date(2026, 6, 1), "học kỳ II năm học 2025-2026"),
        ("2026:bac:xuan", "season", date(2026, 1, 1), date(2026, 6, 16), "vụ xuân năm 2026"),
        ("2026:bac:dong", "season", date(2026, 9, 16), date(2027, 1, 16), "vụ đông năm 2026"),
        ("2026:nam:dong_xuan", "season", date(2025, 11, 1), date(2026, 4, 16), "vụ đông xuân 2025-2026"),
        ("NK2021-2026", "term", date(2021, 7, 1), date(2026, 7, 1), "nhiệm kỳ 2021-2026"),
        ("GD2016-2020", "phase", date(2016, 1, 1), date(2021, 1, 1), "giai đoạn 2016-2020"),
        ("2026-01..2026-11", "custom", date(2026, 1, 1), date(2026, 12, 1), "11 tháng đầu năm 2026"),
        ("2021-01..2022-06", "custom", date(2021, 1, 1), date(2022, 7, 1), "từ tháng 1/2021 đến tháng 6/2022"),
        ("2026-03..2026-04", "custom", date(2026, 3, 1), date(2026, 5, 1), "từ tháng 3/2026 đến tháng 4/2026"),
        ("2018-09-17..2018-11-20", "custom", date(2018, 9, 17), date(2018, 11, 21), "từ 17/09/2018 đến 20/11/2018"),
        ("2026-01..2026-06", "half", date(2026, 1, 1), date(2026, 7, 1), "6 tháng đầu năm 2026"),
        ("2026-05..2026-05", "month", date(2026, 5, 1), date(2026, 6, 1), "tháng 5 năm 2026"),
        ("2026-10..2026-12", "quarter", date(2026, 10, 1), date(2027, 1, 1), "quý IV năm 2026"),
        ("2026-01..2026-09", "nine_months", date(2026, 1, 1), date(2026, 10, 1), "9 tháng đầu năm 2026"),
        ("2026-01..2026-12", "year", date(2026, 1, 1), date(2027, 1, 1), "năm 2026"),
    ],
)
def test_a_key_is_a_range_with_a_name(key, kind, start, end, name):
    period = parse_period(key)
    assert (period.kind, period.start, period.end, period.name) == (kind, start, end, name)
    assert period.label == name


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-15..2026-10-14",
        "2026-01-01..2026-02",
        "2026-02-30..2026-03-01",
        "2026-01..2026-14",
        "NK2021-2021",
        "GD2000-2040",
        "2026:bac:thu",
        "2025/2027-HK1",
        "2026-13",
        "1900",
        "2102",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Problem) as refusal:
        parse_period(text)
    assert refusal.value.code == "CAL-003"


@pytest.mark.parametrize(
    ("key", "before", "after", "year_before"),
    [
        ("2025/2026-HK1", "2024/2025-HK2", "2025/2026-HK2", "2024/2025-HK1"),
        ("2026:bac:xuan", "2025:bac:dong", "2026:bac:he_thu", "2025:bac:xuan"),
        ("2026:nam:dong_xuan", "2025:nam:mua", "2026:nam:he_thu", "2025:nam:dong_xuan"),
        ("NK2021-2026", "NK2016-2021", "NK2026-2031", "NK2016-2021"),
        ("GD2016-2020", "GD2011-2015", "GD2021-2025", "GD2011-2015"),
        ("2026-01..2026-11", "2025-02..2025-12", "2026-12..2027-10", "2025-01..2025-11"),
        ("2024-02-20..2024-02-29", "2024-02-10..2024-02-19", "2024-03-01..2024-03-10", "2023-02-20..2023-02-28"),
    ],
)
def test_neighbours(key, before, after, year_before):
    period = parse_period(key)
    assert [p.key for p in (period.previous(), period.next(), period.year_before())] == [before, after, year_before]


@pytest.mark.parametrize(
    ("key", "start", "end", "label"),
    [
        ("2026-11", date(2026, 10, 15), date(2026, 11, 15), "tháng 11 năm 2026 (15/10–14/11/2026)"),
        ("2026", date(2025, 12, 15), date(2026, 12, 15), "năm 2026 (15/12–14/12/2026)"),
        ("2026-01..2026-11", date(2025, 12, 15), date(2026, 11, 15), "11 tháng đầu năm 2026 (15/12–14/11/2026)"),
    ],
)
def test_the_calendar_that_closes_on_the_fourteenth_stands_beside_the_calendar_month(key, start, end, label):
    civil = parse_period(key)
    reported = civil.in_calendar("reporting15")
    assert (reported.start, reported.end, reported.key, reported.label) == (start, end, key, label)
    assert reported.next().previous() == reported
    assert reported.year_before().in_calendar("civil") == civil.year_before()


def test_nine_months_by_name_are_not_cut_on_the_fifteenth_but_counted_from_january():
    with pytest.raises(Problem):
        parse_period("2026-9M", calendar="reporting15")
    year = parse_period("2026", calendar="reporting15")
    part = year.until(date(2026, 9, 14))
    assert part == parse_period("2026-01..2026-09", calendar="reporting15")
    assert part.label == "9 tháng đầu năm 2026 (15/12–14/09/2026)"
    assert year.until(date(2026, 9, 20)).name == "từ 15/12/2025 đến 20/09/2026"
    assert year.elapsed(date(2026, 9, 14)) == (9, 12)
    assert year.elapsed(date(2026, 9, 13)) == (8, 12)


@pytest.mark.parametrize(
    ("key", "end", "label"),
    [
        ("2026", date(2027, 2, 1), "năm 2026 (giải ngân đến hết 31/01/2027)"),
        ("2026-H2", date(2027, 2, 1), "6 tháng cuối năm 2026 (giải ngân đến hết 31/01/2027)"),
        ("2026-Q4", date(2027, 2, 1), "quý IV năm 2026 (giải ngân đến hết 31/01/2027)"),
        ("2026-H1", date(2026, 7, 1), "6 tháng đầu năm 2026 (giải ngân đến hết 30/06/2026)"),
        ("2026-13", date(2027, 2, 1), "tháng 1 năm 2027 (kế hoạch 2026) (giải ngân đến hết 31/01/2027)"),
        ("2026-01..2026-12", date(2027, 1, 1), "12 tháng đầu năm 2026 (giải ngân đến hết 31/12/2026)"),
    ],
)
def test_what_is_paid_until_the_end_of_january_counts_for_the_year_before(key, end, label):
    period = parse_period(key, calendar="disbursement")
    assert (period.end, period.label, period.key) == (end, label, key)


def test_the_year_of_disbursement_has_thirteen_months():
    year = parse_period("2026", calendar="disbursement")
    assert (year.months, year.elapsed(date(2026, 11, 30))) == (13, (11, 13))
    assert parse_period("2026-01..2027-01", calendar="disbursement") == year
    assert year.until(date(2027, 1, 31)) == year
    assert year.until(date(2026, 12, 31)).key == "2026-01..2026-12"
    last = parse_period("2026-13", calendar="disbursement")
    assert (last.next().key, last.previous().key) == ("2027-01", "2026-12")
    assert year.contains(last)
    for calendar in ("disbursement", "budget"):
        with pytest.raises(Problem):
            parse_period("2025/2026", calendar=calendar)
    assert parse_period("2026-01..2026-12", calendar="disbursement").moved(-1).key == "2025-01..2025-12"
    assert parse_period("2026", calendar="budget").label == "năm 2026 (năm ngân sách)"


def test_elapsed_months_and_days():
    year = parse_period("2026")
    assert year.elapsed(date(2026, 3, 31)) == (3, 12)
    assert year.elapsed(date(2026, 3, 30)) == (2, 12)
    assert year.elapsed(date(2025, 3, 30)) == (0, 12)
    assert parse_period("2026-10-15..2026-11-13").elapsed(date(2026, 10, 24)) == (10, 30)
    with pytest.raises(Problem):
        year.until(date(2025, 12, 31))


def test_a_period_holds_its_days_only():
    november = parse_period("2026-11")
    assert november.holds(date(2026, 11, 30))
    assert not november.holds(date(2026, 12, 1))


def test_a_province_has_its_own_seasons():
    own = Seasons(
        [
            Season("bac", "xuan", "vụ xuân", (1, 20), (6, 1), draft=False),
            Season("x", "dong", "vụ đông", (10, 1), (2, 1)),
        ]
    )
    period = parse_period("2026:bac:xuan", seasons=own)
    assert (period.start, period.next(seasons=own).key) == (date(2026, 1, 20), "2027:bac:xuan")
    assert period.year_before(seasons=own).start == date(2025, 1, 20)
    assert [row.code for row in own] == ["xuan", "dong"]
    assert len(own.of("")) == 2


def test_every_season_that_is_shipped_is_a_draft_with_its_source():
    assert all(row.draft and row.source for row in shipped_seasons())


def test_heads_of_columns_have_short_names_in_each_language():
    found = [short_name(parse_period(key)) for key in ("2026-11", "2026-Q4", "2026", "2026-H1")]
    assert [str(name) for name in found] == ["11/2026", "Quý IV/2026", "2026", "2026-H1"]
    assert [said(name, "en") for name in found] == ["11/2026", "Quarter IV/2026", "2026", "2026-H1"]
