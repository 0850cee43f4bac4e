"""Telephone, e-mail and birth are for the person and for the office where they are now."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground.access.services import grant_give
from giaoban.ground.directory import selectors
from giaoban.ground.directory.services import accounts
from giaoban.ground.org.models import Person, Post, PostHolding
from giaoban.kernel.problems import Problem
from tests.cast import AT, ON, SINCE

pytestmark = pytest.mark.django_db
PHONE = "0912 345 678"


@pytest.fixture
def moved(cast):
    """Giang left Xã An Phú this month for Xã Tân Lập."""
    Person.objects.filter(pk=cast.people["giang"].pk).update(phone=PHONE)
    PostHolding.objects.filter(pk=cast.holdings["giang"].pk).update(valid_to=ON - timedelta(days=9))
    post = Post.objects.create(
        body=cast.bodies["ubnd_tl"], unit=cast.units["van_hoa_tl"], title="Chuyên viên", valid_from=SINCE
    )
    cast.holdings["moved"] = PostHolding.objects.create(
        person=cast.people["giang"], post=post, valid_from=ON - timedelta(days=9)
    )
    return Person.objects.get(pk=cast.people["giang"].pk)


def shown(cast, who, person, page="person"):
    client = Client()
    client.force_login(cast.users[who])
    answer = client.get(reverse(f"directory:{page}", args=[person.pk]))
    return answer.status_code, PHONE in answer.content.decode()


def test_the_office_somebody_left_sees_the_telephone_no_more_and_the_new_one_does(cast, moved):
    assert shown(cast, "dung", moved) == (200, True)
    assert shown(cast, "binh", moved) == (200, False)
    assert shown(cast, "binh", moved, "person_edit") == (403, False)
    assert shown(cast, "binh", moved, "person_history") == (200, False)
    assert shown(cast, "dung", moved, "person_edit") == (200, True)
    assert selectors.reveals(cast.actor("giang"), moved)


def test_taking_somebody_in_shows_no_telephone_while_they_are_elsewhere(cast):
    Person.objects.filter(pk=cast.people["giang"].pk).update(phone=PHONE)
    person = Person.objects.get(pk=cast.people["giang"].pk)
    post = Post.objects.create(
        body=cast.bodies["ubnd_tl"], unit=cast.units["van_hoa_tl"], title="Chuyên viên", valid_from=SINCE
    )
    PostHolding.objects.create(person=person, post=post, kind="acting", valid_from=SINCE)
    assert not selectors.reveals(cast.actor("dung"), person)
    assert selectors.reveals(cast.actor("binh"), person)
    until = AT + timedelta(days=1)
    grant_give(
        actor=cast.actor("binh"), subject=cast.posts["dung"], obj=person, verbs=["org.people"], reason="biệt phái", until=until
    )  # fmt: skip
    assert selectors.reveals(cast.actor("dung"), person)


def test_of_somebody_who_left_office_nobody_sees_it_and_the_last_office_keeps_the_account(cast, moved):
    PostHolding.objects.filter(pk=cast.holdings["moved"].pk).update(valid_to=ON)
    assert not selectors.reveals(cast.actor("dung"), moved)
    assert not selectors.reveals(cast.actor("binh"), moved)
    change = {"user": cast.users["giang"], "reason": "nghỉ việc"}
    with pytest.raises(Problem, match="ACC-001"):
        accounts.account_reset(actor=cast.actor("binh"), **change)
    assert accounts.account_lock(actor=cast.actor("dung"), **change).is_active is False


def test_somebody_new_is_seen_by_who_may_edit_people_and_then_by_the_office_they_will_join(cast):
    person = Person.objects.create(full_name="Người mới", phone=PHONE)
    assert selectors.reveals(cast.actor("binh"), person)
    assert not selectors.reveals(cast.actor("hoa"), person)
    PostHolding.objects.create(
        person=person, post=cast.posts["khanh"], kind="acting", valid_from=ON + timedelta(days=3)
    )
    assert selectors.reveals(cast.actor("khanh"), person)
    assert not selectors.reveals(cast.actor("binh"), person)
