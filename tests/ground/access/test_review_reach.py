"""Nobody gives farther, or for longer, than their own right reaches."""

from datetime import timedelta

import pytest

from giaoban.ground import access
from giaoban.ground.access.models import Grant, RoleAssignment
from giaoban.ground.access.scopes import scopes
from giaoban.ground.access.services import assignment_end, grant_end, grant_give, role_assign, role_change, role_create
from giaoban.ground.org.models import Body, Post, PostHolding, Unit, UnitParent
from giaoban.kernel.problems import Problem
from tests.cast import AT, ON, SINCE

pytestmark = pytest.mark.django_db


def refusal(call, **fields):
    with pytest.raises(Problem) as caught:
        call(**fields)
    return caught.value.code


def assign(cast, who, post, unit=None, **changes):
    fields = {"role": cast.roles["reader"], "body": cast.bodies["ubnd"], "valid_from": ON, **changes}
    place = cast.units[unit] if unit else None
    return role_assign(actor=cast.actor(who), post=cast.posts[post], unit=place, **fields)


@pytest.fixture
def clerk_of_cuong(cast):
    """Another post in Cường's office: nobody gives roles to the own one."""
    post = cast.posts["cuong_staff"] = Post.objects.create(
        body=cast.bodies["ubnd"], unit=cast.units["van_hoa"], title="Chuyên viên văn hóa", valid_from=SINCE
    )
    return post


@pytest.mark.parametrize(
    ("post", "unit"),
    [("cuong_staff", None), ("cuong_staff", "kinh_te"), ("giang", None), ("giang", "van_hoa"), ("an", "van_hoa")],
)
def test_a_head_of_one_office_assigns_nothing_beyond_it(cast, clerk_of_cuong, post, unit):
    assert refusal(assign, cast=cast, who="cuong", post=post, unit=unit) == "ACC-001"


def test_a_head_assigns_in_the_own_office_and_below_and_the_clerk_everywhere(cast, clerk_of_cuong):
    assert assign(cast, "cuong", "cuong_staff", "truong").unit_id == cast.units["truong"].pk
    assert assign(cast, "cuong", "cuong_staff", "van_hoa", subtree=False).subtree is False
    assert assign(cast, "binh", "giang", None).unit_id is None


def test_who_assigns_in_one_unit_alone_cannot_give_those_below(cast, clerk_of_cuong):
    RoleAssignment.objects.filter(post=cast.posts["cuong"]).update(subtree=False)
    assert refusal(assign, cast=cast, who="cuong", post="cuong_staff", unit="van_hoa") == "ACC-001"
    assert assign(cast, "cuong", "cuong_staff", "van_hoa", subtree=False).pk


def test_a_head_ends_no_assignment_outside_the_own_office(cast):
    chair = RoleAssignment.objects.get(post=cast.posts["an"])
    fields = {"on": ON, "reason": "thử"}
    assert refusal(assignment_end, actor=cast.actor("cuong"), assignment=chair, **fields) == "ACC-002"
    own = RoleAssignment.objects.get(post=cast.posts["cuong"])
    assert assignment_end(actor=cast.actor("cuong"), assignment=own, **fields).valid_to == ON


def test_roles_that_count_for_all_are_not_changed_by_whoever_has_one_office(cast):
    cuong = cast.actor("cuong")
    fields = {"title": "Mọi quyền", "verbs": list(access.declared())}
    assert refusal(role_change, actor=cuong, role=cast.roles["reader"], reason="thử", **fields) == "ACC-001"
    assert refusal(role_create, actor=cuong, code="moi", **fields) == "ACC-001"
    assert role_create(actor=cast.actor("binh"), code="moi", **fields).pk


def test_what_was_lent_is_not_passed_on_for_longer_than_it_was_lent(cast):
    office, end = cast.units["van_hoa"], AT + timedelta(hours=1)
    lent = {"obj": office, "verbs": ["org.edit", "access.grant"], "reason": "thử"}
    grant_give(actor=cast.actor("binh"), subject=cast.people["giang"], until=end, **lent)
    giang = {"actor": cast.actor("giang"), "subject": cast.people["hoa"]}
    assert refusal(grant_give, until=end + timedelta(seconds=1), **giang, **lent) == "ACC-010"
    assert len(grant_give(until=end, **giang, **lent)) == 2


@pytest.fixture
def front(cast):
    """The Front committee of the same commune with its office, and an association below that office."""
    body = Body.objects.create(kind="front", area=cast.units["an_phu"], valid_from=SINCE)
    office = Unit.objects.create(kind="association", level="commune", body=body, valid_from=SINCE)
    below = Unit.objects.create(kind="association", level="commune", valid_from=SINCE)
    UnitParent.objects.create(unit=office, parent=cast.units["an_phu"], valid_from=SINCE)
    UnitParent.objects.create(unit=below, parent=office, valid_from=SINCE)
    return office, below


def test_a_role_in_a_whole_body_leaves_out_the_offices_of_other_bodies_and_what_stands_below_them(cast, front):
    binh, khanh = cast.actor("binh"), cast.actor("khanh")
    for unit in (*front, cast.units["vp_dang"], cast.units["van_hoa_tl"]):
        assert not access.allowed(binh, "org.edit", unit)
        assert refusal(access.require, actor=binh, verb="org.edit", obj=unit) == "ACC-001"
    for unit in (*front, cast.units["van_phong"], cast.units["truong"]):
        assert not access.allowed(khanh, "org.edit", unit)
    for name in ("an_phu", "thon_dong", "van_hoa", "truong"):
        assert access.allowed(binh, "org.edit", cast.units[name]), name
    for name in ("an_phu", "thon_dong", "vp_dang"):
        assert access.allowed(khanh, "org.edit", cast.units[name]), name


