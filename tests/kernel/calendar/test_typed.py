"""What clerks type is read as the period they mean, with or without accents, and never guessed without a year."""

from datetime import date

import pytest

from giaoban.kernel.calendar import read_period
from giaoban.kernel.problems import Problem

ON = date(2026, 11, 20)
TYPED = [
    ("2026-11", "2026-11"),
    ("11/2026", "2026-11"),
    ("T11/2026", "2026-11"),
    ("tháng 11 năm 2026", "2026-11"),
    ("Tháng 11-2026", "2026-11"),
    ("thang 9", "2026-09"),
    ("quý 4/2026", "2026-Q4"),
    ("Quý IV năm 2026", "2026-Q4"),
    ("quy iii", "2026-Q3"),
    ("Q2 2025", "2025-Q2"),
    ("6 tháng đầu năm 2026", "2026-H1"),
    ("6 tháng cuối năm", "2026-H2"),
    ("9 tháng 2026", "2026-9M"),
    ("9 tháng đầu năm", "2026-9M"),
    ("11 tháng đầu năm 2026", "2026-01..2026-11"),
    ("Lũy kế 11 tháng năm 2026", "2026-01..2026-11"),
    ("3 tháng đầu năm 2016", "2016-Q1"),
    ("12 tháng năm 2026", "2026"),
    ("năm 2026", "2026"),
    ("cả năm", "2026"),
    (" 2026 ", "2026"),
    ("năm học 2025 – 2026", "2025/2026"),
    ("2025-2026", "2025/2026"),
    ("học kỳ I năm học 2025-2026", "2025/2026-HK1"),
    ("HK2 2025-2026", "2025/2026-HK2"),
    ("nhiệm kỳ 2021-2026", "NK2021-2026"),
    ("giai đoạn 2016 - 2020", "GD2016-2020"),
    ("vụ đông xuân 2025-2026", "2026:nam:dong_xuan"),
    ("vụ hè thu năm 2026", "2026:bac:he_thu"),
    ("vụ xuân", "2026:bac:xuan"),
    ("từ 15/10/2026 đến 14/11/2026", "2026-10-15..2026-11-14"),
    ("15/10 - 14/11/2026", "2026-10-15..2026-11-14"),
    ("15/12-14/01/2026", "2025-12-15..2026-01-14"),
    ("từ ngày 17/9 đến 20/11", "2026-09-17..2026-11-20"),
    ("từ tháng 1/2026 đến tháng 9/2026", "2026-9M"),
    ("tháng 3-4/2026", "2026-03..2026-04"),
    ("1,5 năm từ 01/2021", "2021-01..2022-06"),
    ("18 tháng kể từ tháng 1/2021", "2021-01..2022-06"),
]


@pytest.mark.parametrize(("text", "key"), TYPED)
def test_typed_words_mean_a_period(text, key):
    assert read_period(text, on=ON).key == key


@pytest.mark.parametrize(
    "text", ["", "mùa thu", "tháng 13/2026", "0 tháng 2026", "13 tháng 2026", "quý V", "vụ cam 2026", "31/02-01/03/2026",
             "1,5 tháng từ 01/2021", "300 năm từ 1/2021", "2025-2027", "tháng 5/2026 đến tháng 3/2026"]
)  # fmt: skip
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Problem) as refusal:
        read_period(text, on=ON)
    assert refusal.value.code == "CAL-003"


@pytest.mark.parametrize("text", ["tháng 11", "quý IV", "cả năm", "vụ xuân", "15/10-14/11"])
def test_a_missing_year_is_not_guessed_without_a_day(text):
    with pytest.raises(Problem):
        read_period(text)


def test_the_region_says_whose_season_is_meant():
    assert read_period("vụ hè thu 2026", region="nam").key == "2026:nam:he_thu"
    assert read_period("vụ đông 2026", region="không có").key == "2026:bac:dong"


def test_the_calendar_goes_with_what_is_typed():
    assert read_period("tháng 11/2026", calendar="reporting15").start == date(2026, 10, 15)
    with pytest.raises(Problem):
        read_period("năm học 2025-2026", calendar="reporting15")
