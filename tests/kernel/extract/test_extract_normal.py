"""Text as later rooms want it."""

import pytest

from giaoban.kernel.extract import normal_text
from giaoban.kernel.extract.normal import marked_as_heading, marked_as_item


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" a \u00a0\u2009 b ", "a b"), ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"), ("a \n\n\n b", "a\nb"), ("tie\u0302\u0301n", "tiến"),
        ("kinh\u00ad tế\u200b", "kinh tế"), ("\uf0b7 mục", "- mục"), ("• mục •", "- mục •"), ("a\u2011b", "a-b"), ("x\ue000y\x07z", "xy z"),
    ],
)  # fmt: skip
def test_odd_characters_become_ordinary_ones(raw: str, text: str):
    assert normal_text(raw) == text


def test_breaks_can_be_made_spaces():
    assert normal_text("a\n\nb", keep_breaks=False) == "a b"


@pytest.mark.parametrize("text", ["- a", "– a", "+ a", "đ) a", "3) a", "(3) a", "-a"])
def test_items_begin_with_a_mark(text: str):
    assert marked_as_item(text)


@pytest.mark.parametrize("text", ["-5 độ", "kinh tế", "3. a"])
def test_a_minus_sign_is_no_mark(text: str):
    assert not marked_as_item(text)


@pytest.mark.parametrize(
    "text", ["I. KẾT QUẢ", "IV) Khác", "PHẦN THỨ HAI", "1.2. Nông nghiệp", "2. Kinh tế", "THÔNG BÁO"]
)
def test_headings_are_numbered_or_in_capitals(text: str):
    assert marked_as_heading(text)


@pytest.mark.parametrize(
    "text",
    ["I. Đã xong.", "2. Kinh tế:", "9.6 tỷ đồng", "12 xã", "UB", "Thu đạt 51%", "A" * 121, "I. một;", "2. kinh tế"],
)
def test_sentences_and_figures_are_no_headings(text: str):
    assert not marked_as_heading(text)
