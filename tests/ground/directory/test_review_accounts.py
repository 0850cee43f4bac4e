"""An account is run where its person belongs, counters count, and odd numbers in an address break no page."""

import threading
import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from giaoban.ground.access.services import grant_give
from giaoban.ground.directory.services import accounts, people
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.models import Post, PostHolding
from giaoban.kernel.problems import Problem
from tests.cast import AT, ON, SINCE


def refusal(call, **fields):
    with pytest.raises(Problem) as caught:
        call(**fields)
    return caught.value.code


def post_in(cast, body, unit):
    return Post.objects.create(
        body=cast.bodies[body], unit=cast.units[unit], title="Chuyên viên", rank="staff", valid_from=SINCE
    )


def everything(cast, who, victim):
    """What running an account can do, as codes of refusal."""
    actor, user, person = cast.actor(who), cast.users[victim], cast.people[victim]
    change = {"actor": actor, "user": user, "reason": "thử"}
    whole = {"full_name": "X", "phone": "", "email": "", "birth": None}
    return [
        refusal(accounts.account_reset, **change),
        refusal(accounts.account_lock, **change),
        refusal(accounts.account_unlock, **change),
        refusal(accounts.account_change, username="x", email="x@y.example", **change),
        refusal(people.person_erase, actor=actor, person=person, reason="thử"),
        refusal(people.person_update, actor=actor, person=person, reason="thử", **whole),
    ]


@pytest.mark.django_db
def test_taking_somebody_in_gives_no_body_their_account(cast):
    post = post_in(cast, "ubnd_tl", "van_hoa_tl")
    people.holding_start(actor=cast.actor("dung"), person=cast.people["an"], post=post, on=ON)
    assert everything(cast, "dung", "an") == ["ACC-001"] * 6
    assert accounts.account_reset(actor=cast.actor("binh"), user=cast.users["an"], reason="thử").password


@pytest.mark.django_db
def test_an_office_that_somebody_left_runs_their_account_no_more(cast):
    post = post_in(cast, "ubnd", "van_hoa")
    PostHolding.objects.create(
        person=cast.people["an"], post=post, valid_from=SINCE, valid_to=SINCE + timedelta(days=9)
    )
    assert everything(cast, "cuong", "an") == ["ACC-001"] * 6
    assert accounts.account_reset(actor=cast.actor("cuong"), user=cast.users["cuong"], reason="thử").password


@pytest.mark.django_db
def test_a_grant_on_the_account_itself_is_enough(cast):
    fields = {"obj": cast.users["an"], "verbs": ["directory.accounts"], "reason": "thử"}
    grant_give(actor=cast.actor("binh"), subject=cast.people["dung"], until=AT + timedelta(days=1), **fields)
    assert accounts.account_reset(actor=cast.actor("dung"), user=cast.users["an"], reason="thử").password


@pytest.mark.django_db
def test_the_window_of_a_counter_is_as_long_as_said_and_does_not_move():
    throttle("thử", "k", limit=9, seconds=3600)
    name = "SELECT extract(epoch FROM expires - now()) FROM site_cache WHERE cache_key LIKE '%throttle:thử%'"
    with connection.cursor() as cursor:
        cursor.execute(name)
        first = cursor.fetchone()[0]
        time.sleep(2.5)
        throttle("thử", "k", limit=9, seconds=3600)
        cursor.execute(name)
        second = cursor.fetchone()[0]
    assert 3590 < first <= 3601
    assert abs(second - first) <= 1


@pytest.mark.django_db
def test_a_counter_is_not_pushed_out_by_filling_the_cache():
    throttle("thử", "k", limit=1, seconds=3600)
    cache.set_many({f"{letter}{n}": 1 for letter in ("a", "z") for n in range(500)}, 600)
    assert refusal(lambda: throttle("thử", "k", limit=1, seconds=3600)) == "DIR-010"


def test_attempts_at_the_same_time_are_all_counted(real_db):
    start, passed = threading.Barrier(8), []

    def attempt():
        try:
            start.wait()
            throttle("thử", "k", limit=5, seconds=60)
            passed.append(1)
        except Problem:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("directory:people", "q=%00"),
        ("directory:accounts", "q=%00a"),
        ("search:find", "q=abc&trang=%C2%B2"),
        ("search:find", "q=abc&trang=" + "9" * 5000),
        ("search:find", "q=a%00bc&trang=0"),
    ],
)
def test_odd_values_in_an_address_break_no_page(cast, name, query):
    client = Client(raise_request_exception=False)
    client.force_login(cast.users["binh"])
    assert client.get(f"{reverse(name)}?{query}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", ""])
def test_odd_numbers_choose_no_post_and_end_no_foreign_session(cast, number):
    client = Client(raise_request_exception=False)
    client.force_login(cast.users["binh"])
    assert client.post(reverse("directory:acting"), {"holding": number}).status_code == 403
    assert client.post(reverse("directory:sessions"), {"session": number}).status_code == 302


@pytest.mark.django_db
def test_no_cache_keeps_a_page_and_every_answer_has_a_policy(cast):
    client = Client(raise_request_exception=False)
    answers = [client.get("/khong-co/"), client.get("/", headers={"host": "elsewhere.example"})]
    client.force_login(cast.users["binh"])
    pages = ("/", reverse("directory:people"), reverse("directory:people") + "?xuat=csv", reverse("reports:inbox"))
    answers += [client.get(page) for page in pages]
    for answer in answers:
        assert "no-store" in answer.headers["Cache-Control"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_nobody_appoints_themselves(cast):
    fields = {"actor": cast.actor("binh"), "post": cast.posts["an"], "on": ON, "kind": "deputy_for"}
    until = ON + timedelta(days=9)
    assert refusal(people.holding_start, person=cast.people["binh"], until=until, **fields) == "DIR-012"
    assert people.holding_start(person=cast.people["cuong"], until=until, **fields).pk


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["%C2%B2", "9" * 5000, ""])
def test_a_grant_on_an_odd_number_is_not_found(cast, number):
    client = Client(raise_request_exception=False)
    client.force_login(cast.users["binh"])
    assert client.get(f"{reverse('directory:grant')}?loai=org.unit&so={number}").status_code == 404
