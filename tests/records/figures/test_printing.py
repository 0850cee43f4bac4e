"""Figures and targets are told as people write them."""

from decimal import Decimal

import pytest
from django.utils import translation

from giaoban.kernel.quantity import Interval
from giaoban.records.figures.models import Observation, Target
from giaoban.records.figures.printing import compared, in_language, percent, shortly, shown, spread, written
from giaoban.records.figures.services import period_named


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": Decimal("1234.500000")}, "1.234,5"),
        ({"amount": Decimal(94), "comparator": ">"}, "> 94"),
        ({"amount": Decimal(0)}, "0"),
        ({"low": Decimal(6300), "high": Decimal(6500)}, "6.300 – 6.500"),
        ({}, ""),
    ],
)
def test_a_figure_is_printed_with_its_comparator_or_range(fields, words):
    assert shown(Observation(**fields)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("62.857143", "62,86"),
        ("66.666667", "66,67"),
        ("0.1234", "0,1234"),
        ("0.000300", "0,0003"),
        ("0.000004", "0,000004"),
    ],
)
def test_a_computed_quotient_is_read_with_two_places_and_what_was_written_as_it_is(amount, words):
    assert shortly(Observation(amount=Decimal(amount))) == words
    assert shown(Observation(amount=Decimal(amount))).replace(",", ".") == str(Decimal(amount)).rstrip("0")


def test_numbers_shares_and_periods_are_written_as_the_language_of_the_page_does():
    told = {}
    for language in ("vi", "en"):
        with translation.override(language):
            told[language] = [
                in_language(shown(Observation(low=Decimal("6300.5"), high=Decimal(6500)))),
                in_language(spread(Interval.point(Decimal("1234.5")))),
                in_language(compared(Decimal("3.2"), Decimal("2.7"), rate=True, unit_of_measure="%")),
                in_language(compared(Decimal(46), Decimal(60), rate=False, unit_of_measure="trường")),
                in_language(period_named("2026-Q3").label),
                written(Decimal("1234.56"), 1),
                Target(kind="change_at_least", amount=Decimal("-5.5")).words,
            ]
    assert told["vi"] == [
        "6.300,5 – 6.500", "1.234,5", "+0,5 điểm %", "76,7 %", "quý III năm 2026", "1.234,6", "giảm 5,5 %",
    ]  # fmt: skip
    assert told["en"][:6] == [
        "6,300.5 – 6,500", "1,234.5", "+0.5 percentage points", "76.7%", "quarter III of 2026", "1,234.6",
    ]  # fmt: skip
    assert told["en"][6].endswith(" 5.5%")


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(46, 60, "76.7"), (0, 60, "0.0"), (1, 0, None), (None, 60, None), (46, None, None)]
)
def test_a_share_is_rounded_half_up_and_missing_where_it_cannot_be_told(part, whole, share):
    part, whole = (None if value is None else Decimal(value) for value in (part, whole))
    assert percent(part, whole) == (None if share is None else Decimal(share))


def test_rates_are_told_apart_by_their_difference():
    assert compared(Decimal("3.2"), Decimal("2.7"), rate=True, unit_of_measure="%") == "+0,5 điểm %"
    assert compared(Decimal(5), Decimal(7), rate=True, unit_of_measure="tạ/ha") == "-2"
    assert compared(None, Decimal(7), rate=True, unit_of_measure="%") == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "at_least", "amount": Decimal(60)}, "≥ 60"),
        ({"kind": "equal", "amount": Decimal(60)}, "60"),
        ({"kind": "range", "amount": Decimal(7), "high": Decimal(9)}, "7 – 9"),
        ({"kind": "change_at_least", "amount": Decimal("-5.5")}, "giảm 5,5 %"),
        ({"kind": "change_at_least", "amount": Decimal(5)}, "tăng 5 %"),
        ({"kind": "keep"}, "giữ như cùng kỳ"),
    ],
)
def test_a_target_says_what_counts_as_reached(fields, words):
    assert Target(**fields).words == words
