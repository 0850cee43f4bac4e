"""Hostile sizes stay linear; a page stays fast."""

import pytest

from giaoban.kernel.quantity import find_figures, find_furniture
from tests.timing import cpu_seconds

pytestmark = pytest.mark.untraced

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
    text = HOSTILE[name]
    assert cpu_seconds(lambda: (find_figures(text), find_furniture(text)), enough=1.0) < 1.0


def test_time_grows_with_length_and_no_faster() -> None:
    page = "Năm 2023, toàn xã có 1.250 hộ, đạt 95,5% kế hoạch; thu 12 tỷ 500 triệu đồng (5/7 chỉ tiêu). "

    def seconds(times: int) -> float:
        text = page * times
        return cpu_seconds(lambda: find_figures(text))

    seconds(50)
    assert seconds(800) < 14 * max(seconds(100), 0.005)


def test_a_line_of_many_figures_does_not_slow_each_of_them() -> None:
    text = "5 hộ và " * 5000
    assert len(find_figures(text)) == 5000
    assert cpu_seconds(lambda: find_figures(text), enough=3.0) < 3.0
