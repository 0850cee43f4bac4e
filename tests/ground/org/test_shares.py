"""Whatever numbers a unit is divided by, its parts make one whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ground.org.shares import UNIT, shares_of
from giaoban.kernel.problems import Problem

NUMBERS = st.lists(st.decimals("1", "9999999", places=2), min_size=1, max_size=6)


@given(NUMBERS)
def test_parts_of_a_whole_add_up_to_one_and_differ_from_the_quotient_by_less_than_a_last_place(numbers):
    shares = shares_of(numbers)
    assert sum(shares) == 1
    total = sum(numbers)
    assert all(abs(share - number / total) < UNIT for share, number in zip(shares, numbers, strict=True))


@given(NUMBERS, st.decimals("0.01", "9999", places=2))
def test_with_a_rest_they_stay_below_one(numbers, rest):
    assert sum(shares_of(numbers, rest=rest)) < 1


def test_thirds_are_shared_out_to_the_last_place():
    assert shares_of([Decimal(1)] * 3) == [Decimal("0.33333334"), Decimal("0.33333333"), Decimal("0.33333333")]


@pytest.mark.parametrize("numbers", [[], ["0"], ["-1", "2"], ["NaN"], ["1", "1000000000000"]])
def test_numbers_that_divide_nothing_are_refused(numbers):
    with pytest.raises(Problem, match="ORG-021"):
        shares_of([Decimal(number) for number in numbers])
