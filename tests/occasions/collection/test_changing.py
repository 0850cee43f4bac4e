"""A collection that is open is changed: what goes out keeps its figures, what comes in is missing, and everybody concerned is told."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground.access.models import RoleAssignment
from giaoban.ground.journal.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.models import CollectionColumn, CollectionUnit
from giaoban.occasions.collection.views.closing import named
from giaoban.records.figures.models import Observation
from tests.occasions.collection.making import (
    changed,
    collection,
    column_of,
    fields_of,
    indicators,
    put,
    refused,
    row_of,
)
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
WHY = "Đã có ở phần mềm hộ tịch."


def submitted(made, cast, *, unit="van_hoa", who="cuong", approve=False):
    """A unit's two figures, submitted, and approved where that is asked for."""
    for code, text in (("hon", "46"), ("gks", "5")):
        put(made, cast, code, text, unit=unit, who=who)
    services.row_step(actor=cast.actor(who), row=row_of(made, cast, unit), verb="submit")
    if approve:
        services.row_step(actor=cast.actor("binh"), row=row_of(made, cast, unit), verb="approve")


def wanted(made, **more):
    return services.Wanted(due_on=made.due_on, note=made.note, **more)


def change(made, cast, **more):
    return services.collection_change(actor=cast.actor("binh"), collection=made, wanted=wanted(made, **more))


def states():
    return dict(Observation.objects.values_list("indicator__code", "state"))


def subjects(cast, who="cuong"):
    return sorted(Notice.objects.filter(person=cast.people[who]).values_list("subject", flat=True))


def test_the_page_says_what_taking_a_column_out_means_and_keeps_every_figure(cast):
    made = collection(cast)
    submitted(made, cast)
    client, gks = client_of(cast, "binh"), column_of(made, "gks")
    where = reverse("collection:change", args=[made.pk])
    with queries("collection", "change"):
        assert "Số giấy khai sinh" in text_of(client.get(where))
    fields = fields_of(made, **{f"out-{gks.pk}": "on"})
    said = client.post(where, fields)
    page = text_of(said)
    assert said.status_code == 200
    for words in (
        "Bỏ cột Số giấy khai sinh",
        "1 ô đã có số",
        "Đã nộp: Phòng Văn hóa – Xã hội xã An Phú",
        "không phải nộp lại",
    ):
        assert words in page
    assert (made.columns.filter(removed_at=None).count(), states()["gks"]) == (3, "submitted")  # only looked at
    assert "phải có lý do" in text_of(changed(client, made, fields, said))
    changed(client, made, fields | {"reason": WHY}, said)
    gks.refresh_from_db()
    assert (gks.removed_at is not None, gks.removed_for) == (True, WHY)
    assert states() == {"hon": "submitted", "gks": "draft"}
    assert Observation.objects.get(indicator__code="gks").amount == 5
    row = row_of(made, cast)
    assert (row.state, [box.column.code for box in selectors.sheet(cast.actor("cuong"), made).lines[0].boxes]) == (
        "submitted",
        ["hon", "bhyt"],
    )
    assert {each.asked for each in selectors.progress(cast.actor("binh"), made)} == {2}
    noted = Entry.objects.filter(table_name="collection_collectioncolumn", op="U").order_by("id").last()
    assert (noted.verb, noted.reason) == ("collection.change", f"Bỏ cột “Số giấy khai sinh”: {WHY}")
    cell = text_of(client.get(reverse("collection:cell", args=[made.pk, row.pk, gks.pk])))
    assert "Cột này đã được bỏ khỏi đợt thu thập ngày" in cell
    assert ">5 <" in cell
    services.row_step(actor=cast.actor("binh"), row=row, verb="approve")
    assert states() == {"hon": "approved", "gks": "draft"}
    change(made, cast, indicator_ids=[gks.indicator_id])  # it comes back with what it had
    line = selectors.sheet(cast.actor("cuong"), made, only=row_of(made, cast)).lines[0]
    assert [(box.column.code, box.text) for box in line.boxes] == [("hon", "46"), ("gks", "5"), ("bhyt", "")]
    assert (line.row.state, states()["hon"]) == ("returned", "approved")


