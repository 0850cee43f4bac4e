"""Who and why reach the entry in every shape of transaction."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from giaoban.ground import journal
from giaoban.ground.journal.context import install_wrapper
from giaoban.ground.org.models import Unit, UnitAlias
from tests.ground.journal.cast import START, Undo, by_an, commune, last_entry, sql

AN = "Nguyễn Văn An, Chánh Văn phòng"


def told(entry):
    return entry.label, entry.verb, entry.reason


def alias(unit, text):
    return UnitAlias.objects.create(unit=unit, alias=text, valid_from=START)


def test_every_transaction_of_a_request_names_the_actor_again(real_db, entries):
    with by_an():
        for _ in range(2):
            with transaction.atomic():
                journal.context(verb="org.edit", reason="theo quyết định")
                commune()
    assert {told(e) for e in entries()} == {(AN, "org.edit", "theo quyết định")}
    assert {(e.user_id, e.post_id, e.body_id, e.source) for e in entries()} == {(7, 8, 9, "web")}


def test_a_write_outside_any_transaction_names_the_actor_too(real_db, entries):
    with by_an():
        Unit.objects.create(kind="hamlet", level="hamlet", valid_from=START)
        sql(
            "WITH x AS (SELECT 1) INSERT INTO org_unit (kind, level, code, valid_from) VALUES ('school', 'commune', '', now())"
        )
    assert [told(e) for e in entries()] == [(AN, "", "")] * 2
    assert not connection.in_atomic_block


def test_a_write_under_switched_off_autocommit_names_the_actor(real_db, entries):
    transaction.set_autocommit(False)
    try:
        with by_an():
            Unit.objects.create(kind="hamlet", level="hamlet", valid_from=START)
            transaction.commit()
    finally:
        transaction.set_autocommit(True)
    assert entries()[-1].label == AN


def test_nothing_of_one_persons_name_stays_on_the_connection(real_db, entries):
    with by_an():
        commune()
    mark = last_entry()
    commune("Xã khác")
    assert {e.label for e in entries(mark)} == {sql("SELECT session_user::text")[0][0]}
    assert sql("SELECT coalesce(current_setting('giaoban.label', true), '')") == [("",)]


def test_the_verb_ends_with_the_block_it_was_named_in(real_db, entries):
    unit = commune()
    mark = last_entry()
    with by_an(), transaction.atomic():
        journal.context(verb="outer")
        alias(unit, "một")
        with transaction.atomic():
            alias(unit, "hai")
            journal.context(verb="inner", reason="vì sao")
            alias(unit, "ba")
        alias(unit, "bốn")
    assert [told(e)[1:] for e in entries(mark)] == [("outer", ""), ("outer", ""), ("inner", "vì sao"), ("outer", "")]


def test_a_rolled_back_savepoint_takes_no_name_with_it(real_db, entries):
    unit = commune()
    mark = last_entry()
    with by_an(), transaction.atomic():
        with suppress(Undo), transaction.atomic():
            journal.context(verb="lost")
            alias(unit, "mất")
            raise Undo
        alias(unit, "còn")
        journal.context(verb="kept")
        alias(unit, "giữ")
    assert [told(e) for e in entries(mark)] == [(AN, "", ""), (AN, "kept", "")]


def test_the_actor_may_change_inside_one_transaction(real_db, entries):
    unit = commune()
    mark = last_entry()
    with transaction.atomic():
        with by_an():
            alias(unit, "của An")
        with journal.acting(label="Máy nhập liệu", source="job:import"):
            alias(unit, "của máy")
        alias(unit, "không của ai")
    assert [e.label for e in entries(mark)] == [AN, "Máy nhập liệu", sql("SELECT session_user::text")[0][0]]


def test_an_earlier_transactions_verb_is_forgotten_even_if_its_end_went_unseen(real_db, entries):
    with by_an():
        with transaction.atomic():
            journal.context(verb="first")
        with transaction.atomic():
            commune()
    assert {e.verb for e in entries()} == {""}


def test_a_verb_needs_a_transaction(real_db):
    with pytest.raises(TransactionManagementError):
        journal.context(verb="org.edit")
    with pytest.raises(TransactionManagementError):
        journal.apply()


def test_copy_is_named_after_apply(real_db, entries):
    with by_an(), transaction.atomic():
        journal.context(verb="org.import")
    with by_an(), transaction.atomic(), connection.cursor() as cursor:
        journal.apply()
        with cursor.copy("COPY org_unit (kind, level, code, valid_from) FROM STDIN") as copy:
            copy.write_row(("hamlet", "hamlet", "", START))
    assert [e.label for e in entries()] == [AN]


def test_reading_sends_no_setting(real_db):
    commune()
    with by_an(), transaction.atomic():
        list(Unit.objects.all())
        assert sql("SELECT coalesce(current_setting('giaoban.label', true), '')") == [("",)]
        assert journal.who().user_id == 7


def test_telling_the_database_counts_as_no_query_of_the_page(real_db, django_assert_num_queries):
    unit = commune()
    with by_an(), transaction.atomic(), django_assert_num_queries(1):
        journal.context(verb="org.edit")
        Unit.objects.filter(pk=unit.pk).update(code="1")


def test_the_wrapper_sits_on_a_connection_once(real_db):
    before = len(connection.execute_wrappers)
    install_wrapper(connection=connection)
    assert len(connection.execute_wrappers) == before
