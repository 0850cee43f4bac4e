"""Totals by hand: the sum of a table is never the sum of its percentages, nor a missing figure zero."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kernel.calendar import parse_period
from giaoban.kernel.indicators.rollup import Fact
from giaoban.kernel.indicators.totals import Gap, Gathered, Rule, gathered, joined, length, places_of, total
from giaoban.kernel.quantity import Interval
from tests.laws import often

D = Decimal
FLOW, STOCK = Rule("sum", "sum", "sum"), Rule("stock", "last", "sum")
SHARE = Rule("rate", "sum", "recompute", D(100))
JAN, FEB, MAR = (parse_period(f"2026-0{n}") for n in (1, 2, 3))
MONTHS = (JAN, FEB, MAR)


def fact(key, value, **more):
    return Fact(parse_period(key), Interval.point(D(str(value))), **more)


def leaf(value, period=JAN, **more):
    return Gathered(Interval.point(D(str(value))), ((period.start, period.end),), True, **more)


def table(*rows):
    """Leaves from rows of units: a number is the figure of that month, a Gap stands for itself, None is left out."""
    return {
        (unit, place): value if isinstance(value, Gap) else leaf(value, MONTHS[place])
        for unit, row in enumerate(rows)
        for place, value in enumerate(row)
        if value is not None
    }


def asked(rule, leaves, units=1, periods=1, **more):
    return total(rule, leaves, units=range(units), periods=range(periods), **more)


def told(found):
    value = None if found.value is None else found.value.low
    return value, (found.have, found.want), found.leaves, found.reason


def test_a_total_over_missing_units_says_how_many_there_are():
    found = asked(FLOW, table([10], [0], [None], [5], [None]), units=5)
    assert told(found) == (15, (3, 5), (3, 5), "")
    assert not found.complete
    assert asked(FLOW, table([10], [0]), units=2).complete
    assert told(asked(FLOW, {}, units=2)) == (None, (0, 2), (0, 2), "missing")


def test_a_unit_that_does_not_exist_yet_is_not_missing():
    found = asked(FLOW, table([10, 20], [Gap.ABSENT, 5]), units=2, periods=2)
    assert told(found) == (35, (2, 2), (3, 3), "")
    assert found.complete
    assert told(asked(FLOW, table([Gap.ABSENT]))) == (None, (0, 0), (0, 0), "missing")


def test_a_figure_that_may_not_be_seen_hides_every_total_it_belongs_to():
    leaves = table([10], [Gap.HIDDEN])
    assert told(asked(FLOW, leaves, units=2)) == (None, (0, 2), (0, 2), "hidden")
    assert told(asked(FLOW, leaves, units=1)) == (10, (1, 1), (1, 1), "")
    parts = {"numerator": (FLOW, leaves), "denominator": (FLOW, table([20], [20]))}
    assert asked(SHARE, {}, units=2, **parts).reason == "hidden"
    assert (
        asked(SHARE, table([Gap.HIDDEN]), numerator=(FLOW, table([1])), denominator=(FLOW, table([2]))).reason
        == "hidden"
    )


def test_the_share_of_all_is_that_of_the_sums_and_no_mean_of_shares():
    """Dossiers in time: 9 of 10, 30 of 60, 45 of 50. Together 84 of 120 = 70 %; the mean of the shares would be 76.67 %."""
    above, below = table([9], [30], [45]), table([10], [60], [50])
    shares = table([90], [50], [90])
    found = asked(SHARE, shares, units=3, numerator=(FLOW, above), denominator=(FLOW, below))
    assert told(found) == (70, (3, 3), (3, 3), "")
    alone = asked(SHARE, shares, numerator=(FLOW, above), denominator=(FLOW, below))
    assert told(alone) == (90, (1, 1), (1, 1), "")


def test_a_rate_leaves_out_units_that_lack_one_of_its_parts():
    """Without the second unit's numerator its 60 may not stand below: (9 + 45) / (10 + 50) = 90 %."""
    found = asked(
        SHARE, {}, units=3, numerator=(FLOW, table([9], [None], [45])), denominator=(FLOW, table([10], [60], [50]))
    )
    assert told(found) == (90, (2, 3), (2, 3), "")
    assert told(asked(SHARE, {}, units=2, numerator=(FLOW, {}), denominator=(FLOW, table([1], [1])))) == (
        None,
        (0, 2),
        (0, 2),
        "missing",
    )
    assert (
        asked(SHARE, {}, units=2, numerator=(FLOW, table([0], [0])), denominator=(FLOW, table([0], [0]))).reason
        == "zero"
    )


