"""A matrix goes out as a workbook and comes back with what people changed in it, each bad cell a sentence with row and column."""

import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
import xlsxwriter
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.extract import Limits
from giaoban.kernel.indicators.outliers import Question
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.filing.cells import book_read
from giaoban.occasions.collection.filing.finding import found_in
from giaoban.occasions.collection.filing.reading import reading_of, table_read, workbook_read
from giaoban.occasions.collection.filing.workbook import (
    carried_of,
    layout_of,
    workbook_bytes,
    write_hidden,
    write_shown,
)
from giaoban.occasions.collection.grid import MISSING, Row
from tests.occasions.collection.tables import (
    CELLS,
    COLUMNS,
    MONEY,
    POOR,
    REF,
    SHARE,
    UNITS,
    codes,
    column,
    grid,
    nobody,
    shown,
    xlsx,
)

D = Decimal


def read(data, now=None, **more):
    return workbook_read(data, now or grid(), **{"name": "so-lieu.xlsx", "ref": REF, "resolve": nobody} | more)


def sentence(change):
    return change.problem.sentence("vi")


HEAD = ["TT", "Đơn vị", "Số hộ nghèo (hộ)", "Thu ngân sách (triệu đồng)", "Tỷ lệ hồ sơ đúng hạn (%)"]
BARE = {"columns": (POOR, MONEY, SHARE), "cells": {}, "versions": {}}


def own(*rows, now=None, head=HEAD, **more):
    """The reading of a file that somebody made without ours."""
    return read(xlsx([head, *rows], **more), now or grid(**BARE))


def test_a_file_that_nobody_touched_changes_nothing():
    reading = read(workbook_bytes(grid(), ref=REF))
    assert (reading.changes, reading.refused, reading.odd, reading.same) == ([], [], [], len(CELLS))


values = st.one_of(
    st.none(),
    st.just(MISSING),
    st.decimals(0, 10**15, places=6),
    st.integers(0, 10**17).map(Decimal),
    st.integers(0, 99).map(D),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(values, min_size=12, max_size=12), st.integers(1, 3))
def test_what_goes_out_comes_back_the_same_in_an_empty_matrix(drawn, units):
    wide = replace(grid(), rows=UNITS[:units], columns=tuple(replace(each, high=None) for each in COLUMNS))
    places = [(row.unit_id, each.key) for row in wide.rows for each in wide.columns]
    cells = {place: value for place, value in zip(places, drawn, strict=False) if value is not None}
    sheets = book_read(workbook_bytes(replace(wide, cells=cells, versions={}), ref=REF), name="a.xlsx")
    carried = carried_of(sheets)
    assert {place for place, (_version, said) in carried.cells.items() if said} == set(cells)
    reading = table_read(sheets[0], replace(wide, cells={}, versions={}), resolve=nobody)
    assert shown(reading) == cells
    assert (reading.refused, reading.odd) == ([], [])


def test_one_unit_fills_its_indicators_down_the_page():
    one = replace(grid(), rows=UNITS[:1])
    sheet = book_read(workbook_bytes(one, ref=REF), name="a.xlsx")[0]
    assert [sheet.text(row, 1) for row in range(6, 10)] == [
        "Số hộ nghèo", "Thu ngân sách", "Tỷ lệ hồ sơ đúng hạn", "Số hộ nghèo (kế hoạch)",
    ]  # fmt: skip
    assert read(workbook_bytes(one, ref=REF), one).same == 3


def test_only_what_was_changed_in_the_file_is_proposed_however_old_the_file():
    data = workbook_bytes(grid(), ref=REF)
    moved_on = grid(cells=CELLS | {(1, "11"): D(45)}, versions=dict(grid().versions) | {(1, "11"): 2})
    assert read(data, moved_on).changes == []


def test_a_cell_changed_on_both_sides_waits_for_a_person():
    """The file left with 40, says 41 now; meanwhile somebody made it 45."""
    data = workbook_bytes(grid(cells=CELLS | {(1, "11"): D(41)}), ref=REF)
    now = grid(cells=CELLS | {(1, "11"): D(45)}, versions=dict(grid().versions) | {(1, "11"): 2})
    carried = carried_of(book_read(data, name="a.xlsx"))
    carried.cells[1, "11"] = (1, "40")
    found = found_in(book_read(data, name="a.xlsx")[0], now, carried=carried, resolve=nobody)
    (change,) = reading_of(found, now, carried=carried, ask=None).changes
    assert (change.proposed.before, change.proposed.after, change.version, change.ticked) == (D(45), D(41), 2, False)
    assert change.asks == ("Từ khi tải tệp, ô này đã được sửa từ 40 thành 45. Đánh dấu nếu số trong tệp là đúng.",)


