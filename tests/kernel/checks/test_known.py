"""What is on record beside the text: observations, targets, numbers of units, legal documents. Links lead to both places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from giaoban.kernel.checks import Checked, Known, LegalDocument, Observation, Passage, PlannedValue, UnitCount, check
from giaoban.kernel.checks.known import Span, span_of
from giaoban.kernel.quantity import find_figures
from giaoban.kernel.reading import as_json, read

BILLION = Decimal(10) ** 9
REVENUE = "thu ngân sách"


def checked(text: str, known: Known, period: str | None = "2024-10", on: date | None = date(2024, 10, 30)) -> Checked:
    return check(Passage(text, tuple(find_figures(text, default_period=period)), on, period), known=known)


def said(text: str, known: Known, **when: object) -> list[str]:
    """Messages of findings that come from what is on record."""
    return [f.message for f in checked(text, known, **when).findings if f.template.startswith("K")]  # type: ignore[arg-type]


def revenue(period: str, billions: str, *, step: str = "0.1", cumulative: bool = False, owner: str = "") -> Observation:
    return Observation(
        REVENUE, "VND", period, Decimal(billions) * BILLION, Decimal(step) * BILLION, owner, cumulative=cumulative,
        aliases=("thu ngân sách nhà nước",), label=f"báo cáo {period}", address=f"figures/{period}",
    )  # fmt: skip


@pytest.mark.parametrize("text", [
    "Thu ngân sách lũy kế 10 tháng đạt 86,4 tỷ đồng, tăng so với cùng kỳ năm 2023 (80 tỷ đồng).",
    "Thu ngân sách tháng 10 đạt 8,4 tỷ đồng, lũy kế 10 tháng đạt 86,4 tỷ đồng (cùng kỳ năm trước 80 tỷ đồng).",
])  # fmt: skip
def test_an_earlier_value_is_that_of_as_many_months(text: str) -> None:
    assert said(text, Known(observations=(revenue("2023-10", "7.9"),))) == []
    (told,) = said(text, Known(observations=(revenue("2023-10", "81.5", cumulative=True),)))
    assert "80 tỷ đồng" in told
    assert "81.500 triệu đồng" in told


def test_the_same_indicator_stated_twice_must_agree() -> None:
    known = Known(observations=(revenue("2024-10", "8.6"),))
    found = checked("Thu ngân sách tháng 10 đạt 8,4 tỷ đồng.", known).findings[0]
    assert (found.template, found.verdict, found.severity) == ("K1", "fails", "warning")
    assert "8,4 tỷ đồng" in found.message
    assert "8.600 triệu đồng" in found.message
    assert [(link.kind, link.address) for link in found.links] == [("observation", "figures/2024-10")]
    assert found.spans


@pytest.mark.parametrize("text", [
    "Thu ngân sách tháng 10 đạt 8,6 tỷ đồng.",
    "Thu ngân sách tháng 10 đạt khoảng 8,5 tỷ đồng.",
    "Thu ngân sách tháng 9 đạt 7,1 tỷ đồng.",
    "Thu ngân sách lũy kế 10 tháng đạt 86,4 tỷ đồng.",
    "Chi ngân sách tháng 10 đạt 8,4 tỷ đồng.",
    "Thu ngân sách tháng 10 của 14 xã; xã Tân Lập thu 8,4 tỷ đồng.",
])  # fmt: skip
def test_another_period_another_rounding_or_another_thing_is_no_contradiction(text: str) -> None:
    assert said(text, Known(observations=(revenue("2024-10", "8.6"),))) == []


def test_a_rounded_value_agrees_with_the_exact_one_on_record() -> None:
    exact = Observation(REVENUE, "VND", "2024-10", Decimal(8_412_345_000))
    assert said("Thu ngân sách tháng 10 đạt 8,4 tỷ đồng.", Known(observations=(exact,))) == []


def test_a_value_in_another_scale_says_so() -> None:
    known = Known(observations=(revenue("2024-10", "8.4"),))
    assert "đơn vị tính" in said("Thu ngân sách tháng 10 đạt 8,4 triệu đồng.", known)[0]


def test_the_longer_name_wins() -> None:
    other = Observation("thu ngân sách nhà nước từ đất", "VND", "2024-10", 2 * BILLION)
    known = Known(observations=(revenue("2024-10", "8.6"), other))
    assert said("Thu ngân sách nhà nước từ đất tháng 10 đạt 2 tỷ đồng.", known) == []


def test_a_total_so_far_cannot_fall() -> None:
    known = Known(observations=(revenue("2024-08", "88", cumulative=True), revenue("2024-09", "90.2", cumulative=True)))
    found = said("Thu ngân sách lũy kế 10 tháng đạt 86,4 tỷ đồng.", known)
    assert len(found) == 1
    assert "báo cáo 2024-09" in found[0]
    assert said("Thu ngân sách lũy kế 10 tháng đạt 96,4 tỷ đồng.", known) == []
    assert said("Thu ngân sách lũy kế 8 tháng đạt 80 tỷ đồng.", Known(observations=known.observations[1:])) == []


def test_the_opening_stock_is_the_last_closing_one() -> None:
    closing = Observation("hồ sơ", "hồ sơ", "2024-09", Decimal(52), moment="closing", label="báo cáo tháng 9")
    known = Known(observations=(closing,))
    text = "Tổng số hồ sơ kỳ trước chuyển sang {} hồ sơ; tiếp nhận mới 640 hồ sơ."
    assert said(text.format(52), known) == []
    assert "báo cáo tháng 9" in said(text.format(25), known)[0]


def test_received_less_resolved_may_be_explained_by_what_was_open() -> None:
    text = "Trong tháng tiếp nhận 640 hồ sơ, đã giải quyết 655 hồ sơ, còn 37 hồ sơ đang giải quyết."
    closing = Observation("hồ sơ", "hồ sơ", "2024-09", Decimal(52), moment="closing")
    alone = [r.verdict for r in checked(text, Known()).relations]
    assert alone == ["fails", "fails"]
    explained = checked(text, Known(observations=(closing,))).relations
    assert {(r.verdict, r.explained_by) for r in explained} == {("holds_with_note", "known_opening")}
    less = Observation("hồ sơ", "hồ sơ", "2024-09", Decimal(5), moment="closing")
    assert [r.verdict for r in checked(text, Known(observations=(less,))).relations] == ["fails", "fails"]
    assert [r.verdict for r in checked(text, Known(observations=(closing,)), period=None).relations] == [
        "fails",
        "fails",
    ]


@pytest.mark.parametrize(("change", "wrong"), [
    ("tăng 15,1% so với cùng kỳ", False), ("tăng 15% so với cùng kỳ năm trước", False), ("tăng 18,2% so với cùng kỳ", True),
    ("giảm 15,1% so với cùng kỳ", True), ("tăng 11,3 tỷ đồng so với cùng kỳ", False), ("tăng 13,1 tỷ đồng so với cùng kỳ", True),
    ("tăng 15,1%", False), ("tăng 20% so với tháng trước", False),
])  # fmt: skip
def test_a_change_against_last_year_fits_the_stored_value(change: str, wrong: bool) -> None:
    known = Known(observations=(revenue("2023-10", "75.1", cumulative=True),))
    found = said(f"Thu ngân sách lũy kế 10 tháng đạt 86,4 tỷ đồng, {change}.", known)
    assert bool(found) is wrong
    assert not wrong or "báo cáo 2023-10" in found[0]


def test_a_change_against_last_month_fits_the_stored_value() -> None:
    known = Known(observations=(revenue("2024-09", "8"),))
    text = "Thu ngân sách tháng 10 đạt 8,4 tỷ đồng, tăng {} so với tháng trước."
    assert said(text.format("5%"), known) == []
    assert "thì tăng 5%" in said(text.format("9%"), known)[0]
    nothing = Observation(REVENUE, "VND", "2024-09", Decimal(0))
    assert said(text.format("9%"), Known(observations=(nothing,))) == []


def test_points_of_a_share_are_compared_with_the_stored_share() -> None:
    share = Observation("tỷ lệ hộ nghèo", "%", "2023-10", Decimal("6.2"), Decimal("0.1"))
    text = "Tỷ lệ hộ nghèo còn 4,9%, giảm {}% so với cùng kỳ."
    assert said(text.format("1,3"), Known(observations=(share,))) == []
    assert said(text.format("3,1"), Known(observations=(share,)))


def test_an_earlier_value_in_print_is_the_one_on_record() -> None:
    known = Known(observations=(revenue("2023-10", "75.1"), revenue("2024-09", "80")))
    text = "Thu ngân sách tháng 10 đạt 86,4 tỷ đồng (cùng kỳ {} tỷ đồng)."
    assert said(text.format("75,1"), known) == []
    assert "2023-10" in said(text.format("71,5"), known)[0]
    assert "2024-09" in said("Thu ngân sách tháng 10 đạt 84 tỷ đồng (tháng trước 90 tỷ đồng).", known)[0]
    assert said("Thu ngân sách (cùng kỳ 71,5 tỷ đồng) chưa có số.", known) == []


def test_a_plan_in_print_is_the_plan_issued() -> None:
    plan = PlannedValue(REVENUE, "VND", "2024", 92 * BILLION, label="Quyết định giao dự toán", address="targets/1")
    known = Known(targets=(plan,))
    found = checked("Thu ngân sách 10 tháng đạt 86,4 tỷ đồng/dự toán 95 tỷ đồng.", known).findings
    assert [f.template for f in found if f.links] == ["K5"]
    assert found[0].links[0].address == "targets/1"
    assert said("Thu ngân sách 10 tháng đạt 86,4 tỷ đồng/dự toán 92 tỷ đồng.", known) == []
    assert said("Thu ngân sách quý đạt 20 tỷ đồng/kế hoạch quý 25 tỷ đồng.", known) == []


@pytest.mark.parametrize(
    ("low", "high", "wrong"), [(90, 100, False), (90, None, False), (None, 90, True), (100, None, True)]
)
def test_a_plan_may_be_a_range(low: int | None, high: int | None, wrong: bool) -> None:
    ends = [None if v is None else v * BILLION for v in (low, high)]
    plan = PlannedValue(REVENUE, "VND", "2024", low=ends[0], high=ends[1])
    assert bool(said("Thu ngân sách 10 tháng đạt 86,4 tỷ đồng/dự toán 95 tỷ đồng.", Known(targets=(plan,)))) is wrong


def test_a_share_of_an_unprinted_plan_leads_to_the_plan_issued() -> None:
    text = "Thu ngân sách 10 tháng đạt 86,4 tỷ đồng, bằng 93,9% dự toán."
    right, wrong = (PlannedValue(REVENUE, "VND", "2024", v * BILLION) for v in (92, 110))
    assert said(text, Known(targets=(right,))) == []
    assert "93,9%" in said(text, Known(targets=(wrong,)))[0]
    assert said("Thu ngân sách 10 tháng đạt 86,4 tỷ đồng, bằng 93,9% kế hoạch quý.", Known(targets=(wrong,))) == []
    assert said("Thu ngân sách 10 tháng đạt 86,4 tỷ đồng, bằng 93,9% cùng kỳ.", Known(targets=(wrong,))) == []


def test_the_sum_of_communes_is_the_district() -> None:
    values = (revenue("2024-10", "3", owner="xã Tân Lập"), revenue("2024-10", "5.4", owner="xã Hòa An"))
    known = Known(observations=values, members=("xã Tân Lập", "xã Hòa An"))
    assert said("Thu ngân sách tháng 10 đạt 8,4 tỷ đồng.", known) == []
    found = checked("Thu ngân sách tháng 10 đạt 9,4 tỷ đồng.", known).findings[0]
    assert (found.template, len(found.links)) == ("K6", 2)
    assert said("Thu ngân sách tháng 10 đạt 9,4 tỷ đồng.", Known(observations=values[:1], members=known.members)) == []


def test_values_of_another_owner_are_not_those_of_the_reporting_body() -> None:
    other = revenue("2024-10", "3", owner="xã Tân Lập")
    text = "Thu ngân sách tháng 10 đạt 8,4 tỷ đồng."
    assert said(text, Known(observations=(other,))) == []
    assert said(text, Known(observations=(other,), owner="xã Tân Lập"))


COMMUNES = (
    UnitCount("xã", 18, valid_to=date(2025, 6, 30), names=("xã Tân Lập", "Hòa An", "Phú Lộc"), address="units/old"),
    UnitCount("xã", 6, valid_from=date(2025, 7, 1), address="units/new"),
    UnitCount("trường", 46, valid_from=date(2020, 1, 1), valid_to=date(2024, 12, 31)),
    UnitCount("trường", 36, valid_from=date(2025, 1, 1)),
)


@pytest.mark.parametrize(("text", "day", "wrong"), [
    ("Có 15/18 xã đạt chuẩn.", date(2024, 10, 1), ""), ("Có 15/16 xã đạt chuẩn.", date(2024, 10, 1), "18 xã"),
    ("Có 5/18 xã đạt chuẩn.", date(2025, 8, 1), "đúng đến 30/6/2025"), ("Có 5/6 xã đạt chuẩn.", date(2024, 8, 1), "đúng từ 1/7/2025"),
    ("Tổng số 46 trường.", date(2024, 5, 1), ""), ("Tổng số 46 trường.", date(2025, 5, 1), "36 trường"),
    ("Có 16 xã đạt chuẩn.", date(2024, 10, 1), ""), ("Có 5/6 xã đạt chuẩn.", None, ""),
])  # fmt: skip
def test_numbers_of_units_are_those_of_the_register_on_the_day(text: str, day: date | None, wrong: str) -> None:
    found = said(text, Known(units=COMMUNES), on=day)
    assert bool(found) == bool(wrong)
    assert not wrong or wrong in found[0]


def test_names_that_the_register_does_not_hold_are_asked_for() -> None:
    known = Known(units=COMMUNES)
    assert said("Có 2 xã chưa đạt: Tân Lập, Hòa An.", known) == []
    assert said("Có 2 xã chưa đạt: xã Phú Lộc (điểm), Hòa Bình.", known) == [
        "“Hòa Bình” không có trong danh mục xã của kỳ này; đề nghị kiểm tra lại tên."
    ]
    assert said("Có 2 trường chưa đạt: Hoa Sen, Hoa Mai. Có 2 lớp (lớp A, lớp B).", known) == []


LAWS = (
    LegalDocument(
        "61/2018/NĐ-CP", "Nghị định", "Chính phủ", date(2018, 4, 23), date(2018, 6, 21), date(2025, 6, 30),
        "Nghị định số 118/2025/NĐ-CP", "một cửa, một cửa liên thông", "law/61",
    ),
    LegalDocument("118/2025/NĐ-CP", "Nghị định", "Chính phủ", date(2025, 6, 9), date(2025, 7, 1)),
    LegalDocument("12/QĐ-UBND", "Quyết định", "UBND huyện", date(2024, 1, 15)),
    LegalDocument("12/QĐ-UBND", "Quyết định", "UBND tỉnh", date(2024, 2, 20)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "day", "wrong"), [
    ("Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.", date(2024, 1, 1), ""),
    ("Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23/4/2018.", date(2025, 8, 1), "30/6/2025, được thay bằng Nghị định số 118"),
    ("Thực hiện Nghị định số 61/2018/NĐ-CP ngày 24/4/2018.", date(2024, 1, 1), "23/4/2018"),
    ("Thực hiện Thông tư số 61/2018/NĐ-CP.", date(2024, 1, 1), "Nghị định số 61/2018/NĐ-CP"),
    ("Theo Nghị định 118/2025/NĐ-CP.", date(2025, 6, 10), "có hiệu lực từ 1/7/2025"),
    ("Theo số 061/2018/NĐ-CP.", date(2024, 1, 1), ""), ("Theo Nghị định 99/2099/NĐ-CP.", date(2024, 1, 1), ""),
    ("Quyết định số 12/QĐ-UBND ngày 20/2/2024.", date(2024, 5, 1), ""),
    ("Quyết định số 12/QĐ-UBND ngày 31/2/2024.", date(2024, 5, 1), ""),
    ("Quyết định số 12/QĐ-UBND ngày 21/2/2024.", None, "15/1/2024"),
])  # fmt: skip
def test_documents_cited_are_as_registered_and_in_force(text: str, day: date | None, wrong: str) -> None:
    found = said(text, Known(documents=LAWS), on=day)
    assert bool(found) == bool(wrong), found
    assert not wrong or wrong in found[0]


CRITERIA = LegalDocument(
    "318/QĐ-TTg",
    "Quyết định",
    "Thủ tướng Chính phủ",
    date(2022, 3, 8),
    None,
    date(2026, 2, 15),
    "51/2025/QĐ-TTg",
    address="law/318",
)
OF_2019 = replace(CRITERIA, issued_on=date(2019, 2, 1), valid_to=None, replaced_by="", issuer="", address="law/2019")


@pytest.mark.parametrize(("text", "day", "wrong"), [
    ("Theo Quyết định số 318/QĐ-TTg ngày 08/3/2022.", date(2024, 1, 1), ""),
    ("Theo Quyết định số 318/QĐ-TTg ngày 08/3/2022.", date(2026, 3, 1), "đã hết hiệu lực từ 15/2/2026"),
    ("Theo Quyết định số 318/QĐ-TTg năm 2022.", date(2026, 3, 1), "đã hết hiệu lực từ 15/2/2026"),
    ("Theo Quyết định số 318/QĐ-TTg ngày 18/3/2022.", date(2024, 1, 1), "8/3/2022"),
    ("Theo Quyết định số 318/QĐ-TTg ngày 5/4/2023.", date(2026, 3, 1), ""),
    ("Theo Quyết định số 318/QĐ-TTg.", date(2024, 1, 1), ""), ("Theo Quyết định số 318/QĐ-TTg.", None, ""),
    ("Theo Quyết định số 318/QĐ-TTg.", date(2026, 3, 1), "không ghi ngày ban hành. Danh mục có Quyết định số 318/QĐ-TTg ngày 8/3/2022"),
])  # fmt: skip
def test_a_number_without_its_year_is_checked_where_the_citation_says_which_it_is(
    text: str, day: date | None, wrong: str
) -> None:
    found = said(text, Known(documents=(CRITERIA,)), on=day)
    assert bool(found) == bool(wrong), found
    assert not wrong or wrong in found[0]


@pytest.mark.parametrize("text", ["Theo Quyết định số 318/QĐ-TTg ngày 08/3/2022.", "Theo Quyết định số 318/QĐ-TTg."])
@pytest.mark.parametrize(("day", "over"), [(14, False), (15, True), (16, True)])
def test_a_document_is_in_force_until_the_day_before_the_one_it_ends_from(text: str, day: int, over: bool) -> None:
    assert bool(said(text, Known(documents=(CRITERIA,)), on=date(2026, 2, day))) is over


def test_of_several_documents_with_one_number_it_is_asked_which_is_meant() -> None:
    both = Known(documents=(OF_2019, CRITERIA))
    found = [
        f for f in checked("Theo Quyết định 318/QĐ-TTg.", both, on=date(2026, 3, 1)).findings if f.template == "K8"
    ]
    assert [link.address for link in found[0].links] == ["law/2019", "law/318"]
    assert (found[0].severity, "ngày 1/2/2019; Quyết định số" in found[0].message) == ("question", True)
    assert said("Theo Quyết định 318/QĐ-TTg năm 2019.", both, on=date(2026, 3, 1)) == []
    twice = Known(documents=(CRITERIA, replace(CRITERIA, issued_on=date(2022, 9, 1))))
    assert "nhiều văn bản cùng số" in said("Theo Quyết định 318/QĐ-TTg năm 2022.", twice, on=date(2026, 3, 1))[0]
    undated = Known(documents=(replace(CRITERIA, issued_on=None), OF_2019))
    assert "Quyết định số 318/QĐ-TTg của Thủ tướng" in said("Quyết định 318/QĐ-TTg.", undated, on=date(2026, 3, 1))[0]


def test_a_document_cited_twice_is_asked_about_once_and_links_to_its_entry() -> None:
    text = "Nghị định số 61/2018/NĐ-CP đã hết hạn. Theo Nghị định số 61/2018/NĐ-CP thì làm."
    found = [f for f in checked(text, Known(documents=LAWS), on=date(2025, 8, 1)).findings if f.template == "K8"]
    assert [f.links[0].address for f in found] == ["law/61"]


@pytest.mark.parametrize(("period", "cumulative", "span"), [
    ("2024", False, (2024, 1, 12)), ("2024-10", False, (2024, 10, 10)), ("2024-10", True, (2024, 1, 10)),
    ("2024-Q3", False, (2024, 7, 9)), ("2024-H1", False, (2024, 1, 6)), ("2024-H2", False, (2024, 7, 12)),
    ("2024-9M", False, (2024, 1, 9)), ("2023-2024", False, None), ("cùng kỳ", False, None), (None, False, None),
    ("2024-13", False, None), ("2024-Q5", False, None), ("24", False, None),
])  # fmt: skip
def test_periods_are_months_of_a_year(period: str | None, cumulative: bool, span: tuple[int, int, int] | None) -> None:
    found = span_of(period, cumulative=cumulative)
    assert (None if found is None else (found.year, found.first, found.last)) == span


@pytest.mark.parametrize(("span", "before"), [
    (Span(2024, 10, 10), Span(2024, 9, 9)), (Span(2024, 1, 1), Span(2023, 12, 12)), (Span(2024, 9, 7), Span(2024, 6, 4)),
    (Span(2024, 3, 1), Span(2023, 12, 10)), (Span(2024, 12, 1), Span(2023, 12, 1)),
])  # fmt: skip
def test_the_period_before_has_the_same_length(span: Span, before: Span) -> None:
    assert span.before() == before


def test_without_a_period_nothing_of_the_record_is_compared() -> None:
    known = Known(observations=(revenue("2024-10", "8.6"),), targets=(PlannedValue(REVENUE, "VND", "2024", BILLION),))
    assert (
        said("Thu ngân sách tháng 10 đạt 8,4 tỷ đồng/kế hoạch 9 tỷ đồng, tăng 5% so với cùng kỳ.", known, period=None)
        == []
    )


def test_knowledge_is_a_plain_value() -> None:
    known = Known(observations=(revenue("2024-10", "8.6"),), units=COMMUNES, documents=LAWS)
    assert hash(known) == hash(Known(observations=(revenue("2024-10", "8.6"),), units=COMMUNES, documents=LAWS))


def test_a_report_is_read_with_what_is_on_record() -> None:
    text = "BÁO CÁO\nKết quả tháng 10 năm 2024\nCó 15/16 xã đạt chuẩn."
    known = Known(units=(UnitCount("xã", 18),))
    assert [f.template for f in read(text, known=known).findings] == ["K7"]
    assert read(text).findings == ()


def test_links_are_part_of_the_json_where_there_are_any() -> None:
    text = "BÁO CÁO\nKết quả tháng 10 năm 2024\nCó 15/16 xã đạt chuẩn, đạt 50%."
    found = as_json(read(text, known=Known(units=(UnitCount("xã", 18, address="units/1"),))), source="a.txt")[
        "findings"
    ]
    assert isinstance(found, list)
    links = [f["links"] for f in found if isinstance(f, dict) and "links" in f]
    told = {"label_code": "checks.link_units", "label_values": {"count": 18, "noun": "xã"}}
    link = {"kind": "unit_count", "label": "danh mục: 18 xã", **told, "address": "units/1"}
    assert (len(found), links) == (2, [[link]])


def test_what_cannot_be_compared_is_left_alone() -> None:
    year = Observation(REVENUE, "VND", "2023-2024", BILLION)
    closing = Observation("hồ sơ", "đơn", "2024-09", Decimal(52), moment="closing")
    nameless = Observation("", "VND", "2024-10", BILLION)
    other = Observation("hồ sơ", "hồ sơ", "2024-09", Decimal(52), moment="closing")
    known = Known(observations=(year, other, closing, nameless))
    assert said("Thu ngân sách tháng 10 đạt 8,4 tỷ đồng (cùng kỳ 7 tỷ đồng).", known) == []
    assert said("Thu ngân sách tăng 5% so với cùng kỳ.", known) == []
    assert said("Tổng hồ sơ kỳ trước chuyển sang 25 hồ sơ.", known) == []
    assert said("Trong tháng tiếp nhận 640 hồ sơ, đã giải quyết 655 hồ sơ.", known) == []


def test_a_quarter_is_told_from_a_month() -> None:
    known = Known(observations=(revenue("2024-Q3", "25"),))
    assert said("Thu ngân sách quý III đạt 20 tỷ đồng.", known)
    assert said("Thu ngân sách quý 2 đạt 20 tỷ đồng.", known) == []


def test_a_register_without_dates_says_nothing_of_the_past() -> None:
    known = Known(units=(UnitCount("xã", 20), UnitCount("xã", 18)))
    assert said("Có 15/20 xã đạt chuẩn.", known) == [
        "Ghi tổng số 20 xã, trong khi danh mục đơn vị có 18 xã; đề nghị xác nhận lại."
    ]
