"""Tables: what their heads, names and numbers of rows say is tested, cell by cell, whatever the format they come in."""

from __future__ import annotations

import io
import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx as word
import pytest
from bench.tables import ROWS, WRITERS, flat

from giaoban.kernel.extract import extract
from giaoban.kernel.extract.model import Table
from giaoban.kernel.extract.typed import typed_tables
from giaoban.kernel.reading import Reading, as_json, dumps, read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "tables.toml").read_text("utf-8"))["case"]
FORMATS = [name for name in WRITERS if name != "doc"]


def cell_at(table: Table, offset: int) -> str:
    """The cell that an offset lies in as "row.column" from 1, "" outside the table."""
    for row in table.rows:
        for cell in row:
            if cell.start <= offset < cell.end:
                return f"{cell.row + 1}.{cell.column + 1}"
    return ""


def verdicts(reading: Reading, table: Table) -> int:
    """How many relations with a verdict there are between figures of the table."""
    inside = {figure.id for figure in reading.figures if cell_at(table, figure.start)}
    return sum(r.holds is not None and {r.result, *r.terms} <= inside for r in reading.relations)


@pytest.mark.parametrize("case", CASES, ids=[case["claim"].replace(" ", "-") for case in CASES])
def test_a_table_is_checked_cell_by_cell(case: dict[str, Any]) -> None:
    text = case["text"].strip("\n")
    (table,) = typed_tables(text)
    reading = read(text)
    wrong = {f.id: {cell_at(table, start) for start, _ in f.spans} for f in reading.findings if f.verdict == "fails"}
    told = {f.id: (f.message, f.computed, *(s.printed for s in f.suggestions)) for f in reading.findings}
    expected = set()
    for said in case["wrong"]:
        cell, _, meant = said.partition(" = ")
        near = [key for key, cells in wrong.items() if cell in cells]
        assert any(meant in word.rstrip("%").split(" ") for key in near for word in told[key][1:]), told
        expected.add(cell)
    assert [told[key] for key, cells in wrong.items() if not cells & expected] == []
    assert verdicts(reading, table) >= case["checked"], [(r.formula, r.holds) for r in reading.relations]
    units = {cell_at(table, figure.num_start): figure.unit for figure in reading.figures}
    for said in case.get("units", []):
        cell, _, unit = said.partition(" ")
        assert units[cell] == unit


def mistyped() -> list[tuple[str, ...]]:
    """The table of every format with a wrong share in its second row and a wrong total in its last."""
    rows = list(ROWS)
    rows[2] = (*rows[2][:4], "85,2")
    rows[4] = (*rows[4][:3], "54.652", rows[4][4])
    return rows


@pytest.mark.parametrize("kind", [*FORMATS, "flat"])
def test_the_same_errors_are_found_in_every_format_and_named_by_their_cell(kind: str) -> None:
    data = flat(mistyped()) if kind == "flat" else WRITERS[kind](mistyped())
    document = extract(data, name=f"a.{'txt' if kind == 'flat' else kind}")
    reading = read(document)
    found = {
        document.address_at(finding.spans[0][0]): finding.computed
        for finding in reading.findings
        if finding.verdict == "fails"
    }
    sheet = kind in ("xlsx", "xls", "ods")
    cells = (
        ("Thu!E6", "Thu!D8", "Thu!E8")
        if sheet
        else ("bảng 1, hàng 3, cột 5", "bảng 1, hàng 5, cột 4", "bảng 1, hàng 5, cột 5")
    )
    assert found == dict(zip(cells, ("82,5%", "54.552 triệu đồng", "78,07%"), strict=True))
    assert [f.unit for f in reading.figures] == ["VND", "VND", "%"] * 4
    assert [f.role for f in reading.figures] == ["plan", "actual", "share"] * 4


@pytest.mark.parametrize("kind", [*FORMATS, "flat"])
def test_a_sound_table_gives_no_findings_in_any_format(kind: str) -> None:
    data = flat() if kind == "flat" else WRITERS[kind]()
    reading = read(extract(data, name=f"a.{'txt' if kind == 'flat' else kind}"))
    assert [f.message for f in reading.findings] == []
    assert sum(r.holds is True for r in reading.relations) == 6


