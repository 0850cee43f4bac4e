"""The pages of a collection: list, matrix, form, cell, and the link of a unit without an account."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.models import Cell, Collection
from giaoban.records.figures.models import Observation
from tests.cast import ON
from tests.occasions.collection.making import changed, collection, column_of, indicators, known, put, row_of
from tests.occasions.meetings.month import closed
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def save(client, made, cast, code, text, version=0, unit="van_hoa"):
    """One cell as the page saves it."""
    address = reverse("collection:cell_save", args=[made.pk, row_of(made, cast, unit).pk, column_of(made, code).pk])
    return client.post(address, {"text": text, "version": version})


def test_a_clerk_prepares_and_opens_a_collection_and_the_next_asks_for_the_same(cast):
    codes = indicators(cast)
    client = client_of(cast, "binh")
    typed = {
        "title": "Số liệu tháng 11/2026",
        "period": "11/2026",
        "due_on": "2026-11-01",
        "role": "actual",
        "units": [cast.units["van_hoa"].pk, cast.units["mot_cua"].pk],
        "indicators": [row.pk for row in codes.values()],
    }
    refused = client.post(reverse("collection:create"), typed)
    assert refused.status_code == 422
    assert "Hạn nộp 01/11/2026 đã qua" in text_of(refused)
    client.post(reverse("collection:create"), typed | {"due_on": "2026-11-25"})
    made = Collection.objects.get()
    assert (made.period, made.ends_on) == ("2026-11", date(2026, 11, 30))
    client.post(reverse("collection:step", args=[made.pk]), {"verb": "start"})
    page = text_of(client.get(reverse("collection:collection", args=[made.pk])))
    assert "Hạn 25/11/2026 (còn" in page
    assert "ngày làm việc" in page
    assert "Các đơn vị chưa nộp: Phòng Văn hóa – Xã hội xã An Phú; Trung tâm" in page
    assert text_of(client.get(reverse("collection:create"))).count("checked") == 2 + len(codes)
    change = reverse("collection:change", args=[made.pk])
    fields = {"title": made.title, "due_on": "2026-11-27", "note": "", "units": [cast.units["kinh_te"].pk]}
    assert changed(client, made, fields).status_code == 302
    made.refresh_from_db()
    assert (made.due_on, made.units.count()) == (date(2026, 11, 27), 3)
    assert client.post(change, fields | {"due_on": "2026-11-02"}).status_code == 422


def test_lists_and_matrix_take_few_queries_and_a_unit_sees_its_own_row_alone(cast):
    made = collection(cast)
    put(made, cast, "hon", "46")
    services.comment_add(
        actor=cast.actor("binh"), row=row_of(made, cast), column_id=column_of(made, "hon").pk, text="<b>?</b>"
    )
    office, unit = client_of(cast, "binh"), client_of(cast, "cuong")
    with queries("collection", "list", is_list=True):
        assert "0/3" in text_of(office.get(reverse("collection:list")))
    with queries("collection", "collection"):
        office.get(reverse("collection:collection", args=[made.pk]))
    with queries("collection", "matrix"):
        page = text_of(office.get(reverse("collection:matrix", args=[made.pk])))
    assert page.count("co-cell") == 9
    assert 'value="46"' in page
    own = text_of(unit.get(reverse("collection:matrix", args=[made.pk])))
    assert own.count("co-cell") == 3
    assert "Phòng Kinh tế" not in own
    assert unit.get(reverse("collection:form", args=[made.pk, row_of(made, cast, "kinh_te").pk])).status_code == 404
    where = reverse("collection:cell", args=[made.pk, row_of(made, cast).pk, column_of(made, "hon").pk])
    cell = text_of(unit.get(where))
    assert "&lt;b&gt;?&lt;/b&gt;" in cell
    stranger = client_of(cast, "dung")
    for name in ("collection", "matrix", "history", "change"):
        assert stranger.get(reverse(f"collection:{name}", args=[made.pk])).status_code == 404
    assert stranger.get(where).status_code == 404


def test_a_cell_saves_itself_and_a_conflict_answers_with_both_values(cast):
    made = collection(cast)
    first = save(client_of(cast, "cuong"), made, cast, "hon", "1.200")
    assert (first.status_code, first.json()["text"], first.json()["version"]) == (200, "1.200", 1)
    late = save(client_of(cast, "binh"), made, cast, "hon", "1.300", version=0)
    answer = late.json()
    assert (late.status_code, answer["conflict"], answer["text"], answer["version"]) == (409, True, "1.200", 1)
    assert "1.300" in answer["problem"]
    chosen = save(client_of(cast, "binh"), made, cast, "hon", "1.300", version=1)
    assert (chosen.status_code, chosen.json()["text"]) == (200, "1.300")
    wrong = save(client_of(cast, "cuong"), made, cast, "bhyt", "1o0")
    assert (wrong.status_code, wrong.json()["conflict"]) == (400, False)
    assert save(client_of(cast, "dung"), made, cast, "hon", "9", version=2).status_code == 404
    assert save(client_of(cast, "giang"), made, cast, "hon", "9", version=2, unit="mot_cua").status_code == 403
    assert Cell.objects.get().amount == 1300


def test_a_form_without_scripts_keeps_what_was_refused_and_submits(cast):
    codes = indicators(cast)
    known(cast, codes["hon"], "46", "2026-10")
    made = collection(cast, codes=codes)
    client, row = client_of(cast, "cuong"), row_of(made, cast)
    where = reverse("collection:form", args=[made.pk, row.pk])
    page = text_of(client.get(where))
    assert "Nhận 46" in page
    assert 'value="46"' not in page  # a suggestion is no value
    fields = {}
    for number in made.columns.values_list("pk", flat=True):
        fields |= {f"o-{number}": "", f"v-{number}": "0", f"t-{number}": ""}
    hon, share = column_of(made, "hon").pk, column_of(made, "bhyt").pk
    answer = client.post(where, fields | {f"o-{hon}": "47", f"o-{share}": "120", "nop": "1"})
    assert answer.status_code == 422
    assert 'value="120"' in text_of(answer)
    assert "vượt mức cao nhất" in text_of(answer)
    fields |= {f"o-{hon}": "47", f"v-{hon}": "1", f"t-{hon}": "47", f"o-{share}": "93,5", "nop": "1"}
    assert "Đã nộp số liệu" in text_of(client.post(where, fields, follow=True))
    row.refresh_from_db()
    assert row.state == "submitted"
    steps = reverse("collection:form_step", args=[made.pk, row.pk])
    assert client_of(cast, "giang").post(steps, {"verb": "approve"}).status_code == 404
    client_of(cast, "binh").post(steps, {"verb": "return", "reason": "Xem lại số hộ nghèo"})
    assert "Xem lại số hộ nghèo" in text_of(client.get(where))


def test_a_unit_without_an_account_fills_in_its_own_row_by_a_link_and_nothing_else(cast):
    made = collection(cast, units=("truong", "van_hoa"))
    row, other = row_of(made, cast, "truong"), row_of(made, cast)
    office = client_of(cast, "binh")
    page = text_of(office.post(reverse("collection:make_link", args=[made.pk, row.pk]), {"email": ""}, follow=True))
    address = re.search(r"/thu-thap/mo/[^\s<]+", page)
    assert "Kính gửi Trường Tiểu học An Phú" in page
    assert "/thu-thap/mo/" not in text_of(office.get(reverse("collection:collection", args=[made.pk])))
    unit = Client()
    assert unit.get(reverse("collection:link")).status_code == 404
    shown = unit.get(address[0], follow=True)
    assert shown.request["PATH_INFO"] == reverse("collection:link")
    assert "Trường Tiểu học An Phú" in text_of(shown)
    assert "Phòng Văn hóa" not in text_of(shown)
    column = column_of(made, "hon").pk
    saved = unit.post(reverse("collection:link_cell_save", args=[column]), {"text": "8", "version": "0"})
    assert saved.json()["text"] == "8"
    for name, place in (("form", [made.pk, row.pk]), ("matrix", [made.pk]), ("cell", [made.pk, other.pk, column])):
        assert unit.get(reverse(f"collection:{name}", args=place)).status_code in (302, 404)
    said = unit.post(reverse("collection:link_cell", args=[column]), {"text": "Số của cả hai điểm trường"})
    assert said.status_code == 302
    fields = {f"o-{column}": "8", f"v-{column}": "1", f"t-{column}": "8", "nop": "1"}
    unit.post(reverse("collection:link"), fields)
    row.refresh_from_db()
    assert row.state == "submitted"
    assert Observation.objects.get().unit_id == cast.units["truong"].pk
    assert list(other.cells.all()) == []
    assert [each.text for each in selectors.comments(cast.actor("binh"), row, column)] == ["Số của cả hai điểm trường"]


def test_the_session_of_the_month_closes_the_collection_and_locks_it(cast):
    made = collection(cast, due_on=ON)
    put(made, cast, "hon", "46")
    services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    services.row_step(actor=cast.actor("binh"), row=row_of(made, cast), verb="approve")
    closed(cast)
    made.refresh_from_db()
    assert made.state == "closed"
    assert Observation.objects.get(indicator__code="hon").state == "locked"
    page = text_of(client_of(cast, "binh").get(reverse("collection:collection", args=[made.pk])))
    assert "đã chốt theo Phiên họp thường kỳ tháng 11 năm 2026" in page


def test_the_offices_buttons_do_what_they_say_and_refusals_stay_on_the_page(cast):
    made = collection(cast)
    row = row_of(made, cast)
    client, here = client_of(cast, "binh"), reverse("collection:collection", args=[made.pk])

    def press(name, *place, **fields):
        return text_of(client.post(reverse(f"collection:{name}", args=[made.pk, *place]), fields, follow=True))

    assert "Đã nhắc Phòng Kinh tế xã An Phú, Phòng Văn hóa" in press("remind")
    assert "gợi ý được 0 ô" in press("prefill")
    assert "Được miễn báo: Mới lập" in press("excuse", row_of(made, cast, "mot_cua").pk, reason="Mới lập")
    for unit in ("van_hoa", "kinh_te"):
        put(made, cast, "hon", "46", unit=unit, who="binh")
        services.row_step(actor=cast.actor("binh"), row=row_of(made, cast, unit), verb="submit")
    assert "không phải nhắc đơn vị nào" in press("remind")
    assert "trả lại số liệu phải có lý do".capitalize() in press("form_step", row.pk, verb="return", reason="")
    assert "Đã duyệt số liệu của 2 đơn vị" in press("approve_all")
    column = column_of(made, "hon").pk
    assert "Nhận xét chưa có nội dung" in press("cell", row.pk, column, text=" ")
    page = press("cell", row.pk, column, text="Đúng chưa?", follow_up="on")
    assert "Đúng chưa?" in page
    assert "Sửa ô số liệu" not in page  # recording the figure is no change of the cell
    comment = row.comments.get()
    assert "đã rõ, Trần Thị Bình" in press("settle", comment.pk)
    assert client_of(cast, "dung").post(reverse("collection:settle", args=[made.pk, comment.pk])).status_code == 404
    press("step", verb="close")
    assert "Mở lại đợt đã đóng phải có lý do" in press("step", verb="reopen", reason="")
    assert "đã đóng và chốt số liệu" in press(
        "form", row.pk, **{f"o-{column}": "1", f"v-{column}": "1", f"t-{column}": ""}
    )
    assert client.post(reverse("collection:make_link", args=[made.pk, row.pk]), {"email": ""}).status_code == 409
    assert "Đóng đợt thu thập" in text_of(client.get(reverse("collection:history", args=[made.pk])))
    assert "số đã duyệt đã được chốt" in text_of(client.get(here))
