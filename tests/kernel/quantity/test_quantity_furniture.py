"""What the author of a page did not write is found and left out."""

import pytest

from giaoban.kernel.quantity import find_figures, find_furniture

BODY = "Trong tháng, toàn xã tiếp nhận 125 hồ sơ, giải quyết 120 hồ sơ; thu ngân sách đạt 2,5 tỷ đồng. " * 3


def _left(page: str) -> list[str]:
    spans = find_furniture(page)
    return [page[f.start : f.end] for f in find_figures(page, exclude=spans)]


@pytest.mark.parametrize(
    "line",
    [
        "Số lượt xem: 230",
        "Lượt xem: 1.234",
        "Số lượt người xem: 19 \u00a0\u00a0",
        "Đã xem: 12",
        "Đang truy cập:4704",
        "Tổng truy cập: 527648",
        "Hôm nay: 512",
        "12/10/2019 10:02 Số lượt xem: 230",
        "Ngày đăng: 26/06/2020",
        "Cập nhật: 27-01-2022 | 09:08:07",
        "Điện thoại: 0222 3867 123 - Fax: 0222 3867 124",
        "Trụ sở: Số 25 đường Hùng Vương",
        "Giấy phép số 12/GP-TTĐT cấp ngày 5/6/2018",
        "Bản quyền thuộc UBND xã © 2021",
        "Đăng nhập",
        "*** In trang ***",
    ],
)
def test_a_line_of_furniture_gives_no_figure(line: str) -> None:
    assert (0, len(line)) in find_furniture(f"{line}\n{BODY}")
    assert _left(f"{line}\n{BODY}") == _left(BODY)


def test_a_counter_printed_digit_by_digit_is_furniture() -> None:
    assert _left("SỐ LƯỢT TRUY CẬP\n\n0\n4\n7\n2\n" + BODY) == _left(BODY)
    assert _left("0\n4\n7\n2\n9\n" + BODY) == _left(BODY)
    assert _left(BODY + "\n0\n4\n7\n2\n9") == _left(BODY)


def test_a_short_column_of_digits_is_a_table() -> None:
    page = "Bảng kết quả\n" + BODY + "\n3\n5\n7\n" + BODY * 20
    assert len(_left(page)) == len(_left(BODY)) * 21 + 3
    page = BODY * 5 + "\n3\n5\n7\n6\n8\n" + BODY * 20
    assert len(_left(page)) == len(_left(BODY)) * 25 + 5


def test_other_news_at_the_end_is_furniture() -> None:
    page = BODY + "\nTIN KHÁC\nXã họp bàn 5 nhiệm vụ (12/3)\nHuyện khen 20 tập thể\n"
    assert _left(page) == _left(BODY)


def test_a_heading_of_other_news_before_the_article_ends_only_itself() -> None:
    assert _left("Tin nổi bật\n" + BODY) == _left(BODY)


def test_prose_that_speaks_of_visits_is_kept() -> None:
    line = "Cổng thông tin có tổng số lượt truy cập là 12.500 lượt, tăng 5%"
    assert find_furniture(line) == ()


def test_an_empty_page_has_no_furniture() -> None:
    assert find_furniture("") == ()
    assert find_furniture("***\n") == ()
