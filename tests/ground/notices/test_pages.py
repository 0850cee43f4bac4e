"""The bell's list, and the list of what could not be sent."""

import pytest
from django.urls import reverse

from giaoban.ground.notices.models import Notice
from giaoban.ground.notices.services import notice_send
from tests.cast import AT, ON

pytestmark = pytest.mark.django_db


def send(person, event="a", url="/to-chuc/"):
    return notice_send(event=event, to=person, subject=f"Việc {event}", body="Nội dung.", on=ON, at=AT, url=url)


def test_people_read_their_own_notices(cast, client):
    mine, _other = send(cast.people["binh"]), send(cast.people["cuong"], "b")
    client.force_login(cast.users["binh"])
    page = client.get(reverse("notices:list")).content.decode()
    assert "Việc a" in page
    assert "Việc b" not in page
    answer = client.post(reverse("notices:read", args=[mine.pk]))
    assert answer.url == "/to-chuc/"
    mine.refresh_from_db()
    assert mine.read_at is not None
    assert client.post(reverse("notices:read", args=[_other.pk])).status_code == 404


def test_a_notice_leads_to_no_other_site(cast, client):
    notice = send(cast.people["binh"], url="https://evil.example/")
    client.force_login(cast.users["binh"])
    assert client.post(reverse("notices:read", args=[notice.pk])).url == reverse("notices:list")


def test_all_are_read_at_once(cast, client):
    send(cast.people["binh"])
    send(cast.people["binh"], "b")
    client.force_login(cast.users["binh"])
    client.post(reverse("notices:read_all"))
    assert not Notice.objects.filter(read_at__isnull=True).exists()
    assert client.get(reverse("notices:list")).status_code == 200


def test_an_empty_list_says_so(cast, client):
    client.force_login(cast.users["binh"])
    assert "Chưa có thông báo nào" in client.get(reverse("notices:list")).content.decode()


def test_what_failed_is_sent_again_by_those_who_run_the_office(cast, client):
    notice = send(cast.people["cuong"])
    Notice.objects.update(state="failed", error="hộp thư đầy")
    client.force_login(cast.users["dung"])
    assert "Việc a" not in client.get(reverse("notices:failed")).content.decode()
    assert client.post(reverse("notices:retry", args=[notice.pk])).status_code == 404
    client.force_login(cast.users["binh"])
    page = client.get(reverse("notices:failed")).content.decode()
    assert "hộp thư đầy" in page
    assert client.post(reverse("notices:retry", args=[notice.pk])).status_code == 302
    notice.refresh_from_db()
    assert notice.state == "queued"
    client.force_login(cast.users["giang"])
    assert client.get(reverse("notices:failed")).status_code == 403
    assert "Không có thư lỗi" in client_of(cast, client).content.decode()


def client_of(cast, client):
    client.force_login(cast.users["binh"])
    return client.get(reverse("notices:failed"))