def test_a_reason_belongs_to_what_was_taken_out_and_not_to_what_came_in_with_it(cast):
    codes = indicators(cast)
    made = collection(cast, codes={name: codes[name] for name in ("hon", "gks")})
    submitted(made, cast)
    gks = column_of(made, "gks")
    change(made, cast, out=[gks.pk], indicator_ids=[codes["bhyt"].pk], out_units=[cast.units["kinh_te"].pk], reason=WHY)
    noted = [(each.table_name, each.op, each.reason) for each in Entry.objects.filter(verb="collection.change")]
    kinds = {(table.removeprefix("collection_"), op) for table, op, reason in noted if WHY in (reason or "")}
    assert kinds == {("collectioncolumn", "U"), ("collectionunit", "U")}
    assert ("collection_collectioncolumn", "I", "") in [(table, op, reason or "") for table, op, reason in noted]
    assert WHY not in row_of(made, cast).returned_reason
    more = Notice.objects.get(person=cast.people["cuong"], subject__startswith="Cần điền thêm")
    assert WHY not in more.text
    change(made, cast, indicator_ids=[gks.indicator_id], reason="Tỉnh yêu cầu thêm.")
    assert Entry.objects.filter(table_name="collection_collectioncolumn", reason="Tỉnh yêu cầu thêm.").exists()


def test_a_page_opened_before_loses_no_other_cell(cast):
    made = collection(cast)
    hon, gks = column_of(made, "hon").pk, column_of(made, "gks").pk
    client, row = client_of(cast, "cuong"), row_of(made, cast)
    where = reverse("collection:row_changes", args=[made.pk, row.pk])
    tag = client.get(where)["ETag"]
    change(made, cast, out=[gks], reason=WHY)
    told = client.get(where, headers={"If-None-Match": tag}).json()
    assert str(gks) not in told["columns"]
    assert "Cột “Số giấy khai sinh” đã được bỏ khỏi đợt thu thập" in told["gone"][str(gks)]
    save = client.post(reverse("collection:cell_save", args=[made.pk, row.pk, gks]), {"text": "5", "version": "0"})
    assert (save.status_code, save.json()["problem"]) == (409, told["gone"][str(gks)])
    fields = {f"o-{hon}": "12", f"v-{hon}": "0", f"t-{hon}": "", f"o-{gks}": "7", f"v-{gks}": "0", f"t-{gks}": ""}
    link_page = reverse("collection:make_link", args=[made.pk, row.pk])
    sent = text_of(client_of(cast, "binh").post(link_page, {"email": ""}, follow=True))
    visitor = Client()
    opened = text_of(visitor.get(re.search(r"/thu-thap/mo/[^\s<]+", sent)[0], follow=True))
    assert f"Cột “Số giấy khai sinh” đã được bỏ khỏi đợt này ngày 20/11/2026: {WHY}" in opened
    page = text_of(visitor.post(reverse("collection:link"), fields, follow=True))
    assert told["gone"][str(gks)] in page
    assert "Đã lưu." in page
    assert [cell.amount for cell in row.cells.all()] == [12]


