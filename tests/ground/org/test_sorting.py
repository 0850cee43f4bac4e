"""Vietnamese alphabetical order without ICU."""

import pytest

from giaoban.ground.org.models import Person
from giaoban.ground.org.selectors import people_with_posts
from giaoban.ground.org.sorting import SortKeyField, person_sort_key, sort_key
from tests.ground.org.country import START


def test_letters_sort_as_in_a_vietnamese_dictionary():
    words = ["đ", "d", "a", "ă", "â", "á", "An", "Ánh", "Ân", "Dũng", "Đông", "ơ", "o", "ô"]
    assert sorted(words, key=sort_key) == [
        "a",
        "á",
        "An",
        "Ánh",
        "ă",
        "â",
        "Ân",
        "d",
        "Dũng",
        "đ",
        "Đông",
        "o",
        "ô",
        "ơ",
    ]


def test_numbers_inside_names_sort_by_value():
    names = ["Khu phố 10", "Khu phố 2", "Khu phố 1"]
    assert sorted(names, key=sort_key) == ["Khu phố 1", "Khu phố 2", "Khu phố 10"]


def test_people_sort_by_given_name_first():
    names = ["Nguyễn Văn Đức", "Lê Văn Cường", "Trần Thị Bình", "Vũ Đình Bình", "Nguyễn An"]
    assert sorted(names, key=person_sort_key) == [
        "Nguyễn An",
        "Trần Thị Bình",
        "Vũ Đình Bình",
        "Lê Văn Cường",
        "Nguyễn Văn Đức",
    ]


@pytest.mark.django_db
def test_the_database_sorts_people_the_same_way_also_after_bulk_create():
    Person.objects.bulk_create([Person(full_name=name) for name in ("Vũ Đức", "Lê Ánh", "Hồ Ân", "Trần Bình")])
    assert [p.full_name for p in people_with_posts(on=START)] == ["Lê Ánh", "Hồ Ân", "Trần Bình", "Vũ Đức"]


def test_the_field_describes_itself_to_migrations():
    field = SortKeyField(source="name", by_given_name=True)
    field.set_attributes_from_name("key")
    kwargs = field.deconstruct()[3]
    assert (kwargs["source"], kwargs["by_given_name"]) == ("name", True)
    assert sort_key("") < sort_key("a")
