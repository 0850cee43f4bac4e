"""The matrix leaves as a workbook and comes back through a page that shows every change before it is made."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.ground.directory.services.links import link_create
from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import Unit, UnitLineage, UnitName
from giaoban.occasions.collection import services
from giaoban.occasions.collection.models import Cell
from giaoban.occasions.collection.selectors import grid_of
from tests.cast import AT, BEFORE
from tests.occasions.collection.making import collection, column_of, indicators, known, put, row_of
from tests.occasions.collection.tables import xlsx
from tests.pages import client_of, moment, text_of  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
D = Decimal


@pytest.fixture
def asked(cast):
    """November's figures of three offices, open."""
    return collection(cast)


def at(name, *args):
    return reverse(f"collection:{name}", args=args)


def file_of(data, name="so-lieu.xlsx"):
    return SimpleUploadedFile(name, data)


HEAD = ["Đơn vị", "Số hộ nghèo", "Tỷ lệ bảo hiểm y tế"]


def keys_of(page):
    return re.findall(r'name="o" value="([^"]*)"( checked)?', page)


def test_a_file_is_shown_cell_by_cell_then_written_and_journalled(cast, asked):
    office = client_of(cast, "an")
    page = office.post(
        at("import", asked.pk),
        {"viec": "tep", "file": file_of(xlsx([HEAD, ["Phong Kinh te", 12, 97.5], ["Phòng Văn hoá - Xã hội", 7, 120]]))},
    )
    text = text_of(page)
    assert not Cell.objects.exists(), "a preview writes nothing"
    assert "120 % vượt mức cao nhất có thể là 100 %" in text
    found = keys_of(text)
    assert [bool(checked) for _key, checked in found] == [True] * 3
    done = office.post(
        at("import", asked.pk), {"viec": "ghi", "nguon": "so-lieu.xlsx", "o": [key for key, _checked in found]}
    )
    assert done.url == at("matrix", asked.pk)
    assert sorted(Cell.objects.values_list("amount", flat=True)) == [7, 12, D("97.5")]
    assert Entry.objects.filter(verb="collection.apply", reason="Nhập từ tệp so-lieu.xlsx").exists()
    again = text_of(
        office.post(at("import", asked.pk), {"viec": "tep", "file": file_of(xlsx([HEAD, ["Phòng Kinh tế", 12, 97.5]]))})
    )
    assert "Không có ô nào thay đổi" in again


def test_the_workbook_of_the_page_comes_back_without_a_change_and_is_journalled(cast, asked):
    office = client_of(cast, "an")
    answer = office.get(at("workbook", asked.pk))
    assert answer["Content-Disposition"] == 'attachment; filename="so-lieu-2026-11.xlsx"'
    page = text_of(office.post(at("import", asked.pk), {"viec": "tep", "file": file_of(answer.content)}))
    assert "Không có ô nào thay đổi" in page
    assert Entry.objects.filter(verb="collection.workbook").exists()


def test_a_number_a_thousand_times_last_months_waits_for_a_person(cast):
    codes = indicators(cast)
    known(cast, codes["hon"], 31, "2026-10", unit="kinh_te")
    asked = collection(cast, codes=codes)
    page = text_of(
        client_of(cast, "an").post(
            at("import", asked.pk), {"viec": "tep", "file": file_of(xlsx([HEAD, ["Phòng Kinh tế", 31500, 97]]))}
        )
    )
    assert "có thừa hoặc thiếu số 0 không?" in page
    assert "lần tháng 10 năm 2026 (31 hộ)" in page
    assert [checked for _key, checked in keys_of(page)] == ["", " checked"]


def test_the_number_that_was_probably_meant_is_written_by_its_own_tick_and_half_a_household_is_never_offered(cast):
    codes = indicators(cast)
    for unit in ("kinh_te", "van_hoa"):
        known(cast, codes["hon"], 31, "2026-10", unit=unit)
    asked = collection(cast, codes=codes)
    office, here = client_of(cast, "an"), at("import", asked.pk)
    rows = [HEAD, ["Phòng Kinh tế", 33000, 97], ["Phòng Văn hóa - Xã hội", 31500, 97]]
    page = text_of(office.post(here, {"viec": "tep", "file": file_of(xlsx(rows))}))
    assert page.count("thay cho số trong tệp") == 1
    assert "Ghi 33 hộ thay cho số trong tệp" in page
    unit, column = str(cast.units["kinh_te"].pk), str(column_of(asked, "hon").pk)
    mine = [key for key, _checked in keys_of(page) if key.startswith(f"{unit};{column};")]
    assert [key.rpartition(";")[2] for key in mine] == ["33000", "33"]
    office.post(here, {"viec": "ghi", "nguon": "so-lieu.xlsx", "o": mine})
    assert Cell.objects.get().amount == 33
    put(asked, cast, "hon", "33000", unit="kinh_te", who="binh", version=1)
    form = text_of(office.get(at("form", asked.pk, row_of(asked, cast, "kinh_te").pk)))
    assert "Ghi lại thành 33<" in form


