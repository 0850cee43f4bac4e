"""What a person who sees the room for the first time is told: what stands ticked, what was asked already, what is locked, by when."""

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from django.urls import reverse

from giaoban.occasions.collection import services
from giaoban.occasions.collection.clock import due_sentence
from giaoban.occasions.collection.filing.reading import workbook_read
from giaoban.occasions.collection.filing.workbook import workbook_bytes
from giaoban.occasions.collection.models import Collection
from giaoban.occasions.collection.views.collection import opened_said
from giaoban.records.figures.models import Observation
from giaoban.records.figures.services import indicator_create
from tests.occasions.collection.making import collection, column_of, indicators, put, refused, row_of
from tests.occasions.collection.tables import REF, grid, nobody
from tests.pages import client_of, text_of

CREATE = "collection:create"


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_the_next_collection_says_what_stands_ticked_and_takes_it_all_out(cast):
    codes = indicators(cast)
    collection(cast, codes=codes, note="Ghi rõ nguồn")
    client = client_of(cast, "binh")
    page = text_of(client.get(reverse(CREATE)))
    assert "Đã đánh dấu sẵn như đợt trước: 3 chỉ tiêu, 3 đơn vị." in page
    assert "Ô Yêu cầu thêm cũng lấy từ đợt đó." in page
    assert f'href="{reverse(CREATE)}?nhu=0">Bỏ hết<' in page
    bare = text_of(client.get(reverse(CREATE), {"nhu": "0"}))
    assert bare.count("checked") == 0
    assert "Đã đánh dấu sẵn" not in bare
    assert "Ghi rõ nguồn" not in bare


def test_an_indicator_that_is_taken_out_takes_its_breakdowns_with_it(cast):
    people = indicator_create(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, code="nguoi", name="Số lao động", unit_of_measure="người",
        kind="sum", dimensions={"gioi": ["nam", "nữ"]},
    )  # fmt: skip
    codes = indicators(cast)
    made = collection(cast, codes=codes | {"nguoi": people}, by={people.pk: ["gioi"]})
    assert made.columns.filter(indicator=people).count() == 3
    client = client_of(cast, "binh")
    assert "Kèm 1 cách chia theo phân tổ." in text_of(client.get(reverse(CREATE)))
    fields = {
        "title": "Đợt hai", "period": "12/2026", "due_on": "2026-12-25", "role": "actual",
        "units": [cast.units["van_hoa"].pk], "indicators": [codes["hon"].pk], "breakdowns": [f"{people.pk}:gioi"],
    }  # fmt: skip
    client.post(reverse(CREATE), fields)
    assert set(Collection.objects.get(title="Đợt hai").columns.values_list("indicator__code", flat=True)) == {"hon"}
    client.post(reverse(CREATE) + "?nhu=0", fields | {"title": "Đợt ba"})  # ticked by hand, it brings its indicator
    again = set(Collection.objects.get(title="Đợt ba").columns.values_list("indicator__code", flat=True))
    assert again == {"hon", "nguoi"}


def test_a_second_collection_of_the_same_figures_is_warned_about_while_it_is_prepared(cast):
    codes = indicators(cast)
    first = collection(cast, codes=codes, units=("van_hoa", "kinh_te"), title="Đợt thứ nhất")
    hon = {"hon": codes["hon"]}
    again = collection(cast, codes=hon, units=("van_hoa", "mot_cua"), title="Đợt thứ hai", opened=False)
    apart = collection(cast, codes=hon, units=("mot_cua",), title="Đợt tháng 12", period="2026-12", opened=False)
    client = client_of(cast, "binh")

    def page(made):
        return text_of(client.get(reverse("collection:collection", args=[made.pk])))

    said = page(again)
    assert "đã được hỏi ở đợt khác" in said
    assert f"{first.title}</a>: Số hộ nghèo. Đơn vị: Phòng Văn hóa – Xã hội xã An Phú" in said
    assert "Phòng Kinh tế" not in said.split("Đợt thứ nhất</a>")[1].split("</ul>")[0]
    assert "đã được hỏi ở đợt khác" not in page(apart)
    services.collection_step(actor=cast.actor("binh"), collection=first, verb="recall", reason="Gửi nhầm")
    assert "đã được hỏi ở đợt khác" not in page(again)


def locked_at(cast, codes, text):
    """Two collections of one figure, the first closed with a number: the second."""
    first = collection(cast, codes=codes, units=("van_hoa",), title="Đợt đóng trước")
    second = collection(cast, codes=codes, units=("van_hoa",), title="Đợt đóng sau")
    put(first, cast, "hon", text)
    services.row_step(actor=cast.actor("cuong"), row=row_of(first, cast), verb="submit")
    services.row_step(actor=cast.actor("binh"), row=row_of(first, cast), verb="approve")
    services.collection_step(actor=cast.actor("binh"), collection=first, verb="close")
    return second


