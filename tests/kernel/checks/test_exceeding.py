"""Parts that make more than their whole are asked for; words for a rise or a fall that two levels contradict are told."""

import pytest

from giaoban.kernel.reading import read
from giaoban.kernel.wording import said

ASKED = [
    "Xã có 84 hộ cận nghèo, trong đó thôn Đồi 47 hộ, thôn Rẫy 61 hộ.",
    "Xã có 128 hộ trồng chè, gồm thôn Đồi 63 hộ và thôn Rẫy 84 hộ.",
    "Tổng số đoàn viên là 152 người, trong đó khối trường học 96 người, khối thôn 71 người.",
]
OVERLAP = [
    "Huyện có 21 xã, trong đó 17 xã đạt chuẩn nông thôn mới, 9 xã đạt chuẩn nâng cao.",
    "Có 84 hộ cận nghèo: 47 hộ vay vốn, 61 hộ tham gia bảo hiểm.",
    "Toàn xã có 84 hộ nghèo, trong đó 47 hộ thiếu nước sạch, 61 hộ thiếu việc làm.",
]
TURNED = [
    ("Số hộ cận nghèo giảm từ 73 hộ xuống 91 hộ.", "91 hộ", "73 hộ"),
    ("Thu nhập bình quân tăng từ 52 triệu đồng lên 47 triệu đồng.", "52 triệu đồng", "47 triệu đồng"),
]
STRAIGHT = [
    "Số hộ cận nghèo giảm từ 91 hộ xuống 73 hộ.",
    "Chỉ số cải cách hành chính tăng từ hạng 31 lên hạng 19.",
    "Vị trí của huyện tăng từ 31 lên 19.",
    "Tỷ lệ giảm nghèo từ 2% lên 3%.",
]


@pytest.mark.parametrize("text", ASKED)
def test_parts_that_make_more_than_their_whole_are_asked_for(text):
    asked = [f for f in read(text).findings if f.severity == "question"]
    assert len(asked) == 1
    assert "lớn hơn tổng" in asked[0].message
    assert "more than the total" in said(asked[0].message, "en")


@pytest.mark.parametrize("text", [*OVERLAP, *STRAIGHT])
def test_what_may_overlap_and_what_goes_its_way_is_neither_asked_nor_accused(text):
    assert not [f for f in read(text).findings if f.severity in {"question", "error", "warning"}]


@pytest.mark.parametrize(("text", "part", "whole"), TURNED)
def test_two_levels_against_the_word_between_them_are_told(text, part, whole):
    (found,) = [r for r in read(text).relations if r.holds is False]
    assert found.template == "T7"
    assert all(words in found.note for words in (part, whole, "tăng hoặc giảm"))


@pytest.mark.parametrize("middle", ["", ", trong đó 26 hộ có người cao tuổi và 58 hộ còn lại"])
def test_a_change_in_a_clause_of_its_own_that_goes_the_other_way_is_told(middle):
    text = f"Toàn xã còn 84 hộ nghèo{middle}; tăng 17 hộ so với tháng trước (101 hộ)."
    (found,) = [r for r in read(text).relations if r.holds is False]
    assert (found.template, found.explained_by) == ("T7", "direction")
