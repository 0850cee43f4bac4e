"""Where structure only guesses what belongs together, numbers are called wrong where a slip explains it, and else left alone."""

from __future__ import annotations

import pytest

from giaoban.kernel.checks import Passage, check
from giaoban.kernel.quantity import find_figures

ACCUSED = [
    # a slip in the share, the count or the base; two lines exchanged; plan and result exchanged
    "Toàn xã có 3.357 hộ, trong đó 157 hộ nghèo, chiếm 4,86%.",
    "Chi ngân sách 19.860 triệu đồng, gồm chi đầu tư 7.340 triệu đồng, chi thường xuyên 11.250 triệu đồng, chi dự phòng 720 triệu đồng.",
    "Giá trị sản xuất 2.345 tỷ đồng, trong đó: nông nghiệp 900 tỷ đồng (trồng trọt 410 tỷ đồng, chăn nuôi 320 tỷ đồng, "
    "thủy sản 115 tỷ đồng), công nghiệp 845 tỷ đồng, dịch vụ 600 tỷ đồng.",
    "Kế hoạch 4.462 triệu đồng, giải ngân 8.750 triệu đồng, đạt 51,0%.",
    "Toàn huyện có 0 hộ di dời, trong đó 5 hộ thôn Hạ, 6 hộ thôn Nội.",
    "Trong tháng tiếp nhận 640 hồ sơ, đã giải quyết 655 hồ sơ, còn 37 hồ sơ đang giải quyết.",
    "Toàn huyện có 111 công chức cấp xã, trong đó nam 67 người, nữ 62 người.",
    "Kết quả học tập của 536 học sinh: Tốt 256 em (25,6%), Khá 137 em (47,8%), Đạt 121 em (22,6%), Chưa đạt 22 em (4,1%).",
    "Thu ngân sách đạt 23 tỷ đồng, tăng 5% so với cùng kỳ (60 tỷ đồng).",
    "Toàn xã có 182 hộ, tăng 12 hộ so với cùng kỳ (194 hộ).",
    "Xảy ra 24 vụ tai nạn, giảm 6 vụ (giảm 25%) so với cùng kỳ.",
    "Mức độ thiếu hụt của 2.475 hộ nghèo: nhà ở 1.037 hộ (41,9%), nước sinh hoạt 621 hộ (21,5%), nhà tiêu 1.466 hộ (59,2%).",
    "Riêng 3 xã (Tân An 214 triệu đồng, Hòa An 186 triệu đồng, Phú An 162 triệu đồng) nợ 526 triệu đồng.",
    "Còn 54 dự án chậm nộp hồ sơ quyết toán, trong đó chậm dưới 24 tháng 39 dự án, trên 24 tháng 17 dự án.",
]  # fmt: skip
LEFT_ALONE = [
    # several matters side by side, none of which is wrong
    "Còn 236 hồ sơ đang giải quyết. Trong số đã giải quyết: trước hạn 12.918 hồ sơ, chiếm 94,0%; quá hạn 824 hồ sơ, chiếm 6,0%.",
    "Nhân sự: công chức 7, hợp đồng 2; nam 3, nữ 6.",
    "Thành lập mới 1.284 (cùng kỳ 1.047 DN), vốn bình quân 9,8 tỷ đồng/DN; 412 DN quay lại hoạt động, 538 DN tạm ngừng, "
    "127 DN giải thể.",
    "Tổng mức đầu tư 2.450 tỷ đồng: lũy kế khối lượng đạt 1.384 tỷ đồng, bằng 69,7% giá trị hợp đồng (1.985 tỷ đồng).",
    "Đảng bộ có 412 đảng viên, tăng 9 so với đầu năm (kết nạp 14, chuyển đến 6, chuyển đi 8, từ trần 3).",
    "Tổng thiệt hại 42,6 tỷ đồng (nông nghiệp 21,4; giao thông 11,8; nhà ở 6,2; khác 3,2), tăng 2,3 lần so với đợt tháng 8 (18,5 tỷ đồng).",
    "So với tháng 4 (2.046 hồ sơ tiếp nhận) tăng 168 hồ sơ, tương đương 8,2%.",
    "Đầu năm 2.186 hộ (5,69% trên 38.412 hộ), cuối năm 1.642 hộ (4,22% trên 38.920 hộ), giảm 544 hộ, tương ứng 1,47%.",
    "Đảng bộ có 41 tổ chức; tuổi dưới 30: 146 đảng viên, từ 31 - 50: 618 đảng viên, trên 60: 448 đảng viên.",
    "Kỷ luật 4 đảng viên (khiển trách 3, cảnh cáo 1), tăng 1 so với cùng kỳ (3 đảng viên).",
    "Mua 40 bộ máy tính (mỗi bộ 18 triệu đồng), 12 máy quét (25 triệu đồng/máy), tổng 1,02 tỷ đồng.",
    "Cấp mới 42 giấy phép, gia hạn 3, từ chối 2 hồ sơ; trong đó nhà ở riêng lẻ 39, công trình khác 3.",
    "Cân nặng bình thường 8.792 cháu (96,0%), thể nhẹ cân 284 cháu (3,1%), cân nặng cao hơn tuổi 82 cháu (0,9%).",
    "Mức độ thiếu hụt của 2.475 hộ nghèo: nhà ở 1.037 hộ (41,9%), nước sạch 621 hộ (77,7%), nhà tiêu 1.466 hộ (59,2%).",
    "Trong số 96 hồ sơ tồn: trước hạn 1.845 hồ sơ, chiếm 91,7%; đúng hạn 152 hồ sơ, chiếm 7,6%; quá hạn 15 hồ sơ, chiếm 0,7%.",
]  # fmt: skip


def wrong(text: str) -> list[str]:
    return [r.note for r in check(Passage(text, tuple(find_figures(text)))).relations if r.holds is False]


@pytest.mark.parametrize("text", ACCUSED)
def test_a_number_that_a_slip_explains_is_called_wrong(text: str) -> None:
    assert wrong(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_numbers_that_only_stand_side_by_side_are_left_alone(text: str) -> None:
    assert wrong(text) == []
