"""Addresses in English."""

import pytest

from giaoban.kernel.extract import place_said


@pytest.mark.parametrize(
    ("address", "english"),
    [
        ("bảng 1, hàng 3, cột 5", "table 1, row 3, column 5"),
        ("trang 2, đoạn 7", "page 2, paragraph 7"),
        ("khung chữ, đoạn 4", "text box, paragraph 4"),
        ("chú thích cuối trang 2", "footnote 2"),
        ("Thu!E6", "Thu!E6"),
        ("bảng lương, hàng 2", "bảng lương, row 2"),
    ],
)
def test_an_address_is_said_in_english_and_names_stay(address: str, english: str) -> None:
    assert place_said(address, "en") == english
    assert place_said(address, "vi") == address
