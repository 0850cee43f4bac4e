"""HTML pages as a person sees them."""

import pytest

from giaoban.kernel.extract import Document, Limits, extract
from giaoban.kernel.problems import Problem


def page(body: str, head: str = "") -> Document:
    return extract(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), name="a.html")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_scripts_styles_and_navigation_are_not_text():
    document = page(
        "<nav>Trang chủ</nav><div role=navigation>Mục</div><script>var x=1</script><style>p{}</style><p>Nội dung</p>"
        "<p hidden>ẩn</p><p style='display: none'>ẩn</p><button>Gửi</button><img src=x>",
        "<title>Tiêu đề trang</title>",
    )
    assert document.text == "Nội dung"
    assert document.notes == ("navigation", "hidden_text", "pictures")


def test_blocks_keep_their_structure():
    document = page(
        "Mở đầu<h2>Kinh tế</h2><p>Thu <b>51</b>%<br>dòng hai</p><div>A<div>B</div>C</div><ul><li>một<li>hai</ul>"
        "<ol start=3><li>ba<li>bốn</ol><ol start=x><li>đầu</ol><figure><figcaption>Ảnh</figcaption></figure>"
    )
    assert kinds(document) == [
        ("paragraph", "Mở đầu"), ("heading", "Kinh tế"), ("paragraph", "Thu 51%\ndòng hai"), ("paragraph", "A"),
        ("paragraph", "B"), ("paragraph", "C"), ("list_item", "- một"), ("list_item", "- hai"), ("list_item", "3. ba"),
        ("list_item", "4. bốn"), ("list_item", "1. đầu"), ("caption", "Ảnh"),
    ]  # fmt: skip
    assert document.blocks[1].level == 2


def test_entities_and_odd_spaces_become_ordinary_letters():
    assert page("<p>T&#7881; l&#7879;&nbsp;12&#8201;% &amp; m<sup>3</sup>\u200b</p>").text == "Tỉ lệ 12 % & m3"


def test_a_table_of_data_keeps_rows_columns_and_spans():
    document = page(
        "<table><caption>Bảng 1</caption><thead><tr><th rowspan=2>Nội dung<th colspan=2>Năm "
        "2018</tr><tr><th>KH<th>TH</tr></thead>"
        "<tr><td>Kênh tiêu<td>26.462<td>29.989<tr><td>Xây<br>lát<td><td>789</table>"
    )
    (table,) = document.tables
    assert [(c.text, c.row, c.column, c.row_span, c.column_span, c.header) for row in table.rows for c in row] == [
        ("Nội dung", 0, 0, 2, 1, True), ("Năm 2018", 0, 1, 1, 2, True), ("KH", 1, 1, 1, 1, True), ("TH", 1, 2, 1, 1, True),
        ("Kênh tiêu", 2, 0, 1, 1, False), ("26.462", 2, 1, 1, 1, False), ("29.989", 2, 2, 1, 1, False),
        ("Xây\nlát", 3, 0, 1, 1, False), ("", 3, 1, 1, 1, False), ("789", 3, 2, 1, 1, False),
    ]  # fmt: skip
    assert document.text == "Bảng 1\nNội dung\tNăm 2018\nKH\tTH\nKênh tiêu\t26.462\t29.989\nXây\nlát\n789"
    assert all(document.text[c.start : c.end] == c.text for row in table.rows for c in row)
    assert document.address_at(document.text.index("29.989")) == "bảng 1, hàng 3, cột 3"


def test_a_table_that_lays_out_the_page_is_paragraphs():
    document = page("<table><tr><td><p>Trái</p><td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>")
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "cell", "cell", "cell", "cell"]
    assert len(document.tables) == 1
    assert page("<table><tr><td>một<td>hai</table>").tables == ()
    assert page("<table><tr><td>a<td>b<tr><td>c<td>d<ul><li>e</ul></table>").tables == ()
    assert page("<table><tr></tr></table><p>a</p>").tables == ()


def test_hidden_parts_of_a_cell_are_left_out_and_inner_blocks_are_lines():
    document = page(
        "<table><tr><script>x</script><td>A<script>x</script><i hidden>y</i><span>b</span><td><p>c</p><p>d</p><tr><td "
        "rowspan=x>1<td>2</table>"
    )
    assert document.tables[0].rows[0][0].text == "Ab"
    assert document.tables[0].rows[0][1].text == "c\nd"


def test_a_declared_charset_is_believed_where_the_bytes_are_not_utf8():
    latin = '<html><meta charset="iso-8859-1"><p>Québec é'.encode("latin-1")
    assert extract(latin, name="a.html").text == "Québec é"
    unknown = '<html><meta charset="x-la"><p>Lương Tài đa\u0323t'.encode("cp1258")
    assert extract(unknown, name="a.html").text == "Lương Tài đạt"
    lying = '<html><meta charset="utf-8"><p>Lương Tài đa\u0323t'.encode("cp1258")
    assert extract(lying, name="a.html").notes == ("guessed_windows_1258",)
    assert extract('<html><meta charset="x-la"><p>Tài'.encode(), name="a.html").text == "Tài"
    assert extract("<html><meta charset=utf-16><p>Tài".encode("utf-16"), name="a.html").notes == ("utf16",)


def test_more_cells_than_allowed_are_refused_even_by_spans():
    data = b"<table>" + b"<tr><td colspan=200 rowspan=200>1<td>2" * 3 + b"</table>"
    with pytest.raises(Problem) as caught:
        extract(data, name="a.html", limits=Limits(max_cells=1000))
    assert caught.value.code == "EXT-014"


def test_very_deep_markup_loses_no_words_or_says_that_it_cannot_be_read():
    assert extract(b"<html><body>" + b"<div>" * 200 + b"x", name="a.html").text == "x"
    with pytest.raises(Problem) as caught:
        extract(b"<html><body>" + b"<div>" * 20_000 + b"x", name="a.html")
    assert caught.value.code == "EXT-010"
