"""Old workbooks and those of LibreOffice give the same rows as new ones."""

import io
import tracemalloc
from datetime import date

import pytest
import xlwt

from giaoban.kernel.extract import Limits, extract
from giaoban.kernel.problems import Problem

SHEET = '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">{styles}<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>'  # noqa: E501
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def old_book(fill) -> bytes:
    book = xlwt.Workbook()
    fill(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def styled(code="General", font="Arial"):
    return xlwt.easyxf(f"font: name {font}", num_format_str=code)


def revenue(book):
    sheet = book.add_sheet("Thu")
    sheet.write(0, 0, "Thu ngân sách tháng 10")
    sheet.write_merge(2, 2, 1, 2, "Số tiền")
    sheet.write(2, 0, "Xã")
    for row, (name, amount, share) in enumerate([("An Lạc", 12345.5, 0.651), ("Phú Hạ", 900, 0.349)], 3):
        sheet.write(row, 0, name)
        sheet.write(row, 1, amount, styled("#,##0.0"))
        sheet.write(row, 2, share, styled("0.0%"))
    sheet.write(5, 0, "Tính đến")
    sheet.write(5, 1, date(2019, 10, 15), styled("dd/mm/yyyy"))
    sheet.write(5, 2, True)


def test_an_old_workbook_shows_numbers_as_excel_does_with_addresses():
    document = extract(old_book(revenue), name="thu.xls")
    assert document.kind == "xls"
    assert document.text == (
        "Thu ngân sách tháng 10\nXã\tSố tiền\nAn Lạc\t12.345,5\t65,1%\nPhú Hạ\t900,0\t34,9%\nTính đến\t15/10/2019\tĐÚNG"
    )
    assert document.address_at(document.text.index("65,1%")) == "Thu!C4"
    assert document.tables[0].rows[0][1].column_span == 2
    assert document.notes == ()


def test_a_cell_in_an_old_font_becomes_unicode():
    def fill(book):
        sheet = book.add_sheet("a")
        for row, text in enumerate(["DiÖn tÝch gieo trång", "Lóa mïa", "tæng céng"]):
            sheet.write(row, 0, text, styled(font=".VnTimeH" if row == 2 else ".VnTime"))
            sheet.write(row, 1, row + 10)

    document = extract(old_book(fill), name="a.xls")
    assert document.text == "Diện tích gieo trồng\t10\nLúa mùa\t11\nTỔNG CỘNG\t12"


def test_hidden_sheets_and_formula_errors_are_noted():
    def fill(book):
        book.add_sheet("ẩn").write(0, 0, "không đọc")
        book.get_sheet(0).visibility = 1
        sheet = book.add_sheet("hiện")
        sheet.write(0, 0, "có")
        sheet.write(0, 1, "Số")
        sheet.write(0, 2, None, styled())
        sheet.write(1, 0, False)
        sheet.row(1).set_cell_error(1, "#DIV/0!")
        book.set_active_sheet(1)

    document = extract(old_book(fill), name="a.xls")
    assert document.text == "có\tSố\nSAI\t#DIV/0!"
    assert document.notes == ("hidden_sheet", "formula_errors")


def test_an_old_workbook_with_too_many_cells_or_a_password_is_refused():
    with pytest.raises(Problem, match="EXT-014"):
        extract(old_book(revenue), name="a.xls", limits=Limits(max_cells=5))
    data = old_book(revenue)
    at = data.index(b"\x09\x08\x10\x00") + 20
    locked = data[:at] + b"\x2f\x00\x06\x00\x00\x00\x00\x00\x00\x00" + data[at + 10 :]
    with pytest.raises(Problem, match="EXT-011"):
        extract(locked, name="a.xls")
    with pytest.raises(Problem, match="EXT-006"):
        extract(data[: len(data) // 2], name="a.xls")
    with pytest.raises(Problem, match="EXT-006"):
        extract(data.replace(b"\x09\x08\x10\x00", bytes(4)), name="a")


def ods(zipped, body, styles="", **members):
    return zipped({"mimetype": ODS, "content.xml": SHEET.format(body=body, styles=styles), **members})


def cell(text, **attributes):
    marks = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return (
        f"<table:table-cell{marks}><text:p>{text}</text:p></table:table-cell>"
        if text
        else f"<table:table-cell{marks}/>"
    )


def test_a_calc_sheet_is_read_as_it_is_shown(zipped):
    head = f"<table:table-row>{cell('Nội dung', number_columns_spanned='2')}<table:covered-table-cell/>{cell('Số')}</table:table-row>"
    rows = (
        f"<table:table-header-rows>{head}</table:table-header-rows>"
        f"<table:table-row><text:soft-page-break/>{cell('Kênh')}{cell('tưới')}{cell('21.953')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{cell("x", number_columns_repeated="2")}{cell("0")}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="1048000">{cell("", number_columns_repeated="1000")}</table:table-row>'
    )
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    body = (
        f'<table:calculation-settings/><table:table table:name="Biểu 1"><table:table-column/>{rows}</table:table>'
        f'<table:table table:name="ẩn" table:style-name="ta2"><table:table-row>{cell("bí mật")}</table:table-row></table:table>'
    )
    document = extract(ods(zipped, body, hidden, **{"Pictures/a.png": b"x"}), name="a.ods")
    assert document.kind == "ods"
    assert document.text == "Nội dung\tSố\nKênh\ttưới\t21.953\nx\tx\t0\nx\tx\t0"
    assert document.address_at(document.text.index("21.953")) == "Biểu 1!C2"
    assert document.notes == ("pictures", "hidden_sheet")


def test_a_calc_file_that_is_locked_broken_or_blown_up_is_refused(zipped):
    locked = {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    with pytest.raises(Problem, match="EXT-011"):
        extract(ods(zipped, "", **locked), name="a.ods")
    with pytest.raises(Problem, match="EXT-006"):
        extract(zipped({"mimetype": ODS, "content.xml": "<a/>"}), name="a.ods")
    bomb = f'<table:table><table:table-row table:number-rows-repeated="1048576">{cell("1")}</table:table-row></table:table>'
    with pytest.raises(Problem, match="EXT-014"):
        extract(ods(zipped, bomb), name="a.ods")


def test_a_repeat_is_refused_before_it_is_written_out(zipped):
    """Eight cells of a million columns each, in a million rows: a limit of 1,000 cells keeps the memory small."""
    row = cell("1", number_columns_repeated="1048576") * 8
    wide = f'<table:table><table:table-row table:number-rows-repeated="1048576">{row}</table:table-row></table:table>'
    data = ods(zipped, wide)
    tracemalloc.start()
    try:
        with pytest.raises(Problem, match="EXT-014"):
            extract(data, name="a.ods", limits=Limits(max_cells=1000))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