def test_a_rate_over_time_takes_the_months_in_which_both_parts_are_known():
    """January 8 of 10, February only the whole, March 30 of 40: 38 of 50 = 76 %."""
    found = asked(SHARE, {}, periods=3, numerator=(FLOW, table([8, None, 30])), denominator=(FLOW, table([10, 20, 40])))
    assert told(found) == (76, (1, 1), (2, 3), "")
    assert found.until == date(2026, 4, 1)


def test_shares_of_stocks_are_those_of_the_last_month():
    """Poor households of all: in March 30 + 10 of 200 + 100, 13.33 %; the second unit has no January."""
    above, below = table([50, None, 30], [None, 12, 10]), table([200, 200, 200], [100, 100, 100])
    found = asked(SHARE, {}, units=2, periods=3, numerator=(STOCK, above), denominator=(STOCK, below))
    assert (found.value.low.quantize(D("0.01")), found.have, found.want, found.leaves) == (D("13.33"), 2, 2, (2, 2))
    late = table([50, None, 30], [None, 12, None])
    found = asked(SHARE, {}, units=2, periods=3, numerator=(STOCK, late), denominator=(STOCK, below))
    assert told(found) == (15, (1, 2), (1, 2), "")


def test_what_arises_by_what_is_there_needs_the_same_last_day():
    """Visits of a quarter by inhabitants at its end; no visits in March: not to be divided by the people of March."""
    people = table([1000, 1010, 1020])
    found = asked(
        Rule("rate", "none", "recompute"),
        {},
        periods=3,
        numerator=(FLOW, table([102, 204, 204])),
        denominator=(STOCK, people),
    )
    assert told(found) == (D("0.5"), (1, 1), (3, 3), "")
    short = asked(SHARE, {}, periods=3, numerator=(FLOW, table([102, 204, None])), denominator=(STOCK, people))
    assert told(short) == (None, (0, 1), (0, 3), "missing")
    turned = asked(SHARE, {}, periods=2, numerator=(STOCK, table([5, 6])), denominator=(FLOW, table([10, 20])))
    assert told(turned) == (20, (1, 1), (2, 2), "")


def test_a_stock_is_not_added_over_months_and_is_of_one_day_for_all_units():
    leaves = table([10, 11, 12], [20, 21, None])
    assert told(asked(STOCK, leaves, units=1, periods=3)) == (12, (1, 1), (1, 1), "")
    assert told(asked(STOCK, leaves, units=2, periods=2)) == (32, (2, 2), (2, 2), "")
    assert told(asked(STOCK, leaves, units=2, periods=3)) == (12, (1, 2), (1, 2), "")
    assert told(asked(STOCK, {}, units=2, periods=3)) == (None, (0, 2), (0, 6), "missing")


def test_stocks_of_two_days_inside_one_quarter_are_not_added():
    quarter = {(0, 0): leaf(10, MAR), (1, 0): leaf(20, FEB)}
    assert told(asked(STOCK, quarter, units=2)) == (10, (1, 2), (1, 2), "")


def test_percentages_are_never_added_even_where_the_dictionary_says_sum():
    wrong = Rule("rate", "sum", "sum", D(100))
    assert told(asked(wrong, table([90], [50]), units=2)) == (None, (0, 2), (0, 2), "no_sum")
    assert told(asked(wrong, table([90, 50]), periods=2)) == (None, (0, 1), (0, 2), "no_sum")
    assert told(asked(wrong, table([90, None]), periods=2)) == (90, (1, 1), (1, 2), "")


def test_a_mean_is_one_only_where_the_rule_says_so():
    mean = Rule("rate", "average", "average")
    assert told(asked(mean, table([90], [50]), units=2)) == (70, (2, 2), (2, 2), "")
    assert told(asked(mean, table([90, 50, 40]), periods=3)) == (60, (1, 1), (3, 3), "")
    assert told(asked(Rule("stock", "last", "none"), table([90], [50]), units=2))[3] == "no_sum"


