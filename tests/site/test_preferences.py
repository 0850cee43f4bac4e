"""Language and theme: the account's choice, else the device's cookie, else Vietnamese and the device's own theme."""

import pytest
from django.test import Client

from giaoban.ground import journal

pytestmark = pytest.mark.django_db
HOME = "/tai-khoan/login/"


@pytest.fixture
def client():
    return Client()


def page(client, path=HOME, **headers):
    return client.get(path, headers=headers).content.decode()


def test_a_visitor_reads_vietnamese_whatever_the_browser_asks_for(client):
    text = page(client, **{"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="vi" data-bs-theme="auto">' in text


def test_the_choice_of_language_stays_on_the_device(client):
    response = client.post("/ngon-ngu/", {"language": "en", "next": HOME})
    assert (response.status_code, response["Location"]) == (302, HOME)
    assert response.cookies["django_language"]["httponly"]
    assert '<html lang="en"' in page(client)
    assert client.get(HOME)["Content-Language"] == "en"


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_the_choice_of_theme_is_rendered_by_the_server(client, theme):
    client.post("/giao-dien/", {"theme": theme, "next": HOME})
    assert f'data-bs-theme="{theme}"' in page(client)


def test_an_unknown_choice_changes_nothing(client):
    client.post("/giao-dien/", {"theme": "hồng"})
    client.post("/ngon-ngu/", {"language": "fr"})
    client.cookies["giaoban_theme"] = '"><script>'
    assert '<html lang="vi" data-bs-theme="auto">' in page(client)


def test_the_account_s_choice_counts_on_every_device(cast, client):
    user = cast.users["binh"]
    user.language, user.theme = "en", "dark"
    user.save()
    client.force_login(user)
    client.cookies["django_language"] = "vi"
    assert '<html lang="en" data-bs-theme="dark">' in page(client, "/")


def test_a_choice_of_somebody_signed_in_is_kept_in_the_account_and_its_history(cast, client):
    client.force_login(cast.users["binh"])
    client.post("/giao-dien/", {"theme": "dark", "next": "/"})
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    client.post("/ngon-ngu/", {"language": "fr", "next": "/"})
    user = cast.users["binh"]
    user.refresh_from_db()
    assert (user.language, user.theme) == ("en", "dark")
    client.cookies.pop("giaoban_theme")
    assert '<html lang="en" data-bs-theme="dark">' in page(client, "/")
    assert [change.verb for change in journal.history(user)][:2] == ["directory.preferences"] * 2


def test_one_is_sent_back_to_this_site_only(client):
    for evil in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""):
        assert client.post("/giao-dien/", {"theme": "dark", "next": evil})["Location"] == "/"


def test_choices_are_made_by_post_only(client):
    assert client.get("/giao-dien/").status_code == 405
    assert client.get("/ngon-ngu/").status_code == 405


def test_answers_differ_by_cookie_for_caches(client):
    assert "Cookie" in client.get(HOME)["Vary"]