def test_a_unit_taken_out_is_told_sees_why_and_is_expected_no_more(cast):
    made = collection(cast)
    submitted(made, cast)
    office, unit, row = client_of(cast, "binh"), client_of(cast, "cuong"), row_of(made, cast)
    link_page = reverse("collection:make_link", args=[made.pk, row_of(made, cast, "kinh_te").pk])
    sent = text_of(office.post(link_page, {"email": ""}, follow=True))
    fields = fields_of(made, out_units=[row.unit_id, cast.units["kinh_te"].pk], reason="Không có nội dung này")
    said = office.post(reverse("collection:change", args=[made.pk]), fields)
    page = text_of(said)
    assert "<strong>Bỏ Phòng Văn hóa – Xã hội xã An Phú</strong> (đã nộp): 2 ô đã có số ra khỏi bảng." in page
    done = changed(office, made, fields, said)
    assert "2 ô có số ra khỏi bảng; số đã báo vẫn được giữ. 2 đơn vị không phải nộp nữa." in text_of(
        office.get(done["Location"])
    )
    sentence = "Đơn vị đã được bỏ khỏi đợt thu thập ngày 20/11/2026: Không có nội dung này."
    form = text_of(unit.get(reverse("collection:form", args=[made.pk, row.pk])))
    assert sentence in form
    assert "Nộp số liệu</button>" not in form
    link = Client()
    assert sentence in text_of(link.get(re.search(r"/thu-thap/mo/[^\s<]+", sent)[0], follow=True))
    assert states() == {"hon": "draft", "gks": "draft"}
    assert "Không phải nộp Số liệu tháng 11/2026 nữa" in subjects(cast)
    rows = selectors.progress(cast.actor("binh"), made)
    assert [(each.name.split(" xã")[0], each.expected) for each in rows] == [
        ("Trung tâm Phục vụ hành chính công", True), ("Phòng Kinh tế", False), ("Phòng Văn hóa – Xã hội", False),
    ]  # fmt: skip
    assert selectors.overall(rows).expected == 1
    names = services.units_remind(actor=cast.actor("binh"), collection=made)
    assert names == ["Trung tâm Phục vụ hành chính công xã An Phú"]
    assert list(selectors.rows_to_fill(cast.actor("cuong"))) == []
    cell = reverse("collection:cell_save", args=[made.pk, row.pk, column_of(made, "hon").pk])
    save = unit.post(cell, {"text": "1", "version": "1"})
    assert (save.status_code, "đã được bỏ khỏi “Số liệu tháng 11/2026” ngày" in save.json()["problem"]) == (409, True)
    for verb, who in (("submit", "cuong"), ("return", "binh")):
        problem = refused(services.row_step, actor=cast.actor(who), row=row, verb=verb, reason="Xem lại")
        assert problem.code == "COL-029"
    change(made, cast, unit_ids=[row.unit_id])
    assert row_of(made, cast).removed_at is None
    assert [cell.amount for cell in row.cells.order_by("column__order")] == [46, 5]
    assert [each.pk for each in selectors.rows_to_fill(cast.actor("cuong"))] == [row.pk]


def test_what_comes_in_is_missing_for_all_and_who_has_submitted_is_told(cast):
    codes = indicators(cast)
    made = collection(cast, codes={code: codes[code] for code in ("hon", "gks")}, units=("van_hoa", "kinh_te"))
    submitted(made, cast, approve=True)
    submitted(made, cast, unit="kinh_te", who="binh")
    office, row = client_of(cast, "binh"), row_of(made, cast)
    fields = fields_of(made, indicators=[codes["bhyt"].pk], units=[cast.units["mot_cua"].pk])
    said = office.post(reverse("collection:change", args=[made.pk]), fields)
    page = text_of(said)
    assert "Thêm cột: Tỷ lệ bảo hiểm y tế" in page
    assert "nay phải điền thêm rồi nộp lại: Phòng Kinh tế xã An Phú, Phòng Văn hóa – Xã hội xã An Phú" in page
    assert row_of(made, cast).state == "approved"
    changed(office, made, fields, said)
    row.refresh_from_db()
    assert (row.state, row.returned_reason) == (
        "returned", "Đợt thu thập thêm cột “Tỷ lệ bảo hiểm y tế”: điền thêm rồi nộp lại.",
    )  # fmt: skip
    found = Observation.objects.values_list("unit", "state").distinct()
    assert set(found) == {(row.unit_id, "approved"), (cast.units["kinh_te"].pk, "draft")}
    assert "Cần điền thêm Số liệu tháng 11/2026, hạn 25/11/2026" in subjects(cast)
    assert {each.name: (each.answered, each.asked) for each in selectors.progress(cast.actor("binh"), made)} == {
        "Phòng Kinh tế xã An Phú": (2, 3), "Phòng Văn hóa – Xã hội xã An Phú": (2, 3),
        "Trung tâm Phục vụ hành chính công xã An Phú": (0, 3),
    }  # fmt: skip
    put(made, cast, "bhyt", "93,5")
    services.row_step(actor=cast.actor("cuong"), row=row, verb="submit")
    assert (
        Observation.objects.get(unit=row.unit_id, indicator=codes["hon"]).state == "approved"
    )  # it was, and is the same


def test_a_unit_that_is_filling_in_is_told_of_a_further_column_once_a_change(cast):
    codes = indicators(cast)
    made = collection(cast, codes={code: codes[code] for code in ("hon", "gks")}, units=("van_hoa",))
    put(made, cast, "hon", "46")
    office, fields = client_of(cast, "binh"), fields_of(made, indicators=[codes["bhyt"].pk])
    said = office.post(reverse("collection:change", args=[made.pk]), fields)
    assert "Đang điền, nay phải điền thêm: Phòng Văn hóa – Xã hội xã An Phú" in text_of(said)
    done = text_of(office.get(changed(office, made, fields, said)["Location"]))
    assert "1 đơn vị đang điền phải điền thêm. Đã báo 1 đơn vị." in done
    more = [subject for subject in subjects(cast) if subject.startswith("Cần điền thêm")]
    assert more == ["Cần điền thêm Số liệu tháng 11/2026, hạn 25/11/2026"]
    assert row_of(made, cast).state == "draft"


