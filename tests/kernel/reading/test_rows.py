"""A number in a table has the name of its row and the period of its column, however many columns there are."""

from __future__ import annotations

import pytest

from giaoban.kernel.extract import extract
from giaoban.kernel.reading import read
from giaoban.kernel.reading.rows import headed_period

HEAD = ("TT", "Cây trồng", "Kế hoạch năm (ha)", "Thực hiện tháng 11 (ha)", "Lũy kế 11 tháng (ha)", "Tỷ lệ (%)")
ROWS = (
    ("1", "Ngô đông", "150", "40", "140", "93,3"),
    ("2", "Rau màu", "250", "60", "240", "96,0"),
    ("", "Tổng cộng", "400", "100", "380", "95,0"),
)


def page(*rows: tuple[str, ...]) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<p>Kết quả tháng 11 năm 2026</p><table>{lines}</table>".encode()


def plain(*rows: tuple[str, ...]) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(["Kết quả tháng 11 năm 2026", "", lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]).encode()


def told(content: bytes, name: str) -> list[tuple[str, str, str, str | None]]:
    found = read(extract(content, name=name), period="2026-11")
    return [(found.text[f.num_start : f.num_end], f.subject, f.role, f.period) for f in found.figures]


@pytest.mark.parametrize(("write", "name"), [(page, "a.html"), (plain, "a.txt")])
def test_each_number_has_the_name_of_its_row_and_the_role_and_period_of_its_column(write, name):
    columns = (("plan", "2026"), ("actual", "2026-11"), ("actual", "2026-11M"), ("share", "2026-11"))
    wanted = [(number, row[1], *column) for row in ROWS for number, column in zip(row[2:], columns, strict=True)]
    assert told(write(HEAD, *ROWS), name) == wanted


def test_a_month_beside_a_plan_is_no_plan_in_the_total_either():
    head = ("TT", "Khoản thu", "Dự toán năm (triệu đồng)", "Tháng 11 (triệu đồng)")
    rows = (("1", "Thuế", "3200", "250"), ("2", "Phí, lệ phí", "1800", "140"), ("", "Tổng cộng", "5000", "390"))
    found = told(page(head, *rows), "a.html")
    assert [row[2:] for row in found] == [("plan", "2026"), ("actual", "2026-11")] * 3
    assert found[2][1] == "Phí, lệ phí"


def test_a_name_is_made_of_the_words_before_the_first_number():
    head = ("STT", "Thôn", "Việc", "Cách", "Số hộ", "Tỷ lệ (%)", "Ghi chú")
    rows = (
        ("I", "Thôn Đông", "Rà soát", "Họp", "120", "80,0", "đã nộp"),
        ("II", "Thôn Hạ", "", "", "150", "90,0", "chậm"),
    )
    names = [name for _number, name, _role, _period in told(page(head, *rows), "a.html")]
    assert names == ["Thôn Đông, Rà soát", "Thôn Đông, Rà soát", "Thôn Hạ", "Thôn Hạ"]


@pytest.mark.parametrize(("heads", "period"), [
    (["thực hiện tháng 11"], "2026-11"), (["năm 2025", "tháng 10/2025"], "2025-10"), (["lũy kế 9 tháng"], "2026-9M"),
    (["lũy kế từ đầu năm"], "2026-11M"), (["lũy kế đến tháng 10"], "2026-10M"), (["quý iii"], "2026-Q3"), (["6 tháng"], "2026-H1"),
    (["kế hoạch năm"], "2026"), (["thực hiện năm 2025"], "2025"), (["cùng kỳ năm trước"], "2025-11"), (["so với cùng kỳ"], None),
    (["tháng 11", "kế hoạch"], "2026-11"), (["số hộ"], None), (["12 tháng"], "2026"),
])  # fmt: skip
def test_a_head_says_for_which_period_its_column_is(heads: list[str], period: str | None) -> None:
    assert headed_period(heads, "2026-11") == period


def test_a_head_names_no_period_where_the_report_has_none() -> None:
    assert headed_period(["tháng 11"], None) is None
    assert headed_period(["lũy kế"], "2026-Q4") is None
