"""Sensitive values are kept under the person's key; destroying the key destroys them, and nothing else."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256

import pytest

from giaoban.ground import journal
from giaoban.ground.journal.crypto import Unreadable, unlock
from giaoban.ground.journal.models import PersonKey
from giaoban.ground.org.models import Person
from giaoban.kernel.problems import Problem
from tests.ground.journal.cast import binh, by_an, last_entry, sql

pytestmark = pytest.mark.django_db


def shown(person, **kw):
    return {f.column: (f.before, f.after) for change in journal.history(person, **kw) for f in change.fields}


def test_no_sensitive_value_is_in_the_journal_in_the_clear(entries):
    person = binh()
    Person.objects.filter(pk=person.pk).update(phone="0987654321")
    person.refresh_from_db()
    person.delete()
    text = json.dumps([[e.before, e.after] for e in entries()])
    assert not [clear for clear in ("0912345678", "0987654321", "binh@example.vn", "1985-04-30") if clear in text]


def test_a_reader_with_the_right_sees_the_values_and_another_does_not():
    person = binh()
    assert shown(person, reveal=True)["phone"] == ("—", "0912345678")
    assert shown(person, reveal=True)["birth"] == ("—", "30/04/1985")
    assert shown(person)["phone"] == ("—", "•••")


def test_the_cipher_is_the_documented_one(entries):
    """Opened here step by step with hmac of the standard library, not with our own function."""
    binh()
    sealed = bytes.fromhex(entries()[-1].after["phone"]["giaoban:enc"])
    key = bytes(PersonKey.objects.get().key)
    nonce, tag, cipher = sealed[:16], sealed[16:32], sealed[32:]
    stream = hmac.digest(hmac.digest(key, b"stream", sha256), nonce + bytes(4), sha256)
    assert bytes(a ^ b for a, b in zip(cipher, stream, strict=False)).decode() == '"0912345678"'
    assert hmac.digest(hmac.digest(key, b"tag", sha256), nonce + cipher, sha256)[:16] == tag


def test_equal_values_look_different_each_time(entries):
    binh()
    binh()
    first, second = (e.after["phone"]["giaoban:enc"] for e in entries()[-2:])
    assert first != second


@pytest.mark.parametrize("length", [1, 31, 32, 33, 64, 250])
def test_values_of_any_length_come_back(length):
    key = bytes(range(32))
    value = ("Đường " * 60)[:length]
    sealed = (
        sql("SELECT journal_encrypt(%s, convert_to(to_jsonb(%s::text)::text, 'UTF8'))", key, value)[0][0]
        if owns()
        else ""
    )
    assert not sealed or unlock(key, sealed) == value


def owns():
    return sql("SELECT has_function_privilege('journal_encrypt(bytea, bytea)', 'execute')")[0][0]


def test_a_wrong_key_or_an_altered_text_is_noticed(entries):
    binh()
    sealed = entries()[-1].after["email"]["giaoban:enc"]
    key = bytes(PersonKey.objects.get().key)
    assert unlock(key, sealed) == "binh@example.vn"
    with pytest.raises(Unreadable):
        unlock(bytes(32), sealed)
    with pytest.raises(Unreadable):
        unlock(key, sealed[:-2] + ("00" if sealed[-2:] != "00" else "01"))


def test_after_the_key_is_destroyed_nothing_can_be_read_and_the_chain_still_verifies(entries):
    person = binh()
    journal.seal(older_than=timedelta(0))
    with by_an():
        assert journal.key_destroy(person_id=person.pk, reason="đơn ngày 02/03/2026 của công dân") is True
    assert shown(person, reveal=True)["phone"] == ("—", "đã xóa theo yêu cầu")
    assert shown(person, reveal=True)["full_name"] == ("—", "Trần Thị Bình")
    assert PersonKey.objects.get().key is None
    assert journal.verify() == []
    note = entries()[-1]
    assert (note.op, note.verb, note.pk_text) == ("N", "journal.key_destroy", str(person.pk))
    assert note.after == {"had_key": True}


def test_nothing_sensitive_is_kept_after_the_key_is_gone(entries):
    person = binh()
    journal.key_destroy(person_id=person.pk, reason="theo yêu cầu")
    mark = last_entry()
    Person.objects.filter(pk=person.pk).update(phone="")
    Person.objects.filter(pk=person.pk).update(phone="0999999999")
    assert [(e.before["phone"], e.after["phone"]) for e in entries(mark)] == [("***", ""), ("", "***")]


def test_destroying_a_key_that_never_was_forbids_one_for_ever(entries):
    assert journal.key_destroy(person_id=4711, reason="theo yêu cầu") is False
    assert journal.key_destroy(person_id=4711, reason="theo yêu cầu") is False
    assert PersonKey.objects.get().destroyed_at is not None


def test_a_key_is_destroyed_only_with_a_reason():
    person = binh()
    with pytest.raises(Problem) as refusal:
        journal.key_destroy(person_id=person.pk, reason=" ")
    assert refusal.value.code == "JRN-001"
    assert PersonKey.objects.get().key is not None
