"""What a person changed in the file is told, and nothing else."""

import unicodedata
from copy import deepcopy
from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from giaoban.kernel.docform import (
    Cell,
    Change,
    Column,
    Field,
    Paragraph,
    Row,
    Table,
    Text,
    compare,
    diff,
    read_back,
    words,
)
from giaoban.kernel.problems import Problem
from tests.kernel.docform.edited import Edited, written
from tests.kernel.docform.made import COLUMNS, figures, report


def changes(edited: Edited, document=None) -> list[Change]:
    return diff(document or report(), read_back(edited.bytes()))


def told(found: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(each.kind, each.block_id, each.before, each.after) for each in found]


def test_a_file_that_nobody_touched_has_no_change():
    assert changes(Edited(report())) == []


def test_a_number_typed_over_is_a_change_of_its_field_and_of_no_word():
    edited = Edited(report())
    edited.replace("39.981", "40.012")
    (change,) = changes(edited)
    assert (change.kind, change.block_id, change.key, change.before, change.after) == (
        "field",
        "p1",
        "obs:3",
        "39.981",
        "40.012",
    )


def test_a_number_in_a_table_is_told_with_its_row_and_column():
    edited = Edited(report())
    edited.replace("41.306", "41.603")
    (change,) = changes(edited)
    assert (change.kind, change.block_id, change.key, change.row, change.column) == ("field", "table-1", "obs:8", 2, 5)


def test_words_changed_around_a_number_keep_the_number_a_field():
    edited = Edited(report())
    edited.replace("ước đạt", "thực hiện được")
    (change,) = changes(edited)
    assert (change.kind, change.block_id) == ("text", "p1")
    assert "thực hiện được 3.812,5 triệu đồng" in change.after
    assert [run.key for run in change.runs if isinstance(run, Field)] == ["obs:2", "obs:3", "obs:4"]


def test_a_field_whose_control_was_deleted_is_lost_and_the_words_changed():
    edited = Edited(report())
    line = edited.paragraph("Thu ngân sách nhà nước trong")
    for mark in [*line._p.iter(qn("w:bookmarkStart"))]:
        if mark.get(qn("w:name")).startswith("gf_") and mark.getnext().tag == qn("w:sdt"):
            line._p.remove(mark.getnext())
            line._p.remove(mark)
            break
    found = changes(edited)
    assert [(each.kind, each.key) for each in found] == [("text", ""), ("field_lost", "obs:2")]


def test_a_new_paragraph_is_told_with_the_block_that_it_follows():
    edited = Edited(report())
    edited.add_after("Công tác giải ngân", "Xã đã phê duyệt quyết toán ba công trình.")
    (change,) = changes(edited)
    assert (change.kind, change.block_id, change.after) == ("added", "p2", "Xã đã phê duyệt quyết toán ba công trình.")
    assert change.runs == (Text("Xã đã phê duyệt quyết toán ba công trình."),)


def test_a_deleted_paragraph_is_told_with_its_words():
    edited = Edited(report())
    edited.delete("Công tác giải ngân")
    assert [(each.kind, each.block_id) for each in changes(edited)] == [("removed", "p2")]


def test_a_paragraph_that_was_cut_and_pasted_elsewhere_has_moved():
    edited = Edited(report())
    line = edited.paragraph("Công tác giải ngân")._p
    edited.paragraph("Tiến độ giải phóng")._p.addnext(line)
    (change,) = changes(edited)
    assert (change.kind, change.moved_id, change.block_id) == ("moved", "p2", "p3")


def test_what_stands_where_in_the_file_is_told_with_what_is_new_in_it():
    edited = Edited(report())
    line = edited.paragraph("Công tác giải ngân")._p
    edited.paragraph("Tiến độ giải phóng")._p.addnext(line)
    edited.add_after("Công tác giải ngân", "Xã đã phê duyệt quyết toán ba công trình.")
    found = compare(report(), read_back(edited.bytes()))
    names = [one.block_id for one in found[1]]
    assert [one.kind for one in found[0]] == ["moved", "added"]
    assert names[names.index("p3") :][:3] == ["p3", "p2", ""]
    assert set(names) >= {block.id for block in report().blocks if block.id[0] in "hp"} | {"@head", "@foot"}
    assert [one.level for one in found[1] if one.block_id.startswith("h")].count(0) == 0
    assert len([one for one in names if one == "t1"]) <= 1, "captions and sources stand with their table"


def test_a_paragraph_split_in_two_keeps_its_id_on_the_part_that_is_more_like_it():
    edited = Edited(report())
    long = edited.paragraph("Tiến độ giải phóng")
    start = long._p.find("{*}bookmarkStart")
    before = edited.file.add_paragraph("Một câu mới đứng trước.")
    long._p.addprevious(before._p)
    before._p.insert(0, start)
    assert told(changes(edited)) == [("added", "h3", "", "Một câu mới đứng trước.")]


