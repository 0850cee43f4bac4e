"""What a program is told comes in the language that it asks for, with the same codes; people's pages never follow Accept-Language."""

import json
import re

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import get_language, override
from ninja.errors import HttpError

from giaoban.site.api import api, unread
from giaoban.site.errors import words_of
from giaoban.site.shapes import OTHER, SAID, said
from tests.programs import Program

pytestmark = pytest.mark.django_db
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]", re.IGNORECASE)
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,vi;q=0.5"}
ROW = {"indicator": "KHONG", "unit": "Thôn Đông", "period": "2026-11", "amount": "1"}


def asked(program, **given):
    """The same call in Vietnamese and in English."""
    answers = []
    for headers in ({}, ENGLISH):
        program.client.defaults |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        answers.append(program.send("observations", given, key=f"k{len(answers)}").json())
    return answers


def test_a_refused_row_has_one_code_and_its_sentence_in_the_language_asked_for(cast):
    vietnamese, english = (told["refused"][0] for told in asked(Program(cast), rows=[ROW]))
    assert vietnamese["code"] == english["code"]
    assert VIETNAMESE.search(vietnamese["message"])
    assert not VIETNAMESE.search(english["message"])


def test_a_malformed_call_is_told_in_the_language_asked_for(cast):
    vietnamese, english = asked(Program(cast), rows=[{"indicator": 1, "role": "x"}])
    assert [one["place"] for one in vietnamese["places"]] == [one["place"] for one in english["places"]]
    assert all(VIETNAMESE.search(one["message"]) for one in [vietnamese, *vietnamese["places"]])
    assert not any(VIETNAMESE.search(one["message"]) for one in [english, *english["places"]])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "units", 401), ("get", "khong-co", 404), ("delete", "units", 405)],
)
def test_every_refusal_is_json_in_the_language_asked_for(db, method, path, status):
    told = [getattr(Client(headers=headers), method)(f"/api/v1/{path}") for headers in ({}, ENGLISH)]
    assert {answer.status_code for answer in told} == {status}
    assert {answer.json()["code"] for answer in told} == {f"API-{status}"}
    assert [bool(VIETNAMESE.search(answer.json()["message"])) for answer in told] == [True, False]
    assert all("Accept-Language" in answer["Vary"] for answer in told)


def test_words_that_are_no_json_are_refused_in_the_language_asked_for(cast):
    program = Program(cast)
    told = program.client.post(
        "/api/v1/observations", "{", content_type="application/json", headers={"Idempotency-Key": "a", **ENGLISH}
    )
    assert (told.status_code, told.json()) == (400, {"code": "API-400", "message": "What was sent is not JSON."})


def test_only_what_is_no_json_is_called_so(cast):
    sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "a"}}
    program, no_json = Program(cast), "Nội dung gửi không phải JSON."
    answers = [program.client.post("/api/v1/observations", body, **sent) for body in ("{", b"\xff", "[" * 100_000)]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(400, "API-400")}
    assert [answer.json()["message"] == no_json for answer in answers] == [True, True, False]
    told = unread(RequestFactory().get("/"), HttpError(429, "Too many requests."))
    assert (told.status_code, json.loads(told.content)["message"]) == (429, str(words_of(429).sentence))


def test_the_guide_is_a_page_for_people_and_follows_their_choice(client):
    assert client.get("/api/v1/docs", headers=ENGLISH)["Content-Language"] == "vi"


def test_an_address_that_takes_no_such_call_answers_people_with_a_page(client):
    answer = client.get("/ngon-ngu/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "gb-foot" in answer.content.decode()


def test_every_kind_of_fault_has_its_vietnamese_sentence_and_an_unknown_one_a_general_one():
    assert said({"type": "too_long", "msg": "…", "ctx": {"actual_length": 3, "max_length": 2}}, "vi") == (
        "Có 3 phần tử, nhiều nhất là 2."
    )
    assert said({"type": "literal_error", "msg": "…", "ctx": {"expected": "'a' or 'b'"}}, "vi").endswith(
        "'a' hoặc 'b'."
    )
    assert said({"type": "new_in_pydantic", "msg": "…"}, "vi") == OTHER
    assert said({"type": "less_than", "msg": "…"}, "vi") == OTHER
    assert all(VIETNAMESE.search(words) for words in SAID.values())


def test_every_call_and_parameter_is_described_in_vietnamese_too():
    described = api.get_openapi_schema()
    with override("vi"):
        from django.utils.translation import gettext

        assert get_language() == "vi"
        missing = [text for text in texts(described) if gettext(text) == text]
    assert missing == []


def texts(described):
    """What the guide shows of each call."""
    for methods in described["paths"].values():
        for told in methods.values():
            yield from filter(None, (told.get("summary"), told.get("description")))
            yield from (one["description"] for one in told.get("parameters", []) if one.get("description"))
