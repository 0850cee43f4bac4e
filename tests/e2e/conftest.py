"""A real server on a real database, and one browser for all tests of whole pages."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import ARGUMENTS, CHROMIUM, Watch

START_WITHIN = 120
WAITS = 30_000
"""Milliseconds that a page may take to come to what is expected of it, on a machine that is busy."""
expect.set_options(timeout=WAITS)


@dataclass(frozen=True)
class Site:
    """A served site; `database` is its database's name, `cast` the people in it, `unblock` lets the test process ask the database."""

    origin: str
    database: str
    cast: Any
    unblock: Callable[[], AbstractContextManager[Any]]

    def url(self, path: str) -> str:
        """The address of a page."""
        return self.origin + path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is e2e; without Chromium it is skipped and says so. What its pages run, the rooms' own tests measure."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.untraced)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"no {CHROMIUM}: apt-get install chromium"))


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_served(process: "subprocess.Popen[bytes]", address: str) -> None:
    """Return when the site answers. Errors: AssertionError when the server ends or does not answer in time."""
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer within {START_WITHIN} s")


@pytest.fixture(scope="package")
def server(
    postgres: Any, template: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """gunicorn on a database of its own with the cast in it."""
    from tests.cast import make_cast
    from tests.postgres import EXTERNAL, NAME, pointed

    database = f"{NAME}_e2e"
    postgres.clone(template, database)
    with django_db_blocker.unblock(), pointed(database):
        cast = make_cast()
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment = {**unmeasured, "DATABASE_URL": postgres.url(database), "GIAOBAN_HOSTS": "127.0.0.1,localhost"}
    if not EXTERNAL:
        environment["GIAOBAN_OWNER_URL"] = postgres.url(database, owner=True)
    log = tmp_path_factory.mktemp("server") / "gunicorn.log"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "giaoban.site.wsgi:application",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
    ]
    with log.open("wb") as stream:
        process = subprocess.Popen(command, env=environment, stdout=stream, stderr=stream)
        try:
            wait_until_served(process, origin + "/tai-khoan/login/")
            yield Site(origin, database, cast, django_db_blocker.unblock)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{log.read_text('utf-8', 'replace')[-600:]}") from error
        finally:
            process.terminate()
            process.wait(60)


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """One Chromium. Its event loop lives in this thread, so Django is told that the tests' own queries are meant."""
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    with sync_playwright() as play:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()
    if before is None:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="package")
def states(server: Site) -> dict[str, Any]:
    """Storage states of people who have signed in, by short name; filled by `visit`."""
    return {}


def sign_in(server: Site, name: str) -> dict[str, Any]:
    """Sign a member of the cast in through the form's view, without a browser; a browser's storage afterwards.

    The form itself is filled in by test_frame.py and test_signin_journey.py.
    """
    from django.test import Client

    from tests.cast import PASSWORD
    from tests.postgres import pointed

    client = Client(HTTP_HOST=server.origin.removeprefix("http://"))
    with server.unblock(), pointed(server.database):
        answer = client.post("/tai-khoan/login/", {"login": name, "password": PASSWORD})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/"), name
    kept = [
        {"name": key, "value": cookie.value, "url": server.origin, "httpOnly": True, "sameSite": "Lax"}
        for key, cookie in client.cookies.items()
    ]
    return {"cookies": kept, "origins": []}


@pytest.fixture
def visit(browser: Any, server: Site, states: dict[str, Any]) -> Iterator[Any]:
    """`visit("binh")` gives a page of a signed-in member, `visit()` a visitor's; faults of scripts fail the test at its end."""
    contexts, watches = [], []

    def open_page(name: str = "", **options: Any) -> Any:
        if name and name not in states:
            states[name] = sign_in(server, name)
        context = browser.new_context(
            storage_state=states.get(name), locale="en-US", reduced_motion="reduce", **options
        )
        context.set_default_timeout(WAITS)
        page = context.new_page()
        watch = Watch(server.origin)
        watch.on(page)
        contexts.append(context)
        watches.append(watch)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [said for watch in watches for said in watch.said] == []
    assert [address for watch in watches for address in watch.outside] == []


@pytest.fixture
def page(visit: Any) -> Any:
    """A page of Trần Thị Bình, signed in."""
    return visit("binh")


@pytest.fixture
def visitor(visit: Any) -> Any:
    """A page of somebody who has not signed in."""
    return visit()
