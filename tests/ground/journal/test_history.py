"""The history tab: who as which post, when, what, why, from what to what, in words people use."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import translation

from giaoban.ground import journal
from giaoban.ground.journal.history import _field, _of_other_language, _show, _title, _who
from giaoban.ground.journal.models import BatchPart, Entry, Op, PersonKey, Seal
from giaoban.ground.org.models import (
    Body,
    Person,
    Post,
    PostHolding,
    Unit,
    UnitGroup,
    UnitLineage,
    UnitName,
    UnitParent,
)
from giaoban.occasions.reports.models import Submission
from tests.ground.journal.cast import START, by_an, commune, sql

pytestmark = pytest.mark.django_db


def pairs(change):
    return {field.label: (field.before, field.after) for field in change.fields}


def test_a_change_reads_like_a_minute(entries):
    unit = commune()
    with by_an(), transaction.atomic():
        journal.context(verb="org.edit", reason="Nghị quyết 12")
        UnitName.objects.filter(unit=unit).update(name="Phường Bình Định", form="phuong", valid_to=date(2025, 7, 1))
    newest = journal.history(unit)[0]
    assert newest.who == "Nguyễn Văn An, Chánh Văn phòng"
    assert (newest.verb, newest.reason, newest.source, newest.what) == (
        "org.edit",
        "Nghị quyết 12",
        "web",
        "tên đơn vị",
    )
    assert (newest.user_id, newest.post_id, newest.body_id) == (7, 8, 9)
    assert pairs(newest) == {
        "Tên đầy đủ": ("Xã Bình Định", "Phường Bình Định"),
        "Loại hình": ("—", "Phường"),
        "Hết hiệu lực từ ngày": ("—", "01/07/2025"),
    }


def test_the_history_of_an_object_shows_its_parts_newest_first_and_nothing_of_others():
    unit, other = commune(), commune("Xã khác")
    UnitParent.objects.create(unit=unit, parent=other, valid_from=START)
    told = journal.history(unit)
    assert [change.table for change in told] == ["org_unitparent", "org_unitname", "org_unit"]
    assert [change.table for change in journal.history(other)] == ["org_unitname", "org_unit"]
    assert [change.entry for change in told] == sorted((change.entry for change in told), reverse=True)


def test_the_history_of_something_deleted_can_still_be_read_by_its_key():
    unit = commune()
    key = unit.pk
    unit.delete()
    assert [change.op for change in journal.history(Unit, key)] == ["D", "D", "I", "I"]
    assert [change.op for change in journal.history("org.Unit", key)] == ["D", "D", "I", "I"]


def test_other_objects_are_shown_by_the_names_the_reader_may_see():
    unit, upper = commune(), commune("Huyện Lương Tài")
    UnitParent.objects.create(unit=unit, parent=upper, valid_from=START)

    def names(model, numbers):
        assert model is Unit
        return {number: "Huyện Lương Tài" for number in numbers if number == upper.pk}

    newest = journal.history(unit, names=names)[0]
    assert pairs(newest)["Trực thuộc"] == ("—", "Huyện Lương Tài")
    assert pairs(newest)["Đơn vị"] == ("—", f"#{unit.pk}")


def test_a_history_of_any_length_takes_the_same_few_queries(django_assert_num_queries):
    unit = commune()
    for number in range(30):
        UnitName.objects.filter(unit=unit).update(name=f"Xã {number}")
    with django_assert_num_queries(1):
        assert len(journal.history(unit)) == 32
    with django_assert_num_queries(1):
        journal.history(unit, reveal=True)


def test_a_long_history_is_read_page_by_page():
    unit = commune()
    for number in range(5):
        UnitName.objects.filter(unit=unit).update(name=f"Xã {number}")
    first = journal.history(unit, limit=4)
    rest = journal.history(unit, limit=4, before_entry=first[-1].entry)
    assert [change.entry for change in first + rest] == [change.entry for change in journal.history(unit)]


def test_notes_show_in_the_history_of_their_object():
    unit = commune()
    with by_an():
        journal.note(verb="org.print", subject=unit, reason="cấp bản sao", details={"copies": 2})
        journal.note(verb="org.count")
    newest = journal.history(unit)[0]
    assert (newest.op, newest.verb, newest.reason, newest.fields) == ("N", "org.print", "cấp bản sao", ())


def test_values_of_every_kind_are_written_for_people():
    person = Person.objects.create(full_name="Lê Văn Cường")
    upper = commune()
    body = Body.objects.create(kind="committee", area=upper, valid_from=START)
    post = Post.objects.create(body=body, unit=upper, title="Chủ tịch", rank="chair", valid_from=START)
    PostHolding.objects.create(person=person, post=post, valid_from=START)
    assert pairs(journal.history(post)[-1])["Số người"] == ("—", "1")
    assert pairs(journal.history(post)[0])["Hình thức"] == ("—", "Giữ chức vụ")
    group = UnitGroup.objects.create(name="Các xã", aliases=["các xã, thị trấn"])
    assert pairs(journal.history(group)[0])["Cách gọi khác"] == ("—", "các xã, thị trấn")
    Person.objects.filter(pk=person.pk).update(erased_at="2026-03-02T01:30:00Z")
    with translation.override("vi"):
        assert "02" in pairs(journal.history(person)[0])["Đã xóa dữ liệu lúc"][1]


def test_choices_and_numbers_are_written_in_the_language_of_the_page():
    state, share = Submission._meta.get_field("state"), UnitLineage._meta.get_field("share")
    told = {}
    for language in ("vi", "en"):
        with translation.override(language):
            told[language] = (_show(state, "draft", None, {}), _show(share, Decimal("0.37500000"), None, {}))
    assert told == {"vi": ("chưa gửi", "0,375"), "en": ("not sent", "0.375")}


def test_values_without_a_known_column_are_shown_as_they_are():
    assert _show(None, "cũ", None, {}) == "cũ"
    assert _show(None, True, None, {}) == "Có"
    assert _show(None, False, None, {}) == "Không"
    field = Person._meta.get_field("birth")
    assert _show(field, "không phải ngày", None, {}) == "không phải ngày"
    assert _show(Person._meta.get_field("erased_at"), "hôm qua", None, {}) == "hôm qua"


def test_a_table_the_program_no_longer_has_is_shown_by_its_own_names():
    sql("SELECT journal_note('old_table', '5', '', '{}'::jsonb)")
    unit = commune()
    sql("SELECT journal_note('old_table', '6', %s, '{\"a\": 1}'::jsonb)", f"org_unit/{unit.pk}")
    newest = journal.history(unit)[0]
    assert (newest.what, newest.table, newest.pk) == ("old_table", "old_table", "6")


def test_every_kind_of_entry_has_a_name():
    assert {op.value for op in Op} == set("IUDBNTS")
    assert str(journal.seal(older_than=timedelta(days=1))) == "0"


def test_rows_of_the_journal_say_what_they_are():
    unit = commune()
    Person.objects.create(full_name="Trần Thị Bình", phone="0912345678")
    journal.seal(older_than=timedelta(0))
    assert str(Entry.objects.first()).endswith(f"I org_unit/{unit.pk}")
    assert str(Seal.objects.get()).startswith("1: ")
    assert str(PersonKey.objects.get()) == str(Person.objects.get().pk)
    assert str(BatchPart(batch="b", table_name="org_unit")) == "b: org_unit"


def test_what_is_kept_in_two_languages_is_told_in_the_reader_s_and_the_program_is_nobody_by_name():
    with translation.override("vi"):
        told = {name: _of_other_language(field(name)) for name in ("unreadable_vi", "unreadable_en", "title")}
        assert told == {"unreadable_vi": False, "unreadable_en": True, "title": False}
        assert _who("giaoban_app", None) == "Phần mềm"
        assert _who("giaoban_app", 7) == "giaoban_app"
    with translation.override("en"):
        assert _of_other_language(field("unreadable_vi"))
        assert _title(field("unreadable_en"), "unreadable_en") == "Why it could not be read"


def field(name):
    return _field(Submission, name)
