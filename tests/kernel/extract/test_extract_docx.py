"""Word documents: what a person sees on paper, in the order they see it."""

import pytest

from giaoban.kernel.extract import Document, Limits, extract
from giaoban.kernel.problems import Problem


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def read(data: bytes) -> Document:
    return extract(data, name="a.docx")


def test_paragraphs_and_tables_come_in_document_order(word):
    row = "<w:tr>{}</w:tr>"
    table = "<w:tbl>" + row.format(tc("Kênh") + tc("m3")) + row.format(tc("Tưới") + tc("21.953")) + "</w:tbl>"
    document = read(
        word(p("Trước") + table + p("Giữa") + f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>" + p("Sau"))
    )
    assert document.text == "Trước\nKênh\tm3\nTưới\t21.953\nGiữa\nKênh\tm3\nTưới\t21.953\nSau"
    assert [table.address for table in document.tables] == ["bảng 1", "bảng 2"]
    assert document.address_at(document.text.rindex("21.953")) == "bảng 2, hàng 2, cột 2"
    assert document.address_at(len(document.text) - 1) == "đoạn 3"


def test_tracked_insertions_stay_and_deletions_go(word):
    body = (
        "<w:p><w:r><w:t>Đạt </w:t></w:r><w:del><w:r><w:delText>64%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>65%</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> mới</w:t></w:r></w:moveTo></w:p><w:del/>"
    )
    document = read(word(body))
    assert document.text == "Đạt 65% mới"
    assert document.notes == ("tracked_deletions", "tracked_insertions")


def test_a_deleted_table_row_goes(word):
    kept, gone = f"<w:tr>{tc('a')}{tc('b')}</w:tr>", f"<w:tr><w:trPr><w:del/></w:trPr>{tc('x')}{tc('y')}</w:tr>"
    document = read(word(f"<w:tbl>{kept}{gone}<w:ins>{kept}</w:ins></w:tbl>"))
    assert document.text == "a\tb\na\tb"


def test_special_characters_of_word_become_ordinary_ones(word):
    run = (
        "<w:r><w:t>kinh tế</w:t><w:noBreakHyphen/><w:t>xã\u00a0hội</w:t><w:tab/><w:t>một</w:t><w:br/><w:t>dòng</w:t>"
        "<w:softHyphen/><w:t>\u00ad</w:t><w:sym w:char='F0B7'/></w:r>"
    )
    inner = "<w:hyperlink><w:r><w:t> mạng</w:t></w:r></w:hyperlink><w:fldSimple><w:r><w:t> 5</w:t></w:r></w:fldSimple>"
    math = '<m:oMath xmlns:m="m"><m:r><m:t>x²</m:t><m:t/></m:r></m:oMath><w:proofErr/>'
    document = read(word(f"<w:p>{run}{inner}{math}</w:p><w:bookmarkStart/>"))
    assert document.text == "kinh tế-xã hội một\ndòng mạng 5x²"


def test_hidden_text_is_dropped_with_a_note(word):
    hidden = "<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>hiện</w:t></w:r>"
    document = read(word(f"<w:p>{hidden}{shown}</w:p>"))
    assert document.text == "hiện"
    assert document.notes == ("hidden_text",)


def test_merged_cells_stand_once_with_their_spans(word):
    header = "<w:trPr><w:tblHeader/></w:trPr>"
    start, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    body = (
        f"<w:tbl><w:tr>{header}{tc('Kênh', start)}{tc('2018', wide)}</w:tr>"
        f"<w:tr>{tc('', '<w:vMerge/>')}{tc('KH')}{tc('TH')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{tc('1')}{tc('2', '<w:vMerge/>')}</w:tr></w:tbl>"
    )
    (table,) = read(word(body)).tables
    assert [(c.text, c.row, c.column, c.row_span, c.column_span, c.header) for row in table.rows for c in row] == [
        ("Kênh", 0, 0, 2, 1, True), ("2018", 0, 1, 1, 2, True), ("KH", 1, 1, 1, 1, False), ("TH", 1, 2, 2, 1, False),
        ("1", 2, 1, 1, 1, False),
    ]  # fmt: skip


def test_the_letterhead_table_is_paragraphs_not_data(word):
    body = (
        f"<w:tbl><w:tr>{tc('UBND HUYỆN LƯƠNG TÀI')}{tc('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:tr>"
        f"<w:tr>{tc('Số: 45/BC-UBND')}{tc('Độc lập - Tự do - Hạnh phúc')}</w:tr></w:tbl>"
    )
    document = read(word(body))
    assert document.tables == ()
    assert document.text.splitlines()[2] == "Số: 45/BC-UBND"


def test_a_table_in_a_cell_is_joined_into_it_and_an_empty_table_is_nothing(word):
    inner = f"<w:tbl><w:tr>{tc('x')}{tc('y')}</w:tr></w:tbl>"
    cell = f"<w:tc>{p('Đầu')}<w:sdt>{inner}</w:sdt><w:bookmarkEnd/></w:tc>"
    empty = f"<w:tbl><w:tr>{tc('')}{tc('')}</w:tr></w:tbl>"
    document = read(word(f"<w:tbl><w:tr>{cell}{tc('b')}</w:tr><w:tr>{tc('c')}{tc('d')}</w:tr></w:tbl>{empty}"))
    assert document.tables[0].rows[0][0].text == "Đầu\nx y"
    assert document.text == "Đầu\nx y\nb\nc\td"
    assert document.notes == ("nested_table",)
    assert len(document.tables) == 1


def test_headings_are_known_by_style_outline_or_look(word):
    styles = (
        "<w:styles><w:style w:styleId='D1'><w:name w:val='heading 2'/></w:style>"
        "<w:style w:styleId='T'><w:name w:val='Title'/></w:style>"
        "<w:style w:styleId='O'><w:name w:val='Mục'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style></w:styles>"
    )
    body = (
        p("Hai", "<w:pStyle w:val='D1'/>") + p("Tên", "<w:pStyle w:val='T'/>") + p("Ba", "<w:pStyle w:val='O'/>")
        + p("Bốn", "<w:outlineLvl w:val='3'/>") + p("thân", "<w:outlineLvl w:val='9'/><w:pStyle w:val='không'/>")
    )  # fmt: skip
    document = read(word(body, {"styles": styles}))
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("heading", 2), ("heading", 1), ("heading", 3), ("heading", 4), ("paragraph", 0),
    ]  # fmt: skip


