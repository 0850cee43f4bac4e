"""Workbooks: every visible non-empty cell, as displayed, with its address."""

from decimal import Decimal

import pytest

from giaoban.kernel.extract import Document, Limits, extract
from giaoban.kernel.extract.xlsx import letters
from giaoban.kernel.extract.xlsx_format import number, shown
from giaoban.kernel.problems import Problem


def read(data: bytes, **limits: int) -> Document:
    return extract(data, name="a.xlsx", limits=Limits(**limits))


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(Problem) as caught:
        read(data, **limits)
    return caught.value.code


def test_titles_table_and_remarks_of_a_sheet_are_told_apart(book):
    def fill(workbook):
        sheet = workbook.add_worksheet("Chỉ tiêu")
        sheet.merge_range("A1:C1", "BẢNG CHỈ TIÊU NĂM 2021")
        sheet.write_row("A3", ["TT", "Chỉ tiêu", "Kế hoạch"])
        sheet.write("B4", "Kinh tế")
        sheet.write_row("A5", [1, "Tăng trưởng"])
        sheet.write("C5", 0.125, workbook.add_format({"num_format": "0.0%"}))
        sheet.write_row("A6", [2, "Việc làm", "6.300 - 6.500"])
        sheet.write("A7", "Ghi chú")
        sheet.write("A9", "Người lập")
        workbook.add_worksheet("Trống")

    document = read(book(fill))
    assert document.text == (
        "BẢNG CHỈ TIÊU NĂM 2021\nTT\tChỉ tiêu\tKế hoạch\nKinh tế\n1\tTăng trưởng\t12,5%\n2\tViệc làm\t6.300 - 6.500\nGhi chú\nNgười lập"
    )
    (table,) = document.tables
    assert table.address == "Chỉ tiêu!A3:C6"
    assert [c.address for c in table.rows[2]] == ["Chỉ tiêu!A5", "Chỉ tiêu!B5", "Chỉ tiêu!C5"]
    assert all(c.header for c in table.rows[0])
    assert not any(c.header for row in table.rows[1:] for c in row)
    assert document.address_at(0) == "Chỉ tiêu!A1"
    assert len(document.blocks) == 13


def test_the_column_that_only_numbers_the_rows_is_told_apart(book):
    def fill(workbook):
        sheet = workbook.add_worksheet("A")
        for row, line in enumerate(
            [
                ["STT", "Xã", "Số hộ"],
                ["I", "Khu Bắc", ""],
                [1, "An Thịnh", 12],
                ["1.1", "Thôn Đông", 7],
                ["cộng", "", 19],
            ]
        ):
            sheet.write_row(row, 0, line)

    document = read(book(fill))
    assert [document.text[start:end] for start, end in document.serials] == ["I", "1", "1.1"]
    assert read(book(lambda workbook: workbook.add_worksheet("A").write_row("A1", [1, 2]))).serials == ()


def test_merged_cells_have_their_spans_and_long_prose_in_a_table_is_a_paragraph(book):
    prose = "Ủy ban nhân dân huyện giao các phòng chuyên môn theo dõi, đôn đốc việc thực hiện."

    def fill(workbook):
        sheet = workbook.add_worksheet("A")
        sheet.merge_range("A1:A2", "TT")
        sheet.merge_range("B1:C1", "Năm 2018")
        sheet.write_row("B2", ["KH", "TH"])
        sheet.write("A3", prose)
        sheet.write_row("A4", [1, 745, 1920])

    document = read(book(fill))
    first = document.tables[0]
    assert [(c.text, c.row_span, c.column_span) for c in first.rows[0]] == [("TT", 2, 1), ("Năm 2018", 1, 2)]
    assert first.address == "A!A1:C2"
    assert [b.kind for b in document.blocks if b.address == "A!A3"] == ["paragraph"]


