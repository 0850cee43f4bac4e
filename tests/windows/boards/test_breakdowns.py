"""Figures by the keys of a breakdown: on the page of an indicator, and in the pivot."""

import pytest
from django.urls import reverse

from tests.pages import client_of, text_of
from tests.queries import queries
from tests.records.figures.making import indicator, record
from tests.windows.boards.test_indicator_page import page
from tests.windows.boards.test_pivot import table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
KEYS = {"gioi": ["nam", "nữ"], "linh_vuc": []}


def trained(cast, **changes):
    """People trained in October and November by two offices: by sex complete, by field in November only; one sum is wrong."""
    of = indicator(cast, name="Lượt người được tập huấn", unit_of_measure="lượt người", dimensions=KEYS, **changes)
    rows = (
        ("van_hoa", "2026-10", {"": 50, "gioi=nam": 20, "gioi=nữ": 30}),
        ("van_hoa", "2026-11", {"": 60, "gioi=nam": 25, "gioi=nữ": 30, "linh_vuc=y_te": 60, "gioi=nữ;linh_vuc=y_te": 1}),
        ("kinh_te", "2026-11", {"": 10, "gioi=nam": 4, "gioi=nữ": 6}),
    )  # fmt: skip
    for unit, period, parts in rows:
        for dims, amount in parts.items():
            record(cast, of, str(amount), unit=unit, period=period, dims=dims)
    return of


def drawn(answer):
    chart = answer.context["parts"]
    return {each.name: [point.value for point in each.points][-2:] for each in chart.series}


def test_the_parts_of_an_indicator_are_drawn_beside_the_whole_and_a_wrong_sum_is_told(cast):
    of, unit = trained(cast), cast.units["van_hoa"].pk
    plain = page(cast, of, don_vi=unit)
    assert plain.context["parts"] is None
    assert plain.context["breakdowns"] == [("gioi", "giới tính"), ("linh_vuc", "lĩnh vực")]
    answer = page(cast, of, don_vi=unit, phan_to="gioi")
    assert drawn(answer) == {"Nam": [20, 25], "Nữ": [30, 30], "Tổng số": [50, 60]}
    whole = answer.context["parts"].series[-1].points
    assert (whole[-2].remark, whole[-1].remark) == ("", "các phần cộng lại 55")
    assert "phan-to=gioi" in answer.context["view"].link
    free = page(cast, of, don_vi=unit, phan_to="linh_vuc")
    assert drawn(free) == {"Y te": [None, 60], "Tổng số": [50, 60]}


def test_a_breakdown_goes_out_as_a_file_and_a_word_that_is_no_key_shows_none(cast):
    of, unit = trained(cast), cast.units["van_hoa"].pk
    answer = page(cast, of, don_vi=unit, phan_to="gioi", bang="phan-to", dang="csv", so_ky="6")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0] == "Kỳ,Nam (lượt người),Nữ (lượt người),Tổng số (lượt người),Ghi chú"
    assert rows[6] == "11/2026,25,30,60,Tổng số: các phần cộng lại 55"
    assert page(cast, of, don_vi=unit, phan_to="dan-toc").context["parts"] is None
    assert page(cast, of, don_vi=unit, phan_to="gioi", cach="quy-doi").context["parts"] is None
    empty = page(cast, of, don_vi=cast.units["kinh_te"].pk, phan_to="linh_vuc")
    assert "Tổng số" in drawn(empty)


def test_an_estimate_of_a_part_gives_way_to_the_actual_figure(cast):
    of = indicator(cast, dimensions={"gioi": ["nam"]})
    record(cast, of, "9", period="2026-11")
    for role, amount in (("actual", "5"), ("estimate", "4")):
        record(cast, of, amount, dims="gioi=nam", role=role)
    record(cast, of, "7", dims="gioi=nam", role="estimate", period="2026-10")
    points = page(cast, of, phan_to="gioi").context["parts"].series[0].points
    assert [(point.value, point.remark) for point in points[-2:]] == [(7, "ước thực hiện"), (5, "")]


