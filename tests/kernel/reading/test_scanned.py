"""A figure that was read off a scan without being sure never makes a relation fail."""

from dataclasses import dataclass

import pytest

from giaoban.kernel.reading import read
from giaoban.kernel.reading.scanned import ASK, touches

TEXT = "Báo cáo tháng 10 năm 2019.\nĐã cấp 46/60 giấy chứng nhận, đạt 70,9%."


@dataclass(frozen=True)
class Scan:
    text: str
    doubtful: tuple[tuple[int, int], ...] = ()


def place(word):
    start = TEXT.index(word)
    return (start, start + len(word))


def test_a_sum_that_fails_by_a_doubtful_figure_is_a_question():
    sure = read(Scan(TEXT))
    assert [f.verdict for f in sure.findings] == ["fails"]
    asked = read(Scan(TEXT, (place("70,9"),)))
    assert [(f.verdict, f.severity) for f in asked.findings] == [("question", "question")]
    assert asked.findings[0].message.endswith(ASK)
    assert [(r.verdict, r.holds) for r in asked.relations] == [("question", None)]


def test_a_doubt_elsewhere_changes_nothing():
    assert read(Scan(TEXT, (place("2019"),))).findings == read(Scan(TEXT)).findings


@pytest.mark.parametrize(
    ("start", "end", "touched"), [(0, 5, False), (4, 6, True), (9, 12, True), (10, 12, False), (20, 21, True)]
)
def test_places_that_share_a_sign_touch(start, end, touched):
    assert touches(start, end, ((5, 10), (20, 30))) is touched
