"""The calendar of crops: what is asked, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.kernel.checks import Passage, check


def asked(text: str, month: int, period: str | None = None) -> list[str]:
    held = date(2023, month, 24) if month else None
    return [
        f.message for f in check(Passage(text, (), held, period)).findings if "kỳ" in f.message and "vụ" in f.message
    ]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Chỉ đạo các xã thu hoạch lúa hè thu đúng thời vụ.", 5),
        ("Bà con đang thu hoạch lúa đông xuân.", 9),
        ("Các xã tập trung gieo cấy vụ mùa.", 12),
        ("Toàn huyện tiếp tục xuống giống vụ hè thu.", 11),
        ("Đã thu hoạch xong vụ mùa.", 7),
    ],
)
def test_work_out_of_its_season_is_asked_about(text: str, month: int) -> None:
    assert asked(text, month) != []


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Thu hoạch lúa hè thu đạt năng suất khá.", 8),
        ("Đã thu hoạch xong lúa đông xuân từ tháng 6.", 10),
        ("Thu hoạch vụ mùa đạt kết quả tốt.", 1),
        ("Thu hoạch vụ mùa năm 2022 đạt kết quả tốt.", 5),
        ("Chuẩn bị thu hoạch lúa hè thu.", 5),
        ("Khẩn trương gieo cấy lúa đông xuân.", 1),
        ("Đang gieo sạ vụ thu đông.", 8),
    ],
)
def test_work_in_its_season_or_told_of_another_time_is_not(text: str, month: int) -> None:
    assert asked(text, month) == []


def test_the_month_of_the_report_serves_where_no_day_is_known() -> None:
    text = "Đang thu hoạch lúa hè thu."
    assert asked(text, 0, "2023-03") != []
    assert asked(text, 0, "2023-08") == []
    assert asked(text, 0, "2023") == []
    assert asked(text, 0) == []