def test_the_letterhead_rows_of_a_sheet_are_paragraphs(book):
    def fill(workbook):
        sheet = workbook.add_worksheet("A")
        sheet.write_row("A1", ["UBND HUYỆN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
        sheet.write_row("A2", ["Số: 1", "Độc lập - Tự do - Hạnh phúc"])

    document = read(book(fill))
    assert document.tables == ()
    assert document.text.splitlines()[3] == "Độc lập - Tự do - Hạnh phúc"


def test_hidden_sheets_errors_pictures_and_macros_are_noted(book):
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e5"
        "27de fc0000000049454e44ae426082".replace(" ", "")
    )
    import io
    import zipfile

    def fill(workbook):
        sheet = workbook.add_worksheet("A")
        sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet.write("B1", "x")
        sheet.insert_image("D1", "a.png", {"image_data": io.BytesIO(png)})
        hidden = workbook.add_worksheet("Ẩn")
        hidden.write("A1", "bí mật")
        hidden.hide()

    data = io.BytesIO(book(fill))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    document = read(data.getvalue())
    assert "bí mật" not in document.text
    assert document.notes == ("macros", "pictures", "formula_errors", "hidden_sheet")


def test_more_cells_than_allowed_are_refused(book):
    def many(workbook):
        workbook.add_worksheet("A").write_column("A1", range(30))

    assert refusal(book(many), max_cells=29) == "EXT-014"
    assert len(read(book(many), max_cells=30).blocks) == 30


def test_a_workbook_without_words_or_without_its_book_is_refused(book, zipped):
    assert refusal(book(lambda workbook: workbook.add_worksheet("A"))) == "EXT-019"
    assert refusal(zipped({"xl/workbook.xml": "<a"})) == "EXT-006"
    assert refusal(zipped({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})) == "EXT-016"


def test_a_sheet_that_the_book_names_but_lacks_is_passed_over(zipped):
    book_xml = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/><x><sheet name="B"/></x></workbook>'
    assert refusal(zipped({"xl/workbook.xml": book_xml, "xl/_rels/workbook.xml.rels": "<Relationships/>"})) == "EXT-019"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("55170", "#,##0", "55.170"), ("9.6", "0.0", "9,6"), ("0.6508", "0.00%", "65,08%"), ("0.125", "General", "0,125"),
        ("55170.0", "General", "55170"), ("-17.7", "0.0", "-17,7"), ("-5", "#,##0;(#,##0)", "(5)"), ("-5", "0;", "5"),
        ("26462", '#,##0" m3"', "26.462 m3"), ("1234567.891", "#,##0.##", "1.234.567,89"), ("12", "#,##0.##", "12"),
        ("5", "00", "05"), ("39981000000", '#,##0,,"triệu"', "39.981triệu"), ("5", "@", "5"), ("0.5", "# ?/?", "0,5"),
        ("0", "General", "0"), ("1234567890123", "General", "1234567890123"), ("0.1", "0.000", "0,100"), ("7", "", "7"),
        ("2.5", "[Red]#,##0.0_);\\-0", "2,5"), ("1E-7", "General", "0,0000001"), ("3", "0.0#", "3,0"),
        ("1E+20", "0E+00", "100000000000000000000"),
        ("-0.001", "0.0", "0,0"), ("1.005", "0.00", "1,01"), ("0.3333333333333333", "General", "0,3333333333"),
    ],
)  # fmt: skip
def test_numbers_are_displayed_in_vietnamese_form(value: str, code: str, text: str):
    assert number(Decimal(value), code) == text


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("1.5", "General", "1,5"), ("43749", "dd/mm/yyyy", "11/10/2019"), ("43749.354166666664", "d/m/yy h:mm", "11/10/2019 08:30"),
        ("43749", "mm/yyyy", "10/2019"), ("43749", "yyyy", "2019"), ("0.295138888888889", "h:mm AM/PM", "07:05"),
        ("1.252777777777778", "[h]:mm:ss", "30:04"), ("1", "d/m/yyyy", "01/01/1900"), ("61", "d/m/yyyy", "01/03/1900"),
        ("-1", "d/m/yyyy", "-1"), ("9999999", "d/m/yyyy", "9999999"), ("chữ", "General", "chữ"), ("inf", "0", "inf"),
        ("5", '0" ngày"', "5 ngày"), ("5", "mm", "5"), ("43749", "General\\ d", "43749"),
    ],
)  # fmt: skip
def test_dates_times_and_numbers_are_displayed_by_their_format(raw: str, code: str, text: str):
    assert shown(raw, code) == text


def test_days_that_count_from_1904_are_told_by_the_book():
    assert shown("42287", "dd/mm/yyyy", from_1904=True) == "11/10/2019"


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def raw_book(zipped, rows: str, strings: str = "", properties: str = "", styles: str | None = None) -> bytes:
    members = {
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="r"><workbookPr {properties}/><sheets>'
        '<sheet name="A" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B2:A1"/><mergeCell ref="x"/></mergeCells></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
    }
    return zipped(members if styles is None else members | {"xl/styles.xml": styles})


def test_cells_of_every_type_are_displayed(zipped):
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>9</v></c><c t="s"><v>x</v></c><c t="inlineStr"><is><t>liền</t><t/></is></c></row>'
        '<row r="2"><c r="B2" t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="b"><v>?</v></c><c t="e"><v>#REF!</v></c></row>'
        '<row><c t="str"><v>công thức</v></c><c><v>0.5</v></c><c s="99"><v>7</v></c><c><f>A1</f></c><c><v/></c>'
        '<c t="d"><v>2019-10-11</v></c></row>'
    )
    strings = "<si><r><t>Chung</t></r><rPh><t>aid</t></rPh><r><t> cư</t></r></si>"
    document = read(raw_book(zipped, rows, strings))
    assert document.text == "Chung cư\tliền\nĐÚNG\tSAI\t#REF!\ncông thức\t0,5\t7\t2019-10-11"
    assert document.notes == ("formula_errors",)
    assert [c.address for c in document.tables[0].rows[1]] == ["A!B2", "A!C2", "A!E2"]
    assert document.tables[0].rows[0][0].column_span == 2


def test_number_formats_come_from_the_styles_of_the_book(zipped):
    styles = (
        f'<styleSheet xmlns="{SHEET}"><numFmts><numFmt numFmtId="170" formatCode="0.0&quot; ha&quot;"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="x"/></cellXfs></styleSheet>'
    )
    rows = '<row><c s="0"><v>1</v></c><c s="1"><v>42287</v></c><c s="2"><v>40.5</v></c><c s="3"><v>2</v></c><c s="y"><v>3</v></c></row>'
    document = read(raw_book(zipped, rows, "", 'date1904="1"', styles))
    assert document.text.split("\t") == ["1\n11/10/2019\n40,5 ha\n2\n3"]
    assert (
        read(raw_book(zipped, '<row><c s="0"><v>1</v></c></row>', "", "", f'<styleSheet xmlns="{SHEET}"/>')).text == "1"
    )


def test_entities_in_a_sheet_are_refused(zipped):
    data = zipped({
        "xl/workbook.xml": "<workbook/>",
        "xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a><si><t>&b;</t></si></a>',
    })  # fmt: skip
    assert refusal(data) == "EXT-016"


def test_one_cell_in_the_last_corner_is_read_without_building_the_whole_sheet(book):
    def far(workbook):
        sheet = workbook.add_worksheet("A")
        sheet.write("A1", 1)
        sheet.write("XFD1048576", 2)

    assert [block.address for block in read(book(far)).blocks] == ["A!A1", "A!XFD1048576"]


def test_columns_are_lettered_like_excel():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
