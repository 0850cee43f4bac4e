"""The parts of the checker by themselves: Vietnamese print, readings of printed digits, repairs, what is known beside the text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giaoban.kernel.checks import Passage, check
from giaoban.kernel.checks.layout import Page, folded
from giaoban.kernel.checks.numbers import interval, middle, rounded, size, step, vi_amount
from giaoban.kernel.checks.printed import edits, read
from giaoban.kernel.checks.slips import is_slip, one_scale, one_slip
from giaoban.kernel.quantity import INFINITY, Figure, find_figures

from .cases import passage_of


def lone(text: str, **changes: object) -> Figure:
    values = {"value": Decimal(5), "unit": "%", **changes}
    return Figure(id="f1", start=0, end=len(text), num_start=0, num_end=len(text), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234567.891", "1.234.567,89"),
        ("0.5", "0,5"),
        ("-17.647", "-17,65"),
        ("100", "100"),
        ("0.004", "0"),
        ("Infinity", "vô hạn"),
    ],
)
def test_numbers_are_printed_the_vietnamese_way(value: str, text: str) -> None:
    assert vi_amount(Decimal(value), "") == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("49356000000", "VND", "49.356 triệu đồng"),
        ("500", "VND", "500 đồng"),
        ("12.5", "%", "12,5%"),
        ("3", "hộ", "3 hộ"),
        ("3", "", "3"),
    ],
)
def test_amounts_carry_their_unit(value: str, unit: str, text: str) -> None:
    assert vi_amount(Decimal(value), unit) == text


def test_a_share_without_a_step_is_as_fine_as_its_decimals() -> None:
    assert step(lone("5", value=Decimal("5.25"))) == Decimal("0.01")
    assert step(lone("5", value=Decimal("5E+1"))) == 1
    assert step(lone("5", unit="hộ")) == 0
    assert interval(lone("5", value=Decimal("5.2"))).contains(Decimal("5.25"))


def test_comparators_and_ranges_have_sizes() -> None:
    assert interval(lone("5", comparator=">")).high == INFINITY
    assert size(lone("5", value=Decimal(-5))).low == Decimal("4.5")
    assert middle(lone("5", value=None, low=Decimal(4), high=Decimal(8))) == 6


def test_halves_are_rounded_up_or_to_even() -> None:
    assert rounded(Decimal("12.5"), Decimal(1)) == 13
    assert rounded(Decimal("12.5"), Decimal(1), even=True) == 12


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("55.170", "55170"), ("65,08", "65.08"), ("0.18", "0.18"), ("39 tỷ 981 triệu", "39981000000"), ("33975", "33975"),
        ("1,2 nghìn tỷ", "1200000000000"), ("hai", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_printed_numbers_are_read(text: str, value: str | None) -> None:
    assert read(text) == (None if value is None else Decimal(value))


def kinds(text: str, value: str, wanted: str, **changes: object) -> set[str]:
    figure = lone(text, value=Decimal(value), unit="hộ", **changes)
    return {e.kind for e in edits(figure, text) if e.value == Decimal(wanted)}


def test_slips_are_undone() -> None:
    assert "digit" in kinds("1.245", "1245", "1215")
    assert "transposed" in kinds("1.245", "1245", "1425")
    assert "doubled" in kinds("1.2245", "12245", "1245") | kinds("12.245", "12245", "1245")
    assert "dropped" in kinds("124", "124", "1214")
    assert "separator" in kinds("245", "245", "24.5")
    assert "separator" in kinds("24,5", "24.5", "2.45", step=Decimal("0.1"))
    assert "scale" in kinds("245.000", "245000", "245")
    assert "scale" in kinds("245", "245", "245000")


def test_words_have_no_digit_slips() -> None:
    assert list(edits(lone("hai", value=Decimal(2)), "hai")) == []
    assert list(edits(lone("0", value=Decimal(0)), "0")) == []
    assert list(edits(lone("7", value=Decimal(9)), "7")) == []
    assert list(edits(lone("1-2", value=None, low=Decimal(1), high=Decimal(2)), "1-2")) == []


def test_slips_explain_small_differences_only() -> None:
    assert is_slip(35, 53)
    assert is_slip(35, 38)
    assert not is_slip(35, 48)
    assert not is_slip(35, -3)
    assert not is_slip(35, 3512)
    assert not is_slip(123, 321)
    assert one_slip(Decimal(100), [Decimal(50), Decimal(40)])
    assert one_scale(Decimal(12500), [Decimal(12000), Decimal("0.5")])


def test_folding_keeps_offsets() -> None:
    odd = "İstanbul\u00a0ĐẠT – 5"
    assert len(folded(odd)) == len(odd)
    assert folded("ĐẠT\u00a05") == "đạt 5"
    assert "đạt - 5" in folded(odd)


def test_figures_outside_or_over_one_another_are_left_out() -> None:
    text = "Có 12 hộ."
    good = Figure(id="a", start=3, end=8, num_start=3, num_end=5, value=Decimal(12), unit="hộ")
    bad = (
        Figure(id="a", start=3, end=8, num_start=3, num_end=5, value=Decimal(12)),
        Figure(id="b", start=3, end=8, num_start=4, num_end=5, value=Decimal(2)),
        Figure(id="c", start=90, end=95, num_start=90, num_end=92, value=Decimal(2)),
        Figure(id="d", start=0, end=2, num_start=0, num_end=2, value=None),
        Figure(id="e", start=0, end=2, num_start=0, num_end=2, value=Decimal("NaN")),
        Figure(id="f", start=0, end=2, num_start=0, num_end=2, value=None, low=Decimal(3), high=Decimal(1)),
    )
    assert [m.id for m in Page(text, (good, *bad)).marks] == ["a"]
    assert check(Passage(text, (good, *bad))).relations == ()


def first(marked: str, template: str = "") -> tuple[str, str]:
    passage = passage_of(marked)
    finding = next(f for f in check(passage).findings if f.suggestions and f.template.startswith(template))
    best = finding.suggestions[0]
    return best.figure, best.printed


def test_the_figure_that_fails_twice_is_repaired_first() -> None:
    text = "Tổng số {480 hồ sơ}, trong đó trước hạn {321 hồ sơ} ({65%}), đúng hạn {144 hồ sơ} ({30%}), quá hạn {24 hồ sơ} ({5%})."
    assert first(text) == ("f2", "312")


def test_part_and_total_are_swapped_back() -> None:
    assert first("Có {20}/{17 thôn} có nhà văn hóa, đạt {85%}.") == ("f1", "17")


def test_a_wrong_count_of_names_is_repaired() -> None:
    assert first("Công nhận {4 xã} (Đông Sơn, Hòa Lợi, Phước An) đạt chuẩn.") == ("f1", "3")


def test_a_change_of_a_small_share_is_repaired() -> None:
    figure, printed = first("Có {6}/{15 xã} ({40%}), tăng {23%} so với năm trước.")
    assert (figure, printed) == ("f4", "20")


def test_totals_of_many_parts_are_repaired_without_trying_swaps() -> None:
    parts = ", ".join(f"{{{n} hộ}}" for n in (101, 102, 103, 104, 105, 106, 107, 108))
    assert first(f"Toàn xã có {{863 hộ}}, gồm {parts}.")[0] == "f1" or first(f"Toàn xã có {{863 hộ}}, gồm {parts}.")[1]


def test_a_range_has_no_repair() -> None:
    checked = check(passage_of("Giải quyết việc làm cho {1.200-1.400 người}, trong đó xuất khẩu {1.300-1.500 người}."))
    assert [f.suggestions for f in checked.findings] == [()]


def test_repairs_say_how_many_relations_they_satisfy() -> None:
    passage = passage_of(
        "Huyện có {54 trường}, gồm {20 trường} mầm non, {18 trường} tiểu học và {19 trường} trung học cơ sở."
    )
    suggestion = check(passage).findings[0].suggestions[0]
    assert suggestion.satisfied == 1
    assert suggestion.edit == "digit"


def test_a_share_printed_as_a_coarse_range_is_still_judged() -> None:
    text = "Có 5/20 thôn hoàn thành, đạt 60-70%."
    figures = (
        Figure(id="a", start=3, end=4, num_start=3, num_end=4, value=Decimal(5), unit="thôn"),
        Figure(id="b", start=5, end=12, num_start=5, num_end=7, value=Decimal(20), unit="thôn"),
        Figure(
            id="c", start=29, end=35, num_start=29, num_end=34, value=None, low=Decimal(60), high=Decimal(70), unit="%"
        ),
    )
    assert [(r.verdict, r.explained_by) for r in check(Passage(text, figures)).relations] == [("fails", "")]


@pytest.mark.parametrize(("text", "period", "asked"), [
    ("Lũy kế 9 tháng giải ngân đạt 31% kế hoạch năm.", None, True), ("Quý III thu đạt 30% dự toán năm.", None, True),
    ("Giải ngân đạt 31% kế hoạch vốn năm 2024.", "2024-09", True), ("Giải ngân đạt 31% kế hoạch vốn năm 2024.", None, False),
    ("Lũy kế 9 tháng giải ngân đạt 62% kế hoạch năm.", None, False), ("Tháng này đạt 10% kế hoạch quý.", "2024-09", False),
    ("Giải ngân đạt 2% kế hoạch năm.", "2024-02", False), ("Chi tăng 5% so với kế hoạch năm.", "2024-09", False),
])  # fmt: skip
def test_a_pace_of_less_than_half_is_asked_about(text: str, period: str | None, asked: bool) -> None:
    found = check(Passage(text, tuple(find_figures(text)), None, period)).findings
    assert any("thời gian) mới đạt" in f.message and f.verdict == "question" for f in found) is asked


@pytest.mark.parametrize("text", ["1.2.3", "12 tỷ 1.2.3", "5 triệu 1,2,3"])
def test_what_is_no_vietnamese_number_has_no_value(text: str) -> None:
    assert read(text) is None
