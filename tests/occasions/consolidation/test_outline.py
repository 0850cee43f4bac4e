"""Parts of a unit's report are found by their words, however it numbers, capitalises or misspells them. Pure."""

import pytest

from giaoban.occasions.consolidation.outline import Wanted, outline

WANTED = (
    Wanted("results", ("kết quả", "tình hình thực hiện")),
    Wanted("limits", ("tồn tại", "hạn chế", "khó khăn", "vướng mắc")),
    Wanted("causes", ("nguyên nhân",)),
    Wanted("solutions", ("giải pháp",)),
    Wanted("tasks", ("nhiệm vụ trọng tâm", "phương hướng", "nhiệm vụ tháng")),
)


def parts(text):
    return [(piece.section, text[piece.start : piece.end]) for piece in outline(text, WANTED).pieces]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("II. TỒN TẠI, HẠN CHẾ", "limits"),
        ("2. Khó khăn - vướng mắc:", "limits"),
        ("Phần thứ hai: Những tồn tại", "limits"),
        ("b) Nguyên nhân của tồn tại, hạn chế", "causes"),
        ("III/ Nhiêm vu trong tam thang 12", "tasks"),
        ("IV. Phuơng hướng, nhiệm vụ tháng tới", "tasks"),
        ("5.1. Một số giải pháp chủ yếu", "solutions"),
        ("KẾT QUẢ ĐẠT ĐƯỢC", "results"),
        ("* Khó khăn:", "limits"),
    ],
)
def test_a_heading_is_known_by_its_words(heading, section):
    assert parts(f"BÁO CÁO\n\n{heading}\nĐã làm xong mọi việc được giao.\n") == [
        (section, "Đã làm xong mọi việc được giao.")
    ]


def test_words_behind_a_colon_belong_to_the_part_that_the_line_opens():
    text = "I. Kết quả\nĐã xong.\nNguyên nhân: do mưa nhiều, thiếu máy.\n- Giải pháp: thuê thêm máy."
    assert parts(text) == [
        ("results", "Đã xong."), ("causes", "do mưa nhiều, thiếu máy."), ("solutions", "thuê thêm máy.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Kết quả chung cho thấy xã đã khắc phục được hạn chế của năm trước.",
        "- Khó khăn về kinh phí làm chậm công trình.",
        "Đã giao nhiệm vụ: Phòng Kinh tế rà soát giải pháp chống hạn cho ba thôn.",
    ],
)
def test_a_sentence_that_only_names_a_part_opens_none(line):
    text = f"II. Tồn tại\n{line}\nCâu sau.\n"
    assert [section for section, _words in parts(text)] == ["limits", "limits"]


def test_letterhead_title_and_signature_are_left_out():
    text = (
        "ỦY BAN NHÂN DÂN XÃ AN PHÚ\nPHÒNG KINH TẾ\nSố: 41/BC-KT\n\nBÁO CÁO\nKết quả công tác tháng 10, nhiệm vụ trọng tâm tháng 11\n\n"
        "Trong tháng đã thu đủ.\nII. Hạn chế\nMưa.\nTRƯỞNG PHÒNG\nTạ Văn Lực\n\nNơi nhận:\n- Lưu: KT.\n"
    )
    assert parts(text) == [("results", "Trong tháng đã thu đủ."), ("limits", "Mưa.")]


def test_headings_inside_a_part_stay_and_a_foreign_part_goes_to_the_first():
    text = "I. Kết quả\n1. Trồng trọt\nGieo 186 ha.\n2. Trống không\nII. Hạn chế\nMưa.\nIII. Công tác khác\nĐã họp.\n"
    found = outline(text, WANTED)
    assert [(p.section, text[p.start : p.end], p.heading) for p in found.pieces] == [
        ("results", "1. Trồng trọt", True),
        ("results", "Gieo 186 ha.", False),
        ("limits", "Mưa.", False),
        ("results", "III. Công tác khác", True),
        ("results", "Đã họp.", False),
    ]
    assert found.headed == {"results", "limits"}


def test_rows_of_tables_are_counted_and_left_out():
    found = outline("I. Kết quả\nĐã xong.\nThôn\tHộ\nĐông\t12\n", WANTED)
    assert (len(found.pieces), found.rows) == (1, 2)
    assert outline("Đã xong việc.", ()).pieces == ()
    assert outline("Tên đơn vị\nNơi nào", WANTED).pieces == ()
