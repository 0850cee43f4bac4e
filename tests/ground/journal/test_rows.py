"""Whatever writes a row, the journal has it."""

from contextlib import suppress

import pytest
from django.db import transaction

from giaoban.ground.org.models import Person, Unit, UnitName
from tests.ground.journal.cast import START, Undo, commune, last_entry, sql

pytestmark = pytest.mark.django_db


def test_a_new_row_is_kept_whole_without_what_can_be_derived(entries):
    unit = commune()
    first, second = entries()[-2:]
    assert (first.op, first.table_name, first.pk_text, first.before) == ("I", "org_unit", str(unit.pk), None)
    assert first.after["kind"] == "commune"
    assert second.after["name"] == "Xã Bình Định"
    assert second.part_of == f"org_unit/{unit.pk}"
    assert not {"folded", "sort_key"} & second.after.keys()


def test_a_changed_row_keeps_only_what_changed(entries):
    unit = commune()
    mark = last_entry()
    name = UnitName.objects.get(unit=unit)
    name.name = "Xã Lâm Thao"
    name.save()
    (entry,) = entries(mark)
    assert (entry.op, entry.before, entry.after) == ("U", {"name": "Xã Bình Định"}, {"name": "Xã Lâm Thao"})


def test_saving_without_a_change_is_no_event(entries):
    unit = commune()
    mark = last_entry()
    unit.save()
    assert entries(mark) == []


def test_a_bulk_update_leaves_one_entry_for_each_row_it_changes(entries):
    for number in range(3):
        commune(f"Xã {number}", code=f"1000{number}")
    mark = last_entry()
    Unit.objects.filter(code__in=["10000", "10001"]).update(code="")
    assert sorted((e.op, e.before["code"], e.after["code"]) for e in entries(mark)) == [
        ("U", "10000", ""),
        ("U", "10001", ""),
    ]


def test_bulk_create_leaves_one_entry_for_each_row(entries):
    mark = last_entry()
    Unit.objects.bulk_create([Unit(kind="hamlet", level="hamlet", valid_from=START) for _ in range(4)])
    assert [e.op for e in entries(mark)] == ["I"] * 4


def test_raw_sql_is_caught_and_names_the_role_when_nobody_is_named(entries):
    unit = commune()
    mark = last_entry()
    sql("UPDATE org_unit SET code = '77777' WHERE id = %s", unit.pk)
    (entry,) = entries(mark)
    assert entry.after == {"code": "77777"}
    assert (entry.label, entry.source, entry.user_id) == (sql("SELECT session_user::text")[0][0], "sql", None)


def test_a_deleted_queryset_keeps_every_row_it_took(entries):
    unit = commune()
    mark = last_entry()
    Unit.objects.filter(pk=unit.pk).delete()
    gone = {e.table_name: e for e in entries(mark)}
    assert {e.op for e in gone.values()} == {"D"}
    assert gone["org_unitname"].before["name"] == "Xã Bình Định"
    assert gone["org_unit"].after is None


def test_work_that_is_rolled_back_leaves_nothing(entries):
    mark = last_entry()
    with suppress(Undo), transaction.atomic():
        commune()
        raise Undo
    assert entries(mark) == []


def test_vietnamese_text_is_kept_as_it_is(entries):
    mark = last_entry()
    Person.objects.create(full_name="Đặng Thị Ngọc Ánh")
    assert entries(mark)[0].after["full_name"] == "Đặng Thị Ngọc Ánh"
