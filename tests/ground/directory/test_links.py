"""Access links: the secret is not stored, its scope is one object, it ends, it is counted, limited and journalled."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from giaoban.ground import access, journal
from giaoban.ground.access.models import Grant, RoleAssignment
from giaoban.ground.directory.middleware import find_actor, link_open
from giaoban.ground.directory.models import Link
from giaoban.ground.directory.services.links import OPENINGS, link_actor, link_create, link_resume, link_revoke
from giaoban.kernel.problems import Problem
from tests.cast import AT

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def row(cast, name="binh"):
    return RoleAssignment.objects.get(post=cast.posts[name])


def make(cast, **changes):
    fields = {
        "actor": cast.actor("binh"),
        "obj": row(cast),
        "verbs": ["access.view"],
        "purpose": "Nộp báo cáo tháng 11",
        "until": AT + WEEK,
        "unit": cast.units["thon_dong"],
        **changes,
    }
    return link_create(**fields)


def test_only_the_hash_of_the_secret_is_stored_anywhere(cast):
    link, token = make(cast)
    assert len(token) >= 43
    stored = Link.objects.values().get()
    assert stored["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(stored)
    written = str([(change.fields, change.reason) for change in journal.history(link)])
    assert token not in written
    assert stored["token_hash"] not in written


def test_an_opened_link_may_do_its_verbs_with_its_object_and_nothing_else(cast):
    link, token = make(cast)
    actor = link_actor(token, at=AT, client="10.0.0.1")
    assert (actor.kind, actor.link_id, actor.unit_id) == ("link", link.pk, cast.units["thon_dong"].pk)
    assert list(access.visible(actor, "access.view", RoleAssignment.objects.all())) == [row(cast)]
    assert not access.allowed(actor, "access.assign", row(cast))
    assert not access.allowed(actor, "access.view", row(cast, "cuong"))
    assert not access.allowed(actor, "org.view", cast.units["an_phu"])


def test_every_opening_is_counted_and_journalled(cast):
    link, token = make(cast)
    for minute in range(3):
        link_actor(token, at=AT + timedelta(minutes=minute), client="10.0.0.1")
    link.refresh_from_db()
    assert link.uses == 3
    assert link.last_used_at == AT + timedelta(minutes=2)
    opened = [change for change in journal.history(link) if change.verb == "directory.link_open"]
    assert len(opened) == 3
    assert {change.who for change in opened} == {f"Đường dẫn số {link.pk}: Nộp báo cáo tháng 11"}


@pytest.mark.parametrize("reason", ["unknown", "expired", "revoked", "used up"])
def test_a_link_that_is_over_says_the_same_whatever_the_reason(cast, reason):
    link, token = make(cast, max_uses=1)
    at = AT + timedelta(minutes=5)
    match reason:
        case "unknown":
            token += "x"
        case "expired":
            at = AT + WEEK
        case "revoked":
            link_revoke(actor=cast.actor("binh"), link=link, reason="gửi nhầm nơi")
        case "used up":
            link_actor(token, at=AT)
    with pytest.raises(Problem) as refused:
        link_actor(token, at=at)
    assert (refused.value.code, refused.value.status) == ("DIR-003", 404)


def test_a_session_goes_on_with_its_link_until_it_ends_or_is_revoked(cast):
    link, token = make(cast, max_uses=1)
    link_actor(token, at=AT)
    resumed = link_resume(link.pk, at=AT + timedelta(hours=1))
    assert access.allowed(resumed, "access.view", row(cast))
    assert link_resume(link.pk, at=AT + WEEK) is None
    link_revoke(actor=cast.actor("binh", at=AT + timedelta(hours=2)), link=link, reason="xong")
    assert link_resume(link.pk, at=AT + timedelta(hours=3)) is None
    assert not access.allowed(resumed.later(timedelta(hours=2)), "access.view", row(cast))
    assert Grant.objects.get().until == AT + timedelta(hours=2)


def test_too_many_openings_from_one_address_are_refused(cast):
    _link, token = make(cast, max_uses=1000)
    for number in range(OPENINGS):
        with pytest.raises(Problem, match="DIR-003"):
            link_actor(f"guess {number}", at=AT, client="10.0.0.9")
    with pytest.raises(Problem) as refused:
        link_actor(token, at=AT, client="10.0.0.9")
    assert (refused.value.code, refused.value.status) == ("DIR-010", 429)
    link_actor(token, at=AT, client="10.0.0.8")


def test_too_many_openings_of_one_link_are_refused_from_wherever_they_come(cast):
    _link, token = make(cast, max_uses=1000)
    for number in range(OPENINGS):
        link_actor(token, at=AT, client=f"10.0.1.{number}")
    with pytest.raises(Problem, match="DIR-010"):
        link_actor(token, at=AT, client="10.0.2.1")


@pytest.mark.parametrize(
    ("member", "changes", "code"),
    [
        ("dung", {}, "ACC-002"),
        ("hoa", {}, "ACC-001"),
        ("binh", {"until": AT}, "ACC-003"),
        ("binh", {"verbs": ["no.such"]}, "ACC-005"),
    ],
)
def test_a_link_is_not_made_against_the_rules(cast, member, changes, code):
    cast.roles["reader"].verbs.remove("directory.link")
    cast.roles["reader"].save()
    with pytest.raises(Problem, match=code):
        make(cast, actor=cast.actor(member), **changes)
    assert not Link.objects.exists()


def test_the_maker_may_be_asked_for_another_verb(cast):
    link, _token = make(cast, permission="access.assign")
    assert link.created_by == cast.users["binh"]
    assert link.address == f"access.roleassignment/{row(cast).pk}"


def test_a_stranger_neither_sees_nor_revokes_a_link(cast):
    link, _token = make(cast)
    assert not access.visible(cast.actor("dung"), "directory.link", Link.objects.all()).exists()
    with pytest.raises(Problem, match="ACC-002"):
        link_revoke(actor=cast.actor("dung"), link=link, reason="x")
    with pytest.raises(Problem, match="DIR-004"):
        link_revoke(actor=cast.actor("binh"), link=link, reason=" ")


def test_a_page_opens_a_link_in_a_fresh_session_that_then_acts_as_the_link(cast, rf):
    now = timezone.now()
    link, token = make(cast, actor=cast.actor("binh", at=now), until=now + WEEK)
    request = rf.get("/gui/", REMOTE_ADDR="10.0.0.7")
    request.session = SessionStore()
    request.session["planted"] = True
    request.session.save()
    before = request.session.session_key
    request.user = AnonymousUser()
    assert find_actor(request).kind == "nobody"
    opened = link_open(request, token, at=now)
    assert request.session.session_key != before
    assert find_actor(request).link_id == opened.link_id == link.pk
    link_revoke(actor=cast.actor("binh", at=now), link=link, reason="xong")
    assert find_actor(request).kind == "nobody"
