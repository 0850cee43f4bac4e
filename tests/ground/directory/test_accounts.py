"""Accounts: refusals of the services, and the small parts they stand on."""

import pytest
from django.core.cache import cache

from giaoban.ground.directory.listeners import announce, on_change
from giaoban.ground.directory.models import User
from giaoban.ground.directory.services import accounts
from giaoban.ground.directory.services.groups import group_close
from giaoban.ground.directory.services.organisation import body_rename, unit_create
from giaoban.ground.directory.throttle import incremented, throttle
from giaoban.ground.org.models import Body, UnitGroup
from giaoban.ground.org.selectors import body_name
from giaoban.ground.org.services import NewUnit
from giaoban.kernel.problems import Problem
from tests.cast import ON

pytestmark = pytest.mark.django_db


def test_an_account_without_a_person_is_made_by_those_who_run_accounts_only(cast):
    made = accounts.account_create(actor=cast.actor("binh"), username="may-quet", email="quet@anphu.example")
    assert made.user.check_password(made.password)
    assert made.user.email == "quet@anphu.example"
    role = cast.roles["reader"]
    role.verbs = ["org.view"]
    role.save()
    with pytest.raises(Problem, match="ACC-001"):
        accounts.account_create(actor=cast.actor("giang"), username="x")
    with pytest.raises(Problem, match="DIR-007"):
        accounts.account_create(actor=cast.actor("binh"), username="khac", email="QUET@anphu.example")
    with pytest.raises(Problem, match="DIR-001"):
        accounts.account_create(actor=cast.actor("binh"), username="MAY-QUET")


def test_nobody_makes_an_account_for_a_person_of_another_body(cast):
    User.objects.filter(person=cast.people["dung"]).delete()
    with pytest.raises(Problem, match="ACC-00"):
        accounts.account_create(actor=cast.actor("binh"), username="dung2", person=cast.people["dung"])


def test_a_person_has_one_account(cast):
    with pytest.raises(Problem, match="DIR-005"):
        accounts.account_create(actor=cast.actor("binh"), username="cuong2", person=cast.people["cuong"])


@pytest.mark.parametrize("name", ["account_lock", "account_unlock", "account_reset"])
def test_what_is_done_to_an_account_needs_right_and_reason(cast, name):
    service = getattr(accounts, name)
    with pytest.raises(Problem, match="DIR-004"):
        service(actor=cast.actor("binh"), user=cast.users["cuong"], reason="")
    with pytest.raises(Problem, match="ACC-002"):
        service(actor=cast.actor("dung"), user=cast.users["cuong"], reason="x")


def test_preferences_are_ones_own(cast):
    with pytest.raises(Problem, match="ACC-002"):
        accounts.preferences_change(actor=cast.actor("binh"), user=cast.users["cuong"], language="en", theme="dark")


def test_a_weak_password_is_refused_with_the_reason(cast):
    with pytest.raises(Problem, match="DIR-008"):
        accounts.password_set(cast.users["binh"], "12345678901")
    accounts.password_set(cast.users["binh"], "núi cao sông dài 26")
    assert cast.users["binh"].check_password("núi cao sông dài 26")


def test_first_passwords_are_long_and_never_alike():
    made = {accounts.first_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) == 19 and set(password) <= set(accounts.ALPHABET + "-") for password in made)


def test_an_account_needs_a_name_and_is_called_by_it():
    with pytest.raises(ValueError, match="user name"):
        User.objects.create_user("")
    user = User.objects.create_user("Lan", "Lan@ANPHU.example")
    assert str(User.objects.get_by_natural_key("LAN")) == "Lan"
    assert user.email == "Lan@anphu.example"
    assert not user.has_usable_password()


def test_the_throttle_counts_on_when_its_counter_has_just_run_out():
    cache.delete("throttle:x")
    assert incremented("throttle:x", 60) == 1
    assert incremented("throttle:x", 60) == 2
    throttle("thử", "a", limit=1, seconds=30)
    with pytest.raises(Problem, match="DIR-010"):
        throttle("thử", "b", "a", limit=1, seconds=30)


def test_a_root_unit_is_set_up_by_the_system_only(cast):
    new = NewUnit(kind="province", level="province", name="Tỉnh Khác")
    assert unit_create(actor=cast.actor("system"), new=new, on=ON)
    with pytest.raises(Problem, match="ACC-001"):
        unit_create(actor=cast.actor("binh"), new=new, on=ON)


def test_a_body_is_renamed_by_its_own_people_with_reason(cast):
    body: Body = cast.bodies["ubnd"]
    body_rename(actor=cast.actor("binh"), body=body, name="UBND phường An Phú", on=ON, reason="thành lập phường")
    assert body_name(body=body.pk, on=ON) == "UBND phường An Phú"
    with pytest.raises(Problem, match="ACC-001"):
        body_rename(actor=cast.actor("khanh"), body=body, name="x", on=ON, reason="x")


def test_a_group_of_another_body_is_not_closed(cast):
    group = UnitGroup.objects.create(name="Các chi bộ", body=cast.bodies["dang_uy"])
    with pytest.raises(Problem, match="ACC-001"):
        group_close(actor=cast.actor("binh"), group=group, on=ON, reason="x")


def test_listeners_hear_each_change_once(cast):
    heard = []
    on_change(heard.append)
    on_change(heard.append)
    try:
        announce(cast.people["binh"])
    finally:
        from giaoban.ground.directory import listeners

        listeners._LISTENERS.remove(heard.append)
    assert heard == [cast.people["binh"]]
