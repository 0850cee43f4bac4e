"""OpenDocument texts."""

import pytest

from giaoban.kernel.extract import Document, extract
from giaoban.kernel.problems import Problem


def read(data: bytes) -> Document:
    return extract(data, name="a.odt")


def code(data: bytes) -> str:
    with pytest.raises(Problem) as caught:
        read(data)
    return caught.value.code


def test_headings_paragraphs_and_spaces_are_read_in_order(writer):
    body = (
        '<text:h text:outline-level="2">Kinh tế</text:h><text:h text:outline-level="x">Khác</text:h><text:p/>'
        '<text:p>Thu<text:s/>ngân<text:s text:c="9"/>sách<text:tab/>đạt<text:line-break/>51%<text:s text:c="x"/>'
        "<text:span> kế hoạch</text:span></text:p><text:section><text:p>Trong mục</text:p></text:section><text:soft-page-break/>"
    )
    document = read(writer(body))
    assert document.text == "Kinh tế\nKhác\nThu ngân sách đạt\n51% kế hoạch\nTrong mục"
    assert [(b.kind, b.level) for b in document.blocks[:2]] == [("heading", 2), ("heading", 1)]


def test_lists_show_their_numbers_and_bullets(writer):
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
        '<text:list-level-style-bullet text:level="3"/><text:list-level-style-number text:level="4" style:num-format=""/>'
        '<text:x text:level="y"/></text:list-style>'
    )
    item = "<text:list-item>{}</text:list-item>"
    p = "<text:p>{}</text:p>"

    def deeper(inner: str) -> str:
        return f"<text:list>{inner}</text:list>"

    fourth = deeper(item.format(p.format("trần")))
    third = deeper(item.format(p.format("ba") + fourth))
    second = deeper(item.format(p.format("hai") + p.format("vẫn hai") + third))
    body = (
        f'<text:list text:style-name="L">{item.format(p.format("một") + second)}'
        f'<text:list-item text:start-value="5"><text:h>năm</text:h><text:number/></text:list-item></text:list>'
        f"<text:list>{item.format(p.format('chấm'))}</text:list>"
    )
    document = read(writer(body, styles))
    assert document.text.splitlines() == ["1. một", "(a) hai", "vẫn hai", "- ba", "trần", "5. năm", "- chấm"]


def test_tables_keep_spans_headers_and_inner_blocks(writer):
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    inner = (
        "<table:table-cell><text:p>Đầu</text:p><text:list><text:list-item><text:p>ý</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row>{cell.format('', 'x')}{cell.format('', 'y')}</table:table-row></table:table>"
        "<text:soft-page-break/></table:table-cell>"
    )
    body = (
        "<table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + cell.format('table:number-columns-spanned="2"', "Năm") + "<table:covered-table-cell/>" + cell.format("", "TH")
        + '</table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated="2">'
        + cell.format('table:number-rows-spanned="x"', "KH") + "<text:p/>" + cell.format('table:number-columns-repeated="2"', "1")
        + "</table:table-row><table:table-row>" + inner + cell.format("", "2") + "</table:table-row></table:table>"
    )  # fmt: skip
    document = read(writer(body))
    (table,) = document.tables
    assert [(c.text, c.row, c.column, c.column_span, c.header) for row in table.rows for c in row] == [
        ("Năm", 0, 0, 2, True), ("TH", 0, 2, 1, True), ("KH", 1, 0, 1, False), ("1", 1, 1, 1, False),
        ("Đầu\n- ý\nx y", 3, 0, 1, False), ("2", 3, 1, 1, False),
    ]  # fmt: skip
    assert document.notes == ("nested_table",)


def test_notes_boxes_and_comments_leave_the_paragraph(writer):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>đã xóa</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes><text:tracked-changes><text:insertion/></text:tracked-changes>"
        "<text:p>Thân<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Nguồn</text:p></text:note-body>"
        "</text:note><draw:frame><draw:text-box><text:p>Khung</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>ghi chú</text:p></office:annotation> sau<text:note-citation>9</text:note-citation></text:p>"
        "<draw:frame><draw:text-box><text:p>Khung hai</text:p></draw:text-box></draw:frame>"
    )
    members = {"Pictures/a.png": b"x", "Basic/script.xml": "<x/>"}
    document = read(writer(body, **members))
    assert document.text == "Thân sau\nKhung\nKhung hai\nNguồn"
    assert document.notes == ("pictures", "macros", "tracked_deletions", "comments")
    assert document.blocks[-1].address == "chú thích 1"


def test_a_password_a_missing_body_and_an_empty_text_are_told_apart(writer, zipped):
    assert code(writer("<text:p>x</text:p>", **{"META-INF/manifest.xml": "<m:encryption-data/>"})) == "EXT-011"
    assert code(zipped({"content.xml": "<a/>"})) == "EXT-007"
    assert code(zipped({"content.xml": "<a"})) == "EXT-007"
    assert code(writer("<text:p> </text:p>")) == "EXT-019"
    assert code(zipped({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})) == "EXT-016"
