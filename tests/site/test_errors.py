"""Refusals and faults: a page with a sentence, or for htmx a notice; the code small; English where chosen."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from giaoban.kernel.problems import Entry, Problem, register
from giaoban.site.errors import WORDS, bad_request, error_response, fault, words_of
from giaoban.site.urls import urlpatterns as real

register(
    {
        "ZZD-001": Entry("Hồ sơ {name} đã đóng.", "File {name} is closed.", 409),
        "ZZD-002": Entry("Không có quyền với {name}.", "No right to {name}.", 403),
    }
)


def refuse(request):
    raise Problem("ZZD-001", name="<b>12</b>")


def hidden(request):
    raise Problem("ZZD-002", name="x")


def broken(request):
    raise RuntimeError("boom")


urlpatterns = [*real, path("zz/refuse/", refuse), path("zz/hidden/", hidden), path("zz/broken/", broken)]
handler400 = "giaoban.site.errors.bad_request"
handler403 = "giaoban.site.errors.forbidden"
handler404 = "giaoban.site.errors.not_found"
handler500 = "giaoban.site.errors.fault"


@pytest.fixture
def client(db):
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


def test_a_problem_is_a_page_with_its_status_sentence_and_code(client):
    response = client.get("/zz/refuse/")
    text = response.content.decode()
    assert response.status_code == 409
    assert "Hồ sơ &lt;b&gt;12&lt;/b&gt; đã đóng." in text
    assert "ZZD-001" in text
    assert str(WORDS[409].advice) in text
    assert 'lang="vi"' in text


def test_a_problem_speaks_english_where_english_is_chosen(client):
    client.cookies["django_language"] = "en"
    text = client.get("/zz/refuse/").content.decode()
    assert "is closed." in text
    assert "Reload the page" in text
    assert 'lang="en"' in text


def test_htmx_gets_a_notice_for_the_corner_of_the_page(client):
    response = client.get("/zz/hidden/", headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#gb-toasts", "beforeend")
    assert "<html" not in response.content.decode()
    assert "Không có quyền với x." in response.content.decode()


def test_a_boosted_link_gets_the_whole_page(client):
    response = client.get("/zz/hidden/", headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert "<html" in response.content.decode()


def test_a_fault_tells_a_number_that_stands_in_the_log_and_nothing_of_the_program(client, caplog):
    response = client.get("/zz/broken/")
    text = response.content.decode()
    assert response.status_code == 500
    assert "boom" not in text
    number = next(r.args[0] for r in caplog.records if r.name == "giaoban.site")
    assert number in text


def test_a_fault_page_needs_no_database():
    request = RequestFactory().get("/")
    assert fault(request).status_code == 500  # no db mark: a query here would fail the test


def test_an_unknown_address_is_a_page_of_ours(client):
    response = client.get("/khong/co/")
    assert response.status_code == 404
    assert str(WORDS[404].title) in response.content.decode()


def test_a_request_that_is_too_large_says_so():
    request = RequestFactory().post("/")
    request.user = None
    assert bad_request(request, RequestDataTooBig("x")).status_code == 413
    assert bad_request(request, ValueError("x")).status_code == 400


def test_a_form_that_stood_open_too_long_explains_itself(client):
    response = Client(enforce_csrf_checks=True).post("/ngon-ngu/", {"language": "en"})
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()


def test_every_status_has_a_sentence_and_advice_and_others_borrow_one():
    for words in WORDS.values():
        assert all(str(part).endswith(".") for part in (words.sentence, words.advice))
    assert words_of(418) is WORDS[400]
    assert words_of(507) is WORDS[500]


@pytest.mark.parametrize("status", sorted(WORDS))
def test_every_status_renders(client, status):
    response = error_response(RequestFactory().get("/"), status)
    assert response.status_code == status
    assert str(WORDS[status].title) in response.content.decode()


def test_while_the_database_is_away_a_page_says_so_and_asks_to_wait(rf):
    from django.db import OperationalError

    from giaoban.site.middleware import ProblemMiddleware

    answer = ProblemMiddleware(lambda request: None).process_exception(rf.get("/"), OperationalError("shutting down"))
    assert answer.status_code == 503
    assert "khởi động lại" in answer.content.decode()
