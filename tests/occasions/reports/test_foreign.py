"""A file of another unit, another place or another month is asked about, in the office and on the link page; the right one never is."""

from dataclasses import replace

import pytest

from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.foreign import Expected, foreign
from tests.occasions.reports.test_services import TEXT, ask, receive

OWN = ("Phòng Văn hóa – Xã hội xã An Phú", "Trường Tiểu học An Phú")
UPPER = ("Xã An Phú", "Tỉnh Nam Bình")
OTHERS = ("Phòng Kinh tế xã An Phú", "Thôn Đông", "Xã Tân Lập")
EXPECTED = Expected(OWN[0], OWN, UPPER, OTHERS, "Xã An Phú", "2026-11")


def told(text, expected=EXPECTED):
    return [(row["template"], text[slice(*row["spans"][0])]) for row in foreign(text, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "UBND XÃ AN PHÚ\nPHÒNG VĂN HÓA - XÃ HỘI\nBÁO CÁO\nKết quả tháng 11 năm 2026\nPhòng Kinh tế phối hợp tốt.",
        "ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Phú, ngày 02 tháng 12 năm 2026\nBáo cáo tháng 11/2026",
        "ỦY BAN NHÂN DÂN XÃ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAN PHÚ Độc lập - Tự do - Hạnh phúc\nBÁO CÁO",
        "Báo cáo công tác văn hóa\nKính gửi: Ủy ban nhân dân xã Tân Lập",
        "Báo cáo quý IV năm 2026 của Phòng Văn hóa – Xã hội xã An Phú",
        "Trường Tiểu học An Phú báo cáo năm 2026",
        "UBND tỉnh Nam Bình - UBND xã An Phú - Phòng VHXH",
        "BÁO CÁO\nKết quả công tác tháng 11, nhiệm vụ trọng tâm tháng 12 năm 2026\nI. KẾT QUẢ THÁNG 11",
        "BÁO CÁO\nTình hình kinh tế - xã hội 11 tháng, nhiệm vụ tháng 12 năm 2026",
        "PHÒNG VĂN HÓA – XÃ HỘI\n1. Dân số\nThôn Đông\nPhòng Kinh tế",
        "BÁO CÁO\nĐã họp với các đơn vị.\nThôn Đông",
        "",
    ],
)
def test_the_right_report_raises_no_question(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UBND XÃ AN PHÚ\nPHÒNG KINH TẾ\nBÁO CÁO tháng 11 năm 2026", [("H1", "PHÒNG KINH TẾ")]),
        ("ỦY BAN NHÂN DÂN XÃ TÂN LẬP\nBÁO CÁO\nKết quả tháng 11/2026", [("H1", "ỦY BAN NHÂN DÂN XÃ TÂN LẬP")]),
        ("UBND xã Bình Minh kính báo\nSố liệu", [("H1", "UBND xã Bình Minh")]),
        ("PHÒNG VĂN HÓA – XÃ HỘI\nBÁO CÁO tháng 10 năm 2026", [("H2", "tháng 10 năm 2026")]),
        ("BÁO CÁO THÁNG 11\ncủa Phòng Kinh tế", [("H1", "Phòng Kinh tế")]),
        ("BÁO CÁO\nKết quả tháng 9, nhiệm vụ tháng 10", [("H2", "tháng 9")]),
        ("BÁO CÁO\nTình hình tháng 10, phương hướng nhiệm vụ tháng 11 năm 2026", [("H2", "tháng 10")]),
        ("PHÒNG VĂN HÓA – XÃ HỘI\nBáo cáo quý III/2026", [("H2", "quý III/2026")]),
        ("Thôn Đông\nBáo cáo tháng 10/2025", [("H1", "Thôn Đông"), ("H2", "tháng 10/2025")]),
    ],
)
def test_a_head_that_names_somebody_else_or_another_time_is_asked_about(text, found):
    assert told(text) == found


def test_december_is_followed_by_january_of_the_next_year():
    december = replace(EXPECTED, period="2026-12")
    assert told("BÁO CÁO\nTình hình tháng 12, phương hướng nhiệm vụ tháng 01 năm 2027", december) == []


def test_a_report_without_a_unit_is_asked_about_its_place_only():
    nobody = Expected("", (), UPPER, (), "Xã An Phú", "")
    assert told("PHÒNG KINH TẾ\nBáo cáo tháng 1/2020", nobody) == []
    assert told("UBND XÃ TÂN LẬP\nBáo cáo", nobody) == [("H1", "UBND XÃ TÂN LẬP")]


@pytest.mark.django_db
def test_a_file_of_another_unit_and_month_is_asked_about_where_it_is_handed_in(cast):
    text = "UBND XÃ AN PHÚ\nPHÒNG KINH TẾ\n" + TEXT.replace("tháng 11", "tháng 10")
    reading = selectors.latest_reading(receive(cast, text=text, request=ask(cast)))
    asked = [row for row in reading.data["findings"] if row["template"] in {"H1", "H2"}]
    assert [row["severity"] for row in asked] == ["question", "question"]
    assert "Phòng Kinh tế" in asked[0]["message"]
    assert "tháng 10 năm 2026" in asked[1]["message"]
    assert len({item.key for item in selectors.items(reading, "finding")}) == reading.finding_count
    plain = selectors.latest_reading(receive(cast, request=ask(cast)))
    assert not [row for row in plain.data["findings"] if row["template"].startswith("H")]
