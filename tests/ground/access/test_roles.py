"""Roles: what a post may do in its body, its unit and up to its level, while the assignment lasts."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q

from giaoban.ground import access, journal
from giaoban.ground.access.checks import Place, covers
from giaoban.ground.access.models import Grant, Role, RoleAssignment
from giaoban.ground.access.predicate import condition, leads_to, owner_value
from giaoban.ground.access.registry import Policy, is_to_many
from giaoban.ground.access.scopes import scopes, units_under
from giaoban.ground.access.services import assignment_end, grant_for_work, role_assign, role_change, role_create
from giaoban.ground.org.models import Person, Post, PostHolding, Unit
from giaoban.kernel.problems import Problem
from tests.cast import AT, ON

pytestmark = pytest.mark.django_db


def test_a_clerk_sees_the_assignments_of_her_body_and_a_stranger_none_of_them(cast):
    rows = RoleAssignment.objects.all()
    seen = set(access.visible(cast.actor("binh"), "access.view", rows).values_list("body_id", flat=True))
    assert seen == {cast.bodies["ubnd"].pk}
    strange = set(access.visible(cast.actor("dung"), "access.view", rows).values_list("body_id", flat=True))
    assert strange == {cast.bodies["ubnd_tl"].pk}


def test_the_party_and_the_committee_of_one_commune_do_not_see_into_each_other(cast):
    party = access.visible(cast.actor("khanh"), "access.view", RoleAssignment.objects.all())
    assert set(party.values_list("body_id", flat=True)) == {cast.bodies["dang_uy"].pk}


def test_a_head_may_edit_posts_of_the_own_office_and_those_below_only(cast):
    seen = access.visible(cast.actor("cuong"), "org.edit", Post.objects.all())
    assert set(seen) == {cast.posts["cuong"]}
    units = access.visible(cast.actor("cuong"), "org.edit", Unit.objects.all())
    assert set(units) == {cast.units["van_hoa"], cast.units["truong"]}


def test_a_role_without_subtree_reaches_its_unit_alone(cast):
    RoleAssignment.objects.filter(post=cast.posts["cuong"]).update(subtree=False)
    units = access.visible(cast.actor("cuong"), "org.edit", Unit.objects.all())
    assert set(units) == {cast.units["van_hoa"]}


def test_a_role_in_the_whole_body_reaches_the_units_of_its_area(cast):
    units = set(access.visible(cast.actor("binh"), "org.edit", Unit.objects.all()))
    own = {"an_phu", "van_phong", "van_hoa", "kinh_te", "mot_cua", "truong", "thon_dong"}
    assert units == {cast.units[name] for name in own}


def test_the_party_reaches_the_units_of_its_own_tree_too(cast):
    units = set(access.visible(cast.actor("khanh"), "org.edit", Unit.objects.all()))
    assert units == {cast.units[name] for name in ("an_phu", "thon_dong", "vp_dang")}


def test_reach_follows_the_tree_of_the_day(cast):
    before = date(1999, 1, 1)
    found = units_under(cast.units["an_phu"].pk, trees=["state"], body=cast.bodies["ubnd"].pk, on=before)
    assert found == {cast.units["an_phu"].pk}


def test_seeing_the_organisation_is_open_to_everybody_with_a_post_and_to_nobody_else(cast):
    for name in ("binh", "giang", "dung", "khanh", "hoa"):
        assert access.visible(cast.actor(name), "org.view", Unit.objects.all()).count() == Unit.objects.count()
    for name in ("link", "nobody"):
        assert not access.visible(cast.actor(name), "org.view", Unit.objects.all()).exists()


def test_the_system_sees_everything_and_nobody_nothing(cast):
    assert set(access.visible(cast.actor("system"), "access.view", RoleAssignment.objects.all())) == set(
        RoleAssignment.objects.all()
    )
    assert not access.visible(cast.actor("nobody"), "access.view", RoleAssignment.objects.all()).exists()


def test_an_assignment_counts_from_its_first_day_until_the_day_before_its_end(cast):
    assignment = RoleAssignment.objects.get(post=cast.posts["binh"])
    assignment.valid_to = ON
    assignment.save()
    assert scopes(cast.actor("binh")) == ()
    assert len(scopes(cast.actor("binh", at=AT - timedelta(days=1)))) == 1
    assert scopes(cast.actor("binh", at=AT - timedelta(days=900))) == ()


def test_an_assignment_in_a_body_the_post_left_counts_no_more(cast):
    RoleAssignment.objects.filter(post=cast.posts["binh"]).update(body=cast.bodies["dang_uy"])
    assert scopes(cast.actor("binh")) == ()


def test_require_hides_what_one_may_not_know_of_and_explains_what_one_may_only_see(cast):
    foreign = RoleAssignment.objects.get(post=cast.posts["dung"])
    with pytest.raises(Problem) as hidden:
        access.require(cast.actor("binh"), "access.assign", foreign)
    assert (hidden.value.code, hidden.value.status) == ("ACC-002", 404)
    own = RoleAssignment.objects.get(post=cast.posts["binh"])
    with pytest.raises(Problem) as refused:
        access.require(cast.actor("hoa"), "access.assign", own)
    assert (refused.value.code, refused.value.status) == ("ACC-001", 403)
    assert "phân vai trò cho chức vụ" in refused.value.sentence()
    access.require(cast.actor("binh"), "access.assign", own)


def test_the_buttons_of_a_page_cost_one_query(cast, django_assert_num_queries):
    own = RoleAssignment.objects.get(post=cast.posts["binh"])
    actor = cast.actor("hoa")
    access.allowed(actor, "access.view", own)
    with django_assert_num_queries(1):
        assert access.allowed_verbs(actor, own, ["access.view", "access.assign"]) == {"access.view"}
    assert access.allowed_verbs(cast.actor("dung"), own, ["access.view", "access.assign"]) == frozenset()


def test_what_may_be_made_is_what_would_be_visible_once_made(cast):
    """The check before a row exists agrees with the predicate for every member, body and unit."""
    for member in ("an", "binh", "cuong", "dung", "giang", "hoa", "hoa_for_an", "khanh"):
        for post in cast.posts.values():
            actor = cast.actor(member)
            holding = PostHolding.objects.filter(post=post, kind="holder").get()
            stored = access.visible(actor, "org.people", PostHolding.objects.filter(pk=holding.pk)).exists()
            try:
                access.require_in(actor, "org.people", PostHolding, body_id=post.body_id, unit_id=post.unit_id)
                may = True
            except Problem:
                may = False
            assert may == stored, (member, post.title)


def test_the_menu_knows_every_verb_one_may_do_somewhere(cast):
    assert access.verbs_anywhere(cast.actor("nobody")) == frozenset()
    assert {"org.view", "access.view"} <= access.verbs_anywhere(cast.actor("giang"))
    assert "access.assign" not in access.verbs_anywhere(cast.actor("giang"))
    assert access.verbs_anywhere(cast.actor("system")) == frozenset(access.declared())
    access.require_anywhere(cast.actor("binh"), "access.assign")
    with pytest.raises(Problem, match="ACC-001"):
        access.require_anywhere(cast.actor("giang"), "access.assign")


def test_a_person_of_two_bodies_counts_once_in_a_list(cast):
    PostHolding.objects.create(person=cast.people["binh"], post=cast.posts["khanh"], valid_from=ON)
    PostHolding.objects.create(person=cast.people["binh"], post=cast.posts["cuong"], valid_from=ON)
    people = access.visible(cast.actor("binh"), "org.people", Person.objects.all())
    assert people.count() == people.distinct().count()
    assert access.allowed(cast.actor("khanh"), "org.people", cast.people["binh"])
    assert not access.allowed(cast.actor("khanh"), "org.people", cast.people["cuong"])


def test_a_person_without_a_post_is_open_to_all_who_may_edit_people(cast):
    person = Person.objects.create(full_name="Người mới")
    assert access.allowed(cast.actor("dung"), "org.people", person)
    assert not access.allowed(cast.actor("giang"), "org.people", person)
    access.require_in(cast.actor("dung"), "org.people", Person)


def test_a_role_is_made_changed_given_and_ended(cast):
    binh = cast.actor("binh")
    role = role_create(actor=binh, code="thong-ke", title="Thống kê", verbs=["org.view", "org.view"])
    assert role.verbs == ["org.view"]
    role = role_change(actor=binh, role=role, title="Thống kê viên", verbs=["access.view"], reason="thêm việc")
    assert Role.objects.get(pk=role.pk).verbs == ["access.view"]
    given = role_assign(
        actor=binh,
        post=cast.posts["giang"],
        role=role,
        body=cast.bodies["ubnd"],
        valid_from=ON,
        unit=cast.units["mot_cua"],
    )
    assert access.allowed(cast.actor("giang"), "access.view", given)
    assignment_end(actor=binh, assignment=given, on=ON + timedelta(days=1), reason="đổi việc")
    tomorrow = cast.actor("giang", at=AT + timedelta(days=1))
    assert "access.view" not in {verb for scope in scopes(tomorrow) if scope.root for verb in scope.verbs} - {
        *cast.roles["reader"].verbs
    }
    assert len(scopes(tomorrow)) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": "dang_uy"}, "ACC-001"),
        ({"post": "dung"}, "ACC-006"),
        ({"valid_to": ON}, "ACC-007"),
        ({"post": "an", "role": "all"}, "ACC-009"),
    ],
)
def test_a_role_is_not_given_against_the_rules(cast, changes, code):
    fields = {
        "post": cast.posts[changes.get("post", "giang")],
        "role": cast.roles[changes.get("role", "all")],
        "body": cast.bodies[changes.get("body", "ubnd")],
        "valid_from": ON,
        "valid_to": changes.get("valid_to"),
    }
    with pytest.raises(Problem, match=code):
        role_assign(actor=cast.actor("binh"), **fields)


def test_roles_are_refused_an_unknown_verb_a_taken_code_and_hands_without_the_right(cast):
    binh = cast.actor("binh")
    with pytest.raises(Problem, match="ACC-005"):
        role_create(actor=binh, code="x", title="x", verbs=["no.such"])
    with pytest.raises(Problem, match="ACC-008"):
        role_create(actor=binh, code="all", title="x", verbs=[])
    with pytest.raises(Problem, match="ACC-001"):
        role_create(actor=cast.actor("giang"), code="x", title="x", verbs=[])
    with pytest.raises(Problem, match="ACC-001"):
        role_change(actor=cast.actor("giang"), role=cast.roles["all"], title="x", verbs=[], reason="x")
    assignment = RoleAssignment.objects.get(post=cast.posts["giang"])
    with pytest.raises(Problem, match="ACC-007"):
        assignment_end(actor=binh, assignment=assignment, on=assignment.valid_from, reason="x")


def test_mistakes_of_ours_are_loud(cast):
    with pytest.raises(LookupError):
        access.visible(cast.actor("binh"), "no.such", Unit.objects.all())
    with pytest.raises(LookupError):
        access.policy_of(Session)
    with pytest.raises(ValueError, match="malformed"):
        access.declare({"Malformed": "x"})
    with pytest.raises(ValueError, match="already declared"):
        access.declare({"org.view": "something else"})
    with pytest.raises(ValueError, match="another policy"):
        access.policy(Unit, view="access.view")
    with pytest.raises(LookupError, match="cannot own"):
        owner_value(cast.actor("binh"), RoleAssignment, "role")
    with pytest.raises(LookupError, match="no chain"):
        leads_to(Post, "holdings")
    assert is_to_many(Person, "holdings__post__body")
    assert not is_to_many(PostHolding, "post__body")


def test_an_owner_may_do_the_owners_verbs_inside_the_own_body(cast):
    owned = Policy(
        model=RoleAssignment,
        view="access.view",
        body="body",
        owner=("post", "post__unit"),
        owner_verbs=frozenset({"access.assign"}),
    )
    giang = cast.actor("giang")
    rows = RoleAssignment.objects.filter(condition(giang, "access.assign", owned))
    assert [row.post for row in rows] == [cast.posts["giang"]]
    cast.posts["khanh"].unit = cast.units["mot_cua"]
    cast.posts["khanh"].save()
    rows = RoleAssignment.objects.filter(condition(giang, "access.assign", owned))
    assert [row.post for row in rows] == [cast.posts["giang"]], "the Party's row stays behind the wall"
    assert condition(cast.actor("nobody"), "access.assign", owned) == Q(pk__in=[])
    assert not Grant.objects.exists()


def test_restricted_rows_are_for_roles_that_reach_their_level_and_for_grants(cast):
    levels = Policy(model=RoleAssignment, view="access.view", body="body", classification="classification")
    own = RoleAssignment.objects.filter(body=cast.bodies["ubnd"])

    def seen(member):
        return {row.classification for row in own.filter(condition(cast.actor(member), "access.view", levels))}

    assert seen("an") == seen("hoa_for_an") == {0, 1, 2}
    assert seen("binh") == seen("hoa") == {0, 1}
    assert seen("giang") == {0}
    assert seen("khanh") == set()
    restricted = own.get(classification=2)
    grant_for_work(
        actor=cast.actor("an"),
        subject=cast.posts["giang"],
        obj=restricted,
        verbs=["access.view"],
        reason="được giao xử lý",
        until=AT + timedelta(hours=1),
        source=restricted,
    )
    assert seen("giang") == {0, 2}
    place = Place(cast.bodies["ubnd"].pk, None, 2)
    assert [covers(cast.actor(name), scopes(cast.actor(name))[0], levels, place) for name in ("an", "binh")] == [
        True,
        False,
    ]


def test_asking_how_far_a_role_reaches_is_no_write_to_the_journal(cast):
    """What the journal takes for a write costs every page a transaction: it tells the database who acts, and this must not."""
    with journal.acting(label="người chỉ đọc", source="web"), connection.cursor() as cursor:
        assert units_under(cast.units["an_phu"].pk, trees=["state"], body=cast.bodies["ubnd"].pk, on=ON)
        cursor.execute("SELECT current_setting('giaoban.label', true)")
        assert cursor.fetchone()[0] != "người chỉ đọc"