def test_a_cell_emptied_in_the_file_is_not_emptied_without_asking():
    data = workbook_bytes(grid(cells={}), ref=REF)
    sheets = book_read(data, name="a.xlsx")
    carried = carried_of(sheets)
    carried.cells[1, "11"] = (1, "40")
    found = found_in(sheets[0], grid(), carried=carried, resolve=nobody)
    (change,) = reading_of(found, grid(cells={(1, "11"): D(40)}), carried=carried, ask=None).changes
    assert (change.proposed.after, change.ticked) == (None, False)


def test_rows_and_columns_may_be_moved_and_heads_renamed_while_the_keys_stay():
    rows = [
        ["Đơn vị", "Tổng thu", "Hộ nghèo cuối kỳ"],
        ["", "triệu đồng", "hộ"],
        ["", "#12", "#11"],
        ["phường đông sơn", 7.5, 3],
        ["Xa An Phu", 9, 41],
    ]
    reading = read(xlsx(rows), grid(**BARE))
    assert shown(reading) == {(3, "12"): D("7.5"), (3, "11"): D(3), (1, "12"): D(9), (1, "11"): D(41)}


def test_a_table_of_somebody_else_is_read_by_its_names_whole_numbers_as_they_are():
    reading = own([1, "Xã An Phú", 41, 1234.5678, 98], formats={(1, 3): "#,##0"})
    assert shown(reading) == {(1, "11"): D(41), (1, "12"): D("1234.5678"), (1, "13"): D(98)}
    assert all(change.ticked for change in reading.changes)


def test_a_number_computed_in_the_file_counts_as_the_program_shows_it():
    reading = own([1, "Xã An Phú", ("=20+21", 41), ("=0.1+0.2", 0.30000000000000004), None])
    assert shown(reading) == {(1, "11"): D(41), (1, "12"): D("0.3")}


def test_two_columns_of_one_indicator_are_told_apart_by_their_roles():
    now = grid(cells={}, versions={})
    reading = own(["Xã An Phú", 38, 41], now=now, head=["Đơn vị", "Số hộ nghèo kế hoạch", "Số hộ nghèo thực hiện"])
    assert shown(reading) == {(1, "14"): D(38), (1, "11"): D(41)}
    with pytest.raises(Problem, match="COL-031"):
        own(["Xã An Phú", 38], now=now, head=["Đơn vị", "Số hộ nghèo"])


def test_a_date_in_a_number_cell_is_refused_and_the_rest_of_the_row_is_taken():
    reading = own([1, "Xã An Phú", 46143, 5, None], formats={(1, 2): "dd/mm/yyyy"})
    assert shown(reading) == {(1, "12"): D(5)}
    (bad,) = reading.refused
    assert sentence(bad) == (
        "Xã An Phú, cột “Số hộ nghèo”: ô C2 là ngày tháng (01/05/2026), không phải là số. Đổi định dạng ô về số rồi ghi lại."
    )


@pytest.mark.parametrize(
    ("cell", "code", "place"),
    [
        ("bốn mươi", "COL-010", 2),
        (("=1/0", "#DIV/0!"), "COL-037", 2),
        (True, "COL-010", 2),
        (-3, "COL-012", 2),
        (101, "COL-011", 4),
        ("12 người", "COL-046", 2),
        ("1/2", "COL-010", 2),
    ],
)
def test_each_bad_cell_has_its_reason_and_stops_nothing_else(cell, code, place):
    row = [1, "Xã An Phú", None, None, None]
    row[place] = cell
    reading = own(row, [2, "Xã Bình Minh", 7, None, None])
    assert codes(reading) == ({(1, ("11", "12", "13")[place - 2]): code}, [])
    assert shown(reading) == {(2, "11"): D(7)}
    assert "Xã An Phú, cột “" in sentence(reading.refused[0])


