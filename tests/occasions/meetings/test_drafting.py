"""Sentences of a conclusion -> titles, products, deadlines in words, numbered points."""

from datetime import date

import pytest

from giaoban.kernel.reading import as_json, read
from giaoban.occasions.meetings.drafting import (
    OPENING,
    TITLE,
    all_covered,
    drafts,
    head_end,
    more_drafts,
    points,
    product_of,
    shortened,
    title_of,
)


def rows(text):
    return as_json(read(text, on=date(2026, 11, 20)), source="x")["tasks"]


def read_in(text):
    return more_drafts(text, drafts(text, rows(text)), rows(OPENING + text))


@pytest.mark.parametrize(
    ("quote", "units", "deadline", "title"),
    [
        ("Giao Phòng Kinh tế chủ trì, phối hợp với Công an xã rà soát chợ, xong trước ngày 30/11", ("Phòng Kinh tế", "Công an xã"),
         "trước ngày 30/11", "Rà soát chợ"),
        ("Yêu cầu Trạm Y tế tiêm chủng đủ cho trẻ dưới 5 tuổi trong tháng 12/2026", ("Trạm Y tế",), "trong tháng 12/2026",
         "Tiêm chủng đủ cho trẻ dưới 5 tuổi"),
        ("Trung tâm khắc phục ngay hồ sơ quá hạn", ("Trung tâm",), "ngay", "Khắc phục ngay hồ sơ quá hạn"),
        ("Đề nghị Công an xã", ("Công an xã",), "", "Đề nghị Công an xã"),
        ("Trước ngày 30/11, các thôn nộp danh sách", (), "Trước ngày 30/11", "Trước ngày 30/11, các thôn nộp danh sách"),
    ],
)  # fmt: skip
def test_a_title_says_what_to_do_not_who_and_until_when(quote, units, deadline, title):
    assert title_of(quote, units, deadline) == title


def test_a_long_title_is_cut_at_a_word():
    title = shortened("rà soát " * 40)
    assert len(title) <= TITLE
    assert title.endswith("rà …")


@pytest.mark.parametrize(
    ("quote", "product"),
    [
        ("lập danh sách hộ nghèo trước ngày 30/11", "Danh sách hộ nghèo"),
        ("tham mưu ban hành quyết định phân công trực để thực hiện", "Quyết định phân công trực"),
        ("trình kế hoạch thu ngân sách năm 2027, xong trong tháng 12", "Kế hoạch thu ngân sách năm 2027"),
        ("rà soát các hộ dân ven sông", ""),
    ],
)
def test_the_product_is_the_paper_that_the_sentence_names(quote, product):
    assert product_of(quote) == product


def test_a_sentence_that_only_gives_the_deadline_belongs_to_the_task_before_it():
    text = "1. Giao Phòng Kinh tế rà soát hồ sơ đất đai. Hoàn thành trước ngày 15/12/2026.\n2. Giao Trạm Y tế tiêm chủng.\n"
    found = read_in(text)
    assert [d.due_on for d in found] == [date(2026, 12, 15), None]
    assert found[0].quote.endswith("15/12/2026")
    assert text[found[0].start : found[0].end] == found[0].quote


def test_what_recurs_keeps_its_words_and_has_no_day():
    [draft] = read_in("1. Phòng Kinh tế gửi báo cáo giá cả thị trường hằng tuần.\n")
    assert (draft.due_on, draft.due_words) == (None, "hằng tuần")


def test_numbered_points_have_their_labels_and_everything_under_them():
    text = "Kết luận như sau:\n1. Về kinh tế:\n- Rà soát chợ.\n2. Về y tế: tiêm chủng.\n"
    assert [(p.label, p.text) for p in points(text)] == [
        ("1", "Về kinh tế:"),
        ("-", "Rà soát chợ."),
        ("2", "Về y tế: tiêm chủng."),
    ]
    assert next(text[p.start : p.end] for p in points(text)) == "1. Về kinh tế:\n"


def test_a_text_without_numbers_is_one_point_and_an_empty_one_none():
    assert [(p.label, p.text) for p in points("Giao việc.")] == [("", "Giao việc.")]
    assert points(" \n") == []


def test_points_pasted_without_their_opening_are_read_as_orders_all_the_same():
    text = "1. Phòng Kinh tế rà soát chợ.\n2. Công an xã tuần tra ban đêm trước ngày 15/12/2026.\n"
    found = read_in(text)
    assert [d.assignees for d in found] == [("Phòng Kinh tế",), ("Công an xã",)]
    assert [text[d.start : d.end] for d in found] == [d.quote for d in found]


def test_sentences_before_the_points_of_a_conclusion_stay_what_they_are():
    text = (
        "Phòng Kinh tế gửi báo cáo tháng 11. Chủ tịch UBND xã kết luận như sau:\n1. Giao Phòng Kinh tế rà soát chợ.\n"
    )
    assert [d.start for d in read_in(text)] == [text.index("Giao")]


def test_a_second_reading_is_spared_where_every_point_has_its_draft():
    text = "Chủ tịch UBND xã kết luận như sau:\n1. Giao Phòng Kinh tế rà soát chợ.\n2. Thống nhất với các báo cáo.\n"
    found = drafts(text, rows(text))
    assert not all_covered(text, found)
    assert all_covered(text.partition("2.")[0], found)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\nTHÔNG BÁO\nKết luận của Chủ tịch UBND xã\ntại phiên họp\n\nNgày 21/11, họp.\n1. Giao", "Ngày 21"),
        ("THÔNG BÁO\nKết luận của Chủ tịch\n1. Giao Phòng Kinh tế rà soát chợ\n", "1. Giao"),
        ("1. Giao Phòng Kinh tế rà soát chợ.\n", "1. Giao"),
        ("THÔNG BÁO\nKết luận của Chủ tịch", "THÔNG BÁO"),
        ("Sau khi nghe báo cáo, Chủ tịch kết luận:\nKẾT LUẬN.\n", "Sau khi"),
    ],
)  # fmt: skip
def test_the_words_of_a_notice_begin_after_its_letterhead_and_title(text, begins):
    assert text[head_end(text) :].startswith(begins)
