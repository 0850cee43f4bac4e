"""PDF files with a text layer, made by typst."""

import io
import zlib

import pypdfium2 as pdfium
import pytest

from giaoban.kernel.extract import Document, Limits, extract
from giaoban.kernel.extract.builder import Builder
from giaoban.kernel.extract.pdf_layout import Line, drop_running, paragraphs
from giaoban.kernel.extract.pdf_pages import MAX_OBJECTS, open_pages
from giaoban.kernel.extract.pdf_tables import find_grids
from giaoban.kernel.problems import Problem

FIRST = (
    "Trong tháng, Ủy ban nhân dân huyện đã chỉ đạo các xã, thị trấn tập trung nạo vét kênh mương, đắp bờ vùng, "
    "vớt bèo và xây lát các tuyến kênh chính để phục vụ sản xuất vụ đông xuân, bảo đảm đúng tiến độ đã đề ra."
)
SECOND = (
    "Công tác rà soát hộ nghèo, hộ cận nghèo được thực hiện theo đúng quy trình, có sự tham gia của Mặt trận Tổ quốc "
    "và các đoàn thể ở thôn, khu phố; danh sách được niêm yết công khai tại nhà văn hóa."
)
SETUP = "#set par(justify: true, first-line-indent: (amount: 1cm, all: true))\n"


def read(data: bytes, **limits: int) -> Document:
    return extract(data, name="a.pdf", limits=Limits(**limits))


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(Problem) as caught:
        read(data, **limits)
    return caught.value.code


