"""The docx: the layout of Decree 30/2020/NĐ-CP, annex I, and marks that Word accepts."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from giaoban.kernel.docform import (
    Annex,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Text,
    docx_bytes,
    words,
)
from giaoban.kernel.docform.paper import ORDER
from tests.kernel.docform.edited import written
from tests.kernel.docform.made import COLUMNS, chart, figures, report


def opened(document, *, pictures: bool = False):
    return docx.Document(BytesIO(docx_bytes(document) if pictures else written(document)))


def test_paper_margins_font_and_page_number_are_those_of_the_decree():
    file = opened(report())
    first = file.sections[0]
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert [
        round(each.mm) for each in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    ] == [20, 20, 30, 15]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    normal = file.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert normal.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    assert opened(report(size=13)).styles["Normal"].font.size == Pt(13)


def test_a_heading_of_two_lines_is_not_stretched():
    file = opened(report(blocks=(Heading("h", 1, "V. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM THÁNG 12 NĂM 2026"),)))
    (line,) = [p for p in file.paragraphs if p.text.startswith("V. PHƯƠNG HƯỚNG")]
    assert line.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.LEFT


def test_paragraphs_are_justified_with_the_first_line_indented():
    file = opened(report())
    line = next(p for p in file.paragraphs if p.text.startswith("Công tác giải ngân"))
    assert line.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert line.paragraph_format.first_line_indent.cm == pytest.approx(1.27, abs=0.01)
    assert line.paragraph_format.space_after == Pt(6)
    centred = opened(
        report(
            blocks=(
                Paragraph("c", words("QUYẾT ĐỊNH:", bold=True), "centred"),
                Paragraph("n", words("Ghi chú"), "note"),
            )
        )
    )
    styles = {p.text: (p.paragraph_format.first_line_indent, p.style.font.size) for p in centred.paragraphs}
    assert styles["QUYẾT ĐỊNH:"][0] is None
    assert styles["Ghi chú"][1] == Pt(12)


def test_headings_are_in_the_outline_and_black():
    file = opened(report())
    levels = {p.text: p.style.name for p in file.paragraphs if p.style.name.startswith("Heading")}
    assert levels["1. Tài chính, ngân sách"] == "Heading 2"
    assert file.styles["Heading 1"].font.color.rgb is None


def test_the_head_of_a_table_comes_again_on_every_page_and_no_row_is_cut():
    table = opened(report()).tables[1]
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, True, True, False, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.cell(0, 4).text == table.cell(0, 5).text == "Thực hiện"
    assert table.cell(1, 0).text == "TT"
    assert table.rows[4].cells[3].paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT


def test_no_number_is_broken_in_a_narrow_column():
    table = opened(report()).tables[1]
    assert round(sum(column.width.mm for column in table.columns)) == 165
    assert table.columns[4].width.mm >= 15
    wide = Table("t", COLUMNS[:1] * 3, (), unit_note="", caption=" ")
    assert round(sum(column.width.mm for column in opened(report(blocks=(wide,))).tables[1].columns)) == 165


def test_marks_are_unique_and_short_enough_for_word():
    file = opened(report())
    names = [each.get(qn("w:name")) for each in file.element.iter(qn("w:bookmarkStart"))]
    tags = [each.get(qn("w:val")) for each in file.element.iter(qn("w:tag"))]
    numbers = [each.get(qn("w:id")) for each in file.element.iter(qn("w:bookmarkStart"))]
    assert len({name.lower() for name in names}) == len(names) == len(set(numbers))
    assert len(tags) == len(set(tags)) == 16
    assert max(map(len, names + tags)) <= 40


def test_properties_of_a_paragraph_are_in_the_order_of_the_schema():
    for properties in opened(report(to=("Sở Tài chính", "Sở Nội vụ"))).element.iter(qn("w:pPr")):
        ranks = [ORDER.index(child.tag.rpartition("}")[2]) for child in properties]
        assert ranks == sorted(ranks)


def test_a_chart_is_a_picture_that_tells_its_numbers():
    file = opened(report(), pictures=True)
    (shape,) = file.inline_shapes
    assert "Tháng 10: 3.812,5" in shape._inline.docPr.get("descr")
    assert round(shape.width.mm) == 165
    assert len(file.tables) == 4
    assert len(opened(report(blocks=(chart(with_table=False),))).tables) == 2


def test_the_signature_comes_before_the_first_annex_and_each_annex_on_a_page_of_its_own():
    file = opened(report(blocks=(*report().blocks, Annex("annex-2", "", landscape=True))))
    foot = file.tables[-1]
    assert "Nguyễn Văn Bình" in foot.rows[0].cells[1].text
    assert any("Phụ lục I" in "".join(each.itertext()) for each in foot._tbl.itersiblings())
    texts = [p.text for p in file.paragraphs]
    assert texts.index("Phụ lục I") < texts.index("Phụ lục")
    assert [section.orientation for section in file.sections] == [0, 0, 1]


def test_a_wide_page_is_landscape_and_the_table_as_wide_as_its_text():
    file = opened(report(blocks=(PageBreak("a", landscape=True), figures(), PageBreak("b"), Heading("h", 1, "x"))))
    assert [round(section.page_width.mm) for section in file.sections] == [210, 297, 210]
    assert round(sum(column.width.mm for column in file.tables[1].columns)) == 257
    assert not file.sections[1].different_first_page_header_footer


def test_letters_drafts_and_party_documents_have_their_own_heads():
    letter = opened(report(title="", about="báo cáo", to=("Sở Tài chính", "Sở Nội vụ")))
    assert "V/v báo cáo" in letter.tables[0].rows[0].cells[0].text
    assert [p.text for p in letter.paragraphs if p.text][:3] == ["Kính gửi:", "- Sở Tài chính;", "- Sở Nội vụ."]
    party = opened(report(letterhead=Letterhead(("Đảng ủy",), party=True), about="", to=("Tỉnh ủy",)))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party.tables[0].rows[0].cells[1].text
    draft = opened(report(letterhead=Letterhead(()), number="", on=None, signature=None, recipients=()))
    assert len(draft.tables) == 3
    assert draft.core_properties.created.year == 1980
    assert "Số:" in draft.tables[0].rows[0].cells[0].text
    only = opened(report(blocks=(), recipients=(), signature=Signature(("Chủ tịch",), "")))
    assert only.tables[-1].rows[0].cells[0].text == ""
    assert opened(report(blocks=(), signature=None)).tables[-1].rows[0].cells[1].text == ""


def test_signs_that_no_file_can_carry_are_left_out_and_line_breaks_stay():
    raw = "một\x00\x0bhai\ud800\r\nba"
    blocks = (Heading("h", 1, raw), Paragraph("p", (Text(raw),)), replace(chart(), title=raw))
    lines = opened(report(about=raw, blocks=blocks)).paragraphs
    line = next(p for p in lines if p.text.startswith("một") and p.style.name == "Normal" and not p.runs[0].bold)
    assert line.text == "một\nhai\nba"


def test_the_same_document_gives_the_same_bytes():
    assert docx_bytes(report(), pictures=False) == written(report())
