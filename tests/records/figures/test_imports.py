"""A file of figures: what can be recorded is, each other row is refused with its place; the same file twice changes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from giaoban.ground import journal
from giaoban.ground.journal.models import Entry
from giaoban.ground.org import services as org
from giaoban.records.figures import selectors, services
from giaoban.records.figures.importing import Row, amount_of
from giaoban.records.figures.models import CurrentValue, Observation, ObservationImport
from tests.records.figures.making import indicator, record, refusal

pytestmark = pytest.mark.django_db
D = Decimal


def row(number=2, of="CT001", unit="Thôn Đông", period="11/2026", amount="1.234,5", **more):
    return Row(number, of, unit, period, amount, **more)


def bring(cast, *rows, who="binh", key="tệp 1", body="ubnd"):
    body_id = cast.bodies[body].pk
    return services.observations_import(actor=cast.actor(who), body_id=body_id, rows=rows, key=key)


def codes(report):
    return [(refused.number, refused.column, refused.code) for refused in report.refused]


def test_every_row_that_fits_is_recorded_in_one_go(cast):
    of = indicator(cast, aliases=["giấy đã trao"])
    report = bring(
        cast,
        row(),
        row(3, "giấy đã trao", "văn phòng hđnd và ubnd xã an phú", amount=7),
        row(4, of.name, "Xã An Phú", amount=D("0")),
    )
    assert (report.recorded, report.unchanged, report.refused) == (3, 0, [])
    made = Observation.objects.all()
    assert {o.amount for o in made} == {D("1234.5"), 7, 0}
    assert {(o.source_kind, o.source_ref, o.state, o.revision) for o in made} == {
        ("import", "figures.import/tệp 1", "approved", 1)
    }
    assert CurrentValue.objects.count() == 3


def test_the_same_key_and_rows_change_nothing_and_other_rows_are_refused(cast):
    indicator(cast)
    rows = [row(), row(3, unit="Thôn Không Có")]
    first = bring(cast, *rows)
    again = bring(cast, *rows)
    assert (again.repeated, again.recorded, codes(again)) == (True, 1, codes(first))
    assert Observation.objects.count() == ObservationImport.objects.count() == 1
    assert refusal(bring, cast, row(amount="9")) == "OBS-014"
    assert refusal(bring, cast, row(), key=" ") == "OBS-019"


def test_a_corrected_file_adds_revisions_only_where_something_changed(cast):
    of = indicator(cast)
    first = record(cast, of, "1234.5", unit="thon_dong")
    record(cast, of, "5", unit="van_hoa")
    report = bring(cast, row(), row(3, unit="Phòng Văn hóa – Xã hội xã An Phú", amount="6"))
    assert (report.recorded, report.unchanged) == (1, 1)
    newest = Observation.objects.get(revision=2)
    assert (newest.amount, newest.supersedes.amount) == (6, 5)
    assert selectors.current(cast.actor("binh")).get(unit=cast.units["thon_dong"]) == first
    assert services.current_values_differences() == 0


def bad_rows(cast):
    indicator(
        cast,
        name="Tỷ lệ",
        unit_of_measure="%",
        code="TL",
        kind="rate",
        limit=D(100),
        dimensions={"gioi": ["nam", "nữ"]},
    )
    indicator(cast, name="Thu ngân sách", unit_of_measure="triệu đồng", code="NS")
    return [
        (row(2, unit="Thôn Đôn"), "đơn vị", "ORG-014", "Gần giống nhất: Thôn Đông"),
        (row(3, amount="mười hai"), "giá trị", "OBS-016", "“mười hai”, không phải là số"),
        (row(4, amount=""), "giá trị", "OBS-006", "Chưa có giá trị"),
        (row(5, of="KHONG"), "chỉ tiêu", "OBS-015", "“KHONG” không có trong danh mục"),
        (row(6, period="mùa thu"), "kỳ báo cáo", "OBS-004", "mùa thu"),
        (row(7, period="2001"), "kỳ báo cáo", "OBS-002", "không dùng cho năm 2001"),
        (row(8, of="TL", amount="101"), "giá trị", "OBS-017", "không thể vượt 100 %"),
        (row(9, of="NS", measure="ha"), "giá trị", "OBS-005", "“ha” nhưng chỉ tiêu"),
        (row(10, of="TL", amount="5", dims="gioi=khác"), "phân tổ", "IND-002", "gioi=khác"),
        (row(11, role="mong muốn"), "loại số liệu", "OBS-020", "mong muốn"),
        (row(12, unit="Phòng Văn hóa – Xã hội xã Tân Lập"), "đơn vị", "ORG-014", "không tìm thấy đơn vị"),
        (row(13, amount="1" + "0" * 18), "giá trị", "OBS-016", "không phải là số"),
        (row(14, amount="x"), "giá trị", "OBS-006", "Chưa có giá trị"),
    ]  # fmt: skip


def test_each_bad_row_is_told_with_its_place_and_everything_else_is_taken(cast):
    indicator(cast)
    bad = bad_rows(cast)
    report = bring(cast, row(1), *(given for given, *_ in bad), row(20, period="10/2026"))
    assert codes(report) == [(given.number, column, code) for given, column, code, _ in bad]
    for refused, (*_, words) in zip(report.refused, bad, strict=True):
        assert words.lower() in refused.sentence.lower(), refused
    assert (report.recorded, Observation.objects.count()) == (2, 2)


def test_thousands_and_millions_are_converted_and_said(cast):
    indicator(cast, name="Thu ngân sách", unit_of_measure="triệu đồng", code="NS")
    report = bring(
        cast,
        row(of="NS", amount="9,375", measure="tỷ đồng"),
        row(3, of="NS", period="10/2026", amount="8,6", measure="tỷ đồng"),
    )
    assert sorted(o.amount for o in Observation.objects.all()) == [8600, 9375]
    assert report.said == ["Đã đổi số ghi theo “tỷ đồng” sang “triệu đồng”."]


def test_two_values_for_one_cell_take_neither_and_the_same_twice_counts_once(cast):
    indicator(cast)
    report = bring(
        cast, row(2, amount="5"), row(7, amount="6"), row(8, period="10/2026"), row(9, period="tháng 10 năm 2026")
    )
    assert codes(report) == [(2, "giá trị", "OBS-018"), (7, "giá trị", "OBS-018")]
    assert (report.recorded, report.unchanged) == (1, 1)


def test_a_locked_cell_is_refused_unless_nothing_changes(cast):
    made = record(cast, indicator(cast), "5", unit="thon_dong")
    services.observation_lock(actor=cast.actor("an"), body_id=made.body_id, period=made.period)
    assert CurrentValue.objects.get().state == "locked"
    assert codes(bring(cast, row(amount="6", column="D2"))) == [(2, "D2", "OBS-003")]
    assert bring(cast, row(amount="5"), key="tệp 2").unchanged == 1


def test_a_unit_that_ended_is_refused_with_its_successor_named(cast):
    indicator(cast)
    new = {"kind": "hamlet", "level": "hamlet", "form": "thon", "parent": cast.units["an_phu"]}
    old = org.unit_create(new=org.NewUnit(name="Thôn Cũ", **new), on=date(2000, 1, 1))
    org.unit_merge(sources=[old, cast.units["thon_dong"]], into=cast.units["thon_dong"], on=date(2026, 7, 1))
    report = bring(cast, row(unit="Thôn Cũ"), row(3, unit="Thôn Cũ", period="6/2026"))
    assert codes(report) == [(2, "đơn vị", "ORG-015")]
    assert "nay là: Thôn Đông" in report.refused[0].sentence
    assert Observation.objects.get().unit == old


def test_rights_hold_for_each_row(cast):
    indicator(cast)
    rows = (row(unit="Phòng Văn hóa – Xã hội xã An Phú"), row(3, unit="Phòng Kinh tế xã An Phú"))
    assert codes(bring(cast, *rows, who="cuong")) == [(3, "đơn vị", "ACC-001")]
    assert refusal(bring, cast, row(), who="giang") == "ACC-001"
    assert codes(bring(cast, row(), who="dung", body="ubnd", key="lạ")) == [(2, "chỉ tiêu", "OBS-015")]
    assert Observation.objects.count() == 1


def test_the_journal_has_one_entry_with_the_hash_of_all_rows(cast):
    indicator(cast)
    before = Entry.objects.latest("pk").pk
    with journal.acting(label="Trần Thị Bình", source="web"):
        bring(cast, row(), row(3, period="10/2026"), row(4, period="9/2026"))
    entries = Entry.objects.filter(op="B", pk__gt=before)
    assert entries.count() == 1
    assert entries.get().after["tables"]["figures_observation"]["rows"] == 3
    assert len(entries.get().sha256) == 32
    others = Entry.objects.filter(pk__gt=before).exclude(op="B").values_list("table_name", flat=True)
    assert set(others) <= {"figures_period"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.234,5", "1234.5"), ("-7", "-7"), (" 12 345 ", "12345"), ("–", None), (None, None), (5, "5")],
)
def test_a_cell_is_read_as_offices_write_numbers(text, amount):
    assert amount_of(text) == (None if amount is None else D(amount))


def test_a_missing_value_needs_a_note_and_is_not_zero(cast):
    indicator(cast)
    bring(cast, row(amount=None, note="Chưa thống kê"))
    assert Observation.objects.get().amount is None


def test_current_values_follow_every_revision_and_step_and_can_be_made_anew(cast):
    of = indicator(cast)
    made = record(cast, of, "5", unit="thon_dong")
    record(cast, of, "6", unit="thon_dong", role="plan")
    services.observation_step(actor=cast.actor("an"), observation=made, verb="lock")
    now = CurrentValue.objects.get(role="actual")
    assert (now.amount, now.state, now.observation) == (5, "locked", made)
    services.observation_step(actor=cast.actor("an"), observation=made, verb="unlock", reason="Sửa")
    newest = record(cast, of, "8", unit="thon_dong")
    now.refresh_from_db()
    assert (now.amount, now.revision, now.observation) == (8, 2, newest)
    assert services.current_values_differences() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE figures_currentvalue SET amount = 99 WHERE role = 'plan'")
    with pytest.raises(CommandError, match="2 cells differ"):
        call_command("current_values")
    call_command("current_values", "--rebuild")
    assert services.current_values_differences() == 0
    assert CurrentValue.objects.get(role="plan").amount == 6
