"""Each figure of a list is named by its own words, a whole by all of its head."""

from __future__ import annotations

import pytest

from giaoban.kernel.quantity import find_figures

CASES = [
    ("Trong đó có 22 hộ không có khả năng lao động và 74 hộ có khả năng lao động.", ["không có khả năng lao động", "có khả năng lao động"]),
    ("Trong đó 402 lượt nam và 433 lượt nữ.", ["nam", "nữ"]),
    ("Gồm 370 học sinh nam, 350 học sinh nữ.", ["nam", "nữ"]),
    ("140 bao nếp, 200 bao tẻ.", ["nếp", "tẻ"]),
    ("Tổng đàn gia súc, gia cầm 24.310 con, trong đó: đàn trâu 310 con, gia cầm 18.500 con.",
     ["Tổng đàn gia súc, gia cầm", "đàn trâu", "gia cầm"]),
    ("Tổng đàn gia súc, gia cầm hiện có 24.310 con.", ["Tổng đàn gia súc, gia cầm"]),
    ("Tổng đàn gia súc, gia cầm có 24.310 con.", ["Tổng đàn gia súc, gia cầm"]),
    ("Tổng số hộ nghèo, cận nghèo và khó khăn: 96 hộ.", ["hộ nghèo, cận nghèo và khó khăn"]),
    ("Toàn xã có 12 trường, 340 giáo viên và 5.200 học sinh.", ["Toàn xã", "Toàn xã", "Toàn xã"]),
    ("Có 30 ca sinh thường đạt 80% kế hoạch.", ["sinh thường", "sinh thường"]),
    # what was known before: names before the numbers, what is compared with, a list that ends without a name
    ("Lúa 120 ha, ngô 30 ha.", ["Lúa", "ngô"]),
    ("Thu 12 tỷ đồng tiền đất và 5 tỷ đồng so với kế hoạch.", ["Thu", "tiền đất"]),
    ("Thu 12 tỷ đồng tiền đất và 5 tỷ đồng.", ["Thu", "tiền đất"]),
    ("Tổng đàn trâu tăng, gia cầm 18.500 con.", ["gia cầm"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subjects"), CASES)
def test_a_figure_is_named_by_its_own_words(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in find_figures(text)] == subjects
