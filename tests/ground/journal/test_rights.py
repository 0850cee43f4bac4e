"""Nobody rewrites the journal: not the application's role, not even the owner without tearing down the guards first."""

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from tests.ground.journal.cast import commune, sql

TWO_ROLES = "owner" in settings.DATABASES
needs_two_roles = pytest.mark.skipif(not TWO_ROLES, reason="one role for everything: only the triggers protect")

CHANGES = [
    "UPDATE journal_entry SET reason = 'khác'",
    "DELETE FROM journal_entry",
    "TRUNCATE journal_entry",
    "UPDATE journal_seal SET count = 0",
    "DELETE FROM journal_seal",
    "TRUNCATE journal_seal",
]
WRITES = [
    "INSERT INTO journal_entry (at, txid, op, table_name, pk, part_of, verb, reason, label, source)"
    " VALUES (now(), 1, 'N', '', '', '', '', '', '', '')",
    "INSERT INTO journal_personkey (person_id, made_at) VALUES (1, now())",
    "UPDATE journal_personkey SET key = NULL",
    "DELETE FROM journal_personkey",
    "DELETE FROM journal_batchpart",
    "SELECT journal_write('N', '', '', '', NULL, NULL, NULL, NULL)",
    "SELECT journal_key(1)",
    "TRUNCATE org_unit CASCADE",
]


def seal_one():
    commune()
    sql("SELECT journal_seal_next('0 s', 100)")


@pytest.mark.django_db
@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_cannot_change_an_entry_or_a_seal(statement):
    seal_one()
    with pytest.raises(DatabaseError, match=r"permission denied|append-only"), transaction.atomic():
        sql(statement)


@pytest.mark.django_db
@needs_two_roles
@pytest.mark.parametrize("statement", WRITES)
def test_the_application_cannot_write_where_only_triggers_do(statement):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        sql(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_owner_is_refused_by_the_triggers(postgres, real_db, statement):
    seal_one()
    with psycopg.connect(postgres.url(real_db, owner=True)) as owner, pytest.raises(psycopg.Error, match="append-only"):
        owner.execute(statement)


@pytest.mark.django_db
def test_the_application_can_read_what_it_needs():
    seal_one()
    assert sql("SELECT count(*) > 0 FROM journal_entry") == [(True,)]
    assert sql("SELECT count(*) > 0 FROM journal_seal") == [(True,)]
    assert sql("SELECT count(*) FROM journal_personkey") == [(0,)]


def test_emptying_a_table_by_its_owner_is_noted(postgres, real_db, entries):
    commune()
    with psycopg.connect(postgres.url(real_db, owner=True)) as owner:
        owner.execute("TRUNCATE org_unitname")
    last = entries()[-1]
    assert (last.op, last.table_name, last.rows) == ("T", "org_unitname", 1)
