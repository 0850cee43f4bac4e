import pickle
from datetime import date
from decimal import Decimal
from json import dumps, loads

import pytest

from giaoban.kernel.checks.told import worded
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import Answer, ScoringRule, score, ties_rule
from giaoban.kernel.wording import Numeral, Spoken, Wording, as_data, catalogue, retold, said

FALL = worded(
    "change_differs",
    name="Số hộ nghèo",
    quote="giảm 12 hộ",
    known=worded("amount", value=Decimal("1234.5"), unit="hộ"),
    label=worded("stored_of", period="2025-10"),
    way=worded("fell"),
    computed=worded("million_dong", value=Decimal("0.25")),
)


def test_a_sentence_is_its_vietnamese_text() -> None:
    text = (
        "Số hộ nghèo ghi giảm 12 hộ, trong khi so với 1.234,5 hộ của số đã lưu của kỳ 2025-10 thì giảm 0,25 triệu đồng;"
        " đề nghị kiểm tra lại."
    )
    assert text == FALL
    assert FALL.said("vi") == FALL.said("km") == text


def test_a_sentence_within_a_sentence_and_its_numbers_are_english_in_english() -> None:
    assert FALL.said("en") == (
        "Số hộ nghèo is given as “giảm 12 hộ”, while against the 1,234.5 hộ of the figure on record for 2025-10 it is a fall of 0.25"
        " million dong; please check."
    )


def test_a_text_without_code_stays_as_it_is_in_every_language() -> None:
    assert said("Đã gửi", "en") == "Đã gửi"
    assert as_data("Đã gửi") == {}


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("1.234,5 + 07 - 2,25", "1,234.5 + 07 - 2.25"),
        ("12.345.678", "12,345,678"),
        ("12.5", "12.5"),
        ("≥ 76,7 %", "≥ 76.7%"),
        ("1,234.5", "1,234.5"),
        ("39 tỷ 981", "39 tỷ 981"),
        ("ba mươi", "ba mươi"),
    ],
)
def test_printed_numbers_take_the_other_points_and_commas(printed: str, english: str) -> None:
    assert said(Numeral(printed), "en") == english
    assert said(Numeral(printed), "vi") == printed


def test_a_sentence_comes_back_from_json_whole() -> None:
    acts = (worded("act_told", kind="Nghị định", number="61/2018/NĐ-CP", day="", issuer="", ended="", instead=""),)
    for text in (
        FALL,
        worded("act_of_many", cited="318/QĐ-TTg", acts=acts),
        worded("right_until", count=18, day=date(2025, 6, 30)),
        worded("sum_formula", terms=Numeral("1.200 + 300"), computed=Decimal(1500)),
    ):
        data = loads(dumps(as_data(text)))
        again = retold(**data)
        assert (str(again), again.said("en"), as_data(again)) == (str(text), text.said("en"), data)


def test_a_sentence_survives_another_process() -> None:
    again = pickle.loads(pickle.dumps(FALL))
    assert isinstance(again, Wording)
    assert (again, again.code, again.said("en")) == (FALL, FALL.code, FALL.said("en"))


def test_days_lists_and_first_letters_are_printed_as_the_sentence_asks() -> None:
    assert worded("right_since", count=6, day=date(2025, 7, 1)) == " (con số 6 đúng từ 1/7/2025)"
    assert worded("numbered_twice", numbers=("3", "5")) == " (nêu hai lần số 3, 5)"
    text = worded("implied_base", share="hai phần ba", amount="20 hộ", base="30 hộ", inside="")
    assert text.startswith("Hai phần ba ứng với 20 hộ")


def test_an_unknown_code_a_missing_value_and_an_unknown_language_are_errors() -> None:
    with pytest.raises(KeyError):
        worded("no_such_code")
    with pytest.raises(KeyError):
        worded("no_such_day")
    with pytest.raises(FileNotFoundError):
        catalogue("checks", "km")


def test_a_refusal_says_its_reason_in_the_language_of_the_sentence() -> None:
    with pytest.raises(Problem) as refused:
        score("C1", ScoringRule("share"), Answer(value=Decimal(12), whole=Decimal(10)), maximum=Decimal(5))
    assert refused.value.sentence() == "Tiêu chí C1: tử số 12 lớn hơn mẫu số 10. Nhập lại."
    assert (
        refused.value.sentence("en")
        == "Criterion C1: the numerator 12 is more than the denominator 10. Enter it again."
    )


def test_points_show_their_arithmetic_in_english() -> None:
    found = score("C1", ScoringRule("share"), Answer(value=Decimal(46), whole=Decimal(60)), maximum=Decimal("1.5"))
    assert said(found.how, "en") == "46/60 = 76.67% × 1.5 points"
    assert said(ties_rule("shared"), "en").startswith("Where totals are equal, the rank is shared;")


def test_a_text_that_says_nothing_of_languages_is_the_same_in_all() -> None:
    assert said(Spoken("Xã An Phú"), "en") == said("Xã An Phú", "en") == "Xã An Phú"