def test_the_preview_takes_as_many_queries_for_one_row_as_for_all(cast, asked):
    office = client_of(cast, "an")
    names = ("Phòng Kinh tế", "Phòng Văn hóa – Xã hội", "Trung tâm Phục vụ hành chính công")
    counts = []
    for rows in (names[:1], names[:1], names):
        data = xlsx([HEAD, *([name, number, 90] for number, name in enumerate(rows, 7))])
        with CaptureQueriesContext(connection) as captured:
            page = office.post(at("import", asked.pk), {"viec": "tep", "file": file_of(data)})
        assert len(keys_of(text_of(page))) == 2 * len(rows)
        counts.append(len(captured))
    assert counts[1] == counts[2] <= 40


def test_a_pasted_block_is_laid_from_the_chosen_cell_on(cast, asked):
    office = client_of(cast, "an")
    grid = grid_of(cast.actor("an"), asked)
    first = {"unit": grid.rows[0].unit_id, "column": grid.columns[0].key}
    page = text_of(office.post(at("import", asked.pk), {"viec": "dan", "text": "5\t6\t90\r\n7\t8\t91\r\n", **first}))
    office.post(at("import", asked.pk), {"viec": "ghi", "o": [key for key, _checked in keys_of(page)]})
    assert sorted(Cell.objects.values_list("amount", flat=True)) == [5, 6, 7, 8, 90, 91]
    missing = office.post(at("import", asked.pk), {"viec": "dan", "text": "5\t90"})
    assert (missing.status_code, "Chưa biết dán vào đâu" in text_of(missing)) == (422, True)


def test_a_cell_that_somebody_changed_after_the_preview_is_shown_again_with_both_values(cast, asked):
    office = client_of(cast, "an")
    page = text_of(
        office.post(at("import", asked.pk), {"viec": "tep", "file": file_of(xlsx([HEAD, ["Phòng Kinh tế", 12, 97]]))})
    )
    put(asked, cast, "hon", "20", unit="kinh_te", who="binh")
    keys = [key for key, _checked in keys_of(page)]
    stopped = text_of(office.post(at("import", asked.pk), {"viec": "ghi", "o": keys}))
    assert "chưa lưu ô nào" in stopped
    assert "vừa ghi 20, còn số này là 12" in stopped
    assert Cell.objects.count() == 1
    now = keys_of(stopped)
    assert [checked for _key, checked in now] == ["", " checked"]
    office.post(at("import", asked.pk), {"viec": "ghi", "o": [key for key, _checked in now]})
    assert sorted(Cell.objects.values_list("amount", flat=True)) == [12, 97]


def test_an_unknown_unit_is_suggested_one_of_elsewhere_named_and_one_that_ended_told_with_its_successor(cast, asked):
    office = client_of(cast, "an")
    gone = Unit.objects.create(
        kind="office", level="commune", body=cast.bodies["ubnd"], valid_from=BEFORE, valid_to=date(2026, 11, 1)
    )
    UnitName.objects.create(unit=gone, name="Phòng Địa chính xã An Phú", valid_from=BEFORE, valid_to=date(2026, 11, 1))
    UnitLineage.objects.create(
        source=gone, target=cast.units["kinh_te"], kind="merge", on=date(2026, 11, 1), basis="count", share=1
    )
    rows = [HEAD, ["Phòng Kinh tê xa", 1, 2], ["Trường Tiểu học An Phú", 3, 4], ["Phòng Địa chính xã An Phú", 5, 6]]
    page = text_of(office.post(at("import", asked.pk), {"viec": "tep", "file": file_of(xlsx(rows))}))
    assert "Không tìm thấy đơn vị “Phòng Kinh tê xa”" in page
    assert "Gần giống nhất: Phòng Kinh tế xã An Phú" in page
    assert "Đơn vị “Trường Tiểu học An Phú” không thuộc đợt thu thập này" in page
    assert "Đơn vị kết thúc hoạt động từ ngày 01/11/2026; nay là: Phòng Kinh tế xã An Phú." in page
    assert keys_of(page) == []


def test_the_bodys_own_place_behind_a_name_is_no_part_of_it_and_another_place_is(cast, asked):
    UnitName.objects.filter(unit=cast.units["kinh_te"]).update(name="Phòng Kinh tế")
    office, here = client_of(cast, "an"), at("import", asked.pk)
    own = text_of(
        office.post(here, {"viec": "tep", "file": file_of(xlsx([HEAD, ["Phòng Kinh tế xã An Phú", 12, 97]]))})
    )
    assert len(keys_of(own)) == 2
    foreign = [HEAD, ["Phòng Kinh tế xã Đông Sơn", 12, 97]]
    assert keys_of(text_of(office.post(here, {"viec": "tep", "file": file_of(xlsx(foreign))}))) == []


