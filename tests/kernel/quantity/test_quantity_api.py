"""What the public names promise beyond the case lines."""

import dataclasses
from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import DEFAULT, INFINITY, Figure, Interval, Lexicon, find_figures, normalise, vietnamese


def _one(text: str, **more: str) -> Figure:
    (figure,) = find_figures(text, default_period=more.get("default_period"))
    return figure


def test_a_quote_holds_comparator_number_and_unit() -> None:
    text = "Kết quả kéo giảm ít nhất 5% số vụ"
    figure = _one(text)
    assert text[figure.start : figure.end] == "kéo giảm ít nhất 5%"
    assert text[figure.num_start : figure.num_end] == "5"
    assert (figure.direction, figure.comparator) == ("down", "<=")


def test_a_lexicon_without_criteria_reads_their_numbers_as_counts() -> None:
    assert [f.value for f in find_figures("tiêu chí thu nhập 10", lexicon=Lexicon({}))] == [10]
    assert find_figures("tiêu chí thu nhập 10") == ()
    body = DEFAULT.extended('[names]\ncriteria = "7 cảnh quan"')
    assert find_figures("tiêu chí cảnh quan 7", lexicon=body) == ()


def test_the_rate_of_money_stands_beside_the_unit() -> None:
    figure = _one("thu nhập 58,5 triệu đồng/người/năm")
    assert (figure.unit, figure.per, figure.step) == ("VND", "người/năm", Decimal(100_000))
    assert _one("năng suất 50 triệu/ha").per == "ha"
    assert _one("giảm 1%/năm").per == "năm"
    assert _one("chi 2 triệu đồng/1 hộ").per == "hộ"


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("có 120 hộ", "0"),
        ("có 15 nghìn hộ", "1000"),
        ("đạt 12%", "1"),
        ("đạt 12,50%", "0.01"),
        ("rộng 207 ha", "1"),
        ("chi 39 tỷ 981 triệu đồng", "1000000"),
        ("chi 9,6 tỷ đồng", "100000000"),
        ("trong 5 năm", "0"),
        ("trong 1,5 năm", "0.1"),
        ("có 70/40 tấn", "1"),
        ("có 5,5/7 tỷ đồng", "100000000"),
    ],
)
def test_the_step_is_one_unit_of_the_last_printed_digit(text: str, step: str) -> None:
    assert find_figures(text)[0].step == Decimal(step)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("đạt 0.18%", "mixed_format"),
        ("đạt 0 18%", "comma_lost"),
        ("đạt 2, 5 %", "spaced"),
        ("rộng 33975 m2", "no_grouping"),
        ("dài 7.490 mbèo", "glued"),
        ("đề ra 9 chủ tiêu", "misspelt"),
        ("có 9 gầu múc", "unknown_noun"),
        ("thu 1.234 tỷ đồng", "ambiguous_point"),
        ("có 1,234 hộ", "ambiguous_comma"),
        ("có hai xã", "in_words"),
        ("vay 12 tỷ", "money_implied"),
    ],
)
def test_what_had_to_be_tolerated_is_noted(text: str, note: str) -> None:
    assert note in find_figures(text)[0].notes


def test_the_count_over_a_base_names_its_base() -> None:
    count, base = find_figures("đạt 5/7 xã")
    assert (count.base, base.base) == (base.id, "")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2021 có 5 xã", "2021"),
        ("Tháng 3/2022 có 5 xã", "2022-03"),
        ("Tháng 13/2022 có 5 xã", "2022"),
        ("Quý II/2022 có 5 xã", "2022-Q2"),
        ("Quý 3 năm 2022 có 5 xã", "2022-Q3"),
        ("Trong 6 tháng đầu năm 2022 có 5 xã", "2022-H1"),
        ("Trong 8 tháng năm 2022 có 5 xã", "2022-8M"),
        ("Năm học 2021-2022 có 5 trường", "2021-2022"),
        ("Giai đoạn 2021-2025 có 5 xã", "2021-2025"),
        ("Có 5 xã về đích năm 2023", "2023"),
        ("Năm 2021. Có 5 xã", "2021"),
        ("Năm 2021.\nCó 5 xã", None),
        ("Có 5 xã, họp năm 2023", None),
        ("So với năm 2019 có 5 xã", None),
    ],
)
def test_a_figure_takes_the_period_that_the_text_names(text: str, period: str | None) -> None:
    assert _one(text).period == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Tháng 8 có 5 xã", "2023-08"),
        ("Tháng 13 này có 5 xã", "2023"),
        ("Quý III có 5 xã", "2023-Q3"),
        ("6 tháng đầu năm có 5 xã", "2023-H1"),
        ("Trong 06 tháng cuối năm có 5 xã", "2023-H2"),
        ("Trong 3 tháng cuối năm có 5 xã", "2023"),
        ("10 tháng qua có 5 xã", "2023-10M"),
        ("Lũy kế 9 tháng có 5 xã", "2023-9M"),
        ("Lũy kế 11 tháng có 5 xã", "2023-11M"),
        ("Cả năm ước có 5 xã", "2023"),
        ("Tháng 8/2022 có 5 xã", "2022-08"),
    ],
)
def test_a_period_without_a_year_is_of_the_year_of_the_report(text: str, period: str) -> None:
    assert find_figures(text, default_period="2023-09")[-1].period == period


