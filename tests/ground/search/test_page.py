"""The search page, and how the organisation is kept findable."""

import pytest
from django.urls import reverse

from giaoban.ground import search
from giaoban.ground.directory.services.organisation import unit_rename
from giaoban.ground.directory.services.people import person_create
from giaoban.ground.org.models import Unit, UnitGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(cast):
    UnitGroup.objects.create(name="Các thôn, tổ dân phố", aliases=["các khu dân cư"])
    search.rebuild()
    return cast


def found(client, query, **more):
    answer = client.get(reverse("search:find"), {"q": query, **more})
    assert answer.status_code == 200
    return answer


def test_the_page_finds_units_people_and_groups(indexed, client):
    client.force_login(indexed.users["binh"])
    for query, title in (("van hoa", "Phòng Văn hóa"), ("hoa do minh", "Đỗ Minh Hòa"), ("khu dân cư", "Các thôn")):
        assert title in found(client, query).content.decode().split("<main", 1)[1], query
    person = found(client, "do minh hoa").context["hits"][0]
    assert person.url == reverse("directory:person", args=[indexed.people["hoa"].pk])
    assert client.get(person.url).status_code == 200


def test_what_changes_is_found_at_once_by_old_and_new_name(indexed, client):
    actor = indexed.actor("binh")
    unit_rename(actor=actor, unit=indexed.units["kinh_te"], name="Phòng Tài chính", on=actor.on, reason="quyết định")
    person_create(actor=actor, full_name="Sầm Văn Giàng")
    client.force_login(indexed.users["binh"])
    for query in ("tai chinh", "phong kinh te"):
        assert found(client, query).context["hits"][0].url == reverse(
            "directory:unit", args=[indexed.units["kinh_te"].pk]
        )
    assert found(client, "sam van giang").context["hits"][0].title == "Sầm Văn Giàng"


def test_a_unit_without_a_name_is_not_found(indexed):
    Unit.objects.create(kind="office", level="commune", valid_from="2026-01-01")
    before = len(search.find(indexed.actor("system"), "phong", 100))
    search.rebuild()
    assert len(search.find(indexed.actor("system"), "phong", 100)) == before


def test_the_page_says_what_to_do_when_nothing_is_found(indexed, client):
    client.force_login(indexed.users["binh"])
    assert "Gõ vài từ" in found(client, "").content.decode()
    assert "ít nhất hai chữ" in found(client, "x").content.decode()
    assert "Không tìm thấy" in found(client, "không có từ nào như thế").content.decode()


def test_results_are_paged(indexed, client):
    client.force_login(indexed.users["binh"])
    for number in range(25):
        person_create(actor=indexed.actor("binh"), full_name=f"Ma Thị {number:02d} Xuân")
    first, second = found(client, "ma thi"), found(client, "ma thi", trang="2")
    assert len(first.context["hits"]) == 20
    assert first.context["more"]
    assert len(second.context["hits"]) == 5
    assert not second.context["more"]
    assert found(client, "ma thi", trang="x").context["number"] == 1


def test_the_page_costs_the_same_whatever_is_found(indexed, client, django_assert_max_num_queries):
    client.force_login(indexed.users["binh"])
    found(client, "phong")
    with django_assert_max_num_queries(15):
        found(client, "phong")


def test_nobody_searches_before_sign_in(indexed, client):
    answer = client.get(reverse("search:find"), {"q": "an phu"})
    assert answer.status_code == 302
