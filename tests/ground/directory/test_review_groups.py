"""A group shared by all bodies is nobody's to change; a body takes a copy of its own."""

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground.directory.services import groups
from giaoban.ground.org.models import UnitGroup
from giaoban.ground.org.selectors import group_members
from giaoban.ground.org.services import group_create, group_member_add, group_member_end
from giaoban.kernel.problems import Problem
from tests.cast import ON, SINCE

pytestmark = pytest.mark.django_db


def refusal(call, **fields):
    with pytest.raises(Problem) as caught:
        call(**fields)
    return caught.value.code


@pytest.fixture
def shared(cast):
    """A shared group of two offices, one of which left it."""
    group = group_create(name="Các phòng", aliases=["phòng ban"])
    for name in ("van_hoa", "kinh_te"):
        group_member_add(group=group, unit=cast.units[name], on=SINCE)
    group_member_end(group=group, unit=cast.units["kinh_te"], on=ON)
    return group


def test_no_body_changes_a_shared_group_or_makes_one(cast, shared):
    unit, why = cast.units["mot_cua"], {"reason": "thử"}
    for who in ("an", "binh", "khanh", "dung"):
        actor = cast.actor(who)
        mine = {"actor": actor, "group": shared}
        assert refusal(groups.group_update, name="X", aliases=[], **mine, **why) == "ACC-001"
        assert refusal(groups.group_member_add, unit=unit, on=ON, **mine) == "ACC-001"
        assert refusal(groups.group_member_end, unit=cast.units["van_hoa"], on=ON, **mine, **why) == "ACC-001"
        assert refusal(groups.group_close, on=ON, **mine, **why) == "ACC-001"
        assert refusal(groups.group_create, actor=actor, name="Y", body=None) == "ACC-001"
    system = cast.actor("system")
    assert groups.group_update(actor=system, group=shared, name="Các phòng", aliases=[], **why).aliases == []
    assert groups.group_create(actor=system, name="Y", body=None).body is None


def test_a_body_takes_a_copy_of_its_own_with_todays_members(cast, shared):
    copy = groups.group_copy(actor=cast.actor("binh"), group=shared)
    assert (copy.body, copy.name, copy.aliases) == (cast.bodies["ubnd"], "Các phòng", ["phòng ban"])
    assert [node.id for node in group_members(group=copy, on=ON)] == [cast.units["van_hoa"].pk]
    assert (
        groups.group_update(actor=cast.actor("binh"), group=copy, name="Phòng", aliases=[], reason="thử").name
        == "Phòng"
    )
    assert (
        refusal(groups.group_update, actor=cast.actor("khanh"), group=copy, name="X", aliases=[], reason="x")
        == "ACC-001"
    )
    assert UnitGroup.objects.get(pk=shared.pk).name == "Các phòng"
    rule = group_create(name="Các thôn", rule_kinds=["hamlet"], rule_under=cast.units["an_phu"])
    copied = groups.group_copy(actor=cast.actor("khanh"), group=rule)
    assert [node.id for node in group_members(group=copied, on=ON)] == [cast.units["thon_dong"].pk]
    assert refusal(groups.group_copy, actor=cast.actor("giang"), group=rule) == "ACC-001"
    assert refusal(groups.group_copy, actor=cast.actor("khanh"), group=rule) == "ORG-001"


def test_the_page_of_a_shared_group_offers_the_copy_and_nothing_else(cast, shared):
    client = Client()
    client.force_login(cast.users["binh"])
    page = client.get(reverse("directory:group", args=[shared.pk])).content.decode()
    assert reverse("directory:group_copy", args=[shared.pk]) in page
    assert reverse("directory:group_edit", args=[shared.pk]) not in page
    assert client.get(reverse("directory:group_edit", args=[shared.pk])).status_code == 403
    made = client.post(reverse("directory:group_copy", args=[shared.pk]))
    copy = UnitGroup.objects.get(body=cast.bodies["ubnd"])
    assert made.url == reverse("directory:group", args=[copy.pk])
    own = client.get(made.url).content.decode()
    assert reverse("directory:group_edit", args=[copy.pk]) in own
    assert reverse("directory:group_copy", args=[copy.pk]) not in own
    client.force_login(cast.users["giang"])
    assert client.post(reverse("directory:group_copy", args=[shared.pk])).status_code == 403
