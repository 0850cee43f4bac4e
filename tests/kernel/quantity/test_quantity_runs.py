"""Digits that are no number: runs longer than any number, numbers inside addresses."""

import pytest

from giaoban.kernel.quantity import find_figures


@pytest.mark.parametrize("run", ["9" * 40, "1." * 40, "7" * 19 + ",5" * 20, "12@xa.gov.vn", "2024.bacninh.gov.vn"])
def test_digits_of_no_number_are_no_figure(run: str):
    assert find_figures(f"Mã {run} của hồ sơ.") == ()
