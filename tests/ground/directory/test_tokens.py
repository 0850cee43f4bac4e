"""A key lets a program do in a person's name what it was made for, never more than the person may, and only until it ends."""

from datetime import timedelta

import pytest
from django.urls import reverse

from giaoban.ground.directory.models import Token
from giaoban.ground.directory.services.tokens import token_caller, token_create, token_revoke
from giaoban.ground.org.services import holding_end
from giaoban.kernel.problems import Problem
from tests.pages import client_of

pytestmark = pytest.mark.django_db


def make(cast, who="binh", **changes):
    actor = cast.actor(who)
    given = {"name": "Phần mềm kế toán", "verbs": ["figures.view"], "until": actor.at + timedelta(days=30)}
    return token_create(actor=actor, **given | changes)


def refusal(call, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value.code


def caller(cast, secret, later=timedelta(0)):
    return token_caller(secret, at=cast.actor("binh").at + later, client="10.0.0.9")


def test_a_key_stands_for_its_maker_within_its_verbs(cast):
    made = make(cast)
    assert made.secret not in str(vars(made.token))
    found = caller(cast, made.secret)
    assert (found.actor.user_id, found.actor.post_id) == (cast.actor("binh").user_id, cast.actor("binh").post_id)
    found.require("figures.view")
    assert refusal(found.require, "figures.record") == "DIR-031"
    assert Token.objects.get().last_used_at == cast.actor("binh").at


def test_wrong_ended_and_revoked_keys_are_refused_alike(cast):
    made = make(cast)
    assert refusal(caller, cast, made.secret + "x") == "DIR-032"
    assert refusal(caller, cast, made.secret, timedelta(days=31)) == "DIR-032"
    token_revoke(actor=cast.actor("binh"), pk=made.token.pk)
    token_revoke(actor=cast.actor("binh"), pk=made.token.pk)
    assert refusal(caller, cast, made.secret) == "DIR-032"


def test_who_leaves_the_post_or_is_locked_takes_the_key_along(cast):
    made = make(cast)
    user = made.token.user
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert refusal(caller, cast, made.secret) == "DIR-032"
    user.is_active = True
    user.save(update_fields=["is_active"])
    assert caller(cast, made.secret)
    holding_end(holding=made.token.holding, on=cast.actor("binh").on)
    assert refusal(caller, cast, made.secret) == "DIR-032"


def test_guessing_is_slowed_down(cast):
    for _ in range(30):
        assert refusal(caller, cast, "gbk_guess") == "DIR-032"
    assert refusal(caller, cast, "gbk_guess") == "DIR-010"


def test_a_key_needs_a_name_known_verbs_and_an_end_within_a_year(cast):
    at = cast.actor("binh").at
    for changes in (
        {"name": " "},
        {"verbs": []},
        {"verbs": ["figures.view", "directory.accounts"]},
        {"until": at},
        {"until": at + timedelta(days=400)},
    ):
        assert refusal(make, cast, **changes) == "DIR-030"
    for _ in range(20):
        make(cast)
    assert refusal(make, cast) == "DIR-030"


def test_the_secret_is_shown_once_and_only_ones_own_keys_are_listed(cast):
    client = client_of(cast, "binh")
    until = (cast.actor("binh").on + timedelta(days=10)).strftime("%d/%m/%Y")
    sent = {"name": "Máy quét <b>", "verbs": ["figures.view"], "until": until}
    page = client.post(reverse("directory:tokens"), sent).content.decode()
    assert "gbk_" in page
    assert "Máy quét &lt;b&gt;" in page
    token = Token.objects.get()
    assert "gbk_" not in client.get(reverse("directory:tokens")).content.decode()
    stranger = client_of(cast, "dung")
    assert "Máy quét" not in stranger.get(reverse("directory:tokens")).content.decode()
    assert stranger.post(reverse("directory:token_revoke", args=[token.pk])).status_code == 404
    assert client.post(reverse("directory:tokens"), sent | {"name": ""}).status_code == 422
    assert client.post(reverse("directory:token_revoke", args=[token.pk])).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