def test_a_percentage_is_read_as_one_and_refused_where_nothing_is_counted_in_percent():
    reading = own([1, "Xã An Phú", 0.65, None, 0.975], formats={(1, 2): "0%", (1, 4): "0.0%"})
    assert shown(reading) == {(1, "13"): D("97.5")}
    assert codes(reading)[0] == {(1, "11"): "COL-040"}


def test_no_figure_is_said_by_a_cross_and_never_zero():
    reading = own([1, "Xã An Phú", "x", "-", "không có số liệu"], [2, "Xã Bình Minh", 0, None, None])
    assert shown(reading) == {(1, "11"): MISSING, (1, "12"): MISSING, (1, "13"): MISSING, (2, "11"): D(0)}


def test_text_in_a_cell_may_be_a_number_and_an_amount_with_its_unit():
    reading = own([1, "Xã An Phú", "1.234", "12,5 tỷ đồng", "97,5 %"], [2, "Xã Bình Minh", None, "1,5", None])
    assert shown(reading) == {(1, "11"): D(1234), (1, "12"): D(12500), (1, "13"): D("97.5"), (2, "12"): D("1.5")}
    (amount,) = [change for change in reading.changes if change.words]
    assert amount.words == "12,5 tỷ đồng"


def test_a_text_that_may_be_two_numbers_waits_for_a_person():
    reading = own([1, "Xã An Phú", None, "1,234", None])
    (change,) = reading.changes
    assert (change.proposed.after, change.ticked) == (D("1.234"), False)
    assert "nếu là 1.234 thì" in change.asks[0]


def test_heads_in_thousands_are_converted_and_told_and_foreign_ones_refused():
    head = ["TT", "Đơn vị", "Số hộ nghèo", "Thu ngân sách", "Tỷ lệ hồ sơ đúng hạn"]
    measures = [None, None, "hộ", "nghìn đồng", "hồ sơ"]
    reading = own(measures, [1, "Xã An Phú", 4, 1234500, 90], head=head)
    assert shown(reading) == {(1, "11"): D(4), (1, "12"): D("1234.5")}
    assert reading.notes == ["Cột “Thu ngân sách”: đã đổi số ghi theo “nghìn đồng” sang “triệu đồng”."]
    (odd,) = reading.odd
    assert odd.problem.sentence("vi") == (
        "Cột “Tỷ lệ hồ sơ đúng hạn” trong bảng ghi đơn vị tính “hồ sơ”, đợt thu thập tính bằng “%”. Đổi số sang % rồi nhập lại."
    )


@pytest.mark.parametrize(
    ("head", "got"),
    [("Thu ngân sách (nghìn đồng)", D("2.5")), ("Thu ngân sách (cả năm)", D(2500)), ("Thu ngân sách", D(2500))],
)
def test_a_unit_of_measure_in_brackets_counts_and_a_remark_does_not(head, got):
    reading = own([1, "Xã An Phú", 2500], head=["TT", "Đơn vị", head])
    assert shown(reading) == {(1, "12"): got}


def test_a_head_in_another_kind_of_unit_refuses_its_column():
    reading = own([1, "Xã An Phú", 4, 9], head=["TT", "Đơn vị", "Số hộ nghèo (người)", "Thu ngân sách"])
    assert shown(reading) == {(1, "12"): D(9)}
    assert [odd.problem.code for odd in reading.odd] == ["COL-035"]


def test_two_values_for_one_cell_refuse_both_and_equal_ones_count_once():
    reading = own([1, "Xã An Phú", 4, 5, None], [2, "xã an phú", 6, 5, None])
    assert shown(reading) == {(1, "12"): D(5)}
    (bad,) = reading.refused
    assert sentence(bad) == "Xã An Phú, cột “Số hộ nghèo”: ô C2 ghi 4, ô C3 ghi 6. Giữ lại một giá trị."


def test_an_unknown_unit_is_told_with_its_row_and_its_figures_are_left_out():
    def resolve(texts):
        return nobody(texts) | {"UBND Bình Minh": 2, "Xã Ngoài": 99}

    reading = read(
        xlsx(
            [
                HEAD,
                [1, "Xã Anh Phú", 4],
                [2, "UBND Bình Minh", 5],
                [3, "Xã Ngoài", 6],
                [None, None, 8],
                ["", "Người lập biểu"],
            ]
        ),
        grid(**BARE),
        resolve=resolve,
    )
    assert shown(reading) == {(2, "11"): D(5)}
    assert [(odd.at, odd.problem.code) for odd in reading.odd] == [
        ("dòng 2", "ORG-014"),
        ("dòng 4", "COL-016"),
        ("dòng 5", "COL-043"),
    ]