def numbered(depth: int, text: str, number: str = "1") -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>")


def test_automatic_numbers_are_shown_as_word_shows_them(word):
    level = "<w:lvl w:ilvl='{}'><w:start w:val='{}'/><w:numFmt w:val='{}'/><w:lvlText w:val='{}'/></w:lvl>"
    shapes = [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"), ("bullet", "·")]
    levels = "".join(level.format(n, 1, shape, text) for n, (shape, text) in enumerate(shapes))
    more = (
        level.format(5, 28, "upperLetter", "%6")
        + level.format(6, 9, "decimalZero", "%7")
        + level.format(7, "", "none", "")
    )
    more += level.format("x", 1, "decimal", "")
    numbering = (
        f"<w:numbering><w:abstractNum w:abstractNumId='7'>{levels}{more}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'/></w:num>"
        "<w:num w:numId='3'><w:abstractNumId w:val='99'/></w:num></w:numbering>"
    )
    styles = (
        "<w:styles><w:style w:styleId='L'><w:name w:val='ds'/><w:pPr><w:numPr><w:numId "
        "w:val='1'/></w:numPr></w:pPr></w:style>"
        "</w:styles>"
    )
    body = (
        numbered(0, "một") + numbered(1, "hai") + numbered(2, "ba") + numbered(2, "bốn") + numbered(3, "năm")
        + numbered(4, "sáu") + p("bảy", "<w:pStyle w:val='L'/>") + numbered(1, "tám") + numbered(0, "chín", "2")
        + numbered(0, "mười", "3") + numbered(5, "mười một") + numbered(6, "mười hai") + numbered(7, "trần")
    )  # fmt: skip
    document = read(word(body, {"numbering": numbering, "styles": styles}))
    assert document.text.splitlines() == [
        "I. một", "1. hai", "1.1. ba", "1.2. bốn", "a) năm", "- sáu", "II. bảy", "1. tám", "I. chín", "mười",
        "BB mười một", "09 mười hai", "trần",
    ]  # fmt: skip
    assert document.blocks[5].kind == "list_item"


def test_footnotes_and_running_heads_follow_the_body_once_each(word):
    body = (
        "<w:p><w:r><w:t>Thân</w:t><w:footnoteReference w:id='2'/></w:r><w:r><w:endnoteReference w:id='5'/></w:r></w:p>"
    )
    parts = {
        "footnotes": f"<w:footnotes><w:footnote w:id='0'>{p('vạch')}</w:footnote>"
        f"<w:footnote w:id='2'>{p('Nguồn:')}{p('sở')}</w:footnote></w:footnotes>",
        "endnotes": f"<w:endnotes><w:endnote w:id='5'>{p('Cuối')}</w:endnote></w:endnotes>",
        "header": f"<w:hdr>{p('Trang 1/5')}{p('Phụ lục')}{p('Phụ lục')}</w:hdr>",
        "footer": f"<w:ftr>{p('12')}{p('')}{p('Mẫu 01')}</w:ftr>",
    }
    document = read(word(body, parts))
    assert document.text == "Thân\nNguồn: sở\nCuối\nPhụ lục\nMẫu 01"
    assert [block.address for block in document.blocks[1:]] == [
        "chú thích cuối trang 1", "chú thích cuối văn bản 1", "đầu trang", "chân trang",
    ]  # fmt: skip
    assert {block.kind for block in document.blocks[1:]} == {"caption"}


def test_a_text_box_is_read_once_after_its_paragraph(word):
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    inner = f"<w:r><mc:AlternateContent xmlns:mc='m'>{choice}</mc:AlternateContent></w:r>"
    outer = f"<mc:AlternateContent xmlns:mc='m'><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    picture = "<w:r><w:drawing><blip/></w:drawing><w:pict><imagedata/></w:pict></w:r>"
    cell = f"<w:tc><w:p>{inner}<w:r><w:t>ô</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell}{tc('b')}</w:tr><w:tr>{tc('c')}{tc('d')}</w:tr></w:tbl>"
    document = read(word(f"<w:p>{inner}<w:r><w:t>Ngoài</w:t></w:r></w:p><w:p>{outer}</w:p><w:p>{picture}</w:p>{table}"))
    assert document.text == "Ngoài\nTrong khung\nTrong khung\nô\tb\nc\td\nTrong khung"
    assert document.blocks[1].address == "khung chữ, đoạn 2"
    assert document.notes == ("pictures",)


def test_what_cannot_be_read_beside_the_text_is_noted(word):
    plain = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    members = {"word/vbaProject.bin": b"x", "word/embeddings/a.bin": b"x", "word/comments.xml": "<x/>"}
    assert read(word(plain, **members)).notes == ("macros", "embedded_files", "comments")


def test_runs_in_an_old_font_are_read_by_the_fonts_name(word):
    def run(font, text):
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    body = f"<w:p>{run('.VnTimeH', 'uû ban nh©n d©n ')}{run('.VnTime', 'x· ')}{run('VNI-Times', 'Nhaø Beø ')}{run('Arial', 'năm')}</w:p>"
    document = read(word(body))
    assert document.text == "UỶ BAN NHÂN DÂN xã Nhà Bè năm"
    assert document.notes == ("legacy_font_read",)


def test_a_damaged_side_part_does_not_lose_the_text(word):
    data = word(
        "<w:p><w:r><w:t>Thân</w:t><w:footnoteReference w:id='1'/></w:r></w:p>", {}, **{
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="x/footnotes" Target="f.xml"/><Relationship Id="b" Type="x/styles" Target="/word/s.xml"/>'
            '<Relationship Id="e" Type="x/endnotes" Target="không.xml"/><Relationship Id="h" Type="x/header" Target="không.xml"/>'
            '<Relationship Id="c" Type="x/hyperlink" Target="http://x" TargetMode="External"/></Relationships>',
            "word/f.xml": "<hỏng", "word/s.xml": "<hỏng",
        },
    )  # fmt: skip
    document = read(data)
    assert document.text == "Thân"
    assert document.notes == ("missing_part",)


@pytest.mark.parametrize("part", ["footnotes", "styles"])
def test_entities_are_refused_in_side_parts_too(word, part: str):
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="x/{part}" Target="f.xml"/></Relationships>'
    )
    evil = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = word(p("x"), {}, **{"word/_rels/document.xml.rels": relation, "word/f.xml": evil})
    with pytest.raises(Problem) as caught:
        read(data)
    assert caught.value.code == "EXT-016"


def test_a_word_file_without_a_body_is_broken(zipped, word):
    for data in (
        zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
        zipped({"[Content_Types].xml": "<a/>", "word/khác.xml": "<a/>"}),
        word("<w:p>"),
    ):
        with pytest.raises(Problem) as caught:
            read(data)
        assert caught.value.code == "EXT-005"


def test_a_word_file_without_words_says_so(word):
    with pytest.raises(Problem) as caught:
        read(word(p(" ")))
    assert caught.value.code == "EXT-019"


def test_limits_on_cells_and_text_hold(word):
    table = "<w:tbl>" + f"<w:tr>{tc('1')}{tc('2')}</w:tr>" * 6 + "</w:tbl>"
    for limits, code in ((Limits(max_cells=11), "EXT-014"), (Limits(max_text=10), "EXT-020")):
        with pytest.raises(Problem) as caught:
            extract(word(table), name="a.docx", limits=limits)
        assert caught.value.code == code
