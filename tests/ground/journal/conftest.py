"""What the journal's tests share: entries as values, and the owner's connection with the guards off."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest


@pytest.fixture
def entries() -> Callable[..., list[Any]]:
    """entries(after): the entries with higher numbers, in their order."""
    from giaoban.ground.journal.models import Entry

    return lambda after=0: list(Entry.objects.filter(id__gt=after).order_by("id"))


@pytest.fixture
def forger(postgres: Any, real_db: str) -> Callable[[], Any]:
    """forger(): a connection of the database's owner with the journal's guards switched off while it works."""

    @contextmanager
    def unguarded() -> Iterator[psycopg.Connection]:
        with psycopg.connect(postgres.url(real_db, owner=True), autocommit=True) as connection:
            for table in ("journal_entry", "journal_seal"):
                connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield connection
            for table in ("journal_entry", "journal_seal"):
                connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    return unguarded
