"""The secret of a link or of a new password stands in no log, whoever writes it."""

import io
import logging

import pytest
from django.test import Client
from gunicorn.config import Config
from gunicorn.glogging import Logger

from giaoban.occasions.reports.views import intake
from giaoban.site.logs import redacted

TOKEN = "4f9sTQx_bJq-0123456789abcdefghijklmnopqrstu"


@pytest.fixture
def log():
    """What the program's own handler writes, as the settings configure it."""
    (handler,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    kept = handler.setStream(io.StringIO())
    yield handler.stream
    handler.setStream(kept)


@pytest.mark.django_db
def test_a_bad_link_is_logged_without_its_secret(log):
    answer = Client().get(f"/gui/mo/{TOKEN}/")
    assert answer.status_code == 404
    written = log.getvalue()
    assert "Not Found: /gui/mo/…/" in written
    assert TOKEN not in written


@pytest.mark.django_db
def test_a_fault_while_a_link_is_opened_is_logged_without_its_secret(log, monkeypatch):
    def break_down(request, token, *, at):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(intake, "link_open", break_down)
    answer = Client(raise_request_exception=False).get(f"/gui/mo/{TOKEN}/?x=1")
    assert answer.status_code == 500
    written = log.getvalue()
    assert "the disk is full" in written
    assert "/gui/mo/…/" in written
    assert TOKEN not in written


def test_the_web_servers_own_logs_are_without_it_too(tmp_path):
    config = Config()
    errors, hits = tmp_path / "error.log", tmp_path / "access.log"
    config.set("errorlog", str(errors))
    config.set("accesslog", str(hits))
    server = Logger(config)
    try:
        server.exception("Error handling request %s", f"/gui/mo/{TOKEN}/?again=1")
        hit = {"h": "::1", "r": f"GET /gui/mo/{TOKEN}/", "s": 404, "f": f"http://x/gui/mo/{TOKEN}"}
        server.access_log.info('%(h)s "%(r)s" %(s)s "%(f)s"', hit)
    finally:
        for name in ("gunicorn.error", "gunicorn.access"):
            for handler in list(logging.getLogger(name).handlers):
                handler.close()
                logging.getLogger(name).removeHandler(handler)
    written = errors.read_text("utf-8") + hits.read_text("utf-8")
    assert "/gui/mo/…/?again=1" in written
    assert '::1 "GET /gui/mo/…/" 404 "http://x/gui/mo/…"' in written
    assert TOKEN not in written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"Not Found: /gui/mo/{TOKEN}/", "Not Found: /gui/mo/…/"),
        ("/tai-khoan/password/reset/key/1-abc-def/ x", "/tai-khoan/password/reset/key/…/ x"),
        (f"/GUI/MO/{TOKEN}?a='b'", "/GUI/MO/…?a='b'"),
        ("/gui/mo/", "/gui/mo/"),
        ("/bao-cao/12/", "/bao-cao/12/"),
    ],
)
def test_only_the_secret_part_of_an_address_is_taken_out(before, after):
    assert redacted(before) == after


def test_a_record_that_cannot_be_formatted_is_left_to_its_handler():
    record = logging.getLogger("x").makeRecord(
        "x", logging.ERROR, "f", 1, "%d of /gui/mo/%s", ("no number", TOKEN), None
    )
    assert record.args == ("no number", TOKEN)
    fine = logging.getLogger("x").makeRecord("x", logging.ERROR, "f", 1, "/gui/mo/%s/ took %d s", (TOKEN, 3), None)
    assert fine.getMessage() == "/gui/mo/…/ took 3 s"
