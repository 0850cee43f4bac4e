"""Grants: dated, for one object, following work and ending with it, in every path by which a row is reached."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from giaoban.ground import access, journal
from giaoban.ground.access.models import Grant, RoleAssignment, SubjectKind
from giaoban.ground.access.selectors import assignments, grants, roles
from giaoban.ground.access.services import grant_end, grant_for_work, grant_give, grants_end, subject_key
from giaoban.kernel.problems import Problem
from tests.cast import AT

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def target(cast):
    """A row of An Phú's committee that Dung of the other commune may not see."""
    return RoleAssignment.objects.get(post=cast.posts["binh"])


def give(cast, subject, verbs=("access.view",), until=AT + HOUR):
    return grant_give(
        actor=cast.actor("binh"),
        subject=subject,
        obj=target(cast),
        verbs=verbs,
        reason="phối hợp kiểm tra",
        until=until,
    )


def ways(cast, actor):
    """The paths by which a row is reached, each as a yes or no."""
    row = target(cast)
    rows = RoleAssignment.objects.all()
    return {
        "list": row in list(access.visible(actor, "access.view", rows)),
        "count": access.visible(actor, "access.view", rows.filter(pk=row.pk)).count() == 1,
        "get": access.allowed(actor, "access.view", row),
        "export": (row.pk,) in list(access.rows(actor, "access.view", rows, ["pk"])),
        "buttons": access.allowed_verbs(actor, row, ["access.view"]) == {"access.view"},
    }


@pytest.mark.parametrize("kind", ["person", "post", "unit"])
def test_a_grant_opens_every_path_and_ends_in_every_path_at_its_until(cast, kind):
    subject = {"person": cast.people["dung"], "post": cast.posts["dung"], "unit": cast.units["van_hoa_tl"]}[kind]
    assert set(ways(cast, cast.actor("dung")).values()) == {False}
    give(cast, subject)
    assert set(ways(cast, cast.actor("dung")).values()) == {True}
    assert set(ways(cast, cast.actor("dung", at=AT + HOUR - timedelta(microseconds=1))).values()) == {True}
    assert set(ways(cast, cast.actor("dung", at=AT + HOUR)).values()) == {False}
    assert set(ways(cast, cast.actor("dung", at=AT - timedelta(seconds=1))).values()) == {False}


def test_a_grant_to_one_post_is_nobody_elses(cast):
    give(cast, cast.posts["dung"])
    assert set(ways(cast, cast.actor("khanh")).values()) == {False}


def test_a_grant_to_a_unit_gives_only_what_the_roles_there_contain(cast):
    give(cast, cast.units["tan_lap"], verbs=("access.view", "access.assign"))
    assert access.allowed(cast.actor("dung"), "access.assign", target(cast))
    role = cast.roles["all"]
    role.verbs = ["access.view"]
    role.save()
    assert access.allowed(cast.actor("dung"), "access.view", target(cast))
    assert not access.allowed(cast.actor("dung"), "access.assign", target(cast))


def test_a_grant_to_a_unit_does_not_reach_posts_elsewhere(cast):
    give(cast, cast.units["tan_lap"])
    assert not access.allowed(cast.actor("khanh"), "access.view", target(cast))


def test_whoever_may_do_something_with_a_row_may_see_it(cast):
    give(cast, cast.posts["dung"], verbs=("access.assign",))
    assert access.allowed(cast.actor("dung"), "access.view", target(cast))
    assert not access.allowed(cast.actor("dung"), "access.grant", target(cast))


def test_a_grant_ended_early_ends_at_once_and_says_so_in_the_journal(cast):
    [grant] = give(cast, cast.posts["dung"])
    later = cast.actor("binh", at=AT + timedelta(minutes=1))
    grant_end(actor=later, grant=grant, reason="xong việc")
    assert Grant.objects.get().until == later.at
    assert set(ways(cast, cast.actor("dung", at=later.at)).values()) == {False}
    change = journal.history(grant)[0]
    assert change.verb == "access.grant_end"
    assert change.reason == "xong việc"
    grant_end(actor=cast.actor("binh", at=AT + 2 * HOUR), grant=grant, reason="lần nữa")
    assert Grant.objects.get().until == later.at