def test_the_default_period_fills_silence() -> None:
    assert _one("Có 5 xã", default_period="2024-05").period == "2024-05"


def test_a_change_knows_what_it_is_measured_against() -> None:
    assert _one("hộ nghèo giảm 2% so với năm 2021").versus == "2021"
    assert _one("thu ngân sách tăng 2% so với cùng kỳ").versus == "cùng kỳ"
    assert _one("thu ngân sách tăng 2%").versus is None
    assert _one("thu ngân sách tăng 2%. Năm 2021 khá").versus is None


def test_a_subject_is_carried_over_cues_and_slashes() -> None:
    figures = find_figures("Thu ngân sách đạt 12 tỷ đồng, bằng 95% kế hoạch; tỷ lệ hộ nghèo 3,5%; có 5/7 xã về đích")
    assert [f.subject for f in figures] == [
        "Thu ngân sách",
        "Thu ngân sách",
        "tỷ lệ hộ nghèo",
        "về đích",
        "về đích",
    ]
    assert _one("100% hộ dân dùng nước sạch").subject == "hộ dân dùng nước sạch"
    assert _one("5").subject == ""
    assert _one("Nông, lâm, thủy sản đạt 5 tỷ đồng").subject == "Nông, lâm, thủy sản"
    assert _one("đạt: 5").subject == ""
    assert _one("có) 5").subject == ""


def test_a_bare_count_takes_the_noun_of_its_label_or_heading() -> None:
    assert _one("Hồ sơ trả trước hạn: 125").unit == "hồ sơ"
    assert _one("Tổng số hộ nghèo là 125").unit == "hộ nghèo"
    assert _one("Nội dung khác với 125").unit == ""
    figures = find_figures("Đối với các xã, thị trấn:\nXếp loại Tốt (5/14)")
    assert {f.unit for f in figures} == {"xã, thị trấn"}
    assert _one("Đạt lớp 9,5").unit == "lớp"
    assert find_figures("Đối với các nơi:\nTốt (5/14)")[0].unit == ""
    assert find_figures("Tốt (5/14)\nĐối với các xã:")[0].unit == ""


def test_a_decrease_by_a_range_stays_below_zero() -> None:
    figure = _one("hộ nghèo giảm 1-1,5%")
    assert figure.interval() == Interval(Decimal("-1.5"), Decimal(-1))


def test_intervals_follow_comparators() -> None:
    assert _one("từ 5 đến 7%").interval() == Interval(Decimal(5), Decimal(7))
    assert _one("gần 100 hộ").interval() == Interval(Decimal(90), Decimal(100))
    assert _one("khoảng 100 hộ").interval() == Interval(Decimal(95), Decimal(105))
    assert _one("trên 5%").interval() == Interval(Decimal(5), INFINITY, low_open=True)
    assert _one("ít nhất 5%").interval() == Interval(Decimal(5), INFINITY)
    assert _one("dưới 5%").interval() == Interval(-INFINITY, Decimal(5), high_open=True)
    assert _one("không quá 5%").interval() == Interval(-INFINITY, Decimal(5))
    assert _one("đạt 5%").interval() == Interval(Decimal("4.5"), Decimal("5.5"))
    with pytest.raises(ValueError, match="no value"):
        dataclasses.replace(_one("đạt 5%"), value=None).interval()


def test_excluded_spans_are_not_read() -> None:
    text = "Lượt xem 230. Có 5 xã và 7 hộ. Hết 9 hộ"
    assert [f.value for f in find_figures(text, exclude=[(31, 60), (0, 12)])] == [5, 7]


def test_a_body_adds_its_own_words() -> None:
    own = DEFAULT.extended('[nouns]\nlocal = "gầu múc"\n[measure]\n"sải" = ""\n[money]\nfactors = { "hào" = 10 }\n')
    assert [f.unit for f in find_figures("9 gầu múc; 5 sải; 7 hào; 3 hộ", lexicon=own)] == [
        "gầu múc",
        "sải",
        "VND",
        "hộ",
    ]
    again = own.extended('[nouns]\nlocal = "gàu"')
    assert {"gàu", "gầu múc"} <= again.words("nouns", "local")