def test_two_paragraphs_joined_leave_one_changed_and_one_removed():
    edited = Edited(report())
    first, second = edited.paragraph("Thu ngân sách nhà nước trong"), edited.paragraph("Công tác giải ngân")
    for child in list(second._p):
        if not child.tag.endswith("}pPr"):
            first._p.append(child)
    second._p.getparent().remove(second._p)
    assert [(each.kind, each.block_id) for each in changes(edited)] == [("text", "p1"), ("removed", "p2")]


def test_rows_added_and_removed_are_told_by_their_words():
    edited = Edited(report())
    table = edited.file.tables[1]
    table._tbl.remove(table.rows[5]._tr)
    row = table.add_row()
    row.cells[1].text = "Số hộ nghèo"
    found = [(each.kind, each.block_id, each.row) for each in changes(edited)]
    assert found == [("row_removed", "table-1", 2), ("row_added", "table-1", 3)]


def test_a_column_added_to_a_table_is_told_row_by_row():
    edited = Edited(report())
    table = edited.file.tables[1]
    for row in table._tbl.tr_lst:
        row.append(deepcopy(row.tc_lst[-1]))
    found = changes(edited)
    assert {each.kind for each in found} == {"text"}
    assert {each.block_id for each in found} == {"table-1"}
    assert [each.row for each in found] == [-3, -2, -1, 0, 1, 2, 3]


def test_the_head_the_subject_and_the_signature_are_told_as_parts_that_are_no_block():
    document = report(to=("Sở Tài chính",))
    edited = Edited(document)
    edited.replace("tháng 11 năm 2026", "tháng 12 năm 2026")
    edited.replace("Nguyễn Văn Bình", "Trần Thị Cúc")
    edited.replace("Số: 07", "Số: 09")
    edited.replace("Sở Tài chính", "Sở Nội vụ")
    found = [(each.kind, each.block_id) for each in changes(edited, document)]
    assert found == [("text", "@head"), ("text", "@about"), ("text", "@to"), ("text", "@foot")]


def test_captions_notes_and_sources_are_parts_of_their_table():
    edited = Edited(report())
    edited.replace("Bảng 1.", "Bảng 2.")
    edited.replace("theo từng chỉ tiêu", "triệu đồng")
    edited.replace("đã duyệt đến ngày 14", "đã duyệt đến ngày 15")
    edited.replace("Biểu đồ 1.", "Hình 1.")
    edited.replace("DANH MỤC", "BIỂU")
    found = [(each.block_id, each.part) for each in changes(edited)]
    assert found == [
        ("table-1", "caption"),
        ("table-1", "unit_note"),
        ("table-1", "source"),
        ("chart-bar", "caption"),
        ("annex-1", "title"),
    ]


def test_white_space_and_composed_letters_are_no_change():
    edited = Edited(report())
    edited.replace("Công tác giải ngân", unicodedata.normalize("NFD", "Công  tác giải ngân"))
    assert changes(edited) == []


def test_a_file_that_lost_all_marks_is_aligned_by_its_words_and_says_so():
    edited = Edited(report())
    edited.unmark()
    read = read_back(edited.bytes())
    assert (read.keeps_marks, read.keeps_fields) == (False, False)
    assert diff(report(), read) == []


def test_without_marks_numbers_are_found_between_the_words_around_them():
    edited = Edited(report())
    edited.replace("39.981", "40.012")
    edited.unmark()
    (change,) = changes(edited)
    assert (change.kind, change.block_id, change.key, change.after, change.guessed) == (
        "field",
        "p1",
        "obs:3",
        "40.012",
        True,
    )


def test_without_marks_numbers_are_found_beside_the_words_that_stayed():
    edited = Edited(report())
    edited.replace("ước đạt", "thực hiện được")
    edited.replace("39.981", "40.012")
    edited.unmark()
    found = changes(edited)
    assert [(each.kind, each.key) for each in found] == [("text", ""), ("field_lost", "obs:3")]
    assert [run.key for run in found[0].runs if isinstance(run, Field)] == ["obs:2", "obs:4"]


def test_without_marks_a_new_paragraph_is_still_new():
    edited = Edited(report())
    edited.add_after("Công tác giải ngân", "Xã đã phê duyệt quyết toán ba công trình.")
    edited.unmark()
    assert told(changes(edited)) == [("added", "p2", "", "Xã đã phê duyệt quyết toán ba công trình.")]


def test_another_file_is_refused_by_name():
    other = report(blocks=(Paragraph("x", words("Giấy mời dự họp")),))
    with pytest.raises(Problem) as caught:
        diff(report(), read_back(written(other), name="giay-moi.docx"))
    assert caught.value.code == "DOF-002"
    assert "giay-moi.docx" in caught.value.sentence()


def test_a_document_without_blocks_has_only_its_parts_to_compare():
    document = report(blocks=())
    edited = Edited(document)
    edited.replace("Nguyễn Văn Bình", "Trần Thị Cúc")
    assert [(each.kind, each.block_id) for each in changes(edited, document)] == [("text", "@foot")]


