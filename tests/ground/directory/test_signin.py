"""Signing in: closed to newcomers, limited in attempts, a fresh session each time, first passwords changed first."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, name="binh", password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": name, "password": password}, **extra)


def test_a_user_signs_in_by_name_or_address_whatever_the_case(cast, client):
    for login in ("binh", "BINH", "binh@anphu.example"):
        assert sign_in(client, login).status_code == 302
        assert client.get(reverse("directory:own")).status_code == 200
        client.logout()


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(cast, client):
    answers = [sign_in(client, "binh", "sai"), sign_in(client, "khong-co", "sai")]
    assert [answer.status_code for answer in answers] == [200, 200]
    errors = {str(answer.context["form"].non_field_errors()) for answer in answers}
    assert len(errors) == 1


def test_too_many_attempts_block_even_the_right_password_and_the_count_is_in_the_table(cast, client):
    for _ in range(5):
        assert sign_in(client, "binh", "sai").status_code == 200
    answer = sign_in(client, "binh", PASSWORD)
    assert answer.status_code == 200
    assert not UserSession.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM site_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] > 0
    assert sign_in(client, "cuong", PASSWORD).status_code == 302
    cache.clear()
    client.logout()
    assert sign_in(client, "binh", PASSWORD).status_code == 302


def test_a_session_planted_before_sign_in_is_worthless_after(cast, client):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in(client)
    assert client.session.session_key != planted
    client.cookies["sessionid"] = planted
    assert client.get(reverse("directory:own")).status_code == 302


def test_nobody_signs_up(cast, client):
    answer = client.post(
        reverse("account_signup"),
        {"username": "la", "password1": "mat khau rat dai 9", "password2": "mat khau rat dai 9"},
    )
    assert "la" not in set(type(cast.users["binh"]).objects.values_list("username", flat=True))
    assert answer.status_code in {200, 403}


def test_a_first_password_must_be_changed_before_anything_else(cast, client):
    binh = cast.users["binh"]
    binh.must_change_password = True
    binh.save()
    sign_in(client)
    answer = client.get(reverse("directory:people"))
    assert (answer.status_code, answer.url) == (302, reverse("account_change_password"))
    new = "một mật khẩu khác hẳn 2026"
    changed = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert changed.status_code == 302
    binh.refresh_from_db()
    assert not binh.must_change_password
    assert client.get(reverse("directory:people")).status_code == 200


def test_the_cookies_of_a_session_are_closed_to_scripts(cast, client):
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_locked_account_cannot_sign_in(cast, client):
    cast.users["binh"].is_active = False
    cast.users["binh"].save()
    sign_in(client)
    assert client.get(reverse("directory:own")).status_code == 302


def test_second_factors_are_on_offer(cast, client):
    sign_in(client)
    page = client.get(reverse("mfa_index"))
    assert page.status_code == 200
    assert {"TOTP", "WEBAUTHN", "RECOVERY_CODES"} <= {kind.name for kind in Authenticator.Type}
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).status_code in {200, 302}


def test_with_a_second_factor_the_password_alone_opens_nothing(cast, client):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(cast.users["binh"], generate_totp_secret())
    answer = sign_in(client)
    assert answer.status_code == 302
    assert client.get(reverse("directory:people")).status_code == 302
