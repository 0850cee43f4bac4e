"""What a report proposes to record: value, unit, period and role of each figure, after people's decisions."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.occasions.reports.models import ReviewDecision
from giaoban.occasions.reports.proposals import begun, period_choices, proposals
from giaoban.occasions.reports.reader import read_file

REPORT = "2026-11"


def read(text, decided=None, *, report=REPORT):
    outcome = read_file(text.encode(), name="a.txt", on=date(2026, 11, 20), period=report)
    return proposals(outcome.text, outcome.data, decided or {}, period=report), outcome.data


def only(text, **kwargs):
    found, _data = read(text, **kwargs)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "amount", "unit", "written"),
    [
        ("Trung tâm đã tiếp nhận 1.247 hồ sơ.", "1247", "hồ sơ", "hồ sơ"),
        ("Thu ngân sách xã đạt 39 tỷ 981 triệu đồng.", "39981000000", "VND", "triệu đồng"),
        ("Thu ngân sách xã đạt 9.375 triệu đồng.", "9375000000", "VND", "triệu đồng"),
        ("Mức hỗ trợ là 500 nghìn đồng/hộ.", "500000", "VND/hộ", "nghìn đồng/hộ"),
        ("Năng suất lúa đạt 62 tạ/ha.", "62", "tạ/ha", "tạ/ha"),
    ],
)
def test_a_figure_keeps_its_value_and_the_unit_it_was_written_in(text, amount, unit, written):
    found = only(text)
    assert (found.amount, found.unit_of_measure, found.written) == (Decimal(amount), unit, written)


def test_the_sentence_stands_around_the_number_and_nothing_more():
    found, _data = read("Câu đầu không có số. Trung tâm đã tiếp nhận 1.247 hồ sơ, trả đúng hạn. Câu sau cũng không.")
    assert (found[0].left, found[0].quote) == ("Trung tâm đã tiếp nhận ", "1.247 hồ sơ")
    assert found[0].right == ", trả đúng hạn."


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Đã trồng được 120 ha rừng.", "actual"),
        ("Ước trồng được 120 ha rừng.", "estimate"),
        ("Kế hoạch trồng 120 ha rừng.", "plan"),
        ("Ước cả vụ còn lâu, đã trồng được 120 ha rừng.", "actual"),
    ],
)
def test_the_words_before_a_number_say_what_it_is(text, role):
    assert only(text).role == role


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Trong tháng đã trồng được 120 ha rừng.", "2026-11"),
        ("Lũy kế từ đầu năm trồng được 120 ha rừng.", "2026-01..2026-11"),
        ("Năm 2025 trồng được 120 ha rừng.", "2025"),
    ],
)
def test_the_words_before_a_number_say_for_which_period(text, period):
    assert only(text).period == period


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Vốn đã giải ngân 14.385 triệu đồng/17.900 triệu đồng, đạt 80,4%.", ["2026-01..2026-11", "2026"]),
        ("Vốn đầu tư công đã giải ngân 14.385 triệu đồng.", ["2026-01..2026-11"]),
        ("Trong tháng đã giải ngân 1.200 triệu đồng.", ["2026-11"]),
        ("Thu ngân sách đạt 9.375 triệu đồng.", ["2026-11"]),
    ],
)
def test_money_held_against_the_years_plan_counts_from_january(text, periods):
    found, _data = read(text)
    assert [row.period for row in found if row.unit_of_measure == "VND"] == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Đàn lợn 4.250 con, tăng so với tháng trước (4.000 con).", ["2026-11", "2026-10"]),
        ("Đàn lợn 4.250 con, tăng so với cùng kỳ năm trước (4.000 con).", ["2026-11", "2025-11"]),
        ("Đàn lợn 4.250 con (cùng kỳ năm trước là 4.000 con).", ["2026-11", "2025-11"]),
        (
            "Thu ngân sách 11 tháng đạt 12,6 tỷ đồng, tăng so với cùng kỳ năm 2025 (12 tỷ đồng).",
            ["2026-01..2026-11", "2025-01..2025-11"],
        ),
        ("Lũy kế từ đầu năm thu 12,6 tỷ đồng (cùng kỳ 12 tỷ đồng).", ["2026-01..2026-11", "2025-01..2025-11"]),
        ("Tháng 11 khám 1.346 lượt người, nhiều hơn so với tháng 10 (1.120 lượt người).", ["2026-11", "2026-10"]),
        ("Đàn lợn 4.250 con, tăng so với mức bình quân (4.000 con).", ["2026-11", ""]),
        ("Đàn lợn 4.250 con (gồm 4.000 con nuôi tập trung).", ["2026-11", "2026-11"]),
    ],
)
def test_a_number_in_brackets_that_is_compared_with_is_proposed_for_its_own_period_or_none(text, periods):
    found, _data = read(text)
    assert [row.period for row in found] == periods


def test_what_is_compared_with_has_no_period_where_the_words_leave_it_open():
    assert only("So với tháng trước (4.000 con) thì ổn định.", report="2026").period == "2025"
    assert only("So với tháng 9 (4.000 con) thì ổn định.", report="2026").period in ("", "2026-09")


def test_a_report_of_eleven_months_proposes_its_figures_for_the_months_since_january():
    assert only("Đã trồng được 120 ha rừng.", report="2026-11M").period == "2026-01..2026-11"


@pytest.mark.parametrize(
    ("code", "has"),
    [
        ("2026-11", True),
        ("2026-12", False),
        ("2026", True),
        ("2026-01..2026-12", True),
        ("2027", False),
        ("", False),
        ("?", False),
    ],
)
def test_a_month_still_to_come_has_not_begun(code, has):
    assert begun(code, date(2026, 11, 22)) is has


def test_a_figure_without_a_period_is_of_the_month_that_somebody_said_the_report_is_for():
    text = "Báo cáo công tác tháng 10 năm 2026\n\nĐã trồng 120 ha rừng. Năm 2025 trồng 90 ha rừng."
    outcome = read_file(text.encode(), name="a.txt", on=date(2026, 11, 20), period="2026-11")
    assert [row["period"] for row in outcome.data["figures"]] == ["2026-11", "2025"]
    assert outcome.data["meeting"]["period"] == "2026-10"


def test_a_figure_without_any_period_leaves_it_to_the_clerk():
    assert only("Đã trồng được 120 ha rừng.", report="").period == ""


def decision(**fields):
    return ReviewDecision(**{"action": "correct", "value": "", "figure": "", "unit_of_measure": ""} | fields)


@pytest.mark.parametrize(
    ("typed", "unit", "amount"),
    [("9.735", "", "9735000000"), ("9 tỷ 735 triệu đồng", "", "9735000000"), ("9,7", "tỷ đồng", "9700000000")],
)
def test_a_correction_is_read_in_the_unit_of_the_figure(typed, unit, amount):
    text = "Thu ngân sách xã đạt 9.375 triệu đồng."
    found = only(text, decided={("figure", "f1"): decision(value=typed, unit_of_measure=unit)})
    assert (found.amount, found.corrected) == (Decimal(amount), True)


def test_a_dismissed_figure_is_not_proposed():
    found, _data = read("Đã trồng được 120 ha rừng.", {("figure", "f1"): decision(action="dismiss", reason="x")})
    assert found == []


def test_a_figure_with_an_open_finding_waits_and_takes_the_findings_correction():
    text = "Đã cấp 46/60 giấy chứng nhận, đạt 76,9%."
    found, data = read(text)
    finding = next(f["id"] for f in data["findings"] if f["severity"] != "note")
    share = next(p for p in found if p.quote == "76,9%")
    assert share.blocked == (finding,)
    decided = {("finding", finding): decision(value="76,7", figure="76,9%")}
    share = next(p for p in read(text, decided)[0] if p.quote == "76,9%")
    assert (share.blocked, share.amount, share.corrected) == ((), Decimal("76.7"), True)


def test_the_periods_to_choose_from_are_those_of_the_report_and_of_its_figures():
    found, _data = read("Năm 2024 trồng được 120 ha rừng.")
    codes = [code for code, _name in period_choices("2026-11", found)]
    assert codes == ["2024", "2025", "2025-11", "2026-01..2026-11", "2026", "2026-Q4", "2026-11"]
    assert period_choices("", []) == []