def test_a_role_given_at_a_unit_of_another_body_reaches_nothing_there(cast, front):
    for unit in (front[0], cast.units["van_hoa_tl"]):
        RoleAssignment.objects.filter(post=cast.posts["cuong"]).update(unit=unit, subtree=False)
        cuong = cast.actor("cuong")
        assert scopes(cuong)
        assert not access.visible(cuong, "org.edit", Unit.objects.all()).exists()
    RoleAssignment.objects.filter(post=cast.posts["cuong"]).update(unit=cast.units["kinh_te"])
    assert set(access.visible(cast.actor("cuong"), "org.edit", Unit.objects.all())) == {cast.units["kinh_te"]}


@pytest.mark.parametrize("unit", ["tan_lap", "tinh", "van_hoa_tl", "vp_dang"])
def test_whoever_assigns_in_a_whole_body_gives_no_role_outside_its_area_or_in_another_body(cast, unit):
    assert refusal(assign, cast=cast, who="binh", post="giang", unit=unit) == "ACC-001"
    assert assign(cast, "binh", "giang", "thon_dong").unit_id == cast.units["thon_dong"].pk


def test_nobody_gives_a_role_to_a_post_they_hold_themselves(cast, clerk_of_cuong):
    """Neither to the post acted as, nor to one held beside it, taken over for a time, or beginning later."""
    person, ahead = cast.people["binh"], ON + timedelta(days=9)
    PostHolding.objects.create(person=person, post=clerk_of_cuong, valid_from=SINCE)
    PostHolding.objects.create(
        person=person, post=cast.posts["hoa"], kind="deputy_for", valid_from=SINCE, valid_to=ahead
    )
    PostHolding.objects.create(person=person, post=cast.posts["giang"], kind="acting", valid_from=ahead)
    for post in ("binh", "cuong_staff", "hoa", "giang"):
        assert refusal(assign, cast=cast, who="binh", post=post, role=cast.roles["all"]) == "ACC-012", post
    PostHolding.objects.filter(person=person, kind="acting").delete()
    PostHolding.objects.filter(person=person).exclude(post=cast.posts["binh"]).update(valid_to=ON)
    for post in ("cuong_staff", "hoa", "giang"):
        assert assign(cast, "binh", post, role=cast.roles["all"]).pk
    assert assign(cast, "an", "binh").post == cast.posts["binh"], "somebody else may"
    assert refusal(assign, cast=cast, who="hoa_for_an", post="an", role=cast.roles["reader"]) == "ACC-012"


def test_nobody_adds_rights_to_a_role_their_own_post_has(cast):
    own = role_create(actor=cast.actor("an"), code="rieng", title="Riêng", verbs=["access.view"])
    assign(cast, "an", "binh", role=own)
    fields = {"role": own, "title": "Riêng", "reason": "thử"}
    more = ["access.view", "access.grant"]
    assert refusal(role_change, actor=cast.actor("binh"), verbs=more, **fields) == "ACC-012"
    assert role_change(actor=cast.actor("binh"), verbs=["access.view"], **fields).title == "Riêng"
    assert role_change(actor=cast.actor("an"), verbs=more, **fields).verbs == sorted(more)


def test_who_runs_one_office_sees_the_assignments_and_grants_of_that_office_only(cast):
    def seen(who, rows):
        return set(access.visible(cast.actor(who), "access.view", rows.objects.all()))

    assert {row.post for row in seen("cuong", RoleAssignment)} == {cast.posts["cuong"]}
    own_body = RoleAssignment.objects.filter(body=cast.bodies["ubnd"])
    assert seen("binh", RoleAssignment) == set(own_body)
    fields = {"verbs": ["org.edit"], "reason": "thử", "until": AT + timedelta(hours=1)}
    grants = {
        name: grant_give(actor=cast.actor("binh"), subject=cast.people["giang"], obj=cast.units[name], **fields)[0]
        for name in ("truong", "kinh_te", "an_phu")
    }
    assert seen("cuong", Grant) == {grants["truong"]}
    assert seen("binh", Grant) == set(grants.values())
    end = {"grant": grants["kinh_te"], "reason": "thử"}
    assert refusal(grant_end, actor=cast.actor("cuong"), **end) == "ACC-002"
    assert grant_end(actor=cast.actor("binh"), **end).until == AT
    assert grant_end(actor=cast.actor("cuong"), grant=grants["truong"], reason="thử").until == AT


def test_a_grant_on_what_belongs_to_no_unit_is_kept_by_the_unit_that_gave_it(cast):
    fields = {"obj": cast.roles["reader"], "verbs": ["access.view"], "reason": "thử", "until": AT + timedelta(hours=1)}
    given = grant_give(actor=cast.actor("cuong"), subject=cast.people["giang"], **fields)[0]
    assert given.unit == cast.units["van_hoa"]
    assert access.allowed(cast.actor("cuong"), "access.grant", given)
    other = grant_give(actor=cast.actor("binh"), subject=cast.people["giang"], **fields)[0]
    assert not access.allowed(cast.actor("cuong"), "access.view", other)


def test_nobody_grants_to_themselves_what_would_outlast_their_role(cast):
    fields = {"obj": cast.units["van_hoa"], "verbs": ["org.edit"], "reason": "thử", "until": AT + timedelta(days=300)}
    binh = cast.actor("binh")
    for subject in (cast.people["binh"], cast.posts["binh"]):
        assert refusal(grant_give, actor=binh, subject=subject, **fields) == "ACC-012"
    assert grant_give(actor=binh, subject=cast.people["an"], **fields)
    assert grant_give(actor=cast.actor("an"), subject=cast.posts["binh"], **fields)
