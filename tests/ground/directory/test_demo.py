"""The demonstration's commune: complete, found, and loaded once."""

from datetime import date

import pytest
from django.contrib.auth import authenticate

from giaoban.ground import access, search
from giaoban.ground.access.models import RoleAssignment
from giaoban.ground.directory import demo
from giaoban.ground.directory.actor import actor_of
from giaoban.ground.directory.models import User
from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import Body, PostHolding, Unit
from giaoban.ground.org.selectors import predecessors, unit_names, units_on
from tests.cast import AT, ON

pytestmark = pytest.mark.django_db
BEFORE = date(2020, 1, 1)


def test_the_demonstration_is_loaded_once_and_a_second_run_changes_nothing(rf):
    assert demo.load(on=ON)
    before = Entry.objects.count()
    assert not demo.load(on=ON)
    assert Entry.objects.count() == before
    accounts = demo.accounts_of(demo.stage_of(demo.examples_folder() / demo.HOME, on=ON))
    assert User.objects.count() == len(accounts) == 15
    assert PostHolding.objects.on(ON).exclude(kind="deputy_for").count() == 40
    assert Body.objects.count() == 4
    assert authenticate(rf.get("/"), username=accounts[0].username, password=accounts[0].password) is not None


def test_the_commune_came_from_three_and_the_district_ended():
    demo.load(on=ON)
    commune = Unit.objects.on(ON).get(kind="commune")
    came_from = unit_names(units=[share.unit for share in predecessors(unit=commune.pk, on=BEFORE)], on=BEFORE)
    assert sorted(came_from.values()) == ["Thị trấn Phú Xuyên Hạ", "Xã An Lạc", "Xã An Phú Đông"]
    assert not Unit.objects.on(ON).filter(kind="district").exists()
    assert Unit.objects.on(BEFORE).filter(kind="district").exists()
    assert len(units_on(on=ON, under=commune.pk, kinds=["hamlet"])) == 8


def test_the_demonstrations_people_find_what_is_theirs_and_meet_the_walls():
    demo.load(on=ON)
    actors = {user.username: actor_of(user, at=AT) for user in User.objects.select_related("person")}
    assert search.find(actors["vanthu"], "phong van hoa")[0].title == "Phòng Văn hóa – Xã hội"
    rows = RoleAssignment.objects.all()
    assert access.visible(actors["quantri"], "access.view", rows).count() == 11
    assert access.visible(actors["vpdang"], "access.view", rows).count() == 2
    assert not access.visible(actors["motcua2"], "access.view", rows).exists()
    deputy = User.objects.get(username="phochutich").person.holdings.get(kind="deputy_for")
    assert actor_of(User.objects.get(username="phochutich"), at=AT, holding_id=deputy.pk).is_deputy


def test_who_runs_the_software_reads_nothing_of_what_it_holds():
    demo.load(on=ON)
    actors = {user.username: actor_of(user, at=AT) for user in User.objects.select_related("person")}
    running = {"access", "directory", "org", "notices"}
    may = access.verbs_anywhere(actors["quantri"])
    assert {"access.assign", "directory.accounts", "org.edit", "org.view", "notices.manage"} <= may
    everybodys = {verb for policy in access.registered().values() for verb in policy.owner_verbs | policy.open_verbs}
    assert {verb for verb in may - everybodys if verb.split(".")[0] not in running} == set()
    for policy in access.registered().values():
        if policy.view.split(".")[0] not in running and policy.view not in policy.open_verbs:
            assert not access.visible(actors["quantri"], policy.view, policy.model._base_manager.all()).exists()
    assert "reports.view" in access.verbs_anywhere(actors["vanthu"])


def test_each_body_of_the_demonstration_runs_its_own_offices_and_nobody_elses():
    demo.load(on=ON)
    actors = {user.username: actor_of(user, at=AT) for user in User.objects.select_related("person")}
    offices = Unit.objects.on(ON).filter(body__isnull=False)
    kept = {}
    for username in ("quantri", "vpdang", "mattran", "hdnd"):
        kept[username] = set(access.visible(actors[username], "org.edit", offices))
        assert kept[username] == set(offices.filter(body=actors[username].body_id)), username
        assert {"directory.accounts", "access.assign", "org.people"} <= access.verbs_anywhere(actors[username])
    assert set.union(*kept.values()) == set(offices)
    assert all(kept[username] for username in ("quantri", "vpdang", "mattran"))
