"""Bodies on pages: listed, set up with whoever runs them, renamed, ended; each by those who may."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground import access
from giaoban.ground.access.models import RoleAssignment
from giaoban.ground.directory.actor import actor_of
from giaoban.ground.directory.services import organisation as services
from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import Body, BodyName, PostHolding, UnitName
from giaoban.ground.org.selectors import body_name
from giaoban.ground.org.services import unit_create
from giaoban.ground.org.services.units import NewUnit
from giaoban.kernel.problems import Problem
from tests.cast import AT, ON, SINCE
from tests.queries import queries

pytestmark = pytest.mark.django_db
FRONT = "Ủy ban MTTQ Việt Nam xã An Phú"


def url(name, *args):
    return reverse(f"directory:{name}", args=args)


def refusal(call, **fields):
    with pytest.raises(Problem) as caught:
        call(**fields)
    return caught.value.code


def signed_in(cast, name):
    client = Client()
    client.force_login(cast.users[name])
    return client


def new(cast, who, **changes):
    fields = {
        "kind": "front",
        "area": cast.units["an_phu"],
        "name": FRONT,
        "on": ON,
        "keeper": cast.people["giang"],
        "post_title": "Chủ tịch",
        "role": cast.roles["all"],
        "reason": "Đại hội",
        **changes,
    }
    return services.body_create(actor=cast.actor(who), **fields)


def test_a_body_begins_with_whoever_runs_it_and_nobody_else_reaches_into_it(cast):
    body = new(cast, "binh")
    assert body_name(body=body.pk, on=ON) == FRONT
    holding = PostHolding.objects.get(post__body=body)
    keeper = actor_of(cast.users["giang"], at=AT, holding_id=holding.pk)
    assert access.allowed(keeper, "org.edit", body)
    access.require_in(keeper, "access.assign", RoleAssignment, body_id=body.pk)
    assert not access.allowed(cast.actor("binh"), "org.edit", body)
    assert Entry.objects.filter(table_name="org_body", pk_text=str(body.pk), reason="Đại hội").exists()


def test_a_body_is_set_up_by_who_runs_the_whole_of_the_areas_body_and_not_for_oneself(cast):
    assert refusal(new, cast=cast, who="cuong") == "ACC-001"
    assert refusal(new, cast=cast, who="giang") == "ACC-001"
    assert refusal(new, cast=cast, who="dung") == "ACC-001"
    assert refusal(new, cast=cast, who="binh", keeper=cast.people["binh"]) == "DIR-012"
    assert refusal(new, cast=cast, who="binh", kind="committee") == "ORG-001"
    assert not Body.objects.filter(kind="front").exists()
    assert new(cast, "binh").kind == "front"


def test_a_body_is_renamed_and_ended_by_its_own_whole_administration_only(cast):
    body = cast.bodies["ubnd"]
    rename = {"body": body, "name": "UBND phường An Phú", "on": ON, "reason": "thành lập phường"}
    end = {"body": body, "on": ON + timedelta(days=9), "reason": "sáp nhập"}
    for who in ("cuong", "khanh", "dung"):
        assert refusal(services.body_rename, actor=cast.actor(who), **rename) == "ACC-001"
        assert refusal(services.body_end, actor=cast.actor(who), **end) == "ACC-001"
    services.body_rename(actor=cast.actor("binh"), **rename)
    assert [body_name(body=body.pk, on=day) for day in (ON - timedelta(days=1), ON)] == [
        "Ủy ban nhân dân xã An Phú",
        "UBND phường An Phú",
    ]
    assert refusal(services.body_end, actor=cast.actor("binh"), **{**end, "reason": " "}) == "DIR-004"


def test_a_body_with_offices_does_not_end_and_one_without_takes_its_posts_with_it(cast):
    front = new(cast, "binh")
    keeper = actor_of(cast.users["giang"], at=AT, holding_id=PostHolding.objects.get(post__body=front).pk)
    shape = NewUnit(kind="association", level="commune", name="Hội Nông dân", parent=cast.units["an_phu"], body=front)
    office = unit_create(new=shape, on=ON)
    end = {"actor": keeper, "body": front, "on": ON + timedelta(days=9), "reason": "thử"}
    assert refusal(services.body_end, **end) == "ORG-013"
    services.unit_abolish(actor=keeper, unit=office, on=ON + timedelta(days=5), reason="thử")
    services.body_end(**end)
    assert Body.objects.get(pk=front.pk).valid_to == end["on"]
    assert PostHolding.objects.get(post__body=front).valid_to == end["on"]
    later = actor_of(cast.users["giang"], at=AT + timedelta(days=9))
    assert later.body_id == cast.bodies["ubnd"].pk


def test_the_pages_list_show_set_up_rename_and_end(cast):
    client = signed_in(cast, "binh")
    listed = client.get(url("bodies")).content.decode()
    assert "Ủy ban nhân dân xã An Phú" in listed
    assert url("body_new") in listed
    assert url("bodies") in client.get(url("units")).content.decode()
    form = {
        "kind": "front", "area": cast.units["an_phu"].pk, "name": FRONT, "short_name": "MTTQ xã", "on": "20/11/2025",
        "keeper": cast.people["giang"].pk, "post_title": "Chủ tịch", "role": cast.roles["all"].pk,
    }  # fmt: skip
    made = client.post(url("body_new"), form)
    body = Body.objects.get(kind="front")
    assert made.url == url("body", body.pk)
    page = client.get(made.url).content.decode()
    assert FRONT in page
    assert url("body_rename", body.pk) not in page, "it runs itself from now on"
    assert "Thành lập cơ quan" in client.get(url("body_history", body.pk)).content.decode()
    assert client.get(url("body_rename", body.pk)).status_code == 403
    own = cast.bodies["ubnd"]
    assert url("body_rename", own.pk) in client.get(url("body", own.pk)).content.decode()
    renamed = {"name": "UBND phường An Phú", "on": "01/10/2025", "reason": "lập phường"}
    assert client.post(url("body_rename", own.pk), renamed).url == url("body", own.pk)
    names = client.get(url("body", own.pk)).content.decode()
    assert "Ủy ban nhân dân xã An Phú" in names
    assert "UBND phường An Phú" in names
    refused = client.post(url("body_end", own.pk), {"on": "20/11/2026", "reason": "thử"})
    assert refused.status_code == 422
    assert "còn 5 đơn vị" in refused.content.decode()
    party = signed_in(cast, "khanh")
    UnitName.objects.filter(unit=cast.units["vp_dang"]).update(valid_to="2025-10-01")
    cast.units["vp_dang"].valid_to = "2025-10-01"
    cast.units["vp_dang"].save()
    assert (
        party.post(url("body_end", cast.bodies["dang_uy"].pk), {"on": "01/12/2099", "reason": "x"}).status_code == 302
    )


def test_heads_and_readers_see_the_bodies_and_change_none(cast):
    for name in ("cuong", "giang"):
        client = signed_in(cast, name)
        page = client.get(url("body", cast.bodies["ubnd"].pk))
        assert page.status_code == 200
        assert url("body_rename", cast.bodies["ubnd"].pk) not in page.content.decode()
        assert url("body_new") not in client.get(url("bodies")).content.decode()
        for step in ("body_rename", "body_end"):
            assert client.get(url(step, cast.bodies["ubnd"].pk)).status_code == 403
        assert client.get(url("body_new")).status_code == 403
    assert Client().get(url("bodies")).status_code == 302


def test_the_list_costs_the_same_however_many_bodies_there_are(cast):
    for number in range(60):
        unit = unit_create(
            new=NewUnit(kind="commune", level="commune", form="xa", name=f"Xã {number}", parent=cast.units["tinh"]),
            on=SINCE,
        )
        body = Body.objects.create(kind="committee", area=unit, valid_from=SINCE)
        BodyName.objects.create(body=body, name=f"UBND xã {number}", valid_from=SINCE)
    client = signed_in(cast, "binh")
    client.get(url("bodies"))
    with queries("directory", "bodies", is_list=True):
        page = client.get(url("bodies"))
    assert page.content.decode().count("UBND xã ") >= 50
    with queries("directory", "body", is_list=True):
        client.get(url("body", cast.bodies["ubnd"].pk))
