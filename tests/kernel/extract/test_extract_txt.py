"""Plain text in the encodings offices send."""

import pytest

from giaoban.kernel.extract import Limits, extract
from giaoban.kernel.problems import Problem

VIETNAMESE = "Huyện Lương Tài đạt 65,08%, giảm 17,7% so với năm trước; tỷ lệ hộ nghèo còn 3,5%."


def test_utf8_with_a_byte_order_mark_reads_like_utf8_without():
    plain = extract(VIETNAMESE.encode(), name="a.txt")
    marked = extract(VIETNAMESE.encode("utf-8-sig"), name="a.txt")
    assert plain.text == marked.text == VIETNAMESE
    assert plain.notes == marked.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read_with_or_without_its_mark(encoding: str):
    text = "Bao cao thang 10 nam 2019, so 45/BC-UBND; " + VIETNAMESE
    document = extract(text.encode(encoding), name="a.txt")
    assert document.text == text
    assert document.notes == (("utf16",) if encoding == "utf-16" else ("guessed_utf16",))


def test_windows_1258_is_guessed_with_a_note_and_composed():
    decomposed = "Huyê\u0323n Lương Tài đa\u0323t 65,08%, gia\u0309m 17,7% so vơ\u0301i năm trươ\u0301c"
    document = extract(decomposed.encode("cp1258"), name="a.txt")
    assert document.text == "Huyện Lương Tài đạt 65,08%, giảm 17,7% so với năm trước"
    assert document.notes == ("guessed_windows_1258",)


def test_combining_marks_are_composed_with_a_note():
    document = extract("tie\u0302\u0301n đo\u0323\u0302".encode(), name="a.txt")
    assert document.text == "tiến độ".replace("ộ", "ộ")
    assert document.notes == ("not_nfc",)


def test_control_characters_become_spaces_and_move_nothing():
    document = extract(f"Đạt\x0c65\x00%\tnăm\r\n{VIETNAMESE}".encode(), name="a.txt")
    assert document.text == f"Đạt 65 %\tnăm\r\n{VIETNAMESE}"
    assert document.notes == ("control_characters",)


def test_a_character_cut_at_the_end_is_dropped_with_a_note():
    document = extract("Kế hoạch đạ".encode()[:-1], name="a.txt")
    assert document.text == "Kế hoạch đ"
    assert document.notes == ("cut_character",)


def test_a_few_bad_bytes_in_utf8_are_replaced_with_a_note():
    document = extract((VIETNAMESE * 3).encode() + b" \xff ok " + VIETNAMESE.encode(), name="a.txt")
    assert document.text.count("\ufffd") == 1
    assert document.notes == ("bad_bytes",)


@pytest.mark.parametrize("data", [bytes(range(32)) * 40, b"\x81\x8d\x8f\x90" * 9])
def test_bytes_that_are_no_text_are_an_unknown_type(data: bytes):
    with pytest.raises(Problem) as caught:
        extract(data, name="lạ.dat")
    assert caught.value.code == "EXT-002"


def test_blank_text_says_that_there_is_nothing_to_read():
    with pytest.raises(Problem) as caught:
        extract(b"  \n\t\n", name="a.txt")
    assert caught.value.code == "EXT-019"


def test_more_text_than_allowed_is_refused():
    with pytest.raises(Problem) as caught:
        extract(b"a" * 100, name="a.txt", limits=Limits(max_text=99))
    assert caught.value.code == "EXT-020"


def test_headings_and_items_are_told_by_their_look():
    lines = [
        "BÁO CÁO THÁNG", "I. KẾT QUẢ", "1. Kinh tế", "- Thu ngân sách đạt 51%;", "a) Về đất đai", "+ Rừng", "2) Rà soát",
        "Phần thứ nhất", "B. Nhiệm vụ", "12% số hộ còn nghèo.", "1. Các xã phải hoàn thành trước ngày 30.", "10.513 hồ sơ;",
    ]  # fmt: skip
    document = extract("\n".join(lines).encode(), name="a.txt")
    assert [block.kind for block in document.blocks] == [
        "heading", "heading", "heading", "list_item", "list_item", "list_item", "list_item",
        "heading", "heading", "paragraph", "paragraph", "paragraph",
    ]  # fmt: skip
    assert [document.text[b.start : b.end] for b in document.blocks] == lines


def test_hard_wrapped_lines_are_one_paragraph():
    first = "Trong tháng, Ủy ban nhân dân huyện đã chỉ đạo các xã, thị trấn"
    text = f"{first}\n  tập trung nạo vét kênh mương.\nCâu mới.\n\nđoạn khác\n{first}\n- một mục\n{first}.\nđầu dòng"
    document = extract(text.encode(), name="a.txt")
    spans = [document.text[b.start : b.end] for b in document.blocks]
    assert spans[0] == f"{first}\n  tập trung nạo vét kênh mương."
    assert spans[1:] == ["Câu mới.", "đoạn khác", first, "- một mục", first + ".", "đầu dòng"]
