"""The stamp of a state secret is seen however it was typed, and the word inside a sentence is not."""

import unicodedata

import pytest

from giaoban.ground.access.stamp import stamped


@pytest.mark.parametrize(
    "text",
    [
        "MẬT",
        "  TỐI MẬT  ",
        "TUYỆT  MẬT",
        "TỐI MẬT.",
        "TỐI\u00a0MẬT",
        "(MẬT)",
        unicodedata.normalize("NFD", "TUYỆT MẬT"),
        "Báo cáo\r\nMẬT\r\nKính gửi",
        "Báo cáo\u2028MẬT",
        "ＭẬT",
    ],
)
def test_the_stamp_is_seen(text):
    assert stamped(text)


@pytest.mark.parametrize("text", ["", "Bảo MẬT thông tin", "mật ong", "MẬT ĐỘ DÂN SỐ", "KHÔNG MẬT"])
def test_the_word_in_a_sentence_is_no_stamp(text):
    assert not stamped(text)
