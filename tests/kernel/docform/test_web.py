"""The HTML: every part there, every block with its id, everything escaped."""

from xml.etree import ElementTree

from giaoban.kernel.docform import Heading, Letterhead, PageBreak, Paragraph, Signature, Text, block_html, html
from tests.kernel.docform.made import chart, figures, report


def test_every_block_has_its_id_and_every_field_its_key():
    page = html(report())
    for block in report().blocks:
        assert f'data-block="{block.id}"' in page
    assert '<data class="docform-field" value="obs:3">39.981</data>' in page
    assert page.index("Nguyễn Văn Bình") < page.index('data-block="annex-1"')


def test_head_title_recipients_and_signature_are_there():
    page = html(report())
    for part in (
        "ỦY BAN NHÂN DÂN",
        "Số: 07/BC-UBND",
        "Độc lập - Tự do - Hạnh phúc",
        "<h2",
        "BÁO CÁO",
        "- Lưu: VT, VP.",
        "KT. CHỦ TỊCH",
    ):
        assert part in page
    letter = html(report(title="", about="báo cáo", to=("Sở Tài chính",), blocks=()))
    assert "V/v báo cáo" in letter
    assert "Kính gửi: Sở Tài chính." in letter
    assert "<h2" not in letter
    party = html(report(letterhead=Letterhead(("Đảng ủy",), party=True), about="", signature=None))
    assert "docform-motto" not in party
    assert "docform-signer" not in party
    bare = html(report(signature=None, recipients=()))
    assert "<footer" not in bare
    assert "<ul>" not in html(report(recipients=(), signature=Signature((), "")))


def test_the_page_is_well_formed_and_has_no_style_and_no_script():
    page = html(report(blocks=(*report().blocks, chart("line", with_table=False))))
    ElementTree.fromstring(page.replace("<br>", "<br/>"))
    assert " style=" not in page
    assert "<script" not in page


def test_words_of_a_person_are_escaped_everywhere():
    bad = '<script>alert("x")</script>'
    page = html(
        report(
            letterhead=Letterhead((bad,), (bad,)),
            symbol=bad,
            place=bad,
            title=bad,
            about=bad,
            to=(bad, bad),
            blocks=(Heading("h", 1, bad), Paragraph("p", (Text(bad, True, True),))),
            signature=Signature((bad,), bad),
            recipients=(bad,),
        )
    )
    assert "<script" not in page.lower()
    assert page.lower().count("&lt;script") >= 12


def test_a_block_alone_is_what_it_is_in_the_page():
    assert block_html(Paragraph("p", (Text("một\nhai", bold=True), Text("ba", italic=True)))) == (
        '<p class="docform-body" data-block="p"><strong>một<br>hai</strong><em>ba</em></p>'
    )
    assert block_html(PageBreak("x")) == '<hr class="docform-page" data-block="x">'
    assert block_html(Heading("h", 2, "a & b")) == '<h4 data-block="h">a &amp; b</h4>'


def test_the_head_of_a_table_tells_what_each_heading_covers():
    made = block_html(figures())
    assert '<th scope="colgroup" colspan="2">Thực hiện</th>' in made
    assert '<th scope="col" rowspan="2">Chỉ tiêu</th>' in made
    assert '<td class="docform-mark">4=3/1</td>' in made
    assert (
        '<td class="docform-left" colspan="7"><strong>Kinh tế</strong></td>' in made
        or 'colspan="7">Kinh tế</td>' in made
    )
    assert "Đơn vị tính: theo từng chỉ tiêu" in made
