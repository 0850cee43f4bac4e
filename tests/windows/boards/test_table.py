"""Which period of a table a figure counts for; and which periods a query string means."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from giaoban.kernel.calendar import parse_period
from giaoban.kernel.indicators import Fact, dims_key
from giaoban.kernel.indicators.totals import Gap
from giaoban.kernel.quantity import Interval
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.selectors.ranges import Hidden, Span
from giaoban.windows.boards.asking import asked_of
from giaoban.windows.boards.table import joined, leaves_of

ON = date(2026, 11, 20)


def leaves(keys, figures, *, calendar="civil", hidden=(), alive=None):
    """{place: value or gap} of one unit."""
    facts = [
        Fact(parse_period(key, calendar=calendar), Interval.point(Decimal(value))) for key, value in figures.items()
    ]
    found = leaves_of(
        Indicator(pk=1, calendar=calendar),
        "actual",
        Span({(1, 7, "actual"): facts}, tuple(hidden)),
        [(7, "Thôn Bắc")],
        [parse_period(key, calendar=calendar) for key in keys],
        {} if alive is None else {7: alive},
    )
    return {place: leaf if isinstance(leaf, Gap) else leaf.value.low for (_unit, place), leaf in found.items()}


def test_january_is_paid_for_the_year_before_or_for_its_own_and_never_for_both():
    figures = {"2026-12": "5", "2026-13": "7", "2027-01": "11"}
    assert leaves(["2026", "2027"], figures, calendar="disbursement") == {0: 12, 1: 11}
    assert leaves(["2027"], figures, calendar="disbursement") == {0: 11}
    assert leaves(["2026-Q4"], figures, calendar="disbursement") == {0: 12}


def test_a_figure_counts_in_the_period_that_holds_all_of_it():
    assert leaves(["2026-Q1", "2026-Q2"], {"2026-03": "1", "2026-04": "2", "2026-03..2026-04": "9"}) == {0: 1, 1: 2}
    assert leaves(["2026-11"], {"2026-10": "1"}) == {}
    assert leaves(["2026-11"], {"2026-11": "4"}, calendar="reporting15") == {0: 4}


def test_a_hidden_month_hides_its_quarter_unless_the_quarter_itself_is_told():
    secret = Hidden(1, 7, "actual", date(2026, 2, 1), date(2026, 3, 1))
    other = Hidden(2, 7, "actual", date(2026, 2, 1), date(2026, 3, 1))
    assert leaves(["2026-Q1"], {"2026-01": "1"}, hidden=[secret]) == {0: Gap.HIDDEN}
    assert leaves(["2026-Q1"], {"2026-Q1": "6"}, hidden=[secret]) == {0: 6}
    assert leaves(["2026-Q1"], {"2026-01": "1"}, hidden=[other]) == {0: 1}


def test_a_unit_is_absent_before_it_begins_and_after_it_ends():
    keys = ["2026-05", "2026-06", "2026-07", "2026-08"]
    assert leaves(keys, {"2026-06": "3"}, alive=(date(2026, 6, 1), date(2026, 7, 1))) == {
        0: Gap.ABSENT,
        1: 3,
        2: Gap.ABSENT,
        3: Gap.ABSENT,
    }


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ("2026-01", "2026-11")),
        ("ky=quy", ("2026-Q1", "2026-Q4")),
        ("ky=nam&tu=2024-05", ("2024", "2026")),
        ("ky=quy&tu=2026-05&den=2026-06", ("2026-Q2", "2026-Q2")),
        ("tu=2026-09&den=2026-02", ("2026-02", "2026-09")),
        ("tu=1990-01&den=2026-11", ("2021-12", "2026-11")),
    ],
)
def test_the_periods_of_a_query(query, keys):
    found = asked_of(QueryDict(query), on=ON).keys
    assert (found[0], found[-1]) == keys


def test_the_day_to_restate_to_is_today_unless_one_is_named():
    assert asked_of(QueryDict("cach=quy-doi"), on=ON).restated_to == ON
    assert asked_of(QueryDict("cach=bao-cao&ngay=2026-07-01"), on=ON).restated_to is None
    assert asked_of(QueryDict("ngay=2026-07-01"), on=ON).restated_to == date(2026, 7, 1)


def test_two_parts_lie_under_the_key_that_their_figures_are_recorded_with():
    parts = {"gioi": "nam", "gioi2": "nữ", "gioi_khac": "x"}
    for one in parts:
        for other in parts.keys() - {one}:
            key = dims_key({one: parts[one], other: parts[other]})
            assert joined(f"{one}={parts[one]}", f"{other}={parts[other]}") == key
    assert (joined("gioi=nam", ""), joined("", "")) == ("gioi=nam", "")