def test_a_code_that_belongs_to_another_unit_than_the_name_is_refused():
    head = ["Mã", "Đơn vị", "Số hộ nghèo"]
    reading = own(["10126", "Xã An Phú", 4], ["10129", None, 5], ["10123", "Xã An Phú", 6], head=head)
    assert shown(reading) == {(3, "11"): D(5), (1, "11"): D(6)}
    assert reading.odd[0].problem.sentence("vi") == (
        "Dòng 2: mã 10126 là của Xã Bình Minh, còn tên ghi “Xã An Phú”. Sửa mã hoặc tên cho khớp."
    )


def test_a_locked_row_is_told_why():
    shut = Row(1, "10123", "Xã An Phú", open=False, why="Số liệu của Xã An Phú đã duyệt.")
    reading = own([1, "Xã An Phú", 4, None, None], now=grid(**BARE | {"rows": (shut, *UNITS[1:])}))
    assert codes(reading)[0] == {(1, "11"): "COL-038"}
    assert sentence(reading.refused[0]).endswith("ô này đang khóa. Số liệu của Xã An Phú đã duyệt.")


def test_a_total_row_that_does_not_add_up_is_told_and_stops_nothing():
    reading = own(["", "Tổng cộng", 20, 7.5, 300], [1, "Xã An Phú", 4, 5, 90], [2, "Xã Bình Minh", 6, 2.5, 95])
    assert len(reading.changes) == 6
    (odd,) = reading.odd
    assert odd.problem.sentence("vi") == (
        "Dòng cộng, cột “Số hộ nghèo”: ô C2 ghi 20 nhưng các đơn vị cộng lại là 10. Kiểm tra dòng cộng và từng đơn vị."
    )


def test_a_total_that_differs_from_its_parts_waits_for_a_person():
    whole, men, women = (
        column("21", "Tổng số", "người"),
        column("22", "Nam", "người", part_of="21"),
        column("23", "Nữ", "người", part_of="21"),
    )
    now = grid(columns=(whole, men, women), cells={}, versions={})
    head = ["Đơn vị", "Tổng số", "Nam", "Nữ"]
    reading = own(["Xã An Phú", 10, 4, 5], ["Xã Bình Minh", 9, 4, 5], now=now, head=head)
    assert [change.ticked for change in reading.changes] == [False] * 3 + [True] * 3
    assert "cộng lại là 9" in reading.changes[0].asks[-1]


def test_odd_numbers_are_asked_about_by_the_caller_and_wait_for_a_person():
    reading = read(
        xlsx([HEAD, [1, "Xã An Phú", 4], [2, "Xã Bình Minh", 5000]]),
        grid(**BARE),
        ask=lambda place, value: [Question("scale", "Đơn vị là nghìn hay triệu?", D(5))] if value > 1000 else [],
    )
    assert [change.ticked for change in reading.changes] == [True, False]
    assert [change.meant for change in reading.changes] == [None, 5]


def test_a_column_that_is_none_of_the_matrix_is_told_with_the_nearest_name():
    reading = own(
        [1, "Xã An Phú", 4, 5, 90, 17],
        head=[*HEAD, "Tỷ lệ hồ sơ đúng han"],
        now=grid(**BARE | {"columns": (POOR, MONEY)}),
    )
    told = [odd.problem.sentence("vi") for odd in reading.odd]
    assert told[0].startswith("Cột E “Tỷ lệ hồ sơ đúng hạn (%)” có số nhưng không phải cột của đợt thu thập này")
    near = own([1, "Xã An Phú", 4], head=["TT", "Đơn vị", "Số hộ nghèo", "x"])
    assert near.odd == []


def test_a_file_of_another_collection_is_refused_as_a_whole():
    with pytest.raises(Problem, match="COL-042"):
        read(workbook_bytes(grid(), ref="collection/8"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EXT-001"),
        (b"a;b;c\n1;2;3", "COL-030"),
        (b"PK\x03\x04xl/ broken", "EXT-006"),
        (b"{\\rtf1 }", "COL-030"),
        (xlsx([["nothing", "here"], [1, 2]]), "COL-031"),
    ],
)
def test_what_is_no_workbook_of_figures_is_refused_with_a_sentence(data, code):
    with pytest.raises(Problem) as caught:
        read(data)
    assert caught.value.code == code