def test_a_grant_ends_with_the_work_it_follows(cast):
    work = cast.units["thon_dong"]
    grant_for_work(
        actor=cast.actor("giang"),
        subject=cast.posts["dung"],
        obj=target(cast),
        verbs=["access.view"],
        reason="giao việc",
        until=AT + HOUR,
        source=work,
    )
    assert access.allowed(cast.actor("dung"), "access.view", target(cast))
    assert grants_end(actor=cast.actor("giang", at=AT + timedelta(minutes=5)), source=work, reason="xong") == 1
    assert not access.allowed(cast.actor("dung", at=AT + timedelta(minutes=5)), "access.view", target(cast))
    assert grants_end(actor=cast.actor("giang", at=AT + timedelta(minutes=6)), subject=cast.posts["dung"]) == 0
    with pytest.raises(ValueError, match="source or a subject"):
        grants_end(actor=cast.actor("giang"))


def test_a_grant_belongs_to_the_body_of_its_object_and_is_seen_there_only(cast):
    give(cast, cast.posts["dung"])
    assert [grant.body for grant in grants(cast.actor("binh"))] == [cast.bodies["ubnd"]]
    assert not grants(cast.actor("dung")).exists()
    assert not grants(cast.actor("binh", at=AT + HOUR)).exists()
    assert grants(cast.actor("binh", at=AT + HOUR), ended=True).count() == 1
    assert assignments(cast.actor("binh")).count() == 5
    assert assignments(cast.actor("binh"), ended=True).count() == 5
    assert roles(cast.actor("giang")).count() == 2


@pytest.mark.parametrize(
    ("member", "changes", "code"),
    [
        ("giang", {}, "ACC-002"),
        ("hoa", {}, "ACC-001"),
        ("binh", {"until": AT}, "ACC-003"),
        ("binh", {"reason": " "}, "ACC-004"),
        ("binh", {"verbs": ["no.such"]}, "ACC-005"),
    ],
)
def test_a_grant_is_not_given_against_the_rules(cast, member, changes, code):
    cast.roles["reader"].verbs.remove("directory.accounts")
    fields = {"verbs": ["access.view"], "reason": "vì sao", "until": AT + HOUR, **changes}
    obj = cast.users["binh"] if member == "giang" else target(cast)
    if member == "giang":
        cast.roles["reader"].save()
    with pytest.raises(Problem, match=code):
        grant_give(actor=cast.actor(member), subject=cast.posts["dung"], obj=obj, **fields)
    assert not Grant.objects.exists()


def test_nobody_passes_on_more_than_they_have(cast):
    role = cast.roles["all"]
    role.verbs = ["access.view", "access.grant"]
    role.save()
    with pytest.raises(Problem, match="ACC-010"):
        give(cast, cast.posts["dung"], verbs=("access.view", "access.assign"))


def test_a_stranger_cannot_end_a_grant(cast):
    [grant] = give(cast, cast.posts["dung"])
    with pytest.raises(Problem, match="ACC-002"):
        grant_end(actor=cast.actor("dung"), grant=grant, reason="x")
    with pytest.raises(Problem, match="ACC-004"):
        grant_end(actor=cast.actor("binh"), grant=grant, reason="")


def test_a_grant_without_reason_or_with_dates_the_wrong_way_round_cannot_be_stored(cast):
    [grant] = give(cast, cast.posts["dung"])
    for wrong in ({"reason": ""}, {"until": AT - HOUR}, {"subject_kind": "group"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(**wrong)


def test_a_link_uses_grants_made_for_it_and_nothing_else(cast):
    key = (SubjectKind.LINK, 77)
    assert subject_key(key) == key
    grant_for_work(
        actor=cast.actor("system"),
        subject=key,
        obj=target(cast),
        verbs=["access.view"],
        reason="nộp qua liên kết",
        until=AT + HOUR,
        source=target(cast),
    )
    link = cast.fresh(cast.actor("link"), link_id=77)
    assert list(access.visible(link, "access.view", RoleAssignment.objects.all())) == [target(cast)]
    assert not access.allowed(link, "access.assign", target(cast))
    assert not access.allowed(cast.actor("link"), "access.view", target(cast))
