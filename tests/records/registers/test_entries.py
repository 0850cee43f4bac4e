"""Entries: added, changed from a day on, corrected, ended, withdrawn, merged; each day told as it was."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from giaoban.kernel.problems import Problem
from giaoban.records.registers import selectors, services
from giaoban.records.registers.asked import Asked
from giaoban.records.registers.asof import revisions_on, standing
from giaoban.records.registers.faulty import Faulty
from giaoban.records.registers.models import Entry, EntryRevision
from tests.records.registers.making import SMALL, catalog, register, typed_of, well

pytestmark = pytest.mark.django_db


def codes(error):
    return {(fault.where, fault.code) for fault in error.value.faults}


def test_an_entry_has_real_columns_and_the_rest_as_stored_values(cast):
    made = well(cast, register(cast), tested_on="04/05/2026", clean="có", note="Đầu thôn")
    assert (made.unit_id, made.key, made.title) == (cast.units["kinh_te"].pk, "g1", "G1 – Đầu thôn")
    assert made.data["depth"] == "20"
    assert made.derived == {"next_test": "2027-05-04"}
    assert "cost" not in made.data, "missing is left out, never zero"
    assert made.revisions.get().kind == "create"


def test_every_fault_is_told_at_its_field_and_nothing_is_written(cast):
    of = register(cast)
    with pytest.raises(Faulty) as caught:
        well(cast, of, code="", depth="400", kind="Giếng lạ", unit=cast.units["van_hoa_tl"].pk)
    assert codes(caught) == {
        ("code", "SCH-020"), ("depth", "SCH-024"), ("kind", "SCH-026"), ("unit", "SCH-028"),
    }  # fmt: skip
    assert not Entry.objects.exists()


def test_a_key_names_one_valid_entry(cast):
    of = register(cast)
    well(cast, of)
    with pytest.raises(Faulty) as caught:
        well(cast, of, code="g1")
    assert codes(caught) == {("code", "REG-004")}


def test_a_unique_value_belongs_to_one_entry(cast):
    text = SMALL.replace('label_vi = "Ghi chú"', 'label_vi = "Ghi chú"\nunique = true')
    of = register(cast, text)
    well(cast, of, note="một")
    with pytest.raises(Faulty) as caught:
        well(cast, of, code="G2", note="một")
    assert codes(caught) == {("note", "REG-004")}


def test_a_change_holds_from_its_day_and_a_correction_instead_of_what_it_corrects(cast):
    of, binh = register(cast), cast.actor("binh")
    entry = well(cast, of, depth="20")
    entry = services.entry_change(actor=binh, entry=entry, typed=typed_of(entry, depth="30"), on=date(2026, 6, 1))
    entry = services.entry_correct(actor=binh, entry=entry, typed=typed_of(entry, depth="35"), reason="Đo lại")
    live = services.live_of(of)

    def depth(on):
        return [one.row["depth"] for one in standing(of, live.definition, on)]

    assert depth(date(2025, 12, 31)) == []
    assert depth(date(2026, 5, 31)) == [Decimal(20)]
    assert depth(date(2026, 6, 1)) == [Decimal(35)]
    assert [(row.number, row.kind) for row in entry.revisions.order_by("number")] == [
        (1, "create"), (2, "change"), (3, "correct"),
    ]  # fmt: skip


def test_the_first_day_of_an_entry_can_be_corrected(cast):
    of, binh = catalog(cast, "schools"), cast.actor("binh")
    typed = {"code": "TH1", "name": "Trường A", "founded_on": "05/09/2020", "grade": "Tiểu học"}
    entry = services.entry_create(actor=binh, register=of, typed=typed)
    assert entry.valid_from == date(2020, 9, 5)
    typed = typed_of(entry, founded_on="05/09/2010")
    services.entry_correct(actor=binh, entry=entry, typed=typed, reason="Ghi nhầm năm")
    assert revisions_on(of, date(2015, 1, 1)).count() == 1


def test_nothing_different_writes_nothing(cast):
    entry = well(cast, register(cast))
    again = services.entry_change(actor=cast.actor("binh"), entry=entry, typed=typed_of(entry), on=date(2026, 11, 20))
    assert again.revision == 1


@pytest.mark.parametrize(
    ("do", "code"),
    [
        (
            lambda by, e: services.entry_change(actor=by, entry=e, typed=typed_of(e, depth="9"), on=date(2025, 1, 1)),
            "REG-005",
        ),
        (lambda by, e: services.entry_correct(actor=by, entry=e, typed=typed_of(e), reason=" "), "REG-006"),
        (lambda by, e: services.entry_end(actor=by, entry=e, on=date(2026, 2, 1), reason=""), "REG-006"),
        (lambda by, e: services.entry_end(actor=by, entry=e, on=date(2026, 1, 1), reason="Lấp"), "REG-005"),
        (lambda by, e: services.entry_void(actor=by, entry=e, reason=""), "REG-006"),
    ],
)
def test_what_makes_no_sense_in_time_is_refused(cast, do, code):
    entry = well(cast, register(cast))
    with pytest.raises(Problem) as caught:
        do(cast.actor("binh"), entry)
    assert caught.value.code == code


def test_an_ended_entry_is_history_and_a_withdrawn_one_never_was(cast):
    of, binh = register(cast), cast.actor("binh")
    ended = services.entry_end(actor=binh, entry=well(cast, of), on=date(2026, 7, 1), reason="Lấp giếng")
    gone = services.entry_void(actor=binh, entry=well(cast, of, code="G2"), reason="Ghi nhầm")
    live = services.live_of(of)

    def seen(**asked):
        return [row.pk for row in selectors.entries(binh, live, Asked(**asked))]

    assert seen() == []
    assert seen(standing="ended") == seen(standing="all") == [ended.pk]
    assert [row.entry_id for row in selectors.entries(binh, live, Asked(on=date(2026, 6, 30)))] == [ended.pk]
    assert list(selectors.entries(binh, live, Asked(on=date(2026, 7, 1)))) == []
    for entry in (ended, gone):
        with pytest.raises(Problem) as caught:
            services.entry_correct(actor=binh, entry=entry, typed=typed_of(entry, depth="5"), reason="?")
        assert caught.value.code == "REG-007"
    well(cast, of, code="G1")


def test_schools_merge_and_both_shares_are_right_on_their_days(cast):
    """46 of 60 schools before a merger, 36 of 54 after: recognition does not pass on to the new school."""
    of, binh = catalog(cast, "schools"), cast.actor("binh")

    def school(number, recognised):
        typed = {"code": f"T{number:02d}", "name": f"Trường {number}", "founded_on": "05/09/1995", "grade": "thcs"}
        if recognised:
            typed |= {"level": "muc_1", "recognised_on": "10/10/2022"}
        return services.entry_create(actor=binh, register=of, typed=typed)

    schools = [school(number, number < 46) for number in range(60)]
    merged = [schools[2 * pair : 2 * pair + 2] for pair in range(4)] + [
        [schools[8], schools[46]],
        [schools[9], schools[47]],
    ]
    for number, pair in enumerate(merged):
        typed = {"code": f"M{number}", "name": f"Trường mới {number}", "founded_on": "01/08/2023", "grade": "lien_cap"}
        made = services.entries_merge(actor=binh, entries=pair, typed=typed, on=date(2023, 8, 1), basis="QĐ 12")
        assert {entry.pk for entry in selectors.successors_of(binh, made)[1]} == {entry.pk for entry in pair}

    def share(code):
        _live, _period, results = services.computed(actor=binh, register=of, code=code)
        result = next(one for one in results if one.rule.id == "truong.chuan")
        return result.parts["numerator"].value, result.parts["denominator"].value, result.value

    assert share("2023-05") == (46, 60, Decimal("76.666667"))
    assert share("2023-08") == (36, 54, Decimal("66.666667"))


def test_a_merger_needs_two_valid_entries_of_one_register(cast):
    of, binh = register(cast), cast.actor("binh")
    entry = well(cast, of)
    other = well(cast, register(cast, SMALL.replace('"wells"', '"wells2"')))
    for chosen in ([entry], [entry, entry], [entry, other]):
        with pytest.raises(Problem) as caught:
            services.entries_merge(actor=binh, entries=chosen, typed={"code": "N"}, on=date(2026, 5, 1), basis="QĐ")
        assert caught.value.code == "REG-017"


def test_a_file_comes_with_an_entry_and_its_name_is_shown(cast):
    of, binh = register(cast), cast.actor("binh")
    files = {"paper": services.Enclosed(io.BytesIO(b"ket qua"), "phieu.txt")}
    typed = {"code": "G1", "unit": str(cast.units["kinh_te"].pk)}
    entry = services.entry_create(actor=binh, register=of, typed=typed, files=files)
    live = services.live_of(of)
    columns = selectors.columns_of(live.definition, 2)
    row = selectors.shown_rows(binh, live, [entry], columns)[0]
    assert "phieu.txt" in row.cells
    kept = services.entry_correct(actor=binh, entry=entry, typed=typed_of(entry, depth="7"), reason="Bổ sung")
    assert kept.data["paper"] == entry.data["paper"]
    again = services.entry_correct(actor=binh, entry=entry, typed=typed_of(entry), reason="Tệp mới", files={
        "paper": services.Enclosed(io.BytesIO(b"ket qua moi"), "phieu-2.txt")})  # fmt: skip
    assert again.data["paper"] != kept.data["paper"]


def test_revisions_are_never_changed_nor_removed(cast):
    revision = well(cast, register(cast)).revisions.get()
    for statement in (EntryRevision.objects.update, EntryRevision.objects.filter(pk=revision.pk).delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement(**({"reason": "x"} if statement == EntryRevision.objects.update else {}))


def test_the_history_tells_each_revision_in_words(cast):
    of, binh = register(cast), cast.actor("binh")
    entry = well(cast, of, keeper=cast.people["an"].pk)
    services.entry_correct(actor=binh, entry=entry, typed=typed_of(entry, depth="25,5", unit=None), reason="Đo lại")
    newest, oldest = selectors.story(binh, entry)
    assert newest.changes == [("Đơn vị", "Phòng Kinh tế xã An Phú", ""), ("Độ sâu", "20", "25,5")]
    assert ("Người trông coi", "", "Nguyễn Văn An") in oldest.changes
    assert newest.revision.reason == "Đo lại"


def test_two_people_who_edit_one_entry_lose_nothing(cast):
    of, binh = register(cast), cast.actor("binh")
    entry = well(cast, of, depth="20", note="cũ")
    mine, theirs = typed_of(entry, depth="25"), typed_of(entry, note="mới", kind="khoan")
    services.entry_correct(actor=cast.actor("an"), entry=entry, typed=theirs, reason="Ghi chú", base=1)
    both = services.entry_correct(actor=binh, entry=entry, typed=mine, reason="Đo lại", base=1)
    assert (both.data["depth"], both.data["note"], both.data["kind"]) == ("25", "mới", "khoan")
    with pytest.raises(Problem) as caught:
        services.entry_correct(actor=binh, entry=entry, typed=typed_of(entry, note="khác"), reason="?", base=1)
    assert caught.value.code == "REG-022"
    assert "Ghi chú" in caught.value.sentence()
