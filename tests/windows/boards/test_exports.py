"""Files of a table: numbers stay numbers, texts never run, sources and the day go along, what is too long is refused."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import docx
import pytest
from lxml import etree

from giaoban.kernel.problems import Problem
from giaoban.windows.boards import exports
from giaoban.windows.boards.exports import csv_lines, made, plain
from giaoban.windows.boards.view import AsOf, Cell, Column, Row, View, rounded, shown, words

D = Decimal
AS_OF = AsOf(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), {"approved": 1200, "draft": 2}, 77)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def view(rows=None, columns=None, **changes):
    columns = columns or (
        Column("Đơn vị"),
        Column("Thu", "number", None, "triệu đồng", "Tháng 10"),
        Column("Đạt", "percent", 1, "", "Tháng 10"),
        Column("Xem", "link"),
    )
    rows = rows or [
        Row((Cell("=HYPERLINK(1)", url="/so-lieu/"), D("1234.50"), D("76.66"), Cell("phiếu", url="https://xa.vn/1"))),
        Row(("Thôn Nam", Cell(None, "chưa báo cáo"), None, ""), depth=1),
        Row(("Tổng cộng", Cell(-7, "1/2 đơn vị có số"), D("5"), "@x"), "total"),
    ]
    given = {
        "title": "Thu ngân sách",
        "note": "Tháng 10.",
        "sources": ("Kho bạc.",),
        "as_of": AS_OF,
        "issuer": "UBND xã",
    }
    return View(columns=columns, rows=rows, link="https://xa.vn/bang-so-lieu/xoay/?ct=1", **{**given, **changes})


def cells_of(content, number=1):
    """{address: (value, whether it is a number)} of a sheet, and its formulas."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = (
            ["".join(t.itertext()) for t in etree.fromstring(book.read("xl/sharedStrings.xml"))]
            if ("xl/sharedStrings.xml" in book.namelist())
            else []
        )
        sheet = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    found = {}
    for cell in sheet.iter(f"{MAIN}c"):
        value = "".join(cell.itertext())
        kind = cell.get("t")
        if value:
            found[cell.get("r")] = (texts[int(value)] if kind == "s" else value, kind is None)
    return found, list(sheet.iter(f"{MAIN}f"))


def lines(of):
    return list(csv.reader(io.StringIO("".join(csv_lines(of)).removeprefix("\ufeff"))))


def test_a_page_prints_numbers_as_officials_write_them_and_a_dash_for_what_is_missing():
    of = view()
    first, second, last = ([cell.words for cell in shown(of, row)] for row in of.rows)
    assert first == ["=HYPERLINK(1)", "1.234,5", "76,7 %", "phiếu"]
    assert second == ["Thôn Nam", "–", "–", ""]
    assert last == ["Tổng cộng", "-7", "5,0 %", "@x"]
    assert [of.groups, view(columns=(Column("A"),), rows=[Row(("x",))]).groups] == [
        [("", 1), ("Tháng 10", 2), ("", 1)],
        [],
    ]
    assert (rounded(D("0.125")), rounded(D("0.0001")), words(Column("a", "number"), D("0.0001"))) == (
        D("0.13"),
        D("0.0001"),
        "0,0001",
    )


def test_the_state_of_the_figures_is_told():
    assert (
        AS_OF.filed
        == "Số liệu đọc lúc 09:05 ngày 20/11/2026, gồm 2 dự thảo, 1.200 đã duyệt; lần ghi mới nhất mang số 77."
    )
    assert AS_OF.words == "Số liệu đọc lúc 09:05 ngày 20/11/2026, gồm 2 dự thảo, 1.200 đã duyệt."
    assert AsOf(AS_OF.at).filed == AsOf(AS_OF.at).words == "Số liệu đọc lúc 09:05 ngày 20/11/2026."