def test_a_file_is_read_up_to_a_size():
    data = xlsx([[1] * 20] * 20)
    with pytest.raises(Problem, match="COL-032"):
        book_read(data, name="a.xlsx", limits=Limits(max_cells=399))
    with pytest.raises(Problem, match="EXT-004"):
        book_read(data, name="a.xlsx", limits=Limits(max_bytes=100))
    assert len(book_read(data, name="a.xlsx", limits=Limits(max_cells=400))[0].cells) == 400
    blank = workbook_bytes(grid(cells={}, versions={}), ref=REF)
    held = max(len(sheet.cells) for sheet in book_read(blank, name="a.xlsx"))
    with pytest.raises(Problem, match="COL-032"):
        book_read(blank, name="a.xlsx", limits=Limits(max_cells=held // 2))


def test_a_workbook_says_how_to_fill_it_and_locks_everything_but_open_cells():
    data = workbook_bytes(grid(rows=(replace(UNITS[0], open=False, why="đã nộp"), *UNITS[1:])), ref=REF)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        listed = book.read("xl/workbook.xml").decode()
    assert "<sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == len(COLUMNS)
    assert 'state="veryHidden"' in listed
    assert "không ghi 0" in book_read(data, name="a.xlsx")[0].text(2, 0)


def typed_into(old, new):
    """The file of a matrix with other numbers typed into its cells: what it remembers stays."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        write_shown(book, layout_of(new))
        write_hidden(book, old, REF)
    return stream.getvalue()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(values, min_size=12, max_size=12), st.lists(values, min_size=12, max_size=12), st.integers(1, 3))
def test_exactly_what_was_typed_into_a_file_is_proposed(before, after, units):
    wide = replace(grid(), rows=UNITS[:units], columns=tuple(replace(each, high=None) for each in COLUMNS))
    places = [(row.unit_id, each.key) for row in wide.rows for each in wide.columns]
    old = replace(wide, cells=dict(zip(places, before, strict=False)), versions=dict.fromkeys(places, 1))
    new = replace(old, cells=dict(zip(places, after, strict=False)))
    reading = read(typed_into(old, new), old)
    assert shown(reading) == {place: new.cells[place] for place in places if new.cells[place] != old.cells[place]}
    assert all(change.ticked for change in reading.changes if change.proposed.after is not None)
    assert reading.refused == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_workbook_is_refused_or_read_and_nothing_else(data):
    whole = workbook_bytes(grid(), ref=REF)
    name = data.draw(
        st.sampled_from(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            if each == name:
                at = data.draw(st.integers(0, len(content) - 1))
                piece = data.draw(st.sampled_from([b"", b"<", b"9" * 40, b'"', b"e", b"NaN", b"\xff", b"<v>", b"A0"]))
                content = content[:at] + piece + content[at + data.draw(st.integers(0, 30)) :]
            new.writestr(each, content)
    with suppress(Problem):
        read(stream.getvalue())


def test_a_table_that_says_its_cells_many_times_over_is_refused():
    with pytest.raises(Problem, match="COL-032"):
        own(*([1, "Xã An Phú", 4, 5, 90] for _ in range(40)))


@pytest.mark.parametrize(("made_in", "read_in"), [("en", "vi"), ("vi", "en")])
def test_a_workbook_is_read_back_in_another_language_than_it_left_in(made_in, read_in):
    now = grid(rows=UNITS[:1], cells={})
    with override(made_in):
        tall, wide = workbook_bytes(now, ref=REF), workbook_bytes(grid(), ref=REF)
        heads = (gettext("TT"), gettext("Đơn vị"), "Thu ngân sách", f"Số hộ nghèo ({gettext('kế hoạch')})")
        told = xlsx([heads, (1, "Xã An Phú", 41, 39)])
    with override(read_in):
        assert read(tall, now).changes == read(wide).changes == []
        assert shown(read(told)) == {(1, "12"): D(41), (1, "14"): D(39)}
    assert book_read(wide, name="a.xlsx")[0].name == ("Figures" if made_in == "en" else "Số liệu")
