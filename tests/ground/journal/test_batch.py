"""A mass import is one entry that says which rows and proves what was in them."""

from contextlib import suppress
from hashlib import sha256

from django.db import connection, transaction

from giaoban.ground import journal
from giaoban.ground.org.models import Person, Unit, UnitName
from tests.ground.journal.cast import START, Undo, binh, by_an, commune, last_entry, sql


def hamlets(count):
    units = Unit.objects.bulk_create([Unit(kind="hamlet", level="hamlet", valid_from=START) for _ in range(count)])
    UnitName.objects.bulk_create([UnitName(unit=u, name=f"Thôn {u.pk}", valid_from=START) for u in units])
    return units


def test_an_import_is_one_entry_with_the_number_keys_and_hash_of_its_rows(real_db, entries):
    with by_an(), journal.batch(verb="org.import", reason="tệp của Sở", source="thon.xlsx") as batch:
        units = hamlets(25)
    (entry,) = entries()
    assert (entry.op, entry.rows, entry.verb, entry.reason) == ("B", 50, "org.import", "tệp của Sở")
    assert (entry.label, entry.source) == ("Nguyễn Văn An, Chánh Văn phòng", "thon.xlsx")
    assert batch.rows == 50
    unit_part = entry.after["tables"]["org_unit"]
    assert unit_part["pks"] == f"{{[{units[0].pk},{units[-1].pk + 1})}}"
    leaves = [row[0] for row in sql("SELECT (to_jsonb(u))::text FROM org_unit AS u ORDER BY id")]
    rows = sha256(b"".join(sha256(leaf.encode()).digest() for leaf in leaves)).digest()
    assert unit_part["sha256"] == sha256(rows).hexdigest()
    name_part = entry.after["tables"]["org_unitname"]
    total = bytes.fromhex(unit_part["sha256"]) + bytes.fromhex(name_part["sha256"])
    assert bytes(entry.sha256) == sha256(total).digest()


def test_several_statements_make_one_entry(real_db, entries):
    with journal.batch(verb="org.import"):
        first = hamlets(3)
        last = hamlets(3)
    (entry,) = entries()
    part = entry.after["tables"]["org_unit"]
    assert (part["rows"], part["chunks"]) == (6, 2)
    assert part["pks"] == f"{{[{first[0].pk},{last[-1].pk + 1})}}"


def test_each_imported_object_finds_its_batch_in_its_history(real_db):
    with journal.batch(verb="org.import"):
        units = hamlets(3)
    outside = commune()
    assert [c.op for c in journal.history(units[1])] == ["B"]
    assert [c.op for c in journal.history(outside)] == ["I", "I"]


def test_a_correction_inside_an_import_keeps_before_and_after(real_db, entries):
    unit = commune()
    mark = last_entry()
    with journal.batch(verb="org.import"):
        hamlets(2)
        Unit.objects.filter(pk=unit.pk).update(code="12345")
    assert sorted(e.op for e in entries(mark)) == ["B", "U"]


def test_after_the_batch_rows_are_journalled_one_by_one_again(real_db, entries):
    with transaction.atomic():
        with journal.batch(verb="org.import"):
            hamlets(2)
        mark = last_entry()
        commune()
    assert [e.op for e in entries(mark)] == ["I", "I"]


def test_a_failed_import_leaves_neither_rows_nor_entry_and_ends_the_batch(real_db, entries):
    with transaction.atomic():
        with suppress(Undo), journal.batch(verb="org.import"):
            hamlets(2)
            raise Undo
        commune()
    assert [e.op for e in entries()] == ["I", "I"]
    assert Unit.objects.count() == 1


def test_an_empty_import_leaves_no_entry(real_db, entries):
    with journal.batch(verb="org.import") as batch:
        Unit.objects.none().update(code="1")
    assert (entries(), batch.rows) == ([], 0)


def test_a_batch_nobody_finished_is_finished_at_commit(real_db, entries, forger):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('giaoban.batch', 'forgotten', true)")
        hamlets(2)
    (entry,) = entries()
    assert (entry.op, entry.rows, entry.pk_text) == ("B", 4, "forgotten")
    with forger() as owner:
        assert owner.execute("SELECT count(*) FROM journal_batchpart").fetchone() == (0,)


def test_personal_data_leave_no_hash_behind(real_db, entries):
    with journal.batch(verb="org.import"):
        person = binh()
    part = entries()[-1].after["tables"]["org_person"]
    kept = sql("SELECT (to_jsonb(p) - '{phone,email,birth,folded,sort_key}'::text[])::text FROM org_person AS p")[0][0]
    assert part["sha256"] == sha256(sha256(sha256(kept.encode()).digest()).digest()).hexdigest()
    assert Person.objects.get() == person
