"""Sign-in, account pages, the frame and the component page: whole, in Vietnamese, under the strict policy."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(password|sign in|log ?in|security key|recovery|authenticator|username|remember me|e-mail)\b", re.I
)
OPEN = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup", "account_inactive"]
OWN = [
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_generate_recovery_codes",
    "account_reauthenticate",
]


def words(text: str) -> str:
    """What a person reads of a page, labels of fields included."""
    body = re.sub(r"(?s)<script.*?</script>|<head.*?</head>", "", text)
    return re.sub(r"<[^>]+>", " ", body)


@pytest.fixture
def signed_in(cast):
    client = Client()
    client.post(reverse("account_login"), {"login": "binh", "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


@pytest.mark.parametrize("name", OPEN)
def test_a_page_before_sign_in_is_whole_and_vietnamese(client, name):
    text = client.get(reverse(name)).content.decode()
    assert "gb-gate-card" in text
    assert not ENGLISH.search(words(text)), ENGLISH.search(words(text))


@pytest.mark.parametrize("name", OWN)
def test_a_page_of_one_s_account_is_whole_and_vietnamese(signed_in, name):
    response = signed_in.get(reverse(name), follow=True)
    text = response.content.decode()
    assert response.status_code == 200
    assert "gb-head" in text
    assert not ENGLISH.search(words(text)), ENGLISH.search(words(text))


def test_wrong_credentials_are_refused_in_vietnamese_without_saying_which_was_wrong(cast, client):
    for login in ("binh", "khong-co"):
        text = client.post(reverse("account_login"), {"login": login, "password": "sai"}).content.decode()
        assert "không đúng" in words(text)
        assert not ENGLISH.search(words(text))


def test_the_first_page_of_a_visitor_is_sign_in(client):
    assert client.get("/")["Location"].startswith(reverse("account_login"))


def test_the_frame_names_person_body_and_post(signed_in):
    text = signed_in.get("/").content.decode()
    assert "Ủy ban nhân dân xã An Phú" in text
    assert "Trần Thị Bình" in text
    assert 'href="#noi-dung"' in text
    assert text.count("<h1") == 1


def test_no_page_needs_anything_from_outside_or_inline(signed_in):
    response = signed_in.get(reverse("site:components"))
    text = response.content.decode()
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_the_component_page_shows_both_themes_to_signed_in_people_only(signed_in, client):
    text = signed_in.get(reverse("site:components")).content.decode()
    assert 'data-bs-theme="light"' in text
    assert 'data-bs-theme="dark"' in text
    assert Client().get(reverse("site:components")).status_code == 302
    with override_settings(DEBUG=True):
        assert Client().get(reverse("site:components")).status_code == 200


def test_identifiers_of_the_component_page_are_unique(signed_in):
    found = re.findall(r'\sid="([^"]+)"', signed_in.get(reverse("site:components")).content.decode())
    assert len(found) == len(set(found)), sorted(x for x in found if found.count(x) > 1)
