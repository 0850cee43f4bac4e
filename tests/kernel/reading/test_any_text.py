"""Whatever the text: no exception, valid spans, the same answer twice, and time that grows with length only."""

from __future__ import annotations

import gc
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.kernel.reading import as_json, dumps, read
from tests.laws import often
from tests.timing import cpu_seconds

from .passages import passages

WORDS = [
    "UBND", "huyện", "Bến", "Đò,", "Kết", "luận", "hội", "nghị", "đồng", "chí", "Lê", "Văn", "An", "-", "Chủ",
    "tịch", "Bí", "thư", "yêu", "cầu", "đề", "nghị", "giao", "các", "xã", "cần", "phải", "rà", "soát", "báo", "cáo",
    "và", "đồng", "thời", ";", ":", ".", "…", "./.", "(", ")", "“", "”", "\"", "Đối", "với", "công", "tác", "phối",
    "hợp", "với", "Phòng", "Y", "tế", "chủ", "trì", "trước", "ngày", "20/12/2025", "tháng", "5/2023", "quý", "III",
    "trong", "năm", "2021", "1.", "-", "a)", "\n", "\n\n", "12,5%", "9/17", "tỷ", "đồng", "Tuy", "nhiên", "còn",
    "chậm", "khó", "khăn", "như:", "nhiệm", "vụ", "trọng", "tâm", "sau:", "tổ", "chức", "họp", "giao", "ban",
    "thường", "kỳ", "căn", "cứ", "để", "phản", "ánh", "e\u0301", "\u200b", "\xa0",
]  # fmt: skip
PROSE = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def check_spans(text: str) -> None:
    found = json.loads(dumps(as_json(read(text), source="a.txt")))
    for part in ("figures", "tasks", "difficulties", "decisions"):
        for item in found[part]:
            assert 0 <= item["start"] < item["end"] <= len(text)
            assert text[item["start"] : item["end"]] == item["quote"]
    for item in found["agenda"]:
        assert text[item["start"] : item["end"]] == item["title"]
    for finding in found["findings"]:
        assert all(0 <= span["start"] <= span["end"] <= len(text) for span in finding["spans"])


@settings(max_examples=often(150), deadline=None)
@given(PROSE)
def test_prose_in_any_order_gives_valid_spans(text):
    check_spans(text)


@settings(max_examples=often(100), deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_valid_spans(text):
    check_spans(text)


@pytest.mark.parametrize("text", ["0Thugi", "UBND huyện yêu cầu các xã tuỷen tuyền phòng dịch."])
def test_what_the_fuzzer_found_and_what_is_mistyped_is_read(text):
    check_spans(text)


@settings(max_examples=often(40), deadline=None)
@given(PROSE)
def test_the_same_text_gives_the_same_answer(text):
    assert dumps(as_json(read(text), source="a.txt")) == dumps(as_json(read(text), source="a.txt"))


@pytest.mark.untraced
@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "a ",
        ".",
        ", ",
        "các xã cần ",
        "đồng chí Lê An yêu cầu ",
        "giao ",
        "Đối với ",
        "Lê An ",
        "và ",
        "(",
        ")",
        "“",
        "phối hợp với ",
        "UBND huyện Lê ",
        "\u0301",
    ],
)
def test_a_long_line_of_one_thing_is_read_in_time_that_grows_with_its_length(unit):
    text = (unit * 100_000)[:100_000]
    assert cpu_seconds(lambda: read(text), enough=2) < 2


@pytest.mark.untraced
def test_many_brackets_that_close_late_cost_no_more():
    text = "Kết luận, ông Lê An yêu cầu Phòng Y tế làm tốt " + "(" * 100_000 + "việc" + ")" * 100_000 + "."
    assert cpu_seconds(lambda: read(text), enough=4) < 4


@pytest.mark.untraced
@pytest.mark.parametrize("unit", ["1", " ", "1.1.1.1", "tỷ tỷ tỷ "])
def test_a_quarter_of_a_million_characters_of_one_thing_is_read_in_little_more_than_half_a_second(unit):
    """A whole million within two seconds: tests/size/test_linear.py."""
    text = (unit * 250_000)[:250_000]
    assert cpu_seconds(lambda: read(text), enough=0.6) < 0.6


@pytest.mark.untraced
def test_page_after_page_takes_no_more_memory():
    texts = [passage.text for passage in passages()][:6]

    def held() -> int:
        for text in texts:
            dumps(as_json(read(text), source="a.txt"))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        held()
        after_one_round, after_three = held(), max(held(), held())
    finally:
        tracemalloc.stop()
    assert after_three - after_one_round < 200_000