def spans(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def test_lines_are_joined_to_the_paragraphs_that_were_written(printed):
    document = read(
        printed(f"{SETUP}#align(center)[*BÁO CÁO*]\n\n{FIRST}\n\n{SECOND}\n\n- Thu ngân sách đạt 51%;\n- Chi đạt 40%.")
    )
    assert spans(document) == ["BÁO CÁO", FIRST, SECOND, "- Thu ngân sách đạt 51%;", "- Chi đạt 40%."]
    assert [b.kind for b in document.blocks] == ["heading", "paragraph", "paragraph", "list_item", "list_item"]
    assert document.blocks[2].address == "trang 1, đoạn 3"
    assert document.blocks[2].page == 1


def test_a_paragraph_over_a_page_end_is_one_and_running_heads_and_page_numbers_go(printed):
    source = f'#set page(header: [UBND huyện Lương Tài], numbering: "1")\n{SETUP}' + "\n\n".join([FIRST, SECOND] * 16)
    document = read(printed(source))
    assert spans(document) == [FIRST, SECOND] * 16
    assert document.notes == ("running_heads",)
    assert {b.page for b in document.blocks} >= {1, 2}
    assert next(b.address for b in document.blocks if b.page == 2) == "trang 2, đoạn 1"


def test_a_ruled_table_keeps_its_cells_where_it_stands(printed):
    source = (
        f"{SETUP}{FIRST}\n#table(columns: (1fr, 2fr, 1fr), table.cell(rowspan: 2)[TT], table.cell(colspan: 2)[Năm 2018], "
        "[Kế hoạch của huyện giao cho các xã, thị trấn trong năm], [Thực hiện], [1], [26.462], [29.989], [2], [], [33.975])\n"
        f"{SECOND}"
    )
    document = read(printed(source))
    (table,) = document.tables
    assert [(c.text, c.row, c.column, c.row_span, c.column_span, c.header) for row in table.rows for c in row] == [
        ("TT", 0, 0, 2, 1, True), ("Năm 2018", 0, 1, 1, 2, True),
        ("Kế hoạch của huyện giao cho các xã, thị trấn trong năm", 1, 1, 1, 1, True), ("Thực hiện", 1, 2, 1, 1, True),
        ("1", 2, 0, 1, 1, False), ("26.462", 2, 1, 1, 1, False), ("29.989", 2, 2, 1, 1, False),
        ("2", 3, 0, 1, 1, False), ("", 3, 1, 1, 1, False), ("33.975", 3, 2, 1, 1, False),
    ]  # fmt: skip
    assert table.page == 1
    assert spans(document)[0] == FIRST
    assert spans(document)[-1] == SECOND
    assert document.text.count("26.462") == 1


def test_a_frame_round_a_text_is_no_table(printed):
    document = read(printed(f"#rect[{FIRST}]\n#line(length: 5cm)\n#line(length: 5cm, angle: 90deg)\n#v(1cm)\n{SECOND}"))
    assert document.tables == ()
    assert spans(document) == [FIRST, SECOND]


def test_tables_beyond_the_page_limit_are_plain_text_with_a_note(printed):
    table = "#table(columns: 2, [Kênh], [Số], [Kênh tiêu], [26.462])\n"
    document = read(printed(f"{table}#pagebreak()\n{table}"), max_table_pages=1)
    assert len(document.tables) == 1
    assert document.notes == ("tables_skipped",)
    assert "26.462" in document.text[document.tables[0].end :]


def test_a_grid_that_cannot_be_found_leaves_the_words(printed):
    good = printed("#table(columns: 2, [Kênh], [Số], [Kênh tiêu], [26.462])")
    builder = Builder("a.pdf", Limits())
    pages = open_pages(good, builder)
    assert pages[0].ruled
    assert find_grids(b"%PDF-1.7 broken", pages, builder) == {}
    assert builder.notes == ["tables_skipped"]


def test_a_scan_is_refused_in_plain_words_and_a_mixed_file_is_noted(printed):
    scan = scanned_page()
    with pytest.raises(Problem) as caught:
        read(scan)
    assert caught.value.code == "EXT-015"
    assert "là bản quét" in caught.value.sentence().lower()
    mixed = joined([printed(FIRST), scan])
    document = read(mixed)
    assert spans(document) == [FIRST]
    assert document.notes == ("scanned_pages",)


def scanned_page() -> bytes:
    """A page that is one grey picture."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    image = pdfium.PdfImage.new(document)
    bitmap = pdfium.PdfBitmap.new_native(60, 80, 4)
    bitmap.fill_rect((200, 200, 200, 255), 0, 0, 60, 80)
    image.set_bitmap(bitmap)
    image.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    page.insert_obj(image)
    page.gen_content()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def joined(files: list[bytes]) -> bytes:
    document = pdfium.PdfDocument.new()
    for data in files:
        document.import_pages(pdfium.PdfDocument(data))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_two_columns_on_one_line_are_read_apart(printed):
    document = read(printed("#grid(columns: (5cm, 10cm), [Số: 45/BC-UBND], align(right)[Lương Tài, ngày 11])"))
    assert spans(document) == ["Số: 45/BC-UBND", "Lương Tài, ngày 11"]


def test_an_empty_page_has_nothing_to_read(printed):
    assert refusal(printed("#pagebreak()")) == "EXT-019"


def test_limits_on_pages_cells_and_text_hold(printed):
    table = printed("#table(columns: 2, [Kênh], [Số], [Kênh tiêu], [26.462])")
    assert refusal(printed("a #pagebreak() b"), max_pages=1) == "EXT-013"
    assert refusal(table, max_cells=3) == "EXT-014"
    assert refusal(table, max_text=5) == "EXT-020"


ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
)


def test_a_password_and_damage_are_told_apart():
    assert refusal(ENCRYPTED) == "EXT-011"
    assert refusal(b"%PDF-1.7\ncut") == "EXT-008"


def test_a_page_with_more_drawn_objects_than_looked_at_is_still_read(monkeypatch, printed):
    monkeypatch.setattr("giaoban.kernel.extract.pdf_pages.MAX_OBJECTS", 1)
    document = read(printed("#table(columns: 2, [Kênh], [Số], [Kênh tiêu], [26.462])"))
    assert MAX_OBJECTS > 1
    assert document.tables == ()
    assert "26.462" in document.text


def deflated(size: int, dictionary: bytes = b"") -> bytes:
    packed = zlib.compress(b" " * size, 9)
    return (
        b"%PDF-1.7\n1 0 obj<<"
        + dictionary
        + b"/Filter/FlateDecode>>stream\n"
        + packed
        + b"\nendstream\nendobj\nstream\nplain"
    )


def test_a_stream_that_unpacks_too_large_is_refused_before_it_is_parsed():
    assert len(deflated(3_000_000)) < 10_000
    assert refusal(deflated(3_000_000), max_xml=2_000_000) == "EXT-012"
    assert refusal(deflated(3_000_000, b"/Subtype /Image"), max_xml=2_000_000) == "EXT-008"
    assert refusal(deflated(3_000_000, b"/Subtype/Image"), max_unpacked=2_000_000) == "EXT-012"
    assert refusal(deflated(3_000_000)[:2000], max_xml=2_000_000) == "EXT-008"


def line(text: str, y: float, *, left: float = 60, right: float = 540, page: int = 1) -> Line:
    return Line(text, page, left, y, right, y + 14)


FULL = "một dòng đủ dài cho hết chiều ngang của trang giấy khổ đứng"


def joined_texts(*lines: Line) -> list[str]:
    return [text for text, _ in paragraphs(lines)]


def test_what_ends_a_paragraph():
    assert joined_texts() == []
    assert joined_texts(line(FULL, 700), line("tiếp theo", 680, right=130)) == [f"{FULL} tiếp theo"]
    assert len(joined_texts(line("ngắn", 700, right=90), line(FULL, 680), line("hết", 660, right=80))) == 2
    assert len(joined_texts(line(FULL, 700), line(FULL, 680), line(FULL, 640))) == 2, "a wide gap"
    assert len(joined_texts(line(FULL, 700), line(FULL, 680), line(FULL, 660, left=90))) == 2, "an indent"
    assert len(joined_texts(line(FULL, 700), line(FULL, 720))) == 2, "going up: a second column"
    assert len(joined_texts(line(FULL + ";", 700), line("- mục hai của danh sách", 680))) == 2, "a marker after an end"
    assert len(joined_texts(line(FULL, 700), line("- xã hội của huyện", 680))) == 1, "a dash inside a name"
    assert len(joined_texts(line(FULL + ".", 700), line("II. NHIỆM VỤ", 680))) == 2, "a heading"
    assert len(joined_texts(line(FULL, 60), line("tiếp theo", 760, page=2))) == 1, "over the page end"
    assert len(joined_texts(line(FULL, 60), line("Tiếp theo", 760, page=2))) == 2
    assert len(joined_texts(line(FULL + ".", 60), line("tiếp theo", 760, page=2))) == 2


def test_what_repeats_at_page_edges_is_a_running_head():
    pages = [
        [line("UBND huyện", 820), line(f"Trang {n}/3", 20), line("Thân", 400), line(f"{n}", 400)] for n in (1, 2, 3)
    ]
    kept = drop_running(pages, [842, 842, 842])
    assert [[entry.text for entry in lines] for lines in kept] == [["Thân", "1"], ["Thân", "2"], ["Thân", "3"]]
    alone = drop_running([[line("UBND huyện", 820), line("- 1 -", 20)]], [842])
    assert [entry.text for entry in alone[0]] == ["UBND huyện"]
