"""Which unit somebody means: accents, case, typing errors, words in front."""

import pytest

from giaoban.ground.org.selectors import match_unit
from giaoban.ground.org.services import unit_alias_add
from tests.ground.org.country import START


@pytest.mark.parametrize(
    ("text", "meant", "least"),
    [
        ("Xã Bình Định", "Xã Bình Định", 1.0),
        ("XÃ  BÌNH ĐỊNH", "Xã Bình Định", 1.0),
        ("Xã Phú Hoà", "Xã Phú Hòa", 1.0),
        ("Bình Định", "Xã Bình Định", 1.0),
        ("xa binh dinh", "Xã Bình Định", 0.97),
        ("UBND xã Bình Định", "Xã Bình Định", 0.9),
        ("Đảng ủy thị trấn Thứa", "Thị trấn Thứa", 0.9),
        ("tt. Thứa", "Thị trấn Thứa", 0.9),
        ("xã Bình Địnhh", "Xã Bình Định", 0.8),
        ("xã Bình Ðịnh", "Xã Bình Định", 1.0),
        ("xã An Thinhj", "Xã An Thịnh", 0.75),
        ("Phòng GDĐT", "Phòng Giáo dục và Đào tạo", 0.8),
        ("phòng giáo dục đào tạo", "Phòng Giáo dục và Đào tạo", 0.75),
        ("huyen luong tai", "Huyện Lương Tài", 0.97),
    ],
)
def test_a_unit_is_found_as_people_write_it(place, text, meant, least):
    unit_alias_add(unit=place.education, alias="Phòng GD&ĐT", on=START)
    best = match_unit(text=text, on=START)[0]
    assert best.name == meant
    assert best.score >= least


def test_nothing_like_it_finds_nothing(place):
    assert match_unit(text="Sở Tài chính", on=START) == []
    assert match_unit(text="  ", on=START) == []


def test_another_form_of_area_counts_less(place):
    (match,) = match_unit(text="thị trấn Bình Định", on=START)
    assert match.score == 0.7


def test_only_the_units_asked_for_are_looked_at(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert match_unit(text="Xã Bình Định", on=START, within=[place.district.pk]) == []
    assert match_unit(text="Xã Bình Định", on=START, within=[place.communes["Xã Bình Định"].pk])[0].score == 1.0


def test_the_best_comes_first_and_no_more_than_asked(place):
    found = match_unit(text="xã", on=START, least=0.0, limit=2)
    assert len(found) <= 2
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