def test_ranges_add_up_end_by_end_and_estimates_stay_estimates():
    leaves = {(0, 0): Gathered(Interval(D(6300), D(6500)), ((JAN.start, JAN.end),), True, True), (1, 0): leaf(100)}
    found = asked(FLOW, leaves, units=2)
    assert (found.value, found.estimate) == (Interval(D(6400), D(6600)), True)


def test_a_quarter_is_made_of_its_months_and_tells_the_gap():
    quarter = parse_period("2026-Q1")
    whole = gathered([fact("2026-01", 1), fact("2026-02", 2), fact("2026-03", 3)], quarter, over_time="sum")
    assert (whole.value.low, whole.whole, whole.stretches) == (6, True, ((date(2026, 1, 1), date(2026, 4, 1)),))
    gap = gathered([fact("2026-01", 1), fact("2026-03", 3, estimate=True)], quarter, over_time="sum")
    assert (gap.value.low, gap.whole, len(gap.stretches), gap.estimate, gap.until) == (
        4,
        False,
        2,
        True,
        date(2026, 4, 1),
    )
    assert gathered([fact("2025-12", 1)], quarter, over_time="sum") is None
    direct = gathered([fact("2026-01", 1), fact("2026-Q1", 9), fact("2026-02", 2)], quarter, over_time="sum")
    assert (direct.value.low, direct.whole) == (9, True)


def test_a_year_takes_the_longest_figure_at_each_place():
    year = parse_period("2026")
    found = gathered([fact("2026-01..2026-11", 30), fact("2026-01", 1), fact("2026-12", 4)], year, over_time="sum")
    assert (found.value.low, found.whole) == (34, True)
    held = gathered([fact("2026-01", 1), fact("2026-Q1", 2)], year, over_time="sum")
    assert (held.value.low, held.whole) == (2, False)


def test_a_stock_of_a_year_is_its_newest_and_a_rate_runs_from_the_start():
    year = parse_period("2026")
    stock = gathered([fact("2026-01", 5), fact("2026-12", 7)], year, over_time="last")
    assert (stock.value.low, stock.whole) == (7, True)
    assert not gathered([fact("2026-01", 5)], year, over_time="last").whole
    assert gathered([fact("2026-03", 90)], year, over_time="none") is None
    assert gathered([fact("2026-Q1", 90), fact("2026-01", 80)], year, over_time="none").value.low == 90


def test_a_mean_over_time_counts_each_part_by_its_length():
    """A quarter of 10 and one month of 20: (3 x 10 + 20) / 4 = 12.5; by days where they are no whole months."""
    found = gathered([fact("2026-Q1", 10), fact("2026-04", 20)], parse_period("2026"), over_time="average")
    assert found.value.low == D("12.5")
    days = [fact("2026-03-10..2026-03-14", 4), fact("2026-03-15..2026-03-19", 6)]
    mean = gathered(days, parse_period("2026-03-10..2026-03-19"), over_time="average")
    assert mean.value.low.quantize(D("0.000001")) == 5
    assert length(leaf(1)) == 1


def test_nothing_put_together_is_nothing():
    assert joined([], over_time="sum") is None
    assert joined([leaf(1), leaf(2, FEB)], over_time="none") is None


@pytest.mark.parametrize("higher", [True, False])
def test_equal_values_share_a_place_and_unknown_ones_have_none(higher):
    values = {"a": D(90), "b": D(80), "c": D(90), "d": None, "e": D(70)}
    best = {"a": 1, "c": 1, "b": 3, "e": 4} if higher else {"e": 1, "b": 2, "a": 3, "c": 3}
    assert places_of(values, higher_first=higher) == best


@settings(max_examples=often(60), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=2, max_size=8))
def test_the_share_of_all_lies_between_the_lowest_and_the_highest(pairs):
    above, below = table(*[[part] for part, _w in pairs]), table(*[[whole] for _p, whole in pairs])
    found = asked(SHARE, {}, units=len(pairs), numerator=(FLOW, above), denominator=(FLOW, below)).value.low
    shares = [D(part) / D(whole) * 100 for part, whole in pairs]
    assert min(shares) - D("1e-20") <= found <= max(shares) + D("1e-20")
    assert found == D(sum(p for p, _w in pairs)) / D(sum(w for _p, w in pairs)) * 100