@pytest.mark.parametrize(
    "toml", ["[nouns", "[cats]\na = '1'", "nouns = 1", "[nouns]\na = 1", "[money]\nfactors = { a = 0.5 }"]
)
def test_a_lexicon_of_the_wrong_form_is_refused(toml: str) -> None:
    with pytest.raises(Problem, match="QTY-001"):
        DEFAULT.extended(toml)


def test_an_empty_lexicon_still_reads_numbers() -> None:
    (figure,) = find_figures("đạt 1.250,5 nơi", lexicon=Lexicon({}))
    assert (figure.value, figure.role) == (Decimal("1250.5"), "count")


def test_odd_spaces_and_hyphens_become_plain_one_for_one() -> None:
    assert normalise("5\u00a0xã\u202f2\u20113\ufeff") == "5 xã 2-3 "


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        ("1234.5", None, "1.234,5"),
        ("-1234567", None, "-1.234.567"),
        ("0.50", None, "0,5"),
        ("65.085", 2, "65,09"),
        ("5", 1, "5,0"),
        ("1E+6", None, "1.000.000"),
        ("-0.004", 2, "0,00"),
        ("1E-7", None, "0,0000001"),
    ],
)
def test_numbers_print_the_vietnamese_way(value: str, digits: int | None, printed: str) -> None:
    assert vietnamese(Decimal(value), digits) == printed
    assert vietnamese(Decimal(value), digits).said("en") == printed.translate(str.maketrans(",.", ".,"))


def test_infinity_is_not_printed() -> None:
    with pytest.raises(ValueError, match="cannot be printed"):
        vietnamese(INFINITY)


def test_intervals_add_subtract_scale_and_divide() -> None:
    a, b = Interval(Decimal(1), Decimal(2), high_open=True), Interval.point(Decimal(4))
    assert (a + b, b - a) == (
        Interval(Decimal(5), Decimal(6), high_open=True),
        Interval(Decimal(2), Decimal(3), low_open=True),
    )
    assert a.scaled(Decimal(-2)) == Interval(Decimal(-4), Decimal(-2), low_open=True)
    assert a.over(b) == Interval(Decimal("0.25"), Decimal("0.5"))
    assert b.over(Interval(Decimal(2), INFINITY)) == Interval(Decimal(0), Decimal(2))
    assert b.over(Interval(Decimal(0), Decimal(2), low_open=True)) == Interval(Decimal(2), INFINITY)
    assert b.is_point
    assert not a.is_point
    with pytest.raises(ZeroDivisionError):
        a.over(Interval(Decimal(0), Decimal(1)))
    with pytest.raises(ValueError, match="empty interval"):
        Interval(Decimal(2), Decimal(1))


def test_intervals_meet_at_closed_ends_only() -> None:
    left, right = Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3))
    assert left.meets(right)
    assert right.meets(left)
    assert not left.meets(Interval(Decimal(2), Decimal(3), low_open=True))
    assert not Interval(Decimal(2), Decimal(3), low_open=True).meets(left)
    assert not left.meets(Interval(Decimal(5), Decimal(6)))
    assert left.meets(Interval(Decimal("1.5"), Decimal("1.6")))
    assert left.contains(Decimal(1))


def test_the_first_column_of_a_flattened_table_is_no_figure() -> None:
    page = "STT\nTên xã\nSố hộ\n1\nAn Bình\n120\n2\nPhú Lộc\n80\n3\nHòa Tiến\n1.200\n"
    assert [f.value for f in find_figures(page)] == [120, 80, 1200]
    assert [f.value for f in find_figures("Tên xã\n7\nAn Bình\n")] == [7]


def test_list_items_take_the_role_of_the_line_that_opens_them() -> None:
    page = (
        "Phấn đấu năm 2024 đạt các mức sau:\n- Thu ngân sách 15 tỷ đồng\n- Thu nhập 60 triệu đồng\nToàn xã có 12 thôn"
    )
    assert [f.role for f in find_figures(page)] == ["target", "target", "count"]


def test_a_section_of_aims_makes_targets_and_a_section_of_results_does_not() -> None:
    page = (
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\nThu ngân sách 15 tỷ đồng\nII. MỤC TIÊU, NHIỆM VỤ\nThu ngân sách 16 tỷ đồng\n"
        + "A" * 200
    )
    assert [f.role for f in find_figures(page)] == ["actual", "target"]
