"""A figure that looks odd is asked about with its arithmetic; a usual one, and one that fits its season, is not."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.indicators.outliers import Limits, Past, alike, median, questions, scale_suspect, spread

D = Decimal
MONTHS = ("40", "45", "48", "50", "52", "55")


def past(*values):
    return [Past(D(str(value)), f"tháng {number}/2026") for number, value in enumerate(values, 1)]


def year(value):
    return Past(D(str(value)), "cùng kỳ năm trước")


def asked(value, **known):
    return [question.kind for question in questions(D(str(value)), **known)]


def sentence(value, **known):
    (question,) = questions(D(str(value)), **known)
    return question.sentence


def test_the_sentence_shows_the_arithmetic():
    assert sentence("561", earlier=past(*MONTHS), unit="người") == (
        "561 người gấp 10,2 lần tháng 6/2026 (55 người); 6 tháng trước từ 40 đến 55 người, ở giữa là 49. Số này có đúng không?"
    )


@pytest.mark.parametrize("value", ["38", "49", "60", "66"])
def test_a_usual_value_is_not_asked_about(value):
    assert asked(value, earlier=past(*MONTHS)) == []


def test_nothing_known_or_nothing_but_zeros_says_nothing():
    assert asked(500) == []
    assert asked(500, earlier=past(0, 0, 0)) == []


def test_a_value_as_high_as_a_year_ago_is_the_season():
    assert asked(561, earlier=past(*MONTHS), last_year=year(480)) == []
    assert asked(561, earlier=past(*MONTHS), last_year=year(50)) == ["unusual", "year"]


def test_few_months_are_compared_with_the_last_one_only():
    assert sentence(170, earlier=past(40, 55), unit="hồ sơ") == (
        "170 hồ sơ gấp 3,1 lần tháng 2/2026 (55 hồ sơ). Số này có đúng không?"
    )
    assert sentence(11, earlier=past(40, 55)) == "11 chỉ bằng 1/5 tháng 2/2026 (55). Số này có đúng không?"
    assert asked(150, earlier=past(40, 55)) == []


def test_a_jump_against_last_year_is_asked_about_with_its_times():
    assert sentence(300, last_year=year(90), unit="ha") == (
        "300 ha gấp 3,3 lần cùng kỳ năm trước (90 ha). Có đúng là thay đổi nhiều như vậy không?"
    )
    assert asked(300, last_year=year(150)) == []


def test_small_counts_may_jump():
    assert asked(4, earlier=past(1)) == []
    assert asked(3, earlier=past(0, 0, 1, 0, 0, 0)) == []
    assert asked(12, earlier=past(0, 0, 1, 0, 0, 0)) == ["unusual"]


def test_equal_months_make_no_division_by_zero_and_still_ask():
    told = sentence(50, earlier=past(*[36] * 6), unit="trường")
    assert "6 tháng trước đều là 36 trường" in told
    assert asked(38, earlier=past(*[36] * 6)) == []
    assert asked(46, earlier=past(36, 36, 36, 36, 36, 40)) == ["unusual"]


def test_a_last_month_of_zero_is_no_divisor():
    assert "khác xa các số trước" in sentence(561, earlier=past(*MONTHS, 0))
    assert asked(60, earlier=past(5, 0)) == ["last"]
    assert "cao hơn tháng 2/2026 (0) 60" in sentence(60, earlier=past(5, 0))


def test_signs_are_compared_by_difference():
    assert "thấp hơn tháng 1/2026 (50) 90" in sentence(-40, earlier=past(50))
    assert alike(D(0), D(0), Limits())
    assert not alike(D(-5), D(5), Limits())


def test_shares_are_compared_in_points():
    assert sentence(60, earlier=past("92,5".replace(",", ".")), unit="%") == (
        "60 % thấp hơn tháng 1/2026 (92,5 %) 32,5 điểm %. Số này có đúng không?"
    )
    assert asked(75, earlier=past(92), unit="%") == []
    assert asked(99, earlier=past(97, 97, 97, 97, 97), unit="%") == []


def test_a_zero_where_there_was_none_may_be_no_figure():
    told = sentence(0, earlier=past(500), last_year=year(400))
    assert told == "Ghi 0 trong khi tháng 1/2026 là 500. Đúng là bằng 0, hay là chưa có số liệu (khi đó để trống)?"
    assert "cùng kỳ năm trước là 400" in sentence(0, last_year=year(400))
    assert asked(0, earlier=past(5, 0, 4)) == []


@pytest.mark.parametrize(
    ("value", "unit", "asks", "corrected"),
    [
        ("61500", "triệu đồng", "có phải đang ghi bằng nghìn đồng không?", "61.5"),
        ("61500000", "triệu đồng", "có phải đang ghi bằng đồng không?", "61.5"),
        ("0.06", "triệu đồng", "có phải đang ghi bằng tỷ đồng không?", "60"),
        ("0.06", "người", "có phải đang ghi bằng nghìn người không?", "60"),
        ("61500", "người", "có thừa hoặc thiếu số 0 không?", "61.5"),
        ("61500", "", "Đơn vị là nghìn hay triệu?", "61.5"),
        ("0.00006", "", "Đơn vị là nghìn hay triệu?", "60"),
        ("61500000000", "triệu đồng", "có thừa hoặc thiếu số 0 không?", "61.5"),
    ],
)
def test_a_thousand_times_the_usual_asks_for_the_unit_and_nothing_else(value, unit, asks, corrected):
    (question,) = questions(D(value), earlier=past(50, 55, 60, 58, 61), last_year=year(52), unit=unit, digits=2)
    assert question.kind == "scale"
    assert asks in question.sentence
    assert question.corrected == D(corrected)


def test_a_share_typed_as_a_part_of_one_is_asked_about():
    (question,) = questions(D("0.65"), earlier=past(64), unit="%", digits=2)
    assert question.kind == "scale"
    assert "0,65" in question.sentence
    assert question.corrected == 65
    assert asked(65000, earlier=past(64), unit="%") == ["last"]


def test_other_factors_and_other_signs_are_no_matter_of_units():
    assert scale_suspect(D(2500), past(50)[0], unit="") is None
    assert scale_suspect(D(-50000), past(50)[0], unit="") is None
    assert scale_suspect(D(1000 * 50 * 3), past(50)[0], unit="") is not None


def test_spread_needs_five_and_widens_for_few():
    assert spread([D(1)] * 4, floor=D(1)) is None
    values = [D(n) for n in (10, 20, 30, 40, 50)]
    few, many = spread(values, floor=D(1)), spread(values * 4, floor=D(1))
    assert (few.median, few.low, few.high, few.count) == (30, 10, 50, 5)
    assert few.sigma == D(10) * D("1.4826") * D("1.206")
    assert many.sigma == D(10) * D("1.4826") * 20 / D("19.2")
    assert few.z(D(30)) == 0


def test_the_median_of_an_even_number_lies_between():
    assert median([D(4), D(1), D(2), D(3)]) == D("2.5")
    with pytest.raises(IndexError):
        median([])


@given(
    st.lists(st.decimals(-(10**17), 10**17, places=6), max_size=14),
    st.decimals(-(10**17), 10**17, places=6),
    st.one_of(st.none(), st.decimals(-(10**17), 10**17, places=6)),
    st.sampled_from(["", "%", "triệu đồng", "người"]),
)
def test_any_figures_are_answered_with_sentences(values, value, before, unit):
    found = questions(value, earlier=past(*values), last_year=None if before is None else year(before), unit=unit)
    assert len({question.kind for question in found}) == len(found) <= 2
    assert all(question.sentence.endswith("?") for question in found)


def test_few_usual_figures_are_asked_about():
    """Seeded: of normal months with a tenth of noise few are asked about, from five months of history on."""
    chance = random.Random(5)
    for count, most in ((5, 8), (8, 4), (14, 6)):
        drawn = [[D(round(chance.gauss(500, 50))) for _ in range(count + 1)] for _ in range(400)]
        assert sum(bool(questions(series[-1], earlier=past(*series[:-1]))) for series in drawn) <= most, count
