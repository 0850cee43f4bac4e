"""Cells copied from a spreadsheet find their place by heads and names, or from a first cell on; numbers of both ways of writing."""

from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.filing.numbers import style_of, typed_number
from giaoban.occasions.collection.filing.paste import LONGEST, MOST, paste_read
from giaoban.occasions.collection.grid import MISSING
from tests.occasions.collection.tables import MONEY, POOR, SHARE, UNITS, codes, grid, nobody, shown

D = Decimal
BARE = {"columns": (POOR, MONEY, SHARE), "cells": {}, "versions": {}}


def read(text, *, first=None, now=None, **more):
    return paste_read(text, now or grid(**BARE), first=first, resolve=nobody, **more)


def test_a_copied_table_is_read_by_its_heads_and_names():
    reading = read("Đơn vị\tThu ngân sách\tSố hộ nghèo\r\nXã Bình Minh\t1.234,5\t12\r\nXã An Phú\t7\tx\r\n")
    assert shown(reading) == {(2, "12"): D("1234.5"), (2, "11"): D(12), (1, "12"): D(7), (1, "11"): MISSING}


def test_a_bare_block_lies_from_the_first_cell_on_and_its_blanks_change_nothing():
    now = grid(**BARE | {"cells": {(2, "12"): D(5), (3, "12"): D(6)}})
    reading = read("1,5\t98\n\t97,5\n", first=(2, "12"), now=now)
    assert shown(reading) == {(2, "12"): D("1.5"), (2, "13"): D(98), (3, "13"): D("97.5")}
    assert [change.at for change in reading.changes] == ["A1", "B1", "B2"]


def test_numbers_of_a_block_are_never_taken_for_keys_of_columns():
    assert shown(read("11\t12\n", first=(1, "11"))) == {(1, "11"): D(11), (1, "12"): D(12)}


@pytest.mark.parametrize(
    ("text", "first", "code"),
    [
        ("1\t2\n3\t4", None, "COL-045"),
        ("1\t2\n3\t4", (9, "11"), "COL-045"),
        ("1\t2\n3\t4", (3, "11"), "COL-044"),
        ("1\t2", (1, "13"), "COL-044"),
        ("  \n\t\n", (1, "11"), "COL-031"),
        ("1\t" * (MOST + 1), (1, "11"), "COL-032"),
        ("1" * (LONGEST + 1), (1, "11"), "COL-032"),
    ],
)
def test_a_block_without_a_place_is_refused_with_a_sentence(text, first, code):
    with pytest.raises(Problem) as caught:
        read(text, first=first)
    assert caught.value.code == code


def test_the_whole_block_decides_how_its_numbers_are_written():
    english = read("1,234\t1,234.5\n2,000\t2.5", first=(1, "11"))
    assert shown(english) == {(1, "11"): D(1234), (1, "12"): D("1234.5"), (2, "11"): D(2000), (2, "12"): D("2.5")}
    vietnamese = read("1.234\t1.234,5\n2.000\t2,125", first=(1, "11"))
    assert shown(vietnamese) == {(1, "11"): D(1234), (1, "12"): D("1234.5"), (2, "11"): D(2000), (2, "12"): D("2.125")}
    assert all(change.ticked for change in (*english.changes, *vietnamese.changes))


