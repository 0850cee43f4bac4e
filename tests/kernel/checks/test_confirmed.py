"""An accusation is dropped where the other figures of the page speak for the numbers accused."""

from __future__ import annotations

import pytest

from giaoban.kernel.checks import Checked, Passage, check
from giaoban.kernel.quantity import find_figures

LEFT_OUT = "Vụ mùa gieo trồng 48.260 ha. Chia ra: lúa 39.475 ha, chiếm 81,8%; ngô 6.420 ha, chiếm 13,3%; rau màu 1.620 ha, chiếm 3,4%."
MEANT_OTHERWISE = [
    # one season of a part among the parts; those left make the whole
    "Sản lượng 146,4 nghìn tấn, gồm lúa 91,2 nghìn tấn, riêng vụ mùa 8,6 nghìn tấn, ngô 55,2 nghìn tấn.",
    # a rate of another matter behind classes that make a hundred
    "Cơ cấu lao động: nông nghiệp 41,2%, công nghiệp 33,5%, dịch vụ 25,3%, thất nghiệp 2,84%.",
    # a change of the count, told behind two shares
    "Số lượt 5.548 lượt, tăng 732 lượt, tỷ lệ hài lòng tăng từ 71,4% lên 88,9%, lượt tăng 15,2%.",
    # a change of the first matter, told behind the second
    "Thu 5.548 triệu đồng (cùng kỳ 4.816 triệu đồng), chi 612 triệu đồng (cùng kỳ 598 triệu đồng), thu tăng 15,2%.",
]
WRONG_ALL_THE_SAME = [
    # the number that would do is the one mistyped
    "Xã có 17 đơn vị. Năm nay 15/71 đơn vị đạt chuẩn, đạt 88,2%.",
    "Giải ngân 7.550 triệu đồng, đạt 68,0% dự toán (48.359 triệu đồng), gồm chi thường xuyên 32.897 triệu đồng; chi khác 8.474 triệu đồng.",
    "Chi ngân sách đạt 97,9 tỷ đồng, tăng 8,9 tỷ đồng so với cùng kỳ năm trước (106,8 tỷ đồng), tương đương tăng 9,1%.",
]


def checked(text: str) -> Checked:
    return check(Passage(text, tuple(find_figures(text))))


def test_parts_whose_shares_all_hold_are_asked_for_the_part_left_out() -> None:
    found = checked(LEFT_OUT)
    assert [r.note for r in found.relations if r.holds is False] == []
    asked = [f for f in found.findings if f.verdict == "question"]
    assert [f.severity for f in asked] == ["question"]
    assert "Có thể còn phần chưa nêu" in asked[0].message
    assert "48.260 ha" in asked[0].message


def test_a_part_whose_share_does_not_hold_is_still_wrong() -> None:
    assert [r for r in checked(LEFT_OUT.replace("6.420", "6.240")).relations if r.holds is False]


@pytest.mark.parametrize("text", MEANT_OTHERWISE)
def test_what_figures_beside_it_make_good_is_left_alone(text: str) -> None:
    assert [r.note for r in checked(text).relations if r.holds is False] == []


@pytest.mark.parametrize("text", WRONG_ALL_THE_SAME)
def test_a_number_that_is_the_other_mistyped_is_called_wrong(text: str) -> None:
    assert [r for r in checked(text).relations if r.holds is False]
