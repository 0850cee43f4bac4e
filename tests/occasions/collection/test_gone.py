"""Files that were handed out before a column or a unit was taken out: a clear sentence for it, everything else comes in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giaoban.occasions.collection import services
from giaoban.occasions.collection.filing.paste import paste_read
from giaoban.occasions.collection.filing.reading import workbook_read
from giaoban.occasions.collection.filing.workbook import workbook_bytes
from giaoban.occasions.collection.grid import Gone
from tests.occasions.collection.making import collection, column_of, put, refused, row_of
from tests.occasions.collection.tables import COLUMNS, MONEY, REF, SHARE, D, codes, grid, nobody, shown, xlsx
from tests.pages import client_of, text_of

GONE = Gone("12", ("Thu ngân sách", MONEY.title, MONEY.code), "20/11/2026", "Lấy từ kho bạc.")
LEFT = tuple(each for each in COLUMNS if each is not MONEY)
SENTENCE = "Cột E “Thu ngân sách” đã được bỏ khỏi đợt thu thập ngày 20/11/2026 nên không đọc: Lấy từ kho bạc. Các cột khác vẫn nhập được."


def test_a_file_with_a_column_that_went_out_says_so_and_the_rest_comes_in():
    now = grid(columns=LEFT, gone=(GONE,))
    untouched = workbook_read(workbook_bytes(grid(), ref=REF), now, name="a.xlsx", ref=REF, resolve=nobody)
    assert (shown(untouched), codes(untouched)) == ({}, ({}, ["COL-050"]))
    assert untouched.odd[0].problem.sentence("vi") == SENTENCE
    filled = xlsx([["Đơn vị", "#11", "#12", "#13"], ["Xã An Phú", 41, 1300, 96], ["Xã Bình Minh", 7, None, 95]])
    reading = workbook_read(filled, now, name="a.xlsx", ref=REF, resolve=nobody)
    assert shown(reading) == {(1, "11"): D(41), (1, "13"): D(96), (2, "11"): D(7), (2, "13"): D(95)}
    assert codes(reading) == ({}, ["COL-050"])


@pytest.mark.parametrize("head", ["Thu ngân sách", "THU NGÂN SÁCH (triệu đồng)", "#12"])
def test_a_column_that_went_out_is_known_by_any_of_its_names(head):
    now = grid(columns=LEFT, cells={}, gone=(GONE,))
    data = xlsx([["Đơn vị", SHARE.name, head], ["Xã An Phú", 41, 1300]])
    reading = workbook_read(data, now, name="a.xlsx", ref=REF, resolve=nobody)
    assert shown(reading) == {(1, SHARE.key): D(41)}
    assert [each.problem.code for each in reading.odd] == ["COL-050"]
    pasted = paste_read(f"Đơn vị\t{SHARE.name}\t{head}\nXã An Phú\t41\t1300", now, first=None, resolve=nobody)
    assert shown(pasted) == {(1, SHARE.key): D(41)}
    assert [each.problem.code for each in pasted.odd] == ["COL-050"]


def test_a_file_of_nothing_but_what_went_out_is_refused_with_its_sentence():
    now = grid(columns=LEFT, cells={}, gone=(GONE,))
    data = xlsx([["Đơn vị", "Thu ngân sách"], ["Xã An Phú", 1300]])
    problem = refused(workbook_read, data=data, grid=now, name="a.xlsx", ref=REF, resolve=nobody)
    assert (problem.code, "“Thu ngân sách”" in problem.sentence("vi")) == ("COL-050", True)


@pytest.mark.django_db
@pytest.mark.usefixtures("moment")
def test_a_file_and_a_preview_from_before_keep_what_is_still_asked(cast):
    made = collection(cast)
    client, gks, hon = client_of(cast, "binh"), column_of(made, "gks"), column_of(made, "hon")
    unit, where = cast.units["van_hoa"].pk, reverse("collection:import", args=[made.pk])
    put(made, cast, "gks", "5")
    rows = [["Đơn vị", "Số hộ nghèo", "Số giấy khai sinh"], ["Phòng Văn hóa – Xã hội", 12, 7], ["Phòng Kinh tế", 3, 4]]
    wanted = services.Wanted(
        due_on=made.due_on, note="", out=[gks.pk], out_units=[cast.units["kinh_te"].pk], reason="Không cần nữa"
    )
    services.collection_change(actor=cast.actor("binh"), collection=made, wanted=wanted)
    page = text_of(client.post(where, {"viec": "tep", "file": SimpleUploadedFile("a.xlsx", xlsx(rows))}))
    assert (
        "Cột C “Số giấy khai sinh” đã được bỏ khỏi đợt thu thập ngày 20/11/2026 nên không đọc: Không cần nữa." in page
    )
    assert "“Phòng Kinh tế xã An Phú” đã được bỏ khỏi “Số liệu tháng 11/2026” ngày 20/11/2026: Không cần nữa." in page
    ticked = [f"{unit};{hon.pk};;12", f"{unit};{gks.pk};5;7"]  # of a preview that was shown before the change
    assert ticked[0] in page
    answer = text_of(client.post(where, {"viec": "ghi", "o": ticked}, follow=True))
    assert "Đã ghi 1 ô." in answer
    assert "Cột “Số giấy khai sinh” đã được bỏ" in answer
    amounts = dict(row_of(made, cast).cells.values_list("column", "amount"))
    assert amounts == {hon.pk: 12, gks.pk: 5}
