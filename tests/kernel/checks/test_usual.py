"""Questions that figures on record raise: outliers, months that do not add up, targets already met, pace, the body's own seasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from giaoban.kernel.checks import Checked, Finding, Known, Observation, Passage, PlannedValue, SeasonDates, check
from giaoban.kernel.quantity import find_figures

BILLION = Decimal(10) ** 9
REVENUE = "thu ngân sách"
DAY = date(2024, 10, 30)


def checked(text: str, known: Known, period: str = "2024-10", on: date | None = DAY) -> Checked:
    return check(Passage(text, tuple(find_figures(text, default_period=period)), on, period), known=known)


def asked(text: str, known: Known, template: str, period: str = "2024-10") -> list[Finding]:
    """Findings of one kind; all of them are questions with a place in the text and one on record."""
    found = [f for f in checked(text, known, period).findings if f.template == template]
    assert all((f.severity, f.verdict) == ("question", "question") and f.spans and f.links for f in found)
    return found


def revenue(period: str, billions: str, **more: object) -> Observation:
    made = Observation(
        REVENUE, "VND", period, Decimal(billions) * BILLION, label=f"số đã ghi {period}", address=f"o/{period}"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def months(first: str, *values: str) -> tuple[Observation, ...]:
    """Values of the months of 2024 from January on, in billions."""
    return tuple(revenue(f"2024-{n:02d}", value) for n, value in enumerate((first, *values), 1))


NINE = months("7.9", "8.1", "8.4", "7.7", "8.0", "8.3", "8.6", "7.8", "8.2")


def test_a_value_far_from_those_of_the_months_before_is_asked_about() -> None:
    found = asked("Thu ngân sách tháng 10 đạt 21,4 tỷ đồng.", Known(observations=NINE), "K10")
    assert len(found) == 1
    assert found[0].message.startswith("Thu ngân sách: 21.400 triệu đồng gấp 2,6 lần số đã ghi 2024-09")
    assert "9 tháng trước" in found[0].message
    assert [link.address for link in found[0].links] == ["o/2024-09"]
    assert asked("Thu ngân sách tháng 10 đạt 8,9 tỷ đồng.", Known(observations=NINE), "K10") == []


def test_a_value_as_high_as_in_the_same_month_a_year_ago_is_its_season() -> None:
    known = Known(observations=(*NINE, revenue("2023-10", "19.8")))
    assert asked("Thu ngân sách tháng 10 đạt 21,4 tỷ đồng.", known, "K10") == []
    other = asked("Thu ngân sách tháng 10 đạt 120 tỷ đồng.", known, "K10")
    assert [link.address for link in other[0].links] == ["o/2024-09", "o/2023-10"]


def test_a_thousandfold_value_is_asked_for_its_unit() -> None:
    found = asked("Thu ngân sách tháng 10 đạt 8,4 triệu đồng.", Known(observations=NINE), "K10")
    assert "có thể nhầm đơn vị tính hoặc dấu phẩy" in found[0].message


def test_a_total_so_far_is_compared_with_that_of_a_year_ago_only() -> None:
    then = revenue("2023-10", "75.1", cumulative=True)
    known = Known(observations=(*NINE, then))
    assert asked("Thu ngân sách lũy kế 10 tháng đạt 86,4 tỷ đồng.", known, "K10") == []
    assert asked("Thu ngân sách lũy kế 10 tháng đạt 412 tỷ đồng.", known, "K10")[0].links[0].address == "o/2023-10"


def test_a_value_whose_own_period_is_on_record_is_compared_with_that_alone() -> None:
    known = Known(observations=(*NINE, revenue("2024-10", "21.4")))
    assert asked("Thu ngân sách tháng 10 đạt 21,4 tỷ đồng.", known, "K10") == []


def test_shares_stocks_and_counts_are_asked_about_in_their_own_units() -> None:
    share = Observation("tỷ lệ đúng hạn", "%", "2024-09", Decimal("99.1"), Decimal("0.1"), label="số tháng 9")
    assert "điểm %" in asked("Tỷ lệ đúng hạn đạt 62,5%.", Known(observations=(share,)), "K10")[0].message
    herd = Observation("đàn lợn", "con", "2024-09", Decimal(32_500), moment="closing", label="số tháng 9")
    known = Known(observations=(herd,))
    assert asked("Tổng đàn lợn hiện có 3.250.000 con.", known, "K10")
    assert asked("Tiêm phòng đàn lợn 1.200 con.", known, "K10") == []
    assert asked("Tổng đàn lợn hiện có 3.000 - 4.000 con.", known, "K10") == []


def test_a_total_so_far_is_the_one_before_it_and_the_month_since() -> None:
    before = revenue("2024-09", "73", cumulative=True, adds=True)
    known = Known(observations=(before,))
    text = "Thu ngân sách tháng 10 đạt {} tỷ đồng; lũy kế 10 tháng thu ngân sách đạt {} tỷ đồng."
    assert asked(text.format("8,4", "81,4"), known, "K11") == []
    found = asked(text.format("8,4", "84,1"), known, "K11")
    assert "cộng tháng 10 được 81.400 triệu đồng" in found[0].message
    assert len(found[0].spans) == 2
    assert asked(text.format("8,4", "61,4"), known, "K11") == [], "K2 says that it fell"
    assert asked("Lũy kế 10 tháng thu ngân sách đạt 84,1 tỷ đồng.", known, "K11") == []
    rates = Known(observations=(replace(before, adds=False),))
    assert asked(text.format("8,4", "84,1"), rates, "K11") == []


def test_a_total_so_far_is_that_of_its_months_where_all_are_on_record() -> None:
    every = tuple(replace(item, adds=True) for item in NINE)
    october = revenue("2024-10", "8.4", adds=True)
    known = Known(observations=(*every, october))
    text = "Lũy kế 10 tháng thu ngân sách đạt {} tỷ đồng."
    assert asked(text.format("81,4"), known, "K11") == []
    found = asked(text.format("90,4"), known, "K11")[0]
    assert "9 tháng trước đã ghi cộng tháng 10" in found.message
    assert len(found.links) == 10
    assert asked(text.format("90,4"), Known(observations=(*every[1:], october)), "K11") == []


def test_a_target_under_the_last_result_is_asked_about() -> None:
    last = revenue("2023", "95", adds=True, better="up")
    known = Known(observations=(last,))
    found = asked("Kế hoạch năm 2024 thu ngân sách 92 tỷ đồng.", known, "K12")
    assert "Chỉ tiêu thu ngân sách ghi 92 tỷ đồng, trong khi số đã ghi 2023 đã là 95.000 triệu đồng" in found[0].message
    assert asked("Kế hoạch năm 2024 thu ngân sách 98 tỷ đồng.", known, "K12") == []
    assert asked("Kế hoạch năm 2025 thu ngân sách 92 tỷ đồng.", known, "K12") == [], "2024 is not on record"
    assert (
        asked("Kế hoạch năm 2024 thu ngân sách 92 tỷ đồng.", Known(observations=(replace(last, better=""),)), "K12")
        == []
    )


@pytest.mark.parametrize(("words", "better", "is_asked"), [
    ("phấn đấu tỷ lệ hộ nghèo còn 5%", "down", True), ("phấn đấu giảm tỷ lệ hộ nghèo còn 5%", "", True),
    ("phấn đấu tỷ lệ hộ nghèo dưới 5%", "", True), ("phấn đấu tỷ lệ hộ nghèo còn 3%", "down", False),
    ("phấn đấu tỷ lệ hộ nghèo 5%", "", False),
])  # fmt: skip
def test_for_what_should_fall_a_target_above_the_last_result_is_asked_about(
    words: str, better: str, is_asked: bool
) -> None:
    share = Observation("tỷ lệ hộ nghèo", "%", "2023", Decimal("4.2"), label="số năm 2023", better=better)  # type: ignore[arg-type]
    assert bool(asked(f"Năm 2024, {words}.", Known(observations=(share,)), "K12")) is is_asked


def test_a_plan_for_next_year_is_not_that_of_this_year() -> None:
    known = Known(targets=(PlannedValue(REVENUE, "VND", "2024", 92 * BILLION, label="kế hoạch 2024"),))
    assert checked("Kế hoạch năm 2025 thu ngân sách 98 tỷ đồng.", known).findings == ()
    assert [f.template for f in checked("Kế hoạch năm 2024 thu ngân sách 98 tỷ đồng.", known).findings] == ["K5"]


PLAN = PlannedValue(REVENUE, "VND", "2024", 120 * BILLION, label="QĐ giao dự toán", address="t/1")
SO_FAR = "Lũy kế 10 tháng thu ngân sách đạt {} tỷ đồng."


def test_little_of_the_target_on_record_after_most_of_the_year_is_asked_about() -> None:
    known = Known(targets=(PLAN,))
    found = asked(SO_FAR.format("36"), known, "K13")[0]
    assert (
        "Sau 10 tháng thu ngân sách mới đạt 30% của 120.000 triệu đồng (QĐ giao dự toán), thời gian đã qua khoảng 83%"
        in found.message
    )
    assert found.links[0].address == "t/1"
    assert asked(SO_FAR.format("60"), known, "K13") == []
    assert asked("Thu ngân sách tháng 10 đạt 3 tỷ đồng.", known, "K13") == []
    assert asked("Lũy kế 10 tháng thu ngân sách đạt 36 tỷ đồng, bằng 30% kế hoạch năm.", known, "K13") == [], "T13 asks"


def test_the_pace_of_last_year_counts_before_the_months() -> None:
    then, whole = revenue("2023-10", "30", cumulative=True), revenue("2023", "110")
    known = Known(observations=(then, whole), targets=(PLAN,))
    assert asked(SO_FAR.format("36"), known, "K13") == []
    found = asked(SO_FAR.format("12"), known, "K13")[0]
    assert "cùng kỳ năm trước đã được 27,3% cả năm" in found.message
    assert len(found.links) == 3


@pytest.mark.parametrize("target", [
    replace(PLAN, better="down"), replace(PLAN, value=None, high=120 * BILLION), replace(PLAN, value=Decimal(0)),
    replace(PLAN, unit="hộ"), replace(PLAN, period="2023"),
])  # fmt: skip
def test_a_target_that_is_no_amount_to_reach_has_no_pace(target: PlannedValue) -> None:
    assert asked(SO_FAR.format("36"), Known(targets=(target,)), "K13") == []


def test_a_stock_has_no_pace() -> None:
    herd = Observation("đàn lợn", "con", "2024-09", Decimal(9_000), moment="closing")
    plan = PlannedValue("đàn lợn", "con", "2024", Decimal(40_000))
    text = "Tính đến tháng 10, đàn lợn có 9.100 con."
    assert asked(text, Known(targets=(plan,)), "K13")
    assert asked(text, Known(observations=(herd,), targets=(plan,)), "K13") == []


def season(name: str, first: int, last: int) -> Known:
    return Known(seasons=(SeasonDates(name, first, last, "s/1"),))


@pytest.mark.parametrize(
    ("first", "last", "is_asked"), [(5, 9, True), (6, 10, True), (4, 6, True), (12, 3, False), (2, 4, False)]
)
def test_work_on_a_crop_is_asked_about_against_the_calendar_on_record(first: int, last: int, is_asked: bool) -> None:
    known = season("vụ đông xuân", first, last)
    text = "Toàn xã đang thu hoạch lúa đông xuân."
    found = [f for f in checked(text, known, "2024-02", None).findings if f.template == "K14"]
    assert bool(found) is is_asked
    assert not is_asked or ("đông xuân" in found[0].message and found[0].links[0].address == "s/1")


def test_a_crop_that_the_calendar_does_not_have_or_that_was_asked_about_is_left() -> None:
    text = "Toàn xã đang thu hoạch lúa hè thu."
    assert [f.template for f in checked(text, season("vụ mùa", 6, 10), "2024-05", None).findings] == ["T14"]
    assert [f.template for f in checked(text, season("vụ hè thu", 6, 10), "2024-03", None).findings] == ["T14"]
    assert checked("Lúa tốt.", season("vụ hè thu", 6, 10), "2024-03", None).findings == ()
