"""A demonstration's account works on the day of its story; nobody else's clock moves, nor the journal's."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from giaoban.ground.directory.clock import clocked, moment_of
from giaoban.ground.directory.services.clock import demo_clock_set
from giaoban.ground.directory.services.links import link_actor, link_create, link_resume
from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import PostHolding
from giaoban.kernel.problems import Problem
from tests.cast import AT

pytestmark = pytest.mark.django_db
STORY = date(2025, 10, 15)
NOTE = "chuyện của xã An Phú"
BANNER = "Dữ liệu minh họa: hôm nay là <strong>15/10/2025</strong>"


@pytest.fixture
def story(cast, settings):
    """Bình works on 15 October 2025."""
    settings.GIAOBAN_DEMO = True
    demo_clock_set(user=cast.users["binh"], on=STORY, note=NOTE)
    return cast


def page(cast, name, address="/"):
    client = Client()
    client.force_login(cast.users[name])
    return client.get(address)


def test_outside_a_demonstration_no_day_can_be_set(cast, settings):
    assert not settings.GIAOBAN_DEMO
    with pytest.raises(Problem, match="DIR-013"):
        demo_clock_set(user=cast.users["binh"], on=STORY, note=NOTE)
    settings.GIAOBAN_DEMO = True
    assert demo_clock_set(user=cast.users["binh"], on=STORY, note=NOTE).clock_on == STORY
    assert demo_clock_set(user=cast.users["binh"], on=None).clock_note == ""


def test_the_account_works_on_its_day_at_the_real_time_of_day(story):
    actor = clocked(story.users["binh"], at=AT)
    assert (actor.on, actor.story) == (STORY, NOTE)
    assert timezone.localtime(actor.at).time() == timezone.localtime(AT).time()
    other = clocked(story.users["an"], at=AT)
    assert (other.at, other.story) == (AT, None)


def test_a_day_that_was_set_counts_for_nothing_once_the_program_is_no_demonstration(story, settings):
    settings.GIAOBAN_DEMO = False
    assert moment_of(story.users["binh"], at=AT) == AT
    assert clocked(story.users["binh"], at=AT).story is None
    assert BANNER not in page(story, "binh").content.decode()


def test_every_page_of_the_account_says_which_day_it_is(story):
    for address in ("/", reverse("directory:units"), reverse("directory:own")):
        answer = page(story, "binh", address)
        assert BANNER in answer.content.decode(), address
        assert NOTE in answer.content.decode(), address
        assert answer.wsgi_request.actor.on == STORY
    assert BANNER not in page(story, "an").content.decode()


def test_only_what_holds_on_that_day_counts(story):
    PostHolding.objects.filter(person=story.people["binh"]).update(valid_from=STORY + timedelta(days=1))
    assert clocked(story.users["binh"], at=AT).post_id is None
    PostHolding.objects.filter(person=story.people["binh"]).update(valid_from=STORY)
    assert clocked(story.users["binh"], at=AT).post_id == story.posts["binh"].pk


def test_the_journal_keeps_the_real_time(story):
    client = Client()
    client.force_login(story.users["binh"])
    client.post(
        reverse("directory:unit_alias", args=[story.units["truong"].pk]), {"alias": "Trường làng", "on": "15/10/2025"}
    )
    entry = Entry.objects.latest("pk")
    assert entry.verb == "org.unit_alias_add"
    assert timezone.now() - entry.at < timedelta(minutes=1)


def test_a_link_made_on_the_day_of_a_story_is_opened_on_that_day(story):
    maker = clocked(story.users["binh"], at=AT)
    made = link_create(
        actor=maker, obj=story.units["truong"], verbs=["org.view"], purpose="xem", until=maker.at + timedelta(days=3)
    )
    visitor = link_actor(made.token, at=AT)
    assert (visitor.on, visitor.story) == (STORY, NOTE)
    assert link_resume(made.link.pk, at=AT).on == STORY
    assert link_resume(made.link.pk, at=AT + timedelta(days=30)).on == STORY
    demo_clock_set(user=story.users["binh"], on=STORY + timedelta(days=3), note=NOTE)
    assert link_resume(made.link.pk, at=AT) is None
    with pytest.raises(Problem, match="DIR-003"):
        link_actor(made.token, at=AT)