def test_a_table_grown_out_of_all_bounds_is_told_as_one_change():
    read = read_back(Edited(report()).bytes())
    blocks = tuple(replace(each, rows=each.rows * 1_000) if len(each.rows) == 7 else each for each in read.blocks)
    (change,) = diff(report(), replace(read, blocks=blocks))
    assert (change.kind, change.block_id, change.after) == ("text", "table-1", "")


def test_without_marks_two_numbers_side_by_side_are_found_beside_their_words():
    runs = (Text("Đạt "), Field("obs:1", "46"), Field("obs:2", "/60"), Text(" trường"))
    document = report(blocks=(Paragraph("p", runs), Paragraph("q", (Field("obs:3", "5"),))))
    edited = Edited(document)
    edited.unmark()
    assert changes(edited, document) == []
    edited.replace("Đạt", "Có")
    (change,) = changes(edited, document)
    assert [run.key for run in change.runs if isinstance(run, Field)] == ["obs:1", "obs:2"]


def test_a_bold_number_and_a_missing_value_are_fields_like_others():
    table = Table(
        "t",
        (Column("Chỉ tiêu"), Column("Tháng", align="right")),
        (Row((Cell(words("Tổng")), Cell((Field("obs:9", "12"),))), "total"),),
    )
    document = report(blocks=(table,))
    edited = Edited(document)
    assert changes(edited, document) == []
    edited.replace("12", "–")
    assert [(each.key, each.after) for each in changes(edited, document)] == [("obs:9", "–")]


def test_a_field_of_another_document_pasted_in_becomes_words():
    other = Edited(report(blocks=(Paragraph("x", (Text("Xã bạn đạt "), Field("obs:77", "9,9"), Text("%."))),)))
    edited = Edited(report())
    line = deepcopy(other.paragraph("Xã bạn đạt")._p)
    edited.paragraph("Công tác giải ngân")._p.addnext(line)
    (change,) = changes(edited)
    assert change.kind == "added"
    assert all(isinstance(run, Text) for run in change.runs)
    assert "".join(run.text for run in change.runs) == "Xã bạn đạt 9,9%."


def since(**fresh: tuple[str, str]):
    """The report as it is now, after the file was made: these numbers are others, a paragraph more, one less, one reworded."""
    blocks = []
    for block in report().blocks:
        if isinstance(block, Paragraph):
            block = replace(block, runs=tuple(renewed(run, fresh) for run in block.runs))
        elif isinstance(block, Table):
            rows = tuple(replace(row, cells=tuple(fresher(cell, fresh) for cell in row.cells)) for row in block.rows)
            block = replace(block, rows=(*rows, rows[1]))
        if block.id == "p3":
            blocks.append(Paragraph("new", (Text("Thêm trên trang, có "), Field("obs:2", "1"), Text(" số."))))
        if block.id == "p2":
            block = replace(block, runs=words("Câu này đã được viết lại trên trang."))
        if block.id != "p4":
            blocks.append(block)
    return report(blocks=tuple(blocks))


def fresher(cell: Cell, fresh) -> Cell:
    return Cell(tuple(renewed(run, fresh) for run in cell.runs), cell.span)


def renewed(run, fresh):
    return (
        replace(run, shown=fresh[run.key.replace(":", "")])
        if isinstance(run, Field) and run.key.replace(":", "") in fresh
        else run
    )


def test_what_changed_in_the_document_since_the_file_was_made_is_no_change_of_the_file():
    assert changes(Edited(report()), since(obs3="41.000", obs8="42.000")) == []


def test_what_a_person_typed_is_told_against_what_the_document_says_now():
    edited = Edited(report())
    edited.replace("39.981", "40.012")
    edited.replace("41.306", "41.603")
    edited.replace("quyết liệt", "kịp thời")
    found = changes(edited, since(obs3="41.000", obs8="42.000"))
    assert [(each.kind, each.block_id, each.before) for each in found] == [
        ("field", "p1", "41.000"),
        ("text", "p2", "Câu này đã được viết lại trên trang."),
        ("field", "table-1", "42.000"),
    ]
    assert [found[0].after, found[2].after] == ["40.012", "41.603"]
    assert "chỉ đạo kịp thời" in found[1].after


def test_a_paragraph_that_the_document_lost_since_is_told_only_where_somebody_worked_on_it():
    edited = Edited(report())
    edited.replace("trường tiểu học", "trạm y tế")
    assert [(each.kind, each.block_id) for each in changes(edited, since())] == [("added", "annex-1")]


def test_a_paragraph_deleted_in_the_file_is_told_although_others_are_new_in_the_document():
    edited = Edited(report())
    edited.delete("Công tác giải ngân")
    assert [(each.kind, each.block_id) for each in changes(edited, since())] == [("removed", "p2")]


def test_a_table_with_other_columns_now_says_nothing_of_a_file_that_nobody_touched():
    fewer = replace(figures(), columns=COLUMNS[:1], rows=(Row((Cell(words("Kinh tế")),)),))
    blocks = tuple(fewer if block.id == "table-1" else block for block in report().blocks)
    assert changes(Edited(report()), report(blocks=blocks)) == []
