"""What every test stands on. Pure tests start nothing; the first test that asks for the database starts the embedded PostgreSQL."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.laws import USUAL  # noqa: E402
from tests.statics import look_once  # noqa: E402
from tests.tracing import (  # noqa: E402, F401
    hear_the_program,
    importing,
    no_tracer,
    pytest_collection,
    pytest_runtest_protocol,
    silence_libraries,
)

# The same examples in each fast run, however busy the machine; `make test-slow` looks for others.
settings.register_profile("fast", deadline=None, derandomize=True, max_examples=USUAL // 3)
settings.register_profile("thorough", deadline=None, print_blob=True)
settings.load_profile("fast")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Tell Django where its database will be; nothing is started yet. The process that only hands tests out needs none."""
    gc.set_threshold(50_000, 20, 20)  # many small objects that live as long as a test: little to be found among them
    hands_out = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if hands_out or not config.pluginmanager.hasplugin("django"):
        return
    from tests.postgres import EXTERNAL, NAME, Server

    server = Server()
    config.stash[SERVER] = server
    data = Path(os.environ.setdefault("GIAOBAN_DATA", str(ROOT / ".cache" / "test-data" / NAME)))
    data.mkdir(parents=True, exist_ok=True)
    os.environ["DATABASE_URL"] = server.url(NAME)
    if not EXTERNAL:
        os.environ["GIAOBAN_OWNER_URL"] = server.url(NAME, owner=True)
    os.environ.setdefault("GIAOBAN_SECRET_KEY", "a key for tests only, long enough for every check of Django")
    os.environ.setdefault("GIAOBAN_HOSTS", "testserver,127.0.0.1,localhost")
    os.environ["DJANGO_SETTINGS_MODULE"] = "giaoban.site.settings"
    import django

    silence_libraries()
    with importing(config):
        django.setup()
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    # Passwords hashed as in use, in a hundredth of the time: what is tested is who gets in, not how long guessing takes.
    PBKDF2PasswordHasher.iterations = 10_000
    hear_the_program()
    look_once()


SERVER = pytest.StashKey()
LONG_JOURNEYS = (
    "test_the_month_closes.py",
    "test_reports_journey.py",
    "test_tasks_journey.py",
    "test_figures_journey.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole pages last: the browser driver keeps an event loop in this thread, which code that starts its own cannot bear.

    Of these the long ones first, so that neither of two processes ends with a long one alone.
    """

    items.sort(key=lambda item: ("e2e" in item.path.parts, item.path.name not in LONG_JOURNEYS))


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Whoever asks for a page in English leaves the language of the process to the next test as it was."""
    yield
    from django.conf import settings as site

    if site.configured and "django.utils.translation" in sys.modules:
        from django.utils import translation

        if translation.get_language() != site.LANGUAGE_CODE:
            translation.activate(site.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[object]:
    """The run's server, started."""
    server = request.config.stash[SERVER]
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def template(postgres, django_test_environment, django_db_blocker) -> str:
    """The name of the migrated template database."""
    from tests.postgres import build_template

    with django_db_blocker.unblock(), no_tracer():  # its lines are those of `giaoban prepare`
        return build_template(postgres)


@pytest.fixture(scope="session")
def django_db_setup(postgres, template, django_db_blocker) -> Iterator[None]:
    """pytest-django's database: a clone of the template."""
    from django.db import connections

    from tests.postgres import NAME

    postgres.clone(template, NAME)
    yield
    with django_db_blocker.unblock():
        for connection in connections.all():
            connection.close()


@pytest.fixture
def real_db(postgres, template, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of its own for tests that commit, with threads or processes; dropped afterwards. Gives its name."""
    from tests.postgres import NAME, pointed

    name = f"{NAME}_own"
    postgres.clone(template, name)
    with django_db_blocker.unblock(), pointed(name):
        yield name