def test_a_finding_in_a_table_names_its_cells_also_in_json() -> None:
    document = extract(WRITERS["xlsx"](mistyped()), name="a.xlsx")
    found = json.loads(dumps(as_json(read(document), source="a.xlsx")))["findings"]
    assert [span["address"] for span in found[0]["spans"]] == ["Thu!E6", "Thu!D6", "Thu!C6"]
    prose = json.loads(dumps(as_json(read("Giao 10 tỷ đồng, đạt 8 tỷ đồng, bằng 95%."), source="a")))["findings"]
    assert all("address" not in span for finding in prose for span in finding["spans"])
    assert prose


def test_an_amount_of_money_is_computed_in_the_unit_people_read() -> None:
    text = "ĐVT: triệu đồng\nNguồn | Số tiền\nTỉnh | 8.400\nHuyện | 11.700\nCộng | 20.000"
    assert [r.formula for r in read(text).relations] == ["8.400 + 11.700 = 20.100 triệu đồng"]


def wrong_cells(text: str) -> set[str]:
    """The first cells of all findings that call something wrong."""
    (table,) = typed_tables(text)
    return {cell_at(table, f.spans[0][0]) for f in read(text).findings if f.verdict == "fails"}


def test_a_table_of_hundreds_of_rows_is_read_but_not_added_up() -> None:
    rows = "\n".join(f"| Thôn {n} | {n} | {n} |" for n in range(10, 420))
    text = f"| Thôn | Hộ | Khẩu |\n{rows}\n| Tổng | 5 | 5 |"
    found = read(text)
    assert len(found.figures) > 800
    assert not found.relations


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [("3=1+2", {"4.4"}), ("3=1+9", set()), ("3=1+2-2", set()), ("3=1/2/2", set()), ("3=1:2", set())],
)
def test_only_a_computation_that_fits_some_row_is_taken_from_the_heads(formula: str, wrong: set[str]) -> None:
    text = (
        f"| Xã | Nam | Nữ | Cả hai |\n| A | 1 | 2 | {formula} |\n| An Bình | 40 | 52 | 92 |\n| Phú Hòa | 31 | 47 | 87 |"
    )
    assert wrong_cells(text) == wrong


def test_columns_that_only_look_like_shares_or_differences_are_left_alone() -> None:
    text = (
        "| Xã | Hộ | Tỷ lệ (%) | Tăng, giảm |\n| An Bình | 120 | 3,5 | 7 |\n| Phú Hòa | 95 | 2,1 | 4 |\n| Tân Mỹ | 140 | 4,4 | 9 |\n"
        "| Tổng | 355 | 3,4 | 20 |"
    )
    assert wrong_cells(text) == set()


def test_letters_dashes_and_trong_do_tell_how_deep_a_row_stands() -> None:
    text = (
        "| TT | Nội dung | Số tiền (triệu đồng) |\n| A | Thu | 900 |\n| I | Thu nội địa | 600 |\n| 1 | Thuế | 400 |\n"
        "| a | Thuế nhà đất | 150 |\n| b | Thuế khác | 250 |\n| 2 | Phí | 200 |\n| - | Phí chợ | 120 |\n| - | Phí khác | 90 |\n"
        "| II | Thu bổ sung | 300 |\n| | Trong đó: cân đối | 180 |\n| | chương trình | 120 |\n| B | Chi | 870 |\n| C | Kết dư | 30 |"
    )
    assert wrong_cells(text) == {"7.3"}  # 120 + 90 are not 200


def test_two_tables_are_parted_by_a_blank_line_and_rules_are_no_rows() -> None:
    text = "| Xã | Hộ |\n|----|----|\n| A | 12 |\n\n| Thôn | Khẩu |\n| B | 40 |\n\n| lẻ | 1 |"
    first, second = typed_tables(text)
    assert [len(first.rows), len(second.rows)] == [2, 2]
    assert [cell.text for cell in second.rows[1]] == ["B", "40"]
    assert typed_tables("|" * 200 + "\n" + "|" * 200) == ()


