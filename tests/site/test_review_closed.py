"""Pages of the sign-in library that this program does not offer."""

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground.directory.models import User

pytestmark = pytest.mark.django_db


def test_nobody_changes_the_address_of_an_account_beside_the_office(cast):
    client = Client()
    client.force_login(cast.users["giang"])
    address = reverse("account_email")
    assert client.get(address).status_code == 404
    for action in ("action_add", "action_primary"):
        assert client.post(address, {action: "", "email": "elsewhere@evil.example"}).status_code == 404
    cast.users["giang"].refresh_from_db()
    assert cast.users["giang"].email == "giang@anphu.example"
    assert not cast.users["giang"].emailaddress_set.exists()


def test_nobody_signs_up():
    fields = {"username": "moi", "password1": "trống đồng 26", "password2": "trống đồng 26"}
    assert "Tài khoản do cơ quan cấp" in Client().post(reverse("account_signup"), fields).content.decode()
    assert not User.objects.exists()