def test_a_quoted_cell_with_a_line_break_is_one_cell_and_a_lone_quote_is_a_letter():
    assert shown(read('Đơn vị\t"Số hộ\nnghèo"\nXã An Phú\t4')) == {(1, "11"): D(4)}
    assert codes(read('Đơn vị\tSố hộ nghèo\nXã An Phú\t4"'))[0] == {(1, "11"): "COL-010"}


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.234", "1,5"], "vi"),
        (["1,234", "1.5"], "en"),
        (["1,234", "12", "chữ", ""], ""),
        (["1.5", "1,5"], ""),
        (["1.234.567"], "vi"),
        (["1,234,567"], "en"),
        (["1,234.5"], "en"),
        (["01/05/2026", "1.2.3"], ""),
    ],
)
def test_only_numbers_with_one_reading_tell_how_a_table_writes(texts, style):
    assert style_of(texts) == style


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("(1.234)", "hộ", -1234),
        ("-5", "hộ", -5),
        ("+5", "hộ", 5),
        (",5", "ha", "0.5"),
        ("1 234 567,8", "ha", "1234567.8"),
        ("1\u00a0234", "ha", 1234),
        ("39 tỷ 981 triệu đồng", "triệu đồng", 39981),
        ("-12 triệu đồng", "tỷ đồng", "-0.012"),
        ("12 hộ", "hộ", 12),
        ("97,5 %", "%", "97.5"),
        ("'12", "hộ", 12),
        ("1.234", "%", "1.234"),
    ],
)
def test_numbers_are_read_as_officials_write_them(text, unit, value):
    assert typed_number(text, style="", unit=unit, decimals=0).value == D(str(value))


@pytest.mark.parametrize(
    "text", ["chín", "5-6", "1/2", "01/05/2026", "1.2.3", "1e5", "khoảng 50", "50 x", "12abc", "39 tỷ 981"]
)
def test_what_is_no_single_number_is_none(text):
    assert typed_number(text, style="", unit="hộ", decimals=0) is None


@pytest.mark.parametrize(("text", "unit"), [("12 người", "hộ"), ("5 %", "hộ"), ("12 triệu đồng", "ha")])
def test_a_number_in_another_unit_is_refused(text, unit):
    with pytest.raises(ValueError, match=r"\w|%"):
        typed_number(text, style="", unit=unit, decimals=0)


ALONE = BARE | {"rows": (UNITS[1],)}


@pytest.mark.parametrize(
    "text",
    [
        "12\n1.234,5\n97,5",
        "12\t1.234,5\t97,5",
        "Số hộ nghèo\t12\nThu ngân sách\t1.234,5\nTỷ lệ hồ sơ đúng hạn\t97,5",
        "Tỷ lệ hồ sơ đúng hạn\t%\t97,5\nSố hộ nghèo\thộ\t12\nThu ngân sách\ttriệu đồng\t1.234,5",
        "Số hộ nghèo\tThu ngân sách\tTỷ lệ hồ sơ đúng hạn\n12\t1.234,5\t97,5",
    ],
)
def test_the_form_of_one_unit_takes_a_column_a_row_and_names_with_numbers(text):
    reading = read(text, first=(2, "11"), now=grid(**ALONE))
    assert shown(reading) == {(2, "11"): D(12), (2, "12"): D("1234.5"), (2, "13"): D("97.5")}
    assert codes(reading) == ({}, [])


def test_a_column_lies_from_the_chosen_cell_down_and_no_further_than_the_form():
    now = grid(**ALONE)
    assert shown(read("7\n\n8", first=(2, "11"), now=now)) == {(2, "11"): D(7), (2, "13"): D(8)}
    assert shown(read("7\n8", first=(2, "12"), now=now)) == {(2, "12"): D(7), (2, "13"): D(8)}
    with pytest.raises(Problem) as caught:
        read("7\n8\n9", first=(2, "12"), now=now)
    assert caught.value.code == "COL-044"
    assert "3 dòng, 1 cột; từ ô đã chọn chỉ còn 2 dòng, 1 cột" in caught.value.sentence("vi")


def test_consecutive_figures_of_one_unit_are_figures_and_two_figures_for_one_cell_are_asked_about():
    now = grid(**ALONE)
    assert shown(read("Số hộ nghèo\t12\nThu ngân sách\t13", now=now)) == {(2, "11"): D(12), (2, "12"): D(13)}
    assert shown(read("Số hộ nghèo\t12", now=now)) == {(2, "11"): D(12)}
    two = read("Số hộ nghèo\t12\t15\nThu ngân sách\t30\t41", now=now)
    assert set(codes(two)[0].values()) == {"COL-034"}
    other = read("Đơn vị\tSố hộ nghèo\nXã An Phú\t4\n\t9", now=now)
    assert shown(other) == {}  # another unit's figure is never taken for this one's
