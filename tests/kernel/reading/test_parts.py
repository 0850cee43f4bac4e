"""The parts of the reader on their own: sentences, people, dates, deadlines, units, offsets, words."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.kernel.reading import Lexicon, default_lexicon, read
from giaoban.kernel.reading.as_json import dumps
from giaoban.kernel.reading.clauses import inner_order
from giaoban.kernel.reading.dates import days, nearest_year, periods, years
from giaoban.kernel.reading.deadlines import find_deadline
from giaoban.kernel.reading.lexicon import fold
from giaoban.kernel.reading.people import mentions, roll
from giaoban.kernel.reading.sentences import paragraphs, split, unwrapped
from giaoban.kernel.reading.units import UnitFinder
from giaoban.kernel.reading.words import Words


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Họp xong. Các xã về./.", ["Họp xong", "Các xã về"]),
        ("Đạt 1.200 hộ ngày 5.6.2020. Tốt", ["Đạt 1.200 hộ ngày 5.6.2020", "Tốt"]),
        ("UBND TP. Hạ Long họp. Ở TP.HCM cũng vậy", ["UBND TP. Hạ Long họp", "Ở TP.HCM cũng vậy"]),
        ("Kế hoạch giao.Thu đạt 95%.Trên cả tỉnh", ["Kế hoạch giao", "Thu đạt 95%", "Trên cả tỉnh"]),
        ("Còn khó…Các xã nêu... nhiều việc… nữa", ["Còn khó", "Các xã nêu... nhiều việc… nữa"]),
        ("1. Giao Phòng Y tế. 2. Giao Công an", ["1. Giao Phòng Y tế", "2. Giao Công an"]),
        ("Ông Nguyễn V. Anh nói. Bà nghe", ["Ông Nguyễn V. Anh nói", "Bà nghe"]),
        ("Xem tại xa.gov.vn. Hết", ["Xem tại xa.gov.vn", "Hết"]),
        ("UBMT.TQVN huyện dự. Quận Q.Bình Tân", ["UBMT.TQVN huyện dự", "Quận Q.Bình Tân"]),
        ('Ông nói: "Làm ngay." Rồi về', ['Ông nói: "Làm ngay', "Rồi về"]),
        ("Có được không? Được! Xong", ["Có được không", "Được", "Xong"]),
        ("Gồm thóc, ngô, v.v. và lạc phát triển/.", ["Gồm thóc, ngô, v.v", "và lạc phát triển"]),
        ("Đã họp xong.(kèm phụ lục)", ["Đã họp xong", "(kèm phụ lục)"]),
        ("   \n \t \n", []),
        (". . .", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, parts):
    assert sentences(text) == parts


def test_a_line_that_breaks_inside_a_sentence_goes_on():
    wrapped = "Phòng Tài chính - Kế hoạch phối hợp với các phòng\nchuyên môn tháo gỡ khó khăn.\nHết"
    assert unwrapped(wrapped, paragraphs(wrapped)) == wrapped.replace("phòng\nchuyên", "phòng chuyên")
    assert [s.paragraph for s in split(wrapped, paragraphs(wrapped))] == [0, 1]


def test_a_page_whose_lines_all_break_at_one_width_is_joined_before_capitals_too():
    line = "Hội nghị giao ban của huyện bàn nhiều việc về đất, về nước, về rừng với xã"
    page = "\n".join(
        [
            line,
            "Bình Minh và xã Hòa Lạc, hai nơi có nhiều hồ chứa nước xuống cấp nặng, cùng",
            *[line] * 4,
            "- mục riêng",
        ]
    )
    assert len({s.paragraph for s in split(page, paragraphs(page))}) == 2


def people(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.person.name, m.person.positions) for m in mentions(Words(text, default_lexicon()))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đ/c Lò Thị Mai: Phó Chủ tịch HĐND xã dự", [("Lò Thị Mai", ("Phó Chủ tịch HĐND xã",))]),
        (
            "ông Dương Tấn Lộc Bí thư Đảng ủy-Chủ tịch HĐND phường",
            [("Dương Tấn Lộc", ("Bí thư Đảng ủy", "Chủ tịch HĐND phường"))],
        ),
        ("đồng chí Vũ An – Tỉnh ủy viên Bí thư Huyện ủy ghi nhận", [("Vũ An", ("Tỉnh ủy viên", "Bí thư Huyện ủy"))]),
        (
            "các đồng chí: Lê Hà- UVBTV Huyện ủy, Trưởng Ban Dân vận, Trần Văn Bình- Phó Chủ tịch UBND, Đại diện Ban",
            [("Lê Hà", ("UVBTV Huyện ủy", "Trưởng Ban Dân vận")), ("Trần Văn Bình", ("Phó Chủ tịch UBND",))],
        ),
        (
            "ông Lê An Bình - Trưởng phòng Tài chính - Kế hoạch huyện dự",
            [("Lê An Bình", ("Trưởng phòng Tài chính - Kế hoạch huyện",))],
        ),
        ("Phó Chủ tịch UBND tỉnh Trần Quốc Mỹ phát biểu", [("Trần Quốc Mỹ", ("Phó Chủ tịch UBND tỉnh",))]),
        ("Chủ tịch UBND xã Lê Lợi", []),
        ("bà Hoàng Hà - Trưởng phòng Văn hóa Báo cáo kết quả", [("Hoàng Hà", ("Trưởng phòng Văn hóa",))]),
        ("đồng chí Phó Bí thư, Chủ tịch xã", []),
        ("ông Nguyễn", []),
        ("Trưởng phòng (khuyết)", []),
        ("Bí thư các xã tham dự", []),
        ("đồng chí Chủ tịch UBND huyện yêu cầu", []),
    ],
)
def test_people_are_read_with_their_positions(text, found):
    assert people(text) == found


def test_a_person_stands_once_in_the_roll_with_the_fullest_positions():
    text = (
        "Đồng chí Hoàng Thu Lan – Bí thư Huyện ủy dự. Đồng chí Hoang Thu Lan – Tỉnh ủy viên, Bí thư Huyện ủy kết luận."
    )
    assert [(p.name, p.positions) for p in roll(mentions(Words(text, default_lexicon())))] == [
        ("Hoàng Thu Lan", ("Tỉnh ủy viên", "Bí thư Huyện ủy"))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ngày 24/5", [(24, 5, None)]),
        ("23 tháng 3 năm 2016", [(23, 3, 2016)]),
        ("19 Tháng Hai 2021", [(19, 2, 2021)]),
        ("2026-01-30 và 2026-02-30", [(30, 1, 2026)]),
        ("ngày 28 - 10", [(28, 10, None)]),
        ("31/02, 15/6/9999 và 45/60", []),
        ("giảm 1/2%", []),
    ],
)
def test_dates_are_read_in_every_form(text, found):
    assert [(d.day, d.month, d.year) for d in days(text, 0, len(text))] == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tháng 5/2023", ["2023-05"]),
        ("quý III năm 2018", ["2018-Q3"]),
        ("6 tháng đầu năm 2022", ["2022-H1"]),
        ("6 tháng cuối năm", [None]),
        ("9 tháng đầu năm 2019", ["2019-9M"]),
        ("năm 2021", ["2021"]),
    ],
)
def test_periods_have_a_code(text, codes):
    assert [p.code(None) for p in periods(text, 0, len(text))] == codes


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("tháng 2", date(2024, 2, 29)),
        ("quý I", date(2024, 3, 31)),
        ("9 tháng", date(2024, 9, 30)),
        ("năm 2023", date(2023, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(text, last):
    assert periods(text, 0, len(text))[0].last_day(2024) == last


def test_the_year_of_a_date_comes_from_what_the_text_says():
    day = days("ngày 28/12", 0, 10)[0]
    january = periods("tháng 1/2020", 0, 12)[0]
    december = periods("tháng 12/2020", 0, 13)[0]
    first = days("ngày 05/01", 0, 10)[0]
    none = years("", 0, 0)
    assert nearest_year(day, published=date(2019, 1, 2), period=None, common=none, on=None) == 2018
    assert nearest_year(day, published=None, period=january, common=none, on=None) == 2019
    assert nearest_year(first, published=None, period=december, common=none, on=None) == 2021
    assert nearest_year(day, published=None, period=None, common=none, on=date(2025, 3, 1)) == 2024
    assert nearest_year(day, published=None, period=None, common=years("2017 2017 2018", 0, 14), on=None) == 2017
    assert nearest_year(day, published=None, period=None, common=none, on=None) is None


HELD = date(2024, 11, 13)


@pytest.mark.parametrize(
    ("text", "quote", "kind", "due"),
    [
        ("nộp hồ sơ trước ngày 20/12/2025", "trước ngày 20/12/2025", "date", "2025-12-20"),
        ("xong chậm nhất 15/1", "chậm nhất 15/1", "date", "2025-01-15"),
        ("báo cáo trước 30/11", "trước 30/11", "date", "2024-11-30"),
        ("nghiệm thu trong quý I", "trong quý I", "period", "2025-03-31"),
        ("xong trong tháng 12/2024", "trong tháng 12/2024", "period", "2024-12-31"),
        ("sửa xong trong tuần này", "trong tuần này", "period", "2024-11-17"),
        ("họp lại trong tuần tới", "trong tuần tới", "period", "2024-11-24"),
        ("giải ngân đến cuối năm", "đến cuối năm", "period", "2024-12-31"),
        ("chi trả trong tháng này", "trong tháng này", "period", "2024-11-30"),
        ("rà soát trong quý này", "trong quý này", "period", "2024-12-31"),
        ("lập danh sách trong 10 ngày", "trong 10 ngày", "period", "2024-11-23"),
        ("lập danh sách trong 5 ngày làm việc", "trong 5 ngày làm việc", "period", "2024-11-20"),
        ("trả lời trong ngày này", "trong ngày này", "period", "2024-11-13"),
        ("sửa đường trước Tết Nguyên đán", "trước Tết Nguyên đán", "event", None),
        ("nộp báo cáo đúng thời hạn quy định", "đúng thời hạn quy định", "rule", None),
        ("xử lý ngay điểm sạt lở, xong trước 20/11", "xong trước 20/11", "date", "2024-11-20"),
        ("xử lý ngay các điểm", "ngay", "urgent", None),
    ],
)
def test_deadlines_name_their_day_where_they_can(text, quote, kind, due):
    found = find_deadline(Words(text, default_lexicon()), 0, len(text), held_on=HELD)
    assert found is not None
    assert (found.quote, found.kind, found.due_on and found.due_on.isoformat()) == (quote, kind, due)
    assert text[found.start : found.end] == quote


@pytest.mark.parametrize(
    "text", ["giải quyết ngay từ cơ sở", "trong thời gian tới", "theo kế hoạch", "trước đây, huyện", "đến 30/4 đã xong"]
)
def test_what_is_no_deadline_is_none(text):
    assert find_deadline(Words(text, default_lexicon()), 0, len(text), held_on=HELD) is None


@pytest.mark.parametrize(
    "text", ["xong trước 20/11", "xong trong quý I", "xong trong tuần này", "xong trước 31/02/2024"]
)
def test_without_a_meeting_day_a_deadline_may_have_no_day(text):
    found = find_deadline(Words(text, default_lexicon()), 0, len(text), held_on=None)
    assert found is None or found.due_on is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("UBND các xã Tân An, Phú Hòa (2/9)", ("xã Tân An", "xã Phú Hòa")),
        (
            "các phòng: Y tế, Nội vụ, Tài nguyên và Môi trường, Trạm Thú y",
            ("Trạm Thú y", "phòng Y tế", "phòng Nội vụ", "phòng Tài nguyên và Môi trường"),
        ),
        (
            "Phòng Nông nghiệp và Môi trường cùng Ban Thường vụ Huyện ủy",
            ("Phòng Nông nghiệp và Môi trường", "Ban Thường vụ Huyện ủy"),
        ),
        ("Văn phòng HĐND–UBND huyện, văn phòng hđnd-ubnd huyện", ("Văn phòng HĐND–UBND huyện",)),
        ("HỘI NGHỊ CỦA UBND HUYỆN TÂN AN LẦN BA", ()),
        ("Thanh tra huyện; Công an; Quốc hội", ("Thanh tra huyện", "Công an", "Quốc hội")),
        ("Chủ tịch UBND xã Lê Văn An", ("UBND xã",)),
        ("các trường trên địa bàn, mỗi phòng một việc", ()),
        ("các xã: Lê Văn An - Chủ tịch dự", ()),
        ("Đại hội Đảng bộ; Ban Tuyên giáo Huyện ủy", ("Ban Tuyên giáo Huyện ủy",)),
        ("xã 12 và huyện", ()),
        ("xã Phó Chủ tịch", ()),
    ],
)
def test_units_are_named_once_as_written(text, units):
    words = Words(text, default_lexicon())
    finder = UnitFinder(words, frozenset(m.name_at for m in mentions(words)))
    assert finder.find(finder.mentions()) == units


def test_one_spelling_of_tone_marks_serves_both():
    assert [fold(word) for word in ("Uỷ", "hoà", "quý", "QUỸ", "ủy")] == ["ủy", "hòa", "quý", "quỹ", "ủy"]


def test_an_office_may_add_its_own_words():
    lexicon = default_lexicon().extended({"units.heads": ["trạm hải đăng"]})
    text = "Nhiệm vụ trong thời gian tới: Trạm hải đăng kiểm tra đèn biển."
    assert read(text, lexicon=lexicon).tasks[0].assignees == ("Trạm hải đăng",)
    with pytest.raises(ValueError, match="empty"):
        Lexicon.of({"units.heads": [" "]})


def test_a_text_in_decomposed_letters_is_read_with_offsets_of_its_own():
    import unicodedata

    composed = "Kết luận hội nghị, đồng chí Lê Văn An - Chủ tịch UBND xã yêu cầu Công an xã tuần tra\u200b đêm 20/6; giảm 5% số vụ."
    given = unicodedata.normalize("NFD", composed)
    reading = read(given)
    assert [task.quote for task in reading.tasks] == [given[t.start : t.end] for t in reading.tasks]
    assert unicodedata.normalize("NFC", reading.tasks[0].quote) == "Công an xã tuần tra\u200b đêm 20/6"
    assert [given[f.num_start : f.num_end] for f in reading.figures] == ["5"]
    assert reading.header.chair is not None
    assert unicodedata.normalize("NFC", given[reading.header.chair.start : reading.header.chair.end]) == "Lê Văn An"
    assert "\u200b" not in "".join(reading.units)


def test_findings_of_a_decomposed_text_point_into_it():
    import unicodedata

    given = unicodedata.normalize("NFD", "Có 9/17 cơ quan đạt loại tốt (9/17=58%). Có 5/7 xã, đạt 40%.")
    reading = read(given)
    assert reading.findings
    assert all(0 <= start < end <= len(given) for finding in reading.findings for start, end in finding.spans)


def test_an_order_verb_that_ends_its_sentence_orders_nothing():
    words = Words("Văn phòng thực hiện, yêu cầu", default_lexicon())
    assert inner_order(words, 0, 6) is None


def test_nothing_stands_before_the_first_word_or_behind_the_last():
    words = Words("Một việc", default_lexicon())
    assert [words.gap(index) for index in (-1, 0, 1)] == ["", " ", ""]


@pytest.mark.parametrize("code", ["RDG-001", "RDG-002", "RDG-003", "RDG-004"])
def test_a_file_that_cannot_be_opened_is_named_in_both_languages(code):
    import giaoban.kernel.reading.problems  # noqa: F401
    from giaoban.kernel.problems import Problem

    problem = Problem(code, name="bao-cao.txt")
    assert "bao-cao.txt" in problem.sentence()
    assert problem.sentence("en") != problem.sentence()


def test_row_numbers_of_a_table_are_no_figures():
    from giaoban.kernel.extract import extract

    rows = "".join(f"<tr><td>{n}</td><td>Xã số {n}</td><td>{n * 100} hộ</td></tr>" for n in (1, 2, 3))
    page = f"<table><tr><th>TT</th><th>Đơn vị</th><th>Số hộ nghèo</th></tr>{rows}</table>"
    document = extract(page.encode(), name="bang.html")
    assert document.serials
    starts = {start for start, _ in document.serials}
    assert not starts & {figure.num_start for figure in read(document).figures}


def test_numbers_are_printed_exactly():
    from decimal import Decimal

    assert (
        dumps({"a": Decimal("1E+9"), "b": [Decimal("0.180"), None, True, "ế"], "c": Decimal("Infinity")})
        == '{"a": 1000000000, "b": [0.180, null, true, "ế"], "c": null}'
    )