def ask(cast, **query):
    usual = {"cap": "office", "tu": "2026-10", "den": "2026-11"}
    return client_of(cast).get(reverse("boards:pivot"), {**usual, **query}, follow=True)


def test_the_pivot_lays_the_parts_of_a_breakdown_beside_the_whole(cast):
    of = trained(cast)
    answer = ask(cast, ct=of.pk, khoa="gioi", hang="dv", cot="pt", tu="2026-11")
    assert [column.title for column in answer.context["view"].columns] == ["Đơn vị", "Tổng số", "Nam", "Nữ"]
    rows = table(answer)
    assert rows["Phòng Văn hóa – Xã hội xã An Phú"] == ["60", "25", "30"]
    assert rows["Tổng cộng"][:1] == ["70 | 2/3 đơn vị có số"]
    assert [cell.split(" |")[0] for cell in rows["Tổng cộng"]] == ["70", "29", "36"]
    assert "phân tổ theo giới tính" in answer.context["view"].note
    assert ("gioi", "Giới tính") in answer.context["keys_offered"]
    free = ask(cast, ct=of.pk, khoa="linh_vuc", hang="pt", cot="dv", tu="2026-11")
    assert list(table(free)) == ["Tổng số", "Y te"]


def test_a_rate_of_a_part_is_that_of_its_own_numerator_and_denominator(cast):
    n = indicator(cast, name="Hồ sơ đúng hạn", unit_of_measure="hồ sơ", dimensions={"gioi": ["nam", "nữ"]})
    m = indicator(cast, name="Hồ sơ", unit_of_measure="hồ sơ", dimensions={"gioi": ["nam", "nữ"]})
    words = {"kind": "rate", "time_op": "none", "unit_op": "recompute", "unit_of_measure": "%"}
    rate = indicator(cast, name="Tỷ lệ", numerator=n, denominator=m, dimensions={"gioi": ["nam", "nữ"]}, **words)
    for unit, part, good, every in (
        ("van_hoa", "nam", "9", "10"),
        ("kinh_te", "nam", "30", "60"),
        ("kinh_te", "nữ", "1", "4"),
    ):
        record(cast, n, good, unit=unit, dims=f"gioi={part}")
        record(cast, m, every, unit=unit, dims=f"gioi={part}")
    rows = table(ask(cast, ct=rate.pk, khoa="gioi", hang="dv", cot="pt", tu="2026-11"))
    assert [cell.split(" |")[0] for cell in rows["Tổng cộng"]] == ["–", "55,7", "25,0"]


def test_a_breakdown_is_read_as_reported_and_its_parts_are_as_hidden_as_the_whole(cast):
    of = trained(cast)
    answer = ask(cast, ct=of.pk, khoa="gioi", hang="dv", cot="pt", cach="quy-doi", ngay="2026-11-20")
    assert answer.context["asked"].restated_to is None
    assert "như đơn vị đã báo cáo" in answer.context["view"].note
    assert ask(cast, ct=of.pk, khoa="GIỚI").context["asked"].by == ""
    secret = indicator(cast, name="Quân số", who="an", classification=1, dimensions={"gioi": ["nam"]})
    record(cast, secret, "90", who="an", dims="gioi=nam")
    query = {"cap": "office", "tu": "2026-11", "den": "2026-11", "ct": secret.pk, "khoa": "gioi", "cot": "pt"}
    seen = client_of(cast, "giang").get(reverse("boards:pivot"), query, follow=True)
    assert secret.pk not in seen.context["asked"].indicators


def test_breakdowns_keep_to_the_queries(cast):
    of = trained(cast)
    client, url = client_of(cast), reverse("boards:indicator", args=[of.pk])
    client.get(url)
    with queries("boards", "indicator by parts", is_list=True):
        assert client.get(url, {"phan-to": "gioi"}).status_code == 200
    full = ask(cast, ct=of.pk, khoa="gioi", hang="dv", cot="pt").request
    address = f"{full['PATH_INFO']}?{full['QUERY_STRING']}"
    with queries("boards", "pivot theo phân tổ", is_list=True):
        assert "Giới tính" in text_of(client.get(address))