@pytest.mark.parametrize(
    "lines",
    [
        "An Bình\n1.250\n62\nPhú Hòa\n900\n45",  # no heads above
        "Xã\nHộ\nNghèo\nAn Bình\n1.250\nPhú Hòa\n900\nTân Mỹ\n80\nHòa Lộc\n75",  # one number a name is a list
        "Ghi chú\nSố\nTên\nHộ\nNghèo\n1\nAn Bình\n12\n5\n2\nPhú Hòa\n9\n4\n3\nTân Mỹ\n7\n3",  # numbers of rows without a head for them
        "Xã\nHộ\nNghèo\nAn Bình\n1.250\n62\nPhú Hòa\n900\nTân Mỹ\n80\n4\n7",  # rows of different length
        "12\n13\n14\n15\n16",  # nothing but numbers
    ],
)
def test_short_lines_without_the_shape_of_a_table_are_none(lines: str) -> None:
    assert typed_tables(f"Báo cáo tháng 5.\n\n{lines}\n") == ()


def test_rows_that_lost_their_number_or_their_last_cells_keep_their_columns() -> None:
    (table,) = typed_tables("TT\tXã\tHộ\tNghèo\n1\tA\t12\t3\nTổng\t12\t3\n2\tB\t9")
    assert [[cell.text for cell in row] for row in table.rows[2:]] == [["", "Tổng", "12", "3"], ["2", "B", "9", ""]]
    (aligned,) = typed_tables("Xã\t\tHộ\nA\t12\nB\t\t9")
    assert [[cell.text for cell in row] for row in aligned.rows] == [["Xã", "Hộ"], ["A", "12"], ["B", "9"]]


@pytest.mark.parametrize(
    ("head", "unit", "value"),
    [
        ("Kinh phí (1.000 đồng)", "VND", 1_250_000),
        ("Kinh phí (triệu)", "VND", 1_250_000_000),
        ("Kinh phí (ghi sổ)", "", 1250),
        ("Kinh phí (1.1.1.1 đồng)", "", 1250),
        ("Diện tích (ha)", "ha", 1250),
        ("Tỷ lệ (%)", "%", Decimal("1.250")),
        ("Kinh phí (ghi tại quỹ) (đvt: nghìn đồng)", "VND", 1_250_000),
    ],
)
def test_the_unit_in_brackets_of_a_head_holds_for_the_bare_numbers_below(head: str, unit: str, value: Decimal) -> None:
    figure = read(f"| Nội dung | {head} |\n| Sửa đường | 1.250 |\n| Xây cầu | 7 hộ |").figures[0]
    assert (figure.unit, figure.value) == (unit, value)


def test_a_number_with_its_own_unit_or_an_english_comma_keeps_its_reading() -> None:
    found = read(
        "| Nội dung | Tiền (triệu đồng) |\n| Sửa đường | 1,250.5 |\n| Xây cầu | 7 hộ |\n| Điện | 1,200 |"
    ).figures
    assert [(f.value, f.unit) for f in found][1] == (7, "hộ")
    assert found[2].value in (Decimal("1200000000"), Decimal(1200))


MERGED = [
    ["TT", "Đơn vị", "Kế hoạch", "Thực hiện", "", "So sánh (%)", "Số hộ"],
    ["", "", "", "Vụ xuân", "Cả năm", "", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(3)", "(7)"],
    ["1", "Xã An Bình", "120", "70", "110", "91,7", "40"],
    ["2", "Xã Phú Hòa", "200", "90", "180", "90,0", "75"],
    ["3", "Xã Tân Mỹ", "80", "35", "60", "57,0", "31"],
    ["", "Tổng", "400", "195", "355", "88,8", "146"],
]


@pytest.mark.parametrize("unit", ["ha", "triệu đồng", ""])
def test_merged_heads_of_a_word_table_keep_every_unit_in_its_column(unit: str) -> None:
    written = word.Document()
    written.add_paragraph(f"Biểu 1. Kết quả (ĐVT: {unit})" if unit else "Biểu 1. Kết quả")
    table = written.add_table(len(MERGED), len(MERGED[0]))
    for row, cells in zip(table.rows, MERGED, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for column in (0, 1, 2, 5, 6):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 3).merge(table.cell(0, 4))
    target = io.BytesIO()
    written.save(target)
    document = extract(target.getvalue(), name="a.docx")
    found = read(document)
    name = {"triệu đồng": "VND"}.get(unit, unit)
    assert [f.unit for f in found.figures] == [name, name, name, "%", "hộ"] * 4
    wrong = [n.places[0] for n in found.findings if n.verdict == "fails"]
    assert wrong == ["bảng 1, hàng 6, cột 6", "bảng 1, hàng 7, cột 5"]
