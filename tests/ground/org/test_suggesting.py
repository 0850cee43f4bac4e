"""A cell that names no unit of its period is answered with the nearest one, or with what became of the unit."""

from datetime import date, timedelta

from giaoban.ground.org.selectors import unit_suggest, units_suggest
from giaoban.ground.org.services import NewUnit, unit_abolish, unit_alias_add, unit_merge, unit_rename
from tests.ground.org.country import MERGER, START, area

DAY = timedelta(days=1)


def told(text, on=START, **kw):
    found = unit_suggest(text=text, on=on, **kw)
    return (found.problem.code, found.problem.sentence("vi")) if found.problem else found.unit


def test_a_unit_is_known_by_name_short_name_alias_code_whatever_the_accents(place):
    an = place.communes["Xã An Thịnh"]
    unit_alias_add(unit=an, alias="A.Thịnh", on=START)
    for text in ("Xã An Thịnh", "xa  an thinh", "An Thịnh", "UBND xã An Thịnh", "A.Thịnh", "09001", " 09001 "):
        assert told(text) == an.pk
    assert told("An Thịnh", within=[an.pk]) == an.pk


def test_an_unknown_unit_is_answered_with_the_nearest(place):
    code, words = told("Xã An Thịch")
    assert code == "ORG-014"
    assert "“Xã An Thịch” vào ngày 01/01/2020. Gần giống nhất: Xã An Thịnh" in words
    assert "Không có đơn vị nào tên gần giống" in told("Qwzy")[1]
    assert told("")[0] == "ORG-014"
    assert told("123456")[0] == "ORG-014"
    assert told("Xã An Thịnh", within=[place.communes["Xã Phú Hòa"].pk])[0] == "ORG-014"


def test_a_unit_of_an_earlier_time_is_answered_with_its_successor(place):
    an, phu = place.communes["Xã An Thịnh"], place.communes["Xã Phú Hòa"]
    new = unit_merge(
        sources=[an, phu], into=NewUnit(kind="commune", level="commune", name="Xã Lâm Thao", code="09002"), on=MERGER
    )
    code, words = told("Xã An Thịnh", on=MERGER)
    assert code == "ORG-015"
    assert "Đơn vị kết thúc hoạt động từ ngày 01/07/2025; nay là: Xã Lâm Thao." in words
    assert unit_suggest(text="Xã An Thịnh", on=MERGER).nearest == (new.pk,)
    assert told("09001", on=MERGER)[0] == "ORG-015"
    assert told("09002", on=MERGER) == new.pk
    assert told("09002", on=MERGER - DAY) == phu.pk
    code, words = told("Xã Lâm Thao", on=MERGER - DAY)
    assert code == "ORG-015"
    assert "thành lập từ ngày 01/07/2025; trước đó là: Xã An Thịnh, Xã Phú Hòa" in words
    assert told("Xã An Thịnh", on=MERGER, within=[new.pk])[0] == "ORG-015"
    assert told("Xã An Thịnh", on=MERGER, within=[place.province.pk])[0] == "ORG-014"


def test_a_unit_that_ended_or_began_with_nobody_says_so(place):
    an = place.communes["Xã An Thịnh"]
    unit_abolish(unit=an, on=MERGER)
    assert "Đơn vị kết thúc hoạt động từ ngày 01/07/2025. " in told("Xã An Thịnh", on=MERGER)[1]
    area("Xã Ven Sông", place.district, on=MERGER)
    assert "Đơn vị thành lập từ ngày 01/07/2025. " in told("Xã Ven Sông", on=START)[1]


def test_a_unit_is_known_by_its_name_of_another_time(place):
    an = place.communes["Xã An Thịnh"]
    unit_rename(unit=an, name="Xã Kênh Vàng", on=MERGER, keep_old=False)
    assert told("Xã An Thịnh", on=MERGER) == an.pk
    assert told("Xã Kênh Vàng", on=START) == an.pk


def test_two_units_of_one_name_are_told_apart_by_what_they_belong_to(place):
    other = area("Huyện Gia Bình", place.province, kind="district", form="huyen")
    twin = area("Xã Bình Định", other, code="09099")
    code, words = told("Xã Bình Định")
    assert code == "ORG-020"
    assert "Xã Bình Định (Huyện Lương Tài), Xã Bình Định (Huyện Gia Bình)" in words
    assert told("Xã Bình Định", within=[twin.pk]) == twin.pk


def test_many_cells_are_answered_alike_in_three_queries(place, django_assert_num_queries):
    texts = ["Xã An Thịnh", "an thinh", "09002", "Xã Phú Hòa", "Phòng GD&ĐT"] * 3
    with django_assert_num_queries(3):
        found = units_suggest(texts=texts, on=START)
    assert {text: each.unit for text, each in found.items()} == {text: told(text) for text in texts}
    more = units_suggest(texts=["Xã An Thịch"], on=date(2021, 1, 1), within=[u.pk for u in place.communes.values()])
    assert more["Xã An Thịch"].problem.code == "ORG-014"
