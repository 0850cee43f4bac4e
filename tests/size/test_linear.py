"""Time grows with the length of a text and no faster, whatever is repeated in it."""

import pytest

from giaoban.kernel.reading import read
from tests.timing import cpu_seconds

pytestmark = pytest.mark.slow
MEGABYTE = 1_000_000
LONG = ["7", " ", "1.1.1.1", "tỷ tỷ tỷ ", "\n", "1.1.1.1 ", "a", "a ", "“", "(", "e\u0301", "- ", "1/", "٣"]
"""Under two seconds of one core for a megabyte."""
OTHERS = [
    "1 ", "1,", "1-", "1%", "1% ", "((1", "\t", "1\n", "- 1\n", "1.\n", "A ", "Ông A ", "giao ", "yêu cầu ",
    "đề nghị ", "ngày 1/1 ", "ngày 1/1/2020 ", "từ 1 đến 2 ", "1 - 2 ", "đạt 1% ", "trong đó ", "trong đó 1 ",
    "tổng 1 ", "gồm 1 ", "; ", "; 1", ". ", "46/60 hộ, tỷ lệ 79,7%. ", "1 tỷ 2 triệu ", "Kết luận hội nghị, ",
    "xã A và ", "Phòng Kinh tế, ", "phối hợp với ", "trước ngày ", "1|2|", "| 1 | 2 |\n", "\u200b", "I. ", "a) ",
    "tăng 1% so với ", "cùng kỳ ", "năm 2020 ", "tháng 5/2020 ", "Số: 1/BC-UBND ", "http://a.b ", "a@b.c ", "1e9",
    "½", "１", "1 m2 ", "triệu đồng ", "Nguyễn Văn A ", "KT. CHỦ TỊCH\n", "Nơi nhận:\n- A;\n", "chưa ", "khó khăn ",
    "còn 1 ", "trên 1 ", "1+1=2 ", "\"", "=",
]  # fmt: skip


def seconds(text: str) -> float:
    """Processor time of one reading; the best of two where the first took long."""
    return cpu_seconds(lambda: read(text), enough=1.5, tries=2)


@pytest.mark.parametrize("unit", LONG, ids=repr)
def test_a_megabyte_of_one_thing_takes_less_than_two_seconds(unit: str) -> None:
    taken = seconds((unit * MEGABYTE)[:MEGABYTE])
    print(f"{unit!r}: {taken:.2f} s")
    assert taken < 2.5, "two seconds, and some for a busy machine"


@pytest.mark.parametrize("unit", OTHERS, ids=repr)
def test_four_times_the_text_takes_not_much_more_than_four_times_the_time(unit: str) -> None:
    short, long = (seconds((unit * 100_000)[:size]) for size in (25_000, 100_000))
    print(f"{unit!r}: {short:.2f} s, {long:.2f} s")
    assert long < 6.5 * max(short, 0.2)
    assert long < 5
