"""Figures of short periods make that of a longer one; a gap ends the chain; missing is never zero."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kernel.calendar import parse_period
from giaoban.kernel.indicators import Fact, Target, handing, over_units, ratio, reached
from giaoban.kernel.indicators.dims import dims_key, dims_parts, dims_read
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import Interval
from tests.laws import often

YEAR = parse_period("2026")
D = Decimal


def fact(key, value, **more):
    return Fact(parse_period(key), Interval.point(D(str(value))), **more)


def got(facts, op="sum", period=YEAR):
    found = reached(facts, period, over_time=op)
    return None if found is None else (found.period.key, found.value.low, found.figures)


def test_months_add_up_until_the_first_gap():
    assert got([fact("2026-01", 1), fact("2026-02", 2), fact("2026-04", 4)]) == ("2026-01..2026-02", 3, 2)
    assert got([fact("2026-02", 2)]) is None
    assert got([fact("2025-01", 9), fact("2027-01", 9)]) is None


def test_the_figure_that_reaches_furthest_counts():
    months = [fact(f"2026-{m:02d}", 1) for m in range(1, 5)]
    assert got([*months, fact("2026-01..2026-11", 30)]) == ("2026-01..2026-11", 30, 1)
    assert got([*months, fact("2026-Q1", 7)]) == ("2026-01..2026-04", 8, 2)
    assert got([fact("2026-01..2026-02", 5), fact("2026-01", 1), fact("2026-03", 1)]) == ("2026-Q1", 6, 2)
    assert got([*months, fact("2026", 99)]) == ("2026", 99, 1)


def test_a_stock_is_the_last_and_a_mean_counts_by_length():
    rows = [fact("2026-01", 10), fact("2026-05", 50)]
    assert got(rows, "last") == ("2026-01..2026-05", 50, 1)
    assert got([], "last") is None
    assert got([fact("2026-Q1", 10), fact("2026-04", 20)], "average") == ("2026-01..2026-04", D("12.5"), 2)
    assert got([fact("2026-02", 1)], "average") is None
    days = parse_period("2026-03-10..2026-03-19")
    assert got([fact("2026-03-10..2026-03-14", 4), fact("2026-03-15..2026-03-19", 6)], "average", days)[1] == 5


def test_a_rate_counts_only_from_the_start_on():
    assert got([fact("2026-03", 90)], "none") is None
    assert got([fact("2026-Q1", 90), fact("2026-04", 10)], "none") == ("2026-Q1", 90, 1)


def test_an_estimate_anywhere_makes_an_estimate():
    found = reached([fact("2026-01", 1), fact("2026-02", 2, estimate=True)], YEAR, over_time="sum")
    assert found.estimate


def test_a_ratio_divides_two_sums_of_the_same_stretch():
    part = reached([fact("2026-01", 46), fact("2026-02", 36)], YEAR, over_time="sum")
    whole = reached([fact("2026-01", 60), fact("2026-02", 54)], YEAR, over_time="sum")
    assert ratio(part, whole).value.low.quantize(D("0.1")) == D("71.9")
    assert ratio(part, None) is ratio(None, whole) is None
    assert ratio(reached([fact("2026-01", 1)], YEAR, over_time="sum"), whole) is None
    assert ratio(part, reached([fact("2026-01..2026-02", 0)], YEAR, over_time="sum")) is None


def test_units_make_a_sum_only_where_all_are_known():
    assert over_units([D(1), D(2)], op="sum") == 3
    assert over_units([D(1), D(2)], op="average") == D("1.5")
    assert over_units([D(1), None], op="sum") is over_units([], op="sum") is over_units([D(1)], op="recompute") is None


@settings(max_examples=often(60))
@given(st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=12))
def test_the_chain_is_the_plain_sum_however_the_rows_are_ordered(amounts):
    rows = [fact(f"2026-{month:02d}", amount) for month, amount in enumerate(amounts, 1)]
    found = reached(reversed(rows), YEAR, over_time="sum")
    assert (found.value.low, found.figures) == (sum(amounts), len(amounts))
    assert found.period.end == rows[-1].period.end


def target(kind, amount, high=None, unit="km"):
    return Target(
        kind=kind, amount=None if amount is None else D(amount), high=None if high is None else D(high), unit=unit
    )


@pytest.mark.parametrize(
    ("kind", "amount", "high", "parts", "status", "words"),
    [
        ("at_least", 100, None, [60, 40], "fits", "khớp mức chung 100 km"),
        ("at_least", 100, None, [60, 30], "short", "thấp hơn mức chung 100 km là 10 km"),
        ("at_least", 100, None, [60, 50], "fits", "cao hơn mức chung 100 km là 10 km"),
        ("at_most", 100, None, [60, 30], "fits", "thấp hơn"),
        ("at_most", 100, None, [60, 50], "over", "cao hơn mức chung 100 km là 10 km"),
        ("equal", 100, None, [60, 50], "over", "cao hơn"),
        ("range", 6300, 6500, [3000, 3400], "fits", "khớp"),
        ("range", 6300, 6500, [3000, 3600], "over", "cao hơn mức chung 6.500 km là 100 km"),
    ],
)
def test_what_communes_are_given_is_held_against_the_districts_target(kind, amount, high, parts, status, words):
    found = handing(target(kind, amount, high), [target("at_least", part) for part in parts])
    assert (found.status, found.finding) == (status, status != "fits")
    assert words in found.sentence
    assert found.gap == sum(parts) - amount


def test_communes_without_a_target_are_named():
    below = [target("at_least", 100)]
    found = handing(target("at_least", 100), below, missing=["Xã A", "Xã B"])
    assert (found.status, found.sentence) == (
        "incomplete",
        "Tổng giao cho 1 đơn vị là 100 km, khớp mức chung 100 km. Chưa giao: Xã A, Xã B.",
    )
    many = handing(target("at_least", 100), below, missing=[f"Xã {n}" for n in range(7)])
    assert many.sentence.endswith("Xã 4 và 2 đơn vị khác.")


def test_what_does_not_add_up_is_not_added():
    rate = target("above", 94, unit="%")
    found = handing(rate, [rate, rate], adds_up=False, missing=["Xã A"])
    assert (found.status, found.total, found.finding) == ("not_added", None, False)
    assert (
        found.sentence
        == "Chỉ tiêu không cộng được theo đơn vị, chỉ kiểm tra đơn vị nào chưa được giao. Chưa giao: Xã A."
    )
    for below in ([], [Target(kind="keep")]):
        assert "chưa có mức giao bằng số" in handing(target("at_least", 5), below).sentence


def test_a_breakdown_has_one_spelling():
    assert dims_key({"tuoi": "15-60", "gioi": "nữ"}) == "gioi=nữ;tuoi=15-60"
    assert dims_parts(" tuoi = 15-60 ; gioi=nữ;") == {"tuoi": "15-60", "gioi": "nữ"}
    assert dims_read("tuoi=15-60;gioi=nữ", {"gioi": ["nam", "nữ"], "tuoi": []}) == "gioi=nữ;tuoi=15-60"
    assert dims_key({}) == dims_read("", {}) == ""


@pytest.mark.parametrize("text", ["gioi", "Giới=nữ", "gioi=nữ;gioi=nam", "gioi=", "gioi=a b", "vung=nam", "gioi=khác"])
def test_an_unknown_breakdown_is_refused(text):
    with pytest.raises(Problem) as refusal:
        dims_read(text, {"gioi": ["nam", "nữ"]})
    assert refusal.value.code == "IND-002"


def test_part_years_are_compared_with_the_same_part_of_last_year():
    part = reached([fact("2026-01", 1), fact("2026-02", 2)], YEAR, over_time="sum").period
    assert part.year_before() == parse_period("2025-01..2025-02")
    assert YEAR.until(date(2026, 9, 30)).year_before().key == "2025-9M"
