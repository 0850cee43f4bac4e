"""Operands in clauses of their own: a slip between them is said, and what only stands near is left alone."""

from __future__ import annotations

import pytest

from giaoban.kernel.checks import Passage, check
from giaoban.kernel.quantity import find_figures

ACCUSED = [
    # text, the wrong number
    ("Trong tuần ghi nhận 846 ca, tuần trước đó 1.128 ca, giảm 52,0%.", "52,0"),
    ("Mường Lạn 6.120 hộ xuống 4.702 hộ, giảm 1.428 hộ.", "1.428"),
    ("Thu nhập năm 2019 đạt 42,6 triệu đồng, năm 2018 đạt 38,9 triệu đồng, tăng 7,3 triệu đồng.", "7,3"),
    ("So với cùng kỳ (186 vụ, chết 74 người, bị thương 151 người) giảm 22 vụ (18,1%), giảm 9 người chết (12,2%).", "18,1"),
    ("Xảy ra 214 vụ, làm chết 97 người. So với cùng kỳ (241 vụ, chết 109 người) giảm 72 vụ, giảm 12 người chết (11,0%).", "72"),
    ("Sản lượng 2.864 tấn, trong đó cá 1.725 tấn, tôm 1.139 tấn; so với kế hoạch năm 3.900 tấn đạt 37,4%.", "37,4"),
    ("Chi 64,218 tỷ đồng; so với dự toán giao (61,500 tỷ đồng) vượt 2,748 tỷ đồng, bằng 104,4%.", "2,748"),
    ("Giá trị đề nghị 64,815 tỷ đồng, giá trị được phê duyệt 63,972 tỷ đồng, giảm trừ 0,873 tỷ đồng.", "0,873"),
    ("Lập biên bản 4.618 trường hợp, xử phạt 4.237 trường hợp; so với quý I lập biên bản tăng 512 trường hợp (21,5%).", "21,5"),
    ("Năm ngoái thu 900 tấn. Lúa sản lượng 14.318 tấn; ngô sản lượng 3.764 tấn. Tổng sản lượng lương thực ước 18.382 tấn.", "18.382"),
    ("Cấp tiểu học có 318 lớp, 9.826 học sinh, bình quân 39,0 HS/lớp.", "39,0"),
    ("Bình quân tiêu chí toàn huyện đạt 19,4 tiêu chí/xã (246 tiêu chí/15 xã).", "19,4"),
    ("Đầu năm xã có 1.264 hộ nghèo; trong năm 318 hộ thoát nghèo, 42 hộ nghèo phát sinh; cuối năm còn 928 hộ nghèo.", "928"),
]  # fmt: skip
LEFT_ALONE = [
    "So với kế hoạch năm 3.300 tấn đạt 73,8%.",
    "Sản lượng 12.640 tấn, tăng 3,2% (tăng 392 hộ).",
    "Chi 64,218 tỷ đồng; so với dự toán giao (61,500 tỷ đồng) vượt 19,1 tỷ đồng so với quý trước, bằng 104,4%.",
    "Chi 64,218 tỷ đồng; so với dự toán giao (61,500 tỷ đồng) vượt 19,9 tỷ đồng, bằng 104,4%.",
    "Năm 2021 thu 41,2 tỷ đồng, năm 2022 thu 46,8 tỷ đồng, bình quân tăng 6,1%/năm.",
    "Trong tuần ghi nhận 846 ca, xuất viện 1.128 ca, giảm 52,0%.",
    "Xảy ra 214 vụ, làm chết 97 người. So với cùng kỳ (241 vụ, chết 109 người) giảm 999 vụ, tăng 5 xe (4,6%).",
    "So với cùng kỳ (186 vụ, chết 74 người), giảm 22 vụ; riêng quốc lộ giảm 9 đối tượng.",
    "Chỉ số hài lòng 87,4% (xếp 5/63), tăng 4 bậc.",
    "Toàn xã có 41 trường: 15 trường mầm non, 14 trường tiểu học, 11 trường THCS và 1 trung tâm.",
    "Dự toán/thực hiện (triệu đồng): Đông Sơn 4.126/2.318; Tây Hồ 3.842/1.976, đạt 51,4%.",
]


def wrong(text: str) -> list[str]:
    """The numbers of failing relations, as printed."""
    figures = {figure.id: figure for figure in find_figures(text)}
    failing = [r for r in check(Passage(text, tuple(figures.values()))).relations if r.holds is False]
    spans = [figures[i] for r in failing for i in (r.result, *r.terms) if i is not None]
    return [text[figure.num_start : figure.num_end] for figure in spans]


@pytest.mark.parametrize(("text", "number"), ACCUSED)
def test_a_slip_between_numbers_told_apart_is_found(text: str, number: str) -> None:
    assert any(printed.startswith(number) for printed in wrong(text))


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_numbers_that_only_stand_near_are_left_alone(text: str) -> None:
    assert wrong(text) == []
