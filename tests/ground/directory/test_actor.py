"""Who acts: a post's holder, a deputy while dated, somebody without a post."""

from datetime import timedelta

import pytest

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.access.models import RoleAssignment
from giaoban.ground.directory.actor import acting, actor_of, holding_choose, holdings_of
from giaoban.ground.directory.models import User
from giaoban.ground.org.models import PostHolding
from giaoban.kernel.problems import Problem
from tests.cast import AT, DEPUTY_UNTIL

pytestmark = pytest.mark.django_db


def test_a_user_acts_as_the_post_held(cast):
    actor = cast.actor("binh")
    assert actor.label == "Trần Thị Bình, Văn thư – Thống kê"
    assert (actor.post_id, actor.body_id, actor.unit_id) == (
        cast.posts["binh"].pk,
        cast.bodies["ubnd"].pk,
        cast.units["van_phong"].pk,
    )
    assert not actor.is_deputy
    assert actor.is_known
    assert f"{actor.on}" == "2026-11-20"


def test_a_deputy_has_the_holders_rights_while_the_deputising_is_dated(cast):
    rows = RoleAssignment.objects.filter(body=cast.bodies["ubnd"])
    own = cast.actor("hoa")
    assert not access.visible(own, "access.assign", rows).exists()
    deputy = cast.actor("hoa_for_an")
    assert deputy.is_deputy
    assert deputy.deputy_for_post_id == deputy.post_id == cast.posts["an"].pk
    assert deputy.label == "Đỗ Minh Hòa, thay Chủ tịch UBND xã An Phú"
    assert access.visible(deputy, "access.assign", rows).count() == rows.count()
    last_moment = AT.replace(month=11, day=30, hour=16, minute=59)
    assert cast.actor("hoa_for_an", at=last_moment).is_deputy
    after = cast.actor("hoa_for_an", at=last_moment + timedelta(minutes=1))
    assert f"{after.on}" == f"{DEPUTY_UNTIL}"
    assert not after.is_deputy
    assert after.post_id == cast.posts["hoa"].pk
    assert not access.visible(after, "access.assign", rows).exists()


def test_own_posts_come_before_those_held_as_a_deputy(cast):
    found = holdings_of(cast.people["hoa"].pk, AT)
    assert [holding.kind for holding in found] == ["holder", "deputy_for"]
    assert actor_of(cast.users["hoa"], at=AT).post_id == cast.posts["hoa"].pk


def test_only_an_own_holding_of_today_can_be_chosen(cast):
    mine = cast.holdings["hoa_for_an"]
    assert holding_choose(cast.users["hoa"], holding_id=mine.pk, at=AT) == mine
    for holding_id, at in ((cast.holdings["an"].pk, AT), (mine.pk, AT + timedelta(days=60))):
        with pytest.raises(Problem, match="DIR-002"):
            holding_choose(cast.users["hoa"], holding_id=holding_id, at=at)
    with pytest.raises(Problem, match="DIR-002"):
        holding_choose(User(username="x"), holding_id=mine.pk, at=AT)


def test_a_post_that_was_abolished_gives_no_rights(cast):
    cast.posts["binh"].valid_to = cast.actor("binh").on
    cast.posts["binh"].save()
    actor = actor_of(cast.users["binh"], at=AT)
    assert actor.post_id is None
    assert actor.label == "Trần Thị Bình"
    assert not access.visible(actor, "org.view", PostHolding.objects.all()).exists()


def test_an_account_without_a_person_sees_nothing_but_itself(cast):
    user = User.objects.create_user("may-quet")
    actor = actor_of(user, at=AT)
    assert (actor.label, actor.person_id, actor.post_id) == ("may-quet", None, None)
    assert not access.visible(actor, "org.view", PostHolding.objects.all()).exists()


def test_what_an_actor_changes_is_journalled_under_the_post(cast):
    actor = cast.actor("hoa_for_an")
    with acting(actor, source="web"):
        cast.units["truong"].code = "T1"
        cast.units["truong"].save()
    change = journal.history(cast.units["truong"])[0]
    assert change.who == "Đỗ Minh Hòa, thay Chủ tịch UBND xã An Phú"


def test_an_actor_at_another_moment_remembers_nothing(cast):
    actor = cast.actor("binh")
    access.allowed(actor, "org.edit", cast.units["truong"])
    later = actor.later(timedelta(hours=1))
    assert later.at - actor.at == timedelta(hours=1)
    assert actor.memory
    assert not later.memory
    assert Actor.system("việc nền").is_known