def test_what_cannot_be_read_is_said_at_its_field(cast, asked):
    office = client_of(cast, "an")
    for post, words in (
        ({"viec": "tep"}, "Chưa chọn tệp"),
        ({"viec": "tep", "file": file_of(b"a,b\n1,2", "a.csv")}, "không phải là bảng tính xlsx"),
        ({"viec": "dan", "text": ""}, "Chưa dán gì"),
    ):
        answer = office.post(at("import", asked.pk), post)
        assert (answer.status_code, words in text_of(answer)) == (422, True), words
    assert "Chưa chọn ô nào" in text_of(office.post(at("import", asked.pk), {"viec": "ghi"}))


@pytest.mark.parametrize("key", ["1;2;;3", "x", "{unit};{column};;1e5", "{unit};{column};;NaN"])
def test_a_change_that_the_page_did_not_write_is_refused(cast, asked, key):
    column = column_of(asked, "hon").pk
    sent = key.format(unit=cast.units["kinh_te"].pk, column=column)
    answer = client_of(cast, "an").post(at("import", asked.pk), {"viec": "ghi", "o": [sent]})
    assert answer.status_code == 404
    high = f"{cast.units['kinh_te'].pk};{column_of(asked, 'bhyt').pk};;120"
    told = client_of(cast, "an").post(at("import", asked.pk), {"viec": "ghi", "o": [high]})
    assert "vượt mức cao nhất" in text_of(told)
    assert not Cell.objects.exists()


def test_a_head_of_one_office_fills_only_its_row(cast, asked):
    office = client_of(cast, "cuong")
    rows = [HEAD, ["Phòng Văn hóa – Xã hội", 7, 90], ["Phòng Kinh tế", 8, 91]]
    page = text_of(office.post(at("import", asked.pk), {"viec": "tep", "file": file_of(xlsx(rows))}))
    assert [key.split(";")[0] for key, _checked in keys_of(page)] == [str(cast.units["van_hoa"].pk)] * 2
    other = row_of(asked, cast, "kinh_te")
    assert office.get(at("row_import", asked.pk, other.pk)).status_code == 404
    own = row_of(asked, cast)
    assert "Phòng Văn hóa" in text_of(office.get(at("row_import", asked.pk, own.pk)))
    assert office.get(at("row_workbook", asked.pk, own.pk)).status_code == 200


@pytest.mark.parametrize("name", ["import", "workbook"])
def test_a_stranger_finds_nothing_here(cast, asked, name):
    assert client_of(cast, "dung").get(at(name, asked.pk)).status_code == 404
    assert "/tai-khoan/login/" in Client().get(at(name, asked.pk)).url


def test_a_reader_may_not_fill(cast, asked):
    assert client_of(cast, "hoa").post(at("import", asked.pk), {"viec": "dan", "text": "1\t2"}).status_code == 403


def test_a_submitted_row_is_locked(cast, asked):
    office = client_of(cast, "an")
    put(asked, cast, "hon", "20", unit="kinh_te", who="an")
    services.row_step(actor=cast.actor("an"), row=row_of(asked, cast, "kinh_te"), verb="submit")
    page = text_of(
        office.post(at("import", asked.pk), {"viec": "tep", "file": file_of(xlsx([HEAD, ["Phòng Kinh tế", 12, 97]]))})
    )
    assert "ô này đang khóa" in page
    assert keys_of(page) == []


def test_a_unit_without_an_account_uses_files_behind_its_link(cast, asked):
    made = link_create(
        actor=cast.actor("an"),
        obj=row_of(asked, cast, "kinh_te"),
        verbs=["collection.view", "collection.fill"],
        purpose="collection.fill",
        until=AT + timedelta(days=9),
        unit=cast.units["kinh_te"],
        permission="collection.manage",
    )
    visitor = Client()
    visitor.get(at("open", made.token))
    answer = visitor.get(at("link_workbook"))
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    page = text_of(visitor.post(at("link_import"), {"viec": "tep", "file": file_of(answer.content)}))
    assert "Không có ô nào thay đổi" in page
    first = {"unit": cast.units["kinh_te"].pk, "column": column_of(asked, "hon").pk}
    shown = text_of(visitor.post(at("link_import"), {"viec": "dan", "text": "31", **first}))
    done = visitor.post(at("link_import"), {"viec": "ghi", "o": [key for key, _checked in keys_of(shown)]})
    assert done.url == at("link")
    assert Cell.objects.get().amount == 31
    assert Client().get(at("link_import")).status_code == 404
