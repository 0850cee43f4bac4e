"""What stands behind "cùng kỳ" is of the same months of the year before."""

from __future__ import annotations

import pytest

from giaoban.kernel.quantity import find_figures

CASES = [
    ("Thu 11 tháng đạt 12,6 tỷ đồng, tăng 5% so với cùng kỳ năm 2025 (12 tỷ đồng).", ["2026-11M", "2026-11M", "2025-11M"]),
    ("Tháng 11 thu 1,2 tỷ đồng (cùng kỳ 2025: 1 tỷ đồng).", ["2026-11", "2025-11"]),
    ("6 tháng đầu năm có 12 vụ, cùng kỳ năm trước có 9 vụ.", ["2026-H1", "2025-H1"]),
    ("Quý III có 12 vụ; cùng kỳ năm 2024 chỉ có 9 vụ.", ["2026-Q3", "2024-Q3"]),
    ("Đàn lợn 4.250 con (cùng kỳ năm 2025 là 4.000 con).", ["2026-11", "2025-11"]),
    ("Tháng 10 có nhiều mưa. Toàn xã có 12 vụ, cùng kỳ 9 vụ.", ["2026-10", "2025-10"]),
    ("Đàn lợn 4.250 con, so với cùng kỳ tăng 250 con.", ["2026-11", "2026-11"]),
    ("Đàn lợn 4.250 con, so với cùng kỳ 250 con.", ["2026-11", "2026-11"]),
    ("So với cùng kỳ, số vụ giảm; toàn xã có 12 vụ.", ["2026-11"]),
    ("Năm học 2025-2026 có 300 học sinh, cùng kỳ có 310 học sinh.", ["2025-2026", "2025-2026"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "periods"), CASES)
def test_an_earlier_level_is_of_the_same_months_of_the_year_before(text: str, periods: list[str]) -> None:
    assert [figure.period for figure in find_figures(text, default_period="2026-11")] == periods


def test_an_earlier_level_has_no_period_where_the_report_has_none() -> None:
    assert [figure.period for figure in find_figures("Có 12 vụ, cùng kỳ 9 vụ.")] == [None, None]
