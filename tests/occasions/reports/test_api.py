"""The endpoint that reads a file for a program: who may ask, what comes back, what is refused, and that nothing is kept."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground.directory.services.tokens import token_create
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.views import api
from tests.occasions.reports.test_pages import file, link_of
from tests.occasions.reports.test_services import TEXT, ask
from tests.pages import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
URL = "/api/doc-bao-cao/"


def secret_of(cast, asked):
    return link_of(cast, asked).strip("/").split("/")[-1]


def test_a_person_signed_in_gets_the_reading_as_json_and_nothing_is_kept(cast):
    answer = client_of(cast).post(URL, {"file": file()})
    told = json.loads(answer.content, parse_float=Decimal)
    assert answer.status_code == 200
    assert (told["file"], told["text"]) == ("báo cáo.txt", TEXT)
    assert "76.9" in {row["value"] for row in told["figures"]}
    assert any(row["template"] == "T1" for row in told["findings"])
    assert answer.headers["Content-Type"] == "application/json"
    assert not Submission.objects.exists()


def test_a_program_reads_with_the_secret_of_a_link_and_sends_the_body_itself(cast):
    asked = ask(cast)
    bearer = {"Authorization": f"Bearer {secret_of(cast, asked)}", "X-Filename": "bao-cao.txt"}
    answer = Client(enforce_csrf_checks=True).post(URL, TEXT.encode(), content_type="text/plain", headers=bearer)
    assert (answer.status_code, answer.json()["file"]) == (200, "bao-cao.txt")
    wrong = {**bearer, "Authorization": "Bearer khong-co"}
    refused = Client().post(URL, TEXT.encode(), content_type="text/plain", headers=wrong)
    assert (refused.status_code, refused.json()["code"]) == (404, "DIR-003")


def key_of(cast, who="binh", verbs=("reports.submit",)):
    actor = cast.actor(who)
    return token_create(actor=actor, name="thử", verbs=verbs, until=actor.at + timedelta(days=5)).secret


def asked_with(secret):
    headers = {"Authorization": f"Bearer {secret}", "X-Filename": "bao-cao.txt"}
    return Client(enforce_csrf_checks=True).post(URL, TEXT.encode(), content_type="text/plain", headers=headers)


def test_a_program_reads_with_a_key_made_for_it_and_with_no_other(cast):
    answer = asked_with(key_of(cast))
    assert (answer.status_code, answer.json()["file"]) == (200, "bao-cao.txt")
    other = asked_with(key_of(cast, verbs=("figures.view",)))
    assert (other.status_code, other.json()["code"]) == (403, "DIR-031")
    wrong = asked_with("gbk_khong-co")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "DIR-032")
    assert wrong.headers["WWW-Authenticate"] == "Bearer"
    assert asked_with(key_of(cast, "giang")).status_code == 403, "a key gives no right that its person has not"
    assert not Submission.objects.exists()


def test_nobody_and_a_page_of_another_site_are_refused(cast):
    assert Client().post(URL, {"file": file()}).json()["code"] == "REP-040"
    foreign = Client(enforce_csrf_checks=True)
    foreign.force_login(cast.users["binh"])
    assert foreign.post(URL, {"file": file()}).status_code == 401
    assert client_of(cast, "giang").post(URL, {"file": file()}).status_code == 403
    assert client_of(cast).get(URL).status_code == 405


def test_no_file_an_unreadable_one_and_one_too_large_are_refused_in_words(cast, monkeypatch):
    client = client_of(cast)
    assert client.post(URL, {}).json()["code"] == "REP-041"
    assert client.post(URL, b"x", content_type="text/plain").json()["code"] == "REP-041"
    assert client.post(URL, b"", content_type="text/plain", headers={"X-Filename": "a.txt"}).json()["code"] == "REP-041"
    broken = client.post(URL, {"file": file(b"%PDF-1.4 broken", "hỏng.pdf")})
    assert broken.json()["code"].startswith("EXT-")
    assert "hỏng.pdf" in broken.json()["message"] or broken.json()["message"]
    monkeypatch.setattr(api, "MOST", 10)
    assert client.post(URL, {"file": file()}).status_code == 413


def test_an_account_reads_only_so_many_files_an_hour(cast, monkeypatch):
    monkeypatch.setattr(api, "CALLS", 1)
    client = client_of(cast)
    assert client.post(URL, {"file": file("Có 3 hộ.")}).status_code == 200
    assert client.post(URL, {"file": file("Có 3 hộ.")}).json()["code"] == "DIR-010"


def test_the_address_is_the_documented_one():
    assert reverse("reports:api_read") == URL
