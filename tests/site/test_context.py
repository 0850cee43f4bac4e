"""What the frame of every page is told, asked for directly."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from giaoban.site.context import Ui, page
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def asked(cast: Cast | None = None, who: str = "") -> Ui:
    """The frame of the first page for a member of the cast, or for nobody."""
    request = RequestFactory().get("/")
    request.user = cast.users[who] if cast else AnonymousUser()
    request.actor = cast.actor(who) if cast else None
    return page(request)["ui"]


def test_the_frame_of_a_member_names_person_post_and_body(cast):
    ui = asked(cast, "binh")
    assert ui.signed_in
    assert ui.acting == cast.actor("binh").label
    assert ui.user_name == ui.acting.partition(",")[0] != ""
    assert "An Phú" in ui.body_name
    assert (ui.bell, ui.theme) == (0, "auto")
    assert (ui.demo_clock, ui.demo_story) == (None, "")


def test_a_member_is_led_where_the_post_may_go_and_to_the_own_account(cast):
    ui = asked(cast, "binh")
    assert ui.navigation
    assert ui.search_url != "/"
    assert ui.bell_url
    assert "/cua-toi/" in {link["url"] for link in ui.account_links}
    assert all(link["url"] and link["label"] for link in ui.account_links)


def test_the_frame_of_nobody_has_no_name_and_no_bell():
    ui = asked()
    assert not ui.signed_in
    assert (ui.user_name, ui.acting, ui.body_name, ui.bell) == ("", "", "", 0)
    assert ui.demo_clock is None
    assert ui.demo_story == ""
