"""Seals never make a writer wait, miss no late entry, and betray every change made afterwards."""

import threading
import time
from datetime import timedelta
from hashlib import sha256

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from giaoban.ground import journal
from giaoban.ground.journal.models import Entry, Seal
from giaoban.ground.journal.sealing import DIGEST
from giaoban.ground.org.models import Unit
from tests.ground.journal.cast import START, commune, last_entry, sql

NOW = timedelta(0)


def write(count=3):
    for _ in range(count):
        Unit.objects.create(kind="hamlet", level="hamlet", valid_from=START)


def seal_until(entry):
    """Seal until everything up to an entry counts as complete; the server's own work (autovacuum) may put that off a little."""
    for _ in range(100):
        write(1)
        journal.seal(older_than=NOW)
        if Seal.objects.order_by("-seq").first().complete_to >= entry:
            return
        time.sleep(0.05)
    pytest.fail("never complete")


def kinds(**kw):
    return [finding.kind for finding in journal.verify(**kw)]


@pytest.fixture
def sealed(real_db):
    """Three seals of three entries each (from the second on, with the entry that tells of the seal before)."""
    for _ in range(3):
        write()
        assert journal.seal(older_than=NOW) in (3, 4)
    return [tuple(row) for row in Seal.objects.order_by("seq").values_list("seq", "from_id", "to_id")]


def test_what_is_sealed_verifies(sealed):
    assert [seq for seq, *_ in sealed] == [1, 2, 3]
    assert journal.verify() == []
    head = journal.head()
    assert head is not None
    assert (head.seq, head.to_id, len(head.hash)) == (3, sealed[-1][2], 64)


def test_without_entries_there_is_no_head_and_nothing_to_find(real_db):
    assert journal.head() is None
    assert journal.seal(older_than=NOW) == 0
    assert journal.verify() == []


def test_sealing_is_not_itself_a_reason_to_seal(sealed):
    assert journal.seal(older_than=NOW) == 0
    assert Seal.objects.count() == 3


def test_young_entries_wait(real_db):
    write()
    assert journal.seal(older_than=timedelta(hours=1)) == 0


def test_much_is_sealed_in_several_seals(real_db):
    write(7)
    assert journal.seal(older_than=NOW, most=3) >= 7
    assert Seal.objects.count() >= 3
    assert journal.verify() == []


def test_the_hash_of_the_entries_can_be_computed_by_anybody(sealed):
    leaves = sql(f"SELECT {DIGEST} FROM journal_entry AS e WHERE id BETWEEN %s AND %s ORDER BY id", *sealed[0][1:])
    expected = sha256(b"".join(sha256(bytes(leaf)).digest() for (leaf,) in leaves)).digest()
    assert bytes(Seal.objects.get(seq=1).rows_hash) == expected


def test_a_changed_entry_is_found(sealed, forger):
    with forger() as owner:
        owner.execute("UPDATE journal_entry SET reason = 'khác' WHERE id = %s", [sealed[1][1]])
    (finding,) = journal.verify()
    assert (finding.kind, finding.seal) == ("entry_changed", 2)


def test_a_removed_entry_is_found_and_named(sealed, forger):
    with forger() as owner:
        owner.execute("DELETE FROM journal_entry WHERE id = ANY(%s)", [[sealed[0][1], sealed[0][2]]])
    (finding,) = journal.verify()
    assert (finding.kind, finding.seal) == ("entry_removed", 1)
    assert finding.entries == (sealed[0][1], sealed[0][2])


def test_an_entry_slipped_between_sealed_ones_is_found(real_db, forger):
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    hole = last_entry() + 1
    seal_until(hole)
    assert not Entry.objects.filter(id=hole).exists()
    with forger() as owner:
        owner.execute(
            "INSERT INTO journal_entry (id, at, txid, op, table_name, pk, part_of, verb, reason, label, source)"
            " OVERRIDING SYSTEM VALUE VALUES (%s, now(), 1, 'N', '', '', '', 'giả', '', '', '')",
            [hole],
        )
    (finding,) = journal.verify()
    assert (finding.kind, finding.entries) == ("entry_slipped_in", (hole,))


@pytest.mark.parametrize("seq", [1, 2])
def test_a_seal_removed_from_the_middle_is_found(sealed, forger, seq):
    with forger() as owner:
        owner.execute("DELETE FROM journal_seal WHERE seq = %s", [seq])
    assert "seal_removed" in kinds()


def test_the_last_seal_removed_is_found_by_the_entry_that_tells_of_it(sealed, forger):
    with forger() as owner:
        owner.execute("DELETE FROM journal_seal WHERE seq = 3")
    (finding,) = journal.verify()
    assert (finding.kind, finding.seal) == ("seal_removed", 3)


def test_an_altered_seal_is_found(sealed, forger):
    with forger() as owner:
        owner.execute("UPDATE journal_seal SET at = at - interval '1 day' WHERE seq = 2")
    assert kinds() == ["seal_changed"]