def test_a_workbook_keeps_numbers_and_runs_nothing():
    table, formulas = cells_of(made(view())["xlsx"]())
    assert formulas == []
    assert {("=HYPERLINK(1)", False), ("1234.50", True), ("-7", True), ("@x", False)} <= set(table.values())
    assert table["A2"] == ("Thu ngân sách", False)
    assert AS_OF.filed in {value for value, _number in table.values()}
    assert ("Thu: chưa báo cáo", False) not in table.values()
    assert ("Tháng 10, Thu: chưa báo cáo", False) in table.values()
    notes, _none = cells_of(made(view())["xlsx"](), 2)
    assert {"Kho bạc.", "https://xa.vn/bang-so-lieu/xoay/?ct=1", "UBND xã"} <= {value for value, _n in notes.values()}


def test_a_number_too_long_for_a_spreadsheet_stays_exact_as_text():
    of = view([Row((D("12345678901234567"),))], (Column("Số", "number"),))
    assert "12.345.678.901.234.567" in {value for value, _number in cells_of(made(of)["xlsx"]())[0].values()}


def test_csv_is_plain_and_harmless_and_says_below_what_it_is():
    rows = lines(view())
    assert rows[0] == ["Đơn vị", "Tháng 10 – Thu (triệu đồng)", "Tháng 10 – Đạt (%)", "Xem", "Ghi chú"]
    assert rows[1] == ["'=HYPERLINK(1)", "1234.5", "76.66", "phiếu", ""]
    assert rows[2] == ["Thôn Nam", "", "", "", "Tháng 10, Thu: chưa báo cáo"]
    assert rows[3][:4] == ["Tổng cộng", "-7", "5", "'@x"]
    assert {len(row) for row in rows} == {5}
    assert [row[0] for row in rows[4:]] == ["", "Thu ngân sách", "Tháng 10.", AS_OF.filed, view().link, "Kho bạc."]
    text = "".join(csv_lines(view()))
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    assert plain(Column("a", "number"), D("1000")) == "1000"


def test_rows_that_are_read_once_stream_through():
    seen = []

    def rows():
        for number in range(3):
            seen.append(number)
            yield Row((str(number),))

    text = csv_lines(view(rows(), (Column("Số"),)))
    assert next(text).startswith("\ufeff")
    assert seen == []
    next(text)
    assert seen == [0]
    again = cells_of(made(view(rows(), (Column("Số"),)))["xlsx"]())[0]
    assert ("2", False) in again.values()


def test_a_word_file_has_the_table_with_its_heads_remarks_and_sources():
    paper = docx.Document(io.BytesIO(made(view())["docx"]()))
    (table,) = paper.tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["", "Tháng 10", "Tháng 10", ""]
    assert texts[1] == ["Đơn vị", "Thu (triệu đồng)", "Đạt", "Xem"]
    assert texts[4][1] == "-7\n1/2 đơn vị có số"
    assert [row._tr.xpath("./w:trPr/w:tblHeader") != [] for row in table.rows] == [True, True, False, False, False]
    said = [line.text for line in paper.paragraphs]
    assert said[0] == "UBND XÃ"
    assert {"Thu ngân sách", "- Kho bạc.", AS_OF.filed} <= set(said)
    wide = view([Row(("x",) * 9)], tuple(Column(str(n), "number") for n in range(9)), note="", issuer="")
    section = docx.Document(io.BytesIO(made(wide)["docx"]())).sections[0]
    assert section.page_width > section.page_height


def test_what_is_too_long_is_refused_with_advice(monkeypatch):
    monkeypatch.setattr(exports, "CELLS_ON_PAPER", 8)
    monkeypatch.setattr(exports, "ROWS_OF_BOOK", 2)
    for kind, code in (("docx", "BRD-002"), ("xlsx", "BRD-003")):
        for rows in (view().rows, iter(view().rows)):
            with pytest.raises(Problem) as caught:
                made(view(rows))[kind]()
            assert caught.value.code == code
