"""Hostile sizes stay linear; a page stays fast."""

import time

import pytest

from giaoban.kernel.quantity import find_figures, find_furniture

pytestmark = pytest.mark.usefixtures("untraced")

MEGABYTE = 1_000_000
HOSTILE = {
    "digits": "1" * MEGABYTE,
    "blanks": " " * MEGABYTE,
    "blanks between figures": ("1 hộ" + " " * 99_996) * 10,
    "dotted": "1." * (MEGABYTE // 2),
    "slashed": "1/" * (MEGABYTE // 2),
    "scales": "tỷ " * (MEGABYTE // 3),
    "brackets": "(" * MEGABYTE,
    "letters and digits": "a1" * (MEGABYTE // 8),
    "one long word": "a" * MEGABYTE,
    "addresses": "1@" * (MEGABYTE // 8),
    "groups": "1 000" + " 000" * (MEGABYTE // 16),
    "quotes": "“" * MEGABYTE,
    "dashes": "1-" * (MEGABYTE // 4),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_text_takes_less_than_a_second(name: str) -> None:
    start = time.process_time()
    find_figures(HOSTILE[name])
    find_furniture(HOSTILE[name])
    assert time.process_time() - start < 1.0


def test_time_grows_with_length_and_no_faster() -> None:
    page = "Năm 2023, toàn xã có 1.250 hộ, đạt 95,5% kế hoạch; thu 12 tỷ 500 triệu đồng (5/7 chỉ tiêu). "

    def seconds(times: int) -> float:
        start = time.process_time()
        find_figures(page * times)
        return time.process_time() - start

    seconds(50)
    assert seconds(800) < 14 * max(seconds(100), 0.005)


def test_a_line_of_many_figures_does_not_slow_each_of_them() -> None:
    start = time.process_time()
    assert len(find_figures("5 hộ và " * 5000)) == 5000
    assert time.process_time() - start < 3.0
