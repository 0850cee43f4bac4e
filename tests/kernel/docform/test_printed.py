"""The PDF: what it says, in whose fonts, and that no word of a person is an instruction to the program that sets it."""

import ctypes
from hashlib import sha256

import pypdfium2
import pytest

from giaoban.kernel.docform import (
    Cell,
    Column,
    Letterhead,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    Text,
    pdf_bytes,
    words,
)
from giaoban.kernel.docform.setting import FONT_FILES
from tests.kernel.docform.made import chart, figures, report

FILES = {
    "LiberationSerif-Bold.ttf": "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723",
    "LiberationSerif-BoldItalic.ttf": "36dd6965be8915f6d7efb259757f1f7546a7c6f72c53a20bbe4ae7092f2cd558",
    "LiberationSerif-Italic.ttf": "c1830c433ab41379f1139fac388989d37c9f08c81e1bd643efdcc7946db30753",
    "LiberationSerif-Regular.ttf": "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba",
}


def said(data: bytes) -> list[str]:
    """The words of every page on one line."""
    found = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in found]


def test_a_report_prints_every_part_in_its_place():
    first, *_, last = said(pdf_bytes(report()))
    for words_of in (
        "TỈNH BÌNH MINH",
        "ỦY BAN NHÂN DÂN XÃ AN PHÚ Số: 07/BC-UBND",
        "Độc lập - Tự do - Hạnh phúc An Phú, ngày 15 tháng 10 năm 2026",
        "BÁO CÁO Kết quả thực hiện",
        "ước đạt 3.812,5 triệu đồng",
        "Đơn vị tính: theo từng chỉ tiêu",
    ):
        assert words_of in first
    assert last.startswith("3 Phụ lục I DANH MỤC CÔNG TRÌNH CHUYỂN TIẾP (Kèm theo")


def test_the_signature_comes_before_the_annex():
    second = said(pdf_bytes(report()))[1]
    assert "- Lưu: VT, VP." in second
    assert second.index("TM. ỦY BAN NHÂN DÂN") < second.index("Nguyễn Văn Bình")


def test_the_first_page_has_no_number_and_the_others_have():
    pages = said(pdf_bytes(report()))
    assert pages[0].startswith("TỈNH")
    assert [page[:2] for page in pages[1:]] == ["2 ", "3 "]


@pytest.mark.parametrize(
    "hostile", ["#panic()", "*x* _y_ $1+1$", "= tiêu đề", '#eval("1+1")', "\\", "<nhãn> @nguồn", "`mã`", "// chú thích"]
)
def test_words_of_a_person_are_printed_and_never_obeyed(hostile):
    document = report(
        about=hostile,
        place=hostile,
        blocks=(Paragraph("p", (Text(hostile),)), figures()),
        signature=Signature((hostile,), hostile),
        recipients=(hostile,),
    )
    assert " ".join(said(pdf_bytes(document))).count(hostile.split()[0]) >= 4


def test_every_letter_is_of_our_own_fonts_and_the_files_are_unchanged():
    assert {each.name: sha256(each.read_bytes()).hexdigest() for each in FONT_FILES.glob("*.ttf")} == FILES
    data = pdf_bytes(report(blocks=(Paragraph("p", words("Ước, ượng, ỷ, ẵ, đồng ₫, Ợ, Ữ")),)))
    fonts = {font for page in pypdfium2.PdfDocument(data) for font in fonts_of(page)}
    assert fonts
    assert all("LiberationSerif" in font for font in fonts), fonts


def test_a_sign_that_no_font_has_does_not_stop_the_printing():
    data = pdf_bytes(report(blocks=(Paragraph("p", words("Đạt 😀 漢")),)))
    assert "Đạt" in said(data)[0]
    assert b"pdfaid" not in data
    assert b"pdfaid" in pdf_bytes(report())


def fonts_of(page) -> set[str]:
    text = page.get_textpage()
    found = set()
    for at in range(text.count_chars()):
        buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        pypdfium2.raw.FPDFText_GetFontInfo(text.raw, at, buffer, 128, flags)
        found.add(buffer.value.decode())
    return found - {""}


def test_a_wide_table_lies_on_a_landscape_page_and_the_next_one_stands_again():
    document = report(blocks=(PageBreak("wide", landscape=True), figures(), PageBreak("back"), chart(), chart("line")))
    sizes = [(round(page.get_width()), round(page.get_height())) for page in pypdfium2.PdfDocument(pdf_bytes(document))]
    assert sizes[:3] == [(595, 842), (842, 595), (595, 842)]


def test_the_same_document_gives_the_same_bytes():
    assert pdf_bytes(report()) == pdf_bytes(report())


def test_a_draft_an_official_letter_and_a_party_document_have_their_own_heads():
    draft = said(pdf_bytes(report(number="", on=None, year=2026, signature=None, recipients=())))[0]
    assert "Số: /BC-UBND" in draft
    assert "ngày tháng năm 2026" in draft
    letter = said(pdf_bytes(report(title="", about="báo cáo số liệu", to=("Sở Tài chính", "Sở Nội vụ"))))[0]
    assert "V/v báo cáo số liệu" in letter
    assert "Kính gửi: - Sở Tài chính; - Sở Nội vụ." in letter
    party = said(
        pdf_bytes(
            report(letterhead=Letterhead(("Đảng ủy xã An Phú",), party=True), symbol="BC/ĐU", about="", to=("Tỉnh ủy",))
        )
    )[0]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
    assert "Số 07-BC/ĐU" in party
    assert "Kính gửi: Tỉnh ủy." in party


def test_the_head_of_a_group_stands_on_the_page_of_its_first_row():
    columns = (Column("TT", 10), Column("Chỉ tiêu", 50), Column("Số", 40, "right"))
    for count in range(33, 37):
        rows = [Row((Cell(words(str(n))), Cell(words(f"Chỉ tiêu {n}")), Cell(words("1")))) for n in range(count)]
        rows.append(Row((Cell(words("Giao thông, xây dựng"), 3),), "group"))
        rows.append(Row((Cell(words("1")), Cell(words("Đường xã")), Cell(words("2")))))
        pages = said(pdf_bytes(report(blocks=(Table("t", columns, tuple(rows)),))))
        (head,) = [page for page in pages if "Giao thông, xây dựng" in page]
        assert "Đường xã" in head, count