def test_a_unit_where_nobody_may_fill_in_is_named_so_and_its_head_is_told(cast):
    made = collection(cast, units=("kinh_te", "mot_cua"))
    RoleAssignment.objects.filter(role__verbs__contains=["collection.fill"], unit=cast.units["van_hoa"]).delete()
    office, fields = client_of(cast, "binh"), fields_of(made, units=[cast.units["van_hoa"].pk])
    before = len(subjects(cast))
    said = office.post(reverse("collection:change", args=[made.pk]), fields)
    page = text_of(said)
    assert "Chưa ai có quyền điền số liệu ở: Phòng Văn hóa – Xã hội xã An Phú." in page
    done = text_of(office.get(changed(office, made, fields, said)["Location"]))
    assert "Chưa ai có quyền điền số liệu ở: Phòng Văn hóa – Xã hội xã An Phú." in done
    assert "Đã báo 1 đơn vị." in done
    assert len(subjects(cast)) == before + 1
    told = Notice.objects.get(person=cast.people["cuong"], subject__startswith="Đề nghị điền")
    assert "Chưa ai ở đơn vị có quyền điền số liệu" in told.text


def test_the_dialog_of_closing_names_who_has_not_come_and_who_waits(cast):
    made = collection(cast)
    submitted(made, cast)
    page = text_of(client_of(cast, "binh").get(reverse("collection:collection", args=[made.pk])))
    dialog = page[page.index('id="dong"') :].split("</dialog>")[0]
    assert "2 đơn vị chưa nộp: Phòng Kinh tế xã An Phú, Trung tâm Phục vụ hành chính công xã An Phú." in dialog
    assert "1 đơn vị đã nộp nhưng chưa được duyệt, số không được chốt: Phòng Văn hóa – Xã hội xã An Phú." in dialog
    assert named([f"Thôn {number}" for number in range(13)]).endswith("Thôn 9 và 3 đơn vị khác")


def test_the_history_names_the_unit_and_a_closed_table_takes_nothing_in(cast):
    made = collection(cast)
    submitted(made, cast, approve=True)
    client = client_of(cast, "binh")
    page = text_of(client.get(reverse("collection:history", args=[made.pk])))
    entry = page.split("<strong>Duyệt số liệu của đơn vị</strong>")[1].split("</li>\n</ol>")[0]
    assert "Đơn vị: Phòng Văn hóa – Xã hội xã An Phú" in entry.split("Trạng thái")[0]
    assert "Số lần sửa cột" not in page
    table = reverse("collection:matrix", args=[made.pk])
    words = ("Nhập từ bảng tính", "Mỗi ô tự lưu khi rời ô", "Tải tệp để điền")
    page = text_of(client.get(table))
    assert all(word in page for word in words)
    services.collection_step(actor=cast.actor("binh"), collection=made, verb="close")
    page = text_of(client.get(table))
    assert not any(word in page for word in words)
    assert "Tải bảng số liệu" in page


def test_nobody_submits_a_column_that_the_page_did_not_show(cast):
    codes = indicators(cast)
    made = collection(cast, codes={"hon": codes["hon"]})
    client, row, hon = client_of(cast, "cuong"), row_of(made, cast), column_of(made, "hon").pk
    where = reverse("collection:form", args=[made.pk, row.pk])
    assert f'name="cot" value="{hon}"' in text_of(client.get(where))
    change(made, cast, indicator_ids=[codes["gks"].pk])
    fields = {"cot": str(hon), f"o-{hon}": "12", f"v-{hon}": "0", f"t-{hon}": "", "nop": "1"}
    page = text_of(client.post(where, fields, follow=True))
    assert "Chưa nộp: văn phòng vừa thêm cột “Số giấy khai sinh” sau khi trang này mở." in page
    assert (row_of(made, cast).state, row.cells.get().amount) == ("draft", 12)


