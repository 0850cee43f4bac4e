"""Text of the fonts before Unicode: told apart by what makes Vietnamese syllables, never mistaken where it is Unicode."""

import pytest

from giaoban.kernel.extract import extract
from giaoban.kernel.extract.legacy import font_of, named_font, repaired, to_unicode, typed_in

UNICODE = (
    "ỦY BAN NHÂN DÂN HUYỆN. Trong quý III, các đơn vị đã nạo vét kênh mương, sửa chữa trường học, cấp giấy chứng nhận quyền sử dụng đất; "
    "tỷ lệ hộ nghèo giảm còn 3,5%, vượt kế hoạch; kỹ sư, bác sỹ về cơ sở; ngưỡng cửa, khuỷu tay, ẩm ướt, ngoằn ngoèo, lễ nghĩa, ý kiến."
)
SMALL = UNICODE.replace("ỦY BAN NHÂN DÂN HUYỆN", "ủy ban nhân dân huyện")
FONTS = ["tcvn3", "vni"]


def typed(text, font):
    """The text as somebody with an old font typed it: each letter back to its signs."""
    from giaoban.kernel.extract import legacy

    if font == "tcvn3":
        return text.translate(str.maketrans(legacy._TCVN3_LETTERS, legacy._TCVN3_SIGNS))
    signs = {letter: sign for sign, letter in legacy._VNI_ALONE.items()}
    signs |= {letter: base + mark for base, marks in legacy._VNI_MARKS.items() for mark, letter in marks.items()}
    both = signs | {letter.upper(): sign.upper() for letter, sign in signs.items()}
    return "".join(both.get(letter, letter) for letter in text)


@pytest.mark.parametrize("font", FONTS)
def test_a_text_typed_in_an_old_font_is_told_and_comes_back(font):
    old = typed(SMALL, font)
    assert font_of(old) == font
    assert to_unicode(old, font) == SMALL


def test_capitals_of_vni_come_back_too():
    assert to_unicode(typed(UNICODE, "vni"), "vni") == UNICODE


@pytest.mark.parametrize(
    "text", [SMALL, UNICODE, "À, à! Hà, bà, cà, đá.", "café résumé naïve façade über São", "12,5% · 39 tỷ", ""]
)
def test_unicode_and_other_languages_are_left_alone(text):
    assert font_of(text) is None


def test_a_paragraph_that_is_unicode_already_stays_beside_others():
    assert repaired("Đã họp", "tcvn3") == "Đã họp"
    assert repaired("®· häp", "tcvn3") == "đã họp"
    assert to_unicode("aø yï ïx", "vni") == "à yï ïx"


def test_a_font_is_known_by_its_name():
    assert [named_font(name) for name in (".VnTime", "VNI-Times", "Times New Roman")] == ["tcvn3", "vni", None]
    assert typed_in(".VnArialH", "kÕ ho¹ch") == "KẾ HOẠCH"
    assert typed_in("VNI-Helve", "keá hoaïch") == "kế hoạch"
    assert typed_in("Arial", "kÕ ho¹ch") == "kÕ ho¹ch"


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_text_file_in_an_old_font_is_read_as_unicode(font, encoding):
    document = extract(typed(f"{SMALL}\nTổng thu đạt 39 tỷ 981 triệu đồng.", font).encode(encoding), name="a.txt")
    assert document.text.endswith("Tổng thu đạt 39 tỷ 981 triệu đồng.")
    assert document.text.startswith(SMALL[:40])
    assert "legacy_font_read" in document.notes


@pytest.mark.parametrize("font", FONTS)
def test_a_document_whose_styles_alone_name_the_font_is_read_as_unicode(font, word):
    old = typed(SMALL, font).replace("&", "&amp;")
    document = extract(
        word(f"<w:p><w:r><w:t>{old}</w:t></w:r></w:p><w:p><w:r><w:t>Đạt 65,08%</w:t></w:r></w:p>"), name="a.docx"
    )
    assert document.text == f"{SMALL}\nĐạt 65,08%"
    assert document.notes == ("legacy_font_read",)
