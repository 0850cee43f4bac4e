"""Recognitions that expire."""

from datetime import date

import pytest

from giaoban.kernel.scorecard import RecognitionTerm, Validity, months_after, standing, term

SCHOOL = Validity(5, 5)


def test_a_school_registers_again_five_months_before_its_five_years_end():
    assert term(date(2018, 10, 15), SCHOOL) == RecognitionTerm(date(2023, 10, 15), date(2023, 5, 15))


def test_the_last_day_of_a_short_month_stands_for_a_day_it_has_not():
    assert months_after(date(2020, 2, 29), 60) == date(2025, 2, 28)
    assert months_after(date(2023, 7, 31), -5) == date(2023, 2, 28)
    assert months_after(date(2023, 1, 31), -1) == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("on", "word"),
    [
        (date(2023, 3, 15), "valid"),
        (date(2023, 3, 16), "due"),
        (date(2023, 5, 15), "due"),
        (date(2023, 5, 16), "expiring"),
        (date(2023, 10, 14), "expiring"),
        (date(2023, 10, 15), "expired"),
    ],
)
def test_a_recognition_stands_by_the_day(on, word):
    assert standing(term(date(2018, 10, 15), SCHOOL), on=on) == word


def test_a_recognition_without_years_never_ends():
    assert standing(term(date(2018, 1, 1), Validity()), on=date(2099, 1, 1)) == "valid"
