"""Every list page with 25,000 rows behind it: at most 15 queries, and an answer soon enough. Figures are printed (`pytest -s`)."""

import time
from collections.abc import Iterator
from functools import partial

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, make_cast
from tests.e2e.places import places
from tests.postgres import NAME, pointed
from tests.queries import LIST_LIMIT
from tests.size.pages import PAGES
from tests.size.rows import FILLERS, LAST, MANY
from tests.timing import wall_seconds

pytestmark = pytest.mark.slow
SOON = 1.5
"""Seconds, generous: a page takes a tenth of it on an idle machine; one that reads every row takes more than all of it."""


@pytest.fixture(scope="module")
def cast(postgres, template, django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """The cast and many rows, committed, in a database of their own."""
    from giaoban.ground import journal

    name = f"{NAME}_size"
    postgres.clone(template, name)
    with django_db_blocker.unblock(), pointed(name):
        made = make_cast()
        with journal.acting(label="kiểm thử", source="command"):
            for fill in [*FILLERS, *LAST]:
                began = time.monotonic()
                fill(made)
                print(f"{fill.__name__}: {time.monotonic() - began:.1f} s")
        with psycopg.connect(postgres.url(name, owner=True), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        yield made
    postgres.drop(name)


@pytest.fixture(scope="module")
def client(cast: Cast) -> Client:
    """Bình, signed in."""
    client = Client()
    client.force_login(cast.users["binh"])
    return client


def quickest(client: Client, address: str) -> float:
    """Seconds until the whole answer is there, the least of several; a busy machine is given many tries."""
    return wall_seconds(partial(client.get, address), enough=SOON, tries=12)


@pytest.mark.parametrize("name", list(PAGES))
def test_a_list_of_many_rows_takes_few_queries_and_answers_soon(name: str, cast: Cast, client: Client):
    address = PAGES[name].address()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [query["sql"][:160] for query in captured.captured_queries]  # now: the next request empties the list
    taken = quickest(client, address)
    print(f"{name}: {len(asked)} queries, {1000 * taken:.0f} ms")
    assert 1 < len(asked) <= LIST_LIMIT, "\n".join(asked)
    assert taken < SOON


@pytest.mark.parametrize("address", places())
def test_every_page_without_a_number_answers_soon_whatever_is_in_the_tables(address: str, client: Client):
    """Also the pages of rooms that added no line to PAGES, and the forms with their choices."""
    answer = client.get(address)
    if answer.status_code in (302, 405):
        pytest.skip("leads elsewhere, or answers to POST only")
    assert answer.status_code == 200
    taken = quickest(client, address)
    print(f"{address}: {1000 * taken:.0f} ms, {len(answer.content) // 1000} kB")
    assert taken < SOON


def test_the_rows_are_really_there(cast: Cast):
    from giaoban.ground.org.models import Person
    from giaoban.ground.search.models import SearchRow
    from giaoban.occasions.reports.models import Submission

    assert Person.objects.count() > MANY
    assert Submission.objects.count() == MANY
    assert SearchRow.objects.count() > 3 * MANY
