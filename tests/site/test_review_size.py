"""A request larger than any file that is taken is refused before anything of it is written."""

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.site.middleware import MOST_BYTES

pytestmark = pytest.mark.django_db


class Unread:
    """A body that must not be read."""

    def read(self, *_):
        raise AssertionError("the body was read")

    readline = read


def test_nobody_fills_the_disk_with_a_request_too_large():
    told = {"CONTENT_LENGTH": str(MOST_BYTES + 1), "wsgi.input": Unread(), "REQUEST_METHOD": "POST"}
    answer = Client().generic("POST", "/gui/", content_type="multipart/form-data; boundary=x", **told)
    assert (answer.status_code, "quá lớn" in answer.content.decode()) == (413, True)


@pytest.mark.parametrize("size", ["", "x", "-5"])
def test_an_odd_length_is_no_fault_of_the_server(size):
    answer = Client(raise_request_exception=False).get("/tai-khoan/login/", CONTENT_LENGTH=size)
    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("fields", "status"), [(5_500, 200), (6_500, 400)])
def test_a_form_of_thousands_of_fields_is_read_and_one_without_bounds_is_not(fields, status):
    answer = Client().post(reverse("account_login"), {f"o{number}": "1" for number in range(fields)})
    assert answer.status_code == status