def test_a_seal_torn_from_its_chain_is_found(sealed, forger):
    with forger() as owner:
        owner.execute("UPDATE journal_seal SET prev_hash = sha256('') WHERE seq = 2")
    assert set(kinds()) == {"chain_broken", "seal_changed"}


def test_a_forger_who_rewrites_every_seal_is_betrayed_by_a_printed_head(sealed, forger):
    printed = journal.head()
    with forger() as owner:
        owner.execute("DELETE FROM journal_seal")
        owner.execute("DELETE FROM journal_entry WHERE op = 'S' OR id = %s", [sealed[0][1]])
    journal.seal(older_than=NOW)
    assert kinds() == []
    assert kinds(heads=[(printed.seq, printed.hash)]) == ["head_differs"]


def test_a_printed_head_of_an_honest_journal_is_confirmed(sealed):
    first = Seal.objects.get(seq=1)
    assert kinds(heads=[(1, bytes(first.hash).hex())]) == []
    assert kinds(heads=[(1, "00" * 32), (99, "00" * 32)]) == ["head_differs"] * 2


def test_guards_switched_off_are_reported(real_db, postgres):
    with psycopg.connect(postgres.url(real_db, owner=True)) as owner:
        owner.execute("ALTER TABLE org_unit DISABLE TRIGGER giaoban_journal_change")
        owner.execute("DROP TRIGGER giaoban_journal_keep ON journal_entry")
        owner.execute(
            "CREATE OR REPLACE FUNCTION journal_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
        )
    told = " ".join(finding.sentence for finding in journal.verify() if finding.kind == "switched_off")
    assert "org_unit.giaoban_journal_change" in told
    assert "journal_entry.giaoban_journal_keep" in told
    assert "journal_row" in told


def test_an_entry_that_commits_late_is_sealed_later_and_nothing_is_lost(postgres, real_db):
    with psycopg.connect(postgres.url(real_db)) as slow:
        slow.execute("INSERT INTO org_unit (kind, level, code, valid_from) VALUES ('hamlet', 'hamlet', '', now())")
        write()
        assert journal.seal(older_than=NOW) == 3
        assert journal.verify() == []
        slow.commit()
    late = Entry.objects.order_by("id").first()
    assert journal.verify() == []
    write(1)
    journal.seal(older_than=NOW)
    assert Seal.objects.get(seq=2).from_id == late.pk
    seal_until(Seal.objects.get(seq=1).to_id)
    assert journal.verify() == []
    assert sum(Seal.objects.values_list("count", flat=True)) == Entry.objects.count() - 1


def test_a_journal_restored_into_a_younger_database_is_sealed_on(sealed, forger):
    """Transaction numbers start again after dump and restore: the seals' horizons then lie in the future."""
    with forger() as owner:
        owner.execute("UPDATE journal_seal SET horizon = horizon + 1000000000")
    write()
    assert journal.seal(older_than=NOW) == 4
    assert Seal.objects.get(seq=4).complete_to == sealed[-1][2], "at once, whatever runs on this server"
    assert kinds() == ["seal_changed"] * 3, "only because this test moved the horizons by hand"


def test_sealing_never_makes_a_writer_wait(postgres, real_db):
    waits: list[float] = []
    stop = threading.Event()

    def writer():
        with psycopg.connect(postgres.url(real_db), autocommit=True) as own:
            while not stop.is_set():
                before = time.perf_counter()
                own.execute(
                    "INSERT INTO org_unit (kind, level, code, valid_from) VALUES ('hamlet', 'hamlet', '', now())"
                )
                waits.append(time.perf_counter() - before)

    threads = [threading.Thread(target=writer) for _ in range(3)]
    sealing = psycopg.connect(postgres.url(real_db))
    for thread in threads:
        thread.start()
    try:
        time.sleep(0.3)
        assert sealing.execute("SELECT journal_seal_next('0 s', 100000)").fetchone()[0] > 0
        # The sealer's transaction stays open: writers go on.
        held, until = len(waits), time.monotonic() + 30
        while len(waits) <= held + 10 and time.monotonic() < until:
            time.sleep(0.02)
        assert len(waits) > held + 10
        assert journal.seal(older_than=NOW) == 0, "a second sealer gives way"
        sealing.commit()
        for _ in range(5):
            journal.seal(older_than=NOW)
            time.sleep(0.05)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        sealing.close()
    journal.seal(older_than=NOW)
    assert journal.verify() == []
    assert Entry.objects.filter(op="I").count() == len(waits)
    covered = sql("SELECT sum(count) FROM journal_seal")[0][0]
    assert covered == Entry.objects.count() - 1


def test_the_command_seals_and_prints_the_head(sealed, capsys):
    commune()
    call_command("journal_seal", older_than=0)
    said = capsys.readouterr().out
    assert "Đã niêm phong 3 mục" in said
    assert journal.head().hash in said
    assert connection.vendor == "postgresql"
