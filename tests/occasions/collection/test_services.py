"""A collection from its preparation to its lock."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from giaoban.ground.journal.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.ground.org.models import Unit, UnitLineage
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.models import Cell, Collection
from giaoban.records.figures.models import CurrentValue, Indicator, Observation
from tests.occasions.collection.making import collection, column_of, indicators, known, put, refused, row_of

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def test_opening_tells_the_units_people_and_a_draft_is_the_offices_alone(cast):
    made = collection(cast, opened=False)
    assert selectors.collections(cast.actor("cuong")).count() == 1  # his role may prepare collections at his place
    assert selectors.collections(cast.actor("giang")).count() == 0
    assert refused(put, made=made, cast=cast, code="hon", text="1").code == "COL-002"
    services.collection_step(actor=cast.actor("binh"), collection=made, verb="start")
    assert selectors.collections(cast.actor("giang")).count() == 1
    told = Notice.objects.filter(person=cast.people["cuong"]).values_list("subject", flat=True)
    assert list(told) == ["Đề nghị điền Số liệu tháng 11/2026, hạn 25/11/2026"]


def test_a_stranger_may_neither_know_nor_touch_a_collection(cast):
    made = collection(cast)
    dung = cast.actor("dung")
    assert refused(selectors.collection_get, actor=dung, pk=made.pk).code == "ACC-002"
    assert refused(selectors.row_get, actor=dung, collection_id=made.pk, pk=row_of(made, cast).pk).code == "ACC-002"
    assert refused(put, made=made, cast=cast, code="hon", text="5", who="dung").code == "ACC-002"
    assert refused(put, made=made, cast=cast, code="hon", text="5", who="cuong", unit="kinh_te").code == "ACC-002"
    assert refused(put, made=made, cast=cast, code="hon", text="5", who="giang", unit="mot_cua").code == "ACC-001"
    assert not Cell.objects.exists()


def test_bad_collections_are_refused_in_words(cast):
    codes = indicators(cast)
    assert refused(collection, cast=cast, codes=codes, period="tháng mấy").code == "COL-003"
    assert refused(collection, cast=cast, codes=codes, due_on=date(2026, 11, 1)).code == "COL-004"
    assert refused(collection, cast=cast, codes=codes, unit_ids=[]).code == "COL-008"
    foreign = refused(collection, cast=cast, codes=codes, unit_ids=[cast.units["van_hoa_tl"].pk])
    assert foreign.code == "COL-016"
    codes["hon"].classification = 1
    codes["hon"].save()
    assert refused(collection, cast=cast, codes=codes).code == "COL-021"


def test_a_column_restricted_since_is_written_and_told_to_nobody_below_its_level(cast):
    made = collection(cast)
    put(made=made, cast=cast, code="hon", text="3", unit="mot_cua", who="binh")
    Indicator.objects.filter(pk=column_of(made, "hon").indicator_id).update(classification=2)
    assert refused(put, made=made, cast=cast, code="hon", text="4", unit="mot_cua", who="binh").code == "COL-009"
    assert Cell.objects.get().amount == 3


def test_a_unit_that_ends_before_the_periods_end_is_refused_with_its_successor_and_never_expected(cast):
    end = date(2026, 11, 23)
    UnitLineage.objects.create(
        source=cast.units["mot_cua"], target=cast.units["van_phong"], on=end, kind="merge", share=1
    )
    made = collection(cast)
    Unit.objects.filter(pk=cast.units["mot_cua"].pk).update(valid_to=end)
    refusal = refused(put, made=made, cast=cast, code="hon", text="3", unit="mot_cua", who="binh")
    assert refusal.code == "COL-015"
    rows = selectors.progress(cast.actor("binh"), made)
    gone = rows[-1]
    assert not gone.expected
    assert "23/11/2026" in gone.why_not
    assert "Văn phòng HĐND và UBND xã An Phú" in gone.why_not
    assert selectors.overall(rows).expected == 2
    assert selectors.collections(cast.actor("binh")).get().expected == 2
    again = refused(
        collection, cast=cast, codes=dict(enumerate([column_of(made, "hon").indicator])), units=("mot_cua",)
    )
    assert again.code == "COL-015"
    assert "Văn phòng HĐND và UBND xã An Phú" in again.sentence("vi")


def test_every_bad_cell_is_refused_with_row_column_and_what_to_do(cast):
    made = collection(cast)
    for code, text, wanted in (
        ("hon", "khoảng chục hộ", "COL-010"),
        ("hon", "1234567890123456789", "COL-010"),
        ("hon", "12.5", "COL-010"),
        ("bhyt", "100,1", "COL-011"),
        ("bhyt", "-0,1", "COL-012"),
        ("hon", "-3", "COL-012"),
    ):
        problem = refused(put, made=made, cast=cast, code=code, text=text)
        assert problem.code == wanted
        sentence = problem.sentence("vi")
        assert "Phòng Văn hóa – Xã hội xã An Phú" in sentence
        assert column_of(made, code).indicator.name in sentence
    assert not Cell.objects.exists()


def test_missing_is_never_zero_and_blank_is_neither(cast):
    made = collection(cast)
    assert put(made, cast, "hon", "0").amount == 0
    none = put(made, cast, "gks", "x")
    assert none.missing
    assert none.amount is None
    assert put(made, cast, "bhyt", "  ") is None
    grid = selectors.grid_of(cast.actor("cuong"), made)
    unit = cast.units["van_hoa"].pk
    assert grid.at(unit, str(column_of(made, "hon").pk)) == Decimal(0)
    assert str(grid.at(unit, str(column_of(made, "gks").pk))) == "x"
    assert grid.at(unit, str(column_of(made, "bhyt").pk)) is None
    assert row_of(made, cast).state == "draft"


def test_who_was_slower_overwrites_nothing_and_sees_both_values(cast):
    made = collection(cast)
    first = put(made, cast, "hon", "120")
    problem = refused(put, made=made, cast=cast, code="hon", text="125", who="binh", version=0)
    assert problem.code == "COL-013"
    assert "Lê Mạnh Cường" in problem.sentence("vi")
    assert "120" in problem.sentence("vi")
    assert "125" in problem.sentence("vi")
    assert Cell.objects.get().amount == 120
    assert put(made, cast, "hon", "120", who="binh", version=0).version == 1  # the same number is no conflict
    chosen = put(made, cast, "hon", "125", who="binh", version=first.version)
    assert (chosen.amount, chosen.version) == (125, 2)


def test_a_whole_form_saves_what_can_be_saved_and_names_the_rest(cast):
    made = collection(cast)
    put(made, cast, "gks", "7", who="binh")
    columns = {code: column_of(made, code).pk for code in ("hon", "gks", "bhyt")}
    typed = [
        services.Typed(columns["hon"], "46", 0, ""),
        services.Typed(columns["gks"], "9", 0, ""),
        services.Typed(columns["bhyt"], "101", 0, ""),
    ]
    problems = services.cells_type(actor=cast.actor("cuong"), row=row_of(made, cast), typed=typed)
    assert {pk: problem.code for pk, problem in problems.items()} == {
        columns["gks"]: "COL-013",
        columns["bhyt"]: "COL-011",
    }
    assert dict(Cell.objects.values_list("column", "amount")) == {columns["hon"]: 46, columns["gks"]: 7}


def test_submitted_figures_wait_approved_ones_count_and_boards_know_at_once(cast):
    made = collection(cast)
    put(made, cast, "hon", "46")
    put(made, cast, "gks", "x")
    row = services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    assert row.state == "submitted"
    current = CurrentValue.objects.get(indicator__code="hon")
    assert (current.amount, current.state) == (46, "submitted")
    assert CurrentValue.objects.get(indicator__code="gks").amount is None
    assert refused(put, made=made, cast=cast, code="hon", text="47", version=1).code == "COL-005"
    services.row_step(actor=cast.actor("binh"), row=row, verb="approve")
    current.refresh_from_db()
    assert current.state == "approved"
    observation = Observation.objects.get(indicator__code="hon")
    assert observation.recorded_by.startswith("Lê Mạnh Cường")
    assert observation.source_ref == f"collection.cell/{Cell.objects.get(column__indicator__code='hon').pk}"


def test_an_empty_form_cannot_be_submitted_and_so_is_never_on_time(cast):
    made = collection(cast)
    assert (
        refused(services.row_step, actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit").code == "COL-006"
    )
    put(made, cast, "hon", "1")
    put(made, cast, "hon", "", version=1)
    assert (
        refused(services.row_step, actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit").code == "COL-006"
    )


def test_returned_figures_are_drafts_and_the_corrected_ones_a_further_revision(cast):
    made = collection(cast)
    put(made, cast, "hon", "46")
    put(made, cast, "gks", "5")
    row = services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    assert refused(services.row_step, actor=cast.actor("binh"), row=row, verb="return").code == "COL-007"
    row = services.row_step(actor=cast.actor("binh"), row=row, verb="return", reason="Số hộ nghèo phải là 64")
    assert Observation.objects.get(indicator__code="hon").state == "draft"
    put(made, cast, "hon", "64", version=1)
    put(made, cast, "gks", "", version=1)
    services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    newest = Observation.objects.get(indicator__code="hon", superseded_by=None)
    assert (newest.revision, newest.amount, newest.state) == (2, 64, "submitted")
    withdrawn = Observation.objects.get(indicator__code="gks", superseded_by=None)
    assert (withdrawn.amount, withdrawn.note) == (None, "Đơn vị rút số đã báo.")


def test_only_the_office_approves_and_only_what_was_submitted(cast):
    made = collection(cast)
    assert (
        refused(services.row_step, actor=cast.actor("binh"), row=row_of(made, cast), verb="approve").code == "COL-019"
    )
    put(made, cast, "hon", "46", unit="mot_cua", who="binh")
    row = services.row_step(actor=cast.actor("binh"), row=row_of(made, cast, "mot_cua"), verb="submit")
    assert refused(services.row_step, actor=cast.actor("giang"), row=row, verb="approve").code == "ACC-001"
    assert services.rows_approve(actor=cast.actor("binh"), collection=made) == 1


def test_closing_locks_what_was_approved_and_reopening_needs_a_reason(cast):
    made = collection(cast)
    for unit in ("van_hoa", "kinh_te"):
        put(made, cast, "hon", "46", unit=unit, who="binh")
        services.row_step(actor=cast.actor("binh"), row=row_of(made, cast, unit), verb="submit")
    services.row_step(actor=cast.actor("binh"), row=row_of(made, cast), verb="approve")
    of_session = {"actor": cast.actor("binh"), "body_id": made.body_id, "title": "Phiên họp tháng 11/2026"}
    assert services.collections_close_for(**of_session, period="2026-11", on=date(2026, 11, 24)) == []  # not due yet
    closed = services.collections_close_for(**of_session, period="2026-11", on=date(2026, 11, 25))
    assert [row.pk for row in closed] == [made.pk]
    states = dict(Observation.objects.values_list("unit", "state"))
    assert states == {cast.units["van_hoa"].pk: "locked", cast.units["kinh_te"].pk: "submitted"}
    made.refresh_from_db()
    assert (made.state, made.closed_for) == ("closed", "Phiên họp tháng 11/2026")
    assert refused(put, made=made, cast=cast, code="hon", text="1", unit="mot_cua", who="binh").code == "COL-001"
    again = {"actor": cast.actor("binh"), "collection": made, "verb": "reopen"}
    assert refused(services.collection_step, **again).code == "COL-020"
    assert services.collection_step(**again, reason="Kinh tế sửa số").state == "open"
    assert services.collections_close_for(**of_session, period="2026-10", on=date(2026, 12, 1)) == []


def test_completeness_and_timeliness_count_the_expected_alone_and_never_pass_the_whole(cast):
    made = collection(cast)
    for code in ("hon", "gks", "bhyt"):
        put(made, cast, code, "9")
    services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    put(made, cast, "hon", "9", unit="kinh_te", who="binh")
    services.row_step(actor=cast.actor("binh", at=LATE), row=row_of(made, cast, "kinh_te"), verb="submit")
    put(made, cast, "hon", "9", unit="mot_cua", who="binh")
    rows = {row.row.unit_id: row for row in selectors.progress(cast.actor("binh", at=LATE), made)}
    full, late, open_ = (rows[cast.units[name].pk] for name in ("van_hoa", "kinh_te", "mot_cua"))
    assert (full.percent, full.on_time, full.late) == (100, True, False)
    assert (late.percent, late.on_time, late.late) == (33, False, True)
    assert (open_.came, open_.on_time, open_.overdue) == (False, False, True)
    total = selectors.overall(rows.values())
    assert (total.expected, total.came, total.on_time, total.asked, total.answered, total.percent) == (
        3,
        2,
        1,
        9,
        5,
        55,
    )
    services.unit_excuse(actor=cast.actor("binh"), row=open_.row, reason="Mới thành lập")
    total = selectors.overall(selectors.progress(cast.actor("binh", at=LATE), made))
    assert (total.expected, total.asked, total.answered) == (2, 6, 4)


def test_the_next_collection_takes_over_what_adds_up_to_what(cast):
    made = collection(cast)
    total, part = column_of(made, "hon"), column_of(made, "gks")
    services.collection_change(
        actor=cast.actor("binh"),
        collection=made,
        wanted=services.Wanted(due_on=made.due_on, note="", totals={part.pk: total.pk}),
    )
    codes = {code: column_of(made, code).indicator for code in ("bhyt", "gks", "hon")}
    copy = collection(cast, codes=codes, like=made, opened=False)
    assert column_of(copy, "gks").total == column_of(copy, "hon")
    assert [column.indicator.code for column in copy.columns.all()] == ["bhyt", "gks", "hon"]


def test_reminders_go_to_those_who_have_not_submitted(cast):
    made = collection(cast)
    put(made, cast, "hon", "46")
    services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    names = services.units_remind(actor=cast.actor("binh", at=LATE), collection=made)
    assert names == ["Phòng Kinh tế xã An Phú", "Trung tâm Phục vụ hành chính công xã An Phú"]
    text = selectors.text_for_all(made, names)
    assert "hạn nộp 25/11/2026" in text
    assert "Phòng Kinh tế xã An Phú" in text


def test_comments_wait_for_an_answer_until_somebody_settles_them(cast):
    made = collection(cast)
    row, column = row_of(made, cast), column_of(made, "hon")
    said = {"row": row, "column_id": column.pk}
    assert refused(services.comment_add, actor=cast.actor("binh"), text=" ", **said).code == "COL-018"
    assert refused(services.comment_add, actor=cast.actor("dung"), text="?", **said).code == "ACC-002"
    asked = services.comment_add(actor=cast.actor("binh"), text="Sao tăng gấp đôi?", follow_up=True, **said)
    services.comment_add(actor=cast.actor("cuong"), text="Rà soát lại theo chuẩn mới.", **said)
    assert [each.text for each in selectors.waiting_comments(cast.actor("cuong"), made)] == ["Sao tăng gấp đôi?"]
    assert Notice.objects.filter(event__startswith="collection.comment").count() >= 1
    services.comment_settle(actor=cast.actor("binh"), comment=asked)
    assert not selectors.waiting_comments(cast.actor("binh"), made).exists()
    assert selectors.comments(cast.actor("cuong"), row, column.pk).count() == 2


def test_what_is_known_is_a_suggestion_and_never_a_value(cast):
    codes = indicators(cast)
    known(cast, codes["hon"], "46", "2026-10")
    known(cast, codes["gks"], "30", "2026-10")
    known(cast, codes["bhyt"], "95", "2026-11")
    made = collection(cast, codes=codes)
    line = selectors.sheet(cast.actor("cuong"), made).lines[0]
    found = {box.column.code: box for box in line.boxes}
    assert (found["hon"].value, found["hon"].suggestion.value, found["hon"].suggestion.source) == (
        None,
        46,
        "tháng 10 năm 2026",
    )
    assert (found["gks"].suggestion, found["gks"].last) == (
        None,
        30,
    )  # a flow of last month is no guess at this month's
    assert found["bhyt"].suggestion.source == "đã ghi trong sổ số liệu"
    assert not Cell.objects.exists()


def test_an_odd_number_is_asked_about_but_taken(cast):
    codes = indicators(cast)
    known(cast, codes["hon"], "46", "2026-10")
    made = collection(cast, codes=codes)
    put(made, cast, "hon", "46000")
    line = selectors.sheet(cast.actor("cuong"), made).lines[0]
    box = next(box for box in line.boxes if box.column.code == "hon")
    assert box.value == 46000
    assert len(box.asked) == 1
    assert "46.000" in box.asked[0]


def test_a_total_that_differs_from_its_parts_is_asked_about(cast):
    made = collection(cast)
    total, part = column_of(made, "hon"), column_of(made, "gks")
    services.collection_change(
        actor=cast.actor("binh"),
        collection=made,
        wanted=services.Wanted(due_on=made.due_on, note="", totals={part.pk: total.pk}),
    )
    put(made, cast, "hon", "10")
    assert not any(
        box.asked for box in selectors.sheet(cast.actor("cuong"), made).lines[0].boxes
    )  # a blank proves nothing
    put(made, cast, "gks", "8")
    boxes = {box.column.code: box for box in selectors.sheet(cast.actor("cuong"), made).lines[0].boxes}
    assert "cộng lại là 8" in boxes["hon"].asked[0]
    bad = services.Wanted(due_on=made.due_on, note="", totals={part.pk: part.pk})
    problem = refused(services.collection_change, actor=cast.actor("binh"), collection=made, wanted=bad)
    assert problem.code == "COL-009"


def test_a_files_changes_are_all_made_or_none(cast):
    from giaoban.occasions.collection.grid import Proposed

    made = collection(cast)
    put(made, cast, "gks", "7", who="binh")
    grid = selectors.grid_of(cast.actor("binh"), made)
    rows = {row.unit_id: row for row in grid.rows}
    columns = {column.code: column for column in grid.columns}
    here = rows[cast.units["van_hoa"].pk]
    good = Proposed(here, columns["hon"], None, Decimal(46))
    stale = Proposed(here, columns["gks"], None, Decimal(9))
    done = services.cells_apply(actor=cast.actor("binh"), collection=made, proposed=[good, stale])
    assert (done.changed, [each.problem.code for each in done.refused]) == (0, ["COL-013"])
    assert Cell.objects.count() == 1
    before = Entry.objects.count()
    there = rows[cast.units["kinh_te"].pk]
    more = [good, Proposed(there, columns["hon"], None, Decimal(5)), Proposed(there, columns["gks"], None, Decimal(6))]
    done = services.cells_apply(actor=cast.actor("binh"), collection=made, proposed=more, reason="so-lieu.xlsx")
    assert (done.changed, done.refused) == (3, [])
    entries = list(Entry.objects.order_by("pk")[before:])
    assert [(entry.verb, entry.reason) for entry in entries if entry.op == "B"] == [
        ("collection.apply", "so-lieu.xlsx")
    ]
    assert not any(entry.table_name == "collection_cell" for entry in entries)
    assert Collection.objects.get().units.filter(state="draft").count() == 2