def test_a_change_that_means_something_else_by_now_is_shown_again(cast):
    made = collection(cast)
    client, gks = client_of(cast, "binh"), column_of(made, "gks").pk
    where, fields = reverse("collection:change", args=[made.pk]), fields_of(made, **{f"out-{gks}": "on"}, reason=WHY)
    seen = re.search(r'name="seen" value="(\w+)"', text_of(client.post(where, fields)))[1]
    put(made, cast, "gks", "5")
    again = client.post(where, fields | {"seen": seen})
    assert (again.status_code, "Từ lúc xem trước, số liệu trong đợt đã khác." in text_of(again)) == (200, True)
    assert changed(client, made, fields, again).status_code == 302


def test_a_collection_and_its_columns_are_renamed_without_a_question(cast):
    made = collection(cast)
    client, gks = client_of(cast, "binh"), column_of(made, "gks").pk
    fields = fields_of(made, **{f"name-{gks}": "Khai sinh đúng hạn"}) | {"title": "Số liệu hộ tịch"}
    assert client.post(reverse("collection:change", args=[made.pk]), fields).status_code == 302
    made.refresh_from_db()
    assert made.title == "Số liệu hộ tịch"
    form = text_of(client_of(cast, "cuong").get(reverse("collection:form", args=[made.pk, row_of(made, cast).pk])))
    assert "Khai sinh đúng hạn" in form
    assert "Số giấy khai sinh" not in form
    named = selectors.columns_of(made)[1][1]
    assert (named.name, named.known) == ("Khai sinh đúng hạn", "Số giấy khai sinh")
    change(made, cast, headings={gks: "Số giấy khai sinh"})
    assert column_of(made, "gks").heading == ""
    assert refused(change, made=made, cast=cast, headings={0: "Khác"}).code == "COL-009"


def test_a_draft_forgets_what_is_taken_out_and_keeps_at_least_one_of_each(cast):
    made = collection(cast, opened=False)
    change(made, cast, totals={column_of(made, "hon").pk: column_of(made, "gks").pk})
    change(made, cast, out=[column_of(made, "gks").pk], out_units=[cast.units["kinh_te"].pk])
    assert (CollectionColumn.objects.count(), CollectionUnit.objects.count(), made.changes) == (2, 2, 0)
    assert column_of(made, "hon").total is None  # it was a part of what went out, and stays
    every = list(made.columns.values_list("pk", flat=True))
    assert refused(change, made=made, cast=cast, out=every).code == "COL-052"
    assert refused(change, made=made, cast=cast, out=[0]).code == "COL-009"
    assert not Notice.objects.exists()


def test_nobody_but_who_manages_a_collection_changes_it(cast):
    made = collection(cast)
    gks = column_of(made, "gks").pk
    for who, code in (("giang", 403), ("dung", 404)):
        client, where = client_of(cast, who), reverse("collection:change", args=[made.pk])
        assert {
            client.get(where).status_code,
            client.post(where, fields_of(made, **{f"out-{gks}": "on"})).status_code,
        } == {code}
        for call in (services.collection_change, services.collection_foresee):
            problem = refused(call, actor=cast.actor(who), collection=made, wanted=wanted(made, out=[gks], reason=WHY))
            assert problem.code in ("ACC-001", "ACC-002")
    services.collection_step(actor=cast.actor("binh"), collection=made, verb="close")
    assert refused(change, made=made, cast=cast, out=[gks], reason=WHY).code == "COL-001"
    assert made.columns.filter(removed_at=None).count() == 3


def test_a_role_of_one_unit_manages_no_collection_that_asks_its_body(cast):
    """Cường's role holds every right, for the office of culture only: he sees the collection and fills in his part."""
    made, head = collection(cast), cast.actor("cuong")
    for verb in ("close", "recall"):
        step = {"actor": head, "collection": made, "verb": verb, "reason": WHY}
        assert refused(services.collection_step, **step).code == "ACC-001"
    assert refused(services.collection_change, actor=head, collection=made, wanted=wanted(made)).code == "ACC-001"
    assert refused(services.units_remind, actor=head, collection=made).code == "ACC-001"
    page = client_of(cast, "cuong").get(reverse("collection:collection", args=[made.pk]))
    assert page.status_code == 200
    assert reverse("collection:change", args=[made.pk]) not in page.content.decode()
    assert client_of(cast, "cuong").get(reverse("collection:change", args=[made.pk])).status_code == 403