def test_a_locked_figure_is_named_with_its_collection_and_can_be_taken_over(cast):
    second = locked_at(cast, indicators(cast), "45")
    client, row = client_of(cast, "cuong"), row_of(second, cast)
    where = reverse("collection:form", args=[second.pk, row.pk])
    put(second, cast, "hon", "46")
    page = text_of(client.get(where))
    words = "số này đã chốt là 45 ở “Đợt đóng trước”. Ghi lại thành 45, hoặc nhờ văn phòng mở chốt."
    assert words in page
    assert re.search(r'data-take="45">\s*Ghi lại thành 45', page)
    problem = refused(services.row_step, actor=cast.actor("cuong"), row=row, verb="submit")
    assert (problem.code, words in problem.sentence("vi")) == ("COL-027", True)
    assert words in text_of(client.post(where, {"nop": "1"}, follow=True))
    put(second, cast, "hon", "45", version=1)
    assert "đã chốt là" not in text_of(client.get(where))
    services.row_step(actor=cast.actor("cuong"), row=row_of(second, cast), verb="submit")
    services.row_step(actor=cast.actor("binh"), row=row_of(second, cast), verb="approve")
    assert [(each.amount, each.state) for each in Observation.objects.all()] == [(45, "locked")]


def test_a_figure_that_is_locked_as_none_is_taken_over_as_x(cast):
    codes = indicators(cast)
    second = locked_at(cast, codes, "x")
    put(second, cast, "hon", "46")
    problem = refused(services.row_step, actor=cast.actor("cuong"), row=row_of(second, cast), verb="submit")
    assert "đã chốt là x ở “Đợt đóng trước”" in problem.sentence("vi")
    put(second, cast, "hon", "x", version=1)
    assert services.row_step(actor=cast.actor("cuong"), row=row_of(second, cast), verb="submit").state == "submitted"


def test_opening_says_how_many_were_told_and_the_message_says_where(cast):
    made = collection(cast, opened=False, units=("van_hoa", "truong"))
    client = client_of(cast, "binh")
    page = text_of(client.post(reverse("collection:step", args=[made.pk]), {"verb": "start"}, follow=True))
    assert "Đã mở đợt thu thập, đã báo 2 đơn vị." in page
    assert "2 đơn vị không có tài khoản nhận báo: mở tên đơn vị" in opened_said((1, 2))
    address = reverse("collection:collection", args=[made.pk])
    assert f"mở đường dẫn này để điền: http://testserver{address}" in page
    link = client.post(
        reverse("collection:make_link", args=[made.pk, row_of(made, cast, "truong").pk]), {"email": ""}, follow=True
    )
    assert "dùng được đến hết ngày 28/11/2026;" in text_of(link)


def test_a_unit_reads_what_else_is_asked_and_how_many_cells_stand_in_the_way(cast):
    made = collection(cast, note="Kèm danh sách hộ mới")
    client, row = client_of(cast, "cuong"), row_of(made, cast)
    where = reverse("collection:form", args=[made.pk, row.pk])
    assert "Kèm danh sách hộ mới" in text_of(client.get(where))
    share = column_of(made, "bhyt").pk
    fields = {f"o-{share}": "120", f"v-{share}": "0", f"t-{share}": ""}
    assert "Chưa nộp: còn 1 ô chưa đúng." in text_of(client.post(where, fields | {"nop": "1"}))
    assert "Còn 1 ô chưa đúng, chưa lưu." in text_of(client.post(where, fields))
    file = client.get(reverse("collection:row_workbook", args=[made.pk, row.pk]))
    assert file["Content-Disposition"] == ('attachment; filename="so-lieu-2026-11-phong-van-hoa-xa-hoi-xa-an-phu.xlsx"')
    assert (
        "Yêu cầu thêm: Kèm danh sách hộ mới" in ZipFile(io.BytesIO(file.content)).read("xl/sharedStrings.xml").decode()
    )


@pytest.mark.parametrize("note", ["Số hộ nghèo", "=1+1", "dòng một\nSố hộ nghèo (hộ)\t5", "x" * 4000])
def test_a_note_in_the_workbook_disturbs_no_reading(note):
    now = grid(note=note)
    reading = workbook_read(workbook_bytes(now, ref=REF), now, name="so-lieu.xlsx", ref=REF, resolve=nobody)
    assert (reading.changes, reading.refused, reading.odd) == ([], [], [])


def test_a_due_date_over_days_of_rest_is_no_zero_working_days_late():
    friday, sunday = date(2026, 11, 20), date(2026, 11, 22)
    assert due_sentence(friday, sunday) == "Hạn 20/11/2026 (quá hạn, chưa qua ngày làm việc nào)"
    assert due_sentence(friday, date(2026, 11, 23), bare=True) == "20/11/2026 (quá hạn 1 ngày làm việc)"
